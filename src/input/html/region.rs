//! Which box of a page is its article.

use super::outline::{Element, Outline, Part};
use super::tag::Tag;

/// The number of the box that holds the article's text: what the page marks as the article's body; else the
/// article with most prose, if it holds the better part of the main box, or the main box; else the box in
/// which most paragraphs stand together; else the whole page.
pub(super) fn find(outline: &Outline) -> usize {
    let elements = &outline.elements;
    let most = |wanted: &dyn Fn(&Element) -> bool| {
        let fits = |(_, element): &(usize, &Element)| {
            element.part != Part::Dropped && element.total > 0 && wanted(element)
        };
        let found = elements.iter().enumerate().filter(fits);
        found
            .max_by_key(|(index, element)| (element.total, std::cmp::Reverse(*index)))
            .map(|(index, _)| index)
    };
    let total = |index: usize| elements[index].total;
    if let Some(body) = most(&|element| element.body) {
        return body;
    }
    let main = most(&|element| element.main);
    let rivals = main.map_or(elements[0].total, total);
    match (most(&|element| element.article), main) {
        (Some(article), _) if total(article) >= rivals / 2 => article,
        (_, Some(main)) => main,
        _ => densest(elements),
    }
}

/// The box with most letters in paragraphs of its own, half of those in the boxes in it counted too: where
/// the paragraphs stand in several boxes, the one around them wins.
fn densest(elements: &[Element]) -> usize {
    // Where classes would set everything aside, they are not believed.
    let all_beside = elements[0].total == 0;
    let own = |element: &Element| if all_beside { element.beside } else { element.own };
    let mut scores: Vec<u32> = elements.iter().map(own).collect();
    for index in (1..elements.len()).rev() {
        scores[elements[index].parent as usize] += scores[index] / 2;
    }
    let is_box = |index: &usize| elements[*index].part != Part::Dropped && elements[*index].tag.is_box();
    let best =
        (0..elements.len()).filter(is_box).max_by_key(|index| (scores[*index], std::cmp::Reverse(*index)));
    best.filter(|index| scores[*index] > 0).unwrap_or_default()
}

/// The headline of the article in the box `region`: the first `<h1>` in it, else the last one before it that
/// is more than a link home.
pub(super) fn headline(outline: &Outline, region: usize) -> Option<&Element> {
    let inside = outline.elements[region].span;
    let fits =
        |element: &&Element| element.tag == Tag::H1 && element.part != Part::Dropped && element.letters > 0;
    let headings = || outline.elements.iter().filter(fits);
    let is_link = |element: &Element| element.linked * 2 > element.letters;
    let first = headings().find(|element| inside.contains(element.span));
    first.or_else(|| headings().rfind(|element| element.span.start < inside.start && !is_link(element)))
}
