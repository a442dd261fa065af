/** Which rows of a long list are drawn: those in sight, a few around them, and the one the keyboard is on. */

export interface WindowOptions {
  scrollTop: number;
  height: number;
  rowHeight: number;
  count: number;
  /** A row that is drawn wherever it is; -1 for none. */
  keep: number;
}

/** Rows drawn above and below those in sight. */
export const AROUND = 8;
/** Rows drawn before the height of the list is known. */
export const AT_FIRST = 30;

/** The rows to draw, ascending. */
export function windowOf({ scrollTop, height, rowHeight, count, keep }: WindowOptions): number[] {
  const top = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), Math.max(0, count - 1));
  const seen = height > 0 ? Math.ceil(height / rowHeight) + 1 : AT_FIRST;
  const first = Math.max(0, top - AROUND);
  const end = Math.min(count, top + seen + AROUND);
  const rows = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset);
  if (keep >= 0 && keep < first) rows.unshift(keep);
  if (keep >= end && keep < count) rows.push(keep);
  return rows;
}
