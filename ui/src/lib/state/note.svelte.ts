/**
 * The open note: the draft on the screen, and the way its text gets to the disk without ever being lost. Long, and
 * one class: it is one state machine, read as one.
 *
 * - A part (a section, the blocks of a side, the metadata) is *dirty* while the draft differs from what was
 *   last read or written. Dirty parts are saved after a pause of typing, or at once by `flush`.
 * - Saves never overlap. What is typed while one runs is saved by the next.
 * - A save that fails leaves the draft as it is, says why, and puts the text into the recovery folder.
 * - What another program changed meanwhile is taken over where the draft is clean; where both changed the
 *   same part, the draft keeps the user's text and the part waits, unsaved, for a choice.
 */

import { asFailure, type Backend } from '../ipc/backend';
import type {
  Change,
  Failure,
  IfPressed,
  Lang,
  Mend,
  Metadata,
  Note,
  NoteView,
  Problem,
  Saved,
  Section,
  Spot,
  StateChange,
  Translation,
} from '../ipc/types';
import {
  both,
  emptySide,
  holds,
  keyOf,
  type Part,
  partOfChange,
  partOfConflict,
  PARTS,
  type PartKey,
  type PartValue,
  read,
  rebased,
  same,
  toChange,
  write,
} from '../note/parts';
import { blockField, type Field, sectionField } from '../note/fields';
import type { TextSection } from '../note/sections';
import { type Entry, Journal } from './journal.svelte';
import { Kept } from './kept';
import { BlockRows } from './rows.svelte';
import { NoteTexts } from './texts';

/** After this pause of typing the text is saved (milliseconds). */
export const PAUSE = 600;
/**
 * Text is saved at the latest after this time of uninterrupted typing (milliseconds). With the time that an
 * editor takes to report (400) and a save, what was on the screen two seconds ago is on disk.
 */
export const LONGEST = 1000;
/** A failed save is tried again after this time even if nothing is typed (milliseconds). */
export const RETRY = 15_000;

/** Whether the draft is on disk. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** `kept`: the text is in the recovery folder. */
  | { kind: 'failed'; failure: Failure; kept: boolean };

/** A part that the user and another program both changed: the draft holds the user's, this the other's. */
export interface OpenConflict {
  part: Part;
  /** The text that both began with: what is kept for a later session says so, and is in conflict there, too. */
  was: PartValue;
  theirs: PartValue;
}

export type Choice = 'mine' | 'theirs' | 'both';

type Sent = Map<PartKey, PartValue>;
type Refusals = Pick<Saved, 'conflicts' | 'failures'>;
const NONE: Refusals = { conflicts: [], failures: [] };

export class OpenNote {
  readonly reference: string;
  /** The note as it is on the screen. */
  draft = $state() as Note;
  problems = $state.raw<Problem[]>([]);
  state = $state.raw<SaveState>({ kind: 'saved' });
  conflicts = $state.raw<OpenConflict[]>([]);
  /** The states it was put in, by whom and when, oldest first. */
  states = $state.raw<StateChange[]>([]);
  /** How its sides stand to each other, as they are on disk. */
  translations = $state.raw<Translation[]>([]);
  /** Counts, by part, how often the draft was changed by something else than the part's own editor. */
  revisions = $state<Partial<Record<PartKey, number>>>({});
  /** The part that has the focus: its text is not tidied under the user's hands. */
  editing: PartKey | null = null;
  /** What was done to it, to be undone. */
  readonly journal: Journal = new Journal({
    read: (field) => this.texts.read(field),
    write: (field, text) => this.texts.write(field, text),
  });
  /** The rows of its if-pressed blocks. */
  readonly rows: BlockRows = new BlockRows(this);
  /** Its texts by the names that the journal has for them. */
  readonly texts: NoteTexts = new NoteTexts(this);
  /** Called with the note as it is on disk after each save and reload. */
  onstored: (view: NoteView) => void = () => undefined;

