/**
 * A backend in memory: for tests, and for looking at the interface in a browser. Long, and one class: it answers each
 * question of `Backend` in its order; what takes more than a few lines stands in the files beside it.
 */

import { emptySide, type Part, partOfChange, read, rebased, same, write } from '../note/parts';
import { LANGS, SECTIONS } from '../note/sections';
import { differInStateAlone, isLocked, FakePast } from './fake-past';
import type { Backend } from './backend';
import { describe, usualCitations } from './fake-citing';
import { citingNotes } from './fake-cited';
import { earlierNotes } from './fake-earlier';
import { find, marksIn, texts } from './fake-search';
import { FakeExporting } from './fake-exporting';
import { FakeReplaced, viewOf } from './fake-reading';
import { FakeSearches } from './fake-searches';
import { FakeStaleness } from './fake-staleness';
import { FakeTranslating } from './fake-translating';
import { sampleNotes, samplePolicies, sampleRegistry } from './sample';
import type {
  Change,
  Conflict,
  ConflictText,
  Bilingual,
  Citation,
  CitedClause,
  CitingNote,
  Comparison,
  ContentHash,
  EarlierNote,
  Exported,
  ExportPreview,
  ExportRequest,
  Failure,
  HitKind,
  ImportOutcome,
  ItemSummary,
  Lang,
  MemoryImported,
  MemoryMatch,
  MemoryMatches,
  Metadata,
  NewNote,
  Note,
  NoteBehind,
  NotebookEvent,
  NoteTranslations,
  NoteView,
  PastState,
  Place,
  Policy,
  Problem,
  Recovered,
  SaveNote,
  Saved,
  SearchQuery,
  SearchResults,
  SearchTerms,
  Section,
  Session,
  Settings,
  Sitting,
  SittingNote,
  Spot,
  StaleCitation,
  TakenTranslation,
  Unconfirmed,
} from './types';
import { unmarked } from '../note/passages';
import type { RichText } from '../note/rich-text';
import { USUAL_EXPORT } from '../state/exporting.svelte';
import { USUAL_RATES } from '../note/spoken';

/** The day of the coming sitting. */
const FAKE_DAY = '2026-11-23';

export interface FakeOptions {
  notes?: Note[];
  policies?: Policy[];
  settings?: Settings;
  recovered?: Recovered[];
  unreadable?: ItemSummary[];
}

/** As the program does, field by field: what both changed stays as it is on disk. */
function merge(was: Metadata, now: Metadata, theirs: Metadata, merging: boolean): Metadata {
  if (!merging) return rebased(was, now, theirs);
  return rebased(was, theirs, rebased(was, now, theirs));
}

/** The note with the text of some sections. */
function picked(note: Note, places: Place[] | null): Note {
  if (places === null) return note;
  const taken = (lang: Lang, section: Section) =>
    places.some((place) => place.lang === lang && place.section === section);
  for (const lang of LANGS) {
    const side = note.sides[lang];
    if (!side) continue;
    for (const section of SECTIONS) {
      if (taken(lang, section)) continue;
      if (section === 'if_pressed') side.if_pressed = [];
      else side[section] = '';
    }
  }
  return note;
}

