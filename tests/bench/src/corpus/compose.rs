//! A whole note and a whole policy, made up.

use chrono::{Datelike, Days, NaiveDate};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{IfPressed, Marking, Metadata, Note, Reference, Side, Status};
use qp_core::policy::{Citation, Excerpt, Policy, PolicySide};

use super::Corpus;
use super::dice::Dice;
use super::vocabulary::Vocabulary;
use super::words::{HOUSES, TAGS};

/// How many themes the notes share.
pub(super) const TOPICS: usize = 400;

/// What a theme's notes talk about more than others.
#[derive(Debug)]
pub(super) struct Topic {
    /// Its real words, the first naming it.
    subjects: Vec<usize>,
    /// Its other words.
    concepts: Vec<usize>,
    tags: Vec<&'static str>,
}

impl Topic {
    pub(super) fn new(vocabulary: &Vocabulary, seed: u64, number: usize) -> Self {
        let mut dice = Dice::new(seed ^ 0x7091, number as u64);
        let subjects = vocabulary.subjects();
        Self {
            subjects: (0..6).map(|_| dice.pick(subjects)).collect(),
            concepts: (0..40).map(|_| uncommon(vocabulary, &mut dice)).collect(),
            tags: (0..3).map(|_| dice.pick(TAGS)).collect(),
        }
    }
}

/// A concept that is not among the most frequent.
fn uncommon(vocabulary: &Vocabulary, dice: &mut Dice) -> usize {
    // The loop ends: half of what comes up is uncommon enough.
    loop {
        let concept = vocabulary.roll(dice);
        if concept > 150 {
            return concept;
        }
    }
}

/// What one note or policy draws its words from.
struct Pen<'a> {
    corpus: &'a Corpus,
    topic: &'a Topic,
    /// Uncommon concepts that this one text keeps coming back to.
    own: Vec<usize>,
    apostrophe: char,
    dice: Dice,
}

impl<'a> Pen<'a> {
    fn new(corpus: &'a Corpus, mut dice: Dice) -> Self {
        let topic = &corpus.topics[corpus.topic.roll(&mut dice)];
        let own = (0..10)
            .map(|_| uncommon(&corpus.vocabulary, &mut dice))
            .collect();
        let apostrophe = if dice.chance(85) { '’' } else { '\'' };
        Self {
            corpus,
            topic,
            own,
            apostrophe,
            dice,
        }
    }

    fn sentence(&mut self, least: usize, most: usize) -> Bilingual<String> {
        let concepts = self.dice.between(least, most);
        let (topic, own, vocabulary) = (self.topic, &self.own, &self.corpus.vocabulary);
        self.corpus.grammar.sentence(
            &mut self.dice,
            vocabulary,
            self.apostrophe,
            concepts,
            |dice| match dice.roll(100) {
                0..12 => dice.pick(&topic.subjects),
                12..22 => dice.pick(&topic.concepts),
                22..32 => dice.pick(own),
                _ => vocabulary.roll(dice),
            },
        )
    }

    fn sentences(&mut self, number: usize, least: usize, most: usize) -> Bilingual<String> {
        let mut text: Bilingual<String> = Bilingual::default();
        for _ in 0..number {
            let sentence = self.sentence(least, most);
            append(&mut text, &sentence, " ");
        }
        text
    }

    fn bullets(&mut self, number: usize) -> Bilingual<String> {
        let mut text: Bilingual<String> = Bilingual::default();
        for _ in 0..number {
            let bullet = if self.dice.chance(60) {
                self.sentence(9, 16)
            } else {
                self.sentences(2, 4, 9)
            };
            append(
                &mut text,
                &bullet.map(|_, bullet| format!("- {bullet}")),
                "\n",
            );
        }
        text
    }

