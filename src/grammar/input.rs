use std::cell::Cell;

use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Parser};

use crate::lexicon::{Meaning, Section, SectionSet, SignWord, Token, TokenKind, TokenText};

use super::mention::CalendarDate;
use super::number::Number;

/// What is read: the tokens of a document with the text they come from, and what has been read of it.
pub(super) struct Reading<'a> {
    source: TokenText<'a>,
    all: &'a [Token],
    dated: Cell<Option<(usize, Dated)>>,
    numbers: [Cell<Option<(usize, bool, Numbered)>>; NUMBERS],
}

/// For how many places the numbers are kept: a mention tries few.
const NUMBERS: usize = 4;

/// The number at a place with the place after it, if there is one.
type Numbered = Option<(usize, Number)>;

/// The date at a place with the place after it, if there is one.
pub(super) type Dated = Option<(usize, CalendarDate)>;

impl<'a> Reading<'a> {
    /// Nothing has been read yet.
    pub fn new(source: TokenText<'a>, all: &'a [Token]) -> Self {
        Self { source, all, dated: Cell::new(None), numbers: Default::default() }
    }

    /// The tokens from the one at `at` on.
    pub fn from(&self, at: usize) -> Tokens<'_> {
        Tokens { reading: self, at }
    }
}

/// A run of tokens, with the text they come from: what every production reads.
#[derive(Clone, Copy)]
pub(super) struct Tokens<'a> {
    reading: &'a Reading<'a>,
    at: usize,
}

/// No match here. Failing is the normal case when scanning prose, so it carries nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoMatch;

impl<I> ParseError<I> for NoMatch {
    fn from_error_kind(_: I, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: I, _: ErrorKind, other: Self) -> Self {
        other
    }
}

pub(super) type Parsed<'a, T> = IResult<Tokens<'a>, T, NoMatch>;

impl<'a> Tokens<'a> {
    /// The text that the tokens come from.
    pub fn source(&self) -> TokenText<'a> {
        self.reading.source
    }

    /// The date that starts here, from `read` or from the last time that it was asked for here: several
    /// productions begin with one.
    pub fn dated_once(
        &self,
        read: impl FnOnce(Self) -> Parsed<'a, CalendarDate>,
    ) -> Parsed<'a, CalendarDate> {
        let known = self.reading.dated.get().filter(|(at, _)| *at == self.at);
        let dated =
            known.map_or_else(|| read(*self).ok().map(|(rest, date)| (rest.at, date)), |(_, dated)| dated);
        self.reading.dated.set(Some((self.at, dated)));
        dated.map_or_else(no_match, |(at, date)| Ok((Self { at, ..*self }, date)))
    }

    /// The number that starts here, from `read` or from the last time that it was asked for here: most
    /// productions begin with one. Behind a currency it may be another.
    pub fn number_once(
        &self,
        money: bool,
        read: impl FnOnce(Self) -> Parsed<'a, Number>,
    ) -> Parsed<'a, Number> {
        let kept = &self.reading.numbers[self.at % NUMBERS];
        let known = kept.get().filter(|(at, of_money, _)| *at == self.at && *of_money == money);
        let numbered = known.map_or_else(
            || read(*self).ok().map(|(rest, number)| (rest.at, number)),
            |(_, _, numbered)| numbered,
        );
        kept.set(Some((self.at, money, numbered)));
        numbered.map_or_else(no_match, |(at, number)| Ok((Self { at, ..*self }, number)))
    }

    /// The index of the first token in the document.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The tokens from `start` up to, not including, `end`, by their places in the document.
    pub fn all_between(&self, start: usize, end: usize) -> &'a [Token] {
        self.reading.all.get(start..end).unwrap_or_default()
    }

    pub fn first(&self) -> Option<&'a Token> {
        self.reading.all.get(self.at)
    }

    pub fn get(&self, index: usize) -> Option<&'a Token> {
        self.reading.all.get(self.at + index)
    }

    /// The same tokens from the one before on; `None` at the document's start.
    pub fn back(&self) -> Option<Self> {
        self.at.checked_sub(1).map(|at| Self { at, ..*self })
    }

    /// Whether digits stand right before the first token, with a hyphen between at most.
    pub fn follows_digits(&self) -> bool {
        let kind = |back: usize| {
            self.at.checked_sub(back).and_then(|at| self.reading.all.get(at)).map(|token| token.kind)
        };
        match kind(1) {
            Some(TokenKind::Hyphen) => kind(2) == Some(TokenKind::Digits),
            before => before == Some(TokenKind::Digits),
        }
    }

    /// Whether a space that holds words together stands before the first token.
    pub fn follows_fixed_space(&self) -> bool {
        let (Some(token), Some(before)) = (self.first(), self.back().and_then(|before| before.first()))
        else {
            return false;
        };
        let gap = self.source().text.get(before.span.end as usize..token.span.start as usize);
        matches!(gap, Some("\u{a0}" | "\u{202f}"))
    }

    pub fn skip(&self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.reading.all.len()), ..*self }
    }

    pub fn word(&self, token: &Token) -> &'a str {
        self.source().word(token)
    }

    pub fn first_has(&self, section: Section) -> bool {
        self.first().is_some_and(|token| token.has(section))
    }

    /// Whether one of the `reach` tokens behind the first is such a one. Cheap, and so asked before what is dear.
    pub fn ahead(&self, reach: usize, is: impl Fn(&Token) -> bool) -> bool {
        let start = (self.at + 1).min(self.reading.all.len());
        self.reading.all[start..(start + reach).min(self.reading.all.len())].iter().any(is)
    }

    /// Whether the first token is a number in words.
    pub fn is_spelled_number(&self) -> bool {
        self.first().is_some_and(|token| token.kind == TokenKind::Word && token.has(Section::Cardinal))
    }

    /// The meaning of the first token that `pick` chooses.
    pub fn first_meaning<T>(&self, section: Section, pick: impl Fn(Meaning) -> Option<T>) -> Option<T> {
        self.source().find(self.first()?, section, pick)
    }
}

