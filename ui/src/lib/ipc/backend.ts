/** What the interface asks of the program: the one seam between the two, so that a fake can stand in. */

import type { RichText } from '../note/rich-text';
import type {
  Bilingual,
  Citation,
  CitedClause,
  CitingNote,
  Comparison,
  ContentHash,
  EarlierNote,
  ExportRequest,
  Exported,
  ExportPreview,
  Failure,
  ImportOutcome,
  HitKind,
  ItemSummary,
  Lang,
  MemoryImported,
  MemoryMatches,
  NewNote,
  NoteBehind,
  NotebookEvent,
  NoteTranslations,
  NoteView,
  PastState,
  PolicyView,
  Problem,
  ReplacedText,
  Registry,
  SaveNote,
  Saved,
  Searches,
  SearchQuery,
  SearchResults,
  SearchTerms,
  Section,
  Session,
  Settings,
  Sitting,
  Spot,
  TextComparison,
  StaleCitation,
  TakenTranslation,
  Unconfirmed,
} from './types';

/** Every method that fails rejects with a `Failure`. */
export interface Backend {
  openSession(): Promise<Session>;
  /** Everything that is there, or what is there of some ids. */
  listItems(ids?: readonly string[]): Promise<ItemSummary[]>;
  getNote(reference: string): Promise<NoteView>;
  /** A policy; with an anchor, as its view's `anchor` the one that it is now, `null` where there is no such excerpt. */
  getPolicy(slug: string, anchor?: string | null): Promise<PolicyView>;
  /** The texts of a policy that newer ones have replaced, newest first. */
  listReplaced(slug: string): Promise<ReplacedText[]>;
  /** A text that was replaced, held against the one of now. */
  compareReplaced(slug: string, name: string): Promise<TextComparison>;
  /** The notes that cite a policy, newest first, each with the anchors that it cites. */
  listCiting(slug: string): Promise<CitingNote[]>;
  /** The notes that cite clauses which say something else by now. */
  listBehind(): Promise<NoteBehind[]>;
  /** The citations of a note that no longer stand as they were made, in the order of the note. */
  listStale(reference: string): Promise<StaleCitation[]>;
  /**
   * Settles that a note may go on citing a clause as it was shown, which `shown` is the fingerprint of; with what takes
   * that back. Refused where the clause says something else by now.
   */
  confirmCitation(reference: string, citation: Citation, shown: ContentHash): Promise<Unconfirmed | null>;
  /** Takes a confirmation back. */
  unconfirmCitation(reference: string, unconfirmed: Unconfirmed): Promise<void>;
  createNote(newNote: NewNote): Promise<NoteView>;
  saveNote(save: SaveNote): Promise<Saved>;
  importText(text: string): Promise<ImportOutcome[]>;
  /** Opens the system's dialog; `null` when it was cancelled. */
  importFiles(): Promise<ImportOutcome[] | null>;
  /** As `importFiles`, all files of folders. */
  importFolder(): Promise<ImportOutcome[] | null>;
  /** Stops the import of files or folders; what is taken by then stays. */
  cancelImport(): Promise<void>;
  /** Imports a file that was dropped on the window. */
  importDropped(file: File): Promise<ImportOutcome[]>;
  /** Opens the system's dialog; `null` when it was cancelled there. Fails with `cancelled` where it was stopped. */
  exportNotes(request: ExportRequest): Promise<Exported | null>;
  /** Stops the export that is being made. */
  cancelExport(): Promise<void>;
  /** One sheet, counted from 0, of what an export would be. */
  previewExport(request: ExportRequest, sheet: number): Promise<ExportPreview>;
  /** Opens the system's dialog for a Word file that lends its look; with its name, `null` when it was cancelled. */
  chooseTemplate(): Promise<string | null>;
  removeTemplate(): Promise<void>;
  /** Shows the last export in its folder. */
  showExport(): Promise<void>;
  /** Opens the last export in the program that the system has for it. */
  openExport(): Promise<void>;
  /** Puts a text with its formatting on the clipboard. */
  copyRich(text: RichText): Promise<void>;
  /** Opens a web or mail address in the user's own program. */
  openLink(url: string): Promise<void>;
  search(query: SearchQuery): Promise<SearchResults>;
  /** The saved and recent searches of this user on this computer; each change resolves with them as they are then. */
  listSearches(): Promise<Searches>;
  /** The lines of the notebook's own synonyms that are left out, each with what is wrong with it. */
  listSynonymProblems(): Promise<Problem[]>;
  /** Fails with `already-exists` where another one has that name and is not to be replaced. */
  saveSearch(name: string, terms: SearchTerms, replace: boolean): Promise<Searches>;
  renameSearch(name: string, newName: string): Promise<Searches>;
  removeSearch(name: string): Promise<Searches>;
  rememberSearch(terms: SearchTerms): Promise<Searches>;
  clearRecentSearches(): Promise<Searches>;
  /** Where in texts the words stand that a search means: for each text, in its place, ranges in UTF-16. */
  findMarks(query: string, texts: Bilingual<string[]>): Promise<Bilingual<[number, number][][]>>;
  /** What is closest to a note, policy or excerpt; of one kind, or of both. */
  similarTo(id: string, kind: HitKind | null): Promise<SearchResults>;
  /** What is closest to a passage. */
  similarToText(text: string, lang: Lang, kind: HitKind | null): Promise<SearchResults>;
  /** What earlier notes say on what is being written in a section. */
  findEarlier(reference: string, lang: Lang, section: Section, text: string): Promise<EarlierNote[]>;
  /** What the translation memory has for a passage in `from` that is to be put into the other language. */
  findMemory(text: string, from: Lang): Promise<MemoryMatches>;
  /** What citations lead to, in their order. */
  describeCitations(citations: readonly Citation[]): Promise<CitedClause[]>;
  /** What other notes than this one cite most and last. */
  listUsualCitations(except: string): Promise<Citation[]>;
  /** Writes the memory into a TMX file; opens the system's dialog, `null` when it was cancelled. */
  exportMemory(): Promise<Exported | null>;
  /** Takes a TMX file into the memory; opens the system's dialog, `null` when it was cancelled. */
  importMemory(): Promise<MemoryImported | null>;
  checkNote(reference: string): Promise<Problem[]>;
  /** The states a note has been in, newest first. */
  listPast(reference: string): Promise<PastState[]>;
  /** A state that a note has been in, beside what is on disk. */
  comparePast(reference: string, id: string): Promise<Comparison>;
  /** The notes for the sitting of a day (`YYYY-MM-DD`), or for the coming one. */
  listSitting(day: string | null): Promise<Sitting>;
  /** How the sides of every note that is being worked on stand to each other, where not all is current. */
  listTranslations(): Promise<NoteTranslations[]>;
  /** Records that both sides of a note agree, in some sections or in all. */
  markTranslated(reference: string, spots: Spot[] | null): Promise<NoteView>;
  /** Writes what a translator is to do into a file; opens the system's dialog, `null` when it was cancelled. */
  sendTranslation(references: string[], into: Lang): Promise<Exported | null>;
  /** Takes a translator's file back; opens the system's dialog, `null` when it was cancelled. */
  takeTranslation(): Promise<TakenTranslation[] | null>;
  saveSettings(settings: Settings): Promise<void>;
  /** Opens the system's dialog; `null` when it was cancelled. */
  openNotebook(): Promise<Session | null>;
  discardRecovered(id: string): Promise<void>;
  /** Puts text that could not be saved into the recovery folder; resolves with its id there. */
  keepRecovery(save: SaveNote): Promise<string>;
  getRegistry(): Promise<Registry>;
  /** Called once, after the first paint: the window is shown then. */
  windowReady(): Promise<void>;
  onNotebookEvent(handler: (event: NotebookEvent) => void): () => void;
  /** The window closes only once `flush` has resolved with true. */
  onCloseRequested(flush: () => Promise<boolean>): () => void;
}

/** What was thrown, as a `Failure`; what is none is an `internal` one. */
export function asFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'params' in thrown) {
    return thrown as Failure;
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', params: { reason } };
}
