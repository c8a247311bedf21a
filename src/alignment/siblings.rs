use crate::document::DocId;
use crate::extract::DocumentFacts;
use crate::model::{
    Bounds, Decimal, Fact, FactId, FactValue, Grain, Hedge, Measure, Subject, TimeAnchor, TimeForm,
};

use super::align::{Aligned, FactRef};
use super::company::Sayings;
use super::forgiven::{are_years, forgive_in_statement};
use super::keys::kind_of_fact;
use super::limits::ValueLimits;
use super::occasions::are_two_occasions;
use super::open::Open;
use super::pair::Pair;
use super::partners::Weighed;
use super::sameness::Sameness;
use super::slip::is_age;
use super::slots::{Outcome, Slot};
use super::statements::matches;
use super::value::are_lengths_alike;

impl Pair<'_> {
    /// Two sentences that make one statement leave but one figure of a kind open in each: the two are of one
    /// thing, whatever words tell it.
    pub fn add_siblings(&self, weighed: &mut Vec<Weighed>) {
        let open = Open::of(self, weighed);
        for found in matches(&self.company) {
            for aligned in self.open_pairs(found.statements, &open) {
                self.add_sibling(weighed, aligned, Some(found.beside));
            }
        }
        self.add_kin(weighed, &open);
    }

    /// The pairs of facts of two statements that are of one kind and that nothing answers, each fact in one.
    fn open_pairs(&self, statements: (u32, u32), open: &Open) -> Vec<Aligned> {
        let ours = open.ours(self.company.sayings.0.facts_of(statements.0));
        let theirs = open.theirs(self.company.sayings.1.facts_of(statements.1));
        let kind = |fact| kind_of_fact(fact, self.vocabulary);
        let mut pairs: Vec<Aligned> = Vec::new();
        for &a in &ours {
            let one = self.ours(a);
            let alike = theirs.iter().filter(|&&b| {
                let other = self.theirs(b);
                (kind(one).is_some() && kind(one) == kind(other)) || self.are_weighed_and_counted(one, other)
            });
            pairs.extend(alike.map(|&b| self.compare(FactId(a), FactId(b)).0));
        }
        pairs.retain(|pair| pair.outcome(Slot::Of) != Outcome::Different);
        // "Voted on Tuesday to raise it from 1 July": a day of the telling is no rival of a date.
        let mixed = |pair: &Aligned| {
            is_told_from_now(self.ours(pair.a.fact.0)) != is_told_from_now(self.theirs(pair.b.fact.0))
        };
        let rivals = |pair: &Aligned, other: &Aligned| {
            (other.a == pair.a || other.b == pair.b) && (mixed(pair) || !mixed(other))
        };
        let alone: Vec<bool> = pairs
            .iter()
            .map(|pair| {
                pairs.iter().filter(|other| rivals(pair, other)).count() == 1 && !self.is_in_sum(pair)
            })
            .collect();
        pairs.into_iter().zip(alone).filter_map(|(pair, alone)| alone.then_some(pair)).collect()
    }

    /// Whether the figures of one text may be parts of what the other one gives.
    pub(super) fn is_in_sum(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let (sayings, documents) = (self.company.sayings, self.company.documents);
        self.make_up(sayings.0.beside(a), documents.0, (a, b))
            || self.make_up(sayings.1.beside(b), documents.1, (a, b))
    }

    /// The same with what the sentences right before and behind give: "79 are alive. Another 47 were dead."
    pub(super) fn is_in_sum_near(&self, pair: &Aligned) -> bool {
        let both = (pair.a.fact.0, pair.b.fact.0);
        let (sayings, documents) = (self.company.sayings, self.company.documents);
        // What is counted there is of the same noun, or of none of its own.
        let own = |document: &DocumentFacts, fact: u32, id: u32| {
            let (one, other) = (&document.facts[fact as usize].frame, &document.facts[id as usize].frame);
            other.of.is_none() || other.inferred || other.of == one.of
        };
        let near = |sayings: &Sayings, fact: u32, document: &DocumentFacts| {
            sayings.around(fact).any(|facts| {
                let facts: Vec<u32> = facts.iter().copied().filter(|&id| own(document, fact, id)).collect();
                self.make_up(Some(&facts), document, both)
            })
        };
        near(sayings.0, both.0, documents.0) || near(sayings.1, both.1, documents.1)
    }

    /// "74 of its 112 containers", "38 empty ones": two counts that make up what stands beside one of them.
    pub(super) fn make_up_whole(&self, pair: &Aligned) -> bool {
        let (a, b) = (pair.a.fact.0, pair.b.fact.0);
        let count = |fact: &Fact| match &fact.value {
            FactValue::Quantity(quantity) if quantity.measure == Measure::Count => quantity.bounds.point(),
            _ => None,
        };
        let both = count(self.ours(a)).zip(count(self.theirs(b)));
        let Some(whole) = both.and_then(|(one, other)| one.checked_add(other)) else { return false };
        let stands = |facts: Option<&[u32]>, document: &DocumentFacts| {
            facts.into_iter().flatten().any(|&id| count(&document.facts[id as usize]) == Some(whole))
        };
        let (sayings, documents) = (self.company.sayings, self.company.documents);
        stands(sayings.0.beside(a), documents.0) || stands(sayings.1.beside(b), documents.1)
    }

    fn make_up(&self, facts: Option<&[u32]>, document: &DocumentFacts, (a, b): (u32, u32)) -> bool {
        let mut facts = facts.into_iter().flatten();
        facts.any(|&id| {
            makes_up(&document.facts[id as usize], self.ours(a), self.theirs(b), &self.limits.value)
        })
    }

    /// "The fair began in 1989", "in 1998 a train crashed": years of two happenings, that stand beside no figure
    /// which both sentences give.
    fn are_years_of_two_things(&self, pair: &Aligned, beside: Option<(u32, u32)>) -> bool {
        let (ours, theirs) = (self.ours(pair.a.fact.0), self.theirs(pair.b.fact.0));
        let in_sentence = |(a, b): (u32, u32)| {
            self.ours(a).sentence == ours.sentence && self.theirs(b).sentence == theirs.sentence
        };
        are_years(ours, theirs)
            && !pair.outcome(Slot::Event).is_known_match()
            && !beside.is_some_and(in_sentence)
    }

    /// Adds two facts of one kind that are held to be of one thing, if their values can be.
    pub(super) fn add_sibling(
        &self,
        weighed: &mut Vec<Weighed>,
        mut aligned: Aligned,
        beside: Option<(u32, u32)>,
    ) -> bool {
        let (ours, theirs) = (self.ours(aligned.a.fact.0), self.theirs(aligned.b.fact.0));
        let slip = aligned.value.same_figure || aligned.value.power_of_ten.is_some();
        let narrower =
            [Slot::Of, Slot::Modifiers].iter().any(|&slot| aligned.outcome(slot) == Outcome::Contained);
        let lengths = slip || are_lengths_alike(ours, theirs, self.limits.value.alone_factor);
        let alike = aligned.value.alike && lengths;
        let told = self.company.told_of_facts(aligned.a.fact.0, aligned.b.fact.0);
        let told_plainly = is_plain(ours)
            && is_plain(theirs)
            && (run_alike(ours, theirs) || self.are_ahead(ours, theirs))
            && !is_one_day_of_two_years(ours, theirs);
        // "87 mm (3.4 in)": what is converted in brackets is told by what stands before them.
        let converted = [ours, theirs].iter().any(|fact| fact.frame.bracketed || fact.frame.converted);
        let elsewhere = !aligned.value.slip && self.compared(&aligned).is_of_other_place();
        // Each text may tell the age of another one.
        let likely = aligned.value.slip || told >= self.limits.company.figure;
        let of_whom = is_age(ours) && !aligned.outcome(Slot::Names).is_known_match() && !likely;
        if !told_plainly
            || elsewhere
            || of_whom
            || converted
            || self.are_of_the_telling(ours, theirs)
            || are_two_occasions(ours, theirs, aligned.outcome(Slot::Event))
            || is_day_of_telling(ours)
            || is_day_of_telling(theirs)
            || self.is_few_of_something(&aligned, ours)
            || (narrower && !slip && !(aligned.value.slip && told > 0))
            || self.are_years_of_two_things(&aligned, beside)
            || (!alike && aligned.value.power_of_ten.is_none())
        {
            return false;
        }
        forgive_in_statement(&mut aligned.slots, (ours, theirs), slip);
        let at = |document, fact| FactRef { document, fact: FactId(fact) };
        aligned.beside = beside.map(|(a, b)| (at(self.first, a), at(self.second, b)));
        let known = weighed.iter_mut().find(|(pair, _)| pair.a == aligned.a && pair.b == aligned.b);
        match known {
            // What its words tell needs no company, unless that forgives a plan or a share of each.
            Some((pair, Sameness::Sure | Sameness::IfAlone))
                if !pair.differs_besides(&[]) || pair.differs_besides(&[Slot::Role, Slot::Status]) => {}
            Some(pair) => *pair = (aligned, Sameness::IfAlone),
            None => weighed.push((aligned, Sameness::IfAlone)),
        }
        true
    }
}

