/**
 * Which lines of a long text are drawn, which one is read, and that it stays where it is before the eyes.
 *
 * Lines come in portions. Those around the line that is asked for are drawn at once, the others one by one in the
 * time that is left. A portion that is not drawn is as high as its text is likely to be.
 */

import { flushSync } from 'svelte';

/** How many lines a portion has. */
const LINES = 8;
/** Portions drawn at once behind the one with the line that is asked for; one is drawn before it. */
const BEHIND = 2;
/** How long one bit of drawing may take (milliseconds). */
const BIT = 8;
/** What lies over the top of the page, in rem: a line that is gone to stands under it. */
const COVERED = 3;

/** Some lines that are drawn together. */
export class Portion {
  /** Its first line, and the line behind its last. */
  readonly from: number;
  readonly end: number;
  drawn = $state(false);
  /** Whether it is before the eyes, or next to what is. */
  near = $state(false);

  constructor(from: number, end: number) {
    this.from = from;
    this.end = end;
  }
}

export class Sight {
  portions = $state.raw<readonly Portion[]>([]);
  /** The line that is read: the one at the top of what is seen, or the one that was gone to. */
  current = $state(0);

  #page: HTMLElement | null = null;
  #list: HTMLElement | null = null;
  /** The line that stays where it is, and how far under the top of the page. */
  #hold: { line: number; offset: number } | null = null;
  /** Where the page was scrolled to for a line: until it is scrolled on, that line is read. */
  #wentTo = -1;
  /** Where the page was when what is held was put in its place. */
  #settled = -1;
  #near: readonly [number, number] = [0, 0];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** There are so many lines now: draws those around one. */
  start(count: number, line: number): void {
    this.#hold = null;
    this.#near = [0, 0];
    this.current = line;
    this.portions = Array.from(
      { length: Math.ceil(count / LINES) },
      (_, at) => new Portion(at * LINES, Math.min(count, (at + 1) * LINES)),
    );
    for (const portion of this.#around(line)) portion.drawn = true;
    this.#later();
  }

  /** The page that scrolls, and the element that holds the portions; gives the way to let go of them. */
  attach(page: HTMLElement, list: HTMLElement): () => void {
    this.#page = page;
    this.#list = list;
    // What was read before something else was shown here is read on: the observer sees to that.
    if (this.#hold === null) page.scrollTop = 0;
    const scrolled = () => this.#scrolled();
    page.addEventListener('scroll', scrolled, { passive: true });
    // What is drawn above, or wraps otherwise in another width, moves what is read: it is moved back.
    const observer = new ResizeObserver(() => this.keep());
    observer.observe(list);
    this.#later();
    // What can be done with the lines comes after their text.
    const frame = requestAnimationFrame(() => this.#look());
    return () => {
      page.removeEventListener('scroll', scrolled);
      observer.disconnect();
      cancelAnimationFrame(frame);
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#page = this.#list = null;
    };
  }

  /** The element of a line, which is drawn then. */
  show(line: number): HTMLElement | null {
    const missing = this.#around(line).filter(({ drawn }) => !drawn);
    if (missing.length > 0) {
      for (const portion of missing) portion.drawn = true;
      flushSync();
    }
    return this.#element(line);
  }

  /** Brings a line to the top of the page. */
  goTo(line: number): void {
    const element = this.show(line);
    this.current = line;
    if (!element || !this.#page) return;
    this.#page.scrollTop = element.offsetTop - COVERED * rem();
    this.#wentTo = this.#page.scrollTop;
    this.#hold = { line, offset: element.offsetTop - this.#wentTo };
    this.#look();
  }

  /** Brings the beginning of the page before the eyes. */
  goToBeginning(): void {
    this.show(0);
    this.current = 0;
    this.#hold = null;
    if (this.#page) this.#page.scrollTop = 0;
    this.#look();
  }

  /** The portions in which a line and its neighbours stand. */
  #around(line: number): Portion[] {
    const at = Math.floor(line / LINES);
    return this.portions.slice(Math.max(0, at - 1), at + 1 + BEHIND);
  }

  /** The element of a line, or of the portion that it will be drawn in. */
  #element(line: number): HTMLElement | null {
    const at = Math.floor(line / LINES);
    const portion = this.#list?.children[at];
    const own = this.portions[at]?.drawn ? portion?.children[line % LINES] : portion;
    return (own as HTMLElement | undefined) ?? null;
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#list || this.portions.every(({ drawn }) => drawn)) return;
    this.#timer = setTimeout(() => this.#draw());
  }

  /** Draws some more: first what is behind the line that is read, then what is before it. */
  #draw(): void {
    const at = Math.floor(this.current / LINES);
    const until = performance.now() + BIT;
    const order = [...this.portions.slice(at), ...this.portions.slice(0, at).reverse()];
    for (const portion of order) {
      if (portion.drawn) continue;
      portion.drawn = true;
      flushSync();
      if (performance.now() >= until) break;
    }
    this.#later();
  }

  #scrolled(): void {
    const page = this.#page;
    if (!page) return;
    // Nobody has scrolled: what is held was moved, and what moved it may not be put right yet.
    if (this.#hold && page.scrollTop === this.#settled) {
      this.keep();
      return;
    }
    const wentTo = Math.abs(page.scrollTop - this.#wentTo) < 2;
    if (!wentTo) this.#wentTo = -1;
    const first = wentTo ? this.current : this.#at(page.scrollTop);
    const line = this.#firstDrawn(first, page.scrollTop + page.clientHeight);
    const top = this.#element(line)?.offsetTop;
    this.#hold = top === undefined || page.scrollTop <= 0 ? null : { line, offset: top - page.scrollTop };
    // What is drawn now may be above what is held.
    this.show(first);
    this.keep();
    if (!wentTo) this.current = this.#at(page.scrollTop + COVERED * rem());
  }

  /** The first line from one on that is drawn and begins above a place of the page; where none does, that line. */
  #firstDrawn(line: number, until: number): number {
    const at = Math.floor(line / LINES);
    for (const { drawn, from } of this.portions.slice(at)) {
      if (from > line && (this.#element(from)?.offsetTop ?? until) >= until) break;
      if (drawn) return Math.max(line, from);
    }
    return line;
  }

  /** Sees which portions are near. */
  #look(): void {
    const page = this.#page;
    if (!page) return;
    // Without a size there is nothing to see: what is drawn is near.
    if (page.clientHeight === 0) {
      for (const portion of this.portions) portion.near = portion.drawn;
      return;
    }
    const first = Math.max(0, Math.floor(this.#at(page.scrollTop) / LINES) - 1);
    const end = Math.floor(this.#at(page.scrollTop + page.clientHeight) / LINES) + 2;
    if (first === this.#near[0] && end === this.#near[1]) return;
    this.#near = [first, end];
    this.portions.forEach((portion, at) => (portion.near = at >= first && at < end));
  }

  /** What stands above has another height than before: what is read stays where it is. */
  keep(): void {
    const element = this.#hold && this.#element(this.#hold.line);
    if (this.#page && this.#hold && element) {
      const top = element.offsetTop - this.#hold.offset;
      if (Math.abs(top - this.#page.scrollTop) >= 1) {
        const wentTo = this.#wentTo >= 0;
        this.#page.scrollTop = top;
        if (wentTo) this.#wentTo = this.#page.scrollTop;
      }
      this.#settled = this.#page.scrollTop;
    }
    this.#look();
  }

  /** The last line that begins at or above a place of the page; of what is not drawn the first of its portion. */
  #at(place: number): number {
    const top = (line: number) => this.#element(line)?.offsetTop ?? 0;
    const last = (count: number, topOf: (at: number) => number) => {
      let [low, high] = [0, Math.max(0, count - 1)];
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (topOf(middle) <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    };
    const at = last(this.portions.length, (portion) => top(portion * LINES));
    const portion = this.portions[at];
    if (!portion?.drawn) return portion?.from ?? 0;
    return portion.from + last(portion.end - portion.from, (line) => top(portion.from + line));
  }
}

function rem(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
