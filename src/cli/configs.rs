//! The configurations of a run: for every file the nearest one upwards.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::{Config, FILE_NAME, FailOn, JsonShape, LevelOrOff, RuleChoice};
use crate::document::Document;
use crate::model::Decimal;
use crate::rules::{RuleSet, Selection};

use super::args::{SelectArgs, SourceArgs};
use super::rule_files::find;
use super::settings::{SetupError, with_files};

/// The configurations of a run. They are found as paths are asked for, and each is read once.
pub(super) struct Configs {
    /// `--config`: this one applies to all.
    named: Option<Arc<Config>>,
    named_file: Option<PathBuf>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// By the folder that a file stands in.
    of_folder: BTreeMap<PathBuf, Option<Arc<Config>>>,
    /// By the file itself, whatever it is called from where one stands.
    of_file: BTreeMap<PathBuf, Arc<Config>>,
    /// All that were found, as they are named.
    files: BTreeSet<PathBuf>,
    /// The settings that documents have, by the name of the configuration and the overrides that are met.
    settings: Vec<((String, Vec<usize>), RuleChoice)>,
    /// What is wrong with one that was found on the way.
    fault: Option<SetupError>,
}

impl Configs {
    /// Reads the configuration that is named, or those nearest to some paths.
    pub(super) fn new(source: &SourceArgs, near: &[PathBuf]) -> Result<Self, SetupError> {
        let named = source.config.as_deref().map(read).transpose()?.map(Arc::new);
        let configs = Self { named, named_file: source.config.clone(), known: Mutex::default() };
        for path in near {
            configs.of(path);
        }
        configs.check()?;
        Ok(configs)
    }

    /// The same, whatever is wrong with them: a configuration at fault is watched until it is mended.
    pub(super) fn lenient(source: &SourceArgs, near: &[PathBuf]) -> Self {
        let named = source.config.as_ref().map(|path| Arc::new(read(path).unwrap_or_default()));
        let configs = Self { named, named_file: source.config.clone(), known: Mutex::default() };
        near.iter().for_each(|path| drop(configs.of(path)));
        configs
    }

    /// The files that were found, those at fault among them.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        self.named_file.iter().cloned().chain(self.known().files.iter().cloned()).collect()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The configuration of a file or a folder.
    pub(super) fn of(&self, path: &Path) -> Option<Arc<Config>> {
        if self.named.is_some() {
            return self.named.clone();
        }
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new("")) };
        let mut known = self.known();
        if let Some(config) = known.of_folder.get(folder) {
            return config.clone();
        }
        let config = nearest(folder).and_then(|file| known.read(&file));
        known.of_folder.insert(folder.to_path_buf(), config.clone());
        config
    }

    /// Fails where a configuration that was found on the way is at fault.
    pub(super) fn check(&self) -> Result<(), SetupError> {
        self.known().fault.take().map_or(Ok(()), Err)
    }

    /// All that apply to what was asked for so far, by name.
    pub(super) fn all(&self) -> Vec<Arc<Config>> {
        let mut all: Vec<Arc<Config>> = match &self.named {
            Some(config) => vec![config.clone()],
            None => self.known().of_file.values().cloned().collect(),
        };
        all.sort_by(|a, b| a.name().cmp(b.name()));
        all
    }

    /// Whether a file found in a folder is left out.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        self.of(path).is_some_and(|config| config.excludes(path))
    }

    /// Where the articles stand in a file of the newsroom's own JSON.
    pub(super) fn json_shape(&self, path: &Path) -> Option<Arc<JsonShape>> {
        self.of(path).and_then(|config| config.json_shape(path).cloned())
    }

    /// Gives a document what the configuration of its file says of it, and the number of its settings.
    pub(super) fn describe(&self, path: &Path, document: &mut Document) {
        if let Some(config) = self.of(path) {
            config.describe(path, document);
        }
        document.settings = self.settings_of(path);
    }

    /// The number of the settings of a file.
    pub(super) fn settings_of(&self, path: &Path) -> usize {
        let config = self.of(path);
        let overrides = config.as_ref().map(|config| config.overrides(path)).unwrap_or_default();
        let name = config.as_ref().map_or_else(String::new, |config| config.name().to_string());
        let choice = || config.as_ref().map_or_else(RuleChoice::default, |config| config.choice(&overrides));
        self.known().number(name, overrides.clone(), choice)
    }

    /// The level that fails a run: the strictest of those that are set.
    pub(super) fn fail_on(&self) -> Option<FailOn> {
        self.all().iter().filter_map(|config| Some(config.fail_on.as_ref()?.value)).min()
    }

    /// The baseline. There can be one alone.
    pub(super) fn baseline(&self) -> Result<Option<PathBuf>, SetupError> {
        let mut named: Vec<PathBuf> =
            self.all().iter().filter_map(|config| Some(config.baseline.as_ref()?.value.clone())).collect();
        named.dedup();
        match named.as_slice() {
            [one, other, ..] => Err(SetupError::Argument(format!(
                "the configurations name two baselines, {} and {}; name one with --baseline",
                one.display(),
                other.display()
            ))),
            _ => Ok(named.pop()),
        }
    }

    /// The built-in rules with those that the configurations and the command line name.
    pub(super) fn rules(&self, builtin: RuleSet, source: &SourceArgs) -> Result<RuleSet, SetupError> {
        let configs = self.all();
        let mut paths = Vec::new();
        for config in &configs {
            for (index, path) in config.rules.iter().enumerate() {
                if !path.exists() {
                    return Err(config.fault_at_rules(index, "no such file or folder").into());
                }
                paths.push(path.clone());
            }
        }
        let rules = with_files(builtin, &find(&paths)?.rules)?;
        let rules = with_files(rules, &find(&source.rules)?.rules)?;
        let ids: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
        let able = rules.iter().filter(|rule| rule.takes_tolerance()).map(|rule| rule.id.as_str());
        let able: Vec<&str> = able.collect();
        for config in &configs {
            config.check_rules(&ids)?;
            config.check_tolerances(&able)?;
        }
        Ok(rules)
    }

    /// The rules that run over each document: the command line wins over the configuration.
    pub(super) fn chosen(&self, rules: RuleSet, args: &SelectArgs) -> Result<RuleSet, SetupError> {
        let choices: Vec<RuleChoice> =
            self.known().settings.iter().map(|(_, choice)| choice.clone()).collect();
        let choices = if choices.is_empty() { vec![RuleChoice::default()] } else { choices };
        let asked: Vec<Asked> = choices.into_iter().map(|choice| Asked::new(choice, args)).collect();
        let selections: Vec<Selection<'_>> = asked.iter().map(|asked| asked.selection(args)).collect();
        rules.chosen_by_settings(&selections).map_err(|error| SetupError::Argument(error.to_string()))
    }
}

