//! "If pressed" blocks within a response, in every shape that departments write them.

use std::sync::LazyLock;

use regex::Regex;

use super::labels::undecorated;
use super::markdown::markdown;
use super::paragraphs::{Kind, Para};
use crate::note::IfPressed;

/// `If pressed`, `Si pressé(e)`, `Si l’on insiste`, with `Q1 :` before it or not.
static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^
        (?P<q> q \s* \d{0,2} \s* [:.)\-–—] \s* )?
        (?: if\s+pressed | si\s+press(?:é|e\u{301}|e)e?s? | si\s+(?:l\s*['’]\s*)?on\s+insiste )
        (?P<rest> (?:[^\p{L}\p{N}\u{301}].*)? ) $",
    )
    .ok()
});

/// `Q2 :` with a question of its own.
static QUESTION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^q\s*\d{1,2}\s*[:.)\-–—]\s*(?P<rest>.+)$").ok());

/// `A1 :` and `R1 :`, which head the answer.
static ANSWER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)^[ar]\s*\d{0,2}\s*[:)]\s*(?P<rest>.*)$").ok());

/// `KEY MESSAGES`, which heads the main bullets.
static KEY_MESSAGES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^(key\s+messages?|messages?\s+cl(?:é|e\u{301}|e)s?)\s*:?$").ok()
});

/// A topic of more words is a text.
const TOPIC_WORDS: usize = 30;

/// What heads a block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub(super) topic: String,
    /// What stands after a topic in parentheses.
    pub(super) text: String,
    /// Whether it is a question with a letter, so that an answer with a letter follows.
    pub(super) lettered: bool,
}

impl Head {
    /// Whether the topic is no topic but what is said.
    pub(super) fn is_text(&self) -> bool {
        self.topic.ends_with(['.', '!', ';']) || self.topic.split_whitespace().count() > TOPIC_WORDS
    }
}

/// Whether a line heads something of its own within a response.
pub(super) fn starts(line: &str) -> bool {
    let bare = undecorated(line);
    let is =
        |regex: &LazyLock<Option<Regex>>| regex.as_ref().is_some_and(|regex| regex.is_match(bare));
    head(bare, false).is_some() || is(&KEY_MESSAGES) || is(&QUESTION) || is(&ANSWER)
}

/// The head of a block that a paragraph is; `within` says that a lettered block came before.
pub(super) fn head(text: &str, within: bool) -> Option<Head> {
    let bare = undecorated(text);
    let Some(found) = HEAD.as_ref().and_then(|regex| regex.captures(bare)) else {
        let question = QUESTION.as_ref()?.captures(bare).filter(|_| within)?;
        return Some(Head {
            topic: question["rest"].trim().to_owned(),
            text: String::new(),
            lettered: true,
        });
    };
    let lettered = found.name("q").is_some();
    let rest = found["rest"].trim();
    let of = |topic: &str, text: &str| {
        let topic = undecorated(topic).trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
        Some(Head {
            topic: topic.trim().to_owned(),
            text: text.trim().to_owned(),
            lettered,
        })
    };
    let after = |rest: &str| {
        rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '–' | '—' | '-' | '*')
        })
        .to_owned()
    };
    if let Some(inner) = rest.strip_prefix('(')
        && let Some((topic, text)) = inner.split_once(')')
    {
        return of(topic, &after(text));
    }
    if rest.starts_with([':', '–', '—', '-', '*']) {
        return of(&after(rest), "");
    }
    let topic = ["on ", "on\u{a0}", "sur ", "sur\u{a0}"]
        .iter()
        .find_map(|word| {
            rest.get(..word.len())
                .filter(|start| start.eq_ignore_ascii_case(word))
                .map(|_| &rest[word.len()..])
        })
        .unwrap_or(rest);
    // Without a colon it may be a sentence that only begins so.
    let is_sentence = rest.starts_with(',')
        || topic.ends_with(['.', '!', ';'])
        || topic.split_whitespace().count() > TOPIC_WORDS;
    if is_sentence && !lettered {
        return None;
    }
    of(topic, "")
}

