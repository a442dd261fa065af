/** What is offered for a passage is put into that passage or not at all. */

import { beforeEach, describe, expect, it } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { sampleNotes } from '../ipc/sample';
import type { Lang, MemoryMatch, MemoryMatches, Note } from '../ipc/types';
import type { Field } from '../note/fields';
import { OpenNote } from './note.svelte';
import { Writing } from './writing.svelte';

const match: MemoryMatch = {
  asked: 'One.',
  source: { text: 'One.', markdown: 'One.' },
  target: { text: 'Un.', markdown: 'Un.' },
  percent: 100,
  exact: true,
  difference: [],
  suggestion: null,
  kind: 'block',
  origins: [],
  uses: 1,
};

/** A backend that answers what is asked of the memory when it is told to. */
class SlowBackend extends FakeBackend {
  answer: () => void = () => undefined;
  override findMemory(text: string, from: Lang): Promise<MemoryMatches> {
    const found = super.findMemory(text, from);
    return new Promise((resolve) => (this.answer = () => resolve(found)));
  }
}

let backend: SlowBackend;
let note: OpenNote;
let writing: Writing;
let nth: number;
let put: string[];

beforeEach(async () => {
  backend = new SlowBackend();
  backend.memory.push(match);
  note = new OpenNote(backend, await backend.getNote((sampleNotes[0] as Note).reference));
  note.setText('en', 'response', '- One.\n- Two.');
  note.setText('fr', 'response', '- \n- ');
  writing = new Writing(backend);
  nth = 0;
  put = [];
  note.journal.register('fr.response', {
    undo: () => false,
    redo: () => false,
    close: () => undefined,
    focus: () => undefined,
    passage: () => nth,
    insert: (markdown) => void put.push(markdown),
  });
  writing.follow(note);
  writing.at('fr.response');
});

describe('what the memory has first', () => {
  it('is put in where it was asked for', async () => {
    const inserted = writing.insertBest();
    backend.answer();
    expect([await inserted, put]).toEqual(['put', ['Un.']]);
  });

  it('is not put in once the cursor is elsewhere', async () => {
    const inserted = writing.insertBest();
    nth = 1;
    backend.answer();
    expect([await inserted, put]).toEqual(['elsewhere', []]);
  });

  it('is not put over what was typed while it was looked for', async () => {
    const inserted = writing.insertBest();
    note.setText('fr', 'response', '- Déjà\n- ');
    backend.answer();
    expect([await inserted, put]).toEqual(['elsewhere', []]);
  });

  it('is not put into another note', async () => {
    const inserted = writing.insertBest();
    writing.follow(new OpenNote(backend, await backend.getNote((sampleNotes[1] as Note).reference)));
    backend.answer();
    expect([await inserted, put]).toEqual(['elsewhere', []]);
  });

  it('is not put into a note that was approved meanwhile', async () => {
    const inserted = writing.insertBest();
    note.setMeta({ status: 'approved' });
    backend.answer();
    expect([await inserted, put]).toEqual(['nowhere', []]);
  });
});

it('a match that is shown for one passage is not put into another', async () => {
  const looked = writing.run();
  backend.answer();
  await looked;
  expect(writing.matches).toEqual([match]);
  nth = 1;
  expect([writing.insertMatch(match), put]).toEqual(['elsewhere', []]);
  nth = 0;
  expect([writing.insertMatch(match), put]).toEqual(['put', ['Un.']]);
});

describe('in a line', () => {
  const line = (field: Field, isLine: boolean) =>
    note.journal.register(field, {
      undo: () => false,
      redo: () => false,
      close: () => undefined,
      focus: () => undefined,
      passage: () => 0,
      insert: (text, as) => void put.push(`${field} ${as}: ${text}`),
      isLine,
    });

  it('the memory is asked for the title of the other side, and its plain text is put in', async () => {
    backend.memory.splice(0, 1, { ...match, target: { text: 'Un titre *', markdown: 'Un titre \\*' } });
    note.setText('en', 'title', 'One.');
    line('fr.title', true);
    writing.at('fr.title');
    const inserted = writing.insertBest();
    backend.answer();
    expect([await inserted, put]).toEqual(['put', ['fr.title passage: Un titre *']]);
  });

  it('passages said before go into the text of the block whose topic one writes', () => {
    line('fr.block.3.topic', true);
    line('fr.block.3.text', false);
    writing.at('fr.block.3.topic');
    expect(writing.insert('- **Un.**', 'passages')).toBe(true);
    expect(put).toEqual(['fr.block.3.text passages: - **Un.**']);
  });
});
