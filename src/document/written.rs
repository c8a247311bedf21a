use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

/// What a date in metadata means, as far as its writing tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// One day, with the moment where it is given.
    Known(Date, Option<DateTime>),
    /// Day and month can each be the other.
    Either {
        /// With the day first.
        day_first: (Date, Option<DateTime>),
        /// With the month first.
        month_first: (Date, Option<DateTime>),
    },
    /// A date in words, or none.
    Other,
}

/// The months as mail and web headers name them.
const HEADER_MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A longer text is no date.
const LONGEST: usize = 80;

/// A piece of a date's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Figure(&'a str),
    Word(&'a str),
    Mark(char),
    Space,
}

use Piece::{Figure, Mark, Space, Word};

/// Reads a date that stands by itself. The clock is the publisher's own: a zone is not converted. Unix
/// time, which has no zone, is told in UTC.
pub fn read(text: &str) -> Written {
    let text = text.trim();
    if text.len() > LONGEST {
        return Written::Other;
    }
    let mut pieces = pieces(text);
    match pieces[..] {
        [Figure(run)] => return run_of_figures(run),
        // Unix time with a fraction.
        [Figure(run), Mark('.'), Figure(_)] if run.len() > 8 => return run_of_figures(run),
        [Figure(day), Word("T" | "t"), Figure(clock), ..] if day.len() == 8 => {
            return run_of_figures(&format!("{day}{clock:0<6}"));
        }
        _ => {}
    }
    let clock = take_clock(&mut pieces);
    let with_clock = |date: Date| (date, clock.and_then(|clock| moment(date, clock)));
    let known = |date: Date| {
        let (date, moment) = with_clock(date);
        Written::Known(date, moment)
    };
    match date(&pieces) {
        Some((date, None)) => known(date),
        Some((day_first, Some(month_first))) => {
            Written::Either { day_first: with_clock(day_first), month_first: with_clock(month_first) }
        }
        None => Written::Other,
    }
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |letter: char| {
            first.is_ascii_digit() && letter.is_ascii_digit()
                || first.is_alphabetic() && letter.is_alphabetic()
                || first.is_whitespace() && letter.is_whitespace()
        };
        let run = rest.find(|letter| !same(letter)).unwrap_or(rest.len());
        let length = run.max(first.len_utf8());
        let piece = &rest[..length];
        pieces.push(match first {
            '0'..='9' => Figure(piece),
            _ if first.is_alphabetic() => Word(piece),
            _ if first.is_whitespace() => Space,
            _ => Mark(first),
        });
        rest = &rest[length..];
    }
    pieces
}

/// `20250617`, `20250617093000`, or Unix time in seconds or milliseconds.
fn run_of_figures(run: &str) -> Written {
    let number = |range: std::ops::Range<usize>| run.get(range).and_then(|part| part.parse::<i8>().ok());
    let day = || {
        let year = run.get(..4)?.parse().ok()?;
        Date::new(year, number(4..6)?, number(6..8)?).ok().filter(|date| YEARS.contains(&date.year()))
    };
    match run.len() {
        8 => day().map_or(Written::Other, |date| Written::Known(date, None)),
        12 | 14 if day().is_some() => day().map_or(Written::Other, |date| {
            let clock = (number(8..10), number(10..12), number(12..14).unwrap_or_default());
            let (Some(hour), Some(minute), second) = clock else { return Written::Other };
            moment(date, (hour, minute, second))
                .map_or(Written::Other, |moment| Written::Known(date, Some(moment)))
        }),
        9 | 10 => unix(run, 1_000),
        12 | 13 => unix(run, 1),
        _ => Written::Other,
    }
}

/// The years in which anything was published.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=2199;

fn unix(run: &str, milliseconds: i64) -> Written {
    let since = run.parse::<i64>().ok().and_then(|count| count.checked_mul(milliseconds));
    let first = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
    let at = since.and_then(|since| first.checked_add(SignedDuration::from_millis(since)).ok());
    let Some(moment) = at else { return Written::Other };
    Written::Known(moment.date(), Some(moment))
}

fn moment(date: Date, (hour, minute, second): (i8, i8, i8)) -> Option<DateTime> {
    // A leap second is the last second of its minute.
    let time = jiff::civil::Time::new(hour, minute, second.min(59), 0).ok()?;
    Some(date.to_datetime(time))
}

