use crate::alignment::Slot;
use crate::data;
use crate::findings::{Family, Level};
use crate::model::{Decimal, Fact};
use crate::text::{Fault, nearest};
use toml::Spanned;

use super::example::{Example, read_examples};
use super::guard::{Bound, Guard};
use super::relations::{FactKind, Relation, Scope, kind_of};
use super::template::Template;
use super::wire::WireRule;

pub use super::wire::RuleStatus;

/// A checked rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Named for the defect.
    pub id: String,
    /// The kind of contradiction.
    pub family: Family,
    /// Where it stands in its life.
    pub status: RuleStatus,
    /// The version that brought it.
    pub since: String,
    /// How much its findings weigh.
    pub level: Level,
    /// Which facts it looks at together.
    pub scope: Scope,
    /// The kinds of facts it binds.
    pub facts: Vec<FactKind>,
    /// What must hold for it to fire.
    pub relation: Relation,
    /// Why it matters.
    pub why: String,
    /// What to do.
    pub help: String,
    /// Texts that fire it, and near misses that do not.
    pub examples: Vec<Example>,
    /// The file it was read from.
    pub path: String,
    /// Whether it came with factlint.
    pub(super) builtin: bool,
    /// Whether it runs only where it is selected.
    pub(super) off: bool,
    /// Whether the facts of one document that it fires on make one finding.
    pub(super) together: bool,
    /// Whether it runs.
    pub(super) active: bool,
    /// How it runs under each of several settings, where documents have different ones.
    pub(super) by_settings: Vec<Settled>,
    /// Figures that lie so near each other, as a share of the larger one, are let be.
    pub(super) tolerance: Option<Decimal>,
    pub(super) same: Vec<Slot>,
    pub(super) may_differ: Vec<Slot>,
    pub(super) must_differ: Vec<Slot>,
    pub(super) guard: Option<Guard>,
    pub(super) message: Template,
    pub(super) labels: Vec<Template>,
}

/// How a rule runs over documents of one kind of settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    /// Its level; `None` where it does not run.
    pub level: Option<Level>,
    /// Its tolerance.
    pub tolerance: Option<Decimal>,
}

/// All rules, by path.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    pub(super) rules: Vec<Rule>,
}

/// The slots that a rule file may name.
pub(super) const SLOTS: [Slot; 10] = [
    Slot::Of,
    Slot::Event,
    Slot::Object,
    Slot::Status,
    Slot::Role,
    Slot::Period,
    Slot::Place,
    Slot::Names,
    Slot::Modifiers,
    Slot::Source,
];

impl RuleSet {
    /// The built-in rules.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the rule file.
    pub fn builtin() -> Result<Self, Fault> {
        Self::builtin_from(|text| text)
    }

    /// The built-in rules without their examples. These are most of each file, and a check asks for none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the rule file.
    pub fn builtin_to_run() -> Result<Self, Fault> {
        Self::builtin_from(|text| text.find("\n[[example]]").map_or(text, |end| &text[..=end]))
    }

    fn builtin_from(part: fn(&'static str) -> &'static str) -> Result<Self, Fault> {
        let files = data::files_below("checks");
        let mut set = Self::from_files(files.into_iter().map(|file| (file.path, part(file.text))))?;
        for rule in &mut set.rules {
            rule.builtin = true;
        }
        Ok(set)
    }

    /// The same rules with those of more files. A rule takes the place of the one of its id; of the files
    /// themselves no two may carry one id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the rule file.
    pub fn with_files<'a>(
        mut self,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Fault> {
        for rule in Self::from_files(files)?.rules {
            match self.rules.iter_mut().find(|known| known.id == rule.id) {
                Some(known) => *known = rule,
                None => self.rules.push(rule),
            }
        }
        Ok(self)
    }

    /// The rules of the given files, each a path and its text.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the rule file.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Fault> {
        let mut rules: Vec<Rule> = Vec::new();
        for (path, text) in files {
            let rule = Rule::parse(path, text)?;
            if rules.iter().any(|known| known.id == rule.id) {
                return Err(Fault::new(path, text, None, format!("a second rule is called `{}`", rule.id)));
            }
            rules.push(rule);
        }
        Ok(Self { rules })
    }

    /// All rules, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// The rule of an id, or the nearest id that exists.
    ///
    /// # Errors
    ///
    /// The nearest known id, where one is near.
    pub fn find(&self, id: &str) -> Result<&Rule, Option<&str>> {
        let found = self.rules.iter().find(|rule| rule.id == id);
        found.ok_or_else(|| nearest(id, self.rules.iter().map(|rule| rule.id.as_str())))
    }
}

impl Rule {
    /// Whether the rule runs: drafts and rules on trial do not, unless they were asked for.
    pub fn runs(&self) -> bool {
        self.active
    }

    /// Its level over a document of these settings; `None` where it does not run.
    pub(super) fn level_in(&self, settings: usize) -> Option<Level> {
        self.by_settings.get(settings).map_or(self.active.then_some(self.level), |settled| settled.level)
    }

