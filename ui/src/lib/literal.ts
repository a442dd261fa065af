/** Words found in a text letter by letter, whatever their capitals, accents, apostrophes and spaces. */

import { fold } from './fold';

/** A text as it is looked in, and where each of its letters stands in the text itself. */
export interface Folded {
  text: string;
  /** `null` where the letters stand at the same places. */
  at: number[] | null;
}

const SIGNS: Record<string, string> = { '’': "'", '‘': "'", '‑': '-', '–': '-', '—': '-' };

function foldedSign(sign: string): string {
  if (/\s/.test(sign)) return ' ';
  return SIGNS[sign] ?? fold(sign);
}

/** Folds a text for `literal`. */
export function folded(text: string): Folded {
  // Nothing there has an accent or a sign of its own: lower case is all.
  if (/^[\x20-\x7e]*$/.test(text)) return { text: text.toLowerCase(), at: null };
  const at: number[] = [];
  let out = '';
  let place = 0;
  for (const sign of text) {
    const plain = foldedSign(sign);
    for (let unit = 0; unit < plain.length; unit += 1) at.push(place);
    out += plain;
    place += sign.length;
  }
  at.push(place);
  return { text: out, at };
}

/** Where the words stand, as `[start, end)` in UTF-16 of the text that was folded. */
export function literal(where: Folded, words: string): [number, number][] {
  const wanted = folded(words).text;
  const found: [number, number][] = [];
  if (wanted.trim() === '') return found;
  const place = (folded: number) => where.at?.[folded] ?? folded;
  for (let from = where.text.indexOf(wanted); from >= 0; from = where.text.indexOf(wanted, from)) {
    const end = from + wanted.length;
    const start = place(from);
    // A letter that becomes two, or that an accent follows, is found whole.
    let stop = place(end);
    for (let next = end; stop <= place(end - 1) && next < where.text.length; next += 1)
      stop = place(next + 1);
    found.push([start, stop]);
    from = end;
  }
  return found;
}
