import { describe, expect, it } from 'vitest';
import cases from '../../../../tests/fixtures/checks/spoken.json';
import { secondsFor, spokenWords, USUAL_RATES, wordLimit } from './spoken';

describe('the time to say a text', () => {
  it.each(cases)('counts the words of $markdown as the checks do', ({ markdown, words }) => {
    expect(spokenWords(markdown)).toBe(words);
  });

  it('is 35 seconds for as many words as the checks allow, and no more', () => {
    expect(wordLimit(USUAL_RATES, 'en')).toBe(105);
    expect(wordLimit(USUAL_RATES, 'fr')).toBe(116);
    expect(secondsFor(105, USUAL_RATES, 'en')).toBe(35);
    expect(secondsFor(106, USUAL_RATES, 'en')).toBe(36);
    expect(secondsFor(0, USUAL_RATES, 'fr')).toBe(0);
  });

  it('holds a rate to what anybody speaks', () => {
    expect(wordLimit({ en: 1, fr: 10_000 }, 'en')).toBe(35);
    expect(wordLimit({ en: 1, fr: 10_000 }, 'fr')).toBe(175);
  });
});
