/** The size of the text, in hundredths of the usual one, and what fits where it is larger. */

export const TEXT_SIZES = [100, 110, 125, 150, 175, 200] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** The size that is nearest to what was kept. */
export function knownSize(kept: number): TextSize {
  return TEXT_SIZES.reduce(
    (best, size) => (Math.abs(size - kept) < Math.abs(best - kept) ? size : best),
    100,
  );
}

/** The next larger (1) or smaller (-1) size; the same one where there is none. */
export function nextSize(size: TextSize, by: 1 | -1): TextSize {
  return TEXT_SIZES[TEXT_SIZES.indexOf(size) + by] ?? size;
}

/** Under this width (rem) the list covers the note while it is shown: as the styles of the window have it. */
export const ONE_AT_A_TIME = 43.75;
/** The widths of the window (rem) under which the styles have something else: `[data-under~='50']`. */
export const WIDTHS = [75, 68, 60, 50, ONE_AT_A_TIME, 36];

/**
 * One rem in CSS pixels. The conditions of media queries do not follow the size of the text, nor do those of
 * container queries at the start in every engine: the styles ask for `data-under` on the root instead.
 */
export function remOf(size: TextSize): number {
  const computed = getComputedStyle(document.documentElement).fontSize;
  return computed.endsWith('px') ? parseFloat(computed) : (16 * size) / 100;
}

/** The widths that a window of so many pixels is not wider than. */
export function widthsOver(pixels: number, rem: number): string {
  return WIDTHS.filter((width) => pixels <= width * rem).join(' ');
}
