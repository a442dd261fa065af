/** Which notes cite clauses that have changed, and which citations of the open note no longer stand. */

import { asFailure, type Backend } from '../ipc/backend';
import type { Citation, CitingLine, Failure, Lang, StaleCitation, Staleness as Why } from '../ipc/types';
import { blockField, type Field, sectionField } from '../note/fields';
import type { OpenNote } from './note.svelte';

/** How long after a save the citations are compared (milliseconds): typing comes first. */
export const STALE_PAUSE = 300;
/** How often the whole list is asked for at most while the notebook changes under it (milliseconds). */
export const BEHIND_PAUSE = 1000;

/** Takes back what was done. */
export type Undo = () => Promise<void>;

/** A citation as it is written in a note. */
export const writtenAs = ({ slug, anchor }: Citation) => `[@${slug}${anchor && '#'}${anchor}]`;

/** The field of a line that cites. */
export function fieldOf(note: OpenNote, { lang, section, block }: CitingLine): Field {
  note.rows.settle();
  if (section === 'if_pressed') return blockField(lang, note.rows.names[block ?? 0] ?? -1, 'text');
  return sectionField(lang, section);
}

export class Staleness {
  /** How many citations are behind, of each note of which any is. */
  behind = $state.raw<ReadonlyMap<string, number>>(new Map());
  #citations = $state.raw<readonly StaleCitation[]>([]);
  failure = $state.raw<Failure | null>(null);
  /** How many of them are of clauses that have changed or are gone. */
  readonly count = $derived(this.citations.filter(({ staleness }) => staleness !== 'broken').length);
  /** By how they are written: `[@slug#anchor]`. */
  readonly #byText: ReadonlyMap<string, StaleCitation> = $derived(
    new Map(this.citations.map((citation) => [citation.written, citation])),
  );
  /** The citation that is to be looked at first. */
  first = $state.raw<string | null>(null);

  readonly #backend: Backend;
  #reference: string | null = null;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listing = 0;
  /** Runs for a while after the list was asked for; with whether something changed since. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #changedAgain = false;

  readonly #watchers = new Set<() => void>();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** The citations of the open note that no longer stand, in its order. */
  get citations(): readonly StaleCitation[] {
    return this.#citations;
  }

  #tell(citations: readonly StaleCitation[]): void {
    this.#citations = citations;
    for (const changed of this.#watchers) changed();
  }

  /** Why a citation on a side of the open note no longer stands; `null` where it does. */
  whyIn(written: string, lang: Lang): Why | null {
    const stale = this.#byText.get(written);
    return stale?.lines.some((line) => line.lang === lang) ? stale.staleness : null;
  }

  /** Called each time the open note's citations were compared; gives the way to stop. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  /** From now on about this note. */
  follow(note: OpenNote | null): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#reference = note?.reference ?? null;
    this.#tell([]);
    this.failure = null;
    if (note) void this.run();
  }

  /** The note was stored, or what it cites may have changed: looks again in a moment. */
  refresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.run(), STALE_PAUSE);
  }

  async run(): Promise<void> {
    clearTimeout(this.#timer);
    const reference = this.#reference;
    if (reference === null) return;
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const citations = await this.#backend.listStale(reference);
      if (turn !== this.#turn) return;
      this.#tell(citations);
      this.failure = null;
      this.#put(reference, this.count);
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }

  /** What is known of the open note is so in the list, too. */
  #put(reference: string, count: number): void {
    if ((this.behind.get(reference) ?? 0) === count) return;
    this.#listing += 1;
    const behind = new Map(this.behind);
    if (count > 0) behind.set(reference, count);
    else behind.delete(reference);
    this.behind = behind;
  }

  /** Reads which notes are behind. One that cannot be told is as it was known before. */
  async list(): Promise<void> {
    this.#listing += 1;
    const turn = this.#listing;
    const listed = await this.#backend.listBehind().catch(() => null);
    if (turn !== this.#listing || !listed) return;
    this.behind = new Map(listed.map(({ reference, citations }) => [reference, citations]));
  }

  /** Files changed: looks again, at once but not over and over. */
  changed(): void {
    if (this.#again !== undefined) {
      this.#changedAgain = true;
      return;
    }
    void this.list();
    this.refresh();
    this.#again = setTimeout(() => {
      this.#again = undefined;
      if (!this.#changedAgain) return;
      this.#changedAgain = false;
      this.changed();
    }, BEHIND_PAUSE);
  }

  /** Another notebook is opened: nothing of this one is known any more. */
  clear(): void {
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#changedAgain = false;
    this.#listing += 1;
    this.behind = new Map();
    this.follow(null);
  }

  // What is done about a citation. Each resolves with the way back.

  /** The note may go on citing the clause as it was shown; `null` where nothing was behind. Looks again even where that is refused. */
  async confirm(note: OpenNote, { citation, now }: StaleCitation): Promise<Undo | null> {
    if (!citation || now === null) return null;
    const confirmed = this.#backend.confirmCitation(note.reference, citation, now);
    const before = await confirmed.finally(() => this.run());
    if (!before) return null;
    return async () => {
      await this.#backend.unconfirmCitation(note.reference, before);
      await this.run();
    };
  }

  /** Puts a clause's new words in the place of the old ones that a line has of it; `null` where it has others by now. */
  async requote(note: OpenNote, line: CitingLine): Promise<Undo | null> {
    if (!line.quotation) return null;
    const { was, now } = line.quotation.mend;
    return this.#replace(note, [{ field: fieldOf(note, line), was, now }]);
  }

  /** Cites another clause wherever the note has this citation; `null` where it has it nowhere by now. */
  async repoint(note: OpenNote, stale: StaleCitation, to: Citation): Promise<Undo | null> {
    note.collect();
    const fields = new Set(stale.lines.map((line) => fieldOf(note, line)));
    const edits = [...fields].flatMap((field) => {
      const was = note.texts.read(field);
      if (!was?.includes(stale.written)) return [];
      return [{ field, was, now: was.replaceAll(stale.written, writtenAs(to)) }];
    });
    return edits.length === 0 ? null : this.#replace(note, edits);
  }

  async #replace(
    note: OpenNote,
    edits: readonly { field: Field; was: string; now: string }[],
  ): Promise<Undo | null> {
    const entry = note.texts.replaceAll(edits);
    if (!entry) return null;
    await note.flush();
    await this.run();
    return async () => {
      note.revert(entry);
      await note.flush();
      await this.run();
    };
  }
}
