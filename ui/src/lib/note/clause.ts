/** What a clause is called, in the language of the interface where it has a name there. */

import { ui } from '../i18n/index.svelte';
import type { Bilingual, Citation } from '../ipc/types';
import { other } from './sections';

interface Named {
  title: Bilingual<string | null>;
  label: Bilingual<string | null>;
  citation: Citation | null;
  written?: string;
}

const shown = (text: Bilingual<string | null>) => text[ui.lang] ?? text[other(ui.lang)];

/** The policy's title and the clause's name; of what is unknown, what the note has. */
export function clauseName({ title, label, citation, written }: Named): string {
  if (!citation) return written ?? '';
  const parts = [shown(title) ?? citation.slug, shown(label) ?? citation.anchor];
  return parts.filter(Boolean).join(', ');
}
