import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import MarkdownEditor from './MarkdownEditor.svelte';

function open(value: string, props: Record<string, unknown> = {}) {
  const onchange = vi.fn<(markdown: string) => void>();
  const view = render(MarkdownEditor, { value, lang: 'fr', label: 'Réponse suggérée', onchange, ...props });
  return { ...view, onchange, text: screen.getByRole('textbox') };
}

/** The Tiptap editor behind a text. */
function editorOf(text: HTMLElement) {
  return (text as HTMLElement & { editor: import('@tiptap/core').Editor }).editor;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the editor of a section', () => {
  it('says what it is to a screen reader', () => {
    const { text } = open('Un');
    expect(text.getAttribute('aria-label')).toBe('Réponse suggérée');
    expect(text.getAttribute('aria-multiline')).toBe('true');
    expect(text.getAttribute('lang')).toBe('fr-CA');
    expect(text.getAttribute('spellcheck')).toBe('true');
  });

  it('reports an edit once typing pauses, with untouched blocks as they were written', () => {
    const { text, onchange } = open('Un\n\n* a\n\n\n* b\n\n__gras__');
    editorOf(text).commands.insertContentAt(1, 'Dé');
    vi.advanceTimersByTime(100);
    expect(onchange).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(onchange.mock.calls).toEqual([['DéUn\n\n* a\n\n\n* b\n\n__gras__']]);
  });

  it('never reports a text that nobody edited', async () => {
    const { text, onchange, rerender, component } = open('* odd   style\n\n\n\n1)  x');
    text.focus();
    text.blur();
    component.flush();
    component.setValue('__other__');
    await rerender({ value: '__third__' });
    await tick();
    vi.advanceTimersByTime(1000);
    expect(onchange).not.toHaveBeenCalled();
    expect(text.textContent).toBe('third');
  });

  it('comes back to the very text it had when an edit is undone', () => {
    const { text, onchange } = open('* a\n\n\n\n__b__ ');
    editorOf(text).commands.insertContentAt(1, 'x');
    vi.advanceTimersByTime(200);
    editorOf(text).commands.undo();
    vi.advanceTimersByTime(200);
    expect(onchange.mock.lastCall).toEqual(['* a\n\n\n\n__b__ ']);
  });

  it('loses nothing when it goes while an edit waits', () => {
    const { text, onchange, unmount } = open('Un');
    editorOf(text).commands.insertContentAt(3, ' deux');
    unmount();
    expect(onchange.mock.calls).toEqual([['Un deux']]);
  });

  it('reports a waiting edit before it takes over a text from outside', () => {
    const { text, onchange, component } = open('Un\n\nDeux');
    editorOf(text).commands.insertContentAt(3, '!');
    component.setValue('Un\n\nTrois');
    expect(onchange.mock.calls).toEqual([['Un!\n\nDeux']]);
    expect(text.querySelectorAll('p')[1]?.textContent).toBe('Trois');
  });

  it('does not take its own report, coming back as the value, for a change from outside', async () => {
    const { text, onchange, rerender } = open('Un');
    editorOf(text).commands.insertContentAt(3, ' deux');
    vi.advanceTimersByTime(200);
    editorOf(text).commands.insertContentAt(8, ' trois');
    await rerender({ value: 'Un deux' });
    vi.advanceTimersByTime(200);
    expect(onchange.mock.lastCall).toEqual(['Un deux trois']);
  });

  it('keeps the cursor where it was when a text from outside comes', () => {
    const { text, component } = open('un\n\ndeux\n\ntrois');
    const editor = editorOf(text);
    editor.commands.setTextSelection(13);
    expect(editor.state.selection.$from.nodeAfter?.text).toBe('ois');
    component.setValue('un et demi\n\ndeux\n\ntrois\n\nquatre');
    expect(editor.state.selection.$from.nodeAfter?.text).toBe('ois');
    expect(text.querySelectorAll('p')).toHaveLength(4);
  });

  it('cannot be edited when it is read-only', () => {
    const { text } = open('Un', { readonly: true });
    expect(text.getAttribute('contenteditable')).toBe('false');
    expect(text.getAttribute('aria-readonly')).toBe('true');
  });
});
