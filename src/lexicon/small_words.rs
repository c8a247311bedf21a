use serde::{Deserialize, Serialize};

use crate::model::TimeUnit;

/// On which side of the number a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// What a word for a fraction is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FractionUse {
    /// A share or a part of a unit: half the voters, half an hour
    Either,
    /// A noun that is a share wherever it stands: metade, połowa
    Share,
    /// Only what is measured: pół godziny, meio milhão
    Unit,
}

/// What a word for *one* is besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OneWord {
    /// A numeral and a pronoun, no article: one, jeden
    Numeral,
    /// A numeral and an article: um
    Either,
    /// An article alone: a
    Article,
}

/// The small words around numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignWord {
    /// degrees: what makes a doubtful *minus* a sign
    Degree,
    /// two thirds of the: what tells a share from a thing of the same name (quarto, a room)
    Of,
    /// person, victim: a noun before which *one* counts
    Head,
    /// two point five
    Point,
    /// avos: the number before it is a denominator
    Parts,
    /// two out of five
    OutOf,
    /// one in five
    In,
    /// one over five, as a line by itself
    Over,
    /// three times
    Times,
    /// twice as many, three times more
    Compared,
}

/// The words of ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RangeWord {
    /// between A and B
    Between,
    /// from A to B
    From,
    /// A to B
    To,
    /// between A and B
    And,
    /// A or B
    Or,
}

/// The words of clock times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockWord {
    /// h, godz., o'clock
    Mark,
    /// before noon
    Am,
    /// after noon
    Pm,
    /// minutes after an hour: half *past* seven
    Past,
    /// minutes before an hour: a quarter *to* ten
    To,
    /// UTC, CET
    Zone,
    /// at
    At,
}

/// The words of recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecurrenceWord {
    /// every
    Every,
    /// daily, weekly …
    Unit(TimeUnit),
    /// times: three *times* a week
    Times,
}

/// Times that point back in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimeAnaphor {
    /// that year
    That,
    /// the same month: with its noun, before a year
    Same,
    /// the following day
    Following,
    /// the previous day
    Previous,
    /// three days later
    Later,
    /// three days earlier
    Earlier,
    /// the day before: the unit, and how many steps
    Step(TimeUnit, i8),
}

/// Words of attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributionWord {
    /// according to
    AccordingTo,
    /// said
    Say,
}

/// Words between two figures that say how they hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JointWord {
    /// 12 of 40
    OutOf,
    /// a budget of 40, made up of 25 and 15
    MadeUp,
    /// 420, or 8 %. Whether the word says so by itself ("that is"), or only behind a comma ("or").
    Restated(bool),
    /// 40 more than the 280 of last year
    Compared,
    /// an increase of 10 % on 280
    Base,
    /// when it stood at 5 %
    Then,
    /// is now 7 %
    Now,
    /// nine planes so far
    SoFar,
    /// 13 bodies, bringing to 44 the number of the dead
    Brings,
    /// a 35-year wait
    Wait,
    /// 30 minutes behind the winner
    Behind,
    /// winner: whose time others come in behind
    Winner,
    /// of that sum: opens a sentence that tells the parts of a sum just named
    OfSum,
    /// the sum: stands for a sum just named
    Sum,
    /// the remaining 40: with the other parts it makes up the whole
    Rest,
    /// 40 % of all: a whole just told
    All,
    /// a turnout of 62 %: what a share can be called
    Rate,
    /// were given: what is told of some of a whole and of no others of it
    Allotted,
    /// six go to them: what is shared out, told with who gets it
    FallsTo,
    /// they shared out eleven: what is told next is all of it
    SharedOut,
    /// for a total of: between parts and the sum of them all
    InAll,
    /// that is up 6 %: opens a sentence that goes on about the figure of the one before
    Back,
    /// they are 34 men and 21 women: between people and who they are
    Copula,
    /// 40 buses po 300 000: before what each of them costs
    Apiece,
    /// 15 stayed, 15 are free: beside what is left of a whole once some of it is gone
    Left,
    /// the average, which is 180: between a name of a whole and its figure
    Amounts,
    /// is, turned: between a thing that began at a time and how old it is
    Aged,
    /// those, these: before a length that takes up a time just named
    Those,
    /// the first time: before how long it was not so
    FirstTime,
    /// ostatnio: before the year in which it was so last
    LastTime,
    /// after: before how long something took up to what is told
    After,
    /// for, during: before how long something went on
    During,
}

/// What packs call them.
pub(super) const JOINT_WORDS: [(&str, JointWord); 33] = [
    ("out-of", JointWord::OutOf),
    ("made-up", JointWord::MadeUp),
    ("or", JointWord::Restated(false)),
    ("that-is", JointWord::Restated(true)),
    ("compared", JointWord::Compared),
    ("base", JointWord::Base),
    ("then", JointWord::Then),
    ("now", JointWord::Now),
    ("so-far", JointWord::SoFar),
    ("brings", JointWord::Brings),
    ("wait", JointWord::Wait),
    ("behind", JointWord::Behind),
    ("winner", JointWord::Winner),
    ("of-sum", JointWord::OfSum),
    ("sum", JointWord::Sum),
    ("rest", JointWord::Rest),
    ("all", JointWord::All),
    ("rate", JointWord::Rate),
    ("allotted", JointWord::Allotted),
    ("falls-to", JointWord::FallsTo),
    ("shared-out", JointWord::SharedOut),
    ("in-all", JointWord::InAll),
    ("back", JointWord::Back),
    ("copula", JointWord::Copula),
    ("apiece", JointWord::Apiece),
    ("left", JointWord::Left),
    ("amounts", JointWord::Amounts),
    ("aged", JointWord::Aged),
    ("those", JointWord::Those),
    ("first-time", JointWord::FirstTime),
    ("last-time", JointWord::LastTime),
    ("after", JointWord::After),
    ("during", JointWord::During),
];