impl Pair<'_> {
    /// "From 1 March", "on 1 January": what is to come begins on its day either way.
    fn are_ahead(&self, ours: &Fact, theirs: &Fact) -> bool {
        self.is_ahead(self.first, ours) && self.is_ahead(self.second, theirs)
    }

    /// "Today", "on Monday", "yesterday": of the days in which a story is told each text picks its own.
    pub(in crate::alignment) fn are_of_the_telling(&self, ours: &Fact, theirs: &Fact) -> bool {
        let fresh = |id: DocId, fact: &Fact| {
            let FactValue::Time(time) = &fact.value else { return false };
            let published = self.document(id).published.map(|published| published.date);
            let after = time.form.day().zip(published).and_then(|(day, published)| day.since(published).ok());
            let told_from_now = time.anchor == TimeAnchor::Published && !time.day_written;
            // "Announced this Monday (22)", in the paper of that day.
            let limit = if told_from_now { self.limits.period.own_days } else { 0 };
            after.is_some_and(|span| span.get_days().abs() <= limit)
        };
        fresh(self.first, ours) && fresh(self.second, theirs)
    }

    /// Nine of a thing that is not known to be the same, or of "objects": figures so small stand beside
    /// everything.
    fn is_few_of_something(&self, aligned: &Aligned, fact: &Fact) -> bool {
        let FactValue::Quantity(quantity) = &fact.value else { return false };
        let few = quantity.bounds.point().is_some_and(|point| point.abs() < Decimal::TEN);
        let generic = match &fact.frame.of {
            Some(Subject::Concept(of)) => self.vocabulary.concepts.flags(*of).generic,
            _ => false,
        };
        few && quantity.measure == Measure::Count && (generic || aligned.outcome(Slot::Of) != Outcome::Same)
    }

    /// "3.9 million tonnes", "3.9 million bags": one high figure, with a unit and with a thing counted.
    fn are_weighed_and_counted(&self, a: &Fact, b: &Fact) -> bool {
        let (FactValue::Quantity(a), FactValue::Quantity(b)) = (&a.value, &b.value) else { return false };
        let kinds = matches!(
            (a.measure, b.measure),
            (Measure::Unit(_), Measure::Count) | (Measure::Count, Measure::Unit(_))
        );
        let telling = Decimal::from(self.limits.value.telling_count);
        kinds
            && a.bounds.point().is_some_and(|point| point >= telling)
            && a.bounds.point() == b.bounds.point()
    }
}

