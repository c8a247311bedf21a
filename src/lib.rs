//! factlint
#![allow(missing_docs, dead_code, unused)]
pub mod data;
pub mod lexicon;
pub mod model;
pub mod text;
pub mod grammar;
pub mod document;
pub mod extract;
