/** The texts of an open note or policy, in reading order: what can be marked. */

import { textOfMarkdown } from '../editor/matches';
import { ui } from '../i18n/index.svelte';
import type { Excerpt, IfPressed, Lang, Note, Policy, Side } from '../ipc/types';
import type { Target } from '../state/marks.svelte';
import type { Shown } from '../policy/rows';
import { blockOf, type Field, langOf } from './fields';
import { LANGS, SECTIONS, type TextSection } from './sections';
import { parse, textOf } from './tree';

/** The name of a section's text. */
export const textKey = (lang: Lang, section: TextSection) => `${lang}.${section}`;
/** The name of an if-pressed block's topic or text. */
export const blockKey = (lang: Lang, row: number, part: keyof IfPressed) =>
  `${lang}.if_pressed.${row}.${part}`;
/** The name of an excerpt's heading or text. */
export const excerptKey = (lang: Lang, anchor: string, part: 'heading' | 'text') =>
  `${lang}#${anchor}.${part}`;
/** The name of a policy's title. */
export const policyTitleKey = 'policy.title';

const told = (place: string, lang: Lang) => `${place}, ${ui.m.language[lang]}`;

/** What a text of a note is called, in the language of the interface. */
export function fieldName(field: Field, rows: readonly number[]): string {
  const block = blockOf(field);
  const section = field.split('.')[1] as TextSection;
  const place = block ? ui.m.note.block(rows.indexOf(block.row) + 1) : ui.m.section[section];
  return told(place, langOf(field));
}

/** A note's texts: row by row where both sides are shown, else one whole side after the other. */
export function noteTargets({ sides }: Note, bySide: boolean): Target[] {
  const groups: Target[][] = SECTIONS.flatMap((section) => {
    if (section !== 'if_pressed') return [LANGS.flatMap((lang) => ofSection(sides[lang], lang, section))];
    const rows = Math.max(...LANGS.map((lang) => sides[lang]?.if_pressed.length ?? 0));
    return Array.from({ length: rows }, (_, row) =>
      LANGS.flatMap((lang) => ofBlock(sides[lang]?.if_pressed[row], lang, row)),
    );
  });
  const targets = groups.flat();
  return bySide ? LANGS.flatMap((lang) => targets.filter((target) => target.lang === lang)) : targets;
}

function ofSection(side: Side | null, lang: Lang, section: TextSection): Target[] {
  if (!side) return [];
  const markdown = side[section];
  const text = () => (section === 'title' ? markdown : textOfMarkdown(markdown));
  const place = () => told(ui.m.section[section], lang);
  return [{ key: textKey(lang, section), lang, section, text, place }];
}

function ofBlock(block: IfPressed | undefined, lang: Lang, row: number): Target[] {
  if (!block) return [];
  const of = { lang, section: 'if_pressed', place: () => told(ui.m.note.block(row + 1), lang) };
  return [
    { ...of, key: blockKey(lang, row, 'topic'), text: () => block.topic },
    { ...of, key: blockKey(lang, row, 'text'), text: () => textOfMarkdown(block.text) },
  ];
}

/** How many texts are kept as they read: more than the longest policies have. */
const MOST_KNOWN = 10_000;

/** What an excerpt is called. */
export const excerptName = ({ label, heading }: Excerpt) => `${label} ${heading}`.trim();

/** A policy's texts: its title in the language in which it is shown, then row by row. */
export function policyTargets({ sides }: Policy, rows: readonly Shown[], titleLang: Lang): Target[] {
  const title = sides[titleLang]?.title ?? '';
  const place = () => told(ui.m.section.title, titleLang);
  const first: Target = { key: policyTitleKey, lang: titleLang, section: '', text: () => title, place };
  return [first, ...rows.flatMap((row) => LANGS.flatMap((lang) => ofExcerpt(row[lang], lang)))];
}

const plain = new Map<string, string>();

/** What a Markdown says, read once: a long policy is asked for all of its texts again and again. */
function plainOf(markdown: string): string {
  const known = plain.get(markdown);
  if (known !== undefined) return known;
  if (plain.size >= MOST_KNOWN) plain.clear();
  const text = textOf(parse(markdown));
  plain.set(markdown, text);
  return text;
}

function ofExcerpt(excerpt: Excerpt | null, lang: Lang): Target[] {
  if (!excerpt) return [];
  const { anchor, heading, text } = excerpt;
  const of = { lang, section: anchor, place: () => told(excerptName(excerpt), lang) };
  return [
    { ...of, key: excerptKey(lang, anchor, 'heading'), text: () => heading },
    { ...of, key: excerptKey(lang, anchor, 'text'), text: () => plainOf(text) },
  ];
}
