use jiff::civil::{Date, DateTime};

/// Where a publication date comes from, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PublishedFrom {
    /// `--published`.
    CommandLine,
    /// `factlint.toml`.
    Config,
    /// The document's own metadata: front matter, JSON.
    Metadata,
    /// A full date in the document's first lines.
    Dateline,
    /// A weekday with its date has few years to be true in.
    Inferred,
}

impl PublishedFrom {
    /// The name in the public output.
    pub fn name(self) -> &'static str {
        match self {
            Self::CommandLine => "command-line",
            Self::Config => "config",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Inferred => "inferred",
        }
    }
}

/// When a document was published, and how factlint knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// The moment, where it is known.
    pub moment: Option<DateTime>,
    /// Where it comes from.
    pub from: PublishedFrom,
}

impl Published {
    /// Reads `2025-06-17` or a date-time such as `2025-06-17T09:30:00+02:00`. The clock is the
    /// publisher's own; a zone is not converted. `None` where the text is neither.
    pub fn parse(text: &str, from: PublishedFrom) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<Date>()
            && text.len() == 10
        {
            return Some(Self { date, moment: None, from });
        }
        let civil =
            text.get(..19).filter(|head| head.as_bytes().get(10).is_some_and(|&b| b == b'T' || b == b' '));
        let moment = civil.or_else(|| text.get(..16)).and_then(|head| head.parse::<DateTime>().ok())?;
        Some(Self { date: moment.date(), moment: Some(moment), from })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_date_times_are_read() {
        let date = |text: &str| Published::parse(text, PublishedFrom::Config).map(|p| p.date.to_string());
        assert_eq!(date("2025-06-17").as_deref(), Some("2025-06-17"));
        assert_eq!(date("2025-06-17T09:30:00+02:00").as_deref(), Some("2025-06-17"));
        assert_eq!(date("2025-06-17T09:30Z").as_deref(), Some("2025-06-17"));
        assert_eq!(date("17 June"), None);
        assert_eq!(date("2025-02-30"), None);
    }
}
