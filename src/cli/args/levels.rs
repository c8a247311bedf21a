//! How levels are written on the command line.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::config::{FailOn, LevelOrOff};

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Note, Self::Warning, Self::Error, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Self::Note => "Any finding",
            Self::Warning => "Warnings and errors",
            Self::Error => "Errors alone",
            Self::Never => "Nothing",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}

impl ValueEnum for LevelOrOff {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Off, Self::Note, Self::Warning, Self::Error]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = self.level().map_or("off", crate::findings::Level::name);
        let help = match self {
            Self::Off => "Not run",
            Self::Note => "Worth knowing",
            Self::Warning => "An editor should look",
            Self::Error => "One of the two must be wrong",
        };
        Some(PossibleValue::new(name).help(help))
    }
}
