//! Notes and policies as the files of a notebook.

use chrono::NaiveDate;
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Status;

/// What a note's file is written from.
pub(crate) struct NotePage<'a> {
    pub(crate) reference: &'a str,
    pub(crate) date: NaiveDate,
    pub(crate) organization: &'a str,
    pub(crate) minister: &'a str,
    pub(crate) status: Status,
    pub(crate) tags: &'a [&'a str],
    /// Title, question, response, if-pressed blocks, background.
    pub(crate) sides: Bilingual<Option<[String; 5]>>,
}

/// The name of a side, and the headings of its sections.
const NOTE: Bilingual<[&str; 4]> = Bilingual::new(
    [
        "English",
        "Issue/Question",
        "Suggested Response",
        "Background",
    ],
    [
        "Français",
        "Enjeu ou question",
        "Réponse suggérée",
        "Contexte",
    ],
);

impl NotePage<'_> {
    /// The file.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "---\nreference: {}\ndate: {}\norganization: {}\nminister: {}\nstatus: {}\n\
             marking: Unclassified\ntitle:\n",
            self.reference, self.date, self.organization, self.minister, self.status
        );
        for (lang, side) in self.sides.iter() {
            if let Some([title, ..]) = side {
                text += &format!("  {lang}: {}\n", quoted(title));
            }
        }
        text += &format!("tags: [{}]\n---\n", self.tags.join(", "));
        for (lang, side) in self.sides.iter() {
            let Some([_, question, response, pressed, background]) = side else {
                continue;
            };
            let [name, asked, answered, behind] = NOTE[lang];
            text +=
                &format!("\n# {name}\n\n## {asked}\n\n{question}\n\n## {answered}\n\n{response}\n");
            if !pressed.is_empty() {
                text += &format!("\n{pressed}\n");
            }
            text += &format!("\n## {behind}\n\n{background}\n");
        }
        text
    }
}

/// One language of a made-up policy: a section of numbered clauses.
pub(crate) struct PolicySide {
    pub(crate) title: String,
    pub(crate) heading: &'static str,
    pub(crate) clauses: Vec<String>,
}

/// What a policy's file is written from.
pub(crate) struct PolicyPage {
    pub(crate) issued: NaiveDate,
    pub(crate) sides: Bilingual<Option<PolicySide>>,
}

impl PolicyPage {
    /// The file.
    pub(crate) fn text(&self) -> String {
        let sides: Vec<(Lang, &PolicySide)> = self
            .sides
            .iter()
            .filter_map(|(lang, side)| Some((lang, side.as_ref()?)))
            .collect();
        let mut text = "---\n".to_owned();
        let langs = if let [(lang, side)] = sides.as_slice() {
            text += &format!("title: {}\n", quoted(&side.title));
            lang.to_string()
        } else {
            text += "title:\n";
            for (lang, side) in &sides {
                text += &format!("  {lang}: {}\n", quoted(&side.title));
            }
            "[en, fr]".to_owned()
        };
        text += &format!("issued: {}\nlang: {langs}\n---\n", self.issued);
        for (lang, side) in &sides {
            if sides.len() > 1 {
                text += &format!("\n# {}\n", NOTE[*lang][0]);
            }
            text += &format!("\n## {}\n\n{}\n", side.heading, side.clauses.join("\n\n"));
        }
        text
    }
}

/// A text as YAML takes any.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
