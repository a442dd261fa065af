/** Which of the fake backend's notes cite a policy. */

import { LANGS, SECTIONS } from '../note/sections';
import type { CitingNote, ItemSummary, Note, StaleCitation } from './types';

const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]/gu;

function textOf({ sides }: Note): string {
  const parts = LANGS.flatMap((lang) => {
    const side = sides[lang];
    if (!side) return [];
    const texts = SECTIONS.map((section) => (section === 'if_pressed' ? '' : side[section]));
    return [...texts, ...side.if_pressed.map(({ text }) => text)];
  });
  return parts.join('\n');
}

/** The notes that cite a policy, each with its line, what it cites, and what of that no longer says the same. */
export function citingNotes(
  slug: string,
  notes: readonly Note[],
  items: readonly ItemSummary[],
  stale: (note: Note) => readonly StaleCitation[],
): CitingNote[] {
  return notes.flatMap((note) => {
    const cited = [...textOf(note).matchAll(CITATION)].filter((found) => found[1] === slug);
    const anchors = [...new Set(cited.map((found) => found[2] ?? ''))].sort();
    const item = items.find(({ id }) => id === note.reference);
    const behind = stale(note).flatMap(({ citation, staleness }) =>
      citation?.slug === slug && staleness !== 'broken' ? [citation.anchor] : [],
    );
    return item && anchors.length > 0 ? [{ item, anchors, behind }] : [];
  });
}
