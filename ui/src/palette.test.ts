import type { Editor } from '@tiptap/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { COMMAND_IDS, commandOf, COMMANDS, type CommandId } from './lib/commands';
import { catalogues } from './lib/i18n/index.svelte';
import { keyPress } from './lib/keys';
import { FakeBackend } from './lib/ipc/fake';
import type { Lang } from './lib/ipc/types';
import { LANGS } from './lib/note/sections';
import { findCommands } from './lib/palette';
import { Workspace } from './lib/state/workspace.svelte';

const NOTE = 'TBS-2026-QP-11-00012';
let workspace: Workspace;
const user = userEvent.setup();

beforeEach(async () => {
  workspace = new Workspace(new FakeBackend());
  await workspace.start();
  render(App, { props: { workspace } });
});
afterEach(cleanup);

const open = async () => {
  await workspace.open(NOTE, 'note');
  await screen.findByRole('article');
};
const ask = async (typed: string) => {
  await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
  const dialog = await screen.findByRole('dialog', { name: 'All commands' });
  if (typed !== '') await user.keyboard(typed);
  return dialog;
};
const box = () => screen.getByRole('combobox', { name: 'Type what you want to do' });
/** The row that the keyboard is on, as a screen reader is told. */
const chosen = () => document.getElementById(box().getAttribute('aria-activedescendant') ?? '');
const ids = (typed: string, lang: Lang): CommandId[] => findCommands(typed, lang).map(({ id }) => id);

describe('what is typed', () => {
  it.each(LANGS)(
    'every command is found first by its full name of either language (interface: %s)',
    (lang) => {
      for (const id of COMMAND_IDS.filter((one) => one !== 'palette')) {
        for (const spoken of LANGS) {
          const { name } = catalogues[spoken].command[id];
          const bare = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
          const twins = COMMAND_IDS.filter((one) => catalogues[spoken].command[one].name.startsWith(name));
          expect(ids(name, lang).slice(0, twins.length), name).toContain(id);
          expect(ids(bare, lang), bare).toContain(id);
          expect(ids(name.split(' ').reverse().join(' '), lang), name).toContain(id);
        }
      }
    },
  );

  it('the beginnings of words are enough, without accents and in any order', () => {
    expect(ids('carn ouvr', 'en')[0]).toBe('openNotebook');
    expect(ids('traduction etat', 'en')[0]).toBe('translation');
    expect(ids('exp wo', 'fr')[0]).toBe('export');
  });

  it('other words lead there, too, and keys do', () => {
    expect(ids('sauvegarder', 'en')).toEqual(['save']);
    expect(ids('duplicate', 'fr')).toEqual(['copyNote']);
    expect(ids('f6', 'en')).toEqual(['nextPane', 'previousPane']);
    expect(ids('maj f3', 'fr')).toEqual(['previousMatch']);
  });

  it('its name in the language of the interface counts more than the one in the other, and that more than other words', () => {
    const found = findCommands('note', 'en');
    expect(found[0]).toEqual({ id: 'today', byOther: false });
    expect(found.find(({ id }) => id === 'showNotes')?.byOther).toBe(false);
    expect(findCommands('rechercher', 'en')[0]).toEqual({ id: 'search', byOther: true });
    expect(findCommands('rechercher', 'fr')[0]).toEqual({ id: 'search', byOther: false });
  });

  it('what nothing is called finds nothing', () => {
    expect(ids('zzz', 'en')).toEqual([]);
    expect(ids('export zzz', 'en')).toEqual([]);
  });
});

