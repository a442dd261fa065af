// The sample notebook through the editor: every section of every note comes back to the byte.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MarkdownReader } from './parse';
import { createSchema } from './schema';
import { MarkdownWriter } from './serialize';

const NOTEBOOK = resolve(import.meta.dirname, '../../../../notes');

const reader = new MarkdownReader(createSchema());
const writer = new MarkdownWriter(reader);

function markdownFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** The texts between a file's headings of the first three levels, as the editors of a note hold them. */
function texts(file: string): string[] {
  const body = readFileSync(file, 'utf8')
    .replace(/\r\n/g, '\n')
    .replace(/^---\n[^]*?\n---\n/, '');
  return body
    .split(/^#{1,3} .*$/m)
    .map((text) => text.replace(/^(?:[ \t]*\n)+|\s+$/g, ''))
    .filter((text) => text !== '');
}

describe('the sample notebook', () => {
  const files = markdownFiles(NOTEBOOK);
  it.runIf(files.length > 0).each(files)('comes back to the byte: %s', (file) => {
    for (const text of texts(file)) {
      expect(writer.write(reader.read(text))).toEqual({ markdown: text, exact: true });
    }
  });

  it.runIf(files.length === 0)('is not there to be tried', () => {
    expect(existsSync(NOTEBOOK)).toBe(false);
  });
});
