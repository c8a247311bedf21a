use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::Remark;
use crate::text::{Span, TextView, ViewBuilder};

use super::html;
use super::remarks::remarks_in;

/// What of Markdown's dialects is read. Footnotes and what is struck out are known in order to be left out.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// The prose of Markdown: what a reader sees, without code, link targets and markup, each piece
/// mapped to its bytes; and the comments. `start` is the byte at which the prose begins, past any front
/// matter.
pub(super) fn prose(source: &str, start: usize) -> (TextView, Vec<Remark>) {
    let mut reader =
        Reader { source, builder: ViewBuilder::default(), remarks: Vec::new(), html: None, unseen: 0 };
    for (event, range) in Parser::new_ext(&source[start..], OPTIONS).into_offset_iter() {
        reader.take(event, range.start + start..range.end + start);
    }
    let (view, mut remarks) = (reader.builder.finish(), reader.remarks);
    (without_templates(view, &mut remarks), remarks)
}

struct Reader<'a> {
    source: &'a str,
    builder: ViewBuilder,
    remarks: Vec<Remark>,
    /// The block of HTML that is open, as far as it was read.
    html: Option<ViewBuilder>,
    /// How many elements are open that show no words: code, pictures, what is struck out.
    unseen: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Strikethrough) => self.unseen += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::Strikethrough) => {
                self.unseen = self.unseen.saturating_sub(1);
            }
            Event::Text(text) if self.unseen == 0 => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.space(range),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.space(range),
            Event::InlineHtml(_) => {
                self.remarks.extend(remarks_in(self.source, range, self.builder.len()));
            }
            Event::Start(Tag::HtmlBlock) => {
                self.builder.break_paragraph();
                self.remarks.extend(remarks_in(self.source, range, self.builder.len()));
                self.html = Some(ViewBuilder::default());
            }
            Event::Html(_) => {
                if let Some(html) = &mut self.html {
                    html.push_source(&self.source[range.clone()], range.start);
                }
            }
            Event::End(TagEnd::HtmlBlock) => self.end_html(),
            Event::Start(tag) if is_block(&tag) => self.builder.break_paragraph(),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::TableHead
                | TagEnd::BlockQuote(_)
                | TagEnd::FootnoteDefinition,
            ) => self.builder.break_paragraph(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        // An escape or an entity has more bytes in the source than in the text.
        if self.source.get(range.clone()) == Some(text) {
            self.builder.push_source(text, range.start);
        } else {
            self.builder.push_decoded(text, Span::new(range.start, range.end));
        }
    }

    fn space(&mut self, range: Range<usize>) {
        if self.unseen == 0 {
            self.builder.push_decoded(" ", Span::new(range.start, range.end));
        }
    }

    /// The prose in a block of HTML.
    fn end_html(&mut self) {
        let block = self.html.take().unwrap_or_default().finish();
        self.builder.push_view(&html::fragment_of(&block));
        self.builder.break_paragraph();
    }
}

/// A longer one is no mark of a template.
const LONGEST_TEMPLATE: usize = 1000;

/// Marks of templates by how they open and close: Liquid, Nunjucks and Hugo's shortcodes, Kramdown.
const TEMPLATES: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{:", "}")];

/// The prose without what a generator of sites puts something else for.
fn without_templates(view: TextView, remarks: &mut [Remark]) -> TextView {
    let text = view.text();
    let template = |at: usize| {
        let rest = &text[at..];
        let (open, close) = TEMPLATES.iter().find(|(open, _)| rest.starts_with(open))?;
        let line = rest.find('\n').unwrap_or(rest.len());
        let mut end = line.min(LONGEST_TEMPLATE);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        Some(at + open.len() + rest[open.len()..end.max(open.len())].find(close)? + close.len())
    };
    if !text.contains('{') {
        return view;
    }
    let mut builder = ViewBuilder::default();
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = text[at..].find('{') {
        at += found;
        let Some(end) = template(at) else {
            at += 1;
            continue;
        };
        builder.push_source(&text[copied..at], copied);
        (copied, at) = (end, end);
    }
    builder.push_source(&text[copied..], copied);
    let kept = builder.finish();
    remarks.iter_mut().for_each(|remark| remark.at = kept.place_in_view(remark.at));
    kept.through(&view)
}

/// What begins on a line of its own: a list inside an item ends the item's own words.
fn is_block(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::Item
            | Tag::List(_)
            | Tag::BlockQuote(_)
            | Tag::Table(_)
            | Tag::FootnoteDefinition(_)
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
        assert_eq!(view.text(), "Um  dois.\n12 pessoas.\nFim.\n");
        let found: Vec<_> =
            remarks.iter().map(|remark| (remark.text.as_str(), remark.span.of(source))).collect();
        let expected =
            [(" um ", "<!-- um -->"), (" two\nlines ", "<!-- two\nlines -->"), (" três ", "<!-- três -->")];
        assert_eq!(found, expected);
        let at = view.text().find("12 pessoas").unwrap();
        assert_eq!(view.to_source(Span::new(at, at + 10)).of(source), "12 pessoas");
    }

    #[test]
    fn prose_in_blocks_of_html_is_read() {
        let source = "Um.\n\n<div class=\"box\">\n<p>Ranny&nbsp;był\n1 strażak</p>\n</div>\n\n> <div>\n> 12 osób\n> </div>\n\n<aside>3 psy</aside>\n\nFim.\n";
        let view = prose(source, 0).0;
        assert_eq!(view.text(), "Um.\nRanny\u{a0}był 1 strażak\n12 osób\nFim.\n");
        for words in ["1 strażak", "12 osób"] {
            let at = view.text().find(words).unwrap();
            assert_eq!(view.to_source(Span::new(at, at + words.len())).of(source), words);
        }
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let source = "Zginęło ~~12~~ 15 osób[^1]. ![Most w 1934 r.](x.jpg) {{< figure src=\"12.jpg\" >}}\n\n\
                      {% include ad.html n=3 %}\n\n# Dwa {#dwa-2}\n{: .lead }\n\n[^1]: Policja.\n";
        let read = read(source);
        assert_eq!(read.split_whitespace().collect::<Vec<_>>().join(" "), "Zginęło 15 osób. Dwa Policja.");
    }
}
