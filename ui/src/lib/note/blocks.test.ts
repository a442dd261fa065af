import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { added, type Blocks, moved, removed, restored, rowCount, rowOf, withCounterpart } from './blocks';

const list = (names: string) => [...names].map((topic) => ({ topic, text: topic }));
const names = (blocks: Blocks) => ({
  en: blocks.en?.map(({ topic }) => topic || '_').join('') ?? null,
  fr: blocks.fr?.map(({ topic }) => topic || '_').join('') ?? null,
});
const of = (en: string | null, fr: string | null): Blocks => ({
  en: en === null ? null : list(en),
  fr: fr === null ? null : list(fr),
});

describe('a block', () => {
  it('is added to both sides at the same row', () => {
    expect(names(added(of('abc', 'xy')))).toEqual({ en: 'abc_', fr: 'xy__' });
    expect(names(added(of('', '')))).toEqual({ en: '_', fr: '_' });
  });

  it('is added to the side that exists only', () => {
    expect(names(added(of('a', null)))).toEqual({ en: 'a_', fr: null });
  });

  it('moves with its counterpart', () => {
    expect(names(moved(of('abc', 'xyz'), 2, 0))).toEqual({ en: 'cab', fr: 'zxy' });
    expect(names(moved(of('abc', 'xyz'), 0, 2))).toEqual({ en: 'bca', fr: 'yzx' });
  });

  it('without a counterpart moves, and what stood beside each other stays so', () => {
    expect(names(moved(of('abc', 'xy'), 2, 1))).toEqual({ en: 'acb', fr: 'x_y' });
  });

  it('that moves back takes the empty place with it', () => {
    expect(names(moved(moved(of('abc', 'xy'), 2, 1), 1, 2))).toEqual({ en: 'abc', fr: 'xy' });
  });

  it('is removed from both sides', () => {
    expect(names(removed(of('abc', 'xy'), 1))).toEqual({ en: 'ac', fr: 'x' });
    expect(names(removed(of('abc', 'xy'), 2))).toEqual({ en: 'ab', fr: 'xy' });
  });

  it('gets its missing counterpart beside it', () => {
    expect(names(withCounterpart(of('abc', 'x'), 'fr', 2))).toEqual({ en: 'abc', fr: 'x__' });
  });
});

const texts = fc.array(fc.record({ topic: fc.string({ minLength: 1, maxLength: 3 }), text: fc.string() }), {
  maxLength: 5,
});
const sides = fc.record({ en: fc.option(texts), fr: fc.option(texts) });

it('a block that is removed and put back is where it was', () => {
  fc.assert(
    fc.property(sides, fc.nat(6), (blocks, row) => {
      fc.pre(row < rowCount(blocks));
      expect(restored(removed(blocks, row), row, rowOf(blocks, row))).toEqual(blocks);
    }),
  );
});

it('moving loses no text and keeps every pair together', () => {
  fc.assert(
    fc.property(sides, fc.nat(6), fc.nat(6), (blocks, from, to) => {
      const rows = rowCount(blocks);
      fc.pre(from < rows && to < rows);
      const after = moved(blocks, from, to);
      const pairs = (b: Blocks) =>
        Array.from({ length: rows }, (_, row) => rowOf(b, row))
          .map(({ en, fr }) =>
            JSON.stringify([en?.topic ?? '', en?.text ?? '', fr?.topic ?? '', fr?.text ?? '']),
          )
          .sort();
      expect(pairs(after)).toEqual(pairs(blocks));
      expect(rowCount(after)).toBe(rows);
    }),
  );
});