    /// The tolerance that it has over a document of these settings.
    pub(super) fn tolerance_in(&self, settings: usize) -> Option<Decimal> {
        self.by_settings.get(settings).map_or(self.tolerance, |settled| settled.tolerance)
    }

    /// Whether it holds two figures against each other, so that it can be given a tolerance. What a text's own
    /// figures add up to has one in how they are written.
    pub fn takes_tolerance(&self) -> bool {
        let figures = [FactKind::Count, FactKind::Measure, FactKind::Money, FactKind::Share];
        matches!(self.relation, Relation::Disjoint | Relation::Differs)
            && self.facts.iter().any(|kind| figures.contains(kind))
    }

    /// Whether it is neither a draft nor on trial.
    pub(super) fn is_finished(&self) -> bool {
        matches!(self.status, RuleStatus::Stable | RuleStatus::Deprecated)
    }

    /// Where it stands in its life, and whether it is off unless selected.
    pub fn standing(&self) -> String {
        let off = if self.off { ", off" } else { "" };
        format!("{}{off}", self.status.name())
    }

    /// Whether it came with factlint.
    pub fn is_builtin(&self) -> bool {
        self.builtin
    }

    /// The file it was read from, as people find it.
    pub fn place(&self) -> String {
        if self.builtin { format!("rules/{}", self.path) } else { self.path.clone() }
    }

    /// Whether a fact is of one of the kinds that the rule binds.
    pub fn binds_kind_of(&self, fact: &Fact) -> bool {
        kind_of(fact).is_some_and(|kind| self.facts.contains(&kind))
    }

    /// The condition that its facts must meet, as written.
    pub fn guard(&self) -> Option<&str> {
        self.guard.as_ref().map(Guard::text)
    }

    /// Reads one rule file.
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the file.
    pub fn parse(path: &str, text: &str) -> Result<Self, Fault> {
        let wire: WireRule = toml::from_str(text).map_err(|error| Fault::from_toml(path, text, &error))?;
        if let Some(fault) = misfit(path, text, &wire) {
            return Err(fault);
        }
        let (relation, scope) = (*wire.relation.get_ref(), *wire.scope.get_ref());
        let slots = |names: &[Spanned<String>]| -> Result<Vec<Slot>, Fault> {
            names.iter().map(|name| slot(path, text, name)).collect()
        };
        let known = relation.placeholders();
        let wanted: &[&str] = if scope == Scope::Fact { &["a"] } else { &["a", "b"] };
        let labels = labels(path, text, &wire, wanted, known)?;
        if let Some(fault) = unspoken(path, text, &wire, wanted) {
            return Err(fault);
        }
        let bound = Bound { n_facts: wanted.len(), kinds: &wire.facts };
        let guard = wire.when.as_ref().map(|guard| Guard::parse(path, text, guard, bound)).transpose()?;
        Ok(Self {
            family: wire.family,
            status: wire.status,
            since: wire.since,
            level: wire.level,
            scope,
            facts: wire.facts,
            relation,
            why: wire.why,
            help: wire.help,
            examples: read_examples(path, text, &wire.example)?,
            path: path.to_string(),
            builtin: false,
            off: wire.off,
            together: wire.together.is_some_and(Spanned::into_inner),
            by_settings: Vec::new(),
            tolerance: None,
            active: !wire.off && matches!(wire.status, RuleStatus::Stable | RuleStatus::Deprecated),
            same: slots(&wire.same)?,
            may_differ: slots(&wire.may_differ)?,
            must_differ: slots(&wire.must_differ)?,
            guard,
            message: Template::parse(path, text, &wire.message, known)?,
            labels,
            id: wire.id.into_inner(),
        })
    }
}

/// What does not go together in a rule file.
fn misfit(path: &str, text: &str, wire: &WireRule) -> Option<Fault> {
    let fault = |span, message: String| Fault::new(path, text, Some(span), message);
    let (relation, scope) = (*wire.relation.get_ref(), *wire.scope.get_ref());
    let file_name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    if file_name != Some(wire.id.get_ref()) {
        let message = format!("the file is named `{}.toml`", file_name.unwrap_or(path));
        return Some(fault(wire.id.span(), message).help("a rule's file carries its id"));
    }
    if !relation.scopes().contains(&scope) {
        let fitting: Vec<&str> = relation.scopes().iter().map(|scope| scope.name()).collect();
        let message = format!("this relation is about {} facts", fitting.join(" or "));
        return Some(fault(wire.relation.span(), message));
    }
    let together = wire.together.as_ref().filter(|together| *together.get_ref());
    if let Some(together) = together.filter(|_| scope != Scope::Fact) {
        let fault = fault(together.span(), "`together` is for rules on single facts".into());
        return Some(fault.help("other rules join what belongs together by themselves; leave it out"));
    }
    if wire.facts.is_empty() {
        return Some(Fault::new(path, text, None, "`facts` is empty: the rule would never fire"));
    }
    if relation == Relation::Guarded && wire.when.is_none() {
        let fault = fault(wire.relation.span(), "the guard alone decides here, and there is none".into());
        return Some(fault.help("say under `when` what must hold"));
    }
    None
}

