/** What English says about each code of a problem and of a failure. */

import type { ErrorCode, ProblemCode } from '../ipc/types';

/** Gives the value of a parameter of a problem or failure, or nothing where it is absent. */
export type Param = (name: string) => string;

/** In how many places, where it is more than one. */
const places = (p: Param): string => (p('places') === '1' ? '' : `, ${p('places')} times`);

/** Which if-pressed block, where it is one. */
const block = (p: Param): string => (p('number') === '' ? '' : `Block ${p('number')}: `);

export const problem: Record<ProblemCode, (p: Param) => string> = {
  unreadable: (p) => `The file could not be read: ${p('reason')}`,
  'not-utf8': () => 'The file is not UTF-8 text.',
  'no-front-matter': () => 'The file does not start with its metadata between “---” lines.',
  'bad-front-matter': (p) => `The metadata at the top of the file is not valid: ${p('reason')}`,
  'no-reference': () => 'The metadata has no usable reference number.',
  'duplicate-id': (p) => `Another file, ${p('path')}, carries the same name: ${p('id')}.`,
  'bad-value': (p) => `“${p('value')}” is not allowed in “${p('field')}”.`,
  'unplaced-text': () => 'Text stands outside every section.',
  'duplicate-section': (p) => `The heading “${p('heading')}” appears twice.`,
  'bad-synonyms': (p) =>
    `Line ${p('line')} of the synonyms names no terms that stand for each other: “${p('text')}”.`,
  'moved-to-additional-information': (p) => `Moved to Additional Information: “${p('text')}”`,
  'left-out': (p) => `Left out: “${p('text')}”`,
  'reference-assigned': (p) => `No reference number was found; ${p('reference')} was given.`,
  'bad-date': (p) => `The date “${p('value')}” could not be read.`,
  'unknown-organization': (p) => `“${p('value')}” is not a known organization; the name was kept.`,
  'unknown-minister': (p) => `“${p('value')}” is not a known minister’s title; it was kept.`,
  'minister-not-in-office': (p) => `${p('value')} was not in office on the note’s date.`,
  'side-exists': (p) => `${p('reference')} has this side already, with other text: it was left as it is.`,
  'already-imported': (p) => `${p('id')} is in the notebook already.`,
  'language-uncertain': () => 'The language of the text is not certain.',
  'repealed-left-out': (p) => `Left out because repealed: ${p('labels')}`,
  'not-in-force-left-out': (p) => `Left out because not in force: ${p('labels')}`,
  'language-joined': (p) => `This language was joined to the other in “${p('id')}”.`,
  'policy-replaced': (p) =>
    `A newer text replaced that of “${p('id')}”: ${p('changed')} excerpts changed, ${p('added')} added, ${p('removed')} removed. The earlier text is kept.`,
  'older-than-ours': (p) => `“${p('id')}” has a newer text, of ${p('modified')}; nothing was changed.`,
  'document-type': () => 'The file is XML with a document type, which is not read.',
  'nested-too-deep': () => 'The parts of the file are nested too deeply to be a document.',
  'too-many-files': (p) => `The folder holds more than ${p('limit')} files: nothing was imported.`,
  'too-many-parts': () => 'The file has too many parts to be a document.',
  'no-text-layer': () => 'The PDF file holds pictures of pages and no text. Text recognition can add it.',
  'too-slow': () => 'The file could not be read in a minute.',
  'cannot-import': () => 'Files of this kind cannot be imported.',
  'damaged-file': (p) => `The file is damaged or is not what its name says: ${p('reason')}.`,
  'file-too-large': (p) => `The file is too large: more than ${p('limit')} MB.`,
  'password-needed': () => 'The file is locked with a password. Save it without one, then import it.',
  'tracked-changes-accepted': (p) =>
    `Tracked changes were taken as accepted: ${p('insertions')} insertions, ${p('deletions')} deletions.${p('text') && ` Deleted: “${p('text')}”.`}`,
  'comments-left-out': (p) => `Comments were left out (${p('count')}): “${p('text')}”.`,
  'footnotes-in-text': (p) => `Footnotes stand in the text, in parentheses: ${p('count')}.`,
  'pictures-left-out': (p) =>
    `Pictures or objects were left out: ${p('count')}.${p('text') && ` Described as “${p('text')}”.`}`,
  'addresses-left-out': (p) =>
    `Links to files or programs lost their address, not their words (${p('count')}): “${p('text')}”.`,
  'no-text': () => 'There is no text in it.',
  'neither-note-nor-policy': () => 'The text is neither a published note nor a policy: nothing was imported.',
  'not-taken': (p) => `It was read but could not be written. ${failureOf(p)}`,
  'metadata-differs': (p) => `“${p('field')}” differs from the note’s and was not taken: “${p('value')}”.`,
  'missing-side': () => 'This side is missing.',
  'missing-title': () => 'The title is empty.',
  'empty-section': () => 'This section is empty.',
  'missing-date': () => 'The note has no date.',
  'unequal-if-pressed': (p) =>
    `The sides differ in “if pressed” blocks: ${p('en')} in English, ${p('fr')} in French.`,
  'missing-topic': (p) => `“If pressed” block ${p('number')} has no topic.`,
  placeholder: (p) => `A placeholder is left: “${p('text')}”.`,
  'broken-citation': (p) => `The citation ${p('citation')} leads to no policy excerpt.`,
  'citation-changed': (p) => `The clause that ${p('citation')} cites has changed since it was cited.`,
  'citation-vanished': (p) => `The clause that ${p('citation')} cites is no longer in its policy.`,
  'long-response': (p) => `The response has ${p('words')} words; 35 seconds allow about ${p('limit')}.`,
  'one-sided': () => 'Only the other language has this section.',
  'future-date': (p) => `The date ${p('date')} is still to come.`,
  'odd-reference': (p) =>
    `The reference number ${p('reference')} does not read TBS-year-QP-month-five digits.`,
  'nobody-in-office': (p) => `Nobody held the office of the minister ${p('minister')} on ${p('date')}.`,
  'figures-differ': (p) => `The sides have different figures: ${p('en')} in English, ${p('fr')} in French.`,
  'translation-behind': (p) =>
    `${block(p)}This side is behind: the other language changed since both last agreed.`,
  'double-space': (p) => `Words are two or more spaces apart${places(p)}: “${p('text')}”.`,
  'hard-break': (p) => `A line is broken in mid-sentence${places(p)}: “${p('text')}”.`,
  'straight-quotes': (p) => `Quotation marks or apostrophes are straight${places(p)}: “${p('text')}”.`,
  'french-spacing': (p) => `A no-break space is missing${places(p)}: “${p('text')}”.`,
  'bad-reference': (p) => `The reference number ${p('reference')} has a character that is not allowed.`,
};

