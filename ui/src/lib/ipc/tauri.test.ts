import { beforeEach, expect, it, vi } from 'vitest';

type CloseHandler = (event: { preventDefault: () => void }) => Promise<void>;
const { invoke, onCloseRequested } = vi.hoisted(() => ({
  invoke: vi.fn<(command: string, ...rest: unknown[]) => Promise<unknown>>(),
  onCloseRequested: vi.fn<(handler: CloseHandler) => Promise<() => void>>(),
}));
vi.mock('@tauri-apps/api/core', () => ({ invoke }));
vi.mock('@tauri-apps/api/event', () => ({ listen: vi.fn() }));
vi.mock('@tauri-apps/api/window', () => ({ getCurrentWindow: () => ({ onCloseRequested }) }));

const { tauriBackend } = await import('./tauri');

const event = { preventDefault: vi.fn() };
const asked = () => invoke.mock.calls.map(([command]) => command);

/** What the window calls when its user asks to close it. */
function closing(flush: () => Promise<boolean>): CloseHandler {
  tauriBackend.onCloseRequested(flush);
  const handler = onCloseRequested.mock.lastCall?.[0];
  if (!handler) throw new Error('nobody listens');
  return handler;
}

beforeEach(() => {
  vi.clearAllMocks();
  invoke.mockResolvedValue(undefined);
  onCloseRequested.mockResolvedValue(() => undefined);
});

it('says that it lives before it saves, and closes after', async () => {
  let saved: (close: boolean) => void = () => undefined;
  const before: string[][] = [];
  const done = closing(() => {
    before.push(asked());
    return new Promise((resolve) => (saved = resolve));
  })(event);
  expect(event.preventDefault).toHaveBeenCalled();
  expect(before).toEqual([['still_here']]);
  expect(asked()).toEqual(['still_here']);
  saved(true);
  await done;
  expect(asked()).toEqual(['still_here', 'close_window']);
});

it('stays open where that is the answer', async () => {
  await closing(() => Promise.resolve(false))(event);
  expect(asked()).toEqual(['still_here']);
});

it('closes although saying that it lives fails', async () => {
  invoke.mockRejectedValueOnce(new Error('no such command'));
  await closing(() => Promise.resolve(true))(event);
  expect(asked()).toEqual(['still_here', 'close_window']);
});

it('closes although the saving breaks', async () => {
  await closing(() => Promise.reject(new Error('broke')))(event);
  expect(asked()).toEqual(['still_here', 'close_window']);
});

it('a dropped file goes as bytes, with its name', async () => {
  const outcome = { path: 'b.txt', part: 0, kind: 'note', id: 'X', problems: [] };
  invoke.mockResolvedValueOnce([outcome]);
  expect(await tauriBackend.importDropped(new File(['bé'], 'é b.txt'))).toEqual([outcome]);
  const [command, bytes, options] = invoke.mock.lastCall ?? [];
  expect(command).toBe('import_dropped');
  expect(new TextDecoder().decode(bytes as ArrayBuffer)).toBe('bé');
  expect(options).toEqual({ headers: { name: '%C3%A9%20b.txt' } });
});
