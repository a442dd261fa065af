/** Beginning from what exists, and what helps while one writes, as their user meets them. */

import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { MemoryMatch, Note } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
});
afterEach(cleanup);

const response = (lang: 'en' | 'fr') => workspace.note?.draft.sides[lang]?.response;
const text = (name: string) => screen.findByRole('textbox', { name });

describe('a new note', () => {
  it('begins with the sections of an earlier one that are picked, and names it', async () => {
    await workspace.open(sample.reference, 'note');
    await user.click(screen.getByRole('button', { name: 'Copy…' }));
    const dialog = await screen.findByRole('dialog', { name: 'New note from an earlier one' });
    await within(dialog).findByRole('button', { name: 'Create with everything' });
    const radio = within(dialog).getByRole('radio', { name: new RegExp(sample.reference) });
    expect((radio as HTMLInputElement).checked).toBe(true);
    await user.click(within(dialog).getByRole('checkbox', { name: 'Background, English' }));
    await user.click(within(dialog).getByRole('checkbox', { name: 'Suggested Response, French' }));
    await user.click(within(dialog).getByRole('button', { name: /^Create with \d+ sections$/ }));
    await waitFor(() => expect(workspace.note?.reference).not.toBe(sample.reference));
    expect(response('en')).toBe(sample.sides.en?.response);
    expect(response('fr')).toBe('');
    expect(workspace.note?.draft.sides.en?.background).toBe('');
    await user.click(screen.getByRole('button', { name: `From ${sample.reference}` }));
    await waitFor(() => expect(workspace.note?.reference).toBe(sample.reference));
  });

  it('can begin from a note that is found by its words', async () => {
    await user.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'New note from an earlier one' });
    await user.type(within(dialog).getByRole('searchbox', { name: 'Find a note' }), 'assistants');
    const found = within(dialog).findByRole('radio', { name: new RegExp(sample.sides.en?.title ?? '') });
    await user.click(await found);
    await user.click(await within(dialog).findByRole('button', { name: 'Create with everything' }));
    await waitFor(() => expect(workspace.note?.draft.meta.from).toBe(sample.reference));
  });

  it('is made of what is shown: not of a note that is still being read', async () => {
    const [first, second] = sampleNotes as [Note, Note];
    const getNote = backend.getNote.bind(backend);
    let read: () => void = () => undefined;
    await user.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'New note from an earlier one' });
    const create = await within(dialog).findByRole('button', { name: 'Create with everything' });
    await waitFor(() => expect(create).toHaveProperty('disabled', false));
    const chosen = within(dialog).getByRole('radio', { checked: true }).getAttribute('value');
    const other = chosen === first.reference ? second : first;
    backend.getNote = async (reference) => {
      await new Promise<void>((resolve) => (read = resolve));
      return getNote(reference);
    };
    await user.click(within(dialog).getByRole('radio', { name: new RegExp(other.reference) }));
    expect(create).toHaveProperty('disabled', true);
    read();
    await waitFor(() => expect(create).toHaveProperty('disabled', false));
  });

  it('is not made of a note that what was typed does not find', async () => {
    await user.keyboard('{Control>}{Shift>}n{/Shift}{/Control}');
    const dialog = await screen.findByRole('dialog', { name: 'New note from an earlier one' });
    await within(dialog).findByRole('button', { name: 'Create with everything' });
    const before = workspace.note;
    await user.type(within(dialog).getByRole('searchbox', { name: 'Find a note' }), 'xyzzy{Enter}');
    await within(dialog).findByText('No note is called so.');
    await user.keyboard('{Enter}');
    expect(within(dialog).queryByRole('table')).toBeNull();
    expect([workspace.note, workspace.dialog]).toEqual([before, 'start']);
  });
});

