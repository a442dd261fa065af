/** The user's choices for the window, applied to the document. */

import type { Backend } from '../ipc/backend';
import type { Lang, Rates, Settings, Theme } from '../ipc/types';
import { USUAL_RATES } from '../note/spoken';
import { LOCALE } from '../i18n/format';
import { ui } from '../i18n/index.svelte';

export class Choices {
  theme = $state<Theme>('system');
  /** How fast responses are spoken, in words a minute. */
  rates = $state.raw<Rates>(USUAL_RATES);
  readonly #backend: Backend;
  readonly #systemDark = window.matchMedia('(prefers-color-scheme: dark)');

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#systemDark.addEventListener('change', () => this.#apply());
  }

  /** Takes over what was chosen in an earlier session. */
  adopt({ ui_lang, theme, rates }: Settings): void {
    ui.lang = ui_lang;
    this.theme = theme;
    this.rates = rates;
    this.#apply();
  }

  setLang(lang: Lang): void {
    ui.lang = lang;
    void this.#store();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    void this.#store();
  }

  /** Resolves once the program knows. */
  setRates(rates: Rates): Promise<void> {
    this.rates = rates;
    return this.#store();
  }

  #store(): Promise<void> {
    this.#apply();
    const settings = { ui_lang: ui.lang, theme: this.theme, rates: this.rates };
    // A choice that cannot be kept still holds until the window closes.
    return this.#backend.saveSettings(settings).catch(() => undefined);
  }

  #apply(): void {
    const dark = this.theme === 'dark' || (this.theme === 'system' && this.#systemDark.matches);
    document.documentElement.lang = LOCALE[ui.lang];
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }
}
