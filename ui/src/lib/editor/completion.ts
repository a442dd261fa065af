// A citation while it is typed: what stands behind `[@` is told, with the way to put a citation in its place.
// Whoever listens offers clauses for it and takes the keys that choose among them.

import { closeHistory } from '@tiptap/pm/history';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { Cited } from './citation-label';

/** A citation that has been begun. */
export interface Begun {
  /** What is typed behind `[@`. */
  text: string;
  /** Where it stands on the screen (CSS pixels). */
  left: number;
  top: number;
  bottom: number;
  /** Puts a citation in its place, and the cursor behind it. */
  put: (cited: Cited) => void;
}

/** Who offers what a citation may become. */
export interface CompletionSource {
  /** What is begun where the cursor is; `null` once nothing is. */
  begun: (begun: Begun | null, text: HTMLElement) => void;
  /** A key while something is begun; says whether it was taken. */
  key: (event: KeyboardEvent) => boolean;
}

/** What begins a citation, up to the cursor. As many characters as anybody types to find a clause. */
const BEGUN = /\[@([^[\]\n\ufffc]{0,60})$/u;
const LONGEST = 64;

/** Where the bracket stands whose offers were declined: none are made while the cursor is behind it. */
const declinedKey = new PluginKey<number | null>('completion');

/** Where a citation is begun before the cursor: where its bracket stands, and what is typed behind it. */
function begunAt({ selection }: EditorState): { from: number; text: string } | null {
  const { $from, empty } = selection;
  const { parent, parentOffset } = $from;
  if (!empty || !parent.isTextblock || parent.type.spec.code) return null;
  const before = parent.textBetween(Math.max(0, parentOffset - LONGEST), parentOffset, undefined, '\ufffc');
  const found = BEGUN.exec(before);
  return found ? { from: $from.pos - found[0].length, text: found[1] ?? '' } : null;
}

function put(view: EditorView, from: number, cited: Cited): void {
  const { state } = view;
  const node = state.schema.nodes['citation']?.create({ slug: cited.slug, anchor: cited.anchor });
  if (!node) return;
  const tr = closeHistory(state.tr).replaceWith(from, state.selection.from, node);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + node.nodeSize)).scrollIntoView());
  view.focus();
}

/** The plugin that tells what is begun. */
export function completionPlugin(source: CompletionSource): Plugin {
  let open = false;
  const tell = (view: EditorView, typed: boolean) => {
    const found = view.hasFocus() && view.editable && !view.composing ? begunAt(view.state) : null;
    const isDeclined = found?.from === declinedKey.getState(view.state);
    // A cursor that only passes by asks for nothing.
    if (!found || isDeclined || !(typed || open)) {
      if (open) source.begun(null, view.dom);
      open = false;
      return;
    }
    open = true;
    const { left, top, bottom } = view.coordsAtPos(found.from);
    const { text, from } = found;
    source.begun({ text, left, top, bottom, put: (cited) => put(view, from, cited) }, view.dom);
  };
  const close = (view: EditorView) => {
    if (open) source.begun(null, view.dom);
    open = false;
  };
  return new Plugin<number | null>({
    key: declinedKey,
    state: {
      init: () => null,
      apply: (tr, declined, _, state) => {
        const now = tr.getMeta(declinedKey) as number | undefined;
        if (now !== undefined) return now;
        if (declined === null) return null;
        const { pos, deleted } = tr.mapping.mapResult(declined);
        return !deleted && begunAt(state)?.from === pos ? pos : null;
      },
    },
    props: {
      handleDOMEvents: {
        // Before the keys of the text.
        keydown: (view, event) => {
          if (!open || event.isComposing || !source.key(event)) return false;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') {
            open = false;
            const found = begunAt(view.state);
            if (found) view.dispatch(view.state.tr.setMeta(declinedKey, found.from));
          }
          return true;
        },
        blur: (view) => {
          close(view);
          return false;
        },
      },
    },
    view: (view) => ({
      update: (_, before) => {
        const typed = !before.doc.eq(view.state.doc);
        if (typed || !before.selection.eq(view.state.selection)) tell(view, typed);
      },
      destroy: () => close(view),
    }),
  });
}
