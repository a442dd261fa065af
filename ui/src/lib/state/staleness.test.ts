import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { sampleNotes, samplePolicies } from '../ipc/sample';
import type { Note } from '../ipc/types';
import { OpenNote } from './note.svelte';
import { BEHIND_PAUSE, STALE_PAUSE, Staleness, writtenAs } from './staleness.svelte';

const { reference } = sampleNotes[0] as Note;
let backend: FakeBackend;
let staleness: Staleness;

beforeEach(() => {
  vi.useFakeTimers();
  backend = new FakeBackend({ policies: structuredClone(samplePolicies) });
  staleness = new Staleness(backend);
});
afterEach(() => {
  vi.useRealTimers();
});

const CITED = '[@guide-assistants#2.1]';

function reword(text = 'Something else.'): void {
  const clause = backend.policies[0]?.sides.en?.excerpts.find(({ anchor }) => anchor === '2.1');
  if (clause) clause.text = text;
}

const open = async () => new OpenNote(backend, await backend.getNote(reference));

describe('what is known of stale citations', () => {
  it('is told by how a citation is written, for its label in the text', async () => {
    staleness.follow(await open());
    await vi.advanceTimersByTimeAsync(0);
    expect(staleness.whyIn(CITED, 'en')).toBeNull();
    reword();
    staleness.refresh();
    await vi.advanceTimersByTimeAsync(STALE_PAUSE);
    expect(staleness.whyIn(CITED, 'en')).toBe('changed');
    expect(staleness.whyIn('[@guide-assistants#2.2]', 'en')).toBeNull();
    expect(writtenAs({ slug: 'guide-assistants', anchor: '2.1' })).toBe('[@guide-assistants#2.1]');
    expect(writtenAs({ slug: 'guide-assistants', anchor: '' })).toBe('[@guide-assistants]');
  });

  it('of the open note is so in the list at once, without asking for the list', async () => {
    const listed = vi.spyOn(backend, 'listBehind');
    reword();
    staleness.follow(await open());
    await vi.advanceTimersByTimeAsync(0);
    expect([...staleness.behind]).toEqual([[reference, 1]]);
    const [shown] = staleness.citations;
    if (!shown) throw new Error('nothing is stale');
    await staleness.confirm(await open(), shown);
    expect(staleness.behind.size).toBe(0);
    expect(listed).not.toHaveBeenCalled();
  });

  it('of the open note lies over a list that was asked for before it was known', async () => {
    const other = sampleNotes[1]?.reference ?? '';
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    backend.listBehind = async () => {
      await held;
      return [{ reference: other, citations: 2 }];
    };
    const listed = staleness.list();
    expect(staleness.behind.size).toBe(0);
    reword();
    staleness.follow(await open());
    await vi.advanceTimersByTimeAsync(0);
    expect([...staleness.behind]).toEqual([[reference, 1]]);
    answer();
    await listed;
    expect(new Map(staleness.behind)).toEqual(
      new Map([
        [other, 2],
        [reference, 1],
      ]),
    );
  });

  it('is not settled where the clause changed since it was shown, and is looked at again', async () => {
    reword();
    staleness.follow(await open());
    await vi.advanceTimersByTimeAsync(0);
    const [shown] = staleness.citations;
    if (!shown) throw new Error('nothing is stale');
    reword('Something else again.');
    await expect(staleness.confirm(await open(), shown)).rejects.toMatchObject({ code: 'clause-changed' });
    const [now] = staleness.citations;
    expect(now?.texts.en?.filter(({ standing }) => standing === 'added')).toMatchObject([
      { text: 'Something else again.' },
    ]);
    expect([...staleness.behind]).toEqual([[reference, 1]]);
  });

  it('is asked for once a second at most while files change, and once more afterwards', async () => {
    const listed = vi.spyOn(backend, 'listBehind');
    for (let change = 0; change < 50; change++) staleness.changed();
    expect(listed).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(BEHIND_PAUSE);
    expect(listed).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(BEHIND_PAUSE * 3);
    expect(listed).toHaveBeenCalledTimes(2);
  });

  it('is told to who wants to know, each time the citations of the open note stand otherwise', async () => {
    let told = 0;
    staleness.onchanged = () => (told += 1);
    const note = await open();
    staleness.follow(note);
    await vi.advanceTimersByTimeAsync(0);
    await staleness.run();
    expect(told).toBe(0);
    reword();
    await staleness.run();
    expect(told).toBe(1);
    const [shown] = staleness.citations;
    if (!shown) throw new Error('nothing is stale');
    const done = await staleness.confirm(note, shown);
    expect(told).toBe(2);
    expect(await done?.undo()).toBe('undone');
    expect(told).toBe(3);
    // A clause that is gone is not settled so.
    expect(await staleness.confirm(note, { ...shown, now: null })).toBeNull();
  });

  it('stays as it was where the list cannot be read', async () => {
    reword();
    await staleness.list();
    expect(staleness.behind.size).toBe(1);
    backend.listBehind = () => Promise.reject(new Error('no'));
    await staleness.list();
    expect(staleness.behind.size).toBe(1);
  });

  it('is not taken over by an answer about the note before', async () => {
    reword();
    let answer = () => {};
    const asked = backend.listStale.bind(backend);
    backend.listStale = async (of) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return asked(of);
    };
    staleness.follow(await open());
    staleness.follow(null);
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(staleness.citations).toEqual([]);
  });
});
