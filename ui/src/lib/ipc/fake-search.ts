/** The search of the fake backend: every word must be in the text, whatever its accents. */

import { LANGS } from '../note/sections';
import type { Hit, Note, Policy, SearchQuery, SearchResults } from './types';

interface Text {
  hit: Hit;
  status: string | null;
}

/** As many UTF-16 code units as before, so that places in the one are places in the other. */
function fold(text: string): string {
  return [...text]
    .map((letter) => {
      const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return bare.length === letter.length ? bare : letter;
    })
    .join('');
}

/** Everything that can be found. */
export function texts(notes: Note[], policies: Policy[]): Text[] {
  return [...notes.flatMap(ofNote), ...policies.flatMap(ofPolicy)];
}

function ofNote({ reference: id, meta, sides }: Note): Text[] {
  return LANGS.flatMap((lang) => {
    const side = sides[lang];
    if (!side) return [];
    const plain = side.response
      .replace(/[*[\]@#-]+/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const [section, snippet] = plain ? ['response', plain] : ['question', side.question];
    const hit: Hit = {
      id,
      kind: 'note',
      title: side.title,
      lang,
      date: meta.date,
      score: 1,
      section,
      snippet,
      highlights: [],
      title_highlights: [],
      langs: LANGS.filter((side) => sides[side]),
      status: meta.status,
      sections: [],
      through: [],
      shared: [],
    };
    return [{ hit, status: meta.status }];
  });
}

function ofPolicy({ slug, sides, modified: date }: Policy): Text[] {
  return LANGS.flatMap((lang) => {
    const { title = '', excerpts = [] } = sides[lang] ?? {};
    return excerpts.map(({ anchor, label, heading, text: snippet }): Text => {
      const section = `${label} ${heading}`.trim();
      const hit: Hit = {
        id: `${slug}#${anchor}`,
        kind: 'policy',
        title,
        lang,
        date,
        score: 1,
        section,
        snippet,
        highlights: [],
        title_highlights: [],
        langs: LANGS.filter((side) => sides[side]),
        status: null,
        sections: [],
        through: [],
        shared: [],
      };
      return { hit, status: null };
    });
  });
}

export function find(notes: Note[], policies: Policy[], query: SearchQuery): SearchResults {
  const words = fold(query.text).split(/\s+/).filter(Boolean);
  const hits = texts(notes, policies).flatMap(({ hit, status }) => {
    const is = (value: string | null, wanted: string[] = []) =>
      wanted.length === 0 || (value !== null && wanted.includes(value));
    if (!is(hit.kind, query.narrow.kind) || !is(status, query.narrow.status)) return [];
    const haystack = fold(`${hit.id} ${hit.title} ${hit.snippet}`);
    return words.every((word) => haystack.includes(word))
      ? [{ ...hit, highlights: marks(hit.snippet, words) }]
      : [];
  });
  return { total: hits.length, corrected: null, hits: hits.slice(0, query.limit || 20), facets: {} };
}

function marks(snippet: string, words: string[]): [number, number][] {
  const text = fold(snippet);
  return words
    .map((word): [number, number] => [text.indexOf(word), text.indexOf(word) + word.length])
    .filter(([start]) => start >= 0)
    .sort(([a], [b]) => a - b);
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
