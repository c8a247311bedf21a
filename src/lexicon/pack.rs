use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::data::DataFile;
use crate::text::{Fault, nearest};

use super::meaning::{Meaning, Section};
use super::vocabulary::Vocabulary;

/// The order in which a language writes a date in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

/// Whether the names of months and weekdays bear a capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CalendarCapitals {
    /// They always do.
    Always,
    /// Some write it: a capital between capitals makes a name of one.
    Sometimes,
    /// They never do: inside a sentence a capital makes a name of one.
    Never,
}

/// Where the head noun of a noun phrase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NounPhrase {
    /// *soldados norte-coreanos*
    HeadFirst,
    /// *North Korean soldiers*
    HeadLast,
}

/// What may stand between groups of three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupMark {
    /// A space of any kind.
    #[serde(rename = "space")]
    Space,
    /// A full stop.
    #[serde(rename = ".")]
    Stop,
    /// A comma.
    #[serde(rename = ",")]
    Comma,
    /// An apostrophe.
    #[serde(rename = "'")]
    Apostrophe,
}

/// What differs between languages in the grammar itself: a closed set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Switches {
    /// `,` or `.`.
    pub decimal_mark: char,
    /// What may stand between groups of three digits.
    pub group_marks: Vec<GroupMark>,
    /// The order of a date in figures.
    pub date_order: DateOrder,
    /// Whether those who write the language do not agree on it.
    pub date_order_varies: bool,
    /// Whether the day may stand after the month's name: "June 17".
    pub month_day: bool,
    /// Whether the names of months and weekdays bear a capital.
    pub calendar_capitals: CalendarCapitals,
    /// Whether "last" and "next" may stand behind a weekday, a month or a season.
    pub direction_behind: bool,
    /// Where the head noun stands.
    pub noun_phrase: NounPhrase,
    /// 1 Monday, 7 Sunday.
    pub week_starts: i8,
    /// From how many digits before the first mark on numbers are grouped (CLDR).
    pub minimum_grouping_digits: u8,
    /// Whether number words are read without their accents too.
    pub bare_numbers: bool,
    /// Whether a full stop behind figures makes a rank: "25. rocznica".
    pub ordinal_stop: bool,
    /// The ends of words that are no nouns but stand around them: adjectives, adverbs.
    pub beside_noun: Vec<String>,
    /// The ends of infinitives, where they have any of their own.
    pub infinitive: Vec<String>,
    /// The end of a noun in the plural, where nearly all have the same: "s".
    pub plural: Option<String>,
}

/// The switches as a pack's file sets them: an overlay lists only those that differ.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct SwitchFile {
    decimal_mark: Option<char>,
    group_marks: Option<Vec<GroupMark>>,
    pub(super) date_order: Option<DateOrder>,
    date_order_varies: Option<bool>,
    month_day: Option<bool>,
    calendar_capitals: Option<CalendarCapitals>,
    direction_behind: Option<bool>,
    noun_phrase: Option<NounPhrase>,
    week_starts: Option<i8>,
    minimum_grouping_digits: Option<u8>,
    bare_numbers: Option<bool>,
    ordinal_stop: Option<bool>,
    beside_noun: Option<Vec<String>>,
    infinitive: Option<Vec<String>>,
    plural: Option<String>,
}

impl SwitchFile {
    /// Those set here, and for the rest the parent's.
    pub(super) fn or(self, parent: Self) -> Self {
        Self {
            decimal_mark: self.decimal_mark.or(parent.decimal_mark),
            group_marks: self.group_marks.or(parent.group_marks),
            date_order: self.date_order.or(parent.date_order),
            date_order_varies: self.date_order_varies.or(parent.date_order_varies),
            month_day: self.month_day.or(parent.month_day),
            calendar_capitals: self.calendar_capitals.or(parent.calendar_capitals),
            direction_behind: self.direction_behind.or(parent.direction_behind),
            noun_phrase: self.noun_phrase.or(parent.noun_phrase),
            week_starts: self.week_starts.or(parent.week_starts),
            minimum_grouping_digits: self.minimum_grouping_digits.or(parent.minimum_grouping_digits),
            bare_numbers: self.bare_numbers.or(parent.bare_numbers),
            ordinal_stop: self.ordinal_stop.or(parent.ordinal_stop),
            beside_noun: self.beside_noun.or(parent.beside_noun),
            infinitive: self.infinitive.or(parent.infinitive),
            plural: self.plural.or(parent.plural),
        }
    }

