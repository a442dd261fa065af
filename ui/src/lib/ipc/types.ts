// Generated from the Rust types by the test `bindings` of the crate qp-notes: do not edit.
// To renew it: UPDATE_TYPES=1 cargo test -p qp-notes bindings

export type Lang = "en" | "fr";

export type Bilingual<T> = { 
/**
 * The English value.
 */
en: T, 
/**
 * The French value.
 */
fr: T, };

export type Section = "title" | "question" | "response" | "if_pressed" | "background" | "additional_information";

export type ProblemCode = "unreadable" | "not-utf8" | "no-front-matter" | "bad-front-matter" | "no-reference" | "duplicate-id" | "bad-value" | "unplaced-text" | "duplicate-section" | "bad-synonyms" | "moved-to-additional-information" | "left-out" | "reference-assigned" | "bad-date" | "unknown-organization" | "unknown-minister" | "minister-not-in-office" | "side-exists" | "already-imported" | "language-uncertain" | "repealed-left-out" | "not-in-force-left-out" | "language-joined" | "policy-replaced" | "older-than-ours" | "document-type" | "nested-too-deep" | "too-many-files" | "too-many-parts" | "no-text-layer" | "too-slow" | "cannot-import" | "damaged-file" | "file-too-large" | "password-needed" | "tracked-changes-accepted" | "comments-left-out" | "footnotes-in-text" | "pictures-left-out" | "addresses-left-out" | "no-text" | "neither-note-nor-policy" | "not-taken" | "metadata-differs" | "missing-side" | "missing-title" | "empty-section" | "missing-date" | "unequal-if-pressed" | "missing-topic" | "placeholder" | "broken-citation" | "citation-changed" | "citation-vanished" | "long-response" | "one-sided" | "future-date" | "odd-reference" | "nobody-in-office" | "figures-differ" | "double-space" | "hard-break" | "straight-quotes" | "french-spacing" | "translation-behind" | "bad-reference";

export type Mend = { 
/**
 * The number of the if-pressed block whose text it is, from 0; `null` for a section's.
 */
block: number | null, 
/**
 * The text in which the problem was found. Of another one nothing is known.
 */
was: string, 
/**
 * The text mended.
 */
now: string, };

export type Problem = { 
/**
 * What kind of problem.
 */
code: ProblemCode, 
/**
 * The side it is in, where it is in one.
 */
lang: Lang | null, 
/**
 * The section it is in, where it is in one.
 */
section: Section | null, 
/**
 * What the sentence about it names; see each code.
 */
params: { [key in string]: string }, 
/**
 * How it can be mended without a thought, where it can.
 */
mend?: Mend | null, };

export type ErrorCode = "not-found" | "not-a-notebook" | "already-exists" | "not-readable" | "bad-file" | "not-tmx" | "unknown-file-kind" | "read-failed" | "write-failed" | "disk-full" | "not-allowed" | "front-matter-not-editable" | "bad-reference" | "locked" | "clause-changed" | "index-failed" | "nothing-to-export" | "nothing-to-translate" | "export-failed" | "cancelled" | "template-gone" | "bad-template" | "bad-name" | "too-many" | "internal";

export type Failure = { 
/**
 * Why.
 */
code: ErrorCode, 
/**
 * What the sentence about it names; see each code.
 */
params: { [key in string]: string }, };

export type Status = "draft" | "in-review" | "in-translation" | "approved" | "archived";

export type Marking = "Unclassified" | "Protected A" | "Protected B" | "Protected C" | "Confidential" | "Secret" | "Top Secret";

export type Metadata = { 
/**
 * The date on which the question was received.
 */
date: string | null, 
/**
 * The organization: a code of [`crate::registry`] (`tbs-sct`), or a name it does not know.
 */
organization: string, 
/**
 * The minister who answers: a code of [`crate::registry`] (`PTB`), or a title it does not know.
 */
minister: string, 
/**
 * Where the note is in its life.
 */
status: Status, 
/**
 * The security marking, printed at the top right of every page.
 */
marking: Marking, 
/**
 * Free themes.
 */
tags: Array<string>, 
/**
 * The earlier note that this one was begun from.
 */
from?: Reference | null, };

export type IfPressed = { 
/**
 * The topic: one line, plain text; may be empty.
 */
topic: string, 
/**
 * The lines, in Markdown.
 */
text: string, };

export type Side = { 
/**
 * The title: one line, plain text.
 */
title: string, 
/**
 * The issue or question.
 */
question: string, 
/**
 * The suggested response, up to the first if-pressed block.
 */
response: string, 
/**
 * The if-pressed blocks, in order.
 */
if_pressed: Array<IfPressed>, 
/**
 * The background.
 */
background: string, 
/**
 * Additional information.
 */
additional_information: string, };

