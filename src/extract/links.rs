use crate::lexicon::{FunctionWord, JointWord, Section, Token, TokenKind};
use crate::model::{Decimal, FactId, FactValue, Link, LinkKind, Measure, Quantity, Role, Subject};

use super::facts_of_text::FactsOfText;

/// How the figures of each sentence hang together: by the words and marks that stand between two
/// neighbours, and by those before the first.
pub(super) fn links(text: FactsOfText<'_>) -> Vec<Link> {
    let are_figures = |first: usize, second: usize| {
        let figures = text.quantity(first).is_some() && text.quantity(second).is_some();
        figures && text.one_sentence(first, second)
    };
    let gaps = (1..text.facts.len()).filter_map(|second| {
        let first = second - 1;
        let gap = are_figures(first, second).then_some(Gap { text, first, second })?;
        let (kind, second_to_first) = gap.link()?;
        let (from, to) = if second_to_first { (second, first) } else { (first, second) };
        Some(link(kind, from, to))
    });
    // "Of the 40 pumps installed in 2019, 12 are idle": a time may stand between a whole and its part.
    let wholes = (2..text.facts.len()).filter_map(|second| {
        let first = second - 2;
        let gap = are_figures(first, second).then_some(Gap { text, first, second })?;
        match text.facts[first + 1].value {
            FactValue::Time(_) if gap.opens_as_whole() || gap.tells_of_them() => {
                Some(link(LinkKind::PartOf, second, first))
            }
            // "54 % of the long-term average, which stands at 180 mm"
            FactValue::Duration(_) if gap.tells_amount() => Some(link(LinkKind::PartOf, first, second)),
            _ => None,
        }
    });
    let mut links: Vec<Link> = gaps.chain(wholes).collect();
    links.extend(told_shares(text, &links));
    links.extend(told_back(text, &links));
    links
}

/// "tested 46 samples and found mould in nine, or 20 %": a figure without a noun that is told as a share once more is
/// one of the only figure before it, in its sentence or in the one before.
fn told_shares(text: FactsOfText<'_>, links: &[Link]) -> Vec<Link> {
    let shares = links.iter().filter(|link| link.kind == LinkKind::Restates);
    let whole = |link: &Link| {
        let (share, part) = (link.from.0 as usize, link.to.0 as usize);
        let first = text.sentence_facts(part).find(|&at| text.quantity(at).is_some())?;
        let whole = if first == part { lone_before(text, [share, part])? } else { first };
        let next = first == part || first + 1 == part;
        let counts = |at: usize| {
            let exact =
                text.quantity(at).is_some_and(|one| one.measure == Measure::Count && one.per.is_none());
            exact && text.frame(at).role.is_none()
        };
        let bare = !text.has_noun(part) && text.has_noun(whole);
        // "nine, or 20 % of the samples" says of what it is the share, and "of the staff" of whom.
        let own =
            word_behind(text, share).is_some() && !(is_people(text, whole) && is_of_people(text, share));
        let found = next && bare && is_share(text, share) && counts(whole) && counts(part) && !own;
        found.then(|| self::link(LinkKind::PartOf, part, whole))
    };
    shares.filter_map(whole).collect()
}

/// "The agency received 1,250 applications. It rejected 250, or 20 %": the one count of the sentence right before that a
/// share can be of.
fn lone_before(text: FactsOfText<'_>, [share, part]: [usize; 2]) -> Option<usize> {
    let last = text.sentence_facts(part).start.checked_sub(1)?;
    let count = |&at: &usize| text.quantity(at).is_some_and(|one| one.measure == Measure::Count);
    let mut counts = text.sentence_facts(last).filter(count);
    let whole = counts.next().filter(|_| counts.next().is_none())?;
    let frame = text.frame(whole);
    let own = !frame.headline && !frame.other_period && text.is_next_sentence(last, part);
    (own && text.is_near_share(share, whole, part)).then_some(whole)
}

