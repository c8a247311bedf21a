use std::collections::BTreeMap;
use std::fmt::Write;

use crate::document::DocId;
use crate::findings::{Finding, Label, SetAside};

use super::Checked;
use super::wording::why_aside;
use super::xml::{HEAD, escaped};

/// JUnit XML: a suite an article, a case a finding. A finding that fails the run is a failure; one below
/// that level is a case that passes and says so; one that is set aside is skipped. An article without findings is one case that passes.
pub fn junit(checked: &Checked<'_>) -> String {
    let mut by_document: BTreeMap<DocId, Vec<(&Finding, &Label)>> = BTreeMap::new();
    for (finding, label) in checked.placed() {
        by_document.entry(label.document).or_default().push((finding, label));
    }
    let mut aside: BTreeMap<DocId, Vec<&SetAside>> = BTreeMap::new();
    for one in &checked.report.set_aside {
        if let Some(label) = one.finding.labels.first() {
            aside.entry(label.document).or_default().push(one);
        }
    }
    let mut suites: Vec<Suite> = checked
        .corpus
        .articles()
        .map(|(id, document)| {
            let name = match document.record() {
                Some(_) => document.name.clone(),
                None => checked.file(document).path,
            };
            let findings = by_document.get(&id).map(Vec::as_slice).unwrap_or_default();
            let aside = aside.get(&id).map(Vec::as_slice).unwrap_or_default();
            Suite::of_article(checked, &name, findings, aside)
        })
        .collect();
    suites.extend(Suite::of_complaints(checked.unread));
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut out = format!(
        "{HEAD}<testsuites name=\"factlint\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        sum(|suite| suite.tests),
        sum(|suite| suite.failures),
        sum(|suite| suite.errors),
    );
    suites.iter().for_each(|suite| suite.write(&mut out));
    out.push_str("</testsuites>\n");
    out
}

/// A test suite, and what stands in it.
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
    cases: String,
}

impl Suite {
    fn new(name: &str) -> Self {
        Self { name: name.into(), tests: 0, failures: 0, errors: 0, skipped: 0, cases: String::new() }
    }

    fn of_article(
        checked: &Checked<'_>,
        name: &str,
        findings: &[(&Finding, &Label)],
        aside: &[&SetAside],
    ) -> Self {
        let mut suite = Self::new(name);
        for (finding, label) in findings {
            let words = checked.place(label).words;
            let test = format!("{} at {words}", finding.rule);
            let message = checked.message_with_places(finding);
            if checked.fail_on.fails(finding.level) {
                suite.failures += 1;
                let text = format!("{words}: {message}\n{}", finding.help);
                suite.case(&test, &problem("failure", &finding.rule, &finding.message, &text));
            } else {
                let text = format!("{}: {message}", finding.level.name());
                suite.case(&test, &format!("<system-out>{}</system-out>", escaped(&text)));
            }
        }
        for SetAside { finding, why } in aside {
            let words = finding.labels.first().map(|label| checked.place(label).words).unwrap_or_default();
            suite.skipped += 1;
            let text = checked.message_with_places(finding);
            let inside = problem("skipped", &finding.rule, &why_aside(why), &text);
            suite.case(&format!("{} at {words}", finding.rule), &inside);
        }
        if suite.tests == 0 {
            suite.case("no findings", "");
        }
        suite
    }

    /// What could not be read.
    fn of_complaints(complaints: &[String]) -> Option<Self> {
        let mut suite = Self::new("factlint");
        for complaint in complaints {
            suite.errors += 1;
            suite.case("reading", &problem("error", "input", complaint, ""));
        }
        (suite.tests > 0).then_some(suite)
    }

    fn case(&mut self, test: &str, inside: &str) {
        self.tests += 1;
        let (test, class) = (escaped(test), escaped(&self.name));
        let _ = write!(self.cases, "    <testcase name=\"{test}\" classname=\"{class}\"");
        let end = if inside.is_empty() { "/>\n".to_string() } else { format!(">{inside}</testcase>\n") };
        self.cases.push_str(&end);
    }

    fn write(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
            escaped(&self.name),
            self.tests,
            self.failures,
            self.errors,
            self.skipped
        );
        out.push_str(&self.cases);
        out.push_str("  </testsuite>\n");
    }
}

fn problem(element: &str, kind: &str, message: &str, text: &str) -> String {
    format!(
        "<{element} type=\"{}\" message=\"{}\">{}</{element}>",
        escaped(kind),
        escaped(message),
        escaped(text)
    )
}