    fn paragraphs(&mut self, number: usize) -> Bilingual<String> {
        let mut text: Bilingual<String> = Bilingual::default();
        for _ in 0..number {
            let sentences = self.dice.between(2, 4);
            let paragraph = self.sentences(sentences, 8, 14);
            append(&mut text, &paragraph, "\n\n");
        }
        text
    }

    /// A title or a topic: the theme's name, then what of it.
    fn heading(&mut self, least: usize, most: usize) -> Bilingual<String> {
        let subject = self.dice.pick(&self.topic.subjects);
        let words = self.dice.between(least, most);
        let mut concepts = vec![subject];
        for _ in 0..words {
            concepts.push(match self.dice.roll(3) {
                0 => self.dice.pick(&self.topic.subjects),
                1 => self.dice.pick(&self.topic.concepts),
                _ => self.dice.pick(&self.own),
            });
        }
        Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
            let links = match lang {
                Lang::En => [" and ", " ", " in the ", " of the "],
                Lang::Fr => [" et ", " ", " dans la ", " des "],
            };
            let mut text = String::new();
            for (at, concept) in concepts.iter().enumerate() {
                if at > 0 {
                    text.push_str(links[at % links.len()]);
                }
                text.push_str(&self.corpus.vocabulary.word(*concept, 0, lang));
            }
            capitalised(&text)
        })
    }
}

