// Lists out of what only looks like one: Word's list paragraphs, and lines that begin with a typed bullet.

/** A line of a list to be. */
export interface Entry {
  /** 1 for the outermost list. */
  level: number;
  ordered: boolean;
  /** The number of the first item of a numbered list. */
  start: number;
  /** What the item holds. */
  content: Node[];
}

/** A bullet or number at the start of a line, and the space after it. */
const BULLET = /^[\s\u00a0]*([•·●▪■◦○‣∙►➢–—-]|[o§](?=[\s\u00a0]{2}|\t|\u00a0))[\s\u00a0]*/;
const STRICT_BULLET =
  /^[\s\u00a0]*([•·●▪■◦○‣∙►➢]|[o§](?=[\s\u00a0]{2}|\t|\u00a0)|[*–—-](?=[\s\u00a0]))[\s\u00a0]*/;
const NUMBER = /^[\s\u00a0]*(\d{1,3})[.)][\s\u00a0]+/;

/** A line that begins with a typed bullet: the sign, and how long it is with the spaces around it. */
export function typedBullet(line: string): { sign: string; length: number } | undefined {
  const found = STRICT_BULLET.exec(line);
  return found ? { sign: found[1] ?? '', length: found[0].length } : undefined;
}

/** A line that begins with a typed number. */
export function typedNumber(line: string): { number: number; length: number } | undefined {
  const found = NUMBER.exec(line);
  return found ? { number: Number(found[1]), length: found[0].length } : undefined;
}

/** What Word put before an item: a bullet (a sign, or the letter `o`), or a number. */
export function wordMarker(marker: string): { ordered: boolean; start: number } {
  const text = marker.replace(/[\s\u00a0]+/g, '');
  if (text === '' || BULLET.test(text) || text === 'o' || text === '§') return { ordered: false, start: 1 };
  const digits = /^\(?(\d+)/.exec(text)?.[1];
  const ordered = digits !== undefined || /^\(?[a-z]{1,4}[.)]/i.test(text);
  return { ordered, start: ordered && digits !== undefined ? Number(digits) : 1 };
}

/** Nested lists of the entries. */
export function buildLists(entries: Entry[], document: Document): HTMLElement[] {
  const roots: HTMLElement[] = [];
  const open: { list: HTMLElement; level: number; item: HTMLElement }[] = [];
  for (const entry of entries) {
    while ((open[open.length - 1]?.level ?? 0) > entry.level) open.pop();
    const top = open[open.length - 1];
    const name = entry.ordered ? 'ol' : 'ul';
    const item = document.createElement('li');
    const paragraph = document.createElement('p');
    paragraph.append(...entry.content);
    item.append(paragraph);
    if (top && top.level === entry.level && top.list.localName === name) {
      top.list.append(item);
      top.item = item;
      continue;
    }
    if (top && top.level === entry.level) open.pop();
    const list = document.createElement(name);
    if (entry.ordered && entry.start !== 1) list.setAttribute('start', String(entry.start));
    list.append(item);
    const parent = open[open.length - 1];
    if (parent) parent.item.append(list);
    else roots.push(list);
    open.push({ list, level: entry.level, item });
  }
  return roots;
}

/** The levels of typed bullets by their signs: a sign seen for the first time after another one lies deeper. */
export class BulletLevels {
  private readonly signs: string[] = [];

  level(sign: string): number {
    const known = this.signs.indexOf(sign);
    if (known >= 0) {
      this.signs.length = known + 1;
      return known + 1;
    }
    this.signs.push(sign);
    return this.signs.length;
  }
}
