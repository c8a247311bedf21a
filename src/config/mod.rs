//! `factlint.toml`: what a newsroom says of its documents and of the rules it wants.

mod schema;

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use crate::document::{Document, Published};
use crate::findings::Level;
use crate::text::Fault;

pub use schema::config_schema;

/// The name of the configuration file.
pub const FILE_NAME: &str = "factlint.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Wire {
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    rules: Vec<Spanned<String>>,
    #[serde(default)]
    facts: Vec<Spanned<String>>,
    fail_on: Option<FailOn>,
    baseline: Option<PathBuf>,
    #[serde(default)]
    levels: std::collections::BTreeMap<Spanned<String>, LevelOrOff>,
    #[serde(default)]
    document: Vec<WireDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireDocument {
    path: Spanned<String>,
    language: Option<String>,
    published: Option<Spanned<toml::Value>>,
    source: Option<String>,
}

/// The lowest level that fails a run.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Any finding.
    Note,
    /// Warnings and errors.
    Warning,
    /// Errors alone.
    Error,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether a finding of `level` fails the run.
    pub fn fails(self, level: Level) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => level >= Level::Warning,
            Self::Error => level >= Level::Error,
            Self::Never => false,
        }
    }
}

/// The level that a rule is given, or that it is off.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LevelOrOff {
    /// Not run.
    Off,
    /// Worth knowing.
    Note,
    /// An editor should look.
    Warning,
    /// One of the two must be wrong.
    Error,
}

impl LevelOrOff {
    /// The level; `None` where the rule is off.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

/// A checked configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The folder that holds the file, as it was named; patterns count from there.
    folder: PathBuf,
    /// The same folder and the one that relative paths count from, both absolute.
    places: Option<(PathBuf, PathBuf)>,
    exclude: Vec<GlobMatcher>,
    documents: Vec<DocumentEntry>,
    /// Rule files of the newsroom's own and folders of them.
    pub rules: Vec<PathBuf>,
    /// Reference sheets.
    pub facts: Vec<PathBuf>,
    /// The baseline, where one is named.
    pub baseline: Option<PathBuf>,
    /// `fail-on`, where it is set.
    pub fail_on: Option<FailOn>,
    /// Levels by rule id.
    pub levels: Vec<(String, LevelOrOff)>,
    written: Written,
}

/// The file itself, for telling what is wrong with it once the rules are known.
#[derive(Clone, Debug, Default)]
struct Written {
    name: String,
    text: Arc<str>,
    /// Where the paths under `rules` stand.
    rules: Vec<Range<usize>>,
    /// Where the paths under `facts` stand.
    facts: Vec<Range<usize>>,
    /// Where the names under `[levels]` stand.
    levels: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
struct DocumentEntry {
    path: GlobMatcher,
    language: Option<String>,
    published: Option<Published>,
    source: Option<String>,
}

impl Config {
    /// Reads the text of a configuration file. Whether its rules exist is another question:
    /// [`Config::check_rules`].
    ///
    /// # Errors
    ///
    /// A [`Fault`] with its place in the file.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Fault> {
        let name = path.to_string_lossy();
        let wire: Wire = toml::from_str(text).map_err(|error| Fault::from_toml(&name, text, &error))?;
        let glob = |pattern: &Spanned<String>| {
            Glob::new(pattern.get_ref()).map(|glob| glob.compile_matcher()).map_err(|error| {
                Fault::new(
                    &name,
                    text,
                    Some(pattern.span()),
                    format!("not a valid pattern: {}", error.kind()),
                )
            })
        };
        let exclude = wire.exclude.iter().map(glob).collect::<Result<_, _>>()?;
        let mut documents = Vec::new();
        for entry in &wire.document {
            let published =
                entry.published.as_ref().map(|value| Published::from_toml(&name, text, value)).transpose()?;
            let (language, source) = (entry.language.clone(), entry.source.clone());
            documents.push(DocumentEntry { path: glob(&entry.path)?, language, published, source });
        }
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let written = Written {
            name: name.to_string(),
            text: text.into(),
            rules: wire.rules.iter().map(Spanned::span).collect(),
            facts: wire.facts.iter().map(Spanned::span).collect(),
            levels: wire.levels.keys().map(Spanned::span).collect(),
        };
        let beside =
            |paths: &[Spanned<String>]| paths.iter().map(|path| folder.join(path.get_ref())).collect();
        let (rules, facts) = (beside(&wire.rules), beside(&wire.facts));
        let levels = wire.levels.into_iter().map(|(rule, level)| (rule.into_inner(), level)).collect();
        let fail_on = wire.fail_on;
        let baseline = wire.baseline.map(|path| folder.join(path));
        Ok(Self {
            folder,
            places: None,
            exclude,
            documents,
            rules,
            facts,
            baseline,
            fail_on,
            levels,
            written,
        })
    }

