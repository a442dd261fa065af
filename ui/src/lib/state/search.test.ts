import { beforeEach, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import type { HitKind, SearchQuery } from '../ipc/types';
import { pieces, Search, SEARCH_PAUSE } from './search.svelte';

let backend: FakeBackend;
let search: Search;
let kind: HitKind | null;
let asked: { query: SearchQuery; answer: () => void }[];

beforeEach(() => {
  vi.useFakeTimers();
  backend = new FakeBackend();
  kind = null;
  search = new Search(backend, () => ({ kind, status: null }));
  asked = [];
  backend.beforeSearch = (query) => new Promise((answer) => asked.push({ query, answer: () => answer() }));
});

const type = async (text: string) => {
  search.type(text);
  await vi.advanceTimersByTimeAsync(SEARCH_PAUSE);
};
const answer = async (turn: number) => {
  asked[turn]?.answer();
  await vi.advanceTimersByTimeAsync(0);
};

it('keys that follow each other at once are one query', async () => {
  for (const text of ['p', 'pa', 'pay']) search.type(text);
  await vi.advanceTimersByTimeAsync(SEARCH_PAUSE);
  expect(asked.map(({ query }) => query.text)).toEqual(['pay']);
});

it('an answer that comes after a later one is dropped', async () => {
  await type('pay');
  await type('counter');
  await answer(1);
  expect(search.results?.hits[0]?.id).toBe('TBS-2026-QP-11-00011');
  await answer(0);
  expect(search.results?.hits[0]?.id).toBe('TBS-2026-QP-11-00011');
});

it('an early answer to a query that is no longer asked is dropped', async () => {
  await type('pay');
  await type('counter');
  await answer(0);
  expect(search.results).toBeNull();
});

it('clearing drops the answer that is on its way', async () => {
  await type('pay');
  search.clear();
  await answer(0);
  expect(search.results).toBeNull();
  expect(search.active).toBe(false);
});

it('spaces alone ask nothing', async () => {
  await type('   ');
  expect(asked).toHaveLength(0);
});

it('the filter goes with the query', async () => {
  kind = 'policy';
  await type('guide');
  expect(asked[0]?.query.narrow).toEqual({ kind: ['policy'] });
});

it('a failure is told, and forgotten with the next answer', async () => {
  backend.beforeSearch = () => Promise.reject({ code: 'index-failed', params: {} });
  await type('pay');
  expect(search.failure?.code).toBe('index-failed');
  backend.beforeSearch = () => Promise.resolve();
  await type('pay ');
  expect(search.failure).toBeNull();
  expect(search.results?.total).toBeGreaterThan(0);
});

it('a late failure does not hide a newer answer', async () => {
  let fail: () => void = () => undefined;
  backend.beforeSearch = () => new Promise((_, reject) => (fail = () => reject(new Error('late'))));
  await type('pay');
  const late = fail;
  backend.beforeSearch = () => Promise.resolve();
  await type('counter');
  late();
  await vi.advanceTimersByTimeAsync(0);
  expect(search.failure).toBeNull();
});

it('highlights are cut in UTF-16 code units', () => {
  const text = '😀 l’été passé';
  expect(pieces(text, [[5, 8]])).toEqual([
    { text: '😀 l’', marked: false },
    { text: 'été', marked: true },
    { text: ' passé', marked: false },
  ]);
});

it('whatever the highlights, the pieces together are the text', () => {
  const broken = [
    [3, 1],
    [-1, 2],
    [2, 4],
    [3, 5],
    [4, 99],
  ] as const;
  const cut = pieces('abcdef', broken);
  expect(cut.map(({ text }) => text).join('')).toBe('abcdef');
  expect(cut.filter(({ marked }) => marked)).toEqual([{ text: 'cd', marked: true }]);
});
