import { describe, expect, it } from 'vitest';
import { textOfMarkdown } from '../editor/matches';
import { LONG, quotation, quotationOf } from './quotation';

const CITATION = '[@act#74(c)]';

describe('a clause that is quoted', () => {
  it('stands in the quotation marks of its language, the citation behind it', () => {
    expect(quotation('The package is *published*.', 'en', CITATION)).toEqual({
      markdown: '“The package is *published*.” [@act#74(c)]',
      block: false,
    });
    expect(quotation('Le recueil est publié.\n', 'fr', CITATION)).toEqual({
      markdown: '«\u00a0Le recueil est publié.\u00a0» [@act#74(c)]',
      block: false,
    });
  });

  it('has quotation marks of the second kind within those of the first', () => {
    expect(quotation('“head” means a head', 'en', CITATION).markdown).toBe(
      '“‘head’ means a head” [@act#74(c)]',
    );
    expect(quotation('«\u00a0responsable\u00a0» s’entend', 'fr', CITATION).markdown).toBe(
      '«\u00a0“responsable” s’entend\u00a0» [@act#74(c)]',
    );
  });

  it('is one line, however its Markdown is wrapped', () => {
    expect(quotation('Departments\nreport.', 'en', CITATION).markdown).toBe(
      '“Departments report.” [@act#74(c)]',
    );
  });

  it('is a block of its own where it is long or has several parts', () => {
    const long = 'word '.repeat(LONG / 5 + 1).trim();
    expect(quotation(long, 'en', CITATION)).toEqual({ markdown: `> ${long} ${CITATION}`, block: true });
    expect(quotation('One:\n\n- a;\n- b.', 'en', CITATION)).toEqual({
      markdown: `> One:\n>\n> - a;\n> - b. ${CITATION}`,
      block: true,
    });
    expect(quotation('Two.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |', 'en', CITATION).markdown).toMatch(
      /> \| 1 \| 2 \|\n>\n> \[@act#74\(c\)\]$/,
    );
  });

  it('may be a part of it, whose signs stay signs', () => {
    const words = '1. *Two* [words] & <more> of a_b | c';
    const { markdown, block } = quotationOf(words, 'en', CITATION);
    expect(block).toBe(false);
    expect(textOfMarkdown(markdown)).toBe(`“${words}” ${CITATION}`);
    const paragraphs = `- ${'word '.repeat(LONG)}\n# end`;
    const long = quotationOf(paragraphs, 'fr', CITATION);
    expect(long.block).toBe(true);
    const said = `${paragraphs.replace(/ \n/, '\n')} ${CITATION}`;
    expect(textOfMarkdown(long.markdown)).toBe(said);
  });
});
