//! Which differences between two frames say nothing, for all that is known of the two facts.

use crate::document::DocId;
use crate::model::{
    Comparison, ConceptId, Decimal, Fact, FactValue, Grain, Measure, PlaceId, RateOf, Role, Status, Subject,
    TimeValue,
};

use super::align::Aligned;
use super::keys::{figure_digits, narrow_kind};
use super::pair::{Pair, point};
use super::slip::{Likeness, is_telling, is_turned, likeness};
use super::slots::{Outcome, Slot, SlotResult};
use super::theme::Theme;
use super::value::{ValueOutcome, is_count};

impl Pair<'_> {
    /// Beside a figure each text names some of the story's people and places. Beside dates they tell two
    /// events apart only where the other text does not name them at all; beside sums, whose names are of
    /// owners, only where it does.
    pub(super) fn forgive_what_both_name(&self, slots: &mut [SlotResult], a: &Fact, b: &Fact) {
        let dated = matches!((&a.value, &b.value), (FactValue::Time(_), FactValue::Time(_)));
        let knows_name = |id: DocId, fact: &Fact| {
            let known = &self.document(id).profile.names;
            fact.frame.names.iter().any(|name| known.iter().any(|(other, _)| other == name))
        };
        let knows_either = || knows_name(self.second, a) || knows_name(self.first, b);
        for result in slots.iter_mut().filter(|result| result.outcome == Outcome::Different) {
            let forgiven = match result.slot {
                Slot::Place if dated => {
                    let known = self.knows_places(self.second, a) && self.knows_places(self.first, b);
                    known || self.is_of_no_state(a) || self.is_of_no_state(b)
                }
                Slot::Names => dated == knows_either(),
                _ => false,
            };
            if forgiven {
                result.outcome = Outcome::Unknown;
            }
        }
    }

    /// "48 people died in it five years ago", "the collapse that killed 84": a toll is of the time of what befell people,
    /// wherever its text gives that.
    pub(super) fn forgive_told_by_event(&self, slots: &mut [SlotResult], a: &Fact, b: &Fact) {
        if Aligned::outcome_in(slots, Slot::Period) != Outcome::Different
            || !self.counts_casualties(a)
            || !self.counts_casualties(b)
        {
            return;
        }
        let one = match (&a.frame.period, &b.frame.period) {
            (Some(period), None) => self.is_time_of_event(self.second, b, period),
            (None, Some(period)) => self.is_time_of_event(self.first, a, period),
            _ => false,
        };
        for result in slots.iter_mut().filter(|result| one && result.slot == Slot::Period) {
            result.outcome = Outcome::Unknown;
        }
    }

    /// Whether a document puts what the sentence of a fact speaks of into a time, and nothing of its kind elsewhere.
    fn is_time_of_event(&self, id: DocId, fact: &Fact, period: &TimeValue) -> bool {
        let document = self.document(id);
        let told = document.statements.binary_search_by_key(&fact.sentence, |statement| statement.sentence);
        let (Ok(at), Some(period)) = (told, period.interval()) else { return false };
        let concepts = &self.vocabulary.concepts;
        let spoken = |event: ConceptId| {
            concepts.flags(event).befalls && document.statements[at].concepts.contains(&event)
        };
        let mut days = document.facts.iter().filter_map(|told| {
            let event = told.frame.event.filter(|event| spoken(event.concept))?;
            let FactValue::Time(time) = &told.value else { return None };
            let near = event.distance <= self.limits.date.reach;
            time.sure_interval().filter(|_| near)
        });
        let first = days.next().is_some_and(|day| day.meets(&period));
        first && days.all(|day| day.meets(&period))
    }

    /// "The Atlantic coast": a sea or an alliance is of many countries.
    fn is_of_no_state(&self, fact: &Fact) -> bool {
        let state = |&place: &PlaceId| self.vocabulary.places.key(place).starts_with(char::is_uppercase);
        !fact.frame.places.iter().any(state)
    }

    /// Whether a document names a place beside a fact, one in it, or one that holds it.
    pub(super) fn knows_places(&self, id: DocId, fact: &Fact) -> bool {
        let table = &self.vocabulary.places;
        let known = &self.document(id).profile.places;
        let related = |&x: &PlaceId| known.iter().any(|&(y, _)| table.lies_in(x, y) || table.lies_in(y, x));
        fact.frame.places.iter().any(related)
    }

    /// A figure that is the other with a slip in it, or the other in another unit or scale, is that figure,
    /// whatever the tense of its sentence: "will shut 23 schools", "closed 32 schools".
    pub(super) fn forgive_slips(
        &self,
        slots: &mut [SlotResult],
        (a, b): (&Fact, &Fact),
        value: ValueOutcome,
    ) {
        let other_unit = value.same_figure
            && (value.comparison == Comparison::Conflict || are_sums(a, b) || value.two_units);
        let rated = value.same_figure && are_of_two_rates(a, b);
        let uncanny = value.slip || value.power_of_ten.is_some() || other_unit || rated;
        let told = |fact: &Fact| {
            !matches!(fact.frame.status(), Status::Denied | Status::Hypothetical | Status::Capacity)
        };
        // "Two died and 73 others were hurt": the others are the hurt.
        let rest = |fact: &Fact| is_whole(fact) || fact.frame.role == Some(Role::Other);
        let one_thing = Aligned::outcome_in(slots, Slot::Of).is_known_match();
        // The same three digits in another order are no two things of one story.
        let turned = value.slip && is_turned(a, b);
        for result in slots.iter_mut().filter(|result| uncanny && result.outcome == Outcome::Different) {
            let forgiven = match result.slot {
                Slot::Status => told(a) && told(b) || are_of_one_future(a, b),
                Slot::Role => rated || (is_whole(a) && is_whole(b)) || one_thing && rest(a) && rest(b),
                Slot::Place => {
                    // "69.1 million", "69,1 mld": three digits a thousand times as large are no two things.
                    let scaled = value.power_of_ten.is_some() && is_telling(a);
                    // "28.5 million euros", "£28.5m": so is one with another sign before it.
                    self.share_places(a, b, turned || scaled || other_unit && keeps_digits(a))
                }
                Slot::Event => !are_years(a, b),
                // Two owners do not have three digits in common.
                Slot::Names => {
                    let kept =
                        keeps_digits(a) && (value.power_of_ten.is_some() || other_unit && value.two_units);
                    kept || value.power_of_ten.is_some() && is_length(a)
                }
                Slot::Period => {
                    value.power_of_ten.is_some()
                        || other_unit && keeps_digits(a)
                        || value.slip && self.are_of_days(a, b)
                        || turned && (is_timeless(a) || is_timeless(b))
                        // "186 feet long, opened in 1974": the year is that of the opening.
                        || self.is_year_of_an_event(a, self.first) && self.is_year_of_an_event(b, self.second)
                }
                // The cost of a mission, and its budget.
                Slot::Of => {
                    let scaled = value.power_of_ten.is_some() || other_unit && !are_sums(a, b);
                    let labelled = scaled && keeps_two_digits(a) && self.label_one_dimension(a, b);
                    labelled || value.slip && self.nouns_say_little(a, b)
                }
                _ => false,
            };
            if forgiven {
                result.outcome = Outcome::Unknown;
            }
        }
    }

    /// Whether the texts name the places beside two figures: both of them, or one where the figures say the most.
    fn share_places(&self, a: &Fact, b: &Fact, telling: bool) -> bool {
        let known = (self.knows_places(self.second, a), self.knows_places(self.first, b));
        (known.0 && known.1) || telling && (known.0 || known.1)
    }

    /// "Men", "thieves"; or "1,512 voters", "1,215 respondents": four digits turned about, of people by two words.
    fn nouns_say_little(&self, a: &Fact, b: &Fact) -> bool {
        let turned = is_turned(a, b) && self.are_one_telling_count(a, b) && self.are_people(a, b);
        self.says_little(a) || self.says_little(b) || turned
    }

    /// The day beside a figure is that of a plan or of a vote more often than its own; "since Sunday" names the day
    /// itself.
    fn are_of_days(&self, a: &Fact, b: &Fact) -> bool {
        [a, b].into_iter().all(|fact| match &fact.frame.period {
            Some(period) => {
                let days = period.interval().and_then(|interval| interval.days());
                days <= Some(self.limits.period.short_days)
            }
            None => !fact.frame.other_period,
        })
    }

    /// Whether two labels are of one dimension: the length of a lake, and the distance swum.
    fn label_one_dimension(&self, a: &Fact, b: &Fact) -> bool {
        let dimension = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.measures(of),
            _ => None,
        };
        dimension(a).is_some_and(|dimension| dimension != "none") && dimension(a) == dimension(b)
    }

    /// Whether a noun says too little to tell a figure from another ("men", "objects").
    pub(super) fn says_little(&self, fact: &Fact) -> bool {
        let Some(Subject::Concept(of)) = Theme::of(fact, self.vocabulary).of else { return false };
        let concepts = &self.vocabulary.concepts;
        concepts.flags(of).generic && !concepts.flags(of).named
    }
}

