/** Le catalogue français : the French catalogue, of the same shape as the English one. */

import type { ErrorCode, Marking, ProblemCode, Section, Status, Theme } from '../ipc/types';
import type { Messages, Param } from './en';
import { type Forms, NBSP, number, plural } from './format';

const count = (n: number, forms: Forms) => plural('fr', n, forms);
const quote = (text: string) => `«${NBSP}${text}${NBSP}»`;
const colon = `${NBSP}:`;

const status: Record<Status, string> = {
  draft: 'Ébauche',
  'in-review': 'En révision',
  'in-translation': 'En traduction',
  approved: 'Approuvée',
  archived: 'Archivée',
};

const marking: Record<Marking, string> = {
  Unclassified: 'Non classifié',
  'Protected A': 'Protégé A',
  'Protected B': 'Protégé B',
  'Protected C': 'Protégé C',
  Confidential: 'Confidentiel',
  Secret: 'Secret',
  'Top Secret': 'Très secret',
};

const section: Record<Section, string> = {
  title: 'Titre',
  question: 'Enjeu ou question',
  response: 'Réponse suggérée',
  if_pressed: 'Si pressé',
  background: 'Contexte',
  additional_information: 'Renseignements supplémentaires',
};

const theme: Record<Theme, string> = { system: 'Comme le système', light: 'Clair', dark: 'Sombre' };

const problem: Record<ProblemCode, (p: Param) => string> = {
  unreadable: (p) => `Le fichier n’a pas pu être lu${colon} ${p('reason')}`,
  'not-utf8': () => 'Le fichier n’est pas du texte UTF-8.',
  'no-front-matter': () => `Le fichier ne commence pas par ses métadonnées entre des lignes ${quote('---')}.`,
  'bad-front-matter': (p) => `Les métadonnées en tête du fichier ne sont pas valides${colon} ${p('reason')}`,
  'no-reference': () => 'Les métadonnées ne contiennent aucun numéro de référence utilisable.',
  'duplicate-id': (p) => `Un autre fichier, ${p('path')}, porte le même nom${colon} ${p('id')}.`,
  'bad-value': (p) => `${quote(p('value'))} n’est pas permis dans ${quote(p('field'))}.`,
  'unplaced-text': () => 'Du texte se trouve hors de toute section.',
  'duplicate-section': (p) => `Le titre ${quote(p('heading'))} apparaît deux fois.`,
  'moved-to-additional-information': (p) =>
    `Déplacé dans les renseignements supplémentaires${colon} ${quote(p('text'))}`,
  'left-out': (p) => `Laissé de côté${colon} ${quote(p('text'))}`,
  'reference-assigned': (p) => `Aucun numéro de référence n’a été trouvé; ${p('reference')} a été attribué.`,
  'bad-date': (p) => `La date ${quote(p('value'))} n’a pas pu être lue.`,
  'unknown-organization': (p) =>
    `${quote(p('value'))} n’est pas une organisation connue; le nom a été conservé.`,
  'unknown-minister': (p) => `${quote(p('value'))} n’est pas un titre de ministre connu; il a été conservé.`,
  'minister-not-in-office': (p) => `${p('value')} n’était pas en fonction à la date de la note.`,
  'side-exists': (p) =>
    `${p('reference')} a déjà cette version, avec un autre texte${colon} elle a été laissée telle quelle.`,
  'already-imported': (p) => `${p('id')} est déjà dans le carnet.`,
  'language-uncertain': () => 'La langue du texte n’est pas certaine.',
  'cannot-import': () => 'Les fichiers de ce type ne peuvent pas être importés.',
  'no-text': () => 'Il ne contient aucun texte.',
  'not-taken': (p) => `Il a été lu, mais n’a pas pu être écrit. ${failureOf(p)}`,
  'metadata-differs': (p) =>
    `${quote(p('field'))} diffère de celui de la note et n’a pas été repris${colon} ${quote(p('value'))}.`,
  'missing-side': () => 'Cette version manque.',
  'missing-title': () => 'Le titre est vide.',
  'empty-section': () => 'Cette section est vide.',
  'missing-date': () => 'La note n’a pas de date.',
  'unequal-if-pressed': (p) =>
    `Les versions n’ont pas les mêmes blocs ${quote('si pressé')}${colon} ${p('en')} en anglais, ${p('fr')} en français.`,
  'missing-topic': (p) => `Le bloc ${quote('si pressé')} ${p('number')} n’a pas de sujet.`,
  placeholder: (p) => `Un texte provisoire est resté${colon} ${quote(p('text'))}.`,
  'broken-citation': (p) => `La référence ${p('citation')} ne mène à aucun extrait de politique.`,
  'long-response': (p) =>
    `La réponse compte ${p('words')} mots; 35 secondes en permettent environ ${p('limit')}.`,
  'bad-reference': (p) => `Le numéro de référence ${p('reference')} contient un caractère interdit.`,
};

