// The editor's own words, in both languages: a message missing in one of them fails the type check.

import type { Lang } from '../ipc/types';

const en = {
  toolbar: 'Formatting',
  bold: 'Bold (Ctrl+B)',
  italic: 'Italic (Ctrl+I)',
  bulletList: 'Bulleted list (Ctrl+Shift+8)',
  orderedList: 'Numbered list (Ctrl+Shift+7)',
  nest: 'Indent (Tab)',
  unnest: 'Outdent (Shift+Tab)',
  bulletUp: 'Move the bullet to the text before',
  bulletDown: 'Move the bullet to the next text',
  bulletAt: 'The bullet is now number {at} of {of}.',
  link: 'Link (Ctrl+Shift+K)',
  table: 'Insert a table',
  addRow: 'Add a row below',
  addColumn: 'Add a column after',
  deleteRow: 'Delete the row',
  deleteColumn: 'Delete the column',
  deleteTable: 'Delete the table',
  undo: 'Undo (Ctrl+Z)',
  redo: 'Redo (Ctrl+Y)',
  similar: 'Find what is similar to the selected passage (Ctrl+Shift+F)',
  linkAddress: 'Address of the link',
  linkApply: 'Set the link',
  linkRemove: 'Remove the link',
  cancel: 'Cancel',
  brokenCitation: 'leads nowhere',
  changedCitation: 'has changed since',
  keys: 'Alt+F10 goes to the formatting buttons. Escape, then Tab, leaves the text.',
};

/** The words that the editor shows or speaks. */
export type EditorMessages = Record<keyof typeof en, string>;

const fr: EditorMessages = {
  toolbar: 'Mise en forme',
  bold: 'Gras (Ctrl+B)',
  italic: 'Italique (Ctrl+I)',
  bulletList: 'Liste à puces (Ctrl+Maj+8)',
  orderedList: 'Liste numérotée (Ctrl+Maj+7)',
  nest: 'Augmenter le retrait (Tab)',
  unnest: 'Diminuer le retrait (Maj+Tab)',
  bulletUp: 'Déplacer la puce dans le texte précédent',
  bulletDown: 'Déplacer la puce dans le texte suivant',
  bulletAt: 'La puce est maintenant au rang {at} de {of}.',
  link: 'Lien (Ctrl+Maj+K)',
  table: 'Insérer un tableau',
  addRow: 'Ajouter une ligne au-dessous',
  addColumn: 'Ajouter une colonne après',
  deleteRow: 'Supprimer la ligne',
  deleteColumn: 'Supprimer la colonne',
  deleteTable: 'Supprimer le tableau',
  undo: 'Annuler (Ctrl+Z)',
  redo: 'Rétablir (Ctrl+Y)',
  similar: 'Trouver ce qui ressemble au passage sélectionné (Ctrl+Maj+F)',
  linkAddress: 'Adresse du lien',
  linkApply: 'Définir le lien',
  linkRemove: 'Retirer le lien',
  cancel: 'Annuler',
  brokenCitation: 'ne mène nulle part',
  changedCitation: 'a changé depuis',
  keys: 'Alt+F10 mène aux boutons de mise en forme. Échap, puis Tab, quitte le texte.',
};

/** The editor's words by language of the interface. */
export const editorMessages: Record<Lang, EditorMessages> = { en, fr };
