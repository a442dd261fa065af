// Pasting from Word, Outlook, the web and plain text. The fixtures are ours, in the shape those programs make.

import { DOMParser as HtmlReader, Fragment, type Node as DocNode, type Slice } from '@tiptap/pm/model';
import { describe, expect, it } from 'vitest';
import { MarkdownReader } from './parse';
import { pasteParser, textToDom } from './paste';
import { disarm } from './paste-html';
import { createSchema } from './schema';
import { MarkdownWriter } from './serialize';

const schema = createSchema();
const writer = new MarkdownWriter(new MarkdownReader(schema));

function asMarkdown(slice: Slice): string {
  const blocks: DocNode[] = [];
  slice.content.forEach((node) => {
    if (node.isInline) blocks.push(schema.node('paragraph', null, Fragment.from(node)));
    else blocks.push(node);
  });
  return writer.write(schema.topNodeType.create(null, blocks)).markdown;
}

function pasteHtml(html: string): string {
  const page = new DOMParser().parseFromString(disarm(html), 'text/html');
  return asMarkdown(pasteParser(schema).parseSlice(page.body, {}));
}

function pasteText(text: string): string {
  return asMarkdown(
    HtmlReader.fromSchema(schema).parseSlice(textToDom(text, document), { preserveWhitespace: true }),
  );
}

/** A list paragraph as Word writes it. */
function word(level: number, marker: string, text: string, font = 'Symbol'): string {
  return `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 36}.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:${font};mso-bidi-font-family:${font}'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>\n`;
}

const WORD = (body: string) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=EN-CA style='tab-interval:36.0pt'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

const CASES: [string, string, string][] = [
  [
    'nested bullets of Word',
    WORD(
      word(1, '·', 'First') +
        word(2, 'o', 'Inner', "'Courier New'") +
        word(3, '§', 'Deep', 'Wingdings') +
        word(1, '·', 'Last'),
    ),
    '- First\n  - Inner\n    - Deep\n- Last',
  ],
  [
    'numbers of Word with bullets in them',
    WORD(word(1, '3.', 'Three') + word(2, '·', 'Inner') + word(1, '4.', 'Four')),
    '3. Three\n   - Inner\n4. Four',
  ],
  [
    'paragraphs of Word around a list',
    WORD(
      "<p class=MsoNormal><b><span style='font-size:12.0pt;color:red'>Key\nmessages</span></b><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>" +
        word(1, '·', '<i>Yes</i>') +
        '<p class=MsoNormal>After<span style="mso-spacerun:yes">&nbsp; </span>all</p>',
    ),
    '**Key messages**\n\n- *Yes*\n\nAfter all',
  ],
  [
    'a list of Outlook with its inner list beside the item',
    "<ul style='margin-top:0cm' type=disc><li class=MsoNormal style='mso-list:l1 level1 lfo3'>One</li><ul type=circle><li class=MsoNormal style='mso-list:l1 level2 lfo3'>Two</li></ul><li>Three</li></ul>",
    '- One\n  - Two\n- Three',
  ],
  [
    'a list of Word for the web',
    '<div class="ListContainerWrapper"><ul class="BulletListStyle1"><li data-aria-level="1"><p><span>One</span></p></li></ul></div><div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>Two</p></li></ul></div>',
    '- One\n  - Two',
  ],
  [
    'bullets typed as signs',
    '<p>• One</p><p>•&nbsp;Two</p><p>o&nbsp;&nbsp; Inner</p><p>Text</p>',
    '- One\n- Two\n  - Inner\n\nText',
  ],
  ['bullets typed as signs with breaks', '<div>• One<br>• Two<br>Three</div>', '- One\n- Two\n\nThree'],
  [
    'bold by style',
    '<p><span style="font-weight:700">Bold</span> and <b style="font-weight:normal">not</b></p>',
    '**Bold** and not',
  ],
  [
    'links',
    '<p><a href="https://canada.ca/a">Page</a>, <a href="file:///C:/x.docx">file</a>, <a name="_Toc1">mark</a>, <a href="javascript:x()">no</a></p>',
    '[Page](https://canada.ca/a), file, mark, no',
  ],
  ['headings below those of a note', '<h1>Title</h1><h2>Part</h2><p>x</p>', '#### Title\n\n##### Part\n\nx'],
  [
    'a table of Word with blocks and merged cells',
    '<table class=MsoTableGrid border=1><tr><td colspan=2><p class=MsoNormal>A</p><p>B</p></td><td>C</td></tr><tr><td rowspan=2>D</td><td><ul><li>E</li></ul></td><td>F</td></tr><tr><td>G</td><td>H</td></tr></table>',
    '| A B | | C |\n| --- | --- | --- |\n| D | • E | F |\n| | G | H |',
  ],
  [
    'a list of Word with its first, middle and last item in comments of its own kind',
    WORD(
      ['First', 'Middle', 'Last']
        .map(
          (at, i) =>
            `<p class=MsoListParagraphCxSp${at} style='mso-add-space:auto;text-indent:-.25in;mso-list:l3 level${i === 1 ? 2 : 1} lfo2'><!--[if !supportLists]--><span lang=EN-CA style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:Symbol;mso-ansi-language:EN-CA'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><!--[endif]--><span lang=EN-CA style='mso-ansi-language:EN-CA'>${at} <b style='mso-bidi-font-weight:normal'>point</b><o:p></o:p></span></p>`,
        )
        .join('\n'),
    ),
    '- First **point**\n  - Middle **point**\n- Last **point**',
  ],
  [
    'a list of Word whose bullets are pictures, and one of a list style',
    WORD(
      "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'><img width=11 height=11 src='file:///C:/x.gif' alt='*'></span><![endif]>Picture</p><p class=MsoListBullet style='mso-list:l5 level1 lfo9'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·&nbsp;</span></span><![endif]>Style</p>",
    ),
    '- Picture\n- Style',
  ],
  [
    'letters and roman numbers of Word as numbers',
    WORD(word(1, 'a)', 'One') + word(2, 'iii.', 'Deep') + word(1, 'b)', 'Two')),
    '1. One\n   1. Deep\n2. Two',
  ],
  [
    'what Word hides, comments on, and notes about its comments',
    WORD(
      "<p class=MsoNormal>Seen<span style='display:none;mso-hide:all'> unseen</span><a style='mso-comment-reference:AB_1'>.</a><span class=MsoCommentReference><span style='mso-special-character:comment'><a class=msocomanchor id='_anchor_1' href='#_msocom_1'>[AB1]</a></span></span></p><div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><p class=MsoCommentText>Really?</p></div></div>",
    ),
    'Seen.',
  ],
  [
    'French of Word with its no-break spaces',
    WORD(
      "<p class=MsoNormal><span lang=FR-CA style='mso-ansi-language:FR-CA'>Il a dit «&nbsp;oui&nbsp;»&nbsp;:<o:p></o:p></span></p>" +
        word(1, '·', '<span lang=FR-CA>L’accès</span>'),
    ),
    'Il a dit «\u00a0oui\u00a0»\u00a0:\n\n- L’accès',
  ],
  [
    'a message of Outlook with a list of Word in it that lost its names',
    "<div class=WordSection1><p class=MsoNormal style='margin:0in;font-family:\"Calibri\",sans-serif'>Hi,</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p style='margin-left:36.0pt;text-indent:-18.0pt'><span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span>One</p><p style='margin-left:72.0pt;text-indent:-18.0pt'><span style='font-family:\"Courier New\"'>o<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>Inner</p><p style='margin-left:36.0pt;text-indent:-18.0pt'><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;&nbsp; </span></span>Two</p></div>",
    'Hi,\n\n- One\n  - Inner\n- Two',
  ],
  [
    'a message of Outlook on the web',
    '<div class="elementToProof" style="font-family: Aptos, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">Bonjour,</div><div style="font-size:12pt"><br></div><ul data-editing-info=\'{"applyListStyleFromLevel":true}\' style="margin-top: 0px;"><li style="font-size: 12pt;"><div role="presentation" class="elementToProof"><b>Un</b></div></li><ul style="list-style-type: circle;"><li><div role="presentation">Deux</div></li></ul></ul><div><br></div><div class="elementToProof">Fin</div>',
    'Bonjour,\n\n- **Un**\n  - Deux\n\nFin',
  ],
  [
    'a document of Google',
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400">Plain </span><span style="font-weight:700">bold</span></p><ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>Two</span></p></li></ul></ul></b>',
    'Plain **bold**\n\n- One\n  - Two',
  ],
  [
    'a published note of the portal',
    '<h3 style="color:red">Suggested Response:</h3><div class="col"><p>• The first point<br>\n• The second point</p><p>&nbsp;</p><p><strong>If pressed:</strong> more</p></div>',
    '###### Suggested Response:\n\n- The first point\n- The second point\n\n**If pressed:** more',
  ],
  ['scripts and styles never', '<style>p{}</style><script>x()</script><p onclick="x()">Text</p>', 'Text'],
  ['citations', '<p>As [@directive-ai#6.2] says</p>', 'As [@directive-ai#6.2] says'],
];

