// What is dragged from one text to another moves, as within one: ProseMirror itself would leave a copy behind.

import { closeHistory } from '@tiptap/pm/history';
import type { Slice } from '@tiptap/pm/model';
import { type NodeSelection, Plugin } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';

/** The text from which something is dragged. */
let source: EditorView | null = null;

const copies = (event: DragEvent) => (/Mac/.test(navigator.platform) ? event.altKey : event.ctrlKey);

/** Takes what is dragged in another text out of there and puts it here; `together` makes one change of both. */
export function dragPlugin(together: (change: () => void) => void): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        dragstart: (view) => {
          source = view;
          return false;
        },
        dragend: () => {
          source = null;
          return false;
        },
      },
      handleDrop: (view, event, slice) => {
        const from = source;
        source = null;
        if (!from || from === view || from.isDestroyed || copies(event)) return false;
        if (!from.editable || !view.editable || slice.size === 0) return false;
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!place) return false;
        together(() => {
          put(view, slice, dropPoint(view.state.doc, place.pos, slice) ?? place.pos);
          takeOut(from);
        });
        view.focus();
        return true;
      },
    },
  });
}

function put(view: EditorView, slice: Slice, at: number): void {
  const tr = view.state.tr.replaceRange(at, at, slice).setMeta('uiEvent', 'drop');
  view.dispatch(closeHistory(tr).scrollIntoView());
}

function takeOut(view: EditorView): void {
  const { tr } = view.state;
  // A citation can be dragged without being selected; the type does not say so.
  const { node } = (view.dragging ?? {}) as { node?: NodeSelection };
  if (node) node.replace(tr);
  else tr.deleteSelection();
  view.dispatch(closeHistory(tr));
}