/// A response and its if-pressed blocks; `in_markdown` says that the source was Markdown.
pub(super) fn split(paras: Vec<Para>, in_markdown: bool) -> (String, Vec<IfPressed>) {
    let mut found: Vec<(Option<Head>, Vec<Para>)> = vec![(None, Vec::new())];
    for para in paras {
        let within = found
            .last()
            .and_then(|(head, _)| head.as_ref())
            .is_some_and(|head| head.lettered);
        if let Some(head) = head(&para.text, within).filter(|head| heads(&para, head)) {
            let text = (!head.text.is_empty()).then(|| plain(&head.text));
            found.push((Some(head), text.into_iter().collect()));
            continue;
        }
        let Some((_, paras)) = found.last_mut() else {
            continue;
        };
        let bare = undecorated(&para.text);
        if let Some(answer) = answer(bare).filter(|_| within) {
            if !answer.is_empty() {
                paras.push(answered(answer));
            }
        } else if is_key_messages(bare) && para.kind != Kind::Table {
            paras.push(Para {
                kind: Kind::Strong,
                text: bare
                    .trim_end_matches([':', ' ', '\u{a0}', '\u{202f}'])
                    .to_owned(),
                ..para
            });
        } else {
            paras.push(para);
        }
    }
    let mut found = found.into_iter();
    let response = found
        .next()
        .map(|(_, paras)| markdown(&paras, in_markdown))
        .unwrap_or_default();
    let blocks = found
        .map(|(head, paras)| {
            let is_text = head.as_ref().is_some_and(Head::is_text);
            let mut topic = head.map(|head| head.topic).unwrap_or_default();
            let mut text = markdown(&paras, in_markdown);
            if text.is_empty() && is_text {
                text = markdown(&[plain(&topic)], in_markdown);
                topic = String::new();
            }
            IfPressed { topic, text }
        })
        .collect();
    (response, blocks)
}

/// The text of a lettered answer, where a text is one.
pub(super) fn answer(text: &str) -> Option<&str> {
    let found = ANSWER.as_ref()?.captures(text)?;
    found.name("rest").map(|rest| rest.as_str().trim())
}

/// Whether a paragraph that reads like a head is one: an ordinary bullet needs a colon or brackets.
fn heads(para: &Para, head: &Head) -> bool {
    match para.kind {
        Kind::Plain | Kind::Heading(_) | Kind::Strong => true,
        Kind::Bullet | Kind::Child | Kind::Number(_) => {
            para.depth == 0
                && (head.topic.is_empty() || head.lettered || para.text.contains([':', '(']))
        }
        Kind::Table => false,
    }
}

pub(super) fn is_key_messages(text: &str) -> bool {
    KEY_MESSAGES
        .as_ref()
        .is_some_and(|regex| regex.is_match(text))
}

fn plain(text: &str) -> Para {
    Para {
        kind: Kind::Plain,
        depth: 0,
        text: text.to_owned(),
        gap: true,
        open: false,
    }
}

/// The start of an answer, which may be a bullet at once.
fn answered(text: &str) -> Para {
    match super::bullets::marker(text) {
        Some(bullet) if !bullet.rest.is_empty() => Para {
            kind: Kind::Bullet,
            ..plain(bullet.rest)
        },
        _ => plain(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_head_has_its_topic() {
        for (line, topic) in [
            ("If Pressed: fees", "fees"),
            ("If pressed on fees", "fees"),
            ("IF PRESSED", ""),
            ("IF PRESSED FEES", "FEES"),
            ("IF PRESSED – fees", "fees"),
            ("If pressed (fees)", "fees"),
            ("If pressed (fees):", "fees"),
            ("**If pressed:** fees", "fees"),
            ("### If pressed: fees", "fees"),
            ("Q1 : If pressed on fees", "fees"),
            ("Q: If pressed on fees?", "fees?"),
            ("Si pressé\u{a0}: les frais", "les frais"),
            ("Si pressée : les frais", "les frais"),
            ("SI PRESSE", ""),
            ("SI L’ON INSISTE", ""),
            ("Si l'on insiste sur les frais", "les frais"),
            ("si on insiste : les frais", "les frais"),
            ("Q1 : Si l’on insiste sur les frais", "les frais"),
        ] {
            assert_eq!(
                head(line, false).map(|head| head.topic).as_deref(),
                Some(topic),
                "{line}"
            );
        }
    }

    #[test]
    fn a_sentence_that_begins_so_is_no_head() {
        for line in [
            "If pressed, the minister will say more.",
            "If pressed on this the answer is no.",
            "Si pressés d’agir, les ministères agissent.",
            "If pressedly",
            "Q2 : something else",
        ] {
            assert_eq!(head(line, false), None, "{line}");
        }
    }

    fn bullet(text: &str) -> Para {
        Para {
            kind: Kind::Bullet,
            ..plain(text)
        }
    }

    #[test]
    fn questions_and_answers_with_letters_become_blocks() {
        let (response, blocks) = split(
            vec![
                plain("KEY MESSAGES:"),
                bullet("Main."),
                plain("Q1 : If pressed on fees"),
                plain("A1 : They are low."),
                bullet("More."),
                plain("Q2: What of taxes?"),
                plain("A2 :"),
                bullet("Low too."),
            ],
            false,
        );
        assert_eq!(response, "**KEY MESSAGES**\n\n- Main.");
        let found: Vec<(&str, &str)> = blocks
            .iter()
            .map(|block| (block.topic.as_str(), block.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("fees", "They are low.\n\n- More."),
                ("What of taxes?", "- Low too."),
            ]
        );
    }

    #[test]
    fn a_text_on_the_line_of_its_head_is_no_topic() {
        let (_, blocks) = split(vec![plain("If pressed: We have nothing to add.")], false);
        assert_eq!(
            blocks,
            [IfPressed {
                topic: String::new(),
                text: "We have nothing to add.".to_owned()
            }]
        );
    }
}
