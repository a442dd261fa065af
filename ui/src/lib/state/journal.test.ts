import { beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../note/fields';
import { type Editing, Journal } from './journal.svelte';

const [A, B, C] = ['en.response', 'en.background', 'fr.response'] as const satisfies Field[];

/** A text with a history of its own, as an editor has. */
class Text implements Editing {
  past: string[] = [];
  future: string[] = [];
  focused = 0;
  constructor(
    readonly field: Field,
    readonly of: Record<string, string>,
    readonly journal: () => Journal,
  ) {}
  get now(): string {
    return this.of[this.field] ?? '';
  }
  type(text: string): void {
    this.past.push(this.now);
    this.future = [];
    this.of[this.field] = this.now + text;
    this.journal().typed(this.field);
  }
  #step(from: string[], to: string[]): boolean {
    const text = from.pop();
    if (text === undefined) return false;
    to.push(this.now);
    this.of[this.field] = text;
    return true;
  }
  undo = () => this.#step(this.past, this.future);
  redo = () => this.#step(this.future, this.past);
  close = () => undefined;
  focus = () => void this.focused++;
  trail = () => {
    const trail = { past: [...this.past], now: this.now, future: [...this.future] };
    return () => trail;
  };
}

let texts: Record<string, string>;
let journal: Journal;
let a: Text;
let b: Text;
let leaveA: () => void;
const open = (field: Field): [Text, () => void] => {
  const text = new Text(field, texts, () => journal);
  const leave = journal.register(field, text);
  const left = () => {
    journal.left(field, text.trail());
    leave();
  };
  return [text, left];
};
/** A step that adds a letter to the texts it touches. */
const mark = (letter: string, ...fields: Field[]) => {
  const add = () => {
    for (const field of fields) texts[field] += letter;
    return true;
  };
  const take = () => {
    for (const field of fields) texts[field] = (texts[field] ?? '').replace(letter, '');
    return true;
  };
  add();
  return journal.record({ fields, undo: take, redo: add });
};

beforeEach(() => {
  texts = { [A]: '', [B]: '', [C]: '' };
  journal = new Journal({
    read: (field) => texts[field] ?? null,
    write: (field, text) => (texts[field] = text),
  });
  [a, leaveA] = open(A);
  [b] = open(B);
});

describe('undoing', () => {
  it('takes what was last typed in the text with the focus, though another was typed in since', () => {
    a.type('1');
    b.type('2');
    a.type('3');
    b.type('4');
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '1', [B]: '24' });
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '', [B]: '24' });
  });

  it('goes on in the order of the note once the text’s own typing is undone, and says where', () => {
    b.type('1');
    mark('x', C);
    b.type('2');
    a.type('3');
    expect(journal.undo(A)).toBe(true);
    journal.undo(A);
    expect([texts[B], texts[C]]).toEqual(['1', 'x']);
    expect(journal.place).toEqual({ fields: [B], details: false, undone: true });
    journal.undo(A);
    expect(texts[C]).toBe('');
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '', [B]: '', [C]: '' });
    expect(journal.undo(A)).toBe(false);
  });

  it('never reaches past a step that was done later', () => {
    a.type('1');
    mark('x', A, B);
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '1', [B]: '' });
    journal.undo(A);
    expect(texts[A]).toBe('');
  });

  it('undoes first what was typed in a text that a step had changed', () => {
    a.type('1');
    mark('x', A, B);
    b.type('2');
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '1x', [B]: 'x' });
    journal.undo(A);
    expect(texts).toMatchObject({ [A]: '1', [B]: '' });
  });

  it('takes a change of two texts as one', () => {
    a.type('1');
    journal.together(() => {
      a.type('-');
      b.type('+');
    });
    journal.undo(B);
    expect(texts).toMatchObject({ [A]: '1', [B]: '' });
    journal.redo(B);
    expect(texts).toMatchObject({ [A]: '1-', [B]: '+' });
    expect(journal.place).toEqual({ fields: [B, A], details: false, undone: false });
  });

  it('of one entry undoes before it what builds on it, and nothing else', () => {
    const entry = journal.together(() => {
      a.type('-');
      b.type('+');
    });
    b.type('2');
    texts[C] = '';
    const [c] = open(C);
    c.type('3');
    if (entry) journal.revert(entry);
    expect(texts).toEqual({ [A]: '', [B]: '', [C]: '3' });
  });

  it('forgets what nothing is left of, and goes on to the next', () => {
    b.type('1');
    journal.record({ fields: [A], undo: () => false, redo: () => false });
    expect(journal.undo(A)).toBe(true);
    expect(texts[B]).toBe('');
    expect(journal.canUndo).toBe(false);
  });
});

describe('doing again', () => {
  it('goes the way back in the order in which it came', () => {
    a.type('1');
    b.type('2');
    mark('x', A, B);
    a.type('3');
    const after = { ...texts };
    while (journal.undo(B));
    expect(texts).toMatchObject({ [A]: '', [B]: '' });
    while (journal.redo(null));
    expect(texts).toEqual(after);
  });

  it('ends where something new is done', () => {
    a.type('1');
    b.type('2');
    journal.undo(A);
    expect(journal.canRedo).toBe(true);
    b.type('3');
    expect(journal.canRedo).toBe(false);
    expect(journal.redo(A)).toBe(false);
    expect(texts).toMatchObject({ [A]: '', [B]: '23' });
  });
});

describe('a text whose editor went', () => {
  it('is undone and done again, and by the next editor, too', () => {
    a.type('1');
    a.type('2');
    leaveA();
    journal.undo(B);
    expect(texts[A]).toBe('1');
    [a] = open(A);
    a.type('3');
    journal.undo(A);
    journal.undo(A);
    expect(texts[A]).toBe('');
    journal.redo(A);
    journal.redo(A);
    expect(texts[A]).toBe('13');
  });

  it('is left alone where something else changed it since', () => {
    a.type('1');
    leaveA();
    texts[A] = 'other';
    expect(journal.undo(A)).toBe(false);
    expect(texts[A]).toBe('other');
  });
});
