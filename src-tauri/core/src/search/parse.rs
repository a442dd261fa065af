//! Reads what a person typed. Any text is a valid query: what is no operator is words.

use std::ops::Range;

use chrono::{Months, NaiveDate};

use super::HitKind;
use super::analysis::{Word, WordKind, fold_text, is_group_mark, words};
use crate::lang::Lang;
use crate::note::{Marking, Status};

/// More clauses than a person types are left out, so that a pasted page is not a slow query.
const MOST_CLAUSES: usize = 40;
/// More words of a quoted phrase are left out.
const MOST_PHRASE_WORDS: usize = 40;

/// A query: each group is wanted; of a group's clauses, any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Parsed {
    /// The groups, in the order typed.
    pub(super) groups: Vec<Vec<Clause>>,
    /// Whether there is something, and no letter or digit in it: it finds nothing.
    pub(super) says_nothing: bool,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    /// Whether what matches is left out (`-word`).
    pub(super) negated: bool,
    /// What is looked for.
    pub(super) what: What,
    /// Where it stands in what was typed, in bytes.
    pub(super) source: Range<usize>,
}

/// What a clause looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// A word, or several written as one: `l'accès`, `porte-parole`, `TBS-2025-QP`.
    Words(Vec<Word>, Ending),
    /// Words in this order and form; `true` while its end is not typed yet.
    Phrase(Vec<Word>, bool),
    /// Words in a field.
    Field(FieldName, Vec<Word>),
    /// A state.
    Status(Status),
    /// A marking.
    Marking(Marking),
    /// A kind.
    Kind(HitKind),
    /// A side in this language.
    Lang(Lang),
    /// Dated from one day to another, both included.
    Between(NaiveDate, NaiveDate),
    /// Dated on this day or later.
    After(NaiveDate),
    /// Dated before this day.
    Before(NaiveDate),
}

/// How the last word of a clause ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is whole.
    Whole,
    /// A star follows: any word that starts so is as good.
    Star,
    /// It may still be being typed: a word that starts so will do.
    Typing,
}

/// A field that a person can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    /// `ref:`, `réf:`, `reference:`.
    Reference,
    /// `title:`, `titre:`.
    Title,
    /// `minister:`, `ministre:`.
    Minister,
    /// `organization:`, `organisation:`.
    Organization,
    /// `tag:`, `étiquette:`.
    Tag,
}

enum Named {
    Words(FieldName),
    Status,
    Marking,
    Kind,
    Lang,
    During,
    After,
    Before,
}

fn named(name: &str) -> Option<Named> {
    Some(match fold_text(name).as_str() {
        "ref" | "reference" => Named::Words(FieldName::Reference),
        "title" | "titre" => Named::Words(FieldName::Title),
        "minister" | "ministre" => Named::Words(FieldName::Minister),
        "organization" | "organisation" | "org" => Named::Words(FieldName::Organization),
        "tag" | "etiquette" => Named::Words(FieldName::Tag),
        "status" | "state" | "etat" | "statut" => Named::Status,
        "marking" | "cote" | "classification" => Named::Marking,
        "kind" | "sorte" | "type" => Named::Kind,
        "lang" | "langue" | "language" => Named::Lang,
        "year" | "annee" | "month" | "mois" | "date" => Named::During,
        "after" | "apres" => Named::After,
        "before" | "avant" => Named::Before,
        _ => return None,
    })
}

/// The state with this key or name, in either language.
fn status(text: &str) -> Option<Status> {
    Some(match fold_text(text).as_str() {
        "draft" | "ebauche" | "brouillon" => Status::Draft,
        "in review" | "review" | "en revision" | "revision" => Status::InReview,
        "in translation" | "translation" | "en traduction" | "traduction" => Status::InTranslation,
        "approved" | "approuve" | "approuvee" => Status::Approved,
        "archived" | "archive" | "archivee" => Status::Archived,
        _ => return None,
    })
}

/// The marking with this name in either language.
fn marking(text: &str) -> Option<Marking> {
    let wanted = fold_text(text);
    let is_meant = |marking: &Marking| {
        let mut labels = Lang::ALL.into_iter().map(|lang| marking.label(lang));
        labels.any(|label| fold_text(label) == wanted)
    };
    Marking::ALL.iter().copied().find(is_meant)
}

/// The kind with this name in either language.
fn kind(text: &str) -> Option<HitKind> {
    Some(match fold_text(text).as_str() {
        "note" | "notes" => HitKind::Note,
        "policy" | "policies" | "politique" | "politiques" => HitKind::Policy,
        _ => return None,
    })
}

/// The language with this code or name.
fn lang(text: &str) -> Option<Lang> {
    match fold_text(text).as_str() {
        "en" | "english" | "anglais" => Some(Lang::En),
        "fr" | "french" | "francais" => Some(Lang::Fr),
        _ => None,
    }
}

