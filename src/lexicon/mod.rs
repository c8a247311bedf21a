//! Language packs and concepts, checked and compiled into one matcher; the tokenizer.
//!
//! Word boundaries, spaces of every width, soft hyphens, composed and decomposed accents and case
//! are dealt with here and nowhere else.

mod bare;
mod builder;
mod compile;
mod detect;
mod key;
mod length;
mod library;
mod meaning;
mod memory;
mod pack;
mod packed;
mod plain_word;
mod prepared;
mod scan;
mod small_words;
mod time_keys;
mod tokenize;
mod traits;
mod unaccented;
mod vocabulary;

pub use compile::Lexicon;
pub use detect::Evidence;
pub use key::without_accent;
pub use length::WordLength;
pub use library::Library;
pub use meaning::{Meaning, Section, SectionSet};
pub use pack::{CalendarCapitals, DateOrder, Detect, Entry, GroupMark, NounPhrase, Switches};
pub use scan::Stretch;
pub use small_words::{
    AgeWord, AttributionWord, BallotWord, ClockWord, DegreesWord, FractionUse, FunctionWord, JointWord,
    OneWord, PerWord, RangeWord, RecurrenceWord, Side, SignWord, StepWord, Tense, TimeAnaphor, VoteWord,
};
pub use tokenize::{Caps, Token, TokenKind, TokenText, sections_of};
pub use traits::{FIGURE_MARKS, OPENING, Traits, next_with};
pub use vocabulary::{Course, Stage, Vocabulary};
