import { expect, it } from 'vitest';
import { COMMAND_IDS, commandOf, COMMANDS, hints } from './commands';
import { ui } from './i18n/index.svelte';

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

it('the palette, the other way through the matches, and the second keys are known, too', () => {
  const shift = { ctrlKey: true, shiftKey: true };
  expect(commandOf(key('P', shift))).toBe('palette');
  expect(commandOf(key('G', shift))).toBe('previousMatch');
  expect(commandOf(key('g', ctrl))).toBe('nextMatch');
  expect(commandOf(key('p', ctrl))).toBeNull();
});

it('no two commands have a key in common, and none has Ctrl+Alt', () => {
  const chords = COMMAND_IDS.flatMap((id) => COMMANDS[id].keys ?? []);
  expect(new Set(chords).size).toBe(chords.length);
  expect(chords.filter((chord) => /Mod.*Alt|Alt.*Mod/.test(chord))).toEqual([]);
});

it('a button says the keys in both ways: for the eye and for a screen reader', () => {
  expect(hints('previousMatch')).toEqual({
    title: 'Shift F3',
    'aria-keyshortcuts': 'Shift+F3 Control+Shift+G',
  });
  ui.lang = 'fr';
  expect(hints('previousMatch', 'Avant').title).toBe('Avant (Maj F3)');
  expect(hints('rates')).toEqual({});
  expect(hints('list', 'Masquer la liste')).toEqual({ title: 'Masquer la liste' });
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
