/** The saved and recent searches of the fake backend, with the rules of the program's. */

import type { Failure, Searches, SearchTerms } from './types';

const SAVED = 100;
const RECENT = 20;
const NAME_LENGTH = 80;

export class FakeSearches {
  kept: Searches = { saved: [], recent: [] };

  list(): Searches {
    return structuredClone(this.kept);
  }

  save(typed: string, terms: SearchTerms, replace: boolean): Searches {
    const name = this.#usable(typed);
    const present = this.#find(name);
    if (present && !replace) throw this.#taken(name);
    if (!present && this.kept.saved.length >= SAVED) {
      throw { code: 'too-many', params: { limit: String(SAVED) } } satisfies Failure;
    }
    const others = this.kept.saved.filter((saved) => saved !== present);
    return this.#arrange([...others, { name, terms: structuredClone(terms) }]);
  }

  rename(name: string, typed: string): Searches {
    const newName = this.#usable(typed);
    const present = this.#known(name);
    const namesake = this.#find(newName);
    if (namesake && namesake !== present) throw this.#taken(newName);
    const others = this.kept.saved.filter((saved) => saved !== present);
    return this.#arrange([...others, { ...present, name: newName }]);
  }

  remove(name: string): Searches {
    const present = this.#known(name);
    return this.#arrange(this.kept.saved.filter((saved) => saved !== present));
  }

  remember(terms: SearchTerms): Searches {
    const same = JSON.stringify(terms);
    const others = this.kept.recent.filter((recent) => JSON.stringify(recent) !== same);
    this.kept = { ...this.kept, recent: [structuredClone(terms), ...others].slice(0, RECENT) };
    return this.list();
  }

  clearRecent(): Searches {
    this.kept = { ...this.kept, recent: [] };
    return this.list();
  }

  #arrange(saved: Searches['saved']): Searches {
    this.kept = { ...this.kept, saved: saved.sort((a, b) => a.name.localeCompare(b.name)) };
    return this.list();
  }

  #usable(typed: string): string {
    const name = typed.trim().replace(/\s+/g, ' ');
    if (name !== '' && [...name].length <= NAME_LENGTH) return name;
    throw { code: 'bad-name', params: { name, limit: String(NAME_LENGTH) } } satisfies Failure;
  }

  #find(name: string) {
    return this.kept.saved.find((saved) => saved.name.toLowerCase() === name.toLowerCase());
  }

  #known(name: string) {
    const present = this.#find(name);
    if (!present) throw { code: 'not-found', params: { id: name } } satisfies Failure;
    return present;
  }

  #taken(name: string): Failure {
    return { code: 'already-exists', params: { id: name } };
  }
}
