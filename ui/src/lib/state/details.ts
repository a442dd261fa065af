/** Changes of a note's details that can be undone. The state it is in is none: that is put back by another state. */

import type { Metadata } from '../ipc/types';
import type { OpenNote } from './note.svelte';

/** Details without the state. */
export type Details = Partial<Omit<Metadata, 'status'>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a note's details are now, of those named in `change`. */
function now(note: OpenNote, change: Details): Details {
  const meta = note.draft.meta;
  const names = Object.keys(change) as (keyof Details)[];
  return Object.fromEntries(names.map((name) => [name, meta[name]]));
}

/** Changes details, to be undone in one step. */
export function changeDetails(note: OpenNote, change: Details): void {
  const was = now(note, change);
  note.setMeta(change);
  recordDetails(note, was);
}

/** What details are by now can be made again what they were. */
export function recordDetails(note: OpenNote, was: Details): void {
  const is = now(note, was);
  if (same(was, is)) return;
  const put = (from: Details, to: Details) => () => {
    // What something else changed since is not overwritten.
    if (note.locked || !same(now(note, from), from)) return false;
    note.setMeta(to);
    return true;
  };
  note.journal.record({ fields: [], details: true, undo: put(is, was), redo: put(was, is) });
}
