// One Tiptap editor over one section's Markdown: built once, told of outside changes, asked for its text.

import { Editor, type Content, type Extensions } from '@tiptap/core';
import { Dropcursor, Gapcursor, Placeholder, UndoRedo } from '@tiptap/extensions';
import type { Plugin } from '@tiptap/pm/state';
import { Keys, type KeyOptions } from './keymap';
import { MarkdownCodec } from './markdown';
import { documentText, matchAt, matchPlugin, type Range, setMatches } from './matches';
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
}

/** An editor and the Markdown it stands for. */
export class SectionEditor {
  readonly editor: Editor;
  private codec: MarkdownCodec | undefined;

  constructor(settings: EditorSettings) {
    this.editor = new Editor({
      element: settings.element,
      extensions: extensions(settings),
      injectCSS: false,
      editable: settings.editable,
      editorProps: { attributes: settings.attributes },
      onBeforeCreate: ({ editor }) => {
        this.codec = new MarkdownCodec(editor.schema);
        // Tiptap takes a document as it is, though the type of the option does not say so in strict mode.
        editor.options.content = this.codec.read(settings.markdown) as unknown as Content;
      },
      onUpdate: settings.onEdit,
      onTransaction: settings.onState,
    });
    for (const plugin of [matchPlugin(), ...settings.plugins]) this.editor.registerPlugin(plugin);
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

  /** Takes over a text from outside: only what differs changes, the focus stays, no edit is reported. */
  replace(markdown: string): void {
    if (!this.codec) return;
    const tr = this.editor.state.tr;
    takeOver(tr, this.codec.read(markdown));
    if (!tr.docChanged) return;
    this.editor.view.dispatch(tr.setMeta('preventUpdate', true).setMeta('addToHistory', false));
  }

  destroy(): void {
    this.editor.destroy();
  }
}

function extensions(settings: EditorSettings): Extensions {
  return [
    ...documentExtensions,
    UndoRedo,
    Gapcursor,
    Dropcursor.configure({ color: false, class: 'qp-dropcursor' }),
    Placeholder.configure({ placeholder: settings.placeholder }),
    Tables,
    Typing.configure({ lang: settings.lang }),
    PasteRules,
    Keys.configure({
      lang: settings.lang,
      openLink: settings.openLink,
      focusToolbar: settings.focusToolbar,
    }),
  ];
}
