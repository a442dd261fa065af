/**
 * Everything the window can be told to do: one register for the keys, the palette of commands, the page of
 * shortcuts, and the hints of buttons.
 *
 * A command is added by an entry in `COMMANDS` and its name in `i18n/commands.en.ts` and `i18n/commands.fr.ts`.
 */

import { tick } from 'svelte';
import { ui } from './i18n/index.svelte';
import type { Messages } from './i18n/en';
import type { HitKind, Lang, Section, SidesWanted, Status, Theme } from './ipc/types';
import { ariaKeys, isChord, shownKeys } from './keys';
import { hasResponse } from './note/rich-text';
import { other } from './note/sections';
import { TEXT_SIZES } from './state/text-size';
import { TEXT_COMMANDS } from './text-commands';
import type { DialogName, Workspace } from './state/workspace.svelte';

export type CommandId = keyof Messages['command'];
export type CommandGroup = keyof Messages['palette']['group'];
/** Why a command is not possible now. */
export type Hindrance = keyof Messages['palette']['why'];

/** What only the window's own parts can do. */
export interface Frame {
  focusSearch: () => Promise<void>;
  openFilters: () => Promise<void>;
  stepMatch: (by: 1 | -1) => Promise<void>;
  nextPane: (by: 1 | -1) => void;
}

export interface Command {
  group: CommandGroup;
  /** Its keys, the one to show first (see `keys.ts`). */
  keys?: readonly string[];
  /** Whether its keys work over a dialog, too. */
  anywhere?: true;
  /** Whether its keys are those of the part of the window that has the focus, which hears them itself. */
  within?: true;
  /** What is in its way where the focus is at `place`; without it, it is always possible. */
  hindrance?: (workspace: Workspace, place: Element | null) => Hindrance | null;
  run: (workspace: Workspace, frame: Frame) => unknown;
}

/** Says what is in the way of a command; `null` where nothing is. */
export type Condition = NonNullable<Command['hindrance']>;

const unless =
  (met: (workspace: Workspace, place: Element | null) => boolean, hindrance: Hindrance): Condition =>
  (workspace, place) =>
    met(workspace, place) ? null : hindrance;
const first =
  (...conditions: Condition[]): Condition =>
  (workspace, place) =>
    conditions.reduce<Hindrance | null>((found, condition) => found ?? condition(workspace, place), null);

const inNotebook = unless(({ ready }) => ready, 'notebook');
const inNote = unless(({ note }) => note !== null, 'note');
const inOpened = unless(({ opened }) => opened !== null, 'opened');
const inPolicy = unless(({ opened }) => opened?.kind === 'policy', 'policy');
const inUnlocked = first(
  inNote,
  unless(({ note }) => note?.locked === false, 'locked'),
);

const dialog = (name: DialogName) => (workspace: Workspace) => (workspace.dialog = name);

/** The side that the focus is (or was) in; else the one in the interface's language, if the note has it. */
function sideInUse({ note }: Workspace, place = document.activeElement): Lang {
  const lang = place?.closest('main [lang]')?.getAttribute('lang')?.slice(0, 2);
  const wanted = lang === 'en' || lang === 'fr' ? lang : ui.lang;
  return note?.draft.sides[wanted] ? wanted : other(wanted);
}

const go = (section: Section): Command => ({
  group: 'note',
  hindrance:
    section === 'if_pressed'
      ? first(
          inNote,
          unless((workspace, place) => {
            const side = workspace.note?.draft.sides[sideInUse(workspace, place)];
            return (side?.if_pressed.length ?? 0) > 0;
          }, 'blocks'),
        )
      : inNote,
  run: (workspace) => {
    const lang = sideInUse(workspace);
    workspace.wanted = section === 'if_pressed' ? { kind: section, lang } : { kind: 'text', lang, section };
  },
});

const status = (wanted: Status): Command => ({
  group: 'note',
  hindrance: first(
    inNote,
    unless(({ note }) => note?.draft.meta.status !== wanted, 'already'),
  ),
  run: (workspace) => workspace.setStatus(wanted),
});

const side = (lang: Lang): Command => ({
  group: 'note',
  hindrance: first(
    inUnlocked,
    unless(({ note }) => !note?.draft.sides[lang], 'side'),
  ),
  run: (workspace) => {
    workspace.note?.createSide(lang);
    workspace.wanted = { kind: 'text', lang, section: 'title' };
  },
});

