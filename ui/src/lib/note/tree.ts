/** Markdown as a tree of elements to draw: no HTML string is ever made, raw HTML stays text. */

import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';

export type Tree = string | { tag: string; attributes: Record<string, string>; children: Tree[] };

const TAGS = new Set(
  'p ul ol li strong em s code pre blockquote h1 h2 h3 h4 h5 h6 hr br table thead tbody tr th td a'.split(
    ' ',
  ),
);
const markdown = new MarkdownIt('default', { html: false, linkify: false });

export function parse(text: string): Tree[] {
  return build(markdown.parse(text, {}));
}

function build(tokens: readonly Token[]): Tree[] {
  const root: Tree[] = [];
  const open: Tree[][] = [root];
  for (const token of tokens) {
    if (token.hidden) continue;
    const into = open.at(-1) ?? root;
    if (token.nesting < 0) {
      if (open.length > 1) open.pop();
    } else if (token.type === 'inline') {
      into.push(...build(token.children ?? []));
    } else if (token.nesting > 0) {
      const children: Tree[] = [];
      into.push(element(token, children));
      open.push(children);
    } else {
      into.push(leaf(token));
    }
  }
  return root;
}

function leaf(token: Token): Tree {
  switch (token.type) {
    case 'softbreak':
      return '\n';
    case 'hardbreak':
    case 'hr':
      return element(token, []);
    case 'code_inline':
      return element(token, [token.content]);
    case 'fence':
    case 'code_block':
      return { tag: 'pre', attributes: {}, children: [token.content] };
    default:
      return token.content;
  }
}

function element(token: Token, children: Tree[]): Tree {
  const attributes: Record<string, string> = {};
  if (token.tag === 'a') attributes['href'] = token.attrGet('href') ?? '';
  if (token.tag === 'ol' && token.attrGet('start')) attributes['start'] = String(token.attrGet('start'));
  return { tag: TAGS.has(token.tag) ? token.tag : 'span', attributes, children };
}

const BLOCKS = new Set('p li pre h1 h2 h3 h4 h5 h6 th td br'.split(' '));

/** Walks over the texts of a tree in order, each with its place in the text of the whole. */
function walk(tree: readonly Tree[], at: number, visit: (node: Tree, at: number) => void): number {
  let end = at;
  for (const node of tree) {
    if (typeof node !== 'string' && BLOCKS.has(node.tag) && end > 0) end += 1;
    visit(node, end);
    end = typeof node === 'string' ? end + node.length : walk(node.children, end, visit);
  }
  return end;
}

/** What a tree says as one text, with a line for each block. */
export function textOf(tree: readonly Tree[]): string {
  let text = '';
  walk(tree, 0, (node, at) => {
    text += '\n'.repeat(at - text.length) + (typeof node === 'string' ? node : '');
  });
  return text;
}

/** The tree with ranges of its text (`[start, end)`, ascending and apart) in `mark` elements. */
export function withMarks(
  tree: readonly Tree[],
  ranges: readonly (readonly [number, number])[],
  current: number | null,
): Tree[] {
  let next = 0;
  const mark = (nodes: readonly Tree[], from: number): [Tree[], number] => {
    const out: Tree[] = [];
    let end = from;
    for (const node of nodes) {
      if (typeof node !== 'string') {
        if (BLOCKS.has(node.tag) && end > 0) end += 1;
        const [children, to] = mark(node.children, end);
        out.push({ ...node, children });
        end = to;
        continue;
      }
      let cut = 0;
      while ((ranges[next]?.[1] ?? Infinity) <= end) next += 1;
      for (let nth = next; (ranges[nth]?.[0] ?? Infinity) < end + node.length; nth += 1) {
        const [start, stop] = ranges[nth] as readonly [number, number];
        const [a, b] = [Math.max(0, start - end), Math.min(node.length, stop - end)];
        if (a > cut) out.push(node.slice(cut, a));
        const attributes = { class: nth === current ? 'match match-current' : 'match' };
        out.push({ tag: 'mark', attributes, children: [node.slice(a, b)] });
        cut = b;
      }
      if (cut < node.length) out.push(node.slice(cut));
      end += node.length;
    }
    return [out, end];
  };
  return mark(tree, 0)[0];
}
