/**
 * What a search found in the note or policy on the screen: every match marked, and the way from one to the next.
 * While something is looked for in the text itself, its matches take the place of the search's.
 *
 * Whoever shows the texts is the *source*: it lists them in reading order. A field that is on the screen says
 * itself what its text is at the moment (an editor's may be newer than the draft), and draws its own marks.
 */

import { tick, untrack } from 'svelte';
import { type Folded, folded, literal } from '../literal';
import type { Backend } from '../ipc/backend';
import type { Hit, Lang } from '../ipc/types';

/** `[start, end)` in UTF-16 code units. */
export type Range = readonly [number, number];

/** A text that can be marked. */
export interface Target {
  /** Its name: of a field, or of a part of a policy. */
  key: string;
  lang: Lang;
  /** A section's key, or an excerpt's anchor. */
  section: string;
  /** Its text, where no field says it. */
  text: () => string;
  /** Where it is, as it is told to a person. */
  place: () => string;
}

/** What draws the marks of one target while it is on the screen. */
export interface Field {
  /** Its text at this moment; `null` where it cannot say yet. */
  text: () => string | null;
  /** Moves the focus to it, with its nth match selected. */
  select?: (nth: number) => void;
}

/** Who shows the texts. */
export interface Source {
  /** All of them, in reading order. */
  targets: () => Target[];
  /** Makes sure that one is on the screen. */
  show: (target: Target) => void;
  /** Brings the current match before the eyes. */
  reveal: () => void;
  /** The section that is before the eyes: what is looked for is looked for from there. */
  here?: () => string | null;
}

/** How long after a change of the text its marks are looked for again (milliseconds). */
export const MARK_PAUSE = 300;

const NONE: readonly Range[] = [];

interface Found {
  text: string;
  ranges: readonly Range[];
}

/** One match: the nth of a target. */
interface Step {
  target: Target;
  nth: number;
}

/** Where to begin: the place that a hit's snippet came from. */
interface Start {
  lang: Lang;
  section: string;
  /** Whether that place is gone to anyway: no match elsewhere leads away from it. */
  goneTo: boolean;
}

export class Marks {
  /** The matches in reading order. */
  steps = $state.raw<readonly Step[]>([]);
  /** Which of them one is at; -1 before the first step. */
  at = $state(-1);
  /** What a step has just come to, to be told once. */
  told = $state.raw<Step | null>(null);

  /** What is looked for in the text itself; `null` while nothing is. */
  finding = $state<string | null>(null);
  /** Counts how often somebody asked for that: the focus comes to its box. */
  asked = $state(0);

  #query = $state.raw<string | null>(null);
  #closed = $state(false);
  #found = $state.raw<ReadonlyMap<string, Found>>(new Map());
  readonly #backend: Backend;
  readonly #fields = new Map<string, Field>();
  #source: Source | null = null;
  #start: Start | null = null;
  #turn = 0;
  /** The section from which one looks: where one read, or where the last step led. */
  #from: string | null = null;
  /** The texts as they were looked in the last time, while something is looked for. */
  #folded: ReadonlyMap<string, Folded> = new Map<string, Folded>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Whether there is something to step through. */
  get shown(): boolean {
    return this.steps.length > 0;
  }

  /** Whether a search says what to mark. */
  get active(): boolean {
    if (this.finding !== null) return this.finding !== '';
    return this.#query !== null && !this.#closed;
  }

  /** The match that one is at. */
  get current(): Step | null {
    return this.steps[this.at] ?? null;
  }

  /** The marks of a field; the same array as long as they are the same. */
  rangesOf(key: string): readonly Range[] {
    return this.#found.get(key)?.ranges ?? NONE;
  }

  /** The text that a field had when its marks were looked for. */
  textOf(key: string): string {
    return this.#found.get(key)?.text ?? '';
  }

  /** Which of a field's marks one is at. */
  currentOf(key: string): number | null {
    const step = this.current;
    return step?.target.key === key ? step.nth : null;
  }

  /** From now on marks what this search means; `null` when there is none. */
  follow(query: string | null): void {
    if (query === this.#query) return;
    this.#query = query;
    this.#closed = false;
    this.#start = null;
    if (this.finding !== null) return;
    this.at = -1;
    void this.run();
  }

  /** A hit was opened: its first match is gone to, in the section and language that the hit showed. */
  begin(query: string, hit: Pick<Hit, 'id' | 'kind' | 'lang' | 'section'>): void {
    this.#query = query;
    this.#closed = false;
    this.finding = null;
    this.at = -1;
    const section = hit.kind === 'policy' ? (hit.id.split('#')[1] ?? '') : hit.section;
    this.#start = { lang: hit.lang, section, goneTo: hit.kind === 'policy' && section !== '' };
    void this.run();
  }

  /** Opens the box in which one says what to look for in the text itself. */
  startFinding(): void {
    this.finding ??= '';
    this.#from = this.#source?.here?.() ?? null;
    this.asked += 1;
    void this.run();
  }

  /** Looks for this in the text itself, and goes to the first match from where one reads. */
  async find(words: string): Promise<void> {
    if (this.finding === null) return;
    this.finding = words;
    this.at = -1;
    await this.run();
    if (this.finding !== words || this.steps.length === 0) return;
    await this.#goTo(this.#firstFromHere());
  }

  /** Looks for nothing in the text any more: what a search found is marked again. */
  stopFinding(): void {
    if (this.finding === null) return;
    this.finding = null;
    this.at = -1;
    this.told = null;
    void this.run();
  }

  #firstFromHere(): number {
    const sections = this.#source?.targets().map(({ section }) => section) ?? [];
    const from = this.#from === null ? -1 : sections.indexOf(this.#from);
    const order = new Map(sections.map((section, at) => [section, at]));
    return Math.max(
      0,
      this.steps.findIndex(({ target }) => (order.get(target.section) ?? -1) >= from),
    );
  }