/// The first and the last day of `2025`, `2025-06` or `2025-06-19`.
fn during(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = first_day(text)?;
    let after = match text.split(['-', '/']).count() {
        1 => first.checked_add_months(Months::new(12)),
        2 => first.checked_add_months(Months::new(1)),
        _ => first.succ_opt(),
    };
    Some((first, after?.pred_opt()?))
}

/// The first day of `2025`, `2025-06` or `2025-06-19`.
fn first_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', '/']);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut number = || parts.next().map_or(Ok(1), str::parse);
    let (month, day) = (number().ok()?, number().ok()?);
    NaiveDate::from_ymd_opt(year, month, day).filter(|_| parts.next().is_none())
}

const fn closing(c: char) -> Option<&'static [char]> {
    match c {
        '"' | '“' | '”' | '„' | '\u{ff02}' => Some(&['"', '“', '”', '\u{ff02}']),
        '«' => Some(&['»']),
        _ => None,
    }
}

/// Reads a query.
pub(super) fn parse(text: &str) -> Parsed {
    let mut reader = Reader {
        text,
        at: 0,
        parsed: Parsed::default(),
        joins: false,
        count: 0,
    };
    while reader.clause() {}
    reader.parsed.says_nothing = !text.trim().is_empty() && !text.contains(char::is_alphanumeric);
    reader.parsed
}

/// What a field's name and colon turn out to be.
enum Typed {
    /// A clause.
    Clause(What),
    /// A name whose value is not typed yet.
    Nothing,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    parsed: Parsed,
    /// Whether `OR` stands before what comes.
    joins: bool,
    /// How many clauses there are.
    count: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes what is up to the next white space or quotation mark.
    fn chunk(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c.is_whitespace() || closing(c).is_some() || c == '»')
            .unwrap_or(rest.len());
        self.at += end;
        let chunk = &rest[..end];
        let digits = chunk.trim_start_matches(|c: char| !c.is_alphanumeric());
        if (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.groups_of_digits();
            let fraction = self.rest().strip_prefix([',', '.']).unwrap_or_default();
            let count = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if count > 0 {
                self.at += 1 + count;
            }
        }
        &rest[..rest.len() - self.rest().len()]
    }

    /// Takes the groups of three digits that go on with a number: `12 000`.
    fn groups_of_digits(&mut self) {
        loop {
            let rest = self.rest();
            let Some(mark) = rest.chars().next().filter(|c| is_group_mark(*c)) else {
                return;
            };
            let group = &rest[mark.len_utf8()..];
            let digits = group.bytes().take_while(u8::is_ascii_digit).count();
            let goes_on = group[digits..].starts_with(char::is_alphanumeric);
            if digits != 3 || goes_on {
                return;
            }
            self.at += mark.len_utf8() + digits;
        }
    }

    /// Takes a quoted text, if one starts here; `true` with it where its end is missing.
    fn quoted(&mut self) -> Option<(&'a str, bool)> {
        let rest = self.rest();
        let open = rest.chars().next()?;
        let closing = closing(open)?;
        let inner = &rest[open.len_utf8()..];
        if let Some(end) = inner.find(closing) {
            let mark = inner[end..].chars().next().map_or(0, char::len_utf8);
            self.at += open.len_utf8() + end + mark;
            Some((&inner[..end], false))
        } else {
            self.at = self.text.len();
            Some((inner, true))
        }
    }

    /// Reads one clause; `false` at the end.
    fn clause(&mut self) -> bool {
        self.skip_space();
        let start = self.at;
        let rest = self.rest();
        if rest.is_empty() {
            return false;
        }
        let negated = rest.starts_with('-')
            && rest[1..]
                .chars()
                .next()
                .is_some_and(|c| c.is_alphanumeric() || closing(c).is_some());
        if negated {
            self.at += 1;
        }
        let what = if let Some((text, open)) = self.quoted() {
            phrase(text, open)
        } else {
            let chunk = self.chunk();
            if chunk.is_empty() {
                // A closing mark without its opening one.
                self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                return true;
            }
            if matches!(chunk, "OR" | "OU") && !negated && !self.parsed.groups.is_empty() {
                self.joins = true;
                return true;
            }
            match self.field(chunk) {
                Some(Typed::Clause(what)) => Some(what),
                Some(Typed::Nothing) => None,
                None => self.typed(chunk, negated),
            }
        };
        if let Some(what) = what {
            self.add(Clause {
                negated,
                what,
                source: start..self.at,
            });
        }
        self.count < MOST_CLAUSES
    }

    fn add(&mut self, clause: Clause) {
        self.count += 1;
        match self.parsed.groups.last_mut() {
            Some(group) if self.joins => group.push(clause),
            _ => self.parsed.groups.push(vec![clause]),
        }
        self.joins = false;
    }

    fn typed(&self, chunk: &str, negated: bool) -> Option<What> {
        let ending = if chunk.ends_with('*') {
            Ending::Star
        } else if self.rest().is_empty() && !negated {
            Ending::Typing
        } else {
            Ending::Whole
        };
        let mut words = words(chunk);
        words.truncate(MOST_PHRASE_WORDS);
        // One word, whose parts are only there to be found by.
        if words.first().is_some_and(|word| word.form == "aujourdhui") {
            words.truncate(1);
            if let Some(word) = words.first_mut() {
                word.kind = WordKind::Plain;
            }
        }
        without_subject(&mut words);
        words
            .iter()
            .any(|word| word.kind != WordKind::Particle)
            .then_some(What::Words(words, ending))
    }

    /// `name:value`, if that is one; [`Typed::Nothing`] where there is no value yet.
    fn field(&mut self, chunk: &'a str) -> Option<Typed> {
        let (name, value) = chunk.split_once(':')?;
        let name = named(name)?;
        let after_chunk = self.at;
        let mut value = value;
        if value.is_empty() {
            self.skip_space();
            value = match self.quoted() {
                Some((text, _)) => text,
                None => self.chunk(),
            };
            if value.is_empty() {
                return Some(Typed::Nothing);
            }
        }
        let what = match name {
            Named::Words(field) => {
                let mut words = words(value);
                words.truncate(MOST_PHRASE_WORDS);
                (!words.is_empty()).then_some(What::Field(field, words))
            }
            Named::Status => status(value).map(What::Status),
            Named::Marking => marking(value).map(What::Marking),
            Named::Kind => kind(value).map(What::Kind),
            Named::Lang => lang(value).map(What::Lang),
            Named::During => during(value).map(|(first, last)| What::Between(first, last)),
            Named::After => first_day(value).map(What::After),
            Named::Before => first_day(value).map(What::Before),
        };
        if what.is_none() {
            self.at = after_chunk;
        }
        what.map(Typed::Clause)
    }
}

