//! The notebook's folder on disk.
