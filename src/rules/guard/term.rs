use super::ast::{Arithmetic, Comparator};
use super::field::Field;
use super::value::Value;

/// A checked condition.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Any(Vec<Test>),
    All(Vec<Test>),
    Not(Box<Test>),
    Holds(Term),
    Compare(Term, Comparator, Term),
    In(Term, Vec<Term>),
    IsA(Term, Term),
    Known(Term),
}

/// A checked value.
#[derive(Clone, Debug)]
pub(super) enum Term {
    Constant(Value),
    Field(Side, Field),
    Chain(Box<Term>, Vec<(Arithmetic, Term)>),
    Negative(Box<Term>),
    Absolute(Box<Term>),
}

/// Which of the facts that a rule binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    A,
    B,
}
