// What a document says, apart from how it was typed: the form in which two documents are compared, and the
// rules for what Markdown cannot hold (empty paragraphs, lists that are tight but need blank lines).

import type { Node } from '@tiptap/pm/model';
import { pieces, samePieces } from './inline';

/** The blocks of a container that Markdown can hold: empty paragraphs go. */
export function content(container: Node): Node[] {
  const kept: Node[] = [];
  container.forEach((node) => {
    if (node.type.name === 'paragraph' && pieces(node).length === 0) return;
    if (node.type.name === 'rawBlock' && String(node.attrs.source).trim() === '') return;
    kept.push(node);
  });
  return kept;
}

/** Whether a list is written without blank lines: it asks for it and its blocks allow it. */
export function isTight(list: Node): boolean {
  let tight = Boolean(list.attrs.tight);
  let single = list.childCount === 1;
  list.forEach((item) => {
    const blocks = content(item);
    if (blocks.length > 1) single = false;
    if (blocks.some((block, i) => i > 0 && needsBlankLine(blocks[i - 1] as Node, block))) tight = false;
  });
  return tight || single;
}

/** Whether `next` would become part of `previous`, or something else, without a blank line between. */
function needsBlankLine(previous: Node, next: Node): boolean {
  const before = previous.type.name;
  switch (next.type.name) {
    case 'paragraph':
      return before !== 'heading' && before !== 'codeBlock' && before !== 'horizontalRule';
    case 'orderedList':
      return (
        before === next.type.name || (before === 'paragraph' && (next.attrs.start !== 1 || opensEmpty(next)))
      );
    case 'bulletList':
      return before === next.type.name || (before === 'paragraph' && opensEmpty(next));
    case 'table':
    case 'rawBlock':
      return before !== 'heading' && before !== 'codeBlock';
    case 'blockquote':
      return before === 'blockquote';
    default:
      return before === 'rawBlock';
  }
}

function opensEmpty(list: Node): boolean {
  return list.firstChild === null || content(list.firstChild).length === 0;
}

/** Whether two documents say the same. */
export function isSameText(a: Node, b: Node): boolean {
  if (a.type.name !== b.type.name) return false;
  if (a.isTextblock) return isSameTextblock(a, b);
  if (a.isLeaf) return a.attrs.source === b.attrs.source;
  if (a.type.name === 'table') return isSameTable(a, b);
  if (a.type.spec.group?.includes('list') && isTight(a) !== isTight(b)) return false;
  if (a.type.name === 'orderedList' && a.attrs.start !== b.attrs.start) return false;
  const [left, right] = a.type.spec.group?.includes('list')
    ? [a.children, b.children]
    : [content(a), content(b)];
  return left.length === right.length && left.every((node, i) => isSameText(node, right[i] as Node));
}

function isSameTextblock(a: Node, b: Node): boolean {
  if (a.attrs.level !== b.attrs.level || a.attrs.info !== b.attrs.info) return false;
  if (a.type.name === 'codeBlock') return a.textContent === b.textContent;
  const oneLine = a.type.name === 'heading' && Number(a.attrs.level) > 2;
  return samePieces(pieces(a, oneLine), pieces(b, oneLine));
}

function isSameTable(a: Node, b: Node): boolean {
  if (a.childCount !== b.childCount) return false;
  return a.children.every((row, r) => {
    const cells = row.children;
    return cells.every((cell, c) => {
      const other = b.child(r).maybeChild(c);
      return (
        other !== null &&
        samePieces(pieces(cell, true), pieces(other, true)) &&
        (cell.attrs.align ?? null) === (other.attrs.align ?? null)
      );
    });
  });
}
