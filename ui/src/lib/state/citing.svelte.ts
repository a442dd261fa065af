/** Citing while one writes: finds the clause, and puts the citation or the quotation where the cursor was. */

import { tick, untrack } from 'svelte';
import { textOfMarkdown } from '../editor/matches';
import type { CitationLabel, CitationSource, Cited, Told } from '../editor/citation-label';
import { asFailure, type Backend } from '../ipc/backend';
import type { Citation, Clause, Failure, Hit, Lang } from '../ipc/types';
import { ui } from '../i18n/index.svelte';
import { citationsIn } from '../note/citations';
import { type Field, langOf } from '../note/fields';
import { passages } from '../note/passages';
import { type Quotation, quotation, quotationOf } from '../note/quotation';
import { CitedClauses, citationKey } from './citations.svelte';
import type { OpenNote } from './note.svelte';
import type { Workspace } from './workspace.svelte';
import type { Staleness } from './staleness.svelte';
import type { Writing } from './writing.svelte';

/** How many clauses are offered of what is searched for. */
export const FOUND = 20;

/** How long a pause of typing in the note is before what is like its passage is looked for again (milliseconds). */
export const CITING_PAUSE = 400;

/** Why a clause is offered: it is cited in this note or usually in others, it is like the passage, or it was searched for. */
export type OfferGroup = 'note' | 'usual' | 'similar' | 'found';

export interface Offer {
  citation: Citation;
  group: OfferGroup;
  /** Where its words match, of what was searched for. */
  hit: Hit | null;
}

/** What some words find. */
interface Found {
  offers: Offer[];
  corrected: string | null;
  total: number;
}

/** What became of a wish to cite. */
export type CitingResult =
  | 'put'
  /** The clause has no words to quote. */
  | 'nothing'
  /** The clause no longer has the words that were selected. */
  | 'changed'
  /** No text has had the cursor, or it is no longer there. */
  | 'nowhere'
  /** The cursor is in a title or a topic, which hold no citation. */
  | 'line'
  | 'locked';

/** A citation that is looked at in the midst of a text. */
export interface Preview {
  cited: Cited;
  lang: Lang;
  at: HTMLElement;
  /** Brings the focus back to where it was opened. */
  back: () => void;
}

export class Citing {
  shown = $state(false);
  text = $state('');
  /** `null` while they are looked for the first time. */
  offers = $state.raw<Offer[] | null>(null);
  /** How many clauses match what is searched for. */
  total = $state(0);
  /** What was searched for instead, where nothing is as typed. */
  corrected = $state<string | null>(null);
  /** The offer that Enter takes. */
  active = $state(0);
  failure = $state.raw<Failure | null>(null);
  /** Set to bring the focus to its box; the panel clears it. */
  boxWanted = $state(false);
  preview = $state.raw<Preview | null>(null);

