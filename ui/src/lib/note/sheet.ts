/** A sheet of an export as a page is read: the flat paragraphs of Word become lists in lists. */

import type { Lang, Paper, SheetBlock, SheetParagraph, SheetTable } from '../ipc/types';

/** A part of a page. */
export type PagePart =
  { part: 'paragraph'; paragraph: SheetParagraph } | { part: 'table'; table: SheetTable } | PageList;

export interface PageList {
  part: 'list';
  ordered: boolean;
  /** From where its text is set in, and how far, in twentieths of a point from the margin. */
  from: number;
  indent: number;
  items: PageItem[];
}

export interface PageItem {
  /** What is printed before it. */
  mark: string;
  lang: Lang;
  parts: PagePart[];
}

/** A list that may still grow. */
interface Open {
  list: PageList;
  /** Its number on the sheet: items of another list at the same level are another list. */
  number: number;
  level: number;
}

const isItemText = ({ role }: SheetParagraph) => role === 'item' || role === 'response-item';

/** The blocks of a sheet or a cell with the items of a list in it, and their own lists in them. */
export function partsOf(blocks: readonly SheetBlock[]): PagePart[] {
  const root: PagePart[] = [];
  const open: Open[] = [];
  const into = () => open.at(-1)?.list.items.at(-1)?.parts ?? root;
  /** Leaves the lists that are set in further than what comes. */
  const leave = (indent: number) => {
    while ((open.at(-1)?.list.indent ?? 0) > indent) open.pop();
  };
  for (const block of blocks) {
    if (block.block === 'table') {
      if (block.indent === 0) open.length = 0;
      else leave(block.indent);
      into().push({ part: 'table', table: block });
    } else if (block.item) {
      addItem(open, into, block);
    } else {
      if (isItemText(block) || (open.length > 0 && block.indent > 0)) leave(block.indent);
      else open.length = 0;
      into().push({ part: 'paragraph', paragraph: block });
    }
  }
  return root;
}

function addItem(open: Open[], into: () => PagePart[], paragraph: SheetParagraph): void {
  const { item, indent } = paragraph;
  if (!item) return;
  while (open.length > 0) {
    const last = open.at(-1) as Open;
    if (last.level < item.level || (last.level === item.level && last.number === item.list)) break;
    open.pop();
  }
  let last = open.at(-1);
  if (last?.level !== item.level) {
    const from = last?.list.indent ?? 0;
    const ordered = /[\p{L}\p{N}]/u.test(item.mark);
    const list: PageList = { part: 'list', ordered, from, indent, items: [] };
    into().push(list);
    last = { list, number: item.list, level: item.level };
    open.push(last);
  }
  last.list.items.push({
    mark: item.mark,
    lang: paragraph.lang,
    parts: [{ part: 'paragraph', paragraph: { ...paragraph, item: null } }],
  });
}

/** The paragraphs of a cell as blocks. */
export function cellBlocks(paragraphs: readonly SheetParagraph[]): SheetBlock[] {
  return paragraphs.map((paragraph) => ({ block: 'paragraph', ...paragraph }));
}

/** A length of the page, given in twentieths of a point, for its styles; `--pt` is a point on the screen. */
export const length = (twentieths: number): string => `calc(${twentieths / 20} * var(--pt))`;

/** The margins of a paper, for its styles. */
export function margins({ top, right, bottom, left }: Paper): string {
  return [top, right, bottom, left].map(length).join(' ');
}

/** What the foot of a numbered page says; its numbers are known once Word lays the pages out. */
export const PAGE_OF: Record<Lang, string> = { en: 'Page … of …', fr: 'Page … de …' };

/** What stands between the two languages of a line. */
export const between = (all: readonly unknown[], index: number): string =>
  index < all.length - 1 ? ' / ' : '';
