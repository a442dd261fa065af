import { expect, it } from 'vitest';
import { commandOf } from './shortcuts';

const key = (name: string, modifiers: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key: name, ...modifiers });
const ctrl = { ctrlKey: true };

it('each command has its key', () => {
  expect(commandOf(key('k', ctrl))).toBe('search');
  expect(commandOf(key('N', ctrl))).toBe('newNote');
  expect(commandOf(key('s', ctrl))).toBe('save');
  expect(commandOf(key('o', ctrl))).toBe('import');
  expect(commandOf(key('e', ctrl))).toBe('export');
  expect(commandOf(key('F6'))).toBe('nextPane');
  expect(commandOf(key('F6', { shiftKey: true }))).toBe('previousPane');
  expect(commandOf(key('F1'))).toBe('help');
});

it('AltGr and Ctrl+Alt mean nothing: on French keyboards they write characters', () => {
  for (const name of ['k', 'n', 's', 'o', 'e', '?', 'F1']) {
    expect(commandOf(key(name, { ctrlKey: true, altKey: true }))).toBeNull();
  }
});

it('a question mark helps only where nobody writes', () => {
  expect(commandOf(key('?'))).toBe('help');
  const field = document.createElement('textarea');
  document.body.append(field);
  const event = key('?');
  Object.defineProperty(event, 'target', { value: field });
  expect(commandOf(event)).toBeNull();
  field.remove();
});

it('italic, bold and the list shortcuts of the editor are left to it', () => {
  for (const name of ['b', 'i', 'z', 'y']) expect(commandOf(key(name, ctrl))).toBeNull();
  expect(commandOf(key('k', { ctrlKey: true, shiftKey: true }))).toBeNull();
});