export const failure: Record<ErrorCode, (p: Param) => string> = {
  'not-found': (p) => `${p('id') || 'It'} is not in the notebook any more.`,
  'not-a-notebook': (p) => `This folder is not a notebook: ${p('path')}`,
  'already-exists': (p) => `${p('id')} exists already.`,
  'not-readable': (p) => `${p('id')} cannot be read as a note, so it is not written to.`,
  'bad-file': (p) => `${p('path')} cannot be understood: ${p('reason')}`,
  'not-tmx': (p) =>
    `${p('path')} is not a translation memory (TMX) that can be read. Line ${p('line')}: ${p('reason')}`,
  'unknown-file-kind': (p) => `Files of this kind cannot be imported: ${p('path')}`,
  'read-failed': (p) => `${p('path')} could not be read: ${p('reason')}`,
  'write-failed': (p) => `${p('path')} could not be written: ${p('reason')}`,
  'disk-full': () => 'The disk is full.',
  'not-allowed': () => 'Writing is not allowed in this folder.',
  'front-matter-not-editable': (p) =>
    `“${p('field')}” cannot be changed without touching the rest of the file’s metadata.`,
  'bad-reference': (p) => `The reference number “${p('reference')}” cannot be used.`,
  locked: (p) => `${p('id')} is approved or archived, so its text is locked until it is reopened.`,
  'clause-changed': () => 'The clause has changed since it was shown. Nothing was confirmed.',
  'index-failed': (p) => `The search index failed: ${p('reason')}`,
  'nothing-to-export': () => 'There is nothing to export: no note was named, or none has that side.',
  'nothing-to-translate': () =>
    'There is nothing to translate: nothing is missing or behind in that language.',
  'export-failed': (p) => `The Word file could not be made: ${p('reason')}`,
  cancelled: () => 'The export was stopped.',
  'template-gone': (p) => `The Word template ${p('name')} is not where it was, or cannot be read.`,
  'bad-template': (p) => `The Word template could not be used: ${p('reason')}`,
  'bad-name': (p) => (p('name') === '' ? 'Give it a name.' : `A name has at most ${p('limit')} characters.`),
  'too-many': (p) => `${p('limit')} searches are saved already. Remove one first.`,
  internal: (p) => `Something that should not happen did: ${p('reason')}`,
};

/** The sentence of the failure that a problem names in `error`. */
function failureOf(p: Param): string {
  const code = p('error');
  return code in failure ? failure[code as ErrorCode](p) : '';
}
