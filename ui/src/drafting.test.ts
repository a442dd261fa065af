// Writing a note in the window: what is typed in its lines, and what is done across its sections.

import type { Editor } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import { cleanup, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import type { Note, Side } from './lib/ipc/types';
import type { OpenNote } from './lib/state/note.svelte';
import { Workspace } from './lib/state/workspace.svelte';

const NOTE = 'TBS-2026-QP-11-00012';
let backend: FakeBackend;
let workspace: Workspace;
const user = userEvent.setup();

beforeEach(async () => {
  backend = new FakeBackend({});
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
  await workspace.open(NOTE, 'note');
  await screen.findByRole('article');
});
afterEach(cleanup);

const line = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });

describe('a line of a note', () => {
  it('gets the quotation marks of its language as it is typed', async () => {
    await user.clear(line('Title'));
    await user.type(line('Title'), `The Minister's "plan"`);
    expect(line('Title').value).toBe('The Minister’s “plan”');
    await user.clear(line('Titre'));
    await user.type(line('Titre'), `L'avenir : "oui"`);
    expect(line('Titre').value).toBe('L’avenir\u00a0: «\u00a0oui\u00a0»');
    expect(workspace.note?.draft.sides.fr?.title).toBe('L’avenir\u00a0: «\u00a0oui\u00a0»');
  });

  it('gives the straight character back with Backspace straight after, and undoes with Ctrl+Z', async () => {
    await user.clear(line('Titre'));
    await user.type(line('Titre'), `Vu "{Backspace}`);
    expect(line('Titre').value).toBe('Vu "');
    await user.keyboard('{Backspace}');
    expect(line('Titre').value).toBe('Vu ');
    const before = line('Title').value;
    await user.type(line('Title'), ` "`);
    expect(line('Title').value).toBe(`${before} “`);
    await user.keyboard('{Control>}z{/Control}');
    expect(line('Title').value).toBe(`${before} "`);
    await user.keyboard('{Control>}z{/Control}');
    expect(line('Title').value).toBe(before);
    await user.keyboard('{Control>}y{/Control}{Control>}{Shift>}z{/Shift}{/Control}');
    expect(line('Title').value).toBe(`${before} “`);
    expect(workspace.note?.draft.sides.en?.title).toBe(`${before} “`);
  });
});

type Rich = HTMLElement & { editor: Editor };
const rich = (name: string) => screen.getByRole<Rich>('textbox', { name });
const side = (lang: 'en' | 'fr') => workspace.note?.draft.sides[lang];
const block = (lang: 'en' | 'fr', row: number) => side(lang)?.if_pressed[row]?.text ?? null;
/** Puts the cursor before a text, and the focus there. */
async function goTo(name: string, text: string): Promise<void> {
  const { editor } = rich(name);
  editor.state.doc.descendants((node, pos) => {
    const at = (node.text ?? '').indexOf(text);
    if (node.isText && at >= 0)
      editor
        .chain()
        .setTextSelection(pos + at)
        .focus()
        .run();
  });
}
const hasFocus = (name: string) => waitFor(() => expect(document.activeElement).toBe(rich(name)));
/** Puts the cursor and the focus at the end of a rich text: the focus comes with the next frame. */
async function goToEnd(name: string): Promise<void> {
  rich(name).editor.commands.focus('end');
  await hasFocus(name);
}
/** Types into a rich text as a group of its own. */
function write(name: string, text: string): void {
  const { editor } = rich(name);
  editor.view.dispatch(closeHistory(editor.state.tr.insertText(text)));
}
const undo = () => user.keyboard('{Control>}z{/Control}');
const redo = () => user.keyboard('{Control>}y{/Control}');
const down = () => user.keyboard('{Alt>}{Shift>}{ArrowDown}{/Shift}{/Alt}');
const up = () => user.keyboard('{Alt>}{Shift>}{ArrowUp}{/Shift}{/Alt}');

