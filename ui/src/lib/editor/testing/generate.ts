// Generators of Markdown and of documents for the property tests.

import fc, { type Arbitrary } from 'fast-check';
import type { Mark, Node, Schema } from '@tiptap/pm/model';

const WORDS = [
  'note',
  'accès',
  'l’État',
  'R&D',
  '3.5',
  'snake_case',
  '[redacted]',
  'd’ici',
  'Oui\u00a0:',
  '«\u202fnon\u202f»',
  'œuvre',
  '10',
  '$5',
  'a/b',
  '(c)',
];

const word = fc.constantFrom(...WORDS);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const plainWord = fc.constantFrom('note', 'accès', 'réponse', 'ministre', 'x');

const inlineUnit: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: phrase },
  { weight: 1, arbitrary: plainWord.map((w) => `**${w}**`) },
  { weight: 1, arbitrary: plainWord.map((w) => `*${w}*`) },
  { weight: 1, arbitrary: plainWord.map((w) => `~~${w}~~`) },
  { weight: 1, arbitrary: plainWord.map((w) => `**${w} *${w}* y**`) },
  { weight: 1, arbitrary: plainWord.map((w) => `\`${w} *b*\``) },
  { weight: 1, arbitrary: plainWord.map((w) => `[${w} **b**](https://canada.ca/${encodeURI(w)}_a)`) },
  { weight: 1, arbitrary: plainWord.map((w) => `[${w}](https://x.ca "A title")`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '[@policy-a#4.1.5]',
      '[@directive]',
      '<https://x.ca/a>',
      '<br>',
      '![i](i.png)',
    ),
  },
);

const line = fc.array(inlineUnit, { minLength: 1, maxLength: 4 }).map((units) => units.join(' '));
const safeLine = line.map((text) => (/^(?:<|\d|\()/.test(text) ? `Now ${text}` : text));

const paragraph = fc
  .array(fc.tuple(safeLine, fc.constantFrom('\n', '\\\n', '  \n')), { minLength: 1, maxLength: 3 })
  .map((lines) => lines.map(([text, end], i) => (i < lines.length - 1 ? text + end : text)).join(''));

const heading = fc
  .tuple(fc.integer({ min: 1, max: 6 }), safeLine)
  .map(([level, text]) => `${'#'.repeat(level)} ${text}`);

const code = fc
  .tuple(
    fc.constantFrom('', 'rust', 'txt x'),
    fc.array(fc.constantFrom('a', '  b', '', '- c', '``'), { minLength: 1 }),
  )
  .map(([info, lines]) => `\`\`\`${info}\n${lines.join('\n')}x\n\`\`\``);

const cell = fc.oneof(
  plainWord,
  fc.constantFrom('**b**', '`x \\| y`', 'a \\| b', '[@policy-a#4.1.5]', '1\u00a0000'),
);
const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .chain(([width, height]) =>
    fc.tuple(
      fc.array(cell, { minLength: width, maxLength: width }),
      fc.array(fc.constantFrom('---', ':---', ':---:', '---:'), { minLength: width, maxLength: width }),
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    ),
  )
  .map(([head, rule, rows]) => [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n'));

const raw = fc.constantFrom('<div>\n*a*\n</div>', '<!-- note -->', '[ref]: https://x.ca "T"');

const indent = (text: string, width: number) =>
  text
    .split('\n')
    .map((l, i) => (i === 0 || l === '' ? l : ' '.repeat(width) + l))
    .join('\n');

const { list } = fc.letrec<{ list: string; item: string }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    safeLine,
    fc.tuple(safeLine, tie('list')).map(([text, inner]) => `${text}\n${inner}`),
  ),
  list: fc
    .tuple(fc.array(tie('item'), { minLength: 1, maxLength: 4 }), fc.constantFrom('- ', '* ', '1. '))
    .map(([items, sign]) =>
      items
        .map((item, i) => {
          const mark = sign === '1. ' ? `${i + 1}. ` : sign;
          return mark + indent(item, mark.length);
        })
        .join('\n'),
    ),
}));

const looseList = fc
  .tuple(paragraph, fc.oneof(paragraph, code, list), paragraph)
  .map(([a, b, c]) => `- ${indent(`${a}\n\n${b}`, 2)}\n\n- ${indent(c, 2)}`);

const quote = fc
  .array(fc.oneof(paragraph, list), { minLength: 1, maxLength: 2 })
  .filter((blocks) => !blocks.some((b, i) => i > 0 && isList(b) && isList(blocks[i - 1] ?? '')))
  .map((blocks) =>
    blocks
      .join('\n\n')
      .split('\n')
      .map((l) => (l === '' ? '>' : `> ${l}`))
      .join('\n'),
  );

const isList = (block: string) => /^(?:- |\* |1\. )/.test(block);

/** Documents of the dialect in our own style. */
export const anyMarkdown: Arbitrary<string> = fc
  .array(
    fc.oneof(paragraph, paragraph, heading, list, looseList, quote, code, table, raw, fc.constant('---')),
    {
      maxLength: 6,
    },
  )
  .map((blocks) =>
    // Two lists in a row would be one.
    blocks.filter((block, i) => !(i > 0 && isList(block) && isList(blocks[i - 1] ?? ''))),
  )
  .filter((blocks) => !blocks.some((b, i) => i > 0 && isList(b) && isList(blocks[i - 1] ?? '')))
  .map((blocks) => blocks.join('\n\n'));

