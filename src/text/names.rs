use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

/// The keys that a type takes when it is read from a file, in the order of its fields. Schemas are made
/// of these, so that no list of keys is kept beside the types that read them.
pub fn keys_of<T: DeserializeOwned>() -> &'static [&'static str] {
    asked::<T>()
}

/// The names of an enum's variants when it is read from a file.
pub fn names_of<T: DeserializeOwned>() -> &'static [&'static str] {
    asked::<T>()
}

fn asked<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    T::deserialize(Asker).err().map_or(&[], |Asked(names)| names)
}

/// Reads nothing: it only learns which names a type asks for.
struct Asker;

/// The names.
#[derive(Debug)]
struct Asked(&'static [&'static str]);

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl std::error::Error for Asked {}

impl serde::de::Error for Asked {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }
}

impl<'de> Deserializer<'de> for Asker {
    type Error = Asked;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        Err(Asked(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Asked> {
        Err(Asked(variants))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[allow(dead_code, reason = "only its keys are asked for")]
    struct Wire {
        may_differ: Option<String>,
        why: String,
    }

    #[derive(serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        One,
        TwoWords,
    }

    #[test]
    fn a_type_tells_its_names_as_they_stand_in_files() {
        assert_eq!(keys_of::<Wire>(), ["may-differ", "why"]);
        assert_eq!(names_of::<Kind>(), ["one", "two-words"]);
        let _ = [Kind::One, Kind::TwoWords];
    }
}
