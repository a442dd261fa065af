import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Sight } from './sight.svelte';

const COUNT = 203;
let sight: Sight;
let detach: (() => void) | undefined;

const drawn = () => sight.portions.filter((portion) => portion.drawn).map(({ from, end }) => [from, end]);
const isDrawn = (line: number) =>
  sight.portions.some((portion) => portion.drawn && line >= portion.from && line < portion.end);

function attach(): void {
  const page = document.createElement('div');
  const list = document.createElement('div');
  list.append(...sight.portions.map(() => document.createElement('div')));
  page.append(list);
  detach = sight.attach(page, list);
}

beforeEach(() => {
  vi.useFakeTimers();
  sight = new Sight();
});
afterEach(() => {
  detach?.();
  detach = undefined;
});

describe('a long text', () => {
  it('is drawn at once only around the line that is asked for, wherever that is', () => {
    for (const line of [0, 100, COUNT - 1]) {
      sight.start(COUNT, line);
      expect(isDrawn(line)).toBe(true);
      expect(drawn().length).toBeLessThan(6);
      expect(sight.current).toBe(line);
    }
    expect(sight.portions.at(-1)?.end).toBe(COUNT);
  });

  it('is drawn whole in the time that is left, and nothing of it before there is a page', () => {
    sight.start(COUNT, 100);
    const before = drawn().length;
    vi.runAllTimers();
    expect(drawn()).toHaveLength(before);
    attach();
    vi.runAllTimers();
    expect(sight.portions.every((portion) => portion.drawn)).toBe(true);
  });

  it('draws what is behind the line that is read before what is in front of it', () => {
    sight.start(COUNT, 100);
    attach();
    // Each portion takes longer than a bit may: one is drawn at a time.
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 20));
    while (!isDrawn(COUNT - 1)) {
      expect(isDrawn(0)).toBe(false);
      vi.advanceTimersToNextTimer();
    }
    vi.runAllTimers();
    expect(isDrawn(0)).toBe(true);
    vi.restoreAllMocks();
  });

  it('draws a line that is gone to without waiting, and reads it from then on', () => {
    sight.start(COUNT, 0);
    attach();
    expect(isDrawn(150)).toBe(false);
    sight.goTo(150);
    expect(isDrawn(150)).toBe(true);
    expect(sight.current).toBe(150);
    sight.goToBeginning();
    expect(sight.current).toBe(0);
  });

  it('of no lines has nothing to draw', () => {
    sight.start(0, 0);
    attach();
    vi.runAllTimers();
    expect(sight.portions).toEqual([]);
    expect(sight.show(0)).toBeNull();
  });
});
