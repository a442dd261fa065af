/** A policy's outline: its headings, definitions and numbered clauses as a tree, narrowed by what one types. */

import { fold, foldedWords } from '../fold';
import type { Lang } from '../ipc/types';
import { LANGS } from '../note/sections';
import { excerptIn, type Shown } from './rows';

/** One line of the outline. */
export interface Entry {
  /** The line of the policy that it leads to. */
  row: number;
  /** How deep it stands, from 1. */
  depth: number;
  /** The entry that it stands under; -1 for none. */
  parent: number;
  /** Whether others stand under it. */
  branches: boolean;
  lang: Lang;
  label: string;
  heading: string;
  /** Its text in Markdown: what a clause without heading is told by. */
  text: string;
}

/**
 * A number as both languages write it: `74(c)`, `74c)` and `s. 74 (c)` are `74/c`, `16(1)a)(ii)` is `16/1/a/ii`;
 * of `Appendix B, B.2.2` what comes last.
 */
export function numberKey(text: string): string {
  const word = /^(?:ss?|art|al|par|sous-al|div|section|article|clause|paragraphe?|alin[eé]a)\.?\s+(?=\d)/;
  return (text.split(',').at(-1) ?? '')
    .trim()
    .toLowerCase()
    .replace(word, '')
    .replace(/[()\s]+/g, '/')
    .replace(/(\d)(?=[a-z])/g, '$1/')
    .replace(/^\/|[/.]+$/g, '');
}

/** Whether a number stands under another: `74/c` under `74`, `4.1.5` under `4.1`, not `74.1` under `7`. */
const isUnder = (number: string, above: string) =>
  above !== '' && number.startsWith(above) && /[./]/.test(number.charAt(above.length));

/** The outline of some lines, its names in a language where they are there in it. */
export function outlineOf(rows: readonly Shown[], lang: Lang): Entry[] {
  const entries: Entry[] = [];
  const above: { at: number; level: number; number: string }[] = [];
  rows.forEach((row, index) => {
    const found = excerptIn(row, lang);
    // What has neither heading nor number is what stands before the first of them.
    if (!found || (found[1].level === 0 && found[1].label === '')) return;
    const [shown, { label, heading, level, text }] = found;
    const number = numberKey(label);
    const stays = (one: { level: number; number: string }) =>
      level > 0 ? one.level > 0 && one.level < level : one.level > 0 || isUnder(number, one.number);
    while (above.length > 0 && !stays(above.at(-1) as (typeof above)[number])) above.pop();
    const parent = above.at(-1)?.at ?? -1;
    const holder = entries[parent];
    if (holder) holder.branches = true;
    above.push({ at: entries.length, level, number });
    entries.push({
      row: index,
      depth: above.length,
      parent,
      branches: false,
      lang: shown,
      label,
      heading,
      text,
    });
  });
  return entries;
}

/** The entries above one, from it upwards. */
export function pathOf(entries: readonly Entry[], at: number): number[] {
  const path: number[] = [];
  for (let one = at; one >= 0; one = entries[one]?.parent ?? -1) path.push(one);
  return path;
}

/** The last entry at or before a line of the policy; -1 where there is none. */
export function entryAt(entries: readonly Entry[], row: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.row ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Up to which depth everything is open at first: as deep as so many lines allow, one level at least. */
export function openDepth(entries: readonly Entry[], lines: number): number {
  const deepest = Math.max(1, ...entries.map(({ depth }) => depth));
  for (let depth = deepest; depth > 1; depth -= 1) {
    if (entries.filter((entry) => entry.depth <= depth).length <= lines) return depth;
  }
  return 1;
}

/** The entries that are seen: none under one that is closed. */
export function visible(entries: readonly Entry[], closed: (at: number) => boolean): number[] {
  const hidden = new Set<number>();
  const seen: number[] = [];
  entries.forEach(({ parent }, at) => {
    if (parent >= 0 && (hidden.has(parent) || closed(parent))) hidden.add(at);
    else seen.push(at);
  });
  return seen;
}

/** What the outline is narrowed to. */
export interface Narrowed {
  /** The entries that match and those above them, in order. */
  seen: number[];
  /** Those of them that match. */
  matching: Set<number>;
  /** The one that is meant most likely; -1 where nothing matches. */
  best: number;
}

/** How well an entry matches, the lower the better; `null` where it does not. */
function closeness(names: readonly string[], numbers: readonly string[], typed: Typed): number | null {
  if (typed.number !== '') {
    if (numbers.includes(typed.number)) return 0;
    if (numbers.some((number) => isUnder(number, typed.number))) return 2;
    if (numbers.some((number) => number.startsWith(typed.number))) return 3;
  }
  if (typed.words.length === 0) return null;
  const all = names.some((name) => {
    const words = foldedWords(name);
    return typed.words.every((word) => words.some((one) => one.startsWith(word)));
  });
  if (!all) return null;
  return names.some((name) => fold(name).startsWith(typed.folded)) ? 1 : 4;
}

interface Typed {
  number: string;
  words: string[];
  folded: string;
}

/** The entries that what one has typed can mean: a number as either language writes it, or words of a heading. */
export function narrow(entries: readonly Entry[], rows: readonly Shown[], text: string): Narrowed {
  const typed: Typed = {
    number: /\d|^[a-z]\.?$/i.test(text.trim()) ? numberKey(text) : '',
    words: foldedWords(text),
    folded: fold(text.trim()),
  };
  const matching = new Set<number>();
  const seen = new Set<number>();
  let [best, closest] = [-1, Infinity];
  entries.forEach(({ row }, at) => {
    const excerpts = LANGS.flatMap((lang) => rows[row]?.[lang] ?? []);
    const names = excerpts.map(({ heading }) => heading);
    const numbers = excerpts.map(({ label }) => numberKey(label)).filter((number) => number !== '');
    const how = closeness(names, numbers, typed);
    if (how === null) return;
    matching.add(at);
    for (const one of pathOf(entries, at)) seen.add(one);
    if (how < closest) [best, closest] = [at, how];
  });
  return { seen: [...seen].sort((a, b) => a - b), matching, best };
}

/** How a clause without a heading begins, without the marks of its Markdown. */
export function beginning(markdown: string): string {
  const line = markdown.slice(0, 160).split('\n', 1)[0] ?? '';
  return line.replace(/\[([^\]]*)\]\([^)]*\)?/g, '$1').replace(/[*_`\\]|^[->#\s|]+/g, '');
}
