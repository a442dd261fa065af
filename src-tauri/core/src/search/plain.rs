//! Markdown as plain text, one block a line: what is indexed and what snippets show.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text of some Markdown without its marks. Blocks are apart by `\n`; nothing else is a line
/// end.
pub(super) fn plain_text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => push(&mut out, &text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Rule
            | Event::Start(Tag::Item | Tag::Paragraph | Tag::CodeBlock(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::CodeBlock
                | TagEnd::HtmlBlock,
            ) => end_line(&mut out),
            Event::End(TagEnd::TableCell) => out.push_str("  "),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Text with each white space as one space.
fn push(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| {
        if matches!(c, '\n' | '\r' | '\t') {
            ' '
        } else {
            c
        }
    }));
}

fn end_line(out: &mut String) {
    out.truncate(out.trim_end().len());
    if !out.is_empty() {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn marks_go_and_words_stay() {
        let markdown = "# Head\n\n- **bold** and *soft*\n  line\n- [a link](https://x.example)\n  - inner\n\n\
                        | a | b |\n|---|---|\n| `1` | ~~2~~ |\n";
        assert_eq!(
            plain_text(markdown),
            "Head\nbold and soft line\na link\ninner\na  b\n1  2"
        );
    }

    #[test]
    fn nothing_is_nothing() {
        assert_eq!(plain_text(" \n\n"), "");
    }
}
