//! Acts and regulations in the shape of the Justice Laws files, of our own making.

use super::*;
use crate::import::{ImportError, import_bytes};
use crate::lang::Lang;
use crate::policy::{Policy, PolicyFile, PolicyKind};
use crate::problem::ProblemCode;

const ENGLISH: &str = r#"<?xml version="1.0" encoding="utf-8"?><Statute lims:lastAmendedDate="2026-03-01" xml:lang="en" xmlns:lims="http://justice.gc.ca/lims"><Identification><LongTitle>An Act respecting the lending of umbrellas</LongTitle><ShortTitle status="official">Umbrella Lending Act</ShortTitle><RunningHead>Umbrellas</RunningHead><BillHistory><Stages stage="consolidation"><Date><YYYY>2026</YYYY><MM>4</MM><DD>2</DD></Date></Stages></BillHistory><Chapter><ConsolidatedNumber official="yes">U-7</ConsolidatedNumber></Chapter></Identification><Body><Heading level="1"><TitleText>Interpretation</TitleText></Heading><Section><MarginalNote>Definitions</MarginalNote><Label>2</Label><Text>In this Act,</Text><Definition><Text><DefinedTermEn>borrower</DefinedTermEn> means</Text><Paragraph><Label>(a)</Label><Text>a resident, or</Text></Paragraph><Paragraph><Label>(b)</Label><Text>a visitor; (<DefinedTermFr>emprunteur</DefinedTermFr>)</Text></Paragraph></Definition><Definition><Text><DefinedTermEn>wet day</DefinedTermEn> means a day of rain. (<DefinedTermFr>jour de pluie</DefinedTermFr>)</Text></Definition><HistoricalNote><HistoricalNoteSubItem>2019, c. 1, s. 2</HistoricalNoteSubItem></HistoricalNote></Section><Heading level="1"><Label>PART 1</Label><TitleText>Lending</TitleText></Heading><Heading level="2"><TitleText>Duties</TitleText></Heading><Section><MarginalNote>Lending</MarginalNote><Label>7</Label><Subsection><Label>(1)</Label><Text>A library that lends under the <XRefExternal reference-type="act" link="L-1">Libraries Act</XRefExternal></Text><Paragraph><Label>(a)</Label><Text>keeps a list that shows</Text><Subparagraph><Label>(i)</Label><Text>the borrower, and</Text></Subparagraph><Subparagraph><Label>(ii)</Label><Text>the day; and</Text></Subparagraph></Paragraph><Paragraph><Label>(b)</Label><Text><Repealed>[Repealed, 2020, c. 2, s. 1]</Repealed></Text></Paragraph><ContinuedSectionSubsection><Text>within 2 days.</Text></ContinuedSectionSubsection></Subsection><Subsection><MarginalNote>Exception</MarginalNote><Label>(2)</Label><Text>Subsection (1) does not apply on a wet day.</Text></Subsection></Section><Section><Label>8</Label><Text><Repealed>[Repealed, 2020, c. 2, s. 3]</Repealed></Text></Section><Section in-force="no"><MarginalNote>Fees</MarginalNote><Label>9</Label><Text>A fee is charged.</Text></Section></Body><Schedule><ScheduleFormHeading><Label>SCHEDULE I</Label><OriginatingRef>(Section 7)</OriginatingRef><TitleText>Libraries</TitleText></ScheduleFormHeading><BilingualGroup><TitleText>Large libraries</TitleText><BilingualItemEn>Harbour Library</BilingualItemEn><BilingualItemFr>Bibliothèque du Port</BilingualItemFr></BilingualGroup><TableGroup><table><tgroup cols="2"><thead><row><entry>Act</entry><entry>Provision</entry></row></thead><tbody><row><entry><BilingualGroup><BilingualItemEn>Rain Act</BilingualItemEn><BilingualItemFr>Loi sur la pluie</BilingualItemFr></BilingualGroup></entry><entry>subsection 4(1)</entry></row></tbody></tgroup></table></TableGroup></Schedule><Schedule id="NifProvs"><ScheduleFormHeading><TitleText>AMENDMENTS NOT IN FORCE</TitleText></ScheduleFormHeading><BillPiece><RelatedOrNotInForce><Section><Label>3</Label><Text>Section 7 is replaced.</Text></Section></RelatedOrNotInForce></BillPiece></Schedule></Statute>"#;

