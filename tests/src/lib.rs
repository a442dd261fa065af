//! The harness of the whole-product tests: where the programs under test lie, and the real window.

pub mod product;
pub mod spread;
#[cfg(target_os = "linux")]
pub mod window;