/// The small word around numbers that the first token is.
pub(super) fn sign_word(input: Tokens<'_>) -> Option<SignWord> {
    input.first_meaning(Section::Sign, |meaning| match meaning {
        Meaning::Sign(word) => Some(word),
        _ => None,
    })
}

pub(super) fn no_match<T>() -> Result<T, nom::Err<NoMatch>> {
    Err(nom::Err::Error(NoMatch))
}

/// A token with a meaning that `pick` chooses.
pub(super) fn meaning<'a, T>(
    section: Section,
    pick: impl Fn(Meaning) -> Option<T>,
) -> impl Parser<Tokens<'a>, Output = T, Error = NoMatch> {
    move |input: Tokens<'a>| match input.first_meaning(section, &pick) {
        Some(value) => Ok((input.skip(1), value)),
        None => no_match(),
    }
}

/// Whether the first token, where it is a symbol of one letter ("m", "t", "h"), stands after a figure and
/// begins no name ("F-Series").
pub(super) fn symbol_fits(input: Tokens<'_>) -> bool {
    let Some(token) = input.first() else { return false };
    let one_letter = token.kind == TokenKind::Word && input.word(token).chars().nth(1).is_none();
    let names = || {
        let joined =
            |at: usize, kind: TokenKind| input.get(at).is_some_and(|next| next.kind == kind && !next.spaced);
        joined(1, TokenKind::Hyphen) && joined(2, TokenKind::Word)
    };
    let fits =
        || input.follows_digits() || input.back().is_some_and(|before| before.first_has(Section::Scale));
    !one_letter || (fits() && !names())
}

/// A token that can mean something of a section.
pub(super) fn section<'a>(wanted: Section) -> impl Parser<Tokens<'a>, Output = (), Error = NoMatch> {
    move |input: Tokens<'a>| if input.first_has(wanted) { Ok((input.skip(1), ())) } else { no_match() }
}

/// A token that can mean something of one of the sections.
pub(super) fn one_of<'a>(wanted: SectionSet) -> impl Parser<Tokens<'a>, Output = (), Error = NoMatch> {
    move |input: Tokens<'a>| match input.first() {
        Some(token) if token.sections().meets(wanted) => Ok((input.skip(1), ())),
        _ => no_match(),
    }
}

/// A token of a kind.
pub(super) fn kind<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = NoMatch> {
    move |input: Tokens<'a>| match input.first() {
        Some(token) if token.kind == wanted => Ok((input.skip(1), token)),
        _ => no_match(),
    }
}

/// A token of a kind with no space before it.
pub(super) fn glued<'a>(wanted: TokenKind) -> impl Parser<Tokens<'a>, Output = &'a Token, Error = NoMatch> {
    move |input: Tokens<'a>| match input.first() {
        Some(token) if token.kind == wanted && !token.spaced => Ok((input.skip(1), token)),
        _ => no_match(),
    }
}

/// A hyphen or a dash.
pub(super) fn dash(input: Tokens<'_>) -> Parsed<'_, ()> {
    match input.first() {
        Some(token) if matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash) => Ok((input.skip(1), ())),
        Some(token) if token.kind == TokenKind::Symbol && input.word(token) == "~" => Ok((input.skip(1), ())),
        _ => no_match(),
    }
}

/// Digits in a range, with how many there are.
pub(super) fn digits<'a>(
    low: i32,
    high: i32,
) -> impl Parser<Tokens<'a>, Output = (i32, usize), Error = NoMatch> {
    move |input: Tokens<'a>| {
        let Some(token) = input.first().filter(|token| token.kind == TokenKind::Digits) else {
            return no_match();
        };
        let length = token.span.len();
        match value_of(input.word(token)) {
            Some(value) if (low..=high).contains(&value) => Ok((input.skip(1), (value, length))),
            _ => no_match(),
        }
    }
}

/// The value of a few digits; they are asked for so often that the general way is too long.
fn value_of(digits: &str) -> Option<i32> {
    let value = |value: i32, digit: u8| value * 10 + i32::from(digit.wrapping_sub(b'0'));
    (digits.len() < 10).then(|| digits.bytes().fold(0, value)).or_else(|| digits.parse().ok())
}
