import { beforeEach, expect, it } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { NO_TERMS } from '../search/terms';
import { KeptSearches } from './searches.svelte';

let backend: FakeBackend;
let searches: KeptSearches;
const terms = (text: string) => ({ ...NO_TERMS, text });

beforeEach(() => {
  backend = new FakeBackend();
  searches = new KeptSearches(backend);
});

it('what was kept is there at the next start', async () => {
  await searches.save('Pay', terms('pay'), false);
  await searches.remember(terms('access'));
  const next = new KeptSearches(backend);
  await next.load();
  expect(next.saved).toEqual([{ name: 'Pay', terms: terms('pay') }]);
  expect(next.recent).toEqual([terms('access')]);
});

it('why a name cannot be used is told, and nothing changes', async () => {
  await searches.save('Pay', terms('pay'), false);
  expect((await searches.save('pay', terms('x'), false))?.code).toBe('already-exists');
  expect((await searches.save('  ', terms('x'), false))?.code).toBe('bad-name');
  expect((await searches.save('é'.repeat(81), terms('x'), false))?.code).toBe('bad-name');
  expect(searches.saved).toEqual([{ name: 'Pay', terms: terms('pay') }]);
  expect(await searches.save('pay', terms('x'), true)).toBeNull();
  expect(searches.saved).toEqual([{ name: 'pay', terms: terms('x') }]);
});

it('the last search is first, each once', async () => {
  for (const text of ['a', 'b', 'a']) await searches.remember(terms(text));
  expect(searches.recent.map(({ text }) => text)).toEqual(['a', 'b']);
  await searches.clearRecent();
  expect(searches.recent).toEqual([]);
});

it('an answer that a later one has overtaken is not shown', async () => {
  await searches.remember(terms('a'));
  const list = backend.listSearches.bind(backend);
  let release: () => void = () => undefined;
  backend.listSearches = async () => {
    const early = await list();
    await new Promise<void>((done) => (release = done));
    return early;
  };
  const late = searches.load();
  await new Promise((done) => setTimeout(done));
  await searches.clearRecent();
  release();
  await late;
  expect(searches.recent).toEqual([]);
});

it('where they cannot be read, none are offered', async () => {
  await searches.save('Of another notebook', terms('pay'), false);
  backend.listSearches = () => Promise.reject({ code: 'read-failed', params: {} });
  await searches.load();
  expect(searches.saved).toEqual([]);
});