export type Note = { 
/**
 * The reference number: the note's identity.
 */
reference: Reference, 
/**
 * What the front matter says besides.
 */
meta: Metadata, 
/**
 * The two sides; `None` where a side does not exist yet.
 */
sides: Bilingual<Side | null>, };

export type Excerpt = { 
/**
 * What names it within its policy and stays the same: its clause number (`4.1.5`) or its
 * heading path in ASCII (`scope-exceptions`). Unique within a side.
 */
anchor: string, 
/**
 * The clause number as printed (`4.1.5`), or empty.
 */
label: string, 
/**
 * Its heading without the number, or empty for a clause that has none.
 */
heading: string, 
/**
 * How deep its heading stands: 0 for text without one (a preamble, a numbered clause),
 * else 1 for the document's main headings, 2 below them, and so on to 5.
 */
level: number, 
/**
 * Its own text in Markdown, without heading, number and sub-excerpts; may be empty.
 */
text: string, };

export type PolicyKind = "act" | "regulation" | "instrument" | "document";

export type PolicySide = { 
/**
 * The title: one line, plain text.
 */
title: string, 
/**
 * Its excerpts in the order of the document; together they hold the whole text.
 */
excerpts: Array<Excerpt>, };

export type Policy = { 
/**
 * The name of its file, without extension: the policy's identity.
 */
slug: string, 
/**
 * Where it was published: an address or a description.
 */
source: string | null, 
/**
 * When it was issued or took effect.
 */
issued: string | null, 
/**
 * When it was last modified.
 */
modified: string | null, 
/**
 * Up to which day its publisher has kept the text current: a statute's consolidation.
 */
consolidated?: string | null, 
/**
 * What kind of document it is; how it is cited follows from it.
 */
kind: PolicyKind, 
/**
 * The number its publisher knows it by in both languages: `32756` of a Treasury Board
 * instrument, `A-1` of an Act, `SOR/98-106` of a regulation; empty where it has none.
 */
instrument: string, 
/**
 * The two sides; `None` where a side does not exist.
 */
sides: Bilingual<PolicySide | null>, };

export type Citation = { 
/**
 * The policy.
 */
slug: string, 
/**
 * The excerpt, or empty for the whole policy.
 */
anchor: string, };

export type Clause = { 
/**
 * The language of the words: the one asked for, or the only one that the policy has the clause in.
 */
lang: Lang, 
/**
 * What it is called where it is cited (`s. 74(c)`, `al. 74c)`); empty for a whole policy.
 */
label: string, 
/**
 * The policy's title.
 */
title: string, 
/**
 * The clause's heading without its number; empty where it has none.
 */
heading: string, 
/**
 * The clause's own text in Markdown; empty for a whole policy.
 */
text: string, 
/**
 * The web address of the policy's page, where it has one.
 */
address: string | null, };

export type CitedClause = { 
/**
 * The citation.
 */
citation: Citation, 
/**
 * What it leads to for a text in each language; `null` in both where it leads nowhere.
 */
clause: Bilingual<Clause | null>, 
/**
 * Whether the notebook has the policy: if so, a citation that leads nowhere names a clause that
 * the policy does not have.
 */
has_policy: boolean, };

export type ItemKind = "note" | "policy";

export type ItemSummary = { 
/**
 * The note's reference or the policy's slug; for a file that cannot be read, its path in the
 * notebook with `/`.
 */
id: string, 
/**
 * What it is.
 */
kind: ItemKind, 
/**
 * The title in each language, `null` where that side is missing.
 */
title: Bilingual<string | null>, 
/**
 * The note's date, or the policy's (modified, else issued).
 */
date: string | null, 
/**
 * The note's state; `null` for a policy and a file that cannot be read.
 */
status: Status | null, 
/**
 * The note's organization code or name; empty for a policy.
 */
organization: string, 
/**
 * The note's minister code or title; empty for a policy.
 */
minister: string, 
/**
 * The note's marking; `null` for a policy and a file that cannot be read.
 */
marking: Marking | null, 
/**
 * Whether the file could be read as a note or policy. What cannot be read is not opened.
 */
readable: boolean, 
/**
 * What is wrong with the file.
 */
problems: Array<Problem>, };

export type StateChange = { 
/**
 * The state that the note was put in.
 */
status: Status, 
/**
 * When, to the second, with the time zone of whoever did it: RFC 3339.
 */
at: string, 
/**
 * By whom; may be empty.
 */
who: string, };