const kind = (wanted: HitKind | null): Command => ({
  group: 'find',
  hindrance: first(
    inNotebook,
    unless(({ search }) => search.kind !== wanted, 'already'),
  ),
  run: (workspace) => {
    workspace.listShown = true;
    workspace.search.setKind(wanted);
  },
});

const language = (lang: Lang): Command => ({
  group: 'choices',
  hindrance: unless(() => ui.lang !== lang, 'already'),
  run: ({ choices }) => choices.setLang(lang),
});

const theme = (wanted: Theme): Command => ({
  group: 'choices',
  hindrance: unless(({ choices }) => choices.theme !== wanted, 'already'),
  run: ({ choices }) => choices.setTheme(wanted),
});

/** What is open comes out from under the list first, where that covers it. */
const inSight =
  (run: (workspace: Workspace) => void) =>
  (workspace: Workspace): void => {
    if (workspace.choices.oneAtATime) workspace.listShown = false;
    run(workspace);
  };

const read = (languages: SidesWanted): Command => ({
  group: 'window',
  hindrance: first(
    inPolicy,
    unless(({ choices }) => choices.reading !== languages, 'already'),
  ),
  run: ({ choices }) => choices.setReading(languages),
});

export const COMMANDS: Record<CommandId, Command> = {
  search: {
    group: 'find',
    keys: ['Mod+K'],
    hindrance: inNotebook,
    run: (_, frame) => frame.focusSearch(),
  },
  nextMatch: { group: 'find', keys: ['F3', 'Mod+G'], run: (_, frame) => frame.stepMatch(1) },
  previousMatch: {
    group: 'find',
    keys: ['Shift+F3', 'Mod+Shift+G'],
    run: (_, frame) => frame.stepMatch(-1),
  },
  stopMarking: {
    group: 'find',
    hindrance: unless(({ marks }) => marks.shown, 'marks'),
    run: ({ marks }) => marks.close(),
  },
  find: {
    group: 'find',
    keys: ['Mod+F'],
    hindrance: inOpened,
    run: inSight(({ marks }) => marks.startFinding()),
  },
  goToClause: {
    group: 'find',
    keys: ['Mod+J'],
    hindrance: inPolicy,
    run: inSight(({ reading }) => reading.askWhere()),
  },
  clearSearch: {
    group: 'find',
    hindrance: unless(({ search }) => search.text !== '', 'words'),
    run: ({ search }) => search.clear(),
  },
  filters: { group: 'find', hindrance: inNotebook, run: (_, frame) => frame.openFilters() },
  clearFilters: {
    group: 'find',
    hindrance: unless(({ search }) => search.chips.length > 0, 'filters'),
    run: ({ search }) => search.clearNarrowing(),
  },
  showAll: kind(null),
  showNotes: kind('note'),
  showPolicies: kind('policy'),
  saveSearch: {
    group: 'find',
    hindrance: unless(({ search }) => search.searching, 'search'),
    run: dialog('saveSearch'),
  },
  savedSearches: {
    group: 'find',
    hindrance: unless(({ searches }) => searches.saved.length > 0, 'saved'),
    run: dialog('savedSearches'),
  },
  clearRecent: {
    group: 'find',
    hindrance: unless(({ searches }) => searches.recent.length > 0, 'recent'),
    run: (workspace) => workspace.clearRecent(),
  },
  similar: {
    group: 'find',
    keys: ['Mod+Shift+F'],
    hindrance: inOpened,
    run: (workspace) => workspace.findSimilar(),
  },

  newNote: {
    group: 'notes',
    keys: ['Mod+N'],
    hindrance: inNotebook,
    run: (workspace) => workspace.createNote(),
  },
  copyNote: {
    group: 'notes',
    hindrance: inNote,
    run: (workspace) => workspace.createNote(workspace.note?.reference),
  },
  startFrom: {
    group: 'notes',
    keys: ['Mod+Shift+N'],
    hindrance: inNotebook,
    run: (workspace) => workspace.beginFrom(workspace.note?.reference ?? null),
  },
  today: { group: 'notes', keys: ['Mod+T'], hindrance: inNotebook, run: dialog('today') },
  translations: {
    group: 'notes',
    keys: ['Mod+Shift+T'],
    hindrance: inNotebook,
    run: dialog('translation'),
  },
  behind: { group: 'notes', hindrance: inNotebook, run: dialog('behind') },
  import: { group: 'notes', keys: ['Mod+O'], hindrance: inNotebook, run: dialog('import') },
  export: { group: 'notes', keys: ['Mod+E'], hindrance: inNote, run: dialog('export') },
  binder: {
    group: 'notes',
    keys: ['Mod+Shift+E'],
    hindrance: unless(({ selection }) => selection.count > 0, 'selected'),
    run: (workspace) => workspace.bind(workspace.selection.references),
  },
  clearSelection: {
    group: 'notes',
    hindrance: unless(({ selection }) => selection.count > 0, 'selected'),
    run: ({ selection }) => selection.clear(),
  },
  save: { group: 'notes', keys: ['Mod+S'], run: (workspace) => workspace.flushAll() },
  openNotebook: { group: 'notes', run: (workspace) => workspace.openNotebook() },

  checks: { group: 'note', hindrance: inNote, run: ({ checks }) => checks.toggle() },
  sources: {
    group: 'note',
    hindrance: first(
      inNote,
      unless(({ staleness }) => staleness.citations.length > 0, 'sources'),
    ),
    run: (workspace) => workspace.compareSources(workspace.note?.reference ?? ''),
  },
  agree: {
    group: 'note',
    hindrance: inNote,
    run: (workspace) => workspace.markTranslated(null),
  },
  history: {
    group: 'note',
    keys: ['Mod+Shift+H'],
    hindrance: inNote,
    run: ({ history }) => history.toggle(),
  },
  cite: {
    group: 'note',
    keys: ['Mod+Shift+C'],
    hindrance: inUnlocked,
    run: (workspace) => workspace.cite(),
  },
  reuse: {
    group: 'note',
    keys: ['Mod+Shift+U'],
    hindrance: inNote,
    run: ({ writing }) => writing.toggle(),
  },
  insertMemory: {
    group: 'note',
    keys: ['Mod+Shift+Enter'],
    hindrance: inUnlocked,
    run: (workspace) => workspace.insertMemory(),
  },
  exportMemory: { group: 'notes', hindrance: inNotebook, run: (workspace) => workspace.exportMemory() },
  importMemory: { group: 'notes', hindrance: inNotebook, run: (workspace) => workspace.importMemory() },
  copyResponse: {
    group: 'note',
    keys: ['Mod+Shift+Y'],
    hindrance: first(
      inNote,
      unless((workspace, place) => {
        const side = workspace.note?.draft.sides[sideInUse(workspace, place)];
        return side ? hasResponse(side) : false;
      }, 'response'),
    ),
    run: (workspace) => workspace.copyResponse(sideInUse(workspace)),
  },
  similarPanel: { group: 'note', hindrance: inOpened, run: ({ similar }) => similar.toggle() },
  goDetails: {
    group: 'note',
    hindrance: inNote,
    run: (workspace) => (workspace.wanted = { kind: 'metadata' }),
  },
  goTitle: go('title'),
  goQuestion: go('question'),
  goResponse: go('response'),
  goIfPressed: go('if_pressed'),
  goBackground: go('background'),
  goAdditional: go('additional_information'),
  addBlock: { group: 'note', hindrance: inUnlocked, run: (workspace) => (workspace.blockWanted = true) },
  createEnglish: side('en'),
  createFrench: side('fr'),
  draft: status('draft'),
  review: status('in-review'),
  translation: status('in-translation'),
  approve: status('approved'),
  archive: status('archived'),
  reopen: {
    group: 'note',
    hindrance: first(
      inNote,
      unless(({ note }) => note?.locked === true, 'unlocked'),
    ),
    run: (workspace) => workspace.setStatus('draft'),
  },

  ...TEXT_COMMANDS,

  nextPane: { group: 'window', keys: ['F6'], run: (_, frame) => frame.nextPane(1) },
  previousPane: { group: 'window', keys: ['Shift+F6'], run: (_, frame) => frame.nextPane(-1) },
  outline: { group: 'window', hindrance: inPolicy, run: inSight(({ reading }) => reading.toggleOutline()) },
  readBoth: read('both'),
  readEnglish: read('en'),
  readFrench: read('fr'),
  earlierTexts: {
    group: 'window',
    hindrance: first(
      inPolicy,
      unless(({ reading }) => reading.replaced.length > 0, 'replaced'),
    ),
    run: ({ reading }) => reading.compare(reading.replaced[0]?.name ?? null),
  },
  list: { group: 'window', run: (workspace) => (workspace.listShown = !workspace.listShown) },
  side: { group: 'window', hindrance: inOpened, run: (workspace) => workspace.foldSide() },

  inEnglish: language('en'),
  inFrench: language('fr'),
  themeSystem: theme('system'),
  themeLight: theme('light'),
  themeDark: theme('dark'),
  contrastLight: theme('contrast-light'),
  contrastDark: theme('contrast-dark'),
  textLarger: {
    group: 'choices',
    keys: ['Mod+Plus'],
    anywhere: true,
    hindrance: unless(({ choices }) => choices.textSize < Math.max(...TEXT_SIZES), 'largest'),
    run: ({ choices }) => choices.stepTextSize(1),
  },
  textSmaller: {
    group: 'choices',
    keys: ['Mod+Minus'],
    anywhere: true,
    hindrance: unless(({ choices }) => choices.textSize > Math.min(...TEXT_SIZES), 'smallest'),
    run: ({ choices }) => choices.stepTextSize(-1),
  },
  textUsual: {
    group: 'choices',
    keys: ['Mod+0'],
    anywhere: true,
    hindrance: unless(({ choices }) => choices.textSize !== 100, 'already'),
    run: ({ choices }) => choices.setTextSize(100),
  },
  rates: { group: 'choices', run: dialog('rates') },

  palette: {
    group: 'help',
    keys: ['Mod+Shift+P'],
    run: (workspace) => (workspace.dialog = workspace.dialog === 'palette' ? null : 'palette'),
  },
  help: { group: 'help', keys: ['F1', '?'], run: dialog('shortcuts') },
  searchHelp: { group: 'help', run: dialog('searchHelp') },
};

