import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { LARGEST, unusableFile } from './lib/ipc/dropped';
import { ui } from './lib/i18n/index.svelte';
import { Workspace } from './lib/state/workspace.svelte';

let backend: FakeBackend;
let workspace: Workspace;

beforeEach(async () => {
  backend = new FakeBackend();
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
});
afterEach(cleanup);

/** What the web view tells of something that is dragged over the window. */
function drag(kind: string, files: File[], types = ['Files']): DragEvent {
  const event = new Event(kind, { bubbles: true, cancelable: true }) as DragEvent;
  Object.defineProperty(event, 'dataTransfer', { value: { types, files, dropEffect: 'none' } });
  document.body.dispatchEvent(event);
  return event;
}
const file = (name: string, text: string) => new File([text], name);

describe('files dropped on the window', () => {
  it('are imported, and the dialog tells of each by its name', async () => {
    drag('dragenter', []);
    expect(await screen.findByText('Drop the files to import them')).toBeTruthy();
    const event = drag('drop', [file('one.txt', 'One\nText'), file('empty.txt', ' ')]);
    expect(event.defaultPrevented).toBe(true);
    const dialog = await screen.findByRole('dialog', { name: 'Import' });
    await within(dialog).findByText('1 note was imported. 1 could not be imported.');
    within(dialog).getByText('one.txt');
    const failed = within(dialog).getByText('empty.txt').closest('li') as HTMLElement;
    expect(failed.textContent).toContain('Not imported');
    expect(failed.textContent).toContain('There is no text in it.');
    expect(screen.queryByText('Drop the files to import them')).toBeNull();
    expect([...backend.notes.values()].some(({ note }) => note.sides.en?.title === 'One')).toBe(true);
  });

  it('text that is dragged is no file: the text it is dragged in has it', () => {
    drag('dragenter', [], ['text/html']);
    expect(screen.queryByText('Drop the files to import them')).toBeNull();
    expect(drag('dragover', [], ['text/html']).defaultPrevented).toBe(false);
    expect(drag('drop', [], ['text/html']).defaultPrevented).toBe(false);
    expect(workspace.dialog).toBeNull();
  });

  it('are refused over another dialog, and do not take the place of the window', () => {
    workspace.dialog = 'rates';
    const over = drag('dragover', []);
    expect(over.defaultPrevented).toBe(true);
    expect(over.dataTransfer?.dropEffect).toBe('none');
    drag('drop', [file('one.txt', 'One')]);
    expect(workspace.dialog).toBe('rates');
    expect(workspace.importing.outcomes).toBeNull();
  });

  it('the picture of a drop goes when the files are dragged out again', async () => {
    drag('dragenter', []);
    drag('dragenter', []);
    drag('dragleave', []);
    expect(await screen.findByText('Drop the files to import them')).toBeTruthy();
    drag('dragleave', []);
    await waitFor(() => expect(screen.queryByText('Drop the files to import them')).toBeNull());
  });

  it('one that is too large is not sent, and it is said why', () => {
    const large = { path: 'film.docx', file: file('film.docx', '') };
    expect(unusableFile(large)).toBeNull();
    Object.defineProperty(large.file, 'size', { value: LARGEST + 1 });
    const outcome = unusableFile(large);
    expect(outcome?.path).toBe('film.docx');
    expect(outcome?.problems.map((problem) => ui.problem(problem))).toEqual([
      'The file could not be read: 65 MiB > 64 MiB',
    ]);
  });
});
