/** Citations whose clauses have changed, as their user meets them: told, compared, confirmed and mended. */

import type { Editor } from '@tiptap/core';
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { sampleNotes, samplePolicies } from './lib/ipc/sample';
import type { Excerpt, Lang, Note } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

const sample = sampleNotes[0] as Note;
const CITED = '[@guide-assistants#2.1]';
const WAS = 'Employees answer for the text that they send, whatever tool helped to write it.';
const NOW = 'Employees answer for the text that they send, whatever tool helped to make it.';
const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  backend = new FakeBackend({ policies: structuredClone(samplePolicies) });
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
});
afterEach(cleanup);

/** The guide's excerpts in a language: what another program does to its file. */
async function changeGuide(change: (excerpts: Excerpt[], lang: Lang) => Excerpt[]): Promise<void> {
  const guide = backend.policies.find(({ slug }) => slug === 'guide-assistants');
  for (const lang of ['en', 'fr'] as const) {
    const side = guide?.sides[lang];
    if (side) side.excerpts = change(side.excerpts, lang);
  }
  backend.emit({ event: 'items_changed', ids: ['guide-assistants'] });
  await waitFor(() => expect(workspace.staleness.behind.size).toBeGreaterThan(0));
}

const reword = (to: string) =>
  changeGuide((excerpts, lang) =>
    excerpts.map((excerpt) =>
      excerpt.anchor === '2.1' && lang === 'en' ? { ...excerpt, text: to } : excerpt,
    ),
  );

const dialog = () => screen.findByRole('dialog', { name: `Sources of ${sample.reference}` });

