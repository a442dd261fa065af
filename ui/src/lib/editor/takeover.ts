// Taking over a text that changed outside: only the blocks that differ are replaced, so that the cursor stays
// where it is when the change is elsewhere.

import { Fragment, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';

/** A stretch of old blocks that new ones take the place of, by index. */
interface Change {
  from: number;
  to: number;
  blocks: Node[];
}

/** Beyond as many pairs of blocks, finding out which ones stayed is not worth it. */
const MOST_PAIRS = 250_000;

/** Makes the document of a transaction that of `next`. */
export function takeOver(tr: Transaction, next: Node): void {
  const old = tr.doc;
  for (const { from, to, blocks } of changes(old.children, next.children).reverse()) {
    let at = 0;
    for (let i = 0; i < from; i += 1) at += old.child(i).nodeSize;
    const before = Fragment.fromArray(old.children.slice(from, to));
    const after = Fragment.fromArray(blocks);
    const start = before.findDiffStart(after);
    const end = before.findDiffEnd(after);
    if (start === null || end === null) continue;
    // In repeated text the two ends can pass each other.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    const holder = next.type.create(null, after);
    tr.replace(at + start, at + end.a + overlap, holder.slice(start, end.b + overlap));
  }
  if (!tr.doc.eq(next)) tr.replaceWith(0, tr.doc.content.size, next.content);
}

/** What differs between two rows of blocks, by their longest common subsequence. */
function changes(old: readonly Node[], next: readonly Node[]): Change[] {
  if (old.length * next.length > MOST_PAIRS) return [{ from: 0, to: old.length, blocks: [...next] }];
  const width = next.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const same = old[i]?.eq(next[j] as Node);
      common[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: Change[] = [];
  let open: Change | undefined;
  for (let i = 0, j = 0; i < old.length || j < next.length;) {
    if (i < old.length && j < next.length && old[i]?.eq(next[j] as Node)) {
      open = undefined;
      i += 1;
      j += 1;
      continue;
    }
    if (!open) found.push((open = { from: i, to: i, blocks: [] }));
    if (j >= next.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      i += 1;
      open.to = i;
    } else {
      open.blocks.push(next[j] as Node);
      j += 1;
    }
  }
  return found;
}
