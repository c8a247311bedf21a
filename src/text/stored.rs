//! Text as it is stored: with markup that nobody took out, entities, and characters that show nothing.

use super::entities::entity;
use super::{Span, TextView, ViewBuilder};

/// The prose of stored text from byte `offset` on, as a reader sees it.
pub(super) fn view(source: &str, offset: usize) -> TextView {
    let mut builder = ViewBuilder::default();
    let (mut copied, mut at) = (offset, offset);
    while let Some(found) = next_start(&source.as_bytes()[at..]) {
        at += found;
        let Some((length, shown)) = odd(source, at) else {
            at += 1;
            continue;
        };
        builder.push_source(&source[copied..at], copied);
        let span = Span::new(at, at + length);
        match shown {
            Shown::Nothing => {}
            Shown::Letter(letter) => builder.push_decoded(letter.encode_utf8(&mut [0; 4]), span),
            Shown::ParagraphEnd => builder.push_decoded("\n", span),
        }
        at += length;
        copied = at;
    }
    builder.push_source(&source[copied..], copied);
    builder.finish()
}

/// Whether text holds nothing that may be shown otherwise than it is stored.
pub(super) fn is_plain(text: &str) -> bool {
    next_start(text.as_bytes()).is_none()
}

/// Where the first byte stands of what may be shown otherwise than it is stored.
fn next_start(bytes: &[u8]) -> Option<usize> {
    find_byte(bytes, |byte| matches!(byte, b'<' | b'&' | 0xe2 | 0xef))
}

/// Where the first byte stands that is wanted. Most text holds none, and is looked through by the block,
/// without a jump for each byte.
pub(crate) fn find_byte(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    const BLOCK: usize = 64;
    let holds = |block: &[u8]| block.iter().fold(false, |found, &byte| found | wanted(byte));
    let (at, block) = bytes.chunks(BLOCK).enumerate().find(|(_, block)| holds(block))?;
    block.iter().position(|&byte| wanted(byte)).map(|inside| at * BLOCK + inside)
}

/// What a reader sees.
enum Shown {
    Nothing,
    Letter(char),
    ParagraphEnd,
}

/// What stands at `at`, its length in bytes and what is shown for it; `None` where it is shown as it is.
fn odd(source: &str, at: usize) -> Option<(usize, Shown)> {
    let rest = source.get(at..)?;
    let letter = rest.chars().next()?;
    match letter {
        '<' => tag(rest),
        '&' => entity(rest).map(|(length, letter)| (length, Shown::Letter(letter))),
        '０'..='９' => {
            let digit = u32::from(letter) - u32::from('０') + u32::from('0');
            Some((letter.len_utf8(), Shown::Letter(char::from_u32(digit)?)))
        }
        '％' => Some((letter.len_utf8(), Shown::Letter('%'))),
        // Directions of writing.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some((letter.len_utf8(), Shown::Nothing))
        }
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {
            let after = &rest[letter.len_utf8()..];
            is_inside_number(&source[..at], after).then_some((letter.len_utf8(), Shown::Nothing))
        }
        _ => None,
    }
}

/// "5" and "000" with something invisible between them.
fn is_inside_number(before: &str, after: &str) -> bool {
    let digits = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(u8::is_ascii_digit).count();
    let leading = digits(&mut before.bytes().rev().take(4));
    (1..=3).contains(&leading) && digits(&mut after.bytes().take(4)) == 3
}

/// A longer tag is no tag.
const LONGEST_TAG: usize = 1000;

/// Tags that end a paragraph.
const BLOCKS: [&str; 24] = [
    "article",
    "aside",
    "blockquote",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "section",
    "ul",
];
/// Tags between words.
const GAPS: [&str; 7] = ["br", "img", "table", "tbody", "td", "th", "tr"];
/// Tags inside words and sentences.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strike",
    "strong", "time", "tt", "u", "wbr", "body", "html",
];
/// Elements that hold no prose.
const HIDDEN: [&str; 2] = ["script", "style"];

fn tag(rest: &str) -> Option<(usize, Shown)> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return comment.find("-->").map(|end| ("<!--".len() + end + "-->".len(), Shown::Nothing));
    }
    let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = inner.get(..length)?.to_ascii_lowercase();
    let bounded = rest.bytes().take(LONGEST_TAG).skip(1).position(|byte| matches!(byte, b'>' | b'<'))? + 1;
    if rest.as_bytes()[bounded] != b'>' || !inner[length..].starts_with(['>', ' ', '/', '\n', '\t', '\r']) {
        return None;
    }
    let end = bounded + 1;
    let known = |names: &[&str]| names.contains(&name.as_str());
    if known(&HIDDEN) && !rest.starts_with("</") {
        let close = format!("</{name}");
        let hidden = rest[end..].find(close.as_str())?;
        return Some((end + hidden, Shown::Nothing));
    }
    if known(&BLOCKS) {
        Some((end, Shown::ParagraphEnd))
    } else if known(&GAPS) {
        Some((end, Shown::Letter(' ')))
    } else if known(&INLINE) || known(&HIDDEN) {
        Some((end, Shown::Nothing))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is shown, and the stored words behind `shown`.
    fn stored<'a>(source: &'a str, shown: &str) -> (String, &'a str) {
        let view = view(source, 0);
        let at = view.text().find(shown).unwrap_or_else(|| panic!("{shown} in {}", view.text()));
        let span = view.to_source(Span::new(at, at + shown.len()));
        (view.text().to_string(), span.of(source))
    }

    #[test]
    fn tags_are_not_seen() {
        let source = "Pelo menos <b>12</b> pessoas<br/>em <a href=\"x?a=1\">3 de</a> maio";
        let text = "Pelo menos 12 pessoas em 3 de maio".to_string();
        assert_eq!(stored(source, "12"), (text.clone(), "12"));
        assert_eq!(stored(source, "12 pessoas"), (text.clone(), "12</b> pessoas"));
        assert_eq!(stored(source, "3 de maio"), (text, "3 de</a> maio"));
        assert_eq!(stored("<p>Um.</p><p>Dois.</p>", "Dois").0, "\nUm.\n\nDois.\n");
        assert_eq!(stored("<!-- 7 -->8<script>9</script>10", "8").0, "810");
    }

    #[test]
    fn entities_are_the_letters_they_name() {
        assert_eq!(stored("5&nbsp;000 z&#322; &#x2013; mi&eacute;", "5\u{a0}000").1, "5&nbsp;000");
        assert_eq!(stored("R&amp;D de 12&#160;mil", "R&D").0, "R&D de 12\u{a0}mil");
    }

    #[test]
    fn what_shows_nothing_parts_no_number() {
        assert_eq!(stored("5\u{200b}000 soldados", "5000"), ("5000 soldados".into(), "5\u{200b}000"));
        assert_eq!(stored("\u{200e}１２ pessoas", "12 pessoas").1, "１２ pessoas");
    }

    #[test]
    fn what_is_no_markup_stays() {
        for text in [
            "3 < 5 & 6 > 2",
            "<3 mil",
            "a <b",
            "AT&T; 4",
            "<nome@exemplo.pt>",
            "x<y>z",
            "&#0; &#xd800; &unknown;",
            "2024\u{200b}2025",
            "1\u{200b}23",
            "“12” – 15…",
            "ﬁm",
        ] {
            assert_eq!(view(text, 0).text(), text);
        }
    }
}
