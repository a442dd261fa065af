// What typing turns into something else: bullets, numbers, citations and web addresses. Ctrl+Z or Backspace
// straight after takes it back.

import { Extension, InputRule, wrappingInputRule } from '@tiptap/core';

/** A citation as typed, when its bracket is closed. */
const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]$/u;

/** A web address as typed, when a space follows. */
const ADDRESS = /(?:^|[\s(«“"])(https?:\/\/[^\s<>]+[^\s<>.,;:!?)»”"'’])\s$/;

export const Typing = Extension.create({
  name: 'typing',

  addInputRules() {
    const { bulletList, orderedList, citation } = this.editor.schema.nodes;
    const link = this.editor.schema.marks.link;
    if (!bulletList || !orderedList || !citation || !link) return [];
    return [
      wrappingInputRule({ find: /^\s*[-*•·]\s$/, type: bulletList }),
      wrappingInputRule({
        find: /^\s*(\d{1,4})[.)]\s$/,
        type: orderedList,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, list) => list.childCount + Number(list.attrs.start) === Number(match[1]),
      }),
      new InputRule({
        find: CITATION,
        handler: ({ state, range, match }) => {
          const node = citation.create({ slug: match[1] ?? '', anchor: match[2] ?? '' });
          state.tr.replaceWith(range.from, range.to, node);
        },
      }),
      new InputRule({
        find: ADDRESS,
        handler: ({ state, range, match }) => {
          const address = match[1] ?? '';
          const from = range.from + match[0].indexOf(address);
          const to = from + address.length;
          if (state.doc.rangeHasMark(from, to, link)) return null;
          state.tr.addMark(from, to, link.create({ href: address })).removeStoredMark(link);
          return undefined;
        },
      }),
    ];
  },
});
