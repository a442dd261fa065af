/**
 * The window's state: the open notebook, its list, the search, and the note or policy on the screen. Long, and one
 * class: what is open, left and saved is decided in one place.
 */

import { createContext } from 'svelte';
import { ui } from '../i18n/index.svelte';
import { asFailure, type Backend } from '../ipc/backend';
import type { DroppedFile } from '../ipc/dropped';
import type {
  Failure,
  ImportOutcome,
  Lang,
  NotebookEvent,
  NoteView,
  Place,
  PolicyView,
  Problem,
  Rates,
  Recovered,
  Registry,
  Session,
  Spot,
  Status,
} from '../ipc/types';
import type { Part } from '../note/parts';
import { responseText } from '../note/rich-text';
import { selectedPassage } from '../passage';
import { Checks } from './checks.svelte';
import { Citing } from './citing.svelte';
import { History } from './history.svelte';
import { Importing } from './importing.svelte';
import { InlineCiting } from './inline-citing.svelte';
import { Items } from './items.svelte';
import { Marks } from './marks.svelte';
import { OpenNote } from './note.svelte';
import { Search } from './search.svelte';
import { KeptSearches } from './searches.svelte';
import { Reading } from './reading.svelte';
import { Selection } from './selection.svelte';
import { Choices } from './settings.svelte';
import { type About, Similar } from './similar.svelte';
import { Staleness } from './staleness.svelte';
import { Toasts } from './toasts.svelte';
import { Writing } from './writing.svelte';

/** How often the search is asked again at most while the notebook changes under it (milliseconds). */
export const AGAIN_PAUSE = 1000;

/** What the main part of the window shows. */
export type Opened =
  | { kind: 'note'; id: string; note: OpenNote }
  | { kind: 'policy'; id: string; view: PolicyView; anchor: string | null };

export type DialogName =
  | 'palette'
  | 'today'
  | 'import'
  | 'export'
  | 'shortcuts'
  | 'searchHelp'
  | 'saveSearch'
  | 'savedSearches'
  | 'rates'
  | 'translation'
  | 'sources'
  | 'behind'
  | 'start';

/** What a binder begins with. */
export interface BinderStart {
  references: readonly string[];
  /** The day of the sitting that it is for. */
  day: string | null;
}

/** Why a note is not on disk, and whether its text is in the recovery folder. */
interface Unsaved {
  failure: Failure;
  kept: boolean;
}

/** The question asked when the window is to close over text that could not be saved. */
export interface CloseQuestion extends Unsaved {
  answer: (close: boolean) => void;
}

/** Saves a note; resolves with why it is not on disk, also where the saving itself breaks. */
async function save(note: OpenNote): Promise<Unsaved | null> {
  try {
    if (await note.flush()) return null;
    return note.state.kind === 'failed' ? note.state : null;
  } catch (thrown) {
    return { failure: asFailure(thrown), kept: false };
  }
}

function aboutOf(opened: Opened): About {
  if (opened.kind === 'note') return { kind: 'note', id: opened.id };
  const { id, anchor } = opened;
  return anchor === null ? { kind: 'policy', id } : { kind: 'excerpt', id: `${id}#${anchor}` };
}

export class Workspace {
  readonly backend: Backend;
  readonly items: Items;
  readonly selection: Selection;
  readonly search: Search;
  readonly searches: KeptSearches;
  readonly choices: Choices;
  readonly checks: Checks;
  readonly similar: Similar;
  readonly history: History;
  readonly writing: Writing;
  readonly citing: Citing;
  readonly inlineCiting: InlineCiting;
  readonly marks: Marks;
  readonly importing: Importing;
  readonly reading: Reading;
  readonly staleness: Staleness;
  readonly toasts = new Toasts();