export class FakeBackend implements Backend {
  readonly notes = new Map<string, { note: Note; version: number }>();
  readonly policies: Policy[];
  readonly saves: SaveNote[] = [];
  readonly searches = new FakeSearches();
  readonly past = new FakePast();
  readonly translating = new FakeTranslating();
  readonly exporting = new FakeExporting();
  readonly replaced = new FakeReplaced();
  /** What notes are said to be behind in the place of what their citations tell. */
  behind: NoteBehind[] | null = null;
  readonly staleness = new FakeStaleness(() => this.policies);
  /** What the next file taken back from a translator did. */
  takenBack: TakenTranslation[] | null = null;
  /** What was put on the clipboard with its formatting. */
  copied: RichText | null = null;
  /** What was sent to translators. */
  readonly sent: { references: string[]; into: Lang }[] = [];
  synonymProblems: Problem[] = [];
  /** What the translation memory holds. */
  readonly memory: MemoryMatch[] = [];
  /** The passages that the memory was asked for. */
  readonly remembered: { text: string; from: Lang }[] = [];
  /** The citations that were asked about, each question's together. */
  readonly described: string[][] = [];
  /** What the checks find besides what is missing. */
  readonly findings: Problem[] = [];
  recovered: Recovered[];
  unreadable: ItemSummary[];
  settings: Settings;
  /** Awaited by every save before it reads the disk: tests hold it, or make it fail. */
  beforeSave: (save: SaveNote) => Promise<void> = () => Promise.resolve();
  /** Why a part cannot be written although others can: a file's front matter may not let it. */
  refuse: (part: Part) => Failure | null = () => null;
  beforeKeep: () => Promise<void> = () => Promise.resolve();
  beforeSearch: (query: SearchQuery) => Promise<void> = () => Promise.resolve();
  /** How the disk tidies a text: as the program does, without blank lines around it. */
  tidy: (text: string) => string = (text) => text.replace(/^\n+|\s+$/g, '');
  close: () => Promise<boolean> = () => Promise.resolve(true);
  /** Awaited by every search for marks. */
  beforeMarks: () => Promise<void> = () => Promise.resolve();
  /** The passages that similar texts were asked for. */
  readonly passages: { text: string; lang: Lang }[] = [];
  ready = 0;
  readonly #handlers = new Set<(event: NotebookEvent) => void>();

  constructor({
    notes = sampleNotes,
    policies = samplePolicies,
    settings,
    recovered,
    unreadable,
  }: FakeOptions = {}) {
    for (const note of notes) this.notes.set(note.reference, { note: structuredClone(note), version: 1 });
    this.policies = [...policies];
    for (const { note } of this.notes.values()) this.staleness.record(note);
    this.settings = settings ?? {
      ui_lang: 'en',
      theme: 'light',
      text_size: 100,
      rates: USUAL_RATES,
      export: USUAL_EXPORT,
    };
    this.recovered = recovered ?? [];
    this.unreadable = unreadable ?? [];
  }

  /** What another program does to a file. */
  changeOutside(reference: string, change: (note: Note) => void): void {
    const stored = this.#stored(reference);
    change(stored.note);
    stored.version += 1;
    this.emit({ event: 'items_changed', ids: [reference] });
  }

  emit(event: NotebookEvent): void {
    for (const handler of this.#handlers) handler(event);
  }

  #stored(reference: string): { note: Note; version: number } {
    const stored = this.notes.get(reference);
    if (!stored) throw { code: 'not-found', params: { id: reference } } satisfies Failure;
    return stored;
  }

