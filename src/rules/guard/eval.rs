use std::cmp::Ordering;

use crate::alignment::governing_event;
use crate::document::Published;
use crate::lexicon::Vocabulary;
use crate::model::{
    Bounds, Decimal, End, Fact, FactValue, Grain, Measure, Quantity, Subject, TimeAnchor, TimeForm, TimeUnit,
};
use crate::rules::relations::kind_of;
use crate::values::unit_code;

use super::ast::Comparator;
use super::field::Field;
use super::kind::PLAIN_ROLE;
use super::term::{Side, Term, Test};
use super::value::Value;

/// A fact with what its document tells of it.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Subjected<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// The language of its document, where a pack read it.
    pub language: Option<&'a str>,
    /// When its document was published.
    pub published: Option<Published>,
}

/// The facts that a guard is judged on.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Facts<'a> {
    /// The first, or the only one.
    pub a: Subjected<'a>,
    /// The second, of a rule that binds two.
    pub b: Option<Subjected<'a>>,
    /// The tables to read them with.
    pub vocabulary: &'a Vocabulary,
}

impl Facts<'_> {
    /// Whether a condition holds; `None` where what is known does not decide it.
    pub(super) fn judge(&self, test: &Test) -> Option<bool> {
        match test {
            Test::Any(parts) => self.decided(parts, true),
            Test::All(parts) => self.decided(parts, false),
            Test::Not(inner) => self.judge(inner).map(|holds| !holds),
            Test::Holds(term) => match self.value(term)? {
                Value::Truth(truth) => Some(truth),
                _ => None,
            },
            Test::Compare(left, comparator, right) => {
                self.compare(&self.value(left)?, *comparator, &self.value(right)?)
            }
            Test::In(what, list) => {
                let what = self.value(what)?;
                let found: Vec<Option<bool>> =
                    list.iter().map(|member| self.value(member)?.is_same(&what, self.vocabulary)).collect();
                first_decided(found.into_iter(), true)
            }
            Test::IsA(what, concept) => match (self.value(what)?, self.value(concept)?) {
                (Value::Concept(what), Value::Concept(concept)) => {
                    Some(self.vocabulary.concepts.is_a(what, concept))
                }
                _ => None,
            },
            Test::Known(term) => Some(self.value(term).is_some()),
        }
    }

    fn decided(&self, parts: &[Test], deciding: bool) -> Option<bool> {
        first_decided(parts.iter().map(|part| self.judge(part)), deciding)
    }

    fn compare(&self, left: &Value, comparator: Comparator, right: &Value) -> Option<bool> {
        let order = |wanted: fn(Ordering) -> bool| left.order(right, self.vocabulary).map(wanted);
        match comparator {
            Comparator::Equal => left.is_same(right, self.vocabulary),
            Comparator::NotEqual => left.is_same(right, self.vocabulary).map(|same| !same),
            Comparator::Less => order(Ordering::is_lt),
            Comparator::AtMost => order(Ordering::is_le),
            Comparator::More => order(Ordering::is_gt),
            Comparator::AtLeast => order(Ordering::is_ge),
        }
    }

    fn value(&self, term: &Term) -> Option<Value> {
        match term {
            Term::Constant(value) => Some(value.clone()),
            Term::Field(Side::A, field) => self.field(self.a, *field),
            Term::Field(Side::B, field) => self.field(self.b?, *field),
            Term::Chain(first, steps) => {
                let mut value = self.value(first)?;
                for (sign, term) in steps {
                    value = value.reckon(*sign, &self.value(term)?, self.vocabulary)?;
                }
                Some(value)
            }
            Term::Negative(inner) => self.value(inner)?.negative(),
            Term::Absolute(inner) => self.value(inner)?.absolute(),
        }
    }

    fn field(&self, side: Subjected<'_>, field: Field) -> Option<Value> {
        let frame = &side.fact.frame;
        let name = |name: &str| Some(Value::Name(name.into()));
        match field {
            Field::Lower | Field::Upper | Field::Point | Field::Step => figure(side.fact, field),
            Field::Approximate => approximate(side.fact).map(Value::Truth),
            Field::Unit => {
                let unit =
                    quantity(side.fact).and_then(|quantity| unit_code(quantity.measure, self.vocabulary));
                unit.map(|code| Value::Name(code.as_str().into()))
            }
            Field::Dimension => match quantity(side.fact)?.measure {
                Measure::Unit(unit) => name(&self.vocabulary.units.get(unit).dimension),
                _ => None,
            },
            Field::Of => match &frame.of {
                Some(Subject::Concept(concept)) => Some(Value::Concept(*concept)),
                _ => None,
            },
            Field::Event => governing_event(side.fact).map(|event| Value::Concept(event.concept)),
            Field::Role => name(frame.role.map_or(PLAIN_ROLE, |role| role.name())),
            Field::Status => name(frame.status().name()),
            Field::Source => (!frame.sources.is_empty()).then(|| Value::Sources(frame.sources.clone())),
            Field::Headline => Some(Value::Truth(frame.headline)),
            Field::Quoted => Some(Value::Truth(frame.quoted)),
            Field::Attributed => Some(Value::Truth(frame.attributed)),
            Field::Now => Some(Value::Truth(frame.now)),
            Field::AsOf => frame.as_of.and_then(|time| time.end).map(Value::Moment),
            Field::Period => frame.period.as_ref()?.interval()?.end.map(Value::Moment),
            Field::Relative => relative(side.fact).map(Value::Truth),
            Field::Language => name(side.language?.split('-').next()?),
            Field::Published => {
                let published = side.published?;
                Some(Value::Moment(published.moment.unwrap_or_else(|| published.date.at(0, 0, 0, 0))))
            }
            Field::Kind => name(kind_of(side.fact)?.name()),
        }
    }
}

