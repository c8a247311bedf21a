use crate::rules::relations::FactKind;

use super::kind::{Kind, Names};

/// What a guard can ask of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Lower,
    Upper,
    Point,
    Step,
    Approximate,
    Unit,
    Dimension,
    Of,
    Event,
    Role,
    Status,
    Source,
    Headline,
    Quoted,
    Attributed,
    Now,
    AsOf,
    Period,
    Relative,
    Language,
    Published,
    Kind,
}

impl Field {
    /// All of them, by the names that follow `a.` and `b.`.
    pub const ALL: [(&'static str, Self); 22] = [
        ("value.lower", Self::Lower),
        ("value.upper", Self::Upper),
        ("value.point", Self::Point),
        ("value.step", Self::Step),
        ("value.approximate", Self::Approximate),
        ("unit", Self::Unit),
        ("dimension", Self::Dimension),
        ("of", Self::Of),
        ("event", Self::Event),
        ("role", Self::Role),
        ("status", Self::Status),
        ("source", Self::Source),
        ("headline", Self::Headline),
        ("quoted", Self::Quoted),
        ("attributed", Self::Attributed),
        ("now", Self::Now),
        ("as_of", Self::AsOf),
        ("period", Self::Period),
        ("relative", Self::Relative),
        ("language", Self::Language),
        ("published", Self::Published),
        ("kind", Self::Kind),
    ];

    /// What it holds for a fact of one kind; `None` where such facts have no such field.
    pub fn kind(self, fact: FactKind) -> Option<Kind> {
        let measured = !matches!(fact, FactKind::Date | FactKind::Duration | FactKind::Rank);
        Some(match self {
            Self::Lower | Self::Upper | Self::Point => match fact {
                FactKind::Date => Kind::Moment,
                FactKind::Duration => Kind::Length,
                _ => Kind::Number,
            },
            Self::Step | Self::Unit | Self::Dimension | Self::Now | Self::AsOf | Self::Period
                if !measured =>
            {
                return None;
            }
            Self::Relative if fact != FactKind::Date => return None,
            Self::Step => Kind::Number,
            Self::Approximate | Self::Headline | Self::Quoted => Kind::Truth,
            Self::Attributed | Self::Now | Self::Relative => Kind::Truth,
            Self::Unit => Kind::Name(Names::Unit),
            Self::Dimension => Kind::Name(Names::Dimension),
            Self::Of | Self::Event => Kind::Concept,
            Self::Role => Kind::Name(Names::Role),
            Self::Status => Kind::Name(Names::Status),
            Self::Language => Kind::Name(Names::Language),
            Self::Kind => Kind::Name(Names::Kind),
            Self::Source => Kind::Sources,
            Self::Published | Self::AsOf | Self::Period => Kind::Moment,
        })
    }
}
