/** One export while it is being chosen, seen, made and finished. */

import { asFailure, type Backend } from '../ipc/backend';
import type {
  ExportChoices,
  Exported,
  ExportPreview,
  ExportRequest,
  Failure,
  Lang,
  Layout,
  SidesWanted,
} from '../ipc/types';
import { isDay } from '../i18n/format';

export const USUAL_EXPORT: ExportChoices = {
  sides: 'both',
  layout: 'sequential',
  first: 'en',
  by_theme: false,
  minister: null,
  template: false,
};

export interface ExportStart {
  references: readonly string[];
  /** The sides that there are. */
  langs: readonly Lang[];
  choices: ExportChoices;
  /** The name of the department's template, if one was chosen. */
  template: string | null;
  /** The day on a binder's cover. */
  day: string | null;
}

export class Exporting {
  /** The notes, in the order of the file. */
  references = $state.raw<readonly string[]>([]);
  sides = $state<SidesWanted>('both');
  layout = $state<Layout>('sequential');
  first = $state<Lang>('en');
  byTheme = $state(false);
  minister = $state<string | null>(null);
  /** As it is typed. */
  day = $state('');
  withTemplate = $state(false);
  /** The name of the department's template. */
  template = $state.raw<string | null>(null);

  preview = $state.raw<ExportPreview | null>(null);
  /** The part that is shown, counted from 0. */
  at = $state(0);
  /** Why the preview could not be made. */
  unseen = $state.raw<Failure | null>(null);

  stage = $state<'choosing' | 'making' | 'made'>('choosing');
  progress = $state.raw<{ done: number; total: number } | null>(null);
  exported = $state.raw<Exported | null>(null);
  failure = $state.raw<Failure | null>(null);

  readonly langs: readonly Lang[];
  readonly #backend: Backend;
  readonly #before: ExportChoices;
  /** The newest question that is not yet asked. */
  #wanted: { request: ExportRequest; at: number } | null = null;
  #asking: Promise<void> | null = null;

  constructor(backend: Backend, { references, langs, choices, template, day }: ExportStart) {
    this.#backend = backend;
    this.#before = choices;
    this.langs = langs;
    this.references = references;
    this.sides = langs.length > 1 ? choices.sides : (langs[0] ?? 'both');
    this.layout = choices.layout;
    this.first = choices.first;
    this.byTheme = choices.by_theme;
    this.minister = choices.minister;
    this.day = day ?? '';
    this.template = template;
    this.withTemplate = choices.template && template !== null;
  }

  get isBinder(): boolean {
    return this.references.length > 1;
  }

  /** Whether the day is one, or none is wanted. */
  get dayIsGood(): boolean {
    return this.day.trim() === '' || isDay(this.day.trim());
  }

  get request(): ExportRequest {
    const { sides, layout, first, byTheme, minister, withTemplate: template } = this;
    const date = this.dayIsGood && this.day.trim() !== '' ? this.day.trim() : null;
    const binder = this.isBinder ? { date, minister, by_theme: byTheme } : null;
    return { references: [...this.references], sides, layout, first, binder, template };
  }

  /** What is to be chosen already the next time. What this export could not have stays as it was. */
  get choices(): ExportChoices {
    const { layout, first, byTheme, minister, withTemplate } = this;
    const before = this.#before;
    return {
      sides: this.langs.length > 1 ? this.sides : before.sides,
      layout,
      first,
      by_theme: this.isBinder ? byTheme : before.by_theme,
      minister: this.isBinder ? minister : before.minister,
      template: this.template === null ? before.template : withTemplate,
    };
  }

  // The order of the notes.

  move(from: number, to: number): void {
    if (to < 0 || to >= this.references.length || from === to) return;
    const order = [...this.references];
    order.splice(to, 0, ...order.splice(from, 1));
    this.references = order;
  }

  /** The last one stays. */
  remove(reference: string): void {
    if (this.references.length > 1) this.references = this.references.filter((one) => one !== reference);
  }

  // The preview: one question at a time, the newest next.

  /** Shows the part at `at` of what is chosen now. Resolves when nothing is left to be shown. */
  show(at = this.at): Promise<void> {
    this.at = at;
    this.#wanted = { request: this.request, at };
    this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#wanted) {
      const { request, at } = this.#wanted;
      this.#wanted = null;
      try {
        const preview = await this.#backend.previewExport(request, at);
        if (this.#wanted) continue;
        this.preview = preview;
        this.unseen = null;
        this.at = Math.min(at, preview.sheets - 1);
      } catch (thrown) {
        if (this.#wanted) continue;
        this.unseen = asFailure(thrown);
        // What was seen is not what would come.
        this.preview = null;
      }
    }
  }

  // The template.

  async chooseTemplate(): Promise<void> {
    try {
      const name = await this.#backend.chooseTemplate();
      if (name === null) return;
      this.failure = null;
      this.template = name;
      this.withTemplate = true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async removeTemplate(): Promise<void> {
    try {
      await this.#backend.removeTemplate();
      this.template = null;
      this.useOwnLook();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  useOwnLook(): void {
    this.withTemplate = false;
    this.failure = null;
  }

  /** Whether it is the template that is in the way. */
  get isTemplateRefused(): boolean {
    const code = (this.failure ?? this.unseen)?.code;
    return this.withTemplate && (code === 'template-gone' || code === 'bad-template');
  }

  // The file.

  /** Makes the file; resolves with whether it is there. */
  async run(): Promise<boolean> {
    this.stage = 'making';
    this.failure = null;
    this.progress = null;
    try {
      this.exported = await this.#backend.exportNotes(this.request);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
    this.stage = this.exported ? 'made' : 'choosing';
    return this.exported !== null;
  }

  cancel(): void {
    void this.#backend.cancelExport().catch(() => undefined);
  }
}
