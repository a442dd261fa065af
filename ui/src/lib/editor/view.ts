// Markdown as a tree of DOM nodes to read: the editor's schema without the editor, and without HTML strings.

import { DOMSerializer, type Node } from '@tiptap/pm/model';
import type { Lang } from '../ipc/types';
import { type Cited, drawCitation, type Told } from './citation-label';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';

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

/** What a view knows of the citations in a text of a language. */
export interface Labels {
  lang: Lang;
  told: (cited: Cited) => Told;
}

/** The DOM of a Markdown text; with `active`, its citations are buttons, with `labels`, called what they lead to. */
export function renderMarkdown(markdown: string, active: boolean, labels?: Labels): DocumentFragment {
  shared ??= setUp();
  const doc = shared.reader.read(markdown);
  const fragment = document.createDocumentFragment();
  (active ? shared.active : shared.plain).serializeFragment(doc.content, { document }, fragment);
  for (const chip of labels ? fragment.querySelectorAll<HTMLElement>('.qp-citation') : []) {
    const cited = { slug: chip.dataset['slug'] ?? '', anchor: chip.dataset['anchor'] ?? '' };
    if (labels) drawCitation(chip, cited, labels.told(cited), labels.lang);
  }
  return fragment;
}
