/** The backend inside the window: the only file that knows Tauri. */

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWindow } from '@tauri-apps/api/window';
import type { Backend } from './backend';
import type { NotebookEvent } from './types';

/** Undoes a subscription that is still being made. */
function later(subscribed: Promise<() => void>): () => void {
  return () => void subscribed.then((unsubscribe) => unsubscribe());
}

export const tauriBackend: Backend = {
  openSession: () => invoke('open_session'),
  listItems: (ids) => invoke('list_items', { ids: ids ?? null }),
  getNote: (reference) => invoke('get_note', { reference }),
  getPolicy: (slug, anchor) => invoke('get_policy', { slug, anchor: anchor ?? null }),
  listReplaced: (slug) => invoke('list_replaced', { slug }),
  compareReplaced: (slug, name) => invoke('compare_replaced', { slug, name }),
  listCiting: (slug) => invoke('list_citing', { slug }),
  listBehind: () => invoke('list_behind'),
  listStale: (reference) => invoke('list_stale', { reference }),
  confirmCitation: (reference, citation, shown) => invoke('confirm_citation', { reference, citation, shown }),
  unconfirmCitation: (reference, unconfirmed) => invoke('unconfirm_citation', { reference, unconfirmed }),
  createNote: (newNote) => invoke('create_note', { newNote }),
  saveNote: (save) => invoke('save_note', { save }),
  importText: (text) => invoke('import_text', { text }),
  importFiles: () => invoke('import_files'),
  importFolder: () => invoke('import_folder'),
  cancelImport: () => invoke('cancel_import'),
  // A dropped file goes to the program as bytes: where it lies, only the user's own hand knows.
  importDropped: async (file) =>
    invoke('import_dropped', await file.arrayBuffer(), { headers: { name: encodeURIComponent(file.name) } }),
  exportNotes: (request) => invoke('export_notes', { request }),
  cancelExport: () => invoke('cancel_export'),
  previewExport: (request, sheet) => invoke('preview_export', { request, sheet }),
  chooseTemplate: () => invoke('choose_template'),
  removeTemplate: () => invoke('remove_template'),
  showExport: () => invoke('show_export'),
  openExport: () => invoke('open_export'),
  copyRich: ({ html, plain }) => invoke('copy_rich', { html, plain }),
  openLink: (url) => invoke('open_link', { url }),
  search: (query) => invoke('search', { query }),
  listSearches: () => invoke('list_searches'),
  listSynonymProblems: () => invoke('list_synonym_problems'),
  saveSearch: (name, terms, replace) => invoke('save_search', { name, terms, replace }),
  renameSearch: (name, newName) => invoke('rename_search', { name, newName }),
  removeSearch: (name) => invoke('remove_search', { name }),
  rememberSearch: (terms) => invoke('remember_search', { terms }),
  clearRecentSearches: () => invoke('clear_recent_searches'),
  findMarks: (query, texts) => invoke('find_marks', { query, texts }),
  similarTo: (id, kind) => invoke('similar_to', { id, kind }),
  similarToText: (text, lang, kind) => invoke('similar_to_text', { text, lang, kind }),
  findEarlier: (reference, lang, section, text) => invoke('find_earlier', { reference, lang, section, text }),
  findMemory: (text, from) => invoke('find_memory', { text, from }),
  describeCitations: (citations) => invoke('describe_citations', { citations }),
  listUsualCitations: (except) => invoke('list_usual_citations', { except }),
  exportMemory: () => invoke('export_memory'),
  importMemory: () => invoke('import_memory'),
  checkNote: (reference) => invoke('check_note', { reference }),
  listPast: (reference) => invoke('list_past', { reference }),
  comparePast: (reference, id) => invoke('compare_past', { reference, id }),
  listSitting: (day) => invoke('list_sitting', { day }),
  listTranslations: () => invoke('list_translations'),
  markTranslated: (reference, spots) => invoke('mark_translated', { reference, spots }),
  sendTranslation: (references, into) => invoke('send_translation', { references, into }),
  takeTranslation: () => invoke('take_translation'),
  saveSettings: (settings) => invoke('save_settings', { settings }),
  openNotebook: () => invoke('open_notebook'),
  discardRecovered: (id) => invoke('discard_recovered', { id }),
  keepRecovery: (save) => invoke('keep_recovery', { save }),
  getRegistry: () => invoke('get_registry'),
  windowReady: () => invoke('window_ready'),

  onNotebookEvent: (handler) => later(listen<NotebookEvent>('notebook', ({ payload }) => handler(payload))),

  onCloseRequested: (flush) =>
    later(
      getCurrentWindow().onCloseRequested(async (event) => {
        event.preventDefault();
        // The program closes a window that does not say at once that it lives.
        invoke('still_here').catch(() => undefined);
        // The flush asks what to do about what it cannot save: one that breaks must not hold the window open.
        if (await flush().catch(() => true)) await invoke('close_window');
      }),
    ),
};
