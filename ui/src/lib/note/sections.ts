/** The parts of a side in the order in which they are published, with the exact words that head them. */

import type { Bilingual, Lang, Section } from '../ipc/types';

/** The sections that are one text. */
export type TextSection = Exclude<Section, 'if_pressed'>;

export const LANGS: readonly Lang[] = ['en', 'fr'];

/** The sections in the order of the page, the if-pressed blocks after the response they belong to. */
export const SECTIONS = [
  'title',
  'question',
  'response',
  'if_pressed',
  'background',
  'additional_information',
] as const satisfies readonly Section[];

/** The headings as the Treasury Board's page has them, in the language of the side. */
export const HEADINGS: Record<Section, Bilingual<string>> = {
  title: { en: 'Title', fr: 'Titre' },
  question: { en: 'Issue/Question', fr: 'Enjeu ou question' },
  response: { en: 'Suggested Response', fr: 'Réponse suggérée' },
  if_pressed: { en: 'If pressed', fr: 'Si pressé' },
  background: { en: 'Background', fr: 'Contexte' },
  additional_information: { en: 'Additional Information', fr: 'Renseignements supplémentaires' },
};

/** How a side names itself. */
export const SIDE_NAMES: Bilingual<string> = { en: 'English', fr: 'Français' };

/** The name of an if-pressed block's field, in the language of the side. */
export const BLOCK_LABELS = {
  text: { en: (n: number) => `If pressed ${n}`, fr: (n: number) => `Si pressé ${n}` },
  topic: { en: (n: number) => `If pressed ${n}, topic`, fr: (n: number) => `Si pressé ${n}, sujet` },
} as const satisfies Record<string, Bilingual<(n: number) => string>>;

/** What to write in an empty field, in the language of the side. */
export const HINTS: Record<TextSection | 'topic' | 'block', Bilingual<string>> = {
  title: { en: 'Title of the note', fr: 'Titre de la note' },
  question: { en: 'What is asked, in a sentence or two', fr: 'Ce qui est demandé, en une phrase ou deux' },
  response: { en: 'What the minister says, point by point', fr: 'Ce que dit le ministre, point par point' },
  background: { en: 'What the minister should know', fr: 'Ce que le ministre doit savoir' },
  additional_information: { en: 'Anything else', fr: 'Tout autre renseignement' },
  topic: { en: 'Topic', fr: 'Sujet' },
  block: { en: 'What to add on this topic', fr: 'Ce qu’il faut ajouter sur ce sujet' },
};

export function other(lang: Lang): Lang {
  return lang === 'en' ? 'fr' : 'en';
}
