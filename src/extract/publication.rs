use jiff::civil::{Date, DateTime};

use crate::document::{DateDoubt, Metadata, Published, PublishedFrom, StatedDate, Written, read_date};
use crate::grammar;
use crate::lexicon::{DateOrder, Library, TokenText};
use crate::text::Fault;

use super::anchor;

/// What a document's metadata tell of its publication date.
pub(super) enum Publication<'a> {
    /// The day.
    Known(Published),
    /// Figures whose day and month could each be the other.
    Either {
        stated: &'a StatedDate,
        day_first: (Date, Option<DateTime>),
        month_first: (Date, Option<DateTime>),
        /// The order in which the document's language writes a date.
        order: Option<DateOrder>,
    },
    /// Something that is no date.
    Unreadable(&'a StatedDate),
    /// Nothing.
    Unstated,
    /// Nothing, and the text has been looked at.
    Unknown,
}

impl<'a> Publication<'a> {
    /// What the metadata tell, read in the document's language where they use words.
    pub(super) fn of(
        metadata: &'a Metadata,
        library: &Library,
        language: Option<&str>,
    ) -> Result<Self, Fault> {
        if let Some(published) = metadata.published {
            return Ok(Self::Known(published));
        }
        let Some(stated) = &metadata.stated else { return Ok(Self::Unstated) };
        let known = |date, moment| Self::Known(Published { date, moment, from: stated.from });
        Ok(match read_date(&stated.text) {
            Written::Known(date, moment) => known(date, moment),
            Written::Either { day_first, month_first } => {
                let order = language.map_or(Ok(None), |tag| library.date_order(tag))?;
                Self::Either { stated, day_first, month_first, order }
            }
            Written::Other => match in_words(&stated.text, library, language)? {
                Some(date) => known(date, None),
                None => Self::Unreadable(stated),
            },
        })
    }

    /// The publication date. Where metadata leave it open, `infer` looks for it in the text.
    pub(super) fn decide(
        self,
        infer: impl FnOnce() -> Option<Published>,
    ) -> (Option<Published>, Option<DateDoubt>) {
        let doubt = |stated: &StatedDate, readings| Some(DateDoubt { stated: stated.clone(), readings });
        match self {
            Self::Known(weak) if weak.from == PublishedFrom::FileProperties => (infer().or(Some(weak)), None),
            Self::Known(published) => (Some(published), None),
            Self::Unstated => (infer(), None),
            Self::Unknown => (None, None),
            Self::Unreadable(stated) => (infer(), doubt(stated, None)),
            Self::Either { stated, day_first, month_first, order } => {
                let in_text = infer().map(|published| published.date);
                let told = [day_first, month_first].into_iter().find(|(date, _)| Some(*date) == in_text);
                let chosen = match (told, order) {
                    (Some(told), _) => Some((told, PublishedFrom::MetadataByDateline)),
                    (None, Some(DateOrder::Dmy)) => Some((day_first, PublishedFrom::MetadataByLanguage)),
                    (None, Some(DateOrder::Mdy)) => Some((month_first, PublishedFrom::MetadataByLanguage)),
                    (None, Some(DateOrder::Ymd) | None) => None,
                };
                match chosen {
                    Some(((date, moment), from)) => (Some(Published { date, moment, from }), None),
                    None => (None, doubt(stated, Some((day_first.0, month_first.0)))),
                }
            }
        }
    }
}

/// The one full date that the words name, in the document's language or in any other.
fn in_words(text: &str, library: &Library, language: Option<&str>) -> Result<Option<Date>, Fault> {
    if let Some(date) = language.map_or(Ok(None), |tag| date_in(text, library, tag))? {
        return Ok(Some(date));
    }
    for tag in library.tags().filter(|tag| !tag.contains('-')) {
        if let Some(date) = date_in(text, library, tag)? {
            return Ok(Some(date));
        }
    }
    Ok(None)
}

fn date_in(text: &str, library: &Library, tag: &str) -> Result<Option<Date>, Fault> {
    let Some(lexicon) = library.lexicon(tag)? else { return Ok(None) };
    let mentions = grammar::mentions(TokenText { text, lexicon: &lexicon }, &lexicon.tokenize(text));
    match anchor::full_dates(&mentions)[..] {
        [date] => Ok(Some(date)),
        _ => Ok(None),
    }
}