  #view(reference: string): NoteView {
    const { note, version } = this.#stored(reference);
    const states = this.past.statesOf(reference);
    const translations = this.translating.of(note);
    return { note: structuredClone(note), hash: `v${version}`, problems: [], states, translations };
  }

  async openSession(): Promise<Session> {
    return {
      notebook: 'notes',
      settings: this.settings,
      recovered: structuredClone(this.recovered),
      template: this.exporting.template,
      version: '0.1.0',
      failure: null,
    };
  }

  async listItems(ids?: readonly string[]): Promise<ItemSummary[]> {
    const notes = [...this.notes.values()].map(({ note }): ItemSummary => {
      const { reference: id, meta, sides } = note;
      const title = { en: sides.en?.title ?? null, fr: sides.fr?.title ?? null };
      const { date, status, organization, minister, marking } = meta;
      return {
        id,
        kind: 'note',
        title,
        date,
        status,
        organization,
        minister,
        marking,
        readable: true,
        problems: [],
      };
    });
    const policies = this.policies.map(({ slug, issued, modified, sides }): ItemSummary => ({
      id: slug,
      kind: 'policy',
      title: { en: sides.en?.title ?? null, fr: sides.fr?.title ?? null },
      date: modified ?? issued,
      status: null,
      organization: '',
      minister: '',
      marking: null,
      readable: true,
      problems: [],
    }));
    const all = [...this.unreadable, ...notes, ...policies];
    return ids ? all.filter(({ id }) => ids.includes(id)) : all;
  }

  async getNote(reference: string): Promise<NoteView> {
    return this.#view(reference);
  }

  async getPolicy(slug: string, anchor: string | null = null) {
    return viewOf(this.#policy(slug), anchor);
  }

  #policy(slug: string): Policy {
    const policy = this.policies.find((known) => known.slug === slug);
    if (!policy) throw { code: 'not-found', params: { id: slug } } satisfies Failure;
    return policy;
  }

  async listReplaced(slug: string) {
    return this.replaced.list(this.#policy(slug));
  }

  async compareReplaced(slug: string, name: string) {
    return this.replaced.compare(this.#policy(slug), name);
  }

  async listCiting(slug: string): Promise<CitingNote[]> {
    const notes = [...this.notes.values()].map(({ note }) => note);
    return citingNotes(slug, notes, await this.listItems(), (note) => this.staleness.stale(note));
  }

  async listBehind(): Promise<NoteBehind[]> {
    return this.behind ?? this.staleness.behind([...this.notes.values()].map(({ note }) => note));
  }

  async listStale(reference: string): Promise<StaleCitation[]> {
    return this.staleness.stale(this.#stored(reference).note);
  }

  async confirmCitation(
    reference: string,
    citation: Citation,
    shown: ContentHash,
  ): Promise<Unconfirmed | null> {
    return this.staleness.confirm(reference, citation, shown);
  }

  async unconfirmCitation(reference: string, unconfirmed: Unconfirmed): Promise<void> {
    this.staleness.unconfirm(reference, unconfirmed);
  }

  async createNote({ from, places }: NewNote): Promise<NoteView> {
    const reference = `TBS-2026-QP-11-${String(this.notes.size + 100).padStart(5, '0')}`;
    const note: Note = from
      ? picked({ ...structuredClone(this.#stored(from).note), reference }, places ?? null)
      : {
          reference,
          meta: {
            date: null,
            organization: 'tbs-sct',
            minister: 'PTB',
            status: 'draft',
            marking: 'Unclassified',
            tags: [],
          },
          sides: { en: emptySide(), fr: emptySide() },
        };
    note.meta.status = 'draft';
    note.meta.from = from;
    this.notes.set(reference, { note, version: 1 });
    return this.#view(reference);
  }

  async saveNote(save: SaveNote): Promise<Saved> {
    const arrived = structuredClone(save);
    this.saves.push(arrived);
    await this.beforeSave(arrived);
    const stored = this.#stored(arrived.reference);
    const merging = arrived.base !== `v${stored.version}`;
    const conflicts: Conflict[] = [];
    const failures: Failure[] = [];
    const refused: Change[] = [];
    const before = structuredClone(stored.note);
    for (const change of arrived.changes) {
      const part = partOfChange(change);
      if (!part) continue;
      let theirs = structuredClone(read(stored.note, part));
      let now = typeof change.now === 'string' ? this.tidy(change.now) : change.now;
      let clash = merging && !same(theirs, change.was) && !same(theirs, now);
      if (change.part === 'metadata') {
        const merged = merge(change.was, change.now, theirs as Metadata, merging);
        clash = !same(rebased(change.was, change.now, merged), merged);
        theirs = now = merged;
      }
      if (clash) {
        const texts = { part: change.part, ours: change.now, theirs } as ConflictText;
        const section =
          part.kind === 'text' ? part.section : part.kind === 'if_pressed' ? 'if_pressed' : null;
        conflicts.push({ lang: part.kind === 'metadata' ? null : part.lang, section, texts });
        refused.push(change);
      }
      if (clash && part.kind !== 'metadata') continue;
      const failure = this.refuse(part);
      if (failure) failures.push(failure);
      else write(stored.note, part, now);
    }
    if (isLocked(before) && isLocked(stored.note) && !differInStateAlone(before, stored.note)) {
      const { status } = before.meta;
      stored.note = before;
      throw { code: 'locked', params: { id: arrived.reference, status } } satisfies Failure;
    }
    this.past.saved(before, stored.note);
    this.translating.saved(before, stored.note);
    this.staleness.record(stored.note);
    stored.version += 1;
    if (refused.length > 0) this.#keep(arrived.reference, refused);
    return { view: this.#view(arrived.reference), conflicts, failures };
  }

  async importText(text: string): Promise<ImportOutcome[]> {
    const title = text.trim().split('\n')[0] ?? '';
    if (title === '') {
      const problem: Problem = { code: 'no-text', lang: null, section: null, params: {} };
      return [{ path: '', part: 0, kind: null, id: null, problems: [problem] }];
    }
    const { note } = await this.createNote({ from: null });
    const { reference } = note;
    const problem: Problem = { code: 'reference-assigned', lang: null, section: null, params: { reference } };
    this.#stored(reference).note.sides.en = {
      title,
      question: '',
      response: '',
      if_pressed: [],
      background: '',
      additional_information: text.trim(),
    };
    return [{ path: '', part: 0, kind: 'note', id: reference, problems: [problem] }];
  }

  async importFiles(): Promise<ImportOutcome[] | null> {
    return null;
  }

  async importFolder(): Promise<ImportOutcome[] | null> {
    return null;
  }

  async cancelImport(): Promise<void> {}

  async importDropped(file: File): Promise<ImportOutcome[]> {
    const outcomes = await this.importText(await file.text());
    return outcomes.map((outcome) => ({ ...outcome, path: file.name }));
  }

  async exportNotes(request: ExportRequest): Promise<Exported | null> {
    return this.exporting.run(request, (event) => this.emit(event));
  }

  async cancelExport(): Promise<void> {
    this.exporting.cancelled = true;
  }

  async previewExport(request: ExportRequest, sheet: number): Promise<ExportPreview> {
    return this.exporting.preview(
      request,
      sheet,
      request.references.map((reference) => this.#stored(reference).note),
    );
  }

  async chooseTemplate(): Promise<string | null> {
    return this.exporting.choose();
  }

  async removeTemplate(): Promise<void> {
    this.exporting.template = null;
  }

  async showExport(): Promise<void> {}

  async openExport(): Promise<void> {}

  async copyRich(text: RichText): Promise<void> {
    this.copied = text;
  }

  async openLink(): Promise<void> {}

  async search(query: SearchQuery): Promise<SearchResults> {
    await this.beforeSearch(query);
    return find(
      [...this.notes.values()].map(({ note }) => note),
      this.policies,
      query,
    );
  }

  async listSearches() {
    return this.searches.list();
  }

  async listSynonymProblems() {
    return this.synonymProblems;
  }

  async saveSearch(name: string, terms: SearchTerms, replace: boolean) {
    return this.searches.save(name, terms, replace);
  }

  async renameSearch(name: string, newName: string) {
    return this.searches.rename(name, newName);
  }

  async removeSearch(name: string) {
    return this.searches.remove(name);
  }

  async rememberSearch(terms: SearchTerms) {
    return this.searches.remember(terms);
  }

  async clearRecentSearches() {
    return this.searches.clearRecent();
  }

  async findMarks(query: string, { en, fr }: Bilingual<string[]>): Promise<Bilingual<[number, number][][]>> {
    await this.beforeMarks();
    const of = (texts: string[]) => texts.map((text) => marksIn(text, query));
    return { en: of(en), fr: of(fr) };
  }

  async similarTo(id: string, kind: HitKind | null): Promise<SearchResults> {
    const notes = [...this.notes.values()].map(({ note }) => note);
    const hits = texts(notes, this.policies).flatMap(({ hit }) =>
      hit.id !== id && hit.lang === 'en' && (kind === null || hit.kind === kind)
        ? [{ ...hit, shared: ['service'] }]
        : [],
    );
    return { total: hits.length, corrected: null, hits: hits.slice(0, 3), facets: {} };
  }

  async similarToText(text: string, lang: Lang, kind: HitKind | null): Promise<SearchResults> {
    this.passages.push({ text, lang });
    return this.similarTo('', kind);
  }

  async findEarlier(reference: string, lang: Lang, section: Section, text: string): Promise<EarlierNote[]> {
    return earlierNotes(
      [...this.notes.values()].map(({ note }) => note),
      reference,
      lang,
      section,
      text,
    );
  }

  async findMemory(text: string, from: Lang): Promise<MemoryMatches> {
    this.remembered.push({ text, from });
    return { matches: this.memory.filter(({ asked }) => asked === unmarked(text)), complete: true };
  }

  async describeCitations(citations: readonly Citation[]): Promise<CitedClause[]> {
    this.described.push(citations.map(({ slug, anchor }) => `${slug}#${anchor}`));
    return describe(this.policies, citations);
  }

  async listUsualCitations(except: string): Promise<Citation[]> {
    const others = [...this.notes.values()].filter(({ note }) => note.reference !== except);
    return usualCitations(others.map(({ note }) => note));
  }

  async exportMemory() {
    return { file_name: 'QP.tmx', notes: this.memory.length };
  }

  async importMemory(): Promise<MemoryImported | null> {
    return { name: 'bureau.tmx', pairs: 2, left_out: 0, other_languages: 1 };
  }

  async checkNote(reference: string): Promise<Problem[]> {
    const { note } = this.#stored(reference);
    const problems: Problem[] = [...this.findings];
    const blocks = { en: note.sides.en?.if_pressed.length ?? 0, fr: note.sides.fr?.if_pressed.length ?? 0 };
    if (note.meta.date === null)
      problems.push({ code: 'missing-date', lang: null, section: null, params: {} });
    for (const lang of LANGS) {
      const side = note.sides[lang];
      if (!side) {
        problems.push({ code: 'missing-side', lang, section: null, params: {} });
        continue;
      }
      for (const section of SECTIONS) {
        if (section === 'if_pressed' || side[section] !== '') continue;
        problems.push({
          code: section === 'title' ? 'missing-title' : 'empty-section',
          lang,
          section,
          params: {},
        });
      }
    }
    if (note.sides.en && note.sides.fr && blocks.en !== blocks.fr) {
      const params = { en: String(blocks.en), fr: String(blocks.fr) };
      problems.push({ code: 'unequal-if-pressed', lang: null, section: 'if_pressed', params });
    }
    return problems;
  }

  async listPast(reference: string): Promise<PastState[]> {
    return this.past.list(reference);
  }

  async comparePast(reference: string, id: string): Promise<Comparison> {
    return this.past.compare(this.#stored(reference).note, id);
  }

  async listSitting(day: string | null): Promise<Sitting> {
    const wanted = day ?? FAKE_DAY;
    const notes: SittingNote[] = [];
    for (const item of await this.listItems()) {
      if (item.kind !== 'note' || item.date === null || item.date > wanted) continue;
      const carried = item.date !== wanted;
      if (item.status === 'archived' || (carried && item.status === 'approved')) continue;
      notes.push({ item, carried, lacks: await this.checkNote(item.id) });
    }
    return { day: wanted, notes: notes.sort((a, b) => Number(a.carried) - Number(b.carried)) };
  }

  async listTranslations(): Promise<NoteTranslations[]> {
    const items = await this.listItems();
    return [...this.notes.values()].flatMap(({ note }) => {
      const item = items.find(({ id }) => id === note.reference);
      const translations = this.translating.of(note).filter(({ state }) => state !== 'current');
      return item && !isLocked(note) && translations.length > 0 ? [{ item, translations }] : [];
    });
  }

  async markTranslated(reference: string, spots: Spot[] | null): Promise<NoteView> {
    this.translating.mark(this.#stored(reference).note, spots);
    return this.#view(reference);
  }

  async sendTranslation(references: string[], into: Lang) {
    this.sent.push({ references, into });
    return { file_name: `${references[0] ?? 'QP'}-${into}.xlf`, notes: references.length };
  }

  async takeTranslation(): Promise<TakenTranslation[] | null> {
    return this.takenBack;
  }

  async saveSettings(settings: Settings): Promise<void> {
    this.settings = settings;
  }

  async openNotebook(): Promise<Session | null> {
    return null;
  }

  async discardRecovered(id: string): Promise<void> {
    this.recovered = this.recovered.filter((entry) => entry.id !== id);
  }

  async keepRecovery({ reference, changes }: SaveNote): Promise<string> {
    await this.beforeKeep();
    return this.#keep(reference, changes);
  }

  /** As the program does: the same changes are kept once. */
  #keep(reference: string, changes: Change[]): string {
    const text = JSON.stringify(changes);
    const present = this.recovered.find(
      (entry) => entry.reference === reference && JSON.stringify(entry.changes) === text,
    );
    if (present) return present.id;
    const id = `kept-${this.#keptCount++}`;
    this.recovered.push({
      id,
      reference,
      at: '2026-11-22T09:30:00-05:00',
      changes: structuredClone(changes),
    });
    return id;
  }
  #keptCount = 1;

  async getRegistry() {
    return sampleRegistry;
  }

  async windowReady(): Promise<void> {
    this.ready += 1;
  }

  onNotebookEvent(handler: (event: NotebookEvent) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  onCloseRequested(flush: () => Promise<boolean>): () => void {
    this.close = flush;
    return () => (this.close = () => Promise.resolve(true));
  }
}
