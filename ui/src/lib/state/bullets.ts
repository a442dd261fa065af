/** Moves bullets between what is said on a side: the response, the first block, the second… */

import { ui } from '../i18n/index.svelte';
import { type Field, langOf } from '../note/fields';
import { fieldName } from '../note/targets';
import type { OpenNote } from './note.svelte';
import type { Toasts } from './toasts.svelte';

/** Moves the bullet with the cursor to the next text of its side, or to the one before. The cursor goes with it. */
export function moveBullet({ toasts }: { toasts: Toasts }, note: OpenNote, from: Field, down: boolean): void {
  const texts = note.rows.texts(langOf(from));
  const to = texts[texts.indexOf(from) + (down ? 1 : -1)];
  const [source, target] = [note.journal.editing(from), to && note.journal.editing(to)];
  if (note.locked) return;
  if (!to || !source || !target) {
    toasts.show(ui.m.note.bulletStays);
    return;
  }
  const entry = note.journal.together(() => {
    const bullet = source.takeBullet?.();
    if (bullet) target.putBullet?.(bullet, !down);
  });
  if (!entry) return;
  target.focus();
  toasts.show(ui.m.note.bulletMoved(fieldName(to, note.rows.names)), {
    action: { label: ui.m.action.undo, run: () => note.revert(entry) },
  });
}
