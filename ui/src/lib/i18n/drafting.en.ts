/** What English says of a note's life: its states, the coming sitting, its translation, what it can reuse. */

import { type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const state = {
  locked: { approved: 'Approved', archived: 'Archived' },
  by: (what: string, who: string, when: string) =>
    who ? `${what} by ${who} on ${when}` : `${what} on ${when}`,
  explain: 'Its text is locked until it is reopened.',
  reopen: 'Reopen',
  reopened: 'The note is a draft again.',
  now: (status: string) => `State of the note: ${status}`,
};

export const history = {
  title: 'History',
  hide: 'Hide the history',
  explain: 'Kept on this computer for 30 days: every saved state of the last hours, then fewer.',
  none: 'No earlier state is kept yet. One is kept each time the note is saved.',
  states: 'Earlier states',
  outside: 'From outside',
  details: 'Note details',
  same: 'Its text is what the note has now.',
  from: (when: string) => `What changed since ${when}`,
  gone: 'removed since:',
  come: 'added since:',
  end: 'end',
  section: 'Bring back this section',
  sectionOf: (where: string) => `Bring back this section: ${where}`,
  whole: 'Bring back the whole text',
  back: (when: string) => `The text of ${when} is back.`,
  detailsStay: 'The note details differ, too; they stay as they are.',
  failed: (why: string) => `The earlier states could not be read. ${why}`,
};

export const today = {
  title: 'Today',
  show: 'Notes for the coming sitting',
  day: 'Day of the sitting',
  previousDay: 'The day before',
  nextDay: 'The day after',
  notes: (n: number) => count(n, { one: '# note', other: '# notes' }),
  ready: (n: number) => count(n, { one: '# is approved and complete', other: '# are approved and complete' }),
  carried: 'Carried over',
  complete: 'Nothing is missing',
  lacks: (n: number) => count(n, { one: '# thing is missing', other: '# things are missing' }),
  select: (title: string) => `In the binder: ${title}`,
  selectAll: 'All of them',
  up: (title: string) => `Move up: ${title}`,
  down: (title: string) => `Move down: ${title}`,
  binder: (n: number) => count(n, { one: 'Export # note…', other: 'Export # notes as a binder…' }),
  empty: 'There is no note for this day.',
  emptyNext:
    'Start a new note, or give a note this date. Notes of the week before that are not approved are carried over.',
  failed: (why: string) => `The notes could not be listed. ${why}`,
};

export const translation = {
  menu: 'Translations to do…',
  title: 'Translations',
  explain:
    'What one language lacks in the notes that are being worked on. A section is behind once the other language has changed since both last agreed.',
  into: 'Language to translate into',
  lacks: { en: 'English to do', fr: 'French to do' },
  empty: {
    en: 'No English is missing or behind.',
    fr: 'No French is missing or behind.',
  },
  chip: { missing: 'To translate', behind: 'Behind', 'to-confirm': 'To confirm' },
  state: {
    missing: 'to translate',
    behind: 'behind',
    'to-confirm': 'both changed, to be confirmed',
    unconfirmed: 'never confirmed',
    current: 'current',
  },
  since: {
    en: 'English has changed since both languages last agreed:',
    fr: 'French has changed since both languages last agreed:',
  },
  agree: 'Both languages agree',
  agreed: 'Both languages agree: it is noted.',
  count: (n: number) => count(n, { one: '# section to do', other: '# sections to do' }),
  unconfirmed: (n: number) =>
    count(n, {
      one: '# section has both languages, and nobody has confirmed that they agree',
      other: '# sections have both languages, and nobody has confirmed that they agree',
    }),
  select: (title: string) => `Send to a translator: ${title}`,
  send: (n: number) =>
    count(n, { one: 'Send # note to a translator…', other: 'Send # notes to a translator…' }),
  take: 'Take a translation back…',
  sent: (name: string) => `${name} is ready for the translator.`,
  tookBack: (n: number) =>
    count(n, {
      one: '# section was taken back into its note.',
      other: '# sections were taken back into their notes.',
    }),
  taking: {
    taken: 'taken',
    partly: 'taken, but not all of it is marked as translated: to be confirmed',
    unfinished: 'not translated yet; the note stays as it is',
    'changed-since': 'changed here since it was sent; the note stays as it is',
    gone: 'no longer in the note',
  },
};

export const start = {
  title: 'New note from an earlier one',
  explain: 'It gets the next reference number and today’s date, and names the note it comes from.',
  find: 'Find a note',
  from: 'Begin from',
  none: 'No note is called so.',
  sections: 'Sections to take over',
  section: 'Section',
  empty: 'empty',
  import: 'From a page or file…',
  blank: 'Empty note',
  create: (n: number, all: number) =>
    n === all
      ? 'Create with everything'
      : count(n, { one: 'Create with # section', other: 'Create with # sections' }),
  came: (reference: string) => `From ${reference}`,
  openFrom: (reference: string) => `Open the note it comes from, ${reference}`,
};

export const reuse = {
  title: 'Reuse',
  hide: 'Hide what can be reused',
  begin: 'Go into a section: what was said and translated before appears here as you write.',
  locked: 'The note is locked. Reopen it to write.',
  memory: 'Translated before',
  earlier: 'Said before',
  none: 'No earlier note says anything on this.',
  noMatch: 'The translation memory has nothing for this passage.',
  reading: 'The notebook is still being read…',
  exact: 'Same',
  percent: (n: string) => `${n}%`,
  differs: 'differs:',
  there: 'is there',
  insert: 'Insert',
  insertAll: 'Insert all',
  addBlock: 'Add as a block',
  open: 'Open this note',
  inserted: (what: string) => `Inserted: ${what}`,
  nowhere: 'Go into a section first.',
  elsewhere: 'Nothing was inserted: you are at another passage by now.',
  exportMemory: 'Export the translation memory…',
  importMemory: 'Take in a translation memory…',
  exported: (name: string, n: number) => `${count(n, { one: '# pair', other: '# pairs' })} in ${name}.`,
  taken: (n: number) =>
    count(n, { one: '# pair was taken into the memory.', other: '# pairs were taken into the memory.' }),
  nothing: 'The file has no English and French passages that go together.',
};
