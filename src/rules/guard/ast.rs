use std::ops::Range;

use crate::model::{Date, Decimal};

/// A piece of a guard as written, with its place in the guard's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub span: Range<usize>,
    pub kind: NodeKind,
}

/// What a piece of a guard is. Chains are lists, so that only brackets and signs nest.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum NodeKind {
    /// `x or y or z`
    Any(Vec<Node>),
    /// `x and y and z`
    All(Vec<Node>),
    /// `not x`
    Not(Box<Node>),
    /// `x < y`
    Compare(Box<Node>, Comparator, Box<Node>),
    /// `x in [y, z]`, `x not in [y, z]`
    In { what: Box<Node>, list: Vec<Node>, negated: bool },
    /// `x is-a "concept"`
    IsA(Box<Node>, Box<Node>),
    /// `x is known`; `false` for `x is unknown`
    Known(Box<Node>, bool),
    /// `x + y - z`, or `x * y / z`
    Chain(Box<Node>, Vec<(Arithmetic, Node)>),
    /// `-x`
    Negative(Box<Node>),
    /// `abs(x)`
    Absolute(Box<Node>),
    /// `a.value.lower`
    Field(String),
    /// `"casualty.dead"`
    Text(String),
    /// `1.5`
    Number(Decimal),
    /// `2 d`, in seconds
    Length(Decimal),
    /// `2025-06-17`
    Day(Date),
    /// `true`, `false`
    Truth(bool),
}

/// What stands between two values that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparator {
    Equal,
    NotEqual,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Comparator {
    /// Whether it asks for an order, and not for sameness alone.
    pub fn orders(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// What stands between two values that are reckoned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
}

impl Arithmetic {
    /// The sign in a guard.
    pub fn sign(self) -> char {
        match self {
            Self::Add => '+',
            Self::Subtract => '-',
            Self::Multiply => '*',
            Self::Divide => '/',
        }
    }
}
