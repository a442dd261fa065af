/** The checks and the time to say a response, as their user meets them. */

import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes } from './lib/ipc/sample';
import type { Note } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
});
afterEach(cleanup);

const time = () => screen.getByRole('button', { name: /^Suggested Response: / });
const say = (words: number) => workspace.note?.setText('en', 'response', 'word '.repeat(words).trim());

describe('the time to say a response', () => {
  beforeEach(() => workspace.open(sample.reference, 'note'));

  it('is quiet until it runs over, and follows what is typed', async () => {
    say(105);
    await waitFor(() => expect(time().textContent).toContain('105 words · 35 s'));
    expect(time().textContent).not.toContain('Longer than');
    say(106);
    await waitFor(() => expect(time().textContent).toContain('Longer than the 35 seconds'));
  });

  it('goes by rates that can be changed, are kept, and are those of the checks', async () => {
    say(80);
    await user.click(time());
    const dialog = await screen.findByRole('dialog', { name: 'Speaking rate' });
    const field = within(dialog).getByRole('spinbutton', { name: 'English, words a minute' });
    await user.clear(field);
    await user.type(field, '120');
    await user.tab();
    await waitFor(() => expect(backend.settings.rates).toEqual({ en: 120, fr: 200 }));
    within(dialog).getByText('at most 70 words in 35 seconds');

    // Faster than anybody speaks is not taken.
    await user.clear(field);
    await user.type(field, '9000');
    await user.tab();
    await waitFor(() => expect(backend.settings.rates.en).toBe(300));

    await user.click(within(dialog).getByRole('button', { name: 'Usual rates' }));
    expect(backend.settings.rates).toEqual({ en: 180, fr: 200 });
  });
});

describe('a mend', () => {
  const french = () => workspace.note?.draft.sides.fr?.response;
  const find = (was: string) =>
    backend.findings.push({
      code: 'double-space',
      lang: 'fr',
      section: 'response',
      params: { places: '1', text: 'deux  mots' },
      mend: { block: null, was, now: '- deux mots' },
    });

  it('puts the mended text in its place, and it is saved', async () => {
    find('- deux  mots');
    await workspace.open(sample.reference, 'note');
    workspace.note?.setText('fr', 'response', '- deux  mots');
    await workspace.note?.flush();
    workspace.checks.toggle();
    await user.click(await screen.findByRole('button', { name: /^Mend\. .*deux/ }));
    expect(french()).toBe('- deux mots');
    await waitFor(() => expect(backend.saves.at(-1)?.changes).toMatchObject([{ now: '- deux mots' }]));
  });

  it('leaves a text that has changed since it was checked, and says so', async () => {
    find('- un autre  texte');
    await workspace.open(sample.reference, 'note');
    const before = french();
    workspace.checks.toggle();
    await user.click(await screen.findByRole('button', { name: /^Mend\. / }));
    expect(french()).toBe(before);
    await screen.findByText('The text has changed since it was checked. It is checked again.');
  });

  it('of an “if pressed” block leaves its neighbours as they are', async () => {
    await workspace.open(sample.reference, 'note');
    const { note } = workspace;
    note?.setBlocks('en', [
      { topic: 'a', text: 'one  two' },
      { topic: 'b', text: 'three' },
    ]);
    expect(note?.mend('en', 'if_pressed', { block: 0, was: 'one  two', now: 'one two' })).toBe(true);
    expect(note?.draft.sides.en?.if_pressed).toEqual([
      { topic: 'a', text: 'one two' },
      { topic: 'b', text: 'three' },
    ]);
    expect(note?.mend('en', 'if_pressed', { block: 1, was: 'other', now: 'x' })).toBe(false);
  });
});

describe('a problem', () => {
  it('is gone to at the very words that it is about', async () => {
    const text = '- Deux mots.\n- Un autre  mot.';
    backend.findings.push({
      code: 'double-space',
      lang: 'fr',
      section: 'response',
      params: { places: '1', text: 'autre  mot' },
    });
    await workspace.open(sample.reference, 'note');
    backend.changeOutside(sample.reference, ({ sides }) => {
      if (sides.fr) sides.fr.response = text;
    });
    await waitFor(() => expect(workspace.note?.draft.sides.fr?.response).toBe(text));
    workspace.checks.toggle();
    await user.click(await screen.findByRole('button', { name: /^Français · Réponse suggérée.*autre/ }));
    await waitFor(() => expect(getSelection()?.toString()).toBe('autre  mot'));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Réponse suggérée');
  });
});
