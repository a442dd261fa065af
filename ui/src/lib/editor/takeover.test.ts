import fc from 'fast-check';
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';
import { takeOver } from './takeover';
import { anyMarkdown } from './testing/generate';

const reader = new MarkdownReader(createSchema());

function taken(before: string, after: string): EditorState {
  const state = EditorState.create({ doc: reader.read(before) });
  const tr = state.tr;
  takeOver(tr, reader.read(after));
  return state.apply(tr);
}

it('gives the new document, whatever the old one was', () => {
  fc.assert(
    fc.property(anyMarkdown, anyMarkdown, (before, after) => {
      expect(taken(before, after).doc.eq(reader.read(after))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('gives the new document where blocks are moved, repeated and dropped', () => {
  const blocks = fc.array(fc.constantFrom('a', 'aa', 'ab', '- a\n- b', '- a', '---', '> a'), {
    maxLength: 8,
  });
  const text = blocks.map((parts) => parts.join('\n\n<!-- -->\n\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(taken(before, after).doc.eq(reader.read(after))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('leaves the cursor in its word when text around it changes', () => {
  let state = EditorState.create({ doc: reader.read('one\n\ntwo\n\nthree') });
  state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, 7)));
  expect(state.selection.$from.nodeAfter?.text).toBe('wo');
  const tr = state.tr;
  takeOver(tr, reader.read('zero\n\none!\n\ntwo\n\n- three\n- four'));
  expect(state.apply(tr).selection.$from.nodeAfter?.text).toBe('wo');
});
