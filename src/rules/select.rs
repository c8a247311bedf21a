use crate::config::LevelOrOff;
use crate::findings::Family;
use crate::model::Decimal;
use crate::text::{names_of, nearest};

use super::load::{Rule, RuleSet, RuleStatus, Settled};

/// Which rules run, and how much their findings weigh.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'a> {
    /// Levels by id, the later ones over the earlier. A rule that is given a level runs, whatever its
    /// status.
    pub levels: &'a [(String, LevelOrOff)],
    /// By id how near each other figures are let be, as a share of the larger one; the later over the earlier.
    pub tolerances: &'a [(String, Decimal)],
    /// Ids and families: where there are any, nothing else runs. Who names a rule means it, whatever its
    /// status.
    pub select: &'a [String],
    /// Ids and families that do not run.
    pub ignore: &'a [String],
    /// Whether rules on trial run.
    pub preview: bool,
}

/// A name that is neither a rule's nor a family's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule and no family is called `{name}`; {}", hint(.near.as_deref()))]
pub struct UnknownRule {
    /// The name.
    pub name: String,
    /// The name that was meant, where one is near.
    pub near: Option<String>,
}

fn hint(near: Option<&str>) -> String {
    near.map_or("`factlint rules` lists them".into(), |near| format!("did you mean `{near}`?"))
}

impl RuleSet {
    /// The same rules, of which those run that are selected.
    ///
    /// # Errors
    ///
    /// A name that is neither a rule's nor a family's.
    pub fn chosen(mut self, selection: Selection<'_>) -> Result<Self, UnknownRule> {
        let levels = selection.levels.iter().map(|(id, _)| id);
        for name in selection.select.iter().chain(selection.ignore).chain(levels) {
            self.check_name(name)?;
        }
        let off = self.families_off();
        for rule in &mut self.rules {
            let level = selection.levels.iter().rev().find(|(id, _)| *id == rule.id).map(|(_, level)| *level);
            let on_trial = rule.status == RuleStatus::Preview && !rule.off;
            let tolerance = selection.tolerances.iter().rev().find(|(id, _)| *id == rule.id);
            rule.tolerance = tolerance.map(|(_, share)| *share);
            let runs = rule.active || (selection.preview && on_trial);
            rule.active = match level.map(LevelOrOff::level) {
                None => runs,
                Some(None) => false,
                Some(Some(level)) => {
                    rule.level = level;
                    true
                }
            };
            if !selection.select.is_empty() {
                let by_family = selection.select.iter().any(|name| *name == rule.family.name());
                let meant = level.is_none() && off.contains(&rule.family) && rule.is_finished();
                let meant = meant || rule.active;
                rule.active = selection.select.contains(&rule.id) || (by_family && meant);
            }
            rule.active &= !selection.ignore.iter().any(|name| rule.is_called(name));
        }
        Ok(self)
    }

    /// The same rules, chosen anew for each of several settings. Each document tells by its number which
    /// settings are its own.
    ///
    /// # Errors
    ///
    /// A name that is neither a rule's nor a family's.
    pub fn chosen_by_settings(self, selections: &[Selection<'_>]) -> Result<Self, UnknownRule> {
        let [first, others @ ..] = selections else { return self.chosen(Selection::default()) };
        let others: Vec<Self> =
            others.iter().map(|selection| self.clone().chosen(*selection)).collect::<Result<_, _>>()?;
        let mut set = self.chosen(*first)?;
        if others.is_empty() {
            return Ok(set);
        }
        for (index, rule) in set.rules.iter_mut().enumerate() {
            let settled = |rule: &Rule| {
                let level = rule.active.then_some(rule.level);
                Settled { level, tolerance: rule.tolerance }
            };
            let first = settled(rule);
            let further = others.iter().map(|set| settled(&set.rules[index]));
            rule.by_settings = std::iter::once(first).chain(further).collect();
            let levels = rule.by_settings.iter().filter_map(|settled| settled.level);
            let highest = levels.max();
            rule.active = highest.is_some();
            rule.level = highest.unwrap_or(rule.level);
        }
        Ok(set)
    }

    /// The same rules; one of them runs whatever its status.
    #[must_use]
    pub fn with_active(mut self, id: &str) -> Self {
        for rule in self.rules.iter_mut().filter(|rule| rule.id == id) {
            rule.active = true;
        }
        self
    }

    /// One rule alone, which runs whatever its status.
    #[must_use]
    pub fn alone(self, id: &str) -> Self {
        let rules = self.rules.into_iter().filter(|rule| rule.id == id).collect();
        Self { rules }.with_active(id)
    }

    /// The families all of whose rules are off: who selects one means its rules.
    fn families_off(&self) -> Vec<Family> {
        let families = self.rules.iter().filter(|rule| rule.off).map(|rule| rule.family);
        families.filter(|family| self.rules.iter().all(|rule| rule.off || rule.family != *family)).collect()
    }

    /// Whether a name is a rule's or a family's.
    ///
    /// # Errors
    ///
    /// The nearest name that is.
    pub fn check_name(&self, name: &str) -> Result<(), UnknownRule> {
        if self.rules.iter().any(|rule| rule.is_called(name)) || names_of::<Family>().contains(&name) {
            return Ok(());
        }
        let ids = self.rules.iter().map(|rule| rule.id.as_str());
        let near = nearest(name, ids.chain(names_of::<Family>().iter().copied())).map(str::to_string);
        Err(UnknownRule { name: name.into(), near })
    }
}

impl Rule {
    /// Whether a name is the rule's or its family's.
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.family.name() == name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Level;