  /** Says who shows the texts; gives the way to take it back. */
  showIn(source: Source): () => void {
    this.#source = source;
    untrack(() => void this.run());
    return () => {
      if (this.#source !== source) return;
      this.#source = null;
      this.#clear();
    };
  }

  /** A field comes on the screen, and says its own text from now on; gives the way to take it back. */
  register(key: string, field: Field): () => void {
    this.#fields.set(key, field);
    return () => {
      if (this.#fields.get(key) === field) this.#fields.delete(key);
    };
  }

  /** The texts changed: looks again once typing pauses. */
  changed(): void {
    if (!untrack(() => this.active) || !this.#source) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), MARK_PAUSE);
  }

  /** Marks nothing until the next search or hit. */
  close(): void {
    this.finding = null;
    this.#closed = true;
    this.#clear();
  }

  /** Goes to the next match or the previous one, round at the ends; resolves with whether there is one. */
  async step(by: 1 | -1): Promise<boolean> {
    if (!this.#source || (this.#query === null && this.finding === null)) return false;
    const reopened = this.#closed && this.finding === null;
    if (reopened) this.#closed = false;
    if (reopened || this.#timer !== undefined) await this.run();
    const count = this.steps.length;
    if (count === 0) return false;
    await this.#goTo(this.at < 0 ? (by > 0 ? 0 : count - 1) : (this.at + by + count) % count);
    this.#from = this.current?.target.section ?? this.#from;
    return true;
  }

  /** Moves the focus to the match that one is at, and selects it. */
  select(): void {
    const step = this.current;
    if (step) this.#fields.get(step.target.key)?.select?.(step.nth);
  }

  /** Looks for the matches in the texts as they are now. */
  async run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#turn += 1;
    const turn = this.#turn;
    const source = this.#source;
    if (!source || !this.active) {
      this.#clear();
      return;
    }
    const targets = source.targets();
    const texts = targets.map(({ key, text }) => this.#fields.get(key)?.text() ?? text());
    const all = this.finding === null ? await this.#searched(targets, texts) : this.#literal(texts);
    if (turn !== this.#turn) return;
    if (this.finding === null) this.#folded = new Map();
    const before = this.current;
    const found = new Map<string, Found>();
    const steps: Step[] = [];
    targets.forEach((target, index) => {
      const ranges = all[index] ?? NONE;
      if (ranges.length === 0) return;
      found.set(target.key, { text: texts[index] ?? '', ranges });
      ranges.forEach((_, nth) => steps.push({ target, nth }));
    });
    this.#found = found;
    this.steps = steps;
    const start = this.#start;
    this.#start = null;
    if (start) await this.#goTo(first(steps, start));
    else this.at = before ? same(steps, before) : -1;
  }

  /** What the search means in each text. One that fails says so itself: there is then nothing to mark. */
  async #searched(targets: readonly Target[], texts: readonly string[]): Promise<(readonly Range[])[]> {
    const of = (lang: Lang) => texts.filter((_, index) => targets[index]?.lang === lang);
    const marks = await this.#backend
      .findMarks(this.#query ?? '', { en: of('en'), fr: of('fr') })
      .catch(() => ({ en: [], fr: [] }));
    const next = { en: 0, fr: 0 };
    return targets.map(({ lang }) => marks[lang][next[lang]++] ?? NONE);
  }

  /** What is looked for in each text. What was typed over meanwhile is not kept. */
  #literal(texts: readonly string[]): (readonly Range[])[] {
    const before = this.#folded;
    const now = new Map<string, Folded>();
    this.#folded = now;
    return texts.map((text) => {
      const known = now.get(text) ?? before.get(text) ?? folded(text);
      now.set(text, known);
      return literal(known, this.finding ?? '');
    });
  }

  async #goTo(at: number): Promise<void> {
    this.at = at;
    const step = this.current;
    if (!step) return;
    this.told = step;
    this.#source?.show(step.target);
    await tick();
    this.#source?.reveal();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#turn += 1;
    this.#found = new Map();
    if (this.finding === null) this.#folded = new Map();
    this.steps = [];
    this.at = -1;
    this.told = null;
  }
}

/**
 * The first match where a hit was found; else, unless one is there anyway, the first in its language; else the first.
 */
function first(steps: readonly Step[], { lang, section, goneTo }: Start): number {
  const inLang = ({ target }: Step) => target.lang === lang;
  const there = steps.findIndex((step) => inLang(step) && step.target.section === section);
  if (goneTo) return there;
  return there >= 0 ? there : Math.max(0, steps.findIndex(inLang));
}

/** The match that one was at, or the last before it in its field; -1 where the field has none any more. */
function same(steps: readonly Step[], { target, nth }: Step): number {
  return steps.findLastIndex((step) => step.target.key === target.key && step.nth <= nth);
}