    /// All switches, or the name of one that is missing.
    pub(super) fn complete(self) -> Result<Switches, &'static str> {
        Ok(Switches {
            decimal_mark: self.decimal_mark.ok_or("decimal-mark")?,
            group_marks: self.group_marks.ok_or("group-marks")?,
            date_order: self.date_order.ok_or("date-order")?,
            date_order_varies: self.date_order_varies.unwrap_or(false),
            month_day: self.month_day.unwrap_or(false),
            calendar_capitals: self.calendar_capitals.unwrap_or(CalendarCapitals::Sometimes),
            direction_behind: self.direction_behind.unwrap_or(true),
            noun_phrase: self.noun_phrase.ok_or("noun-phrase")?,
            week_starts: self.week_starts.unwrap_or(1),
            minimum_grouping_digits: self.minimum_grouping_digits.unwrap_or(1),
            bare_numbers: self.bare_numbers.unwrap_or(false),
            ordinal_stop: self.ordinal_stop.unwrap_or(false),
            beside_noun: self.beside_noun.unwrap_or_default(),
            infinitive: self.infinitive.unwrap_or_default(),
            plural: self.plural,
        })
    }
}

/// What a language's text looks like.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Detect {
    /// Frequent words. One that several languages have counts for less.
    #[serde(default)]
    pub words: Vec<String>,
    /// Letters beyond a to z.
    #[serde(default)]
    pub letters: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    pub language: String,
    #[allow(dead_code)]
    pub name: String,
    // Read so that a pack must state it; nothing hangs on it yet.
    #[allow(dead_code)]
    pub quality: Quality,
    pub parent: Option<String>,
    #[serde(default)]
    pub switches: SwitchFile,
    #[serde(default)]
    pub detect: Detect,
    #[serde(default)]
    pub sentence: SentenceRules,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub(super) enum Quality {
    Draft,
    Reviewed,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SentenceRules {
    #[serde(default)]
    pub abbreviations: Vec<String>,
}

/// A surface with its meaning, as a pack's file lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The words, with `*` where any ending may follow.
    pub surface: String,
    /// What they mean.
    pub meaning: Meaning,
}

pub(super) type WordFile = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Vec<Spanned<String>>>>;

/// Reads `pack.toml`.
pub(super) fn read_pack_file(file: DataFile) -> Result<PackFile, Fault> {
    toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
}

/// Parses one file of words.
pub(super) fn parse_words(file: DataFile) -> Result<WordFile, Fault> {
    toml::from_str(file.text).map_err(|error| Fault::from_toml(file.path, file.text, &error))
}

/// Appends the entries of one parsed file of words.
pub(super) fn read_words(
    file: DataFile,
    sections: WordFile,
    vocabulary: &Vocabulary,
    subgroups: &mut Vec<Box<str>>,
    entries: &mut Vec<Entry>,
) -> Result<(), Fault> {
    let fault = |span, message: String| Fault::new(file.path, file.text, Some(span), message);
    for (name, meanings) in sections {
        let Some(section) = Section::from_name(name.get_ref()) else {
            let message = format!("unknown section `{}`", name.get_ref());
            let near = nearest(name.get_ref(), Section::ALL.iter().map(|(known, _)| *known));
            let fault = fault(name.span(), message);
            return Err(near.map_or(fault.clone(), |near| fault.help(format!("did you mean `{near}`?"))));
        };
        for (key, surfaces) in meanings {
            let Some(meaning) = section.meaning(key.get_ref(), vocabulary, subgroups) else {
                let message = format!("`{}` is no meaning of section `{}`", key.get_ref(), name.get_ref());
                let near = vocabulary.find_concept(key.get_ref()).err().flatten();
                let fault = fault(key.span(), message).help("docs/language-packs.md lists the meanings");
                return Err(near.map_or(fault.clone(), |near| fault.help(format!("did you mean `{near}`?"))));
            };
            for surface in surfaces {
                check_surface(section, surface.get_ref())
                    .map_err(|message| fault(surface.span(), message))?;
                entries.push(Entry { surface: surface.into_inner(), meaning });
            }
        }
    }
    Ok(())
}

fn check_surface(section: Section, surface: &str) -> Result<(), String> {
    if surface.trim().is_empty() || surface.trim() != surface || surface.contains("  ") {
        return Err("expected words separated by single spaces".into());
    }
    let starts_open = surface.starts_with('*');
    if starts_open && section != Section::Tense {
        return Err("a leading `*` is allowed in section `tense` alone".into());
    }
    let stars_inside = surface.trim_start_matches('*').match_indices('*').any(|(at, _)| {
        let after = surface.trim_start_matches('*')[at + 1..].chars().next();
        after.is_some_and(|next| next != ' ' && next != '-')
    });
    if stars_inside {
        return Err("a `*` must stand at the end of a word".into());
    }
    Ok(())
}
