import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { Note } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

let workspace: Workspace;
const user = userEvent.setup();
const row = (name: RegExp) => screen.getByRole('option', { name });
const list = () => screen.getByRole('listbox');
const selected = () =>
  within(list())
    .queryAllByRole('option', { selected: true })
    .map((option) => (option as HTMLElement).dataset['id']);

async function show(notes: Note[] = sampleNotes): Promise<void> {
  workspace = new Workspace(new FakeBackend({ notes }));
  await workspace.start();
  render(App, { props: { workspace } });
}

beforeEach(() => show());
afterEach(cleanup);

describe('selecting notes in the list', () => {
  it('Ctrl+click selects and opens nothing; a click opens and leaves the selection', async () => {
    await user.keyboard('{Control>}');
    await user.click(row(/Bilingual services/));
    await user.click(row(/Replacing the old/));
    await user.keyboard('{/Control}');
    expect(selected()).toEqual(['TBS-2026-QP-11-00011', 'TBS-2026-QP-11-00009']);
    expect(workspace.opened).toBeNull();
    await user.click(row(/Days in the office/));
    await screen.findByRole('article', { name: 'Days in the office' });
    expect(selected()).toHaveLength(2);
    expect(row(/Days in the office/).getAttribute('aria-current')).toBe('true');
  });

  it('Shift+click selects from the row that was opened', async () => {
    await user.click(row(/Use of writing assistants/));
    await user.keyboard('{Shift>}');
    await user.click(row(/Replacing the old/));
    await user.keyboard('{/Shift}');
    expect(selected()).toHaveLength(3);
  });

  it('a click on the box of a row selects it', async () => {
    await user.click(row(/Days in the office/).querySelector('.select-mark') as Element);
    expect(selected()).toEqual(['TBS-2026-QP-06-00004']);
    expect(workspace.opened).toBeNull();
  });

  it('the keyboard selects: Space, Shift+arrow, Ctrl+A; Escape clears, then clears the search', async () => {
    list().focus();
    await user.keyboard(' ');
    expect(selected()).toEqual(['TBS-2026-QP-11-00012']);
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selected()).toHaveLength(3);
    await user.keyboard('{Control>}a{/Control}');
    await waitFor(() => expect(workspace.selection.count).toBe(5));
    await user.keyboard('{Escape}');
    expect(selected()).toEqual([]);
  });

  it('Ctrl+A in results selects what has not been shown yet, too', async () => {
    cleanup();
    const sample = sampleNotes[1] as Note;
    await show(Array.from({ length: 130 }, (_, at) => ({ ...sample, reference: `N-${at}` })));
    workspace.search.type('service');
    await workspace.search.run();
    expect(workspace.search.results?.hits.length).toBeLessThan(130);
    list().focus();
    await user.keyboard('{Control>}a{/Control}');
    await waitFor(() => expect(workspace.selection.count).toBe(130));
  });

  it('the count is shown and said; the binder has the notes in the order of choosing; Clear gives the focus back', async () => {
    list().focus();
    await user.keyboard('{ArrowDown} {ArrowUp} ');
    const bar = screen.getByRole('group', { name: 'Selected notes' });
    expect(bar.textContent).toContain('2 notes selected');
    expect(screen.getByText('2 notes selected', { selector: '[role=status]' })).toBeTruthy();
    await user.click(within(bar).getByRole('button', { name: 'Make a binder…' }));
    expect(workspace.binder?.references).toEqual(['TBS-2026-QP-11-00011', 'TBS-2026-QP-11-00012']);
    await user.keyboard('{Escape}');
    await user.click(within(bar).getByRole('button', { name: 'Clear the selection' }));
    await waitFor(() => expect(document.activeElement).toBe(list()));
    expect(screen.queryByRole('group', { name: 'Selected notes' })).toBeNull();
  });

  it('says that it takes several', () => {
    expect(list().getAttribute('aria-multiselectable')).toBe('true');
  });
});
