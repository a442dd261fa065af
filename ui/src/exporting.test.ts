import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend, type FakeOptions } from './lib/ipc/fake';
import { Workspace } from './lib/state/workspace.svelte';

const [A, B, C] = ['TBS-2026-QP-11-00012', 'TBS-2026-QP-11-00011', 'TBS-2026-QP-10-00031'] as const;
let backend: FakeBackend;
let workspace: Workspace;
const user = userEvent.setup();
const dialog = (name = 'Export to Word') => screen.findByRole('dialog', { name });
const asked = () => backend.exporting.previews.at(-1);

async function show(options: FakeOptions = {}): Promise<void> {
  backend = new FakeBackend(options);
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
}

/** The dialog for one note. */
async function one(id: string = A): Promise<HTMLElement> {
  await workspace.open(id, 'note');
  await screen.findByRole('article');
  workspace.dialog = 'export';
  return dialog();
}

/** The dialog for a binder. */
async function several(day: string | null = null): Promise<HTMLElement> {
  workspace.bind([A, B, C], day);
  return dialog('Make a binder');
}

const titles = (within_: HTMLElement) =>
  within(within(within_).getByRole('list', { name: 'Notes of the binder' }))
    .getAllByRole('listitem')
    .map((line) => line.querySelector('.title')?.textContent);

beforeEach(() => show());
afterEach(cleanup);

describe('the preview of an export', () => {
  it('shows the page of the first language, and the next part on demand', async () => {
    const shown = await one();
    const page = await within(shown).findByRole('region', { name: 'Preview' });
    const heading = await within(page).findByRole('heading', { name: /Use of writing assistants/ });
    expect(heading.getAttribute('lang')).toBe('en-CA');
    expect(within(page).getAllByRole('listitem').length).toBe(3);
    expect(within(shown).getByText('Part 1 of 2')).toBeTruthy();
    await user.click(within(shown).getByRole('button', { name: 'Next part' }));
    const second = await within(page).findByRole('heading', { name: /Utilisation d’assistants/ });
    expect(second.getAttribute('lang')).toBe('fr-CA');
    expect(within(shown).getByText('Part 2 of 2')).toBeTruthy();
    expect(within(shown).getByRole<HTMLButtonElement>('button', { name: 'Next part' }).disabled).toBe(true);
  });

  it('follows what is chosen, and goes to the last part where there are fewer', async () => {
    const shown = await one();
    await user.click(await within(shown).findByRole('button', { name: 'Next part' }));
    await within(shown).findByText('Part 2 of 2');
    await user.click(within(shown).getByRole('radio', { name: 'French only' }));
    await within(shown).findByText('Part 1 of 1');
    expect(asked()?.request.sides).toBe('fr');
    await user.click(within(shown).getByRole('radio', { name: 'English and French' }));
    await user.click(within(shown).getByRole('radio', { name: 'French first' }));
    await within(shown).findByRole('heading', { name: /Utilisation d’assistants/ });
    expect(asked()?.request).toMatchObject({ sides: 'both', first: 'fr', binder: null });
  });

  it('is of what is on disk: what was typed is saved first', async () => {
    await workspace.open(A, 'note');
    workspace.note?.setText('en', 'title', 'Typed a moment ago');
    workspace.dialog = 'export';
    await within(await dialog()).findByRole('heading', { name: 'Typed a moment ago' });
  });

  it('of a note with one side offers that side only, and keeps the choice of both for others', async () => {
    const shown = await one('TBS-2026-QP-11-00009');
    expect(within(shown).getByRole<HTMLInputElement>('radio', { name: 'English only' }).checked).toBe(true);
    expect(within(shown).getByRole<HTMLInputElement>('radio', { name: 'French only' }).disabled).toBe(true);
    await user.click(within(shown).getByRole('button', { name: 'Export…' }));
    await within(shown).findByText(/^Saved as/, { selector: 'strong' });
    expect(backend.exporting.requests[0]?.sides).toBe('en');
    expect(backend.settings.export.sides).toBe('both');
  });

  it('has the size of paper when asked', async () => {
    const shown = await one();
    const button = await within(shown).findByRole('button', { name: 'Actual size' });
    await user.click(button);
    expect(button.getAttribute('aria-pressed')).toBe('true');
    expect(shown.querySelector('.frame')?.classList.contains('actual')).toBe(true);
  });
});

