/** The user's choices for the window, applied to the document. */

import type { Backend } from '../ipc/backend';
import type { ExportChoices, Lang, Rates, Settings, SidesWanted, Theme } from '../ipc/types';
import { USUAL_RATES } from '../note/spoken';
import { LOCALE } from '../i18n/format';
import { ui } from '../i18n/index.svelte';
import { USUAL_EXPORT } from './exporting.svelte';
import { knownSize, nextSize, ONE_AT_A_TIME, remOf, type TextSize, widthsOver } from './text-size';

export class Choices {
  theme = $state<Theme>('system');
  textSize = $state<TextSize>(100);
  /** One rem in CSS pixels. */
  rem = $state(16);
  /** How fast responses are spoken, in words a minute. */
  rates = $state.raw<Rates>(USUAL_RATES);
  /** How notes were exported the last time. */
  export = $state.raw<ExportChoices>(USUAL_EXPORT);
  /** Which languages of a policy are shown. */
  reading = $state<SidesWanted>('both');
  readonly #backend: Backend;
  readonly #systemDark = window.matchMedia('(prefers-color-scheme: dark)');
  readonly #systemContrast = window.matchMedia('(prefers-contrast: more)');

  constructor(backend: Backend) {
    this.#backend = backend;
    for (const asked of [this.#systemDark, this.#systemContrast]) {
      asked.addEventListener('change', () => this.#apply());
    }
    window.addEventListener('resize', () => this.#fold());
  }

  /** Takes over what was chosen in an earlier session. */
  adopt({ ui_lang, theme, text_size, rates, export: exporting, reading }: Settings): void {
    ui.lang = ui_lang;
    this.theme = theme;
    this.textSize = knownSize(text_size);
    this.rates = rates;
    this.export = exporting;
    this.reading = reading ?? 'both';
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

  setTextSize(size: TextSize): void {
    this.textSize = size;
    void this.#store();
  }

  /** One step larger (1) or smaller (-1). */
  stepTextSize(by: 1 | -1): void {
    this.setTextSize(nextSize(this.textSize, by));
  }

  /** Whether the window has room for the list or the note, not for both: as its styles have it. */
  get oneAtATime(): boolean {
    return window.innerWidth <= ONE_AT_A_TIME * this.rem;
  }

  /** Resolves once the program knows. */
  setRates(rates: Rates): Promise<void> {
    this.rates = rates;
    return this.#store();
  }

  setExport(exporting: ExportChoices): Promise<void> {
    this.export = exporting;
    return this.#store();
  }

  setReading(languages: SidesWanted): void {
    this.reading = languages;
    void this.#store();
  }

  #store(): Promise<void> {
    this.#apply();
    const { theme, textSize: text_size, rates, reading } = this;
    const settings = { ui_lang: ui.lang, theme, text_size, rates, export: this.export, reading };
    // A choice that cannot be kept still holds until the window closes.
    return this.#backend.saveSettings(settings).catch(() => undefined);
  }

  #apply(): void {
    const { documentElement: root } = document;
    root.lang = LOCALE[ui.lang];
    root.dataset['theme'] = this.theme === 'system' ? this.#systemTheme() : this.theme;
    // All sizes are in rem, those of icons in shares of this.
    root.style.fontSize = `${this.textSize}%`;
    this.rem = remOf(this.textSize);
    this.#fold();
  }

  #systemTheme(): Exclude<Theme, 'system'> {
    if (this.#systemContrast.matches) return this.#systemDark.matches ? 'contrast-dark' : 'contrast-light';
    return this.#systemDark.matches ? 'dark' : 'light';
  }

  /** Tells the styles how much room there is. */
  #fold(): void {
    document.documentElement.dataset['under'] = widthsOver(window.innerWidth, this.rem);
  }
}
