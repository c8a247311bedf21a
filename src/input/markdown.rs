use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::text::{Span, TextView, ViewBuilder};

/// The prose of Markdown: what a reader sees, without code, link targets and markup, each piece
/// mapped to its bytes. `start` is the byte at which the prose begins, past any front matter.
pub(super) fn prose(source: &str, start: usize) -> TextView {
    let mut builder = ViewBuilder::default();
    let mut code = false;
    for (event, range) in Parser::new_ext(&source[start..], Options::ENABLE_TABLES).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(text) if !code => {
                // An escape or an entity has more bytes in the source than in the text.
                if source.get(range.clone()) == Some(&*text) {
                    builder.push_source(&text, range.start);
                } else {
                    builder.push_decoded(&text, Span::new(range.start, range.end));
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                builder.push_decoded(" ", Span::new(range.start, range.end))
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_),
            ) => builder.break_paragraph(),
            _ => {}
        }
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_left_out_and_bytes_are_kept() {
        let source = "# Powódź\n\nZginęło **12 osób** &amp; 3 psy ([źródło](http://x/15)).\n\n    15 osób\n";
        let view = prose(source, 0);
        assert_eq!(view.text(), "Powódź\nZginęło 12 osób & 3 psy (źródło).\n");
        let at = view.text().find("12 osób").unwrap();
        let span = view.to_source(Span::new(at, at + "12 osób".len()));
        assert_eq!(span.of(source), "12 osób");
        let at = view.text().find("3 psy").unwrap();
        assert_eq!(view.to_source(Span::new(at, at + 1)).of(source), "3");
    }

    #[test]
    fn lines_of_one_paragraph_are_joined() {
        assert_eq!(prose("jeden\ndwa\n", 0).text(), "jeden dwa\n");
    }
}
