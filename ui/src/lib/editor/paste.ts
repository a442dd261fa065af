// Pasting: HTML from elsewhere is made plain first, plain text is read for bullets, numbers, citations and
// addresses, and what was copied in this editor comes in as it was.

import { Extension } from '@tiptap/core';
import { DOMParser, type ParseOptions, type Schema, type Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { disarm, tidyPasted } from './paste-html';
import { buildLists, BulletLevels, typedBullet, typedNumber, type Entry } from './paste-lists';

const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]/gu;

/** Reads the clipboard's HTML, which is tidied in place unless it comes from an editor like this one. */
class PasteParser extends DOMParser {
  override parseSlice(dom: Node, options: ParseOptions = {}): Slice {
    // ProseMirror asks to preserve white space only for its own slices and for plain text.
    if (!options.preserveWhitespace && dom.nodeType === Node.ELEMENT_NODE) {
      const root = dom as HTMLElement;
      tidyPasted(root);
      markCitations(root);
    }
    return super.parseSlice(dom, options);
  }
}

/** A parser of pasted HTML for a schema. */
export function pasteParser(schema: Schema): DOMParser {
  return new PasteParser(schema, DOMParser.fromSchema(schema).rules);
}

/** The paragraphs and lists of a plain text. */
export function textToDom(text: string, document: Document): HTMLElement {
  const root = document.createElement('div');
  const signs = new BulletLevels();
  let entries: Entry[] = [];
  const close = () => {
    root.append(...buildLists(entries, document));
    entries = [];
  };
  for (const line of text.replace(/\r\n?/g, '\n').split(/\n+/)) {
    if (line.trim() === '') continue;
    const entry = listLine(line, signs, document);
    if (entry) {
      entries.push(entry);
      continue;
    }
    close();
    const paragraph = document.createElement('p');
    paragraph.append(line.trim());
    root.append(paragraph);
  }
  close();
  const address = /^https?:\/\/\S+$/.exec(text.trim())?.[0];
  if (address !== undefined && root.firstElementChild) {
    const link = document.createElement('a');
    link.setAttribute('href', address);
    link.append(address);
    root.firstElementChild.replaceChildren(link);
  }
  markCitations(root);
  return root;
}

function listLine(line: string, signs: BulletLevels, document: Document): Entry | undefined {
  const indent = /^[ \t]*/.exec(line)?.[0].replace(/\t/g, '    ').length ?? 0;
  const bullet = typedBullet(line);
  const number = bullet ? undefined : typedNumber(line);
  const length = bullet?.length ?? number?.length;
  if (length === undefined) return undefined;
  const sign = bullet?.sign ?? '1.';
  return {
    level: signs.level(`${sign}${'-'.repeat(Math.floor(indent / 2))}`),
    ordered: number !== undefined,
    start: number?.number ?? 1,
    content: [document.createTextNode(line.slice(length).trimEnd())],
  };
}

function markCitations(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest('pre, code')) continue;
    for (const found of [...text.data.matchAll(CITATION)].reverse()) {
      const chip = root.ownerDocument.createElement('span');
      chip.dataset.slug = found[1] ?? '';
      chip.dataset.anchor = found[2] ?? '';
      const rest = text.splitText(found.index);
      rest.data = rest.data.slice(found[0].length);
      rest.before(chip);
    }
  }
}

export const PasteRules = Extension.create({
  name: 'pasteRules',
  addProseMirrorPlugins() {
    const schema = this.editor.schema;
    return [
      new Plugin({
        props: {
          transformPastedHTML: disarm,
          clipboardParser: pasteParser(schema),
          clipboardTextParser: (text, $context) =>
            DOMParser.fromSchema(schema).parseSlice(textToDom(text, document), {
              preserveWhitespace: true,
              context: $context,
            }),
        },
      }),
    ];
  },
});
