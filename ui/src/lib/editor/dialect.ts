// The Markdown dialect of notes as a markdown-it tokenizer: CommonMark with tables, strikethrough and
// citations, the same as the Rust side reads with pulldown-cmark. What the editor has no node for comes
// out as a `raw` token that carries its source, so that nothing is dropped on the way in.

import MarkdownIt from 'markdown-it';
import blockReference from 'markdown-it/lib/rules_block/reference.mjs';
import blockTable from 'markdown-it/lib/rules_block/table.mjs';
import inlineImage from 'markdown-it/lib/rules_inline/image.mjs';
import inlineLink from 'markdown-it/lib/rules_inline/link.mjs';
import inlineNewline from 'markdown-it/lib/rules_inline/newline.mjs';
import type StateBlock from 'markdown-it/lib/rules_block/state_block.mjs';
import type StateCore from 'markdown-it/lib/rules_core/state_core.mjs';
import type StateInline from 'markdown-it/lib/rules_inline/state_inline.mjs';
import type Token from 'markdown-it/lib/token.mjs';

/** What a citation looks like: `[@slug#anchor]`, or `[@slug]` for a whole policy. */
const CITATION = /\[@([\p{L}\p{N}\-_.()]+)(?:#([\p{L}\p{N}\-_.()]+))?\]/uy;

/** Deeper blocks than this are kept as raw text: no note has them, and a stack is finite. */
const DEEPEST = 96;

/** The link definitions that a text holds, by normalized label. */
export type References = Record<string, { href: string; title: string }>;

/** What a rule notes on a token for the parser. */
export interface TokenMeta {
  /** A link: what follows its text in the source. */
  tail?: string;
  /** A list: no blank lines between its items' blocks. */
  tight?: boolean;
  /** A list item: its number as written, where it is not the next one. */
  number?: number;
}

/** The tail of a link in our own style. */
export function canonicalTail(href: string, title: string | null): string {
  const plain = href !== '' && !/[\s<>\\&]|\p{Cc}/u.test(href) && isBalanced(href);
  const target = plain ? href : `<${href.replace(/[<>\\&]/g, '\\$&').replace(/\s/g, encodeSpace)}>`;
  return title ? `(${target} "${title.replace(/["\\&]/g, '\\$&').replace(/\n/g, '&#10;')}")` : `(${target})`;
}

function encodeSpace(space: string): string {
  return space === ' ' ? space : `&#${space.charCodeAt(0)};`;
}

function isBalanced(href: string): boolean {
  let depth = 0;
  for (const char of href) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth < 0 || depth > 8) return false;
  }
  return depth === 0;
}

function link(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  const before = state.tokens.length;
  if (!inlineLink(state, silent)) return false;
  if (silent) return true;
  const end = state.pos;
  state.pos = start;
  const labelEnd = state.md.helpers.parseLinkLabel(state, start, true);
  state.pos = end;
  const index = state.tokens.findIndex((token, i) => i >= before && token.type === 'link_open');
  const open = state.tokens[index];
  if (!open) return true;
  if (state.tokens[index + 1]?.type === 'link_close') {
    // A link without text has nowhere to be shown.
    state.tokens.length = index;
    state.tokens_meta.length = index;
    pushRaw(state, state.src.slice(start, end));
    return true;
  }
  open.meta = { tail: state.src.slice(labelEnd + 1, end) } satisfies TokenMeta;
  return true;
}

function pushRaw(state: StateInline, source: string): void {
  state.push('raw_inline', '', 0).content = source;
}

function image(state: StateInline, silent: boolean): boolean {
  const start = state.pos;
  if (!inlineImage(state, silent)) return false;
  if (!silent) {
    const token = state.tokens[state.tokens.length - 1] as Token;
    token.type = 'raw_inline';
    token.content = state.src.slice(start, state.pos);
    token.children = null;
  }
  return true;
}

