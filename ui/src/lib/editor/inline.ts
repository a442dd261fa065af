// The inline content of a block as a flat run of pieces, in the one form that Markdown can hold: no spaces
// at the ends of lines, none at the inner edges of bold, italic and struck text, one break after another.
// What is written and what is read back are compared in this form.

import type { Mark, Node } from '@tiptap/pm/model';
import { citationSource } from './schema';

/** A stretch of inline content with the same marks. */
export interface Piece {
  kind: 'text' | 'code' | 'atom' | 'soft' | 'hard';
  /** Text as it is read, or the source of an atom. */
  text: string;
  marks: readonly Mark[];
}

/** Marks whose delimiters Markdown refuses to pair when they touch a space from inside. */
const HUGGING = ['bold', 'italic', 'strike'];

const isLineSpace = (char: string | undefined) => char === ' ' || char === '\t';

/** The pieces of a block's content. With `oneLine`, breaks are spaces (headings, table cells). */
export function pieces(block: Node, oneLine = false): Piece[] {
  let run: Piece[] = [];
  block.forEach((node) => run.push(...piecesOf(node, oneLine)));
  run = tidyBreaks(merge(run));
  for (const name of HUGGING) run = merge(run.flatMap((_, i) => hug(run, i, name)));
  return run;
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
  if (has('code')) return [{ kind: 'code', text: text.replace(/\n/g, ' '), marks }];
  if (!has('softBreak') || oneLine || !text.startsWith(' ')) return [{ kind: 'text', text, marks }];
  const soft: Piece = { kind: 'soft', text: '\n', marks };
  return text.length > 1 ? [soft, { kind: 'text', text: text.slice(1), marks }] : [soft];
}

function sameMarks(a: readonly Mark[], b: readonly Mark[]): boolean {
  return a.length === b.length && a.every((mark, i) => b[i] !== undefined && sameMark(mark, b[i]));
}

/** Whether two marks mean the same, however they are written. */
export function sameMark(a: Mark, b: Mark): boolean {
  return (
    a.type.name === b.type.name &&
    a.attrs.href === b.attrs.href &&
    (a.attrs.title ?? null) === (b.attrs.title ?? null)
  );
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

function tidyBreaks(run: Piece[]): Piece[] {
  const isBreak = (piece: Piece | undefined) => piece === undefined || /^(?:soft|hard)$/.test(piece.kind);
  // Ends of lines lose their spaces first, so that a line of spaces counts as empty; then breaks that would
  // make an empty line go.
  let tidy = run;
  for (let before = -1; before !== tidy.length;) {
    before = tidy.length;
    tidy = trimLines(tidy).filter((piece, i, all) => {
      if (piece.kind === 'soft') return !isBreak(all[i - 1]) && all[i + 1] !== undefined;
      return piece.kind !== 'hard' || all[i + 1] !== undefined;
    });
  }
  return tidy.map((piece, i) =>
    piece.kind === 'hard' && isBreak(tidy[i - 1]) ? { ...piece, text: '\\\n' } : piece,
  );
}

function trimLines(run: Piece[]): Piece[] {
  const isBreak = (piece: Piece | undefined) => piece === undefined || /^(?:soft|hard)$/.test(piece.kind);
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

/** Takes the mark `name` off the spaces and breaks at the edges of the stretch that carries it. */
function hug(run: Piece[], index: number, name: string): Piece[] {
  const piece = run[index] as Piece;
  const carries = (other: Piece | undefined) => other?.marks.some((mark) => mark.type.name === name) ?? false;
  if (!carries(piece)) return [piece];
  const bare = piece.marks.filter((mark) => mark.type.name !== name);
  const isSpace = (other: Piece) => /^(?:soft|hard)$/.test(other.kind) || isBlank(other);
  const edge = (step: 1 | -1) => {
    for (let i = index + step; ; i += step) {
      const other = run[i];
      if (!other || !carries(other)) return true;
      if (!isSpace(other)) return false;
    }
  };
  const atStart = edge(-1);
  const atEnd = edge(1);
  if (isSpace(piece)) return [atStart || atEnd ? { ...piece, marks: bare } : piece];
  if (piece.kind !== 'text') return [piece];
  const lead = atStart ? (/^\s*/.exec(piece.text)?.[0] ?? '') : '';
  const trail = atEnd ? (/\s*$/.exec(piece.text)?.[0] ?? '') : '';
  return [
    { kind: 'text', text: lead, marks: bare },
    { ...piece, text: piece.text.slice(lead.length, piece.text.length - trail.length) },
    { kind: 'text', text: trail, marks: bare },
  ];
}

function isBlank(piece: Piece): boolean {
  return piece.kind === 'text' && piece.text.trim() === '';
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

/** Whether a character may stand at the end of a line without being dropped. */
export function isKeptAtEdge(char: string | undefined): boolean {
  return char !== undefined && !isLineSpace(char);
}
