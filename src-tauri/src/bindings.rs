//! The interface's TypeScript types, rendered from the Rust ones, and the test that keeps them current.

use std::fmt::Write as _;
use std::path::Path;

use qp_core::{
    checks, difference, document, error, export, history, lang, memory, note, notebook, policy,
    problem, search, section, store, translation,
};
use ts_rs::{Config, TS};

use crate::api;

fn render() -> String {
    let mut out = String::from(
        "// Generated from the Rust types by the test `bindings` of the crate qp-notes: do not edit.\n\
         // To renew it: UPDATE_TYPES=1 cargo test -p qp-notes bindings\n",
    );
    let config = Config::from_env();
    core_types(&mut out, &config);
    export_types(&mut out, &config);
    window_types(&mut out, &config);
    out.push_str("\nexport type Reference = string;\nexport type ContentHash = string;\n");
    out
}

macro_rules! declare {
    ($out:ident, $config:ident: $($type:ty),+ $(,)?) => {
        $(let _ = write!($out, "\nexport {}\n", <$type as TS>::decl($config));)+
    };
}

fn core_types(out: &mut String, config: &Config) {
    declare![out, config:
        lang::Lang,
        lang::Bilingual<String>,
        section::Section,
        problem::ProblemCode,
        problem::Mend,
        problem::Problem,
        error::ErrorCode,
        error::Failure,
        note::Status,
        note::Marking,
        note::Metadata,
        note::IfPressed,
        note::Side,
        note::Note,
        policy::Excerpt,
        policy::PolicyKind,
        policy::PolicySide,
        policy::Policy,
        policy::Citation,
        notebook::Clause,
        notebook::CitedClause,
        store::ItemKind,
        store::ItemSummary,
        note::StateChange,
        difference::Standing,
        difference::Piece,
        translation::Spot,
        translation::TranslationState,
        translation::Translation,
        notebook::NoteView,
        notebook::PolicyView,
        notebook::ReplacedText,
        notebook::ClauseStanding,
        notebook::ClauseChange,
        notebook::TextComparison,
        notebook::CitingNote,
        notebook::NoteBehind,
        note::Change,
        notebook::SaveNote,
        note::ConflictText,
        note::Conflict,
        notebook::Saved,
        notebook::Place,
        notebook::NewNote,
        notebook::ImportOutcome,
        search::HitKind,
        search::SortBy,
        search::Facet,
        search::SearchQuery,
        search::FacetCount,
        search::Through,
        search::Hit,
        search::SearchResults,
        notebook::SearchTerms,
        notebook::SavedSearch,
        notebook::Searches,
        history::Origin,
        notebook::PastState,
        notebook::Difference,
        notebook::Comparison,
        notebook::SittingNote,
        notebook::Sitting,
        notebook::Staleness,
        notebook::Quotation,
        notebook::CitingLine,
        notebook::Proposal,
        notebook::StaleCitation,
        notebook::Unconfirmed,
        notebook::NoteTranslations,
        notebook::Taking,
        notebook::TakenSection,
        notebook::TakenTranslation,
        notebook::EarlierPassage,
        notebook::EarlierPart,
        notebook::EarlierNote,
        memory::PairKind,
        memory::Passage,
        memory::PairOrigin,
        memory::MemoryMatch,
        notebook::MemoryMatches,
        notebook::MemoryImported,
    ];
}

fn export_types(out: &mut String, config: &Config) {
    declare![out, config:
        export::SidesWanted,
        export::Layout,
        export::Binder,
        export::ExportPreview,
        export::Sheet,
        document::Align,
        export::SheetKind,
        export::Paper,
        export::Phrase,
        export::Block,
        export::Role,
        export::Paragraph,
        export::Item,
        export::Span,
        export::Run,
        export::Look,
        export::Link,
        export::TableKind,
        export::Table,
        export::Row,
    ];
}

fn window_types(out: &mut String, config: &Config) {
    declare![out, config:
        api::Theme,
        checks::Rates,
        api::ExportChoices,
        api::Settings,
        api::Recovered,
        api::Session,
        api::ExportRequest,
        api::Exported,
        api::NotebookEvent,
        api::RegistryEntry,
        api::Registry,
    ];
}

#[test]
fn bindings_of_the_interface_are_current() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/ipc/types.ts");
    let rendered = render();
    if std::env::var_os("UPDATE_TYPES").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        qp_core::store::atomic_write(&file, rendered.as_bytes()).unwrap();
    }
    let present = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        present.replace("\r\n", "\n") == rendered,
        "{} is stale: run UPDATE_TYPES=1 cargo test -p qp-notes bindings",
        file.display()
    );
}
