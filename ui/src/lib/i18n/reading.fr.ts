/** Ce que dit le français de la lecture d’une politique: what French says of reading a policy. */

import type { Messages } from './en';
import { type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const reading: Messages['reading'] = {
  tools: 'Lecture',
  languages: 'Langues affichées',
  both: 'Les deux langues',
  only: { en: 'Anglais seulement', fr: 'Français seulement' },
  find: 'Chercher dans le texte',
  consolidated: 'À jour au',
  instrument: 'Numéro',
  gone: (id) => `La politique n’a plus d’extrait ${id}. Elle est ouverte à son début.`,

  outline: {
    title: 'Plan',
    hide: 'Masquer le plan',
    go: 'Aller à une disposition',
    hint: 'Numéro ou mots d’un titre',
    count: (n) => count(n, { one: '# disposition correspond', other: '# dispositions correspondent' }),
    none: 'Aucun numéro ni aucun titre ne correspond.',
    lookInText: 'Le chercher dans le texte',
  },

  finding: {
    bar: 'Recherche dans le texte',
    field: 'Chercher dans le texte',
    none: 'Absent du texte',
    close: 'Fermer la recherche dans le texte',
  },

  cited: {
    by: (n) => count(n, { one: 'Citée par # note', other: 'Citée par # notes' }),
    here: (n) => count(n, { one: '# note', other: '# notes' }),
    of: (n, clause) => count(n, { one: `# note cite ${clause}`, other: `# notes citent ${clause}` }),
    behind: 'Dépassée',
    behindOf: (n) => count(n, { one: '# est dépassée', other: '# sont dépassées' }),
    whole: 'La politique entière',
  },

  earlier: {
    title: 'Textes antérieurs',
    count: (n) => count(n, { one: '# texte antérieur', other: '# textes antérieurs' }),
    sinceLabel: 'Ce texte depuis le',
    choose: 'Texte antérieur',
    until: (day) => `Jusqu’au ${day}`,
    unknown: 'D’une date inconnue',
    back: 'Revenir au texte',
    then: 'Avant',
    now: 'Maintenant',
    goTo: (clause) => `Aller à ${clause} dans le texte`,
    standing: { changed: 'Modifiée', added: 'Nouvelle', removed: 'Disparue' },
    changed: (n) => count(n, { one: '# modifiée', other: '# modifiées' }),
    added: (n) => count(n, { one: '# nouvelle', other: '# nouvelles' }),
    removed: (n) => count(n, { one: '# disparue', other: '# disparues' }),
    same: (n) =>
      count(n, { one: '# disposition dit la même chose.', other: '# dispositions disent la même chose.' }),
    none: 'Toutes les dispositions disent la même chose.',
    failed: (why) => `Le texte antérieur n’a pas pu être lu. ${why}`,
  },
};
