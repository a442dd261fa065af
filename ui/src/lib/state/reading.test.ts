import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeBackend } from '../ipc/fake';
import { CITING_PAUSE, Reading } from './reading.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('who cites a policy is asked for once a second at most while files change, and once more afterwards', async () => {
  const backend = new FakeBackend();
  const reading = new Reading(backend);
  reading.follow(await backend.getPolicy('guide-assistants'));
  const listed = vi.spyOn(backend, 'listCiting');
  for (let change = 0; change < 50; change += 1) reading.changed();
  expect(listed).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(CITING_PAUSE);
  expect(listed).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(CITING_PAUSE * 3);
  expect(listed).toHaveBeenCalledTimes(2);
  expect(reading.citing?.length).toBeGreaterThan(0);
});

it('another policy is asked about at once, however short ago the last one was', async () => {
  const backend = new FakeBackend();
  const reading = new Reading(backend);
  reading.changed();
  const listed = vi.spyOn(backend, 'listCiting');
  reading.follow(await backend.getPolicy('guide-assistants'));
  expect(listed).toHaveBeenCalledExactlyOnceWith('guide-assistants');
});