export type Standing = "same" | "removed" | "added";

export type Piece = { 
/**
 * Where it stands.
 */
standing: Standing, 
/**
 * The text, with the spaces and signs in it.
 */
text: string, };

export type Spot = { 
/**
 * The section.
 */
section: Section, 
/**
 * The number of the if-pressed block, from 0; `null` for any other section.
 */
block: number | null, };

export type TranslationState = "missing" | "behind" | "to-confirm" | "unconfirmed" | "current";

export type Translation = { 
/**
 * Which.
 */
spot: Spot, 
/**
 * How they stand.
 */
state: TranslationState, 
/**
 * The side that is to be written or brought up to date; `null` where neither or both are.
 */
behind: Lang | null, 
/**
 * What changed on each side since they last agreed, word by word; empty where nothing did.
 */
changes: Bilingual<Array<Piece>>, };

export type NoteView = { 
/**
 * The note.
 */
note: Note, 
/**
 * The fingerprint of the file it was read from: the base of the next save.
 */
hash: ContentHash, 
/**
 * What is wrong with the file.
 */
problems: Array<Problem>, 
/**
 * The states it was put in, by whom and when, oldest first.
 */
states: Array<StateChange>, 
/**
 * How its two sides stand to each other, section by section.
 */
translations: Array<Translation>, };

export type PolicyView = { 
/**
 * The policy.
 */
policy: Policy, 
/**
 * Its lines in the order of each language, as [`Policy::rows`] has them.
 */
rows: Bilingual<Array<Bilingual<number | null>>>, 
/**
 * The address of its page in each language, or where else it is from.
 */
sources: Bilingual<string | null>, 
/**
 * The excerpt that was asked for, as it is called now; `None` where none was, or it is gone.
 */
anchor: string | null, 
/**
 * What is wrong with the file.
 */
problems: Array<Problem>, };

export type ReplacedText = { 
/**
 * What to name it by.
 */
name: string, 
/**
 * When the newer text took its place in this notebook; `None` where its file does not say.
 */
until: string | null, 
/**
 * When it was issued or took effect.
 */
issued: string | null, 
/**
 * When it was last modified.
 */
modified: string | null, 
/**
 * Up to which day its publisher had kept it current.
 */
consolidated: string | null, 
/**
 * How many clauses say something else now, in either language.
 */
changed: number, 
/**
 * How many have come since.
 */
added: number, 
/**
 * How many are gone.
 */
removed: number, };

export type ClauseStanding = "changed" | "added" | "removed";

export type ClauseChange = { 
/**
 * Its anchor.
 */
anchor: string, 
/**
 * What became of it.
 */
standing: ClauseStanding, 
/**
 * Its number and heading as they are now, or as they were, in each language that has it.
 */
name: Bilingual<string | null>, 
/**
 * The words of both texts, in each language in which they differ.
 */
pieces: Bilingual<Array<Piece> | null>, };

export type TextComparison = { 
/**
 * The text that was replaced.
 */
text: ReplacedText, 
/**
 * The clauses that are not what they were, in the order of the text of now; those that are
 * gone come behind what they followed.
 */
clauses: Array<ClauseChange>, 
/**
 * How many clauses say the same.
 */
same: number, };

export type CitingNote = { 
/**
 * The note's line.
 */
item: ItemSummary, 
/**
 * The anchors that it cites, as the policy has them now; one that the policy does not have, as
 * it was written; empty for the policy as a whole.
 */
anchors: Array<string>, 
/**
 * Those of its anchors whose clauses say something else than when it cited them, or are gone.
 */
behind: Array<string>, };

export type NoteBehind = { 
/**
 * The note.
 */
reference: Reference, 
/**
 * How many of its citations are behind.
 */
citations: number, };

export type Change = { "part": "text", 
/**
 * The side.
 */
lang: Lang, 
/**
 * The section.
 */
section: Section, 
/**
 * Its text when the change began; empty where the side did not exist.
 */
was: string, 
/**
 * Its text now.
 */
now: string, } | { "part": "if_pressed", 
/**
 * The side.
 */
lang: Lang, 
/**
 * The blocks when the change began.
 */
was: Array<IfPressed>, 
/**
 * The blocks now.
 */
now: Array<IfPressed>, } | { "part": "metadata", 
/**
 * The metadata when the change began.
 */
was: Metadata, 
/**
 * The metadata now.
 */
now: Metadata, };

export type SaveNote = { 
/**
 * Which note.
 */
reference: Reference, 
/**
 * The fingerprint of the file on which the changes are based.
 */
base: ContentHash, 
/**
 * The changes, at most one a part.
 */
changes: Array<Change>, };

