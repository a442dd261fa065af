/** Starts the interface over the program's backend, or over a fake one in a browser. */

import { mount, tick } from 'svelte';
import './app.css';
import App from './App.svelte';
import type { Backend } from './lib/ipc/backend';
import { Workspace } from './lib/state/workspace.svelte';

async function connect(): Promise<Backend> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./lib/ipc/tauri')).tauriBackend;
  return (await import('./lib/ipc/browser')).browserBackend(new URLSearchParams(location.search));
}

const target = document.getElementById('app');
if (!target) throw new Error('the page has no place for the interface');

const backend = await connect();
const workspace = new Workspace(backend);
await workspace.start();
mount(App, { target, props: { workspace } });
await tick();
await soon(document.fonts.ready);
await soon(painted());
document.documentElement.dataset['ready'] = 'true';
// When that was, for who measures it.
performance.mark('ready');
await backend.windowReady();

/** Two frames: the first is drawn when the second begins. */
function painted(): Promise<unknown> {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Waits for something, but not for long: a window that is still hidden may draw no frames. */
function soon(something: Promise<unknown>): Promise<unknown> {
  return Promise.race([something, new Promise((done) => setTimeout(done, 200))]);
}
