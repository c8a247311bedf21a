//! Markup cut into its pieces, each with its place: HTML as browsers forgive it, and XML. Nothing is copied,
//! nothing is nested, and each byte is looked at once, so that no page takes long or much.

use std::ops::Range;

use crate::text::{self, Span, TextView, ViewBuilder};

/// Which of the two languages is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Names in any case; scripts and titles hold no markup.
    Html,
    /// CDATA and processing instructions.
    Xml,
}

/// A piece of markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub kind: Kind,
    /// All its bytes.
    pub span: Range<usize>,
    /// What it holds: the name of a tag, the words of a text, a comment or a CDATA section.
    pub inner: Range<usize>,
}

/// What a piece of markup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, entities among them.
    Text,
    /// Words without entities: the inside of a script, a CDATA section.
    Literal,
    /// `<p class="lead">`
    Start,
    /// `<br/>`
    Empty,
    /// `</p>`
    End,
    /// `<!-- … -->`
    Comment,
    /// A document type, a processing instruction, or what only looks like one.
    Declaration,
}

/// The elements of HTML whose inside is no markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "xmp", "iframe"];

/// The pieces of a text, from left to right.
#[derive(Clone, Debug)]
pub(super) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    /// The element whose raw text comes next.
    raw: Option<&'static str>,
}

impl<'a> Pieces<'a> {
    /// The pieces of `text` from byte `start` on.
    pub(super) fn of(text: &'a str, start: usize, dialect: Dialect) -> Self {
        Self { text, at: start, dialect, raw: None }
    }

    /// Goes on from byte `at`, past everything before it.
    pub(super) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
        self.raw = None;
    }

    fn place_of(&self, from: usize, wanted: &str) -> Option<usize> {
        Some(from + self.text.get(from..)?.find(wanted)?)
    }

    fn piece(&mut self, kind: Kind, inner: Range<usize>, end: usize) -> Piece {
        let span = self.at..end;
        self.at = end;
        Piece { kind, span, inner }
    }

    /// What stands between `open`, found here, and `close`, or the end of the text.
    fn closed(&mut self, kind: Kind, open: usize, close: &str) -> Piece {
        let start = self.at + open;
        let end = self.place_of(start, close);
        let inner = start..end.unwrap_or(self.text.len());
        let after = end.map_or(self.text.len(), |end| end + close.len());
        self.piece(kind, inner, after)
    }

    /// The text up to the end tag of the raw element that was opened.
    fn raw_text(&mut self, name: &str) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        let closes = |at: &usize| {
            let after = at + 2 + name.len();
            bytes.get(at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && bytes.get(after).is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte))
        };
        let end = self.text[self.at..].match_indices("</").map(|(at, _)| self.at + at).find(closes);
        let end = end.unwrap_or(bytes.len());
        (end > self.at).then(|| self.piece(Kind::Literal, self.at..end, end))
    }

    fn markup(&mut self) -> Option<Piece> {
        let rest = &self.text.as_bytes()[self.at..];
        Some(match (rest.get(1)?, self.dialect) {
            (b'!', _) if rest.starts_with(b"<!--") => {
                // `<!-->` is a whole comment.
                let open = if rest.starts_with(b"<!-->") { 2 } else { 4 };
                self.closed(Kind::Comment, open, "-->")
            }
            (b'!', Dialect::Xml) if rest.starts_with(b"<![CDATA[") => {
                self.closed(Kind::Literal, "<![CDATA[".len(), "]]>")
            }
            (b'!', Dialect::Xml) => self.document_type(),
            (b'?', Dialect::Xml) => self.closed(Kind::Declaration, 2, "?>"),
            (b'!' | b'?', _) => self.closed(Kind::Declaration, 2, ">"),
            (b'/', _) if rest.get(2).is_some_and(|byte| is_name_start(*byte)) => self.tag(2),
            (b'/', _) if rest.get(2).is_some() => self.closed(Kind::Declaration, 2, ">"),
            (byte, _) if is_name_start(*byte) => self.tag(1),
            _ => return None,
        })
    }

    /// A document type with what it declares in brackets.
    fn document_type(&mut self) -> Piece {
        let close = self.place_of(self.at, ">").unwrap_or(self.text.len());
        match self.text[self.at..close].find('[') {
            Some(_) => {
                let end = self.place_of(self.at, "]>").or_else(|| self.place_of(self.at, "] >"));
                let end = end.unwrap_or(self.text.len());
                let after = self.place_of(end, ">").map_or(self.text.len(), |at| at + 1);
                self.piece(Kind::Declaration, self.at + 2..end, after)
            }
            None => self.closed(Kind::Declaration, 2, ">"),
        }
    }

    /// A tag whose name begins `open` bytes from here.
    fn tag(&mut self, open: usize) -> Piece {
        let bytes = self.text.as_bytes();
        let start = self.at + open;
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name = start..bytes[start..].iter().position(is_end).map_or(bytes.len(), |at| start + at);
        let end = tag_end(bytes, name.end);
        let slash = end.is_some_and(|end| end >= 2 && bytes[end - 2] == b'/');
        let kind = match (open, slash) {
            (2, _) => Kind::End,
            (_, true) => Kind::Empty,
            (_, false) => Kind::Start,
        };
        if self.dialect == Dialect::Html && kind == Kind::Start {
            let found = &self.text[name.clone()];
            self.raw = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(found));
        }
        // A tag that the end of the text cuts is no words either.
        self.piece(kind, name, end.unwrap_or(bytes.len()))
    }
}

