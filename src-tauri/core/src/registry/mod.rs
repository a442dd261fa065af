//! The reference tables: organizations, ministers' titles, and who held them when.
//!
//! The tables are text files of this crate (`data/`), one line a fact. The facts are those of the
//! open government portal: its organizations, and the controlled list of ministers of the dataset
//! schema version 3 for Question Period notes.

mod called;
mod minister;
mod name;
mod organization;

pub use called::{Called, minister_called, organization_called};
pub use minister::{Minister, Term, minister, minister_title, minister_titled, ministers};
pub use name::same_name;
pub(crate) use name::{folded, same_person};
pub use organization::{
    Organization, organization, organization_name, organization_named, organizations,
};

/// The fields of a table's line, `a | b | c`; `None` where it does not have exactly three.
fn fields(line: &'static str) -> Option<[&'static str; 3]> {
    let mut parts = line.split('|').map(str::trim);
    let row = [parts.next()?, parts.next()?, parts.next()?];
    (parts.next().is_none() && row.iter().all(|field| !field.is_empty())).then_some(row)
}

/// The lines of a table that say something.
fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}
