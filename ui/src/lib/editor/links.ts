// Commands on links: which one the cursor is in, setting its address, taking it off.

import type { Command, EditorState } from '@tiptap/pm/state';

interface Range {
  from: number;
  to: number;
}

/** The whole of the link that the cursor touches. */
function linkRange(state: EditorState): (Range & { href: string }) | undefined {
  const { $from } = state.selection;
  const type = state.schema.marks.link;
  const mark = type?.isInSet($from.nodeAfter?.marks ?? []) ?? type?.isInSet($from.nodeBefore?.marks ?? []);
  if (!mark) return undefined;
  const carries = (index: number) => mark.isInSet($from.parent.maybeChild(index)?.marks ?? []);
  let first = $from.index();
  if (!carries(first)) first -= 1;
  let from = $from.start();
  for (let i = 0; i < first; i += 1) from += $from.parent.child(i).nodeSize;
  let to = from;
  for (let i = first; carries(i); i += 1) to += $from.parent.child(i).nodeSize;
  for (let i = first - 1; i >= 0 && carries(i); i -= 1) from -= $from.parent.child(i).nodeSize;
  return { from, to, href: mark.attrs.href as string };
}

/** The address of the link at the cursor. */
export function linkAtCursor(state: EditorState): string | undefined {
  return linkRange(state)?.href;
}

/** An address as typed by a person: `canada.ca` is a page, `a@b.ca` a mailbox. */
export function completeAddress(typed: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(typed) || /^[/#.]/.test(typed)) return typed;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)/.test(typed) ? `https://${typed}` : typed;
}

/** Links the selection, or the link at the cursor; without either, the address itself is put in. */
export function setLink(typed: string): Command {
  return (state, dispatch) => {
    const type = state.schema.marks.link;
    if (!type) return false;
    const mark = type.create({ href: completeAddress(typed) });
    const { from, to, empty } = state.selection;
    const range = empty ? linkRange(state) : { from, to };
    const tr = state.tr;
    if (range) tr.removeMark(range.from, range.to, type).addMark(range.from, range.to, mark);
    else tr.replaceSelectionWith(state.schema.text(typed, [mark]), false);
    dispatch?.(tr.removeStoredMark(type).scrollIntoView());
    return true;
  };
}

/** Takes the link off the selection or off the text at the cursor. */
export const removeLink: Command = (state, dispatch) => {
  const type = state.schema.marks.link;
  const { from, to, empty } = state.selection;
  const range = empty ? linkRange(state) : { from, to };
  if (!type || !range) return false;
  dispatch?.(state.tr.removeMark(range.from, range.to, type));
  return true;
};
