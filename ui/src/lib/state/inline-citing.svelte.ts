/** Clauses for a citation that is begun in the text with `[@`, beneath the cursor. */

import type { Begun, CompletionSource } from '../editor/completion';
import type { Citation, Lang } from '../ipc/types';
import type { Citing, Offer } from './citing.svelte';

/** How many are offered: as many as fit beneath a line. */
export const OFFERED = 6;

export class InlineCiting {
  /** What is begun; `null` where nothing is, or its offers were declined. */
  begun = $state.raw<Begun | null>(null);
  lang = $state<Lang>('en');
  offers = $state.raw<Offer[]>([]);
  active = $state(0);
  /** The text that is written in: it says to a screen reader which offer is chosen. */
  text = $state.raw<HTMLElement | null>(null);

  readonly #citing: Citing;
  /** What is begun in the text that the offers answer; `null` where they answer none. */
  #answered: string | null = null;
  #asked = 0;
  #told = 0;
  #work: Promise<void> | null = null;

  constructor(citing: Citing) {
    this.#citing = citing;
  }

  /** What an editor of a text in `lang` tells. */
  source(lang: Lang): CompletionSource {
    return {
      begun: (begun, text) => {
        this.lang = lang;
        this.text = text;
        if (begun) this.#follow(begun);
        else this.end();
      },
      key: (event) => this.#key(event),
    };
  }

  /** Nothing is begun any more, or what is begun is left as it is typed. */
  end(): void {
    this.#asked += 1;
    this.#answered = null;
    this.begun = null;
    this.offers = [];
    this.active = 0;
  }

  put(citation: Citation): void {
    const begun = this.begun;
    this.end();
    begun?.put(citation);
  }

  #follow(begun: Begun): void {
    const other = begun.text !== this.begun?.text;
    this.begun = begun;
    if (!other) return;
    this.active = 0;
    this.#asked += 1;
    this.#work ??= this.#answer().finally(() => (this.#work = null));
  }

  /** One question at a time, the newest next. */
  async #answer(): Promise<void> {
    while (this.#told !== this.#asked) {
      const turn = this.#asked;
      const { begun, lang } = this;
      // What cannot be found is not offered; the text stays as it is typed.
      const offers = begun ? await this.#citing.offersFor(begun.text, lang).catch(() => []) : [];
      if (turn === this.#asked && begun) {
        this.#answered = begun.text;
        this.offers = offers.slice(0, OFFERED);
        this.active = 0;
      }
      this.#told = turn;
    }
  }

  #take(): void {
    const offer = this.offers[this.active];
    if (offer) this.put(offer.citation);
  }

  /** What was typed last is not answered yet: what is offered for it is taken, not for what was typed before. */
  async #takeOnceAnswered(text: string): Promise<void> {
    await this.#work;
    if (this.begun?.text === text && this.#answered === text) this.#take();
  }

  #key({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const count = this.offers.length;
    if (!this.begun || count === 0 || ctrlKey || metaKey || altKey || shiftKey) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.active = (this.active + (key === 'ArrowDown' ? 1 : -1) + count) % count;
    } else if (key === 'Escape') this.end();
    else if (key === 'Enter' || key === 'Tab') {
      if (this.#answered === this.begun.text) this.#take();
      else void this.#takeOnceAnswered(this.begun.text);
    } else return false;
    return true;
  }
}
