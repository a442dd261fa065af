import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import type { Theme } from '../ipc/types';
import { USUAL_RATES } from '../note/spoken';
import { USUAL_EXPORT } from './exporting.svelte';
import { Choices } from './settings.svelte';

/** What the system asks for, and who wants to hear when that changes. */
const system = { dark: false, more: false };
let heard: (() => void)[] = [];

beforeEach(() => {
  heard = [];
  Object.assign(system, { dark: false, more: false });
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
    const asked = query.includes('contrast') ? 'more' : 'dark';
    return {
      get matches() {
        return system[asked];
      },
      addEventListener: (_: string, hear: () => void) => heard.push(hear),
    } as unknown as MediaQueryList;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const shown = () => document.documentElement.dataset['theme'];
function adopted(theme: Theme): { choices: Choices; backend: FakeBackend } {
  const backend = new FakeBackend();
  const choices = new Choices(backend);
  choices.adopt({ ui_lang: 'en', theme, text_size: 100, rates: USUAL_RATES, export: USUAL_EXPORT });
  return { choices, backend };
}

describe('the theme of the system', () => {
  it.each([
    [false, false, 'light'],
    [true, false, 'dark'],
    [false, true, 'contrast-light'],
    [true, true, 'contrast-dark'],
  ])('dark %s, more contrast %s: %s', (dark, more, expected) => {
    Object.assign(system, { dark, more });
    adopted('system');
    expect(shown()).toBe(expected);
  });

  it('is followed while the window is open', () => {
    adopted('system');
    system.more = true;
    for (const hear of heard) hear();
    expect(shown()).toBe('contrast-light');
    system.dark = true;
    for (const hear of heard) hear();
    expect(shown()).toBe('contrast-dark');
  });
});

describe('a theme that was chosen', () => {
  it.each(['light', 'dark', 'contrast-light', 'contrast-dark'] as const)(
    '%s holds whatever the system asks for',
    (theme) => {
      Object.assign(system, { dark: theme.endsWith('light'), more: !theme.startsWith('contrast') });
      adopted(theme);
      expect(shown()).toBe(theme);
    },
  );

  it('is kept', () => {
    const { choices, backend } = adopted('light');
    choices.setTheme('contrast-dark');
    expect(shown()).toBe('contrast-dark');
    expect(backend.settings.theme).toBe('contrast-dark');
  });
});
