/** What English says of selecting notes and of making Word files. */

import { type Forms, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const selection = {
  title: 'Selected notes',
  count: (n: number) => count(n, { one: '# note selected', other: '# notes selected' }),
  bind: 'Make a binder…',
  clear: 'Clear the selection',
};

export const exporting = {
  title: 'Export to Word',
  languages: 'Languages',
  sides: { both: 'English and French', en: 'English only', fr: 'French only' },
  layout: 'Layout',
  layouts: { sequential: 'One language after the other', 'side-by-side': 'Side by side, in two columns' },
  first: 'First language',
  firsts: { en: 'English first', fr: 'French first' },
  look: 'Look',
  ownLook: 'The program’s own look',
  noTemplate: 'The look of a Word file of your department',
  template: (file: string) => `The look of ${file}`,
  chooseTemplate: 'Choose a Word file…',
  otherTemplate: 'Another file…',
  removeTemplate: 'Remove',
  useOwnLook: 'Export with the program’s own look',
  templateNote: 'The preview has the program’s own fonts and colours; the file has those of the template.',
  export: 'Export…',
  making: 'Making the Word file…',
  progress: (done: number, total: number) => `Part ${number('en', done)} of ${number('en', total)}`,
  stop: 'Stop',
  stopped: 'The export was stopped; no file was written.',
  done: (file: string) => `Saved as ${file}`,
  notes: (n: number) => count(n, { one: 'It has # note.', other: 'It has # notes.' }),
  open: 'Open it',
  show: 'Show in its folder',
  finish: 'Done',
};

export const preview = {
  title: 'Preview',
  at: (at: number, of: number) => `Part ${number('en', at)} of ${number('en', of)}`,
  previous: 'Previous part',
  next: 'Next part',
  actual: 'Actual size',
};

export const binder = {
  title: 'Make a binder',
  notes: 'Notes of the binder',
  order: (n: number) => count(n, { one: 'Order of # note', other: 'Order of # notes' }),
  hint: 'Drag a note, or move it with Alt+↑ and Alt+↓.',
  up: (title: string) => `Move up: ${title}`,
  down: (title: string) => `Move down: ${title}`,
  remove: (title: string) => `Leave out: ${title}`,
  moved: (title: string, to: number, of: number) =>
    `${title} is now ${number('en', to)} of ${number('en', of)}.`,
  removed: (title: string) => `${title} was left out.`,
  cover: 'Cover',
  day: 'Day of the sitting',
  minister: 'Minister',
  ministerOfNotes: 'As in the notes',
  byTheme: 'Group the notes by their first tag',
};

export const copying = {
  button: { en: 'Copy the English response for an e-mail', fr: 'Copy the French response for an e-mail' },
  done: {
    en: 'The English response is copied, with its formatting.',
    fr: 'The French response is copied, with its formatting.',
  },
  failed: (why: string) => `The response could not be copied. ${why}`,
};