/// Takes the clock with its zone out of the pieces: hour, minute, second.
fn take_clock(pieces: &mut Vec<Piece<'_>>) -> Option<(i8, i8, i8)> {
    let short = |at: usize| match pieces.get(at) {
        Some(Figure(figure)) if figure.len() <= 2 => figure.parse::<i8>().ok(),
        _ => None,
    };
    let joins = |at: usize| matches!(pieces.get(at), Some(Mark(':') | Word("h" | "H")));
    let start =
        (0..pieces.len()).find(|&at| short(at).is_some() && joins(at + 1) && short(at + 2).is_some())?;
    let (mut hour, minute, mut second) = (short(start)?, short(start + 2)?, 0);
    let mut end = start + 3;
    if let (Some(Mark(':')), Some(found)) = (pieces.get(end), short(end + 1)) {
        second = found;
        end += 2;
        if let (Some(Mark('.' | ',')), Some(Figure(_))) = (pieces.get(end), pieces.get(end + 1)) {
            end += 2;
        }
    }
    let after = end + usize::from(pieces.get(end) == Some(&Space));
    if let Some(Word(word)) = pieces.get(after) {
        let half = [("am", 0), ("pm", 12)].iter().find(|(half, _)| word.eq_ignore_ascii_case(half));
        if let Some((_, shift)) = half {
            hour = hour % 12 + shift;
            end = after + 1;
        }
    }
    end = zone_end(pieces, end);
    pieces.drain(start..end);
    Some((hour, minute, second))
}

