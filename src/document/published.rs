use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::text::Fault;

use super::written::{self, Written};

/// Where a publication date comes from, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PublishedFrom {
    /// `--published`.
    CommandLine,
    /// `factlint.toml`.
    Config,
    /// The document's own metadata: front matter, JSON Lines.
    Metadata,
    /// Schema.org's JSON inside a page of HTML.
    JsonLd,
    /// A meta tag of HTML.
    MetaTag,
    /// An attribute of HTML that schema.org describes.
    Microdata,
    /// The `<time>` of an HTML article.
    TimeElement,
    /// An item of a feed.
    Feed,
    /// A JSON document: ninjs, or a newsroom's own.
    Json,
    /// NewsML-G2.
    NewsMl,
    /// The name of its file.
    FileName,
    /// The metadata, day and month told apart by a date in the document's first lines.
    MetadataByDateline,
    /// The metadata, day and month in the order of the document's language.
    MetadataByLanguage,
    /// A full date in the document's first lines.
    Dateline,
    /// A weekday with its date has few years to be true in.
    Inferred,
    /// The days that the articles of its story name.
    Story,
    /// What a word processor noted when the file was saved. It counts only where the text says nothing.
    FileProperties,
}

impl PublishedFrom {
    /// The name in the public output.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "command-line",
            Self::Config => "config",
            Self::Metadata => "metadata",
            Self::JsonLd => "json-ld",
            Self::MetaTag => "meta-tag",
            Self::Microdata => "microdata",
            Self::TimeElement => "time-element",
            Self::Feed => "feed",
            Self::Json => "json",
            Self::NewsMl => "newsml",
            Self::FileName => "file-name",
            Self::MetadataByDateline => "metadata-by-dateline",
            Self::MetadataByLanguage => "metadata-by-language",
            Self::Dateline => "dateline",
            Self::Inferred => "inferred",
            Self::Story => "story",
            Self::FileProperties => "file-properties",
        }
    }
}

impl PublishedFrom {
    /// Whether it is estimated from the days that texts name: good for a week, and not to the day.
    pub fn is_estimate(self) -> bool {
        matches!(self, Self::Inferred | Self::Story)
    }
}

/// When a document was published, and how factlint knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The day.
    #[serde(with = "crate::text::packed")]
    pub date: Date,
    /// The moment, where it is known.
    #[serde(with = "crate::text::packed")]
    pub moment: Option<DateTime>,
    /// Where it comes from.
    pub from: PublishedFrom,
}

impl Published {
    /// Reads the date of a data file, a TOML date or a string.
    ///
    /// # Errors
    ///
    /// A [`Fault`] at the value where it is no date.
    pub fn from_toml(path: &str, text: &str, value: &Spanned<toml::Value>) -> Result<Self, Fault> {
        let found = match value.get_ref() {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Self::parse(&found, PublishedFrom::Config).ok_or_else(|| {
            let message = format!("expected a date like \"2025-06-17\", found `{found}`");
            Fault::new(path, text, Some(value.span()), message)
        })
    }

    /// Reads `2025-06-17`, a date-time such as `2025-06-17T09:30:00+02:00`, the dates of mail and web
    /// headers, figures with day and month in an order that is certain, and Unix time. The clock is the
    /// publisher's own; a zone is not converted. `None` where the text is no such date, or could be two.
    pub fn parse(text: &str, from: PublishedFrom) -> Option<Self> {
        match written::read(text) {
            Written::Known(date, moment) => Some(Self { date, moment, from }),
            Written::Either { .. } | Written::Other => None,
        }
    }
}

/// A publication date as the metadata writes it, where that alone does not tell the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedDate {
    /// The words.
    pub text: String,
    /// The file and line they stand in.
    pub place: String,
    /// What kind of metadata that is.
    pub from: PublishedFrom,
}

/// Why a stated publication date was not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateDoubt {
    /// What is stated.
    pub stated: StatedDate,
    /// The two days it could mean; none where it is no date.
    #[serde(with = "crate::text::packed")]
    pub readings: Option<(Date, Date)>,
}

impl fmt::Display for DateDoubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let StatedDate { text, place, .. } = &self.stated;
        match self.readings {
            Some((one, other)) => {
                write!(f, "{place}: `{text}` can be {one} or {other}; write which is meant")
            }
            None => {
                write!(f, "{place}: expected a date like 2025-06-17 or a date-time, found `{text}`; mend it")
            }
        }?;
        write!(f, ", or give it with --published; the article is read without it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_certain_date_is_read() {
        let date = |text: &str| Published::parse(text, PublishedFrom::Config).map(|p| p.date.to_string());
        assert_eq!(date("2025-06-17").as_deref(), Some("2025-06-17"));
        assert_eq!(date("2025-06-17T09:30:00+02:00").as_deref(), Some("2025-06-17"));
        assert_eq!(date("03-02-2009"), None);
        assert_eq!(date("17 June"), None);
    }
}
