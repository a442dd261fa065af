/** The history of one line of plain text: groups of typing, as the rich editor has them. */

/** A text and where the cursor stands in it. */
export interface LineState {
  text: string;
  cursor: number;
}

/** Typing that goes on within this time is one group (milliseconds). */
const GROUP = 500;
/** As many groups are remembered. */
const DEPTH = 500;

export class LineHistory {
  #done: LineState[] = [];
  #undone: LineState[] = [];
  #now: LineState;
  /** When the open group was last added to; `null` when the next change begins a new one. */
  #at: number | null = null;

  constructor(text: string) {
    this.#now = { text, cursor: text.length };
  }

  get text(): string {
    return this.#now.text;
  }

  /** What was typed; says whether a new group began. */
  typed(next: LineState, time: number): boolean {
    const begins = this.#at === null || time - this.#at > GROUP;
    if (begins) this.#done = [...this.#done.slice(1 - DEPTH), this.#now];
    this.#now = next;
    this.#undone = [];
    this.#at = time;
    return begins;
  }

  /** The next change begins a new group. */
  close(): void {
    this.#at = null;
  }

  /** Something else changed the text: what was done to the earlier one cannot be undone in this. */
  reset(text: string): void {
    this.#done = [];
    this.#undone = [];
    this.#now = { text, cursor: text.length };
    this.#at = null;
  }

  undo(): LineState | null {
    return this.#step(this.#done, this.#undone);
  }

  redo(): LineState | null {
    return this.#step(this.#undone, this.#done);
  }

  /** The text before each group that can be undone, now, and after each that can be done again. */
  trail(): () => { past: string[]; now: string; future: string[] } {
    const texts = (states: readonly LineState[]) => states.map(({ text }) => text);
    const [done, now, undone] = [[...this.#done], this.#now.text, [...this.#undone]];
    return () => ({ past: texts(done), now, future: texts(undone) });
  }

  #step(from: LineState[], to: LineState[]): LineState | null {
    const state = from.pop();
    if (!state) return null;
    to.push(this.#now);
    this.#now = state;
    this.#at = null;
    return state;
  }
}