/// "Of the 850 pupils, 340 walk to school. That is 40 %": a sentence that says a part once more, and no more.
fn told_back(text: FactsOfText<'_>, links: &[Link]) -> Vec<Link> {
    let of_part = |share: usize| {
        let words = text.sentence_tokens(share);
        let (back, lead) = text.tokens.get(words.start..text.start(share))?.split_first()?;
        let behind = text.tokens.get(text.end(share)..words.end)?;
        let back = (text.is_joint(back, JointWord::Back)
            || text.joint(back) == Some(JointWord::Restated(true)))
            && lead.len() <= KIND_WORDS
            && lead.iter().all(|token| token.has(Section::Function) || token.has(Section::Tense));
        let ended = !behind.iter().any(|token| token.kind == TokenKind::Word);
        let part = text.sentence_facts(share).start.checked_sub(1)?;
        let is_part = |link: &Link| link.kind == LinkKind::PartOf && link.from.0 as usize == part;
        let level = text.frame(share).role != Some(Role::ChangeBy) && text.is_next_sentence(part, share);
        let found = back && ended && level && links.iter().any(is_part);
        found.then(|| link(LinkKind::Restates, share, part))
    };
    (0..text.facts.len()).filter(|&at| is_share(text, at)).filter_map(of_part).collect()
}

/// Two figures of one sentence with nothing but words between them.
struct Gap<'a> {
    text: FactsOfText<'a>,
    first: usize,
    second: usize,
}

/// How far before the second figure "of which" may stand, in tokens.
const ANAPHORA_REACH: usize = 3;

/// How many words a whole may have that is told before its figure, and how many a rate.
const WHOLE_WORDS: usize = 5;
const RATE_WORDS: usize = 6;

/// How many words may stand between a whole and how many its share is, and between a whole and a kind of it.
const RETOLD_WORDS: usize = 2;
const KIND_WORDS: usize = 4;

/// A part that is a slip is no more than so many times its whole: what is more is of something else.
pub(super) const SLIP: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