/// The byte after the `>` of a tag; marks in quotes end none.
fn tag_end(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut quote, mut after_equals) = (None, false);
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match quote {
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(at + 1),
            // A quote opens a value only behind `=`: `<a title=x">` is a whole tag.
            None if after_equals && matches!(byte, b'"' | b'\'') => quote = Some(byte),
            None => {}
        }
        after_equals = byte == b'=' || after_equals && byte.is_ascii_whitespace();
    }
    None
}

fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        if let Some(name) = self.raw.take()
            && let Some(piece) = self.raw_text(name)
        {
            return Some(piece);
        }
        if self.at >= self.text.len() {
            return None;
        }
        let is_mark = self.text.as_bytes()[self.at] == b'<';
        if is_mark && let Some(piece) = self.markup() {
            return Some(piece);
        }
        // A `<` that begins no markup is a word.
        let end = self.place_of(self.at + usize::from(is_mark), "<").unwrap_or(self.text.len());
        Some(self.piece(Kind::Text, self.at..end, end))
    }
}

impl Piece {
    /// The name of a tag, without its prefix.
    pub(super) fn local_name<'a>(&self, text: &'a str) -> &'a str {
        let name = &text[self.inner.clone()];
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The attributes of a tag.
    pub(super) fn attributes<'a>(&self, text: &'a str) -> Attributes<'a> {
        Attributes { text, at: self.inner.end, end: self.span.end }
    }

    /// The value of an attribute, as it is written.
    pub(super) fn attribute(&self, text: &str, name: &str) -> Option<Range<usize>> {
        self.attributes(text).find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The value of an attribute, as it is read.
    pub(super) fn value(&self, text: &str, name: &str) -> Option<String> {
        Some(decoded(text, self.attribute(text, name)?, Dialect::Html).text().trim().to_string())
    }
}

/// The attributes of a tag: names, and where the values stand.
pub(super) struct Attributes<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let bytes = self.text.as_bytes();
        let skip = |mut at: usize, wanted: &dyn Fn(u8) -> bool| {
            while at < self.end && wanted(bytes[at]) {
                at += 1;
            }
            at
        };
        let start = skip(self.at, &|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let name = start..skip(start, &|byte| !byte.is_ascii_whitespace() && !b"=/>".contains(&byte));
        if name.is_empty() {
            return None;
        }
        let equals = skip(name.end, &|byte| byte.is_ascii_whitespace());
        if equals >= self.end || bytes[equals] != b'=' {
            self.at = name.end;
            return Some((&self.text[name.clone()], name.end..name.end));
        }
        let open = skip(equals + 1, &|byte| byte.is_ascii_whitespace());
        let value = match bytes.get(open).filter(|_| open < self.end) {
            Some(quote @ (b'"' | b'\'')) => open + 1..skip(open + 1, &|byte| byte != *quote),
            _ => open..skip(open, &|byte| !byte.is_ascii_whitespace() && byte != b'>'),
        };
        self.at = (value.end + 1).min(self.end);
        Some((&self.text[name], value))
    }
}

