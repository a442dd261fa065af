import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import type { Failure, Session } from '../ipc/types';
import { PAUSE } from './note.svelte';
import { AGAIN_PAUSE, Workspace } from './workspace.svelte';

const NOTE = 'TBS-2026-QP-11-00012';
const OTHER = 'TBS-2026-QP-11-00011';
const FULL: Failure = { code: 'disk-full', params: {} };

let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  vi.useFakeTimers();
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const type = (text: string) => workspace.note?.setText('en', 'background', text);
const onDisk = (reference: string) => backend.notes.get(reference)?.note.sides.en?.background;

describe('opening', () => {
  it('saves the note that was open first', async () => {
    await workspace.open(NOTE, 'note');
    type('unsaved');
    await workspace.open(OTHER, 'note');
    expect(onDisk(NOTE)).toBe('unsaved');
    expect(workspace.opened?.id).toBe(OTHER);
    expect(workspace.unsaved).toHaveLength(0);
  });

  it('keeps the text of a note that could not be saved, and shows it again', async () => {
    await workspace.open(NOTE, 'note');
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    await workspace.open(OTHER, 'note');
    expect(workspace.opened?.id).toBe(OTHER);
    expect(workspace.unsaved.map(({ reference }) => reference)).toEqual([NOTE]);
    await workspace.open(NOTE, 'note');
    expect(workspace.note?.draft.sides.en?.background).toBe('precious');
    expect(workspace.unsaved).toHaveLength(0);
    backend.beforeSave = () => Promise.resolve();
    expect(await workspace.flushAll()).toBe(true);
    expect(onDisk(NOTE)).toBe('precious');
  });

  it('a preview saves the open note, and leaves it open where it cannot be saved', async () => {
    await workspace.open(NOTE, 'note');
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    expect(await workspace.preview(OTHER, 'note')).toBe(false);
    expect(workspace.opened?.id).toBe(NOTE);
    expect(workspace.note?.draft.sides.en?.background).toBe('precious');
    backend.beforeSave = () => Promise.resolve();
    expect(await workspace.preview(OTHER, 'note')).toBe(true);
    expect(onDisk(NOTE)).toBe('precious');
    expect(workspace.opened?.id).toBe(OTHER);
    expect(workspace.unsaved).toHaveLength(0);
  });

  it('what is typed while the next note loads is saved, too', async () => {
    await workspace.open(NOTE, 'note');
    const left = workspace.note;
    let held: (() => void) | null = null;
    left?.watchEditor(() => {
      held?.();
      held = null;
    });
    const getNote = backend.getNote.bind(backend);
    backend.getNote = (reference) => {
      held = () => left?.setText('en', 'background', 'while it loads');
      return getNote(reference);
    };
    await workspace.open(OTHER, 'note');
    expect(workspace.unsaved).toEqual([left]);
    expect(await backend.close()).toBe(true);
    expect(onDisk(NOTE)).toBe('while it loads');
  });

  it('a note left behind unsaved is saved by “Try again”', async () => {
    await workspace.open(NOTE, 'note');
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    await workspace.open(OTHER, 'note');
    backend.beforeSave = () => Promise.resolve();
    await workspace.flushAll();
    expect(onDisk(NOTE)).toBe('precious');
    expect(workspace.unsaved).toHaveLength(0);
  });

  it('the last one asked for wins, however late the first answers', async () => {
    const getNote = backend.getNote.bind(backend);
    let release: () => void = () => undefined;
    backend.getNote = async (reference) => {
      if (reference === NOTE) await new Promise<void>((go) => (release = go));
      return getNote(reference);
    };
    const slow = workspace.open(NOTE, 'note');
    await settle();
    await workspace.open(OTHER, 'note');
    release();
    expect(await slow).toBe(false);
    expect(workspace.opened?.id).toBe(OTHER);
  });

  it('an excerpt opens its policy there', async () => {
    await workspace.open('guide-assistants#2.1', 'policy');
    expect(workspace.opened).toMatchObject({ kind: 'policy', id: 'guide-assistants', anchor: '2.1' });
  });

  it('what is gone is told, and the open note stays', async () => {
    await workspace.open(NOTE, 'note');
    expect(await workspace.open('nowhere', 'note')).toBe(false);
    expect(workspace.opened?.id).toBe(NOTE);
    expect(workspace.toasts.shown[0]).toMatchObject({ tone: 'error' });
  });

  it('a note opened twice is one note: nothing in it moves', async () => {
    await workspace.open(NOTE, 'note');
    const { note } = workspace;
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    expect(await workspace.open(NOTE, 'note')).toBe(true);
    expect(workspace.note).toBe(note);
    expect(workspace.note?.draft.sides.en?.background).toBe('precious');
  });
});

