//! The front matter of a note or policy: read by a YAML library, changed line by line so that
//! comments, key order, spacing and unknown keys stay as they are.

use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

/// The text between the two `---` lines of a file, and its values.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontMatter {
    text: String,
    values: serde_json::Map<String, Value>,
}

/// Why front matter cannot be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterError {
    /// It is not a YAML mapping; the reason is the library's.
    #[error("the front matter is not valid YAML: {0}")]
    Invalid(String),
    /// Its shape does not let the key be changed without touching anything else.
    #[error("the front matter's {0:?} cannot be changed without touching what stands beside it")]
    NotEditable(String),
}

impl FrontMatter {
    /// Reads the text between the `---` lines.
    pub fn parse(text: &str) -> Result<Self, FrontMatterError> {
        let invalid = |error: serde_saphyr::Error| {
            FrontMatterError::Invalid(
                error
                    .to_string()
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            )
        };
        let value: Value = if text.trim().is_empty() {
            Value::Null
        } else {
            serde_saphyr::from_str(text).map_err(invalid)?
        };
        let values = match value {
            Value::Object(values) => values,
            Value::Null => serde_json::Map::new(),
            _ => return Err(FrontMatterError::Invalid("not a mapping".to_owned())),
        };
        Ok(Self {
            text: text.to_owned(),
            values,
        })
    }

    /// The text, as it stands in the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value of a key as one text; numbers and the like as they are written. `None` where the
    /// key is missing, empty, or holds a list or mapping.
    pub fn string(&self, key: &str) -> Option<String> {
        match self.values.get(key)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(_) | Value::Bool(_) => self.as_written(key),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The value of a key within a mapping (`title: {en: …}`).
    pub fn nested(&self, key: &str, inner: &str) -> Option<String> {
        match self.values.get(key)?.get(inner)? {
            Value::Null => None,
            value => Some(plain(value)),
        }
    }

    /// The value of a key as a list of texts; a single text is a list of one.
    pub fn list(&self, key: &str) -> Vec<String> {
        match self.values.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => items.iter().map(plain).collect(),
            Some(value) => vec![plain(value)],
        }
    }

    /// Whether a key is there and not empty.
    pub fn has(&self, key: &str) -> bool {
        self.values.get(key).is_some_and(|value| !value.is_null())
    }

    /// A scalar that YAML takes for a number or truth value, in its own spelling: `00012`.
    fn as_written(&self, key: &str) -> Option<String> {
        #[derive(Deserialize)]
        #[serde(transparent)]
        struct Texts(std::collections::BTreeMap<String, Text>);
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Text {
            Text(String),
            Other(serde::de::IgnoredAny),
        }
        let lines = Lines::new(&self.text);
        let block = lines.block(0..lines.0.len(), 0, key)?;
        let line = lines.0[block.start].trim_end_matches(['\r', '\n']);
        let (_, value) = line.split_once(':')?;
        let quoted = format!("v: !!str {}", value.trim());
        let Texts(mut texts) = serde_saphyr::from_str(&quoted).ok()?;
        match texts.remove("v")? {
            Text::Text(text) => Some(text),
            Text::Other(_) => self.values.get(key).map(plain),
        }
    }

    /// The front matter with `key` set to one text.
    pub fn with_string(&self, key: &str, value: &str) -> Result<Self, FrontMatterError> {
        self.with(&[key], &scalar(value), &Value::String(value.to_owned()))
    }

    /// The front matter with `inner` within the mapping `key` set to one text.
    pub fn with_nested(
        &self,
        key: &str,
        inner: &str,
        value: &str,
    ) -> Result<Self, FrontMatterError> {
        self.with(
            &[key, inner],
            &scalar(value),
            &Value::String(value.to_owned()),
        )
    }

    /// The front matter with `key` set to a mapping of texts, whatever it was before.
    pub fn with_mapping(
        &self,
        key: &str,
        entries: &[(&str, &str)],
    ) -> Result<Self, FrontMatterError> {
        let map: serde_json::Map<String, Value> = entries
            .iter()
            .map(|(inner, value)| ((*inner).to_owned(), Value::from(*value)))
            .collect();
        let mut expected = self.values.clone();
        expected.insert(key.to_owned(), Value::Object(map));
        let lines = Lines::new(&self.text);
        let rendered = mapping(key, &expected, lines.eol());
        let text = match lines.block(0..lines.0.len(), 0, key) {
            Some(block) => lines.with_block(block, &rendered),
            None => lines.with_line(lines.0.len(), &rendered),
        };
        Self::parse(&text)
            .ok()
            .filter(|changed| same_values(&changed.values, &expected))
            .ok_or_else(|| FrontMatterError::NotEditable(key.to_owned()))
    }

