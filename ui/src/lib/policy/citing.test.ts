import { describe, expect, it } from 'vitest';
import { sampleNotes } from '../ipc/sample';
import type { Note } from '../ipc/types';
import { citingPart } from './citing';

function note(change: (note: Note) => void): Note {
  const made = structuredClone(sampleNotes[0] as Note);
  for (const side of [made.sides.en, made.sides.fr]) {
    if (!side) continue;
    Object.assign(side, {
      question: '',
      response: '',
      background: '',
      additional_information: '',
      if_pressed: [],
    });
  }
  change(made);
  return made;
}

describe('where a note cites a clause', () => {
  it('is told whatever language the clause is written in, first on the side that is asked for', () => {
    const cites = note(({ sides }) => {
      if (sides.en) sides.en.background = 'See [@act#74(c)].';
      if (sides.fr) sides.fr.if_pressed = [{ topic: '', text: 'Voir [@act#74c)].' }];
    });
    expect(citingPart(cites, 'act', ['74(c)'], 'en')).toEqual({
      kind: 'text',
      lang: 'en',
      section: 'background',
    });
    expect(citingPart(cites, 'act', ['74(c)'], 'fr')).toEqual({ kind: 'if_pressed', lang: 'fr' });
  });

  it('is told by the anchor of either language', () => {
    const cites = note(({ sides }) => {
      if (sides.en) sides.en.response = '- One. [@act]';
      if (sides.fr) sides.fr.background = 'Voir [@act#objet].';
    });
    expect(citingPart(cites, 'act', ['purpose', 'objet'], 'en')).toEqual({
      kind: 'text',
      lang: 'fr',
      section: 'background',
    });
  });

  it('is where the policy is cited at all, where the clause has another name there', () => {
    const cites = note(({ sides }) => {
      if (sides.en) sides.en.response = '- One. [@other#74(c)] [@act]';
    });
    expect(citingPart(cites, 'act', ['74(c)'], 'fr')).toEqual({
      kind: 'text',
      lang: 'en',
      section: 'response',
    });
    expect(citingPart(cites, 'acts', ['74(c)'], 'fr')).toBeNull();
  });
});
