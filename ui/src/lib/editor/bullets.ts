// Bullets that go from one text to another: taken out with what hangs under them, put in at an end.

import type { ResolvedPos } from '@tiptap/pm/model';
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';

/** A bullet on its way: its list with it alone, as JSON, since each editor has a schema of its own. */
export interface Bullet {
  list: unknown;
  /** How far the cursor stands from the start of the item. */
  cursor: number;
}

function itemDepth($pos: ResolvedPos): number {
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    if ($pos.node(depth).type.name === 'listItem') return depth;
  }
  return 0;
}

/** The bullet with the cursor, and the transaction that takes it out; `null` outside of lists. */
export function takeBullet(state: EditorState): { bullet: Bullet; tr: Transaction } | null {
  const { $from } = state.selection;
  const depth = itemDepth($from);
  if (depth === 0) return null;
  const list = $from.node(depth - 1);
  const item = $from.node(depth).type.create(null, $from.node(depth).content);
  const numbered = list.type.name === 'orderedList';
  const alone = list.type.create(numbered ? { ...list.attrs, start: 1 } : list.attrs, item);
  const bullet = {
    list: alone.toJSON() as unknown,
    cursor: $from.pos - $from.before(depth),
  };
  // A list, or an item, that would be empty goes as a whole.
  let at = depth;
  while (at > 1 && $from.node(at - 1).childCount === 1) at -= 1;
  const tr = state.tr;
  const [from, to] = [$from.before(at), $from.after(at)];
  const paragraph = state.schema.nodes.paragraph;
  if (at === 1 && state.doc.childCount === 1 && paragraph) tr.replaceWith(from, to, paragraph.create());
  else tr.delete(from, to);
  return {
    bullet,
    tr: tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)))),
  };
}

/** The transaction that puts a bullet at the start or at the end of a text, with the cursor in it. */
export function putBullet(state: EditorState, bullet: Bullet, atEnd: boolean): Transaction {
  const { doc, schema, tr } = state;
  const list = schema.nodeFromJSON(bullet.list);
  const next = atEnd ? doc.lastChild : doc.firstChild;
  const empty = doc.childCount === 1 && next?.isTextblock && next.content.size === 0;
  let at: number;
  if (empty) {
    tr.replaceWith(0, doc.content.size, list);
    at = 1;
  } else if (next?.type === list.type) {
    at = atEnd ? doc.content.size - 1 : 1;
    tr.insert(at, list.content);
  } else {
    const before = atEnd ? doc.content.size : 0;
    tr.insert(before, list);
    at = before + 1;
  }
  return tr.setSelection(TextSelection.near(tr.doc.resolve(at + bullet.cursor))).scrollIntoView();
}

/** The transaction that moves the bullet with the cursor up or down among its own; `null` at the end of them. */
export function moveBullet(state: EditorState, down: boolean): Transaction | null {
  const { $from } = state.selection;
  const depth = itemDepth($from);
  if (depth === 0) return null;
  const list = $from.node(depth - 1);
  const index = $from.index(depth - 1);
  const other = list.maybeChild(down ? index + 1 : index - 1);
  if (!other) return null;
  const item = $from.node(depth);
  const at = $from.before(depth);
  const from = down ? at : at - other.nodeSize;
  const tr = state.tr.replaceWith(
    from,
    from + item.nodeSize + other.nodeSize,
    down ? [other, item] : [item, other],
  );
  const now = down ? at + other.nodeSize : from;
  return tr.setSelection(TextSelection.near(tr.doc.resolve(now + $from.pos - at))).scrollIntoView();
}

/** The place of the bullet with the cursor among its own, and whether its list is a part of another. */
export function bulletPlace(state: EditorState): { at: number; of: number; nested: boolean } | null {
  const { $from } = state.selection;
  const depth = itemDepth($from);
  if (depth === 0) return null;
  const outer = state.doc.resolve($from.before(depth - 1));
  return {
    at: $from.index(depth - 1) + 1,
    of: $from.node(depth - 1).childCount,
    nested: itemDepth(outer) > 0,
  };
}
