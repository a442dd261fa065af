import { describe, expect, it } from 'vitest';
import { paragraph } from '../ipc/fake-exporting';
import type { SheetBlock } from '../ipc/types';
import { between, length, margins, type PagePart, partsOf } from './sheet';

const item = (text: string, level: number, mark = '•', list = 0): SheetBlock =>
  paragraph('item', 'en', text, { item: { list, level, mark }, indent: 425 * (level + 1) });
const more = (text: string, level: number): SheetBlock =>
  paragraph('item', 'en', text, { indent: 425 * (level + 1) });
const table = (indent: number): SheetBlock => ({
  block: 'table',
  kind: 'data',
  lang: 'en',
  columns: [],
  align: [],
  indent,
  rows: [],
});

/** A page in a line: `[• a [• b]]` is a list in a list. */
function line(parts: readonly PagePart[]): string {
  return parts
    .map((part) => {
      if (part.part === 'table') return '#';
      if (part.part === 'paragraph')
        return part.paragraph.spans.map((span) => (span.span === 'text' ? span.text : '/')).join('');
      const items = part.items.map(({ mark, parts: inner }) => `${mark} ${line(inner)}`).join(', ');
      return part.ordered ? `(${items})` : `[${items}]`;
    })
    .join(' ');
}

describe('a sheet as it is read', () => {
  it('has its items in lists, and lists in items', () => {
    const blocks = [item('a', 0), item('b', 1), item('c', 1), item('d', 2), item('e', 0)];
    expect(line(partsOf(blocks))).toBe('[• a [• b, • c [• d]], • e]');
  });

  it('text after an item belongs to it as far as it is set in; other text ends the list', () => {
    const blocks = [
      item('a', 0),
      item('b', 1),
      more('of b', 1),
      more('of a', 0),
      item('c', 0),
      paragraph('body', 'en', 'text'),
      item('d', 0, '•', 1),
    ];
    expect(line(partsOf(blocks))).toBe('[• a [• b of b] of a, • c] text [• d]');
  });

  it('another list at the same level is another list, and numbers make an ordered one', () => {
    const blocks = [item('a', 0), item('b', 0, '1.', 1), item('c', 1, 'a.', 2), item('d', 0, '2.', 1)];
    expect(line(partsOf(blocks))).toBe('[• a] (1. b (a. c), 2. d)');
  });

  it('a list may begin set in further, and a source is an item', () => {
    expect(line(partsOf([item('a', 1), item('b', 0)]))).toBe('[• a] [• b]');
    const source = paragraph('source', 'en', 'Guide', {
      item: { list: 3, level: 0, mark: '[1]' },
      indent: 425,
    });
    expect(line(partsOf([source]))).toBe('([1] Guide)');
  });

  it('a table that is set in is part of the item before it', () => {
    expect(line(partsOf([item('a', 0), table(425), item('b', 0), table(0), item('c', 0, '•', 2)]))).toBe(
      '[• a #, • b] # [• c]',
    );
  });

  it('loses no block', () => {
    const blocks = Array.from({ length: 60 }, (_, at) =>
      at % 7 === 3
        ? more(String(at), at % 3)
        : at % 5 === 4
          ? paragraph('body', 'en', String(at))
          : item(String(at), (at * 5) % 4, at % 2 ? '•' : '1.', at % 3),
    );
    const told = line(partsOf(blocks)).match(/\d+(?![.\d])/g) ?? [];
    expect(told.map(Number)).toEqual(blocks.map((_, at) => at));
  });

  it('measures are points of the page', () => {
    expect(length(425)).toBe('calc(21.25 * var(--pt))');
    const paper = { width: 1, height: 1, top: 20, right: 40, bottom: 60, left: 80, head: 1, foot: 1 };
    expect(margins(paper)).toBe(
      'calc(1 * var(--pt)) calc(2 * var(--pt)) calc(3 * var(--pt)) calc(4 * var(--pt))',
    );
    expect(['en', 'fr'].map((_, at, all) => between(all, at))).toEqual([' / ', '']);
  });
});
