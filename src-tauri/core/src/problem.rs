//! What is wrong with a file, an import or a note: a code with its place and parameters.
//!
//! The sentence that a person reads lives with whoever talks to that person: the terminal's
//! `messages.rs` and the window's catalogues hold one for every code, in both languages, or do
//! not compile.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lang::Lang;
use crate::section::Section;

/// What kind of problem it is. In JSON in kebab case: `empty-section`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemCode {
    // Reading a file of the notebook.
    /// The file could not be read from the disk. Params: `path`, `reason`.
    Unreadable,
    /// The file is not UTF-8 text. Params: `path`.
    NotUtf8,
    /// The file does not start with front matter between `---` lines. Params: `path`.
    NoFrontMatter,
    /// The front matter is not valid YAML. Params: `reason`.
    BadFrontMatter,
    /// The front matter has no usable `reference`.
    NoReference,
    /// Two files carry the same reference or slug. Params: `id`, `path`.
    DuplicateId,
    /// A front-matter value is not one of those allowed, or not a date. Params: `field`, `value`.
    BadValue,
    /// Text stands before the first heading of a side, or outside both. Params: `words`.
    UnplacedText,
    /// A section or side heading appears twice. Params: `heading`.
    DuplicateSection,
    /// A line of the notebook's synonyms names no terms that stand for each other. Params: `line`,
    /// its number; `text`.
    BadSynonyms,

    // Importing.
    /// Words of the source that fit no field were put in additional information. Params: `text`.
    MovedToAdditionalInformation,
    /// Words of the source that were left out on purpose (a running head, a print date, a page
    /// address). Params: `text`, and `times` where it was left out more than once.
    LeftOut,
    /// The source names no reference number; the next free one was given. Params: `reference`.
    ReferenceAssigned,
    /// The source's date could not be read. Params: `value`.
    BadDate,
    /// The organization is not in the reference table; its name was kept. Params: `value`.
    UnknownOrganization,
    /// The minister's title is not in the reference table; it was kept. Params: `value`.
    UnknownMinister,
    /// The minister named is not the one in office on the note's date. Params: `value`.
    MinisterNotInOffice,
    /// That side exists already and says something else; it was not overwritten. Params: `reference`.
    SideExists,
    /// The very same note or policy is there already; nothing was changed. Params: `id`.
    AlreadyImported,
    /// The text's language could not be told with confidence. Params: `lang` that was assumed.
    LanguageUncertain,
    /// Provisions that are repealed were left out. Params: `labels`.
    RepealedLeftOut,
    /// Provisions that are not in force were left out. Params: `labels`.
    NotInForceLeftOut,
    /// The policy's other language was joined to the one that is there. Params: `id`.
    LanguageJoined,
    /// A newer text replaced the policy's; the old one is kept for comparison. Params: `id`;
    /// `changed`, `added` and `removed`, how many excerpts.
    PolicyReplaced,
    /// The notebook has a newer text of that policy; nothing was changed. Params: `id`, `modified`,
    /// when the text in the notebook was last modified.
    OlderThanOurs,
    /// The XML has a document type; such files are not read.
    DocumentType,
    /// The file's parts stand in one another more deeply than any document's.
    NestedTooDeep,
    /// The folder holds more files than one import reads; nothing was imported. Params: `limit`.
    TooManyFiles,
    /// The file has more parts than a document may.
    TooManyParts,
    /// The PDF file has no text layer: it holds pictures of pages.
    NoTextLayer,
    /// Reading the file did not end in the time that a document may take.
    TooSlow,
    /// The file cannot be imported: it is of a kind that is not read. Params: `kind`.
    CannotImport,
    /// The file is cut short or not made as its kind of file is. Params: `reason`.
    DamagedFile,
    /// The file is too large, or would be when unpacked. Params: `limit` in megabytes.
    FileTooLarge,
    /// The file opens only with a password.
    PasswordNeeded,
    /// Tracked changes were taken as accepted. Params: `insertions`, `deletions`; `text`, the words
    /// that were deleted.
    TrackedChangesAccepted,
    /// Comments were left out. Params: `count`, `text`.
    CommentsLeftOut,
    /// Footnotes and endnotes stand in parentheses where their marks stood. Params: `count`.
    FootnotesInText,
    /// Pictures, charts and embedded objects were left out. Params: `count`; `text`, what is said of
    /// them.
    PicturesLeftOut,
    /// Links lead to files or programs: their words stay, the addresses were left out. Params:
    /// `count`; `text`, the addresses.
    AddressesLeftOut,
    /// The file holds no text.
    NoText,
    /// The text has neither the labels of a note nor the parts or length of a policy.
    NeitherNoteNorPolicy,
    /// It was read but could not be written to the notebook. Params: `error`, an
    /// [`crate::error::ErrorCode`], and that code's own.
    NotTaken,
    /// A metadata line of the other side differs from the note's and was not taken. Params: `field`, `value`.
    MetadataDiffers,

    // What a note still lacks.
    /// The whole side is missing.
    MissingSide,
    /// The title is empty.
    MissingTitle,
    /// A required section is empty.
    EmptySection,
    /// The note has no date.
    MissingDate,
    /// The sides do not have the same number of if-pressed blocks. Params: `en`, `fr`.
    UnequalIfPressed,
    /// An if-pressed block has no topic. Params: `number`.
    MissingTopic,
    /// A placeholder is left. Params: `text`.
    Placeholder,
    /// A citation names no policy excerpt of the notebook. Params: `citation`.
    BrokenCitation,
    /// The clause that is cited says something else than when it was cited. Params: `citation`;
    /// `was` and `now`, its text.
    CitationChanged,
    /// The clause that is cited is no longer in its policy. Params: `citation`; `was`, its text.
    CitationVanished,
    /// The response has more words than 35 seconds allow. Params: `words`, `limit`.
    LongResponse,
    /// An optional section has a text in the other language alone.
    OneSided,
    /// The date is later than today. Params: `date`.
    FutureDate,
    /// The reference number of a note of the Secretariat does not follow its pattern. Params:
    /// `reference`.
    OddReference,
    /// Nobody held the minister's office on the note's date. Params: `minister`, `date`.
    NobodyInOffice,
    /// The sides have different figures. Params: `en` and `fr`, those of one side alone, as written.
    FiguresDiffer,
    /// Words are two or more spaces apart. Params: `places`, `text` of the first.
    DoubleSpace,
    /// A line is broken in mid-sentence. Params: `places`, `text` of the first.
    HardBreak,
    /// Quotation marks or apostrophes are straight. Params: `places`, `text` of the first.
    StraightQuotes,
    /// A French sign lacks its no-break space. Params: `places`, `text` of the first.
    FrenchSpacing,
    /// A section has fallen behind the other language's, which changed since both last agreed.
    /// Params: `number` of the if-pressed block, where it is one.
    TranslationBehind,
    /// The reference number has a character that the schema forbids. Params: `reference`.
    BadReference,
}

