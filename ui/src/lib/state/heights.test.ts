import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsInSight, topsOf } from './heights';

it('every row in sight is drawn, once, in order, and few others, wherever one scrolls', () => {
  const list = fc.record({
    heights: fc.array(fc.integer({ min: 20, max: 400 }), { maxLength: 300 }),
    scrollTop: fc.nat(100_000),
    height: fc.integer({ min: 1, max: 2000 }),
    keep: fc.integer({ min: -1, max: 400 }),
  });
  fc.assert(
    fc.property(list, ({ heights, scrollTop, height, keep }) => {
      const keys = heights.map((_, index) => String(index));
      const tops = topsOf(keys, new Map(keys.map((key, index) => [key, heights[index] ?? 0])), 100);
      const rows = rowsInSight(tops, { scrollTop, height, keep });
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.every((row) => row >= 0 && row < heights.length)).toBe(true);
      for (const row of heights.keys()) {
        const [top = 0, end = 0] = [tops[row], tops[row + 1]];
        if (end > scrollTop && top < scrollTop + height) expect(rows).toContain(row);
      }
      if (keep >= 0 && keep < heights.length) expect(rows).toContain(keep);
      expect(rows.length).toBeLessThan(height / 20 + 22);
    }),
  );
});

it('a row that was not drawn yet counts as likely', () => {
  expect(topsOf(['a', 'b', 'c'], new Map([['b', 40]]), 100)).toEqual([0, 100, 140, 240]);
  expect(topsOf([], new Map(), 100)).toEqual([0]);
});
