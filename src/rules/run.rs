use std::collections::BTreeMap;

use crate::alignment::{Aligned, Alignment, FactRef, Outcome, Slot, lie_within};
use crate::document::{Corpus, DocId, Suppression};
use crate::extract::DocumentFacts;
use crate::findings::{Finding, Label, Level, SetAside, Suppressions, Verdict, WhyAside, fingerprint};
use crate::lexicon::Vocabulary;
use crate::model::{Comparison, Fact, FactId, FactValue, Subject};
use crate::text::Position;
use crate::values::{UNNAMED, canonical_value, source_words, subject_name, subject_words, value_words};

use super::guard::{Facts, Guard, Subjected};
use super::load::{Rule, RuleSet};
use super::relations::{
    FactFault, LinksByFact, PairContext, Relation, Scope, Silence, Within, WithinFault, fault_of,
    faults_of_wording, faults_within, holds, kind_of, kind_within,
};

/// What rules run over.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) documents: &'a [DocumentFacts],
    pub(super) suppressions: &'a Suppressions,
    pub(super) vocabulary: &'a Vocabulary,
}

/// A finding, and the suppression that sets it aside, if there is one.
type Found<'a> = (Finding, Option<&'a Suppression>);

/// Runs every rule over the facts of a corpus and their alignment: the findings that count, and those that
/// a suppression sets aside. Both come in their total order.
pub fn run(
    rules: &RuleSet,
    corpus: &Corpus,
    documents: &[DocumentFacts],
    aligned: &Alignment,
    suppressions: &Suppressions,
    vocabulary: &Vocabulary,
) -> (Vec<Finding>, Vec<SetAside>) {
    let context = Context { corpus, documents, suppressions, vocabulary };
    let mut found = Vec::new();
    for rule in rules.iter().filter(|rule| rule.runs()) {
        match rule.scope {
            Scope::Fact => found.append(&mut context.run_on_facts(rule)),
            Scope::Document => found.append(&mut context.run_within(rule)),
            Scope::Story => found.append(&mut context.run_on_pairs(rule, &aligned.stories)),
            Scope::HeadlineAndBody => found.append(&mut context.run_on_pairs(rule, &aligned.headlines)),
            Scope::ReferenceSheet => found.append(&mut context.run_on_sheets(rule, &aligned.sheets)),
        }
    }
    found.sort_by_cached_key(|(finding, _)| finding.sort_key());
    let (mut findings, mut set_aside) = (Vec::new(), Vec::new());
    for (finding, suppression) in found {
        match suppression.or_else(|| suppressions.by_finding(&finding)) {
            None => findings.push(finding),
            Some(who) => set_aside.push(SetAside { finding, why: WhyAside::Suppressed(who.into()) }),
        }
    }
    (findings, set_aside)
}

/// What each rule that compares articles makes of two facts, in the order of the rules.
pub fn judgements<'r>(
    rules: &'r RuleSet,
    corpus: &Corpus,
    documents: &[DocumentFacts],
    pair: &Aligned,
    suppressions: &Suppressions,
    vocabulary: &Vocabulary,
) -> Vec<(&'r str, Result<Verdict, Silence>)> {
    let context = Context { corpus, documents, suppressions, vocabulary };
    let comparing = rules.iter().filter(|rule| rule.runs() && rule.scope == Scope::Story);
    let judge = |rule| {
        let verdict = context.judge(rule, pair)?;
        match context.suppression(rule, pair.a).or_else(|| context.suppression(rule, pair.b)) {
            None => Ok(verdict),
            Some(who) => Err(Silence::Suppressed(format!("{}:{}", who.path, who.position.line))),
        }
    };
    comparing.map(|rule| (rule.id.as_str(), judge(rule))).collect()
}

impl<'a> Context<'a> {
    /// The articles that a rule runs over.
    fn articles(&self, rule: &Rule) -> impl Iterator<Item = (DocId, &'a DocumentFacts)> {
        let articles = (0..).map(DocId).zip(self.documents).filter(|(_, document)| document.sheet.is_none());
        articles.filter(move |(id, _)| self.level_in(rule, *id).is_some())
    }

