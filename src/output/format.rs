use clap::ValueEnum;

use crate::config::FailOn;
use crate::document::Corpus;
use crate::engine::Report;
use crate::lexicon::Vocabulary;
use crate::rules::RuleSet;

use super::place::Standpoint;
use super::{
    HumanOptions, checkstyle, concise, github, gitlab, html, human, json, jsonl, junit, markdown, rdjson,
    sarif,
};

/// How the findings of a check are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Drawn under the words.
    Human,
    /// One line a finding.
    Concise,
    /// One JSON object.
    Json,
    /// One JSON object a finding, a line each.
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit XML: a test suite an article.
    Junit,
    /// Checkstyle XML.
    Checkstyle,
    /// The format of reviewdog.
    Rdjson,
    /// For a comment on a pull request.
    Markdown,
    /// One page for a browser.
    Html,
}

impl Format {
    /// Whether it is read by programs, which want a whole document even where there is nothing to tell.
    pub fn is_for_programs(self) -> bool {
        !matches!(self, Self::Human | Self::Concise | Self::Github | Self::Markdown)
    }

    /// The report of a check in this format.
    pub fn render(self, checked: &Checked<'_>) -> String {
        let Checked { corpus, report, options, .. } = *checked;
        match self {
            Self::Human => human(corpus, report, options),
            Self::Concise => concise(corpus, report),
            Self::Json => json(corpus, report),
            Self::Jsonl => jsonl(corpus, report),
            Self::Sarif => sarif(checked),
            Self::Github => github(checked),
            Self::Gitlab => gitlab(checked),
            Self::Junit => junit(checked),
            Self::Checkstyle => checkstyle(checked),
            Self::Rdjson => rdjson(checked),
            Self::Markdown => markdown(checked),
            Self::Html => html(checked),
        }
    }
}

/// A check that is over, with all that a format may tell of it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What was read.
    pub corpus: &'a Corpus,
    /// What was found.
    pub report: &'a Report,
    /// The rules, those included that did not run.
    pub rules: &'a RuleSet,
    /// What the facts speak of.
    pub vocabulary: &'a Vocabulary,
    /// The lowest level that fails the run.
    pub fail_on: FailOn,
    /// What could not be read, a sentence each.
    pub unread: &'a [String],
    /// The process's exit code.
    pub exit_code: u8,
    /// Where paths are told from.
    pub standpoint: &'a Standpoint,
    /// How to draw for people.
    pub options: HumanOptions,
}
