//! Paragraphs → Markdown.

use super::escape;
use super::paragraphs::{Kind, Para};

/// The Markdown of these paragraphs; `markdown` says that their source was Markdown.
pub(super) fn markdown(paras: &[Para], markdown: bool) -> String {
    let mut out = String::new();
    let mut indents: Vec<usize> = Vec::new();
    let mut last_number: Option<(usize, u64, char)> = None;
    let mut in_list = false;
    for para in paras {
        let text = if para.kind == Kind::Table {
            para.text.clone()
        } else {
            escape::paragraph(&para.text, markdown)
        };
        let depth = para.depth.min(indents.len());
        let mark = match &para.kind {
            Kind::Bullet => {
                last_number = last_number.filter(|(at, _, _)| *at < depth);
                Some("- ".to_owned())
            }
            Kind::Number(label) if !label.contains('.') => {
                let number = label.parse().unwrap_or(1);
                // A list that starts anew beside another needs another sign.
                let sign = match last_number.filter(|(at, _, _)| *at == depth && in_list) {
                    Some((_, last, sign)) if number == last + 1 => sign,
                    Some((_, _, '.')) => ')',
                    _ => '.',
                };
                last_number = Some((depth, number, sign));
                Some(format!("{number}{sign} "))
            }
            _ => None,
        };
        match (&para.kind, mark) {
            (_, Some(mark)) => {
                out.push_str(if in_list { "\n" } else { "\n\n" });
                indents.truncate(depth);
                let indent: usize = indents.iter().sum();
                out.push_str(&" ".repeat(indent));
                out.push_str(&mark);
                out.push_str(&text);
                indents.push(mark.len());
                in_list = true;
                continue;
            }
            (Kind::Child, None) if in_list => {
                let indent: usize = indents.iter().take(para.depth + 1).sum();
                out.push_str("\n\n");
                out.push_str(&" ".repeat(indent));
                out.push_str(&text);
                out.push('\n');
                continue;
            }
            (Kind::Heading(level), None) => {
                out.push_str("\n\n");
                out.push_str(&"#".repeat(usize::from(*level)));
                out.push(' ');
                out.push_str(&text);
            }
            (Kind::Strong, None) => {
                out.push_str("\n\n**");
                out.push_str(&text);
                out.push_str("**");
            }
            (Kind::Number(label), None) => {
                out.push_str("\n\n");
                out.push_str(label);
                out.push(' ');
                out.push_str(&text);
            }
            (_, None) => {
                out.push_str("\n\n");
                out.push_str(&text);
            }
        }
        indents.clear();
        last_number = None;
        in_list = false;
    }
    crate::note::body_text(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(kind: Kind, depth: usize, text: &str) -> Para {
        Para {
            kind,
            depth,
            text: text.to_owned(),
            gap: false,
            open: false,
        }
    }

    #[test]
    fn lists_nest_and_paragraphs_stand_apart() {
        let paras = [
            para(Kind::Plain, 0, "Intro:"),
            para(Kind::Bullet, 0, "one"),
            para(Kind::Bullet, 1, "inner"),
            para(Kind::Child, 1, "more"),
            para(Kind::Bullet, 0, "two"),
            para(Kind::Number("1".to_owned()), 0, "a"),
            para(Kind::Bullet, 1, "under"),
            para(Kind::Number("2".to_owned()), 0, "b"),
            para(Kind::Number("1".to_owned()), 0, "anew"),
            para(Kind::Plain, 0, "* end"),
            para(Kind::Strong, 0, "KEY MESSAGES"),
        ];
        assert_eq!(
            markdown(&paras, false),
            "Intro:\n\n- one\n  - inner\n\n    more\n\n- two\n1. a\n   - under\n2. b\n1) anew\n\n\\* end\n\n**KEY MESSAGES**"
        );
    }
}
