use crate::grammar::{CalendarDate, Mention, MentionValue, TimeExpr};
use crate::lexicon::{FunctionWord, Meaning, Section, Tense, Token, TokenKind};
use crate::model::{
    Bounds, Date, Decimal, Fact, FactValue, Grain, Runs, Status, TimeAnchor, TimeForm, TimeUnit, TimeValue,
};

use super::clause::Clause;
use super::document_facts::Reader;
use super::frame::Place;
use super::resolve::{Reference, resolve};
use super::sentence::Sentence;
use super::told::Told;

/// The times of a sentence, and what each is counted from.
impl Reader<'_> {
    /// The resolved times of a sentence, by mention; `None` for mentions that are no time.
    pub(super) fn times(
        &self,
        sentence: Sentence,
        clauses: &[(Clause, Told)],
        range: std::ops::Range<usize>,
        facts: &[Fact],
    ) -> Vec<Option<TimeValue>> {
        let is_time = |mention: &Mention| matches!(mention.value, MentionValue::Time(_));
        if !self.mentions[range.clone()].iter().any(is_time) {
            return vec![None; range.len()];
        }
        let mut previous = last_named(facts).cloned();
        let mut day = self.day_named_before(sentence, facts);
        let mut found: Vec<Option<TimeValue>> = Vec::with_capacity(range.len());
        let year = self.year_of_entry(sentence, range.clone());
        for at in range {
            let mention = &self.mentions[at];
            let MentionValue::Time(expr) = &mention.value else {
                found.push(None);
                continue;
            };
            let place = self.place(sentence, self.clause_of(clauses, mention.tokens.0));
            let ahead = mention.tokens.0.checked_sub(1).is_some_and(|at| self.tokens[at].has(Section::Until));
            let ahead = ahead || self.is_expected(mention, place);
            let tense = if ahead { Some(Tense::Future) } else { self.tense_of_time(mention, place) };
            let apposed = self.date_with_weekday(at, expr);
            let told = self.year_told_behind(at, expr, previous.as_ref());
            let dated = chronicled(expr, told.or(year)).or(apposed);
            let expr = dated.as_ref().unwrap_or(expr);
            let reference = Reference {
                published: self.published.filter(|_| !self.has_lasted(mention, place)),
                tense,
                southern: self.southern,
                day,
                previous: previous.as_ref(),
            };
            let mut time = TimeValue { runs: self.runs(mention), ..resolve(expr, &reference) };
            if time.weekday.is_none() && time.form.day().is_some() {
                time.weekday = self.weekday_before(at, expr);
                let named = time.weekday.and_then(|_| found.last()?.as_ref()?.form.day());
                if let Some(named) = named.filter(|named| is_day_of_another_year(&time, *named)) {
                    time.form = TimeForm::Day(named);
                }
            }
            day = time.form.day().or(day);
            if time.interval().is_some() && !is_comparison(&time, previous.as_ref()) {
                previous = Some(time.clone());
            } else if time.interval().is_none() && time.form.grain() > Grain::Day {
                // "this year", in a text without its date: "the year before" counts from there.
                previous = None;
            }
            found.push(Some(time));
        }
        found
    }

    /// "Lasted from 17 November, and on Monday lorries will …": what a verb tells as past up to "since" began in the past.
    fn tense_of_time(&self, mention: &Mention, place: Place<'_>) -> Option<Tense> {
        let since = mention.tokens.0.checked_sub(1).is_some_and(|at| self.tokens[at].has(Section::Since));
        let past = since && place.tense_before(mention) == Some(Tense::Past);
        if past { Some(Tense::Past) } else { place.tense_at(mention) }
    }

    /// "next Tuesday, 17 September": a weekday by itself that a comma parts from its date.
    fn weekday_before(&self, at: usize, expr: &TimeExpr) -> Option<i8> {
        let is_date = matches!(expr, TimeExpr::Calendar(date) if date.day.is_some() && date.month.is_some());
        let before = &self.mentions[at.checked_sub(1)?];
        let gap = self.tokens.get(before.tokens.1..self.mentions[at].tokens.0)?;
        let MentionValue::Time(TimeExpr::Calendar(day)) = &before.value else { return None };
        let alone = day.day.is_none() && day.month.is_none() && day.year.is_none();
        let beside = matches!(gap, [comma] if comma.kind == TokenKind::Comma);
        day.weekday.filter(|_| is_date && alone && beside)
    }

    /// "22 March 2021, a Monday, at 12.50": a weekday that an article sets beside a date is of that date, and so is the
    /// hour with it.
    fn date_with_weekday(&self, at: usize, expr: &TimeExpr) -> Option<TimeExpr> {
        let before = &self.mentions[at.checked_sub(1)?];
        let MentionValue::Time(TimeExpr::Calendar(date)) = &before.value else { return None };
        let gap = self.tokens.get(before.tokens.1..self.mentions[at].tokens.0)?;
        let [comma, article] = gap else { return None };
        let beside = comma.kind == TokenKind::Comma && article.has(Section::One);
        let mut dated = expr.clone();
        let mut apposed = false;
        dated.each_date(&mut |day| {
            let alone =
                day.day.is_none() && day.month.is_none() && day.year.is_none() && day.direction.is_none();
            if alone && day.weekday.is_some() {
                apposed = true;
                *day = CalendarDate { weekday: day.weekday, ..*date };
            }
        });
        (beside && apposed && date.day.is_some() && date.month.is_some()).then_some(dated)
    }

    /// "A verdict is expected by the end of April": what is planned or expected right before a time, and not in the past,
    /// lies ahead.
    fn is_expected(&self, mention: &Mention, place: Place<'_>) -> bool {
        const BEFORE: usize = 3;
        let start = mention.tokens.0;
        let expects = |meaning| match meaning {
            Meaning::Status(Status::Planned | Status::Forecast) => Some(()),
            _ => None,
        };
        let from = start.saturating_sub(BEFORE).max(place.clause.start);
        // "Were set to": of a phrase the tense is not known.
        let cue = (from..start).rev().find(|&at| {
            let token = &self.tokens[at];
            self.source.find(token, Section::Status, expects).is_some()
                && !self.source.word(token).contains(' ')
        });
        let past = |cue: usize| {
            let told = |(at, tense): &(usize, Tense)| *tense == Tense::Past && *at < start && at + 2 >= cue;
            place.told.tenses.iter().any(told)
        };
        cue.is_some_and(|cue| !past(cue))
    }

    /// "Em 2h47min de jogo", "after 2h47m": hours with the letters of their minutes, behind a preposition that no clock
    /// has, are how long something took.
    pub(super) fn minutes_of_length(&self, mention: &Mention, expr: &TimeExpr) -> Option<Bounds> {
        let TimeExpr::Clock(clock, None) = expr else { return None };
        let (start, end) = mention.tokens;
        let words = self.tokens.get(start..end)?;
        let letter = words.iter().any(|word| self.source.word(word) == "h");
        let [.., minutes, letters] = words else { return None };
        let lettered = minutes.kind == TokenKind::Digits
            && !letters.spaced
            && matches!(self.source.word(letters), "min" | "m");
        let before = &self.tokens[start.checked_sub(1)?];
        let takes = self.source.is_function(before, FunctionWord::Preposition)
            && !before.has(Section::Clock)
            && !before.has(Section::DateOf)
            && !before.has(Section::Since)
            && !before.has(Section::Until);
        // "O jogo durou 2h12"
        let lasts = |meaning| matches!(meaning, Meaning::LengthVerb).then_some(());
        let lasts = self.source.find(before, Section::Length, lasts).is_some();
        let whole = i64::from(clock.hour) * 60 + i64::from(clock.minute?);
        (lettered && takes || lasts && letter).then(|| Bounds::exact(Decimal::from(whole), Decimal::ONE))
    }

    /// "Every day but Monday from 10am to 6pm": a weekday right behind what happens again and again is that of every
    /// week.
    pub(super) fn is_habitual(&self, mention: &Mention, expr: &TimeExpr) -> bool {
        const BETWEEN: usize = 3;
        // "On", "no", "we": what leads to a day is a short word.
        const DATING_LETTERS: usize = 2;
        let (mut weekday, mut written) = (false, false);
        expr.clone().each_date(&mut |date| {
            weekday |= date.weekday.is_some();
            written |= date.day.is_some() || date.month.is_some() || date.direction.is_some();
        });
        let at = self.mentions.partition_point(|other| other.tokens.0 < mention.tokens.0);
        let before = at.checked_sub(1).map(|at| &self.mentions[at]).filter(|_| weekday && !written);
        let Some(before) = before.filter(|before| before.value == MentionValue::Recurrence) else {
            return false;
        };
        let small = |token: &Token| {
            let word = matches!(token.kind, TokenKind::Word | TokenKind::Comma);
            word && ![Section::Event, Section::Concept, Section::Attribution]
                .iter()
                .any(|&section| token.has(section))
        };
        let gap = self.tokens.get(before.tokens.1..mention.tokens.0).unwrap_or_default();
        // "In his daily message on Sunday" is of that Sunday.
        let dated = matches!(gap, [only] if self.source.word(only).chars().count() <= DATING_LETTERS);
        !dated && gap.len() <= BETWEEN && gap.iter().all(small)
    }

    /// "built in two weeks": how long what is told took.
    pub(super) fn has_lasted(&self, mention: &Mention, place: Place<'_>) -> bool {
        self.may_last(mention) && place.tense_before(mention) == Some(Tense::Past)
    }

    /// "in two weeks": a moment ahead, or how long what is told took.
    fn may_last(&self, mention: &Mention) -> bool {
        let first = &self.tokens[mention.tokens.0];
        matches!(mention.value, MentionValue::Time(TimeExpr::Shift(_, _, false)))
            && first.has(Section::Length)
            && first.has(Section::Ahead)
    }

    /// "2005: In late March …": the year that opens an entry of a chronicle.
    fn year_of_entry(&self, sentence: Sentence, range: std::ops::Range<usize>) -> Option<i16> {
        let mention = self.mentions.get(range.start).filter(|mention| mention.tokens.0 == sentence.start)?;
        let colon = self.tokens.get(mention.tokens.1).is_some_and(|token| token.kind == TokenKind::Colon);
        match &mention.value {
            MentionValue::Time(TimeExpr::Calendar(date)) if colon && date.month.is_none() => date.year,
            _ => None,
        }
    }

    /// "20 April of the same year", "em agosto do mesmo ano": the year of the time named before, or one beside it.
    fn year_told_behind(&self, at: usize, expr: &TimeExpr, previous: Option<&TimeValue>) -> Option<i16> {
        let TimeExpr::Calendar(date) = expr else { return None };
        let open = date.month.is_some() && date.year.is_none() && date.year_offset.is_none();
        let behind = self.mentions.get(at + 1).filter(|_| open)?;
        let MentionValue::Time(TimeExpr::Back(Some(TimeUnit::Year), step)) = behind.value else {
            return None;
        };
        let gap = self.tokens.get(self.mentions[at].tokens.1..behind.tokens.0)?;
        let named = previous?.interval()?;
        let (first, last) = (named.start?.date(), named.end?.yesterday().ok()?.date());
        let joined = gap.len() <= YEAR_WORDS && gap.iter().all(|token| token.has(Section::DateOf));
        let year = first.year().checked_add(i16::try_from(step).ok()?);
        year.filter(|_| joined && first.year() == last.year())
    }

    /// The day that the sentence before names last, in the same paragraph, or in the line before of a programme.
    fn day_named_before(&self, sentence: Sentence, facts: &[Fact]) -> Option<Date> {
        const REACH: usize = 300;
        const PROGRAMME: usize = 1000;
        let start = self.tokens.get(sentence.start)?.span.start as usize;
        let near =
            facts.iter().rev().take_while(|fact| start.saturating_sub(fact.span.end as usize) <= PROGRAMME);
        let last = near.into_iter().find_map(|fact| time_of(fact).map(|time| (fact, time)))?;
        let between = self.source.text.get(last.0.span.end as usize..start)?;
        // A programme lists its hours line by line.
        let programme = last.1.form.is_clock();
        let beside = between.len() <= REACH && !between.contains('\n');
        (beside || programme).then(|| last.1.form.day()).flatten()
    }

    /// "since 2022", "until Sunday": the word before a time that makes it one end of a stretch.
    pub(super) fn runs(&self, mention: &Mention) -> Option<Runs> {
        let before = &self.tokens[mention.tokens.0.checked_sub(1)?];
        let until = |meaning| matches!(meaning, Meaning::Until).then_some(());
        match &mention.value {
            MentionValue::Time(TimeExpr::Between(..)) => None,
            _ if before.has(Section::Since) => Some(Runs::From),
            _ if self.source.find(before, Section::Until, until).is_some() => Some(Runs::UpTo),
            _ => None,
        }
    }
}

