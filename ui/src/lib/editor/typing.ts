// What typing turns into something else: bullets, numbers, citations, web addresses, and the quotation marks and
// spaces of the language. Ctrl+Z or Backspace straight after takes it back.

import { type Editor, Extension, InputRule, wrappingInputRule } from '@tiptap/core';
import type { Lang } from '../ipc/types';
import { atLineEnd, typed } from './typography';

/** A citation as typed, when its bracket is closed. */
const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]$/u;

/** A web address as typed, when a space follows. */
const ADDRESS = /(?:^|[\s(«“"])(https?:\/\/[^\s<>]+[^\s<>.,;:!?)»”"'’])\s$/;

/** Quotation marks, apostrophes and spaces as the language has them. */
function typographyRule(lang: () => Lang): InputRule {
  return new InputRule({
    find: (text) => {
      const replacement = typed(text.slice(0, -1), text.slice(-1), lang());
      if (!replacement) return null;
      const index = text.length - 1 - replacement.remove;
      return { index, text: text.slice(index), data: { insert: replacement.insert } };
    },
    handler: ({ state, range, match }) => {
      const { insert } = match.data as { insert: string };
      state.tr.insertText(insert, range.from, range.to);
    },
  });
}

/** Before a line ends: a colon that ends it gets its space in French. */
export function endLine(editor: Editor, lang: Lang): void {
  const { $from, empty } = editor.state.selection;
  const code = $from.parent.type.spec.code || $from.marks().some((mark) => mark.type.spec.code);
  if (!empty || code || !$from.parent.isTextblock) return;
  const replacement = atLineEnd($from.nodeBefore?.text ?? '', lang);
  if (!replacement) return;
  const tr = editor.state.tr.insertText(replacement.insert, $from.pos - replacement.remove, $from.pos);
  editor.view.dispatch(tr);
}

export const Typing = Extension.create<{ lang: () => Lang }>({
  name: 'typing',
  addOptions: () => ({ lang: () => 'en' as const }),

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
      typographyRule(this.options.lang),
    ];
  },
});
