//! The notebook's folder on disk.

mod atomic;

pub use atomic::{atomic_create, atomic_write};
