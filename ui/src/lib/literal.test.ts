import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, literal } from './literal';

const found = (text: string, words: string) =>
  literal(folded(text), words).map(([start, end]) => text.slice(start, end));

describe('words looked for in a text', () => {
  it('are found whatever their capitals and accents', () => {
    expect(found('Accès, ACCÈS et acces', 'accès')).toEqual(['Accès', 'ACCÈS', 'acces']);
    expect(found('Accès', 'acces')).toEqual(['Accès']);
  });

  it('are found across no-break spaces, line ends, and either apostrophe', () => {
    expect(found('l’accès\u00a0: 30\u202f000\njours', "l'accès : 30 000 jours")).toEqual([
      'l’accès\u00a0: 30\u202f000\njours',
    ]);
  });

  it('take whole letters: what becomes two, and what an accent of its own follows', () => {
    expect(found('un cœur', 'coe')).toEqual(['cœ']);
    expect(found('un cœur', 'co')).toEqual(['cœ']);
    expect(found('e\u0301te\u0301', 'ete')).toEqual(['e\u0301te\u0301']);
    expect(found('\u{1f600} été', 'ete')).toEqual(['été']);
  });

  it('are not found where they are not, nor are spaces alone', () => {
    expect(found('access', 'accès à')).toEqual([]);
    expect(found('a  b', ' ')).toEqual([]);
    expect(found('aaaa', 'aa')).toEqual(['aa', 'aa']);
  });

  it('are found in any text that has them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const ranges = literal(folded(`${before} Élan ${after}`), 'elan');
        expect(ranges.some(([start]) => start === before.length + 1)).toBe(true);
      }),
    );
  });
});
