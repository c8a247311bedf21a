use std::ops::Range;

use crate::lexicon::{BallotWord, FunctionWord, JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{Decimal, FactValue, Hedge, Link, LinkKind, Measure, Role, Subject};

use super::links::{SLIP, link};
use super::lists::{List, Lists};

/// How many words may lead to what opens a sentence as the whole of its figures.
const OPENING_WORDS: usize = 4;

/// How many words may stand between a whole and the places of its parts.
const PLACED_REACH: usize = 3;

/// Parts that come to so many tenths of their whole are meant to be all of it.
const NEARLY_ALL: Decimal = Decimal::from_parts(9, 0, 0, false, 0);

impl Lists<'_> {
    /// "Of these, 8,260 were given the vaccine and 4,410 a placebo", "Of the 150 jobs, 90 go in Varn and the
    /// remaining 60 in Lisk": what opens a sentence as a whole, in it or before it, and its parts behind.
    pub(super) fn divided(&self, before: Range<usize>, sentence: Range<usize>) -> Vec<Link> {
        let Some((whole, parts)) = self.opened(before.clone(), sentence.clone()) else {
            let figures: Vec<usize> =
                sentence.clone().filter(|&at| self.text.quantity(at).is_some()).collect();
            let found = self
                .shared_out(before.clone(), sentence.clone())
                .or_else(|| self.placed_among(&figures))
                .or_else(|| self.halved(&figures))
                .or_else(|| self.gapped_counts(&figures))
                .or_else(|| self.rest_of_sum(before.clone(), &figures))
                .or_else(|| self.gapped(sentence))
                .or_else(|| self.overfull(before.clone(), &figures));
            let of_them = figures.first().and_then(|&part| self.of_them(before, part));
            return found.into_iter().flatten().chain(of_them).collect();
        };
        let mut links = Vec::new();
        if self.text.facts[whole].sentence != self.text.facts[parts[0]].sentence {
            links.push(link(LinkKind::PartOf, parts[0], whole));
        }
        let kind = match () {
            () if self.ends_with_rest(&parts) => LinkKind::MakesUp(0),
            () if self.is_divided(whole, &parts) || self.is_overfull(whole, &parts) => LinkKind::Divides,
            () => return links,
        };
        links.extend(parts.into_iter().map(|part| link(kind, part, whole)));
        links
    }

    /// The whole that opens a sentence, and its parts there: at least one.
    fn opened(&self, before: Range<usize>, sentence: Range<usize>) -> Option<(usize, Vec<usize>)> {
        let words = self.text.sentence_tokens(sentence.start);
        let lead = words.start..(words.start + OPENING_WORDS).min(self.text.start(sentence.start));
        if let Some(at) = lead.clone().find(|&at| self.points_back(at)).or_else(|| self.of_that(lead)) {
            let parts = self.parts(None, at + 1, sentence.clone());
            let whole = self.named_before(before, *parts.first()?)?;
            return Some((whole, self.parts(Some(whole), at + 1, sentence)));
        }
        let whole = sentence.start;
        let opens = self.text.tokens.get(words.start).is_some_and(|token| {
            self.text.joint(token) == Some(JointWord::OutOf) || self.text.role(token) == Some(Role::Part)
        });
        let near = self.text.start(whole) <= words.start + OPENING_WORDS;
        let counts = self.text.quantity(whole).is_some_and(|quantity| !is_share(quantity.measure));
        let parts = self.parts(Some(whole), self.text.end(whole), whole + 1..sentence.end);
        (opens && near && counts && !parts.is_empty()).then_some((whole, parts))
    }

    /// "Of these", "of that sum": and no "z tego roku".
    fn points_back(&self, at: usize) -> bool {
        let token = &self.text.tokens[at];
        let timed = self.text.tokens.get(at + 1).is_some_and(|next| next.has(Section::TimeUnit));
        let back = token.has(Section::Anaphora) || self.text.joint(token) == Some(JointWord::OfSum);
        back && !timed
    }

    /// "Of that, 380 million …"
    fn of_that(&self, lead: Range<usize>) -> Option<usize> {
        let [of, that, comma] = self.text.tokens.get(lead.start..lead.start + 3)? else { return None };
        let small = that.has(Section::Function);
        let out_of = self.text.joint(of) == Some(JointWord::OutOf);
        (out_of && small && comma.kind == TokenKind::Comma).then_some(lead.start + 1)
    }

    /// The figures behind a place that can be parts of a whole, in a row.
    fn parts(&self, whole: Option<usize>, from: usize, sentence: Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut floor = from;
        // "Of the 22 TWh that the firm sold last year, 12 came …": a time may tell more of the whole.
        let time = |fact: &usize| !matches!(self.text.facts[*fact].value, FactValue::Quantity(_));
        let lead = sentence.clone().filter(|&fact| self.text.start(fact) >= from).take_while(time).count();
        for fact in sentence.filter(|&fact| self.text.start(fact) >= from).skip(lead) {
            // A figure may begin within the words of the one before.
            let between = self.text.tokens.get(floor..self.text.start(fact)).unwrap_or_default();
            let broken = between.iter().any(|token| {
                matches!(token.kind, TokenKind::Semicolon | TokenKind::Colon | TokenKind::Quote)
            });
            if broken || !self.is_part(whole, fact) {
                break;
            }
            found.push(fact);
            floor = self.text.end(fact);
        }
        found
    }

    /// An exact figure without a noun of its own, led to by no preposition.
    fn is_part(&self, whole: Option<usize>, fact: usize) -> bool {
        self.can_be_part(whole, fact) && !self.is_led(fact)
    }

    fn can_be_part(&self, whole: Option<usize>, fact: usize) -> bool {
        let Some(part) = self.text.quantity(fact) else { return false };
        let frame = self.text.frame(fact);
        let bare = !self.text.has_noun(fact);
        let alike = whole.is_none_or(|whole| {
            let all = self.text.quantity(whole).map(|all| all.measure);
            // "90 zniknie w Łodzi": a word that no pack knows may be a verb.
            let unknown = self.ends_in_unknown_word(whole, fact);
            let one_noun = bare || unknown || frame.of == self.text.frame(whole).of;
            one_noun && (all == Some(part.measure) || part.measure == Measure::Count && (bare || unknown))
        });
        let plain = part.bounds.hedge == Hedge::Exact && part.alternative.is_none() && part.per.is_none();
        let own = matches!(frame.role, None | Some(Role::Part | Role::Remaining | Role::Other));
        alike && plain && own && !is_share(part.measure) && !frame.bracketed
    }

    /// Whether a preposition leads to a figure.
    fn is_led(&self, fact: usize) -> bool {
        self.text.start(fact).checked_sub(1).is_some_and(|at| {
            let token = &self.text.tokens[at];
            // "between 30 and 40" has an "and" of its own.
            self.text.is_function(token, FunctionWord::Preposition)
                || token.has(Section::Range) && !self.is_and(token)
        })
    }

    /// Whether a figure that its whole can hold, or that is a slip too large for it, is followed by a word that no pack knows, and the whole by one that some
    /// does.
    fn ends_in_unknown_word(&self, whole: usize, part: usize) -> bool {
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let most = value(whole).and_then(|whole| whole.checked_mul(SLIP));
        let held = value(part).zip(most).is_some_and(|(part, most)| part <= most);
        let of = |at: usize| self.text.frame(at).of.as_ref();
        let known = matches!(of(whole), Some(Subject::Concept(_)));
        held && known && matches!(of(part), Some(Subject::Stem { .. }))
    }

    /// "Eight people were arrested. Police said six of them …", "54 sites. In 21 of them …": a part of the one figure of the
    /// sentence right before.
    pub(super) fn of_them(&self, before: Range<usize>, part: usize) -> Option<Link> {
        self.whole_of_them(before, part).map(|whole| link(LinkKind::PartOf, part, whole))
    }

    pub(super) fn whole_of_them(&self, before: Range<usize>, part: usize) -> Option<usize> {
        let own = self.text.start(part)..(self.text.end(part) + 1).min(self.text.tokens.len());
        let them = self.text.tokens[own].iter().any(|token| token.has(Section::Anaphora));
        // "It has two plants and hundreds of workers. Nine of them …"
        let words = self.text.sentence_tokens(before.clone().next_back()?);
        let others = self.text.tokens[words].iter().any(|token| token.has(Section::Vague));
        let told = before.clone();
        let whole = self.named_before(before, part).filter(|_| them && !others)?;
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let most = value(whole)?.checked_mul(SLIP)?;
        // "Two people died and five were hurt. Three of them …"
        let count = |at: usize| self.text.quantity(at).is_some_and(|one| one.measure == Measure::Count);
        let lone = !told.filter(|&at| at != whole && count(at)).any(|at| value(at) >= value(part));
        (lone && value(part)? <= most && self.text.has_noun(whole)).then_some(whole)
    }

    /// The one figure of the sentence right before that a part without a noun can be of.
    pub(super) fn named_before(&self, before: Range<usize>, part: usize) -> Option<usize> {
        let last = before.clone().next_back()?;
        let gap = self.text.sentence_tokens(last).end..self.text.sentence_tokens(part).start;
        if self.text.tokens.get(gap)?.iter().any(|token| token.kind == TokenKind::Word) {
            return None;
        }
        let fits = |&at: &usize| {
            let frame = self.text.frame(at);
            let all = self.text.quantity(at).filter(|all| !is_share(all.measure) && all.per.is_none());
            let named = all.is_some_and(|all| {
                let counted = frame.of.is_some() && self.text.has_noun(at);
                counted || all.measure != Measure::Count
            });
            let told = matches!(frame.role, None | Some(Role::Total | Role::ChangeTo));
            named && told && !frame.headline && !frame.other_period && self.can_be_part(Some(at), part)
        };
        let found: Vec<usize> = before.filter(fits).collect();
        let one_noun = |&&at: &&usize| self.text.frame(at).of == self.text.frame(part).of;
        match found.as_slice() {
            [one] => Some(*one),
            // "200 adults in 30 clinics. Of these, 120 …", and not "200 laptops and 30 tablets".
            [first, .., last] => {
                let words = self.text.tokens.get(self.text.end(*first)..self.text.start(*last))?;
                let joined = words.iter().any(|token| self.is_and(token) || token.kind == TokenKind::Comma);
                let mut named = found.iter().filter(one_noun);
                let one = named.next().filter(|_| named.next().is_none())?;
                (!joined && self.text.frame(*one).of.is_some()).then_some(*one)
            }
            [] => None,
        }
    }

    /// "… and the remaining 60 in Hull": the last part, and it alone, is all that is left.
    fn ends_with_rest(&self, parts: &[usize]) -> bool {
        let Some((&last, others)) = parts.split_last() else { return false };
        let left = !others.is_empty() && self.is_rest(last) && !others.iter().any(|&part| self.is_rest(part));
        left && self.is_plain(parts)
    }

    /// "the remaining 60"
    pub(super) fn is_rest(&self, part: usize) -> bool {
        let before = self.text.start(part).checked_sub(1);
        before.is_some_and(|at| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Rest))
    }

    /// Whether no part can hold another: money is spent once, who voted for did not vote against, who was given the one
    /// was not given the other, as far as the words for all but the first are left out.
    fn is_divided(&self, whole: usize, parts: &[usize]) -> bool {
        let &[first, second, ..] = parts else { return false };
        let money = [whole, first].into_iter().any(|at| self.is_money(at));
        let stuff = money || self.is_stuff(whole) && self.is_one_way(parts);
        let allotted = || {
            let words = self.text.tokens.get(self.text.end(first)..self.text.start(second)).unwrap_or(&[]);
            words.iter().any(|token| self.is_allotted(token))
        };
        let elided =
            || parts[1..].iter().all(|&part| self.is_elided(part) || money && self.is_followed_by_noun(part));
        let apart = (stuff || allotted()) && elided() || self.takes_sides(parts) || self.is_located(parts);
        apart && self.is_plain(parts) && !self.holds_parts_of_parts(parts)
    }

    /// "4,410 a placebo", "95 million for schools": no verb stands behind the figure.
    pub(super) fn is_elided(&self, part: usize) -> bool {
        let small = self.behind_number(part).is_some_and(|next| {
            let small = [FunctionWord::Article, FunctionWord::Preposition];
            small.into_iter().any(|word| self.text.is_function(next, word)) || self.is_allotted(next)
        });
        small || self.names_receiver(part)
    }

    fn is_allotted(&self, token: &Token) -> bool {
        matches!(self.text.joint(token), Some(JointWord::Allotted | JointWord::FallsTo))
    }

    /// "350 voted for it, 240 voted against and 30 abstained": each on a side of its own.
    pub(super) fn takes_sides(&self, parts: &[usize]) -> bool {
        let ends = parts[1..].iter().map(|&next| self.text.start(next));
        let ends = ends.chain(parts.last().map(|&last| self.text.sentence_tokens(last).end));
        let sides: Option<Vec<BallotWord>> =
            parts.iter().zip(ends).map(|(&part, end)| self.side(self.text.end(part)..end)).collect();
        let Some(sides) = sides else { return false };
        let both = sides.contains(&BallotWord::For) && sides.contains(&BallotWord::Against);
        both && sides.iter().enumerate().all(|(at, side)| !sides[..at].contains(side))
    }

    fn side(&self, words: Range<usize>) -> Option<BallotWord> {
        let side = |meaning| match meaning {
            Meaning::Ballot(BallotWord::Against | BallotWord::AgainstBehind) => Some(BallotWord::Against),
            Meaning::Ballot(side @ (BallotWord::For | BallotWord::Undecided)) => Some(side),
            _ => None,
        };
        let words = self.text.tokens.get(words).unwrap_or(&[]);
        words.iter().find_map(|token| self.text.source.find(token, Section::Ballot, side))
    }

    /// Whether nothing among the parts leads to another time, to a part of a part, or to what is left open.
    pub(super) fn is_plain(&self, parts: &[usize]) -> bool {
        let (Some(&first), Some(&last)) = (parts.first(), parts.last()) else { return false };
        let timed =
            self.text.facts[first..=last].iter().any(|fact| !matches!(fact.value, FactValue::Quantity(_)));
        let words = self.text.end(first)..self.text.start(last);
        let open = words.into_iter().any(|at| self.opens_out(at));
        let next = parts.windows(2).all(|pair| self.is_next(pair[0], pair[1]));
        !timed && !open && next
    }

    /// "380 for roads, 300 for repairs and 80 for signs": the last two may be what the first is made up of.
    fn holds_parts_of_parts(&self, parts: &[usize]) -> bool {
        let value = |part: usize| self.text.quantity(part).and_then(|part| part.bounds.single());
        (0..parts.len()).any(|at| {
            let mut sum = Decimal::ZERO;
            parts[at + 1..].iter().any(|&next| {
                sum = value(next).and_then(|value| sum.checked_add(value)).unwrap_or(Decimal::MAX);
                value(parts[at]) == Some(sum) && parts.len() > 2
            })
        })
    }

    /// "Kwotę tę podzielono na trzy części": the one sum of the sentence before, where a word stands for it.
    pub(super) fn sum_before(
        &self,
        before: Range<usize>,
        items: &[usize],
        words: Range<usize>,
    ) -> Option<usize> {
        let stands = |at: usize| self.text.joint(&self.text.tokens[at]) == Some(JointWord::Sum);
        let told = words.into_iter().take(OPENING_WORDS).any(stands);
        let whole = self.named_before(before, *items.first()?).filter(|_| told)?;
        let money = self.text.quantity(whole).is_some_and(|whole| matches!(whole.measure, Measure::Money(_)));
        let noun = self.text.frame(whole).of.as_ref();
        let bare = items.iter().all(|&item| {
            let of = self.text.frame(item).of.as_ref();
            of == noun || !matches!(of, Some(Subject::Concept(_))) || self.text.frame(item).inferred
        });
        (money && bare).then_some(whole)
    }

    /// "The ships account for 220m of the 380m euros, radar and guns for 160m": money out of a whole, and more of it behind
    /// the same preposition, without a verb.
    fn gapped(&self, sentence: Range<usize>) -> Option<Vec<Link>> {
        let &[part, whole, next] = sentence.collect::<Vec<usize>>().as_slice() else { return None };
        let money = |at: usize| self.text.quantity(at).filter(|one| matches!(one.measure, Measure::Money(_)));
        let measure = money(whole)?.measure;
        let alike = [part, next].iter().all(|&at| {
            let one = self.text.quantity(at);
            one.is_some_and(|one| {
                let exact = one.bounds.hedge == Hedge::Exact && one.per.is_none();
                let bare = one.measure == Measure::Count && !self.text.has_noun(at);
                exact && (one.measure == measure || bare)
            })
        });
        let out_of = self.text.tokens.get(self.text.end(part)..self.text.start(whole))?;
        let [of, small @ ..] = out_of else { return None };
        let of = self.text.joint(of) == Some(JointWord::OutOf)
            && small.iter().all(|token| self.text.is_function(token, FunctionWord::Article));
        let [.., before] = self.text.tokens.get(..self.text.start(part))? else { return None };
        let [comma, words @ .., led] = self.text.tokens.get(self.text.end(whole)..self.text.start(next))?
        else {
            return None;
        };
        let verb = words.iter().any(|token| token.has(Section::Event) || token.has(Section::Tense));
        let one = self.text.source.word(before) == self.text.source.word(led)
            && self.text.is_function(led, FunctionWord::Preposition);
        let gapped = of && one && alike && !verb && comma.kind == TokenKind::Comma;
        gapped.then(|| [part, next].map(|at| link(LinkKind::Divides, at, whole)).to_vec())
    }

    /// "31 libraries, 18 in the suburbs and 12 in the centre": figures without nouns right behind their whole, each with
    /// its place. Parts that come nowhere near the whole are some of it.
    pub(super) fn placed(&self, figures: &[usize]) -> Option<List> {
        let (&whole, items) = figures.split_first()?;
        let first = *items.first()?;
        let lead = self.text.tokens.get(self.text.end(whole)..self.text.start(first))?;
        let (mark, words) = lead.split_last()?;
        let marked = self.is_aside(mark);
        let beside = words.len() <= PLACED_REACH && words.iter().all(|token| token.kind == TokenKind::Word);
        let placed = |&item: &usize| {
            let next = self.text.tokens.get(self.text.end(item));
            let bare = !self.text.has_noun(item);
            bare && next.is_some_and(|next| self.text.is_where(next))
        };
        let counts = self.text.quantity(whole).is_some_and(|whole| whole.measure == Measure::Count);
        let named = counts && self.text.has_noun(whole);
        let fits = named && marked && beside && items.iter().all(placed) && self.is_plain(items);
        let list = self.closed(whole, items, self.text.sentence_tokens(whole).end).filter(|_| fits)?;
        self.is_nearly_all(whole, items).then_some(list)
    }

    /// Whether parts come to so much of their whole that they are meant to be all of it.
    pub(super) fn is_nearly_all(&self, whole: usize, parts: &[usize]) -> bool {
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &part| sum.checked_add(value(part)?));
        let tenths = sum.and_then(|sum| sum.checked_mul(Decimal::TEN));
        let most = value(whole).and_then(|whole| whole.checked_mul(NEARLY_ALL));
        tenths.zip(most).is_some_and(|(tenths, most)| tenths >= most)
    }

    /// ", 18 in …", "(18 in …", "- 18 in …"
    fn is_aside(&self, mark: &Token) -> bool {
        matches!(mark.kind, TokenKind::Comma | TokenKind::Open | TokenKind::Dash | TokenKind::Hyphen)
    }
}

fn is_share(measure: Measure) -> bool {
    matches!(measure, Measure::Percent | Measure::Ratio | Measure::PercentagePoints | Measure::Age(_))
}
