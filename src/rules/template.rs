use toml::Spanned;

use crate::text::{Fault, nearest};

use super::place::place_in_file;

/// A message with placeholders in braces: `{a.value} here, {b.value} there`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Placeholder(&'static str),
}

impl Template {
    /// Reads a template; every placeholder must be one of `known`.
    pub fn parse(
        path: &str,
        file: &str,
        text: &Spanned<String>,
        known: &[&'static str],
    ) -> Result<Self, Fault> {
        let whole = text.get_ref().as_str();
        let fault = |from: usize, to: usize, message: String| {
            Fault::new(path, file, Some(place_in_file(file, text.span(), whole, from..to)), message)
        };
        let mut pieces = Vec::new();
        let mut rest = whole;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                let open = whole.len() - after.len() - 1;
                return Err(fault(open, open + 1, "a `{` is never closed".into()));
            };
            let Some(placeholder) = known.iter().find(|known| **known == name) else {
                let end = whole.len() - after.len();
                let fault = fault(end - name.len() - 2, end, format!("unknown placeholder `{{{name}}}`"));
                return Err(fault.help(match nearest(name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{{{near}}}`?"),
                    None => format!("this relation knows: {}", known.join(", ")),
                }));
            };
            pieces.push(Piece::Text(before.to_string()));
            pieces.push(Piece::Placeholder(placeholder));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_string()));
        Ok(Self { pieces })
    }

    /// The template as written.
    pub fn text(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Placeholder(name) => format!("{{{name}}}"),
        });
        pieces.collect()
    }

    /// The message, each placeholder filled in by `value`.
    pub fn render(&self, value: impl Fn(&str) -> String) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Placeholder(name) => value(name),
            })
            .collect()
    }
}
