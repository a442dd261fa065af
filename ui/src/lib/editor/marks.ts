// The marks of a section's text: bold, italic, struck, code, links, and line ends of the source.

import { Mark } from '@tiptap/core';

/** Addresses that may be followed; others stay in the text without being links to click. */
const SAFE_ADDRESS = /^(?:https?:|mailto:|tel:|#)/i;

/** An attribute that lives in the document only, not in its HTML. */
export const hidden = (initial: unknown) => ({ default: initial, rendered: false, parseHTML: () => initial });

export const Bold = Mark.create({
  name: 'bold',
  parseHTML: () => [
    { tag: 'strong' },
    { tag: 'b', getAttrs: (element) => !/^(?:normal|[1-5]00)$/.test(element.style.fontWeight) && null },
    { style: 'font-weight', getAttrs: (value) => /^(?:bold(?:er)?|[6-9]\d\d)$/.test(value) && null },
  ],
  renderHTML: () => ['strong', 0],
});

export const Italic = Mark.create({
  name: 'italic',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  renderHTML: () => ['em', 0],
});

export const Strike = Mark.create({
  name: 'strike',
  parseHTML: () => [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }],
  renderHTML: () => ['s', 0],
});

export const Code = Mark.create({
  name: 'code',
  code: true,
  parseHTML: () => [{ tag: 'code' }],
  renderHTML: () => ['code', { spellcheck: 'false' }, 0],
});

/** A link; `source` is what follows its text where that is not our own style (`[ref]`, `<>`). */
export const Link = Mark.create({
  name: 'link',
  priority: 900,
  inclusive: false,
  addAttributes: () => ({
    href: {
      default: '',
      rendered: false,
      parseHTML: (element: HTMLElement) => element.getAttribute('href') ?? '',
    },
    title: {
      default: null,
      rendered: false,
      parseHTML: (element: HTMLElement) => element.getAttribute('title'),
    },
    source: hidden(null),
  }),
  parseHTML: () => [{ tag: 'a[href]' }],
  renderHTML({ mark }) {
    const href = mark.attrs.href as string;
    const title = (mark.attrs.title as string | null) ?? href;
    return ['a', SAFE_ADDRESS.test(href) ? { href, title, rel: 'noreferrer' } : { title }, 0];
  },
});

/** The space that stands for a line end in the source: it looks like a space and stays a line end. */
export const SoftBreak = Mark.create({
  name: 'softBreak',
  inclusive: false,
  parseHTML: () => [{ tag: 'span[data-soft-break]', preserveWhitespace: 'full' }],
  renderHTML: () => ['span', { 'data-soft-break': '' }, 0],
});