describe('a bullet', () => {
  const before = { response: '', blocks: [] as (string | null)[], fr: '' };
  beforeEach(() => {
    before.response = side('en')?.response ?? '';
    before.blocks = [block('en', 0), block('en', 1)];
    before.fr = JSON.stringify(side('fr'));
  });
  const collected = () => workspace.note?.collect();

  it('moves among its own, as in Word, says where it is, and comes back with Ctrl+Z', async () => {
    await goTo('Suggested Response', 'Every automated');
    await up();
    collected();
    expect(side('en')?.response).toMatch(/^- Every automated.*\n- The public service/);
    expect(screen.getByText('The bullet is now number 1 of 3.')).toBeTruthy();
    await down();
    await down();
    expect(screen.getByText('The bullet is now number 3 of 3.')).toBeTruthy();
    collected();
    expect(side('en')?.response).toMatch(/\n- Every automated.*\.$/);
    for (let i = 0; i < 3; i += 1) await undo();
    collected();
    expect(side('en')?.response).toBe(before.response);
  });

  it('under another one stays under it', async () => {
    await goTo('Suggested Response', 'no personal');
    await up();
    collected();
    expect(side('en')?.response).toBe(before.response);
    await down();
    collected();
    expect(side('en')?.response).toMatch(/ {2}- a person.*\n {2}- no personal/);
  });

  it('goes with what is under it from the last place into the next text of its side, the cursor with it', async () => {
    await goTo('Suggested Response', 'writing assistants');
    await down();
    await hasFocus('If pressed 1');
    collected();
    const moved = before.response.slice(before.response.indexOf('- Employees'));
    expect(side('en')?.response).toBe(before.response.replace(`\n${moved}`, ''));
    expect(block('en', 0)).toBe(`${moved}\n${before.blocks[0]}`);
    expect(rich('If pressed 1').editor.state.selection.$from.nodeAfter?.text).toMatch(/^writing assistants/);
    await down();
    await down();
    await down();
    await hasFocus('If pressed 2');
    collected();
    expect(block('en', 0)).toBe(before.blocks[0]);
    expect(block('en', 1)).toBe(`${moved}\n${before.blocks[1]}`);
    expect(JSON.stringify(side('fr'))).toBe(before.fr);
  });

  it('comes back to the end of the text before', async () => {
    await goTo('If pressed 1', 'Personal information');
    await up();
    await hasFocus('Suggested Response');
    collected();
    expect(side('en')?.response.split('\n').at(-1)).toBe(
      '- Personal information stays inside the government’s own systems.',
    );
    for (let i = 0; i < 4; i += 1) await up();
    expect(screen.getByText('There is no other text in this direction.')).toBeTruthy();
    collected();
    expect(block('en', 0)).toBe('- The Privacy Commissioner was consulted on the guide.');
  });

  it('that is moved comes back with the Undo of the message, in one step', async () => {
    await goTo('Suggested Response', 'Employees may');
    await down();
    await screen.findByText('The bullet was moved: If pressed 1, English.');
    write('If pressed 1', 'Later ');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    collected();
    expect(side('en')?.response).toBe(before.response);
    expect(block('en', 0)).toBe(before.blocks[0]);
  });

  it('is moved by the buttons of the toolbar, too', async () => {
    await goTo('Suggested Response', 'Every automated');
    await user.click(await screen.findByRole('button', { name: /^Move the bullet to the next text/ }));
    await hasFocus('If pressed 1');
    collected();
    expect(block('en', 0)).toMatch(/^- Every automated/);
  });
});

describe('a passage', () => {
  /** Drags a word of one text to the start of another. */
  function drag(from: string, word: string, to: string, keys: MouseEventInit = {}): void {
    const [source, target] = [rich(from).editor, rich(to).editor];
    source.state.doc.descendants((node, pos) => {
      const at = (node.text ?? '').indexOf(word);
      if (node.isText && at >= 0)
        source.commands.setTextSelection({ from: pos + at, to: pos + at + word.length });
    });
    const data = new DataTransfer();
    const event = (type: string) => {
      const made = new MouseEvent(type, { bubbles: true, cancelable: true, ...keys });
      return Object.defineProperty(made, 'dataTransfer', { value: data });
    };
    source.view.posAtCoords = () => ({ pos: source.state.selection.from, inside: 0 });
    target.view.posAtCoords = () => ({ pos: 1, inside: 0 });
    source.view.dom.dispatchEvent(event('dragstart'));
    target.view.dom.dispatchEvent(event('drop'));
    source.view.dom.dispatchEvent(event('dragend'));
    workspace.note?.collect();
  }

  it('that is dragged into another text moves there, and one Ctrl+Z brings it back', async () => {
    const { background, additional_information } = side('en') as Side;
    drag('Additional Information', 'twice ', 'Background');
    expect(side('en')?.additional_information).toBe('Departments report a year.');
    expect(side('en')?.background).toBe(`twice ${background}`);
    await undo();
    workspace.note?.collect();
    expect(side('en')).toMatchObject({ background, additional_information });
  });

  it('that is dragged with Ctrl is copied', () => {
    drag('Additional Information', 'twice ', 'Background', { ctrlKey: true });
    expect(side('en')?.additional_information).toBe('Departments report twice a year.');
    expect(side('en')?.background).toMatch(/^twice /);
  });
});