fn french() -> String {
    ENGLISH
        .replace("xml:lang=\"en\"", "xml:lang=\"fr\"")
        .replace("Umbrella Lending Act", "Loi sur le prêt de parapluies")
        .replace(">Interpretation<", ">Définitions et interprétation<")
        .replace(">Definitions<", ">Définitions<")
        .replace("PART 1", "PARTIE 1")
        .replace(">Lending<", ">Prêt<")
        .replace(">Duties<", ">Obligations<")
        .replace("SCHEDULE I", "ANNEXE I")
        .replace(">Large libraries<", ">Grandes bibliothèques<")
        .replace("<Label>(a)", "<Label>a)")
        .replace("<Label>(b)", "<Label>b)")
}

fn taken(xml: &str) -> ImportedPolicy {
    match import_bytes("act.xml", xml.as_bytes()).unwrap().remove(0) {
        Imported::Policy(policy) => *policy,
        Imported::Note(note) => panic!("{note:?}"),
    }
}

fn outline(policy: &Policy, lang: Lang) -> Vec<String> {
    let side = policy.sides[lang].as_ref().unwrap();
    let line = |e: &crate::policy::Excerpt| {
        let text = e.text.replace('\n', "/");
        format!(
            "{} {} {} [{}] {text}",
            e.anchor, e.level, e.label, e.heading
        )
    };
    side.excerpts.iter().map(line).collect()
}

#[test]
fn the_provisions_of_an_act_become_excerpts_as_people_cite_them() {
    let imported = taken(ENGLISH);
    let policy = &imported.policy;
    assert_eq!(policy.kind, PolicyKind::Act);
    assert_eq!(policy.instrument, "U-7");
    assert_eq!(policy.modified, "2026-03-01".parse().ok());
    assert_eq!(policy.consolidated, "2026-04-02".parse().ok());
    let source = policy.source.as_deref();
    assert_eq!(
        source,
        Some("https://laws-lois.justice.gc.ca/eng/acts/U-7/")
    );
    assert_eq!(policy.title_in(Lang::En), "Umbrella Lending Act");
    assert_eq!(
        outline(policy, Lang::En),
        [
            "interpretation 1  [Interpretation] ",
            "2 2 2 [Definitions] In this Act,",
            "2-borrower 3  [borrower] **borrower** means//- (a) a resident, or/- (b) a visitor; (*emprunteur*)",
            "2-wet-day 3  [wet day] **wet day** means a day of rain. (*jour de pluie*)",
            "part-1 1  [PART 1 — Lending] ",
            "part-1-duties 2  [Duties] ",
            "7 3 7 [Lending] ",
            "7(1) 0 7(1) [] A library that lends under the *Libraries Act*//[…]//within 2 days.",
            "7(1)(a) 0 7(1)(a) [] keeps a list that shows",
            "7(1)(a)(i) 0 7(1)(a)(i) [] the borrower, and",
            "7(1)(a)(ii) 0 7(1)(a)(ii) [] the day; and",
            "7(2) 4 7(2) [Exception] Subsection (1) does not apply on a wet day.",
            "annex-i 1  [SCHEDULE I — Libraries] (Section 7)",
            "annex-i-large-libraries 2  [Large libraries] - Harbour Library//| Act | Provision |/| --- | --- |/| Rain Act | subsection 4(1) |",
        ]
    );
    let read = PolicyFile::of(policy).read(&policy.slug).unwrap();
    assert_eq!(read.policy, *policy, "survives its file");
}

#[test]
fn what_is_repealed_or_not_in_force_is_left_out_and_told() {
    let told = |code: ProblemCode| {
        let problems = taken(ENGLISH).problems.into_iter();
        let found: Vec<_> = problems.filter(|problem| problem.code == code).collect();
        found
    };
    assert_eq!(
        told(ProblemCode::RepealedLeftOut)[0].params["labels"],
        "7(1)(b), 8"
    );
    assert_eq!(
        told(ProblemCode::NotInForceLeftOut)[0].params["labels"],
        "9"
    );
    let left_out = told(ProblemCode::LeftOut);
    assert_eq!(left_out[0].params["text"], "Historical notes");
    assert_eq!(left_out[1].params["text"], "AMENDMENTS NOT IN FORCE");
}

