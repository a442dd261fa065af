// How inline pieces are written: which delimiters, and which characters need a backslash. A way of writing
// is tried and read back; the first that comes back the same is taken, so nothing is escaped without need.

import type { Mark } from '@tiptap/pm/model';
import { canonicalTail } from './dialect';
import { carries, nesting, type Piece } from './nesting';

/** A way of writing inline content. */
export interface Style {
  /** Which characters get a backslash: none, those that look like Markdown, or all that could be. */
  escape: 'none' | 'some' | 'all';
  /** The delimiter of italics. */
  italic: '*' | '_';
  /** Links keep the form in which they were written (`[text][ref]`). */
  keepLinks: boolean;
  /** Letters beside a delimiter that would keep it from pairing become character references. */
  guard: boolean;
}

/** The ways, from the plainest to the safest. */
export const STYLES: readonly Style[] = [
  { escape: 'none', italic: '*', keepLinks: true, guard: false },
  { escape: 'some', italic: '*', keepLinks: true, guard: false },
  { escape: 'none', italic: '_', keepLinks: true, guard: false },
  { escape: 'some', italic: '_', keepLinks: true, guard: false },
  { escape: 'none', italic: '*', keepLinks: false, guard: false },
  { escape: 'some', italic: '*', keepLinks: false, guard: false },
  { escape: 'all', italic: '*', keepLinks: false, guard: false },
  { escape: 'some', italic: '*', keepLinks: true, guard: true },
  { escape: 'some', italic: '_', keepLinks: false, guard: true },
  { escape: 'all', italic: '_', keepLinks: false, guard: true },
];

/** Writes pieces as Markdown in one style. */
export function writePieces(run: Piece[], style: Style): string {
  const out = new InlineWriter(style);
  const steps = nesting(run);
  steps.forEach(({ close, open }, i) => {
    const piece = run[i];
    const autolink = isAutolink(run, i - 1, steps[i - 1]?.open ?? [], style);
    out.close(autolink ? close.slice(1) : close);
    if (!piece) return;
    if (isAutolink(run, i, open, style)) {
      out.open(open.slice(0, -1));
      out.raw(`<${piece.text}>`);
    } else {
      out.open(open);
      out.piece(piece, run[i + 1]);
    }
  });
  return out.text;
}

/** Whether a piece is a link of its own whose text is its address: `<https://…>`. */
function isAutolink(run: Piece[], i: number, opened: Mark[], style: Style): boolean {
  const piece = run[i];
  const link = opened[opened.length - 1];
  if (!piece || link?.type.name !== 'link' || piece.kind !== 'text' || !style.keepLinks) return false;
  if (carries(run[i + 1], link)) return false;
  const { href, title, source } = link.attrs as { href: string; title: string | null; source: string | null };
  if (title || (source !== null && source !== '<>')) return false;
  if (href !== piece.text && href !== `mailto:${piece.text}`) return false;
  return /^[^\s<>]+$/.test(piece.text) && (source === '<>' || /^(?:https?|mailto):/.test(href));
}

class InlineWriter {
  text = '';
  private afterDelimiter = false;

  constructor(private readonly style: Style) {}

  raw(text: string): void {
    this.text += text;
    this.afterDelimiter = false;
  }

  open(marks: Mark[]): void {
    if (marks.length === 0) return;
    if (this.style.guard) this.guardLast();
    for (const mark of marks) this.text += mark.type.name === 'link' ? '[' : this.delimiter(mark);
  }

  close(marks: readonly Mark[]): void {
    for (const mark of marks) {
      this.text += mark.type.name === 'link' ? `]${this.tail(mark)}` : this.delimiter(mark);
      this.afterDelimiter = true;
    }
  }

  piece(piece: Piece, next: Piece | undefined): void {
    const guard = this.style.guard && this.afterDelimiter;
    this.afterDelimiter = false;
    if (piece.kind === 'code') this.text += codeSpan(piece.text);
    else if (piece.kind !== 'text') this.text += piece.text;
    else this.text += this.escaped(piece, next, guard);
  }

