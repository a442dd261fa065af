/** A policy's lines as they are read: both languages beside each other, or one in its own order. */

import type { Bilingual, Excerpt, Lang, PolicyView, SidesWanted } from '../ipc/types';
import { LANGS, other } from '../note/sections';

/** What is shown in one line: an excerpt in both languages, or in one. */
export type Shown = Bilingual<Excerpt | null>;

/** A line, and the anchor that it has in each language, shown or not. */
export type Row = Shown & { anchors: Bilingual<string | null> };

/** The languages of a policy that are shown; of a language that it lacks the other one. */
export function langsShown({ policy }: PolicyView, wanted: SidesWanted): Lang[] {
  const there = LANGS.filter((lang) => policy.sides[lang] !== null);
  const chosen = there.filter((lang) => wanted === 'both' || wanted === lang);
  return chosen.length > 0 ? chosen : there;
}

/**
 * The lines in these languages. Of both, the one of the interface says their order. The line that is asked for, by
 * its anchor in either language, is there even where none of these languages has it: in the other one.
 */
export function rowsOf(
  { policy, rows }: PolicyView,
  langs: readonly Lang[],
  uiLang: Lang,
  asked: string | null = null,
): Row[] {
  const lead = langs.includes(uiLang) ? uiLang : other(uiLang);
  const at = (lang: Lang, place: number | null) =>
    place === null ? null : (policy.sides[lang]?.excerpts[place] ?? null);
  return rows[lead].flatMap((place): Row[] => {
    const both: Shown = { en: at('en', place.en), fr: at('fr', place.fr) };
    const anchors = { en: both.en?.anchor ?? null, fr: both.fr?.anchor ?? null };
    const inLang = (lang: Lang) => (langs.includes(lang) ? both[lang] : null);
    const shown: Shown = { en: inLang('en'), fr: inLang('fr') };
    if (shown.en || shown.fr) return [{ ...shown, anchors }];
    const wanted = asked !== null && (anchors.en === asked || anchors.fr === asked);
    return wanted ? [{ ...both, anchors }] : [];
  });
}

/** The excerpt of a line in a language, or in the only one that has it. */
export const excerptIn = (row: Shown, lang: Lang): [Lang, Excerpt] | null => {
  const own = row[lang];
  if (own) return [lang, own];
  const twin = row[other(lang)];
  return twin ? [other(lang), twin] : null;
};

/** The anchor of a line, in a language that is shown. */
export const anchorOf = ({ en, fr }: Shown): string => (en ?? fr)?.anchor ?? '';

/** The anchors of a line, of both languages: once where they are the same. */
export const anchorsOf = ({ anchors }: Row): string[] => [
  ...new Set(LANGS.flatMap((lang) => anchors[lang] ?? [])),
];

/** In which line each anchor stands, in either language: one that is shown comes first. */
export function places(rows: readonly Row[]): Map<string, number> {
  const found = new Map<string, number>();
  const put = (anchor: string | null | undefined, at: number) => {
    if (anchor !== null && anchor !== undefined && !found.has(anchor)) found.set(anchor, at);
  };
  rows.forEach((row, at) => LANGS.forEach((lang) => put(row[lang]?.anchor, at)));
  rows.forEach(({ anchors }, at) => LANGS.forEach((lang) => put(anchors[lang], at)));
  return found;
}

/** The line of the new ones where what was read in the old ones is read on: itself, else the nearest before it. */
export function readOn(before: readonly Row[], read: number, lines: ReadonlyMap<string, number>): number {
  for (let at = read; at >= 0; at -= 1) {
    const row = before[at];
    for (const anchor of row ? anchorsOf(row) : []) {
      const line = lines.get(anchor);
      if (line !== undefined) return line;
    }
  }
  return 0;
}

/** How many letters a line of text has, beside the other language and alone. */
const LETTERS = { beside: 40, alone: 84 };
/** How high an excerpt is with its head, and each line of its text, in rem. */
const HEAD = 2.875;
const LINE = 1.6;

/** How high some lines of a policy are likely to be, in rem: until they are drawn. */
export function likelyHeight(rows: readonly Shown[], langs: readonly Lang[]): number {
  const letters = langs.length > 1 ? LETTERS.beside : LETTERS.alone;
  const linesOf = (row: Shown) =>
    Math.max(...langs.map((lang) => Math.ceil((row[lang]?.text.length ?? 0) / letters)));
  return rows.reduce((height, row) => height + HEAD + LINE * linesOf(row), 0);
}
