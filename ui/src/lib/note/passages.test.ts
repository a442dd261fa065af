import { expect, it } from 'vitest';
import { passages, unmarked } from './passages';

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
