/** Reading a policy: its outline, its languages, a search in it, who cites it, what it said before. */

import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import App from './App.svelte';
import { COMMANDS, type Frame } from './lib/commands';
import { ui } from './lib/i18n/index.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { Workspace } from './lib/state/workspace.svelte';
import { keepEarlier } from './test/earlier';

const POLICY = 'guide-assistants';
const CITING = 'TBS-2026-QP-11-00012';
const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

async function start(id = POLICY): Promise<void> {
  backend = new FakeBackend();
  keepEarlier(backend);
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
  await workspace.open(id, 'policy');
  await screen.findByRole('tree');
}
afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

const outline = () =>
  screen.getAllByRole('treeitem').map((entry) => entry.textContent.trim().replace(/\s+/g, ' '));
const rows = () => [...document.querySelectorAll<HTMLElement>('.row[data-anchor]')];
const anchors = () => rows().map((row) => row.dataset['anchor']);
const read = () =>
  screen.getAllByRole('treeitem', { current: 'location' }).map(({ textContent }) => textContent.trim());

describe('the outline of a policy', () => {
  beforeEach(() => start());

  it('has its headings and clauses in the language of the interface, as deep as they stand', async () => {
    expect(outline()[0]).toBe('Purpose');
    expect(outline()[2]).toMatch(/^2\.1 Employees answer for/);
    const levels = screen.getAllByRole('treeitem').map((entry) => entry.getAttribute('aria-level'));
    expect(levels).toEqual(['1', '1', '2', '2', '1']);
    ui.lang = 'fr';
    await tick();
    expect(outline()[0]).toBe('Objet');
  });

  it('leads by its key, a number as either language writes it and Enter to the clause, with the focus', async () => {
    await user.keyboard('{Control>}j{/Control}');
    const box = screen.getByRole('combobox', { name: 'Go to a clause' });
    expect(document.activeElement).toBe(box);
    await user.keyboard('2.2');
    expect(outline()).toEqual(['2 Requirements', expect.stringMatching(/^2\.2 /)]);
    await screen.findByText('1 clause matches');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(rows()[3]));
    expect(rows()[3]?.classList.contains('found')).toBe(true);
    await waitFor(() => expect(read()).toHaveLength(1));
    expect(read()[0]).toMatch(/^2\.2/);
  });

  it('takes words of a heading in the other language, and offers a search in the text where none has them', async () => {
    await user.keyboard('{Control>}j{/Control}exig');
    expect(outline()).toEqual(['2 Requirements']);
    await user.keyboard('{Escape}');
    expect(outline()).toHaveLength(5);
    await user.keyboard('personal');
    await user.click(await screen.findByRole('button', { name: 'Find it in the text' }));
    await waitFor(() =>
      expect(document.querySelector('main mark.match-current')?.textContent).toBe('personal'),
    );
  });

  it('is opened and closed by the arrows', async () => {
    const tree = screen.getByRole('tree');
    tree.focus();
    await user.keyboard('{ArrowDown}{ArrowLeft}');
    expect(outline()).toHaveLength(3);
    expect(screen.getByRole('treeitem', { name: /Requirements/ }).getAttribute('aria-expanded')).toBe(
      'false',
    );
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(outline()).toHaveLength(5);
    await user.keyboard('{Enter}');
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset['anchor']).toBe('2.1'));
  });

  it('goes and comes back by its button, and the focus with it', async () => {
    await user.click(screen.getByRole('button', { name: 'Hide the outline' }));
    expect(screen.queryByRole('tree')).toBeNull();
    expect(document.activeElement?.tagName).toBe('H1');
    await user.click(screen.getByRole('button', { name: 'Outline' }));
    expect(screen.getByRole('tree')).toBeTruthy();
  });
});

it('the outline follows the reading again once one reads on from the clause that was clicked', async () => {
  await start();
  await user.click(screen.getByRole('treeitem', { name: 'Purpose' }));
  const selected = () => screen.getByRole('treeitem', { selected: true }).textContent.trim();
  expect(selected()).toBe('Purpose');
  const page = document.querySelector('main article') as HTMLElement;
  // Without a layout every line is above any place that is scrolled to: the last one is read.
  page.scrollTop = 500;
  await fireEvent.scroll(page);
  await waitFor(() => expect(read()).toEqual(['3 Reporting']));
  expect(selected()).toBe('3 Reporting');
});

