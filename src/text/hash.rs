/// FNV-1a, 128 bits: small, fixed for all time, and not the standard library's to change. It tells texts
/// apart; it does not keep anyone from forging them.
#[derive(Clone, Debug)]
pub struct Fnv(u128);

impl Default for Fnv {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Fnv {
    /// Adds a part of a whole: "ab" and "c" are not "a" and "bc".
    pub fn part(&mut self, part: impl AsRef<[u8]>) {
        for &byte in part.as_ref() {
            self.byte(byte);
        }
        self.byte(0);
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
    }

    /// All that was added, in 128 bits.
    pub fn finish(&self) -> u128 {
        self.0
    }

    /// All that was added, in so many bits, 64 at most.
    pub fn fold(&self, bits: u32) -> u64 {
        let low = |value: u128| u64::try_from(value & u128::from(u64::MAX)).unwrap_or_default();
        let whole = low(self.0) ^ low(self.0 >> 64);
        if bits < 64 { (whole ^ (whole >> bits)) & ((1 << bits) - 1) } else { whole }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fixed_and_knows_the_parts() {
        let of = |parts: &[&str]| {
            let mut hash = Fnv::default();
            parts.iter().for_each(|part| hash.part(part));
            hash
        };
        assert_eq!(of(&["a"]).finish(), 0x0880_9545_19ab_1be9_5aa0_7330_55b7_0e0c);
        assert_ne!(of(&["ab", "c"]).finish(), of(&["a", "bc"]).finish());
        assert!(of(&["a"]).fold(46) < 1 << 46);
    }
}
