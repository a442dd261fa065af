/** The window's shortcuts. Never Ctrl+Alt: on French keyboards that is AltGr. */

const MAC = /Mac/.test(navigator.platform);

/** The name of the modifier key. */
export const MODIFIER = MAC ? '⌘' : 'Ctrl';

export type Command =
  | 'search'
  | 'newNote'
  | 'save'
  | 'import'
  | 'export'
  | 'help'
  | 'nextPane'
  | 'previousPane'
  | 'nextMatch'
  | 'previousMatch'
  | 'similar'
  | 'today'
  | 'history';

const WITH_MODIFIER: Record<string, Command> = {
  k: 'search',
  n: 'newNote',
  s: 'save',
  o: 'import',
  e: 'export',
  g: 'nextMatch',
  t: 'today',
};
const WITH_SHIFT: Record<string, Command> = {
  g: 'previousMatch',
  f: 'similar',
  h: 'history',
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** The command that a key means, or `null`. */
export function commandOf(event: KeyboardEvent): Command | null {
  if (event.altKey || event.isComposing) return null;
  if (event.key === 'F6') return event.shiftKey ? 'previousPane' : 'nextPane';
  if (event.key === 'F3') return event.shiftKey ? 'previousMatch' : 'nextMatch';
  if (event.key === 'F1') return 'help';
  if (event.key === '?' && !event.ctrlKey && !event.metaKey && !isTyping(event.target)) return 'help';
  const modifier = MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!modifier) return null;
  const commands = event.shiftKey ? WITH_SHIFT : WITH_MODIFIER;
  return commands[event.key.toLowerCase()] ?? null;
}
