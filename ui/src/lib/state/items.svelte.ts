/** The notebook's list: what is there, filtered and in order. */

import type { Backend } from '../ipc/backend';
import type { HitKind, ItemSummary, Lang, NoteView, SortBy } from '../ipc/types';
import { LOCALE } from '../i18n/format';
import { ui } from '../i18n/index.svelte';
import { other } from '../note/sections';

/** Which items are listed, and in which order. */
export interface ItemsView {
  kind: HitKind | null;
  sort: SortBy;
}

export class Items {
  all = $state.raw<ItemSummary[]>([]);
  loaded = $state(false);
  readonly shown = $derived.by(() => {
    const { kind, sort } = this.#view();
    return arrange(kind === null ? this.all : this.all.filter((item) => item.kind === kind), ui.lang, sort);
  });
  /** Files that cannot be read, and so are not searched. */
  readonly unreadable = $derived(this.all.filter((item) => !item.readable).length);
  readonly count = $derived.by(() => {
    const notes = this.all.filter((item) => item.kind === 'note').length;
    return { all: this.all.length, note: notes, policy: this.all.length - notes };
  });

  readonly #backend: Backend;
  #loading: Promise<void> | null = null;
  readonly #view: () => ItemsView;
  #again = false;
  /** What changed and is not yet read anew. */
  readonly #changed = new Set<string>();
  #rereading: Promise<void> | null = null;

  constructor(backend: Backend, view: () => ItemsView) {
    this.#backend = backend;
    this.#view = view;
  }

  /** Reads the list; asked again while it is being read, reads it once more afterwards. */
  load(): Promise<void> {
    if (this.#loading) {
      this.#again = true;
      return this.#loading;
    }
    this.#loading = this.#read().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #read(): Promise<void> {
    do {
      this.#again = false;
      this.all = await this.#backend.listItems();
      this.loaded = true;
    } while (this.#again);
  }

  /** Some items were changed, added or removed: reads those anew. The whole of a long list would hold up typing. */
  changed(ids: readonly string[]): Promise<void> {
    if (this.#loading) return this.load();
    for (const id of ids) this.#changed.add(id);
    this.#rereading ??= this.#reread().finally(() => (this.#rereading = null));
    return this.#rereading;
  }

  async #reread(): Promise<void> {
    while (this.#changed.size > 0) {
      const ids = [...this.#changed];
      this.#changed.clear();
      const now = await this.#backend.listItems(ids);
      const asked = new Set(ids);
      const before = this.all.filter(({ id }) => asked.has(id));
      if (sameLines(before, now)) continue;
      this.all = [...this.all.filter(({ id }) => !asked.has(id)), ...now];
    }
  }

  /** Shows a note as it was just stored, without reading the whole list again. */
  put(view: NoteView): void {
    const item = summary(view);
    const known = this.all.find(({ id }) => id === item.id);
    if (known && sameLines([known], [item])) return;
    this.all = known ? this.all.map((old) => (old.id === item.id ? item : old)) : [...this.all, item];
  }
}

/** Whether items are listed alike, in whatever order: mostly they are, and a long list need not be arranged anew. */
function sameLines(a: readonly ItemSummary[], b: readonly ItemSummary[]): boolean {
  const lines = (items: readonly ItemSummary[]) =>
    items
      .map(({ id, kind, title, date, status, organization, minister, marking, readable, problems }) =>
        JSON.stringify([id, kind, title, date, status, organization, minister, marking, readable, problems]),
      )
      .sort()
      .join('\n');
  return a.length === b.length && lines(a) === lines(b);
}

/** A note's line in the list. */
function summary({ note, problems }: NoteView): ItemSummary {
  const { reference, meta, sides } = note;
  return {
    id: reference,
    kind: 'note',
    title: { en: sides.en?.title ?? null, fr: sides.fr?.title ?? null },
    date: meta.date,
    status: meta.status,
    organization: meta.organization,
    minister: meta.minister,
    marking: meta.marking,
    readable: true,
    problems,
  };
}

/** The title in `lang`, else in the other language, with the language it is in; empty where there is none. */
export function titleOf(item: ItemSummary, lang: Lang): { text: string; lang: Lang } {
  const own = item.title[lang];
  if (own) return { text: own, lang };
  const second = item.title[other(lang)];
  return second ? { text: second, lang: other(lang) } : { text: '', lang };
}

/** Files that cannot be read first; then notes, the newest first, and policies by title, or all by title. */
function arrange(items: ItemSummary[], lang: Lang, sort: SortBy): ItemSummary[] {
  const collator = new Intl.Collator(LOCALE[lang], { numeric: true });
  const byTitle = sort === 'title';
  const rank = (item: ItemSummary) => (!item.readable ? 0 : item.kind === 'note' && !byTitle ? 1 : 2);
  const keyed = items.map((item) => ({ item, rank: rank(item), title: titleOf(item, lang).text }));
  keyed.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank - b.rank;
    if (a.rank === 2) return collator.compare(a.title, b.title);
    const [newer, older] = [a.item.date ?? '9999', b.item.date ?? '9999'];
    if (newer !== older) return newer < older ? 1 : -1;
    return a.item.id < b.item.id ? 1 : a.item.id > b.item.id ? -1 : 0;
  });
  return keyed.map(({ item }) => item);
}
