import { beforeEach, expect, it, vi } from 'vitest';
import { ui } from '../i18n/index.svelte';
import { FakeBackend } from '../ipc/fake';
import type { ItemSummary } from '../ipc/types';
import { Items, type ItemsView, titleOf } from './items.svelte';

const unreadable: ItemSummary = {
  id: 'qp/2026/broken.md',
  kind: 'note',
  title: { en: null, fr: null },
  date: null,
  status: null,
  organization: '',
  minister: '',
  marking: null,
  readable: false,
  problems: [{ code: 'not-utf8', lang: null, section: null, params: {} }],
};

let backend: FakeBackend;
let items: Items;
let view: ItemsView;

beforeEach(async () => {
  backend = new FakeBackend({ unreadable: [unreadable] });
  view = { kind: null, sort: 'relevance' };
  items = new Items(backend, () => view);
  await items.load();
});

const ids = () => items.shown.map(({ id }) => id);

it('files that cannot be read come first, then notes by date, then policies by title', () => {
  expect(ids()).toEqual([
    'qp/2026/broken.md',
    'TBS-2026-QP-11-00012',
    'TBS-2026-QP-11-00011',
    'TBS-2026-QP-11-00009',
    'TBS-2026-QP-10-00031',
    'TBS-2026-QP-06-00004',
    'guide-assistants',
    'notice-social-media',
  ]);
});

it('a kind narrows the list', async () => {
  view.kind = 'note';
  await items.load();
  expect(ids()).not.toContain('guide-assistants');
  expect(items.count).toEqual({ all: 8, note: 6, policy: 2 });
});

it('by title, notes and policies stand together, what cannot be read still first', async () => {
  view.sort = 'title';
  await items.load();
  expect(items.shown.map((item) => titleOf(item, 'en').text)).toEqual([
    '',
    'Bilingual services at the counter',
    'Days in the office',
    'Delays in answering access requests',
    'Guide on writing assistants',
    'Notice on official social media accounts',
    'Replacing the old pay system',
    'Use of writing assistants in the public service',
  ]);
});

it('what cannot be read is counted', () => expect(items.unreadable).toBe(1));

it('a note that was saved is shown as it is now, without reading the list again', async () => {
  const view = await backend.getNote('TBS-2026-QP-06-00004');
  view.note.meta.date = '2026-12-01';
  if (view.note.sides.en) view.note.sides.en.title = 'Renamed';
  items.put(view);
  expect(ids()[1]).toBe('TBS-2026-QP-06-00004');
  expect(items.shown[1]?.title.en).toBe('Renamed');
  expect(items.all).toHaveLength(8);
});

it('a new note joins the list', async () => {
  items.put(await backend.createNote({ from: null }));
  expect(items.all).toHaveLength(9);
});

it('a list that changes while it is read is read again', async () => {
  const first = items.load();
  const second = items.load();
  backend.notes.delete('TBS-2026-QP-06-00004');
  await Promise.all([first, second]);
  expect(ids()).not.toContain('TBS-2026-QP-06-00004');
});

it('of what another program changed, added or removed, nothing else is read again', async () => {
  const asked = vi.spyOn(backend, 'listItems');
  const [renamed, removed] = ['TBS-2026-QP-06-00004', 'TBS-2026-QP-10-00031'];
  backend.changeOutside(renamed, ({ sides }) => {
    if (sides.en) sides.en.title = 'Renamed';
  });
  const added = await backend.createNote({ from: null, places: null });
  const first = items.changed([renamed, added.note.reference]);
  backend.notes.delete(removed);
  await Promise.all([first, items.changed([removed])]);
  expect(asked.mock.calls).toEqual([[[renamed, added.note.reference]], [[removed]]]);
  expect(ids()).not.toContain(removed);
  expect(ids()).toContain(added.note.reference);
  expect(items.all).toHaveLength(8);
  expect(items.shown.find(({ id }) => id === renamed)?.title.en).toBe('Renamed');
});

it('what changes while the whole list is read is not lost', async () => {
  const whole = items.load();
  backend.notes.delete('TBS-2026-QP-06-00004');
  await Promise.all([whole, items.changed(['TBS-2026-QP-06-00004'])]);
  expect(ids()).not.toContain('TBS-2026-QP-06-00004');
});

it('a title missing in one language is shown in the other, and says in which', () => {
  const item = items.all.find(({ id }) => id === 'TBS-2026-QP-11-00009') as ItemSummary;
  expect(titleOf(item, 'fr')).toEqual({ text: 'Replacing the old pay system', lang: 'en' });
});

it('policies are in the order of the language of the interface', async () => {
  ui.lang = 'fr';
  view.kind = 'policy';
  await items.load();
  expect(ids()).toEqual(['guide-assistants', 'notice-social-media']);
});

it('a long list is not arranged anew where a note is listed as before', async () => {
  const before = items.shown;
  const note = await backend.getNote('TBS-2026-QP-11-00012');
  const text = structuredClone(note);
  if (text.note.sides.en) text.note.sides.en.response = '- Other words.';
  items.put(text);
  await items.changed(['TBS-2026-QP-11-00012', 'guide-assistants']);
  expect(items.shown).toBe(before);

  text.note.meta.date = '2020-01-01';
  items.put(text);
  expect(ids().at(-3)).toBe('TBS-2026-QP-11-00012');
  await items.changed(['TBS-2026-QP-11-00012']);
  expect(items.shown).toEqual(before);
});
