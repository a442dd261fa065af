import { describe, expect, it } from 'vitest';
import type { SearchTerms } from '../ipc/types';
import { asked, chipKey, chipsOf, dayOf, isNarrowed, keyOf, NO_TERMS, queryOf, toggled } from './terms';

describe('narrowing', () => {
  it('a facet holds several values, and is gone with its last one', () => {
    const one = toggled({}, 'status', 'draft');
    const two = toggled(one, 'status', 'approved');
    expect(two).toEqual({ status: ['draft', 'approved'] });
    expect(toggled(toggled(two, 'status', 'draft'), 'status', 'approved')).toEqual({});
    expect(one).toEqual({ status: ['draft'] });
  });

  it('a year takes its months along when it goes, and no other year’s', () => {
    const narrow = { year: ['2026', '2025'], month: ['2026-06', '2025-01'] };
    expect(toggled(narrow, 'year', '2026')).toEqual({ year: ['2025'], month: ['2025-01'] });
  });

  it('a month of one year leaves the other years whole', () => {
    expect(asked({ year: ['2026'], month: ['2026-06'] })).toEqual({ month: ['2026-06'] });
    const { year, month } = asked({ year: ['2026', '2025'], month: ['2026-06'] });
    expect(year).toBeUndefined();
    expect(month).toHaveLength(13);
    expect(month).toContain('2025-12');
    expect(asked({ year: ['2026'] })).toEqual({ year: ['2026'] });
  });

  it('every value is a chip, both ends of the dates together one', () => {
    const chips = chipsOf({
      narrow: { tag: ['a', 'b'], status: ['draft'], kind: ['note'] },
      from: '2026-01-01',
      to: '2026-02-01',
    });
    expect(chips.map(chipKey)).toEqual(['kind note', 'status draft', 'tag a', 'tag b', 'dates']);
  });

  it('the kind alone only chooses what is listed', () => {
    const none = { from: null, to: null };
    expect(isNarrowed({ ...none, narrow: { kind: ['note'] } })).toBe(false);
    expect(isNarrowed({ ...none, narrow: { kind: ['note'], tag: ['a'] } })).toBe(true);
    expect(isNarrowed({ ...none, narrow: {}, to: '2026-01-01' })).toBe(true);
  });

  it('the same terms are the same question in whatever order they were chosen', () => {
    const one: SearchTerms = { ...NO_TERMS, text: ' pay ', narrow: { tag: ['a', 'b'], status: ['draft'] } };
    const two: SearchTerms = { ...NO_TERMS, text: 'pay', narrow: { status: ['draft'], tag: ['b', 'a'] } };
    expect(keyOf(one)).toBe(keyOf(two));
    expect(keyOf(one)).not.toBe(keyOf({ ...one, sort: 'date' }));
  });

  it('what is not searched by words comes newest first', () => {
    const page = { reader: 'fr', limit: 5, offset: 0 } as const;
    expect(queryOf({ ...NO_TERMS, text: ' ' }, page).sort).toBe('date');
    expect(queryOf({ ...NO_TERMS, text: 'pay' }, page).sort).toBe('relevance');
    expect(queryOf({ ...NO_TERMS, sort: 'title' }, page).sort).toBe('title');
  });
});

describe('an end of the dates', () => {
  it.each([
    ['2026-06-19', 'from', '2026-06-19'],
    ['2026-6-9', 'to', '2026-06-09'],
    ['2026/06/19', 'to', '2026-06-19'],
    ['2026', 'from', '2026-01-01'],
    ['2026', 'to', '2026-12-31'],
    ['2026-02', 'from', '2026-02-01'],
    ['2024-02', 'to', '2024-02-29'],
    ['  ', 'from', null],
    ['2026-02-30', 'from', undefined],
    ['2026-13', 'to', undefined],
    ['2026-00', 'to', undefined],
    ['0000', 'to', '0000-12-31'],
    ['soon', 'from', undefined],
    ['19-06-2026', 'from', undefined],
  ] as const)('%j as %s is %j', (text, end, day) => {
    expect(dayOf(text, end)).toBe(day);
  });
});
