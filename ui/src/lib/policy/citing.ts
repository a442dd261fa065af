/** Where a note cites a policy. */

import type { CitingNote, Lang, Note } from '../ipc/types';
import type { Part } from '../note/parts';
import { LANGS, SECTIONS } from '../note/sections';
import { numberKey } from './outline';

/** Whether a note cites something that says something else by now: one clause by its anchors, else any of the policy. */
export const isBehind = ({ behind }: CitingNote, anchors?: readonly string[]): boolean =>
  anchors ? behind.some((anchor) => anchors.includes(anchor)) : behind.length > 0;

/** The anchors of a policy that a text cites, as they are written; the empty one for the policy as a whole. */
function cited(text: string, slug: string): string[] {
  return [...text.matchAll(/\[@([^#\]]+)(?:#([^\]]*))?\]/g)].flatMap(([, of, anchor]) =>
    of === slug ? [anchor ?? ''] : [],
  );
}

/**
 * The first part of a note that cites a clause by one of its anchors, first in a language; where the clause is written
 * otherwise there, the first that cites the policy.
 */
export function citingPart(note: Note, slug: string, wanted: readonly string[], lang: Lang): Part | null {
  const numbers = wanted.map(numberKey);
  let other: Part | null = null;
  for (const side of [...LANGS].sort((a, b) => Number(b === lang) - Number(a === lang))) {
    const texts = note.sides[side];
    if (!texts) continue;
    for (const section of SECTIONS) {
      const text =
        section === 'if_pressed' ? texts.if_pressed.map(({ text }) => text).join('\n') : texts[section];
      const anchors = cited(text, slug);
      const part: Part =
        section === 'if_pressed' ? { kind: section, lang: side } : { kind: 'text', lang: side, section };
      if (anchors.some((one) => numbers.includes(numberKey(one)))) return part;
      if (anchors.length > 0) other ??= part;
    }
  }
  return other;
}
