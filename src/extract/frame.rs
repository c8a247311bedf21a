use std::sync::Arc;

use crate::grammar::{AmountExpr, Mention};
use crate::lexicon::{
    FunctionWord, JointWord, Meaning, Section, SectionSet, Tense, Token, TokenKind, TokenText, Vocabulary,
    sections_of,
};
use crate::model::{ConceptId, EventMention, Measure, PlaceId, Role, Status, Subject, TimeUnit};

use super::clause::Clause;
use super::facts_of_text::{joint_word, role_word};
use super::names::is_name;
use super::sentence::Sentence;
use super::subject::{is_one_of_votes, leads_to_whole};
use super::told::{Named, Told, within};

/// Where a mention stands: its text, its clause and its sentence.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub source: TokenText<'a>,
    pub vocabulary: &'a Vocabulary,
    pub tokens: &'a [Token],
    pub sentence: Sentence,
    pub clause: Clause,
    pub told: &'a Told,
    pub named: &'a Named<'a>,
}

/// How many words behind a whole its part may stand.
const WHOLE_REACH: usize = 8;

/// How far from a figure a role or a status cue is looked for, in tokens.
const CUE_REACH: usize = 4;
/// How far behind a share the word for a side of a vote may stand, in tokens.
const BALLOT_REACH: usize = 2;