describe('the palette', () => {
  it('opens over the note, runs what is chosen by the keyboard alone, and the focus goes where that leads', async () => {
    await open();
    const title = screen.getByRole('textbox', { name: 'Title' });
    title.focus();
    await ask('raccourcis');
    expect(document.activeElement).toBe(box());
    expect(chosen()?.textContent).toContain('Keyboard shortcuts');
    expect(chosen()?.querySelector('[lang=fr-CA]')?.textContent).toContain('Raccourcis clavier');
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(document.activeElement).toBe(title);
  });

  it('the arrows go round through the list while the focus stays in the box', async () => {
    const dialog = await ask('theme:');
    const options = within(dialog).getAllByRole('option');
    expect(chosen()).toBe(options[0]);
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toBe(options[1]);
    expect(options[1]?.getAttribute('aria-selected')).toBe('true');
    expect(options[0]?.getAttribute('aria-selected')).toBe('false');
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(chosen()).toBe(options.at(-1));
    expect(document.activeElement).toBe(box());
    await user.keyboard(' dark');
    expect(within(dialog).getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(workspace.choices.theme).toBe('dark');
  });

  it('without a word lists all commands under their groups, and how many they are', async () => {
    const dialog = await ask('');
    expect(within(dialog).getAllByRole('option')).toHaveLength(COMMAND_IDS.length - 1);
    const group = within(dialog).getByRole('group', { name: 'Notes' });
    const names = within(group)
      .getAllByRole('option')
      .map((option) => option.textContent);
    expect(names[0]).toMatch(/New note\s*Ctrl N/);
    const count = `${COMMAND_IDS.length - 1} commands`;
    expect(within(dialog).getByText(count, { selector: '.told' })).toBeTruthy();
    // Said once the list is still, not at each letter.
    const said = within(dialog).getByRole('status');
    expect(said.textContent).toBe('');
    await waitFor(() => expect(said.textContent).toBe(count));
  });

  it('Escape and its own keys close it, and the focus is back', async () => {
    await open();
    const title = screen.getByRole('textbox', { name: 'Title' });
    title.focus();
    const dialog = await ask('x');
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(title);
    await ask('');
    await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(title);
  });

  it('what is not possible now is listed with the reason and does not run', async () => {
    const dialog = await ask('export to word');
    expect(chosen()?.getAttribute('aria-disabled')).toBe('true');
    expect(chosen()?.textContent).toContain('No note is open.');
    await user.keyboard('{Enter}');
    await user.click(within(dialog).getByRole('option', { name: /Export to Word/ }));
    expect(workspace.dialog).toBe('palette');
    await waitFor(() =>
      expect(within(dialog).getByRole('status').textContent).toBe(
        '“Export to Word” is not possible now. No note is open.',
      ),
    );
    expect(screen.queryByRole('dialog', { name: 'Export to Word' })).toBeNull();
  });

  it('says what to do where nothing is called so', async () => {
    const dialog = await ask('zzzz');
    expect(within(dialog).queryAllByRole('option')).toEqual([]);
    expect(box().hasAttribute('aria-activedescendant')).toBe(false);
    await waitFor(() => expect(within(dialog).getByRole('status').textContent).toContain('Try another word'));
    await user.keyboard('{Enter}');
    expect(workspace.dialog).toBe('palette');
  });

  it('does not open over a question', async () => {
    workspace.dialog = 'import';
    await screen.findByRole('dialog', { name: 'Import' });
    await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
    expect(workspace.dialog).toBe('import');
  });
});

describe('commands of the palette', () => {
  const run = async (typed: string) => {
    await ask(typed);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'All commands' })).toBeNull());
  };

  it('go to a section of the side that is being written', async () => {
    await open();
    screen.getByRole('textbox', { name: 'Titre' }).focus();
    await run('go to background');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Contexte'));
  });

  it('change the state of the note, reopen it, and say so', async () => {
    await open();
    await run('state: in review');
    expect(workspace.note?.draft.meta.status).toBe('in-review');
    expect(await screen.findByText('State of the note: In review')).toBeTruthy();
    await run('approve');
    expect(workspace.note?.locked).toBe(true);
    await run('reopen');
    expect(workspace.note?.draft.meta.status).toBe('draft');
    expect(await screen.findByText('The note is a draft again.')).toBeTruthy();
  });

  it('add a block, and not to a locked note', async () => {
    await open();
    const blocks = () => workspace.note?.draft.sides.en?.if_pressed.length ?? 0;
    const before = blocks();
    await run('add an if pressed block');
    await waitFor(() => expect(blocks()).toBe(before + 1));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toMatch(/topic/));
    workspace.setStatus('approved');
    await ask('add an if pressed block');
    await user.keyboard('{Enter}');
    expect(workspace.dialog).toBe('palette');
    expect(blocks()).toBe(before + 1);
  });

  it('fold the list and the side panel, which comes back as it was', async () => {
    await open();
    workspace.history.toggle();
    await run('fold list');
    expect(workspace.listShown).toBe(false);
    await run('fold side');
    expect(screen.queryByRole('complementary')).toBeNull();
    await run('fold side');
    await screen.findByRole('region', { name: 'History' });
  });

  it('open the filters, and change the language', async () => {
    workspace.listShown = false;
    await run('filters');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Filters'));
    await run('interface en français');
    expect(document.documentElement.lang).toBe('fr-CA');
  });

  it('find what is like the passage that was selected before the palette opened', async () => {
    await open();
    const title = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Title' });
    title.focus();
    title.setSelectionRange(0, 3);
    await run('similar passage');
    await waitFor(() =>
      expect(workspace.similar.about).toEqual({ kind: 'passage', text: title.value.slice(0, 3), lang: 'en' }),
    );
  });
});

