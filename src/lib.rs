//! factlint
#![allow(missing_docs, dead_code, unused)]
pub mod data;
pub mod lexicon;
pub mod model;
pub mod text;
pub mod grammar;
pub mod document;
pub mod extract;
pub mod config;
pub mod engine;
pub mod findings;
pub mod input;
pub mod output;
pub mod alignment;
pub mod rules;
mod values;
pub mod cli;
