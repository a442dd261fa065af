// The marks over what a search found: decorations of the view, never a part of the document or its Markdown.

import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { MarkdownReader } from './parse';
import { citationSource, createSchema } from './schema';

/** `[start, end)` in UTF-16 code units of a text. */
export type Range = readonly [number, number];

/** A piece of a document's text and where it lies: a text, or something that is marked as a whole. */
interface Place {
  at: number;
  length: number;
  pos: number;
  whole: boolean;
}

/** What a document says as one text, a line for each block, and where each piece of it lies. */
export interface DocumentText {
  text: string;
  places: Place[];
}

function sourceOf(node: Node): string {
  return node.type.name === 'citation' ? citationSource(node.attrs) : String(node.attrs['source'] ?? '');
}

/** The text of a document, as the search reads it. */
export function documentText(doc: Node): DocumentText {
  const places: Place[] = [];
  let text = '';
  doc.descendants((node, pos) => {
    if (node.isTextblock && text !== '') text += '\n';
    if (!node.isInline) return;
    if (node.type.name === 'hardBreak') {
      text += '\n';
      return;
    }
    const piece = node.text ?? sourceOf(node);
    places.push({ at: text.length, length: piece.length, pos, whole: !node.isText });
    text += piece;
  });
  return { text, places };
}

let reader: MarkdownReader | undefined;

/** The text of a Markdown that is in no editor at the moment: the same that its editor would give. */
export function textOfMarkdown(markdown: string): string {
  reader ??= new MarkdownReader(createSchema());
  return documentText(reader.read(markdown)).text;
}

/** A match in the document; `from === to` once its text is gone. */
interface Match {
  from: number;
  to: number;
}

/** Where ranges of a document's text lie in the document. Both are in order. */
function located({ places }: DocumentText, ranges: readonly Range[]): Match[] {
  let first = 0;
  return ranges.map(([start, end]) => {
    while (first < places.length && (places[first] as Place).at + (places[first] as Place).length <= start)
      first += 1;
    const match = { from: 0, to: 0 };
    for (let index = first; index < places.length; index += 1) {
      const { at, length, pos, whole } = places[index] as Place;
      if (at >= end) break;
      const from = whole ? pos : pos + Math.max(0, start - at);
      const to = whole ? pos + 1 : pos + Math.min(length, end - at);
      match.from ||= from;
      match.to = to;
    }
    return match;
  });
}

interface MatchState {
  matches: Match[];
  current: number | null;
  decorations: DecorationSet;
}

type Change = Partial<Pick<MatchState, 'matches' | 'current'>>;

const key = new PluginKey<MatchState>('matches');
const NOTHING: MatchState = { matches: [], current: null, decorations: DecorationSet.empty };

function decorated(doc: Node, matches: Match[], current: number | null): MatchState {
  const decorations = matches.flatMap(({ from, to }, nth) => {
    const attributes = { nodeName: 'mark', class: nth === current ? 'match match-current' : 'match' };
    return from < to ? [Decoration.inline(from, to, attributes)] : [];
  });
  return { matches, current, decorations: DecorationSet.create(doc, decorations) };
}

/** The plugin that holds the marks of one editor, and keeps them in place while the text is edited. */
export function matchPlugin(): Plugin<MatchState> {
  return new Plugin<MatchState>({
    key,
    state: {
      init: () => NOTHING,
      apply(tr, state) {
        const change = tr.getMeta(key) as Change | undefined;
        if (change) {
          const { matches = state.matches, current = state.current } = change;
          return decorated(tr.doc, matches, current);
        }
        if (!tr.docChanged || state.matches.length === 0) return state;
        const matches = state.matches.map(({ from, to }) => {
          const start = tr.mapping.map(from, 1);
          return { from: start, to: Math.max(start, tr.mapping.map(to, -1)) };
        });
        return { ...state, matches, decorations: state.decorations.map(tr.mapping, tr.doc) };
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });
}

function dispatch(view: EditorView, change: Change): void {
  view.dispatch(view.state.tr.setMeta(key, change).setMeta('addToHistory', false));
}

/**
 * Marks ranges of the text that the document had when they were looked for, one of them more strongly. Where
 * the text is another one by now, the marks that are there stay, and only the stronger one changes.
 */
export function setMatches(
  view: EditorView,
  text: string,
  ranges: readonly Range[],
  current: number | null,
): void {
  const state = key.getState(view.state) ?? NOTHING;
  if (ranges.length === 0) {
    if (state.matches.length > 0) dispatch(view, { matches: [], current: null });
    return;
  }
  const now = documentText(view.state.doc);
  if (now.text === text) dispatch(view, { matches: located(now, ranges), current });
  else if (state.current !== current) dispatch(view, { current });
}

/** Where words lie in a document the first time; `null` where they do not. */
export function wordsAt(doc: Node, words: string): { from: number; to: number } | null {
  const now = documentText(doc);
  const at = words === '' ? -1 : now.text.indexOf(words);
  return at < 0 ? null : (located(now, [[at, at + words.length]])[0] ?? null);
}

/** Where the nth mark lies in the document now; `null` once its text is gone. */
export function matchAt(view: EditorView, nth: number): { from: number; to: number } | null {
  const match = key.getState(view.state)?.matches[nth];
  return match && match.from < match.to ? match : null;
}