impl ProblemCode {
    /// The code in JSON: `empty-section`.
    pub fn key(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(key)) => key,
            _ => unreachable!("a unit variant serializes to a string"),
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Problem {
    /// What kind of problem.
    pub code: ProblemCode,
    /// The side it is in, where it is in one.
    pub lang: Option<Lang>,
    /// The section it is in, where it is in one.
    pub section: Option<Section>,
    /// What the sentence about it names; see each code.
    pub params: BTreeMap<String, String>,
    /// How it can be mended without a thought, where it can.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub mend: Option<Mend>,
}

/// A text with a problem, and without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mend {
    /// The number of the if-pressed block whose text it is, from 0; `null` for a section's.
    pub block: Option<usize>,
    /// The text in which the problem was found. Of another one nothing is known.
    pub was: String,
    /// The text mended.
    pub now: String,
}

impl Problem {
    /// A problem of the whole file.
    pub const fn new(code: ProblemCode) -> Self {
        Self {
            code,
            lang: None,
            section: None,
            params: BTreeMap::new(),
            mend: None,
        }
    }

    /// The same problem, with what mends it.
    #[must_use]
    pub fn mended_by(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }

    /// The same problem, in a side.
    #[must_use]
    pub const fn in_side(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// The same problem, in a section.
    #[must_use]
    pub const fn in_section(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// The same problem, with a parameter for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}
