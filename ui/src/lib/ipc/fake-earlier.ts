/** What the fake backend's notes say on what is being written: those that share a long word with it. */

import { passages } from '../note/passages';
import type { EarlierNote, EarlierPart, Lang, Note, Section } from './types';

const words = (text: string) => new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);

export function earlierNotes(
  notes: readonly Note[],
  reference: string,
  lang: Lang,
  section: Section,
  text: string,
): EarlierNote[] {
  const written = words(text);
  const there = new Set(passages(text));
  const part = (section: Section, block: number | null, topic: string, markdown: string): EarlierPart => ({
    spot: { section, block },
    topic,
    passages: passages(markdown).map((passage) => ({
      text: passage,
      pieces: [{ standing: 'same', text: passage }],
      is_there: there.has(passage),
    })),
  });
  return notes.flatMap((note): EarlierNote[] => {
    const side = note.sides[lang];
    if (note.reference === reference || !side) return [];
    const parts =
      section === 'response' || section === 'if_pressed'
        ? [
            part('response', null, '', side.response),
            ...side.if_pressed.map((block, nth) => part('if_pressed', nth, block.topic, block.text)),
          ]
        : [part(section, null, '', side[section])];
    const said = parts.filter(({ passages }) => passages.length > 0);
    const shares = said.some(({ passages }) =>
      passages.some(({ text }) => [...words(text)].some((word) => written.has(word))),
    );
    const { date, status } = note.meta;
    return shares ? [{ reference: note.reference, title: side.title, date, status, parts: said }] : [];
  });
}