describe('a binder', () => {
  it('begins with the order of choosing, its cover and its day', async () => {
    const shown = await several('2026-11-30');
    await within(shown).findByText('Part 1 of 8');
    expect(asked()?.request).toMatchObject({
      references: [A, B, C],
      binder: { date: '2026-11-30', minister: null, by_theme: false },
    });
    const page = within(shown).getByRole('region', { name: 'Preview' });
    expect(within(page).getByText('Question Period Notes')).toBeTruthy();
  });

  it('is reordered with Alt and the arrow keys; the focus stays on the note, and its place is said', async () => {
    const shown = await several();
    const line = within(shown).getByText('Delays in answering access requests').closest('li');
    within(line as HTMLElement)
      .getByRole('button', { name: /^Move up/ })
      .focus();
    await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
    await waitFor(() =>
      expect(titles(shown)).toEqual([
        'Delays in answering access requests',
        'Use of writing assistants in the public service',
        'Bilingual services at the counter',
      ]),
    );
    expect(document.activeElement?.closest('li')?.textContent).toContain('Delays in answering');
    expect(within(shown).getByText('Delays in answering access requests is now 1 of 3.')).toBeTruthy();
    await waitFor(() => expect(asked()?.request.references).toEqual([C, A, B]));
  });

  it('is reordered by dragging', async () => {
    const shown = await several();
    const list = within(shown).getByRole('list', { name: 'Notes of the binder' });
    const lines = () => [...list.children] as HTMLElement[];
    for (const line of lines()) {
      line.getBoundingClientRect = () => {
        const at = lines().indexOf(line);
        return { top: at * 40, height: 40 } as DOMRect;
      };
    }
    const point = (kind: string, clientY: number) => {
      const event = new MouseEvent(kind, { bubbles: true, cancelable: true, button: 0, clientY });
      return event;
    };
    lines()[0]?.dispatchEvent(point('pointerdown', 10));
    window.dispatchEvent(point('pointermove', 70));
    await waitFor(() => expect(exportedOrder()).toEqual([B, A, C]));
    window.dispatchEvent(point('pointermove', 115));
    await waitFor(() => expect(exportedOrder()).toEqual([B, C, A]));
    window.dispatchEvent(point('pointerup', 115));
    window.dispatchEvent(point('pointermove', 10));
    await waitFor(() => expect(asked()?.request.references).toEqual([B, C, A]));
    expect(exportedOrder()).toEqual([B, C, A]);

    function exportedOrder() {
      return lines().map((line) => line.querySelector('.reference')?.textContent);
    }
  });

  it('loses a note, and of one note is no binder any more', async () => {
    const shown = await several();
    await user.click(
      within(shown).getByRole('button', { name: 'Leave out: Bilingual services at the counter' }),
    );
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Leave out: Delays in answering access requests',
    );
    await user.keyboard('{Enter}');
    await screen.findByRole('dialog', { name: 'Export to Word' });
    await waitFor(() => expect(asked()?.request).toMatchObject({ references: [A], binder: null }));
  });

  it('has a cover with a minister and a day, grouped by theme; a day that is none holds it up', async () => {
    const shown = await several();
    const day = within(shown).getByRole('textbox', { name: 'Day of the sitting' });
    await user.type(day, '2026-11-31');
    await user.tab();
    expect(within(shown).getByText('Write the date as YYYY-MM-DD.')).toBeTruthy();
    expect(within(shown).getByRole<HTMLButtonElement>('button', { name: 'Export…' }).disabled).toBe(true);
    await user.clear(day);
    await user.type(day, '2026-11-30');
    await user.selectOptions(within(shown).getByRole('combobox', { name: 'Minister' }), 'HEAL');
    await user.click(within(shown).getByRole('checkbox', { name: 'Group the notes by their first tag' }));
    const binder = { date: '2026-11-30', minister: 'HEAL', by_theme: true };
    await waitFor(() => expect(asked()?.request.binder).toEqual(binder));
    await user.click(within(shown).getByRole('button', { name: 'Export…' }));
    await screen.findByText('Saved as QP-2026-11-30.docx', { selector: 'strong' });
    expect(backend.settings.export).toMatchObject({ minister: 'HEAL', by_theme: true });
  });

  it('comes from Today with the day of the sitting', async () => {
    workspace.dialog = 'today';
    await user.click(await screen.findByRole('button', { name: /as a binder…/ }));
    const shown = await dialog('Make a binder');
    expect(within(shown).getByRole<HTMLInputElement>('textbox', { name: 'Day of the sitting' }).value).toBe(
      '2026-11-23',
    );
  });
});

