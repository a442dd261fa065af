/** What is closest to the open note or policy, or to a passage of it. */

import { asFailure, type Backend } from '../ipc/backend';
import type { Failure, Hit, HitKind } from '../ipc/types';
import type { Passage } from '../passage';

/** How long after a save it is looked for again (milliseconds): typing comes first. */
export const SIMILAR_PAUSE = 400;

/** What the panel compares with. */
export type About =
  /** A note's reference, a policy's slug, or an excerpt's `slug#anchor`. */
  { kind: 'note' | 'policy' | 'excerpt'; id: string } | ({ kind: 'passage' } & Passage);

export class Similar {
  shown = $state(false);
  /** What it is about; `null` while nothing is open. */
  about = $state.raw<About | null>(null);
  /** Only these. */
  only = $state<HitKind | null>(null);
  /** `null` while they are looked for the first time. */
  hits = $state.raw<Hit[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Counts how often it was asked for about a passage or an excerpt: the focus comes to the panel. */
  asked = $state(0);

  readonly #backend: Backend;
  /** What is open: what it goes back to from a passage. */
  #open: About | null = null;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** From now on about what has just been opened. */
  follow(open: About | null): void {
    this.#open = open;
    this.asked = 0;
    this.#set(open);
  }

  /** About one passage or one excerpt until something else is opened; without one, about what is open. */
  find(part: About | null): void {
    this.shown = true;
    this.asked += 1;
    this.#set(part ?? this.#open);
  }

  /** About the whole of what is open again. */
  whole(): void {
    this.#set(this.#open);
  }

  /** Whether it is about a part of what is open. */
  get isPart(): boolean {
    return this.about !== null && this.about !== this.#open;
  }

  toggle(): void {
    this.shown = !this.shown;
    if (this.shown) void this.run();
  }

  narrow(only: HitKind | null): void {
    this.only = only;
    void this.run();
  }

  /** Something was stored: looks again in a moment. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), SIMILAR_PAUSE);
  }

  #set(about: About | null): void {
    this.about = about;
    this.hits = null;
    this.failure = null;
    void this.run();
  }

  /** A passage is most like the note or policy that it stands in. */
  #isOpen(id: string): boolean {
    const open = this.#open;
    if (open === null || open.kind === 'passage') return false;
    return id === open.id || id.split('#')[0] === open.id.split('#')[0];
  }

  async run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const about = this.about;
    if (!this.shown || about === null) return;
    try {
      const { hits } =
        about.kind === 'passage'
          ? await this.#backend.similarToText(about.text, about.lang, this.only)
          : await this.#backend.similarTo(about.id, this.only);
      if (turn !== this.#turn) return;
      this.hits = about.kind === 'passage' ? hits.filter(({ id }) => !this.#isOpen(id)) : hits;
      this.failure = null;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }
}
