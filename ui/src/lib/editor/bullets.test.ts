// Bullets taken out of one text and put into another, each with a schema of its own, as editors have.

import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { putBullet, takeBullet } from './bullets';
import { MarkdownCodec } from './markdown';
import { createSchema } from './schema';

function text(markdown: string, at = '') {
  const codec = new MarkdownCodec(createSchema());
  let state = EditorState.create({ doc: codec.read(markdown) });
  state.doc.descendants((node, pos) => {
    const offset = node.isText && at !== '' ? (node.text ?? '').indexOf(at) : -1;
    if (offset >= 0)
      state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos + offset)));
  });
  return { state, write: (after: EditorState) => codec.write(after.doc) };
}

/** Both texts after the bullet with `at` went from one to the other. */
function move(from: string, at: string, to: string, atEnd: boolean) {
  const source = text(from, at);
  const target = text(to);
  const taken = takeBullet(source.state);
  if (!taken) return null;
  const left = source.state.apply(taken.tr);
  const got = target.state.apply(putBullet(target.state, taken.bullet, atEnd));
  left.doc.check();
  got.doc.check();
  expect(got.selection.$from.nodeAfter?.text?.startsWith(at)).toBe(true);
  return [source.write(left), target.write(got)];
}

describe('a bullet that is moved', () => {
  it('takes what hangs under it along', () => {
    expect(move('- a\n- b\n  - c\n- d', 'b', '- x', false)).toEqual(['- a\n- d', '- b\n  - c\n- x']);
    expect(move('- a\n- b\n  - c\n- d', 'b', '- x', true)).toEqual(['- a\n- d', '- x\n- b\n  - c']);
  });

  it('from under another one stands by itself', () => {
    expect(move('- a\n  - b', 'b', '- x', true)).toEqual(['- a', '- x\n- b']);
  });

  it('that is all there is leaves an empty text, and fills one', () => {
    expect(move('- a', 'a', '', true)).toEqual(['', '- a']);
  });

  it('leaves the paragraphs around its list', () => {
    expect(move('p\n\n- a\n\nq', 'a', 'r', false)).toEqual(['p\n\nq', '- a\n\nr']);
    expect(move('p\n\n- a\n\nq', 'a', 'r', true)).toEqual(['p\n\nq', 'r\n\n- a']);
  });

  it('keeps its number sign, counts from one, and leaves the others counting', () => {
    expect(move('3. a\n4. b\n5. c', 'b', '- x', true)).toEqual(['3. a\n4. c', '- x\n\n1. b']);
  });

  it('goes out of a quotation whole', () => {
    expect(move('> - a\n\nx', 'a', '- y', true)).toEqual(['x', '- y\n- a']);
  });

  it('is none outside of a list', () => {
    expect(move('p', 'p', '- x', true)).toBeNull();
  });
});
