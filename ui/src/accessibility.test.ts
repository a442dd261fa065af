import { USUAL_EXPORT } from './lib/state/exporting.svelte';
import { USUAL_RATES } from './lib/note/spoken';
import { cleanup, render, waitFor } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend, type FakeOptions } from './lib/ipc/fake';
import { samplePolicies } from './lib/ipc/sample';
import type { Lang, Theme } from './lib/ipc/types';
import { NO_TERMS } from './lib/search/terms';
import { Workspace } from './lib/state/workspace.svelte';

import { keepEarlier } from './test/earlier';

const NOTE = 'TBS-2026-QP-11-00012';

interface View {
  options?: FakeOptions;
  go?: (workspace: Workspace, backend: FakeBackend) => Promise<unknown>;
}

const views: Record<string, View> = {
  welcome: {},
  'an empty notebook': { options: { notes: [], policies: [] } },
  'a note': { go: (workspace) => workspace.open(NOTE, 'note') },
  'a note without its French side': { go: (workspace) => workspace.open('TBS-2026-QP-11-00009', 'note') },
  'a policy': { go: (workspace) => workspace.open('guide-assistants', 'policy') },
  'a policy with its outline narrowed, a search in its text and the notes that cite a clause': {
    go: async (workspace, backend) => {
      backend.behind = [{ reference: NOTE, citations: 1 }];
      await workspace.open('guide-assistants', 'policy');
      await waitFor(() => expect(document.querySelector('.row .cited')).not.toBeNull());
      document.querySelector<HTMLElement>('.row .cited')?.click();
      document.querySelector<HTMLElement>('details.citing summary')?.click();
      workspace.marks.startFinding();
      await workspace.marks.find('tool');
      const box = document.querySelector<HTMLInputElement>('nav input');
      if (box) box.value = '2';
      box?.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await waitFor(() => expect(document.querySelector('main mark.match-current')).not.toBeNull());
    },
  },
  'an earlier text of a policy': {
    go: async (workspace, backend) => {
      keepEarlier(backend);
      await workspace.open('guide-assistants', 'policy');
      await workspace.reading.compare('2026-10-15');
      await waitFor(() => expect(document.querySelector('.earlier del')).not.toBeNull());
    },
  },
  'checks beside a note': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.checks.toggle();
      await workspace.checks.run();
    },
  },
  'clauses to cite, and one that is cited': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      document.querySelector<HTMLElement>('[data-section=response] .qp-text')?.focus();
      workspace.citing.open();
      await workspace.citing.run();
      const chip = document.querySelector<HTMLElement>('.qp-citation');
      expect(chip).not.toBeNull();
      const cited = { slug: 'guide-assistants', anchor: '2.1' };
      if (chip) workspace.citing.source('en', () => undefined).open(cited, chip);
      await waitFor(() => expect(document.querySelector('[data-citing] [role=option]')).not.toBeNull());
      await waitFor(() =>
        expect(document.querySelector('.preview .words')?.textContent).toContain('Employees'),
      );
    },
  },
  'similar texts, and matches in a note': {
    go: async (workspace) => {
      workspace.search.type('service');
      await workspace.search.run();
      await workspace.open(NOTE, 'note');
      workspace.findSimilar({ text: 'service', lang: 'en' });
      await waitFor(() => expect(document.querySelectorAll('.hit .badge').length).toBeGreaterThan(0));
      await waitFor(() => expect(document.querySelectorAll('mark.match').length).toBeGreaterThan(2));
    },
  },
  'search results': {
    go: async (workspace) => {
      workspace.search.type('public');
      await workspace.search.run();
    },
  },
  'nothing found': {
    go: async (workspace) => {
      workspace.search.type('zzz');
      await workspace.search.run();
    },
  },
  'search results, narrowed, with the filters': {
    go: async (workspace) => {
      workspace.search.type('a');
      workspace.search.toggle('status', 'approved');
      workspace.search.toggle('year', '2026');
      workspace.search.setDates('2026-01-01', null);
      await workspace.search.settled();
      document.querySelector<HTMLElement>('.filter')?.click();
      await workspace.search.settled();
    },
  },
  'nothing found, narrowed': {
    go: async (workspace) => {
      workspace.search.type('zzz yyy');
      workspace.search.toggle('status', 'approved');
      workspace.search.toggle('marking', 'Secret');
      await workspace.search.settled();
    },
  },
  'what was searched for before': {
    go: async (workspace) => {
      await workspace.searches.save('Pay', { ...NO_TERMS, text: 'pay' }, false);
      await workspace.searches.remember({ ...NO_TERMS, narrow: { status: ['draft'] } });
      document.querySelector<HTMLElement>('[role=combobox]')?.click();
      await waitFor(() => expect(document.querySelector('[role=search] [role=option]')).not.toBeNull());
    },
  },
  'the history of a note, with a state compared': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.note?.setText('en', 'response', '- Another text.');
      await workspace.note?.flush();
      workspace.history.toggle();
      await waitFor(() => expect(workspace.history.states.length).toBeGreaterThan(1));
      const earlier = workspace.history.states.at(-1);
      if (earlier) await workspace.history.choose(earlier);
    },
  },
  'a locked note': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.setStatus('approved');
      await waitFor(() => expect(document.querySelector('.locked')).not.toBeNull());
    },
  },
  'a note whose sources have changed, compared': {
    options: { policies: structuredClone(samplePolicies) },
    go: async (workspace, backend) => {
      await workspace.open(NOTE, 'note');
      workspace.note?.setText('en', 'background', 'As [@guide-assistants#9] says.');
      await workspace.note?.flush();
      for (const lang of ['en', 'fr'] as const) {
        for (const excerpt of backend.policies[0]?.sides[lang]?.excerpts ?? []) {
          if (excerpt.anchor === '2.1') excerpt.text += lang === 'en' ? ' Always.' : ' Toujours.';
        }
      }
      await workspace.compareSources(NOTE);
      await waitFor(() => expect(document.querySelector('dialog ins')).not.toBeNull());
      await waitFor(() => expect(document.querySelector('main .stale')).not.toBeNull());
    },
  },
  'the notes whose sources have changed': {
    options: { policies: structuredClone(samplePolicies) },
    go: async (workspace, backend) => {
      backend.policies.length = 0;
      await workspace.staleness.list();
      workspace.dialog = 'behind';
      await waitFor(() => expect(document.querySelector('dialog ol li')).not.toBeNull());
    },
  },
  'several notes selected': {
    go: async (workspace) => {
      workspace.selection.add(workspace.items.shown);
      await waitFor(() => expect(document.querySelector('.selection')).not.toBeNull());
    },
  },
  'an export of a note': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.dialog = 'export';
      await waitFor(() => expect(document.querySelector('.page h3')).not.toBeNull());
    },
  },
  'a binder whose template is gone': {
    go: async (workspace, backend) => {
      workspace.template = 'Ministère.docx';
      workspace.choices.export = { ...workspace.choices.export, template: true };
      const params = { name: 'Ministère.docx' };
      backend.exporting.failure = { code: 'template-gone', params };
      workspace.selection.add(workspace.items.shown);
      workspace.bind(workspace.selection.references);
      await waitFor(() => expect(document.querySelector('.way-out')).not.toBeNull());
    },
  },
  'an export being made': {
    go: async (workspace, backend) => {
      backend.exporting.beforeSheet = () => new Promise(() => undefined);
      workspace.bind([NOTE, 'TBS-2026-QP-11-00011']);
      await waitFor(() => expect(document.querySelector('.page')).not.toBeNull());
      document.querySelector<HTMLElement>('dialog .primary')?.click();
      await waitFor(() => expect(document.querySelector('progress')?.max).toBe(2));
    },
  },
  'a finished export': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.dialog = 'export';
      await waitFor(() => expect(document.querySelector('.page')).not.toBeNull());
      document.querySelector<HTMLElement>('dialog .primary')?.click();
      await waitFor(() => expect(document.querySelector('.made')).not.toBeNull());
    },
  },
  'notes of the coming sitting': {
    go: async (workspace) => {
      workspace.dialog = 'today';
      await waitFor(() => expect(document.querySelector('dialog li')).not.toBeNull());
    },
  },
  'a side that is behind': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.note?.setText('en', 'response', '- Another text.');
      await workspace.note?.flush();
      await waitFor(() => expect(document.querySelector('.chip')).not.toBeNull());
      document.querySelector<HTMLElement>('.chip')?.click();
    },
  },
  'translations to do': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.note?.setText('en', 'response', '- Another text.');
      workspace.dialog = 'translation';
      await waitFor(() => expect(document.querySelector('dialog li')).not.toBeNull());
    },
  },
  'a new note from an earlier one': {
    go: async (workspace) => {
      workspace.beginFrom(NOTE);
      await waitFor(() => expect(document.querySelector('dialog td input')).not.toBeNull());
    },
  },
  'what can be reused': {
    go: async (workspace, backend) => {
      backend.memory.push({
        asked: 'One.',
        source: { text: 'One two.', markdown: 'One two.' },
        target: { text: 'Un deux.', markdown: 'Un deux.' },
        percent: 70,
        exact: false,
        difference: [
          { standing: 'same', text: 'One' },
          { standing: 'removed', text: ' two' },
        ],
        suggestion: null,
        kind: 'block',
        origins: [{ reference: NOTE, section: 'response', date: '2026-01-02', file: null }],
        uses: 1,
      });
      await workspace.createNote();
      workspace.note?.setText('en', 'response', '- One.');
      workspace.note?.setText('fr', 'title', 'Assistants de rédaction dans la fonction publique');
      workspace.writing.toggle();
      workspace.writing.at('fr.response');
      await waitFor(() => expect(document.querySelector('aside .matches li')).not.toBeNull());
      await waitFor(() => expect(document.querySelector('aside details')).not.toBeNull());
    },
  },
  'speaking rates': { go: async (workspace) => (workspace.dialog = 'rates') },
  'how to search': { go: async (workspace) => (workspace.dialog = 'searchHelp') },
  'saving a search': {
    go: async (workspace) => {
      workspace.search.type('pay');
      await workspace.search.settled();
      workspace.dialog = 'saveSearch';
    },
  },
  'saved searches': {
    go: async (workspace) => {
      await workspace.searches.save('Pay', { ...NO_TERMS, text: 'pay' }, false);
      workspace.dialog = 'savedSearches';
    },
  },
  indexing: {
    go: async (workspace, backend) => {
      workspace.search.type('public');
      await workspace.search.settled();
      backend.emit({ event: 'index_progress', done: 3000, total: 10_000 });
    },
  },
  import: { go: async (workspace) => (workspace.dialog = 'import') },
  export: {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.dialog = 'export';
    },
  },
  'all commands, some not possible': { go: async (workspace) => (workspace.dialog = 'palette') },
  'commands found in either language': {
    go: async (workspace) => {
      await workspace.open(NOTE, 'note');
      workspace.dialog = 'palette';
      await tick();
      const box = document.querySelector<HTMLInputElement>('dialog [role=combobox]');
      if (!box) throw new Error('the palette has no box');
      box.value = 'état';
      box.dispatchEvent(new Event('input', { bubbles: true }));
      await waitFor(() => expect(document.querySelectorAll('dialog [role=option]').length).toBeLessThan(9));
    },
  },
  'a menu of themes and text sizes': {
    go: async () => document.querySelector<HTMLElement>('[aria-haspopup=menu]')?.click(),
  },
  shortcuts: { go: async (workspace) => (workspace.dialog = 'shortcuts') },
  'a failed save and the question at closing': {
    go: async (workspace, backend) => {
      await workspace.open(NOTE, 'note');
      backend.beforeSave = () => Promise.reject({ code: 'disk-full', params: {} });
      workspace.note?.setText('en', 'title', 'x');
      await workspace.note?.flush();
      void workspace.flushForClose();
      await waitFor(() => expect(workspace.closing).not.toBeNull());
    },
  },
  'a conflict and recovered text': {
    options: {
      recovered: [
        {
          id: 'r',
          reference: NOTE,
          at: '2026-11-20T10:00:00Z',
          changes: [{ part: 'text', lang: 'en', section: 'title', was: '', now: 'x' }],
        },
      ],
    },
    go: async (workspace, backend) => {
      await workspace.open(NOTE, 'note');
      workspace.note?.setText('fr', 'background', 'Le mien');
      backend.changeOutside(NOTE, ({ sides }) => {
        if (sides.fr) sides.fr.background = 'Le leur';
      });
      await workspace.note?.flush();
    },
  },
};

afterEach(cleanup);

const looks: [Lang, Theme][] = [
  ['en', 'light'],
  ['fr', 'dark'],
  ['en', 'contrast-dark'],
  ['fr', 'contrast-light'],
];

/** Beside other work a view takes longer than a test usually may, and all after it would fail with it (milliseconds). */
const PATIENCE = 30_000;

describe.each(looks)('in %s, %s', (ui_lang, theme) => {
  it.each(Object.entries(views))(
    '%s has no accessibility violation',
    async (_name, { options, go }) => {
      const backend = new FakeBackend({
        ...options,
        settings: { ui_lang, theme, text_size: 100, rates: USUAL_RATES, export: USUAL_EXPORT },
      });
      const workspace = new Workspace(backend);
      await workspace.start();
      render(App, { props: { workspace } });
      expect(document.documentElement.dataset['theme']).toBe(theme);
      await go?.(workspace, backend);
      await tick();
      const { violations } = await axe.run(document, {
        // Colours are not computed here: contrast is checked in the real window.
        rules: { 'color-contrast': { enabled: false } },
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      });
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found).toEqual([]);
    },
    PATIENCE,
  );
});
