/** Finds commands by what somebody types of them, in either language. */

import { COMMAND_IDS, COMMANDS, type CommandId } from './commands';
import { foldedWords } from './fold';
import { catalogues } from './i18n/index.svelte';
import type { Lang } from './ipc/types';
import { shownKeys } from './keys';
import { LANGS, other } from './note/sections';

/** A command that was found. */
export interface FoundCommand {
  id: CommandId;
  /** Whether it was found by its name in the other language, which is then shown, too. */
  byOther: boolean;
}

/** Its keys as either language writes them. */
function keys(id: CommandId): string {
  const shifts = LANGS.map((lang) => catalogues[lang].shortcuts.keys.shift);
  return (COMMANDS[id].keys ?? [])
    .flatMap((chord) => shifts.map((shift) => shownKeys(chord, shift)))
    .join(' ');
}

/** How well a word fits: in the name, in the name of the other language, in other words for it; 0 nowhere. */
function fit(word: string, places: readonly (readonly string[])[]): number {
  const at = places.findIndex((words) => words.some((known) => known.startsWith(word)));
  return at < 0 ? 0 : places.length - at;
}

/** Whether a name begins with all the words as they are typed (2), or with the first of them (1). */
function start(words: readonly string[], name: readonly string[]): number {
  if (name.join(' ').startsWith(words.join(' '))) return 2;
  return name[0]?.startsWith(words[0] ?? '') ? 1 : 0;
}

/** The commands that all the words fit, the best first; of no words, all of them in their own order. */
export function findCommands(typed: string, lang: Lang): FoundCommand[] {
  const words = foldedWords(typed);
  const wanted = COMMAND_IDS.filter((id) => id !== 'palette');
  if (words.length === 0) return wanted.map((id) => ({ id, byOther: false }));
  return wanted
    .map((id) => {
      const own = catalogues[lang].command[id];
      const foreign = catalogues[other(lang)].command[id];
      const group = catalogues[lang].palette.group[COMMANDS[id].group];
      const names = [foldedWords(own.name), foldedWords(foreign.name)] as const;
      const rest = foldedWords(`${own.also} ${foreign.also} ${group} ${keys(id)}`);
      const worst = Math.min(...words.map((word) => fit(word, [...names, rest])));
      const byOther = worst === 2;
      return { id, byOther, rank: worst === 0 ? 0 : worst * 3 + start(words, names[byOther ? 1 : 0]) };
    })
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ id, byOther }) => ({ id, byOther }));
}
