/** Bringing texts, files and folders in: how far it is, and what came of each. */

import { asFailure, type Backend } from '../ipc/backend';
import {
  type DroppedFile,
  failedFile,
  MOST_FILES,
  type ReadFile,
  tooMany,
  unusableFile,
} from '../ipc/dropped';
import type { Failure, ImportOutcome } from '../ipc/types';

/** What there is to say of an outcome, most urgent first. */
export const STANDINGS = ['failed', 'remarks', 'taken', 'there'] as const;
export type Standing = (typeof STANDINGS)[number];

const has = ({ problems }: ImportOutcome, ...codes: string[]) =>
  problems.some(({ code }) => codes.includes(code));

/** What is to be said of an outcome. */
export function standingOf(outcome: ImportOutcome): Standing {
  if (outcome.id === null) return 'failed';
  const joined = has(outcome, 'language-joined', 'policy-replaced');
  if (has(outcome, 'already-imported', 'older-than-ours') && !joined) return 'there';
  return outcome.problems.length > 0 ? 'remarks' : 'taken';
}

/** How far an import is. */
export interface ImportProgress {
  done: number;
  total: number;
  /** The file that is read next; empty at the end. */
  name: string;
}

export class Importing {
  /** The text that is pasted to be imported: it stays where the import fails or the dialog is closed. */
  pasted = $state('');
  busy = $state(false);
  /** `null` until it is known how many files there are. */
  progress = $state.raw<ImportProgress | null>(null);
  /** What came of the last import; `null` before the first. */
  outcomes = $state.raw<ImportOutcome[] | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Whether the last import was stopped before all files were read. */
  stopped = $state(false);

  readonly #backend: Backend;
  readonly #before: () => Promise<unknown>;
  readonly #after: (outcomes: ImportOutcome[] | null) => Promise<void>;

  /** `before` runs before anything is taken, `after` with what was, or with `null` where it failed. */
  constructor(
    backend: Backend,
    before: () => Promise<unknown>,
    after: (outcomes: ImportOutcome[] | null) => Promise<void>,
  ) {
    this.#backend = backend;
    this.#before = before;
    this.#after = after;
  }

  /** The text that is pasted. */
  async text(): Promise<void> {
    const text = this.pasted;
    await this.#run(() => this.#backend.importText(text));
    if (this.failure === null && this.pasted === text) this.pasted = '';
  }

  /** Files that the user chooses; nothing happens where none is. */
  files(): Promise<void> {
    return this.#run(() => this.#backend.importFiles());
  }

  /** All files of folders that the user chooses. */
  folder(): Promise<void> {
    return this.#run(() => this.#backend.importFolder());
  }

  /** Files that were dropped on the window, one after the other: never more than one is in memory. */
  dropped(dropped: Promise<DroppedFile[]>): Promise<void> {
    return this.#run(async () => {
      const files = await dropped;
      if (files.length > MOST_FILES) return [tooMany(MOST_FILES)];
      const outcomes: ImportOutcome[] = [];
      for (const [done, dropped] of files.entries()) {
        this.heard({ done, total: files.length, name: dropped.path });
        if (this.stopped) break;
        outcomes.push(...('failure' in dropped ? [failedFile(dropped)] : await this.#drop(dropped)));
      }
      return outcomes;
    });
  }

  async #drop(dropped: ReadFile): Promise<ImportOutcome[]> {
    try {
      const unusable = unusableFile(dropped);
      if (unusable) return [unusable];
      const outcomes = await this.#backend.importDropped(dropped.file);
      return outcomes.map((outcome) => ({ ...outcome, path: dropped.path }));
    } catch (thrown) {
      return [failedFile({ path: dropped.path, failure: asFailure(thrown) })];
    }
  }

  /** The program tells how far it is. */
  heard(progress: ImportProgress): void {
    if (this.busy) this.progress = progress;
  }

  /** Stops after the file that is being read; what is taken by then stays. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.#backend.cancelImport().catch(() => undefined);
  }

  /** Ready for another import. */
  reset(): void {
    if (this.busy) return;
    this.outcomes = null;
    this.failure = null;
  }

  async #run(work: () => Promise<ImportOutcome[] | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.progress = null;
    this.stopped = false;
    try {
      await this.#before();
      const outcomes = await work();
      if (!outcomes) return;
      this.outcomes = outcomes;
      await this.#after(outcomes);
    } catch (thrown) {
      this.failure = asFailure(thrown);
      await this.#after(null);
    } finally {
      this.busy = false;
      this.progress = null;
    }
  }
}