fn phrase(text: &str, open: bool) -> Option<What> {
    let mut words = words(text);
    words.retain(|word| word.kind != WordKind::Joined);
    words.truncate(MOST_PHRASE_WORDS);
    let open = open && !text.ends_with(char::is_whitespace);
    (!words.is_empty()).then_some(What::Phrase(words, open))
}

impl Parsed {
    /// All clauses, each with the number of its group and its own in the group.
    pub(super) fn clauses(&self) -> impl DoubleEndedIterator<Item = ((usize, usize), &Clause)> {
        let groups = self.groups.iter().enumerate();
        groups.flat_map(|(group, clauses)| {
            let clauses = clauses.iter().enumerate();
            clauses.map(move |(number, clause)| ((group, number), clause))
        })
    }
}

impl Clause {
    /// The words of a positive clause of words, without particles and joined ones.
    pub(super) fn plain_words(&self) -> Vec<&Word> {
        match &self.what {
            What::Words(words, _) if !self.negated => {
                let plain = words.iter().filter(|word| word.kind == WordKind::Plain);
                plain.collect()
            }
            _ => Vec::new(),
        }
    }

    /// The only word of a positive clause, with its ending; `None` for anything else.
    pub(super) fn single_word(&self) -> Option<(&Word, Ending)> {
        let What::Words(words, ending) = &self.what else {
            return None;
        };
        let mut plain = words.iter().filter(|word| word.kind == WordKind::Plain);
        match (plain.next(), plain.next()) {
            (Some(word), None) if !self.negated => Some((word, *ending)),
            _ => None,
        }
    }
}

/// The subjects that French hangs on a verb in a question.
const SUBJECTS: [&str; 10] = [
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce",
];

