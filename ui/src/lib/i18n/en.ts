/** The English catalogue. Its shape is the shape of every catalogue. */

import type { Marking, Section, Status, Theme } from '../ipc/types';
import { failure, problem } from './codes.en';
import { type Forms, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

const status: Record<Status, string> = {
  draft: 'Draft',
  'in-review': 'In review',
  'in-translation': 'In translation',
  approved: 'Approved',
  archived: 'Archived',
};

const marking: Record<Marking, string> = {
  Unclassified: 'Unclassified',
  'Protected A': 'Protected A',
  'Protected B': 'Protected B',
  'Protected C': 'Protected C',
  Confidential: 'Confidential',
  Secret: 'Secret',
  'Top Secret': 'Top Secret',
};

const section: Record<Section, string> = {
  title: 'Title',
  question: 'Issue/Question',
  response: 'Suggested Response',
  if_pressed: 'If pressed',
  background: 'Background',
  additional_information: 'Additional Information',
};

const theme: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export const en = {
  product: 'QP Notes',
  windowTitle: (name: string) => (name ? `${name} – QP Notes` : 'QP Notes'),
  otherLanguage: { name: 'Français', lang: 'fr-CA' },
  language: { en: 'English', fr: 'French' },

  status,
  marking,
  section,
  theme,
  problem,
  failure,

  action: {
    newNote: 'New note',
    import: 'Import',
    export: 'Export to Word',
    copyNote: 'New note from this one',
    close: 'Close',
    cancel: 'Cancel',
    undo: 'Undo',
    tryAgain: 'Try again',
    openNotebook: 'Open another notebook…',
    shortcuts: 'Keyboard shortcuts',
    more: 'More',
    theme: 'Theme',
    hideList: 'Hide the list',
    showList: 'Show the list',
    dismiss: 'Dismiss',
  },

  landmark: { header: 'Actions', list: 'Notes and policies', side: 'Checks and similar texts' },

  save: {
    saved: 'Saved',
    saving: 'Saving…',
    notSaved: (why: string) => `Not saved. ${why}`,
    kept: 'The text is in this window and in the recovery folder.',
    onlyHere: 'The text is in this window only.',
    others: (n: number) =>
      count(n, { one: 'Another note is not saved', other: '# other notes are not saved' }),
  },

  list: {
    search: 'Search notes and policies',
    searchHint: 'Search',
    clear: 'Clear the search',
    kind: { all: 'All', note: 'Notes', policy: 'Policies' },
    kinds: 'Kind',
    status: 'Filter by status',
    anyStatus: 'Any status',
    items: 'Notes and policies',
    results: 'Search results',
    count: (n: number) => count(n, { one: '# item', other: '# items' }),
    found: (n: number) => count(n, { one: '# result', other: '# results' }),
    shownOf: (shown: number, total: number) =>
      `First ${number('en', shown)} of ${count(total, { one: '# result', other: '# results' })}`,
    corrected: (text: string) => `Showing results for “${text}”`,
    indexing: (done: number, total: number) =>
      `Preparing the search: ${number('en', done)} of ${number('en', total)}`,
    untitled: 'Untitled',
    policy: 'Policy',
    noDate: 'No date',
    unreadable: 'Cannot be read',
    problems: (n: number) => count(n, { one: '# problem in the file', other: '# problems in the file' }),
    empty: 'This notebook is empty.',
    emptyNext: 'Start a new note, or import a published note or a policy.',
    nothingMatches: 'Nothing matches this filter.',
    showAll: 'Show everything',
    nothingFound: 'Nothing was found.',
    nothingFoundNext: 'Try fewer words, a part of a reference number, or the other language.',
    searchFailed: (why: string) => `The search did not work. ${why}`,
  },

  note: {
    reference: 'Reference number',
    date: 'Date',
    dateHint: 'YYYY-MM-DD',
    badDate: 'Write the date as YYYY-MM-DD.',
    organization: 'Organization',
    minister: 'Minister',
    status: 'Status',
    marking: 'Marking',
    tags: 'Tags',
    addTag: 'Add a tag',
    removeTag: (tag: string) => `Remove the tag “${tag}”`,
    notChosen: 'Not chosen',
    details: 'Note details',
    sides: 'Language shown',
    missingSide: { en: 'There is no English side yet.', fr: 'There is no French side yet.' },
    createSide: { en: 'Create the English side', fr: 'Create the French side' },
    addBlock: 'Add an “if pressed” block',
    addCounterpart: {
      en: (n: number) => `Add the English of block ${n}`,
      fr: (n: number) => `Add the French of block ${n}`,
    },
    noCounterpart: { en: 'No English for this block yet', fr: 'No French for this block yet' },
    block: (n: number) => `If pressed ${n}`,
    moveUp: (n: number) => `Move block ${n} up`,
    moveDown: (n: number) => `Move block ${n} down`,
    removeBlock: (n: number) => `Remove block ${n}`,
    moved: (from: number, to: number) => `Block ${from} is now block ${to}.`,
    added: (n: number) => `Block ${n} was added.`,
    removed: (n: number) => `Block ${n} was removed.`,
    restored: (n: number) => `Block ${n} is back.`,
    fileProblems: 'What is wrong with the file',
    changedOutside: 'The note was changed by another program; the new text is shown.',
  },

  conflict: {
    title: (where: string) => `Changed in two places: ${where}`,
    explain: 'You and another program changed the same text. Both are kept until you choose.',
    mine: 'Yours',
    theirs: 'In the file',
    keepMine: 'Keep yours',
    keepTheirs: 'Keep the file’s',
    keepBoth: 'Keep both',
    first: (reference: string) =>
      `${reference} has text that was changed in two places. Choose what to keep first.`,
    empty: '(empty)',
    details: 'Note details',
  },

  recovery: {
    title: (n: number) =>
      count(n, { one: 'Unsaved text was found', other: 'Unsaved text of # notes was found' }),
    explain: 'It could not be written to its note in an earlier session.',
    entry: (reference: string, at: string) => `${reference}, kept ${at}`,
    show: 'Show the text',
    restore: 'Put it into the note',
    discard: 'Discard',
  },

  policy: {
    source: 'Source',
    issued: 'In effect',
    modified: 'Modified',
    copyCitation: (citation: string) => `Copy the citation ${citation}`,
    copied: (citation: string) => `Copied: ${citation}`,
    copyFailed: 'The citation could not be copied.',
    missingSide: { en: 'Not in English', fr: 'Not in French' },
    noText: 'This policy has no text.',
  },

  checks: {
    title: 'Checks',
    show: 'Show the checks',
    hide: 'Hide the checks',
    count: (n: number) => count(n, { one: '# thing to look at', other: '# things to look at' }),
    none: 'Nothing to mend: both sides are complete.',
    wholeNote: 'Whole note',
    failed: (why: string) => `The checks did not run. ${why}`,
  },

  marks: {
    bar: 'Matches of the search',
    count: (n: number) => count(n, { one: '# match', other: '# matches' }),
    at: (at: number, n: number) =>
      `${number('en', at)} of ${count(n, { one: '# match', other: '# matches' })}`,
    told: (at: number, n: number, place: string) =>
      `Match ${number('en', at)} of ${number('en', n)}, ${place}`,
    next: 'Next match',
    previous: 'Previous match',
    edit: 'Select this match in its field',
    close: 'Stop marking matches',
  },

  similar: {
    title: 'Similar',
    hide: 'Hide what is similar',
    to: {
      note: (id: string) => `To the note ${id}`,
      policy: (id: string) => `To the policy ${id}`,
      excerpt: (id: string) => `To the excerpt ${id}`,
    },
    toPassage: 'To the selected passage:',
    toExcerpt: (name: string) => `Find what is similar to ${name}`,
    whole: { note: 'Compare the whole note', policy: 'Compare the whole policy' },
    shared: 'In common:',
    busy: 'Looking…',
    count: (n: number) => count(n, { one: '# similar text', other: '# similar texts' }),
    none: {
      item: 'Nothing is similar: no other text here shares enough of its telling words, or it has too few.',
      passage:
        'Nothing is similar: no other text here shares the telling words of this passage. Select more.',
    },
    failed: (why: string) => `What is similar could not be found. ${why}`,
  },

  importing: {
    title: 'Import',
    explain:
      'Paste a published note or a policy, in either language. The other side of a note that is here already joins it.',
    paste: 'Text to import',
    pasteHint: 'Paste the page here',
    importText: 'Import the text',
    chooseFiles: 'Choose files…',
    busy: 'Importing…',
    pasted: 'Pasted text',
    done: (n: number) => count(n, { one: '# item was imported', other: '# items were imported' }),
    there: (n: number) => count(n, { one: '# item was there already', other: '# items were there already' }),
    failed: (n: number) => count(n, { one: '# could not be imported', other: '# could not be imported' }),
    outcome: { note: 'Note', policy: 'Policy', none: 'Not imported' },
    open: (id: string) => `Open ${id}`,
    more: 'Import something else',
  },

  exporting: {
    title: 'Export to Word',
    languages: 'Languages',
    sides: { both: 'English and French', en: 'English only', fr: 'French only' },
    layout: 'Layout',
    layouts: { sequential: 'One language after the other', 'side-by-side': 'Side by side, in two columns' },
    export: 'Export…',
    done: (file: string) => `Saved as ${file}`,
    show: 'Show in its folder',
  },

  closing: {
    title: 'A note is not saved',
    explain: (why: string) => `Its text could not be written. ${why}`,
    kept: 'The text is in the recovery folder. It is offered again at the next start.',
    notKept: 'The text could not be put into the recovery folder either: it is in this window only.',
    stay: 'Keep the window open',
    close: 'Close the window',
  },

  shortcuts: {
    keys: { enter: 'Enter', escape: 'Esc', shift: 'Shift' },
    title: 'Keyboard shortcuts',
    search: 'Search',
    newNote: 'New note',
    save: 'Save now',
    export: 'Export to Word',
    import: 'Import',
    checks: 'Show or hide the checks',
    nextMatch: 'Go to the next match of the search',
    previousMatch: 'Go to the previous match',
    similar: 'Find what is similar to the selected passage, or to what is open',
    nextPane: 'Go to the next part of the window',
    list: 'Move in the list; open',
    clear: 'Clear the search',
    moveBlock: 'Move an “if pressed” block up or down',
    help: 'This list',
  },

  welcome: {
    title: 'Choose a note on the left',
    explain: 'Search by words, by a part of a reference number, or by minister, in either language.',
    start: 'Or start here',
    noNotebook: 'No notebook is open',
    chooseNotebook: 'A notebook is a folder of notes and policies.',
    openFailed: (why: string) => `It could not be opened. ${why}`,
  },
};

/** What every catalogue holds. */
export type Messages = typeof en;
