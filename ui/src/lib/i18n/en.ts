/** The English catalogue. Its shape is the shape of every catalogue. */

import type { ErrorCode, Marking, ProblemCode, Section, Status, Theme } from '../ipc/types';
import { type Forms, number, plural } from './format';

/** Gives the value of a parameter of a problem or failure, or nothing where it is absent. */
export type Param = (name: string) => string;

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

const problem: Record<ProblemCode, (p: Param) => string> = {
  unreadable: (p) => `The file could not be read: ${p('reason')}`,
  'not-utf8': () => 'The file is not UTF-8 text.',
  'no-front-matter': () => 'The file does not start with its metadata between “---” lines.',
  'bad-front-matter': (p) => `The metadata at the top of the file is not valid: ${p('reason')}`,
  'no-reference': () => 'The metadata has no usable reference number.',
  'duplicate-id': (p) => `Another file, ${p('path')}, carries the same name: ${p('id')}.`,
  'bad-value': (p) => `“${p('value')}” is not allowed in “${p('field')}”.`,
  'unplaced-text': () => 'Text stands outside every section.',
  'duplicate-section': (p) => `The heading “${p('heading')}” appears twice.`,
  'moved-to-additional-information': (p) => `Moved to Additional Information: “${p('text')}”`,
  'left-out': (p) => `Left out: “${p('text')}”`,
  'reference-assigned': (p) => `No reference number was found; ${p('reference')} was given.`,
  'bad-date': (p) => `The date “${p('value')}” could not be read.`,
  'unknown-organization': (p) => `“${p('value')}” is not a known organization; the name was kept.`,
  'unknown-minister': (p) => `“${p('value')}” is not a known minister’s title; it was kept.`,
  'minister-not-in-office': (p) => `${p('value')} was not in office on the note’s date.`,
  'side-exists': (p) => `${p('reference')} has this side already, with other text: it was left as it is.`,
  'already-imported': (p) => `${p('id')} is in the notebook already.`,
  'language-uncertain': () => 'The language of the text is not certain.',
  'cannot-import': () => 'Files of this kind cannot be imported.',
  'no-text': () => 'There is no text in it.',
  'not-taken': (p) => `It was read but could not be written. ${failureOf(p)}`,
  'metadata-differs': (p) => `“${p('field')}” differs from the note’s and was not taken: “${p('value')}”.`,
  'missing-side': () => 'This side is missing.',
  'missing-title': () => 'The title is empty.',
  'empty-section': () => 'This section is empty.',
  'missing-date': () => 'The note has no date.',
  'unequal-if-pressed': (p) =>
    `The sides differ in “if pressed” blocks: ${p('en')} in English, ${p('fr')} in French.`,
  'missing-topic': (p) => `“If pressed” block ${p('number')} has no topic.`,
  placeholder: (p) => `A placeholder is left: “${p('text')}”.`,
  'broken-citation': (p) => `The citation ${p('citation')} leads to no policy excerpt.`,
  'long-response': (p) => `The response has ${p('words')} words; 35 seconds allow about ${p('limit')}.`,
  'bad-reference': (p) => `The reference number ${p('reference')} has a character that is not allowed.`,
};

const failure: Record<ErrorCode, (p: Param) => string> = {
  'not-found': (p) => `${p('id') || 'It'} is not in the notebook any more.`,
  'not-a-notebook': (p) => `This folder is not a notebook: ${p('path')}`,
  'already-exists': (p) => `${p('id')} exists already.`,
  'not-readable': (p) => `${p('id')} cannot be read as a note, so it is not written to.`,
  'bad-file': (p) => `${p('path')} cannot be understood: ${p('reason')}`,
  'unknown-file-kind': (p) => `Files of this kind cannot be imported: ${p('path')}`,
  'read-failed': (p) => `${p('path')} could not be read: ${p('reason')}`,
  'write-failed': (p) => `${p('path')} could not be written: ${p('reason')}`,
  'disk-full': () => 'The disk is full.',
  'not-allowed': () => 'Writing is not allowed in this folder.',
  'front-matter-not-editable': (p) =>
    `“${p('field')}” cannot be changed without touching the rest of the file’s metadata.`,
  'bad-reference': (p) => `The reference number “${p('reference')}” cannot be used.`,
  'index-failed': (p) => `The search index failed: ${p('reason')}`,
  'nothing-to-export': () => 'There is nothing to export: no note was named, or none has that side.',
  'export-failed': (p) => `The Word file could not be made: ${p('reason')}`,
  'bad-template': (p) => `The Word template could not be used: ${p('reason')}`,
  internal: (p) => `Something that should not happen did: ${p('reason')}`,
};

/** The sentence of the failure that a problem names in `error`. */
function failureOf(p: Param): string {
  const code = p('error');
  return code in failure ? failure[code as ErrorCode](p) : '';
}

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

  landmark: { header: 'Actions', list: 'Notes and policies', side: 'Checks and similar notes' },

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
    similar: 'Similar notes',
    noSimilar: 'No similar note yet.',
    failed: (why: string) => `The checks did not run. ${why}`,
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
    title: 'Keyboard shortcuts',
    search: 'Search',
    newNote: 'New note',
    save: 'Save now',
    export: 'Export to Word',
    import: 'Import',
    checks: 'Show or hide the checks',
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