    fn level_in(&self, rule: &Rule, document: DocId) -> Option<Level> {
        rule.level_in(self.corpus.get(document).settings)
    }

    /// The level of what a rule finds in some places: the highest that the settings of their articles give.
    fn level(&self, rule: &Rule, places: &[FactRef]) -> Level {
        let articles = places.iter().filter(|place| !self.corpus.get(place.document).is_sheet());
        articles.filter_map(|place| self.level_in(rule, place.document)).max().unwrap_or(rule.level)
    }

    /// Whether a rule runs over both sides of a pair. A sheet has no settings.
    fn runs_over(&self, rule: &Rule, pair: &Aligned) -> bool {
        [pair.a, pair.b].iter().all(|place| {
            self.corpus.get(place.document).is_sheet() || self.level_in(rule, place.document).is_some()
        })
    }

    pub(super) fn fact(&self, at: FactRef) -> &'a Fact {
        &self.documents[at.document.0 as usize].facts[at.fact.0 as usize]
    }

    /// Whether a rule binds one fact, or two that it holds against each other: by their kinds, and by its
    /// guard. A guard that cannot tell keeps the rule silent.
    fn binds(&self, rule: &Rule, a: FactRef, b: Option<FactRef>) -> bool {
        let guarded = |guard: &Guard| guard.holds_either_way(self.guarded(a, b));
        let of_kind = match b {
            Some(b) => self.is_of_kind_in_pair(rule, a) && self.is_of_kind_in_pair(rule, b),
            None => self.is_of_kind(rule, a),
        };
        of_kind && rule.guard.as_ref().is_none_or(guarded)
    }

    /// The same for figures of one document. The one that is wrong comes first.
    fn binds_within(&self, rule: &Rule, document: DocId, fault: &WithinFault) -> bool {
        let at = |fact: FactId| FactRef { document, fact };
        let (a, b) = (at(fault.primary), fault.others.first().map(|&other| at(other)));
        let guarded = |guard: &Guard| guard.holds(self.guarded(a, b)) == Some(true);
        self.is_of_kind_in_pair(rule, a) && rule.guard.as_ref().is_none_or(guarded)
    }

    /// The same of a figure that is held against another one.
    fn is_of_kind_in_pair(&self, rule: &Rule, at: FactRef) -> bool {
        kind_within(self.fact(at)).is_some_and(|kind| rule.facts.contains(&kind))
    }

    fn is_of_kind(&self, rule: &Rule, at: FactRef) -> bool {
        kind_of(self.fact(at)).is_some_and(|kind| rule.facts.contains(&kind))
    }

    fn guarded(&self, a: FactRef, b: Option<FactRef>) -> Facts<'a> {
        let b = b.map(|b| self.subjected(b));
        Facts { a: self.subjected(a), b, vocabulary: self.vocabulary }
    }

    fn subjected(&self, at: FactRef) -> Subjected<'a> {
        let document = &self.documents[at.document.0 as usize];
        Subjected {
            fact: self.fact(at),
            language: document.language.as_deref(),
            published: document.published,
        }
    }

    /// The suppression of what a rule says of a fact.
    fn suppression(&self, rule: &Rule, at: FactRef) -> Option<&'a Suppression> {
        if self.suppressions.is_empty() {
            return None;
        }
        let span = self.corpus.get(at.document).to_source(self.fact(at).span);
        self.suppressions.at((&rule.id, rule.family), at.document, span)
    }

    fn run_on_facts(&self, rule: &Rule) -> Vec<Found<'a>> {
        let mut findings = Vec::new();
        for (document, facts) in self.articles(rule) {
            // An estimate is not good to the day.
            let published = facts.published.filter(|published| !published.from.is_estimate());
            let published = published.map(|published| published.date);
            let mut hits: Vec<(FactRef, FactFault)> = Vec::new();
            for (id, fact) in (0..).map(FactId).zip(&facts.facts) {
                let at = FactRef { document, fact: id };
                let fault = fault_of(rule.relation, fact, published, self.vocabulary);
                hits.extend(fault.filter(|_| self.binds(rule, at, None)).map(|fault| (at, fault)));
            }
            for (who, hits) in parted(hits, |(at, _)| self.suppression(rule, *at)) {
                let size = if rule.together { hits.len().max(1) } else { 1 };
                findings.extend(hits.chunks(size).map(|hits| (self.finding_of_facts(rule, hits), who)));
            }
        }
        findings
    }

    /// One finding for the facts of one document, the first as the primary place.
    fn finding_of_facts(&self, rule: &Rule, hits: &[(FactRef, FactFault)]) -> Finding {
        let value = |name: &str, (at, fault): &(FactRef, FactFault)| match name {
            "text" => squeeze(self.fact(*at).span.of(self.corpus.get(at.document).text())),
            _ => match fault.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => value.clone(),
                None => self.pair_value(name, *at, *at),
            },
        };
        let label = |(index, hit): (usize, &(FactRef, FactFault))| {
            self.label(hit.0, rule.labels[0].render(|name| value(name, hit)), index == 0)
        };
        let (at, fault) = &hits[0];
        Finding {
            rule: rule.id.clone(),
            family: rule.family,
            level: self.level(rule, &[*at]),
            verdict: Verdict::Conflict,
            message: rule.message.render(|name| value(name, &hits[0])),
            labels: hits.iter().enumerate().map(label).collect(),
            notes: if fault.is_empty() { Vec::new() } else { self.anchor_note(at.document) },
            help: rule.help.clone(),
            confidence: 97,
            fingerprint: fingerprint(&rule.id, hits.iter().map(|(at, _)| self.identity(*at)).collect()),
            comparison: self.evidence_of_fact(rule, *at, fault),
        }
    }

    /// What stands in one article is suppressed by any of its places.
    fn run_within(&self, rule: &Rule) -> Vec<Found<'a>> {
        let mut findings = Vec::new();
        for (document, facts) in self.articles(rule) {
            let within = Within { document: facts, vocabulary: self.vocabulary };
            let mut faults = faults_within(rule.relation, within);
            faults.extend(faults_of_wording(rule.relation, within, self.corpus.get(document).text()));
            faults.retain(|fault| self.binds_within(rule, document, fault));
            if faults.is_empty() {
                continue;
            }
            let links = LinksByFact::of(facts);
            findings.extend(faults.iter().map(|fault| {
                let mut places = std::iter::once(fault.primary).chain(fault.others.iter().copied());
                let who = places.find_map(|fact| self.suppression(rule, FactRef { document, fact }));
                (self.finding_within(rule, document, fault, &links), who)
            }));
        }
        findings
    }

    /// One finding for all the figures that do not hold together.
    fn finding_within(
        &self,
        rule: &Rule,
        document: DocId,
        fault: &WithinFault,
        links: &LinksByFact<'_>,
    ) -> Finding {
        let at = |fact: FactId| FactRef { document, fact };
        let primary = at(fault.primary);
        let value = |name: &str, other: FactRef| match fault.words.iter().find(|(known, _)| *known == name) {
            Some((_, words)) => words.clone(),
            None => self.pair_value(name, primary, other),
        };
        let first = fault.others.first().map_or(primary, |&other| at(other));
        let others = fault.others.iter().map(|&other| at(other));
        let others =
            others.map(|other| self.label(other, rule.labels[1].render(|name| value(name, other)), false));
        let words = rule.labels[0].render(|name| value(name, first));
        let mut labels: Vec<Label> =
            std::iter::once(self.label(primary, words, true)).chain(others).collect();
        labels.sort_by_key(|label| (!label.primary, label.span));
        let places = std::iter::once(primary).chain(fault.others.iter().map(|&other| at(other)));
        Finding {
            rule: rule.id.clone(),
            family: rule.family,
            level: self.level(rule, &[primary]),
            verdict: Verdict::Conflict,
            message: rule.message.render(|name| value(name, first)),
            labels,
            notes: Vec::new(),
            help: rule.help.clone(),
            confidence: 95,
            fingerprint: fingerprint(&rule.id, places.map(|place| self.identity(place)).collect()),
            comparison: self.evidence_within(rule, document, fault, links),
        }
    }

    /// A finding about a date rests on the publication date; where that was inferred, say so.
    fn anchor_note(&self, document: DocId) -> Vec<String> {
        let published = self.documents[document.0 as usize].published;
        published
            .map(|published| {
                format!("read with the publication date {} ({})", published.date, published.from.name())
            })
            .into_iter()
            .collect()
    }

    /// A suppression on either side takes a pair out, and nothing but that pair: of six articles that
    /// disagree the other five are still held against each other.
    fn run_on_pairs(&self, rule: &Rule, aligned: &[Aligned]) -> Vec<Found<'a>> {
        let mut findings = Vec::new();
        for (who, hits) in self.hits(rule, aligned) {
            let found = |group: &Vec<_>| self.finding_of_group(rule, group, self.odd_one_out(group));
            findings.extend(groups(&hits).iter().map(|group| (found(group), who)));
        }
        findings
    }

    /// The article is at fault, whatever else is: one finding for each of its facts.
    fn run_on_sheets(&self, rule: &Rule, aligned: &[Aligned]) -> Vec<Found<'a>> {
        let mut findings = Vec::new();
        for (who, hits) in self.hits(rule, aligned) {
            let of_one_fact = hits.chunk_by(|(one, _), (other, _)| one.a == other.a);
            findings.extend(of_one_fact.map(|group| (self.finding_of_group(rule, group, group[0].0.a), who)));
        }
        findings
    }

    /// The pairs that a rule fires on, by who suppresses them.
    fn hits<'b>(&self, rule: &Rule, aligned: &'b [Aligned]) -> Parted<'a, (&'b Aligned, Verdict)> {
        let hit = |pair| self.judge(rule, pair).ok().map(|verdict| (pair, verdict));
        let hits = aligned.iter().filter_map(hit).collect();
        parted(hits, |(pair, _)| self.suppression(rule, pair.a).or_else(|| self.suppression(rule, pair.b)))
    }

    /// What a rule makes of two facts, or why it says nothing.
    fn judge(&self, rule: &Rule, pair: &Aligned) -> Result<Verdict, Silence> {
        if ![pair.a, pair.b].into_iter().all(|at| self.is_of_kind_in_pair(rule, at)) {
            return Err(Silence::Kind);
        }
        if !self.runs_over(rule, pair) {
            return Err(Silence::Off);
        }
        self.compare_slots(rule, pair)?;
        // Time passes between two figures; it explains no other unit and no slip of scale.
        let updated = match rule.relation {
            Relation::Disjoint => pair.update,
            Relation::Differs => pair.update && pair.days_apart.is_some(),
            _ => false,
        };
        if updated {
            return Err(Silence::Update);
        }
        if pair.spent && pair.value.comparison != Comparison::Agree {
            return Err(Silence::Spent);
        }
        if !self.binds(rule, pair.a, Some(pair.b)) {
            return Err(Silence::Guard);
        }
        let (a, b) = (self.fact(pair.a), self.fact(pair.b));
        let verdict = holds(rule.relation, PairContext { a, b, aligned: pair, vocabulary: self.vocabulary })?;
        if self.is_tolerated(rule, pair) { Err(Silence::Tolerance) } else { Ok(verdict) }
    }

    /// Whether two figures lie as near each other as the settings of one of their articles let them be.
    fn is_tolerated(&self, rule: &Rule, pair: &Aligned) -> bool {
        let granted = |at: FactRef| rule.tolerance_in(self.corpus.get(at.document).settings);
        let Some(share) = granted(pair.a).max(granted(pair.b)) else { return false };
        match (&self.fact(pair.a).value, &self.fact(pair.b).value) {
            (FactValue::Quantity(a), FactValue::Quantity(b)) => {
                lie_within(a, b, self.vocabulary, pair.about, share)
            }
            _ => false,
        }
    }

    fn compare_slots(&self, rule: &Rule, pair: &Aligned) -> Result<(), Silence> {
        let without = |slots: &[Slot], fits: fn(Outcome) -> bool| -> Vec<Slot> {
            slots.iter().copied().filter(|&slot| !fits(pair.outcome(slot))).collect()
        };
        let unknown = without(&rule.same, Outcome::is_known_match);
        if !unknown.is_empty() {
            return Err(Silence::NotKnown(unknown));
        }
        let not_different = without(&rule.must_differ, |outcome| outcome == Outcome::Different);
        if !not_different.is_empty() {
            return Err(Silence::NotDifferent(not_different));
        }
        let excepted = [rule.may_differ.as_slice(), rule.must_differ.as_slice()].concat();
        let different: Vec<Slot> = pair.different().filter(|slot| !excepted.contains(slot)).collect();
        if different.is_empty() { Ok(()) } else { Err(Silence::Different(different)) }
    }

    /// One finding for all the places that take part.
    fn finding_of_group(&self, rule: &Rule, group: &[(&Aligned, Verdict)], primary: FactRef) -> Finding {
        let verdict = group[0].1;
        let involved = |pair: &Aligned| pair.a == primary || pair.b == primary;
        let pair = group.iter().map(|(pair, _)| *pair).find(|pair| involved(pair)).unwrap_or(group[0].0);
        let other = if pair.a == primary { pair.b } else { pair.a };
        let places = places_of(group);
        let mut labels: Vec<Label> = places
            .iter()
            .map(|&place| {
                let (template, a, b) =
                    if place == primary { (0, primary, other) } else { (1, primary, place) };
                let words = rule.labels[template].render(|name| self.group_value(name, (a, b), group));
                self.label(place, words, place == primary)
            })
            .collect();
        labels.sort_by_key(|label| (!label.primary, label.document, label.span));
        let near_miss = group.iter().all(|(pair, _)| pair.value.near_miss);
        Finding {
            rule: rule.id.clone(),
            family: rule.family,
            level: if near_miss { Level::Note } else { self.level(rule, &places) },
            verdict,
            message: rule.message.render(|name| self.group_value(name, (primary, other), group)),
            labels,
            notes: places.iter().filter_map(|&place| self.said_in_sheet(place)).collect(),
            help: rule.help.clone(),
            confidence: confidence(pair),
            fingerprint: fingerprint(&rule.id, places.iter().map(|&place| self.identity(place)).collect()),
            comparison: self.evidence_of_pair(rule, pair),
        }
    }

    /// What a reference sheet says of an entry besides: whose it is, and a note.
    fn said_in_sheet(&self, at: FactRef) -> Option<String> {
        let entries = self.documents[at.document.0 as usize].sheet.as_ref()?;
        let entry = entries.get(at.fact.0 as usize)?;
        let words: Vec<&str> =
            [&entry.source, &entry.note].into_iter().flatten().map(String::as_str).collect();
        (!words.is_empty()).then(|| format!("in the sheet: {}", words.join("; ")))
    }

    /// The fact that disagrees with most others; between equals the one published later.
    fn odd_one_out(&self, group: &[(&Aligned, Verdict)]) -> FactRef {
        let mut edges: BTreeMap<FactRef, usize> = BTreeMap::new();
        for (pair, _) in group {
            *edges.entry(pair.a).or_default() += 1;
            *edges.entry(pair.b).or_default() += 1;
        }
        let published =
            |at: FactRef| self.documents[at.document.0 as usize].published.map(|published| published.date);
        edges
            .into_iter()
            .max_by_key(|(at, count)| (*count, published(*at), std::cmp::Reverse(*at)))
            .map_or(group[0].0.a, |(at, _)| at)
    }

    /// As of a pair; what has no name of its own is told by the figure beside it that both texts give.
    fn group_value(&self, name: &str, (a, b): (FactRef, FactRef), group: &[(&Aligned, Verdict)]) -> String {
        let named = self.pair_value(name, a, b);
        if name != "what" || named != UNNAMED {
            return named;
        }
        let beside = group.iter().find_map(|(pair, _)| {
            let (ours, theirs) = pair.beside?;
            [(pair.a, ours), (pair.b, theirs)].into_iter().find(|(of, _)| *of == a).map(|(_, beside)| beside)
        });
        let text = |at: FactRef| squeeze(self.fact(at).span.of(self.corpus.get(at.document).text()));
        let dated = matches!(self.fact(a).value, FactValue::Time(_));
        beside.map_or(named, |at| match dated {
            true => format!("that of {}", text(at)),
            false => format!("beside “{}”", text(at)),
        })
    }

    fn pair_value(&self, name: &str, a: FactRef, b: FactRef) -> String {
        let side = if name.starts_with("a.") { a } else { b };
        let fact = self.fact(side);
        let document = self.corpus.get(side.document);
        match name.split_once('.').map_or(name, |(_, field)| field) {
            "value" => value_words(&fact.value, self.vocabulary),
            "text" => squeeze(fact.span.of(document.text())),
            "document" => document.metadata.source.clone().unwrap_or_else(|| document.name.clone()),
            "of" => subject_words(fact.frame.of.as_ref(), self.vocabulary),
            "source" => source_words(&fact.frame, self.vocabulary),
            _ => self.what(fact),
        }
    }

    /// What the finding is about: the event of a date, the thing of a figure.
    fn what(&self, fact: &Fact) -> String {
        let concept = match &fact.value {
            FactValue::Time(_) => fact.frame.event.map(|event| Subject::Concept(event.concept)),
            _ => fact.frame.of.clone(),
        };
        subject_words(concept.as_ref(), self.vocabulary)
    }

    fn label(&self, at: FactRef, message: String, primary: bool) -> Label {
        let span = self.corpus.get(at.document).to_source(self.fact(at).span);
        Label { document: at.document, span, message, primary }
    }

    /// What identifies a fact while its article is edited around it, and renamed: its value, and what it
    /// is of.
    fn identity(&self, at: FactRef) -> String {
        let fact = self.fact(at);
        let of = fact.frame.of.as_ref().map(|of| subject_name(of, self.vocabulary)).unwrap_or_default();
        let value = canonical_value(&fact.value, self.vocabulary);
        format!("{value} {of}")
    }
}