describe('commands of the text', () => {
  const response = () => screen.getByRole('textbox', { name: 'Suggested Response' });
  const editor = () => (response() as unknown as { editor: Editor }).editor;
  /** Opens the note with the cursor in the first bullet of the response. */
  const write = async () => {
    await open();
    response().focus();
    editor().commands.setTextSelection({ from: 4, to: 8 });
  };
  const run = async (typed: string) => {
    await ask(typed);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: 'All commands' })).toBeNull());
  };

  it('do what their keys do, to what was selected before the palette opened', async () => {
    await write();
    await run('bold');
    expect(editor().isActive('bold')).toBe(true);
    expect(document.activeElement).toBe(response());
    await run('numérotée liste');
    expect(editor().isActive('orderedList')).toBe(true);
    await run('undo');
    expect(editor().isActive('orderedList')).toBe(false);
    await run('annuler');
    expect(editor().isActive('bold')).toBe(false);
    await run('redo');
    expect(editor().isActive('bold')).toBe(true);
  });

  it('indent a bullet, and say why not the first one', async () => {
    await write();
    await ask('indent the bullet');
    expect(chosen()?.textContent).toContain('The cursor is in no bullet that can go further in.');
    await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
    const depth = () => editor().state.selection.$from.depth;
    const second = editor().state.doc.firstChild?.firstChild?.nodeSize ?? 0;
    editor().commands.setTextSelection(second + 4);
    const before = depth();
    await run('indent the bullet');
    expect(depth()).toBe(before + 2);
    await run('outdent');
    expect(depth()).toBe(before);
  });

  it('move a bullet and a block from where the cursor is', async () => {
    await write();
    const first = editor().state.doc.firstChild?.firstChild?.textContent ?? '';
    // Down through its own list, then on into the next text.
    const bullets = editor().state.doc.firstChild?.childCount ?? 0;
    for (let step = 0; step < bullets; step += 1) await run('bullet next text');
    const block = await screen.findByRole('textbox', { name: 'If pressed 1' });
    await waitFor(() => expect(block.textContent).toContain(first));
    await waitFor(() => expect(block.contains(document.activeElement)).toBe(true));
    await run('block down');
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('If pressed 2'));
  });

  it('are not possible where nobody writes, and say so', async () => {
    await open();
    screen.getByRole('button', { name: 'Copy…' }).focus();
    for (const [typed, why] of [
      ['bold', 'no section’s text'],
      ['delete the table', 'no section’s text'],
      ['block up', 'no “if pressed” block'],
      ['undo', 'nothing to undo'],
    ]) {
      await ask(typed ?? '');
      expect(chosen()?.getAttribute('aria-disabled')).toBe('true');
      expect(chosen()?.textContent).toContain(why);
      await user.keyboard('{Control>}{Shift>}p{/Shift}{/Control}');
    }
  });

  it('leave their keys to the text: the window hears none of them', () => {
    for (const id of ['bold', 'undo', 'nest', 'bulletUp'] as const) {
      const [chord = ''] = COMMANDS[id].keys ?? [];
      expect(commandOf(keyPress(chord)), chord).toBeNull();
    }
  });
});

it('a locked note keeps the focus in its text, which is read with the keyboard', async () => {
  await open();
  const text = screen.getByRole('textbox', { name: 'Background' });
  text.focus();
  workspace.setStatus('approved');
  await waitFor(() => expect(text.getAttribute('contenteditable')).toBe('false'));
  expect(text.getAttribute('tabindex')).toBe('0');
  expect(text.getAttribute('aria-readonly')).toBe('true');
  workspace.wanted = { kind: 'text', lang: 'fr', section: 'background' };
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Contexte' })));
  workspace.setStatus('draft');
  await waitFor(() => expect(text.getAttribute('contenteditable')).toBe('true'));
});

it('of several messages only the new one is said', async () => {
  const toasts = screen.getByTestId('toasts');
  expect([toasts.getAttribute('role'), toasts.getAttribute('aria-atomic')]).toEqual(['status', 'false']);
});

it('a key whose command is not possible now says why', async () => {
  await user.keyboard('{Control>}e{/Control}');
  expect(await screen.findByText('“Export to Word” is not possible now. No note is open.')).toBeTruthy();
  expect(workspace.dialog).toBeNull();
});