/// "On Tuesday", "yesterday": a day that is counted from the publication.
pub(in crate::alignment) fn is_told_from_now(fact: &Fact) -> bool {
    matches!(&fact.value, FactValue::Time(time)
        if time.anchor == TimeAnchor::Published && !time.day_written && time.form.day().is_some())
}

/// "Poinformowała w środę": a day that is counted from the publication, and dates no event.
fn is_day_of_telling(fact: &Fact) -> bool {
    let FactValue::Time(time) = &fact.value else { return false };
    time.anchor == TimeAnchor::Published && !time.day_written && fact.frame.event.is_none()
}

/// Whether a fact is told as a figure or a date of its own, not as a limit that others may keep.
fn is_plain(fact: &Fact) -> bool {
    let plain = |bounds: &Bounds| matches!(bounds.hedge, Hedge::Exact | Hedge::About);
    match &fact.value {
        FactValue::Quantity(quantity) => plain(&quantity.bounds),
        FactValue::Duration(duration) => plain(&duration.bounds),
        // "Last year" is when other things were, and no date of this one.
        FactValue::Time(time) => {
            time.alternative.is_none() && (time.year_written || time.form.grain() < Grain::Year)
        }
        FactValue::Ordinal(_) | FactValue::Recurrence => false,
    }
}

