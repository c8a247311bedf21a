//! `factlint.toml`: what a newsroom says of its documents and of the rules it wants.

mod choice;
mod json_shape;
mod levels;
mod place;
mod schema;
mod story;
mod wire;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{Glob, GlobMatcher};
use toml::Spanned;

use crate::document::{
    DeclaredStory, Document, Names, Published, SuppressedBy, Suppression, WrittenSuppression,
};
use crate::findings::{Family, checked};
use crate::text::{Fault, LineIndex, names_of, nearest};

use choice::{NamedRule, WireChoice};
use place::Place;
use story::StoryEntry;
use wire::{Wire, WireDocument, WireOverride};

pub use choice::{RuleChoice, Setting};
pub use json_shape::JsonShape;
pub use levels::{FailOn, LevelOrOff};
pub use schema::config_schema;

/// The name of the configuration file.
pub const FILE_NAME: &str = "factlint.toml";

/// A checked configuration.
#[derive(Clone, Debug, Default)]
pub struct Config {
    place: Place,
    exclude: Vec<GlobMatcher>,
    documents: Vec<DocumentEntry>,
    overrides: Vec<OverrideEntry>,
    stories: Vec<StoryEntry>,
    ignores: Vec<IgnoreEntry>,
    choice: RuleChoice,
    shapes: Vec<(GlobMatcher, Arc<JsonShape>)>,
    /// Rule files of the newsroom's own and folders of them.
    pub rules: Vec<PathBuf>,
    /// Reference sheets.
    pub facts: Vec<PathBuf>,
    /// The baseline, where one is named.
    pub baseline: Option<Setting<PathBuf>>,
    /// `fail-on`, where it is set.
    pub fail_on: Option<Setting<FailOn>>,
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
    /// The names of rules.
    names: Vec<NamedRule>,
}

#[derive(Clone, Debug)]
struct DocumentEntry {
    path: GlobMatcher,
    line: usize,
    language: Option<String>,
    published: Option<Published>,
    source: Option<String>,
}

#[derive(Clone, Debug)]
struct OverrideEntry {
    paths: Vec<GlobMatcher>,
    choice: RuleChoice,
}

#[derive(Clone, Debug)]
struct IgnoreEntry {
    path: Option<GlobMatcher>,
    written: WrittenSuppression,
    suppression: Suppression,
}

