/** The search of the fake backend: every word must be in the text, whatever its accents. */

import { LANGS } from '../note/sections';
import type { Facet, Hit, Note, Policy, SearchQuery, SearchResults, Section } from './types';

/** One thing that can be found, in each language that it has. */
interface Entry {
  sides: Side[];
  values: Partial<Record<Facet, string[]>>;
}

interface Side {
  hit: Hit;
  parts: [section: string, text: string][];
}

type Counted = [Facet, string][];

/** As many UTF-16 code units as before, so that places in the one are places in the other. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return bare.length === letter.length ? bare : letter;
    })
    .join('');
}

function plain(markdown: string): string {
  return markdown
    .replace(/[*[\]@#-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Everything that can be found, as hits without marks. */
export function texts(notes: Note[], policies: Policy[]): { hit: Hit }[] {
  return [...notes.map(ofNote), ...policies.flatMap(ofPolicy)].flatMap(({ sides }) => sides);
}

function hitOf(hit: Pick<Hit, 'id' | 'kind' | 'title' | 'lang' | 'date' | 'langs' | 'status'>): Hit {
  return {
    ...hit,
    score: 1,
    section: '',
    snippet: '',
    highlights: [],
    title_highlights: [],
    sections: [],
    through: [],
    shared: [],
  };
}

function dated(date: string | null): Entry['values'] {
  return date === null ? {} : { year: [date.slice(0, 4)], month: [date.slice(0, 7)] };
}

function ofNote({ reference: id, meta, sides }: Note): Entry {
  const langs = LANGS.filter((lang) => sides[lang]);
  const { date, status, organization, minister, marking, tags } = meta;
  const texts = LANGS.flatMap((lang): Side[] => {
    const side = sides[lang];
    if (!side) return [];
    const pressed = side.if_pressed.map(({ topic, text }) => `${topic} ${text}`).join(' ');
    const parts: [Section, string][] = [
      ['response', plain(side.response)],
      ['question', plain(side.question)],
      ['if_pressed', plain(pressed)],
      ['background', plain(side.background)],
      ['additional_information', plain(side.additional_information)],
    ];
    const hit = hitOf({ id, kind: 'note', title: side.title, lang, date, langs, status });
    return [{ hit, parts: parts.filter(([, text]) => text !== '') }];
  });
  return {
    sides: texts,
    values: {
      kind: ['note'],
      status: [status],
      organization: [organization],
      minister: [minister],
      marking: [marking],
      tag: tags,
      languages: [langs.length === 2 ? 'complete' : 'incomplete'],
      ...dated(date),
    },
  };
}

function ofPolicy({ slug, sides, issued, modified }: Policy): Entry[] {
  const date = modified ?? issued;
  const langs = LANGS.filter((lang) => sides[lang]);
  const entries = new Map<string, Side[]>();
  for (const lang of langs) {
    const { title = '', excerpts = [] } = sides[lang] ?? {};
    for (const { anchor, label, heading, text } of excerpts) {
      const id = `${slug}#${anchor}`;
      const hit = hitOf({ id, kind: 'policy', title, lang, date, langs, status: null });
      const side: Side = { hit, parts: [[`${label} ${heading}`.trim(), plain(text)]] };
      entries.set(id, [...(entries.get(id) ?? []), side]);
    }
  }
  const values = { kind: ['policy'], ...dated(date) };
  return [...entries.values()].map((sides) => ({ sides, values }));
}

export function find(notes: Note[], policies: Policy[], query: SearchQuery): SearchResults {
  const words = fold(query.text).split(/\s+/).filter(Boolean);
  const matches = [...notes.map(ofNote), ...policies.flatMap(ofPolicy)].flatMap((entry) => {
    const hit = match(entry, words, query);
    return hit && within(hit.date, query) ? [{ hit, values: entry.values }] : [];
  });
  const counted: Counted = [];
  const hits: Hit[] = [];
  for (const { hit, values } of matches) {
    const failed = (Object.entries(query.narrow) as [Facet, string[]][])
      .filter(
        ([facet, wanted]) => wanted.length > 0 && !values[facet]?.some((value) => wanted.includes(value)),
      )
      .map(([facet]) => facet);
    if (failed.length === 0) hits.push(hit);
    for (const [facet, own] of Object.entries(values) as [Facet, string[]][]) {
      if (failed.every((other) => other === facet)) {
        counted.push(...own.map((value): [Facet, string] => [facet, value]));
      }
    }
  }
  sort(hits, query.sort);
  const limit = query.limit || 20;
  return {
    total: hits.length,
    corrected: null,
    hits: hits.slice(query.offset, query.offset + limit),
    facets: countsOf(counted),
  };
}

/** The hit in the language that matches, that of the reader where both do. */
function match({ sides }: Entry, words: string[], query: SearchQuery): Hit | null {
  const found = sides.flatMap(({ hit, parts }) => {
    const whole = fold([hit.id, hit.title, ...parts.flat()].join(' '));
    if (!words.every((word) => whole.includes(word))) return [];
    const has = ([, text]: [string, string]) => words.some((word) => fold(text).includes(word));
    const inText = parts.filter(has);
    const [section, snippet] = inText[0] ?? parts[0] ?? ['', ''];
    const title_highlights = marks(hit.title, words);
    const named = inText.map(([name]) => name);
    return [
      {
        ...hit,
        section,
        snippet: snippet.slice(0, 240),
        highlights: marks(snippet.slice(0, 240), words),
        title_highlights,
        sections: words.length === 0 ? [] : [...(title_highlights.length > 0 ? ['title'] : []), ...named],
      },
    ];
  });
  return found.find(({ lang }) => lang === query.reader) ?? found[0] ?? null;
}

function within(date: string | null, { from, to }: SearchQuery): boolean {
  if (from === null && to === null) return true;
  return date !== null && (from === null || date >= from) && (to === null || date <= to);
}

function sort(hits: Hit[], by: SearchQuery['sort']): void {
  if (by === 'date') hits.sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  if (by === 'title') hits.sort((a, b) => a.title.localeCompare(b.title));
}

function countsOf(counted: Counted): SearchResults['facets'] {
  const facets: SearchResults['facets'] = {};
  for (const [facet, value] of counted) {
    const counts = (facets[facet] ??= []);
    const known = counts.find((count) => count.value === value);
    if (known) known.count += 1;
    else counts.push({ value, count: 1 });
  }
  for (const [facet, counts] of Object.entries(facets)) {
    if (facet === 'year' || facet === 'month') counts.sort((a, b) => b.value.localeCompare(a.value));
    else counts.sort((a, b) => b.count - a.count);
  }
  return facets;
}

function marks(text: string, words: string[]): [number, number][] {
  const folded = fold(text);
  let end = 0;
  return words
    .map((word): [number, number] => [folded.indexOf(word), folded.indexOf(word) + word.length])
    .filter(([start]) => start >= 0)
    .sort(([a], [b]) => a - b)
    .filter(([start, stop]) => {
      const apart = start >= end;
      if (apart) end = stop;
      return apart;
    });
}

/** Every place of every word of a query in a text. */
export function marksIn(text: string, query: string): [number, number][] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const folded = fold(text);
  const found: [number, number][] = [];
  for (let at = 0; at < folded.length; at += 1) {
    const word = words.find((word) => folded.startsWith(word, at));
    if (!word) continue;
    found.push([at, at + word.length]);
    at += word.length - 1;
  }
  return found;
}