impl Place<'_> {
    pub(super) fn event_at(&self, at: usize) -> Option<ConceptId> {
        self.source.find(self.tokens.get(at)?, Section::Event, |meaning| match meaning {
            Meaning::Event(event) => Some(event),
            _ => None,
        })
    }

    pub(super) fn concept_at(&self, at: usize) -> Option<ConceptId> {
        self.concept_that(at, |_| true)
    }

    /// The first of a word's concepts that fits.
    pub(super) fn concept_that(&self, at: usize, fits: impl Fn(ConceptId) -> bool) -> Option<ConceptId> {
        self.source.find(self.tokens.get(at)?, Section::Concept, |meaning| match meaning {
            Meaning::Concept(concept) => Some(concept).filter(|&concept| fits(concept)),
            _ => None,
        })
    }

    /// The event that governs a mention: of its clause, the nearest before it, or else after it.
    pub fn event(&self, mention: &Mention, head: Option<usize>) -> Option<EventMention> {
        let (start, end) = mention.tokens;
        if self.opens_as_whole(mention) {
            return None;
        }
        let after = head.map_or(end, |head| head.max(end - 1) + 1);
        // Few words are events: where one stands is asked of these alone.
        let own = |at: usize| self.near(at, start - at).filter(|_| !self.is_told_aside(at, mention));
        let before = (self.clause.start..start).rev().find_map(own);
        // "Of six defendants, four were convicted": the next figure takes what follows it.
        let after = (after..self.clause.end)
            .take_while(|&at| !self.tokens[at].is_figure())
            .find_map(|at| self.near(at, at - end + 1));
        match (before, after) {
            // What follows at once ("12 pessoas morreram") governs; else what stands before.
            (Some(before), Some(after)) if after.distance <= 3 && before.distance > after.distance => {
                Some(after)
            }
            (Some(before), _) => Some(before),
            (None, after) => after,
        }
    }

    /// A word that is a noun here ("14 mortos", "de construtores", "the injured") is no event; the same
    /// word as a verb is one ("the fire killed 14 people").
    fn near(&self, at: usize, distance: usize) -> Option<EventMention> {
        let concept = self.event_at(at)?;
        let is_noun = self.concept_at(at).is_some() && self.stands_as_noun(at);
        (!is_noun).then(|| event_mention(concept, distance))
    }

    fn stands_as_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return true };
        let small_word = [FunctionWord::Article, FunctionWord::Preposition]
            .iter()
            .any(|&word| self.source.is_function(before, word));
        before.is_figure() || small_word || before.has(Section::DateOf) || before.kind != TokenKind::Word
    }

    /// What a predicate makes of people: "17 people are now confirmed dead".
    pub fn predicate(&self, mention: &Mention) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        (mention.tokens.1..self.clause.end)
            .take(PREDICATE_REACH)
            .take_while(|&at| !self.tokens[at].is_figure() && !ends_phrase(self.tokens[at].kind))
            .filter_map(|at| self.concept_at(at))
            .find(|&concept| concepts.name(concept).starts_with("casualty."))
            .or_else(|| self.predicate_before(mention))
    }

    /// "73 of the 164 soldiers are wounded": what a part in figures is said to be, behind its whole.
    pub fn befell_part(&self, mention: &Mention) -> Option<ConceptId> {
        let start = mention.tokens.1;
        let whole = (start..self.clause.end).find(|&at| self.tokens[at].is_figure())?;
        if !leads_to_whole(self.source, self.tokens, start, whole) {
            return None;
        }
        let is = |at: usize| {
            let token = &self.tokens[at];
            token.has(Section::Tense) || self.source.is_function(token, FunctionWord::Auxiliary)
        };
        let relative = |at: usize| self.source.is_function(&self.tokens[at], FunctionWord::Relative);
        let behind = (whole + 1..self.clause.end).take(PREDICATE_REACH);
        let mut words = behind.take_while(|&at| !ends_phrase(self.tokens[at].kind) && !relative(at));
        let told = words.find(|&at| is(at))? + 1;
        self.casualty_at(told).filter(|_| told < self.clause.end)
    }

    /// "Ficaram feridas 14 pessoas": a predicate in front of its figure.
    fn predicate_before(&self, mention: &Mention) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        let at = mention.tokens.0.checked_sub(1).filter(|at| self.clause.holds(*at))?;
        let figure_before = at.checked_sub(1).is_some_and(|before| self.tokens[before].is_figure());
        self.concept_at(at)
            .filter(|&concept| !figure_before && concepts.name(concept).starts_with("casualty."))
    }

    /// What lasted so long: the nearest event of the clause that can, as a verb or as a noun ("36 hours of
    /// strikes", "a paralisação, de 36 horas").
    pub fn lasting_event(&self, mention: &Mention) -> Option<EventMention> {
        let (start, end) = mention.tokens;
        let lasts = |at: usize, distance: usize| {
            let event = self.source.find(&self.tokens[at], Section::Event, |meaning| match meaning {
                Meaning::Event(event) if self.vocabulary.concepts.flags(event).lasts => Some(event),
                _ => None,
            });
            event.map(|event| event_mention(event, distance))
        };
        let before = (self.clause.start..start).rev().find_map(|at| lasts(at, start - at));
        let after = (end..self.clause.end).find_map(|at| lasts(at, at - end + 1));
        [before, after].into_iter().flatten().min_by_key(|event| event.distance)
    }

    /// A word that says what befell people: "killed", "wounded", "zginęło".
    fn casualty_at(&self, at: usize) -> Option<ConceptId> {
        let concepts = &self.vocabulary.concepts;
        let told = self.event_at(at).and_then(|event| concepts.counts(event));
        self.concept_at(at).or(told).filter(|&found| concepts.is_casualty(found))
    }

    /// "6,000 were killed or wounded", "zginęło lub zostało rannych 6 tys. osób": two such words beside a figure
    /// that an "and" or "or" joins, with small words alone between them.
    pub fn joins_casualties(&self, mention: &Mention, head: Option<usize>) -> bool {
        const REACH: usize = 3;
        let small = |at: &usize| {
            let token = &self.tokens[*at];
            token.kind == TokenKind::Word && token.has(Section::Function)
        };
        let and = |at: &usize| self.source.is_function(&self.tokens[*at], FunctionWord::Conjunction);
        // The casualty word that is reached from here over small words, in either direction.
        let reached = |words: &mut dyn Iterator<Item = usize>| {
            words.take(REACH).find(|at| !small(at)).filter(|&at| self.casualty_at(at).is_some())
        };
        let (start, end) = mention.tokens;
        let joined = |one: usize, other: usize| {
            let (low, high) = (one.min(other), one.max(other));
            (low + 1..high).any(|at| and(&at)) && self.casualty_at(one) != self.casualty_at(other)
        };
        let from = head.map_or(end, |head| head.max(end - 1) + 1);
        let behind = reached(&mut (from..self.clause.end)).and_then(|one| {
            let other = reached(&mut (one + 1..self.sentence.end))?;
            Some(joined(one, other))
        });
        let before = || {
            let one = reached(&mut (self.clause.start..start).rev())?;
            let other = reached(&mut (self.sentence.start..one).rev())?;
            Some(joined(one, other))
        };
        behind.or_else(before).unwrap_or(false)
    }

    pub(super) fn places_in(&self, start: usize, end: usize) -> Vec<PlaceId> {
        within(&self.named.places, start, end)
    }

    pub(super) fn names_in(&self, start: usize, end: usize) -> Vec<Arc<str>> {
        within(&self.named.names, start, end)
    }

    /// The status that the clause gives: a cue, or a future tense.
    pub fn status(&self, mention: &Mention) -> Option<Status> {
        let limit = self.clause.end.min(mention.tokens.1 + CUE_REACH);
        // "2,020 claims": what is counted says nothing of whether it happened.
        let counted = |at: usize| {
            self.tokens[at].has(Section::Concept)
                && at.checked_sub(1).is_some_and(|at| self.tokens[at].is_figure())
        };
        let whole = |at: &usize| {
            !self.ends_word(*at)
                && !self.is_ranked_noun(*at)
                && !self.is_told_behind(*at, mention)
                && !counted(*at)
        };
        let tells = |at: &usize| self.tokens[*at].has(Section::Status);
        let cue = (self.clause.start..limit).rev().filter(tells).filter(whole).find_map(|at| {
            let status = self.source.find(&self.tokens[at], Section::Status, |meaning| match meaning {
                Meaning::Status(Status::Denied) if self.is_vote(mention) => None,
                Meaning::Status(status) => Some(status),
                _ => None,
            });
            status.filter(|&status| status != Status::Capacity || !self.has_room_for_another(at, mention))
        });
        let negated =
            mention.tokens.0 > self.clause.start && self.tokens[mention.tokens.0 - 1].has(Section::Negation);
        match cue {
            _ if negated => Some(Status::Denied),
            Some(status) => Some(status),
            None if self.is_ahead(mention) && !self.is_told_before_a_plan(mention) => Some(Status::Planned),
            None => None,
        }
    }

    /// Whether any verb tells the future, but for one that what a mention is told of has brought about.
    fn is_ahead(&self, mention: &Mention) -> bool {
        let future =
            |(at, tense): &(usize, Tense)| *tense == Tense::Future && !self.is_told_behind(*at, mention);
        self.told.tenses.iter().any(future)
    }

    /// "The airport is to grow after its owners signed a contract on 29 July": the plan is that of the words before
    /// "after", and what follows is told as past.
    fn is_told_behind(&self, cue: usize, mention: &Mention) -> bool {
        const OPENING: [FunctionWord; 2] = [FunctionWord::Relative, FunctionWord::Subordinator];
        let start = mention.tokens.0;
        let opens = |at: &usize| {
            let token = &self.tokens[*at];
            token.has(Section::Offset)
                || token.has(Section::Since)
                || OPENING.iter().any(|&word| self.source.is_function(token, word))
        };
        let Some(opening) = (cue + 1..start).rev().find(opens) else { return false };
        let between = self.told.tenses.iter().filter(|(at, _)| (opening..start).contains(at));
        let (mut past, mut other) = (false, false);
        for (at, tense) in between {
            past |= *tense == Tense::Past && self.tokens[*at].has(Section::Event);
            other |= *tense != Tense::Past;
        }
        past && !other
    }

    /// "O caso", "o primeiro caso": behind an article or a rank it is a noun, and no "in case".
    pub(super) fn is_ranked_noun(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.tokens[before]) else { return false };
        let ranks = before.has(Section::Occasion) || self.source.is_function(before, FunctionWord::Article);
        ranks && self.tokens[at].has(Section::Concept) && self.tokens[at].has(Section::Function)
    }

    /// "realizaram-se a 13": what a hyphen joins to the word before is a part of that word, and no "se a".
    fn ends_word(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        before.is_some_and(|before| before.kind == TokenKind::Hyphen && !before.spaced)
            && !self.tokens[at].spaced
    }

    /// "Voters rejected it with 61% against": what is rejected by a vote is no figure.
    fn is_vote(&self, mention: &Mention) -> bool {
        let end = self.clause.end.min(mention.tokens.1 + BALLOT_REACH);
        (mention.tokens.1..end).any(|at| self.tokens[at].has(Section::Ballot))
            || is_one_of_votes(self.source, self.tokens, mention)
    }

    /// "It has room for 620 and held 1,410": the room is that of the figure before the "and".
    fn has_room_for_another(&self, cue: usize, mention: &Mention) -> bool {
        let between = self.tokens.get(cue..mention.tokens.0).unwrap_or_default();
        let figure = between.iter().position(Token::is_figure);
        let and = |token: &Token| self.source.is_function(token, FunctionWord::Conjunction);
        figure.is_some_and(|figure| between[figure..].iter().any(and))
    }

    /// "They have counted 63 and will open 14", "voted on Tuesday for a plan that will cost 14", "detido em 2021, terá
    /// de pagar": the first is told as past, and what is ahead follows an "and", a "that" or a comma.
    fn is_told_before_a_plan(&self, mention: &Mention) -> bool {
        let ahead = self.told.tenses.iter().find(|(_, tense)| *tense == Tense::Future).map(|(at, _)| *at);
        let past = self.tense_before(mention) == Some(Tense::Past);
        (past || self.is_in_aside(mention))
            && ahead.is_some_and(|ahead| {
                let between = self.tokens.get(mention.tokens.1..ahead).unwrap_or_default();
                const OPENING: [FunctionWord; 3] =
                    [FunctionWord::Conjunction, FunctionWord::Relative, FunctionWord::Subordinator];
                let opens = |token: &Token| OPENING.iter().any(|&word| self.source.is_function(token, word));
                between.first().is_some_and(|next| next.kind == TokenKind::Comma) || between.iter().any(opens)
            })
    }

    /// "The mayor, arrested in May, will": whether commas set a figure with its own event apart.
    fn is_in_aside(&self, mention: &Mention) -> bool {
        let comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
        let opening = (self.clause.start..mention.tokens.0).rev().find(|&at| comma(at));
        comma(mention.tokens.1)
            && opening
                .is_some_and(|opening| (opening + 1..mention.tokens.0).any(|at| self.event_at(at).is_some()))
    }

    /// How the figure relates to the whole, by the words beside it.
    pub fn role(&self, mention: &Mention, head: Option<usize>) -> Option<Role> {
        let (start, end) = mention.tokens;
        // "Another nine of the 28 who fled": what adds the nine says nothing of the 28.
        let from = match self.part_before(start) {
            Some(part) => part + 1,
            None => start.saturating_sub(CUE_REACH).max(self.clause.start),
        };
        let to = head.map_or(end + 1, |head| head + 2).min(self.clause.end).max(end);
        // "w tym roku": beside a unit of time such a word points to a time, and to no whole.
        let timed = |at: usize| self.tokens.get(at + 1).is_some_and(|next| next.has(Section::TimeUnit));
        let role_at = |at: usize| {
            let role = role_word(self.source, &self.tokens[at]);
            role.filter(|role| *role != Role::Part || !timed(at))
        };
        let partitive = |at: usize| self.tokens[at].has(Section::Anaphora) && !timed(at);
        if (from..start).chain(end..(end + 1).min(self.clause.end)).any(partitive) {
            return Some(Role::Part);
        }
        if self.opens_change(start, end) {
            return Some(Role::ChangeFrom);
        }
        if self.follows_whole(start) || self.precedes_whole(end) {
            return Some(Role::Part);
        }
        // "Each of the families gets 2,000 euros": the word may stand far before its figure.
        if (self.clause.start..start).any(|at| role_at(at) == Some(Role::Each)) {
            return Some(Role::Each);
        }
        let before =
            (from..start).rev().take_while(|&at| !ends_phrase(self.tokens[at].kind)).find_map(role_at);
        let after = (end..to).filter(|&at| !self.leads_to_level(at)).find_map(role_at);
        let step = self.steps_to_level(mention).then_some(Role::ChangeBy);
        // "41%, down from 45%"
        let stepped = start.checked_sub(1).is_some_and(|at| {
            at >= self.clause.start
                && self.tokens[at].has(Section::Step)
                && role_at(at) == Some(Role::ChangeFrom)
        });
        match before.or(after).or(step) {
            Some(Role::ChangeFrom) if stepped => Some(Role::ChangeFrom),
            Some(Role::ChangeBy) if self.is_second_side(start) => None,
            Some(Role::ChangeBy | Role::ChangeTo | Role::ChangeFrom) if !self.event_changes() => None,
            role => role,
        }
    }

    /// "44in by 57in", "112 cm by 146 cm": what stands between two measures changes nothing.
    fn is_second_side(&self, start: usize) -> bool {
        let Some([side, by]) = start.checked_sub(2).and_then(|from| self.tokens.get(from..start)) else {
            return false;
        };
        by.has(Section::Role) && (side.has(Section::Unit) || side.is_figure())
    }

    /// "Of his five co-defendants, three …", "Spośród 640 zatrudnionych 71 …": a figure behind a whole that
    /// opens the clause.
    fn follows_whole(&self, start: usize) -> bool {
        let opening = &self.tokens[self.clause.start];
        let article = self.source.is_function(opening, FunctionWord::Article);
        let opens_whole = (opening.has(Section::DateOf) && !article)
            || self.source.find(opening, Section::Role, |meaning| {
                matches!(meaning, Meaning::Role(Role::Part)).then_some(())
            }) == Some(());
        let whole = (self.clause.start + 1..start.min(self.clause.start + 1 + CUE_REACH))
            .find(|&at| self.tokens[at].is_figure());
        opens_whole && whole.is_some_and(|whole| whole + 1 < start)
    }

    /// "passou de 43 para 61", "from 43 to 61", "z 43 do 61": the first of two levels.
    fn opens_change(&self, start: usize, end: usize) -> bool {
        let from = start.checked_sub(1).filter(|at| self.clause.holds(*at)).is_some_and(|at| {
            let token = &self.tokens[at];
            let of = joint_word(self.source, token) == Some(JointWord::OutOf);
            of || token.has(Section::Range) || token.has(Section::Since)
        });
        let to = self.clause.holds(end) && {
            let to = |meaning| matches!(meaning, Meaning::Role(Role::ChangeTo)).then_some(());
            self.source.find(&self.tokens[end], Section::Role, to).is_some()
        };
        from && to && self.tokens.get(end + 1).is_some_and(Token::is_figure)
    }

    /// "Two of the injured", "duas das vítimas", "dwoje z rannych": a figure with its whole behind it.
    pub fn precedes_whole(&self, end: usize) -> bool {
        let Some(of) = self.tokens.get(end).filter(|_| end < self.clause.end) else { return false };
        let out_of = |meaning| matches!(meaning, Meaning::Joint(JointWord::OutOf)).then_some(());
        let is_article = |token: &Token| self.source.is_function(token, FunctionWord::Article);
        let next_article = self.tokens.get(end + 1).is_some_and(is_article);
        let definite = is_article(of) || next_article || !of.has(Section::DateOf);
        let noun = end + 1 + usize::from(next_article);
        let known = noun < self.clause.end && self.tokens[noun].has(Section::Concept);
        self.source.find(of, Section::Joint, out_of).is_some() && definite && known
    }

    /// "Z 22 marynarzy uratowało się pięciu": what happens to a part does not happen to the whole before it.
    fn opens_as_whole(&self, mention: &Mention) -> bool {
        let (start, end) = mention.tokens;
        let opening = &self.tokens[self.clause.start];
        let out_of = |meaning| matches!(meaning, Meaning::Joint(JointWord::OutOf)).then_some(());
        let opens = self.source.find(opening, Section::Joint, out_of).is_some()
            && (self.clause.start + 1..=self.clause.start + 2).contains(&start);
        let mut behind = (end..self.clause.end).take(WHOLE_REACH);
        opens && behind.any(|at| self.tokens[at].is_figure())
    }

    /// The names right beside a figure: "Marcel Duda, 22, …", "22-letni Marcel Duda".
    pub fn names_beside(&self, mention: &Mention) -> Vec<Arc<str>> {
        const BEFORE: usize = 4;
        const BEHIND: usize = 5;
        let (start, end) = mention.tokens;
        let before = self.names_in(start.saturating_sub(BEFORE).max(self.sentence.start), start);
        if !before.is_empty() {
            return before;
        }
        // "the pilot, aged 47, the owner Otto Brekke, 62": between commas the age is of whom it follows.
        let comma = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Comma);
        let apposed = comma(end) && (start.saturating_sub(2).max(self.sentence.start)..start).any(comma);
        if apposed { Vec::new() } else { self.names_in(end, (end + BEHIND).min(self.sentence.end)) }
    }

    /// "32 of its 148 schools will close": what happens to a part does not happen to its whole.
    pub fn is_whole_of_part(&self, mention: &Mention) -> bool {
        self.part_before(mention.tokens.0).is_some()
    }

    /// The last word of the figure before, if the one at `start` is its whole.
    fn part_before(&self, start: usize) -> Option<usize> {
        let before = (self.clause.start..start).rev().find(|&at| self.tokens[at].is_figure());
        before.filter(|part| leads_to_whole(self.source, self.tokens, part + 1, start))
    }

    fn event_changes(&self) -> bool {
        (self.clause.start..self.clause.end).any(|at| self.move_at(at).is_some())
    }

    /// Whether the clause puts its figures into another period ("a year earlier", "in his first year"), or
    /// the sentence opens with one that has run for long ("since the start of the year").
    pub(super) fn other_period(&self) -> bool {
        self.puts_into_other_period(&self.tokens[self.clause.start..self.clause.end])
            || self.opens_behind_other_period()
    }

    /// "… a year earlier, when": the clause tells of that year.
    fn opens_behind_other_period(&self) -> bool {
        let opening = (self.clause.start..self.clause.end).take(2).find(|&at| self.is_when(at));
        let before = opening.map(|at| self.sentence.start.max(at.saturating_sub(2))..at);
        before.is_some_and(|mut before| before.any(|at| self.tokens[at].has(Section::Period)))
    }

    fn is_when(&self, at: usize) -> bool {
        let then = |meaning| matches!(meaning, Meaning::Joint(JointWord::Then)).then_some(());
        self.source.find(&self.tokens[at], Section::Joint, then).is_some()
    }

    /// "So far", "dotąd", "até agora"
    pub(super) fn counts_so_far(&self) -> bool {
        let mut words = self.tokens[self.clause.start..self.clause.end].iter();
        words.any(|token| {
            token.has(Section::Joint) && joint_word(self.source, token) == Some(JointWord::SoFar)
        })
    }

    /// Whether some words put their clause into another period.
    pub(super) fn puts_into_other_period(&self, words: &[Token]) -> bool {
        let is_year = |token: &Token| {
            self.source.find(token, Section::TimeUnit, |meaning| {
                matches!(meaning, Meaning::TimeUnit(TimeUnit::Year)).then_some(())
            }) == Some(())
        };
        let ranked = |pair: &[Token]| pair[0].has(Section::Ordinal) && is_year(&pair[1]);
        let opening =
            &self.tokens[self.sentence.start..self.sentence.end.min(self.sentence.start + CUE_REACH)];
        let told = sections_of(words);
        let period = |at: usize| self.tokens[at].has(Section::Period) && !self.is_compared_with(at);
        told.has(Section::Period) && (self.clause.start..self.clause.end).any(period)
            || told.has(Section::Ordinal) && words.windows(2).any(ranked)
            || told.has(Section::Since) && runs_since(words)
            || runs_since(opening)
    }

    /// Whether the clause opens with a "when" right behind a time.
    pub fn follows_as_when(&self, time: &Mention) -> bool {
        let opens = (self.clause.start..self.clause.end).take(2).find(|&at| self.is_when(at));
        opens.is_some_and(|at| (time.tokens.1..=time.tokens.1 + 1).contains(&at))
    }
}

