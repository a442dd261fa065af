//! Saved pages of our own making, in the shapes of the government's sites, and hostile ones.

use crate::import::{ImportError, Imported, ImportedPolicy, import_bytes};
use crate::lang::Lang;
use crate::policy::{Policy, PolicyFile, PolicyKind};
use crate::problem::ProblemCode;

fn imported(html: &str) -> ImportedPolicy {
    match import_bytes("page.html", html.as_bytes())
        .unwrap()
        .remove(0)
    {
        Imported::Policy(policy) => *policy,
        Imported::Note(note) => panic!("a note: {note:?}"),
    }
}

fn outline(policy: &Policy, lang: Lang) -> Vec<String> {
    let side = policy.sides[lang].as_ref().unwrap();
    let line = |e: &crate::policy::Excerpt| {
        let text = e.text.replace('\n', "/");
        format!("{} {} [{}] {text}", e.anchor, e.level, e.heading)
    };
    side.excerpts.iter().map(line).collect()
}

/// An instrument in the markup of the Treasury Board's pages.
const INSTRUMENT: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Directive on Umbrellas</title><script>wet.builder.setup({ top: { breadcrumbs: [{ href: "doc-eng.aspx?id=99001" }], lngLinks: [{ lang: "en", href: "doc-fra.aspx?id=99001&amp;section=html" }] }, preFooter: { dateModified: "2026-02-03" } });</script><style>p { color: red }</style></head><body><nav>Home</nav><main property="mainContentOfPage"><h1 id="wb-cont">Directive on Umbrellas</h1><div class="pol-cha"><section><h2 id="cha1">1. Effective date</h2><div class="pol-content"><ul class="pol-cla"><li class="pol-cla" id="cla1.1"><span class="pol-cla-id">1.1</span>This directive takes effect on February 1, 2026.</li></ul></div></section><section><h2 id="cha4">4. Requirements</h2><ul class="pol-cla"><li class="pol-cla" id="cla4.1"><span class="pol-cla-id">4.1</span>Heads of libraries are responsible for:
 <section><header><h3><span>Lists</span></h3></header><ul class="pol-cla"><li class="pol-cla" id="cla4.1.1"><span class="pol-cla-id">4.1.1</span>Keeping a list under the <a href="https://example.org/act"><em>Umbrella Act</em></a>, with:<ul><li>the <strong>name</strong>;</li><li>the day.</li></ul></li></ul></section> and no more.</li></ul></section></div><div class="pol-app"><section><h2 id="appA">Appendix A: Definitions</h2><dl><dt><strong>borrower</strong> (<span lang="fr"><em>emprunteur</em></span>)</dt><dd>Who takes an umbrella.</dd></dl></section><section><h2 id="appB">Appendix B: Days</h2><table><caption>Days</caption><tr><th>Day</th><th>Limit</th></tr><tr><th colspan="2">All libraries</th></tr><tr><td rowspan="2">Wet</td><td><p>one</p><p>or two</p></td></tr><tr><td>three | four</td></tr></table><ul class="pol-cla"><li class="pol-cla" id="claB.2.1"><span class="pol-cla-id">B.2.1</span>Days are counted.</li></ul></section></div><p class="small">© His Majesty the King, 2026,<br/>ISBN:</p></main></body></html>"#;

