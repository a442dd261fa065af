/**
 * What helps while one writes: how the other side's passage was translated before, and what earlier notes say on it.
 * It follows the cursor and never takes the focus.
 */

import type { Insertion } from '../editor/insert';
import { asFailure, type Backend } from '../ipc/backend';
import type { EarlierNote, Failure, MemoryMatch, Section } from '../ipc/types';
import { blockField, blockOf, type Field, langOf } from '../note/fields';
import { passages, together } from '../note/passages';
import { other } from '../note/sections';
import type { OpenNote } from './note.svelte';

/** How long a pause of typing is before it is looked for again (milliseconds). */
export const WRITING_PAUSE = 300;

/** How long it waits for a notebook that is still being read (milliseconds). */
const READING_PAUSE = 1000;

/** The section that a text stands in. */
export const sectionOf = (field: Field): Section =>
  blockOf(field) ? 'if_pressed' : (field.split('.')[1] as Section);

/** The same text on the other side. */
function counterpart(field: Field): Field {
  const lang = other(langOf(field));
  const block = blockOf(field);
  return block ? blockField(lang, block.row, block.part) : (`${lang}.${field.slice(3)}` as Field);
}

/** Where one writes: a passage of a text, and the passage of the other side that stands there. */
interface Place {
  note: OpenNote;
  field: Field;
  text: string;
  nth: number;
  source: string;
}

/** What became of a wish to put something in. */
export type Put =
  | 'put'
  /** There was nothing to put in. */
  | 'nothing'
  /** There is no text to put it into. */
  | 'nowhere'
  /** The cursor is at another passage by now, or the text another one. */
  | 'elsewhere';

export class Writing {
  shown = $state(false);
  /** The text that is written in; the last one, once the focus has left it. */
  field = $state.raw<Field | null>(null);
  /** The passage of the other side that stands where one writes. */
  source = $state.raw('');
  matches = $state.raw<MemoryMatch[]>([]);
  /** Whether the whole memory was asked. */
  complete = $state(true);
  /** `null` while it is looked for the first time. */
  earlier = $state.raw<EarlierNote[] | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly #backend: Backend;
  #note: OpenNote | null = null;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  follow(note: OpenNote | null): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#note = note;
    this.field = null;
    this.#clear();
  }

  toggle(): void {
    this.shown = !this.shown;
    if (this.shown) this.refresh();
  }

  /** The cursor is in a text, perhaps in another passage than before. */
  at(field: Field): void {
    if (field !== this.field) this.#clear();
    this.field = field;
    this.refresh();
  }

  /** Looks again in a moment: typing comes first. */
  refresh(): void {
    clearTimeout(this.#timer);
    if (this.shown) this.#timer = setTimeout(() => void this.run(), WRITING_PAUSE);
  }

  #clear(): void {
    this.source = '';
    this.matches = [];
    this.earlier = null;
    this.failure = null;
  }

  /** What is looked for: the text itself, or, before there is one, what the note is about. */
  #about(note: OpenNote, field: Field): string {
    const side = note.draft.sides[langOf(field)];
    const text = note.texts.read(field)?.trim();
    return text || side?.question || side?.title || '';
  }

  #place(): Place | null {
    const [note, field] = [this.#note, this.field];
    if (!note || !field) return null;
    note.collect();
    const nth = note.journal.editing(field)?.passage?.() ?? 0;
    const source = passages(note.texts.read(counterpart(field)) ?? '')[nth] ?? '';
    return { note, field, text: note.texts.read(field) ?? '', nth, source };
  }

  async run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#turn += 1;
    const turn = this.#turn;
    const place = this.#place();
    if (!place) return;
    const { note, field, source } = place;
    const lang = langOf(field);
    try {
      const [remembered, earlier] = await Promise.all([
        source === '' ? null : this.#backend.findMemory(source, other(lang)),
        this.#backend.findEarlier(note.reference, lang, sectionOf(field), this.#about(note, field)),
      ]);
      if (turn !== this.#turn) return;
      this.source = source;
      this.matches = remembered?.matches ?? [];
      this.complete = remembered?.complete ?? true;
      this.earlier = earlier;
      this.failure = null;
      // The notebook is still being read: there may be more in a moment.
      if (!this.complete && this.shown) this.#timer = setTimeout(() => void this.run(), READING_PAUSE);
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }

  /**
   * Puts Markdown where one writes, and `plain` where that is a line; says whether there was a place. Of a block
   * the passages go into its text, from its topic too.
   */
  insert(markdown: string, as: Insertion, plain = markdown): boolean {
    const [note, field] = [this.#note, this.field];
    const block = field && as === 'passages' ? blockOf(field) : null;
    const place = field && block ? blockField(langOf(field), block.row, 'text') : field;
    const editing = place ? note?.journal.editing(place) : undefined;
    if (!note || note.locked || !editing?.insert) return false;
    editing.close();
    editing.insert(editing.isLine ? plain : markdown, as);
    editing.close();
    note.collect();
    return true;
  }

  /** Puts in a match of those shown, unless they are those of another passage than the one with the cursor. */
  insertMatch(match: MemoryMatch): Put {
    if (this.#place()?.source === this.source) return this.#insertMatch(match);
    void this.run();
    return 'elsewhere';
  }

  #insertMatch({ target, suggestion, kind }: MemoryMatch): Put {
    const { markdown, text } = suggestion ?? target;
    const put = this.insert(markdown, kind === 'block' ? 'passage' : 'words', text);
    return put ? 'put' : 'nowhere';
  }

  /** Puts in what the memory has first, looked for at this very moment, where one still writes when it is found. */
  async insertBest(): Promise<Put> {
    const asked = this.#place();
    if (!asked) return 'nowhere';
    if (asked.source === '') return 'nothing';
    try {
      const from = other(langOf(asked.field));
      const { matches } = await this.#backend.findMemory(asked.source, from);
      const [best] = matches;
      if (!best) return 'nothing';
      const now = this.#place();
      const same =
        now?.note === asked.note &&
        now.field === asked.field &&
        now.nth === asked.nth &&
        now.text === asked.text &&
        now.source === asked.source;
      return same ? this.#insertMatch(best) : 'elsewhere';
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return 'nothing';
    }
  }

  /** Makes an if-pressed block of what an earlier note said; what it adds can be undone. */
  addBlock(topic: string, texts: readonly string[]): boolean {
    const [note, field] = [this.#note, this.field];
    if (!note || note.locked || !field) return false;
    note.rows.addWith(langOf(field), { topic, text: together(texts) });
    return true;
  }
}
