// A citation as it is drawn: the clause and its policy in the words of the text's language, as a small label.

import type { Lang } from '../ipc/types';
import { editorMessages } from './messages';

/** A policy excerpt that is cited. */
export interface Cited {
  slug: string;
  /** Empty for the whole policy. */
  anchor: string;
}

/** What a citation is called. */
export interface CitationLabel {
  /** The clause (`s. 74(c)`); empty for the whole policy. */
  clause: string;
  /** The policy's title. */
  title: string;
  /** The language of both. */
  lang: Lang;
  /** Whether the clause says something else than when it was cited. */
  changed?: boolean;
}

/** What is known of a citation: its label, that it leads nowhere, or nothing yet. */
export type Told = CitationLabel | 'broken' | null;

/** Where the editor has the labels of its citations from, and what becomes of one that is opened. */
export interface CitationSource {
  told(cited: Cited): Told;
  /** Called each time a label may be another one; gives the way to stop. */
  watch(changed: () => void): () => void;
  open(cited: Cited, at: HTMLElement): void;
}

/** A citation in full, in one line. */
export function fullLabel(cited: Cited, told: Told, lang: Lang): string {
  if (told === 'broken') return `${asWritten(cited)} (${editorMessages[lang].brokenCitation})`;
  if (told === null) return asWritten(cited);
  const label = [told.clause, told.title].filter(Boolean).join(', ');
  return told.changed ? `${label} (${editorMessages[lang].changedCitation})` : label;
}

const asWritten = ({ slug, anchor }: Cited): string => (anchor ? `${slug} ${anchor}` : slug);

/** Draws a citation of a text in `lang` into its element. All of it can be read; what is long is cut by its style. */
export function drawCitation(into: HTMLElement, cited: Cited, told: Told, lang: Lang): void {
  const part = (name: string, text: string) => {
    const span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
  };
  into.classList.toggle('qp-broken', told === 'broken');
  into.classList.toggle('qp-changed', told !== null && told !== 'broken' && told.changed === true);
  into.title = fullLabel(cited, told, lang);
  if (told !== null && told !== 'broken' && told.lang !== lang) into.lang = `${told.lang}-CA`;
  else into.removeAttribute('lang');
  if (told === null) into.replaceChildren(part('qp-clause', asWritten(cited)));
  else if (told === 'broken') {
    const why = part('visually-hidden', ` (${editorMessages[lang].brokenCitation})`);
    into.replaceChildren(part('qp-clause', asWritten(cited)), why);
  } else {
    const parts = told.clause ? [part('qp-clause', told.clause), part('qp-comma', ', ')] : [];
    into.replaceChildren(...parts, part('qp-of', told.title));
    if (told.changed) {
      const why = part('visually-hidden', ` (${editorMessages[lang].changedCitation})`);
      why.lang = `${lang}-CA`;
      into.append(why);
    }
  }
}
