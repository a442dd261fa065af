/**
 * The rows of if-pressed blocks of the open note. Each row has a name of its own, so that its editors and its
 * history move with it; what is done to rows is written to the journal.
 */

import type { Bilingual, IfPressed, Lang, Note } from '../ipc/types';
import {
  added,
  type Blocks,
  lengths,
  moved,
  removed,
  resized,
  restored,
  rowCount,
  rowOf,
  withCounterpart,
} from '../note/blocks';
import { blockField, blockOf, type Field, langOf, rowFields, sectionField } from '../note/fields';
import { LANGS } from '../note/sections';
import { ui } from '../i18n/index.svelte';
import type { Entry, Journal } from './journal.svelte';

/** The note whose rows they are. */
export interface RowsNote {
  readonly draft: Note;
  readonly journal: Journal;
  collect(): void;
  setBlocks(lang: Lang, blocks: IfPressed[], foreign?: boolean): void;
  flush(): Promise<boolean>;
}

export class BlockRows {
  names = $state.raw<readonly number[]>([]);
  #next = 0;
  readonly #note: RowsNote;

  constructor(note: RowsNote) {
    this.#note = note;
  }

  get count(): number {
    const { en, fr } = this.#note.draft.sides;
    return rowCount({ en: en?.if_pressed ?? null, fr: fr?.if_pressed ?? null });
  }

  /** Gives a name to rows that came from outside, and forgets those that went. */
  settle(): void {
    const { count, names } = this;
    if (names.length === count) return;
    const missing = Math.max(0, count - names.length);
    this.names = [...names.slice(0, count), ...Array.from({ length: missing }, () => this.#next++)];
  }

  add(): number {
    const name = this.#next++;
    const before = this.#latest();
    this.#put(added(before), [...this.names, name]);
    const taken = { was: rowOf(this.#blocks(), this.names.length - 1), at: this.names.length - 1 };
    this.#note.journal.record({
      fields: this.#fields(name),
      undo: () => this.#take(name, taken, lengths(before)),
      redo: () => this.#putBack(name, taken),
    });
    return name;
  }

  /** Adds a row with a block on one side. */
  addWith(lang: Lang, block: IfPressed): number {
    const name = this.add();
    this.write(blockField(lang, name, 'topic'), block.topic);
    this.write(blockField(lang, name, 'text'), block.text);
    void this.#note.flush();
    return name;
  }

  remove(row: number): Entry | null {
    const before = this.#latest();
    const name = this.names[row];
    if (name === undefined) return null;
    const taken = { was: rowOf(before, row), at: row };
    this.#take(name, taken);
    return this.#note.journal.record({
      fields: this.#fields(name),
      undo: () => this.#putBack(name, taken),
      redo: () => this.#take(name, taken),
    });
  }

  /** Says whether there was a place to move to. */
  move(from: number, to: number): boolean {
    const before = lengths(this.#latest());
    const name = this.names[from];
    if (name === undefined || !this.#place(name, to)) return false;
    this.#note.journal.record({
      fields: this.#fields(name),
      undo: () => this.#place(name, from, before),
      redo: () => this.#place(name, to),
    });
    return true;
  }

  /** Writes the block that one side lacks. */
  addCounterpart(lang: Lang, row: number): void {
    const before = this.#latest();
    const name = this.names[row];
    if (name === undefined || row < lengths(before)[lang]) return;
    const add = () => {
      const at = this.names.indexOf(name);
      const blocks = this.#latest();
      if (at < (blocks[lang]?.length ?? 0)) return false;
      this.#put(withCounterpart(blocks, lang, at), this.names);
      return true;
    };
    add();
    this.#note.journal.record({
      fields: [blockField(lang, name, 'topic'), blockField(lang, name, 'text')],
      undo: () => {
        this.#put(resized(this.#latest(), lengths(before)), this.names);
        return true;
      },
      redo: add,
    });
  }

  /** The texts of a side that bullets move between, in order: the response and each block. */
  texts(lang: Lang): Field[] {
    this.settle();
    const blocks = this.#note.draft.sides[lang]?.if_pressed ?? [];
    const rows = this.names.slice(0, blocks.length).map((name) => blockField(lang, name, 'text'));
    return [sectionField(lang, 'response'), ...rows];
  }

  /** What a block's text is; `null` where there is no such block. */
  read(field: Field): string | null {
    const block = blockOf(field);
    const row = block ? this.names.indexOf(block.row) : -1;
    return (block && this.#note.draft.sides[langOf(field)]?.if_pressed[row]?.[block.part]) ?? null;
  }

  write(field: Field, text: string): void {
    const lang = langOf(field);
    const block = blockOf(field);
    const list = this.#blocks()[lang];
    if (!block || !list) return;
    const row = this.names.indexOf(block.row);
    this.#note.setBlocks(
      lang,
      list.map((old, index) => (index === row ? { ...old, [block.part]: text } : old)),
      true,
    );
  }

  #fields(name: number): Field[] {
    return rowFields(name, ui.lang);
  }

  #blocks(): Blocks {
    const { en, fr } = this.#note.draft.sides;
    return { en: $state.snapshot(en?.if_pressed) ?? null, fr: $state.snapshot(fr?.if_pressed) ?? null };
  }

  /** The blocks with what their editors still hold, which they report by row: asked for before rows change. */
  #latest(): Blocks {
    this.#note.collect();
    this.settle();
    return this.#blocks();
  }

  #put(changed: Blocks, names: readonly number[]): void {
    this.names = names;
    for (const lang of LANGS) {
      const list = changed[lang];
      if (list) this.#note.setBlocks(lang, list);
    }
    void this.#note.flush();
  }

  #place(name: number, to: number, size?: Bilingual<number>): boolean {
    const blocks = this.#latest();
    const from = this.names.indexOf(name);
    if (from < 0 || to < 0 || to >= this.names.length || from === to) return false;
    const order = [...this.names];
    order.splice(to, 0, ...order.splice(from, 1));
    const changed = moved(blocks, from, to);
    this.#put(size ? resized(changed, size) : changed, order);
    return true;
  }

  /** Takes a row away, and remembers what it held. */
  #take(
    name: number,
    taken: { was: Bilingual<IfPressed | null>; at: number },
    size?: Bilingual<number>,
  ): boolean {
    const blocks = this.#latest();
    const row = this.names.indexOf(name);
    if (row < 0) return false;
    taken.was = rowOf(blocks, row);
    taken.at = row;
    const names = this.names.filter((other) => other !== name);
    const left = removed(blocks, row);
    this.#put(size ? resized(left, size) : left, names);
    return true;
  }

  #putBack(name: number, { was, at }: { was: Bilingual<IfPressed | null>; at: number }): boolean {
    const blocks = this.#latest();
    if (this.names.includes(name)) return false;
    const row = Math.min(at, this.names.length);
    this.#put(restored(blocks, row, was), [...this.names.slice(0, row), name, ...this.names.slice(row)]);
    return true;
  }
}
