import type { Editor } from '@tiptap/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend, type FakeOptions } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { ImportOutcome, Note } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
const NOTE = 'TBS-2026-QP-11-00012';
let backend: FakeBackend;
let workspace: Workspace;
const user = userEvent.setup();

async function show(options: FakeOptions = {}): Promise<void> {
  backend = new FakeBackend(options);
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
}
const open = async (id = NOTE) => {
  await workspace.open(id, id.includes('QP') ? 'note' : 'policy');
  await screen.findByRole('article');
};
const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** A button of the header. */
const action = (name: string) =>
  within(screen.getByRole('navigation', { name: 'Actions' })).getByRole('button', { name });
const stored = (id = NOTE) => backend.notes.get(id)?.note;

beforeEach(() => show());
afterEach(cleanup);

describe('the list', () => {
  it('says how many there are and names each', async () => {
    const list = screen.getByRole('listbox', { name: 'Notes and policies' });
    expect(within(list).getAllByRole('option')).toHaveLength(7);
    expect(screen.getByText('7 items', { selector: '.count' })).toBeTruthy();
    // Said once the list is still, not at each letter.
    await waitFor(() => expect(screen.getByText('7 items', { selector: '[role=status]' })).toBeTruthy());
  });

  it('opens with the arrow keys and Enter from the search box, and the focus goes to the note', async () => {
    await user.click(screen.getByRole('combobox', { name: 'Search notes and policies' }));
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await screen.findByRole('article', { name: 'Bilingual services at the counter' });
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
  });

  it('a click opens and leaves the focus in the list', async () => {
    await user.click(screen.getByRole('option', { name: /Days in the office/ }));
    await screen.findByRole('article', { name: 'Days in the office' });
    expect(document.activeElement?.getAttribute('role')).toBe('listbox');
  });

  it('10,000 notes draw a few rows and say how many there are', async () => {
    cleanup();
    const notes = Array.from({ length: 10_000 }, (_, at) => ({ ...sample, reference: `N-${at}` }));
    await show({ notes, policies: [] });
    const options = within(screen.getByRole('listbox')).getAllByRole('option');
    expect(options.length).toBeLessThan(60);
    expect(options[0]?.getAttribute('aria-setsize')).toBe('10000');
    expect(screen.getByText('10,000 items')).toBeTruthy();
  });
});

describe('search', () => {
  const search = async (text: string) => {
    await user.click(screen.getByRole('combobox', { name: 'Search notes and policies' }));
    await user.keyboard(text);
  };

  it('shows results with what matched marked, the best chosen; Escape brings the list back', async () => {
    await search('zzzz');
    await screen.findByText('Nothing was found.');
    await user.keyboard('{Escape}');
    await search('non négociable');
    await user.keyboard('{Escape}');
    await search('negotiable');
    const list = await screen.findByRole('listbox', { name: 'Search results' });
    expect(list.querySelector('mark')?.textContent).toBe('negotiable');
    await user.keyboard('{Enter}');
    await screen.findByRole('article', { name: 'Replacing the old pay system' });
    await user.click(screen.getByRole('combobox', { name: 'Search notes and policies' }));
    await user.keyboard('{Escape}');
    await screen.findByRole('listbox', { name: 'Notes and policies' });
  });

  it('Ctrl+K goes there from everywhere', async () => {
    await open();
    await user.click(screen.getByRole('textbox', { name: 'Title' }));
    await user.keyboard('{Control>}k{/Control}');
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('combobox'));
  });
});

describe('the note', () => {
  it('has both sides under the exact headings, each in its language', async () => {
    await open();
    for (const name of [
      'Issue/Question',
      'Suggested Response',
      'If pressed',
      'Background',
      'Additional Information',
    ]) {
      expect(screen.getByRole('heading', { name }).closest('[lang]')?.getAttribute('lang')).toBe('en-CA');
    }
    for (const name of [
      'Enjeu ou question',
      'Réponse suggérée',
      'Si pressé',
      'Contexte',
      'Renseignements supplémentaires',
    ]) {
      expect(screen.getByRole('heading', { name }).closest('[lang]')?.getAttribute('lang')).toBe('fr-CA');
    }
  });

  it('is saved after typing a title, and says so', async () => {
    await open();
    await user.click(screen.getByRole('textbox', { name: 'Titre' }));
    await user.keyboard(' bis');
    await user.tab();
    await waitFor(() => expect(stored()?.sides.fr?.title).toMatch(/ bis$/));
    expect(screen.getByText('Saved')).toBeTruthy();
  });

  it('a new status is saved at once', async () => {
    await open();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'approved');
    await waitFor(() => expect(stored()?.meta.status).toBe('approved'));
  });

  it('a date is saved when it is one, and said to be wrong while it is none', async () => {
    await open();
    const date = screen.getByRole('textbox', { name: 'Date' });
    await user.clear(date);
    await user.type(date, '2026-12-3');
    expect(date.getAttribute('aria-invalid')).toBe('true');
    await user.type(date, '1');
    await user.tab();
    await waitFor(() => expect(stored()?.meta.date).toBe('2026-12-31'));
    expect(date.getAttribute('aria-invalid')).toBe('false');
  });

  it('tags are added with Enter and removed with their button', async () => {
    await open();
    await user.type(screen.getByRole('textbox', { name: 'Add a tag' }), 'ethics{Enter}');
    await waitFor(() => expect(stored()?.meta.tags).toContain('ethics'));
    await user.click(button('Remove the tag “privacy”'));
    await waitFor(() => expect(stored()?.meta.tags).toEqual(['artificial intelligence', 'ethics']));
  });

  it('a missing side is created with a button, and its title takes the focus', async () => {
    await open('TBS-2026-QP-11-00009');
    await user.click(button('Create the French side'));
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Titre'));
  });
});

