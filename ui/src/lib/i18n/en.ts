/** The English catalogue. Its shape is the shape of every catalogue. */

import type { Marking, Section, Status, Theme } from '../ipc/types';
import { failure, problem } from './codes.en';
import { command } from './commands.en';
import { citing } from './citing.en';
import * as drafting from './drafting.en';
import * as exporting from './exporting.en';
import { reading } from './reading.en';
import { type Forms, number, plural } from './format';
import { importing } from './importing.en';
import { staleness } from './staleness.en';

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

const theme: Record<Theme, string> = {
  system: 'As the system',
  light: 'Light',
  dark: 'Dark',
  'contrast-light': 'High contrast, black on white',
  'contrast-dark': 'High contrast, white on black',
};

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
  command,

  percent: (size: number) => `${number('en', size)}%`,

  action: {
    newNote: 'New note',
    import: 'Import',
    export: 'Export to Word',
    copyNote: 'Copy…',
    close: 'Close',
    cancel: 'Cancel',
    undo: 'Undo',
    tryAgain: 'Try again',
    openNotebook: 'Open another notebook…',
    shortcuts: 'Keyboard shortcuts',
    more: 'More',
    look: 'Theme and text size',
    theme: 'Theme',
    textSize: 'Text size',
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
    items: 'Notes and policies',
    results: 'Search results',
    count: (n: number) => count(n, { one: '# item', other: '# items' }),
    found: (n: number) => count(n, { one: '# result', other: '# results' }),
    untitled: 'Untitled',
    policy: 'Policy',
    noDate: 'No date',
    unreadable: 'Cannot be read',
    problems: (n: number) => count(n, { one: '# problem in the file', other: '# problems in the file' }),
    empty: 'This notebook is empty.',
    emptyNext: 'Start a new note, or import a published note or a policy.',
    nothingMatches: 'Nothing matches this filter.',
    showMore: (more: number, left: number) =>
      `Show ${number('en', more)} more (${number('en', left)} not shown)`,
    showAll: 'Show everything',
    nothingFound: 'Nothing was found.',
    searchFailed: (why: string) => `The search did not work. ${why}`,
  },

  search: {
    corrected: (text: string) => `Nothing matches as typed. Showing results for “${text}”.`,
    indexing: (done: number, total: number) => `Indexing ${number('en', done)} of ${number('en', total)}`,
    incomplete: 'Until then, results may be incomplete.',
    notSearched: (n: number) =>
      count(n, {
        one: '# file cannot be read and is not searched',
        other: '# files cannot be read and are not searched',
      }),

    badSynonyms: (n: number) =>
      count(n, {
        one: '# line of synonyms.txt is not understood',
        other: '# lines of synonyms.txt are not understood',
      }),
    badSynonymsTitle: 'Synonyms that are left out',
    badSynonymsHint:
      'In synonyms.txt, at the root of the notebook, each line is a group: RTO = return to office | retour au bureau.',
    sort: 'Order',
    sorts: { relevance: 'Best match', date: 'Newest first', title: 'Title, A to Z' },
    excerpts: 'Excerpts',

    filters: 'Filters',
    filtersOn: (n: number) => count(n, { one: '# filter is on', other: '# filters are on' }),
    closeFilters: 'Close the filters',
    narrowed: 'Filters that are on',
    remove: (what: string) => `Remove ${what}`,
    clearAll: 'Clear all',
    more: (n: number) => count(n, { one: '# more…', other: '# more…' }),
    fewer: 'Fewer',
    byExcerpt: 'Policies are counted by their excerpts.',
    facet: {
      kind: 'Kind',
      status: 'Status',
      organization: 'Organization',
      minister: 'Minister',
      year: 'Year',
      month: 'Month',
      languages: 'Languages',
      marking: 'Marking',
      tag: 'Tag',
      lang: 'Language',
    },
    completeness: { complete: 'Complete in both', incomplete: 'Something is missing' },
    dates: 'Dates',
    from: 'From',
    to: 'To',
    dayHint: 'YYYY-MM-DD',
    badDay: 'There is no such day. Write YYYY-MM-DD, YYYY-MM or YYYY.',
    backwards: 'The first day is after the last one.',
    since: (day: string) => `From ${day}`,
    until: (day: string) => `Until ${day}`,
    between: (first: string, last: string) => `${first} to ${last}`,
    shownIn: 'Results are shown',
    asMatched: 'In the language that matched',
    inMine: 'In English where there is English',

    alsoIn: (where: string) => `Also in: ${where}`,
    exists: {
      both: 'In English and French',
      en: 'In English only',
      fr: 'In French only',
    },
    only: { en: 'EN only', fr: 'FR only' },
    shown: { en: 'shown in English', fr: 'shown in French' },
    otherLanguage: 'Found through the other language',
    through: (pairs: string) => `Found through ${pairs}`,

    suggestions: 'Saved and recent searches',
    saved: 'Saved searches',
    recent: 'Recent searches',
    clearRecent: 'Clear recent searches',
    recentCleared: 'The recent searches are cleared.',
    manage: 'Rename or remove saved searches…',
    help: 'How to search',
    everything: 'Everything',

    save: 'Save this search',
    saveTitle: 'Save this search',
    saveExplain: 'It is kept on this computer, for this notebook.',
    name: 'Name',
    saveButton: 'Save',
    replace: 'Replace it',
    savedAs: (name: string) => `Saved as “${name}”`,
    manageTitle: 'Saved searches',
    noSaved: 'No search is saved yet.',
    rename: (name: string) => `New name of “${name}”`,
    removeSaved: (name: string) => `Remove “${name}”`,
    removed: (name: string) => `“${name}” was removed.`,
    run: (name: string) => `Search “${name}”`,

    tryTitle: 'What may help',
    tryFewer: 'Take words away: every word must be there.',
    trySpelling: 'Check the spelling, or end a word with * to find all its endings.',
    tryOther: 'Try the words of the other language.',
    tryReference: 'Of a reference number a part is enough: 00044, 2026-QP.',
    tryWithout: 'Take a filter off:',

    helpIntro: 'Words are found in both languages, with or without accents, in any case.',
    helpTyped: 'You type',
    helpFinds: 'You find',
    helpRows: [
      ['access delays', 'what has both words'],
      ['"official languages"', 'these words side by side'],
      ['access -Senate', 'the first word without the second'],
      ['telework OR hybrid', 'one word or the other'],
      ['advert*', 'every word that begins so'],
      ['00044', 'a part of a reference number'],
      ['ref:2026-QP', 'only in reference numbers'],
      ['minister:PTB', 'notes of a minister, by title, name or code'],
      ['after:2026-06', 'from June 2026 on; with before, until then'],
    ] as readonly (readonly [string, string])[],
    helpKeys: 'In the box, ↑ and ↓ move through the results, Enter opens one, Esc clears the search.',
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
    dragBlock: (n: number) => `Drag block ${n} to another place`,
    moveUp: (n: number) => `Move block ${n} up`,
    moveDown: (n: number) => `Move block ${n} down`,
    removeBlock: (n: number) => `Remove block ${n}`,
    moved: (from: number, to: number) => `Block ${from} is now block ${to}.`,
    added: (n: number) => `Block ${n} was added.`,
    removed: (n: number) => `Block ${n} was removed.`,
    undone: (where: string) => `Undone: ${where}.`,
    redone: (where: string) => `Done again: ${where}.`,
    bulletMoved: (where: string) => `The bullet was moved: ${where}.`,
    bulletStays: 'There is no other text in this direction.',
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
    mend: 'Mend',
    mendThis: (problem: string) => `Mend. ${problem}`,
    changedMeanwhile: 'The text has changed since it was checked. It is checked again.',
  },

  speaking: {
    time: (words: number, seconds: number) =>
      `${count(words, { one: '# word', other: '# words' })} · ${number('en', seconds)} s`,
    of: (what: string) => `${what}:`,
    over: 'Longer than the 35 seconds that the House gives an answer',
    change: 'Change the speaking rate',
    title: 'Speaking rate',
    explain: 'The House of Commons gives an answer 35 seconds. How fast will yours be spoken?',
    rate: { en: 'English, words a minute', fr: 'French, words a minute' },
    limit: (words: number) => `at most ${number('en', words)} words in 35 seconds`,
    source:
      'Usual are 180 in English, a brisk reading, and 200 in French, which says more syllables a second (Pellegrino, Coupé and Marsico, Language 87(3), 2011).',
    reset: 'Usual rates',
    done: 'Done',
  },

  state: drafting.state,

  history: drafting.history,

  today: drafting.today,

  translation: drafting.translation,

  start: drafting.start,

  reuse: drafting.reuse,

  reading,
  citing,
  staleness,

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

  importing,

  selection: exporting.selection,

  exporting: exporting.exporting,

  preview: exporting.preview,

  binder: exporting.binder,

  copying: exporting.copying,

  closing: {
    title: 'A note is not saved',
    explain: (why: string) => `Its text could not be written. ${why}`,
    kept: 'The text is in the recovery folder. It is offered again at the next start.',
    notKept: 'The text could not be put into the recovery folder either: it is in this window only.',
    stay: 'Keep the window open',
    close: 'Close the window',
  },

  shortcuts: {
    keys: { enter: 'Enter', escape: 'Esc', shift: 'Shift', space: 'Space' },
    title: 'Keyboard shortcuts',
    elsewhere: 'In lists and texts',
    list: 'Move in the list; open',
    clear: 'Clear the search',
    leave: 'Leave a list with Tab',
    select: 'Select a note in the list; all of them',
    range: 'Select more notes in the list',
  },

  palette: {
    title: 'All commands',
    hint: 'Type what you want to do',
    commands: 'Commands',
    count: (n: number) => count(n, { one: '# command', other: '# commands' }),
    none: 'No command is called so. Try another word, in English or in French.',
    group: {
      find: 'Search',
      notes: 'Notes',
      note: 'The open note',
      text: 'Text',
      window: 'Window',
      choices: 'Settings',
      help: 'Help',
    },
    notNow: (what: string, why: string) => `“${what}” is not possible now. ${why}`,
    why: {
      notebook: 'No notebook is open.',
      note: 'No note is open.',
      opened: 'Nothing is open.',
      policy: 'No policy is open.',
      replaced: 'No earlier text of the policy is kept.',
      locked: 'The note is locked until it is reopened.',
      unlocked: 'The note is not locked.',
      largest: 'The text has its largest size.',
      smallest: 'The text has its smallest size.',
      already: 'It is so already.',
      side: 'The note has this side.',
      blocks: 'The note has no such block.',
      undo: 'There is nothing to undo.',
      redo: 'There is nothing to do again.',
      text: 'The cursor is in no section’s text.',
      inList: 'The cursor is in no list.',
      nest: 'The cursor is in no bullet that can go further in.',
      inBlock: 'The cursor is in no “if pressed” block.',
      inTable: 'The cursor is in no table.',
      outOfTable: 'The cursor is in a table.',
      marks: 'No match is marked.',
      words: 'The search box is empty.',
      filters: 'No filter is on.',
      search: 'Nothing is searched for.',
      saved: 'No search is saved.',
      recent: 'There is no recent search.',
      selected: 'No note is selected in the list.',
      response: 'The note has no suggested response in this language.',
      sources: 'Every citation of the note stands.',
    },
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
