use crate::lexicon::Vocabulary;
use crate::rules::relations::FactKind;
use crate::text::{Fault, nearest};

use super::ast::{Arithmetic, Comparator, Node, NodeKind};
use super::field::Field;
use super::kind::Kind;
use super::mistake::Mistake;
use super::term::{Side, Term, Test};
use super::value::Value;

/// Why a guard is refused: what is wrong with it, or with the data that its names are looked up in.
#[derive(Debug)]
pub(super) enum Refusal {
    Mistake(Mistake),
    Data(Fault),
}

impl From<Mistake> for Refusal {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}

type Checked<T> = Result<T, Refusal>;

/// What the guard of a rule can speak of.
#[derive(Clone, Copy, Debug)]
pub(in crate::rules) struct Bound<'a> {
    /// How many facts the rule binds: `a`, or `a` and `b`.
    pub n_facts: usize,
    /// The kinds of facts that it binds.
    pub kinds: &'a [FactKind],
}

/// Turns a guard as written into one that can be judged: every field, name and kind is known then.
pub(super) fn check(node: &Node, bound: Bound<'_>) -> Checked<Test> {
    bound.test(node)
}

fn mistake(node: &Node, message: impl Into<String>) -> Mistake {
    Mistake::new(node.span.clone(), message)
}

