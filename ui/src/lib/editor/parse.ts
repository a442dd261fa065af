// Markdown → editor: the dialect's tokens become a document of the editor's schema, through
// prosemirror-markdown's parser.

import type { Node, Schema } from '@tiptap/pm/model';
import type MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { MarkdownParser, type ParseSpec } from 'prosemirror-markdown';
import { canonicalTail, createTokenizer, type References, type TokenMeta } from './dialect';

/** Where the source of a document's untouched top-level blocks is kept: by identity, which an edit changes. */
export type Sources = WeakMap<Node, string>;

const meta = (token: Token): TokenMeta => (token.meta ?? {}) as TokenMeta;

function linkAttributes(token: Token) {
  const href = token.attrGet('href') ?? '';
  const title = token.attrGet('title');
  if (token.markup === 'autolink') return { href, title, source: '<>' };
  const tail = meta(token).tail ?? null;
  return { href, title, source: tail === canonicalTail(href, title) ? null : tail };
}

function alignment(token: Token): { align: string | null } {
  return { align: /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1] ?? null };
}

const SPECS: Record<string, ParseSpec> = {
  paragraph: { block: 'paragraph' },
  heading: { block: 'heading', getAttrs: (token) => ({ level: Number(token.tag.slice(1)) }) },
  blockquote: { block: 'blockquote' },
  bullet_list: {
    block: 'bulletList',
    getAttrs: (token) => ({ tight: meta(token).tight, marker: token.markup }),
  },
  ordered_list: {
    block: 'orderedList',
    getAttrs: (token) => ({
      tight: meta(token).tight,
      marker: token.markup,
      start: Number(token.attrGet('start') ?? 1),
    }),
  },
  list_item: { block: 'listItem', getAttrs: (token) => ({ number: meta(token).number ?? null }) },
  code_block: { block: 'codeBlock', noCloseToken: true },
  fence: { block: 'codeBlock', getAttrs: (token) => ({ info: token.info.trim() }), noCloseToken: true },
  hr: { node: 'horizontalRule' },
  html_block: { node: 'rawBlock', getAttrs: (token) => ({ source: token.content.replace(/[ \t\n]+$/, '') }) },
  raw_block: { node: 'rawBlock', getAttrs: (token) => ({ source: token.content }) },
  table: { block: 'table' },
  thead: { ignore: true },
  tbody: { ignore: true },
  tr: { block: 'tableRow' },
  th: { block: 'tableHeader', getAttrs: alignment },
  td: { block: 'tableCell', getAttrs: alignment },
  hardbreak: { node: 'hardBreak', getAttrs: (token) => ({ spaces: token.markup === '  ' }) },
  softbreak: { mark: 'softBreak', noCloseToken: true },
  citation: {
    node: 'citation',
    getAttrs: (token) => ({ slug: token.attrGet('slug'), anchor: token.attrGet('anchor') }),
  },
  html_inline: { node: 'rawInline', getAttrs: (token) => ({ source: token.content }) },
  raw_inline: { node: 'rawInline', getAttrs: (token) => ({ source: token.content }) },
  em: { mark: 'italic' },
  strong: { mark: 'bold' },
  s: { mark: 'strike' },
  code_inline: { mark: 'code', noCloseToken: true },
  link: { mark: 'link', getAttrs: linkAttributes },
};

/** Reads Markdown into documents of one schema. */
export class MarkdownReader {
  private readonly parser: MarkdownParser;
  private tokens: Token[] = [];

  constructor(readonly schema: Schema) {
    const tokenizer = createTokenizer();
    const remember = (text: string, env: object) => (this.tokens = tokenizer.parse(text, env));
    this.parser = new MarkdownParser(schema, { parse: remember } as unknown as MarkdownIt, SPECS);
  }

  /** The document of a Markdown text. Link definitions are looked up in `references`, and added there. */
  read(markdown: string, references: References = {}): Node {
    const doc = this.parser.parse(markdown, { references });
    return doc.childCount > 0 ? doc : (this.schema.topNodeType.createAndFill() ?? doc);
  }

  /** As `read`, noting in `sources` how each top-level block is written. */
  readWithSources(markdown: string, sources: Sources): Node {
    const text = markdown.replace(/\r\n?/g, '\n');
    const doc = this.read(text);
    const lines = text.split('\n');
    const blocks = this.tokens.filter((token) => token.level === 0 && token.nesting >= 0);
    if (blocks.length !== doc.childCount) return doc;
    blocks.forEach((token, i) => {
      const source = token.map && lines.slice(token.map[0], token.map[1]).join('\n').trimEnd();
      if (source) sources.set(doc.child(i), source);
    });
    return doc;
  }
}
