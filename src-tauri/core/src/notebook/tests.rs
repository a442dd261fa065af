//! The façade on real temporary folders.
