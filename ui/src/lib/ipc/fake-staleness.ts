/** The citations of the fake backend's notes that no longer stand: its policies are held against what they said. */

import { LANGS, SECTIONS } from '../note/sections';
import type {
  Bilingual,
  Citation,
  CitingLine,
  ContentHash,
  Failure,
  Lang,
  Note,
  NoteBehind,
  Piece,
  Policy,
  Proposal,
  Section,
  StaleCitation,
  Unconfirmed,
} from './types';

const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]/gu;

type Says = Bilingual<string | null>;

interface Place {
  lang: Lang;
  section: Section;
  block: number | null;
  text: string;
}

function both<T>(of: (lang: Lang) => T): Bilingual<T> {
  return { en: of('en'), fr: of('fr') };
}

function placesOf({ sides }: Note): Place[] {
  return LANGS.flatMap((lang) => {
    const side = sides[lang];
    if (!side) return [];
    return SECTIONS.flatMap((section): Place[] => {
      if (section !== 'if_pressed') return [{ lang, section, block: null, text: side[section] }];
      return side.if_pressed.map(({ text }, block) => ({ lang, section, block, text }));
    });
  });
}

function hashOf(says: Says): ContentHash {
  return JSON.stringify(says);
}

function pieces(was: string, now: string): Piece[] {
  if (was === now) return [{ standing: 'same', text: was }];
  const shared = /^.*\s/.exec(was)?.[0] ?? '';
  const common = now.startsWith(shared) ? shared : '';
  const all: Piece[] = [
    { standing: 'same', text: common },
    { standing: 'removed', text: was.slice(common.length) },
    { standing: 'added', text: now.slice(common.length) },
  ];
  return all.filter(({ text }) => text !== '');
}

export class FakeStaleness {
  /** What each note's clauses said, by reference and citation. */
  readonly #recorded = new Map<string, Map<string, Says>>();
  readonly #policies: () => readonly Policy[];

  constructor(policies: () => readonly Policy[]) {
    this.#policies = policies;
  }

  #said({ slug, anchor }: Citation): Says | null {
    const policy = this.#policies().find((known) => known.slug === slug);
    const says = both(
      (lang) => policy?.sides[lang]?.excerpts.find((excerpt) => excerpt.anchor === anchor)?.text ?? null,
    );
    return says.en === null && says.fr === null ? null : says;
  }

  /** A note was written: what it cites for the first time is recorded. */
  record(note: Note): void {
    const known = this.#recorded.get(note.reference) ?? new Map<string, Says>();
    for (const { text } of placesOf(note)) {
      for (const [written, slug = '', anchor = ''] of text.matchAll(CITATION)) {
        const says = anchor === '' ? null : this.#said({ slug, anchor });
        if (says && !known.has(written)) known.set(written, says);
      }
    }
    this.#recorded.set(note.reference, known);
  }

  stale(note: Note): StaleCitation[] {
    const found = new Map<string, StaleCitation>();
    for (const place of placesOf(note)) {
      for (const [written, slug = '', anchor = ''] of place.text.matchAll(CITATION)) {
        const stale = found.get(written) ?? this.#told(note.reference, written, { slug, anchor });
        if (!stale) continue;
        found.set(written, stale);
        stale.lines.push(this.#line(place, written, stale));
      }
    }
    return [...found.values()];
  }

  #told(reference: string, written: string, citation: Citation): StaleCitation | null {
    const was = this.#recorded.get(reference)?.get(written) ?? null;
    const now = this.#said(citation);
    const policy = this.#policies().find(({ slug }) => slug === citation.slug);
    if (was && now && LANGS.every((lang) => was[lang] === null || was[lang] === now[lang])) return null;
    if (!was && (now || (citation.anchor === '' && policy))) return null;
    const staleness = !was ? 'broken' : now ? 'changed' : 'gone';
    const label = now ? citation.anchor : null;
    return {
      written,
      citation,
      staleness,
      is_there: policy !== undefined,
      title: both((lang) => policy?.sides[lang]?.title ?? null),
      label: { en: label, fr: label },
      texts: both((lang) => {
        const old = was?.[lang] ?? null;
        return old === null ? null : pieces(old, now?.[lang] ?? '');
      }),
      is_recorded: both((lang) => typeof was?.[lang] === 'string'),
      now: now && hashOf(now),
      lines: [],
      proposals: was ? this.#proposals(citation, was) : [],
    };
  }

  #line({ lang, section, block, text }: Place, written: string, stale: StaleCitation): CitingLine {
    const line = text.split('\n').find((part) => part.includes(written)) ?? written;
    const old = (stale.texts[lang] ?? []).filter(({ standing }) => standing !== 'added');
    const was = old.map((piece) => piece.text).join('');
    const now = (stale.citation && this.#said(stale.citation)?.[lang]) ?? '';
    const quoted = stale.staleness === 'changed' && was !== '' && was !== now && text.includes(was);
    const mend = { block, was: text, now: text.replace(was, now) };
    const quotation = quoted ? { pieces: pieces(was, now), mend } : null;
    return { lang, section, block, text: line.replace(/^\s*- /, ''), quotation };
  }

  /** Clauses that say exactly what was cited. */
  #proposals(cited: Citation, was: Says): Proposal[] {
    return this.#policies().flatMap(({ slug, sides }) => {
      const anchors = new Set(
        LANGS.flatMap((lang) => sides[lang]?.excerpts.map(({ anchor }) => anchor) ?? []),
      );
      return [...anchors].flatMap((anchor): Proposal[] => {
        const citation = { slug, anchor };
        const text = this.#said(citation);
        const isSame = LANGS.some((lang) => was[lang] !== null && text?.[lang] === was[lang]);
        if (!text || !isSame || (slug === cited.slug && anchor === cited.anchor)) return [];
        const title = both((lang) => sides[lang]?.title ?? null);
        return [{ citation, title, label: { en: anchor, fr: anchor }, text, likeness: 100 }];
      });
    });
  }

  behind(notes: readonly Note[]): NoteBehind[] {
    return notes.flatMap((note) => {
      const citations = this.stale(note).filter(({ staleness }) => staleness !== 'broken').length;
      return citations > 0 ? [{ reference: note.reference, citations }] : [];
    });
  }

  confirm(reference: string, citation: Citation, shown: ContentHash): Unconfirmed | null {
    const written = `[@${citation.slug}#${citation.anchor}]`;
    const recorded = this.#recorded.get(reference);
    const said = recorded?.get(written);
    const now = this.#said(citation);
    if (!now || hashOf(now) !== shown) {
      throw { code: 'clause-changed', params: { citation: written } } satisfies Failure;
    }
    if (!recorded || !said || LANGS.every((lang) => said[lang] === now[lang])) return null;
    recorded.set(written, now);
    return { citation, said };
  }

  unconfirm(reference: string, { citation, said }: Unconfirmed): void {
    this.#recorded.get(reference)?.set(`[@${citation.slug}#${citation.anchor}]`, said);
  }
}
