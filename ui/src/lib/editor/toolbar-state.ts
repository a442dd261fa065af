// What the toolbar shows of an editor: which buttons are pressed and which would do something.

import type { Editor } from '@tiptap/core';
import { isInTable } from '@tiptap/pm/tables';

/** The state of the toolbar's buttons. */
export interface ToolbarState {
  bold: boolean;
  italic: boolean;
  link: boolean;
  bulletList: boolean;
  orderedList: boolean;
  canNest: boolean;
  canUnnest: boolean;
  inTable: boolean;
  canUndo: boolean;
  canRedo: boolean;
  hasSelection: boolean;
}

/** The state of an editor's toolbar. */
export function toolbarState(editor: Editor): ToolbarState {
  const list = innermostList(editor);
  return {
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    link: editor.isActive('link'),
    bulletList: list === 'bulletList',
    orderedList: list === 'orderedList',
    canNest: list !== undefined && editor.can().sinkListItem('listItem'),
    canUnnest: list !== undefined,
    inTable: isInTable(editor.state),
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
    hasSelection: !editor.state.selection.empty,
  };
}

function innermostList(editor: Editor): string | undefined {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.spec.group?.includes('list')) return node.type.name;
  }
  return undefined;
}
