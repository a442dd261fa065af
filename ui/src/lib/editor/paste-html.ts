// What Word, Outlook and web pages put on the clipboard, made plain: structure stays (paragraphs, lists,
// tables, bold, italic, links), styling and Word's own clutter go.

import { buildLists, BulletLevels, typedBullet, wordMarker, type Entry } from './paste-lists';

/** Elements that carry no text of the document. */
const CLUTTER =
  'style, script, meta, link, title, head, xml, template, noscript, svg, object, iframe, button, input, select';

/** What is not to be seen, and Word's comments with the signs that lead to them. */
const HIDDEN = /(?:^|;)(?:display:none|mso-hide:all|mso-element:comment-list|mso-special-character:comment)/;

/** Links that mean something outside of the file they come from. */
const ADDRESS = /^(?:https?:|mailto:|tel:)/i;

/** Pasted headings start below those that divide a note's file (side, section, if-pressed block). */
const HEADING_SHIFT = 3;

/**
 * Pasted HTML that may be parsed under a strict content-security policy: styles are attributes of another
 * name, handlers, scripts and style sheets are gone. To be read on by `tidyPasted`.
 */
export function disarm(html: string): string {
  return html
    .replace(/<(style|script)\b[^]*?(?:<\/\1\s*>|$)/gi, '')
    .replace(/<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi, (tag) =>
      tag.replace(/(\s)([\w:-]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))/g, (whole, space, name, value) => {
        if (/^on/i.test(name as string)) return '';
        return /^style$/i.test(name as string) ? `${space}data-style${value}` : whole;
      }),
    );
}

/** Makes pasted content plain, in place. */
export function tidyPasted(root: HTMLElement): void {
  dropComments(root);
  for (const element of root.querySelectorAll(CLUTTER)) element.remove();
  for (const element of [...root.querySelectorAll('[data-style]')]) {
    if (HIDDEN.test(style(element))) element.remove();
  }
  for (const element of [...root.querySelectorAll('*')]) {
    if (element.localName.includes(':')) unwrap(element);
  }
  spaceRuns(root);
  wordLists(root);
  nestStrayLists(root);
  plainMarks(root);
  for (const link of root.querySelectorAll('a')) {
    if (!ADDRESS.test(link.getAttribute('href') ?? '')) unwrap(link);
  }
  for (const heading of [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')]) {
    rename(heading, `h${Math.min(6, Number(heading.localName.slice(1)) + HEADING_SHIFT)}`);
  }
  for (const table of root.querySelectorAll('table')) plainTable(table);
  splitBulletLines(root);
  typedLists(root);
  for (const paragraph of [...root.querySelectorAll('p')]) {
    if (isBlank(paragraph) && !paragraph.querySelector('img, br + *')) paragraph.remove();
  }
  for (const element of root.querySelectorAll('*')) {
    element.removeAttribute('data-style');
    element.removeAttribute('class');
  }
}

const style = (element: Element) =>
  (element.getAttribute('data-style') ?? '').replace(/\s+/g, '').toLowerCase();

function dropComments(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string): HTMLElement {
  const renamed = element.ownerDocument.createElement(name);
  renamed.append(...element.childNodes);
  element.replaceWith(renamed);
  return renamed;
}

function isBlank(element: Element): boolean {
  return (element.textContent ?? '').trim() === '';
}

/** Word keeps runs of spaces as no-break spaces in an element of their own. */
function spaceRuns(root: HTMLElement): void {
  for (const span of [...root.querySelectorAll('span')]) {
    if (style(span).includes('mso-spacerun:yes')) span.replaceWith(' ');
    else if (style(span).includes('mso-tab-count')) span.replaceWith(' ');
  }
}

/** Replaces each run of sibling elements that `read` turns into entries by nested lists. */
function replaceRuns(
  root: HTMLElement,
  selector: string,
  read: (element: HTMLElement) => Entry | undefined,
): void {
  const done = new Set<Element>();
  for (const first of [...root.querySelectorAll<HTMLElement>(selector)]) {
    if (done.has(first) || !root.contains(first)) continue;
    const run: HTMLElement[] = [];
    const entries: Entry[] = [];
    for (let next: Element | null = first; next?.matches(selector); next = next.nextElementSibling) {
      const element = next as HTMLElement;
      const entry = read(element);
      if (!entry) break;
      run.push(element);
      entries.push(entry);
      done.add(element);
    }
    first.before(...buildLists(entries, root.ownerDocument));
    for (const element of run) element.remove();
  }
}

function wordLists(root: HTMLElement): void {
  // The web version of Word wraps each item in a list of its own and says its level.
  for (const wrapper of [...root.querySelectorAll('.ListContainerWrapper')]) unwrap(wrapper);
  replaceRuns(root, 'ul:has(> li[data-aria-level]), ol:has(> li[data-aria-level])', (list) => {
    const item = list.children.length === 1 ? list.firstElementChild : null;
    if (!item) return undefined;
    for (const paragraph of [...item.querySelectorAll('p')]) unwrap(paragraph);
    return {
      level: Number(item.getAttribute('data-aria-level')) || 1,
      ordered: list.localName === 'ol',
      start: Number(list.getAttribute('start') ?? 1) || 1,
      content: [...item.childNodes],
    };
  });
  replaceRuns(root, 'p, h1, h2, h3, h4, h5, h6', (paragraph) => {
    const level = /mso-list:\w+?level(\d)/.exec(style(paragraph))?.[1];
    if (level === undefined && !paragraph.className.startsWith('MsoListBullet')) return undefined;
    const marker = [...paragraph.querySelectorAll('span')].find((span) =>
      style(span).includes('mso-list:ignore'),
    );
    const text = marker?.textContent ?? '';
    marker?.remove();
    return { level: Number(level ?? 1), ...wordMarker(text), content: [...paragraph.childNodes] };
  });
}

/** Outlook and old pages put a nested list beside its item instead of into it. */
function nestStrayLists(root: HTMLElement): void {
  for (const list of [...root.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) {
    const before = list.previousElementSibling;
    if (before?.localName === 'li') before.append(list);
    else unwrap(list);
  }
}

/** Bold and italic that are said by style become elements; bold that is unsaid by style goes. */
function plainMarks(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll<HTMLElement>('span, b, strong, i, em, font')]) {
    const css = style(element);
    // Not `mso-bidi-font-weight`, which Word writes on every bold word.
    const weight = /(?:^|;)font-weight:(\w+)/.exec(css)?.[1];
    const slant = /(?:^|;)font-style:(\w+)/.exec(css)?.[1];
    if (/^(?:b|strong)$/.test(element.localName) && /^(?:normal|[1-5]00)$/.test(weight ?? ''))
      unwrap(element);
    if (/^(?:i|em)$/.test(element.localName) && slant === 'normal') unwrap(element);
    if (element.localName !== 'span' && element.localName !== 'font') continue;
    if (/^(?:bold|bolder|[6-9]00)$/.test(weight ?? '')) wrapContent(element, 'strong');
    if (slant === 'italic' || slant === 'oblique') wrapContent(element, 'em');
    if (css.includes('line-through')) wrapContent(element, 's');
  }
}