describe('if-pressed blocks', () => {
  const topics = (lang: 'en' | 'fr') => stored()?.sides[lang]?.if_pressed.map(({ topic }) => topic);

  it('a missing counterpart shows as a place with a button', async () => {
    await open();
    await user.click(button('Add the French of block 2'));
    await waitFor(() => expect(topics('fr')).toEqual(['Renseignements personnels', '']));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Si pressé 2, sujet');
  });

  it('are added to both sides and named', async () => {
    await open();
    await user.click(button('Add an “if pressed” block'));
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('If pressed 3, topic'),
    );
    await user.keyboard('Cost');
    await user.tab();
    await waitFor(() => expect(topics('en')).toEqual(['Personal information', 'Job losses', 'Cost']));
    expect(topics('fr')).toEqual(['Renseignements personnels', '', '']);
  });

  it('move with Alt and the arrow keys, keep the focus, and say where they are', async () => {
    await open();
    const topic = screen.getByRole('textbox', { name: 'If pressed 2, topic' });
    topic.focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(topics('en')).toEqual(['Job losses', 'Personal information']));
    expect(topics('fr')).toEqual(['', 'Renseignements personnels']);
    await screen.findByText('Block 2 is now block 1.');
    expect(document.activeElement).toBe(topic);
    expect(topic.getAttribute('aria-label')).toBe('If pressed 1, topic');
  });

  it('move with their buttons, and the focus stays on one that works', async () => {
    await open();
    await user.click(button('Move block 1 down'));
    await waitFor(() => expect(topics('en')).toEqual(['Job losses', 'Personal information']));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move block 2 up');
  });

  it('that are removed come back with Undo, on both sides', async () => {
    await open();
    await user.click(button('Remove block 1'));
    await waitFor(() => expect(topics('fr')).toEqual([]));
    expect(topics('en')).toEqual(['Job losses']);
    await user.click(button('Undo'));
    await waitFor(() => expect(topics('en')).toEqual(['Personal information', 'Job losses']));
    expect(topics('fr')).toEqual(['Renseignements personnels']);
    expect((screen.getByRole('textbox', { name: 'Si pressé 1' }).textContent ?? '').length).toBeGreaterThan(
      10,
    );
  });
});

describe('typing in a block that its editor has not reported yet', () => {
  const texts = (lang: 'en' | 'fr') => stored()?.sides[lang]?.if_pressed.map(({ text }) => text);
  const typed = (name: string, text: string) => {
    const field = screen.getByRole('textbox', { name }) as HTMLElement & { editor: Editor };
    field.editor.commands.insertContentAt(1, text);
  };
  let before: string[];
  beforeEach(async () => {
    await open();
    before = texts('en') ?? [];
  });

  it('moves with its block, and the neighbour stays what it was', async () => {
    typed('If pressed 2', 'Fresh');
    screen.getByRole('textbox', { name: 'If pressed 2, topic' }).focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(() => expect(texts('en')?.[0]).toContain('Fresh'));
    expect(texts('en')?.[1]).toBe(before[0]);
    expect(screen.getByRole('textbox', { name: 'If pressed 1' }).textContent).toContain('Fresh');
  });

  it('is part of what Undo brings back, and the block below stays what it was', async () => {
    typed('If pressed 1', 'Fresh');
    screen.getByRole('button', { name: 'Remove block 1' }).click();
    await waitFor(() => expect(texts('en')).toEqual([before[1]]));
    typed('If pressed 1', 'Later');
    button('Undo').click();
    await waitFor(() => expect(texts('en')).toHaveLength(2));
    expect(texts('en')?.[0]).toContain('Fresh');
    expect(texts('en')?.[1]).toContain('Later');
  });
});

