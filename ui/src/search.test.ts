import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { Hit, Note, SearchResults } from './lib/ipc/types';
import { NO_TERMS } from './lib/search/terms';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
let backend: FakeBackend;
let workspace: Workspace;
const user = userEvent.setup();

async function show(made: FakeBackend = new FakeBackend()): Promise<void> {
  backend = made;
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
}

beforeEach(() => show());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const box = () => screen.getByRole('combobox', { name: 'Search notes and policies' });
const rows = () => screen.getAllByRole('option').filter((row) => row.dataset['id']);
const ids = () => rows().map((row) => row.dataset['id']);
const offered = () => within(box().parentElement as HTMLElement).queryAllByRole('option');
const chosen = () =>
  document.getElementById(box().getAttribute('aria-activedescendant') ?? '')?.textContent.trim();
const type = async (text: string) => {
  await user.click(box());
  await user.keyboard(text);
  await workspace.search.settled();
};

describe('the filters', () => {
  const open = async () => {
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    await screen.findByRole('checkbox', { name: /Approved/ });
  };

  it('narrow the whole notebook, name each value and count it', async () => {
    await open();
    expect(document.activeElement?.textContent).toBe('Filters');
    screen.getByRole('checkbox', { name: 'Approved 2' });
    screen.getByRole('checkbox', { name: 'Treasury Board of Canada Secretariat 5' });
    screen.getByRole('checkbox', { name: 'President of the Treasury Board Doe, Jane (Hon.) 5' });
    screen.getByRole('checkbox', { name: 'Something is missing 1' });
    await user.click(screen.getByRole('checkbox', { name: /^Approved/ }));
    await waitFor(() => expect(ids()).toEqual(['TBS-2026-QP-11-00011', 'TBS-2026-QP-10-00031']));
  });

  it('a year shows its months once it is chosen', async () => {
    await open();
    expect(screen.queryByRole('checkbox', { name: /June 2026/ })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: /^2026/ }));
    await user.click(await screen.findByRole('checkbox', { name: /^June 2026/ }));
    await waitFor(() => expect(ids()).toEqual(['TBS-2026-QP-06-00004']));
    screen.getByRole('checkbox', { name: /^November 2026/ });
  });

  it('a day that does not exist is told, searched for is what was before', async () => {
    await open();
    await user.type(screen.getByRole('textbox', { name: 'From' }), '2026-02-30{Enter}');
    const field = screen.getByRole('textbox', { name: 'From' });
    expect(field.getAttribute('aria-invalid')).toBe('true');
    screen.getByText(/There is no such day/);
    expect(workspace.search.from).toBeNull();
    await user.clear(field);
    await user.type(field, '2026-11{Enter}');
    expect(workspace.search.from).toBe('2026-11-01');
    await user.type(screen.getByRole('textbox', { name: 'To' }), '2025{Enter}');
    screen.getByText('The first day is after the last one.');
    expect(workspace.search.to).toBeNull();
  });

  it('of many values six are shown, the others on request, a chosen one always', async () => {
    cleanup();
    const notes = Array.from({ length: 9 }, (_, at) => {
      const note = structuredClone(sample);
      return { ...note, reference: `N-${at}`, meta: { ...note.meta, tags: [`tag ${at}`] } };
    });
    await show(new FakeBackend({ notes, policies: [] }));
    await user.click(screen.getByRole('button', { name: 'Filters' }));
    const tags = () => within(screen.getByRole('group', { name: 'Tag' })).getAllByRole('checkbox');
    await waitFor(() => expect(tags()).toHaveLength(6));
    await user.click(screen.getByRole('button', { name: '3 more…' }));
    expect(tags()).toHaveLength(9);
    await user.click(screen.getByRole('checkbox', { name: 'tag 8 1' }));
    await user.click(screen.getByRole('button', { name: 'Fewer' }));
    await waitFor(() => expect(tags()).toHaveLength(7));
  });

  it('Escape closes them and the focus is where it was', async () => {
    await open();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('checkbox', { name: /Approved/ })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Filters' }));
  });

  it('what is on goes with one key, and the focus to the next', async () => {
    workspace.search.toggle('status', 'approved');
    workspace.search.toggle('status', 'draft');
    await workspace.search.settled();
    const chip = await screen.findByRole('button', { name: 'Remove Status, Approved' });
    chip.focus();
    await user.keyboard('{Delete}');
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Remove Status, Draft'),
    );
    await user.keyboard('{Backspace}');
    await waitFor(() => expect(document.activeElement).toBe(box()));
    expect(workspace.search.searching).toBe(false);
  });

  it('Backspace in the empty box takes the last one off', async () => {
    workspace.search.toggle('status', 'approved');
    await user.click(box());
    await user.keyboard('x{Backspace}');
    expect(workspace.search.chips).toHaveLength(1);
    await user.keyboard('{Backspace}');
    expect(workspace.search.chips).toHaveLength(0);
  });

  it('where nothing matches each filter goes with one click', async () => {
    workspace.search.toggle('status', 'approved');
    await type('pay');
    await screen.findByText('Nothing was found.');
    await user.click(screen.getByRole('button', { name: 'Remove Approved' }));
    await waitFor(() => expect(ids()).toEqual(['TBS-2026-QP-11-00009']));
  });
});

