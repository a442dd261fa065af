import { describe, expect, it } from 'vitest';
import type { Excerpt } from '../ipc/types';
import { beginning, entryAt, narrow, numberKey, openDepth, outlineOf, pathOf, visible } from './outline';
import type { Shown } from './rows';

const excerpt = (label: string, heading: string, level: number): Excerpt => ({
  anchor: label || heading,
  label,
  heading,
  level,
  text: '',
});
const row = (en: Excerpt | null, fr: Excerpt | null = null): Shown => ({ en, fr });

const ACT: Shown[] = [
  row(excerpt('', '', 0)),
  row(excerpt('', 'PART 1 Access', 1), excerpt('', 'PARTIE 1 Accès', 1)),
  row(excerpt('3', 'Definitions', 2), excerpt('3', 'Définitions', 2)),
  row(excerpt('', 'record', 3), excerpt('', 'document', 3)),
  row(excerpt('16', 'Investigations', 2), excerpt('16', 'Enquêtes', 2)),
  row(excerpt('16(1)', '', 0), excerpt('16(1)', '', 0)),
  row(excerpt('16(1)(a)', '', 0), excerpt('16(1)a)', '', 0)),
  row(excerpt('16(1)(a)(ii)', '', 0), excerpt('16(1)a)(ii)', '', 0)),
  row(excerpt('16(1)(b)', '', 0), excerpt('16(1)b)', '', 0)),
  row(excerpt('16.1', 'Records', 2), excerpt('16.1', 'Documents', 2)),
  row(excerpt('16.1(1)', '', 0), excerpt('16.1(1)', '', 0)),
  row(excerpt('', 'PART 2 Publication', 1), excerpt('', 'PARTIE 2 Publication', 1)),
  row(excerpt('74', '', 0), excerpt('74', '', 0)),
  row(excerpt('74(c)', '', 0), excerpt('74c)', '', 0)),
];
const outline = outlineOf(ACT, 'en');
const name = (at: number) => `${outline[at]?.label ?? ''} ${outline[at]?.heading ?? ''}`.trim();

describe('the outline of a policy', () => {
  it('stands as deep as its headings and numbers do', () => {
    expect(outline.map(({ label, heading, depth }) => `${depth} ${label} ${heading}`.trim())).toEqual([
      '1  PART 1 Access',
      '2 3 Definitions',
      '3  record',
      '2 16 Investigations',
      '3 16(1)',
      '4 16(1)(a)',
      '5 16(1)(a)(ii)',
      '4 16(1)(b)',
      '2 16.1 Records',
      '3 16.1(1)',
      '1  PART 2 Publication',
      '2 74',
      '3 74(c)',
    ]);
    expect(pathOf(outline, 6).map(name)).toEqual([
      '16(1)(a)(ii)',
      '16(1)(a)',
      '16(1)',
      '16 Investigations',
      'PART 1 Access',
    ]);
  });

  it('is in a language where it can be, and in the other where it must', () => {
    const rows = [...ACT, row(excerpt('75', 'Only here', 2))];
    const french = outlineOf(rows, 'fr');
    expect(french[3]?.heading).toBe('Enquêtes');
    expect(french.at(-1)).toMatchObject({ lang: 'en', heading: 'Only here' });
  });

  it('tells the entry of any line, also of one before the first', () => {
    expect(entryAt(outline, 0)).toBe(-1);
    expect(name(entryAt(outline, 7))).toBe('16(1)(a)(ii)');
    expect(entryAt(outline, 99)).toBe(outline.length - 1);
    expect(entryAt([], 3)).toBe(-1);
  });

  it('hides what stands under a closed entry, and opens only as deep as there is room', () => {
    const closed = (at: number) => at === 3;
    expect(visible(outline, closed).map(name)).not.toContain('16(1)(a)');
    expect(visible(outline, closed).map(name)).toContain('16.1(1)');
    expect(openDepth(outline, 6)).toBe(2);
    expect(openDepth(outline, 100)).toBe(5);
    expect(openDepth(outline, 1)).toBe(1);
    expect(openDepth([], 1)).toBe(1);
  });
});

describe('a number', () => {
  it('is the same however either language writes it', () => {
    for (const [written, key] of [
      ['74(c)', '74/c'],
      ['74c)', '74/c'],
      ['74 (C)', '74/c'],
      ['al. 74c)', '74/c'],
      ['section 4.1.5', '4.1.5'],
      ['16(1)(a)(ii)', '16/1/a/ii'],
      ['16(1)a)(ii)', '16/1/a/ii'],
      ['20(1)(b.1)', '20/1/b.1'],
      ['20(1)b.1)', '20/1/b.1'],
      ['Appendix B, B.2.2', 'b.2.2'],
      ['6.', '6'],
    ])
      expect(numberKey(written ?? ''), written).toBe(key);
  });
});

describe('what one types', () => {
  const best = (text: string) => name(narrow(outline, ACT, text).best);
  const all = (text: string) => [...narrow(outline, ACT, text).matching].map(name);

  it('leads to the number that it is, in either language', () => {
    for (const text of ['74(c)', '74c)', '74c', 's. 74(c)', 'al. 74c)'])
      expect(best(text), text).toBe('74(c)');
    expect(best('16(1)a)(ii)')).toBe('16(1)(a)(ii)');
    expect(best('16.1')).toBe('16.1 Records');
    expect(best('16')).toBe('16 Investigations');
  });

  it('narrows to what stands under the number, and not to a number that only begins with its digits', () => {
    expect(all('16(1)(a)')).toEqual(['16(1)(a)', '16(1)(a)(ii)']);
    expect(all('7')).toEqual(['74', '74(c)']);
  });

  it('finds words of a heading in either language, half typed, without accents', () => {
    expect(best('enquetes')).toBe('16 Investigations');
    expect(best('publ')).toBe('PART 2 Publication');
    expect(best('part 2')).toBe('PART 2 Publication');
    expect(all('defin')).toEqual(['3 Definitions']);
    expect(narrow(outline, ACT, 'defin').seen.map(name)).toEqual(['PART 1 Access', '3 Definitions']);
    expect(narrow(outline, ACT, 'zzz')).toEqual({ seen: [], matching: new Set(), best: -1 });
  });
});

it('a clause without heading is told by how it begins', () => {
  expect(beginning('The **head** of [the office](https://x.ca) must:\n\n- act')).toBe(
    'The head of the office must:',
  );
  expect(beginning('- one\n- two')).toBe('one');
});