impl Gap<'_> {
    /// The link, and whether it goes from the second figure to the first.
    fn link(&self) -> Option<(LinkKind, bool)> {
        let between = self.between();
        if self.is_out_of(between) {
            return self.is_one_thing().then_some((LinkKind::PartOf, false));
        }
        if self.retells_share(between) {
            return Some((LinkKind::Restates, true));
        }
        if self.is_share_of_behind(between) {
            return self.is_one_thing().then_some((LinkKind::PartOf, false));
        }
        if self.is_among(between) {
            return self.can_be_part().then_some((LinkKind::PartOf, true));
        }
        if let Some(listed) = self.listed(between) {
            return Some((listed, true));
        }
        match between {
            [noun @ .., comma]
                if comma.kind == TokenKind::Comma
                    && self.ends_noun(noun)
                    && is_share(self.text, self.second) =>
            {
                Some((LinkKind::Apposed, true))
            }
            // "One in three households, 9,000 of 36,000"
            [noun, comma]
                if comma.kind == TokenKind::Comma
                    && noun.kind == TokenKind::Word
                    && self.opens_with_share() =>
            {
                Some((LinkKind::Restates, false))
            }
            [comma] if comma.kind == TokenKind::Comma && self.opens_with_share() => {
                Some((LinkKind::Restates, false))
            }
            [colon, verb @ ..]
                if colon.kind == TokenKind::Colon && verb.len() <= 1 && is_share(self.text, self.first) =>
            {
                Some((LinkKind::Restates, false))
            }
            _ => {
                let restated = self.is_restated(between) || self.is_rate(between);
                restated.then_some((LinkKind::Restates, true))
            }
        }
    }

    /// Whether the two count one thing: the same noun, or one that stands beside one of them only.
    fn is_one_thing(&self) -> bool {
        let one_noun = [self.first, self.second].iter().any(|&fact| !self.text.has_noun(fact));
        one_noun || self.text.frame(self.first).of == self.text.frame(self.second).of
    }

    /// "14 people, among them 17 minors": the part has a noun of its own, of the people of the whole.
    fn is_kind_of_whole(&self) -> bool {
        let concept = |fact: usize| match self.text.frame(fact).of {
            Some(Subject::Concept(concept)) => Some(concept),
            _ => None,
        };
        let concepts = self.text.concepts();
        concept(self.first).zip(concept(self.second)).is_some_and(|(whole, part)| {
            let group = concepts.flags(whole).group || concepts.flags(part).group;
            let people = concepts.is_people(whole);
            !group && (concepts.is_a(part, whole) || people && concepts.share_root(whole, part))
        })
    }

    /// "310 children, including 140 girls": the part is of a kind of what the whole counts.
    fn is_narrower(&self) -> bool {
        let (Some(Subject::Concept(whole)), Some(Subject::Concept(part))) =
            (&self.text.frame(self.first).of, &self.text.frame(self.second).of)
        else {
            return false;
        };
        let concepts = self.text.concepts();
        whole != part && concepts.is_a(*part, *whole) && !concepts.flags(*part).group
    }

    /// Whether the second can be of what the first counts: one noun, a kind of it, or a word that no pack knows.
    fn can_be_part(&self) -> bool {
        let alike = self.is_one_thing()
            || self.is_kind_of_whole()
            || self.ends_in_verb()
            || self.is_kind_told(self.between())
            || self.is_of_which();
        alike && !self.is_of_earlier()
    }

    /// "498 transplants, of which 531 used …": right behind the comma, of the count before it.
    fn is_of_which(&self) -> bool {
        let count = |fact: usize| self.text.quantity(fact).is_some_and(|one| one.measure == Measure::Count);
        let led = matches!(self.between(), [.., comma, which] if comma.kind == TokenKind::Comma
            && which.has(Section::Anaphora));
        led && self.text.has_noun(self.first)
            && count(self.first)
            && count(self.second)
            && self.can_be_meant()
    }

    /// "240 people in 12 plants, including 15 trainees": the first cannot hold the second, and a figure before it can.
    fn is_of_earlier(&self) -> bool {
        let count = |fact: usize| self.text.quantity(fact).filter(|one| one.measure == Measure::Count);
        let value = |fact: usize| count(fact).and_then(|one| one.bounds.point());
        let mut before = self.text.sentence_facts(self.first).start..self.first;
        let own = value(self.second);
        own > value(self.first) && before.any(|fact| value(fact) >= own)
    }

    /// "60 buses last year; 44 of them"
    fn tells_of_them(&self) -> bool {
        let between = self.between();
        let near = &between[between.len().saturating_sub(ANAPHORA_REACH)..];
        let mut words = near.iter().chain(self.own_words(self.second));
        words.any(|token| token.has(Section::Anaphora)) && self.can_be_part() && self.can_be_meant()
    }

    /// Whether the first figure opens the sentence as the whole of the second.
    fn opens_as_whole(&self) -> bool {
        let bare = !self.text.has_noun(self.second)
            && self.text.frame(self.second).of == self.text.frame(self.first).of;
        self.is_one_thing() && self.opens_whole(self.between(), bare)
    }

    /// "57 correm debaixo de água": where no other word of its clause is one, the unknown word behind a figure is the
    /// verb.
    fn second_has_verb_alone(&self) -> bool {
        let own = self.text.tokens_of(self.second);
        let unknown = own.len() == 2 && matches!(self.text.frame(self.second).of, Some(Subject::Stem { .. }));
        let end = self.text.sentence_tokens(self.second).end;
        let rest = self.text.tokens.get(own.end..end).unwrap_or(&[]);
        let clause = rest.iter().take_while(|token| token.kind == TokenKind::Word);
        let verb = |token: &Token| token.has(Section::Event) || token.has(Section::Tense);
        unknown && !clause.into_iter().any(verb)
    }

    /// A share that opens its sentence, and behind it a bare figure with its whole.
    fn opens_with_share(&self) -> bool {
        let opens = self.text.start(self.first) == self.text.sentence_tokens(self.first).start;
        let after = self.text.tokens.get(self.text.end(self.second));
        let of = after.is_some_and(|after| self.text.joint(after) == Some(JointWord::OutOf));
        opens
            && of
            && is_share(self.text, self.first)
            && !is_share(self.text, self.second)
            && !self.text.has_noun(self.second)
    }

    /// Nothing, or a word that stands in the place of the first figure's noun: "150 requests".
    fn ends_noun(&self, words: &[Token]) -> bool {
        match words {
            [] => true,
            [noun] => noun.kind == TokenKind::Word && !self.text.has_noun(self.first),
            _ => false,
        }
    }

    fn between(&self) -> &[Token] {
        self.text.between(self.first, self.second)
    }

    /// "12 of the 40", "61.500 das 150 mil": nothing stands between but the small words; or, "8 % of its
    /// workforce of 5,200", a noun of the whole with another "of".
    fn is_out_of(&self, between: &[Token]) -> bool {
        let is_of = |token: &Token| self.text.joint(token) == Some(JointWord::OutOf);
        let between = match between {
            _ if self.tells_amount() => return true,
            // "15% of those 13,400"
            [of_those] if is_share(self.text, self.first) && of_those.has(Section::Anaphora) => return true,
            [whole @ .., noun, of] if is_of(of) && noun.kind == TokenKind::Word => whole,
            _ => between,
        };
        let Some((of, rest)) = between.split_first() else { return false };
        // "18 teams of seven" are no part of seven.
        let point = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.point());
        if rest.is_empty() && self.text.has_noun(self.first) && point(self.first) > point(self.second) {
            return false;
        }
        let small = |token: &Token| {
            self.text.is_function(token, FunctionWord::Article)
                || self.text.is_function(token, FunctionWord::Pronoun)
                || token.has(Section::DateOf)
                || self.text.role(token) == Some(Role::Total)
        };
        is_of(of) && rest.iter().all(small)
    }

    /// "54 % of the average, which stands at 180 mm", "54 proc. normy, która wynosi 180 mm"
    fn tells_amount(&self) -> bool {
        let [whole @ .., comma, amounts] = self.between() else { return false };
        let words = whole.iter().all(|token| token.kind == TokenKind::Word);
        self.text.joint(amounts) == Some(JointWord::Amounts)
            && comma.kind == TokenKind::Comma
            && words
            && (1..=WHOLE_WORDS).contains(&whole.len())
            && is_share(self.text, self.first)
    }

    /// "40, of whom 12", "40; 12 of them", "40 osób, z czego 12", "Of the 640 there, 71 are to go".
    fn is_among(&self, between: &[Token]) -> bool {
        let near = &between[between.len().saturating_sub(ANAPHORA_REACH)..];
        let own = self.own_words(self.second);
        if near.iter().chain(own).any(|token| token.has(Section::Anaphora)) {
            return true;
        }
        // "out of a total of 14 million" leads to the whole.
        let out_of = |token: &Token| self.text.is_joint(token, JointWord::OutOf);
        let including = near.iter().any(|token| self.text.role(token) == Some(Role::Part) && !out_of(token));
        let of = |fact: usize| self.text.frame(fact).of.as_ref();
        let bare = !self.text.has_noun(self.second)
            && (of(self.second) == of(self.first) || of(self.second).is_none() && self.opens_clause(between));
        including && (bare || self.is_narrower() || self.ends_in_verb())
            || self
                .opens_whole(between, bare || self.is_kind_told(between) || self.is_followed_by_verb(between))
    }

    /// "eight, a small share of the 150 dealt with": what stands before the comma is the part.
    fn is_share_of_behind(&self, between: &[Token]) -> bool {
        let share = |token: &Token| {
            self.text.role(token) == Some(Role::Part) && self.text.is_joint(token, JointWord::OutOf)
        };
        let Some(at) = between.iter().rposition(share) else { return false };
        let small = |token: &Token| {
            self.text.is_function(token, FunctionWord::Article)
                || self.text.is_function(token, FunctionWord::Pronoun)
        };
        let led = between.first().is_some_and(|comma| comma.kind == TokenKind::Comma);
        led && (2..=KIND_WORDS).contains(&at) && between[at + 1..].iter().all(small)
    }

    /// The words of a figure behind its first.
    fn own_words(&self, fact: usize) -> &[Token] {
        let own = self.text.tokens_of(fact);
        self.text.tokens.get(own.start + 1..own.end).unwrap_or(&[])
    }

    /// Whether "of", "out of", "spośród" stands before the first figure and opens the sentence, and the second
    /// is a part of it: it has no noun of its own, and no "to" makes the two a way from one to the other.
    fn opens_whole(&self, between: &[Token], bare: bool) -> bool {
        let opening = self.text.sentence_tokens(self.first).start;
        let figure = self.text.start(self.first);
        let opens = |token: &Token| {
            self.text.joint(token) == Some(JointWord::OutOf) || self.text.role(token) == Some(Role::Part)
        };
        let led = between.last().is_some_and(|token| {
            self.text.is_function(token, FunctionWord::Preposition) || token.has(Section::Range)
        });
        // "Of the 2 million euros, 300 firms got …": what a sum of money is divided into has no noun.
        let counted = |fact: usize| self.text.quantity(fact).is_some_and(|one| one.measure == Measure::Count);
        let own = counted(self.second) && !counted(self.first);
        let verb = own && self.second_has_verb_alone();
        let parts = self.text.frame(self.second).role == Some(Role::Part) || (bare || verb) && !led;
        let parts = parts && !(own && self.text.has_noun(self.second) && !verb);
        let lead = self.text.words(opening, figure);
        // "Of the 620 workers 434, or 70 %": the share is of the whole, and no part of the 434.
        let first = !lead.iter().any(Token::is_figure);
        // "Of the 12 suspects, the youngest is 17"
        let value = |fact: usize| self.text.quantity(fact).and_then(|one| one.bounds.single());
        let aged = |token: &Token| token.has(Section::Tense) || self.text.is_joint(token, JointWord::Aged);
        let told = between.last().is_some_and(aged);
        let attribute = told && !self.text.has_noun(self.second) && value(self.second) > value(self.first);
        parts && first && !attribute && lead.len() <= ANAPHORA_REACH && lead.first().is_some_and(opens)
    }

    /// "417 passengers and 36 crew"; "480 people, including 417 passengers".
    fn listed(&self, between: &[Token]) -> Option<LinkKind> {
        let is_and = |token: &Token| {
            token.kind == TokenKind::Comma || self.text.is_function(token, FunctionWord::Conjunction)
        };
        let near = &between[between.len().saturating_sub(ANAPHORA_REACH)..];
        if near.iter().any(|token| self.text.role(token) == Some(Role::Part)) {
            return Some(LinkKind::Among);
        }
        let share = is_share(self.text, self.first) || is_share(self.text, self.second);
        let and = !between.is_empty() && between.len() <= 2 && between.iter().all(is_and);
        (and && !share && !between.iter().any(|token| self.restates(token))).then_some(LinkKind::Joined)
    }

    /// "50 miles (80 km)", "420, or 8 %", "12 mil euros, ou seja, 40 %".
    fn is_restated(&self, between: &[Token]) -> bool {
        // "in nine, that is in 20 %"
        let between = match between {
            [words @ .., within] if is_share(self.text, self.second) && self.text.is_where(within) => words,
            _ => between,
        };
        match between {
            [open] if open.kind == TokenKind::Open => self.is_closed(),
            // "256 of them women (40 %)"
            [noun, open] if open.kind == TokenKind::Open && self.is_part_told(noun) => self.is_closed(),
            [.., comma, word] if comma.kind == TokenKind::Comma => self.restates(word),
            [word] | [word, _] => self.text.joint(word) == Some(JointWord::Restated(true)),
            [.., comma, word, last] if comma.kind == TokenKind::Comma && last.kind == TokenKind::Comma => {
                self.restates(word)
            }
            _ => false,
        }
    }

    /// Whether a noun ends what the first figure, a part of one before, is told with, and a share follows.
    fn is_part_told(&self, noun: &Token) -> bool {
        let of_them = self.own_words(self.first).iter().any(|token| token.has(Section::Anaphora));
        noun.kind == TokenKind::Word && of_them && is_share(self.text, self.second)
    }

    /// "…, a turnout of 62 %", "…, o que corresponde a uma taxa de 62 %": a share that what stands before the comma comes
    /// to, and no share of something else.
    fn is_rate(&self, between: &[Token]) -> bool {
        let Some(comma) = between.iter().rposition(|token| token.kind == TokenKind::Comma) else {
            return false;
        };
        let words = &between[comma + 1..];
        let named = |token: &Token| self.text.joint(token) == Some(JointWord::Rate);
        let small = |token: &Token| {
            named(token)
                || self.restates(token)
                || self.text.joint(token) == Some(JointWord::Amounts)
                || token.has(Section::Tense)
                || self.text.joint(token) == Some(JointWord::OutOf)
                || self.text.is_function(token, FunctionWord::Article)
                || self.text.is_function(token, FunctionWord::Preposition)
        };
        let own = word_behind(self.text, self.second)
            .is_some_and(|next| !self.text.is_function(next, FunctionWord::Conjunction));
        is_share(self.text, self.second)
            && !own
            && words.len() <= RATE_WORDS
            && words.iter().any(named)
            && words.iter().filter(|token| !small(token)).count() <= 1
    }

    /// "A quarter of its 480 shops, 120 in all,", "Two thirds of the 1,500 members voted: 1,000 people": behind a share of
    /// its whole, and before the next mark, how many that is.
    fn retells_share(&self, between: &[Token]) -> bool {
        let Some((mark, words)) = between.split_last() else { return false };
        let Some(share) =
            self.first.checked_sub(1).filter(|&share| self.text.one_sentence(share, self.first))
        else {
            return false;
        };
        let of_whole = Gap { text: self.text, first: share, second: self.first };
        let shares = is_share(self.text, share) && !is_share(self.text, self.second);
        let marked = matches!(mark.kind, TokenKind::Comma | TokenKind::Colon | TokenKind::Open);
        let plain = words.len() <= RETOLD_WORDS && words.iter().all(|token| token.kind == TokenKind::Word);
        let end = self.text.sentence_tokens(self.second).end;
        let all = |token: &&Token| {
            self.text.role(token) == Some(Role::Total) || self.text.is_joint(token, JointWord::InAll)
        };
        let behind = self.text.tokens.get(self.text.end(self.second)..end).unwrap_or(&[]);
        let ended = behind.iter().find(|token| !all(token)).is_none_or(|next| next.kind != TokenKind::Word);
        let alike = self.is_one_thing() || self.is_kind_of_whole();
        shares && marked && plain && ended && alike && of_whole.is_out_of(of_whole.between())
    }

    /// "Among the 19 passengers hurt were twelve children": a kind of the whole that a word or two lead to.
    fn is_kind_told(&self, between: &[Token]) -> bool {
        let near = between.len() <= KIND_WORDS && between.iter().all(|token| token.kind == TokenKind::Word);
        let group = |fact: usize| matches!(self.text.frame(fact).of, Some(Subject::Concept(of)) if self.text.concepts().flags(of).group);
        let people = [self.first, self.second].iter().all(|&fact| is_people(self.text, fact) && !group(fact));
        near && (people || self.is_kind_of_whole()) && self.can_be_meant()
    }

    /// "Of the 96 Britons and Germans registered there, 81 turned out": right behind the whole or a comma.
    fn is_followed_by_verb(&self, between: &[Token]) -> bool {
        self.opens_clause(between) && self.ends_in_verb()
    }

    /// ", 71 open on Saturdays", and not ", the youngest is 17".
    fn opens_clause(&self, between: &[Token]) -> bool {
        let last = between.iter().rev().find(|token| !token.has(Section::Bound));
        last.is_none_or(|last| last.kind == TokenKind::Comma) && self.can_be_meant()
    }

    /// Whether a word that no pack knows stands behind the second of two counts: a verb or what tells the part from the
    /// others.
    fn ends_in_verb(&self) -> bool {
        let count = |fact: usize| self.text.quantity(fact).filter(|one| one.measure == Measure::Count);
        let value = |fact: usize| count(fact).and_then(|one| one.bounds.single());
        let counts = value(self.first).is_some() && value(self.second).is_some();
        let unknown = matches!(self.text.frame(self.second).of, Some(Subject::Stem { .. }));
        unknown && counts && self.text.has_noun(self.first) && self.can_be_meant()
    }

    /// Whether the second is a part of the first, or no more than a slip too large for one.
    fn can_be_meant(&self) -> bool {
        let value = |fact: usize| self.text.quantity(fact).and_then(|one| one.bounds.single());
        let most = value(self.first).and_then(|whole| whole.checked_mul(SLIP));
        value(self.second).zip(most).is_some_and(|(part, most)| part <= most)
    }

    /// Whether a bracket closes behind the second figure: "(80 km)", and no list of other things.
    fn is_closed(&self) -> bool {
        self.text.tokens.get(self.text.end(self.second)).is_some_and(|token| token.kind == TokenKind::Close)
    }

    fn restates(&self, word: &Token) -> bool {
        matches!(self.text.joint(word), Some(JointWord::Restated(_)))
    }
}

