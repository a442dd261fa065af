// A generator of documents as a person could make them in the editor, for the property tests.

import fc, { type Arbitrary } from 'fast-check';
import type { Mark, Node, Schema } from '@tiptap/pm/model';
import { SIGNS } from './generate';

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
