//! What two documents have in common, and what that is worth.

use super::happenings::days_of;
use super::limits::StoryLimits;
use super::named::{Card, Kind, Thing};

/// Two cards that are held against each other, and what each thing of the first one is worth.
#[derive(Clone, Copy)]
pub(super) struct Both<'a> {
    pub ours: &'a Card,
    pub worth: &'a [u32],
    pub theirs: &'a Card,
    pub limits: &'a StoryLimits,
}

impl Both<'_> {
    /// More points than this they do not have. It is seen at once.
    pub fn most(&self) -> u32 {
        places(self.ours, self.theirs).map(|(at, _)| self.worth[at]).sum()
    }

    /// What they share, added up.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.for_each(|thing, points| tally.add(thing, points, self.limits));
        tally
    }

    /// What they share, each with what it is worth.
    pub fn for_each(&self, mut share: impl FnMut(Thing, u32)) {
        // Cities come before countries: a capital that half of the news names says "Germany", and that once. Two
        // countries at war say no more than one of what happens there in other weeks.
        let mut said: Vec<u64> = Vec::new();
        let mut found = Found::default();
        let mut happening = None;
        for (at, other) in places(self.ours, self.theirs) {
            let (thing, points) = (self.ours.things[at], self.worth[at]);
            match thing.kind() {
                Kind::Name if self.ours.tells_of_two(at, self.theirs, other) => continue,
                Kind::Figure if points == 0 => continue,
                Kind::City if points <= self.limits.common_name => said.extend(thing.land()),
                Kind::Country if thing.land().is_some_and(|land| said.contains(&land)) => continue,
                Kind::Country if found.countries > 0 && !self.is_within(self.limits.close_days) => continue,
                Kind::Happening => {
                    if happening.is_none() && self.is_of_these_days(thing) {
                        happening = Some((thing, points));
                    }
                    continue;
                }
                _ => {}
            }
            found.add(thing, points, self.limits);
            share(thing, points);
        }
        // Several of them are seldom more than one: what explodes burns, and what is flooded slides.
        if let Some((thing, points)) = happening.filter(|_| self.is_one_happening(&found)) {
            share(thing, points);
        }
    }

    /// Whether both were published while a happening of its kind is told of.
    fn is_of_these_days(&self, happening: Thing) -> bool {
        self.is_within(days_of(happening).unwrap_or(self.limits.close_days))
    }

    fn is_within(&self, most: i64) -> bool {
        let days = self.ours.order.days_apart(self.theirs.order);
        days.is_none_or(|days| days <= most.unsigned_abs())
    }

    /// Whether a happening of one kind may be one: in texts of which neither names cities of its own in a country of
    /// the other, and that have enough of what they name in common.
    fn is_one_happening(&self, found: &Found) -> bool {
        if found.identifying == 0 {
            return !self.name_other_cities();
        }
        let least = self.ours.identifying().min(self.theirs.identifying());
        let parts = if found.is_rare { self.limits.rare_part } else { self.limits.common_part };
        found.identifying * parts >= least && (found.cities > 0 || !self.name_other_cities())
    }

    /// Whether both name one country, city or name.
    pub fn name_one(&self) -> bool {
        let named = |thing: Thing| thing.identifies() || thing.kind() == Kind::Country;
        places(self.ours, self.theirs).any(|(at, _)| named(self.ours.things[at]))
    }

    /// Whether both name cities of one country, and no city in common.
    pub fn name_other_cities(&self) -> bool {
        let lands =
            |card: &Card| -> Vec<u64> { card.cities().iter().filter_map(|city| city.land()).collect() };
        let (ours, theirs) = (lands(self.ours), lands(self.theirs));
        ours.iter().any(|land| theirs.contains(land))
    }
}

/// The places of what two cards share. Both come in order: one walk along the two finds it.
fn places(ours: &Card, theirs: &Card) -> impl Iterator<Item = (usize, usize)> {
    let mut other = 0;
    ours.things.iter().enumerate().filter_map(move |(at, thing)| {
        while theirs.things.get(other).is_some_and(|known| known < thing) {
            other += 1;
        }
        (theirs.things.get(other) == Some(thing)).then_some((at, other))
    })
}

/// What is found to be shared besides a happening.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    /// Names and cities.
    identifying: usize,
    cities: usize,
    countries: usize,
    /// Whether one of those is rare.
    is_rare: bool,
}

impl Found {
    fn add(&mut self, thing: Thing, points: u32, limits: &StoryLimits) {
        self.countries += usize::from(thing.kind() == Kind::Country);
        if thing.identifies() {
            self.identifying += 1;
            self.cities += usize::from(thing.kind() == Kind::City);
            self.is_rare |= points > limits.common_name;
        }
    }
}

/// What two documents share, added up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub points: u32,
    figures: usize,
    /// Whether they tell of one happening.
    pub happening: bool,
    /// Whether a name or a city is among it, or figures enough that tell one story from another.
    pub identified: bool,
}

impl Tally {
    pub fn add(&mut self, thing: Thing, points: u32, limits: &StoryLimits) {
        self.points += points;
        self.figures += usize::from(thing.kind() == Kind::Figure);
        self.happening |= thing.kind() == Kind::Happening;
        self.identified |= thing.identifies() || self.figures >= limits.figures;
    }

    pub fn is_one(&self, needed: Option<u32>) -> bool {
        self.identified && needed.is_some_and(|needed| self.points >= needed)
    }
}