    /// The front matter with `key` set to a list of texts.
    pub fn with_list(&self, key: &str, items: &[String]) -> Result<Self, FrontMatterError> {
        let rendered: Vec<String> = items.iter().map(|item| flow_scalar(item)).collect();
        self.with(&[key], &format!("[{}]", rendered.join(", ")), &items.into())
    }

    /// The front matter with one more text at the end of the list `key`, a line of its own; the
    /// lines before it stay as they are.
    pub fn with_item(&self, key: &str, item: &str) -> Result<Self, FrontMatterError> {
        let not_editable = || FrontMatterError::NotEditable(key.to_owned());
        let mut expected = self.values.clone();
        let slot = expected.entry(key).or_insert(Value::Null);
        if slot.is_null() {
            *slot = Value::Array(Vec::new());
        }
        // What stands there in another form would be lost.
        let Value::Array(items) = slot else {
            return Err(not_editable());
        };
        items.push(Value::from(item));
        let lines = Lines::new(&self.text);
        let line = |indent: usize, item: &str| format!("{}- {}", " ".repeat(indent), scalar(item));
        let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
        let whole = texts.map(|texts| {
            let listed: Vec<String> = texts.into_iter().map(|text| line(2, text)).collect();
            format!("{key}:{eol}{}", listed.join(lines.eol()), eol = lines.eol())
        });
        let mut ways = Vec::new();
        match lines.block(0..lines.0.len(), 0, key) {
            Some(block) => {
                let first = lines.0[block.start + 1..block.end].iter();
                let indent = first
                    .filter(|line| line.trim_start().starts_with('-'))
                    .map(|line| indent_of(line))
                    .next();
                if let Some(indent) = indent {
                    ways.push(lines.with_line(block.end, &line(indent, item)));
                }
                ways.extend(whole.map(|whole| lines.with_block(block, &whole)));
            }
            None => ways.extend(whole.map(|whole| lines.with_line(lines.0.len(), &whole))),
        }
        ways.iter()
            .filter_map(|text| Self::parse(text).ok())
            .find(|changed| same_values(&changed.values, &expected))
            .ok_or_else(not_editable)
    }

    /// Sets the value at `path` (one or two keys) to `rendered`, and makes sure that nothing but it
    /// has changed.
    fn with(&self, path: &[&str], rendered: &str, value: &Value) -> Result<Self, FrontMatterError> {
        let not_editable = || FrontMatterError::NotEditable(path.join("."));
        let mut expected = self.values.clone();
        match *path {
            [key] => {
                expected.insert(key.to_owned(), value.clone());
            }
            [key, inner] => {
                let slot = expected.entry(key).or_insert(Value::Null);
                if slot.is_null() {
                    *slot = Value::Object(serde_json::Map::new());
                }
                match slot {
                    Value::Object(map) => map.insert(inner.to_owned(), value.clone()),
                    // What stands there in another form would be lost.
                    _ => return Err(not_editable()),
                };
            }
            _ => return Err(not_editable()),
        }
        for text in self.candidates(path, rendered, &expected) {
            if let Ok(changed) = Self::parse(&text)
                && same_values(&changed.values, &expected)
            {
                return Ok(changed);
            }
        }
        Err(not_editable())
    }

    /// Ways to write the change, the gentlest first.
    fn candidates(
        &self,
        path: &[&str],
        rendered: &str,
        expected: &serde_json::Map<String, Value>,
    ) -> Vec<String> {
        let lines = Lines::new(&self.text);
        let all = 0..lines.0.len();
        let mut ways = Vec::new();
        match *path {
            [key] => ways.push(match lines.block(all.clone(), 0, key) {
                Some(block) => lines.with_value(block, rendered),
                None => lines.with_line(all.end, &format!("{key}: {rendered}")),
            }),
            [key, inner] => match lines.block(all.clone(), 0, key) {
                Some(block) => {
                    let indent = lines.indent_below(&block).unwrap_or(2);
                    let children = block.start + 1..block.end;
                    let pad = " ".repeat(indent);
                    ways.push(match lines.block(children.clone(), indent, inner) {
                        Some(child) => lines.with_value(child, rendered),
                        None => lines.with_line(children.end, &format!("{pad}{inner}: {rendered}")),
                    });
                    ways.push(lines.with_block(block, &mapping(key, expected, lines.eol())));
                }
                None => ways.push(lines.with_line(all.end, &mapping(key, expected, lines.eol()))),
            },
            _ => {}
        }
        ways
    }
}

