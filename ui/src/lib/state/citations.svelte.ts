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
  /** Counts the changes of each policy, and those of all: an answer that was asked for before one may be old. */
  readonly #changes = new Map<string, number>();
  #changesOfAll = 0;

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

  /** What a citation leads to at this moment; `null` where nothing is told of it. Fails where that cannot be asked. */
  async fresh(citation: Citation): Promise<CitedClause | null> {
    for (;;) {
      const notebook = this.#notebook;
      const changes = this.#changesOf(citation);
      const [told] = await this.#backend.describeCitations([citation]);
      if (notebook !== this.#notebook) return null;
      if (changes !== this.#changesOf(citation)) continue;
      if (told) this.#keep([told]);
      return told ?? null;
    }
  }

  /** Policies changed: what is cited of them is asked for again. Without ids, of all. */
  changed(ids: readonly string[] = []): void {
    const slugs = new Set(ids);
    if (ids.length === 0) this.#changesOfAll += 1;
    for (const slug of slugs) this.#changes.set(slug, (this.#changes.get(slug) ?? 0) + 1);
    for (const { citation } of this.#known.values()) {
      if (ids.length === 0 || slugs.has(citation.slug)) this.#want(citation);
    }
  }

  /** Another notebook has other policies. */
  clear(): void {
    this.#notebook += 1;
    this.#known.clear();
    this.#awaited.clear();
    this.#changes.clear();
    this.#waiting = [];
  }

  #changesOf({ slug }: Citation): number {
    return this.#changesOfAll + (this.#changes.get(slug) ?? 0);
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
    let asked = citations;
    while (asked.length > 0) {
      const changes = asked.map((citation) => this.#changesOf(citation));
      // What fails shows as it is written, and is asked for again when it is drawn again.
      const answer = await this.#backend.describeCitations(asked).catch(() => []);
      if (notebook !== this.#notebook) return;
      const late = asked.filter((citation, index) => changes[index] !== this.#changesOf(citation));
      const lateKeys = new Set(late.map(citationKey));
      for (const citation of asked) {
        const key = citationKey(citation);
        if (!lateKeys.has(key)) this.#awaited.delete(key);
      }
      this.#keep(answer.filter(({ citation }) => !lateKeys.has(citationKey(citation))));
      asked = late;
    }
  }

  #keep(told: readonly CitedClause[]): void {
    for (const known of told) {
      const key = citationKey(known.citation);
      this.#known.delete(key);
      this.#known.set(key, known);
    }
    for (const key of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(key);
    }
    if (told.length > 0) for (const changed of this.#watchers) changed();
  }
}
