/** A policy's lines as they are read: both languages beside each other, or one in its own order. */

import type { Bilingual, Excerpt, Lang, PolicyView, SidesWanted } from '../ipc/types';
import { LANGS, other } from '../note/sections';

/** What stands in one line: an excerpt in both languages, or in one. */
export type Row = Bilingual<Excerpt | null>;

/** The languages of a policy that are shown; of a language that it lacks the other one. */
export function langsShown({ policy }: PolicyView, wanted: SidesWanted): Lang[] {
  const there = LANGS.filter((lang) => policy.sides[lang] !== null);
  const chosen = there.filter((lang) => wanted === 'both' || wanted === lang);
  return chosen.length > 0 ? chosen : there;
}

/** The lines in these languages. Of both, the one of the interface says their order. */
export function rowsOf({ policy, rows }: PolicyView, langs: readonly Lang[], uiLang: Lang): Row[] {
  const lead = langs.includes(uiLang) ? uiLang : other(uiLang);
  const at = (lang: Lang, place: number | null) =>
    place === null || !langs.includes(lang) ? null : (policy.sides[lang]?.excerpts[place] ?? null);
  return rows[lead]
    .map(({ en, fr }): Row => ({ en: at('en', en), fr: at('fr', fr) }))
    .filter(({ en, fr }) => en !== null || fr !== null);
}

/** The excerpt of a line in a language, or in the only one that has it. */
export const excerptIn = (row: Row, lang: Lang): [Lang, Excerpt] | null => {
  const own = row[lang];
  if (own) return [lang, own];
  const twin = row[other(lang)];
  return twin ? [other(lang), twin] : null;
};

/** The anchor of a line. */
export const anchorOf = ({ en, fr }: Row): string => (en ?? fr)?.anchor ?? '';

/** In which line each anchor stands, in either language. */
export function places(rows: readonly Row[]): Map<string, number> {
  const found = new Map<string, number>();
  rows.forEach((row, at) => {
    for (const lang of LANGS) {
      const anchor = row[lang]?.anchor;
      if (anchor !== undefined && !found.has(anchor)) found.set(anchor, at);
    }
  });
  return found;
}

/** How many letters a line of text has, beside the other language and alone. */
const LETTERS = { beside: 40, alone: 84 };
/** How high an excerpt is with its head, and each line of its text, in rem. */
const HEAD = 2.875;
const LINE = 1.6;

/** How high some lines of a policy are likely to be, in rem: until they are drawn. */
export function likelyHeight(rows: readonly Row[], langs: readonly Lang[]): number {
  const letters = langs.length > 1 ? LETTERS.beside : LETTERS.alone;
  const linesOf = (row: Row) =>
    Math.max(...langs.map((lang) => Math.ceil((row[lang]?.text.length ?? 0) / letters)));
  return rows.reduce((height, row) => height + HEAD + LINE * linesOf(row), 0);
}
