/**
 * A response as text with its formatting, for the clipboard: what an e-mail takes.
 *
 * The HTML is the little that Outlook and Word keep: lists, paragraphs, bold, the language of each block. A citation
 * is the policy's title and clause in parentheses: who reads the e-mail has no list of sources to look a number up in.
 */

import type { Mark, Node } from '@tiptap/pm/model';
import { MarkdownReader } from '../editor/parse';
import { createSchema } from '../editor/schema';
import { LOCALE, NBSP } from '../i18n/format';
import type { Citation, CitedClause, Clause, Lang, Side } from '../ipc/types';
import { HEADINGS } from './sections';

export interface RichText {
  html: string;
  plain: string;
}

/** Finds out what citations lead to; what cannot be found out is left out. */
export type Describe = (citations: readonly Citation[]) => Promise<readonly CitedClause[]>;

/** Addresses that lead somewhere from an e-mail. */
const ADDRESS = /^(?:https?:|mailto:)/i;

let reader: MarkdownReader | undefined;

function read(markdown: string): Node {
  reader ??= new MarkdownReader(createSchema());
  return reader.read(markdown);
}

/** Whether a side has a response, or something to say if pressed. */
export function hasResponse({ response, if_pressed }: Side): boolean {
  return response.trim() !== '' || if_pressed.length > 0;
}

/** The response of a side with what is said if pressed. */
export async function responseText(side: Side, lang: Lang, describe: Describe): Promise<RichText> {
  const response = read(side.response);
  const blocks = side.if_pressed.map(({ topic, text }) => ({ topic: topic.trim(), doc: read(text) }));
  const found = await resolve([response, ...blocks.map(({ doc }) => doc)], lang, describe);
  const page = document.implementation.createHTMLDocument('');
  const writer = new Writer(page, lang, found);
  const place = page.createElement('div');
  const written = [writer.blocks(response, place)];
  for (const { topic, doc } of blocks) {
    const heading = headingOf(topic, lang);
    const strong = page.createElement('strong');
    strong.append(heading);
    writer.block('p', place).append(strong);
    written.push([heading, writer.blocks(doc, place)].filter(Boolean).join('\n'));
  }
  // Read from a page that was built node by node.
  // eslint-disable-next-line no-restricted-syntax
  const html = place.innerHTML;
  return { html, plain: written.filter(Boolean).join('\n\n') };
}

/** What heads an if-pressed block. */
function headingOf(topic: string, lang: Lang): string {
  const label = HEADINGS.if_pressed[lang];
  return topic === '' ? label : `${label}${lang === 'fr' ? NBSP : ''}: ${typeset(topic, lang)}`;
}

const keyOf = ({ slug, anchor }: Citation) => `${slug}#${anchor}`;

/** What is cited, as a text in `lang` calls it. */
async function resolve(docs: readonly Node[], lang: Lang, describe: Describe): Promise<Map<string, Clause>> {
  const cited = new Map<string, Citation>();
  for (const doc of docs) {
    doc.descendants((node) => {
      if (node.type.name !== 'citation') return;
      const { slug, anchor } = node.attrs as unknown as Citation;
      cited.set(keyOf({ slug, anchor }), { slug, anchor });
    });
  }
  if (cited.size === 0) return new Map();
  const told = await describe([...cited.values()]);
  return new Map(
    told.flatMap(({ citation, clause }): [string, Clause][] => {
      const found = clause[lang];
      return found ? [[keyOf(citation), found]] : [];
    }),
  );
}

/** Text as it is printed: French marks and figures keep to what they belong to. No space is added. */
function typeset(text: string, lang: Lang): string {
  if (lang === 'en') return text;
  return text.replace(/ (?=[:;?!»$%])|(?<=«) |(?<=\d) (?=\d{3}(?!\d))/g, NBSP);
}

/** Writes blocks into a page, and gives them as plain text. */
class Writer {
  constructor(
    readonly page: Document,
    readonly lang: Lang,
    readonly cited: ReadonlyMap<string, Clause>,
  ) {}

  block(tag: string, into: Element): HTMLElement {
    const element = this.page.createElement(tag);
    element.lang = LOCALE[this.lang];
    into.append(element);
    return element;
  }