describe('what was said before', () => {
  beforeEach(async () => {
    await workspace.createNote();
    workspace.writing.toggle();
  });

  const panel = () => screen.getByRole('region', { name: 'Reuse' });

  it('appears beside what is written without taking the focus, and a bullet of it is put in', async () => {
    const editor = await text('Suggested Response');
    workspace.note?.setText('en', 'title', 'Writing assistants in the public service');
    await user.click(editor);
    const part = await within(panel()).findByRole('group', { name: 'Suggested Response' });
    expect(document.activeElement).toBe(editor);
    const bullet = sample.sides.en?.response.split('\n')[1]?.slice(2) ?? '';
    const begin = bullet.split(' ').slice(0, 6).join(' ');
    await user.click(within(part).getByRole('button', { name: `Insert: ${begin}` }));
    expect(response('en')).toBe(`- ${bullet}`);
    await within(part).findByText('is there');
    const there = within(part).getByRole('button', { name: new RegExp(`^is there ?: ${begin}`) });
    expect(document.activeElement).toBe(there);
    await user.click(there);
    expect(response('en')).toBe(`- ${bullet}`);
  });

  it('is taken over as a block, or as a whole section, and undone', async () => {
    const editor = await text('Suggested Response');
    workspace.note?.setText('en', 'title', 'Writing assistants in the public service');
    await user.click(editor);
    const topic = sample.sides.en?.if_pressed[0]?.topic ?? '';
    const block = await within(panel()).findByRole('group', { name: `If pressed – ${topic}` });
    await user.click(within(block).getByRole('button', { name: /^Add as a block/ }));
    expect(workspace.note?.draft.sides.en?.if_pressed).toEqual([sample.sides.en?.if_pressed[0]]);
    const part = within(panel()).getByRole('group', { name: 'Suggested Response' });
    await user.click(within(part).getByRole('button', { name: /^Insert all/ }));
    expect(response('en')).toBe(sample.sides.en?.response);
    workspace.note?.undo('en.response');
    workspace.note?.undo(null);
    expect(response('en')).toBe('');
    expect(workspace.note?.draft.sides.en?.if_pressed).toEqual([]);
  });
});

describe('the translation memory', () => {
  const match = (change: Partial<MemoryMatch>): MemoryMatch => ({
    asked: 'Two.',
    source: { text: 'Two.', markdown: 'Two.' },
    target: { text: 'Deux.', markdown: '**Deux.**' },
    percent: 100,
    exact: true,
    difference: [],
    suggestion: null,
    kind: 'block',
    origins: [{ reference: 'TBS-2025-QP-03-00007', section: 'response', date: '2025-03-04', file: null }],
    uses: 1,
    ...change,
  });

  it('offers for the passage where one writes what it was translated to, put in by one key', async () => {
    backend.memory.push(match({}));
    await workspace.createNote();
    workspace.writing.toggle();
    workspace.note?.setText('en', 'response', '- One.\n- Two.');
    const french = await text('Réponse suggérée');
    await user.click(french);
    const panel = screen.getByRole('region', { name: 'Reuse' });
    await waitFor(() => expect(backend.remembered).toContainEqual({ text: '- One.', from: 'en' }));
    within(panel).getByText('The translation memory has nothing for this passage.');

    workspace.writing.insert('- Un.', 'passages');
    workspace.writing.insert('- D', 'passages');
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await waitFor(() => expect(response('fr')).toBe('- Un.\n- **Deux.**'));
    await within(panel).findByText('TBS-2025-QP-03-00007 · Mar 4, 2025', { exact: false });
    expect(document.activeElement).toBe(french);
  });

  it('offers one translation of two sources twice', async () => {
    backend.memory.push(match({}), match({ source: { text: '2.', markdown: '2.' }, exact: false }));
    await workspace.createNote();
    workspace.writing.toggle();
    workspace.note?.setText('en', 'response', '- Two.');
    await user.click(await text('Réponse suggérée'));
    const panel = screen.getByRole('region', { name: 'Reuse' });
    expect(await within(panel).findAllByRole('button', { name: /^Insert ?: Deux\.$/ })).toHaveLength(2);
  });
});
