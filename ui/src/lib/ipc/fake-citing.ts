/** What citations lead to, as the fake backend has its policies: a clause is called by its number and heading. */

import { citationsIn } from '../note/citations';
import { other } from '../note/sections';
import type { Citation, CitedClause, Clause, Lang, Note, Policy } from './types';

export function describe(policies: readonly Policy[], citations: readonly Citation[]): CitedClause[] {
  return citations.map((citation) => {
    const policy = policies.find(({ slug }) => slug === citation.slug);
    const clause = (lang: Lang) => (policy ? clauseOf(policy, citation.anchor, lang) : null);
    return {
      citation: { ...citation },
      clause: { en: clause('en'), fr: clause('fr') },
      has_policy: policy !== undefined,
    };
  });
}

function clauseOf({ sides, source }: Policy, anchor: string, wanted: Lang): Clause | null {
  for (const lang of [wanted, other(wanted)]) {
    const side = sides[lang];
    const excerpt = side?.excerpts.find((known) => known.anchor === anchor);
    if (!side || (anchor !== '' && !excerpt)) continue;
    const label = excerpt ? `${excerpt.label} ${excerpt.heading}`.trim() : '';
    const { heading = '', text = '' } = excerpt ?? {};
    return { lang, label, title: side.title, heading, text, address: source };
  }
  return null;
}

/** What notes cite, the most cited first. */
export function usualCitations(notes: readonly Note[]): Citation[] {
  const counted = new Map<string, { citation: Citation; count: number }>();
  for (const citation of notes.flatMap((note) => citationsIn(note))) {
    const key = `${citation.slug}#${citation.anchor}`;
    counted.set(key, { citation, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).map(({ citation }) => citation);
}
