// Both ways between Markdown and documents of one schema.

import type { Node, Schema } from '@tiptap/pm/model';
import { MarkdownReader, type Sources } from './parse';
import { MarkdownWriter } from './serialize';

/** Reads and writes the Markdown of one editor, keeping untouched blocks as they are written. */
export class MarkdownCodec {
  private readonly reader: MarkdownReader;
  private readonly writer: MarkdownWriter;
  private readonly sources: Sources = new WeakMap();
  private loaded: { doc: Node; markdown: string } | undefined;

  constructor(schema: Schema) {
    this.reader = new MarkdownReader(schema);
    this.writer = new MarkdownWriter(this.reader);
  }

  /** The document of a Markdown text. */
  read(markdown: string): Node {
    const doc = this.reader.readWithSources(markdown, this.sources);
    this.loaded = { doc, markdown };
    return doc;
  }

  /** The Markdown of a document: the very text it was read from where nothing differs. */
  write(doc: Node): string {
    if (this.loaded && this.loaded.doc.eq(doc)) return this.loaded.markdown;
    return this.writer.write(doc, this.sources).markdown;
  }
}
