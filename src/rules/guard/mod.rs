//! Guards: small conditions that a rule file puts on the facts it binds, in a language of their own.
//! They are read and checked when the rule is loaded; judging one neither loops nor recurses deeper than
//! it was written. The language is described in `docs/guards.md`.

mod ast;
mod check;
mod eval;
mod field;
mod kind;
mod mistake;
mod parse;
mod term;
mod value;

use toml::Spanned;

use crate::text::Fault;

pub(super) use check::Bound;
pub(super) use eval::{Facts, Subjected};

use super::place::place_in_file;
use check::Refusal;
use term::Test;

/// A checked guard.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    text: String,
    test: Test,
}

impl Guard {
    /// Reads the guard that stands in a rule file.
    pub fn parse(path: &str, file: &str, text: &Spanned<String>, bound: Bound<'_>) -> Result<Self, Fault> {
        Self::checked(text.get_ref(), bound).map_err(|refusal| match refusal {
            Refusal::Data(fault) => fault,
            Refusal::Mistake(mistake) => {
                let span = place_in_file(file, text.span(), text.get_ref(), mistake.span);
                let fault = Fault::new(path, file, Some(span), mistake.message);
                mistake.help.map_or(fault.clone(), |help| fault.help(help))
            }
        })
    }

    fn checked(text: &str, bound: Bound<'_>) -> Result<Self, Refusal> {
        let node = parse::parse(text).map_err(Refusal::Mistake)?;
        Ok(Self { text: text.trim().to_string(), test: check::check(&node, bound)? })
    }

    /// The guard as written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it holds of the facts; `None` where what is known of them does not decide it.
    pub fn holds(&self, facts: Facts<'_>) -> Option<bool> {
        facts.judge(&self.test)
    }

    /// Whether it is known to hold of two facts, one way round or the other: neither of them comes first.
    pub fn holds_either_way(&self, facts: Facts<'_>) -> bool {
        let turned = facts.b.map(|b| Facts { a: b, b: Some(facts.a), ..facts });
        [Some(facts), turned].into_iter().flatten().any(|facts| self.holds(facts) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Metadata, Published, PublishedFrom};
    use crate::extract::{DocumentFacts, extract};
    use crate::lexicon::Library;
    use crate::rules::relations::{FactKind, kind_of};

    /// The page that describes guards, with the examples that are run here.
    const PAGE: &str = include_str!("../../../docs/guards.md");

    /// `language, date: text`, read.
    fn read(line: &str, library: &Library) -> DocumentFacts {
        let (head, text) = line.split_once(": ").expect("a language and a date before the text");
        let (language, published) = head.split_once(", ").expect("a language and a date");
        let metadata = Metadata {
            language: Some(language.into()),
            published: Published::parse(published, PublishedFrom::Config),
            ..Metadata::default()
        };
        // The first line is a headline, and these are not.
        let text = format!("An article\n\n{text}\n");
        extract(&Document::plain("1", &text, metadata), library).expect("packs without fault")
    }

    fn subjected(document: &DocumentFacts) -> Subjected<'_> {
        Subjected {
            fact: document.facts.first().expect("a fact"),
            language: document.language.as_deref(),
            published: document.published,
        }
    }

    /// The rows of the page's tables that follow the sources of facts, as pairs of guard and outcome.
    fn row(line: &str) -> Option<(&str, &str)> {
        line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | ")
    }

    #[test]
    fn the_examples_of_the_page_come_out_as_it_says() {
        let library = Library::builtin().unwrap();
        let (mut facts, mut n_rows) = (Vec::new(), 0);
        let page =
            PAGE.split("## Three outcomes").nth(1).unwrap().split("## What is refused").next().unwrap();
        for line in page.lines() {
            if let Some(a) = line.strip_prefix("a: ") {
                facts = vec![read(a, &library)];
            } else if let Some(b) = line.strip_prefix("b: ") {
                facts.push(read(b, &library));
            }
            let Some((text, expected)) = row(line) else { continue };
            let kinds: Vec<FactKind> =
                facts.iter().filter_map(|document| kind_of(&document.facts[0])).collect();
            let guard = Guard::checked(text, Bound { n_facts: 2, kinds: &kinds }).unwrap();
            let (a, b) = (subjected(&facts[0]), Some(subjected(&facts[1])));
            let found = match guard.holds(Facts { a, b, vocabulary: &library.vocabulary }) {
                Some(true) => "holds",
                Some(false) => "does not hold",
                None => "cannot tell",
            };
            assert_eq!(found, expected, "{text}");
            n_rows += 1;
        }
        assert!(n_rows > 30, "the page lost its examples");
    }

    #[test]
    fn the_page_tells_what_is_refused() {
        let page = PAGE.split("## What is refused").nth(1).unwrap();
        let rows: Vec<(&str, &str)> = page.lines().filter_map(row).collect();
        assert!(rows.len() > 15, "the page lost its examples");
        for (text, expected) in rows {
            let bound = Bound { n_facts: 2, kinds: &[FactKind::Count] };
            match Guard::checked(text, bound) {
                Err(Refusal::Mistake(mistake)) => assert_eq!(mistake.message, expected, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
        }
    }

    #[test]
    fn the_page_names_every_field() {
        for (name, _) in field::Field::ALL {
            assert!(PAGE.contains(&format!("`a.{name}`")), "{name}");
        }
    }

    #[test]
    fn a_guard_of_two_facts_has_no_order() {
        let library = Library::builtin().unwrap();
        let older = read("en, 2025-08-02: The flood killed 31 people.", &library);
        let newer = read("en, 2025-08-05: The flood killed 26 people.", &library);
        let bound = Bound { n_facts: 2, kinds: &[FactKind::Count] };
        let guard = Guard::checked("b.published - a.published > 2 d", bound).unwrap();
        for (a, b) in [(&older, &newer), (&newer, &older)] {
            let (a, b) = (subjected(a), Some(subjected(b)));
            assert!(guard.holds_either_way(Facts { a, b, vocabulary: &library.vocabulary }));
        }
    }

    #[test]
    fn a_mistake_stands_at_its_place_in_the_rule_file() {
        #[derive(Debug, serde::Deserialize)]
        struct File {
            when: Spanned<String>,
        }
        let file = "id = \"x\"\nwhen = \"a.of == \\\"casualty.deda\\\"\"\n";
        let when = toml::from_str::<File>(file).unwrap().when;
        let bound = Bound { n_facts: 1, kinds: &[FactKind::Count] };
        let fault = Guard::parse("x.toml", file, &when, bound).unwrap_err();
        assert_eq!(fault.to_string(), "x.toml:2:17: unknown concept `casualty.deda`");
        assert_eq!(fault.help.as_deref(), Some("did you mean `casualty.dead`?"));
        assert_eq!(fault.span.unwrap().of(file), "\\\"casualty.deda\\\"");
    }

    #[test]
    fn dates_and_figures_have_different_values() {
        let kinds = [FactKind::Date, FactKind::Count];
        let refused = |text| match Guard::checked(text, Bound { n_facts: 1, kinds: &kinds }) {
            Err(Refusal::Mistake(mistake)) => mistake.message,
            other => panic!("{other:?}"),
        };
        assert!(refused("a.value.point == a.value.point").contains("a moment for some"));
        assert!(refused("a.unit == \"km\"").contains("have no `unit`"));
        assert!(refused("b.of is known").contains("binds one fact"));
    }
}
