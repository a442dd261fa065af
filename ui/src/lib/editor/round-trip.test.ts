import { describe, expect, it } from 'vitest';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';
import { MarkdownWriter } from './serialize';

const reader = new MarkdownReader(createSchema());
const writer = new MarkdownWriter(reader);

/** Texts in our own style: what comes out is what went in, to the byte. */
const CANONICAL: Record<string, string> = {
  nothing: '',
  paragraphs: 'One.\n\nTwo.',
  'soft breaks': 'One line\nand the next\nof one paragraph.',
  'a hard break with a backslash': 'One\\\ntwo',
  'a hard break with spaces': 'One  \ntwo',
  'two hard breaks': 'One\\\n\\\ntwo',
  marks: 'A **bold**, *italic*, ~~struck~~ and `coded` word.',
  'marks in marks': '**bold *and italic* bold** and ***both***',
  'bold with a soft break': '**one\ntwo** three',
  'bold code': 'Use **`qp list`** now.',
  'code with backticks': 'Use ``a`b`` and `` ` ``.',
  'bold before a colon': '**Note:** text',
  'French bold': '**Contexte\u00a0:** l’**accès** à l’information',
  links: 'See [the page](https://canada.ca/a_b_c) and [it](https://x.ca "The title").',
  'a link in bold': '**See [the page](https://canada.ca), now.**',
  'bold in a link': '[the **very** page](https://canada.ca)',
  'an address with parentheses': '[a](https://x.ca/a_(b))',
  'an address with spaces': '[a](<https://x.ca/a b>)',
  'an autolink': '<https://canada.ca/en?a=b&c=d> and <a.b@tbs-sct.gc.ca>',
  'a bare address': 'https://canada.ca/en/a_b_c*d?x=1&y=2#top',
  'reference links': '[text][one], [one][] and [one]\n\n[one]: https://x.ca "T"\n[two]: https://y.ca',
  bullets: '- One\n- Two\n- Three',
  'loose bullets': '- One\n\n- Two',
  'nested bullets': '- One\n  - Two\n    - Three\n- Four',
  'a loose list in a tight one': '- One\n  - Two\n\n  - Three\n- Four',
  'several blocks in an item': '- One\n\n  Two\n\n  > Three\n\n- Four',
  'numbers from seven': '7. Seven\n8. Eight\n9. Nine\n10. Ten\n    - In ten',
  'numbers out of sequence': '1. One\n1. Two\n5. Three',
  'two lists in a row': '- One\n\n* Two\n\n- Three',
  'star bullets': '* One\n* Two',
  'numbers with parentheses': '1) One\n2) Two',
  'an empty item': '- One\n-\n- Three',
  'a quote': '> One\n>\n> - Two\n> - Three',
  'a list that starts with a list': '- - One\n  - Two',
  'a list that starts with code': '- ```\n  code\n  ```',
  code: '```rust\nfn main() {}\n\n\tlet a = `b`;\n```',
  'code with a fence in it': '````\n```\n````',
  'code in a list': '- One\n\n  ```\n  a\n\n  b\n  ```',
  headings: '# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six',
  'a heading of two lines': 'One\ntwo\n===',
  'a heading with number signs': '# C# #1 \\#',
  rules: 'One\n\n---\n\nTwo',
  tables:
    '| One | Two | Three | Four |\n| :--- | :---: | ---: | --- |\n| a | **b** | | d \\| e |\n| 1 | 2 | 3 | `x \\| y` |',
  'a table with a citation': '| One |\n| --- |\n| [@policy#4.1.5] |',
  citations: 'As [@directive-ai#6.2.1] and [@policy] say ([@a_b.c#d-(e)]).',
  'a citation in bold': '**[@directive#6.2]** and [see [@a#b]](https://x.ca)',
  'not quite citations': '[@] [@a b] [@a#] @a#b',
  html: '<div class="a">\n  *not* <b>read</b>\n</div>\n\n<!-- a\n\ncomment -->',
  'HTML in a line': 'Press <kbd>F1</kbd> or <br> and <a href="x">y</a>.',
  images: 'See ![a *chart*](chart.png "T") and ![x][y]\n\n[y]: z.png',
  'an uneven table': '| a |\n| --- |\n| b | c |',
  'a link without text': 'a [](https://x.ca) b',
  redactions: 'It was [redacted] and [Redacted] and [ * ] and […].',
  'typed bullets': '• One\n• Two',
  'names with underscores': 'snake_case_name and 2*3*4 = 24 and a * b',
  'a footnote star': 'Cost* of 5 $\n\n\\* Estimate',
  'a number at the start of a line': '2024\\. What a year\n\nIn\n1\\. we',
  'no escape for a decimal': '3.5 per cent\n\n1.a\n\n-a\n\n#hashtag',
  'escapes that are needed': '\\# a\n\n\\- a\n\n\\+ a\n\n\\> a\n\n\\*a\\*\n\n\\`a\\`\n\n\\[a](b)',
  'a backslash': 'C:\\Users\\x and \\\\\\*',
  ampersands: 'R&D, a & b, AT&T, \\&amp;',
  'less and more': 'a < b > c <3 and x<y',
  tildes: 'about ~10 and ~20',
  'no-break spaces': '\u00a0Oui\u00a0: «\u202fnon\u202f»\u00a0',
  'a table-like line': 'a | b\nc | d',
  emoji: 'Well 👍🏽 done',
};

describe('Markdown in our own style', () => {
  it.each(Object.entries(CANONICAL))('comes back to the byte: %s', (_, markdown) => {
    expect(writer.write(reader.read(markdown))).toEqual({ markdown, exact: true });
  });
});
