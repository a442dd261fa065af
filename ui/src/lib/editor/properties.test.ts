// Whatever Markdown comes in, and whatever a person makes of it in the editor: nothing is lost.

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Node } from '@tiptap/pm/model';
import { isSameText } from './outline';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';
import { MarkdownWriter } from './serialize';
import { anyDocument } from './testing/documents';
import { anyMarkdown, markdownNoise } from './testing/generate';

vi.setConfig({ testTimeout: 120_000 });

const schema = createSchema();
const reader = new MarkdownReader(schema);
const writer = new MarkdownWriter(reader);

/** The letters of a text in order of words, without what only marks it up. */
function words(text: string): string[] {
  return (text.match(/\p{L}+/gu) ?? []).sort();
}

function expectNothingLost(markdown: string): void {
  const doc = reader.read(markdown);
  const once = writer.write(doc);
  expect(once.exact).toBe(true);
  const again = reader.read(once.markdown);
  expect(isSameText(again, doc)).toBe(true);
  expect(writer.write(again).markdown).toBe(once.markdown);
  expect(words(once.markdown)).toEqual(expect.arrayContaining(words(markdown)));
}

describe('Markdown → editor → Markdown', () => {
  it('brings back generated documents in our own style to the byte', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        expect(writer.write(reader.read(markdown))).toEqual({ markdown, exact: true });
      }),
      { numRuns: 500 },
    );
  });

  it('loses nothing of generated documents', () => {
    fc.assert(fc.property(anyMarkdown, expectNothingLost), { numRuns: 300 });
  });

  it('loses nothing of a heap of Markdown signs', () => {
    fc.assert(fc.property(markdownNoise, expectNothingLost), { numRuns: 3000 });
  });

  it('loses nothing of any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectNothingLost), {
      numRuns: 1000,
    });
  });

  it('writes whatever the editor holds so that it reads back the same', () => {
    fc.assert(
      fc.property(anyDocument(schema), (doc: Node) => {
        const { markdown, exact } = writer.write(doc);
        if (!exact)
          throw new Error(
            `${JSON.stringify(markdown)}\n${JSON.stringify(doc)}\n${JSON.stringify(reader.read(markdown))}`,
          );
      }),
      { numRuns: 1500 },
    );
  });
});
