import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import type { ImportOutcome, ProblemCode } from './lib/ipc/types';
import { ui } from './lib/i18n/index.svelte';
import { droppedFiles, MOST_FILES } from './lib/ipc/dropped';
import { Workspace } from './lib/state/workspace.svelte';

let backend: FakeBackend;
let workspace: Workspace;
const user = userEvent.setup();
const button = (name: string | RegExp) => screen.getByRole('button', { name });

beforeEach(async () => {
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
  workspace.dialog = 'import';
  await screen.findByRole('dialog', { name: 'Import' });
});
afterEach(cleanup);

const outcome = (path: string, id: string | null, ...codes: ProblemCode[]): ImportOutcome => ({
  path,
  part: 0,
  kind: id === null ? null : 'policy',
  id,
  problems: codes.map((code) => ({ code, lang: null, section: null, params: {} })),
});

describe('a folder that is imported', () => {
  it('says how far it is, is stopped, and says so', async () => {
    let ended: (outcomes: ImportOutcome[]) => void = () => undefined;
    let cancelled = 0;
    backend.importFolder = () => new Promise((resolve) => (ended = resolve));
    backend.cancelImport = () => Promise.resolve(void (cancelled += 1));
    await user.click(button('Choose a folder…'));
    const bar = await screen.findByRole('progressbar');
    expect(bar.getAttribute('aria-valuetext')).toBe('Importing…');
    backend.emit({ event: 'import_progress', done: 2, total: 8, name: 'acts/c.xml' });
    await screen.findByText('acts/c.xml');
    expect(bar.getAttribute('aria-valuetext')).toBe('File 2 of 8');
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(2);
    expect(document.activeElement).toBe(button('Stop'));
    await user.click(button('Stop'));
    expect(cancelled).toBe(1);
    ended([outcome('acts/a.xml', 'a-act')]);
    const sum = await screen.findByText(/1 policy was imported\./);
    expect(sum.textContent).toContain('Stopped. What was imported by then stays.');
  });

  it('lists what could not be read first, then what there is to say, and draws many by the hundred', async () => {
    const fine = Array.from({ length: 230 }, (_, at) => outcome(`p${at}.xml`, `p-${at}`));
    const others = [
      outcome('old.xml', 'old', 'already-imported'),
      outcome('new.xml', 'new', 'policy-replaced', 'already-imported'),
      outcome('scan.pdf', null, 'no-text-layer'),
    ];
    backend.importFolder = () => Promise.resolve([...fine, ...others]);
    await user.click(button('Choose a folder…'));
    await screen.findByText('231 policies were imported. 1 item was there already. 1 could not be imported.');
    const headings = within(screen.getByRole('dialog')).getAllByRole('heading', { level: 3 });
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Not imported (1)',
      'Imported, with remarks (1)',
      'Imported (230)',
      'There already (1)',
    ]);
    const taken = screen.getByRole('list', { name: 'Imported' });
    expect(taken.children).toHaveLength(100);
    await user.click(button(/^Show 100 more/));
    expect(taken.children).toHaveLength(200);
    expect(document.activeElement).toBe(taken.children[100]);
    workspace.choices.setLang('fr');
    await screen.findByText('231 politiques importées. 1 élément y était déjà. 1 n’a pas pu être importé.');
    workspace.choices.setLang('en');
  });

  it('goes on behind the window where the dialog is closed, and says when it is done', async () => {
    let ended: (outcomes: ImportOutcome[]) => void = () => undefined;
    backend.importFolder = () => new Promise((resolve) => (ended = resolve));
    await user.click(button('Choose a folder…'));
    await screen.findByRole('progressbar');
    await user.click(button('Close'));
    ended([outcome('a.xml', 'a-act')]);
    await user.click(await screen.findByRole('button', { name: 'What came of it' }));
    await screen.findByText('1 policy was imported.');
  });

  it('that was cancelled in the system’s dialog leaves the pasted text where it is', async () => {
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to import' });
    await user.type(text, 'typed');
    await user.click(button('Choose a folder…'));
    const again = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text to import' });
    expect(again.value).toBe('typed');
  });
});

