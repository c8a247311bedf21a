/// A small generator of numbers that look drawn by lot and are the same each time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// Dice of their own for every combination of numbers.
    pub fn of(numbers: &[u64]) -> Self {
        let mut dice = Self(0x2545_f491_4f6c_dd1d);
        for &number in numbers {
            dice.0 = dice.roll() ^ number;
        }
        dice
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.roll() % limit.max(1)
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to + 1 - from)
    }

    /// Whether it comes up, `times` out of `of`.
    pub fn comes_up(&mut self, times: u64, of: u64) -> bool {
        self.below(of) < times
    }

    /// Where in a list of such a length.
    pub fn place(&mut self, length: usize) -> usize {
        usize::try_from(self.below(length as u64)).unwrap_or_default()
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.place(list.len())]
    }

    pub fn word<'a>(&mut self, list: &'a [String]) -> &'a str {
        self.pick::<String>(list)
    }
}
