import { expect, it } from 'vitest';
import { parse, textOf, type Tree, withMarks } from './tree';

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

it('the text of a tree has a line for each block, and marks stand in it where they were found', () => {
  const tree = parse('# 2 Titre\n\n- Un **ac**cès\n- *deux*\n\n| h |\n| --- |\n| accès |');
  const plain = textOf(tree);
  expect(plain).toBe('2 Titre\nUn accès\ndeux\nh\naccès');
  const at = (word: string, from = 0): [number, number] => {
    const start = plain.indexOf(word, from);
    return [start, start + word.length];
  };
  const marked: string[] = [];
  const look = (nodes: Tree[]): void => {
    for (const node of nodes) {
      if (typeof node === 'string') continue;
      if (node.tag === 'mark') marked.push(`${node.attributes['class']}: ${text(node.children)}`);
      look(node.children);
    }
  };
  const withThem = withMarks(tree, [at('Titre'), at('accès'), at('deux'), at('accès', 20)], 1);
  look(withThem);
  expect(marked).toEqual([
    'match: Titre',
    'match match-current: ac',
    'match match-current: cès',
    'match: deux',
    'match: accès',
  ]);
  expect(textOf(withThem)).toBe(plain);
  expect(withMarks(tree, [], null)).toEqual(tree);
});
