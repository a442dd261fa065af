// The keys, as people from Word expect them. Nothing is bound to Ctrl+Alt (AltGr on French keyboards), and
// Tab is never a trap: it nests in lists, moves in tables, leaves elsewhere, and leaves always after Escape and
// where the focus has just come by the keyboard, so that who tabs through the window is not held up.

import { Extension, type Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Command, EditorState } from '@tiptap/pm/state';
import { goToNextCell, isInTable } from '@tiptap/pm/tables';
import type { Lang } from '../ipc/types';
import { bulletPlace, moveBullet } from './bullets';
import { cellBelow, nextCell } from './tables';
import { endLine } from './typing';

/** A history that reaches further than the text. */
export interface WiderHistory {
  undo: () => void;
  redo: () => void;
}

/** What the keys need from outside of the text. */
export interface KeyOptions {
  /** The language of the text, whose typography typing follows. */
  lang: () => Lang;
  /** In the place of the text's own history. */
  history: WiderHistory | undefined;
  /** A bullet was moved within the text. */
  bulletMoved: () => void;
  /** Moves the bullet with the cursor on to the text before or after this one. */
  moveBullet: ((down: boolean) => void) | undefined;
  /** Opens the form for a link's address. */
  openLink: () => void;
  /** Moves the focus to the toolbar. */
  focusToolbar: () => void;
}

const isInList = (state: EditorState) => listItemDepth(state) > 0;

function listItemDepth(state: EditorState): number {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === 'listItem') return depth;
  }
  return 0;
}

/** Whether the cursor stands at the very start of a list item. */
function isAtItemStart(state: EditorState): boolean {
  const { $from, empty } = state.selection;
  const depth = listItemDepth(state);
  return (
    empty && depth > 0 && $from.parentOffset === 0 && depth === $from.depth - 1 && $from.index(depth) === 0
  );
}

function followsList(state: EditorState): boolean {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || $from.depth === 0) return false;
  const before = state.doc.resolve($from.before()).nodeBefore;
  return before?.type.spec.group?.includes('list') === true;
}

function run(editor: Editor, command: Command): boolean {
  return command(editor.state, editor.view.dispatch, editor.view);
}

/** Where a line may be broken within a block. */
function allowsBreak(state: EditorState): boolean {
  const parent = state.selection.$from.parent;
  return (
    parent.type.name === 'paragraph' || (parent.type.name === 'heading' && Number(parent.attrs.level) <= 2)
  );
}

export const Keys = Extension.create<KeyOptions, { escaped: boolean; pointed: boolean }>({
  name: 'keys',
  priority: 1100,
  addOptions: () => ({
    lang: () => 'en' as const,
    history: undefined,
    bulletMoved: () => undefined,
    moveBullet: undefined,
    openLink: () => undefined,
    focusToolbar: () => undefined,
  }),
  addStorage: () => ({ escaped: false, pointed: false }),

  addKeyboardShortcuts() {
    const editor = this.editor;
    const tab = (nest: boolean) => () => {
      if (this.storage.escaped) {
        this.storage.escaped = false;
        return false;
      }
      if (isInTable(editor.state)) return run(editor, nest ? nextCell : goToNextCell(-1));
      if (!isInList(editor.state)) return false;
      if (nest) editor.commands.sinkListItem('listItem');
      else editor.commands.liftListItem('listItem');
      return true;
    };
    const through = (way: 'undo' | 'redo') => () => {
      const { history } = this.options;
      if (!history) return editor.commands[way]();
      if (editor.isEditable) history[way]();
      return true;
    };
    // As in Word; from the first or the last place on into another text.
    const moveOn = (down: boolean) => () => {
      const place = editor.isEditable ? bulletPlace(editor.state) : null;
      if (!place) return false;
      const tr = moveBullet(editor.state, down);
      if (tr) {
        editor.view.dispatch(closeHistory(tr));
        this.options.bulletMoved();
      } else if (!place.nested) this.options.moveBullet?.(down);
      return true;
    };
    return {
      'Mod-z': through('undo'),
      'Shift-Mod-z': through('redo'),
      'Mod-y': through('redo'),
      'Alt-Shift-ArrowUp': moveOn(false),
      'Alt-Shift-ArrowDown': moveOn(true),
      'Mod-b': () => editor.commands.toggleMark('bold'),
      'Mod-i': () => editor.commands.toggleMark('italic'),
      // There is no underline in Markdown: the web view's own must not seem to work.
      'Mod-u': () => true,
      'Mod-Shift-8': () => editor.commands.toggleList('bulletList', 'listItem'),
      'Mod-Shift-7': () => editor.commands.toggleList('orderedList', 'listItem'),
      'Mod-Shift-k': () => {
        this.options.openLink();
        return true;
      },
      'Alt-F10': () => {
        this.options.focusToolbar();
        return true;
      },
      Escape: () => {
        this.storage.escaped = true;
        return false;
      },
      Tab: tab(true),
      'Shift-Tab': tab(false),
      Enter: () => {
        endLine(editor, this.options.lang());
        return run(editor, cellBelow) || editor.commands.splitListItem('listItem');
      },
      'Shift-Enter': () => {
        if (run(editor, cellBelow)) return true;
        if (editor.state.selection.$from.parent.type.spec.code) return editor.commands.newlineInCode();
        return allowsBreak(editor.state) ? editor.commands.insertContent({ type: 'hardBreak' }) : true;
      },
      Backspace: () => {
        if (editor.commands.undoInputRule()) return true;
        if (isAtItemStart(editor.state)) return editor.commands.liftListItem('listItem');
        return followsList(editor.state) && editor.commands.joinTextblockBackward();
      },
      Delete: () => {
        const { $from, empty } = editor.state.selection;
        if (!empty || $from.parentOffset < $from.parent.content.size) return false;
        return isInList(editor.state) && editor.commands.joinTextblockForward();
      },
    };
  },

  onCreate() {
    // The pointer is pressed before the focus comes.
    this.editor.view.dom.addEventListener('pointerdown', () => {
      this.storage.pointed = true;
    });
  },
  onFocus() {
    this.storage.escaped = !this.storage.pointed;
    this.storage.pointed = false;
  },
  onBlur() {
    this.storage.escaped = false;
    this.storage.pointed = false;
  },
  onSelectionUpdate() {
    this.storage.escaped = false;
  },
});