const SIGNS = [
  '*',
  '**',
  '_',
  '__',
  '~',
  '~~',
  '`',
  '``',
  '```',
  '#',
  '##',
  '-',
  '+',
  '>',
  '1.',
  '2)',
  '|',
  '---',
  '===',
  ':--',
  '[',
  ']',
  '(',
  ')',
  '](',
  '[@a#b]',
  '[@',
  '!',
  '![',
  '<',
  '>',
  '<b>',
  '</b>',
  '<!--',
  '-->',
  '&',
  ';',
  '\\',
  '\n',
  '\n\n',
  '\n',
  ' ',
  ' ',
  '  ',
  '    ',
  '\t',
  '  \n',
  'a',
  'b',
  'mot',
  'é',
  '\u00a0',
  '\u202f',
  '•',
  '.',
  '"',
  "'",
  ':',
  '[r]: x',
  'https://x.ca',
  '{',
  '=',
  '👍',
];

/** Signs of Markdown in any order. */
export const markdownNoise: Arbitrary<string> = fc
  .array(fc.constantFrom(...SIGNS), { maxLength: 24 })
  .map((parts) => parts.join(''));

const typed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'mot', ' ', 'x y', ' a ', 'é', '.', ': ', '\u00a0', '(', ')'),
  },
  { weight: 2, arbitrary: fc.constantFrom(...SIGNS.filter((sign) => !/[\n\t]/.test(sign))) },
);

/** Documents as a person could make them in the editor, sensible or not. */
export function anyDocument(schema: Schema): Arbitrary<Node> {
  const { nodes, marks } = schema;
  const make = (name: string, attrs: Record<string, unknown> | null, content: Node[] = []) => {
    const type = nodes[name];
    if (!type) throw new Error(name);
    return type.create(attrs, content);
  };
  const mark = (name: string, attrs?: Record<string, unknown>): Mark => {
    const type = marks[name];
    if (!type) throw new Error(name);
    return type.create(attrs);
  };
  const anyMarks = fc
    .subarray(
      [
        mark('bold'),
        mark('italic'),
        mark('strike'),
        mark('code'),
        mark('link', { href: 'https://x.ca/a(b' }),
        mark('link', { href: 'a b', title: 'T "x"' }),
      ],
      { maxLength: 3 },
    )
    .map((list) => list.reduce<readonly Mark[]>((set, m) => m.addToSet(set), []));
  const leaf = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(typed, anyMarks).map(([text, m]) => schema.text(text, m)) },
    {
      weight: 1,
      arbitrary: anyMarks.map((m) =>
        schema.text(' ', mark('softBreak').addToSet(m.filter((x) => x.type.name !== 'code'))),
      ),
    },
    { weight: 1, arbitrary: fc.boolean().map((spaces) => make('hardBreak', { spaces })) },
    { weight: 1, arbitrary: fc.constant(make('citation', { slug: 'a', anchor: 'b' })) },
    { weight: 1, arbitrary: fc.constant(make('rawInline', { source: '<br>' })) },
  );
  const inline = fc.array(leaf, { maxLength: 6 });
  const paragraphs = inline.map((content) => make('paragraph', null, content));
  const texts = fc.oneof(
    { weight: 5, arbitrary: paragraphs },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: 6 }), inline)
        .map(([level, c]) => make('heading', { level }, c)),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(typed, { maxLength: 4 })
        .map((t) => make('codeBlock', { info: '' }, t.length > 0 ? [schema.text(t.join('\n'))] : [])),
    },
    { weight: 1, arbitrary: fc.constant(make('horizontalRule', null)) },
    { weight: 1, arbitrary: fc.constant(make('rawBlock', { source: '<div>\n*a*\n</div>' })) },
    {
      weight: 1,
      arbitrary: fc.array(inline, { minLength: 4, maxLength: 4 }).map((cells) =>
        make('table', null, [
          make(
            'tableRow',
            null,
            cells.slice(0, 2).map((c) => make('tableHeader', null, c)),
          ),
          make(
            'tableRow',
            null,
            cells.slice(2).map((c) => make('tableCell', null, c)),
          ),
        ]),
      ),
    },
  );
  const { blocks } = fc.letrec<{ blocks: Node[]; block: Node }>((tie) => ({
    block: fc.oneof(
      { depthSize: 'small' },
      texts,
      fc.tuple(fc.boolean(), fc.array(tie('blocks'), { minLength: 1, maxLength: 3 })).map(([tight, items]) =>
        make(
          'bulletList',
          { tight },
          items.map((b) => make('listItem', null, b)),
        ),
      ),
      fc
        .tuple(fc.boolean(), fc.nat(12), fc.array(tie('blocks'), { minLength: 1, maxLength: 3 }))
        .map(([tight, start, items]) =>
          make(
            'orderedList',
            { tight, start },
            items.map((b) => make('listItem', null, b)),
          ),
        ),
      tie('blocks').map((content) => make('blockquote', null, content)),
    ),
    blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  }));
  return blocks.map((content) => make('doc', null, content));
}