/// "since January", "od początku roku", "desde o início do ano"
fn runs_since(words: &[Token]) -> bool {
    const TIMES: SectionSet = SectionSet::of(&[
        Section::Part,
        Section::Month,
        Section::TimeUnit,
        Section::Direction,
        Section::Weekday,
    ]);
    // An article may stand between.
    let since = |at: &usize| words[*at].has(Section::Since);
    let dated = |at: usize| {
        words[at + 1..].first().is_some_and(Token::is_figure)
            && words[at + 1..].iter().take(4).any(|word| word.has(Section::Month))
    };
    (0..words.len())
        .filter(since)
        .any(|at| dated(at) || words[at + 1..].iter().take(2).any(|word| word.sections().meets(TIMES)))
}

pub(super) fn event_mention(concept: ConceptId, distance: usize) -> EventMention {
    EventMention { concept, distance: u16::try_from(distance).unwrap_or(u16::MAX) }
}

/// How far behind its figure a predicate is looked for, in words.
const PREDICATE_REACH: usize = 7;

impl Place<'_> {
    /// Whether a part has a noun of its own that nothing narrows ("480 people, including 36 crew"): it is
    /// then all of that noun, and no part of it.
    pub fn is_named_part(&self, head: Option<usize>, of: Option<&Subject>, whole: Option<&Subject>) -> bool {
        let Some(head) = head else { return false };
        let narrowed = (head + 1..(head + 3).min(self.clause.end)).any(|at| {
            let token = &self.tokens[at];
            token.has(Section::Place) || token.has(Section::Subgroup) || is_name(self.source, self.tokens, at)
        });
        let specific =
            matches!(of, Some(Subject::Concept(of)) if !self.vocabulary.concepts.flags(*of).generic);
        specific && !narrowed && whole.is_some() && whole != of
    }
}