describe('the rows', () => {
  it('say where else, in which languages, and mark title and text', async () => {
    await type('system');
    await screen.findByRole('listbox', { name: 'Search results' });
    const row = rows().find(({ dataset }) => dataset['id'] === 'TBS-2026-QP-11-00009') as HTMLElement;
    expect([...row.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
      'system',
      'system',
    ]);
    within(row).getByText('In English only');
    within(row).getByText('In review');
    await user.clear(box());
    await type('personal');
    const both = rows().find(({ dataset }) => dataset['id'] === 'TBS-2026-QP-11-00012');
    expect(both?.textContent).toContain('Also in: If pressed');
    expect(both?.textContent).toContain('In English and French, shown in English');
  });

  const answer = (change: Partial<SearchResults>): void => {
    const search = backend.search.bind(backend);
    vi.spyOn(backend, 'search').mockImplementation(async (query) => ({
      ...(await search(query)),
      ...change,
    }));
  };

  it('what was found through the other language stands below a line and says through what', async () => {
    const { hits } = await backend.search({
      ...NO_TERMS,
      ...{ text: 'a', lang: null, reader: 'en', limit: 9, offset: 0 },
    });
    const through = { ...(hits[1] as Hit), lang: 'fr' as const };
    through.through = [{ typed: 'advertising', found: 'publicité' }];
    answer({ hits: [hits[0] as Hit, through], total: 2, corrected: 'advertising' });
    await type('advertisng');
    await screen.findByText('Found through the other language');
    const row = rows()[1] as HTMLElement;
    expect(row.textContent.replace(/\s+/g, ' ')).toContain('Found through publicité (advertising)');
    expect(within(row).getByText('publicité').lang).toBe('fr-CA');
    expect(within(row).getByText('advertising').lang).toBe('en-CA');
    screen.getByText('Nothing matches as typed. Showing results for “advertising”.');
  });

  it('more come as the keyboard goes down, and each says its place among all', async () => {
    cleanup();
    const notes = Array.from({ length: 130 }, (_, at) => ({ ...sample, reference: `N-${1000 + at}` }));
    await show(new FakeBackend({ notes, policies: [] }));
    workspace.search.type('assistants');
    await screen.findByRole('listbox', { name: 'Search results' });
    expect(rows()[0]?.getAttribute('aria-setsize')).toBe('130');
    workspace.listShown = true;
    screen.getByRole('listbox').focus();
    await user.keyboard('{End}');
    await waitFor(() => expect(workspace.search.results?.hits).toHaveLength(100));
    expect(rows().length).toBeLessThan(80);
    const place = document.getElementById(
      screen.getByRole('listbox').getAttribute('aria-activedescendant') ?? '',
    );
    expect(place?.getAttribute('aria-posinset')).toBe('50');
  });

  it('the row the keyboard rests on is shown, the focus stays in the box', async () => {
    await type('report');
    await screen.findByRole('listbox', { name: 'Search results' });
    await user.keyboard('{ArrowDown}');
    const second = rows()[1]?.dataset['id'] as string;
    await waitFor(() => expect(workspace.opened?.id).toBe(second.split('#')[0]));
    expect(document.activeElement).toBe(box());
    expect(workspace.searches.recent).toEqual([]);
  });

  it('the row the keyboard only passes is not', async () => {
    await type('a');
    const preview = vi.spyOn(workspace, 'preview');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(preview).toHaveBeenCalled());
    expect(preview.mock.calls).toHaveLength(1);
  });

  it('Enter before the answer opens the first row of the answer', async () => {
    let release: () => void = () => undefined;
    backend.beforeSearch = () => new Promise((done) => (release = done));
    await user.click(box());
    await user.keyboard('counter');
    backend.beforeSearch = () => Promise.resolve();
    await user.keyboard('{Enter}');
    expect(workspace.opened).toBeNull();
    release();
    await waitFor(() => expect(workspace.opened?.id).toBe('TBS-2026-QP-11-00011'));
  });
});

