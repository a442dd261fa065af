// What is put in by the cursor leaves what is there.

import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { insert, type Insertion, passageAt } from './insert';
import { MarkdownCodec } from './markdown';
import { createSchema } from './schema';

const codec = new MarkdownCodec(createSchema());

/** A text with the cursor in its nth text block. */
function at(markdown: string, nth: number): EditorState {
  const state = EditorState.create({ doc: codec.read(markdown) });
  const starts: number[] = [];
  state.doc.descendants((node, pos) => void (node.isTextblock && starts.push(pos + 1)));
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, starts[nth] ?? 0)));
}

function put(markdown: string, nth: number, what: string, as: Insertion = 'passages'): string {
  const state = at(markdown, nth);
  const after = state.apply(insert(state, codec.read(what), as));
  after.doc.check();
  return codec.write(after.doc);
}

describe('passages that are put in', () => {
  it('come after the one with the cursor, as bullets of its list where they are bullets', () => {
    expect(put('- a\n- b', 0, '- x\n- y')).toBe('- a\n- x\n- y\n- b');
    expect(put('- a\n  - b\n- c', 1, '- x')).toBe('- a\n  - b\n- x\n- c');
    expect(put('a\n\nb', 0, '- x')).toBe('a\n\n- x\n\nb');
  });

  it('take the place of an empty one', () => {
    expect(put('- a\n-\n- b', 1, '- x')).toBe('- a\n- x\n- b');
    expect(put('', 0, '- x')).toBe('- x');
  });

  it('take no place where there is something else than text', () => {
    expect(put('- a\n- ![](chart.png)', 1, '- x')).toBe('- a\n- ![](chart.png)\n- x');
    expect(put('![](chart.png)', 0, 'x')).toBe('![](chart.png)\n\nx');
    const table = '| | |\n| --- | --- |\n| | |';
    const [one, two] = put(table, 0, 'x').split('\n\n');
    expect([codec.read(one ?? '').firstChild?.type.name, two]).toEqual(['table', 'x']);
  });
});

/** Puts something into a text whose `¦` is the cursor, or whose two `¦` hold the selection. */
function write(markdown: string, what: string, as: Insertion): string {
  let state = EditorState.create({ doc: codec.read(markdown) });
  const ends: number[] = [];
  for (;;) {
    let found = -1;
    state.doc.descendants((node, pos) => {
      const at = node.text?.indexOf('¦') ?? -1;
      if (found < 0 && at >= 0) found = pos + at;
    });
    if (found < 0) break;
    ends.push(found);
    state = state.apply(state.tr.delete(found, found + 1));
  }
  const [from = 0, to = from] = ends;
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
  const after = state.apply(insert(state, codec.read(what), as));
  after.doc.check();
  return codec.write(after.doc);
}

describe('a citation that is put in', () => {
  const cite = (markdown: string) => write(markdown, '[@act#7]', 'behind');

  it('stands behind the cursor, a space apart from words', () => {
    expect(cite('We lend¦.')).toBe('We lend [@act#7].');
    expect(cite('We lend ¦them')).toBe('We lend [@act#7] them');
    expect(cite('We lend (¦)')).toBe('We lend ([@act#7])');
    expect(cite('¦Lent')).toBe('[@act#7] Lent');
  });

  it('leaves what is selected, and goes behind it', () => {
    expect(cite('- We ¦lend¦ them')).toBe('- We lend [@act#7] them');
  });

  it('goes behind code, which holds no citation', () => {
    expect(put('```\na\n```', 0, '[@act#7]', 'behind')).toBe('```\na\n```\n\n[@act#7]');
  });
});

describe('a quotation of its own', () => {
  const quote = '> One.\n>\n> Two. [@act#7]';

  it('stands below the line with the cursor, within its bullet', () => {
    expect(put('a\n\nb', 0, quote, 'below')).toBe(`a\n\n${quote}\n\nb`);
    expect(put('- a\n- b', 0, quote, 'below')).toBe('- a\n  > One.\n  >\n  > Two. [@act#7]\n- b');
    expect(put('-\n- b', 0, quote, 'below')).toBe('- > One.\n  >\n  > Two. [@act#7]\n- b');
  });

  it('takes the place of an empty text', () => {
    expect(put('', 0, quote, 'below')).toBe(quote);
  });

  it('says all its words in a cell, which holds no blocks', () => {
    expect(write('| a |\n| --- |\n| b¦ |', quote, 'below')).toBe('| a |\n| --- |\n| b One. Two. [@act#7] |');
  });
});

it('the passage with the cursor is counted by outer bullets and blocks', () => {
  const text = 'p\n\n- a\n  - b\n- c\n\nq';
  expect([0, 1, 2, 3, 4].map((nth) => passageAt(at(text, nth)))).toEqual([0, 1, 1, 2, 3]);
});