export type ConflictText = { "part": "text", 
/**
 * What this save wanted.
 */
ours: string, 
/**
 * What is on disk.
 */
theirs: string, } | { "part": "if_pressed", 
/**
 * What this save wanted.
 */
ours: Array<IfPressed>, 
/**
 * What is on disk.
 */
theirs: Array<IfPressed>, } | { "part": "metadata", 
/**
 * What this save wanted.
 */
ours: Metadata, 
/**
 * What is on disk.
 */
theirs: Metadata, };

export type Conflict = { 
/**
 * The side; `null` for metadata.
 */
lang: Lang | null, 
/**
 * The section; `null` for metadata.
 */
section: Section | null, 
/**
 * The two states.
 */
texts: ConflictText, };

export type Saved = { 
/**
 * The note as it is on disk now, with its new fingerprint.
 */
view: NoteView, 
/**
 * Where both this save and another program changed the same part.
 */
conflicts: Array<Conflict>, 
/**
 * Why some changes could not be written although the others were.
 */
failures: Array<Failure>, };

export type Place = { 
/**
 * The side.
 */
lang: Lang, 
/**
 * The section.
 */
section: Section, };

export type NewNote = { 
/**
 * The note whose text, organization, minister and tags it takes over; empty otherwise.
 */
from: Reference | null, 
/**
 * The sections whose text it takes over; all where this is `null`.
 */
places?: Array<Place> | null, };

export type ImportOutcome = { 
/**
 * The file's path as it was given, or empty for pasted text.
 */
path: string, 
/**
 * Which note of the file this is, from 0: a binder holds several.
 */
part: number, 
/**
 * What it became; `null` where it could not be imported.
 */
kind: ItemKind | null, 
/**
 * The note or policy it became or joined; `null` where it could not be imported.
 */
id: string | null, 
/**
 * What was odd, or why it could not be imported.
 */
problems: Array<Problem>, };

export type HitKind = "note" | "policy";

export type SortBy = "relevance" | "date" | "title";

export type Facet = "kind" | "status" | "organization" | "minister" | "year" | "month" | "languages" | "marking" | "tag" | "lang";

export type SearchQuery = { 
/**
 * What the user typed.
 */
text: string, 
/**
 * Only what has these values.
 */
narrow: { [key in Facet]?: Array<string> }, 
/**
 * Only text in this language.
 */
lang: Lang | null, 
/**
 * The language of who asks: hits are shown in it where both sides match alike, as by a
 * reference number.
 */
reader: Lang | null, 
/**
 * Whether hits are shown in the reader's language wherever they have that side, not in the
 * one that matched.
 */
in_reader_language: boolean, 
/**
 * Only what is dated on this day or later.
 */
from: string | null, 
/**
 * Only what is dated on this day or earlier.
 */
to: string | null, 
/**
 * The order.
 */
sort: SortBy, 
/**
 * At most this many hits; 0 means the default of 20.
 */
limit: number, 
/**
 * Leave out this many of the best.
 */
offset: number, };

export type FacetCount = { 
/**
 * The value: a code (`tbs-sct`, `draft`, `2026`).
 */
value: string, 
/**
 * How many.
 */
count: number, };

export type Through = { 
/**
 * The word as typed.
 */
typed: string, 
/**
 * The word of the other language, as it is written in the hit.
 */
found: string, };

export type Hit = { 
/**
 * The note's reference, or `slug#anchor`.
 */
id: string, 
/**
 * What it is.
 */
kind: HitKind, 
/**
 * Its title in `lang`; for an excerpt the policy's title.
 */
title: string, 
/**
 * The language it is shown in: the one in which it matched best, unless the reader's was
 * asked for.
 */
lang: Lang, 
/**
 * The note's date, or the policy's (modified, else issued).
 */
date: string | null, 
/**
 * The score; comparable within one answer only.
 */
score: number, 
/**
 * Where the snippet comes from: a [`crate::section::Section`] key, or for an excerpt its
 * label and heading (`4.1.5 Responsibilities`).
 */
section: string, 
/**
 * The best passage as plain text, without Markdown marks.
 */
snippet: string, 
/**
 * The matched words in the snippet: `[start, end)` in UTF-16 code units, ascending and apart.
 */
highlights: Array<[number, number]>, 
/**
 * The matched words in the title, as in `highlights`.
 */
title_highlights: Array<[number, number]>, 
/**
 * The languages it exists in.
 */
langs: Array<Lang>, 
/**
 * A note's state.
 */
status: Status | null, 
/**
 * Every section that matched, in the order of the page, named as in `section`; `title` for
 * the title.
 */
sections: Array<string>, 
/**
 * Where it was found only through the words of the other language: which stood for which.
 * Empty for what matched as typed.
 */
through: Array<Through>, 
/**
 * What it has in common with what it was compared to, most telling first, as it is written
 * there; empty unless asked for what is similar.
 */
shared: Array<string>, };

