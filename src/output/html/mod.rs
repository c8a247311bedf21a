//! One page for a browser: no network, no script, and no text of an article that is more than text.

mod digest;
mod finding;
mod scale;
mod text;
mod words;

use std::fmt::Write;

use crate::findings::{Finding, Level};
use crate::values::many;

use super::Checked;
use super::wording::{aside_counts, complaints, left_out};
use digest::policy_hash;
use finding::card;
use text::escaped;
use words::{date_words, level_words};

/// The levels in the order of the page.
const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Note];

/// The findings as one page for editors.
pub fn html(checked: &Checked<'_>) -> String {
    let page = Page { checked, rules: rules(checked) };
    let style = page.style();
    let title = page.title();
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta \
         http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; base-uri 'none'; \
         form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta \
         name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title} (factlint)</title>\n<style>{style}</style>\n</head>\n<body>\n",
        policy_hash(&style)
    );
    page.head(&mut out, &title);
    page.findings(&mut out);
    page.aside(&mut out);
    page.articles(&mut out);
    page.foot(&mut out);
    out.push_str("</body>\n</html>\n");
    out
}

/// The rules that found something, in the order of the page.
fn rules(checked: &Checked<'_>) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for finding in &checked.report.findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule.clone());
        }
    }
    rules
}

struct Page<'a> {
    checked: &'a Checked<'a>,
    rules: Vec<String>,
}

impl Page<'_> {
    fn all(&self) -> &[Finding] {
        &self.checked.report.findings
    }

    fn title(&self) -> String {
        let articles = many(self.checked.corpus.articles().count(), "article");
        match self.all().len() {
            0 => format!("Nothing to look at in {articles}"),
            1 => format!("1 thing to look at in {articles}"),
            count => format!("{count} things to look at in {articles}"),
        }
    }

    fn of_level(&self, level: Level) -> usize {
        self.all().iter().filter(|finding| finding.level == level).count()
    }

    /// The style sheet, with what hides the findings whose box is not ticked.
    fn style(&self) -> String {
        let mut style = String::from(include_str!("page.css"));
        let levels = LEVELS.iter().map(|level| format!("l-{}", level.name()));
        let rules = (0..self.rules.len()).map(|rule| format!("r-{rule}"));
        for name in levels.chain(rules) {
            let _ = writeln!(style, "body:has(#{name}:not(:checked)) main .{name} {{ display: none; }}");
        }
        style
    }

    fn head(&self, out: &mut String, title: &str) {
        let _ = writeln!(out, "<header>\n<h1>{title}</h1>");
        for complaint in self.checked.unread {
            let _ = writeln!(out, "<p class=\"unread\"><b>Not read:</b> {}</p>", escaped(complaint));
        }
        for complaint in complaints(self.checked.report) {
            let _ = writeln!(out, "<p class=\"unread\"><b>Please mend:</b> {}</p>", escaped(&complaint));
        }
        for sentence in left_out(self.checked.report) {
            let _ = writeln!(out, "<p>{}</p>", escaped(&sentence));
        }
        if self.all().len() > 1 {
            out.push_str("<form class=\"filters\">\n<fieldset class=\"levels\"><legend>Show</legend>\n");
            for level in LEVELS {
                let count = self.of_level(level);
                if count > 0 {
                    self.tick(out, &format!("l-{}", level.name()), level_words(level), count);
                }
            }
            out.push_str("</fieldset>\n<fieldset class=\"rules\"><legend>Kinds</legend>\n");
            for (number, rule) in self.rules.iter().enumerate() {
                let count = self.all().iter().filter(|finding| finding.rule == *rule).count();
                self.tick(out, &format!("r-{number}"), &rule.replace('-', " "), count);
            }
            out.push_str("</fieldset>\n</form>\n");
        }
        out.push_str("</header>\n");
    }

    fn tick(&self, out: &mut String, id: &str, words: &str, count: usize) {
        let _ = writeln!(
            out,
            "<label><input type=\"checkbox\" id=\"{id}\" checked autocomplete=\"off\"> {} ({count})</label>",
            escaped(words)
        );
    }

    fn findings(&self, out: &mut String) {
        out.push_str("<main>\n");
        if self.all().is_empty() {
            out.push_str("<p>Whatever could be compared fits together.</p>\n");
        }
        for finding in self.all() {
            let rule = self.rules.iter().position(|rule| *rule == finding.rule);
            out.push_str(&card(self.checked, finding, rule, None));
        }
        out.push_str(
            "<p class=\"hidden-all\">Everything is hidden: tick a level and a kind above.</p>\n</main>\n",
        );
    }

    /// What does not count, folded away.
    fn aside(&self, out: &mut String) {
        let aside = &self.checked.report.set_aside;
        if aside.is_empty() {
            return;
        }
        let _ =
            writeln!(out, "<details class=\"aside\">\n<summary>Set aside: {}</summary>", aside_counts(aside));
        for one in aside {
            out.push_str(&card(self.checked, &one.finding, None, Some(&one.why)));
        }
        out.push_str("</details>\n");
    }

    fn articles(&self, out: &mut String) {
        let count = self.checked.corpus.articles().count();
        let _ = writeln!(
            out,
            "<details class=\"articles\">\n<summary>What was read: {}</summary>\n<div class=\"wide\"><table>\n<tr>\
             <th>Article</th><th>From</th><th>Published</th><th>Language</th><th>Figures and dates</th></tr>",
            many(count, "article")
        );
        for (id, document) in self.checked.corpus.articles() {
            let facts = self.checked.report.reading.document(id);
            let published = facts.published.map(|published| date_words(published.date));
            let _ = writeln!(
                out,
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                escaped(&document.name),
                escaped(document.metadata.source.as_deref().unwrap_or_default()),
                published.unwrap_or_else(|| "not known".into()),
                escaped(facts.language.as_deref().unwrap_or("not read: the language is not known")),
                facts.facts.len()
            );
        }
        out.push_str("</table></div>\n</details>\n");
    }

    fn foot(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "<footer>\n<p>factlint {} compares what articles say. It does not know which of two figures is right, \
             and it can itself be wrong.</p>\n</footer>",
            env!("CARGO_PKG_VERSION")
        );
    }
}
