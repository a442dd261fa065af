/** What English says of reading a policy. */

import { type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const reading = {
  tools: 'Reading',
  languages: 'Languages shown',
  both: 'Both languages',
  only: { en: 'English only', fr: 'French only' },
  find: 'Find in the text',
  consolidated: 'Current to',
  instrument: 'Number',
  gone: (id: string) => `The policy has no excerpt ${id} any more. It is opened at its beginning.`,

  outline: {
    title: 'Outline',
    hide: 'Hide the outline',
    go: 'Go to a clause',
    hint: 'Number or words of a heading',
    count: (n: number) => count(n, { one: '# clause matches', other: '# clauses match' }),
    none: 'No number and no heading matches.',
    lookInText: 'Find it in the text',
  },

  finding: {
    bar: 'Find in the text',
    field: 'Find in the text',
    none: 'Not in the text',
    close: 'Close the search in the text',
  },

  cited: {
    by: (n: number) => count(n, { one: 'Cited by # note', other: 'Cited by # notes' }),
    here: (n: number) => count(n, { one: '# note', other: '# notes' }),
    of: (n: number, clause: string) =>
      count(n, { one: `# note cites ${clause}`, other: `# notes cite ${clause}` }),
    behind: 'Behind',
    behindOf: (n: number) => count(n, { one: '# is behind', other: '# are behind' }),
    whole: 'The whole policy',
  },

  earlier: {
    title: 'Earlier texts',
    count: (n: number) => count(n, { one: '# earlier text', other: '# earlier texts' }),
    sinceLabel: 'This text since',
    choose: 'Earlier text',
    until: (day: string) => `Until ${day}`,
    unknown: 'Of an unknown day',
    back: 'Back to the text',
    then: 'Then',
    now: 'Now',
    goTo: (clause: string) => `Go to ${clause} in the text`,
    standing: { changed: 'Changed', added: 'New', removed: 'Gone' },
    changed: (n: number) => count(n, { one: '# changed', other: '# changed' }),
    added: (n: number) => count(n, { one: '# new', other: '# new' }),
    removed: (n: number) => count(n, { one: '# gone', other: '# gone' }),
    same: (n: number) => count(n, { one: '# clause says the same.', other: '# clauses say the same.' }),
    none: 'Every clause says the same.',
    failed: (why: string) => `The earlier text could not be read. ${why}`,
  },
};
