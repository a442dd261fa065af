/** The passage that is selected in the window. */

import type { Lang } from './ipc/types';

/** A text and the language it is written in. */
export interface Passage {
  text: string;
  lang: Lang;
}

/** The language of an element's text. */
function langOf(element: Element | null): Lang {
  return element?.closest('[lang]')?.getAttribute('lang')?.startsWith('fr') ? 'fr' : 'en';
}

/** What is selected inside `within`; `null` where nothing is, or nothing but space. */
export function selectedPassage(within: Element): Passage | null {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement && within.contains(field)) {
    return passage(field.value.slice(field.selectionStart, field.selectionEnd), field);
  }
  const selection = document.getSelection();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || selection.isCollapsed || !anchorNode || !focusNode) return null;
  if (!within.contains(anchorNode) || !within.contains(focusNode)) return null;
  return passage(selection.toString(), anchorNode.parentElement);
}

function passage(selected: string, where: Element | null): Passage | null {
  const text = selected.replace(/\s+/g, ' ').trim();
  return text === '' ? null : { text, lang: langOf(where) };
}