function citation(state: StateInline, silent: boolean): boolean {
  CITATION.lastIndex = state.pos;
  const found = CITATION.exec(state.src);
  if (!found || CITATION.lastIndex > state.posMax) return false;
  const start = state.pos;
  if (inlineLink(state, true)) {
    state.pos = start;
    return false;
  }
  state.pos = start + found[0].length;
  if (!silent) {
    const token = state.push('citation', '', 0);
    token.attrSet('slug', found[1] ?? '');
    token.attrSet('anchor', found[2] ?? '');
  }
  return true;
}

function newline(state: StateInline, silent: boolean): boolean {
  const spaces = state.pending.endsWith('  ');
  if (!inlineNewline(state, silent)) return false;
  const token = state.tokens[state.tokens.length - 1];
  if (!silent && spaces && token?.type === 'hardbreak') token.markup = '  ';
  return true;
}

/** Rules for `~` as GitHub's specification has it: one or two, closed by as many. */
function strike(state: StateInline, silent: boolean): boolean {
  if (silent || state.src[state.pos] !== '~') return false;
  const run = state.scanDelims(state.pos, true);
  state.push('text', '', 0).content = '~'.repeat(run.length);
  if (run.length <= 2) {
    state.delimiters.push({
      marker: 0x7e * run.length,
      length: 0,
      token: state.tokens.length - 1,
      end: -1,
      open: run.can_open,
      close: run.can_close,
    });
  }
  state.pos += run.length;
  return true;
}

function strikePairs(state: StateInline): boolean {
  const nested = state.tokens_meta.flatMap((meta) => (meta?.delimiters ? [meta.delimiters] : []));
  for (const delimiters of [state.delimiters, ...nested]) {
    for (const opener of delimiters) {
      if (opener.marker % 0x7e !== 0 || opener.end === -1) continue;
      const closer = delimiters[opener.end];
      if (closer) {
        becomeStrike(state.tokens[opener.token], 1);
        becomeStrike(state.tokens[closer.token], -1);
      }
    }
  }
  return true;
}

function becomeStrike(token: Token | undefined, nesting: 1 | -1): void {
  if (!token) return;
  token.type = nesting === 1 ? 's_open' : 's_close';
  token.tag = 's';
  token.nesting = nesting;
  token.markup = token.content;
  token.content = '';
}

/** Link definitions stay in the document, as raw blocks. */
function reference(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (!blockReference(state, start, end, silent)) return false;
  if (silent) return true;
  const last = state.tokens[state.tokens.length - 1];
  const source = state.getLines(start, state.line, state.blkIndent, false);
  if (last?.type === 'raw_block' && last.info === 'reference' && last.map?.[1] === start) {
    last.content += `\n${source}`;
    last.map[1] = state.line;
    return true;
  }
  pushRawBlock(state, start, source).info = 'reference';
  return true;
}

function pushRawBlock(state: StateBlock, start: number, source: string): Token {
  const token = state.push('raw_block', '', 0);
  token.map = [start, state.line];
  token.content = source;
  return token;
}

/** A table whose rows hold more cells than its head would lose them: it stays as it is written. */
function table(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const before = state.tokens.length;
  if (!blockTable(state, start, end, silent)) return false;
  if (silent) return true;
  const lines = state.getLines(start, state.line, state.blkIndent, false).split('\n');
  const width = cellCount(lines[0] ?? '');
  if (lines.slice(2).every((line) => cellCount(line) <= width)) return true;
  state.tokens.length = before;
  pushRawBlock(state, start, lines.join('\n'));
  return true;
}

function cellCount(line: string): number {
  const bare = line.trim().replace(/\\\|/g, '').replace(/^\|/, '').replace(/\|$/, '');
  return bare.split('|').length;
}

function tooDeep(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (silent || state.level < DEEPEST) return false;
  state.line = end;
  pushRawBlock(state, start, state.getLines(start, end, state.blkIndent, false).trimEnd());
  return true;
}