/// Words beside two figures that may be those of a vote: "passed by 79 to 54".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum VoteWord {
    /// vote, głosowanie: makes a pair beside it one of votes
    Vote,
    /// by, stosunkiem: right before a pair
    By,
    /// senate, bill, passed: what a vote is of
    Decided,
    /// contra: between the two figures
    Against,
    /// match, score: what has figures of its own
    Contest,
}

/// Words beside a figure that tells by how much something rose or fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepWord {
    /// 8 % more, up 8 %
    Up,
    /// 8 % less, down 8 %
    Down,
    /// caiu em 300: by so much, right behind a verb of rising or falling
    By,
}

/// Words of ballots and of questions with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BallotWord {
    /// in favour, voted for
    For,
    /// opposed, voted against
    Against,
    /// against: only behind a share, for before one it compares
    AgainstBehind,
    /// undecided, abstained
    Undecided,
    /// chose, would vote for: one answer each
    Choose,
    /// of the vote
    Votes,
    /// opponent, runner-up: who stands for a name
    Rival,
    /// poll, candidate: what makes shares of names those of a ballot
    Poll,
    /// up to three answers, trust: what makes them shares of several answers or questions
    Several,
    /// in, at: what makes a name that of a place
    Where,
    /// of the capital: what is shared out among its owners
    Stake,
    /// decisions, rulings: what has one outcome each
    Ruling,
    /// granted, upheld
    Granted,
    /// refused, rejected
    Refused,
    /// inadmissible, withdrawn: neither of them
    Dropped,
}

/// What packs call them.
pub(super) const BALLOT_WORDS: [(&str, BallotWord); 15] = [
    ("for", BallotWord::For),
    ("against", BallotWord::Against),
    ("against-behind", BallotWord::AgainstBehind),
    ("undecided", BallotWord::Undecided),
    ("choose", BallotWord::Choose),
    ("votes", BallotWord::Votes),
    ("rival", BallotWord::Rival),
    ("poll", BallotWord::Poll),
    ("several", BallotWord::Several),
    ("where", BallotWord::Where),
    ("stake", BallotWord::Stake),
    ("ruling", BallotWord::Ruling),
    ("granted", BallotWord::Granted),
    ("refused", BallotWord::Refused),
    ("dropped", BallotWord::Dropped),
];

/// Small words that bound noun phrases and clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FunctionWord {
    /// the, a
    Article,
    /// in, of
    Preposition,
    /// and, or, but
    Conjunction,
    /// who, which
    Relative,
    /// he, it, they
    Pronoun,
    /// is, have
    Auxiliary,
    /// already, also
    Adverb,
    /// that, because, when
    Subordinator,
}

/// Grammatical time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tense {
    /// Past.
    Past,
    /// Future.
    Future,
}

/// The words of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AgeWord {
    /// aged, "de" in "de 71 anos"
    Before,
    /// "aos" in "aos 14 anos": tells an age whatever stands before it
    At,
    /// "com" in "com 31 anos": tells an age unless a thing stands before it
    With,
    /// "na casa dos" in "na casa dos 40": somewhere in those ten years
    Decade,
    /// "l." in "Jan Nowak (45 l.)": years between a name and a bracket, and a unit elsewhere
    Short,
    /// mother, musician: people of whom an age is told
    Person,
    /// experience, warranty: what years are a length of
    Lasting,
    /// years old, months of age
    Unit(TimeUnit),
}

/// The words of rates and of products.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PerWord {
    /// per, por, na
    Per,
    /// What a rate counts one by one: head, inhabitant.
    Head,
    /// per, por: a word behind which any people are counted one by one
    Any,
    /// per person, od osoby: a rate in one phrase
    Whole,
    /// by: "10 by 20 metres"
    By,
}

/// The words beside degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DegreesWord {
    /// warmer than, above average: a difference
    Difference,
    /// below zero
    BelowZero,
    /// minus, before the figure
    Minus,
    /// of an angle, before or after the figure
    Angle,
}

/// The keys of steps.
pub(super) const STEP_WORDS: [(&str, StepWord); 3] =
    [("up", StepWord::Up), ("down", StepWord::Down), ("by", StepWord::By)];

/// The keys of votes.
pub(super) const VOTE_WORDS: [(&str, VoteWord); 5] = [
    ("vote", VoteWord::Vote),
    ("by", VoteWord::By),
    ("decided", VoteWord::Decided),
    ("against", VoteWord::Against),
    ("contest", VoteWord::Contest),
];

/// The keys of what tells a source.
pub(super) const ATTRIBUTION_WORDS: [(&str, AttributionWord); 2] =
    [("according-to", AttributionWord::AccordingTo), ("say", AttributionWord::Say)];
