/** What a search is about, as pure data: the facets chosen, the days, and how they are taken away again. */

import { isDay } from '../i18n/format';
import type { Facet, SearchQuery, SearchTerms } from '../ipc/types';

export type Narrowing = SearchTerms['narrow'];

/** The facets by which the window narrows, in the order in which they are shown. */
export const FACETS = [
  'status',
  'organization',
  'minister',
  'year',
  'languages',
  'marking',
  'tag',
] as const satisfies readonly Facet[];

export const NO_TERMS: SearchTerms = {
  text: '',
  narrow: {},
  from: null,
  to: null,
  sort: 'relevance',
  in_reader_language: false,
};

/** One thing by which the search is narrowed. */
export type Chip = { facet: Facet; value: string } | { facet: 'dates' };

export function valuesOf(narrow: Narrowing, facet: Facet): readonly string[] {
  return narrow[facet] ?? [];
}

/** The same narrowing with one value more, or without it. A year that goes takes its months along. */
export function toggled(narrow: Narrowing, facet: Facet, value: string): Narrowing {
  const values = valuesOf(narrow, facet);
  const present = values.includes(value);
  const next = withValues(narrow, facet, present ? values.filter((v) => v !== value) : [...values, value]);
  if (facet !== 'year' || !present) return next;
  const months = valuesOf(next, 'month').filter((month) => !month.startsWith(`${value}-`));
  return withValues(next, 'month', months);
}

/** The same narrowing with these values of a facet. */
export function withValues(narrow: Narrowing, facet: Facet, values: readonly string[]): Narrowing {
  const { [facet]: _, ...rest } = narrow;
  return values.length > 0 ? { ...rest, [facet]: [...values] } : rest;
}

/** Everything that narrows, in the order of the filters; the kind first. */
export function chipsOf({ narrow, from, to }: Pick<SearchTerms, 'narrow' | 'from' | 'to'>): Chip[] {
  const order: Facet[] = ['kind', ...FACETS.slice(0, 4), 'month', ...FACETS.slice(4), 'lang'];
  const chips = order.flatMap((facet) => valuesOf(narrow, facet).map((value): Chip => ({ facet, value })));
  return from !== null || to !== null ? [...chips, { facet: 'dates' }] : chips;
}

/** A name of a chip that no other chip has. */
export function chipKey(chip: Chip): string {
  return chip.facet === 'dates' ? 'dates' : `${chip.facet} ${chip.value}`;
}

const MONTHS = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));

/**
 * The narrowing as the index is asked. It wants every facet to hold, but whoever chose 2025, 2026 and
 * June 2026 means all of 2025 and one month of 2026: then the months alone say it.
 */
export function asked(narrow: Narrowing): Narrowing {
  const months = valuesOf(narrow, 'month');
  if (months.length === 0) return narrow;
  const whole = valuesOf(narrow, 'year').filter((year) => !months.some((month) => month.startsWith(year)));
  const named = whole.flatMap((year) => MONTHS.map((month) => `${year}-${month}`));
  return withValues(withValues(narrow, 'year', []), 'month', [...months, ...named]);
}

/** Whether something other than the kind narrows. */
export function isNarrowed({ narrow, from, to }: Pick<SearchTerms, 'narrow' | 'from' | 'to'>): boolean {
  return chipsOf({ narrow, from, to }).some(({ facet }) => facet !== 'kind');
}

/** The same terms read alike, whatever the order in which they were chosen. */
export function keyOf({ text, narrow, from, to, sort, in_reader_language }: SearchTerms): string {
  const sorted = chipsOf({ narrow, from, to }).map(chipKey).sort();
  return JSON.stringify([text.trim(), sorted, from, to, sort, in_reader_language]);
}

/** The question that these terms are. */
export function queryOf(
  terms: SearchTerms,
  page: Pick<SearchQuery, 'reader' | 'limit' | 'offset'>,
): SearchQuery {
  return {
    ...page,
    text: terms.text,
    narrow: asked(terms.narrow),
    lang: null,
    in_reader_language: terms.in_reader_language,
    from: terms.from,
    to: terms.to,
    // Nothing matches better than anything else where no words are asked for.
    sort: terms.text.trim() === '' && terms.sort === 'relevance' ? 'date' : terms.sort,
  };
}

/** The day that a text means as the end of a span; `undefined` where it means none. */
export function dayOf(text: string, end: 'from' | 'to'): string | null | undefined {
  const typed = text.trim().replace(/[./]/g, '-');
  if (typed === '') return null;
  const [, year, month] = /^(\d{4})(?:-(\d{1,2}))?$/.exec(typed) ?? [];
  if (year !== undefined) {
    const first = month?.padStart(2, '0') ?? (end === 'from' ? '01' : '12');
    const last = new Date(Date.UTC(Number(year), Number(first), 0)).getUTCDate();
    const day = `${year}-${first}-${end === 'from' ? '01' : last}`;
    return isDay(day) ? day : undefined;
  }
  const [, y, m = '', d = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed) ?? [];
  const day = y === undefined ? typed : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}
