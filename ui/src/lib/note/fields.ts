/** The names of a note's texts, which stay theirs when if-pressed blocks are moved: what the journal goes by. */

import type { IfPressed, Lang } from '../ipc/types';
import { LANGS, type TextSection } from './sections';

/** A section of a side, or the topic or the text of a block, whose row is named and not counted. */
export type Field = `${Lang}.${TextSection}` | `${Lang}.block.${number}.${keyof IfPressed}`;

export const sectionField = (lang: Lang, section: TextSection): Field => `${lang}.${section}`;
export const blockField = (lang: Lang, row: number, part: keyof IfPressed): Field =>
  `${lang}.block.${row}.${part}`;

/** Every text of a row of blocks, the topic of the given language first. */
export function rowFields(row: number, first: Lang): Field[] {
  const langs = [first, ...LANGS.filter((lang) => lang !== first)];
  return langs.flatMap((lang) => [blockField(lang, row, 'topic'), blockField(lang, row, 'text')]);
}

export const langOf = (field: Field): Lang => (field.startsWith('en.') ? 'en' : 'fr');

/** The row and the part of a block's text; `null` for a section. */
export function blockOf(field: Field): { row: number; part: keyof IfPressed } | null {
  const [, block, row, part] = field.split('.');
  return block === 'block' ? { row: Number(row), part: part as keyof IfPressed } : null;
}