describe('what was searched for before', () => {
  it('is offered in the empty box once a hit was opened, not for each letter', async () => {
    await type('counter');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(workspace.searches.recent).toHaveLength(1));
    await user.click(box());
    expect(offered()).toHaveLength(0);
    await user.clear(box());
    expect(offered().map(({ textContent }) => textContent.trim())).toEqual([
      'counter',
      'Clear recent searches',
      'How to search',
    ]);
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toBe('counter');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(ids()).toEqual(['TBS-2026-QP-11-00011']));
    expect((box() as HTMLInputElement).value).toBe('counter');
  });

  it('is forgotten at once where the user wants that', async () => {
    await workspace.searches.remember({ ...NO_TERMS, text: 'pay' });
    await user.click(box());
    await user.click(screen.getByRole('option', { name: 'Clear recent searches' }));
    await screen.findByText('The recent searches are cleared.');
    expect(backend.searches.kept.recent).toEqual([]);
    expect(offered()).toHaveLength(0);
  });

  it('does not stand between the box and the list after Escape', async () => {
    await workspace.searches.remember({ ...NO_TERMS, text: 'pay' });
    await user.click(box());
    await user.keyboard('{Escape}{ArrowDown}');
    expect(chosen()).toContain('Use of writing assistants');
  });

  it('saved under a name that is taken, is replaced only on request', async () => {
    await workspace.searches.save('Counter', { ...NO_TERMS, text: 'old' }, false);
    await type('counter');
    await user.click(screen.getByRole('button', { name: 'Save this search' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('counter exists already.');
    expect(workspace.searches.saved[0]?.terms.text).toBe('old');
    await user.click(screen.getByRole('button', { name: 'Replace it' }));
    await screen.findByText('Saved as “counter”');
    expect(workspace.searches.saved.map(({ terms }) => terms.text)).toEqual(['counter']);
  });

  it('a saved search is renamed and removed, and comes back with Undo', async () => {
    await workspace.searches.save('Pay', { ...NO_TERMS, text: 'pay' }, false);
    workspace.dialog = 'savedSearches';
    const field = await screen.findByRole('textbox', { name: 'New name of “Pay”' });
    await user.clear(field);
    await user.type(field, 'Wages');
    await user.tab();
    await screen.findByRole('textbox', { name: 'New name of “Wages”' });
    workspace.dialog = null;
    await user.click(box());
    await user.keyboard('{ArrowDown}');
    expect(chosen()).toBe('Wages');
    await user.keyboard('{Delete}');
    await screen.findByText('“Wages” was removed.');
    expect(workspace.searches.saved).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(workspace.searches.saved.map(({ name }) => name)).toEqual(['Wages']));
  });
});

it('while the index is filled, the pane says how far it is and that results may be incomplete', async () => {
  await type('public');
  backend.emit({ event: 'index_progress', done: 3000, total: 10_000 });
  await screen.findByText(/Indexing 3,000 of 10,000. Until then, results may be incomplete./);
  backend.emit({ event: 'index_progress', done: 10_000, total: 10_000 });
  await waitFor(() => expect(screen.queryByText(/Indexing/)).toBeNull());
});

describe('synonyms that are not understood', () => {
  it('are told beside the list and explained in the help, and are gone once they are mended', async () => {
    cleanup();
    const made = new FakeBackend();
    made.synonymProblems = [
      {
        code: 'bad-synonyms',
        lang: null,
        section: null,
        params: { line: '3', text: 'RTO' },
      },
    ];
    await show(made);
    await user.click(await screen.findByRole('button', { name: '1 line of synonyms.txt is not understood' }));
    const help = await screen.findByRole('dialog');
    within(help).getByRole('heading', { name: 'Synonyms that are left out' });
    expect(help.textContent).toContain('Line 3 of the synonyms names no terms');

    workspace.dialog = null;
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    backend.synonymProblems = [];
    workspace.dialog = 'searchHelp';
    await waitFor(() => expect(screen.queryByRole('button', { name: /synonyms\.txt/ })).toBeNull());
  });
});