describe('a new note', () => {
  it('is opened, listed, and takes the focus in its title', async () => {
    await workspace.createNote();
    expect(workspace.items.all.map(({ id }) => id)).toContain(workspace.opened?.id);
    expect(workspace.wanted).toEqual({ kind: 'text', lang: 'en', section: 'title' });
  });

  it('from another one has its text under a new reference', async () => {
    await workspace.open(NOTE, 'note');
    await workspace.createNote(NOTE);
    expect(workspace.note?.reference).not.toBe(NOTE);
    expect(workspace.note?.draft.sides.fr?.title).toBe(backend.notes.get(NOTE)?.note.sides.fr?.title);
  });
});

describe('opening another notebook', () => {
  let asked: string | null | undefined;
  let answer: (session: Session | null) => void;
  let refuse: (failure: Failure) => void;
  beforeEach(async () => {
    asked = undefined;
    backend.openNotebook = () => {
      asked = onDisk(NOTE);
      return new Promise((resolve, reject) => {
        answer = resolve;
        refuse = reject;
      });
    };
    await workspace.open(NOTE, 'note');
  });
  const session = async (): Promise<Session> => ({ ...(await backend.openSession()), notebook: 'another' });

  it('waits until all text is on disk, and shows no note to type in meanwhile', async () => {
    type('of the first notebook');
    const opening = workspace.openNotebook();
    await settle();
    expect(asked).toBe('of the first notebook');
    expect(workspace.opened).toBeNull();
    expect(await workspace.open(OTHER, 'note')).toBe(false);
    const notes = backend.notes.size;
    await workspace.createNote();
    expect(backend.notes.size).toBe(notes);
    answer(await session());
    await opening;
    expect(workspace.session?.notebook).toBe('another');
    expect(workspace.opened).toBeNull();
    expect(workspace.unsaved).toEqual([]);
    expect(await workspace.open(OTHER, 'note')).toBe(true);
  });

  it('leaves no Undo behind that would write into the other one', async () => {
    workspace.toasts.show('Removed', { action: { label: 'Undo', run: () => type('back') } });
    void workspace.openNotebook();
    await settle();
    expect(workspace.toasts.shown).toEqual([]);
  });

  it('takes along what is typed while it saves, and writes nothing after', async () => {
    const left = workspace.note;
    let held: (() => void) | null = null;
    left?.watchEditor(() => {
      held?.();
      held = null;
    });
    left?.setText('en', 'background', 'first');
    backend.beforeSave = () => {
      if (backend.saves.length === 1)
        queueMicrotask(() => {
          left?.setText('en', 'question', 'typed meanwhile');
          held = () => left?.setText('fr', 'question', 'tapé entre-temps');
        });
      return Promise.resolve();
    };
    const opening = workspace.openNotebook();
    await settle();
    expect(asked).toBe('first');
    const sides = backend.notes.get(NOTE)?.note.sides;
    expect(sides?.en?.question).toBe('typed meanwhile');
    expect(sides?.fr?.question).toBe('tapé entre-temps');
    const saves = backend.saves.length;
    answer(await session());
    await opening;
    await vi.advanceTimersByTimeAsync(PAUSE * 100);
    expect(backend.saves).toHaveLength(saves);
  });

  it('is not asked for while something cannot be saved, on the screen or behind it', async () => {
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    await workspace.openNotebook();
    expect(asked).toBeUndefined();
    expect(workspace.toasts.shown.at(-1)).toMatchObject({
      tone: 'error',
      text: 'Not saved. The disk is full.',
    });
    expect(workspace.note?.draft.sides.en?.background).toBe('precious');
    await workspace.open(OTHER, 'note');
    await workspace.openNotebook();
    expect(asked).toBeUndefined();
    expect(workspace.unsaved).toHaveLength(1);
  });

  it('is not asked for while a conflict is open, and says in which note', async () => {
    type('Mine');
    backend.changeOutside(NOTE, ({ sides }) => {
      if (sides.en) sides.en.background = 'Theirs';
    });
    await workspace.openNotebook();
    expect(asked).toBeUndefined();
    expect(workspace.toasts.shown.at(-1)?.text).toContain(NOTE);
    expect(workspace.note?.draft.sides.en?.background).toBe('Mine');
  });

  it('brings the note back when it is cancelled, as it is on disk by then', async () => {
    const opening = workspace.openNotebook();
    await settle();
    backend.changeOutside(NOTE, ({ sides }) => {
      if (sides.en) sides.en.title = 'Renamed meanwhile';
    });
    answer(null);
    await opening;
    await settle();
    expect(workspace.note?.draft.sides.en?.title).toBe('Renamed meanwhile');
    workspace.note?.setText('en', 'title', 'Typed on');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(workspace.items.all.find(({ id }) => id === NOTE)?.title.en).toBe('Typed on');
  });

  it('brings the note back when it fails, and says why', async () => {
    const opening = workspace.openNotebook();
    await settle();
    refuse({ code: 'not-a-notebook', params: { path: 'x' } });
    await opening;
    expect(workspace.note?.reference).toBe(NOTE);
    expect(workspace.toasts.shown.at(-1)).toMatchObject({ tone: 'error' });
  });
});