  /** The blocks of a node one after the other. */
  blocks(parent: Node, into: Element): string {
    const plain: string[] = [];
    parent.forEach((node) => void plain.push(this.#block(node, into)));
    return plain.filter(Boolean).join('\n\n');
  }

  #block(node: Node, into: Element): string {
    switch (node.type.name) {
      case 'bulletList':
      case 'orderedList':
        return this.#list(node, into);
      case 'table':
        return this.#table(node, into);
      case 'blockquote':
        return this.blocks(node, this.block('blockquote', into));
      case 'horizontalRule':
        this.block('hr', into);
        return '';
      case 'codeBlock':
        this.block('pre', into).append(node.textContent);
        return node.textContent;
      case 'rawBlock':
        this.block('pre', into).append(String(node.attrs['source']));
        return String(node.attrs['source']);
      case 'heading': {
        const strong = this.page.createElement('strong');
        this.block('p', into).append(strong);
        return this.#inline(node, strong);
      }
      default:
        return node.childCount === 0 ? '' : this.#inline(node, this.block('p', into));
    }
  }

  #list(node: Node, into: Element): string {
    const ordered = node.type.name === 'orderedList';
    const list = this.block(ordered ? 'ol' : 'ul', into);
    const start = Number(node.attrs['start'] ?? 1);
    if (ordered && start !== 1) list.setAttribute('start', String(start));
    const plain: string[] = [];
    node.forEach((item, _, index) => {
      const mark = ordered ? `${start + index}. ` : '• ';
      const text = this.#item(item, this.block('li', list));
      plain.push(mark + text.replace(/\n/g, `\n${' '.repeat(mark.length)}`));
    });
    return plain.join('\n');
  }

  /** What a bullet says stands in it without a paragraph of its own: Outlook would set them apart. */
  #item(item: Node, into: HTMLElement): string {
    const plain: string[] = [];
    item.forEach((node, _, index) => {
      const bare = index === 0 && node.type.name === 'paragraph';
      plain.push(bare ? this.#inline(node, into) : this.#block(node, into));
    });
    return plain.filter(Boolean).join('\n');
  }

  #table(node: Node, into: Element): string {
    const table = this.block('table', into);
    // Outlook draws lines and room from these; it knows no style sheet.
    for (const [name, value] of [
      ['border', '1'],
      ['cellspacing', '0'],
      ['cellpadding', '4'],
    ] as const)
      table.setAttribute(name, value);
    const rows: string[] = [];
    node.forEach((row) => {
      const line = this.page.createElement('tr');
      table.append(line);
      const cells: string[] = [];
      row.forEach((cell) => {
        const head = cell.type.name === 'tableHeader';
        const place = this.block(head ? 'th' : 'td', line);
        if (head) place.setAttribute('scope', 'col');
        cells.push(this.#inline(cell, place));
      });
      rows.push(cells.join('\t'));
    });
    return rows.join('\n');
  }

  /** The text of a block. Runs of one link are one link. */
  #inline(parent: Node, into: Element): string {
    let plain = '';
    let link: { mark: Mark; element: Element; text: string } | null = null;
    const leave = () => {
      if (link) plain += after(String(link.mark.attrs['href']), link.text);
      link = null;
    };
    parent.forEach((node) => {
      const mark = node.marks.find(
        ({ type, attrs }) => type.name === 'link' && ADDRESS.test(String(attrs['href'])),
      );
      if (link && (!mark || !mark.eq(link.mark))) leave();
      if (mark && !link) {
        const element = this.page.createElement('a');
        element.setAttribute('href', String(mark.attrs['href']));
        into.append(element);
        link = { mark, element, text: '' };
      }
      const text = this.#run(node, link?.element ?? into);
      if (link) link.text += text;
      plain += text;
    });
    leave();
    return plain;
  }

  #run(node: Node, into: Element): string {
    if (node.type.name === 'hardBreak') {
      into.append(this.page.createElement('br'));
      return '\n';
    }
    let place = into;
    for (const { type } of node.marks) {
      const tag = { bold: 'strong', italic: 'em', strike: 's', code: 'code' }[type.name];
      if (!tag) continue;
      const element = this.page.createElement(tag);
      place.append(element);
      place = element;
    }
    if (node.type.name === 'citation') return this.#citation(node.attrs as unknown as Citation, place);
    const text = node.isText ? typeset(node.text ?? '', this.lang) : String(node.attrs['source'] ?? '');
    place.append(text);
    return text;
  }

  #citation(cited: Citation, into: Element): string {
    const found = this.cited.get(keyOf(cited));
    if (!found) {
      const text = `(${[cited.slug, cited.anchor].filter(Boolean).join(' ')})`;
      into.append(text);
      return text;
    }
    const { title, label, address, lang } = found;
    const name = this.page.createElement(address ? 'a' : 'span');
    if (address) name.setAttribute('href', address);
    if (lang !== this.lang) name.lang = LOCALE[lang];
    const text = typeset(title, lang);
    name.append(text);
    const tail = label === '' ? ')' : `, ${label})`;
    into.append('(', address || lang !== this.lang ? name : text, tail);
    return `(${text}${tail}`;
  }
}

/** What plain text says of where a link leads, where its text does not. */
function after(address: string, text: string): string {
  const bare = address.replace(/^mailto:/i, '');
  return text === address || text === bare ? '' : ` <${bare}>`;
}
