/** What citations lead to: asked for many at a time, kept until their policy changes. */

import { SvelteMap } from 'svelte/reactivity';
import type { Backend } from '../ipc/backend';
import type { Citation, CitedClause } from '../ipc/types';

/** As many are kept: more than any screen shows. */
export const KEPT = 2000;

/** A citation as one text, for maps: `slug#anchor`. */
export const citationKey = ({ slug, anchor }: Citation): string => `${slug}#${anchor}`;

export class CitedClauses {
  readonly #backend: Backend;
  readonly #known = new SvelteMap<string, CitedClause>();
  /** What is on its way, or waits to be asked for. */
  readonly #awaited = new Set<string>();
  #waiting: Citation[] = [];
  readonly #watchers = new Set<() => void>();
  /** Counts the notebooks: an answer of the one before is not kept. */
  #notebook = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What a citation leads to; `null` until that is known, which is asked for by this. */
  of(citation: Citation): CitedClause | null {
    const known = this.#known.get(citationKey(citation));
    if (!known) this.#want(citation);
    return known ?? null;
  }

  /** Called each time something has become known, or another; gives the way to stop. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** What some citations lead to, once it is known; what cannot be found out now is left out. */
  async all(citations: readonly Citation[]): Promise<CitedClause[]> {
    const missing = citations.filter((citation) => !this.#known.has(citationKey(citation)));
    if (missing.length > 0) await this.#ask(missing);
    return citations.flatMap((citation) => this.#known.get(citationKey(citation)) ?? []);
  }

  /** Policies changed: what is cited of them is asked for again. Without ids, of all. */
  changed(ids: readonly string[] = []): void {
    const slugs = new Set(ids);
    for (const { citation } of this.#known.values()) {
      if (ids.length === 0 || slugs.has(citation.slug)) this.#want(citation);
    }
  }

  /** Another notebook has other policies. */
  clear(): void {
    this.#notebook += 1;
    this.#known.clear();
    this.#awaited.clear();
    this.#waiting = [];
  }

  #want(citation: Citation): void {
    const key = citationKey(citation);
    if (this.#awaited.has(key)) return;
    this.#awaited.add(key);
    this.#waiting.push({ slug: citation.slug, anchor: citation.anchor });
    if (this.#waiting.length === 1) queueMicrotask(() => void this.#askWaiting());
  }

  async #askWaiting(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    if (asked.length === 0) return;
    await this.#ask(asked);
  }

  async #ask(citations: readonly Citation[]): Promise<void> {
    const notebook = this.#notebook;
    // What fails shows as it is written, and is asked for again when it is drawn again.
    const answer = await this.#backend.describeCitations(citations).catch(() => []);
    if (notebook !== this.#notebook) return;
    for (const citation of citations) this.#awaited.delete(citationKey(citation));
    for (const told of answer) {
      const key = citationKey(told.citation);
      this.#known.delete(key);
      this.#known.set(key, told);
    }
    for (const key of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(key);
    }
    if (answer.length > 0) for (const changed of this.#watchers) changed();
  }
}
