/** The user's choices for the window, applied to the document. */

import type { Backend } from '../ipc/backend';
import type { Lang, Settings, Theme } from '../ipc/types';
import { LOCALE } from '../i18n/format';
import { ui } from '../i18n/index.svelte';

export class Choices {
  theme = $state<Theme>('system');
  readonly #backend: Backend;
  readonly #systemDark = window.matchMedia('(prefers-color-scheme: dark)');

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#systemDark.addEventListener('change', () => this.#apply());
  }

  /** Takes over what was chosen in an earlier session. */
  adopt({ ui_lang, theme }: Settings): void {
    ui.lang = ui_lang;
    this.theme = theme;
    this.#apply();
  }

  setLang(lang: Lang): void {
    ui.lang = lang;
    this.#store();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.#store();
  }

  #store(): void {
    this.#apply();
    // A choice that cannot be kept still holds until the window closes.
    void this.#backend.saveSettings({ ui_lang: ui.lang, theme: this.theme }).catch(() => undefined);
  }

  #apply(): void {
    const dark = this.theme === 'dark' || (this.theme === 'system' && this.#systemDark.matches);
    document.documentElement.lang = LOCALE[ui.lang];
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }
}