const failure: Record<ErrorCode, (p: Param) => string> = {
  'not-found': (p) => `${p('id') || 'L’élément'} n’est plus dans le carnet.`,
  'not-a-notebook': (p) => `Ce dossier n’est pas un carnet${colon} ${p('path')}`,
  'already-exists': (p) => `${p('id')} existe déjà.`,
  'not-readable': (p) => `${p('id')} ne peut pas être lu comme une note; rien n’y est donc écrit.`,
  'bad-file': (p) => `${p('path')} ne peut pas être compris${colon} ${p('reason')}`,
  'unknown-file-kind': (p) => `Les fichiers de ce type ne peuvent pas être importés${colon} ${p('path')}`,
  'read-failed': (p) => `${p('path')} n’a pas pu être lu${colon} ${p('reason')}`,
  'write-failed': (p) => `${p('path')} n’a pas pu être écrit${colon} ${p('reason')}`,
  'disk-full': () => 'Le disque est plein.',
  'not-allowed': () => 'L’écriture n’est pas permise dans ce dossier.',
  'front-matter-not-editable': (p) =>
    `${quote(p('field'))} ne peut pas être modifié sans toucher au reste des métadonnées du fichier.`,
  'bad-reference': (p) => `Le numéro de référence ${quote(p('reference'))} ne peut pas être utilisé.`,
  'index-failed': (p) => `L’index de recherche a échoué${colon} ${p('reason')}`,
  'nothing-to-export': () =>
    `Il n’y a rien à exporter${colon} aucune note n’a été nommée, ou aucune n’a cette version.`,
  'export-failed': (p) => `Le fichier Word n’a pas pu être créé${colon} ${p('reason')}`,
  'bad-template': (p) => `Le modèle Word n’a pas pu être utilisé${colon} ${p('reason')}`,
  internal: (p) => `Il s’est produit quelque chose qui n’aurait pas dû${colon} ${p('reason')}`,
};

/** La phrase de l’échec qu’un problème nomme dans `error`. */
function failureOf(p: Param): string {
  const code = p('error');
  return code in failure ? failure[code as ErrorCode](p) : '';
}

