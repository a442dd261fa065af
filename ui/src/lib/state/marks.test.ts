import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import type { Hit } from '../ipc/types';
import { noteTargets } from '../note/targets';
import { sampleNotes } from '../ipc/sample';
import { MARK_PAUSE, Marks, type Source, type Target } from './marks.svelte';

/** Counts how often a text is folded; folds as ever. */
const foldings = vi.hoisted(() => vi.fn<(text: string) => void>());
vi.mock(import('../literal'), async (original) => {
  const own = await original();
  return {
    ...own,
    folded: (text: string) => {
      foldings(text);
      return own.folded(text);
    },
  };
});

let backend: FakeBackend;
let marks: Marks;
let texts: Record<string, string>;
let shown: string[];
let reveals: number;

const target = (key: string): Target => ({
  key,
  lang: key.startsWith('fr') ? 'fr' : 'en',
  section: key.split('.')[1] ?? '',
  text: () => texts[key] ?? '',
  place: () => key,
});
const source: Source = {
  targets: () => Object.keys(texts).map(target),
  show: ({ key }) => shown.push(key),
  reveal: () => (reveals += 1),
};
const hit = (lang: 'en' | 'fr', section: string) => ({ id: 'N', kind: 'note', lang, section }) as Hit;
const settled = () => vi.advanceTimersByTimeAsync(0);
const at = () => marks.current && `${marks.current.target.key} ${marks.current.nth}`;

beforeEach(() => {
  vi.useFakeTimers();
  backend = new FakeBackend();
  marks = new Marks(backend);
  texts = {
    'en.title': 'Access for all',
    'fr.title': 'Un accès pour tous',
    'en.background': 'access, access',
    'fr.background': 'rien',
  };
  shown = [];
  reveals = 0;
});
afterEach(() => void vi.useRealTimers());

describe('the marks of a search', () => {
  beforeEach(async () => {
    marks.showIn(source);
    marks.follow('acces');
    await settled();
  });

  it('are in every text, in both languages, and nothing is moved by them', () => {
    expect(marks.steps.map(({ target: { key }, nth }) => `${key} ${nth}`)).toEqual([
      'en.title 0',
      'fr.title 0',
      'en.background 0',
      'en.background 1',
    ]);
    expect(marks.rangesOf('fr.title')).toEqual([[3, 8]]);
    expect(marks.rangesOf('fr.background')).toEqual([]);
    expect([marks.at, reveals]).toEqual([-1, 0]);
  });

  it('are stepped through in reading order, round at both ends, each brought on the screen and told', async () => {
    for (const wanted of ['en.title 0', 'fr.title 0', 'en.background 0', 'en.background 1', 'en.title 0']) {
      await marks.step(1);
      expect(at()).toBe(wanted);
    }
    await marks.step(-1);
    expect(at()).toBe('en.background 1');
    expect(marks.currentOf('en.background')).toBe(1);
    expect(marks.currentOf('en.title')).toBeNull();
    expect(shown).toHaveLength(6);
    expect(reveals).toBe(6);
    expect(marks.told?.target.key).toBe('en.background');
  });

  it('begin in the section and language of the hit that was opened', async () => {
    marks.begin('acces', hit('en', 'background'));
    await settled();
    expect(at()).toBe('en.background 0');
    expect(reveals).toBe(1);
    marks.begin('acces', hit('fr', 'background'));
    await settled();
    expect(at()).toBe('fr.title 0');
  });

  it('do not lead away from the clause of a hit whose language is not shown', async () => {
    await marks.step(1);
    const clause = { ...hit('en', ''), id: 'act#purpose', kind: 'policy' } as Hit;
    marks.begin('acces', clause);
    await settled();
    expect(marks.steps).toHaveLength(4);
    expect([at(), reveals]).toEqual([null, 1]);
    marks.begin('acces', { ...clause, id: 'act#background' });
    await settled();
    expect(at()).toBe('en.background 0');
  });

  it('are looked for again once typing pauses, and the place is kept', async () => {
    await marks.step(-1);
    texts['en.background'] = 'access, more access, access';
    marks.changed();
    await vi.advanceTimersByTimeAsync(MARK_PAUSE - 10);
    expect(marks.steps).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(20);
    expect(marks.steps).toHaveLength(5);
    expect(at()).toBe('en.background 1');
    expect(reveals).toBe(1);
  });

  it('a step does not wait for the pause', async () => {
    texts = { 'en.title': 'new access' };
    marks.changed();
    await marks.step(1);
    expect(at()).toBe('en.title 0');
    expect(marks.rangesOf('en.title')).toEqual([[4, 9]]);
  });

  it('go when they are closed or the search is cleared; a step brings them back after closing only', async () => {
    marks.close();
    expect(marks.shown).toBe(false);
    expect(marks.rangesOf('en.title')).toEqual([]);
    expect(await marks.step(1)).toBe(true);
    expect(marks.steps).toHaveLength(4);
    marks.follow(null);
    await settled();
    expect(marks.shown).toBe(false);
    expect(await marks.step(1)).toBe(false);
  });

  it('of a late answer are dropped', async () => {
    let release = () => {};
    backend.beforeMarks = () => new Promise((done) => (release = done));
    marks.follow('tous');
    backend.beforeMarks = () => Promise.resolve();
    marks.follow('rien');
    await settled();
    release();
    await settled();
    expect(marks.steps.map(({ target: { key } }) => key)).toEqual(['fr.background']);
  });

  it('of a field on the screen are those of the text that it has at the moment', async () => {
    const selected: number[] = [];
    const leave = marks.register('en.title', {
      text: () => 'no, access',
      select: (nth) => selected.push(nth),
    });
    await marks.run();
    expect(marks.rangesOf('en.title')).toEqual([[4, 9]]);
    expect(marks.textOf('en.title')).toBe('no, access');
    await marks.step(1);
    marks.select();
    expect(selected).toEqual([0]);
    leave();
    await marks.run();
    expect(marks.rangesOf('en.title')).toEqual([[0, 5]]);
  });

  it('go with what showed them, unless another came first', async () => {
    const leave = marks.showIn({ ...source });
    await settled();
    expect(marks.shown).toBe(true);
    leave();
    await tick();
    expect(marks.shown).toBe(false);
  });
});

