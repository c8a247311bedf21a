use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::Remark;
use crate::text::{Span, TextView, ViewBuilder};

use super::remarks::remarks_in;

/// The prose of Markdown: what a reader sees, without code, link targets and markup, each piece
/// mapped to its bytes; and the comments. `start` is the byte at which the prose begins, past any front
/// matter.
pub(super) fn prose(source: &str, start: usize) -> (TextView, Vec<Remark>) {
    let (mut builder, mut remarks) = (ViewBuilder::default(), Vec::new());
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
            Event::InlineHtml(tag) if is_line_break(&tag) => {
                builder.push_decoded(" ", Span::new(range.start, range.end))
            }
            Event::InlineHtml(_) => remarks.extend(remarks_in(source, range, builder.len())),
            Event::Start(Tag::HtmlBlock) => {
                let found = remarks_in(source, range.clone(), builder.len());
                push_tail(&mut builder, source, range, &found);
                remarks.extend(found);
            }
            Event::Start(tag) if is_block(&tag) => builder.break_paragraph(),
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
    (builder.finish(), remarks)
}

/// What follows a comment on its line is words to a reader, though Markdown takes the line for HTML.
fn push_tail(builder: &mut ViewBuilder, source: &str, block: Range<usize>, found: &[Remark]) {
    let begins = source[block.clone()].trim_start().starts_with("<!--");
    let Some(last) = found.last().filter(|_| begins) else { return };
    let tail = &source[last.span.range().end..block.end.max(last.span.range().end)];
    if !tail.trim().is_empty() && !tail.contains('<') {
        builder.break_paragraph();
        builder.push_source(tail.trim_end(), last.span.range().end);
        builder.break_paragraph();
    }
}

/// What begins on a line of its own: a list inside an item ends the item's own words.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_)
    )
}

fn is_line_break(html: &str) -> bool {
    html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> String {
        prose(source, 0).0.text().to_string()
    }

    #[test]
    fn markup_is_left_out_and_bytes_are_kept() {
        let source = "# Powódź\n\nZginęło **12 osób** &amp; 3 psy ([źródło](http://x/15)).\n\n    15 osób\n";
        let view = prose(source, 0).0;
        assert_eq!(view.text(), "Powódź\nZginęło 12 osób & 3 psy (źródło).\n");
        let at = view.text().find("12 osób").unwrap();
        let span = view.to_source(Span::new(at, at + "12 osób".len()));
        assert_eq!(span.of(source), "12 osób");
        let at = view.text().find("3 psy").unwrap();
        assert_eq!(view.to_source(Span::new(at, at + 1)).of(source), "3");
    }

    #[test]
    fn lines_of_one_paragraph_are_joined() {
        assert_eq!(read("jeden\ndwa\n"), "jeden dwa\n");
    }

    #[test]
    fn an_item_ends_where_its_list_begins() {
        assert_eq!(read("- 12 osób\n  - 3 psy\n"), "12 osób\n3 psy\n");
    }

    #[test]
    fn a_line_break_in_html_parts_words() {
        assert_eq!(read("12<br/>osób\n"), "12 osób\n");
    }

    #[test]
    fn comments_are_kept_apart_from_the_prose() {
        let source = "Um <!-- um --> dois.\n\n<!-- two\nlines -->\n\n<!-- três --> 12 pessoas.\n\nFim.\n";
        let (view, remarks) = prose(source, 0);
        assert_eq!(view.text(), "Um  dois.\n 12 pessoas.\nFim.\n");
        let found: Vec<_> =
            remarks.iter().map(|remark| (remark.text.as_str(), remark.span.of(source))).collect();
        let expected =
            [(" um ", "<!-- um -->"), (" two\nlines ", "<!-- two\nlines -->"), (" três ", "<!-- três -->")];
        assert_eq!(found, expected);
        let at = view.text().find("12 pessoas").unwrap();
        assert_eq!(view.to_source(Span::new(at, at + 10)).of(source), "12 pessoas");
    }
}
