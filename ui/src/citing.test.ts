/** Citing policies while one writes, as its user meets it. */

import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { samplePolicies } from './lib/ipc/sample';
import type { Lang, Policy } from './lib/ipc/types';
import { Workspace } from './lib/state/workspace.svelte';

const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  backend = new FakeBackend({ policies: structuredClone(samplePolicies) });
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
  await workspace.createNote();
});
afterEach(cleanup);

const response = (lang: Lang) => workspace.note?.draft.sides[lang]?.response;
const text = (name: string) => screen.findByRole('textbox', { name });
const box = () => screen.findByRole('combobox', { name: 'Find a clause to cite' });
const CITE = '{Control>}{Shift>}c{/Shift}{/Control}';
const clause = (name: RegExp) => screen.findByRole('option', { name });

/** Puts the cursor at the end of a text that says this. */
async function writeIn(name: string, lang: Lang, markdown: string): Promise<HTMLElement> {
  workspace.note?.setText(lang, 'response', markdown, true);
  const place = await text(name);
  await user.click(place);
  const { editor } = place as HTMLElement & { editor: import('@tiptap/core').Editor };
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  return place;
}

/** Holds back what is searched for from now on; the answer is let go, each time, by what this gives. */
function holdBack(): () => Promise<void> {
  const search = backend.search.bind(backend);
  let release: (() => void)[] = [];
  backend.search = async (query) => {
    await new Promise<void>((resolve) => release.push(resolve));
    return search(query);
  };
  return async () => {
    await waitFor(() => expect(release).not.toEqual([]));
    const held = release;
    release = [];
    for (const go of held) go();
  };
}

