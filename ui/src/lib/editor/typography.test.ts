import { describe, expect, it } from 'vitest';
import type { Lang } from '../ipc/types';
import { atLineEnd, typed } from './typography';

/** A text typed letter by letter, with `·` for a no-break space in what comes of it. */
function type(text: string, lang: Lang): string {
  let written = '';
  for (const character of text) {
    const replacement = typed(written, character, lang);
    written = replacement
      ? written.slice(0, written.length - replacement.remove) + replacement.insert
      : written + character;
  }
  return written.replace(/\u00a0/g, '·');
}

describe('English, as it is typed', () => {
  it.each([
    ['He said "yes".', 'He said “yes”.'],
    ['("Yes," he said)', '(“Yes,” he said)'],
    [`"He said 'no' twice"`, '“He said ‘no’ twice”'],
    ["the Minister's and the ministers' notes, don't", 'the Minister’s and the ministers’ notes, don’t'],
    ["the '90s, 2026's and the 1990s' end", 'the ’90s, 2026’s and the 1990s’ end'],
    [`5'10" and 3" wide`, `5'10" and 3" wide`],
    [`"a man of 5'10" here"`, `“a man of 5'10" here”`],
    ['"in 2026", and', '“in 2026”, and'],
    ['"a pause—" he', '“a pause—” he'],
    [`https://x.ca/?q="a'b" "c"`, `https://x.ca/?q="a'b" “c”`],
    [`see [@guide-'a'#1`, `see [@guide-'a'#1`],
    ['At 2:15 : no space: none; none', 'At 2:15 : no space: none; none'],
  ])('%s', (text, expected) => expect(type(text, 'en')).toBe(expected));
});

describe('French, as it is typed', () => {
  it.each([
    ['Il a dit "oui".', 'Il a dit «·oui·».'],
    ['Il a dit " oui ".', 'Il a dit «·oui·».'],
    ['Il a dit «oui» et « non ».', 'Il a dit «·oui·» et «·non·».'],
    ["L'accès d'aujourd'hui", 'L’accès d’aujourd’hui'],
    ['Sujet : texte', 'Sujet·: texte'],
    ['Sujet: texte', 'Sujet·: texte'],
    ['"oui": non', '«·oui·»·: non'],
    ['à 14:30, ratio 2:1', 'à 14:30, ratio 2:1'],
    ['Quoi? Non! Ici; là', 'Quoi? Non! Ici; là'],
    ['voir https://canada.ca/l\'a: "b"', "voir https://canada.ca/l'a: «·b·»"],
    [`5'10" et 3" de large`, `5'10" et 3" de large`],
    ['""non" a-t-il dit"', '«·“non” a-t-il dit·»'],
    ['en «2026»', 'en «·2026·»'],
  ])('%s', (text, expected) => expect(type(text, 'fr')).toBe(expected));

  it('gives a colon at the end of a line its space, but not a time, an address or an English one', () => {
    expect(atLineEnd('Les faits:', 'fr')).toEqual({ remove: 1, insert: '\u00a0:' });
    expect(atLineEnd('Les faits\u00a0:', 'fr')).toBeNull();
    expect(atLineEnd('The facts:', 'en')).toBeNull();
    expect(atLineEnd('https://canada.ca/a:', 'fr')).toBeNull();
  });
});
