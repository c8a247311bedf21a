use serde::{Deserialize, Serialize};

use super::FactId;

/// How two figures of one sentence hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LinkKind {
    /// The later says the earlier once more, in another measure: "50 miles (80 km)", "420, or 8 %".
    Restates,
    /// The later stands beside the earlier behind a comma: "420 jobs, 8 % of all".
    Apposed,
    /// The first is a part of the second: "12 of the 40", "40, of whom 12".
    PartOf,
    /// The first is among the second, whatever its noun: "480 people, including 36 crew".
    Among,
    /// The first is one of the figures that make up the second: "a budget of 40, made up of 25 and 15". So many
    /// ones without a figure stand beside it: "seven in Varn and one in Oster".
    MakesUp(u8),
    /// The first is one of the parts that a whole is divided into, none of which another can hold, and of which
    /// some may be untold: "of the 40 million, 25 go to roads and 12 to ports".
    Divides,
    /// The later stands in one list with the earlier: "14 passengers and three crew".
    Joined,
    /// Two shares of one ballot, or of one question with one answer: "54 % for and 49 % against".
    Rivals,
    /// The first is a share told as all that the second and others leave: "40 % …, 45 % … and the remaining 15 %".
    /// Whether those others are sure to be all there are.
    RestOf(bool),
    /// The first is so many times what each is: the second is how many, or what each is. "40 families get 2,000 euros
    /// each, 80,000 in all".
    Times,
    /// The first says by how much it rose or fell from the second.
    ChangedFrom,
    /// The first says by how much it rose or fell to the second.
    ChangedTo,
    /// The first is a length of time, and the second one of its ends. Where it has but one, it runs from that to
    /// the publication: "the first since 1990, after a 35-year wait".
    Lasts,
    /// The same, where the words leave open whether the length is that between the ends.
    MayLast,
    /// The first is an age, and the second the date that it is counted from. Whether it says only that it is that
    /// much at most: "founded in 2006, collapsed after 9 years".
    Aged(bool),
    /// The first is an age, and the second the one birth that the text tells, of the same person by all that is known.
    MayBeAged,
    /// The first is an age, and the second the date at which somebody was that old.
    AgedAt,
    /// The first is an age, and the second a birth in its sentence, with no relative between the two.
    OfOne,
    /// Two dates told of one subject, the first of what has to come later: "was arrested in May and convicted in
    /// June".
    Follows,
    /// The first is the second so many times, in so many parts: "halved from 80 to 40" is (1, 2). A range
    /// "from 80 to 40" is both.
    Multiplied(u8, u8),
}

impl LinkKind {
    /// Whether the first is a length of time or an age, and the second a time that it is counted from or to.
    pub fn counts_time(self) -> bool {
        matches!(
            self,
            Self::Lasts | Self::MayLast | Self::Aged(_) | Self::MayBeAged | Self::AgedAt | Self::OfOne
        )
    }

    /// The name in the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Restates => "restates",
            Self::Apposed => "apposed",
            Self::PartOf => "part-of",
            Self::Among => "among",
            Self::MakesUp(_) => "makes-up",
            Self::Divides => "divides",
            Self::Joined => "joined",
            Self::Rivals => "rivals",
            Self::Times => "times",
            Self::RestOf(_) => "rest-of",
            Self::Lasts => "lasts",
            Self::MayLast => "may-last",
            Self::Aged(_) => "aged",
            Self::MayBeAged => "may-be-aged",
            Self::AgedAt => "aged-at",
            Self::OfOne => "of-one",
            Self::Follows => "follows",
            Self::Multiplied(..) => "multiplied",
            Self::ChangedFrom => "changed-from",
            Self::ChangedTo => "changed-to",
        }
    }
}

/// A link between two facts of one text, made by the words between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// How they hang together.
    pub kind: LinkKind,
    /// The one that restates, or that is the part.
    pub from: FactId,
    /// The one that is restated, or that is the whole.
    pub to: FactId,
}
