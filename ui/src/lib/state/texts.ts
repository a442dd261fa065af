/** The texts of the open note by the names that the journal has for them: read, written, and replaced to be undone. */

import type { Lang, Note } from '../ipc/types';
import { blockField, blockOf, type Field, langOf, sectionField } from '../note/fields';
import type { Part } from '../note/parts';
import type { TextSection } from '../note/sections';
import type { Journal } from './journal.svelte';
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
    this.#note.collect();
    if (this.#note.locked || this.read(field) !== was) return false;
    this.write(field, now);
    const put = (from: string, to: string) => {
      // The disk has it in a tidier form, perhaps.
      if (this.read(field)?.trim() !== from.trim()) return false;
      this.write(field, to);
      return true;
    };
    this.#note.journal.record({ fields: [field], undo: () => put(now, was), redo: () => put(was, now) });
    return true;
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
