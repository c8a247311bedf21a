//! Language packs and concepts, checked and compiled into one matcher; the tokenizer.
//!
//! Word boundaries, spaces of every width, soft hyphens, composed and decomposed accents and case
//! are dealt with here and nowhere else.

mod compile;
mod detect;
mod key;
mod length;
mod library;
mod meaning;
mod pack;
mod time_keys;
mod tokenize;
mod unaccented;
mod vocabulary;

pub use compile::Lexicon;
pub use key::without_accent;
pub use length::WordLength;
pub use library::Library;
pub use meaning::{
    AgeWord, AttributionWord, ClockWord, FunctionWord, JointWord, Meaning, RangeWord, RecurrenceWord,
    Section, SectionSet, Side, Tense, TimeAnaphor,
};
pub use pack::{DateOrder, Detect, Entry, GroupMark, NounPhrase, Switches};
pub use tokenize::{Caps, Token, TokenKind, TokenText};
pub use vocabulary::Vocabulary;
