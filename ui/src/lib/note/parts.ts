/** A note as the parts that are changed and saved one by one. */

import type { Change, Conflict, IfPressed, Lang, Metadata, Note, Side } from '../ipc/types';
import { LANGS, type TextSection } from './sections';

/** What is saved, merged and in conflict as one thing. */
export type Part =
  | { kind: 'metadata' }
  | { kind: 'text'; lang: Lang; section: TextSection }
  | { kind: 'if_pressed'; lang: Lang };

export type PartValue = string | IfPressed[] | Metadata;

/** A part's name, for maps. */
export type PartKey = 'metadata' | `${Lang}.${TextSection | 'if_pressed'}`;

const TEXTS: readonly TextSection[] = [
  'title',
  'question',
  'response',
  'background',
  'additional_information',
];

/** Every part of a note. */
export const PARTS: readonly Part[] = [
  { kind: 'metadata' },
  ...LANGS.flatMap((lang): Part[] => [
    ...TEXTS.map((section): Part => ({ kind: 'text', lang, section })),
    { kind: 'if_pressed', lang },
  ]),
];

export function keyOf(part: Part): PartKey {
  if (part.kind === 'metadata') return 'metadata';
  return part.kind === 'text' ? `${part.lang}.${part.section}` : `${part.lang}.if_pressed`;
}

export function emptySide(): Side {
  return {
    title: '',
    question: '',
    response: '',
    if_pressed: [],
    background: '',
    additional_information: '',
  };
}

/** The value of a part; a side that does not exist reads as an empty one. */
export function read(note: Note, part: Part): PartValue {
  if (part.kind === 'metadata') return note.meta;
  const side = note.sides[part.lang] ?? emptySide();
  return part.kind === 'text' ? side[part.section] : side.if_pressed;
}

/** Puts a value of the part's own kind in its place, making the side where it does not exist. */
export function write(note: Note, part: Part, value: PartValue): void {
  if (part.kind === 'metadata') {
    note.meta = value as Metadata;
    return;
  }
  const side = (note.sides[part.lang] ??= emptySide());
  if (part.kind === 'text') side[part.section] = value as string;
  else side.if_pressed = value as IfPressed[];
}

/** Whether two values of one part say the same. */
export function same(a: PartValue, b: PartValue): boolean {
  return a === b || (typeof a !== 'string' && JSON.stringify(a) === JSON.stringify(b));
}

/** Metadata with those fields replaced that were changed from `was` to `now`. */
export function rebased(was: Metadata, now: Metadata, on: Metadata): Metadata {
  const fields = (Object.keys(now) as (keyof Metadata)[]).filter(
    (field) => JSON.stringify(now[field]) !== JSON.stringify(was[field]),
  );
  return { ...on, ...Object.fromEntries(fields.map((field) => [field, now[field]])) };
}

/** Whether what is stored has in it what was changed from `was` to `now`. */
export function holds(part: Part, stored: PartValue, was: PartValue, now: PartValue): boolean {
  if (part.kind !== 'metadata') return !same(stored, was) || same(stored, now);
  return same(rebased(was as Metadata, now as Metadata, stored as Metadata), stored);
}

/** A change as it crosses to the backend. */
export function toChange(part: Part, was: PartValue, now: PartValue): Change {
  switch (part.kind) {
    case 'metadata':
      return { part: 'metadata', was: was as Metadata, now: now as Metadata };
    case 'text':
      return { part: 'text', lang: part.lang, section: part.section, was: was as string, now: now as string };
    case 'if_pressed':
      return { part: 'if_pressed', lang: part.lang, was: was as IfPressed[], now: now as IfPressed[] };
  }
}

/** The part that a change is about. */
export function partOfChange(change: Change): Part | null {
  switch (change.part) {
    case 'metadata':
      return { kind: 'metadata' };
    case 'if_pressed':
      return { kind: 'if_pressed', lang: change.lang };
    case 'text':
      return change.section === 'if_pressed'
        ? null
        : { kind: 'text', lang: change.lang, section: change.section };
  }
}

/** The part that a conflict is about. */
export function partOfConflict(conflict: Conflict): Part | null {
  const { lang, section } = conflict;
  if (conflict.texts.part === 'metadata') return { kind: 'metadata' };
  if (lang === null) return null;
  if (conflict.texts.part === 'if_pressed') return { kind: 'if_pressed', lang };
  return section === null || section === 'if_pressed' ? null : { kind: 'text', lang, section };
}

/** Both values in one, the file's first; `null` where a part cannot hold both. */
export function both(part: Part, mine: PartValue, theirs: PartValue): PartValue | null {
  switch (part.kind) {
    case 'metadata':
      return null;
    case 'if_pressed': {
      const blocks = theirs as IfPressed[];
      const extra = (mine as IfPressed[]).filter((block) => !blocks.some((kept) => sameBlock(kept, block)));
      return [...blocks, ...extra];
    }
    case 'text': {
      const separator = part.section === 'title' ? ' / ' : '\n\n';
      return [theirs as string, mine as string].filter((text) => text !== '').join(separator);
    }
  }
}

function sameBlock(a: IfPressed, b: IfPressed): boolean {
  return a.topic === b.topic && a.text === b.text;
}
