//! The publication dates that a document states, the most trusted first.

use jiff::civil::Date;

use crate::document::{Metadata, Published, PublishedFrom, StatedDate, Stored};

/// What a document states of its publication, in the order of trust.
#[derive(Debug, Default)]
pub(super) struct Dates {
    stated: Vec<(StatedDate, usize)>,
}

/// What programs write where they know no date.
const NO_DATES: [&str; 6] = ["null", "none", "created", "last modified", "git created", "git last modified"];

impl Dates {
    /// Adds a date that is trusted less than those before it: how it is written, the key it stands under, and
    /// its byte in the file.
    pub(super) fn add(&mut self, from: PublishedFrom, key: &str, text: &str, offset: usize) {
        let text = text.trim();
        if !text.is_empty() && !NO_DATES.iter().any(|none| none.eq_ignore_ascii_case(text)) {
            self.stated.push((StatedDate { text: text.into(), place: key.into(), from }, offset));
        }
    }

    /// Gives the document the first date that can be read, or else the first one to be read with the text.
    /// What lies after `latest` is passed over.
    pub(super) fn decide(self, metadata: &mut Metadata, path: &str, file: &Stored, latest: Option<Date>) {
        let read = |stated: &StatedDate| Published::parse(&stated.text, stated.from);
        let fits = |published: &Published| {
            !is_unset(published) && latest.is_none_or(|latest| published.date <= latest)
        };
        let known = self.stated.iter().filter_map(|(stated, _)| read(stated)).find(fits);
        metadata.published = known;
        let open = self.stated.into_iter().find(|(stated, _)| known.is_none() && read(stated).is_none());
        metadata.stated = open.map(|(stated, offset)| {
            let line = file.lines().position(file.text(), offset).line;
            StatedDate { place: format!("{path}:{line}: {}", stated.place), ..stated }
        });
    }
}

/// The first moment of Unix time is the date of what has none.
fn is_unset(published: &Published) -> bool {
    let midnight = published.moment.is_none_or(|moment| moment.time() == jiff::civil::Time::midnight());
    published.date == Date::constant(1970, 1, 1) && midnight
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(dates: &[&str], latest: Option<Date>) -> (Option<String>, Option<String>) {
        let mut stated = Dates::default();
        for date in dates {
            stated.add(PublishedFrom::Feed, "pubDate", date, 0);
        }
        let mut metadata = Metadata::default();
        stated.decide(&mut metadata, "a.xml", &Stored::from(""), latest);
        (metadata.published.map(|at| at.date.to_string()), metadata.stated.map(|stated| stated.text))
    }

    #[test]
    fn the_first_date_that_can_be_read_is_taken() {
        assert_eq!(decided(&["soon", "2025-06-17", "2025-06-18"], None), (Some("2025-06-17".into()), None));
        assert_eq!(decided(&["03/02/2009", "2009-02-03"], None), (Some("2009-02-03".into()), None));
        assert_eq!(decided(&["", "soon", "03/02/2009"], None), (None, Some("soon".into())));
    }

    #[test]
    fn a_date_that_nobody_set_is_none() {
        for text in ["1970-01-01", "1970-01-01T00:00:00Z", "null", "git Last Modified", "0000000000"] {
            assert_eq!(decided(&[text, "2025-06-17"], None).0.as_deref(), Some("2025-06-17"), "{text}");
        }
    }

    #[test]
    fn a_date_from_after_the_copy_was_made_is_passed_over() {
        let latest = Some(Date::constant(2025, 6, 18));
        assert_eq!(decided(&["2030-01-01", "2025-06-17"], latest), (Some("2025-06-17".into()), None));
        assert_eq!(decided(&["2030-01-01"], latest), (None, None));
    }
}
