/** Search as one types: one question at a time, the newest next; an answer that comes late is dropped. */

import { ui } from '../i18n/index.svelte';
import { asFailure, type Backend } from '../ipc/backend';
import type { Facet, Failure, HitKind, SearchResults, SearchTerms, SortBy } from '../ipc/types';
import {
  type Chip,
  chipsOf,
  isNarrowed,
  keyOf,
  type Narrowing,
  queryOf,
  toggled,
  valuesOf,
  withValues,
} from '../search/terms';

/** How many hits are asked for at a time. */
export const PAGE = 50;
/** How many hits are asked for again when the notebook changes under them. */
const AGAIN = 500;

export class Search {
  text = $state('');
  narrow = $state.raw<Narrowing>({});
  from = $state<string | null>(null);
  to = $state<string | null>(null);
  sort = $state<SortBy>('relevance');
  inReaderLanguage = $state(false);
  /** The newest answer, with the pages that came after it; `null` while everything is listed. */
  results = $state.raw<SearchResults | null>(null);
  /** How what is shown divides. */
  facets = $state.raw<SearchResults['facets']>({});
  /** Which question `results` answers: another one when the terms have changed. */
  answered = $state('');
  failure = $state.raw<Failure | null>(null);
  /** Whether a question is on its way whose answer will be shown. */
  pending = $state(false);

  /** Everything that narrows. */
  readonly chips: Chip[] = $derived(chipsOf(this));
  /** Whether hits are shown; without, the notebook's list is, at most narrowed by kind. */
  readonly searching = $derived(this.text.trim() !== '' || isNarrowed(this));

  readonly #backend: Backend;
  /** How many times something was asked, and which of them was answered last. */
  #asked = 0;
  #told = 0;
  #work: Promise<void> | null = null;
  #counting = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Whether there are words to search for. */
  get active(): boolean {
    return this.text.trim() !== '';
  }

  /** The one kind that is shown, `null` for both. */
  get kind(): HitKind | null {
    const [kind] = valuesOf(this.narrow, 'kind');
    return kind === 'note' || kind === 'policy' ? kind : null;
  }

  get terms(): SearchTerms {
    const { text, narrow, from, to, sort } = this;
    return { text, narrow, from, to, sort, in_reader_language: this.inReaderLanguage };
  }

  // What is asked.

  type(text: string): void {
    this.text = text;
    void this.run();
  }

  /** Takes the words away; what narrows stays. */
  clear(): void {
    this.type('');
  }

  /** Takes words and narrowing away. */
  reset(): void {
    this.text = '';
    this.clearNarrowing();
  }

  clearNarrowing(): void {
    this.narrow = {};
    this.from = null;
    this.to = null;
    void this.run();
  }

  toggle(facet: Facet, value: string): void {
    this.narrow = toggled(this.narrow, facet, value);
    void this.run();
  }

  setKind(kind: HitKind | null): void {
    this.narrow = withValues(this.narrow, 'kind', kind === null ? [] : [kind]);
    void this.run();
  }

  setDates(from: string | null, to: string | null): void {
    this.from = from;
    this.to = to;
    void this.run();
  }

  setSort(sort: SortBy): void {
    this.sort = sort;
    void this.run();
  }

  setInReaderLanguage(inReaderLanguage: boolean): void {
    this.inReaderLanguage = inReaderLanguage;
    void this.run();
  }

  remove(chip: Chip): void {
    if (chip.facet === 'dates') this.setDates(null, null);
    else this.toggle(chip.facet, chip.value);
  }

  /** Takes the last thing away that narrows. */
  removeLast(): void {
    const last = this.chips.at(-1);
    if (last) this.remove(last);
  }

  /** Asks for a saved or a recent search. */
  adopt(terms: SearchTerms): void {
    this.text = terms.text;
    this.narrow = terms.narrow;
    this.from = terms.from;
    this.to = terms.to;
    this.sort = terms.sort;
    this.inReaderLanguage = terms.in_reader_language;
    void this.run();
  }

  /** Whether the facets are wanted although everything is listed. */
  count(counting: boolean): void {
    this.#counting = counting;
    if (counting) void this.run();
  }

  // How it is answered.

