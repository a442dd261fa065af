//! The external addresses of a document, each with one relationship.

use std::collections::HashMap;

/// The addresses, in the order of their first mention.
#[derive(Debug, Default)]
pub(super) struct Links {
    addresses: Vec<String>,
    known: HashMap<String, usize>,
}

impl Links {
    /// The id of the relationship to that address.
    pub(super) fn id(&mut self, address: &str) -> String {
        let next = self.addresses.len();
        let number = *self.known.entry(address.to_owned()).or_insert(next);
        if number == next {
            self.addresses.push(address.to_owned());
        }
        relationship_id(number)
    }

    /// The addresses with the ids of their relationships.
    pub(super) fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        let numbered = self.addresses.iter().enumerate();
        numbered.map(|(number, address)| (relationship_id(number), address.as_str()))
    }
}

fn relationship_id(number: usize) -> String {
    format!("rIdLink{}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_address_has_one_relationship() {
        let mut links = Links::default();
        let first = links.id("https://x.ca");
        assert_ne!(links.id("https://y.ca"), first);
        assert_eq!(links.id("https://x.ca"), first);
        assert_eq!(links.iter().count(), 2);
    }
}
