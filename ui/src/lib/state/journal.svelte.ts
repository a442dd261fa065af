/**
 * What was done to the open note, in the order in which it was done: undone and done again across its texts.
 *
 * Each entry is a group of typing in one text, a change made to several texts at once, or a step of another kind
 * (a block that was moved, a check that was mended). Texts undo their own groups: an editor by its history, a text
 * that is not on the screen by what its editor left. From within a text, its own typing is undone first, as one
 * expects from Word, but never past a step that was done later or that something later builds on.
 */

import type { Bullet } from '../editor/bullets';
import type { Insertion } from '../editor/insert';
import type { Field } from '../note/fields';

/** An editor of a text, with a history of groups. Says of each try whether the text changed. */
export interface Editing {
  undo(): boolean;
  redo(): boolean;
  /** What is typed next begins a new group. */
  close(): void;
  focus(): void;
  /** Takes the bullet with the cursor out. */
  takeBullet?(): Bullet | null;
  /** Puts a bullet at the start or at the end, and the cursor into it. */
  putBullet?(bullet: Bullet, atEnd: boolean): void;
  /** Selects words and takes the focus; says whether they are there. */
  select?(words: string): boolean;
  /** Which passage has the cursor, from 0. */
  passage?(): number;
  /** Puts Markdown in by the cursor; in a line, its plain text. */
  insert?(text: string, as: Insertion): void;
  /** Whether it is a line of plain text. */
  readonly isLine?: boolean;
}

/** The states of a text: before each group that can be undone, now, after each that can be done again. */
export interface Trail {
  /** The latest one last. */
  past: string[];
  now: string;
  /** The next one last. */
  future: string[];
}

/** Something done to the note that is not typing. Each way says whether it could be gone. */
export interface Step {
  /** The texts that it touched; the first one that is there is shown when it is undone. */
  fields: readonly Field[];
  /** Whether it is about the note's details, and so about no text. */
  details?: boolean;
  undo: () => boolean;
  redo: () => boolean;
}

/** An entry: a step, or groups of typing in texts. */
export interface Entry {
  readonly fields: Set<Field>;
  readonly step: Step | null;
}

/** Where something was undone or done again. */
export interface Place {
  fields: readonly Field[];
  /** Whether that is among the note's details. */
  details: boolean;
  undone: boolean;
}

/** The texts of the note, for those that have no editor. */
export interface Texts {
  read(field: Field): string | null;
  write(field: Field, text: string): void;
}