/// "70 % of the staff", "70 proc. załogi"
fn is_of_people(text: FactsOfText<'_>, share: usize) -> bool {
    let small = |token: &&Token| {
        text.joint(token) == Some(JointWord::OutOf)
            || text.is_function(token, FunctionWord::Article)
            || text.is_function(token, FunctionWord::Pronoun)
    };
    let behind = text.words(text.end(share), text.sentence_tokens(share).end);
    behind.iter().find(|token| !small(token)).is_some_and(|noun| text.person(noun).is_some())
}

fn is_people(text: FactsOfText<'_>, fact: usize) -> bool {
    matches!(text.frame(fact).of, Some(Subject::Concept(of)) if text.concepts().is_people(of))
}

/// The word right behind a figure, in its sentence.
fn word_behind<'a>(text: FactsOfText<'a>, fact: usize) -> Option<&'a Token> {
    let at = text.end(fact);
    let word = text.tokens.get(at).filter(|next| next.kind == TokenKind::Word);
    word.filter(|_| at < text.sentence_tokens(fact).end)
}

/// "8 %", "a third", "three in five".
fn is_share(text: FactsOfText<'_>, fact: usize) -> bool {
    let share = |quantity: &Quantity| matches!(quantity.measure, Measure::Percent | Measure::Ratio);
    text.quantity(fact).is_some_and(share)
}

/// A link between two facts, given by their places in the text.
pub(super) fn link(kind: LinkKind, from: usize, to: usize) -> Link {
    let id = |fact: usize| FactId(u32::try_from(fact).unwrap_or(u32::MAX));
    Link { kind, from: id(from), to: id(to) }
}
