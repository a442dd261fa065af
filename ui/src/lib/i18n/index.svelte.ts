/** The interface's language, and every sentence in it. */

import type { Failure, Lang, Problem } from '../ipc/types';
import type { Param } from './codes.en';
import { en, type Messages } from './en';
import { fr } from './fr';

export const catalogues: Record<Lang, Messages> = { en, fr };

/** Reads parameters of a problem or failure; an absent one is empty. */
function reader(params: Record<string, string>): Param {
  return (name) => params[name] ?? '';
}

class Interface {
  /** The interface's language. */
  lang = $state<Lang>('en');
  /** The messages in it. */
  readonly m = $derived(catalogues[this.lang]);

  /** The sentence about a problem. */
  problem(problem: Problem): string {
    return this.m.problem[problem.code](reader(problem.params));
  }

  /** The sentence about a failure. */
  failure(failure: Failure): string {
    return this.m.failure[failure.code](reader(failure.params));
  }
}

/** One window has one language. */
export const ui = new Interface();
