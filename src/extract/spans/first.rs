//! How long ago something was last so: "for the first time in 18 years … last won it in 2007", "an exile of 18 years".

use std::ops::Range;

use crate::lexicon::{JointWord, Meaning, Section, TimeAnaphor};
use crate::model::{FactValue, TimeForm, TimeUnit};

use super::{EVENT_WORDS, NEAR, Spans};

/// How many words before a length "first" may stand: "the first time in", "the first strike in".
const FIRST_WORDS: usize = 6;

/// How many words before a year "last" may stand: "last won it in".
const LAST_REACH: usize = 6;

/// What something ends with that is taken up again years later.
const LOST: [&str; 7] = [
    "event.fall",
    "event.close",
    "event.end",
    "event.suspend",
    "event.depart",
    "event.resign",
    "event.bankrupt",
];

impl Spans<'_> {
    /// The one year of its sentence, or of the sentence beside it, that tells when it was last so.
    pub(super) fn last_time(&self, at: usize) -> Option<Vec<usize>> {
        let FactValue::Duration(duration) = &self.text.facts[at].value else { return None };
        if duration.unit != TimeUnit::Year || !(self.is_first(at) || self.waits(at)) {
            return None;
        }
        let own = self.text.sentence_facts(at);
        let beside = |sentence: Option<Range<usize>>| sentence.into_iter().flatten();
        let near = beside(self.sentence_before(at)).chain(own).chain(beside(self.sentence_behind(at)));
        let mut years = near.filter(|&other| self.is_year(other));
        let year = years.next().filter(|_| years.next().is_none())?;
        self.tells_last(year).then(|| vec![year])
    }

    fn is_year(&self, fact: usize) -> bool {
        matches!(&self.text.facts[fact].value, FactValue::Time(time) if matches!(time.form, TimeForm::Year(_)))
    }

    /// "for the first time in 18 years"
    pub(in crate::extract) fn is_first(&self, at: usize) -> bool {
        let own = self.text.tokens_of(at);
        let start = self.text.sentence_tokens(at).start.max(own.start.saturating_sub(FIRST_WORDS));
        (start..own.start).any(|at| {
            let told = self.text.joint(&self.text.tokens[at]) == Some(JointWord::FirstTime);
            told || self.says_first(at)
        })
    }

    pub(super) fn says_first(&self, at: usize) -> bool {
        let is = |meaning| matches!(meaning, Meaning::Ordinal(1)).then_some(());
        self.text.source.find(&self.text.tokens[at], Section::Ordinal, is).is_some()
    }

    /// "an 18-year wait", "an exile of 18 years"
    pub(in crate::extract) fn waits(&self, at: usize) -> bool {
        let own = self.text.tokens_of(at);
        let mut around = own.start.saturating_sub(NEAR)..(own.end + NEAR).min(self.text.tokens.len());
        around.any(|at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Wait))
    }

    /// "last won it in 2007", "a última vitória tinha sido em 2007", "were relegated in 2007"
    pub(in crate::extract) fn tells_last(&self, year: usize) -> bool {
        let own = self.text.tokens_of(year);
        let start = self.text.sentence_tokens(year).start.max(own.start.saturating_sub(LAST_REACH));
        let last = (start..own.start).any(|at| {
            let before = |meaning| {
                matches!(meaning, Meaning::Direction(-1) | Meaning::TimeAnaphor(TimeAnaphor::Previous))
                    .then_some(())
            };
            let token = &self.text.tokens[at];
            self.text.joint(token) == Some(JointWord::LastTime)
                || self.text.source.find(token, Section::Direction, before).is_some()
                || self.text.source.find(token, Section::TimeAnaphor, before).is_some()
        });
        let event = self.text.frame(year).event.filter(|event| event.distance <= EVENT_WORDS);
        let lost = event.is_some_and(|event| LOST.contains(&self.text.concepts().name(event.concept)));
        last || lost
    }
}
