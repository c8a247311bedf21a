//! XML as a list of its elements with their places. Nothing is expanded: a text that declares entities of
//! its own is refused, so that none can grow.

use std::ops::Range;

use crate::text::{Span, TextView, ViewBuilder};

use super::markup::{self, Dialect, Kind, Piece, Pieces};

/// Deeper nesting is no article.
const DEEPEST: usize = 1000;

/// A text of XML, its elements in the order in which they begin.
#[derive(Debug)]
pub(super) struct Xml<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// The start tag.
    tag: Span,
    name: Span,
    /// What stands between the tags.
    inner: Span,
    /// The element after it and all that is in it.
    next: u32,
    is_whole: bool,
}

/// The number of an element.
pub(super) type Element = usize;

/// What is wrong with a text of XML, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub at: usize,
    pub message: String,
}

impl<'a> Xml<'a> {
    /// Reads the elements up to the end, or up to what is wrong.
    pub(super) fn read(text: &'a str) -> (Self, Option<Mistake>) {
        let mut reader = Reader { text, nodes: Vec::new(), open: Vec::new() };
        let mut pieces = Pieces::of(text, 0, Dialect::Xml);
        let mistake = pieces.find_map(|piece| reader.take(&piece).err());
        // What kind of text is refused is told by its root.
        let root = pieces.find(|piece| reader.nodes.is_empty() && piece.kind == Kind::Start);
        root.iter().for_each(|root| reader.start(root));
        let unfinished = reader.unfinished();
        let mistake = mistake.or(unfinished);
        (Self { text, nodes: reader.nodes }, mistake)
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Element> {
        (!self.nodes.is_empty()).then_some(0)
    }

    /// Whether the end of an element was found.
    pub(super) fn is_whole(&self, element: Element) -> bool {
        self.nodes[element].is_whole
    }

    /// The name of an element, with its prefix.
    pub(super) fn name(&self, element: Element) -> &'a str {
        self.nodes[element].name.of(self.text)
    }

    /// The same without its prefix.
    pub(super) fn local_name(&self, element: Element) -> &'a str {
        let name = self.name(element);
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// The byte at which an element begins.
    pub(super) fn start(&self, element: Element) -> usize {
        self.nodes[element].tag.start as usize
    }

    /// The bytes between its tags.
    pub(super) fn inner(&self, element: Element) -> Range<usize> {
        self.nodes[element].inner.range()
    }

    /// The elements right inside of one.
    pub(super) fn children(&self, of: Element) -> impl Iterator<Item = Element> + '_ {
        let end = self.nodes[of].next as usize;
        let first = (of + 1 < end).then_some(of + 1);
        std::iter::successors(first, move |&at| Some(self.nodes[at].next as usize).filter(|&next| next < end))
    }

    /// All elements inside of one.
    pub(super) fn descendants(&self, of: Element) -> Range<Element> {
        of + 1..self.nodes[of].next as usize
    }

    /// The first child of a name. A name without a prefix is meant with the parent's, or without one.
    pub(super) fn child(&self, of: Element, name: &str) -> Option<Element> {
        let prefix = self.name(of).rsplit_once(':').map(|(prefix, _)| prefix);
        self.children(of).find(|child| {
            let found = self.name(*child);
            found == name
                || prefix.is_some_and(|prefix| {
                    found.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')) == Some(name)
                })
        })
    }

    /// What a path of names leads to.
    pub(super) fn at(&self, of: Element, path: &str) -> Option<Element> {
        path.split('/').try_fold(of, |at, name| self.child(at, name))
    }

    /// An attribute, as it is read.
    pub(super) fn attribute(&self, element: Element, name: &str) -> Option<String> {
        let Node { tag, name: inner, .. } = self.nodes[element];
        Piece { kind: Kind::Start, span: tag.range(), inner: inner.range() }.value(self.text, name)
    }

    /// The words in an element, those of the elements in it too, with their places.
    pub(super) fn words(&self, element: Element) -> TextView {
        let inner = self.inner(element);
        let mut builder = ViewBuilder::default();
        for piece in Pieces::of(&self.text[..inner.end], inner.start, Dialect::Xml) {
            match piece.kind {
                Kind::Text => markup::push_decoded(&mut builder, self.text, piece.inner, Dialect::Xml),
                Kind::Literal => builder.push_source(&self.text[piece.inner.clone()], piece.inner.start),
                _ => {}
            }
        }
        builder.finish()
    }

    /// The same as mere text, without the blanks around it; `None` where there is none.
    pub(super) fn text(&self, element: Element) -> Option<String> {
        Some(self.words(element).text().trim().to_string()).filter(|text| !text.is_empty())
    }
}

struct Reader<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    open: Vec<usize>,
}

