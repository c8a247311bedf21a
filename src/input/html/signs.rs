//! What the attributes of an element say of its part in a page.

use std::ops::Range;

use crate::input::markup::Piece;

/// What the attributes of a tag say.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Nothing in it is shown, or it is a menu, a search box or the like.
    pub hidden: bool,
    /// Its class names it as something that stands beside an article.
    pub beside: bool,
    /// It is the text of the article (`itemprop="articleBody"`).
    pub body: bool,
    /// It is an article (`role`, `itemtype`).
    pub article: bool,
    /// It is the main part of the page.
    pub main: bool,
    /// Its language.
    pub language: Option<Range<usize>>,
    /// It dates the article (`itemprop="datePublished"`).
    pub dates: bool,
}

/// Parts of a page that are not its article, by their role.
const ROLES: [&str; 12] = [
    "navigation",
    "complementary",
    "contentinfo",
    "banner",
    "search",
    "menu",
    "menubar",
    "toolbar",
    "dialog",
    "alertdialog",
    "tooltip",
    "form",
];

/// What stands beside an article or between its paragraphs, as classes and ids name it: the whole of a name,
/// its first word or its last one.
const BESIDE: [&str; 62] = [
    "ad",
    "ads",
    "advert",
    "adverts",
    "advertisement",
    "also-read",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "credit",
    "credits",
    "czytaj-takze",
    "disqus",
    "fb-post",
    "footer",
    "instagram-media",
    "leia-mais",
    "leia-tambem",
    "menu",
    "modal",
    "more-on",
    "most-read",
    "nav",
    "navigation",
    "newsletter",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "powiazane",
    "promo",
    "publicidade",
    "read-also",
    "read-more",
    "readmore",
    "recirc",
    "recommended",
    "recommendations",
    "reklama",
    "related",
    "relacionadas",
    "saiba-mais",
    "screen-reader-text",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "sr-only",
    "subscribe",
    "taboola",
    "tags",
    "teaser",
    "twitter-tweet",
    "veja-tambem",
    "zobacz-takze",
];

/// "has-sidebar" names what holds a sidebar.
const HOLDERS: [&str; 6] = ["has", "no", "with", "without", "is", "not"];

impl Signs {
    /// What the attributes of `piece` say.
    pub(super) fn of(piece: &Piece, text: &str) -> Self {
        let mut signs = Self::default();
        // `<p>` has no attributes.
        if piece.span.end <= piece.inner.end + 1 {
            return signs;
        }
        for (name, value) in piece.attributes(text) {
            signs.take(name, &text[value.clone()], value);
        }
        signs
    }

    fn take(&mut self, name: &str, value: &str, place: Range<usize>) {
        let mut words = value.split_ascii_whitespace();
        let any = |wanted: &str| value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
        match name.to_ascii_lowercase().as_str() {
            "class" | "id" => self.beside |= words.any(is_beside),
            "role" => {
                self.hidden |= ROLES.into_iter().any(any);
                self.main |= any("main");
                self.article |= any("article");
            }
            "hidden" => self.hidden |= !any("until-found"),
            "aria-hidden" => self.hidden |= any("true"),
            "style" => {
                let style: String = value.split_ascii_whitespace().collect();
                self.hidden |= style.to_ascii_lowercase().contains("display:none");
            }
            "itemprop" => {
                self.body |= any("articleBody");
                self.dates |= any("datePublished");
            }
            "itemtype" => self.article |= value.ends_with("Article") || value.ends_with("BlogPosting"),
            "lang" | "xml:lang" if !value.trim().is_empty() => self.language = Some(place),
            _ => {}
        }
    }
}

fn is_beside(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace('_', "-");
    let first = name.split('-').next().unwrap_or_default();
    BESIDE.iter().any(|word| {
        name == *word
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('-'))
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('-')) && !HOLDERS.contains(&first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_name_what_stands_beside() {
        for name in
            ["related", "related-articles", "Share_Buttons", "article-sidebar", "wp-caption", "ad-slot"]
        {
            assert!(is_beside(name), "{name}");
        }
        for name in
            ["has-sidebar", "article", "address", "header", "content", "no-comments", "shared-with", ""]
        {
            assert!(!is_beside(name), "{name}");
        }
    }
}
