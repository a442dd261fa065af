// Citations in the editor: drawn as what they lead to, opened by a click, by Enter where one is selected, and by
// Ctrl+Enter beside one. The Markdown is not touched by any of it.

import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin } from '@tiptap/pm/state';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import type { Lang } from '../ipc/types';
import { type Cited, type CitationSource, drawCitation } from './citation-label';

const citedIn = (node: Node): Cited => ({
  slug: String(node.attrs['slug']),
  anchor: String(node.attrs['anchor']),
});
const isCitation = (node: Node | null | undefined): node is Node => node?.type.name === 'citation';

class CitationView implements NodeView {
  readonly dom = document.createElement('span');
  #cited: Cited;
  readonly #source: CitationSource;
  readonly #lang: Lang;
  readonly #gone: () => void;

  constructor(
    node: Node,
    view: EditorView,
    source: CitationSource,
    lang: Lang,
    gone: (it: CitationView) => void,
  ) {
    this.#cited = citedIn(node);
    this.#source = source;
    this.#lang = lang;
    this.#gone = () => gone(this);
    this.dom.className = 'qp-citation';
    this.dom.addEventListener('keydown', (event) => {
      if (view.editable || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      source.open(this.#cited, this.dom);
    });
    this.draw();
    this.follow(view.editable);
  }

  draw(): void {
    drawCitation(this.dom, this.#cited, this.#source.told(this.#cited), this.#lang);
  }

  /** In a text that cannot be written in, no cursor goes to it: it is a button then. */
  follow(editable: boolean): void {
    if (editable) {
      this.dom.removeAttribute('role');
      this.dom.removeAttribute('tabindex');
    } else {
      this.dom.setAttribute('role', 'button');
      this.dom.tabIndex = 0;
    }
  }

  update(node: Node): boolean {
    if (!isCitation(node)) return false;
    this.#cited = citedIn(node);
    this.draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.#gone();
  }
}

/** The citation that is selected, or that the cursor stands beside where `beside` is enough. */
function citationAt(view: EditorView, beside: boolean): { cited: Cited; at: HTMLElement } | null {
  const { selection } = view.state;
  let pos: number | null = null;
  if (selection instanceof NodeSelection && isCitation(selection.node)) pos = selection.from;
  else if (beside && selection.empty) {
    const { nodeBefore, nodeAfter, pos: at } = selection.$from;
    if (isCitation(nodeBefore)) pos = at - nodeBefore.nodeSize;
    else if (isCitation(nodeAfter)) pos = at;
  }
  const node = pos === null ? null : view.state.doc.nodeAt(pos);
  const dom = pos === null ? null : view.nodeDOM(pos);
  return isCitation(node) && dom instanceof HTMLElement ? { cited: citedIn(node), at: dom } : null;
}

/** The plugin that draws and opens the citations of a text in `lang`. */
export function citationPlugin(source: CitationSource, lang: Lang): Plugin {
  const drawn = new Set<CitationView>();
  return new Plugin({
    props: {
      nodeViews: {
        citation: (node, view) => {
          const made = new CitationView(node, view, source, lang, (gone) => drawn.delete(gone));
          drawn.add(made);
          return made;
        },
      },
      handleClickOn: (view, _, node, pos) => {
        const dom = isCitation(node) ? view.nodeDOM(pos) : null;
        if (!(dom instanceof HTMLElement)) return false;
        if (view.editable)
          view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)));
        source.open(citedIn(node), dom);
        return true;
      },
      handleDOMEvents: {
        // Before the keys of the text, which would split the line.
        keydown: (view, event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return false;
          const found = view.editable ? citationAt(view, event.ctrlKey || event.metaKey) : null;
          if (!found) return false;
          event.preventDefault();
          source.open(found.cited, found.at);
          return true;
        },
      },
    },
    view: (view) => {
      const stop = source.watch(() => {
        for (const one of drawn) one.draw();
      });
      let { editable } = view;
      return {
        update: () => {
          if (view.editable === editable) return;
          editable = view.editable;
          for (const one of drawn) one.follow(editable);
        },
        destroy: stop,
      };
    },
  });
}