/// Of `dépense-t-il` leaves the verb.
fn without_subject(words: &mut Vec<Word>) {
    let plain = |word: &&Word| word.kind != WordKind::Joined;
    let parts: Vec<&Word> = words.iter().filter(plain).collect();
    let [.., verb, subject] = parts.as_slice() else {
        return;
    };
    if !SUBJECTS.contains(&subject.folded()) {
        return;
    }
    let left = match (verb.folded(), parts.len()) {
        ("t", 3..) => parts.len() - 2,
        _ => parts.len() - 1,
    };
    let mut count = 0;
    words.retain(|word| {
        count += usize::from(word.kind != WordKind::Joined);
        word.kind != WordKind::Joined && count <= left
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn outline(text: &str) -> String {
        let clause = |clause: &Clause| {
            let join = |words: &[Word]| {
                words
                    .iter()
                    .filter(|word| word.kind != WordKind::Joined)
                    .map(Word::folded)
                    .collect::<Vec<_>>()
                    .join("+")
            };
            let what = match &clause.what {
                What::Words(words, Ending::Whole) => join(words),
                What::Words(words, Ending::Star) => format!("{}*", join(words)),
                What::Words(words, Ending::Typing) => format!("{}~", join(words)),
                What::Phrase(words, open) => {
                    format!("\"{}{}", join(words), if *open { "~" } else { "\"" })
                }
                What::Field(field, words) => format!("{field:?}={}", join(words)),
                What::Status(status) => format!("status={status}"),
                What::Marking(marking) => format!("marking={marking}"),
                What::Kind(kind) => format!("kind={}", kind.key()),
                What::Lang(lang) => format!("lang={lang}"),
                What::Between(first, last) => format!("{first}..{last}"),
                What::After(day) => format!(">={day}"),
                What::Before(day) => format!("<{day}"),
            };
            format!("{}{what}", if clause.negated { "-" } else { "" })
        };
        parse(text)
            .groups
            .iter()
            .map(|group| group.iter().map(clause).collect::<Vec<_>>().join("|"))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn each_operator_is_read_in_both_languages() {
        for (text, outlined) in [
            ("accès à l'information", "acces a l+information~"),
            ("accès ", "acces"),
            ("\"exact phrase\" x", "\"exact+phrase\" x~"),
            ("« phrase exacte »", "\"phrase+exacte\""),
            ("“smart quotes”", "\"smart+quotes\""),
            ("\"not yet clo", "\"not+yet+clo~"),
            ("tax -credit", "tax -credit"),
            ("-\"two words\" a", "-\"two+words\" a~"),
            ("a OR b c", "a|b c~"),
            ("a OU b OR c ", "a|b|c"),
            ("inform* x", "inform* x~"),
            ("ref:00027", "Reference=00027"),
            ("réf: 00027", "Reference=00027"),
            (
                "ministre:PTB minister:\"the president\"",
                "Minister=ptb Minister=the+president",
            ),
            ("organisation:tbs-sct", "Organization=tbs+sct"),
            (
                "état:approuvé status:in-review",
                "status=approved status=in-review",
            ),
            ("après:2025-06 before:2026", ">=2025-06-01 <2026-01-01"),
            ("étiquette:ia titre:budget", "Tag=ia Title=budget"),
            (
                "marking:\"Protégé B\" cote:protected-a",
                "marking=Protected B marking=Protected A",
            ),
            ("kind:policy sorte:note", "kind=policy kind=note"),
            ("lang:fr langue:anglais", "lang=fr lang=en"),
            (
                "year:2025 mois:2025-02 -année:2024",
                "2025-01-01..2025-12-31 2025-02-01..2025-02-28 -2024-01-01..2024-12-31",
            ),
            ("-minister:ptb x ", "-Minister=ptb x"),
            ("12 000 $ 5", "12+000 5~"),
            ("1\u{202f}250\u{a0}000,50 x ", "1+250+000+50 x"),
            ("2025 100 ", "2025 100"),
            ("12 0004 ", "12 0004"),
            ("aujourd’hui ", "aujourdhui"),
        ] {
            assert_eq!(outline(text), outlined, "{text:?}");
        }
    }

    #[test]
    fn what_is_no_operator_is_words() {
        for (text, outlined) in [
            ("", ""),
            (" - \" * ", ""),
            ("- word", "word~"),
            ("OR a", "or a~"),
            ("a OR", "a"),
            ("http://a.example/b", "http+a+example+b~"),
            ("status:unknown x", "status+unknown x~"),
            ("after:soon ", "after+soon"),
            ("minister:", ""),
            ("co-op", "co+op~"),
            ("a » b", "a b~"),
        ] {
            assert_eq!(outline(text), outlined, "{text:?}");
        }
    }

    #[test]
    fn a_pasted_page_is_a_query_of_bounded_size() {
        for text in [
            "word ".repeat(10_000),
            "a OR ".repeat(10_000),
            format!("\"{}\"", "word ".repeat(10_000)),
            "co-".repeat(10_000),
            format!("title:\"{}\"", "word ".repeat(10_000)),
            "1 000".repeat(10_000),
            "\"".repeat(10_000),
        ] {
            let parsed = parse(&text);
            let clauses = parsed.groups.iter().flatten();
            let words = clauses.map(|clause| match &clause.what {
                What::Words(words, _) | What::Phrase(words, _) | What::Field(_, words) => {
                    words.len()
                }
                _ => 0,
            });
            let count: usize = words.sum();
            assert!(
                count <= 3 * MOST_CLAUSES,
                "{count} words of {:?}",
                &text[..9]
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "\\PC*|[ -a\"«»*:ORU'’]{0,40}") {
            for clause in parse(&text).groups.iter().flatten() {
                prop_assert!(text.get(clause.source.clone()).is_some());
            }
        }
    }
}
