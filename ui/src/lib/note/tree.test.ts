import { expect, it } from 'vitest';
import { parse, type Tree } from './tree';

const text = (tree: Tree[]): string =>
  tree.map((node) => (typeof node === 'string' ? node : text(node.children))).join('');
const tags = (tree: Tree[]): string[] =>
  tree.flatMap((node) => (typeof node === 'string' ? [] : [node.tag, ...tags(node.children)]));

it('lists, emphasis and tables become elements', () => {
  expect(tags(parse('- **a**\n  - b\n\n| h |\n| --- |\n| c |'))).toEqual([
    'ul',
    'li',
    'strong',
    'ul',
    'li',
    'table',
    'thead',
    'tr',
    'th',
    'tbody',
    'tr',
    'td',
  ]);
});

it('HTML stays text', () => {
  const tree = parse('<img src=x onerror=alert(1)> <script>x</script>');
  expect(tags(tree)).toEqual(['p']);
  expect(text(tree)).toContain('<script>x</script>');
});

it('a link with an address that runs something is no link', () => {
  expect(tags(parse('[x](javascript:alert(1))'))).toEqual(['p']);
  expect(parse('[x](https://canada.ca)')).toEqual([
    {
      tag: 'p',
      attributes: {},
      children: [{ tag: 'a', attributes: { href: 'https://canada.ca' }, children: ['x'] }],
    },
  ]);
});

it('a citation reads as it is written', () => {
  expect(text(parse('See [@guide#2.1].'))).toBe('See [@guide#2.1].');
});
