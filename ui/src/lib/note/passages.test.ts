import { expect, it } from 'vitest';
import { passages, together, unmarked } from './passages';

it('a text is cut into bullets, with those below them, and paragraphs', () => {
  const text = 'Intro\nmore.\n\n- One\n  - nested\n- Two\n\nEnd.\n1. First\n2. Second';
  expect(passages(text)).toEqual([
    'Intro\nmore.',
    '- One\n  - nested',
    '- Two',
    'End.',
    '1. First',
    '2. Second',
  ]);
  expect(passages('')).toEqual([]);
  expect(unmarked('- One')).toBe('One');
  expect(unmarked('12) One')).toBe('One');
});

it('an empty bullet is a passage, too', () => {
  expect(passages('- One\n-\n- Three\n1.')).toEqual(['- One', '-', '- Three', '1.']);
});

it('passages put together are the same passages again', () => {
  const texts = [
    'Intro\nmore.',
    '- One\n  - nested',
    '- Two',
    'End.',
    'More.',
    '1. First',
    '2. Second',
    'End.',
  ];
  expect(passages(together(texts))).toEqual(texts);
  expect(together(texts)).toContain('\n- Two\n\nEnd.\n\nMore.\n\n1. First\n2. Second\n\nEnd.');
});
