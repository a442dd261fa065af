// Passages that come from elsewhere: put after the one with the cursor, or in its place.

import { type Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';

/** How what is inserted stands to the passage with the cursor. */
export type Insertion =
  /** Passages of their own, after it; in its place where it is empty. */
  | 'passages'
  /** The text of it. */
  | 'passage'
  /** A part of its text, where the cursor is. */
  | 'words';

const isList = (node: Node): boolean => node.type.name === 'bulletList' || node.type.name === 'orderedList';
const count = (node: Node): number => (isList(node) ? node.childCount : 1);

/** A figure, or what else the editor only carries, says something without a text. */
function saysNothing(node: Node): boolean {
  let nothing = !node.isAtom;
  node.descendants(({ isLeaf, isTextblock }) => {
    if (isLeaf && !isTextblock) nothing = false;
    return nothing;
  });
  return nothing;
}

/** Which passage has the cursor, counted as `passages` cuts a text: each item of an outer list is one. */
export function passageAt({ doc, selection: { $from } }: EditorState): number {
  let before = 0;
  for (let index = 0; index < $from.index(0); index += 1) before += count(doc.child(index));
  const top = $from.depth > 0 ? $from.node(1) : null;
  return top && isList(top) ? before + $from.index(1) : before;
}

/** The transaction that puts the blocks of a document in. */
export function insert(state: EditorState, from: Node, as: Insertion): Transaction {
  const tr = as === 'passages' ? afterPassage(state, from.content) : intoPassage(state, from, as);
  return tr.scrollIntoView();
}

function afterPassage(state: EditorState, content: Fragment): Transaction {
  const { tr } = state;
  const { $from } = state.selection;
  const top = $from.depth > 0 ? $from.node(1) : null;
  const list = content.childCount === 1 ? content.firstChild : null;
  // Bullets that come into a list become items of it.
  const joins = top && list && isList(top) && list.type === top.type;
  const depth = joins ? 2 : 1;
  const put = joins ? list.content : content;
  const [start, end] = top ? [$from.before(depth), $from.after(depth)] : [0, state.doc.content.size];
  const isEmpty = top !== null && (top.isTextblock || isList(top)) && saysNothing($from.node(depth));
  const at = isEmpty ? start : end;
  if (isEmpty) tr.replaceWith(start, end, put);
  else tr.insert(end, put);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(at + put.size), -1));
}

function intoPassage(state: EditorState, from: Node, as: Insertion): Transaction {
  const { tr, selection } = state;
  let words: Fragment | null = null;
  from.descendants((node) => {
    if (words === null && node.isTextblock) words = node.content;
    return words === null;
  });
  if (words === null) return tr;
  const { $from } = selection;
  if (as === 'passage' && $from.parent.isTextblock) {
    return tr
      .setSelection(TextSelection.create(tr.doc, $from.start(), $from.end()))
      .replaceSelection(new Slice(words, 0, 0));
  }
  return tr.replaceSelection(new Slice(words, 0, 0));
}
