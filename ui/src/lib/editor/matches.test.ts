import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentText, textOfMarkdown } from './matches';
import MarkdownEditor from './MarkdownEditor.svelte';

function open(value: string) {
  const onchange = vi.fn<(markdown: string) => void>();
  const { component } = render(MarkdownEditor, { value, lang: 'fr', label: 'Réponse', onchange });
  const dom = screen.getByRole('textbox') as HTMLElement & { editor: import('@tiptap/core').Editor };
  const text = component.plainText() ?? '';
  const mark = (words: string[], current: number | null = null, of = text) => {
    const ranges = words.map((word): [number, number] => [of.indexOf(word), of.indexOf(word) + word.length]);
    component.mark(of, ranges, current);
  };
  const marked = () => [...dom.querySelectorAll('mark')].map((element) => element.textContent);
  const current = () => [...dom.querySelectorAll('.match-current')].map((element) => element.textContent);
  return { component, editor: dom.editor, onchange, text, mark, marked, current, dom };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('the text of a document', () => {
  it('has a line for each block and no Markdown, and is the same without an editor', () => {
    const markdown =
      '- Un **accès** [libre](https://x.ca)\n  - a\n\n| h | i |\n| --- | --- |\n| c | d |\n\nfin\\\nligne';
    const { text } = open(markdown);
    expect(text).toBe('Un accès libre\na\nh\ni\nc\nd\nfin\nligne');
    expect(textOfMarkdown(markdown)).toBe(text);
  });

  it('has citations as they are written', () => {
    expect(open('Voir [@guide#2.1].').text).toBe('Voir [@guide#2.1].');
  });
});

describe('marks in an editor', () => {
  it('stand where the text is, across emphasis, lists, citations and emoji', () => {
    const { mark, marked, current } = open('- 😀 Un **ac**cès\n- voir [@guide#2.1] et *fin*');
    mark(['accès', '@guide', 'fin'], 1);
    expect(marked().join('|')).toBe('ac|cès|guide 2.1|fin');
    expect(current()).toEqual(['guide 2.1']);
  });

  it('never enter the Markdown, nor count as an edit, nor can be undone', () => {
    const markdown = '* Un   accès\n\n\n\n__b__ accès';
    const { mark, marked, onchange, editor, component } = open(markdown);
    mark(['accès'], 0);
    component.flush();
    vi.advanceTimersByTime(1000);
    expect(onchange).not.toHaveBeenCalled();
    expect(editor.can().undo()).toBe(false);
    expect(marked()).toEqual(['accès']);
    editor.commands.insertContentAt(3, 'x');
    vi.advanceTimersByTime(1000);
    expect(onchange.mock.lastCall?.[0]).not.toContain('mark');
    editor.commands.undo();
    vi.advanceTimersByTime(1000);
    expect(onchange.mock.lastCall).toEqual([markdown]);
  });

  it('move with the text while it is edited, and go with it', () => {
    const { mark, marked, editor } = open('Un accès et un autre accès long');
    mark(['accès', 'autre'], 0);
    editor.commands.insertContentAt(1, 'Voici : ');
    expect(marked()).toEqual(['accès', 'autre']);
    editor.commands.deleteRange({ from: 9, to: 18 });
    expect(marked()).toEqual(['autre']);
  });

  it('that are late for the text stay away, and the current one still changes', () => {
    const { mark, marked, current, editor, text } = open('Un accès, un autre');
    mark(['accès', 'autre'], 0);
    editor.commands.insertContentAt(1, 'x');
    mark(['Un', 'accès'], 1, text);
    expect(marked()).toEqual(['accès', 'autre']);
    expect(current()).toEqual(['autre']);
    mark([]);
    expect(marked()).toEqual([]);
  });

  it('are selected where they are by now', () => {
    const { mark, component, editor } = open('Un accès');
    mark(['accès'], 0);
    editor.commands.insertContentAt(1, 'Voici ');
    component.selectMark(0);
    const { from, to } = editor.state.selection;
    expect(editor.state.doc.textBetween(from, to)).toBe('accès');
    expect(documentText(editor.state.doc).text).toBe('Voici Un accès');
  });
});