it('a note is read row by row where both sides are shown, else one whole side after the other', () => {
  const note = structuredClone(sampleNotes[0]);
  if (!note) throw new Error('there is a sample');
  const keys = (bySide: boolean) => noteTargets(note, bySide).map(({ key }) => key);
  expect(keys(false).slice(0, 4)).toEqual(['en.title', 'fr.title', 'en.question', 'fr.question']);
  const bySide = keys(true);
  expect(bySide.findLastIndex((key) => key.startsWith('en'))).toBe(
    bySide.findIndex((key) => key.startsWith('fr')) - 1,
  );
  expect([...bySide].sort()).toEqual(keys(false).sort());
});

describe('a search in the text itself', () => {
  beforeEach(async () => {
    marks.showIn(source);
    marks.follow('rien');
    await settled();
    marks.startFinding();
  });

  it('takes the place of what a search marked, letter by letter, and goes to the first', async () => {
    await marks.find('CCÈSS,');
    expect(marks.steps).toHaveLength(1);
    expect(at()).toBe('en.background 0');
    expect(marks.rangesOf('en.background')).toEqual([[1, 7]]);
    expect(marks.rangesOf('fr.background')).toEqual([]);
  });

  it('begins where one reads, goes on from the last step, and round at the end', async () => {
    source.here = () => 'background';
    marks.stopFinding();
    marks.startFinding();
    await marks.find('access');
    expect(at()).toBe('en.background 0');
    await marks.step(1);
    await marks.step(1);
    expect(at()).toBe('en.title 0');
    await marks.find('acces');
    expect(at()).toBe('en.title 0');
    delete source.here;
  });

  it('gives way to the search again, also where it found nothing', async () => {
    await marks.find('zzz');
    expect(marks.shown).toBe(false);
    expect(await marks.step(1)).toBe(false);
    marks.stopFinding();
    await settled();
    expect(marks.steps.map(({ target }) => target.key)).toEqual(['fr.background']);
  });

  it('reads a text once as long as it stays, and keeps none that was typed over', async () => {
    await marks.find('acc');
    const inTitle = () => foldings.mock.calls.filter(([text]) => text === 'Access for all').length;
    const before = inTitle();
    await marks.find('acce');
    expect(inTitle()).toBe(before);
    texts['en.title'] = 'Access for some';
    await marks.run();
    texts['en.title'] = 'Access for all';
    await marks.run();
    expect(inTitle()).toBe(before + 1);
    marks.close();
    marks.startFinding();
    await marks.find('acc');
    expect(inTitle()).toBe(before + 2);
  });

  it('is not moved by a search that is answered meanwhile', async () => {
    await marks.find('tous');
    marks.follow('access');
    await settled();
    expect(at()).toBe('fr.title 0');
    marks.stopFinding();
    await settled();
    expect(marks.steps.length).toBeGreaterThan(1);
  });
});
