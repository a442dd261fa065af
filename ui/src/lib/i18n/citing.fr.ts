/** Ce que dit le français des renvois aux politiques: what French says of citing policies in a note. */

import type { Messages } from './en';
import { colon, type Forms, number, plural, quote } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const citing: Messages['citing'] = {
  title: 'Citer',
  hide: 'Masquer les dispositions à citer',
  search: 'Trouver une disposition à citer',
  example: 'Mots, 74c), un titre',
  keys: 'Haut et Bas choisissent une disposition. Entrée y renvoie, Maj+Entrée la cite mot pour mot, Échap revient au texte.',
  inlineKeys: 'Entrée y renvoie, Échap laisse le texte tel quel.',
  into: (where) => `Destination${colon} ${where}`,
  begin: 'Placez le curseur là où doit aller la référence.',
  line: 'Les titres et les sujets ne contiennent pas de référence. Placez le curseur dans une section.',
  locked: 'La note est verrouillée; rien ne peut y être inséré.',
  clauses: 'Dispositions',
  group: {
    note: 'Citées dans cette note',
    usual: 'Citées dans d’autres notes',
    similar: 'Proches du passage où est le curseur',
    found: 'Trouvées',
  },
  found: (n) => count(n, { one: '# disposition', other: '# dispositions' }),
  first: (shown, total) => `Les ${number('fr', shown)} premières de ${number('fr', total)} dispositions`,
  none: 'Aucune disposition n’a été trouvée.',
  noneYet: 'Tapez des mots, le numéro d’une disposition ou le titre d’une politique.',
  busy: 'Recherche en cours…',
  failed: (why) => `Les dispositions n’ont pas pu être trouvées. ${why}`,
  corrected: (text) => `Rien n’est écrit ainsi. Recherche effectuée${colon} ${text}`,
  only: { en: 'En anglais seulement', fr: 'En français seulement' },
  words: (clause) => `Texte de ${clause}. Sélectionnez-en une partie pour ne citer que celle-ci.`,
  noWords: 'Elle n’a pas de texte propre.',
  cite: 'Y renvoyer',
  quote: 'Citer le texte',
  quotePart: 'Citer la sélection',
  cited: (label) => `Référence insérée${colon} ${label}`,
  quoted: (label) => `Citation insérée${colon} ${label}`,
  nothing: 'Cette disposition n’a pas de texte propre à citer.',
  changed: `La disposition n’a plus le texte sélectionné${colon} rien n’a été inséré.`,
  whole: 'Toute la politique',
  open: 'Ouvrir la politique',
  broken: {
    policy: (slug) => `Le carnet n’a pas de politique ${quote(slug)}.`,
    clause: (anchor) => `La politique n’a pas de disposition ${quote(anchor)}.`,
  },
  opened: (title) => `Ouvert${colon} ${title}`,
  back: (reference) => `Revenir à ${reference}`,
};