describe('the panel of clauses', () => {
  it('cites on Enter what answers the words that are typed, not those before', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.keyboard('advertising');
    await clause(/^1 Advertising/);
    await waitFor(() => expect(workspace.citing.isAnswered).toBe(true));
    const release = holdBack();
    const typing = await box();
    await user.clear(typing);
    await user.paste('guide 2.1');
    await user.keyboard('{Enter}{Enter}');
    expect(response('en')).toBe('Yes.');
    await release();
    await waitFor(() => expect(response('en')).toBe('Yes. [@guide-assistants#2.1]'));
    await waitFor(() => expect(workspace.citing.isAnswered).toBe(true));
    expect(response('en')).toBe('Yes. [@guide-assistants#2.1]');
  });

  it('cites nothing where other words are typed, or it is left, before the answer', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await clause(/^2\.1/);
    const release = holdBack();
    await user.paste('guide 2.1');
    await user.keyboard('{Enter}');
    await user.paste(' x');
    await release();
    await release();
    await waitFor(() => expect(workspace.citing.isAnswered).toBe(true));
    await user.paste('y');
    await user.keyboard('{Enter}{Escape}');
    await release();
    await waitFor(() => expect(workspace.citing.isAnswered).toBe(false));
    await tick();
    expect(response('en')).toBe('Yes.');
  });

  it('offers nothing of the words before where a search fails, and says so', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.keyboard('advertising');
    await clause(/^1 Advertising/);
    backend.search = () => Promise.reject<never>(new Error('no'));
    await user.paste(' x');
    await screen.findByText(/^The clauses could not be found\./);
    const panel = screen.getByRole('region', { name: 'Cite' });
    expect(within(panel).queryByRole('option')).toBeNull();
    await user.keyboard('{Enter}');
    expect(response('en')).toBe('Yes.');
  });

  it('takes the focus where it is called, and not where its note is only opened again', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    const reference = workspace.note?.reference ?? '';
    await user.keyboard(CITE);
    expect(document.activeElement).toBe(await box());
    await workspace.open('guide-assistants', 'policy');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Cite' })).toBeNull());
    await workspace.open(reference, 'note');
    const again = await box();
    await tick();
    expect(document.activeElement).not.toBe(again);
  });

  it('quotes what the clause says now, and no part that it no longer has', async () => {
    await writeIn('Suggested Response', 'en', 'Yes:');
    await user.keyboard(CITE);
    await user.type(await box(), 'twice a year');
    await clause(/^3 Reporting/);
    const excerpt = backend.policies[0]?.sides.en?.excerpts.find(({ anchor }) => anchor === 'reporting');
    // Another program has changed the file, and nothing has told so yet.
    if (excerpt) excerpt.text = 'Departments tell.';
    const words = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Words of 3 Reporting/ });
    words.focus();
    words.setSelectionRange(0, 18);
    words.dispatchEvent(new Event('select', { bubbles: true }));
    await screen.findByRole('button', { name: /^Quote the selection/ });
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    await within(screen.getByTestId('toasts')).findByText(/^The clause no longer has the selected words/);
    expect(response('en')).toBe('Yes:');
    await screen.findByRole('textbox', { name: /^Words of 3 Reporting/ });
    await user.click(await box());
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    await waitFor(() =>
      expect(response('en')).toBe('Yes: “Departments tell.” [@guide-assistants#reporting]'),
    );
  });

  it('opens the policy, which has the focus then', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.keyboard('guide 2.1');
    await clause(/^2\.1/);
    await user.click(screen.getByRole('button', { name: 'Open the policy' }));
    await waitFor(() => expect(workspace.opened).toMatchObject({ id: 'guide-assistants', anchor: '2.1' }));
    const main = screen.getByRole('main');
    await waitFor(() => expect(main.contains(document.activeElement)).toBe(true));
  });

  it('is called from a text, finds by number and title, and puts the citation where the cursor was', async () => {
    const english = await writeIn('Suggested Response', 'en', '- Employees answer.');
    await user.keyboard(CITE);
    expect(document.activeElement).toBe(await box());
    await user.keyboard('guide 2.1');
    await clause(/^2\.1 Guide on writing assistants/);
    await user.keyboard('{Enter}');
    expect(response('en')).toBe('- Employees answer. [@guide-assistants#2.1]');
    expect(document.activeElement).toBe(english);
    // One undo takes it out.
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(response('en')).toBe('- Employees answer.'));
  });

  it('shows the clause in the language of the side that is written, whatever words found it', async () => {
    await writeIn('Réponse suggérée', 'fr', 'Oui.');
    await user.keyboard(CITE);
    await user.type(await box(), 'whatever tool');
    const found = await clause(/^2\.1/);
    within(found).getByText('Guide sur les assistants de rédaction');
    expect(found.textContent).toContain('Les employés répondent du texte');
    await user.clear(await box());
    await user.type(await box(), 'advertising');
    within(await clause(/^1 Advertising/)).getByText('In English only');
  });

  it('quotes the clause in the quotation marks of its language', async () => {
    await writeIn('Réponse suggérée', 'fr', 'Oui\u00a0:');
    await user.keyboard(CITE);
    await user.type(await box(), 'répondent du texte');
    await clause(/^2\.1/);
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    const words = samplePolicies[0]?.sides.fr?.excerpts[2]?.text ?? '';
    expect(response('fr')).toBe(`Oui\u00a0: «\u00a0${words}\u00a0» [@guide-assistants#2.1]`);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(response('fr')).toBe('Oui\u00a0:'));
  });

  it('quotes a clause of several parts as a block, within the bullet', async () => {
    await writeIn('Suggested Response', 'en', '- The guide says:\n- More.');
    const { editor } = (await text('Suggested Response')) as HTMLElement & {
      editor: import('@tiptap/core').Editor;
    };
    editor.commands.setTextSelection(5);
    await user.keyboard(CITE);
    await user.type(await box(), 'do not enter');
    await clause(/^2\.2/);
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(response('en')).toBe(
      '- The guide says:\n  > Employees do not enter:\n  >\n  > - personal information;\n' +
        '  > - protected or classified information. [@guide-assistants#2.2]\n- More.',
    );
  });

  it('quotes the part of the words that is selected', async () => {
    await writeIn('Suggested Response', 'en', 'Yes:');
    await user.keyboard(CITE);
    await user.type(await box(), 'twice a year');
    await clause(/^3 Reporting/);
    const words = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: /^Words of 3 Reporting/ });
    words.focus();
    words.setSelectionRange(0, 18);
    words.dispatchEvent(new Event('select', { bubbles: true }));
    // Nothing is written there.
    const typing = new InputEvent('beforeinput', {
      inputType: 'insertText',
      data: 'x',
      bubbles: true,
      cancelable: true,
    });
    words.dispatchEvent(typing);
    expect(typing.defaultPrevented).toBe(true);
    await screen.findByRole('button', { name: /^Quote the selection ?: 3 Reporting$/ });
    await user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(response('en')).toBe('Yes: “Departments report” [@guide-assistants#reporting]');
    await screen.findByRole('button', { name: /^Quote ?: / });
  });

  it('begins with what the note cites, then others, then what is like the passage', async () => {
    workspace.note?.setText('en', 'background', 'So it is. [@notice-social-media#1]', true);
    await writeIn('Suggested Response', 'en', '- Employees.');
    await user.keyboard(CITE);
    const cited = await screen.findByRole('group', { name: 'Cited in this note' });
    within(cited).getByRole('option', { name: /^1 Advertising/ });
    const usual = screen.getByRole('group', { name: 'Cited in other notes' });
    within(usual).getByRole('option', { name: /^2\.1 Guide/ });
    const like = screen.getByRole('group', { name: 'Like the passage with the cursor' });
    within(like).getByRole('option', { name: /^Purpose/ });
    // A heading without words is like nothing.
    expect(within(like).queryByRole('option', { name: /^2 Requirements/ })).toBeNull();
    expect(backend.passages.at(-1)).toEqual({ text: '- Employees.', lang: 'en' });
    const panel = screen.getByRole('region', { name: 'Cite' });
    const chosen = () =>
      within(panel)
        .getAllByRole('option', { selected: true })
        .map(({ id }) => id);
    const [first] = chosen();
    await user.keyboard('{ArrowDown}');
    expect(chosen()).not.toEqual([first]);
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowDown}');
    expect(chosen()).toEqual([first]);
    expect((await box()).getAttribute('aria-activedescendant')).toBe(first);
  });

  it('shows what says something before headings alone, and how many there are', async () => {
    const [guide] = backend.policies;
    const excerpts = guide?.sides.en?.excerpts ?? [];
    for (let nth = 1; nth <= 30; nth += 1) {
      const text = nth > 1 ? 'A rule on umbrellas.' : '';
      excerpts.push({ anchor: `u${nth}`, label: '', heading: `Umbrellas ${nth}`, level: 1, text });
    }
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.keyboard('umbrellas');
    await screen.findByText('The first 20 of 30 clauses');
    const panel = screen.getByRole('region', { name: 'Cite' });
    const names = within(panel)
      .getAllByRole('option')
      .map((line) => line.querySelector('.name')?.textContent);
    expect([names[0], names.at(-1)]).toEqual(['Umbrellas 2', 'Umbrellas 1']);
  });

  it('goes back without change on Escape, and on the key that called it', async () => {
    const english = await writeIn('Suggested Response', 'en', 'Yes.');
    for (const key of ['{Escape}', CITE]) {
      await user.keyboard(CITE);
      await user.type(await box(), 'guide');
      await user.keyboard(key);
      expect(document.activeElement).toBe(english);
      expect(screen.queryByRole('combobox', { name: 'Find a clause to cite' })).toBeNull();
      expect(response('en')).toBe('Yes.');
    }
  });

  it('says why nothing is put in where there is no place', async () => {
    await workspace.open('TBS-2026-QP-11-00009', 'note');
    await user.keyboard(CITE);
    await user.keyboard('guide 2.1');
    await clause(/^2\.1/);
    await user.keyboard('{Enter}');
    await within(screen.getByTestId('toasts')).findByText('Put the cursor where the citation is to go.');
    await user.click(await text('Title'));
    await user.keyboard(CITE);
    await user.keyboard('guide 2.1');
    await clause(/^2\.1/);
    await user.keyboard('{Enter}');
    expect(workspace.note?.draft.sides.en?.title).not.toContain('[@');
    expect(screen.getAllByText(/^Titles and topics hold no citation/).length).toBeGreaterThan(1);
  });

  it('is not there for a note that is locked, and puts nothing into one', async () => {
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.type(await box(), 'guide 2.1');
    await clause(/^2\.1/);
    workspace.setStatus('approved');
    await user.keyboard('{Enter}');
    await within(screen.getByTestId('toasts')).findByText('The note is locked: nothing can be put in.');
    expect(response('en')).toBe('Yes.');
    expect(screen.queryByRole('button', { name: 'Cite', expanded: true })).toBeNull();
  });

  it('cites on a note with one side only', async () => {
    if (workspace.note) workspace.note.draft.sides.fr = null;
    await writeIn('Suggested Response', 'en', 'Yes.');
    await user.keyboard(CITE);
    await user.type(await box(), 'guide 2.1');
    await clause(/^2\.1/);
    await user.keyboard('{Enter}');
    expect(response('en')).toBe('Yes. [@guide-assistants#2.1]');
  });
});

