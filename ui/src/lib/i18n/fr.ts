/** Le catalogue français : the French catalogue, of the same shape as the English one. */

import type { Marking, Section, Status, Theme } from '../ipc/types';
import { failure, problem } from './codes.fr';
import { command } from './commands.fr';
import { citing } from './citing.fr';
import * as drafting from './drafting.fr';
import * as exporting from './exporting.fr';
import { reading } from './reading.fr';
import type { Messages } from './en';
import { colon, type Forms, NBSP, number, plural, quote } from './format';
import { importing } from './importing.fr';
import { staleness } from './staleness.fr';

const count = (n: number, forms: Forms) => plural('fr', n, forms);

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

const theme: Record<Theme, string> = {
  system: 'Comme le système',
  light: 'Clair',
  dark: 'Sombre',
  'contrast-light': 'Contraste élevé, noir sur blanc',
  'contrast-dark': 'Contraste élevé, blanc sur noir',
};

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
  command,

  percent: (size) => `${number('fr', size)}${NBSP}%`,

  action: {
    newNote: 'Nouvelle note',
    import: 'Importer',
    export: 'Exporter vers Word',
    copyNote: 'Copier…',
    close: 'Fermer',
    cancel: 'Annuler',
    undo: 'Annuler',
    tryAgain: 'Réessayer',
    openNotebook: 'Ouvrir un autre carnet…',
    shortcuts: 'Raccourcis clavier',
    more: 'Plus',
    look: 'Thème et taille du texte',
    theme: 'Thème',
    textSize: 'Taille du texte',
    hideList: 'Masquer la liste',
    showList: 'Afficher la liste',
    dismiss: 'Écarter',
  },

  landmark: { header: 'Actions', list: 'Notes et politiques', side: 'Vérifications et textes semblables' },

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
    items: 'Notes et politiques',
    results: 'Résultats de la recherche',
    count: (n) => count(n, { one: '# élément', other: '# éléments', many: '# d’éléments' }),
    found: (n) => count(n, { one: '# résultat', other: '# résultats', many: '# de résultats' }),
    untitled: 'Sans titre',
    policy: 'Politique',
    noDate: 'Sans date',
    unreadable: 'Illisible',
    problems: (n) => count(n, { one: '# problème dans le fichier', other: '# problèmes dans le fichier' }),
    empty: 'Ce carnet est vide.',
    emptyNext: 'Commencez une nouvelle note, ou importez une note publiée ou une politique.',
    nothingMatches: 'Rien ne correspond à ce filtre.',
    showMore: (more, left) =>
      `En afficher ${number('fr', more)} de plus (${number('fr', left)} non affichées)`,
    showAll: 'Tout afficher',
    nothingFound: 'Rien n’a été trouvé.',
    searchFailed: (why) => `La recherche n’a pas fonctionné. ${why}`,
  },

  search: {
    corrected: (text) => `Rien ne correspond à la graphie saisie. Résultats pour ${quote(text)}.`,
    indexing: (done, total) => `Indexation${colon} ${number('fr', done)} sur ${number('fr', total)}`,
    incomplete: 'D’ici là, les résultats peuvent être incomplets.',
    notSearched: (n) =>
      count(n, {
        one: '# fichier est illisible et échappe à la recherche',
        other: '# fichiers sont illisibles et échappent à la recherche',
      }),

    badSynonyms: (n) =>
      count(n, {
        one: '# ligne de synonyms.txt n’est pas comprise',
        other: '# lignes de synonyms.txt ne sont pas comprises',
      }),
    badSynonymsTitle: 'Synonymes laissés de côté',
    badSynonymsHint: `Dans synonyms.txt, à la racine du carnet, chaque ligne est un groupe${colon} RTO = return to office | retour au bureau.`,
    sort: 'Ordre',
    sorts: { relevance: 'Pertinence', date: 'Plus récents', title: 'Titre, de A à Z' },
    excerpts: 'Extraits',

    filters: 'Filtres',
    filtersOn: (n) => count(n, { one: '# filtre est actif', other: '# filtres sont actifs' }),
    closeFilters: 'Fermer les filtres',
    narrowed: 'Filtres actifs',
    remove: (what) => `Retirer ${what}`,
    clearAll: 'Tout retirer',
    more: (n) => count(n, { one: '# autre…', other: '# autres…' }),
    fewer: 'Moins',
    byExcerpt: 'Les politiques se comptent par extraits.',
    facet: {
      kind: 'Type',
      status: 'État',
      organization: 'Organisation',
      minister: 'Ministre',
      year: 'Année',
      month: 'Mois',
      languages: 'Langues',
      marking: 'Cote de sécurité',
      tag: 'Mot-clé',
      lang: 'Langue',
    },
    completeness: { complete: 'Complète dans les deux', incomplete: 'Il manque quelque chose' },
    dates: 'Période',
    from: 'Du',
    to: 'Au',
    dayHint: 'AAAA-MM-JJ',
    badDay: 'Ce jour n’existe pas. Écrivez AAAA-MM-JJ, AAAA-MM ou AAAA.',
    backwards: 'Le premier jour vient après le dernier.',
    since: (day) => `À partir du ${day}`,
    until: (day) => `Jusqu’au ${day}`,
    between: (first, last) => `Du ${first} au ${last}`,
    shownIn: 'Les résultats s’affichent',
    asMatched: 'Dans la langue du passage trouvé',
    inMine: 'En français s’il y a du français',

    alsoIn: (where) => `Aussi dans${colon} ${where}`,
    exists: {
      both: 'En anglais et en français',
      en: 'En anglais seulement',
      fr: 'En français seulement',
    },
    only: { en: 'EN seul', fr: 'FR seul' },
    shown: { en: 'affiché en anglais', fr: 'affiché en français' },
    otherLanguage: 'Trouvé par l’autre langue',
    through: (pairs) => `Trouvé par ${pairs}`,

    suggestions: 'Recherches enregistrées et récentes',
    saved: 'Recherches enregistrées',
    recent: 'Recherches récentes',
    clearRecent: 'Effacer les recherches récentes',
    recentCleared: 'Les recherches récentes sont effacées.',
    manage: 'Renommer ou retirer des recherches enregistrées…',
    help: 'Comment chercher',
    everything: 'Tout',

    save: 'Enregistrer cette recherche',
    saveTitle: 'Enregistrer cette recherche',
    saveExplain: 'Elle est conservée sur cet ordinateur, pour ce carnet.',
    name: 'Nom',
    saveButton: 'Enregistrer',
    replace: 'La remplacer',
    savedAs: (name) => `Enregistrée sous ${quote(name)}`,
    manageTitle: 'Recherches enregistrées',
    noSaved: 'Aucune recherche n’est encore enregistrée.',
    rename: (name) => `Nouveau nom de ${quote(name)}`,
    removeSaved: (name) => `Retirer ${quote(name)}`,
    removed: (name) => `${quote(name)} a été retirée.`,
    run: (name) => `Lancer ${quote(name)}`,

    tryTitle: 'Ce qui peut aider',
    tryFewer: `Enlevez des mots${colon} chacun doit s’y trouver.`,
    trySpelling: 'Vérifiez l’orthographe, ou finissez un mot par * pour trouver toutes ses terminaisons.',
    tryOther: 'Essayez les mots de l’autre langue.',
    tryReference: `Une partie d’un numéro de référence suffit${colon} 00044, 2026-QP.`,
    tryWithout: `Retirez un filtre${colon}`,

    helpIntro:
      'Les mots se trouvent dans les deux langues, avec ou sans accents, en majuscules ou en minuscules.',
    helpTyped: 'Vous écrivez',
    helpFinds: 'Vous trouvez',
    helpRows: [
      ['accès retards', 'ce qui contient les deux mots'],
      ['"langues officielles"', 'ces mots côte à côte'],
      ['accès -Sénat', 'le premier mot sans le second'],
      ['télétravail OU hybride', 'un mot ou l’autre'],
      ['publici*', 'tous les mots qui commencent ainsi'],
      ['00044', 'une partie d’un numéro de référence'],
      ['réf:2026-QP', 'seulement dans les numéros de référence'],
      ['ministre:PTB', 'les notes d’un ministre, par titre, nom ou code'],
      ['après:2026-06', 'à partir de juin 2026; avec avant, jusque-là'],
    ],
    helpKeys:
      'Dans le champ, ↑ et ↓ parcourent les résultats, Entrée en ouvre un, Échap efface la recherche.',
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
    dragBlock: (n) => `Glisser le bloc ${n} à un autre endroit`,
    moveUp: (n) => `Monter le bloc ${n}`,
    moveDown: (n) => `Descendre le bloc ${n}`,
    removeBlock: (n) => `Retirer le bloc ${n}`,
    moved: (from, to) => `Le bloc ${from} est maintenant le bloc ${to}.`,
    added: (n) => `Le bloc ${n} a été ajouté.`,
    removed: (n) => `Le bloc ${n} a été retiré.`,
    undone: (where) => `Annulé${colon} ${where}.`,
    redone: (where) => `Rétabli${colon} ${where}.`,
    bulletMoved: (where) => `La puce a été déplacée${colon} ${where}.`,
    bulletStays: 'Il n’y a pas d’autre texte dans cette direction.',
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
    first: (reference) =>
      `${reference} contient du texte modifié à deux endroits. Choisissez d’abord ce qu’il faut garder.`,
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
    failed: (why) => `Les vérifications n’ont pas pu se faire. ${why}`,
    mend: 'Corriger',
    mendThis: (problem) => `Corriger. ${problem}`,
    changedMeanwhile: 'Le texte a changé depuis sa vérification. Il est vérifié de nouveau.',
  },

  speaking: {
    time: (words, seconds) =>
      `${count(words, { one: '# mot', other: '# mots' })} · ${number('fr', seconds)}${NBSP}s`,
    of: (what) => `${what}${colon}`,
    over: 'Plus long que les 35 secondes que la Chambre accorde à une réponse',
    change: 'Changer le débit de parole',
    title: 'Débit de parole',
    explain:
      'La Chambre des communes accorde 35 secondes à une réponse. À quel débit la vôtre sera-t-elle prononcée?',
    rate: { en: 'Anglais, mots par minute', fr: 'Français, mots par minute' },
    limit: (words) => `au plus ${number('fr', words)} mots en 35 secondes`,
    source: `D’ordinaire, 180 en anglais, une lecture soutenue, et 200 en français, qui dit plus de syllabes par seconde (Pellegrino, Coupé et Marsico, Language, 87(3), 2011).`,
    reset: 'Débits usuels',
    done: 'Terminé',
  },

  state: drafting.state,

  history: drafting.history,

  today: drafting.today,

  translation: drafting.translation,

  start: drafting.start,

  reuse: drafting.reuse,

  reading,
  citing,
  staleness,

  marks: {
    bar: 'Occurrences de la recherche',
    count: (n) => count(n, { one: '# occurrence', other: '# occurrences' }),
    at: (at, n) => `${number('fr', at)} sur ${count(n, { one: '# occurrence', other: '# occurrences' })}`,
    told: (at, n, place) => `Occurrence ${number('fr', at)} sur ${number('fr', n)}, ${place}`,
    next: 'Occurrence suivante',
    previous: 'Occurrence précédente',
    edit: 'Sélectionner cette occurrence dans son champ',
    close: 'Ne plus surligner les occurrences',
  },

  similar: {
    title: 'Semblables',
    hide: 'Masquer ce qui est semblable',
    to: {
      note: (id) => `À la note ${id}`,
      policy: (id) => `À la politique ${id}`,
      excerpt: (id) => `À l’extrait ${id}`,
    },
    toPassage: `Au passage sélectionné${colon}`,
    toExcerpt: (name) => `Trouver ce qui ressemble à ${name}`,
    whole: { note: 'Comparer toute la note', policy: 'Comparer toute la politique' },
    shared: `En commun${colon}`,
    busy: 'Recherche…',
    count: (n) => count(n, { one: '# texte semblable', other: '# textes semblables' }),
    none: {
      item: `Rien de semblable${colon} aucun autre texte d’ici n’a assez de ses mots marquants en commun, ou il en a trop peu.`,
      passage: `Rien de semblable${colon} aucun autre texte d’ici n’a les mots marquants de ce passage. Sélectionnez-en davantage.`,
    },
    failed: (why) => `Ce qui est semblable n’a pas pu être trouvé. ${why}`,
  },

  importing,

  selection: exporting.selection,

  exporting: exporting.exporting,

  preview: exporting.preview,

  binder: exporting.binder,

  copying: exporting.copying,

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
    keys: { enter: 'Entrée', escape: 'Échap', shift: 'Maj', space: 'Espace' },
    title: 'Raccourcis clavier',
    elsewhere: 'Dans les listes et les textes',
    list: 'Se déplacer dans la liste; ouvrir',
    clear: 'Effacer la recherche',
    leave: 'Quitter une liste avec Tab',
    select: 'Sélectionner une note dans la liste; toutes les notes',
    range: 'Sélectionner d’autres notes dans la liste',
  },

  palette: {
    title: 'Toutes les commandes',
    hint: 'Écrivez ce que vous voulez faire',
    commands: 'Commandes',
    count: (n) => count(n, { one: '# commande', other: '# commandes' }),
    none: 'Aucune commande ne s’appelle ainsi. Essayez un autre mot, en français ou en anglais.',
    group: {
      find: 'Recherche',
      notes: 'Notes',
      note: 'La note ouverte',
      text: 'Texte',
      window: 'Fenêtre',
      choices: 'Réglages',
      help: 'Aide',
    },
    notNow: (what, why) => `${quote(what)} n’est pas possible maintenant. ${why}`,
    why: {
      notebook: 'Aucun carnet n’est ouvert.',
      note: 'Aucune note n’est ouverte.',
      opened: 'Rien n’est ouvert.',
      policy: 'Aucune politique n’est ouverte.',
      replaced: 'Aucun texte antérieur de la politique n’est conservé.',
      locked: 'La note est verrouillée jusqu’à sa réouverture.',
      unlocked: 'La note n’est pas verrouillée.',
      largest: 'Le texte est à sa plus grande taille.',
      smallest: 'Le texte est à sa plus petite taille.',
      already: 'C’est déjà le cas.',
      side: 'La note a cette version.',
      blocks: 'La note n’a pas de tel bloc.',
      undo: 'Il n’y a rien à annuler.',
      redo: 'Il n’y a rien à rétablir.',
      text: 'Le curseur n’est dans le texte d’aucune section.',
      inList: 'Le curseur n’est dans aucune liste.',
      nest: 'Le curseur n’est dans aucune puce dont le retrait peut augmenter.',
      inBlock: `Le curseur n’est dans aucun bloc ${quote('si pressé')}.`,
      inTable: 'Le curseur n’est dans aucun tableau.',
      outOfTable: 'Le curseur est dans un tableau.',
      marks: 'Aucune occurrence n’est surlignée.',
      words: 'Le champ de recherche est vide.',
      filters: 'Aucun filtre n’est actif.',
      search: 'Aucune recherche n’est en cours.',
      saved: 'Aucune recherche n’est enregistrée.',
      recent: 'Il n’y a pas de recherche récente.',
      selected: 'Aucune note n’est sélectionnée dans la liste.',
      response: 'La note n’a pas de réponse suggérée dans cette langue.',
      sources: 'Toutes les références de la note tiennent.',
    },
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
