import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Excerpt } from '../ipc/types';
import { align } from './align';

const excerpt = (label: string, level = 0, anchor = label): Excerpt => ({
  anchor,
  label,
  heading: '',
  level,
  text: '',
});
const labels = (rows: ReturnType<typeof align>) =>
  rows.map(({ en, fr }) => `${en?.label ?? '-'}|${fr?.label ?? '-'}`);

it('clauses of the same number stand beside each other, those of one side alone', () => {
  const en = ['1', '2', '2.1', '3'].map((label) => excerpt(label));
  const fr = ['1', '2', '3', '4'].map((label) => excerpt(label));
  expect(labels(align(en, fr))).toEqual(['1|1', '2|2', '2.1|-', '3|3', '-|4']);
});

it('headings without numbers pair by level', () => {
  const rows = align(
    [excerpt('', 1, 'purpose'), excerpt('', 2, 'scope')],
    [excerpt('', 1, 'objet'), excerpt('', 2, 'portee')],
  );
  expect(rows.map(({ en, fr }) => [en?.anchor, fr?.anchor])).toEqual([
    ['purpose', 'objet'],
    ['scope', 'portee'],
  ]);
});

it('nothing is lost and each side keeps its order', () => {
  const side = fc.array(fc.record({ label: fc.constantFrom('', '1', '2', '3.1'), level: fc.nat(2) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(side, side, (a, b) => {
      const en = a.map(({ label, level }, at) => excerpt(label, level, `en${at}`));
      const fr = b.map(({ label, level }, at) => excerpt(label, level, `fr${at}`));
      const rows = align(en, fr);
      expect(rows.flatMap((row) => row.en ?? [])).toEqual(en);
      expect(rows.flatMap((row) => row.fr ?? [])).toEqual(fr);
    }),
  );
});
