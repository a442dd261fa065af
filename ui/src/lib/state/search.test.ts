import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { sampleNotes } from '../ipc/sample';
import type { Note, SearchQuery } from '../ipc/types';
import { PAGE, pieces, Search } from './search.svelte';

const sample = sampleNotes[0] as Note;
let backend: FakeBackend;
let search: Search;
let asked: { query: SearchQuery; answer: () => void; fail: (why: unknown) => void }[];

beforeEach(() => {
  backend = new FakeBackend();
  search = new Search(backend);
  asked = [];
});

/** From now on every question waits until the test answers it. */
function hold(): void {
  backend.beforeSearch = (query) =>
    new Promise((answer, fail) =>
      asked.push({ query: structuredClone(query), answer: () => answer(), fail }),
    );
}

const texts = () => asked.map(({ query }) => query.text);
const ids = () => search.results?.hits.map(({ id }) => id);
const settle = () => new Promise((done) => setTimeout(done));

const answer = async (turn: number) => {
  asked[turn]?.answer();
  await settle();
};

describe('as one types', () => {
  beforeEach(hold);

  it('the first letter is asked at once, and one question at a time; of the rest the newest', async () => {
    for (const text of ['p', 'pa', 'pay']) search.type(text);
    expect(texts()).toEqual(['p']);
    await answer(0);
    expect(texts()).toEqual(['p', 'pay']);
    await answer(1);
    expect(texts()).toHaveLength(2);
    expect(ids()).toEqual(['TBS-2026-QP-11-00009']);
    expect(search.pending).toBe(false);
  });

  it('an answer that comes after something else was typed is dropped', async () => {
    search.type('pay');
    search.type('counter');
    await answer(0);
    expect(search.results).toBeNull();
    expect(search.pending).toBe(true);
    await answer(1);
    expect(ids()).toEqual(['TBS-2026-QP-11-00011']);
  });

  it('clearing drops the answer that is on its way and asks nothing more', async () => {
    search.type('pay');
    search.clear();
    await answer(0);
    expect(search.results).toBeNull();
    expect(search.active).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('spaces alone ask nothing', () => {
    search.type('   ');
    expect(asked).toHaveLength(0);
    expect(search.searching).toBe(false);
  });

  it('who waits for the answer gets that of the newest question', async () => {
    search.type('pay');
    search.type('counter');
    let told = false;
    void search.settled().then(() => (told = true));
    await answer(0);
    expect(told).toBe(false);
    await answer(1);
    expect(told).toBe(true);
    expect(ids()).toEqual(['TBS-2026-QP-11-00011']);
  });

  it('a failure is told, and forgotten with the next answer', async () => {
    search.type('pay');
    asked[0]?.fail({ code: 'index-failed', params: {} });
    await settle();
    expect(search.failure?.code).toBe('index-failed');
    search.type('counter');
    await answer(1);
    expect(search.failure).toBeNull();
    expect(ids()).toHaveLength(1);
  });

  it('a failure that comes late is dropped, too', async () => {
    search.type('pay');
    search.type('counter');
    asked[0]?.fail(new Error('late'));
    await settle();
    await answer(1);
    expect(search.failure).toBeNull();
    expect(ids()).toHaveLength(1);
  });
});

describe('narrowing', () => {
  it('goes with the words, and without any finds everything that is so', async () => {
    search.toggle('status', 'approved');
    await search.settled();
    expect(ids()).toEqual(['TBS-2026-QP-11-00011', 'TBS-2026-QP-10-00031']);
    search.toggle('tag', 'access to information');
    await search.settled();
    expect(ids()).toEqual(['TBS-2026-QP-10-00031']);
    search.type('counter');
    await search.settled();
    expect(search.results?.total).toBe(0);
  });

  it('several values of a facet add up, and its counts leave its own narrowing aside', async () => {
    search.toggle('status', 'approved');
    search.toggle('status', 'archived');
    await search.settled();
    expect(search.results?.total).toBe(3);
    expect(search.facets.status).toContainEqual({ value: 'in-review', count: 1 });
    expect(search.facets.marking).toEqual([{ value: 'Unclassified', count: 3 }]);
  });

  it('the kind alone lists the notebook, and is asked for with words', async () => {
    search.setKind('policy');
    await search.settled();
    expect(search.searching).toBe(false);
    expect(search.results).toBeNull();
    search.type('report');
    await search.settled();
    expect(search.results?.hits.every(({ kind }) => kind === 'policy')).toBe(true);
    expect(search.results?.total).toBeGreaterThan(0);
  });

  it('the other years and months can still be chosen where a month is', async () => {
    search.toggle('year', '2026');
    search.toggle('month', '2026-06');
    await search.settled();
    expect(ids()).toEqual(['TBS-2026-QP-06-00004']);
    const months = search.facets.month?.map(({ value }) => value);
    expect(months).toEqual(['2026-11', '2026-10', '2026-06', '2026-03']);
    expect(search.facets.year?.[0]?.count).toBeGreaterThan(1);
  });

  it('days bound what is found', async () => {
    search.setDates('2026-11-17', '2026-11-19');
    await search.settled();
    expect(ids()).toEqual(['TBS-2026-QP-11-00011', 'TBS-2026-QP-11-00009']);
  });

  it('what was chosen last is taken away first; at the end everything is listed', async () => {
    search.toggle('status', 'approved');
    search.setDates('2026-01-01', null);
    search.removeLast();
    expect(search.chips).toEqual([{ facet: 'status', value: 'approved' }]);
    search.removeLast();
    await search.settled();
    expect(search.searching).toBe(false);
    expect(search.results).toBeNull();
  });

  it('the facets of the whole notebook are counted only while they are wanted', async () => {
    hold();
    void search.run();
    expect(asked).toHaveLength(0);
    search.count(true);
    await settle();
    await answer(0);
    expect(search.facets.status?.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
    expect(search.results).toBeNull();
  });

  it('a search that was kept is the whole search again', async () => {
    search.type('delays');
    search.toggle('status', 'approved');
    search.setDates('2026-01-01', null);
    search.setSort('title');
    const terms = search.terms;
    search.reset();
    expect(search.searching).toBe(false);
    search.adopt(terms);
    await search.settled();
    expect(search.terms).toEqual(terms);
    expect(ids()).toEqual(['TBS-2026-QP-10-00031']);
  });
});

describe('a long answer', () => {
  beforeEach(() => {
    const notes = Array.from({ length: 130 }, (_, at) => ({
      ...structuredClone(sample),
      reference: `N-${String(at).padStart(3, '0')}`,
    }));
    backend = new FakeBackend({ notes, policies: [] });
    search = new Search(backend);
    search.type('assistants');
    return search.settled();
  });

  it('comes page by page, each hit once, until it is all there', async () => {
    expect(search.results?.hits).toHaveLength(PAGE);
    expect(search.results?.total).toBe(130);
    await search.more();
    await search.more();
    await search.more();
    expect(new Set(ids()).size).toBe(130);
    hold();
    await search.more();
    expect(asked).toHaveLength(0);
  });

  it('a page of an earlier question is dropped', async () => {
    hold();
    const more = search.more();
    search.type('nothing has this');
    await answer(0);
    await answer(1);
    await more;
    expect(search.results?.hits).toEqual([]);
  });

  it('is as long as it was when the notebook changes under it', async () => {
    await search.more();
    backend.notes.delete('N-000');
    await search.run();
    expect(search.results?.hits).toHaveLength(2 * PAGE);
    expect(search.results?.total).toBe(129);
  });

  it('ends where nothing more comes', async () => {
    for (const reference of [...backend.notes.keys()].slice(PAGE)) backend.notes.delete(reference);
    await search.more();
    expect(search.results?.total).toBe(PAGE);
  });
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