export type SearchResults = { 
/**
 * How many notes and excerpts match in all.
 */
total: number, 
/**
 * What was searched for instead, where nothing matched as typed.
 */
corrected: string | null, 
/**
 * The hits asked for, best first.
 */
hits: Array<Hit>, 
/**
 * How the matches divide. The counts of a facet leave its own narrowing aside, so that its
 * other values can still be chosen; years and months come newest first, all else most first.
 */
facets: { [key in Facet]?: Array<FacetCount> }, };

export type SearchTerms = { 
/**
 * What the user typed.
 */
text: string, 
/**
 * What each facet may be.
 */
narrow: { [key in Facet]?: Array<string> }, 
/**
 * Only what is dated on this day or later.
 */
from: string | null, 
/**
 * Only what is dated on this day or earlier.
 */
to: string | null, 
/**
 * The order.
 */
sort: SortBy, 
/**
 * Whether hits are shown in the reader's language wherever they have that side.
 */
in_reader_language: boolean, };

export type SavedSearch = { 
/**
 * Its name, which no other saved search has, whatever the case.
 */
name: string, 
/**
 * What it searches for.
 */
terms: SearchTerms, };

export type Searches = { 
/**
 * Those with a name.
 */
saved: Array<SavedSearch>, 
/**
 * The last ones made.
 */
recent: Array<SearchTerms>, };

export type Origin = "here" | "elsewhere";

export type PastState = { 
/**
 * What to name it by.
 */
id: string, 
/**
 * When it was saved, or seen where another program saved it: RFC 3339, in UTC.
 */
at: string, 
/**
 * Whether this program saved it.
 */
origin: Origin, 
/**
 * The sections in which it differs from the state before it.
 */
changed: Array<Place>, 
/**
 * Whether its metadata differ from those of the state before it.
 */
metadata: boolean, };

export type Difference = { 
/**
 * Which section.
 */
place: Place, 
/**
 * The words of both.
 */
pieces: Array<Piece>, };

export type Comparison = { 
/**
 * The note as it was.
 */
then: Note, 
/**
 * The sections that differ from what the note is now.
 */
differences: Array<Difference>, 
/**
 * Whether the metadata differ. They are not brought back.
 */
metadata: boolean, };

export type SittingNote = { 
/**
 * The note's line.
 */
item: ItemSummary, 
/**
 * Whether it is of one of the seven days before, and not approved yet.
 */
carried: boolean, 
/**
 * What it still lacks.
 */
lacks: Array<Problem>, };

export type Sitting = { 
/**
 * The day of the sitting.
 */
day: string, 
/**
 * Its notes by reference: those dated that day, then those carried over.
 */
notes: Array<SittingNote>, };

export type Staleness = "changed" | "gone" | "broken";

export type Quotation = { 
/**
 * The words in the note and those that would take their place.
 */
pieces: Array<Piece>, 
/**
 * The text with the new words in their place.
 */
mend: Mend, };

export type CitingLine = { 
/**
 * The side.
 */
lang: Lang, 
/**
 * The section.
 */
section: Section, 
/**
 * The number of the if-pressed block, from 0; `null` for a section's text.
 */
block: number | null, 
/**
 * The line, without marks.
 */
text: string, 
/**
 * What it has of the clause's old words, which have changed since.
 */
quotation: Quotation | null, };

export type Proposal = { 
/**
 * How it is cited.
 */
citation: Citation, 
/**
 * Its policy's title.
 */
title: Bilingual<string | null>, 
/**
 * What it is called.
 */
label: Bilingual<string | null>, 
/**
 * What it says, without marks.
 */
text: Bilingual<string | null>, 
/**
 * How much of the words is the same, in hundredths.
 */
likeness: number, };

