/** The texts of the open note by the names that the journal has for them: read, written, and replaced to be undone. */

import type { Lang, Note } from '../ipc/types';
import { blockField, blockOf, type Field, langOf, sectionField } from '../note/fields';
import type { Part } from '../note/parts';
import type { TextSection } from '../note/sections';
import type { Entry, Journal } from './journal.svelte';
import type { BlockRows } from './rows.svelte';

/** The note whose texts they are. */
export interface TextsNote {
  readonly draft: Note;
  readonly journal: Journal;
  readonly rows: BlockRows;
  readonly locked: boolean;
  collect(): void;
  setText(lang: Lang, section: TextSection, text: string, foreign?: boolean): void;
}

export class NoteTexts {
  readonly #note: TextsNote;

  constructor(note: TextsNote) {
    this.#note = note;
  }

  /** What a text is; `null` where there is none. */
  read(field: Field): string | null {
    if (blockOf(field)) return this.#note.rows.read(field);
    return this.#note.draft.sides[langOf(field)]?.[sectionOf(field)] ?? null;
  }

  /** Changes a text by something else than typing. */
  write(field: Field, text: string): void {
    if (blockOf(field)) this.#note.rows.write(field, text);
    else this.#note.setText(langOf(field), sectionOf(field), text, true);
  }

  /** Puts another text in the place of `was`, to be undone; false where that is not what is there. */
  replace(field: Field, was: string, now: string): boolean {
    return this.replaceAll([{ field, was, now }]) !== null;
  }

  /** As `replace`, several texts in one step; `null`, and nothing is replaced, where one is another by now. */
  replaceAll(edits: readonly { field: Field; was: string; now: string }[]): Entry | null {
    this.#note.collect();
    if (this.#note.locked || edits.some(({ field, was }) => this.read(field) !== was)) return null;
    for (const { field, now } of edits) this.write(field, now);
    const put = (from: 'was' | 'now', to: 'was' | 'now') => {
      // The disk has it in a tidier form, perhaps.
      if (edits.some((edit) => this.read(edit.field)?.trim() !== edit[from].trim())) return false;
      for (const edit of edits) this.write(edit.field, edit[to]);
      return true;
    };
    const fields = edits.map(({ field }) => field);
    return this.#note.journal.record({
      fields,
      undo: () => put('now', 'was'),
      redo: () => put('was', 'now'),
    });
  }

  /** The texts of a part. */
  of(part: Part): Field[] {
    if (part.kind === 'metadata') return [];
    if (part.kind === 'text') return [sectionField(part.lang, part.section)];
    this.#note.rows.settle();
    return this.#note.rows.names.flatMap((row) => [
      blockField(part.lang, row, 'topic'),
      blockField(part.lang, row, 'text'),
    ]);
  }
}

const sectionOf = (field: Field) => field.split('.')[1] as TextSection;
