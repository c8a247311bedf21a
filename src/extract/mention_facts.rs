use crate::grammar::{self, AmountExpr, Mention, MentionValue, RangeStyle, TimeExpr};
use crate::lexicon::{AgeWord, Caps, FunctionWord, Meaning, Section, Tense, TokenKind};
use crate::model::{
    Bounds, ConceptId, Decimal, Duration, Fact, FactValue, Frame, Grain, Measure, Occasion, Quantity, Rate,
    RateOf, Role, Status, Subject, TimeUnit, TimeValue,
};
use crate::text::Span;

use super::clause::opens_relative;
use super::document_facts::Reader;
use super::frame::{Place, counted_by_event};
use super::sentence_times::{are_deep_years, is_deep_time};
use super::subject::{Counted, counted, is_no_toll, is_one_of_votes, last_counted, noun_floor, phrase_end};

/// How many words a name of what has editions has, up to the noun that tells it.
const EDITION_REACH: usize = 5;

/// A mention with its frame: what is counted, and what the words beside it say of it.
impl Reader<'_> {
    pub(super) fn fact(
        &self,
        mention: &Mention,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        index: usize,
        facts: &[Fact],
    ) -> Option<Fact> {
        match &mention.value {
            MentionValue::Amount(amount) => Some(self.amount_fact(mention, amount, place, times, facts)),
            MentionValue::Ordinal(rank) => Some(self.rank_fact(mention, place, *rank)),
            MentionValue::Recurrence => Some(self.simple(mention, place, FactValue::Recurrence)),
            MentionValue::Duration(bounds, TimeUnit::Year) if self.is_aged_person(mention, bounds, place) => {
                Some(self.age_fact(mention, place, *bounds, TimeUnit::Year))
            }
            MentionValue::Age(bounds, unit)
                if are_deep_years(bounds, *unit) || self.is_thing_with_years(mention, place) =>
            {
                self.duration_fact(mention, place, *bounds, *unit, times)
            }
            MentionValue::Duration(bounds, unit) => self.duration_fact(mention, place, *bounds, *unit, times),
            MentionValue::Age(bounds, unit) => Some(self.age_fact(mention, place, *bounds, *unit)),
            MentionValue::Time(expr) => {
                if let Some(minutes) = self.minutes_of_length(mention, expr) {
                    return self.duration_fact(mention, place, minutes, TimeUnit::Minute, times);
                }
                let time = times.get(index).cloned().flatten()?;
                // "the next ten days" of a tale of the past are but a length of time, and so is "built in two weeks".
                let lasts = is_deep_time(expr) || self.has_lasted(mention, place);
                // "It links them in 13 minutes": so short a time from now on is hardly told of what is to come.
                if let TimeExpr::Shift(bounds, unit @ (TimeUnit::Minute | TimeUnit::Second), false) = expr
                    && place.tense_at(mention) != Some(Tense::Future)
                {
                    return self.duration_fact(mention, place, *bounds, *unit, times);
                }
                if let (TimeExpr::Stretch(bounds, unit, _), None, _)
                | (TimeExpr::Shift(bounds, unit, _), None, true) = (expr, time.interval(), lasts)
                {
                    return self.duration_fact(mention, place, *bounds, *unit, times);
                }
                if is_unanchored_reference(expr, &time) {
                    return None;
                }
                // "dois dias depois", of no time that the text names, is still a length of time, and so is what
                // stands beside its date ("on 9 May, five days later").
                if let TimeExpr::Counted(bounds, unit, _) = expr
                    && (time.interval().is_none() || self.stands_beside_date(mention, place, facts))
                {
                    return self.duration_fact(mention, place, *bounds, *unit, times);
                }
                Some(match self.is_habitual(mention, expr) {
                    true => self.simple(mention, place, FactValue::Recurrence),
                    false => self.time_fact(mention, place, time),
                })
            }
        }
    }

    fn rank_fact(&self, mention: &Mention, place: Place<'_>, rank: u32) -> Fact {
        let mut fact = self.simple(mention, place, FactValue::Ordinal(rank));
        fact.frame.of = self.ranked(mention, place);
        fact
    }

    fn duration_fact(
        &self,
        mention: &Mention,
        place: Place<'_>,
        bounds: Bounds,
        unit: TimeUnit,
        times: &[Option<TimeValue>],
    ) -> Option<Fact> {
        let label = place.label_of_time(mention);
        let start = mention.tokens.0;
        let until = start.checked_sub(1).is_some_and(|at| self.tokens[at].has(Section::Until));
        let limit = bounds.upper.filter(|_| (until || bounds.lower.is_none()) && self.is_penalty(label));
        let bounds = limit.map_or(bounds, |limit| Bounds::exact(limit.value, bounds.granularity));
        let duration = Duration::new(bounds, unit)?;
        let mut fact = self.simple(mention, place, FactValue::Duration(duration));
        let frame = &mut fact.frame;
        if limit.is_some() {
            frame.status = Some(Status::Capacity);
        }
        frame.event = place.lasting_event(mention).or(frame.event);
        frame.occasion = place.occasion(mention).map(|occasion| occasion.which);
        frame.label = label.or_else(|| place.pact_beside(mention));
        frame.places = place.told.places.clone();
        frame.names = place.told.names.clone();
        frame.period = self.period(mention, place, times, frame.event);
        frame.other_period = place.is_of_other_period(mention);
        frame.so_far = place.told.so_far;
        // "Two hours longer than usual"
        frame.role = place.role(mention, None).or(place.is_step_behind(mention).then_some(Role::ChangeBy));
        Some(fact)
    }

    /// "up to eight years in prison": the longest penalty that a law knows is a figure by itself.
    fn is_penalty(&self, label: Option<ConceptId>) -> bool {
        label.is_some_and(|label| self.vocabulary.concepts.name(label) == "label.sentence")
    }

    /// Whether a comma alone parts a time from a date before it in its sentence.
    fn stands_beside_date(&self, mention: &Mention, place: Place<'_>, facts: &[Fact]) -> bool {
        let comma = mention.tokens.0.checked_sub(1).map(|at| &self.tokens[at]);
        let comma = comma.filter(|token| token.kind == TokenKind::Comma);
        let date = facts.last().filter(|fact| {
            matches!(&fact.value, FactValue::Time(time) if time.form.day().is_some() || time.year_written)
                && fact.sentence.start >= self.tokens[place.sentence.start].span.start
        });
        comma.zip(date).is_some_and(|(comma, date)| comma.span.start == date.span.end)
    }

    fn age_fact(&self, mention: &Mention, place: Place<'_>, bounds: Bounds, unit: TimeUnit) -> Fact {
        let age = Quantity { measure: Measure::Age(unit), ..Quantity::count(bounds) };
        let mut fact = self.simple(mention, place, FactValue::Quantity(age));
        let age = self.vocabulary.concepts.find("label.age");
        fact.frame.of = age.map(Subject::Concept);
        fact.frame.label = age;
        fact.frame.names = place.names_beside(mention).into();
        if self.is_of_next_birthday(mention, place) {
            fact.frame.status = Some(Status::Planned);
        }
        fact
    }

    /// "Who turns 24 in September": a day or a month right behind an age, and nothing past before it.
    fn is_of_next_birthday(&self, mention: &Mention, place: Place<'_>) -> bool {
        let next = self.mentions.partition_point(|other| other.tokens.0 < mention.tokens.1);
        let near = self.mentions.get(next).filter(|time| time.tokens.0 <= mention.tokens.1 + 1);
        let day = near.is_some_and(|time| match &time.value {
            MentionValue::Time(TimeExpr::Calendar(date)) => date.month.is_some() && date.year.is_none(),
            _ => false,
        });
        let between =
            near.and_then(|time| self.tokens.get(mention.tokens.1..time.tokens.0)).unwrap_or_default();
        let plain = between.iter().all(|token| token.kind == TokenKind::Word);
        day && plain && place.tense_before(mention) != Some(Tense::Past)
    }

    /// What stands behind an adjective of years, where a word for it is known.
    fn bearer_of_years(&self, mention: &Mention, place: Place<'_>) -> Option<&str> {
        let last = &self.tokens[mention.tokens.1 - 1];
        // "18-year-olds" are people themselves.
        let plural = self.source.lexicon.switches.plural.as_ref();
        let noun = plural.is_some_and(|ending| self.source.word(last).ends_with(ending.as_str()));
        let age = last.has(Section::Age) && !last.has(Section::TimeUnit) && !noun;
        if !last.has(Section::Length) && !age {
            return None;
        }
        match counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end).of? {
            Subject::Concept(concept) => Some(self.vocabulary.concepts.root(concept)),
            _ => None,
        }
    }

    /// "dwuletni chłopiec": of people, years in one word are their age.
    fn is_aged_person(&self, mention: &Mention, years: &Bounds, place: Place<'_>) -> bool {
        matches!(self.bearer_of_years(mention, place), Some("person" | "casualty"))
            || self.is_aged_name(mention, years)
    }

    /// "czterdziestoletni muzyk", "dwudziestoletni Jan": a word for people that counts none, or a name. So
    /// few years may be those of a plan.
    fn is_aged_name(&self, mention: &Mention, years: &Bounds) -> bool {
        const PLANNED: i64 = 15;
        let (_, end) = mention.tokens;
        let Some([adjective, noun]) = self.tokens.get(end - 1..=end) else { return false };
        let person = |meaning| matches!(meaning, Meaning::Age(AgeWord::Person)).then_some(());
        let name = noun.kind == TokenKind::Word
            && noun.caps == Caps::Initial
            && (noun.sections().is_empty() || noun.has(Section::Place))
            && years.point().is_some_and(|years| years > Decimal::from(PLANNED));
        adjective.has(Section::Length) && (name || self.source.find(noun, Section::Age, person).is_some())
    }

    /// "12-letni kontrakt": of a thing that people have or do, years are how long it lasts.
    fn is_thing_with_years(&self, mention: &Mention, place: Place<'_>) -> bool {
        matches!(self.bearer_of_years(mention, place), Some("pact" | "occurrence"))
    }

    /// What a rank is a rank of: a noun that the packs know ("the 50th edition").
    fn ranked(&self, mention: &Mention, place: Place<'_>) -> Option<Subject> {
        let counted = counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end);
        if let Some(of) = self.edition(mention, place) {
            return Some(Subject::Concept(of));
        }
        counted.of.filter(|of| counted.end.is_some() && matches!(of, Subject::Concept(_)))
    }

    /// "the 40th International Film Festival": what is held again and again, and has a name, is ranked by its
    /// editions. "Her 12th marathon" is ranked by who ran.
    fn edition(&self, mention: &Mention, place: Place<'_>) -> Option<ConceptId> {
        let start = mention.tokens.1;
        let end = phrase_end(self.source, &self.tokens, start, place.sentence.end.min(start + EDITION_REACH));
        let name = self.tokens.get(start..end).unwrap_or_default();
        let mut capitals = name.iter().filter(|token| token.caps != Caps::Lower);
        capitals.find_map(|token| grammar::edition(self.source, token))
    }

    fn simple(&self, mention: &Mention, place: Place<'_>, value: FactValue) -> Fact {
        let frame = Frame {
            event: place.event(mention, None),
            status: place.status(mention),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            ..Frame::default()
        };
        self.finish(mention.span, place, value, frame)
    }

    fn finish(&self, span: Span, place: Place<'_>, value: FactValue, frame: Frame) -> Fact {
        let words = &self.tokens[place.sentence.start..place.sentence.end];
        let sentence = match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => span,
        };
        Fact { span, value, frame, sentence }
    }

    fn time_fact(&self, mention: &Mention, place: Place<'_>, time: TimeValue) -> Fact {
        let event = place.dated_event(mention);
        let tense = place.tense_at(mention);
        let occasion = place.occasion(mention).filter(|occasion| {
            // "The next attack came on Monday": what is over is the next of a tale.
            occasion.which != Occasion::Next || self.published.is_none() || self.is_ahead(&time)
        });
        let named = occasion.and_then(|occasion| occasion.event);
        let object = event.and_then(|(at, event)| place.object(at, event.concept, mention));
        let frame = Frame {
            event: named.or(event.map(|(_, event)| event)),
            object: object.filter(|_| named.is_none()).or(occasion.and_then(|occasion| occasion.thing)),
            occasion: occasion.map(|occasion| occasion.which),
            places: place.told.places.clone(),
            names: place.told.names.clone(),
            status: place.status_of_date(mention).or_else(|| self.plan_of(&time, tense)),
            past: tense == Some(Tense::Past) && !self.is_next(mention) && !place.is_to_do(event),
            said: place.dates_saying(mention),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            ..Frame::default()
        };
        self.finish(mention.span, place, FactValue::Time(time), frame)
    }

    /// "Next Monday", "next Monday, 5 May": it is ahead, whatever tense stands beside it.
    fn is_next(&self, mention: &Mention) -> bool {
        let next = |mention: &Mention| matches!(&mention.value, MentionValue::Time(TimeExpr::Calendar(date)) if date.direction > Some(0));
        let at = self.mentions.partition_point(|other| other.tokens.0 < mention.tokens.0);
        let before = at.checked_sub(1).map(|at| &self.mentions[at]);
        let beside = |before: &&Mention| {
            let gap = self.tokens.get(before.tokens.1..mention.tokens.0);
            matches!(gap, Some([comma]) if comma.kind == TokenKind::Comma)
        };
        next(mention) || before.filter(beside).is_some_and(next)
    }

    /// "The show opens on Monday": what is told of a day to come, and not as past, is planned.
    fn plan_of(&self, time: &TimeValue, tense: Option<Tense>) -> Option<Status> {
        (tense != Some(Tense::Past) && self.is_ahead(time)).then_some(Status::Planned)
    }

    fn amount_fact(
        &self,
        mention: &Mention,
        amount: &AmountExpr,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        facts: &[Fact],
    ) -> Fact {
        let shakes = place.shakes(mention, amount);
        let measure = if shakes { Measure::Count } else { amount.measure };
        let counted = counted(self.source, self.vocabulary, &self.tokens, mention, place.sentence.end);
        let counts = amount.measure == Measure::Count;
        let event = place.event(mention, counted.end).filter(|_| !place.is_whole_of_part(mention));
        let mut frame = self.amount_frame(mention, &counted, place, times, event);
        if shakes {
            frame.of = self.vocabulary.concepts.find("label.magnitude").map(Subject::Concept);
        } else if counts {
            self.count(mention, &counted, place, facts, &mut frame);
        } else if amount.measure == Measure::Ratio {
            frame.of = counted.of.clone();
        } else {
            self.label(mention, amount, measure, &counted, place, &mut frame);
            if measure == Measure::Percent {
                take_share_of(&counted, &mut frame);
            }
        }
        let quantity = Quantity {
            bounds: amount.bounds,
            alternative: amount.alternative,
            measure,
            readings: amount.readings.clone(),
            per: amount
                .per
                .or_else(|| counts.then(|| self.rate_of(counted.end)).flatten())
                .or_else(|| self.rate_beside(mention, counted.end.filter(|_| counts), place)),
            difference: amount.difference,
        };
        // "5 euros per pig", "5 zł od osoby"
        if frame.role.is_none() && quantity.per.is_some_and(Rate::is_each) {
            frame.role = Some(Role::Each);
        }
        let span = match counted.end {
            Some(end) if counts && end < self.tokens.len() => mention.span.cover(self.tokens[end].span),
            _ => mention.span,
        };
        if let Some(RangeStyle::FromTo) = amount.range
            && self.is_change(event)
        {
            frame.role = Some(Role::ChangeBy);
        } else if !shakes {
            place.tell_step(mention, counted.end.filter(|_| counts), amount.measure, facts, &mut frame);
        }
        self.finish(span, place, FactValue::Quantity(quantity), frame)
    }

    /// What a bare figure counts: its own noun, people as what befell them, or the noun of a figure before.
    fn count(
        &self,
        mention: &Mention,
        counted: &Counted,
        place: Place<'_>,
        facts: &[Fact],
        frame: &mut Frame,
    ) {
        let event = frame.event;
        let floor = noun_floor(&self.tokens, mention, counted);
        let elided = counted.elided.then(|| last_counted(facts, floor)).flatten();
        let own =
            self.people_of(mention, counted.of.as_ref(), counted.end, event, place).or(counted.of.clone());
        // "of them", "a total of": the figure points back by its own words.
        let points_back = matches!(frame.role, Some(Role::Part | Role::Total));
        frame.inferred = own.is_none() && elided.is_some() && !points_back;
        if frame.role == Some(Role::Part)
            && !counted.elided
            && !place.precedes_whole(mention.tokens.1)
            && place.is_named_part(counted.end, own.as_ref(), last_counted(facts, 0).as_ref())
        {
            frame.role = None;
        }
        frame.of = own.or(elided);
        // "by a vote of 79 to 54": from one side to the other nothing moved.
        if is_one_of_votes(self.source, &self.tokens, mention) {
            frame.role = None;
        }
        // "killed or wounded": neither alone is what happened to them.
        let casualties = self.vocabulary.concepts.find("casualty").map(Subject::Concept);
        if frame.of == casualties && place.joins_casualties(mention, counted.end) {
            frame.event = None;
        }
    }

    /// The label of a measure, a share or a sum, and what it tells the figure to be of.
    fn label(
        &self,
        mention: &Mention,
        amount: &AmountExpr,
        measure: Measure,
        counted: &Counted,
        place: Place<'_>,
        frame: &mut Frame,
    ) {
        let label = place.label(mention, measure);
        frame.label = label.map(|(_, label)| label);
        frame.modifiers = label.map(|(at, _)| place.label_modifiers(at)).unwrap_or_default();
        frame.of = self.material(counted, measure).or_else(|| {
            frame.label = frame.label.or_else(|| self.presumed_label(measure, amount.per));
            frame.label.map(Subject::Concept)
        });
    }

    /// "40,000 litres of milk", "800 gramas de heroína": what is weighed or poured is told apart by its stuff.
    fn material(&self, counted: &Counted, measure: Measure) -> Option<Subject> {
        let Measure::Unit(unit) = measure else { return None };
        let weighed = matches!(self.vocabulary.units.get(unit).dimension.as_str(), "mass" | "volume");
        let stuff = |of: &Subject| matches!(of, Subject::Concept(of) if self.vocabulary.concepts.root(*of) == "substance");
        counted.of.clone().filter(|of| weighed && stuff(of))
    }

    /// "17 degrees", "118 km/h", "€210 a tonne": what a figure is that no word labels.
    fn presumed_label(&self, measure: Measure, per: Option<Rate>) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        match (measure, per.map(|rate| rate.of)) {
            (Measure::Unit(unit), None) => concepts.presumed(&self.vocabulary.units.get(unit).dimension),
            (Measure::Money(_), Some(RateOf::Measure(Measure::Unit(_)))) => concepts.presumed("money"),
            _ => None,
        }
    }

    /// "200 arrests a day": the rate that stands behind the noun.
    fn rate_of(&self, noun: Option<usize>) -> Option<Rate> {
        grammar::rate_after(self.source, &self.tokens, noun? + 1)
    }

    /// "codziennie około 1850 osób", "12 tys. dronów rozpoznawczych i uderzeniowych rocznie": a word that repeats, right
    /// before a figure or behind what its noun is told by.
    fn rate_beside(&self, mention: &Mention, noun: Option<usize>, place: Place<'_>) -> Option<Rate> {
        const TOLD_BY: usize = 4;
        let (start, end) = mention.tokens;
        let repeats = |at: usize| grammar::recurring_at(self.source, &self.tokens, at);
        let before = start.checked_sub(1).filter(|at| place.clause.holds(*at)).and_then(repeats);
        let from = noun.map_or(end, |noun| noun.max(end - 1) + 1);
        let goes_on = |at: &usize| {
            let token = &self.tokens[*at];
            // "620 cubic metres of water daily"
            let small = token.has(Section::Function)
                && !token.has(Section::DateOf)
                && !self.source.is_function(token, FunctionWord::Conjunction)
                && !token.has(Section::Concept);
            let repeated = token.has(Section::Recurrence);
            token.kind == TokenKind::Word
                && !token.is_figure()
                && (repeated || !small && place.event_at(*at).is_none() && !token.has(Section::Attribution))
        };
        let mut behind = (from..place.clause.end.min(from + TOLD_BY)).take_while(goes_on);
        before.or_else(|| behind.find_map(repeats))
    }

    fn amount_frame(
        &self,
        mention: &Mention,
        counted: &Counted,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        event: Option<crate::model::EventMention>,
    ) -> Frame {
        Frame {
            event,
            places: place.told.places.clone(),
            names: place.told.names.clone(),
            modifiers: counted.modifiers.clone(),
            period: self.period(mention, place, times, event),
            other_period: place.is_of_other_period(mention),
            so_far: place.told.so_far,
            role: place.role(mention, counted.end),
            status: place.status(mention),
            sources: place.told.sources.clone(),
            quoted: self.is_quoted(mention),
            bracketed: self.is_bracketed(mention),
            ..Frame::default()
        }
    }

    /// People whom only their event tells: "zginęło 12 osób" are the dead. Two such events in one
    /// clause ("killed or wounded") are counted as what they have in common.
    fn people_of(
        &self,
        mention: &Mention,
        of: Option<&Subject>,
        noun: Option<usize>,
        event: Option<crate::model::EventMention>,
        place: Place<'_>,
    ) -> Option<Subject> {
        let concepts = &self.vocabulary.concepts;
        let counted =
            counted_by_event(self.vocabulary, of, event, place.predicate(mention)).or_else(|| match of {
                // "6,000 were killed or wounded": the predicate is what the figure counts.
                Some(Subject::Concept(of)) if noun.is_none() && concepts.is_casualty(*of) => Some(*of),
                Some(Subject::Concept(of)) if noun.is_none() && concepts.is_people(*of) => {
                    place.befell_part(mention)
                }
                _ => None,
            });
        let counted = counted.filter(|_| !is_no_toll(mention))?;
        let both = concepts.is_casualty(counted) && place.joins_casualties(mention, noun);
        let whole = concepts.find("casualty").filter(|_| both);
        Some(Subject::Concept(whole.unwrap_or(counted)))
    }

    fn is_change(&self, event: Option<crate::model::EventMention>) -> bool {
        event.is_some_and(|event| self.vocabulary.concepts.is_move(event.concept))
    }

    /// The time that covers a figure: one in its own clause, or else one that opens the sentence.
    fn period(
        &self,
        mention: &Mention,
        place: Place<'_>,
        times: &[Option<TimeValue>],
        event: Option<crate::model::EventMention>,
    ) -> Option<TimeValue> {
        const PHRASE: usize = 6;
        let first = self.mentions.partition_point(|other| other.tokens.0 < place.sentence.start);
        let in_sentence = || self.mentions[first..].iter().zip(times);
        let distance = |other: &Mention| other.tokens.0.abs_diff(mention.tokens.0);
        // "the lowest since 1991", "since independence in 1991" give no period; "from 1 July on" does, ahead.
        let since = |other: &Mention, time: &Option<TimeValue>| {
            let start = other.tokens.0;
            let from = start.saturating_sub(SINCE_REACH).max(place.clause.start).min(start);
            let before = &self.tokens[from..start];
            let words = before.iter().rev().take_while(|token| token.kind == TokenKind::Word);
            let runs = words.into_iter().any(|token| token.has(Section::Since));
            runs && !time.as_ref().is_some_and(|time| self.is_ahead(time))
        };
        let in_clause = in_sentence()
            .filter(|(other, time)| {
                time.is_some()
                    && place.clause.holds(other.tokens.0)
                    && !since(other, time)
                    && !place.is_compared_with(other.tokens.0)
            })
            .filter(|(other, time)| !is_of_a_day(time) || !place.dates_another(other, event))
            .filter(|(_, time)| !is_of_a_day(time) || !place.is_whole_of_part(mention))
            .filter(|(other, _)| !place.dates_aside(other, mention))
            .filter(|(other, _)| !place.is_of_what_is_compared(other, mention))
            .min_by_key(|(other, _)| distance(other));
        let opening = in_sentence().next().filter(|(other, time)| {
            let apart = self.tokens.get(other.tokens.1).is_some_and(|next| next.kind == TokenKind::Comma);
            let phrase = &self.tokens[place.sentence.start..other.tokens.0.max(place.sentence.start)];
            let one = phrase.iter().all(|token| token.kind == TokenKind::Word);
            // "In last year's election, …", "Na eleição de outubro, …"
            let reach = if apart && one && !is_of_a_day(time) { PHRASE } else { 2 };
            let near = other.tokens.0 <= place.sentence.start + reach
                || place.stands_in_front(other) && !is_of_a_day(time);
            let opens = near && !place.dates_aside(other, mention);
            opens && !(is_of_a_day(time) && since(other, time))
        });
        // "the most since 2001, when the rival shed 1,302 jobs": the clause tells of that time alone.
        let told_of = || in_sentence().rfind(|(other, time)| time.is_some() && place.follows_as_when(other));
        let told_of = in_clause.is_none().then(told_of).flatten();
        let then = told_of.and_then(|(_, time)| time.clone()).map(|time| TimeValue { runs: None, ..time });
        let of_relative = in_clause.is_none().then(|| self.year_behind(mention, place)).flatten();
        let of_relative = of_relative.and_then(|years| {
            in_sentence().find(|(other, time)| is_of_years(time) && years.contains(&other.tokens.0))
        });
        then.or_else(|| in_clause.or(of_relative).or(opening).and_then(|(_, time)| time.clone()))
    }

    /// "36 autobusów, które w 2001 r. dostarczył …": the tokens of the relative clause right behind a figure and its
    /// noun, whose year tells which of them are meant.
    fn year_behind(&self, mention: &Mention, place: Place<'_>) -> Option<std::ops::Range<usize>> {
        const NOUN: usize = 2;
        let comma = place.clause.end;
        let near = (mention.tokens.1..=mention.tokens.1 + NOUN).contains(&comma);
        let opens = near && comma < place.sentence.end && opens_relative(self.source, &self.tokens, comma);
        let end = || {
            let mut behind = comma + 1..place.sentence.end;
            behind.find(|at| self.tokens[*at].kind == TokenKind::Comma).unwrap_or(place.sentence.end)
        };
        opens.then(|| comma..end())
    }

    fn is_ahead(&self, time: &TimeValue) -> bool {
        let start = time.interval().and_then(|interval| interval.start);
        let today = self.published.map(|published| published.date);
        start.zip(today).is_some_and(|(start, today)| start.date() > today)
    }

    fn is_bracketed(&self, mention: &Mention) -> bool {
        mention.tokens.0.checked_sub(1).is_some_and(|before| self.tokens[before].kind == TokenKind::Open)
    }

    fn is_quoted(&self, mention: &Mention) -> bool {
        let before = self.quotes.partition_point(|(at, _)| *at < mention.tokens.0);
        before.checked_sub(1).is_some_and(|index| self.quotes[index].1)
    }
}

/// What a share is of; "at 31% of its capacity": so full it is.
fn take_share_of(counted: &Counted, frame: &mut Frame) {
    frame.base = counted.of.clone();
    frame.status = frame.status.filter(|status| *status != Status::Capacity);
}

/// How many words before a time "since" may stand.
const SINCE_REACH: usize = 3;

/// Whether a time is one of days: "the census of 2011" says when its figures held, "said on Tuesday" does not.
fn is_of_a_day(time: &Option<TimeValue>) -> bool {
    time.as_ref().is_some_and(|time| time.form.grain() <= Grain::Week)
}

fn is_of_years(time: &Option<TimeValue>) -> bool {
    time.as_ref().is_some_and(|time| time.form.grain() >= Grain::Year)
}

/// "that day" without a day named before says nothing.
fn is_unanchored_reference(expr: &TimeExpr, time: &TimeValue) -> bool {
    matches!(expr, TimeExpr::Back(..)) && time.interval().is_none()
}