  /** Editors that report typing after a moment: each gives at once what it still holds. */
  readonly #editors = new Set<() => void>();
  readonly #backend: Backend;
  /** The note as it was when each part was last read or written. */
  #base: Note;
  #hash: string;
  /** How often the note was taken over from the disk. */
  #adoptions = 0;
  /** Draft values that are on disk, but in a tidier form (`#base` has that form). */
  readonly #settled: Sent = new Map();
  readonly #kept: Kept;
  #running: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dirtySince: number | null = null;

  constructor(backend: Backend, view: NoteView) {
    this.#backend = backend;
    this.#kept = new Kept(backend, view.note.reference);
    this.reference = view.note.reference;
    this.draft = structuredClone(view.note);
    const { sides } = this.draft;
    if (!sides.en && !sides.fr) this.draft.sides = { en: emptySide(), fr: emptySide() };
    this.#base = structuredClone(view.note);
    this.#hash = view.hash;
    this.problems = view.problems;
    this.states = view.states;
    this.translations = view.translations;
  }

  /** Whether the text stays as it is until the note is reopened. */
  get locked(): boolean {
    const { status } = this.draft.meta;
    return status === 'approved' || status === 'archived';
  }

  /** Whether something on the screen is not in the note's file. */
  get dirty(): boolean {
    return PARTS.some((part) => this.#isDirty(part));
  }

  // What the user does.

  /** Changes a section of a side; `foreign` when not by typing into its own editor. */
  setText(lang: Lang, section: TextSection, text: string, foreign = false): void {
    const part: Part = { kind: 'text', lang, section };
    write(this.draft, part, text);
    if (foreign) this.#bump(part);
    this.#touched();
  }

  setMeta(change: Partial<Metadata>): void {
    this.draft.meta = { ...$state.snapshot(this.draft.meta), ...change };
    this.#touched();
  }

  /** Changes the blocks of a side; `foreign` when not by typing into their own editors. */
  setBlocks(lang: Lang, blocks: IfPressed[], foreign = false): void {
    const part: Part = { kind: 'if_pressed', lang };
    write(this.draft, part, blocks);
    if (foreign) this.#bump(part);
    this.#touched();
  }

  /** Puts a mended text in the place of the one that was checked; false where that has changed since. */
  mend(lang: Lang, section: Section, { block, was, now }: Mend): boolean {
    this.rows.settle();
    const row = this.rows.names[block ?? 0] ?? -1;
    const field = section === 'if_pressed' ? blockField(lang, row, 'text') : sectionField(lang, section);
    return this.texts.replace(field, was, now);
  }

  /** How the sides of a section or block stand to each other; nothing where both are empty. */
  translationOf({ section, block }: Spot): Translation | null {
    const of = ({ spot }: Translation) => spot.section === section && spot.block === block;
    return this.translations.find(of) ?? null;
  }

  /**
   * Says that both sides agree in some sections, or in all, as they are on the screen: not where that is not on disk.
   */
  async markTranslated(spots: Spot[] | null): Promise<boolean> {
    const isMeant = ({ part }: OpenConflict) => {
      const section = part.kind === 'text' ? part.section : part.kind === 'if_pressed' ? part.kind : null;
      return section !== null && (!spots || spots.some((spot) => spot.section === section));
    };
    if (!(await this.flush()) || this.conflicts.some(isMeant)) return false;
    const view = await this.#backend.markTranslated(this.reference, spots);
    this.translations = view.translations;
    this.onstored(view);
    return true;
  }

  /** Undoes what was done last, seen from the text that has the focus; says whether there was something. */
  undo(from: Field | null): boolean {
    this.collect();
    return !this.locked && this.journal.undo(from);
  }

  redo(from: Field | null): boolean {
    this.collect();
    return !this.locked && this.journal.redo(from);
  }

  /** Undoes one thing that was done, and before it what builds on it; says whether it was undone. */
  revert(entry: Entry): boolean {
    this.collect();
    return !this.locked && this.journal.revert(entry);
  }

  createSide(lang: Lang): void {
    this.draft.sides[lang] ??= emptySide();
  }

  /** What the part holds if the user's side is chosen: of metadata, only the fields that the user changed. */
  mine({ part, was, theirs }: OpenConflict): PartValue {
    const mine = this.#value(part);
    if (part.kind !== 'metadata') return mine;
    return rebased(was as Metadata, mine as Metadata, theirs as Metadata);
  }

  /** Settles a conflict. `both` is not possible for metadata and keeps mine there. */
  resolve(conflict: OpenConflict, choice: Choice): void {
    const { part, theirs } = conflict;
    this.conflicts = this.conflicts.filter((open) => open !== conflict);
    const draft = this.#value(part);
    this.#kept.alsoKept(draft);
    const mine = this.mine(conflict);
    const merged = choice === 'both' ? both(part, mine, theirs) : null;
    const chosen = choice === 'theirs' ? theirs : (merged ?? mine);
    if (!same(chosen, draft)) {
      write(this.draft, part, structuredClone(chosen));
      this.#bump(part);
    }
    this.#touched();
    void this.flush();
  }

  /** Brings back text of an earlier session: into the draft, or as a conflict where the note changed since. */
  restore(id: string, changes: Change[]): void {
    for (const change of changes) {
      const part = partOfChange(change);
      if (!part) continue;
      const current = this.#value(part);
      if (same(current, change.now)) continue;
      const { was } = change;
      if (!same(current, was)) this.conflicts = [...this.conflicts, { part, was, theirs: current }];
      write(this.draft, part, structuredClone(change.now));
      this.#bump(part);
    }
    this.#kept.add(id);
    this.#touched();
    void this.flush();
  }

  /**
   * Makes parts what they were in an earlier state, and saves; gives the way to undo that. What they replace is
   * saved first, so that it is one of the note's states.
   */
  async bringBack(then: Note, parts: readonly Part[]): Promise<(() => Promise<void>) | null> {
    if (this.locked || !(await this.flush())) return null;
    const before = structuredClone($state.snapshot(this.draft)) as Note;
    const put = async (from: Note) => {
      for (const part of parts) {
        write(this.draft, part, structuredClone(read(from, part)));
        this.#bump(part);
      }
      this.#touched();
      await this.flush();
    };
    await put(then);
    const fields = parts.flatMap((part) => this.texts.of(part));
    const step = (from: Note) => () => !this.locked && (void put(from), true);
    const entry = this.journal.record({ fields, undo: step(before), redo: step(then) });
    return async () => {
      this.revert(entry);
      await this.flush();
    };
  }

  /** An editor that reports typing after a moment says how to get it at once; resolves to the way to forget it. */
  watchEditor(report: () => void): () => void {
    this.#editors.add(report);
    return () => this.#editors.delete(report);
  }

  /** Takes over what editors have not reported yet. */
  collect(): void {
    for (const report of this.#editors) report();
  }

  // How it gets to the disk.

  /** Saves everything now; resolves with whether all of it is on disk (parts in conflict aside, which are kept). */
  async flush(): Promise<boolean> {
    this.collect();
    if (this.#running) await this.#running;
    let stored = true;
    do {
      stored = await this.#save();
    } while (stored && this.#savable().length > 0);
    if (stored && this.conflicts.length > 0) await this.#keep();
    return stored;
  }

  /** Another program changed the file. */
  async changedOutside(): Promise<void> {
    try {
      const view = await this.#latest();
      this.collect();
      // With unsaved text the next save merges, and brings the other program's along.
      if (this.#running || this.dirty) this.#schedule();
      else this.#adopt(view);
      if (this.state.kind === 'failed' && !this.dirty) this.state = { kind: 'saved' };
    } catch (thrown) {
      this.state = { kind: 'failed', failure: asFailure(thrown), kept: false };
    }
  }

  /** The note as it is on disk: an answer that was overtaken by a later one is asked for again. */
  async #latest(): Promise<NoteView> {
    for (;;) {
      const known = this.#adoptions;
      const view = await this.#backend.getNote(this.reference);
      if (known === this.#adoptions) return view;
    }
  }

  /** Forgets what was planned, and tells nobody any more: the note, all of it saved, leaves the screen. */
  stop(): void {
    clearTimeout(this.#timer);
    this.onstored = () => undefined;
  }

  #value(part: Part): PartValue {
    return $state.snapshot(read(this.draft, part)) as PartValue;
  }

  #isDirty(part: Part): boolean {
    const now = read(this.draft, part);
    const settled = this.#settled.get(keyOf(part));
    return !same(now, read(this.#base, part)) && (settled === undefined || !same(now, settled));
  }

  #inConflict(part: Part): boolean {
    return this.conflicts.some((conflict) => keyOf(conflict.part) === keyOf(part));
  }

  #savable(): Part[] {
    return PARTS.filter((part) => this.#isDirty(part) && !this.#inConflict(part));
  }

  #bump(part: Part): void {
    const key = keyOf(part);
    this.revisions[key] = (this.revisions[key] ?? 0) + 1;
  }

  #touched(): void {
    if (this.#savable().length === 0) {
      if (!this.#running) this.#rest();
      if (this.conflicts.length > 0) this.#schedule();
      return;
    }
    if (this.state.kind === 'saved') this.state = { kind: 'unsaved' };
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#dirtySince ??= Date.now();
    const wait = Math.max(0, Math.min(PAUSE, this.#dirtySince + LONGEST - Date.now()));
    this.#timer = setTimeout(() => void this.#tick(), wait);
  }

  async #tick(): Promise<void> {
    // What was typed up to this moment goes with it.
    this.collect();
    if (this.#savable().length > 0) await this.#save();
    else if (this.conflicts.length > 0) await this.#keep();
    else if (!this.#running) await this.changedOutside();
  }

  /** One save at a time: whoever asks while one runs gets that one. */
  #save(): Promise<boolean> {
    this.#running ??= this.#saveOnce().finally(() => {
      this.#running = null;
      if (this.state.kind !== 'failed' && this.#savable().length > 0) this.#schedule();
    });
    return this.#running;
  }

  async #saveOnce(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#dirtySince = null;
    const parts = this.#savable();
    if (parts.length === 0) {
      this.#rest();
      return true;
    }
    const sent: Sent = new Map(parts.map((part) => [keyOf(part), this.#value(part)]));
    const changes = parts.map((part) => this.#change(part));
    this.state = { kind: 'saving' };
    try {
      const saved = await this.#backend.saveNote({ reference: this.reference, base: this.#hash, changes });
      this.#adopt(saved.view, sent, saved);
      const [failure] = saved.failures;
      if (failure) return await this.#failed(failure);
      if (this.#savable().length > 0) this.state = { kind: 'unsaved' };
      else this.#rest();
      return true;
    } catch (thrown) {
      return await this.#failed(asFailure(thrown));
    }
  }

  /** Something is not on disk: it is kept, told, and tried again. */
  async #failed(failure: Failure): Promise<false> {
    this.state = { kind: 'failed', failure, kept: false };
    const kept = await this.#keep();
    // Approved meanwhile by another program: that is shown, and the note can be reopened for what was typed.
    if (failure.code === 'locked')
      await this.#latest().then(
        (view) => {
          this.#takeState(view.note.meta);
          this.#adopt(view);
        },
        () => undefined,
      );
    this.state = { kind: 'failed', failure, kept };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#tick(), RETRY);
    return false;
  }

  /** The note was approved elsewhere: so it is here, with the fields that the user changed, until it is reopened. */
  #takeState(theirs: Metadata): void {
    const was = $state.snapshot(this.#base.meta);
    const mine = { ...$state.snapshot(this.draft.meta), status: was.status };
    this.draft.meta = rebased(was, mine, theirs);
    this.#base.meta = structuredClone(theirs);
    this.#settled.delete('metadata');
    this.#bump({ kind: 'metadata' });
  }

  #change(part: Part): Change {
    return toChange(part, read(this.#base, part), this.#value(part));
  }

  /** Everything that should be on disk is: what was kept elsewhere meanwhile can go. */
  #rest(): void {
    this.state = { kind: 'saved' };
    if (this.conflicts.length === 0) this.#kept.release();
  }

  /** Puts everything unsaved into the recovery folder; resolves with whether it is there. */
  #keep(): Promise<boolean> {
    const changes = PARTS.filter((part) => this.#isDirty(part)).map((part) => {
      const conflict = this.conflicts.find((open) => keyOf(open.part) === keyOf(part));
      return conflict ? toChange(part, conflict.was, this.#value(part)) : this.#change(part);
    });
    return this.#kept.keep({ reference: this.reference, base: this.#hash, changes });
  }

  /** Takes over the note as it is on disk, without touching what the user changed since it was asked for. */
  #adopt(view: NoteView, sent: Sent = new Map(), { conflicts, failures }: Refusals = NONE): void {
    this.#adoptions += 1;
    // What was typed since and not yet reported must not be taken for untouched.
    this.collect();
    const refused = new Map<PartKey, OpenConflict>();
    for (const conflict of conflicts) {
      const part = partOfConflict(conflict);
      if (!part) continue;
      const was = structuredClone(read(this.#base, part));
      // What is on disk now, which of metadata is not always what the conflict names.
      const theirs = structuredClone(read(view.note, part));
      refused.set(keyOf(part), { part, was, theirs });
    }
    let allCurrent = true;
    for (const part of PARTS) {
      const key = keyOf(part);
      const theirs = read(view.note, part);
      const base = read(this.#base, part);
      const wanted = sent.get(key);
      const conflict = refused.get(key);
      if (conflict) {
        write(this.#base, part, structuredClone(conflict.theirs));
        this.#settled.delete(key);
        this.#kept.alsoKept(wanted ?? this.#value(part));
        this.conflicts = [...this.conflicts.filter((open) => keyOf(open.part) !== key), conflict];
      } else if (wanted !== undefined && (failures.length === 0 || holds(part, theirs, base, wanted))) {
        this.#adoptSent(part, theirs, wanted);
      } else if (wanted !== undefined || this.#isDirty(part)) {
        // Not written, or typed meanwhile: its base stays, so that the next save merges where the file changed.
        if (!same(theirs, base)) allCurrent = false;
      } else if (!same(theirs, base)) {
        this.#replace(part, theirs);
      }
    }
    if (allCurrent) this.#hash = view.hash;
    this.problems = view.problems;
    this.states = view.states;
    this.translations = view.translations;
    this.onstored(view);
  }

  #adoptSent(part: Part, theirs: PartValue, sent: PartValue): void {
    const key = keyOf(part);
    const untouched = same(read(this.draft, part), sent);
    if (untouched && same(theirs, sent)) {
      write(this.#base, part, structuredClone(theirs));
      this.#settled.delete(key);
    } else if (untouched && this.editing !== key) {
      this.#replace(part, theirs);
    } else {
      // Its editor has the focus: the disk's tidier form is the base, the draft stays as typed.
      write(this.#base, part, structuredClone(theirs));
      this.#settled.set(key, sent);
    }
  }

  #replace(part: Part, theirs: PartValue): void {
    write(this.#base, part, structuredClone(theirs));
    write(this.draft, part, structuredClone(theirs));
    this.#settled.delete(keyOf(part));
    this.#bump(part);
  }
}
