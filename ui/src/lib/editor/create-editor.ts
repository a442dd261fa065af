// One Tiptap editor over one section's Markdown: built once, told of outside changes, asked for its text.

import { Editor, type Content, type Extensions } from '@tiptap/core';
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions';
import type { Node } from '@tiptap/pm/model';
import { closeHistory, isHistoryTransaction, redo, undo, undoDepth } from '@tiptap/pm/history';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { type Bullet, putBullet, takeBullet } from './bullets';
import { insert, type Insertion, passageAt } from './insert';
import { Keys, type KeyOptions } from './keymap';
import { MarkdownCodec } from './markdown';
import { documentText, matchAt, matchPlugin, type Range, setMatches, wordsAt } from './matches';
import { PasteRules } from './paste';
import { documentExtensions } from './schema';
import { Tables } from './tables';
import { takeOver } from './takeover';
import { Typing } from './typing';

/** What an editor is made of. */
export interface EditorSettings extends KeyOptions {
  element: HTMLElement;
  markdown: string;
  editable: boolean;
  attributes: () => Record<string, string>;
  placeholder: () => string;
  /** Further ProseMirror plugins: the place for marks over the text (search matches, checks). */
  plugins: Plugin[];
  onEdit: () => void;
  onState: () => void;
  /** A new group of typing began, which `undo` undoes as one. */
  onGroup: () => void;
}

/** What lies over the edges of what is scrolled, the toolbar among it: the cursor is not left under it (CSS pixels). */
const COVERED = { top: 104, right: 5, bottom: 32, left: 5 };

/** As many groups of typing can be undone. */
const DEPTH = 500;

/** An editor and the Markdown it stands for. */
export class SectionEditor {
  readonly editor: Editor;
  private codec: MarkdownCodec | undefined;
  /** How many groups can be undone. */
  private depth = 0;

  constructor(settings: EditorSettings) {
    this.editor = new Editor({
      element: settings.element,
      extensions: extensions(settings),
      injectCSS: false,
      editable: settings.editable,
      editorProps: { attributes: settings.attributes, scrollThreshold: COVERED, scrollMargin: COVERED },
      onBeforeCreate: ({ editor }) => {
        this.codec = new MarkdownCodec(editor.schema);
        // Tiptap takes a document as it is, though the type of the option does not say so in strict mode.
        editor.options.content = this.codec.read(settings.markdown) as unknown as Content;
      },
      onUpdate: settings.onEdit,
      onTransaction: ({ transaction }) => {
        const depth = undoDepth(this.editor.state);
        if (depth !== this.depth && !isHistoryTransaction(transaction)) settings.onGroup();
        this.depth = depth;
        settings.onState();
      },
    });
    for (const plugin of [matchPlugin(), menuHistory(settings), ...settings.plugins])
      this.editor.registerPlugin(plugin);
  }

  /** The text as Markdown. */
  get markdown(): string {
    return this.codec?.write(this.editor.state.doc) ?? '';
  }

  /** The text without Markdown, as the search reads it. */
  get text(): string {
    return documentText(this.editor.state.doc).text;
  }

  /** Marks ranges of `text`, one of them more strongly. An input method at work is not disturbed. */
  mark(text: string, ranges: readonly Range[], current: number | null): void {
    if (!this.editor.view.composing) setMatches(this.editor.view, text, ranges, current);
  }

  /** Puts the focus and the selection on the nth mark. */
  selectMark(nth: number): void {
    const match = matchAt(this.editor.view, nth);
    if (match) this.editor.chain().setTextSelection(match).focus(null, { scrollIntoView: false }).run();
  }

  /** Puts the focus and the selection on words; says whether they are there. */
  selectWords(words: string): boolean {
    const place = wordsAt(this.editor.state.doc, words);
    return place !== null && this.editor.chain().setTextSelection(place).focus().run();
  }

  /** Takes over a text from outside: only what differs changes, the focus stays, no edit is reported. */
  replace(markdown: string): void {
    if (!this.codec) return;
    const tr = this.editor.state.tr;
    takeOver(tr, this.codec.read(markdown));
    if (!tr.docChanged) return;
    this.editor.view.dispatch(tr.setMeta('preventUpdate', true).setMeta('addToHistory', false));
  }

  /** Undoes a group; says whether the text changed. */
  undo(): boolean {
    return this.step(undo);
  }

  redo(): boolean {
    return this.step(redo);
  }

  /** What is typed next begins a new group. */
  closeGroup(): void {
    this.editor.view.dispatch(closeHistory(this.editor.state.tr));
  }

  /** The Markdown before each group that can be undone, now, and after each that can be done again. */
  trail(): () => { past: string[]; now: string; future: string[] } {
    const { state } = this.editor;
    const write = (doc: Node) => this.codec?.write(doc) ?? '';
    const walk = (command: typeof undo) => {
      const texts: string[] = [];
      let at = state;
      const dispatch = (tr: Transaction) => (at = at.apply(tr));
      while (texts.length < DEPTH && command(at, dispatch)) texts.push(write(at.doc));
      return texts.reverse();
    };
    return () => ({ past: walk(undo), now: write(state.doc), future: walk(redo) });
  }

  /** Takes the bullet with the cursor out of the text; `null` where there is none. */
  takeBullet(): Bullet | null {
    const taken = takeBullet(this.editor.state);
    if (taken) this.editor.view.dispatch(taken.tr);
    return taken?.bullet ?? null;
  }

  /** Puts a bullet at the start or at the end, and the cursor into it. */
  putBullet(bullet: Bullet, atEnd: boolean): void {
    this.editor.view.dispatch(putBullet(this.editor.state, bullet, atEnd));
  }

  /** Which passage has the cursor, from 0. */
  get passage(): number {
    return passageAt(this.editor.state);
  }

  /** Puts Markdown in by the cursor. */
  insert(markdown: string, as: Insertion): void {
    if (this.codec) this.editor.view.dispatch(insert(this.editor.state, this.codec.read(markdown), as));
  }

  private step(command: typeof undo): boolean {
    const before = this.editor.state.doc;
    command(this.editor.state, this.editor.view.dispatch);
    return !this.editor.state.doc.eq(before);
  }

  destroy(): void {
    this.editor.destroy();
  }
}

/** The menus of the web view and of the system ask for undoing, too. */
function menuHistory({ history }: KeyOptions): Plugin {
  return new Plugin({
    props: {
      handleDOMEvents: {
        beforeinput: (view, event) => {
          const ways = { historyUndo: history?.undo, historyRedo: history?.redo };
          const way = ways[event.inputType as keyof typeof ways];
          if (!way || !view.editable) return false;
          event.preventDefault();
          way();
          return true;
        },
      },
    },
  });
}

function extensions(settings: EditorSettings): Extensions {
  return [
    ...documentExtensions,
    UndoRedo.configure({ depth: DEPTH }),
    Gapcursor,
    Dropcursor.configure({ color: false, class: 'qp-dropcursor' }),
    Placeholder.configure({ placeholder: settings.placeholder }),
    Tables,
    Typing.configure({ lang: settings.lang }),
    PasteRules,
    Keys.configure({
      lang: settings.lang,
      history: settings.history,
      moveBullet: settings.moveBullet,
      bulletMoved: settings.bulletMoved,
      openLink: settings.openLink,
      focusToolbar: settings.focusToolbar,
    }),
  ];
}