describe('pasted HTML', () => {
  it.each(CASES)('keeps the structure and drops the styling: %s', (_, html, markdown) => {
    expect(pasteHtml(html)).toBe(markdown);
  });
});

const TEXTS: [string, string, string][] = [
  ['bullets', '• One\n• Two\n\nText', '- One\n- Two\n\nText'],
  ['hyphens and inner bullets', '- One\n  - Two\n- Three', '- One\n  - Two\n- Three'],
  ['Word’s plain text', '•\tOne\no\tInner\n•\tTwo', '- One\n  - Inner\n- Two'],
  ['numbers', '1. One\n2. Two', '1. One\n2. Two'],
  [
    'no list for a dash or a number in a sentence',
    '2024 was good\n3.5 per cent\n-5 degrees',
    '2024 was good\n\n3.5 per cent\n\n-5 degrees',
  ],
  ['an address', ' https://canada.ca/a_b ', '<https://canada.ca/a_b>'],
  ['a citation', 'See [@directive#4.1].', 'See [@directive#4.1].'],
  ['signs of Markdown as they are', '*a* [redacted] <b>', '\\*a\\* [redacted] \\<b>'],
  ['Windows line ends and no-break spaces', 'Oui\u00a0: non\r\nDeux', 'Oui\u00a0: non\n\nDeux'],
];

describe('disarmed HTML', () => {
  it('has nothing left that a strict policy refuses', () => {
    const html = `<p STYLE="a>b" onclick='x("y")' class=c>1 < 2 style=x</p><style>p{}</style><script>"<p>"</script><b style=color:red>`;
    expect(disarm(html)).toBe(`<p data-style="a>b" class=c>1 < 2 style=x</p><b data-style=color:red>`);
  });
});

describe('pasted text', () => {
  it.each(TEXTS)('is read as a person means it: %s', (_, text, markdown) => {
    expect(pasteText(text)).toBe(markdown);
  });
});
