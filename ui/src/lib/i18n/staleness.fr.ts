/** Ce que dit le français des références dont les dispositions ont changé depuis, ou ne sont plus là. */

import type { Messages } from './en';
import { colon, type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const staleness: Messages['staleness'] = {
  mark: 'Sources modifiées',
  title: 'Notes dont les sources ont changé',
  menu: 'Sources qui ont changé…',
  explain:
    'Elles citent des dispositions qui ne disent plus ce qu’elles disaient quand elles ont été citées, ou qui ne sont plus là.',
  none: 'Toutes les dispositions citées disent encore ce qu’elles disaient quand elles ont été citées.',
  clauses: (n) => count(n, { one: '# disposition', other: '# dispositions' }),
  notice: (n) =>
    count(n, {
      one: '# disposition que cette note cite a changé.',
      other: '# dispositions que cette note cite ont changé.',
    }),
  compare: 'Comparer…',
  compareThis: (problem) => `Comparer${colon} ${problem}`,
  heading: (reference) => `Sources de ${reference}`,
  place: (shown, total) => `Référence ${shown} sur ${total}`,
  previous: 'Référence précédente',
  next: 'Référence suivante',
  state: { changed: 'Modifiée', gone: 'Disparue', broken: 'Ne mène nulle part' },
  about: {
    changed: 'La disposition ne dit plus ce qu’elle disait quand elle a été citée.',
    gone: 'La disposition n’est plus là.',
    broken: 'Le carnet n’a pas cette disposition.',
  },
  was: 'Quand elle a été citée',
  now: 'Maintenant',
  notThere: 'N’est plus là',
  lines: 'Où la note la cite',
  go: 'Y aller',
  quotation: `La note en a les anciens mots${colon}`,
  requote: 'Mettre les nouveaux mots',
  requoted: 'Les nouveaux mots sont dans la note.',
  instead: 'Citer une autre disposition à la place',
  likeness: (percent) => `${percent} des mots sont les mêmes`,
  choose: 'Citer celle-ci',
  chooseThis: (what) => `Citer plutôt celle-ci${colon} ${what}`,
  find: 'Trouver une disposition',
  findHint: 'Des mots, ou un numéro comme 4.1.5',
  nothingFound: 'Aucune disposition ne répond à cela.',
  found: (n) => count(n, { one: '# disposition trouvée', other: '# dispositions trouvées' }),
  openPolicy: 'Ouvrir la politique',
  confirm: 'Toujours juste',
  confirmed: (what) => `Confirmée${colon} ${what}.`,
  repointed: (what) => `La note cite maintenant ${what}.`,
  undo: 'Annuler',
  undone: 'Tout est comme avant.',
  stays: `Rien n’a été annulé${colon} le texte a changé entre-temps, ou la note est verrouillée.`,
  unsaved: (said) => `${said} La note n’est pas encore enregistrée.`,
  nothingToConfirm: 'Il ne restait rien à confirmer.',
  notConfirmed: (why) => `La confirmation n’a pas pu être faite. ${why}`,
  notChanged: (why) => `La note n’a pas pu être modifiée. ${why}`,
  notUndone: (why) => `L’annulation n’a pas pu être faite. ${why}`,
  locked: `La note est verrouillée${colon} ce qu’elle cite peut être confirmé; son texte se modifie une fois qu’elle est rouverte.`,
  elsewhere: `Le texte a changé entre-temps${colon} rien n’a été remplacé.`,
  done: `Il ne reste rien${colon} toutes les références de cette note tiennent.`,
  others: 'Autres notes dont les sources ont changé',
  failed: (why) => `Les références n’ont pas pu être comparées. ${why}`,
  imported: (n) =>
    count(n, {
      one: '# note cite des dispositions qui ont changé.',
      other: '# notes citent des dispositions qui ont changé.',
    }),
  show: 'Les afficher',
};
