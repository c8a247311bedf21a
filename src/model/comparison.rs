/// The outcome of holding two values, or two slots, against each other. Never a bare boolean: a
/// reader who cannot tell must not be made to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// Both can be true.
    Agree,
    /// They cannot both be true.
    Conflict,
    /// What is known does not decide it.
    CannotTell,
}
