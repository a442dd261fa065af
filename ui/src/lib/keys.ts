/**
 * Keys, written as `Mod+Shift+P`: `Mod` is Ctrl, on a Mac ⌘. Never Ctrl+Alt: on French keyboards that is AltGr.
 */

const MAC = /Mac/.test(navigator.platform);

/** The name of the modifier key. */
export const MODIFIER = MAC ? '⌘' : 'Ctrl';

/** What a chord's last part is on the keyboard; where Shift is only how a layout writes it, it does not count. */
const WRITTEN: Record<string, { keys: string[]; codes?: string[] }> = {
  Plus: { keys: ['+', '='] },
  Minus: { keys: ['-', '−'] },
  // The digits of some French keyboards need Shift.
  '0': { keys: ['0'], codes: ['Digit0', 'Numpad0'] },
  '?': { keys: ['?'] },
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Whether a key that was pressed is this chord. A character alone is none while somebody types. */
export function isChord(event: KeyboardEvent, chord: string): boolean {
  if (event.altKey || event.isComposing) return false;
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  const modifier = parts.includes('Mod');
  const pressed = MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (modifier ? !pressed : event.ctrlKey || event.metaKey) return false;
  const written = WRITTEN[key];
  if (written) {
    if (!written.keys.includes(event.key) && !written.codes?.includes(event.code)) return false;
    return modifier || !isTyping(event.target);
  }
  return event.shiftKey === parts.includes('Shift') && event.key.toLowerCase() === key.toLowerCase();
}

/** The key event that a chord is. */
export function keyPress(chord: string): KeyboardEvent {
  const parts = chord.split('+');
  const key = parts.pop() ?? '';
  const modifier = parts.includes('Mod');
  return new KeyboardEvent('keydown', {
    key: key.length === 1 ? key.toLowerCase() : key,
    ctrlKey: modifier && !MAC,
    metaKey: modifier && MAC,
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
    bubbles: true,
    cancelable: true,
  });
}

/** How a chord is shown, with the name of the Shift key in the interface's language. */
export function shownKeys(chord: string, shift: string): string {
  const signs: Record<string, string> = {
    Mod: MODIFIER,
    Shift: shift,
    Plus: '+',
    Minus: '−',
    ArrowUp: '↑',
    ArrowDown: '↓',
  };
  return chord
    .split('+')
    .map((part) => signs[part] ?? part)
    .join(' ');
}

/** A chord as `aria-keyshortcuts` has it. */
export function ariaKeys(chord: string): string {
  const names: Record<string, string> = { Mod: MAC ? 'Meta' : 'Control', Minus: '-' };
  return chord
    .split('+')
    .map((part) => names[part] ?? part)
    .join('+');
}
