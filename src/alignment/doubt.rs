/// Why two facts are not known to speak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// They are of two kinds: a date and a length of time.
    Kind,
    /// What is counted, measured or labelled is not known to be the same.
    Subject,
    /// The noun says too little without an event, and one of them has none.
    NoEvent,
    /// The event is not known to be the same.
    Event,
    /// The event stands too far from one of them.
    EventFarOff,
    /// The event may happen more than once in a story.
    Repeats,
    /// What the event happened to is not known to be the same.
    Object,
    /// One of them is the first, the last or the next of several.
    Occasion,
    /// It belongs to someone, and not to the same one as far as is known.
    Owner,
    /// They are of two moments, or may be.
    Moment,
    /// A whole year or another long stretch dates no event.
    LongTime,
    /// The figures are not alike, and nothing else speaks for one thing.
    Size,
    /// One is told more closely, and may be a part of the other.
    Part,
    /// Another figure of one of the two documents may be meant as well, or is meant rather.
    Rival,
    /// One counts as far as it has come, and the other text may be of later.
    Later,
    /// Another text of the story gives both.
    ToldApart,
    /// Too little speaks for it, all in all.
    Points,
}

impl Doubt {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Kind => "they are of two kinds",
            Self::Subject => "what they count, measure or label is not known to be the same",
            Self::NoEvent => "the noun says too little, and no event near by tells them to be one thing",
            Self::Event => "their event is not known to be the same",
            Self::EventFarOff => "the event stands too far from one of them",
            Self::Repeats => "the event may happen more than once in a story",
            Self::Object => "what the event happened to is not known to be the same",
            Self::Occasion => "one of them is of the first, the last or the next of such events",
            Self::Owner => "they belong to someone, and are not known to belong to the same",
            Self::Moment => "they may be of two moments",
            Self::LongTime => "a time so long dates no event",
            Self::Size => "the figures are not alike, and nothing else says that they are of one thing",
            Self::Part => "one is told more closely than the other, and may be a part of it",
            Self::Later => "one counts as far as it had come, and the other may be of later",
            Self::ToldApart => "another article of the story gives both figures, for two things",
            Self::Points => "too little speaks for their being of one thing, all in all",
            Self::Rival => "another figure of one of the documents fits as well, or better",
        }
    }
}
