/** Where the rows of a long list stand whose heights differ: as measured once drawn, until then as is likely. */

import { AROUND, AT_FIRST } from './windowing';

/** The top of each row and, last, the end of the list, in pixels. */
export function topsOf(
  keys: readonly string[],
  heights: ReadonlyMap<string, number>,
  likely: number,
): number[] {
  const tops = [0];
  let top = 0;
  for (const key of keys) {
    top += heights.get(key) ?? likely;
    tops.push(top);
  }
  return tops;
}

/** The row at a place: the last one that begins at or above it. */
export function rowAt(tops: readonly number[], place: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows to draw, ascending: those in sight, a few around them, and `keep` (-1 for none). */
export function rowsInSight(
  tops: readonly number[],
  view: { scrollTop: number; height: number; keep: number },
): number[] {
  const count = tops.length - 1;
  const top = rowAt(tops, view.scrollTop);
  const seen = view.height > 0 ? rowAt(tops, view.scrollTop + view.height) + 1 : AT_FIRST;
  const first = Math.max(0, top - AROUND);
  const end = Math.min(count, seen + AROUND);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  if (view.keep >= 0 && view.keep < first) rows.unshift(view.keep);
  if (view.keep >= end && view.keep < count) rows.push(view.keep);
  return rows;
}