export const fr: Messages = {
  product: 'Notes PDQ',
  windowTitle: (name) => (name ? `${name} – Notes PDQ` : 'Notes PDQ'),
  otherLanguage: { name: 'English', lang: 'en-CA' },
  language: { en: 'Anglais', fr: 'Français' },

  status,
  marking,
  section,
  theme,
  problem,
  failure,

  action: {
    newNote: 'Nouvelle note',
    import: 'Importer',
    export: 'Exporter vers Word',
    copyNote: 'Nouvelle note à partir de celle-ci',
    close: 'Fermer',
    cancel: 'Annuler',
    undo: 'Rétablir',
    tryAgain: 'Réessayer',
    openNotebook: 'Ouvrir un autre carnet…',
    shortcuts: 'Raccourcis clavier',
    more: 'Plus',
    theme: 'Thème',
    hideList: 'Masquer la liste',
    showList: 'Afficher la liste',
    dismiss: 'Écarter',
  },

  landmark: { header: 'Actions', list: 'Notes et politiques', side: 'Vérifications et notes semblables' },

  save: {
    saved: 'Enregistré',
    saving: 'Enregistrement…',
    notSaved: (why) => `Non enregistré. ${why}`,
    kept: 'Le texte est dans cette fenêtre et dans le dossier de récupération.',
    onlyHere: 'Le texte est dans cette fenêtre seulement.',
    others: (n) =>
      count(n, {
        one: 'Une autre note n’est pas enregistrée',
        other: '# autres notes ne sont pas enregistrées',
      }),
  },

  list: {
    search: 'Rechercher dans les notes et les politiques',
    searchHint: 'Rechercher',
    clear: 'Effacer la recherche',
    kind: { all: 'Tout', note: 'Notes', policy: 'Politiques' },
    kinds: 'Type',
    status: 'Filtrer par état',
    anyStatus: 'Tous les états',
    items: 'Notes et politiques',
    results: 'Résultats de la recherche',
    count: (n) => count(n, { one: '# élément', other: '# éléments', many: '# d’éléments' }),
    found: (n) => count(n, { one: '# résultat', other: '# résultats', many: '# de résultats' }),
    shownOf: (shown, total) =>
      `${number('fr', shown)} premiers de ${count(total, { one: '# résultat', other: '# résultats', many: '# de résultats' })}`,
    corrected: (text) => `Résultats pour ${quote(text)}`,
    indexing: (done, total) =>
      `Préparation de la recherche${colon} ${number('fr', done)} sur ${number('fr', total)}`,
    untitled: 'Sans titre',
    policy: 'Politique',
    noDate: 'Sans date',
    unreadable: 'Illisible',
    problems: (n) => count(n, { one: '# problème dans le fichier', other: '# problèmes dans le fichier' }),
    empty: 'Ce carnet est vide.',
    emptyNext: 'Commencez une nouvelle note, ou importez une note publiée ou une politique.',
    nothingMatches: 'Rien ne correspond à ce filtre.',
    showAll: 'Tout afficher',
    nothingFound: 'Rien n’a été trouvé.',
    nothingFoundNext: 'Essayez moins de mots, une partie d’un numéro de référence ou l’autre langue.',
    searchFailed: (why) => `La recherche n’a pas fonctionné. ${why}`,
  },

  note: {
    reference: 'Numéro de référence',
    date: 'Date',
    dateHint: 'AAAA-MM-JJ',
    badDate: 'Écrivez la date sous la forme AAAA-MM-JJ.',
    organization: 'Organisation',
    minister: 'Ministre',
    status: 'État',
    marking: 'Cote de sécurité',
    tags: 'Mots-clés',
    addTag: 'Ajouter un mot-clé',
    removeTag: (tag) => `Retirer le mot-clé ${quote(tag)}`,
    notChosen: 'Non choisi',
    details: 'Détails de la note',
    sides: 'Langue affichée',
    missingSide: {
      en: 'Il n’y a pas encore de version anglaise.',
      fr: 'Il n’y a pas encore de version française.',
    },
    createSide: { en: 'Créer la version anglaise', fr: 'Créer la version française' },
    addBlock: `Ajouter un bloc ${quote('si pressé')}`,
    addCounterpart: {
      en: (n) => `Ajouter l’anglais du bloc ${n}`,
      fr: (n) => `Ajouter le français du bloc ${n}`,
    },
    noCounterpart: { en: 'Pas encore d’anglais pour ce bloc', fr: 'Pas encore de français pour ce bloc' },
    block: (n) => `Si pressé ${n}`,
    moveUp: (n) => `Monter le bloc ${n}`,
    moveDown: (n) => `Descendre le bloc ${n}`,
    removeBlock: (n) => `Retirer le bloc ${n}`,
    moved: (from, to) => `Le bloc ${from} est maintenant le bloc ${to}.`,
    added: (n) => `Le bloc ${n} a été ajouté.`,
    removed: (n) => `Le bloc ${n} a été retiré.`,
    restored: (n) => `Le bloc ${n} est revenu.`,
    fileProblems: 'Ce qui ne va pas dans le fichier',
    changedOutside: 'La note a été modifiée par un autre programme; le nouveau texte est affiché.',
  },

  conflict: {
    title: (where) => `Modifié à deux endroits${colon} ${where}`,
    explain:
      'Vous et un autre programme avez modifié le même texte. Les deux sont conservés jusqu’à votre choix.',
    mine: 'Le vôtre',
    theirs: 'Dans le fichier',
    keepMine: 'Garder le vôtre',
    keepTheirs: 'Garder celui du fichier',
    keepBoth: 'Garder les deux',
    empty: '(vide)',
    details: 'Détails de la note',
  },

  recovery: {
    title: (n) =>
      count(n, {
        one: 'Du texte non enregistré a été trouvé',
        other: 'Du texte non enregistré de # notes a été trouvé',
      }),
    explain: 'Il n’a pas pu être écrit dans sa note lors d’une session précédente.',
    entry: (reference, at) => `${reference}, conservé le ${at}`,
    show: 'Afficher le texte',
    restore: 'Le mettre dans la note',
    discard: 'Jeter',
  },

  policy: {
    source: 'Source',
    issued: 'En vigueur',
    modified: 'Modifiée',
    copyCitation: (citation) => `Copier la référence ${citation}`,
    copied: (citation) => `Copié${colon} ${citation}`,
    copyFailed: 'La référence n’a pas pu être copiée.',
    missingSide: { en: 'Absent en anglais', fr: 'Absent en français' },
    noText: 'Cette politique n’a pas de texte.',
  },

  checks: {
    title: 'Vérifications',
    show: 'Afficher les vérifications',
    hide: 'Masquer les vérifications',
    count: (n) => count(n, { one: '# point à revoir', other: '# points à revoir' }),
    none: `Rien à corriger${colon} les deux versions sont complètes.`,
    wholeNote: 'Toute la note',
    similar: 'Notes semblables',
    noSimilar: 'Aucune note semblable pour l’instant.',
    failed: (why) => `Les vérifications n’ont pas pu se faire. ${why}`,
  },

  importing: {
    title: 'Importer',
    explain:
      'Collez une note publiée ou une politique, dans l’une ou l’autre langue. L’autre version d’une note déjà présente s’y joint.',
    paste: 'Texte à importer',
    pasteHint: 'Collez la page ici',
    importText: 'Importer le texte',
    chooseFiles: 'Choisir des fichiers…',
    busy: 'Importation…',
    pasted: 'Texte collé',
    done: (n) => count(n, { one: '# élément importé', other: '# éléments importés' }),
    failed: (n) => count(n, { one: '# n’a pas pu être importé', other: '# n’ont pas pu être importés' }),
    outcome: { note: 'Note', policy: 'Politique', none: 'Non importé' },
    open: (id) => `Ouvrir ${id}`,
    more: 'Importer autre chose',
  },

  exporting: {
    title: 'Exporter vers Word',
    languages: 'Langues',
    sides: { both: 'Anglais et français', en: 'Anglais seulement', fr: 'Français seulement' },
    layout: 'Mise en page',
    layouts: { sequential: 'Une langue après l’autre', 'side-by-side': 'Côte à côte, en deux colonnes' },
    export: 'Exporter…',
    done: (file) => `Enregistré sous ${file}`,
    show: 'Afficher dans son dossier',
  },

  closing: {
    title: 'Une note n’est pas enregistrée',
    explain: (why) => `Son texte n’a pas pu être écrit. ${why}`,
    kept: 'Le texte est dans le dossier de récupération. Il sera proposé de nouveau au prochain démarrage.',
    notKept:
      'Le texte n’a pas non plus pu être mis dans le dossier de récupération; il est dans cette fenêtre seulement.',
    stay: 'Garder la fenêtre ouverte',
    close: 'Fermer la fenêtre',
  },

  shortcuts: {
    title: 'Raccourcis clavier',
    search: 'Rechercher',
    newNote: 'Nouvelle note',
    save: 'Enregistrer maintenant',
    export: 'Exporter vers Word',
    import: 'Importer',
    checks: 'Afficher ou masquer les vérifications',
    nextPane: 'Aller à la partie suivante de la fenêtre',
    list: 'Se déplacer dans la liste; ouvrir',
    clear: 'Effacer la recherche',
    moveBlock: `Monter ou descendre un bloc ${quote('si pressé')}`,
    help: 'Cette liste',
  },

  welcome: {
    title: 'Choisissez une note à gauche',
    explain:
      'Cherchez par mots, par une partie d’un numéro de référence ou par ministre, dans les deux langues.',
    start: 'Ou commencez ici',
    noNotebook: 'Aucun carnet n’est ouvert',
    chooseNotebook: 'Un carnet est un dossier de notes et de politiques.',
    openFailed: (why) => `Il n’a pas pu être ouvert. ${why}`,
  },
};
