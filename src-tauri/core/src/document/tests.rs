//! What the document of a Markdown text is, and that nothing of the text is lost on the way.

use proptest::prelude::*;

use super::{Block, Document, Inline, parse};

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(vec![text(words)])
}

fn plain(markdown: &str) -> String {
    parse(markdown).plain_text()
}

#[test]
fn plain_text_has_one_line_a_block_and_tabs_between_cells() {
    let markdown = "# Head\n\nOne\ntwo **bold**  \nthree\n\n- a\n- b\n  1. c\n\n> quoted\n\n\
                    | x | y |\n|---|---|\n| 1 | `2` |\n\n---\n\n    code\n    more\n";
    assert_eq!(
        plain(markdown),
        "Head\nOne two bold\nthree\na\nb\nc\nquoted\nx\ty\n1\t2\ncode\nmore"
    );
}

#[test]
fn tight_and_loose_items_are_the_same_blocks() {
    let tight = parse("- a\n- b\n  - c\n");
    let loose = parse("- a\n\n- b\n\n  - c\n");
    assert_eq!(tight, loose);
    assert_eq!(
        tight.blocks,
        [Block::List {
            start: None,
            items: vec![
                vec![paragraph("a")],
                vec![
                    paragraph("b"),
                    Block::List {
                        start: None,
                        items: vec![vec![paragraph("c")]]
                    }
                ],
            ]
        }]
    );
}

#[test]
fn a_numbered_list_keeps_its_first_number() {
    let Document { blocks } = parse("4. four\n5. five\n");
    assert!(matches!(&blocks[..], [Block::List { start: Some(4), items }] if items.len() == 2));
}

#[test]
fn citations_are_found_in_text_and_not_in_code_or_links() {
    let document = parse(
        "See [@policy-on-x#4.1.5] and **[@a_b_c]**, `[@code#1]`, [text [@in-link]](https://x.ca), \
         [@ no], [@bad/slug].\n\n| h |\n|---|\n| [@act#74(c)] |\n\n    [@block]\n",
    );
    let cited: Vec<String> = document
        .citations()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(cited, ["[@policy-on-x#4.1.5]", "[@a_b_c]", "[@act#74(c)]"]);
    for kept in [
        "[@code#1]",
        "[@in-link]",
        "[@ no]",
        "[@bad/slug]",
        "[@block]",
    ] {
        assert!(document.plain_text().contains(kept), "{kept}");
    }
}

