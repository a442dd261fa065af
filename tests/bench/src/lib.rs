//! How fast search is: a made-up notebook of any size, and a race against other ways to search.

pub mod corpus;
