use super::meaning::{Section, SectionSet};
use super::tokenize::{Caps, Token, TokenKind};

/// The sections of words that may open a mention.
pub const OPENING: SectionSet = SectionSet::of(&[
    Section::Cardinal,
    Section::Counted,
    Section::One,
    Section::Group,
    Section::Fraction,
    Section::Vague,
    Section::Multiple,
    Section::Minus,
    Section::Ordinal,
    Section::Bound,
    Section::Month,
    Section::Weekday,
    Section::MonthBeside,
    Section::WeekdayBeside,
    Section::Season,
    Section::DayPart,
    Section::Holiday,
    Section::Clock,
    Section::YearMark,
    Section::DayMark,
    Section::RelativeDay,
    Section::Direction,
    Section::RelativeUnit,
    Section::TimeUnit,
    Section::Ago,
    Section::Ahead,
    Section::Part,
    Section::Recurrence,
    Section::TimeAnaphor,
    Section::PeriodNoun,
    Section::PartOfYear,
    Section::Multiple,
    Section::Length,
    Section::Currency,
]);

/// The sections of words behind a figure whose stop may end a sentence.
pub const FIGURE_MARKS: SectionSet = SectionSet::of(&[
    Section::YearMark,
    Section::RelativeUnit,
    Section::TimeUnit,
    Section::Scale,
    Section::Percent,
    Section::Unit,
]);

/// What a token may be to those who go over a whole text, a bit for each. Most tokens are nothing to any of
/// them, and a bit is all that is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u8);

impl Traits {
    /// It is nothing of the sort.
    pub(super) const NONE: Self = Self(0);
    /// It may open a mention: digits, words of [`OPENING`], capitals that may be a Roman numeral, marks before
    /// what may be a figure or an address.
    pub const MAY_OPEN: Self = Self(1);
    /// It may end a sentence.
    pub const MAY_END: Self = Self(1 << 1);
    /// It may be part of a name: a word with a capital, a place.
    pub const MAY_NAME: Self = Self(1 << 2);
    /// A quotation mark, or the end of a paragraph.
    pub const QUOTES: Self = Self(1 << 3);

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of a mark, by its kind.
    #[inline]
    pub(super) const fn of_kind(kind: TokenKind, spaced: bool) -> Self {
        match (kind, spaced) {
            (TokenKind::Digits | TokenKind::Colon, _) | (TokenKind::Comma, true) => Self::MAY_OPEN,
            (TokenKind::Stop, true) => Self::MAY_OPEN.and(Self::MAY_END),
            (TokenKind::Stop, false) | (TokenKind::SentenceEnd, _) => Self::MAY_END,
            (TokenKind::Break, _) => Self::QUOTES.and(Self::MAY_END),
            (TokenKind::Quote, _) => Self::QUOTES,
            _ => Self::NONE,
        }
    }

    fn of(token: &Token) -> Self {
        let mut traits = match (token.kind, token.caps) {
            (TokenKind::Word, Caps::Lower) => Self::NONE,
            (TokenKind::Word, Caps::Initial) => Self::MAY_NAME,
            (TokenKind::Word, Caps::All) => Self::MAY_NAME.and(Self::MAY_OPEN),
            (TokenKind::Word, Caps::Shouted) => Self::MAY_OPEN,
            (kind, _) => Self::of_kind(kind, token.spaced),
        };
        let sections = token.sections();
        if sections.is_empty() {
            return traits;
        }
        if sections.meets(OPENING) {
            traits = traits.and(Self::MAY_OPEN);
        }
        if sections.has(Section::Place) {
            traits = traits.and(Self::MAY_NAME);
        }
        if token.kind == TokenKind::Word && sections.meets(FIGURE_MARKS) {
            traits = traits.and(Self::MAY_END);
        }
        traits
    }
}

impl Token {
    /// The token, with its traits told anew by all else that is known of it.
    #[must_use]
    pub(super) fn with_traits(self) -> Self {
        Self { traits: Traits::of(&self), ..self }
    }

    /// Whether it has one of some traits.
    #[inline]
    pub fn is(&self, traits: Traits) -> bool {
        self.traits.0 & traits.0 != 0
    }
}

/// The first token from `from` on with one of some traits.
#[inline(never)]
pub fn next_with(tokens: &[Token], from: usize, traits: Traits) -> Option<usize> {
    tokens.get(from..)?.iter().position(|token| token.is(traits)).map(|length| from + length)
}
