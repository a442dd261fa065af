/** If-pressed blocks of both sides as rows: what is done to a row is done to the block on each side. */

import type { Bilingual, IfPressed, Lang } from '../ipc/types';
import { LANGS, other } from './sections';

/** The blocks of each side; `null` where the side does not exist. */
export type Blocks = Bilingual<IfPressed[] | null>;

const empty = (): IfPressed => ({ topic: '', text: '' });
const isEmpty = (block: IfPressed | undefined) =>
  block !== undefined && block.topic === '' && block.text === '';

/** How many rows there are. */
export function rowCount(blocks: Blocks): number {
  return Math.max(blocks.en?.length ?? 0, blocks.fr?.length ?? 0);
}

function each(blocks: Blocks, change: (list: IfPressed[], lang: Lang) => IfPressed[]): Blocks {
  const changed: Blocks = { en: null, fr: null };
  for (const lang of LANGS) {
    const list = blocks[lang];
    changed[lang] = list && change(list, lang);
  }
  return changed;
}

/** The list, made long enough for `count` blocks. */
function padded(list: IfPressed[], count: number): IfPressed[] {
  const missing = Math.max(0, count - list.length);
  return [...list, ...Array.from({ length: missing }, empty)];
}

/** An empty block at the end of both sides, at the same row. */
export function added(blocks: Blocks): Blocks {
  const rows = rowCount(blocks);
  return each(blocks, (list) => padded(list, rows + 1));
}

/** A block on one side that lacks it, so that it stands beside its counterpart. */
export function withCounterpart(blocks: Blocks, lang: Lang, row: number): Blocks {
  return { ...blocks, [lang]: padded(blocks[lang] ?? [], row + 1) };
}

/** How many blocks each side has. */
export function lengths(blocks: Blocks): Bilingual<number> {
  return { en: blocks.en?.length ?? 0, fr: blocks.fr?.length ?? 0 };
}

/** The sides with so many blocks again, as far as empty ones are lacking or too many. */
export function resized(blocks: Blocks, to: Bilingual<number>): Blocks {
  return each(blocks, (list, lang) => {
    const cut = list.findLastIndex((block) => !isEmpty(block)) + 1;
    return padded(list.slice(0, Math.max(cut, to[lang])), to[lang]);
  });
}

/** The row `from` at the place `to`. A side that lacks one of the two keeps an empty block in its place. */
export function moved(blocks: Blocks, from: number, to: number): Blocks {
  return each(blocks, (list, lang) => {
    if (from >= list.length && to >= list.length) return list;
    const order = padded(list, Math.max(from, to) + 1);
    order.splice(to, 0, ...order.splice(from, 1));
    const counterpart = blocks[other(lang)]?.length ?? 0;
    while (
      order.length > 0 &&
      order.length <= counterpart &&
      isEmpty(order.at(-1)) &&
      !isEmpty(list.at(-1))
    ) {
      order.pop();
    }
    return order;
  });
}

/** Without the row. */
export function removed(blocks: Blocks, row: number): Blocks {
  return each(blocks, (list) => list.filter((_, index) => index !== row));
}

/** The row as it was on each side, put back in its place. */
export function restored(blocks: Blocks, row: number, was: Bilingual<IfPressed | null>): Blocks {
  return each(blocks, (list, lang) => {
    const block = was[lang];
    if (!block) return list;
    const back = padded(list, row);
    back.splice(row, 0, block);
    return back;
  });
}

/** The blocks of one row. */
export function rowOf(blocks: Blocks, row: number): Bilingual<IfPressed | null> {
  return { en: blocks.en?.[row] ?? null, fr: blocks.fr?.[row] ?? null };
}