export type StaleCitation = { 
/**
 * The citation as the note has it: `[@slug#anchor]`.
 */
written: string, 
/**
 * What it names; `null` where it cannot be read as a citation.
 */
citation: Citation | null, 
/**
 * Why it no longer stands.
 */
staleness: Staleness, 
/**
 * Whether the notebook has the policy.
 */
is_there: boolean, 
/**
 * The policy's title in each language, as it was last seen where the policy is gone.
 */
title: Bilingual<string | null>, 
/**
 * What the clause is called in each language (`s. 74(c)`); `null` where it is gone.
 */
label: Bilingual<string | null>, 
/**
 * What the clause said when it was cited and says now, word by word, where anything was
 * recorded in that language or is said in it.
 */
texts: Bilingual<Array<Piece> | null>, 
/**
 * In which languages it is recorded what the clause said when it was cited. In another,
 * `texts` has what it says now.
 */
is_recorded: Bilingual<boolean>, 
/**
 * The fingerprint of what the clause says now, for [`Notebook::confirm_citation`]; `null` where
 * it is gone.
 */
now: ContentHash | null, 
/**
 * The lines of the note that cite it, in the order of the note.
 */
lines: Array<CitingLine>, 
/**
 * Clauses that say by now what this one said, the closest first.
 */
proposals: Array<Proposal>, };

export type Unconfirmed = { 
/**
 * The citation.
 */
citation: Citation, 
/**
 * What its clause said when it was cited, in Markdown.
 */
said: Bilingual<string | null>, };

export type NoteTranslations = { 
/**
 * The note's line.
 */
item: ItemSummary, 
/**
 * The sections that are not current.
 */
translations: Array<Translation>, };

export type Taking = "taken" | "partly" | "unfinished" | "changed-since" | "gone";

export type TakenSection = { 
/**
 * Which, in the note as it is now, or as it was where it is gone.
 */
spot: Spot, 
/**
 * What became of it.
 */
taking: Taking, };

export type TakenTranslation = { 
/**
 * The note.
 */
reference: Reference, 
/**
 * The language that was translated into.
 */
lang: Lang, 
/**
 * Its sections, in the order of the file.
 */
sections: Array<TakenSection>, 
/**
 * Why none of it could be taken: the note is not there, or is approved.
 */
failure: Failure | null, };

export type EarlierPassage = { 
/**
 * Its Markdown.
 */
text: string, 
/**
 * The same, with what is not in the passage being written that is most like it marked as
 * added; all of it is the same where nothing is like it.
 */
pieces: Array<Piece>, 
/**
 * Whether what is being written says the same already.
 */
is_there: boolean, };

export type EarlierPart = { 
/**
 * Which part.
 */
spot: Spot, 
/**
 * The topic of an if-pressed block; empty for any other part.
 */
topic: string, 
/**
 * Its bullets and paragraphs, in order.
 */
passages: Array<EarlierPassage>, };

export type EarlierNote = { 
/**
 * The note.
 */
reference: Reference, 
/**
 * Its title in the language being written.
 */
title: string, 
/**
 * Its date.
 */
date: string | null, 
/**
 * The state it is in.
 */
status: Status, 
/**
 * The parts that can be taken over: the section being written; for a response or an if-pressed
 * block both the response and every block.
 */
parts: Array<EarlierPart>, };

export type PairKind = "block" | "sentence";

export type Passage = { 
/**
 * What it says, without marks.
 */
text: string, 
/**
 * The same in Markdown, with bold, italic, links and citations.
 */
markdown: string, };

export type PairOrigin = { 
/**
 * The reference of the note; a file of another tool may name none.
 */
reference: string | null, 
/**
 * The section, where that is known.
 */
section: Section | null, 
/**
 * The note's date, or when the other tool made the pair.
 */
date: string | null, 
/**
 * The file that was taken in; `null` where the note is one of this notebook.
 */
file: string | null, };

export type MemoryMatch = { 
/**
 * What was asked for: the passage, or one of its sentences.
 */
asked: string, 
/**
 * The pair's passage in the language that was asked in.
 */
source: Passage, 
/**
 * The pair's passage in the other language.
 */
target: Passage, 
/**
 * How much of the words is the same; 100 where it is the same passage.
 */
percent: number, 
/**
 * Whether it is the same passage: see [`Memory::lookup`].
 */
exact: boolean, 
/**
 * What differs: what is removed stands in `source` only, what is added in `asked` only.
 */
difference: Array<Piece>, 
/**
 * The target with its figures put right, where figures alone differ and that is certain.
 */
suggestion: Passage | null, 
/**
 * Whether the pair is of blocks or of sentences.
 */
kind: PairKind, 
/**
 * Where the pair comes from, newest first, the first [`TOLD`].
 */
origins: Array<PairOrigin>, 
/**
 * How often it was used: of so many origins `origins` are the first.
 */
uses: number, };