/// Whether a figure is told as a number of its own, and not as a step.
fn is_whole(fact: &Fact) -> bool {
    matches!(fact.frame.role, None | Some(Role::Total | Role::Part | Role::Remaining | Role::ChangeTo))
}

/// Whether a text says of no time that a figure is of it.
fn is_timeless(fact: &Fact) -> bool {
    fact.frame.period.is_none() && !fact.frame.other_period
}

/// "Would create a lender", "becomes part of a lender"; "can handle", "may handle so much a year": what is to come, and
/// what something will be good for, is told as a plan, as a possibility or as what it can do.
fn are_of_one_future(a: &Fact, b: &Fact) -> bool {
    let ahead = |fact: &Fact| {
        matches!(
            fact.frame.status(),
            Status::Planned | Status::Forecast | Status::Hypothetical | Status::Capacity
        )
    };
    ahead(a) && ahead(b) && a.frame.status() != b.frame.status()
}

/// Two whole years: a text recalls what was built then, and another what was founded in another.
pub(super) fn are_years(a: &Fact, b: &Fact) -> bool {
    let year =
        |fact: &Fact| matches!(&fact.value, FactValue::Time(time) if time.form.named_in() == Grain::Year);
    year(a) && year(b)
}

/// Lengths of time and shares: the terms of what is agreed, where counts and dates are told of what was done too.
fn are_terms(a: &Fact, b: &Fact) -> bool {
    let is_term = |fact: &Fact| match &fact.value {
        FactValue::Duration(_) => true,
        FactValue::Quantity(quantity) => quantity.measure == Measure::Percent,
        _ => false,
    };
    is_term(a) && is_term(b)
}

