/** What the values of facets are called, in the language of the interface. */

import { monthOf, shortDay } from '../i18n/format';
import { ui } from '../i18n/index.svelte';
import type {
  Facet,
  HitKind,
  Marking,
  Registry,
  RegistryEntry,
  SearchTerms,
  Section,
  Status,
} from '../ipc/types';
import type { Chip } from './terms';

/** A value's name, and for a minister who is in office. */
export interface Label {
  text: string;
  detail: string | null;
}

/** The entry of a table that a note names by its code or by its name in either language. */
function entryOf(entries: readonly RegistryEntry[], value: string): RegistryEntry | undefined {
  const wanted = value.trim().toLowerCase();
  return (
    entries.find(({ code }) => code.toLowerCase() === wanted) ??
    entries.find(({ name }) => [name.en, name.fr].some((known) => known.toLowerCase() === wanted))
  );
}

/** A value of a facet; a code that nobody knows is its own name. */
export function labelOf(facet: Facet, value: string, registry: Registry): Label {
  const { m, lang } = ui;
  const plain = (text: string | undefined): Label => ({ text: text ?? value, detail: null });
  switch (facet) {
    case 'kind':
      return plain({ note: m.list.kind.note, policy: m.search.excerpts }[value as HitKind]);
    case 'status':
      return plain(m.status[value as Status]);
    case 'marking':
      return plain(m.marking[value as Marking]);
    case 'languages':
      return plain(m.search.completeness[value as keyof typeof m.search.completeness]);
    case 'lang':
      return plain(m.language[value as keyof typeof m.language]);
    case 'month':
      return plain(monthOf(lang, value));
    case 'organization':
      return plain(entryOf(registry.organizations, value)?.name[lang]);
    case 'minister': {
      const entry = entryOf(registry.ministers, value);
      return { text: entry?.name[lang] ?? value, detail: entry?.holder?.[lang] ?? null };
    }
    case 'year':
    case 'tag':
      return plain(undefined);
  }
}

/** What a chip says. */
export function chipLabel(chip: Chip, terms: Pick<SearchTerms, 'from' | 'to'>, registry: Registry): string {
  const { m, lang } = ui;
  if (chip.facet !== 'dates') return labelOf(chip.facet, chip.value, registry).text;
  const [from, to] = [terms.from && shortDay(lang, terms.from), terms.to && shortDay(lang, terms.to)];
  if (from && to) return m.search.between(from, to);
  return from ? m.search.since(from) : m.search.until(to ?? '');
}

/** Terms in one line: the words, then what narrows them. */
export function termsLabel(terms: SearchTerms, chips: readonly Chip[], registry: Registry): string {
  const parts = chips.map((chip) => chipLabel(chip, terms, registry));
  const text = terms.text.trim();
  return [...(text === '' ? [] : [text]), ...parts].join(' · ') || ui.m.search.everything;
}

/** A section's name; an excerpt's label stays as it is. */
export function sectionLabel(section: string): string {
  return ui.m.section[section as Section] ?? section;
}
