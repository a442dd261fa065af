/** The states that the open note has been in, and the one that is compared with it. */

import { asFailure, type Backend } from '../ipc/backend';
import type { Comparison, Failure, PastState } from '../ipc/types';
import type { OpenNote } from './note.svelte';

/** How long after a save the list is asked for again (milliseconds): typing comes first. */
export const HISTORY_PAUSE = 400;

export class History {
  states = $state.raw<PastState[]>([]);
  /** The state that is looked at, and what differs from the note as it is on disk. */
  chosen = $state.raw<{ state: PastState; comparison: Comparison } | null>(null);
  failure = $state.raw<Failure | null>(null);
  loaded = $state(false);
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
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#reference = note?.reference ?? null;
    this.states = [];
    this.chosen = null;
    this.failure = null;
    this.loaded = false;
    if (this.shown) void this.load();
  }

  /** The note was stored: looks again in a moment. */
  refresh(): void {
    clearTimeout(this.#timer);
    if (this.shown) this.#timer = setTimeout(() => void this.load(), HISTORY_PAUSE);
  }

  toggle(): void {
    this.shown = !this.shown;
    if (this.shown) void this.load();
  }

  /** Asks for the states again, and compares the chosen one again. */
  async load(): Promise<void> {
    const reference = this.#reference;
    if (reference === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const states = await this.#backend.listPast(reference);
      const chosen = states.find(({ id }) => id === this.chosen?.state.id);
      const comparison = chosen && (await this.#backend.comparePast(reference, chosen.id));
      if (turn !== this.#turn) return;
      this.states = states;
      this.chosen = chosen && comparison ? { state: chosen, comparison } : null;
      this.failure = null;
      this.loaded = true;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }

  /** Compares a state with the note; the same one again closes the comparison. */
  async choose(state: PastState): Promise<void> {
    const reference = this.#reference;
    if (reference === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    if (this.chosen?.state.id === state.id) {
      this.chosen = null;
      return;
    }
    try {
      const comparison = await this.#backend.comparePast(reference, state.id);
      if (turn !== this.#turn) return;
      this.chosen = { state, comparison };
      this.failure = null;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }
}
