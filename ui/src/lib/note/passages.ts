/** A text as passages, as the program cuts it (`notebook/reusing.rs`): bullets with those below them, paragraphs. */

const ITEM = /^(?:[-*+]|\d+[.)])(?:\s|$)/;

export function passages(markdown: string): string[] {
  const found: string[] = [];
  let isNew = true;
  for (const line of markdown.split('\n')) {
    if (line.trim() === '') {
      isNew = true;
      continue;
    }
    const last = found.at(-1);
    if (last !== undefined && (/^\s/.test(line) || !(isNew || ITEM.test(line)))) {
      found[found.length - 1] = `${last}\n${line}`;
    } else {
      found.push(line);
    }
    isNew = false;
  }
  return found;
}

/** Passages as one text: bullets one below the other, paragraphs apart. */
export function together(texts: readonly string[]): string {
  const apart = (text: string, index: number) =>
    ITEM.test(text) && ITEM.test(texts[index - 1] ?? '') ? '\n' : '\n\n';
  return texts.map((text, index) => (index === 0 ? text : apart(text, index) + text)).join('');
}

/** A passage without the sign that makes it a bullet. */
export const unmarked = (passage: string): string => passage.replace(ITEM, '');
