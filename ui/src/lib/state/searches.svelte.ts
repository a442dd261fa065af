/**
 * The searches that are saved under a name and the last ones made, as this computer keeps them; and what is wrong
 * with the notebook's own synonyms.
 */

import { asFailure, type Backend } from '../ipc/backend';
import type { Failure, Problem, SavedSearch, Searches, SearchTerms } from '../ipc/types';

export class KeptSearches {
  saved = $state.raw<SavedSearch[]>([]);
  recent = $state.raw<SearchTerms[]>([]);
  /** Lines of `synonyms.txt` that are left out. */
  synonymProblems = $state.raw<Problem[]>([]);
  readonly #backend: Backend;
  #turn = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** Searches work without those that are kept: where they cannot be read, none are offered. */
  async load(): Promise<void> {
    if (!(await this.#take(this.#backend.listSearches()))) return;
    this.saved = [];
    this.recent = [];
  }

  /** Looks at the synonyms again. The search goes on with the lines that are understood. */
  async lookAtSynonyms(): Promise<void> {
    this.synonymProblems = await this.#backend.listSynonymProblems().catch(() => []);
  }

  /** A hit of this search was opened. */
  async remember(terms: SearchTerms): Promise<void> {
    await this.#take(this.#backend.rememberSearch(terms));
  }

  /** Resolves with why it could not be done. */
  save(name: string, terms: SearchTerms, replace: boolean): Promise<Failure | null> {
    return this.#take(this.#backend.saveSearch(name, terms, replace));
  }

  rename(name: string, newName: string): Promise<Failure | null> {
    return this.#take(this.#backend.renameSearch(name, newName));
  }

  remove(name: string): Promise<Failure | null> {
    return this.#take(this.#backend.removeSearch(name));
  }

  clearRecent(): Promise<Failure | null> {
    return this.#take(this.#backend.clearRecentSearches());
  }

  async #take(asked: Promise<Searches>): Promise<Failure | null> {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const { saved, recent } = await asked;
      if (turn === this.#turn) {
        this.saved = saved;
        this.recent = recent;
      }
      return null;
    } catch (thrown) {
      return asFailure(thrown);
    }
  }
}
