import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues } from './lib/i18n/index.svelte';
import { HEADINGS, LANGS } from './lib/note/sections';

/** The script of the pass, by language: English first, then French. */
const [, english = '', french = ''] = readFileSync('../tests/SCREEN-READER.md', 'utf8').split(/^## /m);
const script = { en: english, fr: french };

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
const plain = (text: string) => text.replace(/\u00a0/g, ' ');
const steps = (text: string) => [...text.matchAll(/^\| (\d+) \|/gm)].map(([, step]) => Number(step));

describe.each(LANGS)('the script of a screen-reader pass (%s)', (lang) => {
  it('names everything as the interface does', () => {
    const known = new Set(
      [...strings(catalogues[lang]), ...Object.values(HEADINGS).map((heading) => heading[lang])].map(plain),
    );
    // What is in bold in the tables; the prose has one word of its own.
    const named = [...script[lang].matchAll(/^\| \d.*$/gm)].flatMap(([row]) =>
      [...row.matchAll(/\*\*(.+?)\*\*/g)].map(([, name]) => plain(name ?? '')),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !known.has(name) && !known.has(name.replace(/\.$/, '')))).toEqual([]);
  });

  it('has its steps in one row', () => {
    expect(steps(script[lang])).toEqual(Array.from({ length: steps(script.en).length }, (_, at) => at + 1));
    expect(steps(script[lang]).length).toBeGreaterThan(30);
  });
});
