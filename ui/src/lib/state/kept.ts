/** What lies in the recovery folder for an open note, until all of it is in the note's file. */

import type { Backend } from '../ipc/backend';
import type { SaveNote } from '../ipc/types';
import { type PartValue, same } from '../note/parts';

export class Kept {
  readonly #backend: Backend;
  readonly #reference: string;
  readonly #ids = new Set<string>();
  /** Texts that the backend kept by itself, because they were in conflict. */
  #texts: PartValue[] = [];
  #latest = '';

  constructor(backend: Backend, reference: string) {
    this.#backend = backend;
    this.#reference = reference;
  }

  /** Something of an earlier session is now in the draft. */
  add(id: string): void {
    this.#ids.add(id);
  }

  /** The backend keeps this text as well, under an id of its own. */
  alsoKept(text: PartValue): void {
    this.#texts.push(text);
  }

  /** Keeps these changes in place of those kept before; resolves with whether they are kept. */
  async keep(save: SaveNote): Promise<boolean> {
    const latest = JSON.stringify(save.changes);
    if (save.changes.length === 0 || latest === this.#latest) return true;
    try {
      const id = await this.#backend.keepRecovery(save);
      const older = [...this.#ids].filter((old) => old !== id);
      this.#latest = latest;
      this.#ids.clear();
      this.#ids.add(id);
      this.#discard(older);
      return true;
    } catch {
      return false;
    }
  }

  /** Everything is in the note's file: what was kept can go. */
  release(): void {
    this.#latest = '';
    this.#discard([...this.#ids]);
    this.#ids.clear();
    if (this.#texts.length > 0) void this.#discardTexts(this.#texts);
    this.#texts = [];
  }

  /** What cannot be discarded is offered again at the next start. */
  #discard(ids: string[]): void {
    for (const id of ids) void this.#backend.discardRecovered(id).catch(() => undefined);
  }

  /** Only what says exactly these texts goes: anything else may be all that is left of somebody's work. */
  async #discardTexts(texts: PartValue[]): Promise<void> {
    try {
      const { recovered } = await this.#backend.openSession();
      const settled = recovered.filter(
        ({ reference, changes }) =>
          reference === this.#reference && changes.every(({ now }) => texts.some((text) => same(text, now))),
      );
      this.#discard(settled.map(({ id }) => id));
    } catch {
      // Offered again at the next start.
    }
  }
}