describe('closing the window', () => {
  it('waits for what is unsaved', async () => {
    await workspace.open(NOTE, 'note');
    type('at the last moment');
    expect(await backend.close()).toBe(true);
    expect(onDisk(NOTE)).toBe('at the last moment');
    expect(workspace.closing).toBeNull();
  });

  it('asks where saving fails, and does what is answered', async () => {
    await workspace.open(NOTE, 'note');
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    const first = backend.close();
    await settle();
    expect(workspace.closing).toMatchObject({ failure: FULL, kept: true });
    workspace.closing?.answer(false);
    expect(await first).toBe(false);
    const second = backend.close();
    await settle();
    workspace.closing?.answer(true);
    expect(await second).toBe(true);
    expect(workspace.closing).toBeNull();
  });
});

describe('closing the window over saving that breaks', () => {
  it('asks, and closes if that is the answer', async () => {
    await workspace.open(NOTE, 'note');
    workspace.note?.watchEditor(() => {
      throw new Error('the editor broke');
    });
    const closing = backend.close();
    await settle();
    expect(workspace.closing).toMatchObject({
      failure: { code: 'internal', params: { reason: 'the editor broke' } },
      kept: false,
    });
    workspace.closing?.answer(true);
    expect(await closing).toBe(true);
  });

  it('saves the other notes all the same, and tells first of what is kept nowhere', async () => {
    await workspace.open(NOTE, 'note');
    backend.beforeSave = () => Promise.reject(FULL);
    type('precious');
    await workspace.open(OTHER, 'note');
    expect(workspace.unsaved).toHaveLength(1);
    workspace.note?.watchEditor(() => {
      throw new Error('the editor broke');
    });
    const closing = backend.close();
    await settle();
    expect(workspace.closing).toMatchObject({ failure: { code: 'internal' }, kept: false });
    workspace.closing?.answer(false);
    expect(await closing).toBe(false);
    backend.beforeSave = () => Promise.resolve();
    void backend.close();
    await settle();
    expect(onDisk(NOTE)).toBe('precious');
  });
});

