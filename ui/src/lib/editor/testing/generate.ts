// Generators of Markdown for the property tests.

import fc, { type Arbitrary } from 'fast-check';

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

/** Signs of Markdown, and what stands between them. */
export const SIGNS = [
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