/// In sentences that are one statement the verbs are of one event; and the year beside a figure that is the
/// other's with a slip is that of something else.
pub(super) fn forgive_in_statement(slots: &mut [SlotResult], (a, b): (&Fact, &Fact), slip: bool) {
    let years = are_years(a, b);
    for result in slots.iter_mut().filter(|result| result.outcome == Outcome::Different) {
        // "Pay will rise in three years", "pay rises in five years": a language may tell what is agreed as present.
        let agreed = result.slot == Slot::Status
            && [a, b].iter().all(|fact| matches!(fact.frame.status(), Status::Planned | Status::Asserted))
            && are_terms(a, b);
        if (result.slot == Slot::Event && !years) || (slip && result.slot == Slot::Period) || agreed {
            result.outcome = Outcome::Unknown;
        }
    }
}

/// What all that stands about two facts speaks against: "men" and "thieves", where a slip makes one figure of
/// the other; what is planned and what is expected; and the year of something that both texts date.
pub(super) fn forgive_among_kin(pair: &Pair<'_>, aligned: &mut Aligned) {
    let (a, b) = (pair.ours(aligned.a.fact.0), pair.theirs(aligned.b.fact.0));
    let ahead = |fact: &Fact| matches!(fact.frame.status(), Status::Planned | Status::Forecast);
    let slip = aligned.value.slip;
    let strong = pair.are_closely_told(aligned.a.fact.0, aligned.b.fact.0);
    for result in aligned.slots.iter_mut().filter(|result| result.outcome == Outcome::Different) {
        let forgiven = match result.slot {
            Slot::Of => {
                let named_otherwise = slip
                    && (pair.are_of_one_family(a, b)
                        || are_prices(a, b)
                        || pair.are_one_telling_count(a, b)
                        || (shares(a) && shares(b)));
                pair.says_little(a) || pair.says_little(b) || named_otherwise
            }
            // "9 % of its capacity" is the whole share.
            Slot::Role => (shares(a) && shares(b)) || are_told_alike(a, b, slip || strong),
            // Work that began, a plant that began to be built.
            Slot::Object => slip || likeness(a, b) != Likeness::None,
            Slot::Status => (ahead(a) && ahead(b)) || ((slip || strong) && may_be_told(a) && may_be_told(b)),
            Slot::Period => {
                let lasting =
                    |fact: &Fact| matches!(fact.value, FactValue::Duration(_)) && !fact.frame.other_period;
                let free = |fact: &Fact, other: &Fact, (own, document): (DocId, DocId)| {
                    pair.is_year_of_an_event(fact, own) || pair.is_of_something_else(fact, other, document)
                };
                let of_events =
                    free(a, b, (pair.first, pair.second)) && free(b, a, (pair.second, pair.first));
                let counted = pair.counts_casualties(a) || pair.counts_casualties(b);
                // Sums in two currencies need more to be one figure.
                let by_chance = are_sums(a, b) && !keeps_digits(a);
                // The dead of 1993 are those of that year.
                (of_events && !by_chance && !counted)
                    || (slip && lasting(a) && lasting(b))
                    || (slip && strong && !counted)
            }
            _ => false,
        };
        if forgiven {
            result.outcome = Outcome::Unknown;
        }
    }
}

