use std::ops::Range;

/// What is wrong with a guard, at a place in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Mistake {
    /// The words at fault, as bytes of the guard.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Mistake {
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    /// The same with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}