describe('a note whose sources have changed', () => {
  it('is marked in the list, in results and in Today, and no other is', async () => {
    expect(screen.queryByText('Sources have changed')).toBeNull();
    await reword(NOW);
    const [mark, ...others] = await screen.findAllByText('Sources have changed');
    expect(mark?.closest('[role=option]')?.textContent).toContain(sample.reference);
    expect(others).toEqual([]);

    workspace.search.type('public');
    await workspace.search.run();
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(1));
    const marked = screen.getAllByRole('option').filter((row) => row.textContent.includes('Sources have'));
    expect(marked.map((row) => row.textContent.includes(sample.reference))).toEqual([true]);

    workspace.dialog = 'today';
    const today = await screen.findByRole('dialog', { name: 'Today' });
    await user.click(await within(today).findByRole('button', { name: /^Sources have changed/ }));
    await dialog();
  });

  it('says so at its head, and its checks lead to the comparison', async () => {
    await workspace.open(sample.reference, 'note');
    await reword(NOW);
    await screen.findByText('1 clause that this note cites has changed.');
    backend.findings.push({
      code: 'citation-changed',
      lang: 'fr',
      section: 'response',
      params: { citation: CITED, was: WAS, now: NOW },
    });
    workspace.checks.toggle();
    await user.click(await screen.findByRole('button', { name: /^Compare: .*Réponse suggérée/ }));
    await dialog();
  });

  it('has its labels tell so in the text, and the words beside one lead to the comparison', async () => {
    await workspace.open(sample.reference, 'note');
    const cited = () => [...document.querySelectorAll<HTMLElement>('.qp-citation')];
    await waitFor(() =>
      expect(cited().map((label) => label.textContent)).toContain('2.1, Guide on writing assistants'),
    );
    expect(document.querySelector('.qp-changed')).toBeNull();
    await reword(NOW);
    await waitFor(() => expect(document.querySelectorAll('.qp-changed').length).toBeGreaterThan(0));
    const [label] = document.querySelectorAll<HTMLElement>('.qp-changed');
    expect(label?.textContent).toMatch(/\((has changed since|a changé depuis)\)$/);
    const text = label?.closest('.ProseMirror') as HTMLElement & { editor: Editor };
    text.focus();
    text.editor.commands.setNodeSelection(text.editor.view.posAtDOM(label as HTMLElement, 0));
    await user.keyboard('{Enter}');
    const words = await screen.findByRole('dialog', { name: /Guide/ });
    await user.click(within(words).getByRole('button', { name: 'Compare…' }));
    await dialog();
  });

  it('is listed by its command, and opens there', async () => {
    await reword(NOW);
    workspace.dialog = 'behind';
    const list = await screen.findByRole('list', { name: 'Notes whose sources have changed' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    within(list).getByText('1 clause');
    await user.click(within(list).getByRole('button', { name: sample.sides.en?.title ?? '' }));
    await dialog();
    expect(workspace.note?.reference).toBe(sample.reference);
  });

  it('is told of by an import that replaced a policy', async () => {
    await reword(NOW);
    backend.importText = async () => [
      {
        path: '',
        part: 0,
        kind: 'policy',
        id: 'guide-assistants',
        problems: [{ code: 'policy-replaced', lang: 'en', section: null, params: {} }],
      },
    ];
    workspace.dialog = 'import';
    await user.type(await screen.findByRole('textbox', { name: 'Text to import' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Import the text' }));
    await screen.findByText('1 note cites clauses that have changed.', { exact: false });
    await user.click(screen.getByRole('button', { name: 'Show them' }));
    await screen.findByRole('dialog', { name: 'Notes whose sources have changed' });
  });
});

describe('the comparison', () => {
  /** The note quotes the clause as it was, in its background. */
  async function quoteTheOldWords(): Promise<void> {
    await workspace.open(sample.reference, 'note');
    workspace.note?.setText('en', 'background', `It says “${WAS}” ${CITED}`);
    await workspace.note?.flush();
    await reword(NOW);
  }

  async function compare(): Promise<HTMLElement> {
    await workspace.compareSources(sample.reference);
    return dialog();
  }

  it('shows old and new side by side in both languages, with the differences marked, and the lines', async () => {
    await reword(NOW);
    const shown = await compare();
    const english = within(shown).getByRole('region', { name: 'English' });
    expect(english.querySelector('del')?.textContent).toContain('write it.');
    expect(english.querySelector('ins')?.textContent).toContain('make it.');
    const [was, now] = [...english.querySelectorAll('.text')];
    expect(was?.querySelector('ins')).toBeNull();
    expect(now?.querySelector('del')).toBeNull();
    const french = within(shown).getByRole('region', { name: 'Français' });
    expect(french.querySelector('del, ins')).toBeNull();
    within(shown).getByText('English · Suggested Response');
    within(shown).getByText('Français · Réponse suggérée');
    expect(document.activeElement?.textContent).toContain('Guide on writing assistants, 2.1');
  });

  it('is settled by a confirmation, by keyboard alone, which can be taken back', async () => {
    await reword(NOW);
    const shown = await compare();
    const confirm = within(shown).getByRole('button', { name: 'Still right' });
    for (let tabs = 0; document.activeElement !== confirm && tabs < 20; tabs++) await user.tab();
    await user.keyboard('{Enter}');
    const end = await within(shown).findByText(/Nothing is left/);
    await waitFor(() => expect(document.activeElement?.contains(end)).toBe(true));
    expect(workspace.staleness.behind.size).toBe(0);

    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByRole('button', { name: 'Still right' });
    expect(workspace.staleness.behind.get(sample.reference)).toBe(1);
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H3'));
  });

  it('goes to the line', async () => {
    await reword(NOW);
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Go there: Français · Réponse suggérée' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    const response = screen.getByRole('textbox', { name: 'Réponse suggérée' });
    await waitFor(() => expect(response.contains(document.activeElement)).toBe(true));
  });

  it('opens the policy at the clause', async () => {
    await reword(NOW);
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Open the policy' }));
    await waitFor(() => expect(workspace.opened?.kind).toBe('policy'));
    expect(workspace.opened).toMatchObject({ id: 'guide-assistants', anchor: '2.1' });
    const main = screen.getByRole('main');
    await waitFor(() => expect(main.contains(document.activeElement)).toBe(true));
  });

  it('has the checks run again where a policy changed, and after a confirmation and its undo', async () => {
    await workspace.open(sample.reference, 'note');
    await waitFor(() => expect(workspace.staleness.whyIn(CITED, 'en')).toBeNull());
    const checked = vi.spyOn(backend, 'checkNote');
    const checksRan = async () => {
      await waitFor(() => expect(checked).toHaveBeenCalled());
      checked.mockClear();
    };
    await reword(NOW);
    await checksRan();
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText(/Nothing is left/);
    await checksRan();
    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByText('It is as it was before.');
    await checksRan();
  });

  it('says that it could not be confirmed, or taken back, and goes on offering it', async () => {
    await reword(NOW);
    const shown = await compare();
    const confirm = backend.confirmCitation.bind(backend);
    backend.confirmCitation = () => Promise.reject(new Error('no'));
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText(/^It could not be confirmed\./);
    backend.confirmCitation = confirm;
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText(/Nothing is left/);
    expect(within(shown).queryByText(/^It could not be confirmed\./)).toBeNull();
    const unconfirm = backend.unconfirmCitation.bind(backend);
    backend.unconfirmCitation = () => Promise.reject(new Error('no'));
    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByText(/^It could not be taken back\./);
    backend.unconfirmCitation = unconfirm;
    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByText('It is as it was before.');
  });

  it('takes something back once, however often it is asked', async () => {
    await reword(NOW);
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText(/Nothing is left/);
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    const unconfirm = backend.unconfirmCitation.bind(backend);
    const undone = vi.fn(async (...given: Parameters<typeof unconfirm>) => {
      await held;
      return unconfirm(...given);
    });
    backend.unconfirmCitation = undone;
    const undo = within(shown).getByRole('button', { name: 'Undo' });
    await user.click(undo);
    await user.click(undo);
    answer();
    await within(shown).findByText('It is as it was before.');
    expect(undone).toHaveBeenCalledTimes(1);
  });

  it('says that nothing was to confirm where another window has confirmed it', async () => {
    await reword(NOW);
    const shown = await compare();
    const [stale] = workspace.staleness.citations;
    const citation = { slug: 'guide-assistants', anchor: '2.1' };
    await backend.confirmCitation(sample.reference, citation, stale?.now ?? '');
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText('Nothing was left to confirm.');
  });

  it('says that the note is not saved where new words are in it but not on disk', async () => {
    await quoteTheOldWords();
    const shown = await compare();
    const save = backend.saveNote.bind(backend);
    backend.saveNote = () => Promise.reject(new Error('no'));
    await user.click(within(shown).getByRole('button', { name: 'Put in the new words' }));
    await within(shown).findByText('The new words are in the note. The note is not saved yet.');
    backend.saveNote = save;
    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByText('It is as it was before.');
    expect(workspace.note?.draft.sides.en?.background).toBe(`It says “${WAS}” ${CITED}`);
  });

  it('says that nothing was taken back where the text is another one by now', async () => {
    await quoteTheOldWords();
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Put in the new words' }));
    await within(shown).findByText('The new words are in the note.');
    workspace.note?.setText('en', 'background', `Mine. ${CITED}`, true);
    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await within(shown).findByText(/^Nothing was taken back/);
    expect(workspace.note?.draft.sides.en?.background).toBe(`Mine. ${CITED}`);
  });

  it('proposes the clause that says it by now, and cites it in both languages in one step', async () => {
    await changeGuide((excerpts) =>
      excerpts.flatMap((excerpt) => {
        if (excerpt.anchor === '2.1') return [{ ...excerpt, anchor: '2.3', label: '2.3' }];
        return [excerpt];
      }),
    );
    const shown = await compare();
    within(shown).getByText('The clause is no longer there.');
    expect(within(shown).queryByRole('button', { name: 'Still right' })).toBeNull();
    await user.click(
      within(shown).getByRole('button', { name: 'Cite this instead: Guide on writing assistants, 2.3' }),
    );
    await within(shown).findByText(/Nothing is left/);
    const { note } = backend.notes.get(sample.reference) ?? { note: sample };
    for (const lang of ['en', 'fr'] as const) {
      expect(note.sides[lang]?.response).toContain('[@guide-assistants#2.3]');
      expect(note.sides[lang]?.response).not.toContain(CITED);
    }
    expect(workspace.staleness.behind.size).toBe(0);

    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(note.sides.fr?.response).toBe(sample.sides.fr?.response));
    expect(note.sides.en?.response).toBe(sample.sides.en?.response);
  });

  it('puts the new words in the place of a quotation of the old ones, then asks to confirm', async () => {
    await quoteTheOldWords();
    const shown = await compare();
    await user.click(within(shown).getByRole('button', { name: 'Put in the new words' }));
    await within(shown).findByText('The new words are in the note.');
    const { note } = backend.notes.get(sample.reference) ?? { note: sample };
    expect(note.sides.en?.background).toBe(`It says “${NOW}” ${CITED}`);
    expect(within(shown).queryByRole('button', { name: 'Put in the new words' })).toBeNull();
    within(shown).getByRole('button', { name: 'Still right' });

    await user.click(within(shown).getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(note.sides.en?.background).toBe(`It says “${WAS}” ${CITED}`));
  });

  it('lists a citation that leads nowhere, and finds another clause for it', async () => {
    await workspace.open(sample.reference, 'note');
    workspace.note?.setText('en', 'background', 'As [@guide-assistants#9] says.');
    await workspace.note?.flush();
    const shown = await compare();
    within(shown).getByText('The notebook has no such clause.');
    // What was never there is no change of a source.
    expect(workspace.staleness.behind.size).toBe(0);
    await user.type(within(shown).getByRole('searchbox', { name: 'Find a clause' }), 'protected');
    await user.click(await within(shown).findByRole('button', { name: /^Cite this instead: / }));
    await within(shown).findByText(/Nothing is left/);
    const { note } = backend.notes.get(sample.reference) ?? { note: sample };
    expect(note.sides.en?.background).toBe('As [@guide-assistants#2.2] says.');
  });

  it('goes from one to the next, and stays where it cannot replace', async () => {
    await workspace.open(sample.reference, 'note');
    workspace.note?.setText('en', 'background', 'As [@guide-assistants#9] says.');
    await workspace.note?.flush();
    await reword(NOW);
    const shown = await compare();
    within(shown).getByText('Citation 1 of 2');
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText('Citation 1 of 1');
    expect(document.activeElement?.textContent).toContain('guide-assistants#9'.split('#')[1]);

    workspace.note?.setText('en', 'background', 'Nothing is cited any more.', true);
    await user.type(within(shown).getByRole('searchbox', { name: 'Find a clause' }), 'protected');
    await user.click(await within(shown).findByRole('button', { name: /^Cite this instead: / }));
    await within(shown).findByText(/nothing was replaced/);
  });

  it('leaves the text of a locked note as it is, and lets what it cites be confirmed', async () => {
    await workspace.open(sample.reference, 'note');
    workspace.setStatus('approved');
    await workspace.note?.flush();
    await reword(NOW);
    const shown = await compare();
    within(shown).getByText(/The note is locked/);
    expect(within(shown).queryByRole('searchbox')).toBeNull();
    await user.click(within(shown).getByRole('button', { name: 'Still right' }));
    await within(shown).findByText(/Nothing is left/);
  });
});
