/** Ce que dit le français de la sélection de notes et des fichiers Word. */

import { type Forms, plural } from './format';
import type { Messages } from './en';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const selection: Messages['selection'] = {
  title: 'Notes sélectionnées',
  count: (n) => count(n, { one: '# note sélectionnée', other: '# notes sélectionnées' }),
  bind: 'Faire un recueil…',
  clear: 'Effacer',
};

export const exporting: Messages['exporting'] = {
  title: 'Exporter vers Word',
  languages: 'Langues',
  sides: { both: 'Anglais et français', en: 'Anglais seulement', fr: 'Français seulement' },
  layout: 'Mise en page',
  layouts: { sequential: 'Une langue après l’autre', 'side-by-side': 'Côte à côte, en deux colonnes' },
  export: 'Exporter…',
  done: (file) => `Enregistré sous ${file}`,
  show: 'Afficher dans son dossier',
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
