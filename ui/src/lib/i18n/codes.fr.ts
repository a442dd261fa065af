/** Ce que dit le français de chaque code: what French says about each code of a problem and of a failure. */

import type { ErrorCode, ProblemCode } from '../ipc/types';
import type { Param } from './codes.en';
import { colon, quote } from './format';

/** À combien d’endroits, s’il y en a plus d’un. */
const places = (p: Param): string => (p('places') === '1' ? '' : `, ${p('places')} fois`);

/** De quel bloc il s’agit, s’il s’agit d’un bloc. */
const block = (p: Param): string => (p('number') === '' ? '' : `Bloc ${p('number')}${colon} `);

export const problem: Record<ProblemCode, (p: Param) => string> = {
  unreadable: (p) => `Le fichier n’a pas pu être lu${colon} ${p('reason')}`,
  'not-utf8': () => 'Le fichier n’est pas du texte UTF-8.',
  'no-front-matter': () => `Le fichier ne commence pas par ses métadonnées entre des lignes ${quote('---')}.`,
  'bad-front-matter': (p) => `Les métadonnées en tête du fichier ne sont pas valides${colon} ${p('reason')}`,
  'no-reference': () => 'Les métadonnées ne contiennent aucun numéro de référence utilisable.',
  'duplicate-id': (p) => `Un autre fichier, ${p('path')}, porte le même nom${colon} ${p('id')}.`,
  'bad-value': (p) => `${quote(p('value'))} n’est pas permis dans ${quote(p('field'))}.`,
  'unplaced-text': () => 'Du texte se trouve hors de toute section.',
  'duplicate-section': (p) => `Le titre ${quote(p('heading'))} apparaît deux fois.`,
  'bad-synonyms': (p) =>
    `La ligne ${p('line')} des synonymes ne nomme pas de termes équivalents${colon} ${quote(p('text'))}.`,
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
  'repealed-left-out': (p) => `Omis, car abrogés${colon} ${p('labels')}`,
  'not-in-force-left-out': (p) => `Omis, car pas en vigueur${colon} ${p('labels')}`,
  'language-joined': (p) => `Cette langue a été jointe à l’autre dans ${quote(p('id'))}.`,
  'policy-replaced': (p) =>
    `Un texte plus récent a remplacé celui de ${quote(p('id'))}${colon} extraits modifiés${colon} ${p('changed')}, ajoutés${colon} ${p('added')}, retirés${colon} ${p('removed')}. Le texte antérieur est conservé.`,
  'older-than-ours': (p) =>
    `${quote(p('id'))} a un texte plus récent, du ${p('modified')}; rien n’a été changé.`,
  'document-type': () => 'Le fichier est en XML avec un type de document, ce qui n’est pas lu.',
  'nested-too-deep': () =>
    'Les parties du fichier sont trop profondément imbriquées pour former un document.',
  'too-many-files': (p) => `Le dossier contient plus de ${p('limit')} fichiers${colon} rien n’a été importé.`,
  'too-many-parts': () => 'Le fichier a trop de parties pour être un document.',
  'no-text-layer': () =>
    'Le fichier PDF contient des images de pages, sans texte. La reconnaissance de texte peut l’ajouter.',
  'too-slow': () => 'Le fichier n’a pas pu être lu en une minute.',
  'cannot-import': () => 'Les fichiers de ce type ne peuvent pas être importés.',
  'damaged-file': (p) => `Le fichier est endommagé ou n’est pas ce que dit son nom${colon} ${p('reason')}.`,
  'file-too-large': (p) => `Le fichier est trop volumineux${colon} plus de ${p('limit')} Mo.`,
  'password-needed': () =>
    'Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis importez-le.',
  'tracked-changes-accepted': (p) =>
    `Les modifications suivies ont été considérées comme acceptées${colon} insertions${colon} ${p('insertions')}; suppressions${colon} ${p('deletions')}.${p('text') && ` Texte supprimé${colon} ${quote(p('text'))}.`}`,
  'comments-left-out': (p) => `Des commentaires ont été omis (${p('count')})${colon} ${quote(p('text'))}.`,
  'footnotes-in-text': (p) =>
    `Des notes de bas de page figurent dans le texte, entre parenthèses${colon} ${p('count')}.`,
  'pictures-left-out': (p) =>
    `Des images ou des objets ont été omis${colon} ${p('count')}.${p('text') && ` Description${colon} ${quote(p('text'))}.`}`,
  'addresses-left-out': (p) =>
    `Des liens vers des fichiers ou des programmes ont perdu leur adresse, mais pas leur texte (${p('count')})${colon} ${quote(p('text'))}.`,
  'no-text': () => 'Il ne contient aucun texte.',
  'neither-note-nor-policy': () =>
    'Le texte n’est ni une note publiée ni une politique : rien n’a été importé.',
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
  'citation-changed': (p) => `La disposition que cite ${p('citation')} a changé depuis qu’elle a été citée.`,
  'citation-vanished': (p) => `La disposition que cite ${p('citation')} n’est plus dans sa politique.`,
  'long-response': (p) =>
    `La réponse compte ${p('words')} mots; 35 secondes en permettent environ ${p('limit')}.`,
  'one-sided': () => 'Seule l’autre langue a cette section.',
  'future-date': (p) => `La date ${p('date')} est encore à venir.`,
  'odd-reference': (p) =>
    `Le numéro de référence ${p('reference')} n’a pas la forme TBS-année-QP-mois-cinq chiffres.`,
  'nobody-in-office': (p) => `Personne n’occupait la charge du ministre ${p('minister')} le ${p('date')}.`,
  'figures-differ': (p) =>
    `Les versions n’ont pas les mêmes chiffres${colon} ${p('en')} en anglais, ${p('fr')} en français.`,
  'translation-behind': (p) =>
    `${block(p)}Cette version est en retard${colon} l’autre a changé depuis leur dernier accord.`,
  'double-space': (p) =>
    `Des mots sont séparés par deux espaces ou plus${places(p)}${colon} ${quote(p('text'))}.`,
  'hard-break': (p) => `Une ligne est coupée au milieu d’une phrase${places(p)}${colon} ${quote(p('text'))}.`,
  'straight-quotes': (p) =>
    `Des guillemets ou des apostrophes sont droits${places(p)}${colon} ${quote(p('text'))}.`,
  'french-spacing': (p) => `Une espace insécable manque${places(p)}${colon} ${quote(p('text'))}.`,
  'bad-reference': (p) => `Le numéro de référence ${p('reference')} contient un caractère interdit.`,
};