fn append(text: &mut Bilingual<String>, more: &Bilingual<String>, between: &str) {
    for lang in Lang::ALL {
        if !text[lang].is_empty() {
            text[lang].push_str(between);
        }
        text[lang].push_str(&more[lang]);
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A date from 2015 to November 2026, the recent years somewhat more often.
fn date(dice: &mut Dice) -> NaiveDate {
    let first = NaiveDate::default().with_day(5).unwrap_or_default();
    let first = first.with_year(2015).unwrap_or(first);
    let days = dice
        .roll(4_330)
        .max(dice.roll(4_330) * usize::from(dice.chance(50)));
    first + Days::new(days as u64)
}

fn status(dice: &mut Dice, date: NaiveDate) -> Status {
    match (date.year(), dice.roll(100)) {
        (..2025, 0..70) | (_, 0..10) => Status::Archived,
        (..2025, _) | (_, 10..60) => Status::Approved,
        (_, 60..80) => Status::Draft,
        (_, 80..92) => Status::InReview,
        _ => Status::InTranslation,
    }
}

fn marking(dice: &mut Dice) -> Marking {
    match dice.roll(100) {
        0..84 => Marking::Unclassified,
        84..93 => Marking::ProtectedA,
        93..98 => Marking::ProtectedB,
        98 => Marking::Confidential,
        _ => Marking::Secret,
    }
}

/// The note of a number.
pub(super) fn note(corpus: &Corpus, number: usize) -> Note {
    let mut dice = Dice::new(corpus.seed, number as u64);
    let (code, letters, ministers, _) = HOUSES[corpus.house.roll(&mut dice)];
    let date = date(&mut dice);
    let reference = format!(
        "{letters}-{}-QP-{:02}-{number:05}",
        date.year(),
        date.month()
    );
    let meta = Metadata {
        date: Some(date),
        organization: code.to_owned(),
        minister: dice.pick(ministers).to_owned(),
        status: status(&mut dice, date),
        marking: marking(&mut dice),
        tags: Vec::new(),
        from: None,
    };
    let which = dice.roll(100);
    let mut pen = Pen::new(corpus, dice);
    let mut tags: Vec<String> = Vec::new();
    for _ in 0..=pen.dice.roll(3) {
        let of_topic = pen.dice.chance(80);
        let list = if of_topic { &pen.topic.tags[..] } else { TAGS };
        let tag = pen.dice.pick(list).to_owned();
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let sides = sides(&mut pen, number);
    let (without_french, without_english) = (which < 6, (6..9).contains(&which));
    Note {
        reference: numbered(&reference),
        meta: Metadata { tags, ..meta },
        sides: Bilingual::new(
            (!without_english).then_some(sides.en),
            (!without_french).then_some(sides.fr),
        ),
    }
}

/// A reference from letters and digits, which is always a valid one.
fn numbered(text: &str) -> Reference {
    #[expect(
        clippy::expect_used,
        reason = "letters, digits and hyphens are all that a reference may be made of"
    )]
    text.parse().expect("a reference of letters and digits")
}

fn sides(pen: &mut Pen<'_>, number: usize) -> Bilingual<Side> {
    let mut sides: Bilingual<Side> = Bilingual::default();
    let mut set = |texts: Bilingual<String>, of: fn(&mut Side) -> &mut String| {
        *of(&mut sides.en) = texts.en;
        *of(&mut sides.fr) = texts.fr;
    };
    // Long notes are long in every part.
    let long = pen.dice.chance(15);
    set(pen.heading(2, 5), |side| &mut side.title);
    set(pen.sentence(8, 17), |side| &mut side.question);
    let bullets = pen.dice.between(3, 6);
    set(pen.bullets(bullets), |side| &mut side.response);
    let paragraphs = pen.dice.between(4, 8) + if long { pen.dice.between(2, 10) } else { 0 };
    let mut background = pen.paragraphs(paragraphs);
    if pen.dice.chance(10) {
        let policy = pen.dice.roll(number / super::NOTES_A_POLICY + 1);
        let citation = Citation {
            slug: slug(policy),
            anchor: "4.1".to_owned(),
        };
        for lang in Lang::ALL {
            background[lang].push_str(&format!(" {citation}"));
        }
    }
    set(background, |side| &mut side.background);
    if pen.dice.chance(60) {
        let bullets = pen.dice.between(1, 3);
        set(pen.bullets(bullets), |side| {
            &mut side.additional_information
        });
    }
    for _ in 0..pen.dice.between(2, 4) {
        let topic = pen.heading(1, 2);
        let bullets = pen.dice.between(1, 3);
        let text = pen.bullets(bullets);
        for lang in Lang::ALL {
            sides[lang].if_pressed.push(IfPressed {
                topic: topic[lang].clone(),
                text: text[lang].clone(),
            });
        }
    }
    sides
}

fn slug(number: usize) -> String {
    format!("directive-{number:04}")
}

/// The policy of a number: chapters with numbered clauses.
pub(super) fn policy(corpus: &Corpus, number: usize) -> Policy {
    let mut dice = Dice::new(corpus.seed ^ 0x90_11c7, number as u64);
    let issued = date(&mut dice);
    let mut pen = Pen::new(corpus, dice);
    let title = pen.heading(1, 3);
    let mut sides = title.map(|lang, title| PolicySide {
        title: match lang {
            Lang::En => format!("Directive on {title}"),
            Lang::Fr => format!("Directive sur {title}"),
        },
        excerpts: Vec::new(),
    });
    for chapter in 1..=pen.dice.between(4, 8) {
        let heading = pen.heading(1, 2);
        let clauses = pen.dice.between(2, 6);
        for lang in Lang::ALL {
            sides[lang].excerpts.push(Excerpt {
                anchor: chapter.to_string(),
                label: chapter.to_string(),
                heading: heading[lang].clone(),
                level: 1,
                text: String::new(),
            });
        }
        for clause in 1..=clauses {
            let sentences = pen.dice.between(1, 4);
            let text = pen.sentences(sentences, 8, 14);
            for lang in Lang::ALL {
                let label = format!("{chapter}.{clause}");
                sides[lang].excerpts.push(Excerpt {
                    anchor: label.clone(),
                    label,
                    heading: String::new(),
                    level: 0,
                    text: text[lang].clone(),
                });
            }
        }
    }
    let only_french = pen.dice.chance(5);
    Policy {
        slug: slug(number),
        source: None,
        issued: Some(issued),
        modified: None,
        sides: Bilingual::new((!only_french).then_some(sides.en), Some(sides.fr)),
        ..Policy::default()
    }
}
