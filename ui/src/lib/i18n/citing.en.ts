/** What English says of citing policies in a note. */

import { type Forms, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const citing = {
  title: 'Cite',
  hide: 'Hide the clauses to cite',
  search: 'Find a clause to cite',
  example: 'Words, 74(c), a title',
  keys: 'Up and Down choose a clause. Enter cites it, Shift+Enter quotes it, Escape goes back to the text.',
  inlineKeys: 'Enter cites it, Escape leaves the text as it is.',
  into: (where: string) => `Goes into: ${where}`,
  begin: 'Put the cursor where the citation is to go.',
  line: 'Titles and topics hold no citation. Put the cursor in a section.',
  locked: 'The note is locked: nothing can be put in.',
  clauses: 'Clauses',
  group: {
    note: 'Cited in this note',
    usual: 'Cited in other notes',
    similar: 'Like the passage with the cursor',
    found: 'Found',
  },
  found: (n: number) => count(n, { one: '# clause', other: '# clauses' }),
  first: (shown: number, total: number) =>
    `The first ${number('en', shown)} of ${number('en', total)} clauses`,
  none: 'No clause was found.',
  noneYet: 'Type words, a clause’s number or a policy’s title.',
  busy: 'Looking…',
  failed: (why: string) => `The clauses could not be found. ${why}`,
  corrected: (text: string) => `Nothing is written so. Searched for: ${text}`,
  only: { en: 'In English only', fr: 'In French only' },
  words: (clause: string) => `Words of ${clause}. Select some of them to quote only those.`,
  noWords: 'It has no words of its own.',
  cite: 'Cite',
  quote: 'Quote',
  quotePart: 'Quote the selection',
  cited: (label: string) => `Cited: ${label}`,
  quoted: (label: string) => `Quoted: ${label}`,
  nothing: 'This clause has no words of its own to quote.',
  changed: 'The clause no longer has the selected words: nothing was put in.',
  whole: 'Whole policy',
  open: 'Open the policy',
  broken: {
    policy: (slug: string) => `The notebook has no policy “${slug}”.`,
    clause: (anchor: string) => `The policy has no clause “${anchor}”.`,
  },
  opened: (title: string) => `Opened: ${title}`,
  back: (reference: string) => `Back to ${reference}`,
};
