use crate::text::Fault;
use toml::Spanned;

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
        let fault = |message: String| Fault::new(path, file, Some(text.span()), message);
        let mut pieces = Vec::new();
        let mut rest = text.get_ref().as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                return Err(fault("a `{` is never closed".into()));
            };
            let Some(placeholder) = known.iter().find(|known| **known == name) else {
                let fault = fault(format!("unknown placeholder `{{{name}}}`"));
                return Err(fault.help(format!("this relation knows: {}", known.join(", "))));
            };
            pieces.push(Piece::Text(before.to_string()));
            pieces.push(Piece::Placeholder(placeholder));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_string()));
        Ok(Self { pieces })
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
