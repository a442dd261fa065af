//! Organizations of the Government of Canada by code and by name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::name::folded;
use crate::lang::{Bilingual, Lang};

/// An organization of the Government of Canada.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organization {
    /// Its code on the open government portal: `tbs-sct`.
    pub code: &'static str,
    /// Its applied name.
    pub name: Bilingual<&'static str>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("../../data/organizations.txt")));

struct Table {
    rows: Vec<Organization>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let rows: Vec<Organization> = super::lines(text)
            .filter_map(super::fields)
            .map(|[code, en, fr]| Organization {
                code,
                name: Bilingual::new(en, fr),
            })
            .collect();
        let mut by_code = HashMap::new();
        let mut by_name = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            by_code.entry(row.code.to_ascii_lowercase()).or_insert(at);
            for (_, name) in row.name.iter() {
                by_name.entry(folded(name)).or_insert(at);
            }
        }
        Self {
            rows,
            by_code,
            by_name,
        }
    }
}

/// Every organization, in the order of the codes.
pub fn organizations() -> &'static [Organization] {
    &TABLE.rows
}

/// The organization with this code, in any case.
pub fn organization(code: &str) -> Option<&'static Organization> {
    TABLE
        .by_code
        .get(&code.trim().to_ascii_lowercase())
        .and_then(|at| TABLE.rows.get(*at))
}

/// The organization with this name in either language, whatever its case, accents, apostrophes
/// and spaces; both names at once (`English | Français`), as the full public dataset has them, too.
pub fn organization_named(text: &str) -> Option<&'static Organization> {
    let find = |name: &str| {
        TABLE
            .by_name
            .get(&folded(name))
            .and_then(|at| TABLE.rows.get(*at))
    };
    find(text).or_else(|| text.split('|').find_map(find))
}

/// The name in `lang` of an organization given by its code or by a name; a text that is neither
/// is its own name.
pub fn organization_name(code_or_name: &str, lang: Lang) -> String {
    organization(code_or_name)
        .or_else(|| organization_named(code_or_name))
        .map_or_else(
            || code_or_name.to_owned(),
            |organization| organization.name[lang].to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_an_organization_with_its_own_code() {
        let lines = super::super::lines(include_str!("../../data/organizations.txt")).count();
        assert_eq!(organizations().len(), lines);
        assert_eq!(TABLE.by_code.len(), lines);
        assert!(lines > 300);
    }

    #[test]
    fn an_organization_is_found_by_code_and_by_either_name() {
        for name in [
            "Treasury Board of Canada Secretariat",
            "Secrétariat du Conseil du Trésor du Canada",
            "SECRETARIAT  DU CONSEIL DU TRÉSOR\u{a0}DU CANADA",
            "Treasury Board of Canada Secretariat | Secrétariat du Conseil du Trésor du Canada",
        ] {
            assert_eq!(
                organization_named(name).map(|found| found.code),
                Some("tbs-sct"),
                "{name}"
            );
        }
        assert_eq!(
            organization("TBS-SCT").map(|found| found.name.en),
            Some("Treasury Board of Canada Secretariat")
        );
        assert_eq!(organization_named("Ministry of Silly Walks"), None);
        assert_eq!(organization_named(""), None);
        assert_eq!(organization_named("|"), None);
    }

    #[test]
    fn a_name_that_is_not_in_the_table_stays_as_it_is() {
        assert_eq!(
            organization_name("tbs-sct", Lang::Fr),
            "Secrétariat du Conseil du Trésor du Canada"
        );
        assert_eq!(
            organization_name("Secrétariat du Conseil du Trésor du Canada", Lang::En),
            "Treasury Board of Canada Secretariat"
        );
        assert_eq!(
            organization_name("Bureau du Nord", Lang::En),
            "Bureau du Nord"
        );
    }
}
