// Two texts side by side, in a page whose heights are worked out here: a line for every ten letters, 20 pixels
// high, and the room that the editor gave.

import type { Editor } from '@tiptap/core';
import { render } from '@testing-library/svelte';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Alignment, roomFor } from './alignment';
import MarkdownEditor from './MarkdownEditor.svelte';

const LINE = 20;
const padding = (element: HTMLElement) => Number.parseFloat(element.style.paddingTop) || 0;

/** The height of a block, with the room in it. */
function height(element: HTMLElement): number {
  if (element.matches('ul, ol, .qp-text')) {
    return [...element.children].reduce((sum, child) => sum + height(child as HTMLElement), 0);
  }
  return Math.max(1, Math.ceil((element.textContent ?? '').length / 10)) * LINE + padding(element);
}

function top(element: HTMLElement): number {
  const text = element.closest<HTMLElement>('.qp-text');
  let above = 0;
  for (let at: Element | null = element; at && at !== text; at = at.parentElement) {
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      above += height(before as HTMLElement);
    }
  }
  return above;
}

let frames: FrameRequestCallback[] = [];
/** Runs the frames that are asked for, as often as `most`; says how many there were. */
function paint(most = 10): number {
  let count = 0;
  for (; frames.length > 0 && count < most; count += 1) frames.splice(0).forEach((frame) => frame(0));
  return count;
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('ResizeObserver', undefined);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const left = this.closest('[lang=fr-CA]') ? 400 : 0;
    return new DOMRect(left, top(this), 350, height(this));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function open(en: string, fr: string) {
  const alignment = new Alignment();
  const show = (lang: 'en' | 'fr') => {
    const onchange = vi.fn();
    const plugins = [alignment.plugin()];
    const value = lang === 'en' ? en : fr;
    const view = render(MarkdownEditor, { value, lang, label: lang, plugins, onchange });
    const dom = view.container.querySelector(`.qp-text[lang="${lang}-CA"]`) as HTMLElement & {
      editor: Editor;
    };
    return { ...view, onchange, dom, editor: dom.editor };
  };
  const [english, french] = [show('en'), show('fr')];
  const texts = [english, french];
  const items = (dom: HTMLElement) => [...dom.querySelectorAll<HTMLElement>('.qp-text > * > li')];
  /** Where the words of each bullet begin. */
  const begins = () => texts.map(({ dom }) => items(dom).map((item) => top(item) + padding(item)));
  const rooms = () => texts.map(({ dom }) => items(dom).map(padding));
  return { english, french, begins, rooms };
}

const SHORT = '- a\n- b\n- c';
const LONG = '- a\n- bbbbbbbbbb bbbbbbbbbb bb\n- c';

describe('bullets side by side', () => {
  it('begin at one height where both sides have as many', () => {
    const { begins } = open(SHORT, LONG);
    expect(begins()).toEqual([
      [0, 20, 40],
      [0, 20, 80],
    ]);
    paint();
    expect(begins()).toEqual([
      [0, 20, 80],
      [0, 20, 80],
    ]);
  });

  it('follow what is typed with one measure a frame, and come to rest', () => {
    const { english, begins, rooms } = open(SHORT, LONG);
    paint();
    for (let i = 0; i < 5; i += 1) english.editor.commands.insertContentAt(3, 'aaaaaaa ');
    expect(frames).toHaveLength(1);
    expect(paint()).toBe(1);
    expect(begins()[0]).toEqual(begins()[1]);
    expect(rooms()[1]?.[1]).toBeGreaterThan(0);
    english.editor.commands.setTextSelection(4);
    expect(frames).toHaveLength(0);
  });

  it('have no room of their own where the counts differ, until they are equal again', () => {
    const { french, begins, rooms } = open(SHORT, LONG);
    paint();
    french.component.setValue('- a\n- bbbbbbbbbb bbbbbbbbbb bb');
    paint();
    expect(
      rooms()
        .flat()
        .every((room) => room === 0),
    ).toBe(true);
    french.component.setValue('- a\n- bbbbbbbbbb bbbbbbbbbb bb\n- d');
    paint();
    expect(begins()[0]).toEqual(begins()[1]);
  });

  it('keep their level when others take their place at the same heights', () => {
    const { english, begins } = open(SHORT, LONG);
    paint();
    english.component.setValue('- x\n- y\n- z');
    paint();
    expect(begins()[0]).toEqual([0, 20, 80]);
  });

  it('have no room when one side is shown alone', () => {
    const { french, rooms } = open(SHORT, LONG);
    paint();
    expect(rooms()[0]).toEqual([0, 0, 40]);
    french.unmount();
    paint();
    expect(rooms()[0]).toEqual([0, 0, 0]);
  });

  it('leave the text, its history and what is reported alone', () => {
    const { english, french, begins } = open(SHORT, LONG);
    paint();
    for (const { component, onchange, editor } of [english, french]) {
      component.flush();
      expect(onchange).not.toHaveBeenCalled();
      expect(editor.can().undo()).toBe(false);
      expect(editor.getHTML()).not.toContain('padding');
    }
    expect(begins()[0]).toEqual(begins()[1]);
  });
});

it('room makes the heights equal, is never negative, and is none where they are', () => {
  const heights = fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(heights, (pairs) => {
      const starts = ([0, 1] as const).map((side) =>
        pairs.map((_, i) => pairs.slice(0, i + 1).reduce((sum, pair) => sum + pair[side], 0)),
      );
      const [a, b] = [starts[0] ?? [], starts[1] ?? []];
      const [roomA, roomB] = roomFor(a, b);
      let [givenA, givenB] = [0, 0];
      a.forEach((start, i) => {
        givenA += roomA[i] ?? 0;
        givenB += roomB[i] ?? 0;
        expect(start + givenA).toBe((b[i] ?? 0) + givenB);
        expect(Math.min(roomA[i] ?? 0, roomB[i] ?? 0)).toBe(0);
      });
      expect(roomFor(a, a)).toEqual([a.map(() => 0), a.map(() => 0)]);
    }),
  );
});
