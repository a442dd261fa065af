/**
 * Quotation marks, apostrophes and spaces as the language of a side has them, at the moment they are typed.
 *
 * French as Canada writes it (*Le guide du rédacteur*, 6.12): a no-break space inside of « » and before `:`, none
 * before `; ? !`. What the checks find in a finished text (`core/src/checks/typing.rs`) is not made here.
 */

import type { Lang } from '../ipc/types';

const NO_BREAK = '\u00a0';

/** What is put in the place of the last characters before the cursor and of the one just typed. */
export interface Replacement {
  /** How many characters before the one just typed go. */
  remove: number;
  insert: string;
}

const MARKS = {
  en: { open: '“', close: '”' },
  fr: { open: '«', close: '»' },
} as const;

/** After this a quotation begins. */
const OPENS = /(?:^|[\s([{/“‘«—–-])$/u;
/** Feet and inches, minutes and seconds. */
const MEASURE = /\d['′]\d+$/;
/** A web address, an address of mail or a citation that is being written. */
const APART = /(?:^|[\s(«“<])(?:[a-z][a-z+.-]*:\/\/|www\.|mailto:|\[@)\S*$/i;
/** What a colon may follow without a space, where it ends a word. */
const BEFORE_COLON = /[\p{L}\p{N})»”]:$/u;

/** What the character typed after `before` becomes; `null` where it stays as it is. */
export function typed(before: string, character: string, lang: Lang): Replacement | null {
  const replacement = APART.test(before) ? null : replace(before, character, lang);
  return replacement?.remove === 0 && replacement.insert === character ? null : replacement;
}

function replace(before: string, character: string, lang: Lang): Replacement | null {
  if (character === '"') return quote(before, lang);
  if (character === "'") return apostrophe(before, lang);
  if (lang === 'fr') {
    if (character === '«') return { remove: 0, insert: `«${NO_BREAK}` };
    if (character === '»') return withSpace(before, '»');
    if (character === ':') return / $/.test(before) && before.trim() !== '' ? withSpace(before, ':') : null;
    if (character === ' ') return space(before);
  }
  return late(before, character);
}

/** What the end of a line makes of a colon that ends it. */
export function atLineEnd(before: string, lang: Lang): Replacement | null {
  return lang === 'fr' && BEFORE_COLON.test(before) && !APART.test(before)
    ? { remove: 1, insert: `${NO_BREAK}:` }
    : null;
}

/** Whether a quotation that began in the text has not ended. */
function isOpen(before: string, open: string, close: string): boolean {
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}

function quote(before: string, lang: Lang): Replacement | null {
  const { open, close } = MARKS[lang];
  const inside = isOpen(before, open, close);
  if (MEASURE.test(before)) return null;
  if (lang === 'fr') {
    // Between French marks, a quotation in the quotation has the English ones.
    if (isOpen(before, '“', '”')) return { remove: 0, insert: '”' };
    if (/«\s*$/u.test(before)) return { remove: 0, insert: '“' };
    if (inside) return withSpace(before, close);
  }
  const begins = OPENS.test(before) && !(inside && /[—–-]$/u.test(before));
  if (begins) return { remove: 0, insert: lang === 'fr' ? `«${NO_BREAK}` : open };
  if (/\d$/.test(before) && !inside) return null;
  return lang === 'fr' ? withSpace(before, close) : { remove: 0, insert: close };
}

/** The sign after a no-break space, which takes the place of another space that was typed. */
function withSpace(before: string, sign: string): Replacement {
  if (/[\u00a0\u202f]$/.test(before)) return { remove: 0, insert: sign };
  return { remove: before.endsWith(' ') ? 1 : 0, insert: `${NO_BREAK}${sign}` };
}

function apostrophe(before: string, lang: Lang): Replacement | null {
  if (lang === 'en' && OPENS.test(before)) return { remove: 0, insert: '‘' };
  if (/\d$/.test(before) && !isOpen(before, '‘', '’')) return null;
  return { remove: 0, insert: '’' };
}

/** A space after « is there already, and a colon that ended a word gets its own. */
function space(before: string): Replacement | null {
  if (/«\u00a0$/u.test(before)) return { remove: 1, insert: NO_BREAK };
  return BEFORE_COLON.test(before) ? { remove: 1, insert: `${NO_BREAK}: ` } : null;
}

/** What only the next character tells: ’90s is cut short, and 2026’s has an apostrophe. */
function late(before: string, character: string): Replacement | null {
  if (/\d/.test(character) && /(?:^|\s)‘$/u.test(before)) return { remove: 1, insert: `’${character}` };
  if (/s/i.test(character) && /\d'$/.test(before)) return { remove: 1, insert: `’${character}` };
  return null;
}