impl Place<'_> {
    /// Whether a figure in degrees is the strength of an earthquake that the words around it name.
    pub fn shakes(&self, mention: &Mention, amount: &AmountExpr) -> bool {
        const BEFORE: usize = 7;
        const BEHIND: usize = 4;
        let degrees =
            matches!(amount.measure, Measure::Unit(unit) if self.vocabulary.units.find("Cel") == Some(unit));
        let (start, end) = mention.tokens;
        let named = |at: usize| {
            let name = self.concept_at(at).map(|concept| self.vocabulary.concepts.name(concept));
            matches!(name, Some("occurrence.earthquake" | "label.magnitude"))
        };
        let from = start.saturating_sub(BEFORE).max(self.sentence.start);
        let strength = |at: usize| {
            self.concept_at(at).is_some_and(|found| self.vocabulary.concepts.name(found) == "label.magnitude")
        };
        degrees && ((from..start).any(named) || (end..self.sentence.end.min(end + BEHIND)).any(strength))
    }
}

pub(super) fn ends_phrase(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Comma | TokenKind::Semicolon | TokenKind::Colon | TokenKind::Dash | TokenKind::Quote
    )
}

/// What people are counted as where only the event says it: "12 osób zginęło" are 12 dead. Events of
/// several kinds joined in one clause are counted as what they have in common.
pub(super) fn counted_by_event(
    vocabulary: &Vocabulary,
    of: Option<&Subject>,
    event: Option<EventMention>,
    predicate: Option<ConceptId>,
) -> Option<ConceptId> {
    let concepts = &vocabulary.concepts;
    let people = match of {
        None => true,
        Some(Subject::Concept(concept)) => concepts.name(*concept) == "person",
        Some(Subject::Stem { .. }) => false,
    };
    let by_event =
        || event.filter(|event| event.distance <= 6).and_then(|event| concepts.counts(event.concept));
    if people { predicate.or_else(by_event) } else { None }
}
