use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use crate::model::Decimal;
use crate::text::Fault;

use super::{LevelOrOff, Written};

/// A setting, and the line of `factlint.toml` that it is written on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// What is set.
    pub value: T,
    /// The line, counted from 1.
    pub line: usize,
}

/// Which rules run, as far as a configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleChoice {
    /// Ids and families: where there are any, nothing else runs.
    pub select: Option<Setting<Vec<String>>>,
    /// Whether rules on trial run.
    pub preview: Option<Setting<bool>>,
    /// Levels by id, the later ones over the earlier.
    pub levels: Vec<Setting<(String, LevelOrOff)>>,
    /// How near each other figures are let be, by id, as a share of the larger one; the later over the earlier.
    pub tolerances: Vec<Setting<(String, Decimal)>>,
}

impl RuleChoice {
    pub(super) fn read(written: &mut Written, wire: WireChoice) -> Result<Self, Fault> {
        let WireChoice { select, preview, levels, tolerances } = wire;
        let select = select.map(|names| {
            let line = written.line(names.span());
            let names = names.into_inner();
            written.names.extend(names.iter().map(|name| named(name, true)));
            Setting { value: names.into_iter().map(Spanned::into_inner).collect(), line }
        });
        let preview = preview.map(|set| Setting { value: *set.get_ref(), line: written.line(set.span()) });
        written.names.extend(levels.keys().map(|name| named(name, false)));
        let mut levels: Vec<_> = levels
            .into_iter()
            .map(|(rule, level)| {
                let line = written.line(rule.span());
                Setting { value: (rule.into_inner(), level), line }
            })
            .collect();
        levels.sort_by_key(|level| level.line);
        let tolerances = tolerances.into_iter().map(|(rule, share)| tolerance(written, &rule, &share));
        let tolerances = tolerances.collect::<Result<_, _>>()?;
        Ok(Self { select, preview, levels, tolerances })
    }

    /// What another one says goes over it.
    pub(super) fn overridden(mut self, over: &Self) -> Self {
        self.select = over.select.clone().or(self.select);
        self.preview = over.preview.clone().or(self.preview);
        self.levels.extend(over.levels.iter().cloned());
        self.tolerances.extend(over.tolerances.iter().cloned());
        self
    }
}

/// A name that should be a rule's, and where it stands; whether it may be a family's too.
#[derive(Clone, Debug)]
pub(super) struct NamedRule {
    pub name: String,
    pub span: Range<usize>,
    pub may_be_family: bool,
    pub takes_tolerance: bool,
}

fn named(name: &Spanned<String>, may_be_family: bool) -> NamedRule {
    NamedRule { name: name.get_ref().clone(), span: name.span(), may_be_family, takes_tolerance: false }
}

/// Which rules run, as it is written.
pub(super) struct WireChoice {
    pub select: Option<Spanned<Vec<Spanned<String>>>>,
    pub preview: Option<Spanned<bool>>,
    pub levels: BTreeMap<Spanned<String>, LevelOrOff>,
    pub tolerances: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// A tolerance of more per cent than these would let anything be.
const WIDEST: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// A tolerance: "2%".
fn tolerance(
    written: &mut Written,
    rule: &Spanned<String>,
    share: &Spanned<String>,
) -> Result<Setting<(String, Decimal)>, Fault> {
    let per_cent =
        share.get_ref().strip_suffix('%').and_then(|text| Decimal::from_str_exact(text.trim()).ok());
    let per_cent = per_cent.filter(|value| (Decimal::ZERO..=WIDEST).contains(value));
    let Some(value) = per_cent.and_then(|value| value.checked_div(Decimal::ONE_HUNDRED)) else {
        let message = format!("expected a share from \"0%\" to \"50%\", found `{}`", share.get_ref());
        return Err(written.fault(&share.span(), message));
    };
    written.names.push(NamedRule { takes_tolerance: true, ..named(rule, false) });
    Ok(Setting { value: (rule.get_ref().clone(), value), line: written.line(rule.span()) })
}
