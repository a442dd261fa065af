/** Two sides of a policy as rows: excerpts that say the same stand beside each other. */

import type { Bilingual, Excerpt } from '../ipc/types';

export type Row = Bilingual<Excerpt | null>;

/** Excerpts match by clause number, or (headings have other words in the other language) by level. */
function match(a: Excerpt, b: Excerpt): boolean {
  return a.label !== '' || b.label !== '' ? a.label === b.label : a.level === b.level;
}

export function align(en: readonly Excerpt[], fr: readonly Excerpt[]): Row[] {
  // Longest common subsequence: common[i][j] is its length for en[i..] and fr[j..].
  const common = Array.from({ length: en.length + 1 }, () => new Uint16Array(fr.length + 1));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = en.length - 1; i >= 0; i--) {
    for (let j = fr.length - 1; j >= 0; j--) {
      const [a, b] = [en[i], fr[j]];
      const paired = a && b && match(a, b) ? at(i + 1, j + 1) + 1 : 0;
      (common[i] as Uint16Array)[j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }
  }
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < en.length || j < fr.length) {
    const [a, b] = [en[i] ?? null, fr[j] ?? null];
    if (a && b && match(a, b) && at(i, j) === at(i + 1, j + 1) + 1) {
      rows.push({ en: a, fr: b });
      i += 1;
      j += 1;
    } else if (a && (!b || at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ en: a, fr: null });
      i += 1;
    } else {
      rows.push({ en: null, fr: b });
      j += 1;
    }
  }
  return rows;
}