/// A fact that a rule binds and says nothing of: its words would be pointed at for no reason.
fn unspoken(path: &str, text: &str, wire: &WireRule, bound: &[&str]) -> Option<Fault> {
    let templates: Vec<&str> =
        wire.labels.values().chain([&wire.message]).map(|template| template.get_ref().as_str()).collect();
    let unspoken = bound.iter().skip(1).find(|name| {
        let (field, placeholder) = (format!("{name}."), format!("{{{name}."));
        let guarded = wire.when.as_ref().is_some_and(|guard| guard.get_ref().contains(&field));
        !guarded && !templates.iter().any(|template| template.contains(&placeholder))
    })?;
    let label = wire.labels.keys().find(|label| label.get_ref() == unspoken).map(Spanned::span);
    let fault = Fault::new(path, text, label, format!("`{unspoken}` is bound, and nothing speaks of it"));
    Some(fault.help(format!("name it in the message or in its label: {{{unspoken}.value}}")))
}

/// The labels of the facts that a rule binds, in their order; no other.
fn labels(
    path: &str,
    text: &str,
    wire: &WireRule,
    wanted: &[&str],
    known: &[&'static str],
) -> Result<Vec<Template>, Fault> {
    let extra = wire.labels.keys().find(|label| !wanted.contains(&label.get_ref().as_str()));
    if let Some(extra) = extra {
        let message = format!("no fact is bound to `{}`", extra.get_ref());
        return Err(Fault::new(path, text, Some(extra.span()), message));
    }
    let mut labels = Vec::new();
    for name in wanted {
        let Some((_, template)) = wire.labels.iter().find(|(label, _)| label.get_ref() == name) else {
            return Err(Fault::new(path, text, None, format!("`labels` lacks `{name}`")));
        };
        labels.push(Template::parse(path, text, template, known)?);
    }
    Ok(labels)
}

fn slot(path: &str, text: &str, name: &Spanned<String>) -> Result<Slot, Fault> {
    SLOTS.into_iter().find(|slot| slot.name() == name.get_ref()).ok_or_else(|| {
        let fault = Fault::new(path, text, Some(name.span()), format!("unknown slot `{}`", name.get_ref()));
        match nearest(name.get_ref(), SLOTS.iter().map(|slot| slot.name())) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("slots are {}", SLOTS.map(Slot::name).join(", "))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = r#"
id = "x-conflict"
family = "date"
status = "draft"
since = "0.1.0"
level = "warning"
scope = "story"
facts = ["date"]
relation = "disjoint"
message = "{a.value} and {b.value}"
labels = { a = "{a.value}", b = "{b.value}" }
why = "because"
help = "check"
"#;

    fn fault(from: &str, to: &str) -> String {
        Rule::parse("checks/date/x-conflict.toml", &RULE.replace(from, to)).unwrap_err().to_string()
    }

    #[test]
    fn a_rule_is_read() {
        let rule = Rule::parse("checks/date/x-conflict.toml", RULE).unwrap();
        assert_eq!((rule.id.as_str(), rule.relation), ("x-conflict", Relation::Disjoint));
    }

    #[test]
    fn faults_name_their_place() {
        assert!(fault("{a.value} and", "{a.valeu} and").contains(":10:12: unknown placeholder `{a.valeu}`"));
        assert!(fault("\"disjoint\"", "\"disjont\"").contains("unknown variant `disjont`"));
        assert!(fault("\"disjoint\"", "\"weekday-of\"").contains("this relation is about fact facts"));
        assert!(fault("why =", "wy =").contains("unknown field `wy`"));
        assert!(fault("[\"date\"]", "[]").contains("would never fire"));
        assert!(fault("why", "same = [\"evnt\"]\nwhy").contains("unknown slot `evnt`"));
        assert!(fault(", b = \"{b.value}\"", "").contains("lacks `b`"));
        assert!(fault("b = \"{b.value}\"", "c = \"{b.value}\"").contains("no fact is bound to `c`"));
        let guarded = RULE.replace("disjoint", "guarded").replace("\"story\"", "\"fact\"");
        let guarded = guarded
            .replace("{a.value} and {b.value}", "m")
            .replace("{ a = \"{a.value}\", b = \"{b.value}\" }", "{ a = \"a\" }");
        let guarded = Rule::parse("checks/date/x-conflict.toml", &guarded).unwrap_err().to_string();
        assert!(guarded.contains("the guard alone decides here, and there is none"), "{guarded}");
        let silent = RULE.replace("{b.value}", "x");
        let silent = Rule::parse("checks/date/x-conflict.toml", &silent).unwrap_err().to_string();
        assert!(silent.contains(":11:29: `b` is bound, and nothing speaks of it"), "{silent}");
        assert!(fault("x-conflict", "y-conflict").contains("the file is named"));
    }
}
