/** A clause's words as a note quotes them: in the quotation marks of its language, or as a block of their own. */

import { textOfMarkdown } from '../editor/matches';
import { NBSP } from '../i18n/format';
import type { Lang } from '../ipc/types';

/** A quotation of more letters than these, or of several paragraphs, is a block of its own. */
export const LONG = 320;

export interface Quotation {
  markdown: string;
  /** Whether it stands as a block of its own. */
  block: boolean;
}

/** What opens a list, a table, a heading or a block of another kind. */
const STRUCTURE = /^\s*(?:[-*+]\s|\d+[.)]\s|#|>|\||```|~~~|<)/;

/** A whole clause, given as Markdown, with the citation behind it. */
export function quotation(markdown: string, lang: Lang, citation: string): Quotation {
  const text = markdown.trim();
  const plain = textOfMarkdown(text);
  const one = !/\n\s*\n/.test(text) && !text.split('\n').some((line) => STRUCTURE.test(line));
  if (one && plain.length <= LONG) {
    return { markdown: `${inMarks(text.replace(/\s*\n\s*/g, ' '), lang)} ${citation}`, block: false };
  }
  const last = text.slice(text.lastIndexOf('\n') + 1);
  // Behind a last line that is no prose the citation stands alone.
  const between = STRUCTURE.test(last) && !/^\s*(?:[-*+]|\d+[.)])\s/.test(last) ? '\n\n' : ' ';
  return { markdown: quoted(`${text}${between}${citation}`), block: true };
}

/** Some words of a clause, without Markdown, with the citation behind them. */
export function quotationOf(words: string, lang: Lang, citation: string): Quotation {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const text = lines.map(escaped);
  if (words.trim().length <= LONG) {
    return { markdown: `${inMarks(text.join(' '), lang)} ${citation}`, block: false };
  }
  return { markdown: quoted(`${text.join('\n\n')} ${citation}`), block: true };
}

const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');

/** The text between the quotation marks of its language; those within are of the second kind. */
function inMarks(text: string, lang: Lang): string {
  if (lang === 'en') return `“${text.replace(/“/g, '‘').replace(/”/g, '’')}”`;
  const inner = text.replace(/«[\s\u00a0\u202f]*/g, '“').replace(/[\s\u00a0\u202f]*»/g, '”');
  return `«${NBSP}${inner}${NBSP}»`;
}

/** Words in which Markdown sees no more than words. */
function escaped(line: string): string {
  return line
    .replace(/[\\`*_[\]<>|~&]/g, '\\$&')
    .replace(/^(\s*)([-+#]|\d+(?=[.)]))/, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}
