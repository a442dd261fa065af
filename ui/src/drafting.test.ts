// Writing a note in the window: what is typed in its lines, and what is done across its sections.

import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
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
