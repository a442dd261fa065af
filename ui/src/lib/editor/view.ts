// Markdown as a tree of DOM nodes to read: the editor's schema without the editor, and without HTML strings.

import { DOMSerializer, type Node } from '@tiptap/pm/model';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';

/** A citation that a person follows. */
export interface Cited {
  slug: string;
  /** Empty for the whole policy. */
  anchor: string;
}

let shared: { reader: MarkdownReader; plain: DOMSerializer; active: DOMSerializer } | undefined;

function setUp() {
  const schema = createSchema();
  const nodes = DOMSerializer.nodesFromSchema(schema);
  const marks = DOMSerializer.marksFromSchema(schema);
  const button = (node: Node) => {
    const { slug, anchor } = node.attrs as unknown as Cited;
    const label = anchor ? `${slug} ${anchor}` : slug;
    return [
      'button',
      { type: 'button', class: 'qp-citation', 'data-slug': slug, 'data-anchor': anchor },
      label,
    ] as const;
  };
  return {
    reader: new MarkdownReader(schema),
    plain: new DOMSerializer(nodes, marks),
    active: new DOMSerializer({ ...nodes, citation: button }, marks),
  };
}

/** The DOM of a Markdown text; with `active`, its citations are buttons. */
export function renderMarkdown(markdown: string, active: boolean): DocumentFragment {
  shared ??= setUp();
  const doc = shared.reader.read(markdown);
  const fragment = document.createDocumentFragment();
  (active ? shared.active : shared.plain).serializeFragment(doc.content, { document }, fragment);
  return fragment;
}
