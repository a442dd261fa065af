import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import type { ItemSummary } from '../ipc/types';
import { Workspace } from './workspace.svelte';

const [A, B, C] = ['TBS-2026-QP-11-00012', 'TBS-2026-QP-11-00011', 'TBS-2026-QP-11-00009'] as const;
let backend: FakeBackend;
let workspace: Workspace;
const rows = () => workspace.items.shown;
const at = (id: string) => rows().findIndex((row) => row.id === id);
const row = (id: string) => rows()[at(id)] as ItemSummary;

beforeEach(async () => {
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
});

describe('the selection', () => {
  it('keeps the order in which notes were chosen', () => {
    workspace.selection.toggle(row(C));
    workspace.selection.toggle(row(A));
    workspace.selection.toggle(row(B));
    expect(workspace.selection.references).toEqual([C, A, B]);
    workspace.selection.toggle(row(A));
    expect(workspace.selection.references).toEqual([C, B]);
  });

  it('a range goes from where the last one began, upward, too', () => {
    workspace.selection.startAt(C);
    workspace.selection.extend(rows(), at(A));
    expect(workspace.selection.references).toEqual([A, B, C]);
    workspace.selection.clear();
    workspace.selection.toggle(row(B));
    workspace.selection.extend(rows(), at(C));
    expect(workspace.selection.references).toEqual([B, C]);
  });

  it('a range without a beginning is one row', () => {
    workspace.selection.extend(rows(), at(B));
    expect(workspace.selection.references).toEqual([B]);
  });

  it('has notes only, none that cannot be read', () => {
    workspace.items.all = [...workspace.items.all, { ...row(A), id: 'broken', readable: false }];
    workspace.selection.add(rows());
    expect(workspace.selection.count).toBe(5);
    workspace.selection.toggle(row('guide-assistants'));
    workspace.selection.toggle(row('broken'));
    expect(workspace.selection.count).toBe(5);
  });

  it('loses what leaves the notebook', async () => {
    workspace.selection.add([row(A), row(B)]);
    backend.notes.delete(A);
    backend.emit({ event: 'items_changed', ids: [A] });
    await expect.poll(() => workspace.selection.references).toEqual([B]);
  });

  it('outlives a search, and adds to what was selected before it', async () => {
    workspace.selection.toggle(row(B));
    workspace.search.type('negotiable');
    await workspace.search.run();
    workspace.selection.add(workspace.search.results?.hits ?? []);
    expect(workspace.selection.references).toEqual([B, C]);
  });
});