    /// Holds the rules that the file names against the ids that exist.
    ///
    /// # Errors
    ///
    /// A [`Fault`] at a name that is no rule's.
    pub fn check_rules(&self, ids: &[&str]) -> Result<(), Fault> {
        for ((id, _), span) in self.levels.iter().zip(&self.written.levels) {
            if !ids.contains(&id.as_str()) {
                let near = crate::text::nearest(id, ids.iter().copied());
                let help = near.map_or_else(
                    || "`factlint rules` lists the rules".to_string(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(self.written.fault(span, format!("unknown rule `{id}`")).help(help));
            }
        }
        Ok(())
    }

    /// A fault at one of the paths under `rules`.
    pub fn fault_at_rules(&self, index: usize, message: &str) -> Fault {
        let span = self.written.rules.get(index).cloned().unwrap_or_default();
        self.written.fault(&span, message.to_string())
    }

    /// A fault at one of the paths under `facts`.
    pub fn fault_at_facts(&self, index: usize, message: &str) -> Fault {
        let span = self.written.facts.get(index).cloned().unwrap_or_default();
        self.written.fault(&span, message.to_string())
    }

    /// Tells where the configuration's folder and the current one are, both absolute, so that paths
    /// named from another folder meet their patterns.
    #[must_use]
    pub fn placed(self, folder: PathBuf, current: PathBuf) -> Self {
        Self { places: Some((folder, current)), ..self }
    }

    /// Whether a file found in a folder is left out.
    pub fn excludes(&self, path: &Path) -> bool {
        let relative = self.relative(path);
        self.exclude.iter().any(|pattern| pattern.is_match(&relative))
    }

    /// Gives a document that stands in the file `path` what the configuration says of it; what it
    /// says itself gives way.
    pub fn describe(&self, path: &Path, document: &mut Document) {
        let relative = self.relative(path);
        for entry in self.documents.iter().filter(|entry| entry.path.is_match(&relative)) {
            let metadata = &mut document.metadata;
            metadata.language = entry.language.clone().or(metadata.language.take());
            metadata.published = entry.published.or(metadata.published);
            metadata.source = entry.source.clone().or(metadata.source.take());
        }
    }

    /// A path as the patterns name it.
    fn relative(&self, path: &Path) -> PathBuf {
        let plain = path.strip_prefix(&self.folder).ok();
        let plain = plain.filter(|path| !path.components().any(|part| part == Component::ParentDir));
        if let Some(plain) = plain {
            return plain.to_path_buf();
        }
        let absolute = self.places.as_ref().and_then(|(folder, current)| {
            normalized(&current.join(path)).strip_prefix(folder).map(Path::to_path_buf).ok()
        });
        absolute.unwrap_or_else(|| path.to_path_buf())
    }
}

impl Written {
    fn fault(&self, span: &Range<usize>, message: String) -> Fault {
        Fault::new(&self.name, &self.text, Some(span.clone()), message)
    }
}

/// A path without `.` and `..`, by its letters alone.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn parse(text: &str) -> Result<Config, Fault> {
        let config = Config::parse(Path::new("news/factlint.toml"), text)?;
        config.check_rules(&["date-conflict"])?;
        Ok(config)
    }

    #[test]
    fn documents_are_described_by_pattern() {
        let config =
            parse("[[document]]\npath = \"*.pl.txt\"\nlanguage = \"pl\"\npublished = 2025-06-17\n").unwrap();
        let mut document = Document::plain("news/a.pl.txt", "", Metadata::default());
        config.describe(Path::new("news/a.pl.txt"), &mut document);
        assert_eq!(document.metadata.language.as_deref(), Some("pl"));
        assert_eq!(document.metadata.published.unwrap().date.to_string(), "2025-06-17");
    }

    #[test]
    fn an_unknown_key_is_a_fault_with_its_place() {
        let fault = parse("[[document]]\npath = \"a\"\npublised = \"2025-06-17\"\n").unwrap_err();
        assert!(fault.to_string().starts_with("news/factlint.toml:3:1: unknown field `publised`"), "{fault}");
        assert_eq!(fault.help.as_deref(), Some("did you mean `published`?"));
    }

    #[test]
    fn an_unknown_rule_is_a_fault() {
        let fault = parse("[levels]\ndate-conflct = \"off\"\n").unwrap_err();
        assert_eq!(fault.help.as_deref(), Some("did you mean `date-conflict`?"));
    }

    #[test]
    fn a_date_that_is_none_is_a_fault() {
        let fault = parse("[[document]]\npath = \"a\"\npublished = \"2025-02-30\"\n").unwrap_err();
        assert!(fault.message.contains("2025-02-30"), "{fault}");
    }

    #[test]
    fn patterns_count_from_the_file_wherever_one_stands() {
        let config = Config::parse(Path::new("../factlint.toml"), "exclude = [\"news/old/*\"]\n").unwrap();
        assert!(!config.excludes(Path::new("old/a.txt")));
        let config = config.placed("/press/desk".into(), "/press/desk/news".into());
        for path in ["old/a.txt", "./old/a.txt", "../news/old/a.txt", "/press/desk/news/old/a.txt"] {
            assert!(config.excludes(Path::new(path)), "{path}");
        }
        for path in ["new/a.txt", "../old/a.txt", "/news/old/a.txt"] {
            assert!(!config.excludes(Path::new(path)), "{path}");
        }
    }
}
