/** The notes that are selected in the list, in the order in which they were: what a binder is made of. */

import type { Items } from './items.svelte';

/** A row of the list. */
export interface Row {
  id: string;
  kind: 'note' | 'policy';
  /** Missing for what a search found: what cannot be read is not searched. */
  readable?: boolean;
}

/** Whether it can go into a binder. */
export const isSelectable = ({ kind, readable }: Row): boolean => kind === 'note' && readable !== false;

export class Selection {
  #chosen = $state.raw<string[]>([]);
  /** From where a range is selected. */
  #anchor: string | null = null;
  readonly #there: () => ReadonlySet<string>;
  /** Their references. What has left the notebook is not among them. */
  readonly references = $derived.by(() => {
    if (this.#chosen.length === 0) return this.#chosen;
    const there = this.#there();
    return this.#chosen.filter((id) => there.has(id));
  });
  readonly #known = $derived(new Set(this.references));

  constructor(items: Items) {
    this.#there = () => new Set(items.all.filter(isSelectable).map(({ id }) => id));
  }

  get count(): number {
    return this.references.length;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** A row was opened: a range begins there. */
  startAt(id: string): void {
    this.#anchor = id;
  }

  toggle(row: Row): void {
    this.#anchor = row.id;
    if (!isSelectable(row)) return;
    this.#chosen = this.has(row.id)
      ? this.references.filter((id) => id !== row.id)
      : [...this.references, row.id];
  }

  /** Adds what stands between where the last range or row began and `to`, in the order of the list. */
  extend(rows: readonly Row[], to: number): void {
    const from = rows.findIndex(({ id }) => id === this.#anchor);
    if (from < 0) this.#anchor = rows[to]?.id ?? null;
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    this.add(rows.slice(first, last + 1));
  }

  add(rows: readonly Row[]): void {
    const added = rows.filter((row) => isSelectable(row) && !this.has(row.id));
    this.#chosen = [...this.references, ...added.map(({ id }) => id)];
  }

  remove(id: string): void {
    this.#chosen = this.references.filter((chosen) => chosen !== id);
  }

  clear(): void {
    this.#chosen = [];
  }
}
