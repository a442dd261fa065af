// How the marks of a run of pieces nest in one another when they are written: where each opens and closes.
// A link is never cut; of two other marks that overlap, the one that began first keeps its whole length.

import type { Mark } from '@tiptap/pm/model';

/** A stretch of inline content with the same marks. */
export interface Piece {
  kind: 'text' | 'code' | 'atom' | 'soft' | 'hard';
  /** Text as it is read, or the source of an atom or a break. */
  text: string;
  marks: readonly Mark[];
}

/** What happens before a piece, and after the last one: marks that close, innermost first, then marks that open. */
export interface Step {
  close: Mark[];
  open: Mark[];
}

/** Outermost first, among marks of the same length. */
const ORDER = ['bold', 'italic', 'strike', 'link'];

/** Whether two marks mean the same, however they are written. */
export function sameMark(a: Mark, b: Mark): boolean {
  return (
    a.type.name === b.type.name &&
    a.attrs.href === b.attrs.href &&
    (a.attrs.title ?? null) === (b.attrs.title ?? null)
  );
}

/** Whether a piece carries a mark. */
export function carries(piece: Piece | undefined, mark: Mark): boolean {
  return piece?.marks.some((other) => sameMark(mark, other)) ?? false;
}

/** The steps of a run: one before each piece, and one at the end. */
export function nesting(run: Piece[]): Step[] {
  const reach = (mark: Mark, from: number) => {
    let end = from;
    while (carries(run[end], mark)) end += 1;
    return end;
  };
  let stack: Mark[] = [];
  const steps = run.map((piece, i) => {
    const isOpen = (mark: Mark) => stack.some((other) => sameMark(mark, other));
    const link = piece.marks.find((mark) => mark.type.name === 'link' && !isOpen(mark));
    const ends = (mark: Mark) => !carries(piece, mark) || (link && reach(mark, i) < reach(link, i));
    const first = stack.findIndex(ends);
    const close = first < 0 ? [] : stack.slice(first).reverse();
    if (first >= 0) stack = stack.slice(0, first);
    const open = piece.marks
      .filter((mark) => !isOpen(mark))
      .sort((a, b) => reach(b, i) - reach(a, i) || ORDER.indexOf(a.type.name) - ORDER.indexOf(b.type.name));
    stack = [...stack, ...open];
    return { close, open };
  });
  return [...steps, { close: stack.reverse(), open: [] }];
}
