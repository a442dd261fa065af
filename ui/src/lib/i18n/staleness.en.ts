/** What English says of citations whose clauses have changed since, or are gone. */

import { type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const staleness = {
  mark: 'Sources have changed',
  title: 'Notes whose sources have changed',
  menu: 'Sources that have changed…',
  explain: 'They cite clauses that say something else than when they were cited, or that are gone.',
  none: 'Every clause that a note cites says what it said when it was cited.',
  clauses: (n: number) => count(n, { one: '# clause', other: '# clauses' }),
  notice: (n: number) =>
    count(n, {
      one: '# clause that this note cites has changed.',
      other: '# clauses that this note cites have changed.',
    }),
  compare: 'Compare…',
  compareThis: (problem: string) => `Compare: ${problem}`,
  heading: (reference: string) => `Sources of ${reference}`,
  place: (shown: number, total: number) => `Citation ${shown} of ${total}`,
  previous: 'Previous citation',
  next: 'Next citation',
  state: { changed: 'Changed', gone: 'Gone', broken: 'Leads nowhere' },
  about: {
    changed: 'The clause says something else than when it was cited.',
    gone: 'The clause is no longer there.',
    broken: 'The notebook has no such clause.',
  },
  was: 'When it was cited',
  now: 'Now',
  notThere: 'No longer there',
  lines: 'Where the note cites it',
  go: 'Go there',
  quotation: 'It has the old words:',
  requote: 'Put in the new words',
  requoted: 'The new words are in the note.',
  instead: 'Cite another clause instead',
  likeness: (percent: string) => `${percent} of the words are the same`,
  choose: 'Cite this',
  chooseThis: (what: string) => `Cite this instead: ${what}`,
  find: 'Find a clause',
  findHint: 'Words, or a number such as 4.1.5',
  nothingFound: 'No clause is found by that.',
  found: (n: number) => count(n, { one: '# clause found', other: '# clauses found' }),
  openPolicy: 'Open the policy',
  confirm: 'Still right',
  confirmed: (what: string) => `Confirmed: ${what}.`,
  repointed: (what: string) => `The note cites ${what} now.`,
  undo: 'Undo',
  undone: 'It is as it was before.',
  locked: 'The note is locked: what it cites can be confirmed; its text is changed once it is reopened.',
  elsewhere: 'The text has changed meanwhile: nothing was replaced.',
  done: 'Nothing is left: every citation of this note stands.',
  others: 'Other notes whose sources have changed',
  failed: (why: string) => `The citations could not be compared. ${why}`,
  imported: (n: number) =>
    count(n, {
      one: '# note cites clauses that have changed.',
      other: '# notes cite clauses that have changed.',
    }),
  show: 'Show them',
};
