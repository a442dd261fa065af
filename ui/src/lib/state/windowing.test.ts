import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AT_FIRST, windowOf } from './windowing';

it('every row in sight is drawn, once, in order, and few others, wherever one scrolls', () => {
  const place = fc.record({
    scrollTop: fc.nat(1_000_000),
    height: fc.integer({ min: 1, max: 2000 }),
    rowHeight: fc.integer({ min: 20, max: 200 }),
    count: fc.nat(20_000),
    keep: fc.integer({ min: -1, max: 25_000 }),
  });
  fc.assert(
    fc.property(place, (options) => {
      const { scrollTop, height, rowHeight, count, keep } = options;
      const rows = windowOf(options);
      expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
      expect(rows.every((row) => row >= 0 && row < count)).toBe(true);
      for (let row = 0; row < count; row++) {
        const inSight = (row + 1) * rowHeight > scrollTop && row * rowHeight < scrollTop + height;
        if (inSight) expect(rows).toContain(row);
        if (row * rowHeight > scrollTop + height) break;
      }
      if (keep >= 0 && keep < count) expect(rows).toContain(keep);
      expect(rows.length).toBeLessThanOrEqual(Math.ceil(height / rowHeight) + 19);
    }),
    { numRuns: 200 },
  );
});

it('some rows are drawn before the height is known', () => {
  expect(
    windowOf({ scrollTop: 0, height: 0, rowHeight: 76, count: 10_000, keep: -1 }).length,
  ).toBeGreaterThanOrEqual(AT_FIRST);
});

it('an empty list draws nothing', () => {
  expect(windowOf({ scrollTop: 500, height: 600, rowHeight: 76, count: 0, keep: 3 })).toEqual([]);
});
