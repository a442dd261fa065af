// What a document says, apart from how it was typed: the form in which two documents are compared, and the
// rules for what Markdown cannot hold (empty paragraphs, lists that are tight but need blank lines).

import type { Node } from '@tiptap/pm/model';
import { hasBreaks, pieces, samePieces } from './inline';

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
  const source = rawText(previous);
  if (source !== undefined) return swallowsNext(source, next);
  const before = previous.type.name;
  // A heading of two lines begins like a paragraph.
  const twoLines = next.type.name === 'heading' && Number(next.attrs.level) <= 2 && hasBreaks(pieces(next));
  const name = twoLines ? 'paragraph' : next.type.name;
  const after = rawText(next) === undefined ? name : 'rawBlock';
  switch (after) {
    case 'paragraph':
      return before !== 'heading' && before !== 'codeBlock' && before !== 'horizontalRule';
    case 'orderedList':
    case 'bulletList': {
      if (before === after) return true;
      const interrupts = (after === 'bulletList' || next.attrs.start === 1) && !opensEmpty(next);
      return before === 'paragraph' && !interrupts;
    }
    case 'table':
    case 'rawBlock':
      return before !== 'heading' && before !== 'codeBlock' && before !== 'horizontalRule';
    case 'blockquote':
      return before === 'blockquote';
    default:
      return false;
  }
}

/** Whether raw Markdown goes on into the block after it, where no blank line ends it. */
function swallowsNext(source: string, next: Node): boolean {
  // A comment, a declaration or preformatted text ends with its own sign; other HTML with a blank line.
  if (source.startsWith('<')) return !/^<(?:[!?]|(?:script|pre|style|textarea)\b)[^]*>$/i.test(source);
  return !source.startsWith('[') || /^["'(]/.test(next.textContent) || next.type.name === 'rawBlock';
}

function opensEmpty(list: Node): boolean {
  return list.firstChild === null || content(list.firstChild).length === 0;
}

const isList = (node: Node) => node.type.spec.group?.includes('list') === true;

function hasParagraphs(list: Node): boolean {
  return list.children.some((item) => content(item).some((block) => block.type.name === 'paragraph'));
}

/** Whether two documents say the same. */
export function isSameText(a: Node, b: Node): boolean {
  if (a.type.name !== b.type.name) return rawText(a) !== undefined && rawText(a) === rawText(b);
  if (a.isTextblock) return isSameTextblock(a, b);
  if (a.isLeaf) return a.attrs.source === b.attrs.source;
  if (a.type.name === 'table') return isSameTable(a, b);
  // Without paragraphs, a tight list and a loose one are the same.
  if (isList(a) && hasParagraphs(a) && isTight(a) !== isTight(b)) return false;
  if (a.type.name === 'orderedList' && a.attrs.start !== b.attrs.start) return false;
  const [left, right] = isList(a) ? [a.children, b.children] : [content(a), content(b)];
  return left.length === right.length && left.every((node, i) => isSameText(node, right[i] as Node));
}

/** The source of a raw block, or of a paragraph of a lone tag: in Markdown the one is the other. */
function rawText(node: Node): string | undefined {
  if (node.type.name === 'rawBlock') return String(node.attrs.source);
  if (node.type.name !== 'paragraph') return undefined;
  const run = pieces(node);
  const [tag, ...rest] = run;
  if (tag?.kind !== 'atom' || !tag.text.startsWith('<')) return undefined;
  const spaces = rest.map((piece) => piece.text).join('');
  return spaces.trim() === '' ? tag.text + spaces : undefined;
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
