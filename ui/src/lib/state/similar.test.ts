import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { Similar } from './similar.svelte';

const NOTE = 'TBS-2026-QP-11-00012';
let backend: FakeBackend;
let similar: Similar;

beforeEach(() => {
  backend = new FakeBackend();
  similar = new Similar(backend);
  similar.follow({ kind: 'note', id: NOTE });
});

describe('what is similar', () => {
  it('is looked for only while it is shown', async () => {
    const asked = vi.spyOn(backend, 'similarTo');
    await similar.run();
    expect(asked).not.toHaveBeenCalled();
    similar.toggle();
    await vi.waitFor(() => expect(similar.hits).toHaveLength(3));
    expect(similar.hits?.every(({ id }) => id !== NOTE)).toBe(true);
  });

  it('to a passage is asked in the language of the passage, and leaves out the note it stands in', async () => {
    similar.find({ kind: 'passage', text: 'un service bilingue', lang: 'fr' });
    await vi.waitFor(() => expect(similar.hits).not.toBeNull());
    expect(backend.passages).toEqual([{ text: 'un service bilingue', lang: 'fr' }]);
    expect(similar.hits?.some(({ id }) => id === NOTE)).toBe(false);
    expect(similar.isPart).toBe(true);
    similar.whole();
    expect(similar.about).toEqual({ kind: 'note', id: NOTE });
    expect(similar.isPart).toBe(false);
  });

  it('is of one kind where one is chosen', async () => {
    similar.toggle();
    similar.narrow('policy');
    await vi.waitFor(() => expect(similar.hits?.[0]?.kind).toBe('policy'));
    expect(new Set(similar.hits?.map(({ kind }) => kind))).toEqual(new Set(['policy']));
  });

  it('is about the next note when another one opens, whatever passage it was about', async () => {
    similar.find({ kind: 'passage', text: 'x', lang: 'en' });
    similar.follow({ kind: 'policy', id: 'guide-assistants' });
    expect(similar.about).toEqual({ kind: 'policy', id: 'guide-assistants' });
    expect(similar.shown).toBe(true);
    similar.follow(null);
    await similar.run();
    expect(similar.hits).toBeNull();
  });

  it('says why it could not be found, and drops a late answer', async () => {
    similar.toggle();
    vi.spyOn(backend, 'similarTo').mockRejectedValueOnce({ code: 'index-failed', params: { reason: 'x' } });
    await similar.run();
    expect(similar.failure?.code).toBe('index-failed');
    let answer = (_: unknown): void => undefined;
    vi.spyOn(backend, 'similarTo').mockReturnValueOnce(new Promise((done) => (answer = done)) as never);
    const late = similar.run();
    await similar.run();
    const now = similar.hits;
    answer({ total: 0, corrected: null, hits: [], facets: {} });
    await late;
    expect(similar.hits).toBe(now);
    expect(similar.failure).toBeNull();
  });
});