/// The values are equal, the order of keys aside.
fn same_values(a: &serde_json::Map<String, Value>, b: &serde_json::Map<String, Value>) -> bool {
    a.len() == b.len() && a.iter().all(|(key, value)| b.get(key) == Some(value))
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// A mapping of texts in block style, without its last line end.
fn mapping(key: &str, values: &serde_json::Map<String, Value>, eol: &str) -> String {
    let mut text = format!("{key}:");
    if let Some(Value::Object(map)) = values.get(key) {
        for (inner, value) in map {
            text.push_str(&format!("{eol}  {inner}: {}", scalar(&plain(value))));
        }
    }
    text
}

/// A text as a YAML scalar: plain where YAML reads it back as the same text, else double-quoted.
pub(crate) fn scalar(text: &str) -> String {
    let plain_is_safe = !text.is_empty()
        && text.trim() == text
        && text.chars().all(|c| !needs_escape(c))
        && text.chars().next().is_some_and(char::is_alphanumeric)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && serde_saphyr::from_str::<Value>(text)
            .is_ok_and(|value| value == Value::String(text.to_owned()));
    if plain_is_safe {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text as a scalar inside a flow list, where commas and brackets mean something.
fn flow_scalar(text: &str) -> String {
    if text.contains([',', '[', ']', '{', '}']) {
        quoted(text)
    } else {
        scalar(text)
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters that YAML does not take as they are, or takes for a line end.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// The lines of a front matter, each with its line end.
struct Lines<'a>(Vec<&'a str>);

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.split_inclusive('\n').collect())
    }

    fn eol(&self) -> &'static str {
        if self.0.iter().any(|line| line.ends_with("\r\n")) {
            "\r\n"
        } else {
            "\n"
        }
    }

    /// The lines within `range` that make up the entry `key` at this indent, without the blank and
    /// comment lines after it.
    fn block(&self, range: Range<usize>, indent: usize, key: &str) -> Option<Range<usize>> {
        let start = range
            .clone()
            .find(|&at| indent_of(self.0[at]) == indent && key_of(self.0[at]) == Some(key))?;
        let mut end = start + 1;
        for at in start + 1..range.end {
            let line = self.0[at];
            let trimmed = line.trim();
            if trimmed.is_empty() || (trimmed.starts_with('#') && indent_of(line) <= indent) {
                continue;
            }
            let inside =
                indent_of(line) > indent || (trimmed.starts_with('-') && indent_of(line) == indent);
            if !inside {
                break;
            }
            end = at + 1;
        }
        Some(start..end)
    }

    /// The indent of the first entry below a key.
    fn indent_below(&self, block: &Range<usize>) -> Option<usize> {
        self.0[block.start + 1..block.end]
            .iter()
            .find(|line| key_of(line).is_some())
            .map(|line| indent_of(line))
    }

    /// The text with the value of a block replaced; a comment after a one-line value stays.
    fn with_value(&self, block: Range<usize>, rendered: &str) -> String {
        let line = self.0[block.start];
        let head = line
            .find(':')
            .map_or(line.trim_end(), |colon| &line[..=colon]);
        let comment = if block.len() == 1 {
            comment_of(line)
        } else {
            ""
        };
        self.with_block(block, &format!("{head} {rendered}{comment}"))
    }

    /// The text with a block's lines replaced by `text`, which has no line end.
    fn with_block(&self, block: Range<usize>, text: &str) -> String {
        let ended = self.0[block.end - 1].ends_with('\n');
        let eol = if ended { self.eol() } else { "" };
        [
            &self.0[..block.start].concat(),
            text,
            eol,
            &self.0[block.end..].concat(),
        ]
        .concat()
    }

    /// The text with a line put in before line `at`.
    fn with_line(&self, at: usize, text: &str) -> String {
        let before = self.0[..at].concat();
        let gap = if before.is_empty() || before.ends_with('\n') {
            ""
        } else {
            self.eol()
        };
        [&before, gap, text, self.eol(), &self.0[at..].concat()].concat()
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The key that a line begins with, if it begins an entry.
fn key_of(line: &str) -> Option<&str> {
    let line = line.trim();
    let colon = line.find(':')?;
    let after = line[colon + 1..].chars().next();
    let key = line[..colon].trim_end().trim_matches(['"', '\'']);
    (after.is_none_or(char::is_whitespace) && !key.starts_with(['#', '-', '[', '{'])).then_some(key)
}

/// The comment after a one-line value, with the spaces before it.
fn comment_of(line: &str) -> &str {
    let line = line.trim_end_matches(['\r', '\n']);
    let start = line.find(':').map_or(0, |colon| colon + 1);
    let mut quote = None;
    let mut previous = ' ';
    let mut chars = line[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match quote {
            Some('"') if c == '\\' => {
                chars.next();
            }
            // A doubled apostrophe is one of the text.
            Some('\'') if c == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'') => {
                chars.next();
            }
            Some(mark) if c == mark => quote = None,
            None if c == '#' && previous.is_whitespace() => {
                let value = line[..start + at].trim_end();
                return &line[value.len()..];
            }
            None if (c == '"' || c == '\'')
                && (previous.is_whitespace() || "[,{".contains(previous)) =>
            {
                quote = Some(c);
            }
            Some(_) | None => {}
        }
        previous = c;
    }
    ""
}

#[cfg(test)]
mod tests;