describe('what goes wrong', () => {
  it('a save that fails says why and offers to try again', async () => {
    await open();
    backend.beforeSave = () => Promise.reject({ code: 'disk-full', params: {} });
    await user.type(screen.getByRole('textbox', { name: 'Title' }), '!');
    await user.tab();
    await screen.findByText(/Not saved\. The disk is full\./);
    backend.beforeSave = () => Promise.resolve();
    await user.click(button('Try again'));
    await screen.findByText('Saved');
    expect(stored()?.sides.en?.title).toMatch(/!$/);
  });

  it('a conflict shows both texts and keeps both', async () => {
    await open();
    await user.type(screen.getByRole('textbox', { name: 'Title' }), ' mine');
    backend.changeOutside(NOTE, ({ sides }) => {
      if (sides.en) sides.en.title = 'Theirs';
    });
    await user.tab();
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toContain('Theirs');
    expect(notice.textContent).toContain('public service mine');
    await user.click(button('Keep both'));
    await waitFor(() => expect(stored()?.sides.en?.title).toMatch(/^Theirs \/ Use of .* mine$/));
  });

  it('text of an earlier session is shown, and goes into the note', async () => {
    cleanup();
    const change = {
      part: 'text',
      lang: 'en',
      section: 'additional_information',
      was: 'Departments report twice a year.',
      now: 'Kept from yesterday.',
    } as const;
    await show({ recovered: [{ id: 'r', reference: NOTE, at: '2026-11-20T10:00:00Z', changes: [change] }] });
    expect(screen.getByRole('region', { name: 'Unsaved text was found' }).textContent).toContain(
      'Kept from yesterday.',
    );
    await user.click(button('Put it into the note'));
    await waitFor(() => expect(stored()?.sides.en?.additional_information).toBe('Kept from yesterday.'));
    expect(screen.queryByRole('region', { name: 'Unsaved text was found' })).toBeNull();
    await waitFor(() => expect(backend.recovered).toHaveLength(0));
  });

  it('closing over unsaved text asks, and says where the text is', async () => {
    await open();
    backend.beforeSave = () => Promise.reject({ code: 'disk-full', params: {} });
    await user.type(screen.getByRole('textbox', { name: 'Title' }), '!');
    const closing = backend.close();
    const dialog = await screen.findByRole('dialog', { name: 'A note is not saved' });
    expect(dialog.textContent).toContain('recovery folder');
    await user.click(button('Keep the window open'));
    expect(await closing).toBe(false);
  });
});

