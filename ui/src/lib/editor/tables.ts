// Tables as Markdown has them: one row of heads, no merged cells, one alignment a column.

import { Extension } from '@tiptap/core';
import type { Node, Schema } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state';
import { addRowAfter, goToNextCell, isInTable, tableEditing } from '@tiptap/pm/tables';

/** An empty table with one row of heads. */
function emptyTable(schema: Schema, rows: number, columns: number): Node {
  const { table, tableRow, tableHeader, tableCell } = schema.nodes as Record<
    string,
    NonNullable<Schema['nodes'][string]>
  >;
  const row = (type: typeof tableCell) =>
    tableRow?.create(
      null,
      Array.from({ length: columns }, () => type?.create()).filter((cell) => cell !== undefined),
    );
  const all = Array.from({ length: rows }, (_, i) => row(i === 0 ? tableHeader : tableCell));
  return (table as NonNullable<typeof table>).create(
    null,
    all.filter((r) => r !== undefined),
  );
}

/** Puts a table of 3 × 3 after the block with the cursor, or in the place of an empty one. */
export const insertTable: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  const { $from } = state.selection;
  const depth = Math.min(1, $from.depth);
  if (depth === 0) return false;
  const block = $from.node(depth);
  const empty = block.isTextblock && block.content.size === 0;
  const at = empty ? $from.before(depth) : $from.after(depth);
  if (dispatch) {
    const tr = state.tr.replaceWith(at, empty ? $from.after(depth) : at, emptyTable(state.schema, 3, 3));
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 3))).scrollIntoView());
  }
  return true;
};

/** The next cell; after the last one, a new row, as in Word. */
export const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  addRowAfter(state, dispatch);
  return view ? goToNextCell(1)(view.state, dispatch) : true;
};

/** The cell below; from the last row, the paragraph after the table. */
export const cellBelow: Command = (state, dispatch) => {
  const { $head } = state.selection;
  const depth = $head.depth;
  if (!isInTable(state) || depth < 3 || $head.node(depth - 2).type.name !== 'table') return false;
  const table = $head.node(depth - 2);
  const row = $head.index(depth - 2);
  const tr = state.tr;
  if (row + 1 < table.childCount) {
    let pos = $head.start(depth - 2);
    for (let i = 0; i <= row; i += 1) pos += table.child(i).nodeSize;
    const below = table.child(row + 1);
    pos += 1;
    for (let c = 0; c < Math.min($head.index(depth - 1), below.childCount - 1); c += 1) {
      pos += below.child(c).nodeSize;
    }
    tr.setSelection(TextSelection.create(tr.doc, pos + 1));
  } else {
    leaveTable(tr, $head.after(depth - 2), state);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

function leaveTable(tr: Transaction, after: number, state: EditorState): void {
  const next = tr.doc.resolve(after).nodeAfter;
  const paragraph = state.schema.nodes.paragraph;
  if (!next?.isTextblock && paragraph) tr.insert(after, paragraph.create());
  tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1)));
}

/** Makes the first row heads and the others cells, and takes merged cells apart. */
function repairTables(doc: Node, tr: Transaction): void {
  doc.descendants((table, pos) => {
    if (table.type.name !== 'table') return !table.isTextblock;
    const aligns = table.firstChild?.children.map((cell) => cell.attrs.align as string | null) ?? [];
    table.forEach((row, rowOffset, r) => {
      row.forEach((cell, cellOffset, c) => {
        const type = doc.type.schema.nodes[r === 0 ? 'tableHeader' : 'tableCell'];
        const align = aligns[c] ?? null;
        const { colspan, rowspan, align: own } = cell.attrs;
        if (cell.type === type && colspan === 1 && rowspan === 1 && own === align) return;
        tr.setNodeMarkup(pos + 1 + rowOffset + 1 + cellOffset, type, {
          ...cell.attrs,
          colspan: 1,
          rowspan: 1,
          align,
        });
      });
    });
    return false;
  });
}

/** Editing of tables, kept within what Markdown can say. */
export const Tables = Extension.create({
  name: 'tables',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, state) {
        if (!transactions.some((transaction) => transaction.docChanged)) return null;
        const tr = state.tr;
        repairTables(state.doc, tr);
        return tr.docChanged ? tr : null;
      },
    }),
    tableEditing(),
  ],
});