impl Reader<'_> {
    fn take(&mut self, piece: &Piece) -> Result<(), Mistake> {
        match piece.kind {
            Kind::Start | Kind::Empty if self.open.len() == DEEPEST => {
                self.mistake(piece.span.start, format!("nested more than {DEEPEST} deep"))
            }
            Kind::Start | Kind::Empty => {
                self.start(piece);
                Ok(())
            }
            Kind::End => self.end(piece),
            Kind::Declaration if self.text[piece.inner.clone()].contains("<!ENTITY") => {
                let message = "declares entities of its own, which are not read, since they can grow without \
                               bounds; write out what they stand for";
                self.mistake(piece.span.start, message.into())
            }
            Kind::Text | Kind::Literal | Kind::Comment | Kind::Declaration => Ok(()),
        }
    }

    fn mistake(&self, at: usize, message: String) -> Result<(), Mistake> {
        Err(Mistake { at, message })
    }

    fn start(&mut self, piece: &Piece) {
        let is_whole = piece.kind == Kind::Empty;
        if !is_whole {
            self.open.push(self.nodes.len());
        }
        let inner_end = if is_whole { piece.span.end } else { self.text.len() };
        self.nodes.push(Node {
            tag: Span::new(piece.span.start, piece.span.end),
            name: Span::new(piece.inner.start, piece.inner.end),
            inner: Span::new(piece.span.end, inner_end),
            next: Span::new(self.nodes.len() + 1, 0).start,
            is_whole,
        });
    }

    fn end(&mut self, piece: &Piece) -> Result<(), Mistake> {
        let name = &self.text[piece.inner.clone()];
        match self.open.last() {
            Some(&open) if self.nodes[open].name.of(self.text) == name => {
                self.open.pop();
                let next = Span::new(self.nodes.len(), 0).start;
                let node = &mut self.nodes[open];
                node.inner = Span::new(node.inner.start as usize, piece.span.start);
                (node.next, node.is_whole) = (next, true);
                Ok(())
            }
            Some(&open) => {
                let open = self.nodes[open].name.of(self.text);
                self.mistake(piece.span.start, format!("`</{name}>` where `<{open}>` is open; mend the file"))
            }
            None => self.mistake(piece.span.start, format!("`</{name}>` closes nothing; mend the file")),
        }
    }

    /// Elements that are open in the end hold all that follows.
    fn unfinished(&mut self) -> Option<Mistake> {
        let innermost = *self.open.last()?;
        let next = Span::new(self.nodes.len(), 0).start;
        for open in &self.open {
            self.nodes[*open].next = next;
        }
        let name = self.nodes[innermost].name.of(self.text);
        let message = format!("the file ends inside `<{name}>`: it was cut; fetch it once more");
        Some(Mistake { at: self.text.len(), message })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(text: &str) -> String {
        Xml::read(text).1.map(|mistake| format!("{}: {}", mistake.at, mistake.message)).unwrap_or_default()
    }

    #[test]
    fn elements_are_found_by_name() {
        let text = "<?xml version='1.0'?><a:f xmlns:a='x'><a:e n='1'/><t>a&amp;b<![CDATA[<c>]]></t><m:t>2</m:t></a:f>";
        let (xml, none) = Xml::read(text);
        assert_eq!(none, None);
        let root = xml.root().unwrap();
        assert_eq!(xml.local_name(root), "f");
        assert_eq!(xml.attribute(xml.child(root, "e").unwrap(), "n").as_deref(), Some("1"));
        let title = xml.words(xml.child(root, "t").unwrap());
        assert_eq!(title.text(), "a&b<c>");
        assert_eq!(title.to_source(Span::new(3, 6)).of(text), "<c>");
        assert_eq!(xml.text(xml.child(root, "m:t").unwrap()).as_deref(), Some("2"));
        assert_eq!(xml.child(root, "x"), None);
    }

    #[test]
    fn what_is_wrong_has_a_place_and_the_rest_is_kept() {
        assert_eq!(mistake("<a><b></a>"), "6: `</a>` where `<b>` is open; mend the file");
        assert_eq!(mistake("</a>"), "0: `</a>` closes nothing; mend the file");
        let (xml, mistake) = Xml::read("<a><i>1</i><i>2");
        assert_eq!(mistake.unwrap().at, 15);
        let items: Vec<bool> = xml.children(0).map(|item| xml.is_whole(item)).collect();
        assert_eq!(items, [true, false]);
    }

    #[test]
    fn entities_of_its_own_are_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert!(mistake(bomb).starts_with("0: declares entities of its own"));
        assert!(mistake(&"<a>".repeat(2000)).starts_with("3000: nested more than 1000 deep"));
    }
}