  session = $state.raw<Session | null>(null);
  registry = $state.raw<Registry>({ organizations: [], ministers: [] });
  opened = $state.raw<Opened | null>(null);
  recovered = $state.raw<Recovered[]>([]);
  /** Notes that left the screen before they could be saved: their text lives on here. */
  unsaved = $state.raw<OpenNote[]>([]);
  dialog = $state<DialogName | null>(null);
  /** The note that a new one may begin from: the first one offered. */
  beginning = $state<string | null>(null);
  /** The notes to export as one file; `null` for the open one. */
  binder = $state.raw<BinderStart | null>(null);
  /** How far the export is that is being made. */
  exportProgress = $state.raw<{ done: number; total: number } | null>(null);
  /** The name of the Word file that lends exports the department's own look. */
  template = $state.raw<string | null>(null);
  closing = $state.raw<CloseQuestion | null>(null);
  indexing = $state.raw<{ done: number; total: number } | null>(null);
  listShown = $state(true);
  /** Set to bring the focus to a part of the open note; the part's field clears it. */
  wanted = $state.raw<Part | null>(null);
  /** Set to add an if-pressed block to the open note; what adds it clears it. */
  blockWanted = $state(false);

  /** What the side panel showed when it was folded. */
  #folded: { shown: boolean; toggle: () => void }[] = [];
  #opening = 0;
  /** Runs for a while after the search was asked again; with whether something changed since. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #changedAgain = false;
  /** Whether another notebook is being opened. */
  #switching = false;

  constructor(backend: Backend) {
    this.backend = backend;
    this.search = new Search(backend);
    this.searches = new KeptSearches(backend);
    this.items = new Items(backend, () => ({ kind: this.search.kind, sort: this.search.sort }));
    this.selection = new Selection(this.items);
    this.choices = new Choices(backend);
    this.checks = new Checks(backend);
    this.similar = new Similar(backend);
    this.history = new History(backend);
    this.writing = new Writing(backend);
    this.staleness = new Staleness(backend);
    this.staleness.onchanged = () => this.checks.refresh();
    this.citing = new Citing(backend, this.writing, this.staleness);
    this.inlineCiting = new InlineCiting(this.citing);
    this.marks = new Marks(backend);
    this.importing = new Importing(
      backend,
      // An import may join a side to the open note: what is typed there goes to the disk first.
      async () => this.note?.flush(),
      (outcomes) => this.#imported(outcomes),
    );
    this.reading = new Reading(backend);
  }

  /** Whether a notebook is open. */
  get ready(): boolean {
    return this.session !== null && this.session.notebook !== '';
  }

  /** The open note, if a note is open. */
  get note(): OpenNote | null {
    return this.opened?.kind === 'note' ? this.opened.note : null;
  }

