// Editor → Markdown. Own writer instead of prosemirror-markdown's serializer or @tiptap/markdown: as their
// sources stand, soft breaks, table alignment and reference links have no place in what they write, and they
// escape by rule where it need not be. This one reads what it wrote and takes the plainest way of writing that
// comes back the same. Blocks that nobody touched keep the very characters of their source.

import type { Node } from '@tiptap/pm/model';
import type { References } from './dialect';
import { STYLES, writePieces, type Style } from './escape';
import { hasBreaks, pieces, samePieces } from './inline';
import type { Piece } from './nesting';
import { content, isSameText, isTight } from './outline';
import type { MarkdownReader, Sources } from './parse';

/** Markdown, and whether reading it gives the document again. */
export interface Written {
  markdown: string;
  exact: boolean;
}

/** Writes documents of one reader's schema. */
export class MarkdownWriter {
  constructor(private readonly reader: MarkdownReader) {}

  /** The Markdown of a document; blocks found in `sources` are written as they stand there. */
  write(doc: Node, sources?: Sources): Written {
    const ways: [Sources | undefined, readonly Style[]][] = [
      [sources, STYLES],
      [undefined, STYLES],
      [undefined, STYLES.slice(-1)],
    ];
    let markdown = '';
    for (const [known, styles] of ways) {
      markdown = new BlockWriter(this.reader, doc, known, styles).document();
      if (isSameText(this.reader.read(markdown), doc)) return { markdown, exact: true };
    }
    return { markdown, exact: false };
  }
}

/** A first line that reads as a rule. */
const RULE = /^([-*])(?:[ \t]*\1){2,}[ \t]*(?:\n|$)/;

class BlockWriter {
  private readonly references: References = {};

  constructor(
    private readonly reader: MarkdownReader,
    private readonly doc: Node,
    private readonly sources: Sources | undefined,
    private readonly styles: readonly Style[],
  ) {
    doc.descendants((node) => {
      if (node.type.name === 'rawBlock') reader.read(node.attrs.source as string, this.references);
      return node.isBlock && !node.isTextblock;
    });
  }

  document(): string {
    return this.blocks(content(this.doc), '\n\n', (node) => this.sources?.get(node));
  }

  private blocks(nodes: Node[], joint: string, known?: (node: Node) => string | undefined): string {
    let marker = '';
    return nodes
      .map((node, i) => {
        const previous = nodes[i - 1];
        const follows = previous?.type === node.type && node.type.spec.group?.includes('list') ? marker : '';
        marker = this.marker(node, follows);
        const source = known?.(node);
        return source !== undefined && marker !== follows ? source : this.block(node, marker, joint);
      })
      .join(joint);
  }

  /** A list's own marker, or another one where the list just before would swallow this one. */
  private marker(node: Node, taken: string): string {
    const own = String(node.attrs.marker ?? 'x');
    if (own !== taken) return own;
    return node.type.name === 'orderedList' ? (own === '.' ? ')' : '.') : own === '-' ? '*' : '-';
  }

  private block(node: Node, marker: string, joint: string): string {
    switch (node.type.name) {
      case 'paragraph':
        return this.paragraph(node);
      case 'heading':
        return this.heading(node);
      case 'blockquote':
        return prefixed(this.blocks(content(node), '\n\n'), '> ');
      case 'bulletList':
      case 'orderedList':
        return this.list(node, marker);
      case 'codeBlock':
        return codeBlock(node);
      case 'horizontalRule':
        return joint === '\n\n' ? '---' : '___';
      case 'table':
        return this.table(node);
      default:
        return String(node.attrs.source ?? node.textContent);
    }
  }

  private list(list: Node, marker: string): string {
    const joint = isTight(list) ? '\n' : '\n\n';
    const start = Number(list.attrs.start ?? 1);
    const texts = list.children.map((item) =>
      this.blocks(content(item), joint).replace(/^---(?=\n|$)/, '___'),
    );
    // Empty lists in one another must not look like a rule.
    const bullet = texts.some((text) => RULE.test(`${marker} ${text}`)) ? '+' : marker;
    const items = texts.map((text, i) => {
      const number = (list.child(i).attrs.number as number | null) ?? start + i;
      const sign = list.type.name === 'orderedList' ? `${number}${marker}` : bullet;
      const indent = ' '.repeat(sign.length + 1);
      if (text === '') return sign;
      const body = prefixed(text, indent);
      return /^[ \t]/.test(text) ? `${sign}\n${body}` : `${sign} ${body.slice(indent.length)}`;
    });
    return items.join(joint);
  }

