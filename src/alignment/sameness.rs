use crate::lexicon::Vocabulary;
use crate::model::{
    ConceptId, Date, Fact, FactValue, Frame, Grain, Measure, Occasion, PlaceId, Quantity, Runs, Status,
    Subject,
};

use super::align::Aligned;
use super::doubt::Doubt;
use super::limits::Limits;
use super::slip::{are_minutes_turned, is_ten_times, is_turned, minutes_past};
use super::slots::{Outcome, Slot, SlotResult};
use super::theme::Theme;
use super::value::{ValueOutcome, is_count};

/// How sure it is that two facts speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sameness {
    /// The words say so.
    Sure,
    /// Nothing speaks against it, as long as neither document has another figure that fits.
    IfAlone,
    /// Not as far as is known.
    Unknown(Doubt),
}

use Sameness::{IfAlone, Sure, Unknown};

/// Two facts with what was compared of them.
#[derive(Clone, Copy)]
pub(super) struct Compared<'a> {
    pub a: &'a Fact,
    pub b: &'a Fact,
    pub slots: &'a [SlotResult],
    pub value: ValueOutcome,
    pub days_apart: Option<i64>,
    pub recent: (bool, bool),
    /// The publications of both.
    pub published: (Option<Date>, Option<Date>),
    /// Of occasions, whether each text names the places that the other one names beside its time.
    pub places_known: bool,
    /// How much their sentences have in common besides.
    pub company: u32,
    pub vocabulary: &'a Vocabulary,
    pub limits: &'a Limits,
}