it('the command shows the outline over the text and hides it where there is no room beside it', async () => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
  await workspace.open(POLICY, 'policy');
  const button = await screen.findByRole('button', { name: 'Outline' });
  expect(screen.queryByRole('tree')).toBeNull();
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await COMMANDS.outline.run(workspace, {} as Frame);
  expect((await screen.findByRole('navigation', { name: 'Outline' })).classList.contains('drawer')).toBe(
    true,
  );
  expect(button.getAttribute('aria-expanded')).toBe('true');
  await COMMANDS.outline.run(workspace, {} as Frame);
  await waitFor(() => expect(screen.queryByRole('tree')).toBeNull());
  expect(workspace.reading.outlineShown).toBe(true);
});

describe('a policy', () => {
  it('is opened at the clause that a citation names, however the citation writes it', async () => {
    await start(`${POLICY}#2(.2)`);
    expect(workspace.opened).toMatchObject({ id: POLICY, anchor: '2.2' });
    await waitFor(() => expect(rows()[3]?.classList.contains('found')).toBe(true));
  });

  it('whose clause is gone is opened at its beginning, and says so', async () => {
    await start(`${POLICY}#9.9`);
    expect(workspace.toasts.shown.at(-1)?.text).toContain(`${POLICY}#9.9`);
    expect(workspace.opened).toMatchObject({ anchor: null });
  });

  it('is read in both languages or in one, which is kept, and the same clause is read on', async () => {
    await start(`${POLICY}#2.2`);
    const languages = screen.getByRole('combobox', { name: 'Languages shown' });
    expect(document.querySelectorAll('.cell.second').length).toBeGreaterThan(3);
    await user.selectOptions(languages, 'French only');
    expect(document.querySelectorAll('.cell.second')).toHaveLength(0);
    expect(document.querySelectorAll('.cell[lang=en-CA]')).toHaveLength(0);
    expect(anchors()).toContain('objet');
    expect(backend.settings.reading).toBe('fr');
    await waitFor(() => expect(read()[0]).toMatch(/^2\.2/));
    const again = new Workspace(backend);
    await again.start();
    expect(again.choices.reading).toBe('fr');
  });

  it('is read on in one language at a clause that has another anchor there, with the notes that cite it', async () => {
    await start(`${POLICY}#reporting`);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Languages shown' }), 'French only');
    await waitFor(() => expect(read()).toEqual(['3 Rapports']));
    await workspace.open(`${POLICY}#requirements`, 'policy');
    await waitFor(() =>
      expect(document.querySelector<HTMLElement>('.found')?.dataset['anchor']).toBe('exigences'),
    );
    await user.selectOptions(screen.getByRole('combobox', { name: 'Languages shown' }), 'English only');
    await waitFor(() =>
      expect(document.querySelector<HTMLElement>('.found')?.dataset['anchor']).toBe('requirements'),
    );
    const note = backend.notes.get(CITING)?.note;
    if (note?.sides.fr) note.sides.fr.background = 'Voir [@guide-assistants#objet].';
    backend.emit({ event: 'items_changed', ids: [CITING] });
    const cited = await screen.findByRole('button', { name: '1 note cites Purpose' });
    await user.click(cited);
    await user.click(within(rows()[0] as HTMLElement).getByRole('button', { name: new RegExp(CITING) }));
    await waitFor(() => expect(workspace.note?.reference).toBe(CITING));
  });

  it('is opened at a clause that only the hidden language has: that one is shown in it', async () => {
    await start();
    backend.policies.splice(0, 1, ...structuredClone(backend.policies.slice(0, 1)));
    const english = backend.policies[0]?.sides.en;
    english?.excerpts.push({ anchor: '9', label: '9', heading: '', level: 0, text: 'Only in English.' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Languages shown' }), 'French only');
    await workspace.open(`${POLICY}#9`, 'policy');
    await waitFor(() => expect(document.querySelector('.found')?.textContent).toContain('Only in English.'));
    expect(document.querySelectorAll('.cell[lang=en-CA]')).toHaveLength(1);
    await waitFor(() => expect(read()[0]).toMatch(/^9/));
  });

  it('stands beside the other language line by line, whatever its headings are called there', async () => {
    await start();
    const requirements = rows().find((row) => row.textContent.includes('Requirements'));
    expect(requirements?.textContent).toContain('Exigences');
  });
});

describe('a search in the text', () => {
  beforeEach(() => start());

  it('finds in both languages without accents, steps with F3, and leaves the focus where it led', async () => {
    await user.keyboard('{Control>}f{/Control}');
    const box = screen.getByRole('textbox', { name: 'Find in the text' });
    expect(document.activeElement).toBe(box);
    await user.keyboard('EMPLOYE');
    await waitFor(() => expect(workspace.marks.steps.length).toBeGreaterThan(4));
    const found = new Set(workspace.marks.steps.map(({ target }) => target.lang));
    expect([...found].sort()).toEqual(['en', 'fr']);
    const count = workspace.marks.steps.length;
    const bar = screen.getByRole('group', { name: 'Find in the text' });
    within(bar).getByText(`1 of ${count} matches`);
    await user.keyboard('{F3}{Enter}');
    within(bar).getByText(`3 of ${count} matches`);
    await user.keyboard('{Shift>}{F3}{/Shift}');
    within(bar).getByText(`2 of ${count} matches`);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('textbox', { name: 'Find in the text' })).toBeNull();
    expect(document.querySelector('main mark.match')).toBeNull();
  });

  it('says that nothing is there, and F3 stays', async () => {
    await user.keyboard('{Control>}f{/Control}zzz');
    await waitFor(() => expect(screen.getAllByText('Not in the text').length).toBeGreaterThan(0));
    await user.keyboard('{F3}');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Find in the text' }));
  });

  it('takes the place of what the search of the notebook marked, which comes back after it', async () => {
    workspace.search.type('assistants');
    await workspace.search.run();
    await waitFor(() => expect(workspace.marks.steps.length).toBeGreaterThan(0));
    const before = workspace.marks.steps.length;
    await user.keyboard('{Control>}f{/Control}twice');
    await waitFor(() => expect(workspace.marks.steps).toHaveLength(1));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(workspace.marks.steps).toHaveLength(before));
  });

  it('works in a note, too', async () => {
    await workspace.open(CITING, 'note');
    await user.keyboard('{Control>}f{/Control}privacy commissioner');
    await waitFor(() => expect(workspace.marks.steps).toHaveLength(1));
    expect(workspace.marks.current?.target.section).toBe('if_pressed');
  });
});

