/** A note's details are undone as its texts are. */

import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { Note } from './lib/ipc/types';
import { changeDetails } from './lib/state/details';
import type { OpenNote } from './lib/state/note.svelte';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
const user = userEvent.setup();
let note: OpenNote;

beforeEach(async () => {
  const workspace = new Workspace(new FakeBackend());
  await workspace.start();
  render(App, { props: { workspace } });
  await workspace.open(sample.reference, 'note');
  note = workspace.note as OpenNote;
});
afterEach(cleanup);

const date = () => note.draft.meta.date;
const dateField = () => screen.findByRole('textbox', { name: 'Date' });

describe('the details of a note', () => {
  it('are undone and done again from anywhere in the note, and the state it is in is not', async () => {
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Marking' }), 'Protected B');
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Status' }), 'In review');
    await user.keyboard('{Control>}z{/Control}');
    expect(note.draft.meta).toMatchObject({ marking: sample.meta.marking, status: 'in-review' });
    await screen.findByText('Undone: Note details.');
    await user.keyboard('{Control>}y{/Control}');
    expect(note.draft.meta.marking).toBe('Protected B');
    expect(note.journal.canRedo).toBe(false);
  });

  it('go back to the day before in one step, however it was typed over', async () => {
    const before = date();
    const field = await dateField();
    await user.clear(field);
    await user.type(field, '2027-02-03');
    expect(date()).toBe('2027-02-03');
    await user.keyboard('{Control>}z{/Control}');
    expect(date()).toBe(before);
    expect((field as HTMLInputElement).value).toBe(before);
    expect(note.journal.canUndo).toBe(false);
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    await waitFor(() => expect(date()).toBe('2027-02-03'));
  });

  it('are not undone over what something else made of them since', () => {
    changeDetails(note, { organization: 'tbs-sct-2' });
    note.setMeta({ organization: 'another' });
    expect(note.undo(null)).toBe(false);
    expect(note.draft.meta.organization).toBe('another');
  });
});