  /** Loads what the first paint shows. */
  async start(): Promise<void> {
    this.backend.onNotebookEvent((event) => this.#heard(event));
    this.backend.onCloseRequested(() => this.flushForClose());
    try {
      await this.#adopt(await this.backend.openSession());
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Opens another notebook. Meanwhile no note of this one is open or unsaved: its text could go into the other. */
  async openNotebook(): Promise<void> {
    if (this.#switching) return;
    if (this.importing.busy) {
      // What is left of it would go into the other notebook.
      this.#tellOfImport(ui.m.importing.first, 'error');
      return;
    }
    this.#switching = true;
    try {
      if (!(await this.#settle())) return;
      const left = this.#close();
      const session = await this.backend.openNotebook().catch((thrown: unknown) => this.#fail(thrown));
      if (!session) {
        this.#reopen(left);
        return;
      }
      this.unsaved = [];
      this.selection.clear();
      this.citing.clauses.clear();
      this.search.reset();
      this.importing.reset();
      this.staleness.clear();
      await this.#adopt(session);
    } finally {
      this.#switching = false;
    }
  }

  /** Brings every text to the disk, up to what was typed this moment; where that fails, says why. */
  async #settle(): Promise<boolean> {
    do {
      const unsaved = await this.#flushAll();
      const undecided = this.#held().find((note) => note.conflicts.length > 0);
      if (unsaved || undecided) {
        const why = unsaved && ui.m.save.notSaved(ui.failure(unsaved.failure));
        this.toasts.show(why ?? ui.m.conflict.first(undecided?.reference ?? ''), { tone: 'error' });
        return false;
      }
      for (const note of this.#held()) note.collect();
    } while (this.#held().some((note) => note.dirty));
    return true;
  }

  /** Takes what is open off the screen, with all that could still change it. What is still loading is not shown. */
  #close(): Opened | null {
    this.#opening += 1;
    const left = this.opened;
    if (left?.kind === 'note') left.note.stop();
    this.opened = null;
    for (const { id, action } of this.toasts.shown) if (action) this.toasts.dismiss(id);
    this.checks.follow(null);
    this.history.follow(null);
    this.writing.follow(null);
    this.citing.follow(null);
    this.similar.follow(null);
    this.reading.follow(null);
    this.staleness.follow(null);
    return left;
  }

  #reopen(left: Opened | null): void {
    if (!left) return;
    this.#show(left.kind === 'note' ? this.#wire(left.note) : left);
    void this.note?.changedOutside();
  }

  async #adopt(session: Session): Promise<void> {
    this.session = session;
    this.recovered = session.recovered;
    this.template = session.template;
    this.choices.adopt(session.settings);
    if (!this.ready) return;
    const registry = this.backend.getRegistry().then((tables) => (this.registry = tables));
    void this.searches.load();
    void this.searches.lookAtSynonyms();
    void this.staleness.list();
    const settled = await Promise.allSettled([this.items.load(), registry]);
    for (const result of settled) if (result.status === 'rejected') this.#fail(result.reason);
  }

  // What is on the screen.

  /** Opens a note (its reference) or a policy (`slug` or `slug#anchor`); the open note is saved first. */
  async open(id: string, kind: 'note' | 'policy'): Promise<boolean> {
    return this.#open(id, kind, false);
  }

  /** As `open`, for what nobody asked to leave: a note that cannot be saved stays open. */
  async preview(id: string, kind: 'note' | 'policy'): Promise<boolean> {
    return this.#open(id, kind, true);
  }

  async #open(id: string, kind: 'note' | 'policy', preview: boolean): Promise<boolean> {
    if (this.#switching) return false;
    this.#opening += 1;
    const turn = this.#opening;
    if (kind === 'note' && this.note?.reference === id) {
      this.#goToHit(id);
      return true;
    }
    await this.#leave();
    const held = () => {
      this.note?.collect();
      return preview && this.note?.dirty === true;
    };
    if (held()) return false;
    try {
      const opened = kind === 'note' ? await this.#loadNote(id) : await this.#loadPolicy(id);
      if (turn !== this.#opening || held()) return false;
      this.#show(opened);
      this.#goToHit(id);
      return true;
    } catch (thrown) {
      if (turn === this.#opening) this.#fail(thrown);
      return false;
    }
  }

  /** Of what a search found, the first match is gone to. */
  #goToHit(id: string): void {
    const { text, results } = this.search;
    const hit = results?.hits.find((found) => found.id === id);
    if (results && hit) this.marks.begin(results.corrected ?? text, hit);
  }

  /** Looks for what is like the selected passage, else like what is open. */
  findSimilar(passage = selectedPassage(document.querySelector('main') ?? document.body)): void {
    if (this.opened) this.similar.find(passage && { kind: 'passage', ...passage });
  }

  async #loadNote(reference: string): Promise<Opened> {
    const kept = this.unsaved.find((note) => note.reference === reference);
    if (kept) return { kind: 'note', id: reference, note: kept };
    const note = new OpenNote(this.backend, await this.backend.getNote(reference));
    return this.#wire(note);
  }

  #wire(note: OpenNote): Opened {
    note.onstored = (view) => {
      this.items.put(view);
      if (this.note !== note) return;
      this.checks.refresh();
      this.history.refresh();
      this.similar.refresh();
      this.staleness.refresh();
    };
    return { kind: 'note', id: note.reference, note };
  }

  async #loadPolicy(id: string): Promise<Opened> {
    const [slug = id, asked = null] = id.split('#');
    const view = await this.backend.getPolicy(slug, asked);
    if (asked && view.anchor === null) this.toasts.show(ui.m.reading.gone(id));
    return { kind: 'policy', id: slug, view, anchor: view.anchor };
  }

  /** Saves the open note before it leaves the screen. */
  async #leave(): Promise<void> {
    const note = this.note;
    if (!note) return;
    await note.flush();
  }

  /** Puts something on the screen. What was typed in the old note up to this moment stays with it. */
  #show(opened: Opened): void {
    const old = this.note;
    old?.collect();
    this.opened = opened;
    const left = [...this.unsaved, ...(old ? [old] : [])].filter((note) => note.dirty && note !== this.note);
    this.unsaved = [...new Set(left)];
    this.checks.follow(this.note);
    this.history.follow(this.note);
    this.writing.follow(this.note);
    this.citing.follow(this.note);
    this.similar.follow(aboutOf(opened));
    this.reading.follow(opened.kind === 'policy' ? opened.view : null);
    if (opened.kind === 'policy') this.reading.goTo(opened.anchor);
    this.staleness.follow(this.note);
  }

  /** Makes a note, empty or with the text of `from` (of some of its sections only), and opens it. */
  async createNote(from: string | null = null, places: Place[] | null = null): Promise<void> {
    this.#opening += 1;
    const turn = this.#opening;
    await this.#leave();
    if (this.#switching) return;
    try {
      const view = await this.backend.createNote({ from, places });
      this.items.put(view);
      if (turn !== this.#opening) return;
      this.#show(this.#wire(new OpenNote(this.backend, view)));
      this.wanted = { kind: 'text', lang: ui.lang, section: 'title' };
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** Puts the open note into a state, and says so. */
  setStatus(status: Status): void {
    const note = this.note;
    if (!note) return;
    const reopened = note.locked && status === 'draft';
    note.setMeta({ status });
    void note.flush();
    this.toasts.show(reopened ? ui.m.state.reopened : ui.m.state.now(ui.m.status[status]));
  }

  /** Folds the side panel; folded, shows again what it had: at first the checks. */
  foldSide(): void {
    const panels = [this.checks, this.history, this.similar, this.writing, this.citing];
    const shown = panels.filter((panel) => panel.shown);
    const usual = this.note ? this.checks : this.similar;
    const changed = shown.length > 0 ? shown : this.#folded.length > 0 ? this.#folded : [usual];
    this.#folded = shown;
    for (const panel of changed) panel.toggle();
  }

  /** Forgets what was searched for. */
  async clearRecent(): Promise<void> {
    const failure = await this.searches.clearRecent();
    this.toasts.show(failure ? ui.failure(failure) : ui.m.search.recentCleared, {
      tone: failure ? 'error' : 'plain',
    });
  }

  /** Asks how several notes are to be one Word file, in this order. */
  bind(references: readonly string[], day: string | null = null): void {
    this.binder = { references, day };
    this.dialog = 'export';
  }

  /** Saves those of some notes that are in the window; resolves with why one is not on disk. */
  async settle(references: readonly string[]): Promise<Failure | null> {
    const held = this.#held().filter(({ reference }) => references.includes(reference));
    const flushed = await Promise.all(held.map(save));
    return flushed.find((unsaved) => unsaved !== null)?.failure ?? null;
  }

  /** Asks which earlier note a new one is to begin from, and with what of it. */
  beginFrom(reference: string | null): void {
    this.beginning = reference;
    this.dialog = 'start';
  }

  /** Calls for a clause to cite; from where clauses are looked for, goes back to the text. */
  cite(place = document.activeElement): void {
    if (this.citing.shown && place?.closest('[data-citing]')) this.citing.close();
    else this.citing.open();
  }

  /** Puts in what the translation memory has for the passage with the cursor. */
  async insertMemory(): Promise<void> {
    const put = await this.writing.insertBest();
    if (put === 'nothing') this.toasts.show(ui.m.reuse.noMatch);
    else if (put !== 'put') this.toasts.show(ui.m.reuse[put]);
  }

  /** Puts a side's response on the clipboard with its formatting, as an e-mail takes it. */
  async copyResponse(lang: Lang): Promise<void> {
    this.note?.collect();
    const side = this.note?.draft.sides[lang];
    if (!side) return;
    const { clauses } = this.citing;
    try {
      const text = await responseText($state.snapshot(side), lang, (cited) => clauses.all(cited));
      await this.backend.copyRich(text);
      this.toasts.show(ui.m.copying.done[lang]);
    } catch (thrown) {
      this.toasts.show(ui.m.copying.failed(ui.failure(asFailure(thrown))), { tone: 'error' });
    }
  }

  async exportMemory(): Promise<void> {
    try {
      const exported = await this.backend.exportMemory();
      if (!exported) return;
      this.toasts.show(ui.m.reuse.exported(exported.file_name, exported.notes), {
        action: { label: ui.m.exporting.show, run: () => void this.backend.showExport() },
      });
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  async importMemory(): Promise<void> {
    try {
      const taken = await this.backend.importMemory();
      if (taken) this.toasts.show(taken.name ? ui.m.reuse.taken(taken.pairs) : ui.m.reuse.nothing);
      this.writing.refresh();
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** The checks are held against the new rates at once. */
  async setRates(rates: Rates): Promise<void> {
    await this.choices.setRates(rates);
    await this.checks.run();
  }

  /** Mends a text as a check proposes; not where the text is another one by now: then it is checked again. */
  mend({ lang, section, mend }: Problem): void {
    const note = this.note;
    if (!note || !lang || !section || !mend) return;
    if (!note.mend(lang, section, mend)) this.toasts.show(ui.m.checks.changedMeanwhile);
    void note.flush().then(() => this.checks.run());
  }

  /** Shows a note's citations that no longer stand beside what their clauses say; one of them first, if it is named. */
  async compareSources(reference: string, written: string | null = null): Promise<void> {
    if (!(await this.open(reference, 'note'))) return;
    // What is compared is what is on disk.
    await this.note?.flush();
    await this.staleness.run();
    this.staleness.first = written;
    this.dialog = 'sources';
  }

  /** Says that both sides of the open note agree in some sections, or in all. */
  async markTranslated(spots: Spot[] | null): Promise<void> {
    try {
      const { note } = this;
      if (!note) return;
      if (await note.markTranslated(spots)) this.toasts.show(ui.m.translation.agreed);
      else if (note.conflicts.length > 0)
        this.toasts.show(ui.m.conflict.first(note.reference), { tone: 'error' });
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  /** A note's sides were said to agree from elsewhere in the window. */
  translated(view: NoteView): void {
    const note = this.note;
    if (note?.reference !== view.note.reference) return;
    note.translations = view.translations;
    this.checks.refresh();
  }

  /** Files were dropped on the window: the dialog that tells of imports takes them. */
  importDropped(files: Promise<DroppedFile[]>): void {
    this.dialog = 'import';
    void this.importing.dropped(files);
  }

  /** What was imported is listed; what is open may have gained a side or another text. */
  async #imported(outcomes: ImportOutcome[] | null): Promise<void> {
    if (outcomes === null) {
      this.#tellOfImport(ui.m.importing.broken, 'error');
      return;
    }
    this.citing.clauses.changed();
    await this.items.load().catch((thrown: unknown) => this.#fail(thrown));
    this.#tellOfImport(ui.m.importing.finished, 'plain');
    if (outcomes.some(({ kind }) => kind === 'policy')) {
      await Promise.all([this.staleness.list(), this.staleness.run()]);
    }
    const { opened } = this;
    if (!opened || !outcomes.some(({ id }) => id === opened.id)) return;
    if (opened.kind === 'note') await opened.note.changedOutside();
    else await this.#reloadPolicy(opened.id);
  }

  /** Says something of an import whose dialog is closed. */
  #tellOfImport(what: string, tone: 'plain' | 'error'): void {
    if (this.dialog === 'import') return;
    const action = { label: ui.m.importing.tell, run: () => (this.dialog = 'import') };
    this.toasts.show(what, { tone, action });
  }

  async restore(entry: Recovered): Promise<void> {
    if (this.note?.reference !== entry.reference && !(await this.open(entry.reference, 'note'))) return;
    this.note?.restore(entry.id, entry.changes);
    this.recovered = this.recovered.filter(({ id }) => id !== entry.id);
  }

  async discard(entry: Recovered): Promise<void> {
    try {
      await this.backend.discardRecovered(entry.id);
      this.recovered = this.recovered.filter(({ id }) => id !== entry.id);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  // Leaving nothing unsaved.

  /** Saves every note that has something to save. */
  async flushAll(): Promise<boolean> {
    return (await this.#flushAll()) === null;
  }

  /** Saves everything; resolves with why something is not on disk, first of all what is not kept either. */
  async #flushAll(): Promise<Unsaved | null> {
    const flushed = await Promise.all(this.#held().map(save));
    this.unsaved = this.unsaved.filter((note) => note.dirty);
    const failed = flushed.filter((unsaved) => unsaved !== null);
    return failed.find(({ kept }) => !kept) ?? failed[0] ?? null;
  }

  /** Every note whose text is in the window. */
  #held(): OpenNote[] {
    return [...new Set([...this.unsaved, ...(this.note ? [this.note] : [])])];
  }

  /** Saves everything before the window closes; where that fails, asks whether to close all the same. */
  async flushForClose(): Promise<boolean> {
    const unsaved = await this.#flushAll();
    if (!unsaved) return true;
    return new Promise((resolve) => {
      this.closing = {
        failure: unsaved.failure,
        kept: unsaved.kept,
        answer: (close) => {
          this.closing = null;
          resolve(close);
        },
      };
    });
  }

  // What the program tells.

  #heard(event: NotebookEvent): void {
    if (event.event === 'index_progress') {
      const { done, total } = event;
      this.indexing = done < total ? { done, total } : null;
      if (done >= total) this.#searchAgain();
      return;
    }
    if (event.event === 'import_progress') {
      this.importing.heard(event);
      return;
    }
    if (event.event === 'export_progress') {
      this.exportProgress = { done: event.done, total: event.total };
      return;
    }
    const { ids } = event;
    this.citing.clauses.changed(ids);
    // Without ids it may be anything.
    const listed = ids.length > 0 ? this.items.changed(ids) : this.items.load();
    void listed.catch((thrown: unknown) => this.#fail(thrown));
    this.#searchAgain();
    this.reading.changed();
    this.staleness.changed();
    const opened = this.opened;
    if (!opened || !ids.includes(opened.id)) return;
    if (opened.kind === 'note') void opened.note.changedOutside();
    else void this.#reloadPolicy(opened.id);
  }

  /** The notebook changed: asks for the search again, at once but not over and over. */
  #searchAgain(): void {
    if (this.#again !== undefined) {
      this.#changedAgain = true;
      return;
    }
    void this.search.run();
    if (this.citing.shown) void this.citing.run();
    this.#again = setTimeout(() => {
      this.#again = undefined;
      if (!this.#changedAgain) return;
      this.#changedAgain = false;
      this.#searchAgain();
    }, AGAIN_PAUSE);
  }

  async #reloadPolicy(slug: string): Promise<void> {
    try {
      const view = await this.backend.getPolicy(slug);
      if (this.opened?.kind !== 'policy' || this.opened.id !== slug) return;
      this.opened = { ...this.opened, view };
      this.reading.follow(view);
    } catch (thrown) {
      this.#fail(thrown);
    }
  }

  #fail(thrown: unknown): void {
    this.toasts.show(ui.failure(asFailure(thrown)), { tone: 'error' });
  }
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
