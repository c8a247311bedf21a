use super::{Length, minutes_in};
use crate::model::{Duration, TimeUnit};

const MINUTES_OF_HOUR: i64 = 60;

/// How many whole units a length between two ends can be: one counts the last day, the other does not.
const COUNTS: i64 = 3;

/// Whether a length as told is what a slip of the pen makes of one that it could be: one digit is another, or two
/// have changed places. Of hours and minutes only the hours, or only the minutes, are others.
pub fn is_misread(said: &Duration, between: Length) -> bool {
    let (_, unit, factor) = said.unit.canonical();
    let told = said.bounds.single().and_then(|count| i64::try_from(count).ok());
    let (Some(told), Some(size)) = (told, minutes_in(unit).and_then(|size| i64::try_from(size).ok())) else {
        return false;
    };
    if unit == TimeUnit::Minute && told > MINUTES_OF_HOUR {
        // What is known to no hour can be any minute.
        if between.most - between.least > MINUTES_OF_HOUR {
            return false;
        }
        let (hours, minutes) = (told / MINUTES_OF_HOUR, told % MINUTES_OF_HOUR);
        return (between.least..=between.most).any(|truth| {
            let (true_hours, true_minutes) = (truth / MINUTES_OF_HOUR, truth % MINUTES_OF_HOUR);
            (hours == true_hours && is_slip(minutes, true_minutes))
                || (minutes == true_minutes && hours != true_hours)
        });
    }
    let round = |minutes: i64| (minutes + size / 2) / size;
    let counts = round(i64::midpoint(between.least, between.most))..=round(between.most);
    let few = counts.end() - counts.start() < COUNTS;
    factor == 1 && few && counts.into_iter().any(|truth| is_slip(told, truth))
}

/// Whether a slip makes one of two figures of two digits and more of the other.
pub fn is_slip(one: i64, other: i64) -> bool {
    let (ours, theirs) = (one.to_string().into_bytes(), other.to_string().into_bytes());
    if one == other || ours.len() != theirs.len() || ours.len() < 2 {
        return false;
    }
    let differ = ours.iter().zip(&theirs).filter(|(a, b)| a != b).count();
    let sorted = |mut digits: Vec<u8>| {
        digits.sort_unstable();
        digits
    };
    differ == 1 || sorted(ours) == sorted(theirs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Bounds, Decimal};

    fn told(count: i64, unit: TimeUnit) -> Duration {
        Duration::new(Bounds::exact(Decimal::from(count), Decimal::ONE), unit).unwrap()
    }

    fn about(count: i64, minutes: i64) -> Length {
        Length::new((count - 1) * minutes, (count + 1) * minutes)
    }

    #[test]
    fn one_digit_is_another_or_two_change_places() {
        const DAY: i64 = 24 * 60;
        assert!(is_misread(&told(24, TimeUnit::Day), about(34, DAY)));
        assert!(is_misread(&told(190, TimeUnit::Hour), about(109, 60)));
        assert!(!is_misread(&told(24, TimeUnit::Day), about(30, DAY)));
        assert!(!is_misread(&told(3, TimeUnit::Day), about(8, DAY)));
    }

    #[test]
    fn what_no_calendar_reaches_is_no_slip() {
        let endless = Length::new(i64::MIN, i64::MAX);
        for unit in [TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Year] {
            for count in [61, i64::MAX] {
                assert!(!is_misread(&told(count, unit), endless));
            }
        }
    }

    #[test]
    fn of_hours_and_minutes_one_is_another() {
        let exact = |minutes| Length::new(minutes, minutes);
        assert!(is_misread(&told(227, TimeUnit::Minute), exact(167)));
        assert!(!is_misread(&told(227, TimeUnit::Minute), exact(150)));
    }
}
