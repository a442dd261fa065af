/** Short messages that come and go, each said once to a screen reader, some with one thing to do. */

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'error';
  action: { label: string; run: () => void } | null;
}

/** How long a message stays (milliseconds); one with an action stays longer. */
const STAY = { plain: 5000, action: 12_000 };

export class Toasts {
  shown = $state.raw<Toast[]>([]);
  #next = 1;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  show(text: string, { tone = 'plain', action = null }: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    const id = this.#next++;
    this.shown = [...this.shown.slice(-2), { id, text, tone, action }];
    this.#arm(id, action ? STAY.action : STAY.plain);
  }

  /** While somebody points at it or is in it, a message does not go. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
  }

  release(id: number): void {
    this.#arm(id, STAY.plain);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#timers.delete(id);
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  #arm(id: number, after: number): void {
    this.hold(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), after),
    );
  }
}