describe('undoing across the note', () => {
  it('goes through texts, lines, moved bullets and blocks in the order in which they were changed', async () => {
    const start = JSON.stringify(workspace.note?.draft.sides);
    const now = () => {
      workspace.note?.collect();
      return JSON.stringify(workspace.note?.draft.sides);
    };
    const states = [start];
    const did = () => states.push(now());
    await goToEnd('Background');
    write('Background', ' One.');
    did();
    await user.type(line('Titre'), '!');
    did();
    await goTo('Suggested Response', 'Employees may');
    write('Suggested Response', 'Indeed: ');
    did();
    await down();
    await hasFocus('If pressed 1');
    did();
    await user.click(screen.getByRole('button', { name: 'Move block 1 down' }));
    did();
    await user.click(screen.getByRole('button', { name: 'Remove block 2' }));
    did();
    await user.click(screen.getByRole('button', { name: 'Add an “if pressed” block' }));
    did();
    expect(new Set(states).size).toBe(8);

    await user.click(screen.getByRole('button', { name: 'Move block 1 down' }));
    const last = now();
    await undo();
    for (const state of states.toReversed()) {
      expect(now()).toBe(state);
      await undo();
    }
    expect(now()).toBe(start);
    for (const state of [...states.slice(1), last]) {
      await redo();
      expect(now()).toBe(state);
    }
  }, 30_000);

  it('shows the place and says it', async () => {
    await goToEnd('Contexte');
    write('Contexte', ' Fin.');
    await goToEnd('Background');
    await undo();
    await hasFocus('Contexte');
    expect(screen.getByText('Undone: Background, French.')).toBeTruthy();
    await redo();
    expect(rich('Contexte').textContent).toMatch(/ Fin\.$/);
    expect(screen.getByText('Done again: Background, French.')).toBeTruthy();
  });

  it('brings back what was typed in a block before it was removed', async () => {
    await goToEnd('If pressed 1');
    const before = block('en', 0);
    write('If pressed 1', ' Typed.');
    await user.click(screen.getByRole('button', { name: 'Remove block 1' }));
    expect(block('en', 0)).not.toContain('Typed');
    await undo();
    expect(block('en', 0)).toContain('Typed.');
    await undo();
    expect(block('en', 0)).toBe(before);
    await redo();
    await redo();
    expect(side('en')?.if_pressed).toHaveLength(1);
  });

  it('undoes a mended check, and what the history brought back', async () => {
    const note = workspace.note as OpenNote;
    const was = side('en')?.background ?? '';
    note.mend('en', 'background', { block: null, was, now: `${was} Mended.` });
    await waitFor(() => expect(rich('Background').textContent).toContain('Mended.'));
    await goToEnd('Suggested Response');
    await undo();
    await hasFocus('Background');
    expect(side('en')?.background).toBe(was);
    const then = JSON.parse(JSON.stringify(note.draft)) as Note;
    (then.sides.en as Side).background = 'Earlier.';
    await note.bringBack(then, [{ kind: 'text', lang: 'en', section: 'background' }]);
    expect(side('en')?.background).toBe('Earlier.');
    await undo();
    expect(side('en')?.background).toBe(was);
  });

  it('does nothing in a note that is approved', async () => {
    await goToEnd('Background');
    write('Background', ' One.');
    const note = workspace.note as OpenNote;
    note.setMeta({ status: 'approved' });
    await undo();
    expect(note.undo(null)).toBe(false);
    note.collect();
    expect(side('en')?.background).toContain(' One.');
  });
});