/// The first outcome that decides, or whether all are known not to: of three values, not of two.
fn first_decided(outcomes: impl Iterator<Item = Option<bool>>, deciding: bool) -> Option<bool> {
    let mut unsure = false;
    for outcome in outcomes {
        match outcome {
            Some(outcome) if outcome == deciding => return Some(deciding),
            Some(_) => {}
            None => unsure = true,
        }
    }
    if unsure { None } else { Some(!deciding) }
}

fn quantity(fact: &Fact) -> Option<&Quantity> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

fn approximate(fact: &Fact) -> Option<bool> {
    match &fact.value {
        FactValue::Quantity(quantity) => Some(quantity.bounds.is_approximate()),
        FactValue::Time(time) => Some(time.approximate),
        FactValue::Duration(duration) => Some(duration.bounds.is_approximate()),
        FactValue::Ordinal(_) => Some(false),
        _ => None,
    }
}

/// Whether a time counts from the day of publication, whether or not that is known.
fn relative(fact: &Fact) -> Option<bool> {
    let FactValue::Time(time) = &fact.value else { return None };
    // A clock time is told on whatever day, and "in recent years" from no day in particular.
    let open = |grain| (Grain::DayPart..Grain::Interval).contains(&grain);
    let unresolved = matches!(time.form, TimeForm::Unresolved(grain) if open(grain));
    Some(time.anchor == TimeAnchor::Published || unresolved)
}

/// An end of a figure or of a date, or the figure as printed. Digits that can be read in two ways, and
/// words for two units, are no number and no date.
fn figure(fact: &Fact, field: Field) -> Option<Value> {
    match &fact.value {
        FactValue::Quantity(quantity) => {
            let sure = quantity.alternative.is_none() && quantity.readings.is_empty();
            let number = end_of(&quantity.bounds, field).filter(|_| sure)?;
            Some(Value::Number(number, Some(quantity.measure)))
        }
        FactValue::Time(time) => {
            let interval = time.sure_interval()?;
            match field {
                Field::Upper => interval.end.map(Value::Moment),
                Field::Step => None,
                _ => interval.start.map(Value::Moment),
            }
        }
        FactValue::Duration(duration) => {
            let seconds = Decimal::from(seconds_of(duration.unit)?);
            end_of(&duration.bounds, field)?.checked_mul(seconds).map(Value::Length)
        }
        FactValue::Ordinal(rank) => Some(Value::number(Decimal::from(*rank))),
        FactValue::Recurrence => None,
    }
}

/// How long a unit of time is; months and years have no fixed length.
fn seconds_of(unit: TimeUnit) -> Option<u32> {
    Some(match unit {
        TimeUnit::Second => 1,
        TimeUnit::Minute => 60,
        TimeUnit::Hour => 3_600,
        TimeUnit::Day => 86_400,
        TimeUnit::Week => 604_800,
        TimeUnit::Fortnight => 1_209_600,
        _ => return None,
    })
}

fn end_of(bounds: &Bounds, field: Field) -> Option<Decimal> {
    let value = |end: Option<End>| end.map(|end| end.value);
    match field {
        Field::Lower => value(bounds.lower),
        Field::Upper => value(bounds.upper),
        Field::Step => Some(bounds.granularity),
        _ => bounds.point(),
    }
}
