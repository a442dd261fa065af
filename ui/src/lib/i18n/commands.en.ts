/**
 * What English calls each command, and other words by which it may be looked for.
 *
 * A new command is a line here, a line in `commands.fr.ts`, and an entry in `lib/commands.ts`.
 */

/** A command's name, and words that people may also think of. */
export interface CommandName {
  name: string;
  also: string;
}

export const command = {
  search: { name: 'Search', also: 'find look for query words' },
  nextMatch: { name: 'Go to the next match of the search', also: 'find next hit occurrence' },
  previousMatch: {
    name: 'Go to the previous match of the search',
    also: 'find previous back hit occurrence',
  },
  stopMarking: { name: 'Stop marking matches', also: 'highlight unmark clear hits' },
  find: { name: 'Find in the open note or policy', also: 'search text page words look for' },
  goToClause: { name: 'Go to a clause of the policy', also: 'jump number section article anchor heading' },
  clearSearch: { name: 'Clear the search', also: 'empty reset erase box' },
  filters: { name: 'Filters', also: 'narrow refine facets status organization minister year tag dates' },
  clearFilters: { name: 'Remove all filters', also: 'clear reset narrow chips' },
  showAll: { name: 'List notes and policies', also: 'all kinds everything' },
  showNotes: { name: 'List notes only', also: 'kind filter' },
  showPolicies: { name: 'List policies only', also: 'kind filter directives excerpts' },
  saveSearch: { name: 'Save this search', also: 'keep bookmark favourite' },
  savedSearches: { name: 'Rename or remove saved searches', also: 'manage bookmarks favourites' },
  clearRecent: { name: 'Clear recent searches', also: 'forget history privacy' },
  similar: {
    name: 'Find what is similar to the selected passage, or to what is open',
    also: 'like past responses alike related reuse',
  },
  searchHelp: { name: 'How to search', also: 'help operators syntax quotes' },

  newNote: { name: 'New note', also: 'create start blank empty write draft' },
  copyNote: { name: 'New note from this one', also: 'copy duplicate reuse start' },
  startFrom: { name: 'New note from an earlier one…', also: 'copy start reuse sections pick' },
  today: { name: 'Notes for the coming sitting', also: 'today day house question period binder agenda' },
  translations: {
    name: 'Translations to do',
    also: 'translate behind missing french english xliff translator',
  },
  behind: {
    name: 'Notes whose sources have changed',
    also: 'stale outdated policy clause citation behind changed list',
  },
  import: { name: 'Import', also: 'paste page file docx bring in' },
  export: { name: 'Export to Word', also: 'docx print binder file send' },
  binder: { name: 'Make a binder of the selected notes…', also: 'export several word docx together print' },
  clearSelection: { name: 'Clear the selection of notes', also: 'deselect none unselect' },
  save: { name: 'Save now', also: 'write disk store keep' },
  openNotebook: { name: 'Open another notebook', also: 'folder change switch' },

  goDetails: { name: 'Go to the note details', also: 'date organization minister marking tags metadata' },
  goTitle: { name: 'Go to Title', also: 'heading section' },
  goQuestion: { name: 'Go to Issue/Question', also: 'section problem asked' },
  goResponse: { name: 'Go to Suggested Response', also: 'answer section bullets' },
  goIfPressed: { name: 'Go to If pressed', also: 'blocks section supplementary' },
  goBackground: { name: 'Go to Background', also: 'context section' },
  goAdditional: { name: 'Go to Additional Information', also: 'section more' },
  addBlock: { name: 'Add an “if pressed” block', also: 'insert new supplementary' },
  createEnglish: { name: 'Create the English side', also: 'add translation language version' },
  createFrench: { name: 'Create the French side', also: 'add translation language version' },
  draft: { name: 'State: draft', also: 'status set working' },
  review: { name: 'State: in review', also: 'status set submit send reviewer' },
  translation: { name: 'State: in translation', also: 'status set translator translate' },
  approve: { name: 'State: approved', also: 'status set approve sign off lock final' },
  archive: { name: 'State: archived', also: 'status set archive lock old put away' },
  reopen: { name: 'Reopen the note', also: 'unlock edit state status' },

  checks: { name: 'Show or hide the checks', also: 'verify problems errors missing panel quality' },
  sources: {
    name: 'Compare what this note cites with what it said',
    also: 'stale outdated policy clause citation changed confirm mend broken',
  },
  agree: { name: 'Both languages of the note agree', also: 'translated done confirm mark current' },
  history: {
    name: 'Show or hide the history of the note',
    also: 'versions past earlier states restore compare',
  },
  cite: { name: 'Cite a policy', also: 'citation quote clause act directive excerpt source reference' },
  reuse: {
    name: 'Show or hide what can be reused',
    also: 'said before past responses translation memory panel',
  },
  insertMemory: { name: 'Put in what the translation memory has', also: 'insert match translate pair' },
  exportMemory: { name: 'Export the translation memory (TMX)', also: 'save pairs translators exchange' },
  importMemory: { name: 'Take in a translation memory (TMX)', also: 'import pairs translators exchange' },
  copyResponse: {
    name: 'Copy the response for an e-mail',
    also: 'clipboard rich text formatted outlook mail email html word paste',
  },
  similarPanel: { name: 'Show or hide what is similar', also: 'panel past responses related' },
  side: { name: 'Fold or unfold the side panel', also: 'hide show right wide room' },
  outline: { name: 'Show or hide the outline of the policy', also: 'table of contents headings structure' },
  readBoth: { name: 'Read the policy in both languages', also: 'side by side bilingual' },
  readEnglish: { name: 'Read the policy in English only', also: 'one language' },
  readFrench: { name: 'Read the policy in French only', also: 'one language' },
  earlierTexts: {
    name: 'Compare the policy with an earlier text',
    also: 'version old changes replaced superseded',
  },
  list: { name: 'Fold or unfold the list', also: 'hide show left sidebar wide room' },
  undo: { name: 'Undo', also: 'take back revert mistake' },
  redo: { name: 'Redo', also: 'again repeat' },
  bold: { name: 'Bold', also: 'strong emphasis format' },
  italic: { name: 'Italic', also: 'emphasis slanted format' },
  link: { name: 'Link', also: 'address url hyperlink web insert' },
  bullets: { name: 'Bulleted list', also: 'points unordered format' },
  numbers: { name: 'Numbered list', also: 'ordered format' },
  nest: { name: 'Indent the bullet', also: 'list level in sub-bullet right' },
  unnest: { name: 'Outdent the bullet', also: 'list level out left' },
  bulletUp: { name: 'Move the bullet up, or on into the text before', also: 'up response block' },
  bulletDown: { name: 'Move the bullet down, or on into the next text', also: 'down response block' },
  blockUp: { name: 'Move the “if pressed” block up', also: 'order before' },
  blockDown: { name: 'Move the “if pressed” block down', also: 'order after' },
  table: { name: 'Insert a table', also: 'grid rows columns' },
  addRow: { name: 'Add a row below', also: 'table insert line' },
  addColumn: { name: 'Add a column after', also: 'table insert' },
  deleteRow: { name: 'Delete the row', also: 'table remove line' },
  deleteColumn: { name: 'Delete the column', also: 'table remove' },
  deleteTable: { name: 'Delete the table', also: 'remove' },
  toolbar: { name: 'Go to the formatting buttons', also: 'toolbar' },

  nextPane: { name: 'Go to the next part of the window', also: 'pane panel focus move' },
  previousPane: { name: 'Go to the previous part of the window', also: 'pane panel focus move back' },

  inEnglish: { name: 'Interface in English', also: 'language switch change' },
  inFrench: { name: 'Interface in French', also: 'language switch change' },
  themeSystem: { name: 'Theme: as the system', also: 'colours automatic appearance' },
  themeLight: { name: 'Theme: light', also: 'colours white bright day appearance' },
  themeDark: { name: 'Theme: dark', also: 'colours black night appearance' },
  contrastLight: { name: 'Theme: high contrast, black on white', also: 'colours accessibility vision' },
  contrastDark: { name: 'Theme: high contrast, white on black', also: 'colours accessibility vision' },
  textLarger: { name: 'Larger text', also: 'zoom in bigger increase size font magnify' },
  textSmaller: { name: 'Smaller text', also: 'zoom out decrease size font reduce' },
  textUsual: { name: 'Text in its usual size', also: 'zoom reset normal font 100 %' },
  rates: { name: 'Speaking rate', also: 'words a minute 35 seconds time length' },

  palette: { name: 'All commands', also: 'palette actions find a command' },
  help: { name: 'Keyboard shortcuts', also: 'keys help list' },
};
