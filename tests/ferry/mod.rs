//! One story in three languages: the Portuguese article has 15 dead, the others 12.

#![allow(dead_code, reason = "each test file uses a part of it")]

use crate::desk::Desk;

/// How each article begins.
pub const FRONT: &str = "---\ndate: 2025-03-03\n---\n\n";
pub const ENGLISH: &str = "A fire on the ferry Santa Luzia off Horta on Sunday killed 12 people.\n\n\
                           The ship of Atlas Mar will be towed to Ponta Delgada.\n";
pub const PORTUGUESE: &str = "Um incêndio no ferry Santa Luzia, ao largo da Horta, matou no domingo 15 pessoas.\n\n\
                              O navio da Atlas Mar será rebocado para Ponta Delgada.\n";
pub const POLISH: &str = "W pożarze promu Santa Luzia koło Horty zginęło w niedzielę 12 osób.\n\n\
                          Statek firmy Atlas Mar zostanie odholowany do Ponta Delgada.\n";

/// The three articles, each under its front matter.
pub fn desk() -> Desk {
    desk_with(PORTUGUESE)
}

/// The three articles, the Portuguese one with another text.
pub fn desk_with(portuguese: &str) -> Desk {
    Desk::new()
        .write("a.en.md", format!("{FRONT}{ENGLISH}"))
        .write("b.pt.md", format!("{FRONT}{portuguese}"))
        .write("c.pl.md", format!("{FRONT}{POLISH}"))
}