/** Says on each list whether it is tight, and on its items which numbers are out of sequence. */
function markLists(state: StateCore): void {
  const lines = state.src.split('\n');
  state.tokens.forEach((token, index) => {
    if (token.type !== 'bullet_list_open' && token.type !== 'ordered_list_open') return;
    token.meta = { tight: isTight(state.tokens, index, lines) } satisfies TokenMeta;
    if (token.type === 'ordered_list_open') markNumbers(state.tokens, index);
  });
}

/** The tokens that open something `depth` levels inside of the list at `list`. */
function inside(tokens: Token[], list: number, depth: number): Token[] {
  const level = tokens[list]?.level ?? 0;
  const found: Token[] = [];
  for (const token of tokens.slice(list + 1)) {
    if (token.level === level && token.nesting === -1) break;
    if (token.level === level + depth && token.nesting >= 0 && token.map) found.push(token);
  }
  return found;
}

function isTight(tokens: Token[], list: number, lines: string[]): boolean {
  const items = inside(tokens, list, 1);
  const blocks = inside(tokens, list, 2);
  const paragraph = blocks.find((token) => token.type === 'paragraph_open');
  if (paragraph) return paragraph.hidden;
  // markdown-it says it on paragraphs only: without any, blank lines before items or blocks tell.
  const starts = new Set(items.map((item) => item.map?.[0]));
  const inner = blocks.filter((block) => !starts.has(block.map?.[0]));
  const isFull = (line: string) =>
    line.replace(/\s/g, '').length > quoteDepth(tokens, list) || /[^\s>]/.test(line);
  return [...items.slice(1), ...inner].every(({ map }) => isFull(lines[(map?.[0] ?? 1) - 1] ?? '-'));
}

/** How many block quotes the token at `index` stands in. */
function quoteDepth(tokens: Token[], index: number): number {
  return tokens
    .slice(0, index)
    .reduce((depth, { type, nesting }) => (type.startsWith('blockquote') ? depth + nesting : depth), 0);
}

function markNumbers(tokens: Token[], list: number): void {
  const own = inside(tokens, list, 1);
  const start = Number(own[0]?.info ?? 1);
  if (own.every((item, i) => Number(item.info) === start + i)) return;
  for (const item of own) item.meta = { number: Number(item.info) } satisfies TokenMeta;
}

/** One mark is enough: a mark inside the same mark adds nothing and would close it early. */
function flattenMarks(state: StateCore): void {
  for (const block of state.tokens) {
    if (!block.children) continue;
    const depth: Record<string, number> = {};
    block.children = block.children.filter((token) => {
      if (token.type === 'softbreak') token.content = ' ';
      const mark = /^(em|strong|s)_(open|close)$/.exec(token.type)?.[1];
      if (!mark) return true;
      const now = (depth[mark] ?? 0) + token.nesting;
      depth[mark] = now;
      return token.nesting === 1 ? now === 1 : now === 0;
    });
  }
}

/** A tokenizer of the dialect. */
export function createTokenizer(): MarkdownIt {
  const md = new MarkdownIt('commonmark', { html: true });
  const limit: object = { maxNesting: DEEPEST + 16 };
  md.set(limit);
  md.enable(['table', 'strikethrough']);
  // Addresses stay as they are written, whatever their scheme: what may be followed is the view's business.
  md.normalizeLink = (url) => url;
  md.normalizeLinkText = (url) => url;
  md.validateLink = () => true;
  const interrupts = { alt: ['paragraph', 'reference'] };
  md.block.ruler.before('table', 'too_deep', tooDeep);
  md.block.ruler.at('table', table, interrupts);
  md.block.ruler.at('reference', reference);
  md.inline.ruler.at('newline', newline);
  md.inline.ruler.at('strikethrough', strike);
  md.inline.ruler2.at('strikethrough', strikePairs);
  md.inline.ruler.at('image', image);
  md.inline.ruler.at('link', link);
  md.inline.ruler.before('link', 'citation', citation);
  md.core.ruler.push('lists', markLists);
  md.core.ruler.push('marks', flattenMarks);
  return md;
}