  readonly clauses: CitedClauses;
  readonly #backend: Backend;
  readonly #writing: Writing;
  readonly #staleness: Staleness;
  #note: OpenNote | null = null;
  /** The words that what is offered answers; `null` where nothing answers any. */
  #answered: string | null = null;
  #awaited = false;
  /** How many times something was asked, and which of them was answered last. */
  #asked = 0;
  #told = 0;
  #work: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend, writing: Writing, staleness: Staleness) {
    this.#backend = backend;
    this.#writing = writing;
    this.#staleness = staleness;
    this.clauses = new CitedClauses(backend);
  }

  follow(note: OpenNote | null): void {
    clearTimeout(this.#timer);
    this.#note = note;
    this.preview = null;
    this.text = '';
    this.boxWanted = false;
    this.#clear();
    if (this.shown && note) void this.run();
  }

  /** The text that a citation goes into. */
  get field(): Field | null {
    return this.#writing.field;
  }

  /** The language of the side that is written. */
  get lang(): Lang {
    return this.field ? langOf(this.field) : ui.lang;
  }

  /** What a clause is called and says on the side that is written. */
  clause(citation: Citation, lang = this.lang): Clause | null {
    return this.clauses.of(citation)?.clause[lang] ?? null;
  }

  /** Shows the panel and brings the focus to its box. */
  open(): void {
    this.shown = true;
    this.boxWanted = true;
    void this.run();
  }

  toggle(): void {
    if (this.shown) this.close();
    else this.open();
  }

  /** Goes back to the text without change. */
  close(): void {
    this.shown = false;
    this.boxWanted = false;
    this.text = '';
    this.#clear();
    this.back();
  }

  /** Brings the focus back to the text that was written in; says whether there is one. */
  back(): boolean {
    const editing = this.#note && this.field ? this.#note.journal.editing(this.field) : undefined;
    editing?.focus();
    return editing !== undefined;
  }

  type(text: string): void {
    this.text = text;
    this.active = 0;
    void this.run();
  }

  /** The note or the place in it is another one: what is offered without a search may be, too. */
  refresh(): void {
    clearTimeout(this.#timer);
    if (this.shown && this.text.trim() === '') {
      this.#timer = setTimeout(() => void this.run(), CITING_PAUSE);
    }
  }

  move(by: number): void {
    const count = this.offers?.length ?? 0;
    if (count > 0) this.active = (this.active + by + count) % count;
  }

  /** Whether what is offered answers what is typed now. */
  get isAnswered(): boolean {
    return this.#answered === this.text;
  }

  /**
   * Waits until what is offered answers what is typed; says whether it does. Not where something else was typed
   * meanwhile, another place has the cursor, or the panel was left, and not to the second who waits.
   */
  async answered(): Promise<boolean> {
    if (this.#awaited) return false;
    const { text, field } = this;
    const note = this.#note;
    this.#awaited = true;
    try {
      await (this.#work ?? this.run());
    } finally {
      this.#awaited = false;
    }
    const isSame = text === this.text && field === this.field && note === this.#note;
    return this.shown && isSame && this.isAnswered;
  }

  #clear(): void {
    this.#asked += 1;
    this.#answered = null;
    this.offers = null;
    this.corrected = null;
    this.active = 0;
    this.failure = null;
  }

  // What is offered. One question at a time, the newest next.

  run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.#work ??= this.#answer().finally(() => (this.#work = null));
    return this.#work;
  }

  async #answer(): Promise<void> {
    while (this.#told !== this.#asked) {
      const turn = this.#asked;
      const { text } = this;
      try {
        const found = await this.#find(text, this.lang);
        if (turn === this.#asked) this.#offer(text, found);
      } catch (thrown) {
        if (turn === this.#asked) {
          this.#offer(null, { offers: [], corrected: null, total: 0 });
          this.failure = asFailure(thrown);
        }
      }
      this.#told = turn;
    }
  }

  #offer(text: string | null, { offers, corrected, total }: Found): void {
    const active = this.#answered === text ? this.active : 0;
    this.#answered = text;
    this.offers = offers;
    this.corrected = corrected;
    this.total = total;
    this.active = Math.max(0, Math.min(active, offers.length - 1));
    this.failure = null;
  }

  /** The clauses to cite on a side for some words; without words, those that suggest themselves. */
  async offersFor(text: string, lang: Lang): Promise<Offer[]> {
    return (await this.#find(text, lang)).offers;
  }

  /** What leads nowhere is not offered; what is only like the passage, not without words of its own either. */
  #isOffered({ citation, group }: Offer, lang: Lang): boolean {
    const clause = this.clause(citation, lang);
    return clause !== null && (group !== 'similar' || clause.text.trim() !== '');
  }

  async #find(words: string, lang: Lang): Promise<Found> {
    const text = words.trim();
    const { offers, corrected, total } =
      text === ''
        ? { offers: await this.#suggested(), corrected: null, total: 0 }
        : await this.#search(text, lang);
    await this.clauses.all(offers.map(({ citation }) => citation));
    const offered = offers.filter((offer) => this.#isOffered(offer, lang));
    // Who types no number looks for what is said: headings alone come last.
    if (text !== '' && !/\d/.test(text))
      offered.sort((a, b) => this.#silence(a, lang) - this.#silence(b, lang));
    return { offers: offered, corrected, total };
  }

  /** 1 for a clause that says nothing itself. */
  #silence({ citation }: Offer, lang: Lang): number {
    return this.clause(citation, lang)?.text.trim() === '' ? 1 : 0;
  }

  async #search(text: string, lang: Lang): Promise<Found> {
    const { hits, corrected, total } = await this.#backend.search({
      text,
      narrow: { kind: ['policy'] },
      lang: null,
      reader: lang,
      in_reader_language: true,
      from: null,
      to: null,
      sort: 'relevance',
      limit: FOUND,
      offset: 0,
    });
    return { offers: hits.map((hit) => offerOf(hit, 'found')), corrected, total };
  }

  async #suggested(): Promise<Offer[]> {
    const note = this.#note;
    if (!note) return [];
    note.collect();
    const cited = citationsIn(note.draft).map((citation): Offer => ({ citation, group: 'note', hit: null }));
    const passage = this.#passage(note);
    const [usual, similar] = await Promise.all([
      this.#backend.listUsualCitations(note.reference),
      passage === ''
        ? []
        : this.#backend.similarToText(passage, this.lang, 'policy').then(({ hits }) => hits),
    ]);
    const offers = [
      ...cited,
      ...usual.map((citation): Offer => ({ citation, group: 'usual', hit: null })),
      ...similar.map((hit) => offerOf(hit, 'similar')),
    ];
    const keys = offers.map(({ citation }) => citationKey(citation));
    return offers.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
  }

  /** The passage with the cursor; before there is one, what the note is about. */
  #passage(note: OpenNote): string {
    const { field } = this;
    const nth = (field && note.journal.editing(field)?.passage?.()) ?? 0;
    const written = field ? (passages(note.texts.read(field) ?? '')[nth] ?? '') : '';
    const side = note.draft.sides[this.lang];
    return written.trim() || side?.question || side?.title || '';
  }

  // What is put in.

  /** Puts the citation of an offer behind the cursor. */
  cite({ citation }: Offer): CitingResult {
    return this.#put({ markdown: markdownOf(citation), block: false });
  }

  /**
   * Puts the words that the clause of an offer has at this moment, or a part of them, with the citation behind the
   * cursor. Fails where its words cannot be read.
   */
  async quote({ citation }: Offer, part = ''): Promise<CitingResult> {
    const { lang, field } = this;
    const note = this.#note;
    const told = await this.clauses.fresh(citation);
    if (note !== this.#note || field !== this.field) return 'nowhere';
    const said = told?.clause[lang]?.text.trim() ?? '';
    if (part.trim() !== '') {
      if (!textOfMarkdown(said).includes(part.trim())) return 'changed';
      return this.#put(quotationOf(part, lang, markdownOf(citation)));
    }
    return said === '' ? 'nothing' : this.#put(quotation(said, lang, markdownOf(citation)));
  }

  #put({ markdown, block }: Quotation): CitingResult {
    const note = this.#note;
    const editing = note && this.field ? note.journal.editing(this.field) : undefined;
    if (note?.locked) return 'locked';
    if (!note || !editing?.insert) return 'nowhere';
    if (editing.isLine) return 'line';
    editing.close();
    editing.insert(markdown, block ? 'below' : 'behind');
    editing.close();
    note.collect();
    this.text = '';
    this.active = 0;
    void this.run();
    editing.focus();
    return 'put';
  }

  /** Opens a policy at a clause, with a way back to the place in the note; says whether it is open. */
  async openPolicy(workspace: Workspace, cited: Cited, title: string): Promise<boolean> {
    const note = this.#note;
    const { field } = this;
    this.preview = null;
    const id = cited.anchor === '' ? cited.slug : `${cited.slug}#${cited.anchor}`;
    if (!(await workspace.open(id, 'policy'))) return false;
    if (!note) return true;
    const back = async () => {
      if (!(await workspace.open(note.reference, 'note'))) return;
      await tick();
      const editing = field ? workspace.note?.journal.editing(field) : undefined;
      if (!editing?.select?.(markdownOf(cited))) editing?.focus();
    };
    workspace.toasts.show(ui.m.citing.opened(title), {
      action: { label: ui.m.citing.back(note.reference), run: () => void back() },
    });
    return true;
  }

  // How citations are drawn in a text.

  /** What the citations of a text in `lang` are drawn from. */
  source(lang: Lang, focus: () => void): CitationSource {
    return {
      told: (cited) => untrack(() => this.#label(cited, lang)),
      watch: (changed) => {
        const stops = [this.clauses.watch(changed), this.#staleness.watch(changed)];
        return () => {
          for (const stop of stops) stop();
        };
      },
      open: (cited, at) => {
        const back = () => {
          // In a text that cannot be written in, it had the focus itself.
          if (at.isConnected && at.tabIndex >= 0) at.focus();
          else focus();
        };
        this.preview = { cited, lang, at, back };
      },
    };
  }

  #label(cited: Cited, lang: Lang): Told {
    const known = this.clauses.of(cited);
    if (!known) return null;
    const clause = known.clause[lang];
    if (!clause) return 'broken';
    return { ...labelOf(clause), changed: this.isChanged(cited, lang) };
  }

  /** Whether a clause that the open note cites in a language says something else than when it was cited. */
  isChanged(cited: Cited, lang: Lang): boolean {
    return this.#staleness.whyIn(markdownOf(cited), lang) === 'changed';
  }
}

const labelOf = ({ label, title, lang }: Clause): CitationLabel => ({ clause: label, title, lang });

/** A citation as a note writes it. */
export const markdownOf = ({ slug, anchor }: Citation): string =>
  anchor === '' ? `[@${slug}]` : `[@${slug}#${anchor}]`;

function offerOf(hit: Hit, group: OfferGroup): Offer {
  const at = hit.id.indexOf('#');
  const [slug, anchor] = at < 0 ? [hit.id, ''] : [hit.id.slice(0, at), hit.id.slice(at + 1)];
  return { citation: { slug, anchor }, group, hit };
}