impl Known {
    fn read(&mut self, file: &Path) -> Option<Arc<Config>> {
        let canonical = fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
        if let Some(config) = self.of_file.get(&canonical) {
            return Some(config.clone());
        }
        self.files.insert(file.to_path_buf());
        match read(file) {
            Ok(config) => {
                let config = Arc::new(config);
                self.of_file.insert(canonical, config.clone());
                Some(config)
            }
            Err(error) => {
                self.fault.get_or_insert(error);
                None
            }
        }
    }

    fn number(&mut self, config: String, overrides: Vec<usize>, choice: impl Fn() -> RuleChoice) -> usize {
        let key = (config, overrides);
        match self.settings.iter().position(|(known, _)| *known == key) {
            Some(number) => number,
            None => {
                self.settings.push((key, choice()));
                self.settings.len() - 1
            }
        }
    }
}

/// Which rules are asked for: by a configuration, and by the command line over it.
pub(super) struct Asked {
    levels: Vec<(String, LevelOrOff)>,
    tolerances: Vec<(String, Decimal)>,
    select: Vec<String>,
    preview: bool,
}

impl Asked {
    pub(super) fn new(choice: RuleChoice, args: &SelectArgs) -> Self {
        let levels = choice.levels.into_iter().map(|level| level.value).chain(args.levels.iter().cloned());
        let selected = choice.select.map(|select| select.value).unwrap_or_default();
        Self {
            levels: levels.collect(),
            tolerances: choice.tolerances.into_iter().map(|tolerance| tolerance.value).collect(),
            select: if args.select.is_empty() { selected } else { args.select.clone() },
            preview: args.preview || choice.preview.is_some_and(|preview| preview.value),
        }
    }

    pub(super) fn selection<'a>(&'a self, args: &'a SelectArgs) -> Selection<'a> {
        Selection {
            levels: &self.levels,
            tolerances: &self.tolerances,
            select: &self.select,
            ignore: &args.ignore,
            preview: self.preview,
        }
    }
}

fn read(path: &Path) -> Result<Config, SetupError> {
    let unreadable = |error| SetupError::Argument(format!("{}: {error}", path.display()));
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let config = Config::parse(path, &text)?;
    let folder = fs::canonicalize(path).ok().and_then(|path| path.parent().map(Path::to_path_buf));
    Ok(match (folder, std::env::current_dir()) {
        (Some(folder), Ok(current)) => config.placed(folder, current),
        _ => config,
    })
}

/// The nearest `factlint.toml` from a path upwards, named as far as possible as the path is.
fn nearest(path: &Path) -> Option<PathBuf> {
    let path: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let start = path.ancestors().find(|folder| folder.as_os_str().is_empty() || folder.is_dir())?;
    if !start.components().any(|part| part == Component::ParentDir) {
        let named = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
        if named.is_some() {
            return named;
        }
    }
    let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
    let absolute = fs::canonicalize(start).ok()?;
    absolute.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file())
}