    const FILES: [(&str, &str, bool, &str); 4] = [
        ("one", "stable", false, "date"),
        ("two", "preview", false, "date"),
        ("three", "draft", false, "quantity"),
        ("four", "stable", true, "quantity"),
    ];

    fn set() -> RuleSet {
        let file = |(id, status, off, family): (&str, &str, bool, &str)| {
            let text = format!(
                "id = \"{id}\"\nfamily = \"{family}\"\nstatus = \"{status}\"\noff = {off}\nsince = \"0.1.0\"\n\
                 level = \"warning\"\nscope = \"story\"\nfacts = [\"date\"]\nrelation = \"disjoint\"\n\
                 message = \"m\"\nlabels = {{ a = \"a\", b = \"{{b.value}}\" }}\nwhy = \"w\"\nhelp = \"h\"\n"
            );
            (format!("{id}.toml"), text)
        };
        let files = FILES.map(file);
        RuleSet::from_files(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap()
    }

    fn running(selection: Selection<'_>) -> Vec<String> {
        let chosen = set().chosen(selection).unwrap();
        chosen.iter().filter(|rule| rule.runs()).map(|rule| rule.id.clone()).collect()
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn stable_rules_run_and_others_where_they_are_asked_for() {
        assert_eq!(running(Selection::default()), ["one"]);
        assert_eq!(running(Selection { preview: true, ..Selection::default() }), ["one", "two"]);
        assert_eq!(running(Selection { select: &names(&["three"]), ..Selection::default() }), ["three"]);
        assert_eq!(running(Selection { select: &names(&["date"]), ..Selection::default() }), ["one"]);
        assert_eq!(running(Selection { select: &names(&["four"]), ..Selection::default() }), ["four"]);
        assert!(running(Selection { select: &names(&["quantity"]), ..Selection::default() }).is_empty());
        assert_eq!(
            running(Selection { ignore: &names(&["date"]), ..Selection::default() }),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_family_that_is_off_runs_where_it_is_selected() {
        let text = "id = \"five\"\nfamily = \"editorial\"\nstatus = \"stable\"\noff = true\nsince = \"0.1.0\"\n\
                    level = \"note\"\nscope = \"fact\"\nfacts = [\"date\"]\nrelation = \"guarded\"\n\
                    when = \"a.relative\"\nmessage = \"m\"\nlabels = { a = \"a\" }\nwhy = \"w\"\nhelp = \"h\"\n";
        let set = || set().with_files([("five.toml", text)]).unwrap();
        let running = |select: &[&str]| -> Vec<String> {
            let select = names(select);
            let chosen = set().chosen(Selection { select: &select, ..Selection::default() }).unwrap();
            chosen.iter().filter(|rule| rule.runs()).map(|rule| rule.id.clone()).collect()
        };
        assert_eq!(running(&[]), ["one"]);
        assert_eq!(running(&["editorial"]), ["five"]);
    }

    #[test]
    fn a_level_is_a_wish_to_run() {
        let levels = [("three".to_string(), LevelOrOff::Note), ("one".to_string(), LevelOrOff::Off)];
        assert_eq!(running(Selection { levels: &levels, ..Selection::default() }), ["three"]);
        let chosen = set().chosen(Selection { levels: &levels, ..Selection::default() }).unwrap();
        assert_eq!(chosen.find("three").unwrap().level, Level::Note);
    }

    #[test]
    fn a_family_is_selected_with_the_levels_of_its_rules() {
        let levels = [("three".to_string(), LevelOrOff::Note), ("one".to_string(), LevelOrOff::Off)];
        let running = |select: &[&str]| {
            running(Selection { levels: &levels, select: &names(select), ..Selection::default() })
        };
        assert_eq!(running(&["quantity"]), ["three"]);
        assert!(running(&["date"]).is_empty());
        assert_eq!(running(&["one"]), ["one"]);
    }

    #[test]
    fn each_settings_have_rules_of_their_own() {
        let levels = [("three".to_string(), LevelOrOff::Note), ("one".to_string(), LevelOrOff::Off)];
        let selections = [Selection::default(), Selection { levels: &levels, ..Selection::default() }];
        let chosen = set().chosen_by_settings(&selections).unwrap();
        let level = |id: &str, settings| chosen.find(id).unwrap().level_in(settings);
        assert_eq!((level("one", 0), level("one", 1)), (Some(Level::Warning), None));
        assert_eq!((level("three", 0), level("three", 1)), (None, Some(Level::Note)));
        assert!(chosen.find("one").unwrap().runs() && chosen.find("three").unwrap().runs());
    }

    #[test]
    fn an_unknown_name_tells_its_neighbour() {
        let error =
            set().chosen(Selection { select: &names(&["thre"]), ..Selection::default() }).unwrap_err();
        assert_eq!(error.to_string(), "no rule and no family is called `thre`; did you mean `three`?");
    }
}
