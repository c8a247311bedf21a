use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Fnv;

/// The identity of a finding across runs: `factlint/v1:` and 128 bits in hexadecimal. It holds no
/// line number, no file name and no message text, and is the same whichever side comes first.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of a rule's finding about facts, each given as its canonical value with what it is of.
/// Which documents hold them, and how many hold the same, is left out: articles are renamed, and join.
/// Findings of one rule about the same facts in other articles therefore share one, and who keeps them has
/// to count.
pub fn fingerprint(rule: &str, mut facts: Vec<String>) -> Fingerprint {
    facts.sort();
    facts.dedup();
    let mut hash = Fnv::default();
    hash.part(rule);
    facts.iter().for_each(|fact| hash.part(fact));
    Fingerprint(format!("factlint/v1:{:032x}", hash.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(a: &str, b: &str) -> Vec<String> {
        vec![a.into(), b.into()]
    }

    #[test]
    fn it_is_symmetric_and_fixed() {
        let mut turned = pair("12", "15");
        turned.reverse();
        assert_eq!(fingerprint("r", pair("12", "15")), fingerprint("r", turned));
        assert_ne!(fingerprint("r", pair("12", "15")), fingerprint("r", pair("12", "16")));
        assert_eq!(
            fingerprint("quantity-conflict", pair("12", "15")).to_string(),
            "factlint/v1:b61f6b1efcef6c41a07c26f46f9894be"
        );
    }
}