export const failure: Record<ErrorCode, (p: Param) => string> = {
  'not-found': (p) => `${p('id') || 'L’élément'} n’est plus dans le carnet.`,
  'not-a-notebook': (p) => `Ce dossier n’est pas un carnet${colon} ${p('path')}`,
  'already-exists': (p) => `${p('id')} existe déjà.`,
  'not-readable': (p) => `${p('id')} ne peut pas être lu comme une note; rien n’y est donc écrit.`,
  'bad-file': (p) => `${p('path')} ne peut pas être compris${colon} ${p('reason')}`,
  'not-tmx': (p) =>
    `${p('path')} n’est pas une mémoire de traduction (TMX) lisible. Ligne ${p('line')}${colon} ${p('reason')}`,
  'unknown-file-kind': (p) => `Les fichiers de ce type ne peuvent pas être importés${colon} ${p('path')}`,
  'read-failed': (p) => `${p('path')} n’a pas pu être lu${colon} ${p('reason')}`,
  'write-failed': (p) => `${p('path')} n’a pas pu être écrit${colon} ${p('reason')}`,
  'disk-full': () => 'Le disque est plein.',
  'not-allowed': () => 'L’écriture n’est pas permise dans ce dossier.',
  'front-matter-not-editable': (p) =>
    `${quote(p('field'))} ne peut pas être modifié sans toucher au reste des métadonnées du fichier.`,
  'bad-reference': (p) => `Le numéro de référence ${quote(p('reference'))} ne peut pas être utilisé.`,
  locked: (p) =>
    `${p('id')} est approuvée ou archivée${colon} son texte est verrouillé jusqu’à sa réouverture.`,
  'clause-changed': () => 'La disposition a changé depuis son affichage. Rien n’a été confirmé.',
  'index-failed': (p) => `L’index de recherche a échoué${colon} ${p('reason')}`,
  'nothing-to-export': () =>
    `Il n’y a rien à exporter${colon} aucune note n’a été nommée, ou aucune n’a cette version.`,
  'nothing-to-translate': () =>
    `Il n’y a rien à traduire${colon} rien ne manque ni n’est en retard dans cette langue.`,
  'export-failed': (p) => `Le fichier Word n’a pas pu être créé${colon} ${p('reason')}`,
  cancelled: () => 'L’exportation a été arrêtée.',
  'template-gone': (p) => `Le modèle Word ${p('name')} n’est plus à sa place ou ne se lit pas.`,
  'bad-template': (p) => `Le modèle Word n’a pas pu être utilisé${colon} ${p('reason')}`,
  'bad-name': (p) =>
    p('name') === '' ? 'Donnez-lui un nom.' : `Un nom compte au plus ${p('limit')} caractères.`,
  'too-many': (p) => `${p('limit')} recherches sont déjà enregistrées. Retirez-en une d’abord.`,
  internal: (p) => `Il s’est produit quelque chose qui n’aurait pas dû${colon} ${p('reason')}`,
};

/** La phrase de l’échec qu’un problème nomme dans `error`. */
function failureOf(p: Param): string {
  const code = p('error');
  return code in failure ? failure[code as ErrorCode](p) : '';
}