/// "Another 36", "36 more": both add; and "108 metres each" are the length of one.
fn are_told_alike(a: &Fact, b: &Fact, slip: bool) -> bool {
    let one_by_one = |fact: &Fact| matches!(fact.frame.role, None | Some(Role::Each));
    let measured =
        |fact: &Fact| matches!(&fact.value, FactValue::Quantity(of) if of.measure != Measure::Count);
    let added = |fact: &Fact| matches!(fact.frame.role, None | Some(Role::Additional | Role::Total));
    let changed = |fact: &Fact| matches!(fact.frame.role, None | Some(Role::ChangeBy));
    let whose =
        [one_by_one(a) && one_by_one(b), measured(a) && changed(a) && changed(b), added(a) && added(b)];
    a.frame.role == b.frame.role || (slip && whose.contains(&true))
}

/// Whether a fact is a share, told as a part or by itself.
fn shares(fact: &Fact) -> bool {
    let share = matches!(&fact.value, FactValue::Quantity(quantity) if quantity.measure == Measure::Percent);
    share && matches!(fact.frame.role, None | Some(Role::Part | Role::Total | Role::ChangeTo))
}

/// "May not be sold for 40 days": a ban is told as something that may be.
fn may_be_told(fact: &Fact) -> bool {
    !matches!(fact.frame.status(), Status::Denied | Status::Capacity)
}

/// "4.60 a kilo", "6.40 a kilo": what is paid for a measure of goods is their price, by whatever name.
fn are_prices(a: &Fact, b: &Fact) -> bool {
    let price = |fact: &Fact| match &fact.value {
        FactValue::Quantity(quantity) => {
            let money = matches!(quantity.measure, Measure::Money(_));
            let goods = quantity.per.is_some_and(|rate| matches!(rate.of, RateOf::Measure(_)));
            money && goods
        }
        _ => false,
    };
    price(a) && price(b)
}

impl Pair<'_> {
    /// "188,400 voters", "148,400 names": counts of three digits and more that are one with a slip. Those
    /// whom something befell are told apart by what it was.
    fn are_one_telling_count(&self, a: &Fact, b: &Fact) -> bool {
        [a, b].into_iter().all(|fact| is_telling(fact) && !self.counts_casualties(fact))
    }

    /// Whether both count people, and so many that no group of the story has that number by chance.
    fn are_people(&self, a: &Fact, b: &Fact) -> bool {
        let people = |fact: &Fact| matches!(Theme::of(fact, self.vocabulary).of, Some(Subject::Concept(of)) if self.vocabulary.concepts.is_people(of));
        [a, b].into_iter().all(|fact| people(fact) && point(fact) >= Some(Decimal::ONE_THOUSAND))
    }

    fn counts_casualties(&self, fact: &Fact) -> bool {
        let of = Theme::of(fact, self.vocabulary).of;
        matches!(of, Some(Subject::Concept(of)) if self.vocabulary.concepts.is_casualty(of))
    }

    /// "48 trains", "84 trams": things of one family, by the words of different desks. The dead are no other
    /// than the injured, and drivers than passengers.
    fn are_of_one_family(&self, a: &Fact, b: &Fact) -> bool {
        const TOLD_APART: [&str; 3] = ["person", "casualty", "label"];
        let concepts = &self.vocabulary.concepts;
        match (Theme::of(a, self.vocabulary).of, Theme::of(b, self.vocabulary).of) {
            (Some(Subject::Concept(a)), Some(Subject::Concept(b))) => {
                concepts.share_root(a, b) && !TOLD_APART.contains(&concepts.root(a))
            }
            _ => false,
        }
    }
}