/// What a configuration says of the documents in a file, each with its line.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// The language.
    pub language: Option<Setting<String>>,
    /// The publication date.
    pub published: Option<Setting<Published>>,
    /// The publisher.
    pub source: Option<Setting<String>>,
    /// The story they are declared to tell.
    pub story: Option<Setting<DeclaredStory>>,
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
        let spans = |paths: &[Spanned<String>]| paths.iter().map(Spanned::span).collect();
        let (rules, facts) = (spans(&wire.rules), spans(&wire.facts));
        let mut written =
            Written { name: name.to_string(), text: text.into(), rules, facts, names: Vec::new() };
        let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
        let beside =
            |paths: &[Spanned<String>]| paths.iter().map(|path| folder.join(path.get_ref())).collect();
        let setting = |span, path: &PathBuf| Setting { value: folder.join(path), line: written.line(span) };
        let baseline = wire.baseline.as_ref().map(|path| setting(path.span(), path.get_ref()));
        let fail_on = wire.fail_on.as_ref();
        let fail_on =
            fail_on.map(|level| Setting { value: *level.get_ref(), line: written.line(level.span()) });
        let exclude = wire.exclude.iter().map(|pattern| written.glob(pattern)).collect::<Result<_, _>>()?;
        let documents =
            wire.document.iter().map(|entry| written.document(entry)).collect::<Result<_, _>>()?;
        let stories = wire.story.into_iter().map(|entry| StoryEntry::read(&written, entry));
        let stories = stories.collect::<Result<_, _>>()?;
        let (rules, facts) = (beside(&wire.rules), beside(&wire.facts));
        let Wire { select, preview, levels, tolerances, json: wire_shapes, .. } = wire;
        let choice = RuleChoice::read(&mut written, WireChoice { select, preview, levels, tolerances })?;
        let overrides =
            wire.overrides.into_iter().map(|entry| written.override_of(entry)).collect::<Result<_, _>>()?;
        let ignores = written.ignores(wire.ignore)?;
        let mut shapes = Vec::new();
        for entry in &wire_shapes {
            shapes.push((written.glob(&entry.path)?, Arc::new(entry.checked(&name, text)?)));
        }
        let place = Place { folder, absolute: None };
        Ok(Self {
            place,
            exclude,
            documents,
            overrides,
            stories,
            ignores,
            choice,
            shapes,
            rules,
            facts,
            baseline,
            fail_on,
            written,
        })
    }

    /// The file, as it was named.
    pub fn name(&self) -> &str {
        &self.written.name
    }

    /// Holds the rules that the file names against the ids that exist.
    ///
    /// # Errors
    ///
    /// A [`Fault`] at a name that is no rule's.
    pub fn check_rules(&self, ids: &[&str]) -> Result<(), Fault> {
        let families = names_of::<Family>();
        for NamedRule { name, span, may_be_family, .. } in &self.written.names {
            let families = if *may_be_family { families } else { &[] };
            let mut known = ids.iter().chain(families).copied();
            if !known.clone().any(|one| one == name) {
                let help = nearest(name, &mut known).map_or_else(
                    || "`factlint rules` lists the rules".to_string(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(self.written.fault(span, format!("unknown rule `{name}`")).help(help));
            }
        }
        Ok(())
    }

    /// Holds the rules that are given a tolerance against those that can have one.
    ///
    /// # Errors
    ///
    /// A [`Fault`] at the name of one that cannot.
    pub fn check_tolerances(&self, able: &[&str]) -> Result<(), Fault> {
        let mut given = self.written.names.iter().filter(|named| named.takes_tolerance);
        match given.find(|named| !able.contains(&named.name.as_str())) {
            None => Ok(()),
            Some(NamedRule { name, span, .. }) => {
                let message =
                    format!("`{name}` holds no two figures against each other, and takes no tolerance");
                Err(self.written.fault(span, message).help(format!("these do: {}", able.join(", "))))
            }
        }
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
    pub fn placed(mut self, folder: PathBuf, current: PathBuf) -> Self {
        self.place.absolute = Some((folder, current));
        self
    }

    /// Whether a file found in a folder is left out.
    pub fn excludes(&self, path: &Path) -> bool {
        let relative = self.place.relative(path);
        self.exclude.iter().any(|pattern| pattern.is_match(&relative))
    }

    /// The overrides that a file meets, by their numbers.
    pub fn overrides(&self, path: &Path) -> Vec<usize> {
        let relative = self.place.relative(path);
        let meets = |entry: &OverrideEntry| entry.paths.iter().any(|pattern| pattern.is_match(&relative));
        (0..).zip(&self.overrides).filter(|(_, entry)| meets(entry)).map(|(number, _)| number).collect()
    }

    /// Which rules run over documents that meet some overrides; the later ones win.
    pub fn choice(&self, overrides: &[usize]) -> RuleChoice {
        let over = overrides.iter().filter_map(|&number| self.overrides.get(number));
        over.fold(self.choice.clone(), |choice, entry| choice.overridden(&entry.choice))
    }

    /// What is said of the documents in a file; of several entries the last one wins, key by key.
    pub fn described(&self, path: &Path) -> Described {
        let relative = self.place.relative(path);
        let mut found = Described::default();
        for entry in self.documents.iter().filter(|entry| entry.path.is_match(&relative)) {
            let set = |value: &String| Setting { value: value.clone(), line: entry.line };
            found.language = entry.language.as_ref().map(set).or(found.language);
            found.source = entry.source.as_ref().map(set).or(found.source);
            let published = entry.published.map(|value| Setting { value, line: entry.line });
            found.published = published.or(found.published);
        }
        let stories = self.stories.iter().rev();
        found.story = stories.clone().find_map(|entry| {
            Some(Setting { value: entry.of(&relative, &self.written.name)?, line: entry.line })
        });
        found
    }

    /// Where the articles stand in a JSON file of the newsroom's own making: of the entries that match, the
    /// last one.
    pub fn json_shape(&self, path: &Path) -> Option<&Arc<JsonShape>> {
        let relative = self.place.relative(path);
        self.shapes.iter().rev().find(|(pattern, _)| pattern.is_match(&relative)).map(|(_, shape)| shape)
    }

    /// Gives a document that stands in the file `path` what the configuration says of it; what it
    /// says itself gives way.
    pub fn describe(&self, path: &Path, document: &mut Document) {
        let Described { language, published, source, story } = self.described(path);
        let metadata = &mut document.metadata;
        metadata.language = language.map(|set| set.value).or(metadata.language.take());
        metadata.published = published.map(|set| set.value).or(metadata.published);
        metadata.source = source.map(|set| set.value).or(metadata.source.take());
        document.story = story.map(|set| set.value);
        let relative = self.place.relative(path);
        for IgnoreEntry { path, written, suppression } in &self.ignores {
            let meets = path.as_ref().is_none_or(|pattern| pattern.is_match(&relative));
            if meets && written.document.as_ref().is_none_or(|name| *name == document.name) {
                document.suppress(written, suppression.clone());
            }
        }
    }
}

impl Written {
    fn fault(&self, span: &Range<usize>, message: String) -> Fault {
        Fault::new(&self.name, &self.text, Some(span.clone()), message)
    }

    /// The line that something stands on.
    fn line(&self, span: Range<usize>) -> usize {
        LineIndex::new(&self.text).position(&self.text, span.start).line
    }

    fn glob(&self, pattern: &Spanned<String>) -> Result<GlobMatcher, Fault> {
        self.glob_at(pattern.get_ref(), &pattern.span())
    }

    fn glob_at(&self, pattern: &str, span: &Range<usize>) -> Result<GlobMatcher, Fault> {
        Glob::new(pattern)
            .map(|glob| glob.compile_matcher())
            .map_err(|error| self.fault(span, format!("not a valid pattern: {}", error.kind())))
    }

    fn globs(&self, patterns: &Spanned<Names>) -> Result<Vec<GlobMatcher>, Fault> {
        let list = patterns.get_ref().clone().list();
        list.iter().map(|pattern| self.glob_at(pattern, &patterns.span())).collect()
    }

    /// Patterns of folders, with or without a slash at the end.
    fn folder_globs(&self, patterns: &Spanned<Names>) -> Result<Vec<GlobMatcher>, Fault> {
        let list = patterns.get_ref().clone().list();
        list.iter().map(|pattern| self.glob_at(pattern.trim_end_matches('/'), &patterns.span())).collect()
    }

    fn document(&self, entry: &WireDocument) -> Result<DocumentEntry, Fault> {
        let published = entry.published.as_ref();
        let published = published.map(|value| Published::from_toml(&self.name, &self.text, value));
        Ok(DocumentEntry {
            path: self.glob(&entry.path)?,
            line: self.line(entry.path.span()),
            language: entry.language.clone(),
            published: published.transpose()?,
            source: entry.source.clone(),
        })
    }

    fn override_of(&mut self, entry: WireOverride) -> Result<OverrideEntry, Fault> {
        let paths = self.globs(&entry.path)?;
        let WireOverride { select, preview, levels, tolerances, .. } = entry;
        let choice = RuleChoice::read(self, WireChoice { select, preview, levels, tolerances })?;
        Ok(OverrideEntry { paths, choice })
    }

    fn ignores(&mut self, entries: Vec<Spanned<WrittenSuppression>>) -> Result<Vec<IgnoreEntry>, Fault> {
        let spans: Vec<Range<usize>> = entries.iter().map(Spanned::span).collect();
        let (found, faults) = checked(entries, SuppressedBy::Config, &self.name, &self.text);
        if let Some(fault) = faults.into_iter().next() {
            return Err(fault);
        }
        let mut ignores = Vec::new();
        for ((written, suppression), span) in found.into_iter().zip(spans) {
            let path = written.path.as_deref().map(|pattern| self.glob_at(pattern, &span)).transpose()?;
            let rules = suppression.rules.iter();
            self.names.extend(rules.map(|name| NamedRule {
                name: name.clone(),
                span: span.clone(),
                may_be_family: true,
                takes_tolerance: false,
            }));
            ignores.push(IgnoreEntry { path, written, suppression });
        }
        Ok(ignores)
    }
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