describe('a citation in the text', () => {
  const chip = (place: HTMLElement) => place.querySelector<HTMLElement>('.qp-citation');
  const EN = '2.1, Guide on writing assistants';

  it('is called what it leads to, in the language of its side, and its Markdown stays', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#2.1].');
    const french = await writeIn('Réponse suggérée', 'fr', 'Ainsi [@guide-assistants#2.1].');
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    await waitFor(() => expect(chip(french)?.textContent).toBe('2.1, Guide sur les assistants de rédaction'));
    expect(chip(english)?.title).toBe(EN);
    expect(response('en')).toBe('So [@guide-assistants#2.1].');
  });

  it('tells where it leads nowhere', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#9] [@gone].');
    await waitFor(() => expect(english.querySelectorAll('.qp-broken')).toHaveLength(2));
    expect(chip(english)?.textContent).toBe('guide-assistants 9 (leads nowhere)');
  });

  it('follows its policy where that changes', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#2.1].');
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    const { en } = (backend.policies[0] as Policy).sides;
    if (en) en.title = `New ${en.title.toLowerCase()}`;
    backend.emit({ event: 'items_changed', ids: ['guide-assistants'] });
    await waitFor(() => expect(chip(english)?.textContent).toBe('2.1, New guide on writing assistants'));
  });

  it('is asked about once, together with the others', async () => {
    const before = backend.described.length;
    const cited = 'So [@guide-assistants#2.1] [@guide-assistants#2.2] [@guide-assistants#2.1].';
    const english = await writeIn('Suggested Response', 'en', cited);
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    expect(backend.described.slice(before)).toEqual([['guide-assistants#2.1', 'guide-assistants#2.2']]);
  });

  it('opens on Enter where it is selected, shows its words, and Escape goes back to it', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#2.1]');
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    const { editor } = english as HTMLElement & { editor: import('@tiptap/core').Editor };
    editor.commands.setNodeSelection(4);
    await user.keyboard('{Enter}');
    const preview = await screen.findByRole('dialog', { name: '2.1 Guide on writing assistants' });
    within(preview).getByText(
      'Employees answer for the text that they send, whatever tool helped to write it.',
    );
    expect(preview.contains(document.activeElement)).toBe(true);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(english);
    expect(response('en')).toBe('So [@guide-assistants#2.1]');
    // Beside it Ctrl+Enter does the same, and the line is not split.
    editor.commands.setTextSelection(5);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('dialog', { name: '2.1 Guide on writing assistants' });
    expect(response('en')).toBe('So [@guide-assistants#2.1]');
  });

  it('leads to the policy at the clause, and from there back to the place', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#2.1]');
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    const reference = workspace.note?.reference ?? '';
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('dialog');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(workspace.opened).toMatchObject({ id: 'guide-assistants', anchor: '2.1' }));
    await user.click(await screen.findByRole('button', { name: `Back to ${reference}` }));
    await waitFor(() => expect(workspace.note?.reference).toBe(reference));
    const again = await text('Suggested Response');
    await waitFor(() => expect(document.activeElement).toBe(again));
    expect(response('en')).toBe('So [@guide-assistants#2.1]');
  });

  it('says in its preview why it leads nowhere', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#9]');
    await waitFor(() => expect(english.querySelector('.qp-broken')).not.toBeNull());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('The policy has no clause “9”.');
  });

  it('is a button in a note that is locked', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So [@guide-assistants#2.1]');
    workspace.setStatus('approved');
    await waitFor(() => expect(chip(english)?.getAttribute('role')).toBe('button'));
    chip(english)?.focus();
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: '2.1 Guide on writing assistants' });
  });

  it('that is pasted or typed by hand becomes one', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So:');
    await user.paste('[@guide-assistants#2.1]');
    await waitFor(() => expect(chip(english)?.textContent).toBe(EN));
    await waitFor(() => expect(response('en')).toBe('So:[@guide-assistants#2.1]'));
  });
});