impl Pair<'_> {
    /// "Built in 1994, it lies at 130 metres", "14 % of it since work began in 2018": the time beside a figure is
    /// that of something that happened once, and not the figure's own.
    fn is_year_of_an_event(&self, fact: &Fact, document: DocId) -> bool {
        let Some(period) = &fact.frame.period else { return !fact.frame.other_period };
        let event = |fact: &Fact| fact.frame.event.map(|event| event.concept);
        let dates = |told: &Fact| {
            let is_it = matches!(&told.value, FactValue::Time(time) if time.form == period.form);
            let once = event(told).is_some_and(|event| self.vocabulary.concepts.flags(event).once);
            // "The 36 buses that came in 2001": of what has no event of its own the one beside it tells.
            let other = event(told) != event(fact) && (event(fact).is_some() || !is_count(&fact.value));
            is_it && once && told.sentence == fact.sentence && (other || is_size(fact))
        };
        // The dead of a crash in 1993 are those of that year.
        !self.counts_casualties(fact)
            && !fact.frame.other_period
            && self.document(document).facts.iter().any(dates)
    }

    /// "Built in 1994, it lies at 130 metres": the year beside a figure is that of something which the other
    /// text dates too, and gives no figure of the kind for.
    fn is_of_something_else(&self, fact: &Fact, other: &Fact, document: DocId) -> bool {
        let Some(period) = &fact.frame.period else { return !fact.frame.other_period };
        let facts = &self.document(document).facts;
        let is_it = |time: &TimeValue| time.form == period.form;
        let dated = facts.iter().any(|told| matches!(&told.value, FactValue::Time(time) if is_it(time)));
        let kind = narrow_kind(other, self.vocabulary);
        let counted = facts.iter().any(|told| {
            told.frame.period.as_ref().is_some_and(is_it) && narrow_kind(told, self.vocabulary) == kind
        });
        dated && !counted && !fact.frame.other_period
    }
}

/// "18 reais a bag", "18 reais a day": two rates, of which one is for a length of time and one for each of something.
fn are_of_two_rates(a: &Fact, b: &Fact) -> bool {
    let rate = |fact: &Fact| match &fact.value {
        FactValue::Quantity(quantity) => quantity.per,
        _ => None,
    };
    rate(a).zip(rate(b)).is_some_and(|(a, b)| a.is_each() != b.is_each())
}

/// Two sums of money in different currencies.
fn are_sums(a: &Fact, b: &Fact) -> bool {
    match (&a.value, &b.value) {
        (FactValue::Quantity(a), FactValue::Quantity(b)) => {
            let money = |measure| matches!(measure, Measure::Money(_));
            money(a.measure) && money(b.measure) && a.measure != b.measure
        }
        _ => false,
    }
}

/// Whether three digits of a figure count: 2.6 million euros of 1995 and 2.6 million dollars of today are one
/// figure by chance.
fn keeps_digits(fact: &Fact) -> bool {
    let point = match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point(),
        _ => None,
    };
    figure_digits(point).is_some_and(|digits| digits >= 100)
}

/// Whether two digits of a figure count: one digit is the same by chance.
fn keeps_two_digits(fact: &Fact) -> bool {
    match &fact.value {
        FactValue::Quantity(quantity) => figure_digits(quantity.bounds.point()).is_some(),
        _ => false,
    }
}

fn is_length(fact: &Fact) -> bool {
    matches!(fact.value, FactValue::Duration(_))
}

/// Lengths, weights and the like: things keep them.
fn is_size(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Quantity(quantity) if matches!(quantity.measure, Measure::Unit(_)))
}
