/** Search as one types: the latest query wins, late answers are dropped. */

import { ui } from '../i18n/index.svelte';
import { asFailure, type Backend } from '../ipc/backend';
import type { Failure, HitKind, SearchQuery, SearchResults, Status } from '../ipc/types';

type Narrowing = SearchQuery['narrow'];

/** How long to wait for the next keystroke (milliseconds). */
export const SEARCH_PAUSE = 40;
/** How many hits are asked for. */
export const LIMIT = 50;

export interface Filter {
  kind: HitKind | null;
  status: Status | null;
}

function narrowing({ kind, status }: Filter): Narrowing {
  return { ...(kind && { kind: [kind] }), ...(status && { status: [status] }) };
}

export class Search {
  text = $state('');
  results = $state.raw<SearchResults | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #backend: Backend;
  readonly #filter: () => Filter;
  #latest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, filter: () => Filter) {
    this.#backend = backend;
    this.#filter = filter;
  }

  /** Whether there is something to search for. */
  get active(): boolean {
    return this.text.trim() !== '';
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    if (this.active) this.#timer = setTimeout(() => void this.run(), SEARCH_PAUSE);
    else this.clear();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#latest += 1;
    this.text = '';
    this.results = null;
    this.failure = null;
  }

  /** Asks again: the filter or the notebook changed. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.active) return;
    this.#latest += 1;
    const turn = this.#latest;
    try {
      const results = await this.#backend.search({
        text: this.text,
        narrow: narrowing(this.#filter()),
        lang: null,
        reader: ui.lang,
        in_reader_language: false,
        from: null,
        to: null,
        sort: 'relevance',
        limit: LIMIT,
        offset: 0,
      });
      if (turn !== this.#latest) return;
      this.results = results;
      this.failure = null;
    } catch (thrown) {
      if (turn === this.#latest) this.failure = asFailure(thrown);
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
