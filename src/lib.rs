//! factlint
mod model;
mod text;