impl Bound<'_> {
    fn test(self, node: &Node) -> Checked<Test> {
        Ok(match &node.kind {
            NodeKind::Any(parts) => Test::Any(self.tests(parts)?),
            NodeKind::All(parts) => Test::All(self.tests(parts)?),
            NodeKind::Not(inner) => Test::Not(Box::new(self.test(inner)?)),
            NodeKind::Compare(left, comparator, right) => self.comparison(node, left, *comparator, right)?,
            NodeKind::In { what, list, negated } => self.membership(what, list, *negated)?,
            NodeKind::IsA(what, concept) => {
                let (term, kind) = self.term(what)?;
                if kind != Kind::Concept {
                    let message = format!("`is-a` asks of a concept, this is {}", kind.words());
                    return Err(mistake(what, message).help("concepts are `of` and `event`").into());
                }
                Test::IsA(term, self.named(concept, Kind::Concept)?)
            }
            NodeKind::Known(what, known) => {
                let (term, _) = self.term(what)?;
                let test = Test::Known(term);
                if *known { test } else { Test::Not(Box::new(test)) }
            }
            _ => match self.term(node)? {
                (term, Kind::Truth) => Test::Holds(term),
                (_, kind) => {
                    let message = format!("expected a condition, found {}", kind.words());
                    return Err(mistake(node, message).help("compare it with something: `… == …`").into());
                }
            },
        })
    }

    fn tests(self, parts: &[Node]) -> Checked<Vec<Test>> {
        parts.iter().map(|part| self.test(part)).collect()
    }

    fn comparison(self, node: &Node, left: &Node, comparator: Comparator, right: &Node) -> Checked<Test> {
        let (mut ours, mut our_kind) = self.term(left)?;
        let (mut theirs, their_kind) = self.term(right)?;
        // Words in quotation marks name what stands on the other side.
        if our_kind == Kind::Text && their_kind != Kind::Text {
            (ours, our_kind) = (self.named(left, their_kind)?, their_kind);
        } else if their_kind == Kind::Text && our_kind != Kind::Text {
            theirs = self.named(right, our_kind)?;
        } else if our_kind != their_kind {
            let message = format!("cannot compare {} with {}", our_kind.words(), their_kind.words());
            return Err(mistake(node, message).into());
        }
        if comparator.orders() && !our_kind.is_ordered() {
            let message = format!("{} lies neither before nor after another", our_kind.words());
            return Err(mistake(node, message).help("compare it with `==` or `!=`").into());
        }
        Ok(Test::Compare(ours, comparator, theirs))
    }

    fn membership(self, what: &Node, list: &[Node], negated: bool) -> Checked<Test> {
        let (term, kind) = self.term(what)?;
        if matches!(kind, Kind::Text | Kind::Truth) {
            let message = format!("`in` asks of a field or a number, this is {}", kind.words());
            return Err(mistake(what, message).into());
        }
        let mut members = Vec::new();
        for member in list {
            let (mut found, found_kind) = self.term(member)?;
            if found_kind == Kind::Text {
                found = self.named(member, kind)?;
            } else if found_kind != kind {
                let message = format!("expected {}, found {}", kind.words(), found_kind.words());
                return Err(mistake(member, message).into());
            }
            members.push(found);
        }
        let test = Test::In(term, members);
        Ok(if negated { Test::Not(Box::new(test)) } else { test })
    }

    fn term(self, node: &Node) -> Checked<(Term, Kind)> {
        let constant = |value, kind| Ok((Term::Constant(value), kind));
        match &node.kind {
            NodeKind::Number(number) => constant(Value::number(*number), Kind::Number),
            NodeKind::Length(seconds) => constant(Value::Length(*seconds), Kind::Length),
            NodeKind::Day(date) => constant(Value::Moment(date.at(0, 0, 0, 0)), Kind::Moment),
            NodeKind::Truth(truth) => constant(Value::Truth(*truth), Kind::Truth),
            NodeKind::Text(text) => constant(Value::Name(text.as_str().into()), Kind::Text),
            NodeKind::Field(name) => self.field(node, name),
            NodeKind::Chain(first, others) => self.chain(first, others),
            NodeKind::Negative(inner) => {
                let (term, kind) = self.reckoned(inner, "-")?;
                Ok((Term::Negative(Box::new(term)), kind))
            }
            NodeKind::Absolute(inner) => {
                let (term, kind) = self.reckoned(inner, "abs")?;
                Ok((Term::Absolute(Box::new(term)), kind))
            }
            _ => Err(mistake(node, "expected a value, found a condition").into()),
        }
    }

    /// A number or a length of time.
    fn reckoned(self, node: &Node, sign: &str) -> Checked<(Term, Kind)> {
        match self.term(node)? {
            (term, kind @ (Kind::Number | Kind::Length)) => Ok((term, kind)),
            (_, kind) => {
                let message =
                    format!("`{sign}` takes a number or a length of time, this is {}", kind.words());
                Err(mistake(node, message).into())
            }
        }
    }

    fn chain(self, first: &Node, others: &[(Arithmetic, Node)]) -> Checked<(Term, Kind)> {
        let (first, mut kind) = self.term(first)?;
        let mut steps = Vec::new();
        for (sign, node) in others {
            let (term, other) = self.term(node)?;
            kind = result_of(kind, *sign, other).ok_or_else(|| {
                let message = format!("`{}` cannot join {} and {}", sign.sign(), kind.words(), other.words());
                Refusal::from(mistake(node, message))
            })?;
            steps.push((*sign, term));
        }
        Ok((Term::Chain(Box::new(first), steps), kind))
    }

    fn field(self, node: &Node, name: &str) -> Checked<(Term, Kind)> {
        let (side, rest) = name.split_once('.').unwrap_or((name, ""));
        let side = match (side, self.n_facts) {
            ("a", _) => Side::A,
            ("b", 2) => Side::B,
            ("b", _) => {
                return Err(mistake(node, "this rule binds one fact, `a`").into());
            }
            _ => return Err(self.unknown_field(node, name).into()),
        };
        let Some((_, field)) = Field::ALL.iter().find(|(known, _)| *known == rest) else {
            return Err(self.unknown_field(node, name).into());
        };
        let mut kinds = self.kinds.iter().map(|fact| (*fact, field.kind(*fact)));
        let Some((_, first)) = kinds.next() else { return Err(self.unknown_field(node, name).into()) };
        let (other, Some(kind)) = (kinds.find(|(_, kind)| *kind != first), first) else {
            return Err(mistake(node, format!("facts of these kinds have no `{rest}`")).into());
        };
        if let Some((_, other)) = other {
            let other = other.map_or("nothing", Kind::words);
            let message =
                format!("`{name}` is {} for some of the rule's facts and {other} for others", kind.words());
            return Err(mistake(node, message).help("bind dates and figures in two rules").into());
        }
        Ok((Term::Field(side, *field), kind))
    }

    fn unknown_field(self, node: &Node, name: &str) -> Mistake {
        let fields = Field::ALL.iter().map(|(field, _)| *field);
        let known: Vec<String> = ["a", "b"][..self.n_facts]
            .iter()
            .flat_map(|side| fields.clone().map(move |field| format!("{side}.{field}")))
            .collect();
        let unknown = mistake(node, format!("unknown field `{name}`"));
        let whole =
            known.iter().find(|field| field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')));
        match whole.map(String::as_str).or_else(|| nearest(name, known.iter().map(String::as_str))) {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => {
                let fields: Vec<&str> = fields.collect();
                unknown.help(format!("fields of `a` are {}", fields.join(", ")))
            }
        }
    }

    /// Words in quotation marks as what they name.
    fn named(self, node: &Node, kind: Kind) -> Checked<Term> {
        let NodeKind::Text(text) = &node.kind else {
            return Err(mistake(node, format!("expected {} in quotation marks", kind.words())).into());
        };
        let vocabulary = Vocabulary::shared().map_err(Refusal::Data)?;
        let value = match kind {
            Kind::Concept => Value::Concept(vocabulary.find_concept(text).map_err(|near| {
                let unknown = mistake(node, format!("unknown concept `{text}`"));
                Refusal::from(match near {
                    Some(near) => unknown.help(format!("did you mean `{near}`?")),
                    None => unknown.help("concepts stand in rules/concepts.toml"),
                })
            })?),
            Kind::Sources => Value::Sources(vec![text.as_str().into()].into()),
            Kind::Name(names) => {
                let known = names.all(&vocabulary);
                if !known.contains(&text.as_str()) {
                    let what = kind.words().trim_start_matches("a ");
                    let unknown = mistake(node, format!("unknown {what} `{text}`"));
                    return Err(match nearest(text, known.iter().copied()) {
                        Some(near) => unknown.help(format!("did you mean `{near}`?")).into(),
                        None if known.len() < 20 => {
                            unknown.help(format!("known are {}", known.join(", "))).into()
                        }
                        None => unknown.into(),
                    });
                }
                Value::Name(text.as_str().into())
            }
            _ => {
                let message = format!("expected {}, found a text", kind.words());
                return Err(mistake(node, message).into());
            }
        };
        Ok(Term::Constant(value))
    }
}

/// The kind of what two values make.
fn result_of(left: Kind, sign: Arithmetic, right: Kind) -> Option<Kind> {
    use Arithmetic::{Add, Divide, Multiply, Subtract};
    match (left, sign, right) {
        (Kind::Number, _, Kind::Number) | (Kind::Length, Divide, Kind::Length) => Some(Kind::Number),
        (Kind::Length, Add | Subtract, Kind::Length)
        | (Kind::Length, Multiply | Divide, Kind::Number)
        | (Kind::Number, Multiply, Kind::Length)
        | (Kind::Moment, Subtract, Kind::Moment) => Some(Kind::Length),
        (Kind::Moment, Add | Subtract, Kind::Length) => Some(Kind::Moment),
        _ => None,
    }
}
