//! How numbers and times of other crates are written where facts are kept: few bytes, and the same for all
//! time, whatever those crates make of their own forms.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is kept in another form.
pub trait Packed: Sized {
    /// The form.
    type Form: Serialize + for<'de> Deserialize<'de>;

    /// The value in its form.
    fn packed(&self) -> Self::Form;

    /// The value of a form; `None` where there is none.
    fn unpacked(form: Self::Form) -> Option<Self>;
}

/// For `#[serde(with = "crate::text::packed")]`.
///
/// # Errors
///
/// What the serializer finds wrong.
pub fn serialize<T: Packed, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.packed().serialize(serializer)
}

/// For `#[serde(with = "crate::text::packed")]`.
///
/// # Errors
///
/// What the deserializer finds wrong, and a form that stands for no value.
pub fn deserialize<'de, T: Packed, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let form = T::Form::deserialize(deserializer)?;
    T::unpacked(form).ok_or_else(|| D::Error::custom("no number, day or time has this form"))
}

impl Packed for Decimal {
    type Form = (i128, u8);

    fn packed(&self) -> Self::Form {
        (self.mantissa(), u8::try_from(self.scale()).unwrap_or_default())
    }

    fn unpacked((mantissa, scale): Self::Form) -> Option<Self> {
        Self::try_from_i128_with_scale(mantissa, u32::from(scale)).ok()
    }
}

impl Packed for Date {
    type Form = (i16, i8, i8);

    fn packed(&self) -> Self::Form {
        (self.year(), self.month(), self.day())
    }

    fn unpacked((year, month, day): Self::Form) -> Option<Self> {
        Self::new(year, month, day).ok()
    }
}

impl Packed for Time {
    type Form = (i8, i8, i8, i32);

    fn packed(&self) -> Self::Form {
        (self.hour(), self.minute(), self.second(), self.subsec_nanosecond())
    }

    fn unpacked((hour, minute, second, nanosecond): Self::Form) -> Option<Self> {
        Self::new(hour, minute, second, nanosecond).ok()
    }
}

impl Packed for DateTime {
    type Form = (<Date as Packed>::Form, <Time as Packed>::Form);

    fn packed(&self) -> Self::Form {
        (self.date().packed(), self.time().packed())
    }

    fn unpacked((date, time): Self::Form) -> Option<Self> {
        Some(Self::from_parts(Date::unpacked(date)?, Time::unpacked(time)?))
    }
}

impl<T: Packed> Packed for Option<T> {
    type Form = Option<T::Form>;

    fn packed(&self) -> Self::Form {
        self.as_ref().map(T::packed)
    }

    fn unpacked(form: Self::Form) -> Option<Self> {
        form.map_or(Some(None), |form| T::unpacked(form).map(Some))
    }
}

impl<T: Packed, U: Packed> Packed for (T, U) {
    type Form = (T::Form, U::Form);

    fn packed(&self) -> Self::Form {
        (self.0.packed(), self.1.packed())
    }

    fn unpacked((one, other): Self::Form) -> Option<Self> {
        Some((T::unpacked(one)?, U::unpacked(other)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let decimal: Decimal = "-1234.50".parse().unwrap();
        assert_eq!(
            Decimal::unpacked(decimal.packed()).map(|value| value.to_string()).as_deref(),
            Some("-1234.50")
        );
        let moment = jiff::civil::date(2024, 2, 29).at(23, 59, 58, 7);
        assert_eq!(DateTime::unpacked(moment.packed()), Some(moment));
        assert_eq!(Option::<Date>::unpacked(None), Some(None));
    }

    #[test]
    fn a_day_that_is_none_is_told() {
        assert_eq!(Date::unpacked((2025, 2, 30)), None);
        assert_eq!(Decimal::unpacked((i128::MAX, 0)), None);
    }
}