export class Journal {
  /** Where the last thing was undone or done again: to be shown. */
  place = $state.raw<Place | null>(null);
  #done = $state.raw<readonly Entry[]>([]);
  #undone = $state.raw<readonly Entry[]>([]);
  #joined: Entry | null = null;
  readonly #texts: Texts;
  readonly #editing = new Map<Field, Editing>();
  /** What editors left that are gone. */
  readonly #left = new Map<Field, () => Trail>();

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** An editor came; gives the way to say that it went. */
  register(field: Field, editing: Editing): () => void {
    this.#editing.set(field, editing);
    return () => {
      if (this.#editing.get(field) === editing) this.#editing.delete(field);
    };
  }

  /** An editor goes: what it leaves of its history, worked out only if it is asked for. */
  left(field: Field, trail: () => Trail): void {
    const before = this.#left.get(field);
    let known: Trail | undefined;
    this.#left.set(field, () => (known ??= joined(before?.(), trail())));
  }

  editing(field: Field): Editing | undefined {
    return this.#editing.get(field);
  }

  /** A new group of typing began in a text. */
  typed(field: Field): void {
    const left = this.#left.get(field);
    if (left && this.#undone.length > 0) {
      const trail = { ...left(), future: [] };
      this.#left.set(field, () => trail);
    }
    if (this.#joined) this.#joined.fields.add(field);
    else this.#add({ fields: new Set([field]), step: null });
  }

  /** Makes one entry of what `change` does to texts; `null` where it did nothing. */
  together(change: () => void): Entry | null {
    this.#close();
    const entry: Entry = { fields: new Set(), step: null };
    this.#joined = entry;
    try {
      change();
    } finally {
      this.#joined = null;
    }
    this.#close();
    if (entry.fields.size === 0) return null;
    this.#add(entry);
    return entry;
  }

  /** Something was done. */
  record(step: Step): Entry {
    this.#close();
    const entry: Entry = { fields: new Set(step.fields), step };
    this.#add(entry);
    return entry;
  }

  /** Undoes what comes next from where the focus is; says whether there was something. */
  undo(from: Field | null): boolean {
    return this.#go(from, true);
  }

  redo(from: Field | null): boolean {
    return this.#go(from, false);
  }

  /** Undoes an entry, and before it what builds on it; says whether it was undone. */
  revert(entry: Entry): boolean {
    let isUndone = false;
    while (this.#done.includes(entry))
      isUndone = this.#take(last(this.#done, this.#done.indexOf(entry)), true);
    return isUndone;
  }

  #add(entry: Entry): void {
    this.#done = [...this.#done, entry];
    this.#undone = [];
  }

  #close(): void {
    for (const editing of this.#editing.values()) editing.close();
  }

  #go(from: Field | null, undo: boolean): boolean {
    for (;;) {
      const entries = undo ? this.#done : this.#undone;
      if (entries.length === 0) return false;
      if (this.#take(last(entries, next(entries, from)), undo)) return true;
    }
  }

  /** Undoes an entry (or does it again). One of which nothing is left is forgotten. */
  #take(at: number, undo: boolean): boolean {
    const [from, to] = undo ? [this.#done, this.#undone] : [this.#undone, this.#done];
    const entry = from[at];
    if (!entry) return false;
    const way = undo ? 'undo' : 'redo';
    const fields = [...entry.fields];
    const gone = entry.step
      ? entry.step[way]()
      : fields.map((field) => this.#step(field, way)).includes(true);
    const rest = from.filter((other) => other !== entry);
    const after = gone ? [...to, entry] : to;
    [this.#done, this.#undone] = undo ? [rest, after] : [after, rest];
    if (gone) {
      const details = entry.step?.details ?? false;
      this.place = { fields: undo ? fields : [...fields].reverse(), details, undone: undo };
    }
    return gone;
  }

  /** One group of a text, by its editor or by what an earlier editor left. */
  #step(field: Field, way: 'undo' | 'redo'): boolean {
    const editing = this.#editing.get(field);
    const left = () => this.#stepLeft(field, way);
    // What was left is older than what the editor of now knows.
    if (way === 'undo') return editing?.undo() || left();
    return left() || (editing?.redo() ?? false);
  }

  #stepLeft(field: Field, way: 'undo' | 'redo'): boolean {
    const trail = this.#left.get(field)?.();
    if (!trail) return false;
    const [from, to] = way === 'undo' ? [trail.past, trail.future] : [trail.future, trail.past];
    const text = from.pop();
    // What something else changed since is not overwritten.
    if (text === undefined || this.#texts.read(field) !== trail.now) return false;
    to.push(trail.now);
    trail.now = text;
    this.#texts.write(field, text);
    return true;
  }
}

/** What two editors of one text left, one after the other. */
function joined(first: Trail | undefined, { past, now, future }: Trail): Trail {
  if (first?.now !== (past[0] ?? now)) return { past, now, future };
  return {
    past: [...first.past, ...past],
    now,
    future: past.length === 0 ? [...future, ...first.future] : future,
  };
}

/** The text's own last entry, or a step that came after it; where it has none, the note's last one. */
function next(entries: readonly Entry[], from: Field | null): number {
  const own = entries.findLastIndex(({ fields }) => from !== null && fields.has(from));
  const wide = entries.findLastIndex(({ fields, step }) => step !== null || fields.size > 1);
  return own < 0 ? entries.length - 1 : Math.max(own, wide);
}

/** The entry at `at`, or the last one that builds on it: that one comes first. */
function last(entries: readonly Entry[], at: number): number {
  for (;;) {
    const touched = entries[at]?.fields;
    const later = entries.findLastIndex(
      ({ fields }, index) => index > at && [...fields].some((field) => touched?.has(field)),
    );
    if (later < 0) return at;
    at = later;
  }
}