  private delimiter(mark: Mark): string {
    if (mark.type.name === 'bold') return '**';
    return mark.type.name === 'italic' ? this.style.italic : '~~';
  }

  private tail(mark: Mark): string {
    const { href, title, source } = mark.attrs as {
      href: string;
      title: string | null;
      source: string | null;
    };
    return this.style.keepLinks && source !== null && source !== '<>' ? source : canonicalTail(href, title);
  }

  private escaped(piece: Piece, next: Piece | undefined, guard: boolean): string {
    const atLineStart = this.text === '' || this.text.endsWith('\n');
    let text = piece.text;
    let first = '';
    if (guard) {
      first = reference(text);
      text = text.slice(first === '' ? 0 : charLength(text));
    }
    if (this.style.escape === 'all') {
      // A bar with a backslash still makes a table of the lines around it.
      text = text.replace(/[\\`*_~[\]<>&!]/g, '\\$&').replace(/\|/g, '&#124;');
    }
    if (this.style.escape === 'some') text = someEscaped(text, piece, next);
    if (this.style.escape !== 'none' && atLineStart && first === '') text = lineStartEscaped(text);
    if (this.style.escape !== 'none' && this.text.endsWith(']')) text = text.replace(/^[([:]/, '\\$&');
    return first + text.replace(/[\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
  }

  /** Makes the letter before a delimiter a character reference. */
  private guardLast(): void {
    const last = /[\p{L}\p{N}]$/u.exec(this.text)?.[0];
    if (!last || this.afterDelimiter) return;
    this.text = this.text.slice(0, -last.length) + `&#${last.codePointAt(0)};`;
  }
}

const charLength = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0).length;

/** The first character as a reference, unless it is a space or punctuation, which keep no one from pairing. */
function reference(text: string): string {
  return /^[^\s\p{P}]/u.test(text) ? `&#${text.codePointAt(0)};` : '';
}

function someEscaped(text: string, piece: Piece, next: Piece | undefined): string {
  const inLink = piece.marks.some((mark) => mark.type.name === 'link');
  return text.replace(/[\\`*_~[\]<&!]/g, (char, at: number) => {
    const before = text[at - 1];
    const after = text.slice(at + 1);
    return needsEscape(char, before, after, inLink, next) ? `\\${char}` : char;
  });
}

function needsEscape(
  char: string,
  before: string | undefined,
  after: string,
  inLink: boolean,
  next: Piece | undefined,
): boolean {
  const spaced = before !== undefined && /\s/.test(before) && /^\s/.test(after);
  switch (char) {
    case '\\':
      return after === '' || /^[!-/:-@[-`{-~]/.test(after);
    case '*':
    case '~':
      return !spaced;
    case '_':
      return (
        !spaced && !(before !== undefined && /[\p{L}\p{N}]/u.test(before) && /^[\p{L}\p{N}]/u.test(after))
      );
    case '[':
      return inLink || after === '' || /^@/.test(after) || /^[^\]]*\]($|[([:])/.test(after);
    case ']':
      return inLink;
    case '<':
      return after === '' || /^[a-z/!?]/i.test(after);
    case '&':
      return /^#?\w+;/.test(after);
    case '!':
      return after === '' && next?.marks.some((mark) => mark.type.name === 'link') === true;
    default:
      return true;
  }
}

function lineStartEscaped(text: string): string {
  return text
    .replace(/^(?:#{1,6}|[-+])(?=\s|$)/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?:>|[-=]+\s*$|-\s*-)/, '\\$&')
    .replace(/^~~~/, '\\~~~');
}

function codeSpan(text: string): string {
  const runs: string[] = text.match(/`+/g) ?? [];
  let fence = '`';
  while (runs.includes(fence)) fence += '`';
  const pad = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== '') ? ' ' : '';
  return fence + pad + text + pad + fence;
}