#[test]
fn an_instrument_gives_its_clauses_definitions_tables_and_dates() {
    let ImportedPolicy { policy, problems } = imported(INSTRUMENT);
    assert_eq!(policy.kind, PolicyKind::Instrument);
    assert_eq!(policy.instrument, "99001");
    assert_eq!(
        policy.source.as_deref(),
        Some("https://www.tbs-sct.canada.ca/pol/doc-eng.aspx?id=99001")
    );
    assert_eq!(policy.issued, "2026-02-01".parse().ok());
    assert_eq!(policy.modified, "2026-02-03".parse().ok());
    assert_eq!(policy.title_in(Lang::En), "Directive on Umbrellas");
    assert_eq!(
        outline(&policy, Lang::En),
        [
            "1 1 [Effective date] ",
            "1.1 0 [] This directive takes effect on February 1, 2026.",
            "4 1 [Requirements] ",
            "4.1 0 [] Heads of libraries are responsible for://[…]//and no more.",
            "4-lists 2 [Lists] ",
            "4.1.1 0 [] Keeping a list under the [*Umbrella Act*](https://example.org/act), with://- the **name**;/- the day.",
            "annex-a 1 [Appendix A: Definitions] ",
            "annex-a-borrower 2 [borrower] **borrower** (*emprunteur*)//Who takes an umbrella.",
            "annex-b 1 [Appendix B: Days] Days//| Day | Limit |/| --- | --- |/| All libraries |  |/| Wet | one<br>or two |/|  | three \\| four |",
            "B.2.1 0 [] Days are counted.",
        ]
    );
    let told: Vec<&str> = problems.iter().map(|p| p.params["text"].as_str()).collect();
    assert_eq!(told, ["© His Majesty the King, 2026, ISBN:"]);
    assert_eq!(problems[0].code, ProblemCode::LeftOut);
    let read = PolicyFile::of(&policy).read(&policy.slug).unwrap();
    assert_eq!(read.policy, policy, "survives its file");
}

#[test]
fn a_term_is_named_by_its_english_on_a_french_page() {
    let page = INSTRUMENT
        .replace("<html lang=\"en\">", "<html lang=\"fr\">")
        .replace(
            "Directive on Umbrellas",
            "Directive sur les parapluies des bibliothèques publiques",
        )
        .replace(
            "<strong>borrower</strong> (<span lang=\"fr\"><em>emprunteur</em></span>)",
            "<strong>emprunteur</strong> (<span lang=\"en\"><em>borrower</em></span>)",
        )
        .replace(
            "Who takes an umbrella.",
            "La personne qui emprunte un parapluie pour la journée.",
        )
        .replace("doc-fra.aspx", "doc-eng.aspx")
        .replace(
            "Heads of libraries are responsible for:",
            "Les responsables des bibliothèques doivent :",
        )
        .replace(
            "takes effect on February 1, 2026",
            "entre en vigueur le 1er février 2026",
        );
    let policy = imported(&page).policy;
    let side = policy.sides.fr.as_ref().unwrap();
    assert_eq!(side.excerpts[7].anchor, "annex-a-borrower");
    assert_eq!(side.excerpts[7].heading, "emprunteur");
    assert_eq!(policy.issued, "2026-02-01".parse().ok());
    assert_eq!(
        policy.source.as_deref(),
        Some("https://www.tbs-sct.canada.ca/pol/doc-fra.aspx?id=99001")
    );
}

#[test]
fn any_page_gives_its_main_content_and_what_was_left_out_is_told() {
    let sentences = "The city lends umbrellas to everyone who asks for one at a branch, and takes them back at any other branch. ";
    let html = format!(
        "<html><head><title>Lending umbrellas - City</title></head><body><div class=menu><ul><li><a href=/a>Home</a></li><li><a href=/b>Parks</a></li></ul></div><div class=content><h1>Lending umbrellas</h1><p>{0}</p><h2>Where to ask</h2><p>{0}{0}</p><p>4.1 Branches keep a list of what they lend.</p><h2>Q1. Is there a fee?</h2><p>{0}</p></div><div class=footer><p>Call us</p></div><script>alert('x')</script></body></html>",
        sentences.repeat(3)
    );
    let ImportedPolicy { policy, problems } = imported(&html);
    assert_eq!(policy.kind, PolicyKind::Document);
    let side = policy.sides.en.as_ref().unwrap();
    assert_eq!(side.title, "Lending umbrellas");
    let anchors: Vec<&str> = side.excerpts.iter().map(|e| e.anchor.as_str()).collect();
    assert_eq!(
        anchors,
        ["text", "where-to-ask", "4.1", "q1-is-there-a-fee"]
    );
    let written = PolicyFile::of(&policy);
    assert!(!written.text().contains("alert") && !written.text().contains("Parks"));
    let told: Vec<&str> = problems
        .iter()
        .filter_map(|p| p.params.get("text"))
        .map(String::as_str)
        .collect();
    assert!(
        told.contains(&"Parks") && told.contains(&"Call us"),
        "{told:?}"
    );
}

