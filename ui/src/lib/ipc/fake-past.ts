/** The states that the notes of the fake backend have been in. */

import { PARTS, read, same } from '../note/parts';
import type { Comparison, Difference, Failure, Note, PastState, Place, StateChange } from './types';

const AT = '2026-11-22T09:30:00-05:00';

export function isLocked({ meta }: Note): boolean {
  return meta.status === 'approved' || meta.status === 'archived';
}

export function differInStateAlone(a: Note, b: Note): boolean {
  return same({ ...a.meta, status: 'draft' }, { ...b.meta, status: 'draft' }) && textsEqual(a, b);
}

function textsEqual(a: Note, b: Note): boolean {
  return placesThatDiffer(a, b).length === 0;
}

function placesThatDiffer(a: Note, b: Note): Place[] {
  return PARTS.flatMap((part): Place[] => {
    if (part.kind === 'metadata' || same(read(a, part), read(b, part))) return [];
    return [{ lang: part.lang, section: part.kind === 'text' ? part.section : 'if_pressed' }];
  });
}

function textOf(note: Note, { lang, section }: Place): string {
  const side = note.sides[lang];
  if (!side) return '';
  if (section !== 'if_pressed') return side[section];
  return side.if_pressed.map(({ topic, text }) => `${topic}\n\n${text}`).join('\n\n');
}

export class FakePast {
  readonly #states = new Map<string, { state: PastState; note: Note }[]>();
  readonly #changes = new Map<string, StateChange[]>();

  saved(before: Note, after: Note): void {
    const { reference } = after;
    const states = this.#states.get(reference) ?? [];
    const keep = (note: Note, changed: Place[], origin: PastState['origin']) => {
      const id = `state-${states.length}`;
      const at = `2026-11-22T14:${String(states.length).padStart(2, '0')}:00Z`;
      states.unshift({ state: { id, at, origin, changed, metadata: false }, note: structuredClone(note) });
    };
    if (states.length === 0) keep(before, [], 'elsewhere');
    keep(after, placesThatDiffer(before, after), 'here');
    this.#states.set(reference, states);
    if (before.meta.status === after.meta.status) return;
    const change = { status: after.meta.status, at: AT, who: 'Marie Tremblay' };
    this.#changes.set(reference, [...this.statesOf(reference), change]);
  }

  statesOf(reference: string): StateChange[] {
    return this.#changes.get(reference) ?? [];
  }

  list(reference: string): PastState[] {
    return (this.#states.get(reference) ?? []).map(({ state }) => state);
  }

  compare(now: Note, id: string): Comparison {
    const found = this.#states.get(now.reference)?.find(({ state }) => state.id === id);
    if (!found) throw { code: 'not-found', params: { id } } satisfies Failure;
    const then = structuredClone(found.note);
    const differences = placesThatDiffer(then, now).map((place): Difference => ({
      place,
      pieces: [
        { standing: 'removed', text: textOf(then, place) },
        { standing: 'added', text: textOf(now, place) },
      ],
    }));
    return { then, differences, metadata: false };
  }
}