describe('what the program tells', () => {
  it('a note changed outside is read again', async () => {
    await workspace.open(NOTE, 'note');
    backend.changeOutside(NOTE, ({ sides }) => {
      if (sides.en) sides.en.title = 'Renamed outside';
    });
    await settle();
    expect(workspace.note?.draft.sides.en?.title).toBe('Renamed outside');
    expect(workspace.items.all.find(({ id }) => id === NOTE)?.title.en).toBe('Renamed outside');
  });

  it('what changes over and over is searched again at once, then at most once a while, and last of all', async () => {
    workspace.search.type('writing');
    await settle();
    const asked = vi.spyOn(backend, 'search');
    const rename = (title: string) =>
      backend.changeOutside(NOTE, ({ sides }) => {
        if (sides.en) sides.en.title = title;
      });
    rename('Writing once');
    await settle();
    expect(asked).toHaveBeenCalledTimes(1);
    for (const title of ['Writing twice', 'Writing thrice', 'Writing at last']) {
      rename(title);
      await settle();
    }
    expect(asked).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(AGAIN_PAUSE);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(workspace.search.results?.hits.find(({ id }) => id === NOTE)?.title).toBe('Writing at last');
    await vi.advanceTimersByTimeAsync(AGAIN_PAUSE * 3);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('the progress of the index shows until it is done', () => {
    backend.emit({ event: 'index_progress', done: 1, total: 3 });
    expect(workspace.indexing).toEqual({ done: 1, total: 3 });
    backend.emit({ event: 'index_progress', done: 3, total: 3 });
    expect(workspace.indexing).toBeNull();
  });
});

it('checks run again after a save', async () => {
  await workspace.open('TBS-2026-QP-11-00009', 'note');
  await settle();
  const empty = workspace.checks.problems.length;
  workspace.note?.setText('en', 'additional_information', 'Something');
  await vi.advanceTimersByTimeAsync(PAUSE * 3);
  expect(workspace.checks.problems).toHaveLength(empty - 1);
});

it('imported text joins the open note without touching what is typed there', async () => {
  await workspace.open(NOTE, 'note');
  type('typed');
  backend.changeOutside(NOTE, ({ sides }) => {
    if (sides.fr) sides.fr.additional_information = 'Importé';
  });
  backend.importText = () => Promise.resolve([{ path: '', part: 0, kind: 'note', id: NOTE, problems: [] }]);
  workspace.importing.pasted = 'Importé';
  await workspace.importing.text();
  await vi.advanceTimersByTimeAsync(PAUSE);
  expect(workspace.note?.draft.sides.fr?.additional_information).toBe('Importé');
  expect(onDisk(NOTE)).toBe('typed');
});

it('without a notebook nothing is listed, and the reason is known', async () => {
  const failure: Failure = { code: 'not-a-notebook', params: { path: 'x' } };
  const session: Session = { ...(await backend.openSession()), notebook: '', failure };
  backend.openSession = () => Promise.resolve(session);
  backend.listItems = () => Promise.reject(failure);
  workspace = new Workspace(backend);
  await workspace.start();
  expect(workspace.ready).toBe(false);
  expect(workspace.toasts.shown).toHaveLength(0);
});

it('the choices of language and theme are applied and kept', () => {
  workspace.choices.setLang('fr');
  workspace.choices.setTheme('dark');
  expect(document.documentElement.lang).toBe('fr-CA');
  expect(document.documentElement.dataset['theme']).toBe('dark');
  expect(backend.settings).toMatchObject({ ui_lang: 'fr', theme: 'dark' });
});
