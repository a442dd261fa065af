/**
 * What happens to typed text. Long, and one file: every case stands on the same gate before the disk and the same
 * few ways to type, and reads as one account of one state machine.
 */

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, NoteView, SaveNote } from '../ipc/types';
import { FakeBackend } from '../ipc/fake';
import { LONGEST, OpenNote, PAUSE, RETRY } from './note.svelte';

const REFERENCE = 'TBS-2026-QP-11-00012';
const FULL: Failure = { code: 'disk-full', params: { path: 'notes' } };

/** Lets a test decide when, and whether, each save reaches the disk. */
class Gate {
  #waiting: { open: () => void; fail: (failure: Failure) => void }[] = [];
  readonly wait = (): Promise<void> =>
    new Promise((open, fail) => this.#waiting.push({ open: () => open(), fail }));
  get count(): number {
    return this.#waiting.length;
  }
  open(): Promise<void> {
    this.#waiting.shift()?.open();
    return settle();
  }
  fail(failure: Failure = FULL): Promise<void> {
    this.#waiting.shift()?.fail(failure);
    return settle();
  }
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

let backend: FakeBackend;
let note: OpenNote;

beforeEach(async () => {
  vi.useFakeTimers();
  backend = new FakeBackend();
  note = new OpenNote(backend, await backend.getNote(REFERENCE));
});

const type = (text: string) => note.setText('en', 'background', text);
const stored = () => backend.notes.get(REFERENCE)?.note;
const onDisk = () => stored()?.sides.en?.background;
const failing = () => (backend.beforeSave = () => Promise.reject(FULL));
const working = () => (backend.beforeSave = () => Promise.resolve());

describe('when text is saved', () => {
  it('saves nothing before the pause of typing is over, and everything after it', async () => {
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE / 2);
    type('one two');
    await vi.advanceTimersByTimeAsync(PAUSE - 1);
    expect(backend.saves).toHaveLength(0);
    expect(note.state).toEqual({ kind: 'unsaved' });
    await vi.advanceTimersByTimeAsync(1);
    expect(backend.saves).toHaveLength(1);
    expect(onDisk()).toBe('one two');
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('saves while somebody types without a pause', async () => {
    for (let passed = 0; passed < LONGEST; passed += 200) {
      type(`typed for ${passed}`);
      await vi.advanceTimersByTimeAsync(200);
    }
    expect(backend.saves.length).toBeGreaterThan(0);
  });

  it('flush saves at once', async () => {
    type('now');
    expect(await note.flush()).toBe(true);
    expect(onDisk()).toBe('now');
  });

  it('flush saves what an editor has not reported yet', async () => {
    const forget = note.watchEditor(() => type('last keystroke'));
    await note.flush();
    expect(onDisk()).toBe('last keystroke');
    forget();
  });

  it('sends nothing when the text is again what it was', async () => {
    const was = note.draft.sides.en?.background ?? '';
    type('changed');
    type(was);
    expect(note.state).toEqual({ kind: 'saved' });
    await vi.advanceTimersByTimeAsync(PAUSE * 2);
    expect(backend.saves).toHaveLength(0);
  });

  it('says what each part was and is, once a part', async () => {
    note.setText('fr', 'title', 'Titre nouveau');
    note.setMeta({ status: 'approved' });
    note.setMeta({ date: '2026-12-01' });
    note.setBlocks('en', [{ topic: 'T', text: '- x' }]);
    await note.flush();
    const [save] = backend.saves as [SaveNote];
    expect(save.changes.map(({ part }) => part)).toEqual(['metadata', 'if_pressed', 'text']);
    expect(save.changes[0]).toMatchObject({
      was: { status: 'in-translation', date: '2026-11-20' },
      now: { status: 'approved', date: '2026-12-01' },
    });
    expect(stored()?.meta.status).toBe('approved');
  });

  it('a side that is created and left empty is not saved; its first text is', async () => {
    note = new OpenNote(backend, await backend.getNote('TBS-2026-QP-11-00009'));
    note.createSide('fr');
    await note.flush();
    expect(backend.saves).toHaveLength(0);
    note.setText('fr', 'question', 'Pourquoi?');
    await note.flush();
    expect(backend.saves[0]?.changes[0]).toMatchObject({ lang: 'fr', was: '', now: 'Pourquoi?' });
  });
});

describe('while a save runs', () => {
  let gate: Gate;
  beforeEach(() => {
    gate = new Gate();
    backend.beforeSave = gate.wait;
  });

  it('no second one starts, and what is typed meanwhile is saved after', async () => {
    type('first');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(note.state).toEqual({ kind: 'saving' });
    type('second');
    await vi.advanceTimersByTimeAsync(PAUSE * 1.5);
    expect(gate.count).toBe(1);
    expect(backend.saves).toHaveLength(1);
    await gate.open();
    expect(onDisk()).toBe('first');
    expect(note.state).toEqual({ kind: 'unsaved' });
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(backend.saves).toHaveLength(2);
    expect(backend.saves[1]?.changes[0]).toMatchObject({ was: 'first', now: 'second' });
    await gate.open();
    expect(onDisk()).toBe('second');
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('flush waits for it and for what came after it', async () => {
    type('first');
    await vi.advanceTimersByTimeAsync(PAUSE);
    type('second');
    let done = false;
    void note.flush().then(() => (done = true));
    await gate.open();
    expect(done).toBe(false);
    await gate.open();
    expect(done).toBe(true);
    expect(onDisk()).toBe('second');
  });

  it('two flushes at once send one save', async () => {
    type('once');
    void note.flush();
    void note.flush();
    await settle();
    expect(gate.count).toBe(1);
    await gate.open();
    expect(backend.saves).toHaveLength(1);
  });

  it('text that is typed back to what it was before the save is saved again', async () => {
    const was = note.draft.sides.en?.background ?? '';
    type('first');
    await vi.advanceTimersByTimeAsync(PAUSE);
    type(was);
    await gate.open();
    await vi.advanceTimersByTimeAsync(PAUSE);
    await gate.open();
    expect(onDisk()).toBe(was);
  });

  it('the answer does not touch what was typed since, in that part or another', async () => {
    type('first');
    await vi.advanceTimersByTimeAsync(PAUSE);
    type('first and more');
    note.setText('en', 'question', 'Another part');
    await gate.open();
    expect(note.draft.sides.en?.background).toBe('first and more');
    expect(note.draft.sides.en?.question).toBe('Another part');
    expect(note.dirty).toBe(true);
  });

  it('the answer does not touch typing that no editor has reported yet', async () => {
    type('first');
    await vi.advanceTimersByTimeAsync(PAUSE);
    const stored = backend.notes.get(REFERENCE);
    if (stored?.note.sides.en) stored.note.sides.en.question = 'Changed outside';
    let held: (() => void) | null = () => note.setText('en', 'question', 'Typed just now');
    note.watchEditor(() => {
      held?.();
      held = null;
    });
    await gate.open();
    expect(note.draft.sides.en?.question).toBe('Typed just now');
  });
});

describe('tidying by the disk', () => {
  it('does not change the text under the hands of who types it, nor save it again', async () => {
    note.editing = 'en.background';
    type('a word and a space ');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe('a word and a space');
    expect(note.draft.sides.en?.background).toBe('a word and a space ');
    expect(note.state).toEqual({ kind: 'saved' });
    await vi.advanceTimersByTimeAsync(PAUSE * 5);
    expect(backend.saves).toHaveLength(1);
  });

  it('is the base of the next change', async () => {
    note.editing = 'en.background';
    type('one ');
    await note.flush();
    type('one two');
    await note.flush();
    expect(backend.saves[1]?.changes[0]).toMatchObject({ was: 'one', now: 'one two' });
  });

  it('shows in a part that nobody is in', async () => {
    type('tidied\n\n');
    await note.flush();
    expect(note.draft.sides.en?.background).toBe('tidied');
    expect(note.revisions['en.background']).toBe(1);
  });
});

describe('a save that fails', () => {
  it('keeps the text, says why, and puts it into the recovery folder', async () => {
    failing();
    type('precious');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(note.state).toEqual({ kind: 'failed', failure: FULL, kept: true });
    expect(note.draft.sides.en?.background).toBe('precious');
    expect(backend.recovered).toHaveLength(1);
    expect(backend.recovered[0]?.changes[0]).toMatchObject({ now: 'precious' });
  });

  it('says that the text is only in the window when recovery fails too', async () => {
    failing();
    backend.beforeKeep = () => Promise.reject(FULL);
    type('precious');
    expect(await note.flush()).toBe(false);
    expect(note.state).toEqual({ kind: 'failed', failure: FULL, kept: false });
    expect(note.dirty).toBe(true);
  });

  it('stays visible while one types on, and is tried again with the next change', async () => {
    failing();
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE);
    working();
    type('one two');
    expect(note.state.kind).toBe('failed');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe('one two');
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('is tried again by itself', async () => {
    failing();
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE);
    working();
    await vi.advanceTimersByTimeAsync(RETRY);
    expect(onDisk()).toBe('one');
  });

  it('is tried again by a flush that was asked for while it ran', async () => {
    const gate = new Gate();
    backend.beforeSave = gate.wait;
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE);
    const flushed = note.flush();
    await gate.fail();
    await gate.open();
    expect(await flushed).toBe(true);
    expect(onDisk()).toBe('one');
  });

  it('leaves nothing in the recovery folder once it went through', async () => {
    failing();
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE);
    type('one two');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(backend.recovered).toHaveLength(1);
    expect(backend.recovered[0]?.changes[0]).toMatchObject({ now: 'one two' });
    working();
    await note.flush();
    await settle();
    expect(backend.recovered).toHaveLength(0);
  });

  it('is over when the user takes the change back', async () => {
    const was = note.draft.sides.en?.background ?? '';
    failing();
    type('one');
    await note.flush();
    type(was);
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('a failure while another part was typed keeps both', async () => {
    const gate = new Gate();
    backend.beforeSave = gate.wait;
    type('one');
    await vi.advanceTimersByTimeAsync(PAUSE);
    note.setText('en', 'question', 'two');
    await gate.fail();
    expect(backend.recovered[0]?.changes).toHaveLength(2);
    working();
    expect(await note.flush()).toBe(true);
    expect(stored()?.sides.en).toMatchObject({ background: 'one', question: 'two' });
  });

  it('what is thrown and is no failure is told as one', async () => {
    backend.beforeSave = () => Promise.reject(new Error('the bridge broke'));
    type('one');
    await note.flush();
    expect(note.state).toMatchObject({
      failure: { code: 'internal', params: { reason: 'the bridge broke' } },
    });
  });
});

describe('a part that its file does not take', () => {
  const FIXED: Failure = { code: 'front-matter-not-editable', params: { field: 'tags' } };
  beforeEach(() => {
    backend.refuse = (part) => (part.kind === 'metadata' ? FIXED : null);
  });

  it('stays as it is on the screen and in the recovery folder, while the others are saved', async () => {
    type('Saved');
    note.setMeta({ tags: ['mine'] });
    expect(await note.flush()).toBe(false);
    expect(onDisk()).toBe('Saved');
    expect(note.state).toEqual({ kind: 'failed', failure: FIXED, kept: true });
    expect(note.draft.meta.tags).toEqual(['mine']);
    expect(note.dirty).toBe(true);
    expect(backend.recovered.map(({ changes }) => changes)).toMatchObject([[{ now: { tags: ['mine'] } }]]);
  });

  it('is tried again alone, and by itself', async () => {
    type('Saved');
    note.setMeta({ tags: ['mine'] });
    await note.flush();
    backend.refuse = () => null;
    await vi.advanceTimersByTimeAsync(RETRY);
    expect(backend.saves[1]?.changes.map(({ part }) => part)).toEqual(['metadata']);
    expect(stored()?.meta.tags).toEqual(['mine']);
    expect(note.state).toEqual({ kind: 'saved' });
    expect(backend.recovered).toHaveLength(0);
  });

  it('is not written over what another program wrote there meanwhile', async () => {
    note.setMeta({ tags: ['mine'] });
    backend.changeOutside(REFERENCE, ({ meta }) => {
      meta.status = 'archived';
    });
    await note.flush();
    backend.changeOutside(REFERENCE, ({ meta }) => {
      meta.tags = ['theirs'];
    });
    backend.refuse = () => null;
    await note.flush();
    expect(stored()?.meta).toMatchObject({ status: 'archived', tags: ['theirs'] });
    expect(note.conflicts).toHaveLength(1);
  });
});

describe('a change by another program', () => {
  const outside = (text: string) =>
    backend.changeOutside(REFERENCE, ({ sides }) => {
      if (sides.en) sides.en.background = text;
    });

  it('shows while nothing is unsaved', async () => {
    outside('From elsewhere');
    await note.changedOutside();
    expect(note.draft.sides.en?.background).toBe('From elsewhere');
    expect(note.revisions['en.background']).toBe(1);
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('is read again when a save went through before the answer came', async () => {
    const getNote = backend.getNote.bind(backend);
    let answer: () => void = () => undefined;
    backend.getNote = async (reference) => {
      const view = await getNote(reference);
      await new Promise<void>((go) => (answer = go));
      return view;
    };
    const reading = note.changedOutside();
    await settle();
    type('Saved meanwhile');
    await note.flush();
    backend.getNote = getNote;
    answer();
    await reading;
    expect(note.draft.sides.en?.background).toBe('Saved meanwhile');
    type('Saved meanwhile, and more');
    await note.flush();
    expect(backend.saves[1]?.base).toBe('v2');
  });

  it('in another part joins with the next save', async () => {
    note.setText('en', 'question', 'Mine');
    outside('From elsewhere');
    await note.changedOutside();
    expect(note.draft.sides.en?.background).not.toBe('From elsewhere');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(stored()?.sides.en).toMatchObject({ question: 'Mine', background: 'From elsewhere' });
    expect(note.draft.sides.en?.background).toBe('From elsewhere');
  });

  it('in a part that was typed in while another was being saved is not overwritten', async () => {
    const gate = new Gate();
    backend.beforeSave = gate.wait;
    note.setText('en', 'question', 'Mine');
    void note.flush();
    await settle();
    outside('From elsewhere');
    type('Typed here');
    await gate.open();
    await gate.open();
    expect(onDisk()).toBe('From elsewhere');
    expect(note.conflicts).toHaveLength(1);
    expect(note.draft.sides.en?.background).toBe('Typed here');
  });

  it('in the same part keeps both texts until somebody chooses', async () => {
    type('Mine');
    outside('Theirs');
    await note.flush();
    expect(onDisk()).toBe('Theirs');
    expect(note.draft.sides.en?.background).toBe('Mine');
    expect(note.conflicts).toMatchObject([{ theirs: 'Theirs' }]);
    const before = backend.saves.length;
    await vi.advanceTimersByTimeAsync(PAUSE * 5);
    expect(backend.saves).toHaveLength(before);
  });

  it('is not said to agree with the other side before somebody chose', async () => {
    type('Mine');
    outside('Theirs');
    const marked = vi.spyOn(backend, 'markTranslated');
    const spot = (section: 'background' | 'question') => [{ section, block: null }];
    expect(await note.markTranslated(spot('background'))).toBe(false);
    expect(await note.markTranslated(null)).toBe(false);
    expect(marked).not.toHaveBeenCalled();
    expect(await note.markTranslated(spot('question'))).toBe(true);
    const [conflict] = note.conflicts;
    if (conflict) note.resolve(conflict, 'mine');
    expect(await note.markTranslated(spot('background'))).toBe(true);
  });

  it('typing on in a part in conflict reaches the recovery folder, and other parts are saved', async () => {
    type('Mine');
    outside('Theirs');
    await note.flush();
    type('Mine and more');
    note.setText('en', 'question', 'Saved as ever');
    await vi.advanceTimersByTimeAsync(PAUSE);
    await note.flush();
    expect(stored()?.sides.en?.question).toBe('Saved as ever');
    expect(backend.recovered.some(({ changes }) => changes.some(({ now }) => now === 'Mine and more'))).toBe(
      true,
    );
  });

  it('typing on in a part in conflict reaches the recovery folder after a pause, too', async () => {
    type('Mine');
    outside('Theirs');
    await note.flush();
    type('Mine and more');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(backend.recovered.some(({ changes }) => changes.some(({ now }) => now === 'Mine and more'))).toBe(
      true,
    );
  });

  it('leaves nothing of a settled conflict in the recovery folder, whatever was typed on meanwhile', async () => {
    type('Mine');
    outside('Theirs');
    await note.flush();
    type('Mine and more');
    await vi.advanceTimersByTimeAsync(PAUSE);
    const [conflict] = note.conflicts;
    if (conflict) note.resolve(conflict, 'mine');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe('Mine and more');
    expect(backend.recovered).toHaveLength(0);
  });

  const resolved = async (choice: 'mine' | 'theirs' | 'both') => {
    type('Mine');
    outside('Theirs');
    await note.flush();
    const [conflict] = note.conflicts;
    if (conflict) note.resolve(conflict, choice);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(note.conflicts).toHaveLength(0);
    expect(note.state).toEqual({ kind: 'saved' });
    expect(note.draft.sides.en?.background).toBe(onDisk());
    await settle();
    expect(backend.recovered).toHaveLength(0);
    return onDisk();
  };
  it('keeps mine when mine is chosen', async () => expect(await resolved('mine')).toBe('Mine'));
  it('keeps theirs when theirs is chosen', async () => expect(await resolved('theirs')).toBe('Theirs'));
  it('keeps both when both are chosen', async () => expect(await resolved('both')).toBe('Theirs\n\nMine'));

  describe('in the metadata', () => {
    const clash = async () => {
      note.setMeta({ status: 'draft', tags: ['mine'] });
      backend.changeOutside(REFERENCE, ({ meta }) => {
        meta.status = 'in-review';
        meta.date = '2026-12-24';
      });
      await note.flush();
      return note.conflicts[0];
    };

    it('shows what is on disk, and choosing mine takes nothing else from the other program', async () => {
      const conflict = await clash();
      expect(conflict?.theirs).toEqual(stored()?.meta);
      expect(conflict?.theirs).toMatchObject({ status: 'in-review', date: '2026-12-24', tags: ['mine'] });
      if (conflict) note.resolve(conflict, 'mine');
      await vi.advanceTimersByTimeAsync(PAUSE);
      expect(stored()?.meta).toMatchObject({ status: 'draft', date: '2026-12-24', tags: ['mine'] });
      expect(note.draft.meta).toEqual(stored()?.meta);
      expect(backend.recovered).toHaveLength(0);
    });

    it('starts from the disk even where the file took none of it', async () => {
      backend.refuse = () => ({ code: 'front-matter-not-editable', params: { field: 'tags' } });
      const conflict = await clash();
      expect(conflict?.theirs).toEqual(stored()?.meta);
      expect(stored()?.meta.tags).not.toEqual(['mine']);
      backend.refuse = () => null;
      if (conflict) note.resolve(conflict, 'mine');
      await vi.advanceTimersByTimeAsync(PAUSE);
      expect(stored()?.meta).toMatchObject({ status: 'draft', date: '2026-12-24', tags: ['mine'] });
    });
  });

  it('that removes the note and brings it back leaves no warning', async () => {
    const kept = backend.notes.get(REFERENCE);
    backend.notes.delete(REFERENCE);
    await note.changedOutside();
    expect(note.state.kind).toBe('failed');
    if (kept) backend.notes.set(REFERENCE, kept);
    await note.changedOutside();
    expect(note.state).toEqual({ kind: 'saved' });
  });

  it('that removes the note is told, and what is typed then is kept', async () => {
    backend.notes.delete(REFERENCE);
    await note.changedOutside();
    expect(note.state).toMatchObject({ kind: 'failed', failure: { code: 'not-found' } });
    type('After it was gone');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(backend.recovered[0]?.changes[0]).toMatchObject({ now: 'After it was gone' });
  });
});

describe('text of an earlier session', () => {
  const view = (): NoteView['note'] | undefined => stored();
  const entry = (was: string, now: string) => {
    const change = { part: 'text', lang: 'en', section: 'background', was, now } as const;
    backend.recovered = [{ id: 'old', reference: REFERENCE, at: '2026-11-20T10:00:00Z', changes: [change] }];
    note.restore('old', [change]);
  };

  it('goes into the note, is saved, and leaves the recovery folder', async () => {
    entry(view()?.sides.en?.background ?? '', 'Typed yesterday');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe('Typed yesterday');
    expect(backend.recovered).toHaveLength(0);
  });

  it('becomes a conflict where the note has changed since, and stays kept until it is settled', async () => {
    const now = onDisk();
    entry('What it was yesterday', 'Typed yesterday');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe(now);
    expect(note.conflicts).toMatchObject([{ theirs: now }]);
    expect(backend.recovered.length).toBeGreaterThan(0);
    const [conflict] = note.conflicts;
    if (conflict) note.resolve(conflict, 'both');
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe(`${now}\n\nTyped yesterday`);
    expect(backend.recovered).toHaveLength(0);
  });

  it('that was in conflict when the window closed is kept once, and in conflict again: nothing is overwritten', async () => {
    const original = onDisk();
    type('Mine');
    backend.changeOutside(REFERENCE, ({ sides }) => {
      if (sides.en) sides.en.background = 'Theirs';
    });
    expect(await note.flush()).toBe(true);
    const { recovered } = await backend.openSession();
    expect(recovered.map(({ changes }) => changes)).toMatchObject([[{ was: original, now: 'Mine' }]]);

    note = new OpenNote(backend, await backend.getNote(REFERENCE));
    for (const { id, changes } of recovered) note.restore(id, changes);
    await vi.advanceTimersByTimeAsync(PAUSE);
    expect(onDisk()).toBe('Theirs');
    expect(note.conflicts).toMatchObject([{ was: original, theirs: 'Theirs' }]);
    expect(note.draft.sides.en?.background).toBe('Mine');

    await note.flush();
    expect((await backend.openSession()).recovered).toEqual(recovered);
  });
});

describe('a note that another program approves', () => {
  it('is locked with what was typed still in it, and takes all of it once it is reopened', async () => {
    note.setMeta({ tags: ['ferries'] });
    type('Typed meanwhile');
    backend.changeOutside(REFERENCE, ({ meta }) => (meta.status = 'approved'));
    expect(await note.flush()).toBe(false);
    expect(note.locked).toBe(true);
    expect(note.state).toMatchObject({ kind: 'failed', failure: { code: 'locked' }, kept: true });
    expect(note.draft.meta.tags).toEqual(['ferries']);
    expect(onDisk()).not.toBe('Typed meanwhile');

    note.setMeta({ status: 'draft' });
    expect(await note.flush()).toBe(true);
    expect(onDisk()).toBe('Typed meanwhile');
    expect(stored()?.meta).toMatchObject({ status: 'draft', tags: ['ferries'] });
  });
});
