// The keys, pressed in the editor itself.

import type { Editor } from '@tiptap/core';
import { render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import MarkdownEditor from './MarkdownEditor.svelte';

interface Open {
  editor: Editor;
  /** Presses a key; says whether the editor took it. */
  press: (key: string, modifiers?: KeyboardEventInit) => boolean;
  /** Puts the cursor before or after a text. */
  at: (text: string, end?: boolean) => void;
  markdown: () => string;
}

function open(value: string): Open {
  const onchange = vi.fn<(markdown: string) => void>();
  const view = render(MarkdownEditor, { value, lang: 'en', label: 'Background', onchange });
  const element = screen.getByRole('textbox');
  const { editor } = element as HTMLElement & { editor: Editor };
  return {
    editor,
    press: (key, modifiers = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    },
    at: (text, end = false) => {
      editor.state.doc.descendants((node, pos) => {
        const offset = node.isText ? (node.text ?? '').indexOf(text) : -1;
        if (offset >= 0) editor.commands.setTextSelection(pos + offset + (end ? text.length : 0));
      });
    },
    markdown: () => {
      view.component.flush();
      return onchange.mock.lastCall?.[0] ?? value;
    },
  };
}

describe('the keys', () => {
  it('nest and un-nest with Tab inside a list', () => {
    const { press, at, markdown } = open('- a\n- b');
    at('b');
    expect(press('Tab')).toBe(true);
    expect(markdown()).toBe('- a\n  - b');
    expect(press('Tab', { shiftKey: true })).toBe(true);
    expect(markdown()).toBe('- a\n- b');
  });

  it('leave the text with Tab outside of lists and tables', () => {
    const { press } = open('a');
    expect(press('Tab')).toBe(false);
    expect(press('Tab', { shiftKey: true })).toBe(false);
  });

  it('leave with Escape and Tab, from wherever', () => {
    const { press, at } = open('- a\n- b');
    at('b');
    expect(press('Escape')).toBe(false);
    expect(press('Tab')).toBe(false);
    expect(press('Tab')).toBe(true);
  });

  it('move through a table with Tab, which adds a row at its end', () => {
    const { press, at, editor, markdown } = open('| a | b |\n| --- | --- |');
    at('a');
    press('Tab');
    expect(editor.state.selection.$from.parent.textContent).toBe('b');
    press('Tab');
    editor.commands.insertContent('c');
    expect(markdown()).toBe('| a | b |\n| --- | --- |\n| c | |');
  });

  it('go down a table with Enter and out below it', () => {
    const { press, at, editor, markdown } = open('| a | b |\n| --- | --- |\n| c | d |');
    at('b');
    press('Enter');
    expect(editor.state.selection.$from.parent.textContent).toBe('d');
    press('Enter');
    editor.commands.insertContent('e');
    expect(markdown()).toBe('| a | b |\n| --- | --- |\n| c | d |\n\ne');
  });

  it('begin a new item with Enter and end the list with another', () => {
    const { press, at, editor, markdown } = open('- a');
    at('a', true);
    press('Enter');
    press('Enter');
    editor.commands.insertContent('b');
    expect(markdown()).toBe('- a\n\nb');
  });

  it('take the bullet off with Backspace at its start, then join', () => {
    const { press, at, markdown } = open('- a\n- b');
    at('b');
    press('Backspace');
    expect(markdown()).toBe('- a\n\nb');
    press('Backspace');
    expect(markdown()).toBe('- ab');
  });

  it('join the next item with Delete at the end of one', () => {
    const { press, at, markdown } = open('- a\n- b');
    at('a', true);
    press('Delete');
    expect(markdown()).toBe('- ab');
  });

  it('break the line with Shift+Enter, but not in a heading that has one line only', () => {
    const { press, at, editor, markdown } = open('ab\n\n#### cd');
    at('b');
    press('Enter', { shiftKey: true });
    at('d');
    press('Enter', { shiftKey: true });
    editor.commands.insertContent('x');
    expect(markdown()).toBe('a\\\nb\n\n#### cxd');
  });

  it('leave Ctrl+K to the search, and let no underline in', () => {
    const { press } = open('a');
    expect(press('k', { ctrlKey: true })).toBe(false);
    expect(press('u', { ctrlKey: true })).toBe(true);
  });

  it('take nothing that AltGr or Ctrl+Alt makes', () => {
    const { press } = open('a');
    for (const key of '0123456789bciklqsuzé@[]{}|~€') {
      expect(press(key, { ctrlKey: true, altKey: true })).toBe(false);
    }
  });
});