describe('dialogs', () => {
  it('text that is pasted is imported and can be opened', async () => {
    await user.click(action('Import'));
    await user.type(screen.getByRole('textbox', { name: 'Text to import' }), 'An imported note');
    await user.click(button('Import the text'));
    await screen.findByText('1 note was imported.');
    await user.click(button(/^Open TBS-/));
    await screen.findByRole('article', { name: 'An imported note' });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('an import says of what was there already that it was, in both languages', async () => {
    const there = { code: 'already-imported', lang: 'en', section: null, params: { id: NOTE } } as const;
    const again: ImportOutcome = { path: 'a.html', part: 0, kind: 'note', id: NOTE, problems: [there] };
    backend.importText = () => Promise.resolve([again]);
    backend.importFiles = () => Promise.resolve([again, again, { ...again, problems: [] }]);
    await user.click(action('Import'));
    await user.type(screen.getByRole('textbox', { name: 'Text to import' }), 'An imported note');
    await user.click(button('Import the text'));
    const sum = await screen.findByText('1 item was there already.');
    expect(sum.textContent).not.toContain('imported');
    await user.click(button('Import something else'));
    await user.click(button('Choose files…'));
    expect((await screen.findByText(/there already/)).textContent).toContain(
      '1 note was imported. 2 items were there already.',
    );
    workspace.choices.setLang('fr');
    await screen.findByText(/1 note importée\. 2 éléments y étaient déjà\./);
  });

  it('an export saves first, says the name of the file, and shows it', async () => {
    await open();
    await user.type(screen.getByRole('textbox', { name: 'Title' }), ' now');
    await user.keyboard('{Control>}e{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'Export to Word' });
    await user.click(within(dialog).getByRole('radio', { name: 'French only' }));
    await user.click(within(dialog).getByRole('button', { name: 'Export…' }));
    await screen.findByText(`Saved as ${NOTE}.docx`, { selector: 'strong' });
    expect(stored()?.sides.en?.title).toMatch(/ now$/);
    expect(button('Show in its folder')).toBeTruthy();
  });

  it('the focus is back where it was when one closes', async () => {
    const opener = action('Import');
    await user.click(opener);
    await user.click(button('Close'));
    expect(document.activeElement).toBe(opener);
  });

  it('F1 lists the shortcuts', async () => {
    await user.keyboard('{F1}');
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    expect(dialog.textContent).toMatch(/“if pressed” block up\s*Alt ↑/);
  });
});

describe('language and theme', () => {
  it('the whole interface changes its language, the sides of the note stay', async () => {
    await open();
    const other = button('Français');
    expect(other.getAttribute('lang')).toBe('fr-CA');
    await user.click(other);
    await screen.findByRole('button', { name: 'Nouvelle note' });
    expect(document.documentElement.lang).toBe('fr-CA');
    expect(document.title).toBe(`${NOTE} – Notes PDQ`);
    expect(screen.getByRole('heading', { name: 'Suggested Response' })).toBeTruthy();
    expect(screen.getByRole('listbox', { name: 'Notes et politiques' })).toBeTruthy();
  });

  it('the theme is one of three in a menu', async () => {
    await user.click(button('Theme and text size'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.activeElement).toBe(button('Theme and text size'));
  });
});

it('a policy shows its excerpts in both languages, each with its citation', async () => {
  await open('guide-assistants');
  expect(screen.getAllByRole('button', { name: 'Copy the citation [@guide-assistants#2.1]' })).toHaveLength(
    2,
  );
  expect(screen.getByRole('heading', { name: 'Purpose' }).closest('[lang]')?.getAttribute('lang')).toBe(
    'en-CA',
  );
});

describe('what a search found', () => {
  const found = () => [...document.querySelectorAll('main mark.match')].map((mark) => mark.textContent);
  const status = () => within(screen.getByRole('article')).getAllByRole('status')[0]?.textContent;
  const search = async (text: string) => {
    await user.click(screen.getByRole('combobox', { name: 'Search notes and policies' }));
    await user.keyboard(text);
    await screen.findByRole('listbox', { name: 'Search results' });
  };

  it('is marked in both languages of the note that is opened, titles included, and F3 goes on', async () => {
    await search('service');
    await user.keyboard('{Enter}');
    await screen.findByRole('article');
    await waitFor(() => expect(found().length).toBeGreaterThan(2));
    const langs = [...document.querySelectorAll('main mark.match')].map((mark) =>
      mark.closest('[lang]')?.getAttribute('lang'),
    );
    expect(new Set(langs)).toEqual(new Set(['en-CA', 'fr-CA']));
    const bar = screen.getByRole('group', { name: 'Matches of the search' });
    const first = within(bar).getByText(/^\d+ of \d+ matches$/).textContent;
    const focused = document.activeElement;
    await user.keyboard('{F3}');
    await waitFor(() => expect(within(bar).queryByText(first ?? '')).toBeNull());
    expect(status()).toMatch(/^Match \d+ of \d+, [A-Z].*, (English|French)$/);
    expect(document.activeElement).toBe(focused);
  });

  it('stays unmarked once Escape in the bar was pressed, until a step', async () => {
    await search('service');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(found().length).toBeGreaterThan(2));
    button('Next match').focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(found()).toEqual([]));
    expect(document.activeElement?.tagName).toBe('H1');
    await user.keyboard('{F3}');
    await waitFor(() => expect(found().length).toBeGreaterThan(2));
  });

  it('is marked in a policy, in its headings too', async () => {
    await open('guide-assistants');
    await search('purpose');
    await waitFor(() => expect(found()).toContain('Purpose'));
  });

  it('F3 without a search goes to its box', async () => {
    await open();
    await user.keyboard('{F3}');
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('combobox'));
  });
});

it('what is like the open note is listed beside it, and opens with Enter', async () => {
  await open();
  await user.click(button('Similar'));
  const panel = await screen.findByRole('region', { name: 'Similar' });
  const hits = await waitFor(() => {
    const list = within(within(panel).getByRole('list')).getAllByRole('button');
    expect(list).toHaveLength(3);
    return list;
  });
  hits[0]?.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(workspace.opened?.id).not.toBe(NOTE));
  await waitFor(() => expect(document.activeElement?.tagName).toMatch(/H1|DIV/));
});

it('the checks lead to the section they are about', async () => {
  await open();
  await user.click(button(/^Checks/));
  const panel = await screen.findByRole('complementary', { name: 'Checks and similar texts' });
  await user.click(await within(panel).findByRole('button', { name: /Renseignements supplémentaires/ }));
  await waitFor(() =>
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Renseignements supplémentaires'),
  );
});