describe('the notes that cite a policy', () => {
  beforeEach(() => start());

  it('are told at each clause and at the head, and open where they cite it', async () => {
    const cited = await screen.findByRole('button', { name: /note cites 2\.1|notes cite 2\.1/ });
    expect(cited.closest<HTMLElement>('.row')?.dataset['anchor']).toBe('2.1');
    screen.getByText(/^Cited by \d+ note/);
    await user.click(cited);
    const notes = cited.closest('.row')?.querySelector('.notes') as HTMLElement;
    const line = within(notes).getByRole('button', { name: new RegExp(CITING) });
    expect(line.textContent).toContain('Nov 20, 2026');
    await user.click(line);
    await waitFor(() => expect(workspace.note?.reference).toBe(CITING));
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('aria-label')).toBe('Suggested Response'),
    );
  });

  it('are drawn once they are asked for, in steps, and the focus is on the first of the new ones', async () => {
    const [known] = await backend.listCiting(POLICY);
    if (!known) throw new Error('the sample is cited');
    const many = Array.from({ length: 250 }, (_, nth) => ({
      ...known,
      item: { ...known.item, id: `TBS-2026-QP-11-${10_000 + nth}` },
    }));
    vi.spyOn(backend, 'listCiting').mockResolvedValue(many);
    backend.emit({ event: 'items_changed', ids: [CITING] });
    const summary = await screen.findByText('Cited by 250 notes');
    const lines = () => [...document.querySelectorAll('details.citing li')];
    expect(lines()).toHaveLength(0);
    await user.click(summary);
    await waitFor(() => expect(lines()).toHaveLength(100));
    await user.click(screen.getByRole('button', { name: 'Show 100 more (150 not shown)' }));
    expect(lines()).toHaveLength(200);
    expect(lines()[100]?.contains(document.activeElement)).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Show 50 more (50 not shown)' }));
    expect(lines()).toHaveLength(250);
    expect(screen.queryByRole('button', { name: /not shown/ })).toBeNull();
  });

  it('are marked where they cite what says something else by now, again once that changes', async () => {
    await screen.findByRole('button', { name: /cites? 2\.1/ });
    expect(screen.queryByText('1 is behind')).toBeNull();
    backend.policies.splice(0, 1, ...structuredClone(backend.policies.slice(0, 1)));
    const clause = backend.policies[0]?.sides.en?.excerpts.find(({ anchor }) => anchor === '2.1');
    if (clause) clause.text = 'Something else.';
    const side = backend.notes.get(CITING)?.note.sides.en;
    if (side) side.background = 'See [@guide-assistants#purpose].';
    backend.emit({ event: 'items_changed', ids: [CITING] });
    await screen.findByText('1 is behind');
    await screen.findByRole('button', { name: /cites? 2\.1, 1 is behind/ });
    // The same note cites a clause that says what it said: there it is not behind.
    const unchanged = await screen.findByRole('button', { name: '1 note cites Purpose' });
    await user.click(unchanged);
    expect(
      within(rows()[0] as HTMLElement).getByRole('button', { name: new RegExp(CITING) }).textContent,
    ).not.toContain('Behind');
  });

  it('are not behind for what they cite of another policy', async () => {
    backend.behind = [{ reference: CITING, citations: 1 }];
    const listed = vi.spyOn(backend, 'listBehind');
    await workspace.open(POLICY, 'policy');
    await screen.findByRole('button', { name: /cites? 2\.1/ });
    expect(screen.queryByText('1 is behind')).toBeNull();
    expect(listed).not.toHaveBeenCalled();
  });
});

