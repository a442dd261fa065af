/** What English says of selecting notes and of making Word files. */

import { type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('en', n, forms);

export const selection = {
  title: 'Selected notes',
  count: (n: number) => count(n, { one: '# note selected', other: '# notes selected' }),
  bind: 'Make a binder…',
  clear: 'Clear',
};

export const exporting = {
  title: 'Export to Word',
  languages: 'Languages',
  sides: { both: 'English and French', en: 'English only', fr: 'French only' },
  layout: 'Layout',
  layouts: { sequential: 'One language after the other', 'side-by-side': 'Side by side, in two columns' },
  export: 'Export…',
  done: (file: string) => `Saved as ${file}`,
  show: 'Show in its folder',
};

export const copying = {
  button: { en: 'Copy the English response for an e-mail', fr: 'Copy the French response for an e-mail' },
  done: {
    en: 'The English response is copied, with its formatting.',
    fr: 'The French response is copied, with its formatting.',
  },
  failed: (why: string) => `The response could not be copied. ${why}`,
};
