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