/// The end of an offset such as `+02:00`, ` -0300` or `GMT+2`, where one stands at `at`.
fn zone_end(pieces: &[Piece<'_>], at: usize) -> usize {
    let spaced = at + usize::from(pieces.get(at) == Some(&Space));
    let sign = spaced + usize::from(matches!(pieces.get(spaced), Some(Word(_))));
    match (pieces.get(sign), pieces.get(sign + 1)) {
        (Some(Mark('+' | '-' | '\u{2212}')), Some(Figure(_))) => {
            let minutes =
                matches!((pieces.get(sign + 2), pieces.get(sign + 3)), (Some(Mark(':')), Some(Figure(_))));
            sign + if minutes { 4 } else { 2 }
        }
        _ => at,
    }
}

/// The date in the pieces, a clock taken out; with a second one where the first is one of two
/// readings.
fn date(pieces: &[Piece<'_>]) -> Option<(Date, Option<Date>)> {
    let mut figures = pieces.iter().filter_map(|piece| match piece {
        Figure(figure) => Some(*figure),
        _ => None,
    });
    let (first, second, third) = (figures.next()?, figures.next()?, figures.next());
    if figures.next().is_some() {
        return None;
    }
    let Some(third) = third else { return header_date(pieces, first, second).map(|date| (date, None)) };
    let start = pieces.iter().position(|piece| matches!(piece, Figure(_)))?;
    let mark = match pieces[start..] {
        [_, Mark(mark @ ('-' | '/' | '.')), Figure(_), Mark(other), Figure(_), ..] if mark == other => mark,
        _ => return None,
    };
    in_figures(first, second, third, mark)
}

/// `03 Feb 2009`, `03-Feb-09`, `Feb 3 2009`.
fn header_date(pieces: &[Piece<'_>], day: &str, year: &str) -> Option<Date> {
    let month = pieces.iter().find_map(|piece| match piece {
        Word(word) => HEADER_MONTHS.iter().position(|name| word.eq_ignore_ascii_case(name)),
        _ => None,
    })?;
    let only_words =
        pieces.iter().all(|piece| matches!(piece, Figure(_) | Word(_) | Space | Mark(',' | '-' | '(' | ')')));
    // Weekday, month, zone: more words are a sentence.
    let words = pieces.iter().filter(|piece| matches!(piece, Word(_))).count();
    if !only_words || words > 3 || day.len() > 2 {
        return None;
    }
    let year: i16 = match (year.len(), year.parse::<i16>().ok()?) {
        (4, year) => year,
        // As RFC 2822 reads two figures.
        (2, year @ 0..50) => year + 2000,
        (2, year) => year + 1900,
        _ => return None,
    };
    Date::new(year, i8::try_from(month + 1).ok()?, day.parse().ok()?).ok()
}

/// Three figures. Dots stand in no language between a month and the day after it.
fn in_figures(first: &str, second: &str, third: &str, mark: char) -> Option<(Date, Option<Date>)> {
    let number = |figure: &str| figure.parse::<i8>().ok();
    let date = |year: &str, month: &str, day: &str| {
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        Date::new(year, number(month)?, number(day)?).ok()
    };
    match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => Some((date(first, second, third)?, None)),
        (1..=2, 1..=2, 4) => match (date(third, second, first), date(third, first, second)) {
            (Some(one), Some(other)) if one != other && mark != '.' => Some((one, Some(other))),
            (Some(date), _) | (None, Some(date)) => Some((date, None)),
            (None, None) => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let shown = |(date, moment): (Date, Option<DateTime>)| {
            moment.map_or_else(|| date.to_string(), |moment| moment.to_string())
        };
        match read(text) {
            Written::Known(date, moment) => shown((date, moment)),
            Written::Either { day_first, month_first } => {
                format!("{} or {}", shown(day_first), shown(month_first))
            }
            Written::Other => String::new(),
        }
    }

    #[test]
    fn every_writing_of_one_day_is_read() {
        for text in [
            "2025-06-17",
            "2025/06/17",
            "2025.6.17",
            "20250617",
            "17.06.2025",
            "17/06/2025",
            "06/17/2025",
            "17-6-2025",
            " 2025-06-17\n",
            "17 Jun 2025",
            "Tue, 17 Jun 2025",
            "17-Jun-25",
            "Jun 17, 2025",
        ] {
            assert_eq!(words(text), "2025-06-17", "{text}");
        }
    }

    #[test]
    fn every_writing_of_one_moment_is_read() {
        for text in [
            "2025-06-17T09:30",
            "2025-06-17T09:30:00",
            "2025-06-17T09:30:00+02:00",
            "2025-06-17T09:30Z",
            "2025-06-17 09:30:00.000",
            "2025-06-17T09:30:00.123456-0300",
            "2025-06-17 9:30:00 UTC",
            "20250617093000",
            "20250617T093000Z",
            "Tue, 17 Jun 2025 09:30:00 GMT",
            "Tue, 17 Jun 2025 09:30:00 +0200 (CEST)",
            "Tuesday, 17-Jun-25 09:30:00 GMT",
            "Tue Jun 17 09:30:00 2025",
            "17/06/2025 09h30",
            "17/06/2025 às 09h30",
            "17.06.2025, 09:30",
            "06/17/2025 9:30 AM",
            "1750152600",
            "1750152600000",
            "1750152600.75",
        ] {
            assert_eq!(words(text), "2025-06-17T09:30:00", "{text}");
        }
        assert_eq!(words("17/06/2025 12:05 am"), "2025-06-17T00:05:00");
        assert_eq!(words("17/06/2025 9:30 PM"), "2025-06-17T21:30:00");
    }

    #[test]
    fn a_header_s_wrong_weekday_is_let_be() {
        assert_eq!(words("Mon, 03 Feb 2009 10:00:00 GMT"), "2009-02-03T10:00:00");
    }

    #[test]
    fn figures_that_could_change_places_are_two_dates() {
        assert_eq!(words("03-02-2009"), "2009-02-03 or 2009-03-02");
        assert_eq!(words("3/2/2009 8:00"), "2009-02-03T08:00:00 or 2009-03-02T08:00:00");
        assert_eq!(words("03.02.2009"), "2009-02-03");
        assert_eq!(words("03/03/2009"), "2009-03-03");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "2025",
            "2025-06",
            "2025-02-30",
            "20250230",
            "03/02/09",
            "17 June",
            "13/13/2025",
            "2025-06-17/18",
            "2025-06-17 to 2025-06-18",
            "true",
            "1.000",
            "12",
            "99999999999999999999",
            "17/06-2025",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "mar 12 000 000 km 3 x 4",
        ] {
            assert_eq!(words(text), "", "{text}");
        }
    }
}
