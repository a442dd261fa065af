/** Which side is behind, and what is done about it, as its user meets them. */

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
  await workspace.open(sample.reference, 'note');
});
afterEach(cleanup);

const chip = () => screen.findByRole('button', { name: /^Réponse suggérée, French: Behind$/ });

async function changeEnglish(): Promise<void> {
  workspace.note?.setText('en', 'response', '- Something else.');
  await workspace.note?.flush();
}

describe('a side that is behind', () => {
  it('says so at its section, shows what changed on the other, and is current once somebody says so', async () => {
    await changeEnglish();
    await user.click(await chip());
    const since = screen.getByRole('group', { name: /^English has changed/ });
    within(since).getByText('- Something else.', { exact: false, selector: 'ins' });
    expect(since.querySelector('del')?.textContent).toContain(sample.sides.en?.response);

    await user.click(within(since).getByRole('button', { name: 'Both languages agree' }));
    await waitFor(() =>
      expect(workspace.note?.translationOf({ section: 'response', block: null })?.state).toBe('current'),
    );
    expect(screen.queryByRole('button', { name: /: Behind$/ })).toBeNull();
    // The button that had the focus is gone.
    const french = screen.getByRole('textbox', { name: 'Réponse suggérée' });
    await waitFor(() => expect(document.activeElement).toBe(french));
  });

  it('is to be confirmed on both once it was changed, too', async () => {
    await changeEnglish();
    workspace.note?.setText('fr', 'response', '- Autre chose.');
    await workspace.note?.flush();
    await screen.findByRole('button', { name: 'Réponse suggérée, French: To confirm' });
    await screen.findByRole('button', { name: 'Suggested Response, English: To confirm' });
  });

  it('that has no text is to be translated', async () => {
    workspace.note?.setText('fr', 'background', '');
    await workspace.note?.flush();
    const background = document.querySelector('[data-section="background"]');
    await waitFor(() => expect(background?.textContent).toContain('To translate'));
  });
});

describe('the list of translations to do', () => {
  it('has what a language lacks, and sends it to a translator', async () => {
    await changeEnglish();
    workspace.dialog = 'translation';
    const dialog = await screen.findByRole('dialog', { name: 'Translations' });
    const title = sample.sides.en?.title ?? '';
    await within(dialog).findByRole('button', { name: title });
    within(dialog).getByText('- Something else.', { exact: false, selector: 'ins' });
    const others = within(dialog)
      .getAllByRole('checkbox')
      .filter((box) => !box.getAttribute('aria-label')?.endsWith(title));
    for (const other of others) await user.click(other);
    await user.click(within(dialog).getByRole('button', { name: 'Send 1 note to a translator…' }));
    expect(backend.sent).toEqual([{ references: [sample.reference], into: 'fr' }]);
    await screen.findByText(/is ready for the translator/);
  });

  it('says what of a translation that came back was not taken, and why', async () => {
    backend.takenBack = [
      {
        reference: sample.reference,
        lang: 'fr',
        sections: [
          { spot: { section: 'response', block: null }, taking: 'taken' },
          { spot: { section: 'background', block: null }, taking: 'changed-since' },
        ],
        failure: null,
      },
    ];
    workspace.dialog = 'translation';
    await user.click(await screen.findByRole('button', { name: 'Take a translation back…' }));
    await screen.findByText('1 section was taken back into its note.');
    screen.getByText(
      `${sample.reference} · Background: changed here since it was sent; the note stays as it is`,
    );
  });

  it('is confirmed by the note', async () => {
    await changeEnglish();
    workspace.dialog = 'translation';
    const title = sample.sides.en?.title ?? '';
    await user.click(await screen.findByRole('button', { name: `Both languages agree ${title}` }));
    const state = () => workspace.note?.translationOf({ section: 'response', block: null })?.state;
    await waitFor(() => expect(state()).toBe('current'));
    await waitFor(() => expect(document.querySelector('dialog ins')).toBeNull());
  });

  it('is told line by line also where two lines are the same', async () => {
    const taken = (taking: 'partly' | 'gone') => ({
      spot: { section: 'if_pressed' as const, block: 0 },
      taking,
    });
    backend.takenBack = [
      {
        reference: sample.reference,
        lang: 'fr',
        sections: [taken('partly'), taken('gone'), taken('gone')],
        failure: null,
      },
    ];
    workspace.dialog = 'translation';
    await user.click(await screen.findByRole('button', { name: 'Take a translation back…' }));
    await screen.findByText('1 section was taken back into its note.');
    expect(screen.getAllByText(/no longer in the note$/)).toHaveLength(2);
    screen.getByText(/not all of it is marked as translated: to be confirmed$/);
  });

  it('confirms what it shows, and nothing that another language lacks', async () => {
    await changeEnglish();
    workspace.note?.setText('fr', 'background', 'Tout autre chose.');
    await workspace.note?.flush();
    workspace.dialog = 'translation';
    const title = sample.sides.en?.title ?? '';
    const agree = await screen.findByRole('button', { name: `Both languages agree ${title}` });
    agree.focus();
    await user.keyboard('{Enter}');
    const state = (section: 'response' | 'background') =>
      workspace.note?.translationOf({ section, block: null });
    await waitFor(() => expect(state('response')?.state).toBe('current'));
    expect(state('background')).toMatchObject({ state: 'behind', behind: 'en' });
    await screen.findByText('Both languages agree: it is noted.', { selector: 'p' });
    const dialog = screen.getByRole('dialog', { name: 'Translations' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  });

  it('draws the first hundred of many notes, and the next when asked; all are chosen', async () => {
    const [item] = await backend.listItems([sample.reference]);
    if (!item) throw new Error('no note');
    const spot = { section: 'response', block: null } as const;
    const lacking = { spot, state: 'missing' as const, behind: 'fr' as const, changes: { en: [], fr: [] } };
    const many = Array.from({ length: 250 }, (_, n) => ({
      item: { ...item, id: `TBS-2026-QP-11-${n}`, title: { en: null, fr: `Titre ${n}` } },
      translations: [lacking],
    }));
    backend.listTranslations = () => Promise.resolve(many);
    workspace.dialog = 'translation';
    const dialog = await screen.findByRole('dialog', { name: 'Translations' });
    await within(dialog).findByRole('button', { name: 'Titre 99' });
    expect(within(dialog).queryByRole('button', { name: 'Titre 100' })).toBeNull();
    within(dialog).getByRole('button', { name: 'Send 250 notes to a translator…' });

    await user.click(within(dialog).getByRole('button', { name: 'Show 100 more (150 not shown)' }));
    const next = await within(dialog).findByRole('button', { name: 'Titre 100' });
    expect(document.activeElement).toBe(next);
    expect(next.getAttribute('lang')).toBe('fr-CA');
    await user.click(within(dialog).getByRole('button', { name: 'Show 50 more (50 not shown)' }));
    await within(dialog).findByRole('button', { name: 'Titre 249' });
    expect(within(dialog).queryByRole('button', { name: /^Show/ })).toBeNull();
  });
});
