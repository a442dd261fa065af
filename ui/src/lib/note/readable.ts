/** The value of a part as text that a person can compare. */

import type { IfPressed, Metadata } from '../ipc/types';
import type { Messages } from '../i18n/en';
import type { PartValue } from './parts';

function isMetadata(value: IfPressed[] | Metadata): value is Metadata {
  return !Array.isArray(value);
}

export function readable(value: PartValue, m: Messages): string {
  if (typeof value === 'string') return value;
  if (!isMetadata(value)) {
    return value.map(({ topic, text }) => [topic, text].filter(Boolean).join('\n')).join('\n\n');
  }
  return [
    `${m.note.status}: ${m.status[value.status]}`,
    `${m.note.date}: ${value.date ?? m.list.noDate}`,
    `${m.note.organization}: ${value.organization}`,
    `${m.note.minister}: ${value.minister}`,
    `${m.note.marking}: ${m.marking[value.marking]}`,
    `${m.note.tags}: ${value.tags.join(', ')}`,
  ].join('\n');
}
