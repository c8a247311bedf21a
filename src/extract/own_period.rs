use crate::lexicon::{JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{Date, Fact, FactValue, Grain, Interval, TimeAnchor, TimeForm, TimeValue};

use super::document_facts::Reader;
use super::facts_of_text::sentence_facts;

/// Which of the periods that a clause points to ("at the time", "since Sunday", "since January") are the story's own.
impl Reader<'_> {
    pub(super) fn settle_periods(&self, facts: &mut [Fact]) {
        for index in 0..facts.len() {
            if let Some(period) = self.period_named_before(facts, index) {
                facts[index].frame.period = Some(period);
                continue;
            }
            if !facts[index].frame.other_period {
                continue;
            }
            match self.pointer(facts, index) {
                Some(Pointer::Then) if self.is_own_time_before(facts, index) => {
                    facts[index].frame.other_period = false;
                }
                Some(Pointer::Since(start)) => self.settle_since(&mut facts[index], start),
                _ => {}
            }
        }
    }

    /// "The lowest since 2012, when it was 2.1 tonnes": the month or year that a clause goes back to.
    fn period_named_before(&self, facts: &[Fact], index: usize) -> Option<TimeValue> {
        const WORDS: usize = 5;
        let before =
            index.checked_sub(1).filter(|before| facts[*before].sentence == facts[index].sentence)?;
        let FactValue::Time(time) = &facts[before].value else { return None };
        let long = time.form.grain() >= Grain::Month && matches!(facts[index].value, FactValue::Quantity(_));
        let gap = self.tokens.get(self.tokens_of(&facts[before]).1..self.tokens_of(&facts[index]).0)?;
        let when = |token: &Token| {
            let when = |meaning| matches!(meaning, Meaning::Joint(JointWord::Then)).then_some(());
            self.source.find(token, Section::Joint, when).is_some()
        };
        let [comma, then, words @ ..] = gap else { return None };
        let led = comma.kind == TokenKind::Comma && when(then) && words.len() <= WORDS;
        (long && led && facts[index].frame.period.is_none()).then(|| time.clone())
    }

    /// What alone puts the figures of a sentence into a period that it does not name.
    fn pointer(&self, facts: &[Fact], index: usize) -> Option<Pointer> {
        let (start, _) = self.tokens_of(&facts[index]);
        let at = self.sentences.partition_point(|sentence| sentence.end <= start);
        let sentence = self.sentences.get(at).map(|sentence| sentence.start..sentence.end)?;
        let then = |at: &usize| {
            let then = |meaning| matches!(meaning, Meaning::PeriodThen).then_some(());
            self.source.find(&self.tokens[*at], Section::Period, then).is_some()
        };
        let cues: Vec<usize> = sentence.clone().filter(|&at| self.tokens[at].has(Section::Period)).collect();
        let mut since = sentence.filter(|&at| self.tokens[at].has(Section::Since));
        match (cues.is_empty(), since.next(), since.next()) {
            (false, None, _) if cues.iter().all(then) => Some(Pointer::Then),
            (true, Some(since), None) => self.start_of_run(facts, index, since).map(Pointer::Since),
            _ => None,
        }
    }

    /// "Since Sunday", "od początku roku": the time that a word for since leads to.
    fn start_of_run(&self, facts: &[Fact], index: usize, since: usize) -> Option<Interval> {
        const WORDS: usize = 4;
        facts[sentence_facts(facts, index)].iter().find_map(|fact| {
            let FactValue::Time(time) = &fact.value else { return None };
            let start = self.tokens_of(fact).0;
            let near = start > since && start <= since + WORDS;
            // "From January to June" ends, and what began "at the start of January" is of no whole year.
            let whole = time.part.is_none() || time.form.grain() > Grain::Month;
            let open = time.form.grain() != Grain::Interval && whole;
            time.interval().filter(|_| near && open)
        })
    }

    /// "Since Sunday" is of the story's own days, and "since January" is this year.
    fn settle_since(&self, fact: &mut Fact, run: Interval) {
        // "Last year, 19" has a period of its own.
        let own = fact.frame.period.as_ref().is_some_and(|period| period.interval() != Some(run));
        let (Some(start), Some(today), false) = (run.start.map(|start| start.date()), self.today(), own)
        else {
            return;
        };
        let days = start.until(today).map_or(i32::MAX, |span| span.get_days());
        if (0..=OWN_DAYS).contains(&days) {
            fact.frame.other_period = false;
        } else if start.year() == today.year() && (start.month(), start.day()) == (1, 1) {
            fact.frame.other_period = false;
            let year = TimeForm::Year(today.year());
            fact.frame.period = Some(TimeValue { anchor: TimeAnchor::Published, ..TimeValue::plain(year) });
        }
    }

    /// Whether the time that is named last before a sentence is of the story's own days. Without one nothing is known.
    fn is_own_time_before(&self, facts: &[Fact], index: usize) -> bool {
        let before = &facts[..sentence_facts(facts, index).start];
        let last = before.iter().rev().find_map(|fact| match &fact.value {
            FactValue::Time(time) => Some(time),
            _ => None,
        });
        last.is_some_and(|time| match (time.interval(), self.today()) {
            (Some(named), Some(today)) => {
                let end = named.end.map_or(today, |end| end.date());
                let days = end.until(today).map_or(i32::MAX, |span| span.get_days());
                (-OWN_DAYS..=OWN_DAYS).contains(&days)
            }
            // In a text without its date a day without a year is of these days.
            (None, _) => !time.year_written,
            (Some(_), None) => false,
        })
    }

    fn today(&self) -> Option<Date> {
        self.published.map(|published| published.date)
    }
}

/// What points to a period that the sentence does not name.
enum Pointer {
    /// "At the time", "wtedy"
    Then,
    /// "Since January", from when on
    Since(Interval),
}

/// What began or happened so many days before the publication is of the story's own time.
const OWN_DAYS: i32 = 14;