/** All of them, in the order in which they are listed. */
export const COMMAND_IDS = Object.keys(COMMANDS) as CommandId[];

/** The command that a key means everywhere in the window, or `null`. */
export function commandOf(event: KeyboardEvent): CommandId | null {
  return (
    COMMAND_IDS.find(
      (id) => !COMMANDS[id].within && COMMANDS[id].keys?.some((chord) => isChord(event, chord)),
    ) ?? null
  );
}

/** Its name in the interface's language. */
export function nameOf(id: CommandId): string {
  return ui.m.command[id].name;
}

/** Its keys as they are shown; empty where it has none. */
export function keysOf(id: CommandId): string {
  const keys = COMMANDS[id].keys ?? [];
  return keys.map((chord) => shownKeys(chord, ui.m.shortcuts.keys.shift)).join(', ');
}

/** What a button that runs it says of its keys: `<button {...hints('export')}>`; one that shows no word, its name, too. */
export function hints(id: CommandId, name?: string): { title?: string; 'aria-keyshortcuts'?: string } {
  const keys = COMMANDS[id].keys ?? [];
  const [shown] = keys.map((chord) => shownKeys(chord, ui.m.shortcuts.keys.shift));
  if (shown === undefined) return name === undefined ? {} : { title: name };
  return {
    title: name === undefined ? shown : `${name} (${shown})`,
    'aria-keyshortcuts': keys.map(ariaKeys).join(' '),
  };
}

/** Why it is not possible now; `null` where it is. */
export function hindranceOf(
  id: CommandId,
  workspace: Workspace,
  place = document.activeElement,
): Hindrance | null {
  return COMMANDS[id].hindrance?.(workspace, place) ?? null;
}

/** Runs it; where that is not possible now, says why. */
export async function runCommand(id: CommandId, workspace: Workspace, frame: Frame): Promise<void> {
  const hindrance = hindranceOf(id, workspace);
  if (hindrance) {
    workspace.toasts.show(ui.m.palette.notNow(nameOf(id), ui.m.palette.why[hindrance]));
    return;
  }
  await COMMANDS[id].run(workspace, frame);
  await tick();
}
