import { describe, expect, it } from 'vitest';
import type { Failure, Problem } from '../ipc/types';
import { en } from './en';
import { fr } from './fr';
import { dateTime, isDay, longDay, NBSP, number, plural, shortDay } from './format';
import { ui } from './index.svelte';

type Leaf = [path: string, value: unknown];
function leaves(value: unknown, path = ''): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}
/** What a message says, whatever its parameters. */
function said(value: unknown): string {
  if (typeof value === 'string') return value;
  const message = value as (...args: unknown[]) => string;
  const inCount = /\((n|shown, total|done, total|from, to)\)/.test(message.toString().split('=>')[0] ?? '');
  const parameter = (name: unknown) => `{${String(name)}}`;
  return inCount ? message(3, 7) : message(parameter, 'b');
}

describe('the catalogues', () => {
  it('hold the same messages', () => {
    const paths = (catalogue: unknown) => leaves(catalogue).map(([path]) => path);
    expect(paths(fr)).toEqual(paths(en));
  });

  it('take the same parameters', () => {
    const english = new Map(leaves(en));
    for (const [path, value] of leaves(fr)) {
      expect(typeof value, path).toBe(typeof english.get(path));
      if (typeof value === 'function') {
        const other = english.get(path) as () => string;
        // A sentence may leave out a parameter, but not name another one.
        const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
        expect(names(said(value)), path).toEqual(names(said(other)));
      }
    }
  });

  it('say something everywhere', () => {
    for (const [path, value] of [...leaves(en), ...leaves(fr)]) expect(said(value).trim(), path).not.toBe('');
  });

  it('are in two languages', () => {
    const alike = new Set([
      'Notes',
      'Section',
      'Source',
      'Date',
      'Organisation',
      'Confidential',
      'Secret',
      'Actions',
      'Note',
      '3 notes',
      'fr-CA',
      '00044',
    ]);
    const french = new Map(leaves(fr));
    const copied = leaves(en)
      .filter(([path, value]) => said(french.get(path)) === said(value) && !alike.has(said(value)))
      .map(([path]) => path);
    expect(copied).toEqual([]);
  });

  it('write French with its no-break spaces', () => {
    for (const [path, value] of leaves(fr)) {
      // What is typed into the search box is no prose.
      if (/^search\.helpRows\.\d+\.0$/.test(path)) continue;
      const text = said(value);
      expect(text, path).not.toMatch(/ :|« | »|\w:(?!\d)|\s[;!?]/);
      expect(text, path).not.toMatch(/'/);
    }
  });
});

describe('counting', () => {
  it('English has one and many', () => {
    expect(en.list.count(0)).toBe('0 items');
    expect(en.list.count(1)).toBe('1 item');
    expect(en.list.count(10_000)).toBe('10,000 items');
  });

  it('French counts nothing and one alike, groups with spaces, and says « de » after a million', () => {
    expect(fr.list.count(0)).toBe('0 élément');
    expect(fr.list.count(1)).toBe('1 élément');
    expect(fr.list.count(2)).toBe('2 éléments');
    expect(fr.list.count(10_000)).toBe(`10${NBSP}000 éléments`);
    expect(fr.list.found(2_000_000)).toBe(`2${NBSP}000${NBSP}000 de résultats`);
  });

  it('a form that is not given falls back', () => {
    expect(plural('fr', 1_000_000, { one: '#', other: '# x' })).toBe(`1${NBSP}000${NBSP}000 x`);
    expect(number('fr', 1.5)).toBe('1,5');
  });
});

describe('dates', () => {
  it('read as each language writes them', () => {
    expect(shortDay('en', '2026-11-20')).toBe('Nov 20, 2026');
    expect(shortDay('fr', '2026-11-20')).toBe('20 nov. 2026');
    expect(longDay('en', '2026-11-20')).toBe('Friday, November 20, 2026');
    expect(longDay('fr', '2026-11-20')).toBe('vendredi 20 novembre 2026');
  });

  it('that are none stay as they are', () => {
    expect(shortDay('en', 'soon')).toBe('soon');
    expect(dateTime('fr', 'hier')).toBe('hier');
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2024-02-29')).toBe(true);
    expect(isDay('2026-13-01')).toBe(false);
    expect(isDay('2026-1-1')).toBe(false);
  });
});

describe('sentences about codes', () => {
  const problem: Problem = {
    code: 'broken-citation',
    lang: null,
    section: null,
    params: { citation: '[@a#1]' },
  };
  const failure: Failure = { code: 'not-found', params: { id: 'X' } };

  it('follow the language of the interface', () => {
    expect(ui.problem(problem)).toBe('The citation [@a#1] leads to no policy excerpt.');
    expect(ui.failure(failure)).toBe('X is not in the notebook any more.');
    ui.lang = 'fr';
    expect(ui.problem(problem)).toBe('La référence [@a#1] ne mène à aucun extrait de politique.');
    expect(ui.failure(failure)).toBe('X n’est plus dans le carnet.');
  });

  it('a problem that names a failure says it', () => {
    const params = { error: 'already-exists', id: 'X' };
    expect(ui.problem({ ...problem, code: 'not-taken', params })).toContain('X exists already.');
    expect(ui.problem({ ...problem, code: 'not-taken', params: { error: 'unheard-of' } })).toBe(
      'It was read but could not be written. ',
    );
  });
});
