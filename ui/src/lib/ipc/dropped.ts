/** Files that are dropped on the window: what is said of those that the program is not given. */

import type { Failure, ImportOutcome } from './types';

/** The largest file that is taken, in bytes: what the program unpacks of a Word file at most. */
export const LARGEST = 64 * 1024 * 1024;

/** Whether something that is dragged over the window is files. */
export function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** What becomes of a file that is too large to be sent; `null` where it can be. */
export function unusableFile(file: File): ImportOutcome | null {
  if (file.size <= LARGEST) return null;
  const megabytes = String(Math.ceil(file.size / 1024 / 1024));
  return failedFile(file, {
    code: 'read-failed',
    params: { path: file.name, reason: `${megabytes} MiB > ${String(LARGEST / 1024 / 1024)} MiB` },
  });
}

/** The outcome of a file that could not be read, or not be sent. */
export function failedFile(file: File, { params }: Failure): ImportOutcome {
  const reason = params['reason'] ?? '';
  return {
    path: file.name,
    kind: null,
    id: null,
    problems: [{ code: 'unreadable', lang: null, section: null, params: { path: file.name, reason } }],
  };
}
