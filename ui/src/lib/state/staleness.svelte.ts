/** Which notes cite clauses that have changed, and which citations of the open note no longer stand. */

import { asFailure, type Backend } from '../ipc/backend';
import type { Citation, CitingLine, Failure, Lang, StaleCitation, Staleness as Why } from '../ipc/types';
import { blockField, type Field, sectionField } from '../note/fields';
import type { OpenNote } from './note.svelte';

/** How long after a save the citations are compared (milliseconds): typing comes first. */
export const STALE_PAUSE = 300;
/** How often the whole list is asked for at most while the notebook changes under it (milliseconds). */
export const BEHIND_PAUSE = 1000;

/** What became of taking something back: nothing, where the text is another one by now or the note is locked. */
export type Undone = 'undone' | 'unsaved' | 'nothing';

/** Takes back what was done. */
export type Undo = () => Promise<Undone>;

/** What was done about a citation. */
export interface Done {
  /** Whether the note is on disk with it. */
  isSaved: boolean;
  undo: Undo;
}

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
  /** What became known of open notes since the list was asked for last. */
  readonly #putSince = new Map<string, number>();
  /** Runs for a while after the list was asked for; with whether something changed since. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #changedAgain = false;

  readonly #watchers = new Set<() => void>();
  /** Whether the open note was compared before. */
  #compared = false;
  /** Called where the open note's citations stand otherwise than before: the checks tell of them, too. */
  onchanged: () => void = () => undefined;

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
    this.#compared = false;
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
      const isOther = this.#compared && JSON.stringify(citations) !== JSON.stringify(this.#citations);
      this.#compared = true;
      this.#tell(citations);
      this.failure = null;
      if (isOther) this.onchanged();
      this.#put(reference, this.count);
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }

  /** What is known of the open note is so in the list, too. */
  #put(reference: string, count: number): void {
    this.#putSince.set(reference, count);
    if ((this.behind.get(reference) ?? 0) === count) return;
    this.behind = withCounts(this.behind, [[reference, count]]);
  }

  /** Reads which notes are behind. One that cannot be told is as it was known before. */
  async list(): Promise<void> {
    this.#listing += 1;
    const turn = this.#listing;
    this.#putSince.clear();
    const listed = await this.#backend.listBehind().catch(() => null);
    if (turn !== this.#listing || !listed) return;
    const behind = new Map(listed.map(({ reference, citations }) => [reference, citations]));
    this.behind = withCounts(behind, this.#putSince);
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
    this.#putSince.clear();
    this.behind = new Map();
    this.follow(null);
  }

  // What is done about a citation.

  /** The note may go on citing the clause as it was shown; `null` where nothing was behind. Looks again even where that is refused. */
  async confirm(note: OpenNote, { citation, now }: StaleCitation): Promise<Done | null> {
    if (!citation || now === null) return null;
    const confirmed = this.#backend.confirmCitation(note.reference, citation, now);
    const before = await confirmed.finally(() => this.run());
    if (!before) return null;
    const undo = async (): Promise<Undone> => {
      await this.#backend.unconfirmCitation(note.reference, before);
      await this.run();
      return 'undone';
    };
    return { isSaved: true, undo };
  }

  /** Puts a clause's new words in the place of the old ones that a line has of it; `null` where it has others by now. */
  async requote(note: OpenNote, line: CitingLine): Promise<Done | null> {
    if (!line.quotation) return null;
    const { was, now } = line.quotation.mend;
    return this.#replace(note, [{ field: fieldOf(note, line), was, now }]);
  }

  /** Cites another clause wherever the note has this citation; `null` where it has it nowhere by now. */
  async repoint(note: OpenNote, stale: StaleCitation, to: Citation): Promise<Done | null> {
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
  ): Promise<Done | null> {
    const entry = note.texts.replaceAll(edits);
    if (!entry) return null;
    const save = async () => {
      const isSaved = (await note.flush()) && note.conflicts.length === 0;
      await this.run();
      return isSaved;
    };
    const undo = async (): Promise<Undone> => {
      if (!note.revert(entry)) return 'nothing';
      return (await save()) ? 'undone' : 'unsaved';
    };
    return { isSaved: await save(), undo };
  }
}

/** A list of counts with other counts over it; what has none is not in it. */
function withCounts(
  behind: ReadonlyMap<string, number>,
  counts: Iterable<readonly [string, number]>,
): ReadonlyMap<string, number> {
  const all = new Map([...behind, ...counts]);
  return new Map([...all].filter(([, count]) => count > 0));
}