describe('making the file', () => {
  it('Enter exports; the finished file is opened or shown', async () => {
    const opened: string[] = [];
    backend.openExport = async () => void opened.push('open');
    backend.showExport = async () => void opened.push('show');
    const shown = await one();
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Export…'));
    await user.keyboard('{Enter}');
    await within(shown).findByText(`Saved as ${A}.docx`, { selector: 'strong' });
    expect(within(shown).getByText(`Saved as ${A}.docx`, { selector: '[role=status]' })).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Open it'));
    await user.keyboard('{Enter}');
    await user.click(within(shown).getByRole('button', { name: 'Show in its folder' }));
    expect(opened).toEqual(['open', 'show']);
    backend.openExport = () =>
      Promise.reject({ code: 'read-failed', params: { path: 'a.docx', reason: 'gone' } });
    await user.click(within(shown).getByRole('button', { name: 'Open it' }));
    await within(shown).findByText('a.docx could not be read: gone');
  });

  it('says how far it is, and stops when asked: no file is told of', async () => {
    let go: () => void = () => undefined;
    backend.exporting.beforeSheet = (done) =>
      done === 2 ? new Promise((resolve) => (go = resolve)) : Promise.resolve();
    const shown = await several();
    await user.click(await within(shown).findByRole('button', { name: 'Export…' }));
    await within(shown).findByText('Part 2 of 3', { selector: '.progress p' });
    const bar = within(shown).getByRole<HTMLProgressElement>('progressbar');
    expect([bar.value, bar.max]).toEqual([2, 3]);
    expect(bar.getAttribute('aria-valuetext')).toBe('Part 2 of 3');
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Stop'));
    await user.keyboard('{Enter}');
    go();
    await within(shown).findByText('The export was stopped; no file was written.');
    expect(screen.queryByText(/^Saved as/)).toBeNull();
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Export…'));
  });

  it('closing the dialog stops it, too', async () => {
    let go: () => void = () => undefined;
    backend.exporting.beforeSheet = () => new Promise((resolve) => (go = resolve));
    const shown = await several();
    await user.click(await within(shown).findByRole('button', { name: 'Export…' }));
    await within(shown).findByText('Part 1 of 3', { selector: '.progress p' });
    await user.click(within(shown).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(backend.exporting.cancelled).toBe(true);
    go();
  });

  it('the system’s dialog cancelled leaves everything as it was chosen', async () => {
    backend.exporting.refuseName = true;
    const shown = await one();
    await user.click(within(shown).getByRole('radio', { name: 'Side by side, in two columns' }));
    await user.click(within(shown).getByRole('button', { name: 'Export…' }));
    await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Export…'));
    expect(
      within(shown).getByRole<HTMLInputElement>('radio', { name: 'Side by side, in two columns' }).checked,
    ).toBe(true);
  });

  it('what was chosen is chosen the next time', async () => {
    const shown = await one();
    await user.click(within(shown).getByRole('radio', { name: 'French first' }));
    await user.click(within(shown).getByRole('button', { name: 'Export…' }));
    await within(shown).findByText(/^Saved as/, { selector: 'strong' });
    await user.click(within(shown).getByRole('button', { name: 'Done' }));
    workspace.dialog = 'export';
    const again = await dialog();
    expect(within(again).getByRole<HTMLInputElement>('radio', { name: 'French first' }).checked).toBe(true);
  });

  it('a note that cannot be saved is not exported, and it is said why', async () => {
    const shown = await one();
    backend.beforeSave = () => Promise.reject({ code: 'disk-full', params: {} });
    workspace.note?.setText('en', 'title', 'Not on disk');
    await user.click(within(shown).getByRole('button', { name: 'Export…' }));
    await within(shown).findByText('The disk is full.');
    expect(backend.exporting.requests).toEqual([]);
  });
});

describe('a long export', () => {
  it('is heard of at each quarter, not at each part, and at its end', async () => {
    const heard: string[] = [];
    const shown = await several();
    const status = shown.querySelector('.body > [role=status]') as HTMLElement;
    const watch = new MutationObserver(() => heard.push(status.textContent ?? ''));
    watch.observe(status, { childList: true, characterData: true, subtree: true });
    backend.exporting.run = async (_, tell) => {
      for (let done = 1; done <= 12; done += 1) {
        tell({ event: 'export_progress', done, total: 12 });
        await new Promise((resolve) => setTimeout(resolve));
      }
      return { file_name: 'QP.docx', notes: 3 };
    };
    await user.click(await within(shown).findByRole('button', { name: 'Export…' }));
    await screen.findByText('Saved as QP.docx', { selector: 'strong' }, { timeout: 10_000 });
    expect(heard).toEqual([
      'Making the Word file…',
      'Part 3 of 12',
      'Part 6 of 12',
      'Part 9 of 12',
      'Part 12 of 12',
      'Saved as QP.docx',
    ]);
  });
});

describe('the department’s template', () => {
  it('is chosen, used and removed', async () => {
    const shown = await one();
    backend.exporting.offered = 'Ministère.docx';
    await user.click(within(shown).getByRole('button', { name: 'Choose a Word file…' }));
    const look = await within(shown).findByRole<HTMLInputElement>('radio', {
      name: 'The look of Ministère.docx',
    });
    expect(look.checked).toBe(true);
    expect(within(shown).getByText(/the file has those of the template/)).toBeTruthy();
    await waitFor(() => expect(asked()?.request.template).toBe(true));
    await user.click(within(shown).getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(asked()?.request.template).toBe(false));
    expect(backend.exporting.template).toBeNull();
  });

  it('one that is refused is not taken, and it is said why', async () => {
    const shown = await one();
    backend.exporting.offered = { code: 'bad-template', params: { reason: 'not a zip' } };
    await user.click(within(shown).getByRole('button', { name: 'Choose a Word file…' }));
    await within(shown).findByText('The Word template could not be used: not a zip');
    expect(
      within(shown).getByRole<HTMLInputElement>('radio', { name: 'The program’s own look' }).checked,
    ).toBe(true);
  });

  it('one that is gone leaves the choice to export without it', async () => {
    cleanup();
    backend = new FakeBackend();
    backend.exporting.template = 'Ministère.docx';
    backend.exporting.failure = {
      code: 'template-gone',
      params: { name: 'Ministère.docx' },
    };
    backend.settings.export = { ...backend.settings.export, template: true };
    workspace = new Workspace(backend);
    await workspace.start();
    render(App, { props: { workspace } });
    const shown = await one();
    await within(shown).findByText(/Ministère\.docx is not where it was/);
    backend.exporting.failure = null;
    await user.click(within(shown).getByRole('button', { name: 'Export with the program’s own look' }));
    await within(shown).findByText('Part 1 of 2');
    expect(asked()?.request.template).toBe(false);
    expect(screen.queryByText(/is not where it was/)).toBeNull();
  });
});
