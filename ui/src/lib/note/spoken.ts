/**
 * How long a text takes to say: counted as the program's own checks count it (`core/src/checks/shown.rs`), here at
 * each keystroke. Both are held to the cases in `tests/fixtures/checks/spoken.json`.
 */

import type { Lang, Rates } from '../ipc/types';
import { parse, textOf } from './tree';

/** How long a minister may speak in answer to an oral question, in seconds (see `checks::ANSWER_SECONDS`). */
export const ANSWER_SECONDS = 35;
/** The slowest and the fastest rate that anybody speaks at, in words a minute (see `checks::Rates::BOUNDS`). */
export const RATE_BOUNDS = { least: 60, most: 300 } as const;
/** What is spoken where nobody chose (see `checks::Rates::USUAL`, which gives the source). */
export const USUAL_RATES: Rates = { en: 180, fr: 200 };

/** Citations and bare addresses are seen and not said. */
const UNSPOKEN = /\[@[^[\]\n]*\]|https?:\/\/[^\s<>"«»“”|]+/g;
/** What separates words; no-break spaces do not. */
const BREAKS = /[^\S\u00a0\u202f]+/u;
const SOUND = /[\p{L}\p{N}]/u;
/** How many words of a Markdown text are said. */
export function spokenWords(markdown: string): number {
  if (!SOUND.test(markdown)) return 0;
  const text = textOf(parse(markdown)).replace(UNSPOKEN, '');
  return text.split(BREAKS).filter((word) => SOUND.test(word)).length;
}

/** The rate of a language in words a minute, within what anybody speaks. */
export function rateOf(rates: Rates, lang: Lang): number {
  return Math.min(RATE_BOUNDS.most, Math.max(RATE_BOUNDS.least, rates[lang]));
}

/** How many whole seconds so many words take, rounded up. */
export function secondsFor(words: number, rates: Rates, lang: Lang): number {
  return Math.ceil((words * 60) / rateOf(rates, lang));
}

/** The most words that can be said in the time of an answer. */
export function wordLimit(rates: Rates, lang: Lang): number {
  return Math.floor((ANSWER_SECONDS * rateOf(rates, lang)) / 60);
}