describe('an earlier text', () => {
  beforeEach(() => start());

  it('stands beside the one of now: what is changed, new and gone, and the way to it', async () => {
    await user.click(await screen.findByRole('button', { name: '1 earlier text' }));
    const region = await screen.findByRole('region', { name: 'Earlier texts' });
    expect(document.activeElement?.textContent).toBe('Earlier texts');
    for (const told of ['1 changed', '1 new', '1 gone', 'Changed', 'New', 'Gone'])
      expect(within(region).getByText(told)).toBeTruthy();
    expect(region.querySelector('del')?.textContent).toContain('Employees answer for their text.');
    await user.click(within(region).getByRole('button', { name: /^Go to 2\.1/ }));
    await waitFor(() => expect((document.activeElement as HTMLElement).dataset['anchor']).toBe('2.1'));
    expect(screen.queryByRole('region', { name: 'Earlier texts' })).toBeNull();
  });

  it('draws what has changed in steps', async () => {
    const comparison = await backend.compareReplaced(POLICY, '2026-10-15');
    const [clause] = comparison.clauses;
    if (!clause) throw new Error('a clause has changed');
    const clauses = Array.from({ length: 120 }, (_, nth) => ({ ...clause, anchor: `c${nth}` }));
    vi.spyOn(backend, 'compareReplaced').mockResolvedValue({ ...comparison, clauses });
    await workspace.reading.compare('2026-10-15');
    const region = await screen.findByRole('region', { name: 'Earlier texts' });
    const headings = () => within(region).getAllByRole('heading', { level: 3 });
    expect(headings()).toHaveLength(50);
    await user.click(within(region).getByRole('button', { name: 'Show 50 more (70 not shown)' }));
    expect(headings()).toHaveLength(100);
    expect(document.activeElement).toBe(headings()[50]);
  });

  it('says since when the text is the one of now, and goes back by its button', async () => {
    await waitFor(() =>
      expect(screen.getByText('This text since').parentElement?.textContent).toContain('Oct 15, 2026'),
    );
    await workspace.reading.compare('2026-10-15');
    await user.click(await screen.findByRole('button', { name: 'Back to the text' }));
    expect(rows()).toHaveLength(5);
  });

  it('that cannot be read is told, and the text stays', async () => {
    await workspace.reading.compare('1999-01-01');
    expect((await screen.findByRole('alert')).textContent).toContain('1999-01-01');
    expect(rows().length).toBeGreaterThan(0);
  });
});