  private paragraph(node: Node): string {
    return this.inline(pieces(node), (text) => text, 'paragraph');
  }

  private heading(node: Node): string {
    const level = Number(node.attrs.level);
    const run = pieces(node);
    if (level <= 2 && hasBreaks(run)) {
      const rule = level === 1 ? '===' : '---';
      return this.inline(run, (text) => `${text}\n${rule}`, 'heading');
    }
    const sign = '#'.repeat(level);
    const atx = (text: string) => (text === '' ? sign : `${sign} ${text.replace(/#+$/, '\\$&')}`);
    const line = level <= 2 ? run : pieces(node, true);
    const plain = (text: string) => (text === '' ? sign : `${sign} ${text}`);
    return this.tryStyles(line, plain, 'heading') ?? this.inline(line, atx, 'heading');
  }

  private table(table: Node): string {
    const rows: string[][] = [];
    const aligns: (string | null)[] = [];
    table.forEach((row, _, r) => {
      const cells: string[] = [];
      row.forEach((cell, __, c) => {
        if (r === 0) aligns[c] = cell.attrs.align as string | null;
        const pipes = (text: string) => text.replace(/\|/g, '\\|').replace(/^[^\S ]|[^\S ]$/g, entity);
        const asTable = (text: string) => `| ${pipes(text)} |\n| --- |`;
        cells.push(this.inline(pieces(cell, true), asTable, 'tableHeader', pipes));
      });
      rows.push(cells);
    });
    const width = Math.max(...rows.map((row) => row.length));
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`.replace(/ {2,}(?=\|)/g, ' ');
    const full = rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
    const rule = full[0]?.map((_, c) => alignmentRule(aligns[c] ?? null)) ?? [];
    return [line(full[0] ?? []), line(rule), ...full.slice(1).map(line)].join('\n');
  }

  private inline(
    run: Piece[],
    frame: (text: string) => string,
    type: string,
    result: (text: string) => string = frame,
  ): string {
    if (run.length === 0) return result('');
    return (
      this.tryStyles(run, frame, type, result) ?? result(writePieces(run, STYLES[STYLES.length - 1] as Style))
    );
  }

  /** The first way of writing that reads back the same. */
  private tryStyles(
    run: Piece[],
    frame: (text: string) => string,
    type: string,
    result: (text: string) => string = frame,
  ): string | undefined {
    const seen = new Set<string>();
    for (const style of this.styles) {
      const text = writePieces(run, style);
      if (seen.has(text)) continue;
      seen.add(text);
      if (this.readsBack(frame(text), run, type)) return result(text);
    }
    return undefined;
  }

  private readsBack(markdown: string, run: Piece[], type: string): boolean {
    const doc = this.reader.read(markdown, { ...this.references });
    let block = doc.childCount === 1 ? doc.firstChild : null;
    if (type === 'tableHeader' && block?.type.name === 'table') {
      const row = block.childCount === 1 ? block.firstChild : null;
      block = row?.childCount === 1 ? row.firstChild : null;
    }
    return block?.type.name === type && samePieces(pieces(block), run);
  }
}

const entity = (char: string) => `&#${char.charCodeAt(0)};`;

function alignmentRule(align: string | null): string {
  if (align === 'center') return ':---:';
  if (align === 'right') return '---:';
  return align === 'left' ? ':---' : '---';
}

function codeBlock(node: Node): string {
  const text = node.textContent;
  const info = String(node.attrs.info ?? '');
  const char = info.includes('`') ? '~' : '`';
  const runs = text.match(char === '`' ? /`{3,}/g : /~{3,}/g) ?? [];
  const fence = char.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${info}\n${text}${text === '' ? '' : '\n'}${fence}`;
}

function prefixed(text: string, prefix: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n');
}