impl Compared<'_> {
    pub(super) fn outcome(self, slot: Slot) -> Outcome {
        Aligned::outcome_in(self.slots, slot)
    }

    /// How sure it is that the two speak of one thing: the noun alone where it says enough, and its event
    /// too where it does not. A date is known by its event alone, if that happens but once.
    pub fn sameness(self) -> Sameness {
        match self.by_kind() {
            // Nothing but the figure speaks for it: then the figures must be alike.
            IfAlone if !self.value.alike && self.value.power_of_ten.is_none() && !self.value.slip => {
                Unknown(Doubt::Size)
            }
            sure if self.may_be_part() => match sure {
                Unknown(doubt) => Unknown(doubt),
                _ => Unknown(Doubt::Part),
            },
            sure => sure,
        }
    }

    /// Whether one of the two is told more closely and is not the larger one: it may be a part of the other.
    fn may_be_part(self) -> bool {
        let narrower = |ours: &Fact, theirs: &Fact| {
            let (one, other) = (Theme::of(ours, self.vocabulary), Theme::of(theirs, self.vocabulary));
            let kind = match (&one.of, &other.of) {
                (Some(Subject::Concept(one)), Some(Subject::Concept(other))) => {
                    one != other && self.vocabulary.concepts.is_a(*one, *other)
                }
                _ => false,
            };
            let who = one.who.is_some() && other.who.is_none();
            kind || who || ours.frame.modifiers.len() > theirs.frame.modifiers.len()
        };
        let labelled = self.is_labelled(self.a) && self.is_labelled(self.b);
        // No part of a whole is told with its digits in another order.
        let turned = self.value.slip && is_turned(self.a, self.b);
        if labelled
            || turned
            || [Slot::Of, Slot::Modifiers].iter().all(|&slot| self.outcome(slot) != Outcome::Contained)
        {
            return false;
        }
        match (narrower(self.a, self.b), narrower(self.b, self.a)) {
            (true, false) => !self.is_larger(self.a, self.b),
            (false, true) => !self.is_larger(self.b, self.a),
            _ => true,
        }
    }

    fn is_larger(self, one: &Fact, other: &Fact) -> bool {
        let ends = |fact: &Fact| match &fact.value {
            FactValue::Quantity(quantity) => Some((quantity.bounds.lower, quantity.bounds.upper)),
            _ => None,
        };
        match (ends(one), ends(other)) {
            (Some((Some(lower), _)), Some((_, Some(upper)))) => lower.value > upper.value,
            _ => false,
        }
    }

    fn by_kind(self) -> Sameness {
        match (&self.a.value, &self.b.value) {
            (FactValue::Time(_), FactValue::Time(_)) => self.dated(),
            (FactValue::Duration(_), FactValue::Duration(_)) => self.lasting(),
            (FactValue::Ordinal(_), FactValue::Ordinal(_)) => self.ranked(),
            (FactValue::Quantity(a), FactValue::Quantity(b)) => self.figures(a, b),
            _ => Unknown(Doubt::Kind),
        }
    }

    fn figures(self, a: &Quantity, b: &Quantity) -> Sameness {
        if self.is_someone_elses() || self.is_of_other_place() || self.is_other_item() {
            return Unknown(Doubt::Owner);
        }
        let whole = |quantity: &Quantity| quantity.measure == Measure::Count;
        let counted = whole(a) && whole(b) && !self.is_labelled(self.a) && !self.is_labelled(self.b);
        let sure = if counted { self.counted() } else { self.labelled() };
        let told = self.is_slip(a.measure);
        let sure = if told && matches!(sure, Unknown(_)) { IfAlone } else { sure };
        match (sure, self.moment()) {
            (Unknown(doubt), _) => Unknown(doubt),
            (sure, Outcome::Same) => sure,
            (sure, _) if counted => sure,
            (_, Outcome::Unknown) => IfAlone,
            _ => Unknown(Doubt::Moment),
        }
    }

    /// Whether the two are one figure with a slip in it, where the words do not say what it is: its digits are
    /// too much alike for two things of one story. A bare count needs company besides, and a share more of it:
    /// stories are full of shares.
    fn is_slip(self, measure: Measure) -> bool {
        let (of, limits) = (self.outcome(Slot::Of), &self.limits.company);
        let company = match measure {
            Measure::Count => limits.slip,
            Measure::Percent | Measure::PercentagePoints | Measure::Ratio => limits.slip_of_share,
            // "1.2 million", "12 million": figures of two digits are common.
            _ if is_ten_times(self.a, self.b) => limits.slip_of_share,
            _ => 0,
        };
        let known = of.is_known_match() || self.company >= company;
        self.value.slip && of != Outcome::Different && known && self.moment() != Outcome::Different
    }

    fn counted(self) -> Sameness {
        let (of, event) = (self.outcome(Slot::Of), self.outcome(Slot::Event));
        let needs = self.need();
        let telling = (self.tells(self.a), self.tells(self.b));
        match (of, event) {
            (Outcome::Same, Outcome::Different) => Unknown(Doubt::Event),
            (Outcome::Same, Outcome::Same | Outcome::Contained) if !self.is_weak() => {
                let whole = self.outcome(Slot::Role) == Outcome::Same;
                if whole { Sure } else { IfAlone }
            }
            (Outcome::Same, _) => match (needs, telling) {
                (Need::Event, _) => Unknown(Doubt::NoEvent),
                (_, (true, true)) if event == Outcome::Unknown => Unknown(Doubt::Event),
                (Need::Nothing, (false, false)) => Sure,
                _ => IfAlone,
            },
            // A kind and its whole in one event: 700 firefighters are too many for 640 rescuers.
            (Outcome::Contained, Outcome::Same | Outcome::Contained) if !self.is_weak() => IfAlone,
            _ => Unknown(Doubt::Subject),
        }
    }

    /// Shares, sums and measures are known by their label, wider ones included ("straty" are damage, and
    /// losses).
    fn labelled(self) -> Sameness {
        // "51.8 % of the vote", "44 % of the workers": many shares are of one whole.
        let share = |fact: &Fact| fact.frame.label.is_none() && fact.frame.base.is_some();
        match self.outcome(Slot::Of) {
            Outcome::Same if share(self.a) || share(self.b) => IfAlone,
            Outcome::Same => self.of_one_owner(),
            Outcome::Contained if self.is_labelled(self.a) && self.is_labelled(self.b) => self.of_one_owner(),
            Outcome::Unknown if !self.is_labelled(self.a) && !self.is_labelled(self.b) => {
                self.told_by_event()
            }
            _ => Unknown(Doubt::Subject),
        }
    }

    /// A label is somebody's: it is known to be the same one's where both texts name him, or both say of
    /// which period it is.
    fn of_one_owner(self) -> Sameness {
        if self.is_change() && self.outcome(Slot::Names) != Outcome::Same {
            return Unknown(Doubt::Owner);
        }
        let known = [Slot::Period, Slot::Event, Slot::Place].map(|slot| self.outcome(slot));
        if known.into_iter().any(|outcome| outcome == Outcome::Same) { Sure } else { IfAlone }
    }

    /// Per cent of a sum are a rise or a fall of it.
    fn is_change(self) -> bool {
        let percent = |fact: &Fact| matches!(&fact.value, FactValue::Quantity(quantity) if quantity.measure == Measure::Percent);
        let of_sum = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.measures(of) != Some("none"),
            _ => false,
        };
        percent(self.a) && of_sum(self.a)
    }

    fn is_labelled(self, fact: &Fact) -> bool {
        matches!(Theme::of(fact, self.vocabulary).of, Some(Subject::Concept(of))
            if self.vocabulary.concepts.root(of) == "label")
    }

    /// What was paid, fined, seized: a figure without a label is known by an event that stands beside it.
    fn told_by_event(self) -> Sameness {
        let same_event = self.outcome(Slot::Event).is_known_match();
        let whole = |fact: &Fact| match &fact.value {
            FactValue::Quantity(quantity) => matches!(quantity.measure, Measure::Money(_) | Measure::Unit(_)),
            _ => false,
        };
        match (same_event, self.tells(self.a) && self.tells(self.b)) {
            _ if !whole(self.a) || !whole(self.b) => Unknown(Doubt::Subject),
            (true, true) => IfAlone,
            (true, false) => Unknown(Doubt::EventFarOff),
            (false, _) => Unknown(Doubt::Subject),
        }
    }

    /// Prices, debts and shares move: they are held against each other only for one period that both
    /// texts name, or in texts of the same days.
    fn moment(self) -> Outcome {
        match (self.outcome(Slot::Period), self.days_apart) {
            (Outcome::Same | Outcome::Contained, _) => Outcome::Same,
            (_, Some(days)) if days <= self.limits.period.moment_days => Outcome::Same,
            (_, Some(_)) => Outcome::Different,
            (_, None) => Outcome::Unknown,
        }
    }

    /// An age, or points of an index: another figure belongs to somebody else, unless both texts name the
    /// same.
    pub(in crate::alignment) fn is_someone_elses(self) -> bool {
        let told_by_name = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.flags(of).named,
            _ => false,
        };
        told_by_name(self.a) && !self.outcome(Slot::Names).is_known_match()
    }

    /// What is measured at a place is another at the next: 39.1 degrees in one town, 38.4 in another.
    pub(super) fn is_of_other_place(self) -> bool {
        let local = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.flags(of).local,
            _ => false,
        };
        let placed = |fact: &Fact| !fact.frame.places.is_empty() || !fact.frame.names.is_empty();
        // All of India is no one place.
        let below_country = |fact: &Fact| {
            let places = &self.vocabulary.places;
            fact.frame.places.iter().any(|&place| places.key(place).contains('/'))
        };
        let place =
            self.outcome(Slot::Place).is_known_match() && below_country(self.a) && below_country(self.b);
        let known = place || self.outcome(Slot::Names).is_known_match();
        local(self.a) && local(self.b) && !known && (placed(self.a) || placed(self.b))
    }

    /// An item of a list ("244 in Varn, 87 in Lisk") is of its own place or name: another figure is the same one only
    /// where that is of no other.
    pub(in crate::alignment) fn is_other_item(self) -> bool {
        let (a, b) = (&self.a.frame, &self.b.frame);
        if !a.item && !b.item {
            return false;
        }
        let table = &self.vocabulary.places;
        let holds = |place: &PlaceId, item: &Frame| {
            item.places.iter().any(|own| own == place || table.lies_in(*own, *place))
        };
        let placed = |item: &Frame, other: &Frame| other.places.iter().all(|place| holds(place, item));
        let named = |item: &Frame, other: &Frame| other.names.iter().all(|name| item.names.contains(name));
        let is_one = |tells: &dyn Fn(&Frame, &Frame) -> bool| match (a.item, b.item) {
            (true, true) => true,
            (true, false) => tells(a, b),
            _ => tells(b, a),
        };
        let one_place = self.outcome(Slot::Place) == Outcome::Same && is_one(&placed);
        let one_name = a.names.iter().any(|name| b.names.contains(name)) && is_one(&named);
        !one_place && !one_name
    }

    fn event_of(self, fact: &Fact) -> Option<ConceptId> {
        let near = fact.frame.event.filter(|event| event.distance <= self.limits.event.reach)?;
        Some(near.concept).filter(|&event| !self.vocabulary.concepts.flags(event).weak)
    }

    /// Whether one of the two events says too little.
    fn is_weak(self) -> bool {
        self.event_of(self.a).is_none() || self.event_of(self.b).is_none()
    }

    /// Whether a figure's event tells it from others of its noun: 58 passengers airlifted are not the 417
    /// aboard.
    fn tells(self, fact: &Fact) -> bool {
        let concepts = &self.vocabulary.concepts;
        if matches!(fact.frame.of, Some(Subject::Concept(of)) if concepts.flags(of).acts) {
            return false;
        }
        let near = fact.frame.event.filter(|event| event.distance <= self.limits.event.telling_reach);
        let Some(event) = near else { return false };
        // A label names the figure by itself, and the dead have died.
        let says_nothing_new = match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => {
                fact.frame.label.is_some() || concepts.counts(event.concept) == Some(of)
            }
            _ => false,
        };
        !concepts.flags(event.concept).weak && !says_nothing_new
    }

    /// Lengths of time are known by what lasted, or by a label ("years in prison").
    fn lasting(self) -> Sameness {
        let lasts = |fact: &Fact| {
            self.event_of(fact).is_some_and(|event| self.vocabulary.concepts.flags(event).lasts)
        };
        let labelled = self.outcome(Slot::Of).is_known_match();
        let same_event = self.outcome(Slot::Event).is_known_match() && lasts(self.a) && lasts(self.b);
        // "a raid of seven minutes", "of seven hours"; "a wait of eight months", "of eighteen".
        let alike = self.value.same_figure || self.value.slip;
        // Few lengths of one story are told to the minute.
        let minutes = (minutes_past(self.a), minutes_past(self.b));
        let to_the_minute =
            minutes.0.is_some() && (minutes.0 == minutes.1 || are_minutes_turned(self.a, self.b));
        let told = alike && (to_the_minute || self.company >= self.limits.company.slip_of_length);
        if self.occasions() == Some(false) {
            return Unknown(Doubt::Occasion);
        }
        match (labelled || same_event || told, self.outcome(Slot::Names)) {
            _ if self.is_someone_elses() => Unknown(Doubt::Owner),
            (true, Outcome::Different) => Unknown(Doubt::Owner),
            (true, _) => IfAlone,
            (false, _) => Unknown(Doubt::Event),
        }
    }

    /// Ranks are known by what a story has one of: the 40th edition.
    fn ranked(self) -> Sameness {
        let single = |fact: &Fact| matches!(fact.frame.of, Some(Subject::Concept(of)) if self.vocabulary.concepts.flags(of).once);
        let of_one = self.outcome(Slot::Of).is_known_match() && single(self.a) && single(self.b);
        if of_one { IfAlone } else { Unknown(Doubt::Subject) }
    }

    /// A date is known by its event; of long ago, also by a year that is the other with a slip in it.
    fn dated(self) -> Sameness {
        match self.dated_by_event() {
            Unknown(_) if self.is_slip_of_year() => IfAlone,
            sure => sure,
        }
    }

    /// Years of long ago in which one thing happened once, with one digit changed or two turned about.
    fn is_slip_of_year(self) -> bool {
        let once =
            |fact: &Fact| self.event_of(fact).is_some_and(|event| self.vocabulary.concepts.flags(event).once);
        let single = once(self.a) && once(self.b) || self.occasions() == Some(true);
        let one_event = self.outcome(Slot::Event).is_known_match() && single;
        self.value.slip && one_event && self.occasions() != Some(false)
    }

    fn dated_by_event(self) -> Sameness {
        if !self.outcome(Slot::Event).is_known_match() {
            return Unknown(Doubt::Event);
        }
        let near = |fact: &Fact| fact.frame.event.filter(|event| event.distance <= self.limits.date.reach);
        let (Some(ours), Some(theirs)) = (near(self.a), near(self.b)) else {
            return Unknown(Doubt::EventFarOff);
        };
        let (ours, theirs) = (ours.concept, theirs.concept);
        if let Some(sure) = self.dated_by_start() {
            return sure;
        }
        let flags = (self.vocabulary.concepts.flags(ours), self.vocabulary.concepts.flags(theirs));
        if let Some(sure) = self.dated_by_stretch(flags.0.lasts && flags.1.lasts) {
            return sure;
        }
        match self.occasions() {
            Some(true) => return self.dated_by_occasion(),
            Some(false) => return Unknown(Doubt::Occasion),
            None => {}
        }
        if !flags.0.once || !flags.1.once {
            return if self.is_one_past_day() { IfAlone } else { Unknown(Doubt::Repeats) };
        }
        let one_moment = self.days_apart.is_none_or(|days| days <= self.limits.period.moment_days);
        // Each fresh when it was told, and told at other times.
        let two_times = i64::from(self.limits.date.own_days) * 2;
        if self.recent == (true, true) && self.days_apart.is_some_and(|days| days > two_times) {
            return Unknown(Doubt::Moment);
        }
        let recurs = flags.0.recurs || flags.1.recurs;
        if self.years_apart() || (recurs && (self.recent != (true, true) || !one_moment)) {
            return Unknown(Doubt::Moment);
        }
        let wants_object = |event| self.vocabulary.concepts.object(event).is_some();
        if wants_object(ours) && wants_object(theirs) && runs(self.a, Runs::UpTo) && self.is_ahead_of_both() {
            return self.dated_by_term();
        }
        if flags.0.aspect || flags.1.aspect || wants_object(ours) || wants_object(theirs) {
            return self.dated_by_object(wants_object(ours) && wants_object(theirs));
        }
        self.dated_by_names(flags.0.named)
    }

    /// Two openings may be of two things: such events are one only where both texts name the same.
    fn dated_by_names(self, named: bool) -> Sameness {
        let names = self.outcome(Slot::Names);
        if names == Outcome::Different {
            Unknown(Doubt::Owner)
        } else if !self.are_as_told() {
            Unknown(Doubt::LongTime)
        } else if names == Outcome::Unknown && named || !self.is_short(self.a) {
            IfAlone
        } else {
            Sure
        }
    }

    /// "Burnt on 9 March 2019", "on 9 May 2019": of a year that is over, one day of the month in two months.
    fn is_one_past_day(self) -> bool {
        let day = |fact: &Fact| match &fact.value {
            FactValue::Time(time) => time.form.day(),
            _ => None,
        };
        let (Some(one), Some(other)) = (day(self.a), day(self.b)) else { return false };
        let slip = one.year() == other.year() && one.day() == other.day() && one.month() != other.month();
        slip && self.recent == (false, false) && self.outcome(Slot::Event) == Outcome::Same
    }

    /// Two signings are one where what is signed is known to be the same, and so are two beginnings. Of a
    /// vote and an approval one need not say of what.
    fn dated_by_object(self, both_need: bool) -> Sameness {
        match self.outcome(Slot::Object) {
            Outcome::Same | Outcome::Contained => Sure,
            Outcome::Unknown if !both_need && self.are_as_told() => IfAlone,
            _ => Unknown(Doubt::Object),
        }
    }

    /// What is known of two times of which one is an end of a stretch; `None` where neither is, or both end one.
    fn dated_by_stretch(self, lasts: bool) -> Option<Sameness> {
        // "the lowest since October 1997" dates nothing of its own; "the first strike since March 2009": the last one
        // was then.
        let since = |fact: &Fact| runs(fact, Runs::From) && fact.frame.occasion != Some(Occasion::Last);
        // "On strike since Monday": what goes on began then.
        let going_on = lasts && self.recent == (true, true);
        if since(self.a) && since(self.b) && going_on && self.outcome(Slot::Names) != Outcome::Different {
            return Some(IfAlone);
        }
        // "By Monday 12 had been caught", "nine were caught on Tuesday".
        let ends = runs(self.a, Runs::UpTo) != runs(self.b, Runs::UpTo);
        (since(self.a) || since(self.b) || ends).then_some(Unknown(Doubt::LongTime))
    }

    /// "Signed until June 2029", "a contract until 30 June 2028": what was signed ends once, whether or not it is named;
    /// of two who signed each has a term of his own.
    fn dated_by_term(self) -> Sameness {
        let (ours, theirs) = (&self.a.frame.names, &self.b.frame.names);
        let others = !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|name| theirs.contains(name));
        match (others, self.outcome(Slot::Object)) {
            (true, _) => Unknown(Doubt::Owner),
            (_, Outcome::Different) => Unknown(Doubt::Object),
            _ => IfAlone,
        }
    }

    /// Whether both times are as close as such things are told: no whole years, unless they are ahead. "The plant opens in
    /// 2028": what is so far off has no day yet.
    pub(super) fn are_as_told(self) -> bool {
        let short = self.is_short(self.a) && self.is_short(self.b);
        let planned_year = |fact: &Fact| {
            let year = matches!(&fact.value, FactValue::Time(time) if time.form.named_in() == Grain::Year && time.runs.is_none());
            year && fact.frame.status() == Status::Planned
        };
        short || planned_year(self.a) && planned_year(self.b)
    }

    /// Whether a time is short enough to be a date: no whole year.
    pub(super) fn is_short(self, fact: &Fact) -> bool {
        let FactValue::Time(time) = &fact.value else { return false };
        match time.interval() {
            Some(interval) => interval.days().is_some_and(|days| days <= self.limits.date.longest_days),
            None => time.form.named_in() < Grain::Quarter,
        }
    }

    /// One date of the story's own days, and one of long before: the earlier flood is another flood.
    pub(super) fn years_apart(self) -> bool {
        let start = |fact: &Fact| match &fact.value {
            FactValue::Time(time) => time.sure_interval().and_then(|interval| interval.start),
            _ => None,
        };
        let (Some(a), Some(b)) = (start(self.a), start(self.b)) else { return false };
        let apart = a.until((jiff::Unit::Day, b)).map_or(0, |span| span.get_days().abs());
        apart > self.limits.date.far_days && self.recent.0 != self.recent.1
    }
}

fn runs(fact: &Fact, end: Runs) -> bool {
    matches!(&fact.value, FactValue::Time(time) if time.runs == Some(end))
}

/// What a noun needs beside it to be compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// Shells, turbines: the noun is enough.
    Nothing,
    /// Workers, residents: an event, or that each text has but one such figure.
    Company,
    /// People, things: an event.
    Event,
}

impl Compared<'_> {
    fn need(self) -> Need {
        let of_one = |fact: &Fact| match Theme::of(fact, self.vocabulary).of {
            Some(Subject::Concept(of)) => {
                let flags = self.vocabulary.concepts.flags(of);
                match (flags.generic, flags.common) {
                    (true, _) => Need::Event,
                    (_, true) => Need::Company,
                    _ => Need::Nothing,
                }
            }
            _ if is_count(&fact.value) => Need::Event,
            _ => Need::Nothing,
        };
        of_one(self.a).max(of_one(self.b))
    }
}
