/** The fake backend as the address asks for it: `?lang=fr&theme=dark&many=10000`. Only ever used in a browser. */

import { FakeBackend } from './fake';
import { sampleNotes } from './sample';
import type { Lang, Note, Recovered, Theme } from './types';
import { USUAL_RATES } from '../note/spoken';
import { USUAL_EXPORT } from '../state/exporting.svelte';

const recovered: Recovered = {
  id: 'sample',
  reference: 'TBS-2026-QP-11-00012',
  at: '2026-11-20T16:42:00-05:00',
  changes: [
    {
      part: 'text',
      lang: 'en',
      section: 'additional_information',
      was: 'Departments report twice a year.',
      now: 'Departments report twice a year, in June and in December.',
    },
  ],
};

function copies(count: number): Note[] {
  return Array.from({ length: count }, (_, number) => {
    const note = structuredClone(sampleNotes[number % sampleNotes.length]) as Note;
    note.reference = `TBS-2025-QP-01-${String(number).padStart(5, '0')}`;
    return note;
  });
}

export function browserBackend(query: URLSearchParams): FakeBackend {
  const many = Number(query.get('many') ?? 0);
  const backend = new FakeBackend({
    notes: query.has('empty') ? [] : [...sampleNotes, ...copies(many)],
    ...(query.has('empty') && { policies: [] }),
    settings: {
      ui_lang: (query.get('lang') ?? 'en') as Lang,
      theme: (query.get('theme') ?? 'light') as Theme,
      text_size: Number(query.get('size') ?? 100),
      rates: USUAL_RATES,
      export: USUAL_EXPORT,
    },
    recovered: query.has('recovered') ? [recovered] : [],
  });
  if (query.has('fail')) {
    backend.beforeSave = () => Promise.reject({ code: 'disk-full', params: { path: 'notes' } });
  }
  // For trying things out by hand in the browser's console.
  Object.assign(window, { fake: backend });
  return backend;
}