describe('an import', () => {
  it('that fails while its dialog is closed says so, and the pasted text is still there', async () => {
    let failed: (why: unknown) => void = () => undefined;
    backend.importText = () => new Promise((_, reject) => (failed = reject));
    await user.type(screen.getByRole('textbox', { name: 'Text to import' }), 'typed');
    await user.click(button('Import the text'));
    await screen.findByRole('progressbar');
    await user.click(button('Close'));
    failed({ code: 'disk-full', params: {} });
    await screen.findByText('The import failed');
    await user.click(button('What came of it'));
    await screen.findByRole('alert');
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to import' }).value).toBe('typed');
    await user.click(button('Close'));
    workspace.dialog = 'import';
    await screen.findByRole('textbox', { name: 'Text to import' });
    expect(screen.queryByText(/disk/)).toBeNull();
  });

  it('keeps another notebook from being opened, into which the rest would go', async () => {
    let ended: (outcomes: ImportOutcome[]) => void = () => undefined;
    backend.importFolder = () => new Promise((resolve) => (ended = resolve));
    let opened = 0;
    backend.openNotebook = () => Promise.resolve(((opened += 1), null));
    await user.click(button('Choose a folder…'));
    await user.click(button('Close'));
    await workspace.openNotebook();
    expect(opened).toBe(0);
    await screen.findByText(/another one can be opened once that is done/);
    ended([]);
    await screen.findByText('The import is done');
    await workspace.openNotebook();
    expect(opened).toBe(1);
  });
});

/** A folder or file as the web view tells of one that was dropped. */
function entry(path: string, inside?: FileSystemEntry[]): FileSystemEntry {
  const name = path.split('/').at(-1) ?? '';
  let portions = [inside ?? [], []];
  return {
    name,
    fullPath: path,
    isFile: inside === undefined,
    isDirectory: inside !== undefined,
    file: (done: (file: File) => void) => done(new File([`Text of ${name}`], name)),
    createReader: () => ({
      readEntries: (done: (entries: FileSystemEntry[]) => void) => {
        done(portions[0] ?? []);
        portions = portions.slice(1);
      },
    }),
  } as unknown as FileSystemEntry;
}

const refuse = (_: unknown, failed: (why: Error) => void) => failed(new Error('not allowed'));

const dropOf = (entries: FileSystemEntry[]) =>
  ({
    items: entries.map((one) => ({
      kind: 'file',
      webkitGetAsEntry: () => one,
      getAsFile: () => new File([`Text of ${one.name}`], one.name),
    })),
    files: entries.map((one) => new File([], one.name)),
  }) as unknown as DataTransfer;

describe('folders that are dropped', () => {
  it('give all files below them, by name, without those that nobody means', async () => {
    const inner = entry('/acts/more', [entry('/acts/more/c.xml'), entry('/acts/more/~$c.docx')]);
    const folder = entry('/acts', [
      entry('/acts/b.xml'),
      inner,
      entry('/acts/.DS_Store'),
      entry('/acts/a.xml'),
    ]);
    const found = await droppedFiles(dropOf([entry('/z.txt'), folder]));
    expect(found.map(({ path }) => path)).toEqual(['z.txt', 'acts/a.xml', 'acts/b.xml', 'acts/more/c.xml']);
  });

  it('list what cannot be read in them with the rest', async () => {
    const closed = { ...entry('/acts/closed', []), createReader: () => ({ readEntries: refuse }) };
    const gone = { ...entry('/acts/gone.xml'), file: refuse };
    const entries = [closed, gone, entry('/acts/there.txt')] as unknown as FileSystemEntry[];
    await workspace.importing.dropped(droppedFiles(dropOf([entry('/acts', entries)])));
    expect(workspace.importing.outcomes?.map(({ path, kind }) => [path, kind])).toEqual([
      ['acts/closed', null],
      ['acts/gone.xml', null],
      ['acts/there.txt', 'note'],
    ]);
  });

  it('that hold too many files are not taken at all', async () => {
    const one = { path: 'a.txt', file: new File(['A'], 'a.txt') };
    await workspace.importing.dropped(Promise.resolve(Array.from({ length: MOST_FILES + 1 }, () => one)));
    expect(workspace.importing.outcomes?.map(({ problems }) => problems.map((p) => ui.problem(p)))).toEqual([
      ['The folder holds more than 10000 files: nothing was imported.'],
    ]);
  });

  it('one file that cannot be sent does not keep the others back', async () => {
    const files = ['a', 'b'].map((name) => ({
      path: `x/${name}.txt`,
      file: new File([name], `${name}.txt`),
    }));
    const sound = backend.importDropped.bind(backend);
    backend.importDropped = (file) =>
      file.name === 'a.txt' ? Promise.reject(new Error('broke')) : sound(file);
    await workspace.importing.dropped(Promise.resolve(files));
    const [first, second] = workspace.importing.outcomes ?? [];
    expect(first?.problems[0]?.params).toEqual({ path: 'x/a.txt', reason: 'broke' });
    expect([second?.path, second?.kind]).toEqual(['x/b.txt', 'note']);
  });
});
