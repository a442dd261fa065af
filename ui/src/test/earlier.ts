/** An earlier text of the sample policy: one clause was another, one is gone, one had not come. */

import type { FakeBackend } from '../lib/ipc/fake';
import { samplePolicies } from '../lib/ipc/sample';
import type { Policy } from '../lib/ipc/types';

export function keepEarlier(backend: FakeBackend): void {
  const then = structuredClone(samplePolicies[0] as Policy);
  const english = then.sides.en;
  if (!english) return;
  const clause = english.excerpts.find(({ anchor }) => anchor === '2.1');
  if (clause) clause.text = 'Employees answer for their text.';
  english.excerpts = english.excerpts.filter(({ anchor }) => anchor !== 'reporting');
  english.excerpts.push({ anchor: '2.9', label: '2.9', heading: '', level: 0, text: 'Nothing is kept.' });
  const text = {
    name: '2026-10-15',
    until: '2026-10-15',
    issued: '2025-01-01',
    modified: null,
    consolidated: null,
    changed: 1,
    added: 1,
    removed: 1,
  };
  backend.replaced.texts.set(then.slug, [{ text, then }]);
}
