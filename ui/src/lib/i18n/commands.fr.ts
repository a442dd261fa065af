/** Ce que le français dit de chaque commande : what French calls each command. */

import type { command as english, CommandName } from './commands.en';
import { colon, quote } from './format';

export const command: Record<keyof typeof english, CommandName> = {
  search: { name: 'Rechercher', also: 'recherche chercher trouver requête mots' },
  nextMatch: { name: 'Aller à l’occurrence suivante de la recherche', also: 'prochaine résultat trouver' },
  previousMatch: { name: 'Aller à l’occurrence précédente de la recherche', also: 'résultat retour trouver' },
  stopMarking: { name: 'Ne plus surligner les occurrences', also: 'surlignage marques effacer' },
  find: { name: 'Chercher dans la note ou la politique ouverte', also: 'trouver texte page mots' },
  goToClause: {
    name: 'Aller à une disposition de la politique',
    also: 'atteindre numéro article alinéa section titre',
  },
  clearSearch: { name: 'Effacer la recherche', also: 'vider champ réinitialiser' },
  filters: { name: 'Filtres', also: 'filtrer préciser état organisation ministre année mot-clé dates' },
  clearFilters: { name: 'Retirer tous les filtres', also: 'effacer enlever réinitialiser' },
  showAll: { name: 'Afficher les notes et les politiques', also: 'tout toutes types liste' },
  showNotes: { name: 'Afficher seulement les notes', also: 'type filtre liste' },
  showPolicies: { name: 'Afficher seulement les politiques', also: 'type filtre liste directives extraits' },
  saveSearch: { name: 'Enregistrer cette recherche', also: 'conserver garder signet favori' },
  savedSearches: {
    name: 'Renommer ou retirer des recherches enregistrées',
    also: 'gérer supprimer signets favoris',
  },
  clearRecent: { name: 'Effacer les recherches récentes', also: 'oublier historique confidentialité' },
  similar: {
    name: 'Trouver ce qui ressemble au passage sélectionné, ou à ce qui est ouvert',
    also: 'semblable semblables similaire réponses passées réutiliser',
  },
  searchHelp: { name: 'Comment chercher', also: 'aide opérateurs syntaxe guillemets' },

  newNote: { name: 'Nouvelle note', also: 'créer commencer vide rédiger ébauche' },
  copyNote: { name: 'Nouvelle note à partir de celle-ci', also: 'copier dupliquer réutiliser' },
  startFrom: {
    name: 'Nouvelle note à partir d’une note antérieure…',
    also: 'copier commencer réutiliser sections choisir',
  },
  today: {
    name: 'Notes de la prochaine séance',
    also: 'aujourd’hui jour chambre période de questions recueil',
  },
  translations: {
    name: 'Traductions à faire',
    also: 'traduire en retard manque anglais français xliff traducteur',
  },
  behind: {
    name: 'Notes dont les sources ont changé',
    also: 'périmé dépassé politique disposition référence retard changé liste',
  },
  import: { name: 'Importer', also: 'coller page fichier docx apporter' },
  export: { name: 'Exporter vers Word', also: 'docx imprimer recueil fichier envoyer' },
  binder: {
    name: 'Faire un recueil des notes sélectionnées…',
    also: 'exporter plusieurs word docx ensemble imprimer cahier',
  },
  clearSelection: { name: 'Effacer la sélection de notes', also: 'désélectionner aucune' },
  save: { name: 'Enregistrer maintenant', also: 'sauvegarder disque écrire conserver' },
  openNotebook: { name: 'Ouvrir un autre carnet', also: 'dossier changer' },

  goDetails: {
    name: 'Aller aux détails de la note',
    also: 'date organisation ministre cote mots-clés métadonnées',
  },
  goTitle: { name: 'Aller au titre', also: 'section intitulé' },
  goQuestion: { name: 'Aller à Enjeu ou question', also: 'section demande problème' },
  goResponse: { name: 'Aller à Réponse suggérée', also: 'section puces' },
  goIfPressed: { name: 'Aller à Si pressé', also: 'section blocs supplémentaire' },
  goBackground: { name: 'Aller à Contexte', also: 'section arrière-plan' },
  goAdditional: { name: 'Aller à Renseignements supplémentaires', also: 'section autre' },
  addBlock: { name: `Ajouter un bloc ${quote('si pressé')}`, also: 'insérer nouveau supplémentaire' },
  createEnglish: { name: 'Créer la version anglaise', also: 'ajouter traduction langue côté' },
  createFrench: { name: 'Créer la version française', also: 'ajouter traduction langue côté' },
  draft: { name: `État${colon} ébauche`, also: 'mettre brouillon' },
  review: { name: `État${colon} en révision`, also: 'mettre soumettre envoyer réviseur' },
  translation: { name: `État${colon} en traduction`, also: 'mettre traducteur traductrice traduire' },
  approve: { name: `État${colon} approuvée`, also: 'mettre approuver signer verrouiller finale' },
  archive: { name: `État${colon} archivée`, also: 'mettre archiver verrouiller ancienne ranger' },
  reopen: { name: 'Rouvrir la note', also: 'déverrouiller modifier état' },

  checks: {
    name: 'Afficher ou masquer les vérifications',
    also: 'vérifier problèmes erreurs manque panneau qualité',
  },
  sources: {
    name: 'Comparer ce que cette note cite à ce qui était dit',
    also: 'périmé dépassé politique disposition référence changé confirmer corriger rompue',
  },
  agree: { name: 'Les deux langues de la note concordent', also: 'traduit fait confirmer marquer à jour' },
  history: {
    name: 'Afficher ou masquer l’historique de la note',
    also: 'versions antérieurs passé rétablir comparer',
  },
  cite: { name: 'Citer une politique', also: 'référence renvoi disposition loi directive extrait source' },
  reuse: {
    name: 'Afficher ou masquer ce qui peut être réutilisé',
    also: 'déjà dit réponses antérieures mémoire de traduction panneau',
  },
  insertMemory: {
    name: 'Insérer ce que propose la mémoire de traduction',
    also: 'correspondance traduire paire',
  },
  exportMemory: {
    name: 'Exporter la mémoire de traduction (TMX)',
    also: 'enregistrer paires traducteurs échange',
  },
  importMemory: {
    name: 'Reprendre une mémoire de traduction (TMX)',
    also: 'importer paires traducteurs échange',
  },
  copyResponse: {
    name: 'Copier la réponse pour un courriel',
    also: 'presse-papiers texte mis en forme outlook courrier html word coller',
  },
  similarPanel: {
    name: 'Afficher ou masquer ce qui est semblable',
    also: 'panneau réponses passées similaire',
  },
  side: { name: 'Replier ou déplier le panneau latéral', also: 'masquer afficher droite large place' },
  outline: {
    name: 'Afficher ou masquer le plan de la politique',
    also: 'table des matières titres structure',
  },
  readBoth: { name: 'Lire la politique dans les deux langues', also: 'côte à côte bilingue' },
  readEnglish: { name: 'Lire la politique en anglais seulement', also: 'langue une' },
  readFrench: { name: 'Lire la politique en français seulement', also: 'langue une' },
  earlierTexts: {
    name: 'Comparer la politique avec un texte antérieur',
    also: 'version ancienne modifications remplacée',
  },
  list: { name: 'Replier ou déplier la liste', also: 'masquer afficher gauche large place' },
  undo: { name: 'Annuler', also: 'défaire retour arrière erreur' },
  redo: { name: 'Rétablir', also: 'refaire répéter' },
  bold: { name: 'Gras', also: 'mise en forme' },
  italic: { name: 'Italique', also: 'penché mise en forme' },
  link: { name: 'Lien', also: 'adresse url hyperlien web insérer' },
  bullets: { name: 'Liste à puces', also: 'points mise en forme' },
  numbers: { name: 'Liste numérotée', also: 'ordonnée mise en forme' },
  nest: { name: 'Augmenter le retrait de la puce', also: 'liste niveau sous-puce droite' },
  unnest: { name: 'Diminuer le retrait de la puce', also: 'liste niveau gauche' },
  bulletUp: { name: 'Monter la puce, puis la passer au texte d’avant', also: 'monter réponse bloc' },
  bulletDown: { name: 'Descendre la puce, puis la passer au texte suivant', also: 'descendre réponse bloc' },
  blockUp: { name: `Monter le bloc ${quote('si pressé')}`, also: 'ordre avant déplacer' },
  blockDown: { name: `Descendre le bloc ${quote('si pressé')}`, also: 'ordre après déplacer' },
  table: { name: 'Insérer un tableau', also: 'grille lignes colonnes' },
  addRow: { name: 'Ajouter une ligne au-dessous', also: 'tableau insérer rangée' },
  addColumn: { name: 'Ajouter une colonne après', also: 'tableau insérer' },
  deleteRow: { name: 'Supprimer la ligne', also: 'tableau retirer rangée' },
  deleteColumn: { name: 'Supprimer la colonne', also: 'tableau retirer' },
  deleteTable: { name: 'Supprimer le tableau', also: 'retirer' },
  toolbar: { name: 'Aller aux boutons de mise en forme', also: 'barre d’outils' },

  nextPane: { name: 'Aller à la partie suivante de la fenêtre', also: 'volet panneau focus prochaine' },
  previousPane: { name: 'Aller à la partie précédente de la fenêtre', also: 'volet panneau focus retour' },

  inEnglish: { name: 'Interface en anglais', also: 'langue changer basculer' },
  inFrench: { name: 'Interface en français', also: 'langue changer basculer' },
  themeSystem: { name: `Thème${colon} comme le système`, also: 'couleurs automatique apparence' },
  themeLight: { name: `Thème${colon} clair`, also: 'couleurs blanc jour apparence' },
  themeDark: { name: `Thème${colon} sombre`, also: 'couleurs noir nuit apparence' },
  contrastLight: {
    name: `Thème${colon} contraste élevé, noir sur blanc`,
    also: 'couleurs accessibilité vision',
  },
  contrastDark: {
    name: `Thème${colon} contraste élevé, blanc sur noir`,
    also: 'couleurs accessibilité vision',
  },
  textLarger: { name: 'Agrandir le texte', also: 'zoom avant plus grand taille police grossir' },
  textSmaller: { name: 'Réduire le texte', also: 'zoom arrière plus petit taille police diminuer' },
  textUsual: { name: 'Texte de taille habituelle', also: 'zoom réinitialiser normale police 100 %' },
  rates: { name: 'Débit de parole', also: 'mots par minute 35 secondes temps durée' },

  palette: { name: 'Toutes les commandes', also: 'palette actions chercher une commande' },
  help: { name: 'Raccourcis clavier', also: 'touches aide liste' },
};
