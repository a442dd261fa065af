/** Ce que dit le français de la vie d’une note: what French says of a note's life. */

import type { Messages } from './en';
import { colon, type Forms, plural } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

export const state: Messages['state'] = {
  locked: { approved: 'Approuvée', archived: 'Archivée' },
  by: (what, who, when) => (who ? `${what} par ${who} le ${when}` : `${what} le ${when}`),
  explain: 'Son texte est verrouillé jusqu’à sa réouverture.',
  reopen: 'Rouvrir',
  reopened: 'La note est de nouveau une ébauche.',
  now: (status) => `État de la note${colon} ${status}`,
};

export const history: Messages['history'] = {
  title: 'Historique',
  hide: 'Masquer l’historique',
  explain: `Conservé 30 jours sur cet ordinateur${colon} chaque état enregistré des dernières heures, puis de moins en moins.`,
  none: 'Aucun état antérieur n’est encore conservé. Il s’en ajoute un à chaque enregistrement.',
  states: 'États antérieurs',
  outside: 'De l’extérieur',
  details: 'Détails de la note',
  same: 'Son texte est celui que la note a maintenant.',
  from: (when) => `Ce qui a changé depuis le ${when}`,
  gone: `retiré depuis${colon}`,
  come: `ajouté depuis${colon}`,
  end: 'fin',
  section: 'Rétablir cette section',
  sectionOf: (where) => `Rétablir cette section${colon} ${where}`,
  whole: 'Rétablir tout le texte',
  back: (when) => `Le texte du ${when} est rétabli.`,
  detailsStay: 'Les détails de la note diffèrent aussi; ils restent tels quels.',
  failed: (why) => `Les états antérieurs n’ont pas pu être lus. ${why}`,
};

export const today: Messages['today'] = {
  title: 'Aujourd’hui',
  show: 'Notes de la prochaine séance',
  day: 'Jour de la séance',
  previousDay: 'Le jour d’avant',
  nextDay: 'Le jour d’après',
  notes: (n) => count(n, { one: '# note', other: '# notes' }),
  ready: (n) => count(n, { one: '# est approuvée et complète', other: '# sont approuvées et complètes' }),
  carried: 'Reportée',
  complete: 'Rien ne manque',
  lacks: (n) => count(n, { one: '# élément manque', other: '# éléments manquent' }),
  select: (title) => `Dans le recueil${colon} ${title}`,
  selectAll: 'Toutes',
  up: (title) => `Monter${colon} ${title}`,
  down: (title) => `Descendre${colon} ${title}`,
  binder: (n) => count(n, { one: 'Exporter # note…', other: 'Exporter # notes en recueil…' }),
  empty: 'Il n’y a aucune note pour ce jour.',
  emptyNext:
    'Créez une note, ou donnez cette date à une note. Les notes de la semaine précédente qui ne sont pas approuvées sont reportées.',
  failed: (why) => `Les notes n’ont pas pu être énumérées. ${why}`,
};

export const translation: Messages['translation'] = {
  menu: 'Traductions à faire…',
  title: 'Traductions',
  explain:
    'Ce qui manque à une langue dans les notes en cours. Une section est en retard dès que l’autre langue a changé depuis leur dernier accord.',
  into: 'Langue d’arrivée',
  lacks: { en: 'Anglais à faire', fr: 'Français à faire' },
  empty: {
    en: 'Aucun texte anglais ne manque ni n’est en retard.',
    fr: 'Aucun texte français ne manque ni n’est en retard.',
  },
  chip: { missing: 'À traduire', behind: 'En retard', 'to-confirm': 'À confirmer' },
  state: {
    missing: 'à traduire',
    behind: 'en retard',
    'to-confirm': 'les deux ont changé, à confirmer',
    unconfirmed: 'jamais confirmée',
    current: 'à jour',
  },
  since: {
    en: `L’anglais a changé depuis le dernier accord des deux langues${colon}`,
    fr: `Le français a changé depuis le dernier accord des deux langues${colon}`,
  },
  agree: 'Les deux langues concordent',
  agreed: `Les deux langues concordent${colon} c’est noté.`,
  count: (n) => count(n, { one: '# section à faire', other: '# sections à faire' }),
  unconfirmed: (n) =>
    count(n, {
      one: '# section a les deux langues, sans que personne ait confirmé qu’elles concordent',
      other: '# sections ont les deux langues, sans que personne ait confirmé qu’elles concordent',
    }),
  select: (title) => `Envoyer en traduction${colon} ${title}`,
  send: (n) => count(n, { one: 'Envoyer # note en traduction…', other: 'Envoyer # notes en traduction…' }),
  take: 'Reprendre une traduction…',
  sent: (name) => `${name} est prêt pour la traduction.`,
  tookBack: (n) =>
    count(n, {
      one: '# section a été reprise dans sa note.',
      other: '# sections ont été reprises dans leurs notes.',
    }),
  taking: {
    taken: 'reprise',
    partly: `reprise, mais tout n’y est pas marqué comme traduit${colon} à confirmer`,
    unfinished: 'pas encore traduite; la note reste telle quelle',
    'changed-since': 'modifiée ici depuis l’envoi; la note reste telle quelle',
    gone: 'n’est plus dans la note',
  },
};

export const start: Messages['start'] = {
  title: 'Nouvelle note à partir d’une note antérieure',
  explain: 'Elle reçoit le numéro de référence suivant et la date du jour, et nomme la note dont elle vient.',
  find: 'Trouver une note',
  from: 'Partir de',
  none: 'Aucune note ne s’appelle ainsi.',
  sections: 'Sections à reprendre',
  section: 'Section',
  empty: 'vide',
  import: 'D’une page ou d’un fichier…',
  blank: 'Note vide',
  create: (n, all) =>
    n === all ? 'Créer avec tout' : count(n, { one: 'Créer avec # section', other: 'Créer avec # sections' }),
  came: (reference) => `De ${reference}`,
  openFrom: (reference) => `Ouvrir la note dont elle vient, ${reference}`,
};

export const reuse: Messages['reuse'] = {
  title: 'Réutiliser',
  hide: 'Masquer ce qui peut être réutilisé',
  begin: `Entrez dans une section${colon} ce qui a déjà été dit et traduit apparaît ici au fil de la rédaction.`,
  locked: 'La note est verrouillée. Rouvrez-la pour écrire.',
  memory: 'Déjà traduit',
  earlier: 'Déjà dit',
  none: 'Aucune note antérieure ne dit rien à ce sujet.',
  noMatch: 'La mémoire de traduction n’a rien pour ce passage.',
  reading: 'Le carnet est encore en cours de lecture…',
  exact: 'Identique',
  percent: (n) => `${n} %`,
  differs: `diffère${colon}`,
  there: 'déjà là',
  insert: 'Insérer',
  insertAll: 'Tout insérer',
  addBlock: 'Ajouter comme bloc',
  open: 'Ouvrir cette note',
  inserted: (what) => `Inséré${colon} ${what}`,
  nowhere: 'Entrez d’abord dans une section.',
  elsewhere: `Rien n’a été inséré${colon} vous êtes maintenant à un autre passage.`,
  exportMemory: 'Exporter la mémoire de traduction…',
  importMemory: 'Reprendre une mémoire de traduction…',
  exported: (name, n) => `${count(n, { one: '# paire', other: '# paires' })} dans ${name}.`,
  taken: (n) =>
    count(n, {
      one: '# paire a été reprise dans la mémoire.',
      other: '# paires ont été reprises dans la mémoire.',
    }),
  nothing: 'Le fichier n’a pas de passages anglais et français qui vont ensemble.',
};