#[test]
fn what_markdown_would_drop_stays_as_text() {
    for (markdown, expected) in [
        (
            "<div class=\"a\">\ntext\n</div>",
            "<div class=\"a\"> text </div>",
        ),
        ("a <b>c</b> <!-- note -->", "a <b>c</b> <!-- note -->"),
        (
            "said[^1].\n\n[^1]: The source.",
            "said[^1].\n[^1]: The source.",
        ),
        ("[Note]: https://x.ca\n\ntext", "[Note]: https://x.ca\ntext"),
        ("> [Note]: word\n> more", "[Note]: word\nmore"),
        ("- [Note]: word\n- b", "[Note]: word\nb"),
        ("- [Note]: word", "[Note]: word"),
        ("[Note]: one\n[note]: two\n\n[Note]", "[note]: two\nNote"),
        ("[a]: x\n'long\ntitle'", "[a]: x 'long title'"),
        ("| a |\n|---|\n| b | lost | too |", "a\t\t\nb\tlost\ttoo"),
        ("[a](https://x.ca \"the title\")", "a (the title)"),
        ("![A chart](chart.png)", "A chart"),
        ("![](chart.png)", "chart.png"),
        ("``` Important: read\ncode\n```", "Important: read\ncode"),
        ("- [ ] open\n- [x] done", "[ ] open\n[x] done"),
        ("a<br>b<br />c", "a\nb\nc"),
        ("~~old~~ new", "old new"),
    ] {
        assert_eq!(plain(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn a_text_that_looks_like_a_definition_gives_no_other_text_another_meaning() {
    let text = |text: &str| Block::Paragraph(vec![Inline::Text(text.to_owned())]);
    let inner = Block::List {
        start: None,
        items: vec![vec![text("[^1]: è")]],
    };
    let blocks = vec![Block::List {
        start: None,
        items: vec![vec![text("[^1]:"), inner]],
    }];
    let written = Document { blocks }.to_markdown();
    assert_eq!(parse(&written).plain_text(), "[^1]:\n[^1]: è");
}

#[test]
fn a_link_definition_in_use_is_not_text() {
    let document = parse("[The act][a] says.\n\n[a]: https://laws.example.ca\n");
    assert_eq!(document.plain_text(), "The act says.");
    assert!(matches!(
        &document.blocks[..],
        [Block::Paragraph(content)]
            if matches!(&content[0], Inline::Link { url, .. } if url == "https://laws.example.ca")
    ));
}

#[test]
fn a_bare_address_is_a_link_without_the_sentence_s_punctuation() {
    for (markdown, url) in [
        ("See https://canada.ca/a_b_c.", "https://canada.ca/a_b_c"),
        ("(voir https://canada.ca/x(1))", "https://canada.ca/x(1)"),
        ("« https://canada.ca/fr »", "https://canada.ca/fr"),
        ("<https://canada.ca/y>", "https://canada.ca/y"),
    ] {
        let Document { blocks } = parse(markdown);
        let [Block::Paragraph(content)] = &blocks[..] else {
            panic!("{blocks:?}");
        };
        let links: Vec<_> = content
            .iter()
            .filter_map(|inline| match inline {
                Inline::Link { url, .. } => Some(url.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(links, [url], "{markdown}");
    }
}

#[test]
fn nesting_without_end_is_flattened_and_keeps_its_text() {
    let quotes = format!("{}deep words", ">".repeat(10_000));
    let lists: Vec<String> = (0..300)
        .map(|depth| format!("{}- item{depth}\n", "  ".repeat(depth)))
        .collect();
    let lists = lists.concat();
    let emphasis = format!(
        "{}deep words{}",
        "*a **b ".repeat(2_000),
        "** *".repeat(2_000)
    );
    for markdown in [quotes, format!("{lists}\n\ndeep words"), emphasis] {
        let document = parse(&markdown);
        assert!(document.plain_text().contains("deep words"));
        // Debug, equality and drop recurse: they must fit an ordinary stack.
        assert!(!format!("{document:?}").is_empty());
        assert_eq!(document, document.clone());
    }
}

/// Markdown with every construct that holds words, some of it broken.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Zéœ]{1,8}",
        1 => "[a-z0-9]{1,6}",
        1 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => prop::sample::select(vec![
            " ", "  ", "    ", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n>> ", "# ", "\n## ", "*", "**",
            "_", "~~", "`", "```", "\n```\n", "[", "]", "]: ", "\n[", "[^", "(", ")", "<", ">", "</",
            "<br>", "<!--", "-->", "\n| ", " | ", "\n|---|---|\n", "\n---\n", "\n===\n", "\\",
            "!", "[@", "#", ".", "\t", "&", ";", "\r\n", "\u{a0}", "\u{0}", "«", "»",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn a_document_is_written_with_few_backslashes() {
    for markdown in [
        "Plain, **bold**, *italic*, ***both***, ~~gone~~, `code`, a\\\nbreak.",
        "- a\n- b\n  - c\n    1. d\n    2. e\n- f",
        "- a\n\n* another list\n\n1. one\n\n1) anew",
        "- a\n\n  more\n\n  > quoted\n\n- b",
        "4. four\n\n5. five\n\n   3. from three",
        "- - nested at once\n-",
        "> quoted\n>\n> - item",
        "```\nfn main() {}\n  `x`\n```",
        "| a | b |\n| --- | --- |\n| 1<br>2 | x \\| y |",
        "#### Heading *here*\n\n___\n\nAfter",
        "[A chart](https://x.ca/a) and https://x.ca, [@guide#4.1]; 2 * 3, a_b, [redacted] & co",
        "\\# 4 on the list\n\n2019\\. A year\n\n4\\.1.5 no clause\n\n\\- no bullet",
        "an \\*important\\* word, \\<b>, R\\&amp;D",
        "[a b](<https://x.ca/a b(c)>)",
    ] {
        assert_eq!(parse(markdown).to_markdown(), markdown);
    }
}

/// Markdown of all kinds, sound or not.
fn any_markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Zéœ]{1,6}",
        1 => any::<String>(),
        4 => prop::sample::select(vec![
            " ", "\n", "\n\n", "\n- ", "\n  - ", "\n    ", "\n1. ", "\n> ", "\n# ", "*", "**", "_",
            "~~", "`", "\n```\n", " [a](http://[) ", "[b](https://x.ca/é)", "[@x#1]", "<br>", "<b>",
            "\n\n| a | b |\n|---|---|\n| c |\n", "&", "&amp;", "\\", "]", "[", "!", "- - ", "\n---\n",
            "99999. ", "  \n", "\n\n3. ", "https://x.ca/a_b.", "|", "4.1 ", "\t",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn words_of(markdown: &str) -> Vec<String> {
    let text = plain(markdown);
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn nested_lists_that_begin_with_nothing_are_no_rule() {
    for (markdown, written) in [
        ("- - *", "- + -"),
        ("- - - -\n\n* a", "___\n\n- a"),
        ("- ***\n\n* b", "- ___\n\n* b"),
    ] {
        let document = parse(markdown);
        assert_eq!(document.to_markdown(), written);
        assert_eq!(parse(written), document);
    }
}

#[test]
fn a_table_s_columns_stand_as_they_are_said_to() {
    let markdown = "| a | b | c | d |\n| --- | :--- | :---: | ---: |\n| 1 | 2 | 3 | 4 |";
    assert_eq!(parse(markdown).to_markdown(), markdown);
}

proptest! {
    #[test]
    fn a_document_written_as_markdown_has_its_words_and_is_written_so_again(markdown in any_markdown()) {
        let written = parse(&markdown).to_markdown();
        prop_assert_eq!(words_of(&written), words_of(&markdown), "{}", written);
        let again = parse(&written).to_markdown();
        prop_assert_eq!(&again, &written);
    }
    #[test]
    fn parse_never_panics(text in any::<String>()) {
        let document = parse(&text);
        document.plain_text();
        document.citations();
    }

    #[test]
    fn every_word_of_the_source_is_in_the_plain_text(markdown in markdown()) {
        // A link's address and an entity are not text; the words inside them may go.
        let markdown = markdown.replace("](", "] (").replace('&', "+").replace("<br", "<hr");
        let plain = plain(&markdown);
        for word in markdown.split(|c: char| !c.is_alphanumeric()) {
            // The number of a list's item is not text either.
            if word.contains(char::is_alphabetic) {
                prop_assert!(plain.contains(word), "{word:?} of {markdown:?} is not in {plain:?}");
            }
        }
    }
}
