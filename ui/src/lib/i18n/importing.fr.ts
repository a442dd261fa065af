/** Ce que dit le français de l’importation. */

import type { Messages } from './en';
import { colon, type Forms, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const importing: Messages['importing'] = {
  title: 'Importer',
  explain: `Collez une note publiée ou une politique, dans l’une ou l’autre langue, ou choisissez des fichiers ou des dossiers entiers${colon} Word, PDF, pages Web enregistrées, lois et règlements en XML, texte. Vous pouvez aussi les déposer n’importe où dans la fenêtre. L’autre version d’une note ou d’une politique déjà présente s’y joint; le texte plus récent d’une politique remplace l’ancien, qui est conservé.`,
  drop: 'Déposez les fichiers pour les importer',
  paste: 'Texte à importer',
  pasteHint: 'Collez la page ici',
  importText: 'Importer le texte',
  chooseFiles: 'Choisir des fichiers…',
  chooseFolder: 'Choisir un dossier…',
  busy: 'Importation…',
  progress: (done, total) => `Fichier ${number('fr', done)} de ${number('fr', total)}`,
  stop: 'Arrêter',
  stopped: 'Arrêté. Ce qui a été importé reste.',
  finished: 'L’importation est terminée',
  broken: 'L’importation a échoué',
  first: `Des fichiers sont en cours d’importation dans ce carnet${colon} un autre pourra être ouvert ensuite.`,
  tell: 'Voir le résultat',
  pasted: 'Texte collé',
  notes: (n) => count(n, { one: '# note', other: '# notes' }),
  policies: (n) => count(n, { one: '# politique', other: '# politiques' }),
  done: (what, n) => `${what} ${n < 2 ? 'importée' : 'importées'}`,
  and: (first, second) => `${first} et ${second}`,
  there: (n) => count(n, { one: '# élément y était déjà', other: '# éléments y étaient déjà' }),
  failed: (n) => count(n, { one: '# n’a pas pu être importé', other: '# n’ont pas pu être importés' }),
  nothing: 'Il n’y avait aucun fichier à importer',
  standing: {
    failed: 'Non importés',
    remarks: 'Importés, avec des remarques',
    taken: 'Importés',
    there: 'Déjà présents',
  },
  outcome: { note: 'Note', policy: 'Politique', none: 'Non importé' },
  open: (id) => `Ouvrir ${id}`,
  more: 'Importer autre chose',
};