export type MemoryMatches = { 
/**
 * The matches; see [`Memory::lookup`].
 */
matches: Array<MemoryMatch>, 
/**
 * Whether the whole notebook was asked. If not, asking again a moment later may give more.
 */
complete: boolean, };

export type MemoryImported = { 
/**
 * The name under which the notebook keeps it; `null` where it holds nothing for us.
 */
name: string | null, 
/**
 * How many pairs of English and French it holds.
 */
pairs: number, 
/**
 * How many of its units were left out: they lack a language, or say the same in both.
 */
left_out: number, 
/**
 * How many passages in other languages it holds.
 */
other_languages: number, };

export type SidesWanted = "en" | "fr" | "both";

export type Layout = "sequential" | "side-by-side";

export type Binder = { 
/**
 * The day it is for, on its cover.
 */
date: string | null, 
/**
 * The minister it is for: a code of the reference tables, or a title. Where there is none, the
 * one whom all the notes name.
 */
minister: string | null, 
/**
 * Whether the notes stand by their first tag, each theme behind a divider.
 */
by_theme: boolean, };

export type ExportPreview = { 
/**
 * How many sheets the file has.
 */
sheets: number, 
/**
 * The sheet asked for; the last one where there are fewer.
 */
sheet: Sheet, };

export type Sheet = { 
/**
 * What is on it.
 */
kind: SheetKind, 
/**
 * The note's reference, printed at the foot; empty on a sheet of the binder itself.
 */
reference: string, 
/**
 * The languages of its text, in order.
 */
langs: Array<Lang>, 
/**
 * The paper.
 */
paper: Paper, 
/**
 * The security marking at the top right, once in each language that has another word for it.
 */
marking: Array<Phrase>, 
/**
 * Whether its pages show their number.
 */
numbered: boolean, 
/**
 * Its text.
 */
blocks: Array<SheetBlock>, };

export type Align = "left" | "center" | "right";

export type SheetKind = "note" | "cover" | "contents" | "divider";

export type Paper = { 
/**
 * Its width.
 */
width: number, 
/**
 * Its height.
 */
height: number, 
/**
 * The margin above the text.
 */
top: number, 
/**
 * The margin at the right.
 */
right: number, 
/**
 * The margin below the text.
 */
bottom: number, 
/**
 * The margin at the left.
 */
left: number, 
/**
 * From the upper edge to the head.
 */
head: number, 
/**
 * From the lower edge to the foot.
 */
foot: number, };

export type Phrase = { 
/**
 * The language.
 */
lang: Lang, 
/**
 * The words.
 */
text: string, };

export type SheetBlock = { "block": "paragraph" } & SheetParagraph | { "block": "table" } & SheetTable;

export type SheetRole = "heading" | "body" | "response" | "item" | "response-item" | "quote" | "code" | "rule" | "table-text" | "source" | "cover-title" | "cover-line" | "divider" | "entry";

export type SheetParagraph = { 
/**
 * What it is for.
 */
role: SheetRole, 
/**
 * The level of a heading or of a line of the table of contents, from 1; 0 for any other.
 */
level: number, 
/**
 * The language of its text.
 */
lang: Lang, 
/**
 * The item of a list that it starts.
 */
item: SheetItem | null, 
/**
 * How far the text is set in, in twentieths of a point.
 */
indent: number, 
/**
 * The name under which links lead here.
 */
bookmark: string | null, 
/**
 * Its text.
 */
spans: Array<SheetSpan>, };

export type SheetItem = { 
/**
 * The list, counted from 0 on the sheet; the items of one list need not stand together.
 */
list: number, 
/**
 * How deep the list is nested, from 0 to 8.
 */
level: number, 
/**
 * What is printed before the item: `•`, `1.`, `a.`, `[1]`.
 */
mark: string, };

export type SheetSpan = { "span": "text" } & SheetRun | { "span": "break" } | { "span": "leader", 
/**
 * Where that text ends, from the left edge of the text, in twentieths of a point.
 */
stop: number, };

export type SheetRun = { 
/**
 * The text as it is printed.
 */
text: string, 
/**
 * How it looks.
 */
look: SheetLook, 
/**
 * Where it leads.
 */
link: SheetLink | null, };

export type SheetLook = { 
/**
 * Bold.
 */
bold: boolean, 
/**
 * Italic.
 */
italic: boolean, 
/**
 * Struck through.
 */
struck: boolean, 
/**
 * Set as code.
 */
code: boolean, };

export type SheetLink = { "to": "address", "at": string } | { "to": "source", "at": string } | { "to": "place", "at": string };

export type SheetTableKind = "data" | "metadata" | "sides";

