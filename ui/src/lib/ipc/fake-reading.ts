/** Policies as the fake backend gives them to the reader, and the texts that newer ones have replaced. */

import { LANGS, other } from '../note/sections';
import type {
  Bilingual,
  ClauseChange,
  Excerpt,
  Failure,
  Lang,
  Policy,
  PolicyView,
  ReplacedText,
  TextComparison,
} from './types';

type Row = Bilingual<number | null>;

const excerptsOf = (policy: Policy, lang: Lang): Excerpt[] => policy.sides[lang]?.excerpts ?? [];

/** By anchor, number or level of a heading, in the order of one language; what the other has alone behind what it follows there. */
function rowsOf(policy: Policy, wanted: Lang): Row[] {
  const lead = policy.sides[wanted] ? wanted : other(wanted);
  const second = excerptsOf(policy, other(lead));
  const same = (a: Excerpt, b: Excerpt) =>
    a.anchor === b.anchor ||
    (a.label === '' ? a.level > 0 && b.label === '' && a.level === b.level : a.label === b.label);
  const row = (first: number | null, behind: number | null): Row =>
    lead === 'en' ? { en: first, fr: behind } : { en: behind, fr: first };
  const taken = new Set<number>();
  const rows = excerptsOf(policy, lead).map((excerpt, at) => {
    const partner = second.findIndex((one, place) => !taken.has(place) && same(one, excerpt));
    if (partner >= 0) taken.add(partner);
    return row(at, partner < 0 ? null : partner);
  });
  second.forEach((_, at) => {
    if (taken.has(at)) return;
    const before = rows.findIndex((one) => one[other(lead)] === at - 1);
    rows.splice(before + 1, 0, row(null, at));
  });
  return rows;
}

/** What English and French brackets have in common: `74c)` is `74(c)`. */
const bare = (anchor: string) => anchor.replace(/[()]/g, '');

export function viewOf(policy: Policy, anchor: string | null): PolicyView {
  const all = LANGS.flatMap((lang) => excerptsOf(policy, lang));
  const found = all.find((one) => anchor !== null && bare(one.anchor) === bare(anchor));
  return {
    policy: structuredClone(policy),
    rows: { en: rowsOf(policy, 'en'), fr: rowsOf(policy, 'fr') },
    sources: {
      en: policy.source,
      fr: policy.source?.replace('doc-eng', 'doc-fra') ?? null,
    },
    anchor: found?.anchor ?? null,
    problems: [],
  };
}

export class FakeReplaced {
  /** The texts that were replaced, by the slug of their policy: newest first. */
  readonly texts = new Map<string, { text: ReplacedText; then: Policy }[]>();

  list({ slug }: Policy): ReplacedText[] {
    return (this.texts.get(slug) ?? []).map(({ text }) => text);
  }

  compare(now: Policy, name: string): TextComparison {
    const kept = this.texts.get(now.slug)?.find(({ text }) => text.name === name);
    if (!kept) throw { code: 'not-found', params: { id: name } } satisfies Failure;
    const clauses: ClauseChange[] = [];
    const anchors = new Set(
      [now, kept.then]
        .flatMap((policy) => LANGS.flatMap((lang) => excerptsOf(policy, lang)))
        .map((e) => e.anchor),
    );
    for (const anchor of anchors) {
      const change: ClauseChange = {
        anchor,
        standing: 'changed',
        name: { en: null, fr: null },
        pieces: { en: null, fr: null },
      };
      let [was, is, differs] = [false, false, false];
      for (const lang of LANGS) {
        const of = (policy: Policy) => excerptsOf(policy, lang).find((one) => one.anchor === anchor);
        const [then, later] = [of(kept.then), of(now)];
        was ||= then !== undefined;
        is ||= later !== undefined;
        const shown = later ?? then;
        if (shown) change.name[lang] = `${shown.label} ${shown.heading}`.trim();
        if (then?.text === later?.text) continue;
        differs = true;
        change.pieces[lang] = [
          ...(then ? [{ standing: 'removed' as const, text: then.text }] : []),
          ...(later ? [{ standing: 'added' as const, text: later.text }] : []),
        ];
      }
      change.standing = !was ? 'added' : is ? 'changed' : 'removed';
      if (differs) clauses.push(change);
    }
    return { text: kept.text, clauses, same: anchors.size - clauses.length };
  }
}
