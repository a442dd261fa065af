import { describe, expect, it } from 'vitest';
import { viewOf } from '../ipc/fake-reading';
import { samplePolicies } from '../ipc/sample';
import type { Policy, PolicyView } from '../ipc/types';
import { anchorOf, excerptIn, langsShown, likelyHeight, places, rowsOf } from './rows';

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

  it('are likely to be higher beside each other than alone, and with more text', () => {
    const rows = rowsOf(view, ['en', 'fr'], 'en');
    expect(likelyHeight(rows, ['en', 'fr'])).toBeGreaterThan(likelyHeight(rows, ['en']));
    expect(likelyHeight(rows, ['en'])).toBeGreaterThan(likelyHeight(rows.slice(1), ['en']));
    expect(likelyHeight([], ['en'])).toBe(0);
  });
});
