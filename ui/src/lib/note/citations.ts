/** What a note cites. */

import { MarkdownReader } from '../editor/parse';
import { createSchema } from '../editor/schema';
import type { Citation, Note } from '../ipc/types';
import { LANGS, SECTIONS } from './sections';

let reader: MarkdownReader | undefined;

/** The citations of a text in Markdown, in its order. */
export function citationsOf(markdown: string): Citation[] {
  if (!markdown.includes('[@')) return [];
  reader ??= new MarkdownReader(createSchema());
  const found: Citation[] = [];
  reader.read(markdown).descendants((node) => {
    if (node.type.name !== 'citation') return;
    found.push({ slug: String(node.attrs['slug']), anchor: String(node.attrs['anchor']) });
  });
  return found;
}

/** What a note cites, each once, in the order of the page. */
export function citationsIn({ sides }: Pick<Note, 'sides'>): Citation[] {
  const found = LANGS.flatMap((lang) => {
    const side = sides[lang];
    if (!side) return [];
    return SECTIONS.flatMap((section) => {
      if (section === 'title') return [];
      const texts = section === 'if_pressed' ? side.if_pressed.map(({ text }) => text) : [side[section]];
      return texts.flatMap(citationsOf);
    });
  });
  const keys = found.map(({ slug, anchor }) => `${slug}#${anchor}`);
  return found.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}
