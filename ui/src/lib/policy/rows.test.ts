import { describe, expect, it } from 'vitest';
import { viewOf } from '../ipc/fake-reading';
import { samplePolicies } from '../ipc/sample';
import type { Policy, PolicyView } from '../ipc/types';
import { anchorOf, anchorsOf, excerptIn, langsShown, likelyHeight, places, readOn, rowsOf } from './rows';

const policy = samplePolicies[0] as Policy;
const view = viewOf(policy, null);
const english: PolicyView = { ...view, policy: { ...policy, sides: { ...policy.sides, fr: null } } };

describe('the lines of a policy', () => {
  it('are those that the program has joined, in the languages that are shown', () => {
    const both = rowsOf(view, ['en', 'fr'], 'en');
    expect(both.map(({ en, fr }) => [en?.label, fr?.label])).toContainEqual(['2.1', '2.1']);
    const french = rowsOf(view, ['fr'], 'en');
    expect(french.map(({ fr }) => fr?.anchor)).toEqual(policy.sides.fr?.excerpts.map(({ anchor }) => anchor));
    expect(french.every(({ en }) => en === null)).toBe(true);
  });

  it('are in the language that there is, whatever is chosen', () => {
    expect(langsShown(view, 'both')).toEqual(['en', 'fr']);
    expect(langsShown(view, 'fr')).toEqual(['fr']);
    expect(langsShown(english, 'fr')).toEqual(['en']);
  });

  it('are found by the anchor of either language', () => {
    const rows = rowsOf(view, ['en', 'fr'], 'en');
    const found = places(rows);
    expect(found.get('objet')).toBe(found.get('purpose'));
    expect(rows.map(anchorOf)[found.get('2.2') ?? -1]).toBe('2.2');
    expect(found.get('9')).toBeUndefined();
    expect(excerptIn({ en: null, fr: policy.sides.fr?.excerpts[0] ?? null }, 'en')?.[0]).toBe('fr');
    expect(excerptIn({ en: null, fr: null }, 'en')).toBeNull();
  });

  it('are found by the anchor of the language that is hidden, too', () => {
    for (const lang of ['en', 'fr'] as const) {
      const rows = rowsOf(view, [lang], 'en');
      const found = places(rows);
      expect(found.get('purpose')).toBe(0);
      expect(found.get('objet')).toBe(0);
      expect(anchorsOf(rows[0] as (typeof rows)[number])).toEqual(['purpose', 'objet']);
      expect(anchorOf(rows[0] as (typeof rows)[number])).toBe(lang === 'en' ? 'purpose' : 'objet');
    }
    // An anchor that means something else in the language that is hidden leads to what is shown.
    const [first, second] = rowsOf(view, ['en'], 'en');
    if (!first || !second) throw new Error('the sample has lines');
    first.anchors.fr = second.anchors.en;
    expect(places([first, second]).get('requirements')).toBe(1);
  });

  it('leave out what only the hidden language has, unless it is asked for', () => {
    const alone = structuredClone(view);
    alone.policy.sides.en?.excerpts.push({
      anchor: 'only-here',
      label: '',
      heading: 'Only here',
      level: 1,
      text: '',
    });
    alone.rows.fr.push({ en: 5, fr: null });
    const anchors = (asked: string | null) => rowsOf(alone, ['fr'], 'en', asked).map(anchorOf);
    expect(anchors(null)).not.toContain('only-here');
    expect(anchors('purpose')).toEqual(anchors(null));
    expect(anchors('only-here')).toEqual([...anchors(null), 'only-here']);
  });

  it('are read on where the languages change: at the same excerpt, else at the one before it', () => {
    const both = rowsOf(view, ['en', 'fr'], 'en');
    const french = rowsOf(view, ['fr'], 'en');
    const at = places(both).get('reporting') ?? -1;
    expect(french[readOn(both, at, places(french))]?.fr?.anchor).toBe('rapports');
    expect(readOn(french, 4, places(rowsOf(view, ['en'], 'en')))).toBe(4);
    const without = french.filter(({ fr }) => fr?.anchor !== 'rapports');
    expect(without[readOn(both, at, places(without))]?.fr?.anchor).toBe('2.2');
    expect(readOn(both, at, new Map())).toBe(0);
  });

  it('are likely to be higher beside each other than alone, and with more text', () => {
    const rows = rowsOf(view, ['en', 'fr'], 'en');
    expect(likelyHeight(rows, ['en', 'fr'])).toBeGreaterThan(likelyHeight(rows, ['en']));
    expect(likelyHeight(rows, ['en'])).toBeGreaterThan(likelyHeight(rows.slice(1), ['en']));
    expect(likelyHeight([], ['en'])).toBe(0);
  });
});
