// The inline content of a block as a flat run of pieces, in the one form that Markdown can hold: no spaces
// at the ends of lines, none at the inner edges of bold, italic and struck text, one break after another.
// What is written and what is read back are compared in this form.

import type { Mark, Node } from '@tiptap/pm/model';
import { carries, nesting, sameMark, type Piece } from './nesting';
import { citationSource } from './schema';

/** Marks whose delimiters Markdown refuses to pair when they touch a space from inside. */
const HUGGING = ['bold', 'italic', 'strike'];

/** The pieces of a block's content. With `oneLine`, breaks are spaces (headings, table cells). */
export function pieces(block: Node, oneLine = false): Piece[] {
  const run: Piece[] = [];
  block.forEach((node) => run.push(...piecesOf(node, oneLine)));
  return hug(merge(tidyBreaks(merge(run))));
}

function piecesOf(node: Node, oneLine: boolean): Piece[] {
  const marks = node.marks.filter((mark) => mark.type.name !== 'code' && mark.type.name !== 'softBreak');
  const has = (name: string) => node.marks.some((mark) => mark.type.name === name);
  switch (node.type.name) {
    case 'hardBreak':
      if (oneLine) return [{ kind: 'text', text: ' ', marks }];
      return [{ kind: 'hard', text: node.attrs.spaces ? '  \n' : '\\\n', marks }];
    case 'citation':
      return [{ kind: 'atom', text: citationSource(node.attrs), marks }];
    case 'rawInline':
      return node.attrs.source ? [{ kind: 'atom', text: node.attrs.source as string, marks }] : [];
    default:
      break;
  }
  const text = node.text ?? '';
  if (has('code') && text.trim() !== '') return [{ kind: 'code', text: text.replace(/\n/g, ' '), marks }];
  if (!has('softBreak') || oneLine || !text.startsWith(' ')) return [{ kind: 'text', text, marks }];
  const soft: Piece = { kind: 'soft', text: '\n', marks };
  return text.length > 1 ? [soft, { kind: 'text', text: text.slice(1), marks }] : [soft];
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, i) => b[i] !== undefined && sameMark(mark, b[i]));
}

function merge(run: Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of run) {
    const last = merged[merged.length - 1];
    if (piece.text === '') continue;
    if (
      last?.kind === piece.kind &&
      /^(?:text|code)$/.test(piece.kind) &&
      sameMarks(last.marks, piece.marks)
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      merged.push(piece);
    }
  }
  return merged;
}

const isBreak = (piece: Piece | undefined) => piece === undefined || /^(?:soft|hard)$/.test(piece.kind);

function tidyBreaks(run: Piece[]): Piece[] {
  // Ends of lines lose their spaces first, so that a line of spaces counts as empty; then breaks that would
  // make an empty line go.
  const state = (pieces: Piece[]) => pieces.map(({ kind, text }) => kind + text).join('\0');
  let tidy = run;
  for (let before; before !== state(tidy);) {
    before = state(tidy);
    tidy = trimLines(
      tidy.map((piece, i) => (piece.kind === 'soft' && isLoneTag(tidy, i) ? asSpace(piece) : piece)),
    );
    tidy = tidy.filter((piece, i) => {
      if (piece.kind === 'soft') return !isBreak(tidy[i - 1]) && tidy[i + 1] !== undefined;
      return piece.kind !== 'hard' || tidy[i + 1] !== undefined;
    });
  }
  return tidy.map((piece, i) =>
    piece.kind === 'hard' && (isLoneTag(tidy, i) || isBreak(tidy[i - 1]))
      ? { ...piece, text: '\\\n' }
      : piece,
  );
}

const asSpace = (piece: Piece): Piece => ({ ...piece, kind: 'text', text: ' ' });

/** Whether nothing but tags stands before a piece: a line of only that would begin a block of HTML. */
function isLoneTag(run: Piece[], end: number): boolean {
  const isTag = (piece: Piece) => piece.kind === 'atom' && piece.text.startsWith('<');
  const isBlank = (piece: Piece) => piece.kind === 'text' && piece.text.trim() === '';
  const before = run.slice(0, end);
  return before.some(isTag) && before.every((piece) => isTag(piece) || isBlank(piece));
}

function trimLines(run: Piece[]): Piece[] {
  const trimmed = run.map((piece) => ({ ...piece }));
  for (let i = 0, atStart = true; i < trimmed.length; i += 1) {
    const piece = trimmed[i] as Piece;
    if (isBreak(piece)) atStart = true;
    else if (piece.kind === 'text') {
      if (atStart) piece.text = piece.text.replace(/^[ \t]+/, '');
      if (piece.text !== '') atStart = false;
    } else atStart = false;
  }
  for (let i = trimmed.length - 1, atEnd = true; i >= 0; i -= 1) {
    const piece = trimmed[i] as Piece;
    if (isBreak(piece)) atEnd = true;
    else if (piece.kind === 'text') {
      if (atEnd) piece.text = piece.text.replace(/[ \t]+$/, '');
      if (piece.text !== '') atEnd = false;
    } else atEnd = false;
  }
  return trimmed.filter((piece) => piece.text !== '');
}

/** Takes marks off the spaces and breaks at the edges of every stretch that is written between delimiters. */
function hug(run: Piece[]): Piece[] {
  for (let i = 0; i <= run.length; i += 1) {
    const { close, open } = nesting(run)[i] ?? { close: [], open: [] };
    const trail = stripped(run, i - 1, close, /\s+$/);
    const lead = trail ?? stripped(run, i, open, /^\s+/);
    if (lead) {
      run = merge(lead);
      i = -1;
    }
  }
  return run;
}

/** The run without `marks` on the spaces of one piece that `edge` finds; nothing where there are none. */
function stripped(run: Piece[], at: number, marks: Mark[], edge: RegExp): Piece[] | undefined {
  const piece = run[at];
  const off = marks.filter((mark) => HUGGING.includes(mark.type.name) && carries(piece, mark));
  if (!piece || off.length === 0) return undefined;
  const space = isBreak(piece) ? piece.text : piece.kind === 'text' ? (edge.exec(piece.text)?.[0] ?? '') : '';
  if (space === '') return undefined;
  const bare: Piece = {
    ...piece,
    text: space,
    marks: piece.marks.filter((mark) => !off.some((other) => sameMark(mark, other))),
  };
  const rest: Piece = { ...piece, text: isBreak(piece) ? '' : piece.text.replace(edge, '') };
  const parts = edge.source.startsWith('^') ? [bare, rest] : [rest, bare];
  return [...run.slice(0, at), ...parts.filter((part) => part.text !== ''), ...run.slice(at + 1)];
}

/** Whether two runs say the same. */
export function samePieces(a: Piece[], b: Piece[]): boolean {
  return (
    a.length === b.length &&
    a.every((piece, i) => {
      const other = b[i];
      return (
        other?.kind === piece.kind &&
        (piece.kind === 'hard' || other.text === piece.text) &&
        marksAreSame(piece.marks, other.marks)
      );
    })
  );
}

function marksAreSame(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark) => b.some((other) => sameMark(mark, other)));
}

/** Whether a run goes over several lines. */
export function hasBreaks(run: Piece[]): boolean {
  return run.some((piece) => piece.kind === 'soft' || piece.kind === 'hard');
}
