import { USUAL_EXPORT } from './lib/state/exporting.svelte';
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import App from './App.svelte';
import { FakeBackend } from './lib/ipc/fake';
import { USUAL_RATES } from './lib/note/spoken';
import { knownSize, nextSize, TEXT_SIZES, WIDTHS } from './lib/state/text-size';
import { Workspace } from './lib/state/workspace.svelte';

const NOTE = 'TBS-2026-QP-11-00012';
const root = document.documentElement;
const user = userEvent.setup();
let backend: FakeBackend;
let workspace: Workspace;

async function start(text_size: number): Promise<void> {
  backend = new FakeBackend({
    settings: { ui_lang: 'en', theme: 'light', text_size, rates: USUAL_RATES, export: USUAL_EXPORT },
  });
  workspace = new Workspace(backend);
  await workspace.start();
  render(App, { props: { workspace } });
}

const WIDTH = window.innerWidth;
const widen = (width: number) =>
  Object.defineProperty(window, 'innerWidth', { value: width, configurable: true, writable: true });

beforeEach(() => start(100));
afterEach(() => {
  cleanup();
  widen(WIDTH);
  root.removeAttribute('style');
});

describe('the size of the text', () => {
  it('grows and shrinks by keys, within its bounds, and is kept', async () => {
    const seen = [];
    for (let step = 0; step < 7; step += 1) {
      await user.keyboard('{Control>}={/Control}');
      seen.push(root.style.fontSize);
    }
    expect(seen).toEqual(['110%', '125%', '150%', '175%', '200%', '200%', '200%']);
    expect(backend.settings.text_size).toBe(200);
    await user.keyboard('{Control>}-{/Control}');
    expect(root.style.fontSize).toBe('175%');
    await user.keyboard('{Control>}0{/Control}');
    expect(root.style.fontSize).toBe('100%');
    expect(backend.settings.text_size).toBe(100);
  });

  it('changes over a dialog, too, and while somebody types', async () => {
    await workspace.open(NOTE, 'note');
    (await screen.findByRole('textbox', { name: 'Title' })).focus();
    await user.keyboard('{Control>}+{/Control}');
    expect(workspace.choices.textSize).toBe(110);
    workspace.dialog = 'import';
    await screen.findByRole('dialog', { name: 'Import' });
    await user.keyboard('{Control>}+{/Control}');
    expect(workspace.choices.textSize).toBe(125);
    expect(workspace.note?.dirty).toBe(false);
  });

  it('is one of six in the menu', async () => {
    await user.click(screen.getByRole('button', { name: 'Theme and text size' }));
    const sizes = within(screen.getByRole('group', { name: 'Text size' })).getAllByRole('menuitemradio');
    expect(sizes.map(({ textContent }) => textContent.trim())).toEqual(TEXT_SIZES.map((size) => `${size}%`));
    expect(sizes.map((item) => item.getAttribute('aria-checked'))).toEqual([
      'true',
      ...Array(5).fill('false'),
    ]);
    await user.click(screen.getByRole('menuitemradio', { name: '150%' }));
    expect(root.style.fontSize).toBe('150%');
  });

  it('of the last time is there at the next start; a size that is none becomes the nearest', async () => {
    cleanup();
    await start(175);
    expect(root.style.fontSize).toBe('175%');
    expect([0, 117, 118, 9999, Number.NaN].map(knownSize)).toEqual([100, 110, 125, 200, 100]);
    expect(nextSize(200, 1)).toBe(200);
    expect(nextSize(100, -1)).toBe(100);
  });

  it('makes the rows of the list as high as their text needs', async () => {
    const height = () => parseFloat(document.querySelector<HTMLElement>('.list .all')?.style.height ?? '');
    const usual = height();
    workspace.choices.setTextSize(200);
    await waitFor(() => expect(height()).toBe(2 * usual));
  });
});

describe('a window of 1,000 pixels', () => {
  beforeEach(() => widen(1000));

  it('shows the list beside the note at the usual size', async () => {
    await user.click(screen.getByRole('option', { name: /Days in the office/ }));
    await screen.findByRole('article');
    expect(workspace.listShown).toBe(true);
  });

  it('shows the list or the note at 200 %, as a narrow one does', async () => {
    workspace.choices.setTextSize(200);
    await user.click(screen.getByRole('option', { name: /Days in the office/ }));
    await screen.findByRole('article');
    expect(workspace.listShown).toBe(false);
  });

  it('tells its styles how much room there is, again when it is made wider', () => {
    const under = () => root.dataset['under']?.split(' ');
    workspace.choices.setTextSize(100);
    expect(under()).toEqual(['75', '68']);
    workspace.choices.setTextSize(150);
    expect(under()).toEqual(['75', '68', '60', '50', '43.75']);
    workspace.choices.setTextSize(200);
    expect(under()).toEqual(['75', '68', '60', '50', '43.75', '36']);
    widen(2500);
    window.dispatchEvent(new Event('resize'));
    expect(under()).toEqual(['']);
  });
});

const styles = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(css|svelte)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }));

it('no style asks a media query for a width, whose rem would not follow; each asks for a width that is told', () => {
  expect(styles.length).toBeGreaterThan(40);
  expect(styles.filter(({ text }) => /@(media|container)[^{]*(width|height)/.test(text))).toEqual([]);
  const asked = styles.flatMap(({ text }) =>
    [...text.matchAll(/\[data-under~='([\d.]+)'\]/g)].map(([, width]) => width),
  );
  expect(new Set(asked)).toEqual(new Set(WIDTHS.map(String)));
});

it('no text has a size that would not follow: all are in rem, em or shares', () => {
  const fixed = styles.flatMap(({ name, text }) =>
    [...text.matchAll(/(?:font-size|line-height|font):[^;]*\dp[xt]\b[^;]*/g)].map(
      ([found]) => `${name}: ${found}`,
    ),
  );
  expect(fixed).toEqual([]);
});