#[test]
fn a_saved_page_of_a_published_note_is_a_note() {
    let html = "<html lang=en><body><main><h1>Question Period Note: Umbrellas</h1><h2>About</h2><dl><dt>Reference number:</dt><dd>TBS-2025-QP-06-00027</dd><dt>Date received:</dt><dd>Jun 19, 2025</dd><dt>Organization:</dt><dd>Treasury Board of Canada Secretariat</dd></dl><h3>Issue/Question:</h3><p>What is done about umbrellas?</p><h3>Suggested Response:</h3><ul><li>They are lent.</li></ul><h3>Background:</h3><p>It rains often in the capital.</p></main></body></html>";
    let Imported::Note(note) = import_bytes("note.html", html.as_bytes())
        .unwrap()
        .remove(0)
    else {
        panic!("no note");
    };
    assert_eq!(note.reference.unwrap().as_str(), "TBS-2025-QP-06-00027");
    let side = note.sides.en.unwrap();
    assert_eq!(side.title, "Umbrellas");
    assert_eq!(side.response, "- They are lent.");
    assert_eq!(side.background, "It rains often in the capital.");
}

#[test]
fn no_markup_script_or_style_survives() {
    let html = "<html><body><main><h1>T</h1><p onclick=alert(1)>See <a href='javascript:alert(2)'>this</a>, &lt;script&gt;alert(3)&lt;/script&gt; and &amp;lt;b&amp;gt;.</p><svg><script>alert(4)</script></svg><iframe srcdoc='<p>5'></iframe><p hidden>secret</p><template><p>6</p></template><img src=x onerror=alert(7)><style>p{}</style><textarea><b>8</b></textarea><object data=x>9</object><p>The end of a page that has enough words.</p></main></body></html>";
    let policy = imported(html).policy;
    let text = PolicyFile::of(&policy).text().to_owned();
    assert_eq!(
        outline(&policy, Lang::En),
        [
            "text 0 [] See this, \\<script>alert(3)\\</script> and \\&lt;b\\&gt;.//The end of a page that has enough words."
        ]
    );
    for gone in [
        "javascript",
        "onerror",
        "alert(4)",
        "secret",
        "srcdoc",
        "p{}",
    ] {
        assert!(!text.contains(gone), "{gone}");
    }
    let parsed = crate::document::parse(&policy.sides.en.unwrap().excerpts[0].text).plain_text();
    assert!(parsed.contains("<script>alert(3)</script> and &lt;b&gt;."));
}

#[test]
fn hostile_pages_are_refused_with_their_reason() {
    let deep = format!("<html><body>{}words", "<div>".repeat(100_000));
    let wide = "<p>".repeat(500_000);
    for (html, error) in [
        (deep.as_str(), ImportError::TooDeep),
        (wide.as_str(), ImportError::TooMany),
        (
            "<html><body><script>only()</script></body></html>",
            ImportError::Empty,
        ),
    ] {
        assert_eq!(
            import_bytes("a.html", html.as_bytes()),
            Err(error),
            "{html:.60}"
        );
    }
}

#[test]
fn a_page_of_20_megabytes_is_read() {
    let paragraph = format!(
        "<h2>Part</h2><p>{}</p>",
        "Words that somebody wrote. ".repeat(40)
    );
    let many = (20 << 20) / paragraph.len();
    let html = format!(
        "<html lang=en><body><main><h1>Long page</h1>{}</main>",
        paragraph.repeat(many)
    );
    let policy = imported(&html).policy;
    assert_eq!(policy.sides.en.unwrap().excerpts.len(), many);
}
