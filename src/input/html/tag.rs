//! What the elements of HTML are to an article.

use crate::input::markup::Piece;

/// An element, as far as its name matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// The whole text.
    Root,
    Html,
    Head,
    Body,
    Main,
    Article,
    Header,
    H1,
    /// `<h2>` to `<h6>`.
    Heading,
    Paragraph,
    Item,
    Cell,
    Row,
    Table,
    Form,
    /// `<div>`, `<section>`: a box of its own.
    Div,
    Section,
    Quote,
    List,
    /// A box that is rare.
    Box,
    Anchor,
    Break,
    Rule,
    Sup,
    /// What stands between words and is no box.
    Inline,
    /// What is empty by nature.
    Void,
    /// What is no prose of the article, a box of its own.
    Aside,
    Footer,
    Nav,
    Caption,
    /// What is no prose, in a box or inside a line.
    Hidden,
    HiddenInline,
}

/// How many of them there are.
pub(super) const TAGS: usize = Tag::HiddenInline as usize + 1;

/// A longer name is that of no known element.
const LONGEST: usize = 10;

impl Tag {
    /// The element that a tag opens or closes.
    pub(super) fn of(piece: &Piece, text: &str) -> Self {
        let name = piece.local_name(text).as_bytes();
        let mut letters = [0; LONGEST];
        let Some(lower) = letters.get_mut(..name.len()) else { return Self::Inline };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        match &*lower {
            b"p" => Self::Paragraph,
            b"div" => Self::Div,
            b"a" => Self::Anchor,
            b"br" => Self::Break,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"ul" | b"ol" | b"dl" => Self::List,
            b"section" => Self::Section,
            b"h1" => Self::H1,
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"td" | b"th" | b"caption" => Self::Cell,
            b"tr" => Self::Row,
            b"table" => Self::Table,
            b"blockquote" => Self::Quote,
            b"article" => Self::Article,
            b"main" => Self::Main,
            b"header" => Self::Header,
            b"form" => Self::Form,
            b"hr" => Self::Rule,
            b"html" => Self::Html,
            b"head" => Self::Head,
            b"body" => Self::Body,
            b"aside" => Self::Aside,
            b"footer" => Self::Footer,
            b"nav" | b"menu" => Self::Nav,
            b"figcaption" => Self::Caption,
            b"sup" => Self::Sup,
            b"img" | b"input" | b"meta" | b"link" | b"source" | b"wbr" | b"col" | b"area" | b"embed"
            | b"base" | b"track" | b"param" => Self::Void,
            b"script" | b"style" | b"noscript" | b"template" | b"svg" | b"math" | b"object" | b"select"
            | b"textarea" | b"audio" | b"video" | b"canvas" | b"dialog" | b"iframe" | b"title" | b"xmp"
            | b"media" => Self::Hidden,
            // What was struck out is no longer said.
            b"button" | b"label" | b"del" | b"s" | b"strike" | b"rt" => Self::HiddenInline,
            b"pre" | b"figure" | b"address" | b"fieldset" | b"details" | b"summary" | b"hgroup"
            | b"center" | b"tbody" | b"thead" | b"tfoot" | b"legend" | b"picture" | b"hl1" | b"hl2"
            | b"block" => Self::Box,
            _ => Self::Inline,
        }
    }

    /// Whether a paragraph ends where it begins, and where it ends.
    pub(super) fn is_box(self) -> bool {
        !matches!(
            self,
            Self::Anchor | Self::Break | Self::Sup | Self::Inline | Self::Void | Self::HiddenInline
        )
    }

    /// Whether what it holds is never prose of the article.
    pub(super) fn is_dropped(self) -> bool {
        matches!(
            self,
            Self::Head
                | Self::Aside
                | Self::Footer
                | Self::Nav
                | Self::Caption
                | Self::Hidden
                | Self::HiddenInline
        )
    }

    /// Whether a stray end tag of what lies further out is not believed in it.
    pub(super) fn is_wall(self) -> bool {
        matches!(
            self,
            Self::Root | Self::Body | Self::Main | Self::Article | Self::Cell | Self::Row | Self::Table
        )
    }
}