/// Words with their entities read.
pub(super) fn decoded(text: &str, words: Range<usize>, dialect: Dialect) -> TextView {
    let mut builder = ViewBuilder::default();
    push_decoded(&mut builder, text, words, dialect);
    builder.finish()
}

/// The entity at the start of some words. Feeds name those of HTML too.
pub(super) fn entity(rest: &str, dialect: Dialect) -> Option<(usize, char)> {
    let strict = dialect == Dialect::Xml && !rest.starts_with("&#");
    if strict { text::entity(rest) } else { text::loose_entity(rest) }
}

/// Appends words with their entities read.
pub(super) fn push_decoded(builder: &mut ViewBuilder, text: &str, words: Range<usize>, dialect: Dialect) {
    let mut copied = words.start;
    for at in text[words.clone()].match_indices('&').map(|(at, _)| words.start + at) {
        if let Some((length, letter)) = entity(&text[at..words.end], dialect) {
            builder.push_source(&text[copied..at], copied);
            builder.push_decoded(letter.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
            copied = at + length;
        }
    }
    builder.push_source(&text[copied..words.end], copied);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, dialect: Dialect) -> Vec<String> {
        let mut end = 0;
        let pieces: Vec<Piece> = Pieces::of(text, 0, dialect).collect();
        for piece in &pieces {
            assert_eq!(piece.span.start, end, "nothing is left out of {text}");
            end = piece.span.end;
        }
        assert_eq!(end, text.len(), "{text}");
        pieces.iter().map(|piece| format!("{:?} {}", piece.kind, &text[piece.inner.clone()])).collect()
    }

    #[test]
    fn html_is_cut_as_browsers_cut_it() {
        let text =
            "<!doctype html><P class=\"a>b\">3 < 5 &amp; 6<br/><!-- x > y --></p><script>\"</p>\"</script>";
        assert_eq!(
            shown(text, Dialect::Html),
            [
                "Declaration doctype html",
                "Start P",
                "Text 3 ",
                "Text < 5 &amp; 6",
                "Empty br",
                "Comment  x > y ",
                "End p",
                "Start script",
                "Literal \"</p>\"",
                "End script"
            ]
        );
        for text in ["<", "<p", "<p class=\"", "</", "</>", "<!--", "<!-->x", "<!", "<script>x", "a<3", "<?x"]
        {
            shown(text, Dialect::Html);
            shown(text, Dialect::Xml);
        }
    }

    #[test]
    fn xml_has_sections_and_instructions() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c\">]><a><![CDATA[<p>]]></a>";
        assert_eq!(
            shown(text, Dialect::Xml),
            [
                "Declaration xml version='1.0'",
                "Declaration DOCTYPE a [<!ENTITY b \"c\">",
                "Start a",
                "Literal <p>",
                "End a"
            ]
        );
    }

    #[test]
    fn attributes_are_quoted_or_not() {
        let text = "<meta name=date CONTENT = '2025-06-17' hidden data-x=\"a&quot;b\"/>";
        let piece = Pieces::of(text, 0, Dialect::Html).next().unwrap();
        assert_eq!(piece.value(text, "content").as_deref(), Some("2025-06-17"));
        assert_eq!(piece.value(text, "name").as_deref(), Some("date"));
        assert_eq!(piece.value(text, "hidden").as_deref(), Some(""));
        assert_eq!(piece.value(text, "data-x").as_deref(), Some("a\"b"));
        assert_eq!(piece.value(text, "title"), None);
    }
}
