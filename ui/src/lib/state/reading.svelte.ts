/** The policy that is read: where in it, its earlier texts, and what the window's commands ask of its reader. */

import { asFailure, type Backend } from '../ipc/backend';
import type { CitingNote, Failure, PolicyView, ReplacedText, TextComparison } from '../ipc/types';

/** How often who cites the policy is asked for at most while the notebook changes (milliseconds). */
export const CITING_PAUSE = 1000;

export class Reading {
  /** The excerpt to go to, by its anchor, or the beginning: a new one each time somebody asks. */
  wanted = $state.raw<{ anchor: string | null } | null>(null);
  /** Whether there is room for the outline beside the text: the reader knows. */
  beside = $state(true);
  /** Whether the outline is shown where there is room beside the text. */
  outlineShown = $state(true);
  /** Whether it is shown over the text, where there is none. */
  drawerShown = $state(false);
  /** Set to bring the focus to the outline's box; the outline clears it. */
  boxWanted = $state(false);
  /** The texts that newer ones have replaced, newest first. */
  replaced = $state.raw<readonly ReplacedText[]>([]);
  /** The one that is held against the text of now. */
  comparison = $state.raw<TextComparison | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The notes that cite the policy, newest first; `null` until they are known. */
  citing = $state.raw<readonly CitingNote[] | null>(null);
  /** The notes that cite each clause, by its anchor; those that cite the whole policy under the empty one. */
  readonly citedAt = $derived.by(() => {
    const found = new Map<string, CitingNote[]>();
    for (const note of this.citing ?? []) {
      for (const anchor of note.anchors) {
        const there = found.get(anchor);
        if (there) there.push(note);
        else found.set(anchor, [note]);
      }
    }
    return found;
  });

  readonly #backend: Backend;
  #slug: string | null = null;
  #turn = 0;
  #comparing = 0;
  /** Runs for a while after the notebook changed; with whether it changed since. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #changedAgain = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** From now on about this policy, or about the text that it has now; `null` for none. */
  follow(view: PolicyView | null): void {
    const slug = view?.policy.slug ?? null;
    if (slug !== this.#slug) {
      this.#slug = slug;
      this.replaced = [];
      this.citing = null;
      this.drawerShown = false;
      this.leaveComparison();
    } else if (this.comparison) void this.compare(this.comparison.text.name);
    this.#refresh();
  }

  /** The notebook changed: looks again, at once but not over and over, who cites the policy and which texts are kept. */
  changed(): void {
    if (this.#again !== undefined) {
      this.#changedAgain = true;
      return;
    }
    this.#refresh();
    this.#again = setTimeout(() => {
      this.#again = undefined;
      if (!this.#changedAgain) return;
      this.#changedAgain = false;
      this.changed();
    }, CITING_PAUSE);
  }

  #refresh(): void {
    if (this.#slug !== null) void this.#load(this.#slug);
  }

  async #load(slug: string): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    // What cannot be listed is not there to be chosen: the text itself can be read all the same.
    const [replaced, citing] = await Promise.all([
      this.#backend.listReplaced(slug).catch(() => []),
      this.#backend.listCiting(slug).catch(() => []),
    ]);
    if (turn !== this.#turn || slug !== this.#slug) return;
    this.replaced = replaced;
    this.citing = citing;
  }

  /** Holds an earlier text against the one of now; without one, goes back to the text. */
  async compare(name: string | null): Promise<void> {
    if (name === null || this.#slug === null) {
      this.leaveComparison();
      return;
    }
    this.#comparing += 1;
    const turn = this.#comparing;
    try {
      const comparison = await this.#backend.compareReplaced(this.#slug, name);
      if (turn !== this.#comparing) return;
      this.comparison = comparison;
      this.failure = null;
    } catch (thrown) {
      if (turn !== this.#comparing) return;
      this.comparison = null;
      this.failure = asFailure(thrown);
    }
  }

  leaveComparison(): void {
    this.#comparing += 1;
    this.comparison = null;
    this.failure = null;
  }

  /** Brings an excerpt before the eyes; without one, the beginning. */
  goTo(anchor: string | null): void {
    this.wanted = { anchor };
  }

  /** Somebody wants to go to a clause. */
  askWhere(): void {
    this.outlineShown = true;
    this.drawerShown = true;
    this.boxWanted = true;
  }

  /** Whether the outline is seen. */
  get outlineSeen(): boolean {
    return this.beside ? this.outlineShown : this.drawerShown;
  }

  toggleOutline(): void {
    if (this.beside) this.outlineShown = !this.outlineShown;
    else this.drawerShown = !this.drawerShown;
  }
}
