// What typing turns into the typography of the language, typed in the editor itself.

import type { Editor } from '@tiptap/core';
import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../ipc/types';
import MarkdownEditor from './MarkdownEditor.svelte';

function open(value: string, lang: Lang) {
  render(MarkdownEditor, { value, lang, label: 'Text', onchange: () => undefined });
  const element = screen.getByRole('textbox');
  const { editor } = element as HTMLElement & { editor: Editor };
  const press = (key: string, modifiers: KeyboardEventInit = {}) =>
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }),
    );
  const type = (text: string) => {
    for (const character of text) {
      const { from, to } = editor.state.selection;
      const insert = () => editor.state.tr.insertText(character, from, to);
      const taken = editor.view.someProp('handleTextInput', (take) =>
        take(editor.view, from, to, character, insert),
      );
      if (!taken) editor.view.dispatch(insert());
    }
  };
  editor.commands.focus('end');
  return { editor, press, type, text: () => editor.state.doc.textContent };
}

describe('typing', () => {
  it('makes the quotation marks and the apostrophes of English', () => {
    const { type, text } = open('', 'en');
    type(`She said "it's 'done'".`);
    expect(text()).toBe('She said “it’s ‘done’”.');
  });

  it('makes the quotation marks and the spaces of French', () => {
    const { type, text } = open('', 'fr');
    type(`L'enjeu : il a dit "oui"!`);
    expect(text()).toBe('L’enjeu\u00a0: il a dit «\u00a0oui\u00a0»!');
  });

  it('gives a colon that ends a French line its space', () => {
    const { type, press, editor } = open('', 'fr');
    type('Les faits:');
    press('Enter');
    expect(editor.state.doc.firstChild?.textContent).toBe('Les faits\u00a0:');
    expect(editor.state.doc.childCount).toBe(2);
  });

  it('follows a bold word and a citation as it follows plain ones', () => {
    const { type, text } = open('**bold**', 'en');
    type(`'s "x"`);
    expect(text()).toBe('bold’s “x”');
  });

  it('leaves code and addresses as they are', () => {
    const code = open('`a`', 'fr');
    code.type('"\'');
    expect(code.text()).toBe('a"\'');
    code.editor.commands.setContent({ type: 'doc', content: [{ type: 'codeBlock' }] });
    code.editor.commands.focus('end');
    code.type('x : "y"');
    expect(code.text()).toBe('x : "y"');
    code.editor.commands.setContent({ type: 'doc', content: [{ type: 'paragraph' }] });
    code.type(`https://x.ca/a'b?"c`);
    expect(code.text()).toBe(`https://x.ca/a'b?"c`);
  });

  it.each([
    ['Backspace', {}],
    ['z', { ctrlKey: true }],
  ])('gives the straight character back with %s straight after', (key, modifiers) => {
    const { type, press, text } = open('', 'fr');
    type('Il dit "');
    expect(text()).toBe('Il dit «\u00a0');
    press(key, modifiers);
    expect(text()).toBe('Il dit "');
    type('x');
    expect(text()).toBe('Il dit "x');
  });
});
