/** What the tests' browser lacks, or must not carry from one test to the next. */

import { afterEach, beforeEach, vi } from 'vitest';
import { ui } from '../lib/i18n/index.svelte';

beforeEach(() => {
  ui.lang = 'en';
});

afterEach(() => {
  vi.useRealTimers();
});
