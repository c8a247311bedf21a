use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The primary subtag of a language: "pt". It is copied with each fact, so that no two threads count the
/// holders of one and the same text.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language([u8; Self::LONGEST]);

impl Language {
    /// BCP 47 knows no longer ones.
    const LONGEST: usize = 8;
}

impl From<&str> for Language {
    fn from(tag: &str) -> Self {
        let mut bytes = [0; Self::LONGEST];
        bytes.iter_mut().zip(tag.bytes()).for_each(|(to, from)| *to = from);
        Self(bytes)
    }
}

impl Deref for Language {
    type Target = str;

    fn deref(&self) -> &str {
        let length = self.0.iter().take_while(|byte| **byte != 0).count();
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, to)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self)
    }
}

impl Serialize for Language {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(from).map(|tag| Self::from(&*tag))
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_language_is_its_tag() {
        assert_eq!(&*Language::from("pt"), "pt");
        assert_eq!(format!("{}", Language::from("eightlet")), "eightlet");
        assert_eq!(Language::default().len(), 0);
    }
}
