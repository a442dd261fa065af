/** Exports of the fake backend: sheets as the program makes them, of titles and responses only. */

import type {
  Exported,
  ExportPreview,
  ExportRequest,
  Failure,
  Lang,
  NotebookEvent,
  Note,
  Paper,
  Sheet,
  SheetBlock,
  SheetParagraph,
  SheetRole,
} from './types';
import { LANGS } from '../note/sections';

const LETTER: Paper = {
  width: 12_240,
  height: 15_840,
  top: 1417,
  right: 1417,
  bottom: 1417,
  left: 1417,
  head: 709,
  foot: 709,
};
const PLAIN = { bold: false, italic: false, struck: false, code: false };

export function paragraph(
  role: SheetRole,
  lang: Lang,
  text: string,
  more: Partial<SheetParagraph> = {},
): SheetBlock & { block: 'paragraph' } {
  return {
    block: 'paragraph',
    role,
    level: role === 'heading' || role === 'entry' ? 1 : 0,
    lang,
    item: null,
    indent: 0,
    bookmark: null,
    spans: text === '' ? [] : [{ span: 'text', text, look: PLAIN, link: null }],
    ...more,
  };
}

function sheet(kind: Sheet['kind'], langs: Lang[], blocks: SheetBlock[], note?: Note): Sheet {
  const marking = [{ lang: langs[0] ?? 'en', text: note?.meta.marking ?? 'Unclassified' }];
  return {
    kind,
    reference: note?.reference ?? '',
    langs,
    paper: LETTER,
    marking,
    numbered: kind !== 'cover',
    blocks,
  };
}

function side(note: Note, lang: Lang): Sheet[] {
  const text = note.sides[lang];
  if (!text) return [];
  const bullets = text.response.split('\n').filter((line) => line.startsWith('- '));
  return [
    sheet(
      'note',
      [lang],
      [
        paragraph('heading', lang, text.title),
        ...bullets.map((line) =>
          paragraph('response-item', lang, line.slice(2), {
            item: { list: 0, level: 0, mark: '•' },
            indent: 425,
          }),
        ),
      ],
      note,
    ),
  ];
}

export class FakeExporting {
  /** The name of the department's template. */
  template: string | null = null;
  /** What the system's dialog gives next: the name of a file, why it is refused, or nothing. */
  offered: string | Failure | null = null;
  /** Why nothing can be shown or made. */
  failure: Failure | null = null;
  /** What was exported. */
  readonly requests: ExportRequest[] = [];
  /** What was asked to be shown. */
  readonly previews: { request: ExportRequest; sheet: number }[] = [];
  cancelled = false;
  /** Whether the user cancels the system's dialog for the file's name. */
  refuseName = false;
  /** Awaited after each sheet. */
  beforeSheet: (done: number) => Promise<void> = () => Promise.resolve();

  choose(): string | null {
    const { offered } = this;
    if (offered !== null && typeof offered !== 'string') throw offered;
    if (offered !== null) this.template = offered;
    return offered;
  }

  preview(request: ExportRequest, at: number, notes: readonly Note[]): ExportPreview {
    this.previews.push({ request, sheet: at });
    if (this.failure) throw this.failure;
    const order: Lang[] = request.first === 'fr' ? ['fr', 'en'] : [...LANGS];
    const langs = order.filter((lang) => request.sides === 'both' || request.sides === lang);
    const sheets = notes.flatMap((note) => langs.flatMap((lang) => side(note, lang)));
    if (request.binder) {
      const [lang = 'en'] = langs;
      const day = request.binder.date ? [paragraph('cover-line', lang, request.binder.date)] : [];
      sheets.unshift(
        sheet('cover', langs, [paragraph('cover-title', lang, 'Question Period Notes'), ...day]),
        sheet(
          'contents',
          langs,
          notes.map(({ reference }) => paragraph('entry', lang, reference)),
        ),
      );
    }
    const shown = sheets[Math.min(at, sheets.length - 1)];
    if (!shown) throw { code: 'nothing-to-export', params: {} } satisfies Failure;
    return { sheets: sheets.length, sheet: shown };
  }

  async run(request: ExportRequest, tell: (event: NotebookEvent) => void): Promise<Exported | null> {
    this.requests.push(request);
    if (this.failure) throw this.failure;
    if (this.refuseName) return null;
    this.cancelled = false;
    const total = request.references.length;
    for (let done = 1; done <= total; done += 1) {
      tell({ event: 'export_progress', done, total });
      await this.beforeSheet(done);
      if (this.cancelled) throw { code: 'cancelled', params: {} } satisfies Failure;
    }
    const name = request.binder ? `QP-${request.binder.date ?? ''}` : (request.references[0] ?? '');
    return { file_name: `${name}.docx`, notes: total };
  }
}