/// Words on one line, single spaces between them.
pub(super) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How sure a finding is: every slot that is known to be the same adds, every unknown one takes.
fn confidence(pair: &Aligned) -> u8 {
    let weigh = |outcome: Outcome| match outcome {
        Outcome::Same => 3i16,
        Outcome::Contained => 1,
        Outcome::Unknown => -2,
        Outcome::Different => -6,
    };
    let sum: i16 = pair.slots.iter().map(|result| weigh(result.outcome)).sum();
    u8::try_from((75 + sum).clamp(40, 98)).unwrap_or(75)
}

fn places_of(group: &[(&Aligned, Verdict)]) -> Vec<FactRef> {
    let sides = group.iter().flat_map(|(pair, _)| [Some(pair.a), Some(pair.b), pair.swapped]);
    let mut places: Vec<FactRef> = sides.flatten().collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Things, by who suppresses them; first those that nobody does.
type Parted<'a, T> = Vec<(Option<&'a Suppression>, Vec<T>)>;

fn parted<'a, T>(things: Vec<T>, who: impl Fn(&T) -> Option<&'a Suppression>) -> Parted<'a, T> {
    let mut parts: Parted<'a, T> = vec![(None, Vec::new())];
    let mut part_of: BTreeMap<(&str, Position), usize> = BTreeMap::new();
    for thing in things {
        let who = who(&thing);
        let part = match who {
            None => 0,
            Some(one) => *part_of.entry((&one.path, one.position)).or_insert(parts.len()),
        };
        if part == parts.len() {
            parts.push((who, Vec::new()));
        }
        parts[part].1.push(thing);
    }
    parts
}

/// Pairs that share a fact are one finding.
fn groups<'a>(hits: &[(&'a Aligned, Verdict)]) -> Vec<Vec<(&'a Aligned, Verdict)>> {
    let mut group_of: BTreeMap<FactRef, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<(&Aligned, Verdict)>> = Vec::new();
    for &(pair, verdict) in hits {
        let known = (group_of.get(&pair.a).copied(), group_of.get(&pair.b).copied());
        let into = match known {
            (Some(a), Some(b)) if a != b => {
                let moved = std::mem::take(&mut groups[b]);
                for (pair, _) in &moved {
                    group_of.insert(pair.a, a);
                    group_of.insert(pair.b, a);
                }
                groups[a].extend(moved);
                a
            }
            (Some(group), _) | (None, Some(group)) => group,
            (None, None) => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        groups[into].push((pair, verdict));
        group_of.insert(pair.a, into);
        group_of.insert(pair.b, into);
    }
    groups.retain(|group| !group.is_empty());
    groups
}
