// Passages that come from elsewhere: put after the one with the cursor, or in its place.

import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';

/** How what is inserted stands to the passage with the cursor. */
export type Insertion =
  /** Passages of their own, after it; in its place where it is empty. */
  | 'passages'
  /** The text of it. */
  | 'passage'
  /** A part of its text, where the cursor is. */
  | 'words'
  /** A part of its text behind the cursor, or behind what is selected, which stays; a space apart from a word. */
  | 'behind'
  /** Blocks of their own behind the one with the cursor, within the same bullet. */
  | 'below';

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
  return put(state, from, as).scrollIntoView();
}

function put(state: EditorState, from: Node, as: Insertion): Transaction {
  if (as === 'passages') return afterPassage(state, from.content);
  if (as === 'behind') return behind(state, wordsOf(from) ?? Fragment.empty);
  if (as === 'below') return below(state, from);
  return intoPassage(state, from, as);
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

/** What the first text block of a document says. */
function wordsOf(from: Node): Fragment | null {
  let words: Fragment | null = null;
  from.descendants((node) => {
    if (words === null && node.isTextblock) words = node.content;
    return words === null;
  });
  return words;
}

/** Whether a text takes what is inline: code takes text alone. */
const takesWords = ({ parent }: ResolvedPos, words: Fragment): boolean =>
  parent.inlineContent && parent.type.validContent(words);

function behind(state: EditorState, words: Fragment): Transaction {
  const { tr, schema, selection } = state;
  const { $to } = selection;
  if (!takesWords($to, words)) {
    const paragraph = schema.nodes['paragraph']?.create(null, words);
    return paragraph ? putBlocks(state, Fragment.from(paragraph)) : tr;
  }
  const { nodeBefore, nodeAfter } = $to;
  const space = schema.text(' ');
  // Nothing stands between what is put in and a bracket or quotation mark that opens before it.
  const apart = nodeBefore !== null && !/[\s([{«“‘]$/u.test(nodeBefore.text ?? 'x');
  const goesOn = /^[\p{L}\p{N}“«]/u.test(nodeAfter?.text ?? '');
  let content = apart && nodeBefore.type.name !== 'hardBreak' ? Fragment.from(space).append(words) : words;
  if (goesOn) content = content.append(Fragment.from(space));
  tr.insert($to.pos, content);
  return tr.setSelection(TextSelection.create(tr.doc, $to.pos + content.size - (goesOn ? 1 : 0)));
}

/** Blocks behind the one with the cursor; in a cell of a table, which holds none, all their words. */
function below(state: EditorState, from: Node): Transaction {
  if (!state.selection.$to.parent.type.spec.isolating) return putBlocks(state, from.content);
  let words = Fragment.empty;
  from.descendants((node) => {
    if (!node.isTextblock) return true;
    if (words.size > 0) words = words.append(Fragment.from(state.schema.text(' ')));
    words = words.append(node.content);
    return false;
  });
  return behind(state, words);
}

/** Puts blocks behind the text block with the cursor, or in its place where it is empty. */
function putBlocks(state: EditorState, content: Fragment): Transaction {
  const { tr } = state;
  const { $to } = state.selection;
  const inText = $to.parent.isTextblock;
  const replaces = inText && $to.parent.content.size === 0;
  const end = inText ? $to.after() : $to.pos;
  const start = replaces ? $to.before() : end;
  tr.replaceWith(start, end, content);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(start + content.size), -1));
}

function intoPassage(state: EditorState, from: Node, as: Insertion): Transaction {
  const { tr, selection } = state;
  const words = wordsOf(from);
  if (words === null) return tr;
  const { $from } = selection;
  if (as === 'passage' && $from.parent.isTextblock) {
    return tr
      .setSelection(TextSelection.create(tr.doc, $from.start(), $from.end()))
      .replaceSelection(new Slice(words, 0, 0));
  }
  return tr.replaceSelection(new Slice(words, 0, 0));
}
