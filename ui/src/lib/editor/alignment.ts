// Bullet beside bullet: in two texts that stand side by side, the nth bullet of one begins at the height of the
// nth of the other, where both have as many. The room for that is a decoration and never in a document.
//
// What changes a text or a height asks for one measure in the next frame. It is of the heights as they are
// without the room that was given, so that giving it changes nothing more.

import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';

/** The room above each top-level bullet of a text, in CSS pixels. */
type Room = readonly number[];

const key = new PluginKey<DecorationSet>('alignment');

/** What is less than this apart looks level (CSS pixels). */
const LEVEL = 0.75;

/** Where the top-level bullets of a document stand in it. */
function bullets(doc: Node): { pos: number; node: Node }[] {
  const found: { pos: number; node: Node }[] = [];
  doc.forEach((list, at) => {
    if (!list.type.spec.group?.includes('list')) return;
    list.forEach((node, offset) => found.push({ pos: at + 1 + offset, node }));
  });
  return found;
}

/** The room that two texts need, of the heights at which their bullets begin without any; in order. */
export function roomFor(a: readonly number[], b: readonly number[]): [number[], number[]] {
  const rooms: [number[], number[]] = [[], []];
  let level = 0;
  a.forEach((start, i) => {
    const before = i === 0 ? [0, 0] : [a[i - 1] ?? 0, b[i - 1] ?? 0];
    const [nextA, nextB] = [level + start - (before[0] ?? 0), level + (b[i] ?? 0) - (before[1] ?? 0)];
    level = Math.max(nextA, nextB);
    rooms[0].push(level - nextA);
    rooms[1].push(level - nextB);
  });
  return rooms;
}

/** Two texts side by side. */
export class Alignment {
  readonly #views = new Set<EditorView>();
  readonly #observer =
    typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(() => this.#schedule());
  #frame: number | null = null;

  /** The plugin of one of the texts. */
  plugin(): Plugin<DecorationSet> {
    return new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(tr, decorations) {
          const room = tr.getMeta(key) as Room | undefined;
          return room ? decorated(tr.doc, room) : decorations.map(tr.mapping, tr.doc);
        },
      },
      props: { decorations: (state) => key.getState(state) },
      view: (view) => {
        this.#views.add(view);
        this.#observer?.observe(view.dom);
        this.#schedule();
        return {
          update: (_, before) => {
            if (before.doc !== view.state.doc) this.#schedule();
          },
          destroy: () => {
            this.#views.delete(view);
            this.#observer?.unobserve(view.dom);
            this.#schedule();
          },
        };
      },
    });
  }

  #schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#measure();
    });
  }

  #measure(): void {
    const views = [...this.#views].filter((view) => !view.isDestroyed);
    const measured = views.map(measure);
    const [a, b] = measured;
    const level = views.length === 2 && a && b && a.starts.length === b.starts.length && besides(a, b);
    const rooms = level ? roomFor(a.starts, b.starts) : [];
    views.forEach((view, i) => give(view, measured[i]?.room ?? [], rooms[i] ?? []));
  }
}

function decorated(doc: Node, room: Room): DecorationSet {
  const decorations = bullets(doc).flatMap(({ pos, node }, i) => {
    const above = room[i] ?? 0;
    if (above < LEVEL) return [];
    return [Decoration.node(pos, pos + node.nodeSize, { style: `padding-top: ${above}px` })];
  });
  return DecorationSet.create(doc, decorations);
}

/** A text as it lies in the window. */
interface Measured {
  box: DOMRect;
  /** The heights at which its bullets would begin without room. */
  starts: number[];
  /** The room that they have. */
  room: number[];
}

function measure(view: EditorView): Measured {
  const measured: Measured = { box: view.dom.getBoundingClientRect(), starts: [], room: [] };
  let given = 0;
  for (const { pos } of bullets(view.state.doc)) {
    const item = view.nodeDOM(pos);
    if (!(item instanceof HTMLElement)) continue;
    const above = Number.parseFloat(item.style.paddingTop) || 0;
    measured.starts.push(item.getBoundingClientRect().top - measured.box.top - given);
    measured.room.push(above);
    given += above;
  }
  return measured;
}

/** Whether two texts stand beside each other and begin at one height. */
function besides({ box: one }: Measured, { box: other }: Measured): boolean {
  const apart = one.right <= other.left || other.right <= one.left;
  return apart && Math.abs(one.top - other.top) < 2;
}

/** Gives a text its room, where that is another one. What an input method is composing is not disturbed. */
function give(view: EditorView, has: Room, wants: Room): void {
  const same = has.every((above, i) => Math.abs(above - (wants[i] ?? 0)) < LEVEL);
  if (same || view.composing) return;
  view.dispatch(view.state.tr.setMeta(key, wants).setMeta('addToHistory', false));
}
