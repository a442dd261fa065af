/** Commands of the text that is written in: each is what its keys do there. */

import type { Editor } from '@tiptap/core';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
} from '@tiptap/pm/tables';
import type { Command as Change } from '@tiptap/pm/state';
import type { Command, CommandId, Condition, Hindrance } from './commands';
import { insertTable } from './editor/tables';
import { keyPress } from './keys';

type Place = Element | null;

/** The editor of a section that can be written in and has the focus. */
function editorAt(place: Place): Editor | null {
  const text = place?.closest<HTMLElement & { editor?: Editor }>('.qp-text[contenteditable="true"]');
  return text?.editor ?? null;
}

const inList = (editor: Editor) => editor.isActive('bulletList') || editor.isActive('orderedList');
const inTable = (editor: Editor) => isInTable(editor.state);

/** What is in the way of a command of a text, where `met` is asked of it. */
const inText =
  (met: (editor: Editor) => boolean = () => true, hindrance: Hindrance = 'text') =>
  (_: unknown, place: Place): Hindrance | null => {
    const editor = editorAt(place);
    if (!editor) return 'text';
    return met(editor) ? null : hindrance;
  };

/** Does what the keys do where the focus is. */
const press = (chord: string) => () => document.activeElement?.dispatchEvent(keyPress(chord));

const keyed = (chord: string, hindrance: Condition = inText()): Command => ({
  group: 'text',
  keys: [chord],
  within: true,
  hindrance,
  run: press(chord),
});

const changing = (change: (editor: Editor) => void, rest: Partial<Command> = {}): Command => ({
  group: 'text',
  hindrance: inText(),
  run: () => {
    const editor = editorAt(document.activeElement);
    if (editor) change(editor);
  },
  ...rest,
});
const ofTable = (change: Change, hindrance: Condition): Command =>
  changing((editor) => change(editor.state, editor.view.dispatch, editor.view), { hindrance });

/** Undone and done again is in the whole note: from the text with the focus, or from no text. */
const through = (way: 'undo' | 'redo', chord: string): Command => ({
  group: 'text',
  keys: [chord],
  within: true,
  hindrance: ({ note }) => {
    if (!note) return 'note';
    if (note.locked) return 'locked';
    const possible = way === 'undo' ? note.journal.canUndo : note.journal.canRedo;
    return possible ? null : way;
  },
  run: ({ note }) => {
    if (document.activeElement?.closest('article')) press(chord)();
    else note?.[way](null);
  },
});

const inBlock: Condition = ({ note }, place) => {
  if (!note) return 'note';
  if (note.locked) return 'locked';
  return place?.closest('article .block') ? null : 'inBlock';
};
export const TEXT_COMMANDS = {
  undo: through('undo', 'Mod+Z'),
  redo: through('redo', 'Mod+Y'),
  bold: keyed('Mod+B'),
  italic: keyed('Mod+I'),
  link: keyed('Mod+Shift+K'),
  bullets: keyed(
    'Mod+Shift+8',
    inText((editor) => !inTable(editor), 'outOfTable'),
  ),
  numbers: keyed(
    'Mod+Shift+7',
    inText((editor) => !inTable(editor), 'outOfTable'),
  ),
  nest: changing((editor) => editor.commands.sinkListItem('listItem'), {
    keys: ['Tab'],
    within: true,
    hindrance: inText((editor) => inList(editor) && editor.can().sinkListItem('listItem'), 'nest'),
  }),
  unnest: changing((editor) => editor.commands.liftListItem('listItem'), {
    keys: ['Shift+Tab'],
    within: true,
    hindrance: inText(inList, 'inList'),
  }),
  bulletUp: keyed('Alt+Shift+ArrowUp', inText(inList, 'inList')),
  bulletDown: keyed('Alt+Shift+ArrowDown', inText(inList, 'inList')),
  blockUp: keyed('Alt+ArrowUp', inBlock),
  blockDown: keyed('Alt+ArrowDown', inBlock),
  table: ofTable(
    insertTable,
    inText((editor) => !inTable(editor), 'outOfTable'),
  ),
  addRow: ofTable(addRowAfter, inText(inTable, 'inTable')),
  addColumn: ofTable(addColumnAfter, inText(inTable, 'inTable')),
  deleteRow: ofTable(deleteRow, inText(inTable, 'inTable')),
  deleteColumn: ofTable(deleteColumn, inText(inTable, 'inTable')),
  deleteTable: ofTable(deleteTable, inText(inTable, 'inTable')),
  toolbar: keyed('Alt+F10'),
} satisfies Partial<Record<CommandId, Command>>;
