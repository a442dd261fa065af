/** How the sides of the fake backend's notes stand to each other. */

import { LANGS, SECTIONS } from '../note/sections';
import type { Bilingual, Note, NoteView, Piece, Spot, Translation } from './types';
import { isLocked } from './fake-past';

const same = (a: Spot, b: Spot) => a.section === b.section && a.block === b.block;

function textsOf(note: Note): { spot: Spot; texts: Bilingual<string> }[] {
  return SECTIONS.flatMap((section): { spot: Spot; texts: Bilingual<string> }[] => {
    if (section !== 'if_pressed') {
      const of = (lang: 'en' | 'fr') => note.sides[lang]?.[section] ?? '';
      return [{ spot: { section, block: null }, texts: { en: of('en'), fr: of('fr') } }];
    }
    const rows = Math.max(...LANGS.map((lang) => note.sides[lang]?.if_pressed.length ?? 0));
    return Array.from({ length: rows }, (_, block) => {
      const of = (lang: 'en' | 'fr') => {
        const found = note.sides[lang]?.if_pressed[block];
        return found ? `${found.topic}\n\n${found.text}` : '';
      };
      return { spot: { section, block }, texts: { en: of('en'), fr: of('fr') } };
    });
  });
}

function pieces(was: string, now: string): Piece[] {
  if (was === now) return [];
  return [
    { standing: 'removed', text: was },
    { standing: 'added', text: now },
  ];
}

export class FakeTranslating {
  readonly #agreed = new Map<string, { spot: Spot; texts: Bilingual<string> }[]>();

  of(note: Note): Translation[] {
    const agreed = this.#agreed.get(note.reference) ?? [];
    return textsOf(note).flatMap(({ spot, texts }): Translation[] => {
      const changes: Translation['changes'] = { en: [], fr: [] };
      const empty = LANGS.filter((lang) => texts[lang].trim() === '');
      if (empty.length === 2) return [];
      if (empty[0]) return [{ spot, state: 'missing', behind: empty[0], changes }];
      const was = agreed.find((known) => same(known.spot, spot))?.texts;
      if (!was) return [{ spot, state: isLocked(note) ? 'current' : 'unconfirmed', behind: null, changes }];
      const changed = LANGS.filter((lang) => texts[lang] !== was[lang]);
      if (changed.length === 0) return [{ spot, state: 'current', behind: null, changes }];
      for (const lang of changed) changes[lang] = pieces(was[lang], texts[lang]);
      if (changed.length === 2) return [{ spot, state: 'to-confirm', behind: null, changes }];
      return [{ spot, state: 'behind', behind: changed[0] === 'en' ? 'fr' : 'en', changes }];
    });
  }

  /** As the program does: what both said before one side was changed counts as agreed. */
  saved(before: Note, after: Note): void {
    const now = textsOf(after);
    const agreed = this.#agreed.get(after.reference) ?? [];
    for (const { spot, texts } of textsOf(before)) {
      const is = now.find((known) => same(known.spot, spot))?.texts;
      const whole = LANGS.every((lang) => texts[lang].trim() !== '');
      if (!is || !whole || agreed.some((known) => same(known.spot, spot))) continue;
      if (isLocked(before) || LANGS.filter((lang) => texts[lang] !== is[lang]).length === 1) {
        agreed.push({ spot, texts });
      }
    }
    this.#agreed.set(after.reference, agreed);
  }

  mark(note: NoteView['note'], spots: Spot[] | null): void {
    const kept = (this.#agreed.get(note.reference) ?? []).filter(
      ({ spot }) => spots !== null && !spots.some((named) => same(named, spot)),
    );
    const named = textsOf(note).filter(({ spot }) => spots === null || spots.some((one) => same(one, spot)));
    this.#agreed.set(note.reference, [...kept, ...named]);
  }
}
