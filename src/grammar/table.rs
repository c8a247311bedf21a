use crate::lexicon::{SectionSet, Token, TokenKind};

use super::input::{Parsed, Tokens, no_match};

/// A production with what its first token must be, so that most are never tried.
pub(super) struct Production<T> {
    /// Sections of which the first token must mean something.
    pub starts: SectionSet,
    /// Whether the first token may be digits.
    pub digits: bool,
    /// The production.
    pub parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, T>,
}

/// Productions, and for each section those that it may start: the one look at a first token leaves a few.
pub(super) struct Table<T: 'static> {
    productions: &'static [Production<T>],
    by_section: [u64; SectionSet::SECTIONS],
    by_digits: u64,
}

impl<T> Table<T> {
    /// Sorts at most 64 productions by what starts them.
    pub const fn new(productions: &'static [Production<T>]) -> Self {
        assert!(productions.len() <= u64::BITS as usize, "one bit for each production");
        let (mut by_section, mut by_digits, mut index) = ([0; SectionSet::SECTIONS], 0, 0);
        while index < productions.len() {
            let production = &productions[index];
            let mut section = 0;
            while section < SectionSet::SECTIONS {
                if production.starts.has_index(section) {
                    by_section[section] |= 1 << index;
                }
                section += 1;
            }
            if production.digits {
                by_digits |= 1 << index;
            }
            index += 1;
        }
        Self { productions, by_section, by_digits }
    }

    /// The productions that a token may start, as bits.
    fn started_by(&self, token: &Token) -> u64 {
        let digits = if token.kind == TokenKind::Digits { self.by_digits } else { 0 };
        token.sections().indices().fold(digits, |found, section| found | self.by_section[section])
    }

    /// The first production that reads anything.
    pub fn first<'a>(&self, input: Tokens<'a>) -> Parsed<'a, T> {
        let Some(first) = input.first() else { return no_match() };
        let mut left = self.started_by(first);
        while left != 0 {
            let production = &self.productions[left.trailing_zeros() as usize];
            left &= left - 1;
            if let Ok(found) = (production.parse)(input) {
                return Ok(found);
            }
        }
        no_match()
    }

    /// The production that reads furthest; the first of those that read equally far.
    pub fn longest<'a>(&self, input: Tokens<'a>) -> Parsed<'a, T> {
        let Some(first) = input.first() else { return no_match() };
        let mut left = self.started_by(first);
        let mut best: Option<(Tokens<'a>, T)> = None;
        while left != 0 {
            let production = &self.productions[left.trailing_zeros() as usize];
            left &= left - 1;
            if let Ok((rest, value)) = (production.parse)(input)
                && best.as_ref().is_none_or(|(furthest, _)| rest.position() > furthest.position())
            {
                best = Some((rest, value));
            }
        }
        best.map_or_else(no_match, Ok)
    }
}

macro_rules! productions {
    ($($parse:ident: $($section:ident)|* $(, $kind:ident)*;)+) => {
        [$(Production {
            starts: SectionSet::of(&[$(Section::$section),*]),
            digits: productions!(@digits $($kind)*),
            parse: $parse,
        }),+]
    };
    (@digits digits $($rest:ident)*) => { true };
    (@digits $($rest:ident)*) => { false };
}

pub(super) use productions;
