/** A text as passages, as the program cuts it (`notebook/reusing.rs`): bullets with those below them, paragraphs. */

const ITEM = /^(?:[-*+]|\d+[.)])\s/;

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

/** A passage without the sign that makes it a bullet. */
export const unmarked = (passage: string): string => passage.replace(ITEM, '');