describe('an if-pressed block', () => {
  const topics = () => side('en')?.if_pressed.map(({ topic }) => topic);
  const group = (row: number) => screen.getByRole('group', { name: `If pressed ${row}` });
  const point = (target: HTMLElement, type: string, clientY: number) =>
    target.dispatchEvent(
      new PointerEvent(type, { clientY, pointerId: 1, button: 0, bubbles: true, cancelable: true }),
    );
  /** The rows as they would lie below one another, a hundred pixels each. */
  function layOut(): void {
    for (const [row, name] of ['If pressed 1', 'If pressed 2', 'If pressed 3'].entries()) {
      const element = screen.queryByRole('group', { name });
      if (!element) continue;
      element.getBoundingClientRect = () => new DOMRect(0, row * 100, 800, 100);
    }
  }

  beforeEach(async () => {
    Element.prototype.setPointerCapture ??= () => undefined;
    await user.click(screen.getByRole('button', { name: 'Add an “if pressed” block' }));
    await user.type(line('If pressed 3, topic'), 'Cost');
    expect(topics()).toEqual(['Personal information', 'Job losses', 'Cost']);
    layOut();
  });

  it('is dragged by its handle to where the mark is, with its counterpart, and comes back with Ctrl+Z', async () => {
    const french = side('fr')?.if_pressed.map(({ topic }) => topic);
    const handle = screen.getByRole('button', { name: 'Drag block 1 to another place' });
    point(handle, 'pointerdown', 10);
    point(handle, 'pointermove', 240);
    await waitFor(() => expect(group(3).className).toMatch(/above/));
    point(handle, 'pointermove', 280);
    await waitFor(() => expect(group(3).className).toMatch(/below/));
    point(handle, 'pointermove', 240);
    point(handle, 'pointerup', 240);
    await waitFor(() => expect(topics()).toEqual(['Job losses', 'Personal information', 'Cost']));
    expect(side('fr')?.if_pressed[1]?.topic).toBe('Renseignements personnels');
    expect(screen.getByText('Block 1 is now block 2.')).toBeTruthy();
    expect(group(3).className).not.toMatch(/above|below/);
    await undo();
    expect(topics()).toEqual(['Personal information', 'Job losses', 'Cost']);
    expect(side('fr')?.if_pressed.map(({ topic }) => topic)).toEqual(french);
  });

  it('stays where it is if it is let go of beside its own place, with Escape, or with the other button', async () => {
    const handle = screen.getByRole('button', { name: 'Drag block 2 to another place' });
    point(handle, 'pointerdown', 110);
    point(handle, 'pointermove', 60);
    point(handle, 'pointerup', 60);
    point(handle, 'pointerdown', 110);
    point(handle, 'pointermove', 10);
    handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    point(handle, 'pointerup', 10);
    point(handle, 'pointermove', 10);
    expect(topics()).toEqual(['Personal information', 'Job losses', 'Cost']);
  });

  it('that lacks its counterpart has an empty place beside it, and a button to write it', async () => {
    await user.click(screen.getByRole('button', { name: 'Remove block 3' }));
    await undo();
    await undo();
    const french = side('fr')?.if_pressed.length;
    expect(screen.queryByText('No French for this block yet')).toBeNull();
    expect(french).toBe(3);
    await undo();
    expect(side('fr')?.if_pressed).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Add the French of block 2' }));
    expect(side('fr')?.if_pressed).toHaveLength(2);
    await waitFor(() => expect(document.activeElement).toBe(line('Si pressé 2, sujet')));
    await undo();
    expect(side('fr')?.if_pressed).toHaveLength(1);
    expect(screen.getByText('No French for this block yet')).toBeTruthy();
  });
});

it('every text of a side is spelled and said in the side’s own language', () => {
  const texts = [...screen.getByRole('article').querySelectorAll('.sides [role=textbox], .sides textarea')];
  expect(texts.length).toBeGreaterThan(14);
  for (const text of texts) {
    const lang = text.closest('.cell')?.getAttribute('lang');
    expect(['en-CA', 'fr-CA']).toContain(lang);
    expect(text.getAttribute('lang')).toBe(lang);
    expect(text.getAttribute('spellcheck')).toBe('true');
  }
});
