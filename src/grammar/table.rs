use crate::lexicon::{SectionSet, TokenKind, sections_of};

use super::input::{Parsed, Tokens, no_match};

/// The digits that start a production.
#[derive(Clone, Copy)]
pub(super) enum Digits {
    /// None.
    Never,
    /// Those that something hangs on to: "3º", "2025-06-17", "1990s".
    Joined,
    /// Any.
    Any,
}

/// A production with what its first token must be, so that most are never tried.
pub(super) struct Production<T> {
    /// Sections of which the first token must mean something.
    pub starts: SectionSet,
    /// Which digits the first token may be.
    pub digits: Digits,
    /// Sections of which one must stand near, the first token included; none where anything will do. Where it does
    /// not, the production need not be called, nor its code be fetched.
    pub needs: SectionSet,
    /// The production.
    pub parse: for<'a> fn(Tokens<'a>) -> Parsed<'a, T>,
}

/// How many tokens are near: no production asks for a word that stands further behind its first.
const NEAR: usize = 13;

/// Productions, and for each section those that it may start: the one look at a first token leaves a few.
pub(super) struct Table<T: 'static> {
    productions: &'static [Production<T>],
    by_section: [u64; SectionSet::SECTIONS],
    by_digits: u64,
    by_joined_digits: u64,
    /// The productions that need something near.
    asking: u64,
}

impl<T> Table<T> {
    /// Sorts at most 64 productions by what starts them.
    pub const fn new(productions: &'static [Production<T>]) -> Self {
        assert!(productions.len() <= u64::BITS as usize, "one bit for each production");
        let (mut by_section, mut index) = ([0; SectionSet::SECTIONS], 0);
        let (mut by_digits, mut by_joined_digits, mut asking) = (0, 0, 0);
        while index < productions.len() {
            let production = &productions[index];
            let mut section = 0;
            while section < SectionSet::SECTIONS {
                if production.starts.has_index(section) {
                    by_section[section] |= 1 << index;
                }
                section += 1;
            }
            if !production.needs.is_empty() {
                asking |= 1 << index;
            }
            match production.digits {
                Digits::Never => {}
                Digits::Joined => by_joined_digits |= 1 << index,
                Digits::Any => by_digits |= 1 << index,
            }
            index += 1;
        }
        Self { productions, by_section, by_digits, by_joined_digits: by_joined_digits | by_digits, asking }
    }

    /// The productions that the first token may start, as bits.
    fn started(&self, input: Tokens<'_>) -> u64 {
        let Some(first) = input.first() else { return 0 };
        let digits = match first.kind {
            TokenKind::Digits if is_joined(input) => self.by_joined_digits,
            TokenKind::Digits => self.by_digits,
            _ => 0,
        };
        first.sections().indices().fold(digits, |found, section| found | self.by_section[section])
    }

    /// Of the productions that the first token may start, those that have near what they need.
    fn left(&self, input: Tokens<'_>) -> u64 {
        let started = self.started(input);
        let mut asking = started & self.asking;
        if asking == 0 {
            return started;
        }
        let near = sections_of(input.all_between(input.position(), input.skip(NEAR).position()));
        let mut left = started;
        while asking != 0 {
            let index = asking.trailing_zeros();
            asking &= asking - 1;
            if !self.productions[index as usize].needs.meets(near) {
                left &= !(1 << index);
            }
        }
        left
    }

    /// The first production that reads anything.
    pub fn first<'a>(&self, input: Tokens<'a>) -> Parsed<'a, T> {
        let mut left = self.left(input);
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
        let mut left = self.left(input);
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

/// Whether something hangs on to the digits that stand first. What ends a phrase does not: "in 2025, …".
fn is_joined(digits: Tokens<'_>) -> bool {
    let Some(mark) = digits.get(1).filter(|next| !next.spaced) else { return false };
    match (mark.kind, digits.get(2)) {
        (TokenKind::Break, _) => false,
        (TokenKind::Comma | TokenKind::Close | TokenKind::Semicolon, behind) => {
            behind.is_some_and(|behind| !behind.spaced && behind.kind != TokenKind::Break)
        }
        _ => true,
    }
}

macro_rules! productions {
    ($($parse:ident: $($section:ident)|* $(, $kind:ident)* $(=> $($need:ident)|+)?;)+) => {
        [$(Production {
            starts: SectionSet::of(&[$(Section::$section),*]),
            digits: productions!(@digits $($kind)*),
            needs: SectionSet::of(&[$($(Section::$need),+)?]),
            parse: $parse,
        }),+]
    };
    (@digits digits) => { Digits::Any };
    (@digits joined) => { Digits::Joined };
    (@digits) => { Digits::Never };
}

pub(super) use productions;
