/** Files and folders that are dropped on the window, and what is said of those that the program is not given. */

import { asFailure } from './backend';
import type { Failure, ImportOutcome, Problem } from './types';

/** The largest file that is taken, in bytes: what the program unpacks of a Word file at most. */
export const LARGEST = 64 * 1024 * 1024;

/** So many files are taken of what is dropped at most: a wrong folder is noticed before it is read. */
export const MOST_FILES = 10_000;

/** A file that was dropped, and what it is called: with its folder, where that was dropped. */
export interface ReadFile {
  path: string;
  file: File;
}

/** A file or folder that was dropped and cannot be read. */
export interface ClosedFile {
  path: string;
  failure: Failure;
}

export type DroppedFile = ReadFile | ClosedFile;

/** Whether something that is dragged over the window is files. */
export function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Files that computers leave in folders and nobody means to import; `~$` is Word's mark that a file is open. */
const isNobodys = (name: string) =>
  name.startsWith('.') || name.startsWith('~$') || ['thumbs.db', 'desktop.ini'].includes(name.toLowerCase());

/**
 * What was dropped, with all files below folders in the order of their names. To be called while the drop is
 * being told: later its list is empty.
 */
export async function droppedFiles({ items, files }: DataTransfer): Promise<DroppedFile[]> {
  const held = [...(items ?? [])].filter(({ kind }) => kind === 'file');
  // A file is taken as it is, not through its entry: a web view may have no path for that.
  const dropped = held.map((item) => {
    const entry = item.webkitGetAsEntry?.() ?? null;
    return entry?.isDirectory ? entry : item.getAsFile();
  });
  const found: DroppedFile[] = [];
  for (const one of held.length > 0 ? dropped : files) {
    if (one instanceof File) found.push({ path: one.name, file: one });
    else if (one) found.push(...(await below(one)));
  }
  return found;
}

async function below(folder: FileSystemEntry): Promise<DroppedFile[]> {
  const found: DroppedFile[] = [];
  const left = [folder];
  for (let entry = left.pop(); entry && found.length <= MOST_FILES; entry = left.pop()) {
    const path = entry.fullPath.replace(/^\//, '');
    try {
      if (entry.isFile) {
        const reading = entry as FileSystemFileEntry;
        const file = await new Promise<File>((resolve, reject) => reading.file(resolve, reject));
        found.push({ path, file });
      } else {
        const inside = (await entriesOf(entry as FileSystemDirectoryEntry)).filter(
          ({ name }) => !isNobodys(name),
        );
        left.push(...inside.sort((a, b) => (a.name < b.name ? 1 : -1)));
      }
    } catch (thrown) {
      // One that cannot be looked into does not keep the others back.
      found.push({ path, failure: asFailure(thrown) });
    }
  }
  return found;
}

/** A folder is read in portions, until one is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (more.length === 0) return all;
    all.push(...more);
  }
}

/** What becomes of a file that is too large to be sent; `null` where it can be. */
export function unusableFile({ path, file: { size } }: ReadFile): ImportOutcome | null {
  if (size <= LARGEST) return null;
  const megabytes = String(Math.ceil(size / 1024 / 1024));
  const reason = `${megabytes} MiB > ${String(LARGEST / 1024 / 1024)} MiB`;
  return failedFile({ path, failure: { code: 'read-failed', params: { path, reason } } });
}

/** The outcome of more files than are taken at once. */
export function tooMany(limit: number): ImportOutcome {
  const params = { limit: String(limit) };
  const problems: Problem[] = [{ code: 'too-many-files', lang: null, section: null, params }];
  return { path: '', part: 0, kind: null, id: null, problems };
}

/** The outcome of a file that could not be read, or not be sent. */
export function failedFile({ path, failure }: ClosedFile): ImportOutcome {
  const reason = failure.params['reason'] ?? '';
  return {
    path,
    part: 0,
    kind: null,
    id: null,
    problems: [{ code: 'unreadable', lang: null, section: null, params: { path, reason } }],
  };
}
