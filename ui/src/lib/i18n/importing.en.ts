/** What English says of importing. */

import { type Forms, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const importing = {
  title: 'Import',
  explain:
    'Paste a published note or a policy, in either language, or choose files or whole folders: Word, PDF, saved web pages, Acts and regulations in XML, text. They can also be dropped anywhere on the window. The other side of a note or policy that is here already joins it; a newer text of a policy takes the place of the older one, which is kept.',
  drop: 'Drop the files to import them',
  paste: 'Text to import',
  pasteHint: 'Paste the page here',
  importText: 'Import the text',
  chooseFiles: 'Choose files…',
  chooseFolder: 'Choose a folder…',
  busy: 'Importing…',
  progress: (done: number, total: number) => `File ${number('en', done)} of ${number('en', total)}`,
  stop: 'Stop',
  stopped: 'Stopped. What was imported by then stays.',
  finished: 'The import is done',
  broken: 'The import failed',
  first: 'Files are being imported into this notebook: another one can be opened once that is done.',
  tell: 'What came of it',
  pasted: 'Pasted text',
  notes: (n: number) => count(n, { one: '# note', other: '# notes' }),
  policies: (n: number) => count(n, { one: '# policy', other: '# policies' }),
  done: (what: string, n: number) => `${what} ${n === 1 ? 'was' : 'were'} imported`,
  and: (first: string, second: string) => `${first} and ${second}`,
  there: (n: number) => count(n, { one: '# item was there already', other: '# items were there already' }),
  failed: (n: number) => count(n, { one: '# could not be imported', other: '# could not be imported' }),
  nothing: 'There was no file to import',
  standing: {
    failed: 'Not imported',
    remarks: 'Imported, with remarks',
    taken: 'Imported',
    there: 'There already',
  },
  outcome: { note: 'Note', policy: 'Policy', none: 'Not imported' },
  open: (id: string) => `Open ${id}`,
  more: 'Import something else',
};