describe('a citation that is begun in the text', () => {
  const offers = () => screen.findByRole('listbox', { name: 'Clauses' });

  const editorOf = (place: HTMLElement) =>
    (place as HTMLElement & { editor: import('@tiptap/core').Editor }).editor;

  /** Types into a text as the web view does. */
  async function type(place: HTMLElement, words: string): Promise<void> {
    const { editor } = place as HTMLElement & { editor: import('@tiptap/core').Editor };
    editor.view.focus();
    for (const letter of words) {
      const { from, to } = editor.state.selection;
      const typed = () => editor.state.tr.insertText(letter, from, to);
      if (!editor.view.someProp('handleTextInput', (f) => f(editor.view, from, to, letter, typed)))
        editor.view.dispatch(typed());
    }
  }

  it('is offered clauses by its words, and becomes the one that is chosen', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So');
    await type(english, ' [@guide employees');
    const list = await offers();
    within(list).getByRole('option', { name: /^Purpose Guide on writing assistants/, selected: true });
    expect(english.getAttribute('aria-activedescendant')).toBe(
      within(list).getByRole('option', { selected: true }).id,
    );
    await user.keyboard('{ArrowDown}{Enter}');
    expect(screen.queryByRole('listbox', { name: 'Clauses' })).toBeNull();
    expect(english.hasAttribute('aria-activedescendant')).toBe(false);
    await waitFor(() => expect(response('en')).toBe('So [@guide-assistants#2.1]'));
    expect(document.activeElement).toBe(english);
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(response('en')).toBe('So [@guide employees'));
  });

  it('becomes on Enter what answers the words that are typed, not those before', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So');
    await type(english, ' [@advertising');
    within(await offers()).getByRole('option', { name: /^1 Advertising/, selected: true });
    english.focus();
    for (let letters = 0; letters < 'advertising'.length; letters += 1)
      editorOf(english).commands.command(({ tr, state }) => {
        tr.delete(state.selection.from - 1, state.selection.from);
        return true;
      });
    const release = holdBack();
    await type(english, 'guide 2.1');
    await user.keyboard('{Enter}');
    expect(response('en')).not.toContain('#');
    await release();
    await waitFor(() => expect(response('en')).toBe('So [@guide-assistants#2.1]'));
  });

  it('is not offered again after Escape until the cursor has left it', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So');
    await type(english, ' [@guide');
    await offers();
    await user.keyboard('{Escape}');
    await type(english, ' emp');
    expect(workspace.inlineCiting.begun).toBeNull();
    // What is put in before it, from elsewhere, does not bring it back.
    editorOf(english).commands.command(({ tr }) => {
      tr.insertText('And so', 1, 3);
      return true;
    });
    await type(english, 'loyees');
    expect(workspace.inlineCiting.begun).toBeNull();
    await user.keyboard('{Enter}');
    // The line is broken, as Enter does.
    expect(editorOf(english).state.doc.childCount).toBe(2);
    await waitFor(() => expect(response('en')).toBe('And so [@guide employees'));
    expect(english.querySelector('.qp-citation')).toBeNull();
    const end = 'And so [@guide employees'.length + 1;
    editorOf(english).commands.setTextSelection(end);
    await type(english, 's');
    expect(workspace.inlineCiting.begun?.text).toBe('guide employeess');
  });

  it('stays as it is typed on Escape, and where nothing is found', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So');
    await type(english, ' [@guide');
    await offers();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox', { name: 'Clauses' })).toBeNull();
    await type(english, ' [@xyzzy');
    await waitFor(() => expect(response('en')).toBe('So [@guide [@xyzzy'));
    expect(screen.queryByRole('listbox', { name: 'Clauses' })).toBeNull();
    expect(english.querySelector('.qp-citation')).toBeNull();
  });

  it('may still be typed by hand to its end', async () => {
    const english = await writeIn('Suggested Response', 'en', 'So');
    await type(english, ' [@guide-assistants#2.1]');
    await waitFor(() => expect(response('en')).toBe('So [@guide-assistants#2.1]'));
    expect(screen.queryByRole('listbox', { name: 'Clauses' })).toBeNull();
  });
});

it('a response is copied with its citations called as they are in the text', async () => {
  await writeIn('Suggested Response', 'en', 'So [@guide-assistants#reporting].');
  await workspace.copyResponse('en');
  expect(backend.copied?.plain).toBe('So (Guide on writing assistants, 3 Reporting).');
});