export type SheetTable = { 
/**
 * What it is for.
 */
kind: SheetTableKind, 
/**
 * The language of its text; of [`TableKind::Sides`] that of the first column.
 */
lang: Lang, 
/**
 * The widths of its columns, in twentieths of a point.
 */
columns: Array<number>, 
/**
 * How the text of each column stands in it, as far as that is said; as it does by itself in the
 * columns beyond.
 */
align: Array<Align | null>, 
/**
 * How far it is set in, in twentieths of a point.
 */
indent: number, 
/**
 * Its rows, the header included.
 */
rows: Array<SheetRow>, };

export type SheetRow = { 
/**
 * Whether it must not break over pages.
 */
whole: boolean, 
/**
 * Its cells, each a sequence of paragraphs; a cell without text has none.
 */
cells: Array<Array<SheetParagraph>>, };

export type Theme = "system" | "light" | "dark" | "contrast-light" | "contrast-dark";

export type Rates = { 
/**
 * In English.
 */
en: number, 
/**
 * In French.
 */
fr: number, };

export type ExportChoices = { 
/**
 * Which sides.
 */
sides: SidesWanted, 
/**
 * How two sides stand.
 */
layout: Layout, 
/**
 * The side that comes first where one stands after the other.
 */
first: Lang, 
/**
 * Whether a binder's notes stand by their themes.
 */
by_theme: boolean, 
/**
 * The minister on a binder's cover: a code; `null` for whom all its notes name.
 */
minister: string | null, 
/**
 * Whether the department's own look is used.
 */
template: boolean, };

export type Settings = { 
/**
 * The interface's language.
 */
ui_lang: Lang, 
/**
 * The colours of the window.
 */
theme: Theme, 
/**
 * The size of the text, in hundredths of the usual one.
 */
text_size: number, 
/**
 * How fast responses are spoken.
 */
rates: Rates, 
/**
 * How notes were exported the last time.
 */
export: ExportChoices, 
/**
 * Which languages of a policy are shown.
 */
reading?: SidesWanted | null, };

export type Recovered = { 
/**
 * What to name when discarding it.
 */
id: string, 
/**
 * The note they belong to.
 */
reference: Reference, 
/**
 * When they were kept, in RFC 3339.
 */
at: string, 
/**
 * The changes.
 */
changes: Array<Change>, };

export type Session = { 
/**
 * The notebook folder's name.
 */
notebook: string, 
/**
 * The user's choices.
 */
settings: Settings, 
/**
 * Text that could not be written to its note in an earlier session, or is in conflict.
 */
recovered: Array<Recovered>, 
/**
 * The name of the Word file that lends exports the department's own look, if there is one.
 */
template: string | null, 
/**
 * The program's version.
 */
version: string, 
/**
 * Why no notebook is open, if none is.
 */
failure: Failure | null, };

export type ExportRequest = { 
/**
 * The notes, in order.
 */
references: Array<Reference>, 
/**
 * Which sides.
 */
sides: SidesWanted, 
/**
 * How two sides stand.
 */
layout: Layout, 
/**
 * The side that comes first where one stands after the other.
 */
first: Lang, 
/**
 * The cover, the contents and the order of a binder; `null` for the notes alone.
 */
binder: Binder | null, 
/**
 * Whether the department's own look is used.
 */
template: boolean, };

export type Exported = { 
/**
 * The file's name, without its folder.
 */
file_name: string, 
/**
 * How many notes it holds.
 */
notes: number, };

export type NotebookEvent = { "event": "items_changed", 
/**
 * Their ids.
 */
ids: Array<string>, } | { "event": "export_progress", 
/**
 * Sheets made.
 */
done: number, 
/**
 * Sheets to make.
 */
total: number, } | { "event": "import_progress", 
/**
 * Files done.
 */
done: number, 
/**
 * Files in all.
 */
total: number, 
/**
 * The name of the file that is read next; empty at the end.
 */
name: string, } | { "event": "index_progress", 
/**
 * Documents indexed.
 */
done: number, 
/**
 * Documents to index.
 */
total: number, };

export type RegistryEntry = { 
/**
 * The code: `tbs-sct`, `PTB`.
 */
code: string, 
/**
 * Its name or title.
 */
name: Bilingual<string>, 
/**
 * Who holds the office today; `null` for an organization and for an office nobody holds.
 */
holder: Bilingual<string> | null, };

export type Registry = { 
/**
 * Organizations, by code.
 */
organizations: Array<RegistryEntry>, 
/**
 * Ministers' titles, by code.
 */
ministers: Array<RegistryEntry>, };

export type Reference = string;
export type ContentHash = string;
