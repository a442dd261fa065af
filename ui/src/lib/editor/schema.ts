// What a section can hold: the nodes and marks of the editor, one for each construct of the dialect, and
// `raw` atoms for all that it has no construct for. Behaviour (keys, typing, pasting) lies elsewhere.

import { Node, getSchema, mergeAttributes, type Attributes, type Extensions } from '@tiptap/core';
import type { DOMOutputSpec, Schema } from '@tiptap/pm/model';
import { Bold, Code, hidden, Italic, Link, SoftBreak, Strike } from './marks';

const list = (marker: string): Attributes => ({ tight: hidden(true), marker: hidden(marker) });

const Doc = Node.create({ name: 'doc', topNode: true, content: 'block+' });

const Text = Node.create({ name: 'text', group: 'inline' });

const Paragraph = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }],
  renderHTML: () => ['p', 0],
});

const Heading = Node.create({
  name: 'heading',
  group: 'block',
  content: 'inline*',
  defining: true,
  addAttributes: () => ({
    level: {
      default: 4,
      rendered: false,
      parseHTML: (element: HTMLElement) => Number(element.localName.slice(1)),
    },
  }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  renderHTML: ({ node }) => [`h${node.attrs.level}`, 0],
});

const Blockquote = Node.create({
  name: 'blockquote',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', 0],
});

const BulletList = Node.create({
  name: 'bulletList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => list('-'),
  parseHTML: () => [{ tag: 'ul' }],
  renderHTML: () => ['ul', 0],
});

const OrderedList = Node.create({
  name: 'orderedList',
  group: 'block list',
  content: 'listItem+',
  addAttributes: () => ({
    ...list('.'),
    start: {
      default: 1,
      parseHTML: (element: HTMLElement) => Math.max(0, Number(element.getAttribute('start') ?? 1) || 0),
      renderHTML: ({ start }: Record<string, unknown>) => (start === 1 ? {} : { start }),
    },
  }),
  parseHTML: () => [{ tag: 'ol' }],
  renderHTML: ({ HTMLAttributes }) => ['ol', HTMLAttributes, 0],
});

const ListItem = Node.create({
  name: 'listItem',
  content: 'block+',
  defining: true,
  addAttributes: () => ({ number: hidden(null) }),
  parseHTML: () => [{ tag: 'li' }],
  renderHTML: () => ['li', 0],
});

const CodeBlock = Node.create({
  name: 'codeBlock',
  group: 'block',
  content: 'text*',
  marks: '',
  code: true,
  defining: true,
  addAttributes: () => ({ info: hidden('') }),
  parseHTML: () => [{ tag: 'pre', preserveWhitespace: 'full' }],
  renderHTML: () => ['pre', ['code', { spellcheck: 'false' }, 0]],
});

const HorizontalRule = Node.create({
  name: 'horizontalRule',
  group: 'block',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
});

const HardBreak = Node.create({
  name: 'hardBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  addAttributes: () => ({ spaces: hidden(false) }),
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
});

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema: (extension) => (extension.name === 'table' ? { tableRole: 'table' } : {}),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: () => ['table', ['tbody', 0]],
});

const TableRow = Node.create({
  name: 'tableRow',
  content: '(tableCell | tableHeader)+',
  extendNodeSchema: (extension) => (extension.name === 'tableRow' ? { tableRole: 'row' } : {}),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
});

// Markdown has no merged cells and no widths: the attributes are there because the table commands read them.
const cellAttributes = (): Attributes => ({
  colspan: hidden(1),
  rowspan: hidden(1),
  colwidth: hidden(null),
  align: {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset.align ?? null,
    renderHTML: ({ align }: Record<string, unknown>) => (align ? { 'data-align': align } : {}),
  },
});

const TableCell = Node.create({
  name: 'tableCell',
  content: 'inline*',
  isolating: true,
  extendNodeSchema: (extension) => (extension.name === 'tableCell' ? { tableRole: 'cell' } : {}),
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'td' }],
  renderHTML: ({ HTMLAttributes }) => ['td', HTMLAttributes, 0],
});

const TableHeader = Node.create({
  name: 'tableHeader',
  content: 'inline*',
  isolating: true,
  extendNodeSchema: (extension) => (extension.name === 'tableHeader' ? { tableRole: 'header_cell' } : {}),
  addAttributes: cellAttributes,
  parseHTML: () => [{ tag: 'th' }],
  renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes, { scope: 'col' }), 0],
});

/** A citation of a policy excerpt, as a chip. */
const Citation = Node.create({
  name: 'citation',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    slug: { default: '', rendered: false, parseHTML: (element: HTMLElement) => element.dataset.slug ?? '' },
    anchor: {
      default: '',
      rendered: false,
      parseHTML: (element: HTMLElement) => element.dataset.anchor ?? '',
    },
  }),
  parseHTML: () => [{ tag: 'span[data-slug]' }],
  renderHTML({ node }) {
    const { slug, anchor } = node.attrs as { slug: string; anchor: string };
    const label = anchor ? `${slug} ${anchor}` : slug;
    return ['span', { class: 'qp-citation', 'data-slug': slug, 'data-anchor': anchor }, label];
  },
  renderText: ({ node }) => citationSource(node.attrs),
});

/** A citation as Markdown writes it. */
export function citationSource(attrs: Record<string, unknown>): string {
  return attrs.anchor ? `[@${attrs.slug}#${attrs.anchor}]` : `[@${attrs.slug}]`;
}

const source = (): Attributes => ({
  source: {
    default: '',
    rendered: false,
    parseHTML: (element: HTMLElement) => element.textContent ?? '',
  },
});

/** Inline Markdown without a node of its own (HTML, images), as its source. */
const RawInline = Node.create({
  name: 'rawInline',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: source,
  parseHTML: () => [{ tag: 'code[data-raw]', priority: 100 }],
  renderHTML: ({ node }) => ['code', { class: 'qp-raw', 'data-raw': '' }, node.attrs.source as string],
  renderText: ({ node }) => node.attrs.source as string,
});

/** Blocks without a node of their own (HTML, link definitions, uneven tables), as their source. */
const RawBlock = Node.create({
  name: 'rawBlock',
  group: 'block',
  atom: true,
  addAttributes: source,
  parseHTML: () => [{ tag: 'pre[data-raw]', priority: 100 }],
  renderHTML: ({ node }): DOMOutputSpec => [
    'pre',
    { class: 'qp-raw', 'data-raw': '' },
    node.attrs.source as string,
  ],
  renderText: ({ node }) => node.attrs.source as string,
});

/** The nodes and marks of a section. */
export const documentExtensions: Extensions = [
  Doc,
  Text,
  Paragraph,
  Heading,
  Blockquote,
  BulletList,
  OrderedList,
  ListItem,
  CodeBlock,
  HorizontalRule,
  HardBreak,
  Table,
  TableRow,
  TableCell,
  TableHeader,
  Citation,
  RawInline,
  RawBlock,
  Link,
  Bold,
  Italic,
  Strike,
  Code,
  SoftBreak,
];

/** The schema outside of an editor, for views and tests. */
export function createSchema(): Schema {
  return getSchema(documentExtensions);
}
