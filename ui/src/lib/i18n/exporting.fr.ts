/** Ce que dit le français de la sélection de notes et des fichiers Word. */

import { colon, type Forms, number, plural } from './format';
import type { Messages } from './en';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const selection: Messages['selection'] = {
  title: 'Notes sélectionnées',
  count: (n) => count(n, { one: '# note sélectionnée', other: '# notes sélectionnées' }),
  bind: 'Faire un recueil…',
  clear: 'Effacer la sélection',
};

export const exporting: Messages['exporting'] = {
  title: 'Exporter vers Word',
  languages: 'Langues',
  sides: { both: 'Anglais et français', en: 'Anglais seulement', fr: 'Français seulement' },
  layout: 'Mise en page',
  layouts: { sequential: 'Une langue après l’autre', 'side-by-side': 'Côte à côte, en deux colonnes' },
  first: 'Première langue',
  firsts: { en: 'L’anglais d’abord', fr: 'Le français d’abord' },
  look: 'Présentation',
  ownLook: 'La présentation du programme',
  noTemplate: 'La présentation d’un fichier Word de votre ministère',
  template: (file) => `La présentation de ${file}`,
  chooseTemplate: 'Choisir un fichier Word…',
  otherTemplate: 'Autre fichier…',
  removeTemplate: 'Retirer',
  useOwnLook: 'Exporter avec la présentation du programme',
  templateNote: 'L’aperçu a les polices et les couleurs du programme; le fichier aura celles du modèle.',
  export: 'Exporter…',
  making: 'Préparation du fichier Word…',
  progress: (done, total) => `Partie ${number('fr', done)} sur ${number('fr', total)}`,
  stop: 'Arrêter',
  stopped: 'L’exportation a été arrêtée; aucun fichier n’a été écrit.',
  done: (file) => `Enregistré sous ${file}`,
  notes: (n) => count(n, { one: 'Il contient # note.', other: 'Il contient # notes.' }),
  open: 'L’ouvrir',
  show: 'Afficher dans son dossier',
  finish: 'Terminé',
};

export const preview: Messages['preview'] = {
  title: 'Aperçu',
  at: (at, of) => `Partie ${number('fr', at)} sur ${number('fr', of)}`,
  previous: 'Partie précédente',
  next: 'Partie suivante',
  actual: 'Taille réelle',
};

export const binder: Messages['binder'] = {
  title: 'Faire un recueil',
  notes: 'Notes du recueil',
  order: (n) => count(n, { one: 'Ordre de # note', other: 'Ordre des # notes' }),
  hint: 'Faites glisser une note, ou déplacez-la avec Alt+↑ et Alt+↓.',
  up: (title) => `Monter${colon} ${title}`,
  down: (title) => `Descendre${colon} ${title}`,
  remove: (title) => `Écarter${colon} ${title}`,
  moved: (title, to, of) => `${title} est maintenant ${number('fr', to)} sur ${number('fr', of)}.`,
  removed: (title) => `${title} a été écartée.`,
  cover: 'Page couverture',
  day: 'Jour de la séance',
  minister: 'Ministre',
  ministerOfNotes: 'Selon les notes',
  byTheme: 'Regrouper les notes selon leur premier mot-clé',
};

export const copying: Messages['copying'] = {
  button: {
    en: 'Copier la réponse anglaise pour un courriel',
    fr: 'Copier la réponse française pour un courriel',
  },
  done: {
    en: 'La réponse anglaise est copiée, avec sa mise en forme.',
    fr: 'La réponse française est copiée, avec sa mise en forme.',
  },
  failed: (why) => `La réponse n’a pas pu être copiée. ${why}`,
};