/// "On 12 October", "since 12 October": what goes on from a day need not have begun on it alone.
fn run_alike(a: &Fact, b: &Fact) -> bool {
    match (&a.value, &b.value) {
        (FactValue::Time(a), FactValue::Time(b)) => a.runs == b.runs,
        _ => true,
    }
}

/// "In April", "em abril": which year is meant is read off the tense, and may be read wrongly.
fn is_one_day_of_two_years(a: &Fact, b: &Fact) -> bool {
    let (FactValue::Time(a), FactValue::Time(b)) = (&a.value, &b.value) else { return false };
    let in_year = |form: &TimeForm| match form {
        TimeForm::Month(_, month) => Some((*month, None)),
        TimeForm::Day(date) => Some((date.month(), Some(date.day()))),
        _ => None,
    };
    let one_day = in_year(&a.form).is_some() && in_year(&a.form) == in_year(&b.form);
    one_day && !(a.year_written && b.year_written)
}

/// "Eight and one of Germany", "nine": the figures of one text may be parts of what the other one gives.
fn makes_up(beside: &Fact, ours: &Fact, theirs: &Fact, limits: &ValueLimits) -> bool {
    let point = |fact: &Fact| match &fact.value {
        FactValue::Quantity(quantity) => quantity.bounds.point().map(|point| (quantity.measure, point)),
        _ => None,
    };
    let (Some((measure, part)), Some((_, one)), Some((_, other))) =
        (point(beside), point(ours), point(theirs))
    else {
        return false;
    };
    let apart = one.checked_sub(other).map(|apart| apart.abs());
    let whole = [(one, theirs), (other, ours)].into_iter().any(|(own, whole)| {
        let counts = part.checked_mul(Decimal::from(limits.least_part)).is_some_and(|least| least >= own);
        counts && own.checked_add(part).is_some_and(|sum| is_rounded_to(sum, whole, limits))
    });
    measure == Measure::Count && part > Decimal::ZERO && (apart == Some(part) || whole)
}

/// "310 on Sunday and 95 on Monday", "more than 400": whether a loose figure is told for a sum.
fn is_rounded_to(sum: Decimal, whole: &Fact, limits: &ValueLimits) -> bool {
    let FactValue::Quantity(quantity) = &whole.value else { return false };
    let loose = matches!(quantity.bounds.hedge, Hedge::MoreThan | Hedge::AtLeast | Hedge::About);
    let near = |point: Decimal| {
        let apart = sum.checked_sub(point)?.abs();
        Some(apart.checked_mul(Decimal::from(limits.rounded_parts))? <= point.abs())
    };
    loose && quantity.bounds.point().and_then(near) == Some(true)
}
