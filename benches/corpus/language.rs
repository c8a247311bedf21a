use std::collections::BTreeMap;

use serde::Deserialize;

use super::story::Kind;
use super::template::Template;

/// A language as its file holds it.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Written {
    #[serde(flatten)]
    marks: Marks,
    lists: BTreeMap<String, Vec<String>>,
    prose: Prose<String>,
    story: BTreeMap<String, Sentences<String>>,
}

/// How a language writes numbers and days.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Marks {
    pub group: String,
    pub decimal: String,
    /// From which number on thousands are set apart.
    pub hundreds_from: u64,
    pub about: Vec<String>,
    pub over: Vec<String>,
    /// Six to nineteen.
    pub spelled: Vec<String>,
    pub months: Vec<String>,
    pub on_weekday: Vec<String>,
    pub yesterday: String,
    pub full_dates: Vec<String>,
    pub short_dates: Vec<String>,
    pub sums: Vec<String>,
    pub sums_in_billions: Vec<String>,
    pub lengths: Vec<String>,
    pub lengths_in_miles: Vec<String>,
}

/// Sentences that no story needs.
#[derive(Deserialize)]
pub struct Prose<T> {
    pub plain: Vec<T>,
    /// With a figure or a date.
    pub figures: Vec<T>,
}

/// The sentences that tell one kind of story.
#[derive(Deserialize)]
pub struct Sentences<T> {
    pub headlines: Vec<T>,
    /// Each tells the figures that every article has.
    pub leads: Vec<T>,
    pub details: Vec<T>,
    /// Of an earlier case.
    pub background: Vec<T>,
}

/// A language with its sentences taken apart.
pub struct Language {
    pub tag: &'static str,
    pub marks: Marks,
    pub lists: Vec<Vec<String>>,
    pub prose: Prose<Template>,
    /// By kind of story.
    pub stories: Vec<Sentences<Template>>,
}

impl Language {
    pub fn builtin(tag: &'static str, text: &str, kinds: &[Kind]) -> Self {
        let written: Written = toml::from_str(text).unwrap_or_else(|error| panic!("{tag}.toml: {error}"));
        let (names, lists): (Vec<String>, Vec<Vec<String>>) = written.lists.into_iter().unzip();
        let prose = Prose {
            plain: parsed(&written.prose.plain, &names, &[]),
            figures: parsed(&written.prose.figures, &names, &[]),
        };
        let of_kind = |kind: &Kind| {
            let sentences = &written.story[&kind.name];
            let figures = kind.figure_names();
            Sentences {
                headlines: parsed(&sentences.headlines, &names, &figures),
                leads: parsed(&sentences.leads, &names, &figures),
                details: parsed(&sentences.details, &names, &figures),
                background: parsed(&sentences.background, &names, &figures),
            }
        };
        let stories = kinds.iter().map(of_kind).collect();
        Self { tag, marks: written.marks, lists, prose, stories }
    }
}

fn parsed(sentences: &[String], lists: &[String], figures: &[String]) -> Vec<Template> {
    sentences.iter().map(|sentence| Template::parse(sentence, lists, figures)).collect()
}