  /** Asks anew: the terms or the notebook changed. Resolves when nothing is left to be answered. */
  run(): Promise<void> {
    this.#asked += 1;
    this.pending = this.searching;
    if (!this.searching) {
      this.results = null;
      this.answered = '';
      this.failure = null;
    }
    return this.#work ?? this.#start();
  }

  /** Asks for the next hits, if there are more. */
  more(): Promise<void> {
    const results = this.results;
    if (this.#work || !results || results.hits.length >= results.total) return this.settled();
    return this.#start(() => this.#page(results));
  }

  /** Asks for all hits that are not here yet; for what was asked before it, and stops where that changes. */
  async rest(): Promise<void> {
    await this.settled();
    const { answered } = this;
    for (;;) {
      const { results } = this;
      if (!results || this.answered !== answered || results.hits.length >= results.total) return;
      await (this.#work ?? this.#start(() => this.#page(results, AGAIN)));
      if (this.failure || this.results === results) return;
    }
  }

  /** Resolves when nothing is left to be answered. */
  settled(): Promise<void> {
    return this.#work ?? Promise.resolve();
  }

  #start(first?: () => Promise<void>): Promise<void> {
    const work = async () => {
      if (first) await first();
      while (this.#told !== this.#asked) await this.#answer();
    };
    this.#work = work().finally(() => {
      this.#work = null;
      this.pending = false;
    });
    return this.#work;
  }

  async #answer(): Promise<void> {
    const turn = this.#asked;
    try {
      await this.#ask(() => turn === this.#asked);
    } catch (thrown) {
      if (turn === this.#asked) this.failure = asFailure(thrown);
    }
    this.#told = turn;
  }

  async #ask(wanted: () => boolean): Promise<void> {
    const { terms, searching } = this;
    if (!searching && !this.#counting) return;
    const key = keyOf(terms);
    const shown = this.answered === key ? (this.results?.hits.length ?? 0) : 0;
    const limit = searching ? Math.min(Math.max(PAGE, shown), AGAIN) : 1;
    const [results, dates] = await Promise.all([
      this.#backend.search(queryOf(terms, { reader: ui.lang, limit, offset: 0 })),
      this.#dates(terms),
    ]);
    if (!wanted()) return;
    this.facets = { ...results.facets, ...dates };
    this.failure = null;
    if (!searching) return;
    this.results = results;
    this.answered = key;
  }

  /** Where months are chosen, how many each year and month has without them: the others can still be chosen. */
  async #dates(terms: SearchTerms): Promise<SearchResults['facets']> {
    if (valuesOf(terms.narrow, 'month').length === 0) return {};
    const narrow = withValues(withValues(terms.narrow, 'month', []), 'year', []);
    const page = { reader: ui.lang, limit: 1, offset: 0 };
    const { facets } = await this.#backend.search(queryOf({ ...terms, narrow }, page));
    return { ...(facets.year && { year: facets.year }), ...(facets.month && { month: facets.month }) };
  }

  async #page(before: SearchResults, limit = PAGE): Promise<void> {
    const turn = this.#asked;
    const offset = before.hits.length;
    try {
      const next = await this.#backend.search(queryOf(this.terms, { reader: ui.lang, limit, offset }));
      if (turn !== this.#asked || this.results !== before) return;
      const known = new Set(before.hits.map(({ id }) => id));
      const hits = [...before.hits, ...next.hits.filter(({ id }) => !known.has(id))];
      // The notebook may have changed since the first page: what does not come is not there.
      const total = hits.length > before.hits.length ? next.total : hits.length;
      this.results = { ...before, hits, total };
    } catch (thrown) {
      if (turn === this.#asked) this.failure = asFailure(thrown);
    }
  }
}

/** A piece of a snippet: matched or not. */
export interface Piece {
  text: string;
  marked: boolean;
}

/** Cuts a snippet at its highlights (`[start, end)` in UTF-16 code units, ascending and apart). */
export function pieces(text: string, highlights: readonly (readonly [number, number])[]): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const [start, end] of highlights) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) cut.push({ text: text.slice(at, start), marked: false });
    cut.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) cut.push({ text: text.slice(at), marked: false });
  return cut;
}
