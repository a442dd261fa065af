/** What the open note still lacks: asked again after each save. */

import { asFailure, type Backend } from '../ipc/backend';
import type { Failure, Problem } from '../ipc/types';
import type { OpenNote } from './note.svelte';

/** How long after a save the checks run (milliseconds): typing comes first. */
export const CHECK_PAUSE = 250;

export class Checks {
  problems = $state.raw<Problem[]>([]);
  failure = $state.raw<Failure | null>(null);
  shown = $state(false);

  readonly #backend: Backend;
  #reference: string | null = null;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** From now on about this note. */
  follow(note: OpenNote | null): void {
    this.clear();
    this.#reference = note?.reference ?? null;
    if (note) void this.run();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#reference = null;
    this.problems = [];
    this.failure = null;
  }

  /** The note was stored: looks again in a moment. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), CHECK_PAUSE);
  }

  toggle(): void {
    this.shown = !this.shown;
    if (this.shown) void this.run();
  }

  async run(): Promise<void> {
    const reference = this.#reference;
    if (reference === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const problems = await this.#backend.checkNote(reference);
      if (turn !== this.#turn) return;
      this.problems = problems;
      this.failure = null;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }
}