function wrapContent(element: Element, name: string): void {
  const inner = element.ownerDocument.createElement(name);
  inner.append(...element.childNodes);
  element.append(inner);
}

/** Cells hold one run of text and none are merged: blocks are joined, spans become empty cells. */
function plainTable(table: HTMLTableElement): void {
  for (const inner of [...table.querySelectorAll('table')]) inner.replaceWith(inner.textContent ?? '');
  const rows = [...table.querySelectorAll('tr')];
  rows.forEach((row, r) => {
    for (const cell of [...row.querySelectorAll<HTMLTableCellElement>('td, th')]) {
      plainCell(cell);
      const columns = Math.min(50, Number(cell.getAttribute('colspan') ?? 1) || 1);
      const down = Math.min(rows.length - r, Number(cell.getAttribute('rowspan') ?? 1) || 1);
      cell.removeAttribute('colspan');
      cell.removeAttribute('rowspan');
      const at = [...row.children].indexOf(cell);
      for (let i = 1; i < columns; i += 1) cell.after(table.ownerDocument.createElement(cell.localName));
      for (let d = 1; d < down; d += 1) {
        const next = rows[r + d];
        for (let i = 0; i < columns; i += 1) {
          next?.insertBefore(table.ownerDocument.createElement('td'), next.children[at] ?? null);
        }
      }
    }
  });
}

function plainCell(cell: HTMLElement): void {
  for (const block of [
    ...cell.querySelectorAll('p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote, br'),
  ]) {
    if (block.localName === 'li') block.prepend('• ');
    block.before(' ');
    block.after(' ');
    unwrap(block);
  }
}

/** A paragraph whose lines begin with bullets becomes one paragraph a line. */
function splitBulletLines(root: HTMLElement): void {
  for (const paragraph of [...root.querySelectorAll('p, div')]) {
    if (!paragraph.querySelector(':scope > br') || paragraph.querySelector('p, div, ul, ol, table')) continue;
    const lines: Node[][] = [[]];
    for (const node of [...paragraph.childNodes]) {
      if (node.nodeName === 'BR') lines.push([]);
      else lines[lines.length - 1]?.push(node);
    }
    const text = (nodes: Node[]) => nodes.map((node) => node.textContent ?? '').join('');
    if (!lines.some((line) => typedBullet(text(line).trimStart()))) continue;
    for (const line of lines) {
      const part = root.ownerDocument.createElement('p');
      part.append(...line);
      paragraph.before(part);
    }
    paragraph.remove();
  }
}

/** Paragraphs that begin with a typed bullet become lists. */
function typedLists(root: HTMLElement): void {
  const levels = new BulletLevels();
  replaceRuns(root, 'p, div', (paragraph) => {
    if (paragraph.closest('li') || paragraph.querySelector('p, div, ul, ol, table')) return undefined;
    const bullet = typedBullet((paragraph.textContent ?? '').replace(/^[\s\n]+/, ''));
    if (!bullet) return undefined;
    trimStart(paragraph);
    cutStart(paragraph, typedBullet(paragraph.textContent ?? '')?.length ?? 0);
    return { level: levels.level(bullet.sign), ordered: false, start: 1, content: [...paragraph.childNodes] };
  });
}

function trimStart(element: Element): void {
  cutStart(element, /^\s*/.exec(element.textContent ?? '')?.[0].length ?? 0);
}

/** Takes the first `length` characters off an element's text, wherever they stand in it. */
function cutStart(element: Element, length: number): void {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = length;
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode as Text;
    const cut = Math.min(left, text.data.length);
    text.data = text.data.slice(cut);
    left -= cut;
  }
}