#[test]
fn a_provision_has_one_anchor_in_both_languages() {
    let (english, french) = (taken(ENGLISH).policy, taken(&french()).policy);
    let side = french.sides.fr.clone().unwrap();
    let joined = crate::policy::paired(side, english.sides.en.as_ref().unwrap());
    let anchors = |side: &crate::policy::PolicySide| -> Vec<String> {
        side.excerpts.iter().map(|e| e.anchor.clone()).collect()
    };
    assert_eq!(
        anchors(&joined),
        anchors(english.sides.en.as_ref().unwrap())
    );
    let labels: Vec<&str> = joined.excerpts.iter().map(|e| e.label.as_str()).collect();
    assert!(labels.contains(&"7(1)a)(ii)"), "{labels:?}");
    assert_eq!(joined.excerpts[2].heading, "emprunteur");
}

#[test]
fn a_regulation_has_one_number_in_both_languages() {
    let regulation = |number: &str, lang: &str| {
        taken(&format!(
            "<Regulation xml:lang='{lang}'><Identification><InstrumentNumber>{number}</InstrumentNumber><LongTitle>T</LongTitle></Identification><Body><Section><Label>1</Label><Text>Text of it</Text></Section></Body></Regulation>"
        ))
        .policy
    };
    let (english, french) = (
        regulation("SOR/98-106", "en"),
        regulation("DORS/98-106", "fr"),
    );
    assert_eq!(english.kind, PolicyKind::Regulation);
    assert_eq!(english.instrument, french.instrument);
    let source = french.source.as_deref();
    assert_eq!(
        source,
        Some("https://laws-lois.justice.gc.ca/fra/reglements/DORS-98-106/")
    );
    // A section without a marginal note is headed by its number alone.
    assert_eq!(outline(&english, Lang::En), ["1 1 1 [] Text of it"]);
    let read = PolicyFile::of(&english).read(&english.slug).unwrap();
    assert_eq!(read.policy, english);
}

#[test]
fn other_or_hostile_xml_is_refused_with_its_reason() {
    let deep = format!("<Statute><Body>{}", "<Section>".repeat(5_000));
    let entities = "<!DOCTYPE Statute [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Statute><Body><Section><Label>1</Label><Text>&b;</Text></Section></Body></Statute>";
    let cut = &ENGLISH[..ENGLISH.len() / 2];
    for (xml, error) in [
        (
            "<?xml version='1.0'?><rss><channel/></rss>",
            ImportError::UnknownKind("xml".to_owned()),
        ),
        (deep.as_str(), ImportError::TooDeep),
        (entities, ImportError::DocumentType),
        (cut, ImportError::Damaged(String::new())),
        (
            "<?xml version='1.0'?><Statute></Statute>",
            ImportError::Empty,
        ),
        (
            "<?xml version='1.0'?><Statute><Body><Section><Label>1</Label><Text>&undeclared;</Text></Section></Body></Statute>",
            ImportError::Damaged(String::new()),
        ),
    ] {
        let refused = match import_bytes("a.xml", xml.as_bytes()) {
            // Which sign was wrong is the library's to say.
            Err(ImportError::Damaged(reason)) if !reason.is_empty() => {
                Err(ImportError::Damaged(String::new()))
            }
            other => other,
        };
        assert_eq!(refused, Err(error), "{xml:.80}");
    }
}

#[test]
fn an_act_of_20_megabytes_is_read_in_bounded_time() {
    let paragraph = "<Section><MarginalNote>Note</MarginalNote><Label>12</Label><Subsection><Label>(1)</Label><Text>Words of a provision that says what must be done and by whom.</Text></Subsection></Section>";
    let body = paragraph.repeat((20 << 20) / paragraph.len());
    let xml = format!(
        "<Statute xml:lang='en'><Identification><ShortTitle>Long Act</ShortTitle></Identification><Body>{body}</Body></Statute>"
    );
    let policy = taken(&xml).policy;
    let excerpts = policy.sides.en.unwrap().excerpts.len();
    assert_eq!(excerpts, 2 * ((20 << 20) / paragraph.len()));
}
