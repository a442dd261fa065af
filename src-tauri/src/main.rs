//! The window of QP Notes / Notes PDQ.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod api;
#[cfg(test)]
mod bindings;

fn main() {}
