use crate::data;
use crate::lexicon::Vocabulary;
use crate::model::{Role, Status};

/// The kind of a value in a guard: only values of one kind are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Truth,
    Number,
    Moment,
    Length,
    Concept,
    Sources,
    Name(Names),
    /// Words in quotation marks, until something says what they name.
    Text,
}

/// Sets of names that a guard may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    Unit,
    Dimension,
    Role,
    Status,
    Language,
    Kind,
}

/// The role of a figure that its text gives no other.
pub(super) const PLAIN_ROLE: &str = "plain";

impl Kind {
    /// The kind in words, with its article.
    pub fn words(self) -> &'static str {
        match self {
            Self::Truth => "a condition",
            Self::Number => "a number",
            Self::Moment => "a moment",
            Self::Length => "a length of time",
            Self::Concept => "a concept",
            Self::Sources => "a set of sources",
            Self::Name(Names::Unit) => "a unit",
            Self::Name(Names::Dimension) => "a dimension",
            Self::Name(Names::Role) => "a role",
            Self::Name(Names::Status) => "a status",
            Self::Name(Names::Language) => "a language",
            Self::Name(Names::Kind) => "a kind of fact",
            Self::Text => "a text",
        }
    }

    /// Whether one value of this kind lies before another.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Number | Self::Moment | Self::Length)
    }
}

impl Names {
    /// Every name of the set, for telling that one is unknown and which was meant.
    pub fn all(self, vocabulary: &Vocabulary) -> Vec<&str> {
        match self {
            Self::Unit => {
                let units = vocabulary.units.iter().map(|unit| unit.code.as_str());
                units.chain(vocabulary.currencies.codes()).chain(["%", "pp"]).collect()
            }
            Self::Dimension => {
                let mut names: Vec<&str> =
                    vocabulary.units.iter().map(|unit| unit.dimension.as_str()).collect();
                names.sort_unstable();
                names.dedup();
                names
            }
            Self::Role => Role::ALL.iter().map(|(name, _)| *name).chain([PLAIN_ROLE]).collect(),
            Self::Status => Status::ALL.iter().map(|(name, _)| *name).collect(),
            Self::Language => data::language_folders().into_iter().filter(|tag| !tag.contains('-')).collect(),
            Self::Kind => crate::rules::relations::FactKind::ALL.iter().map(|(name, _)| *name).collect(),
        }
    }
}