/// How many words may stand between a day or month and the words that tell its year: "of".
const YEAR_WORDS: usize = 2;

/// "Next Monday, 5 May": the weekday tells the year.
fn is_day_of_another_year(time: &TimeValue, named: Date) -> bool {
    let in_year = |date: Date| (date.month(), date.day());
    let TimeForm::Day(day) = time.form else { return false };
    !time.year_written && day != named && in_year(day) == in_year(named)
}

/// The expression with its months and days in the year of the entry, where they have none of their own.
fn chronicled(expr: &TimeExpr, year: Option<i16>) -> Option<TimeExpr> {
    let year = year?;
    let mut dated = expr.clone();
    dated.each_date(&mut |date| {
        if date.month.is_some()
            && date.year.is_none()
            && date.year_offset.is_none()
            && date.direction.is_none()
        {
            date.year = Some(year);
        }
    });
    Some(dated)
}

fn time_of(fact: &Fact) -> Option<&TimeValue> {
    match &fact.value {
        FactValue::Time(time) if time.interval().is_some() => Some(time),
        _ => None,
    }
}

/// The time named last. What it was compared with ("from the year before") starts no count of its own.
fn last_named(facts: &[Fact]) -> Option<&TimeValue> {
    let mut times = facts.iter().rev().take(BACK_REFERENCE_REACH).filter_map(time_of);
    let last = times.next()?;
    if last.anchor != TimeAnchor::Earlier {
        return Some(last);
    }
    let base = times.find(|time| time.anchor != TimeAnchor::Earlier);
    if is_comparison(last, base) { base } else { Some(last) }
}

/// Whether a time is counted back from another: "the year before", "a month earlier".
fn is_comparison(time: &TimeValue, base: Option<&TimeValue>) -> bool {
    let start = |time: &TimeValue| time.interval().and_then(|interval| interval.start);
    time.anchor == TimeAnchor::Earlier && base.and_then(start) > start(time)
}

/// How many facts back "that day" may point.
const BACK_REFERENCE_REACH: usize = 40;

/// "150 million years ago", "há 210 mil anos": so long ago that no calendar reaches there, and only the length tells.
pub(super) fn is_deep_time(expr: &TimeExpr) -> bool {
    matches!(expr, TimeExpr::Shift(bounds, unit, true) if are_deep_years(bounds, *unit))
}

/// Whether so many years are more than any calendar holds.
pub(super) fn are_deep_years(bounds: &Bounds, unit: TimeUnit) -> bool {
    const LEAST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
    unit == TimeUnit::Year && bounds.point().is_some_and(|point| point >= LEAST)
}
