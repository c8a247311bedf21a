use crate::lexicon::{FunctionWord, JointWord, Meaning, Section, Token, TokenKind};
use crate::model::{Decimal, FactValue, Link, LinkKind, Measure, Quantity, RateOf, Role, TimeUnit};

use super::facts_of_text::FactsOfText;
use super::links::link;

/// Totals with how many each is of, and what each of them is or costs: "each of the 40 families gets 2,000 euros,
/// 80,000 in all", "24,000 euros in 12 instalments of 2,000 euros". The total is linked to both.
pub(super) fn products(text: FactsOfText<'_>) -> Vec<Link> {
    let reader = Products { text };
    // "12 monthly instalments": a time within the words of a number parts no figures.
    let inside = |at: usize| at > 0 && text.facts[at].span.end <= text.facts[at - 1].span.end;
    let own: Vec<usize> = (0..text.facts.len()).filter(|&at| !inside(at)).collect();
    let found = own.windows(3).filter_map(|three| {
        let &[first, second, third] = three else { return None };
        let three = [first, second, third];
        if three.iter().any(|&at| !text.one_sentence(at, first)) {
            return None;
        }
        match three.iter().all(|&at| text.quantity(at).is_some()) {
            true => reader.each(three).or_else(|| reader.instalments(three)).or_else(|| reader.split(three)),
            false => reader.rate(three),
        }
    });
    found
        .flat_map(|[total, count, each]| [count, each].map(|factor| link(LinkKind::Times, total, factor)))
        .collect()
}

struct Products<'a> {
    text: FactsOfText<'a>,
}

/// How many words may stand between a price and the total.
const TOTAL_WORDS: usize = 6;

/// How many words may stand between a sum and among how many it is shared.
const SPLIT_WORDS: usize = 9;

/// How many words before a number, or behind a price, "each" may stand.
const EACH_WORDS: usize = 3;

impl Products<'_> {
    /// "40 buses at 300,000 euros each, for a total of 12 million euros".
    fn each(&self, [count, each, total]: [usize; 3]) -> Option<[usize; 3]> {
        let gap = self.text.between(each, total);
        if gap.len() > TOTAL_WORDS {
            return None;
        }
        // "each" may say how often.
        let again =
            |token: &Token| token.has(Section::Recurrence) && self.text.role(token) != Some(Role::Each);
        let timed = gap.iter().any(|token| token.has(Section::TimeUnit) || again(token));
        let and = gap.iter().any(|token| self.text.is_function(token, FunctionWord::Conjunction));
        // "20 euros each for the bus, 2,000 euros in all with the hotel" tells of more.
        let small = |token: &Token| {
            token.kind == TokenKind::Comma
                || self.text.role(token).is_some()
                || token.has(Section::Function)
                || self.text.is_joint(token, JointWord::InAll)
        };
        let plain = gap.iter().all(small) && !self.goes_on(total);
        let told = plain && self.tells_each(count, each) && self.tells_total(each, total);
        let counted = self.text.has_noun(count) && is_number(self.text.quantity(count)?);
        let fits = !timed && !and && told && counted;
        let fits = fits && self.is_one_measure(each, total) && !self.moves([count, each, total]);
        fits.then_some([total, count, each])
    }

    /// Whether a preposition or a conjunction behind a total adds to it.
    fn goes_on(&self, total: usize) -> bool {
        let in_all = |token: &&Token| self.text.is_joint(token, JointWord::InAll);
        let mut behind = self.text.tokens[self.text.end(total)..].iter().skip_while(in_all);
        behind.next().is_some_and(|next| {
            let led = [FunctionWord::Preposition, FunctionWord::Conjunction];
            led.into_iter().any(|word| self.text.is_function(next, word))
        })
    }

    /// ", a total of 90,000 euros", ", 90,000 euros in all", and not "from a total of 90,000 euros".
    fn tells_total(&self, each: usize, total: usize) -> bool {
        let in_all = |at: usize| self.text.is_joint(&self.text.tokens[at], JointWord::InAll);
        let comma = |at: usize| self.text.tokens[at].kind == TokenKind::Comma;
        let (start, end) = (self.text.start(total), self.text.end(total));
        let before = (self.text.end(each) + 1..start).find(|&at| in_all(at));
        let own = (start..end).any(in_all) || end < self.text.tokens.len() && in_all(end);
        // ", for a total of"
        let small = |at: usize| {
            let token = &self.text.tokens[at];
            let led = self.text.role(token).is_some() || self.text.joint(token).is_some();
            self.text.is_function(token, FunctionWord::Preposition) && !led
        };
        let opens = |at: usize| comma(at - 1) || small(at - 1) && comma(at - 2);
        before.is_some_and(opens) || own && start.checked_sub(1).is_some_and(comma)
    }

    /// Whether "each" stands by the number, or behind the price, or "po" before it.
    fn tells_each(&self, count: usize, each: usize) -> bool {
        let is_each = |token: &Token| self.text.role(token) == Some(Role::Each);
        let from = self.text.start(count).saturating_sub(EACH_WORDS);
        let stop = |token: &&Token| token.kind == TokenKind::Word;
        let before = self.text.words(from, self.text.start(count)).iter().rev().take_while(stop).any(is_each);
        let behind =
            self.text.tokens[self.text.end(each)..].iter().take(EACH_WORDS).take_while(stop).any(is_each);
        let own = self.text.quantity(each).is_some_and(|one| one.per.is_some_and(|per| per.is_each()));
        let apiece = self.text.start(each).checked_sub(1).map(|at| &self.text.tokens[at]);
        let apiece = apiece.is_some_and(|token| self.text.is_joint(token, JointWord::Apiece));
        // "a parcel each for 40 families who pay 2,000 euros": the price follows its number at once.
        let near = self.text.between(count, each).len() <= TOTAL_WORDS;
        near && (before || behind || own || apiece)
    }

    /// "24,000 euros in 12 monthly instalments of 2,000 euros".
    fn instalments(&self, [total, count, each]: [usize; 3]) -> Option<[usize; 3]> {
        let lead = self.text.between(total, count);
        let led = lead.last().is_some_and(|last| self.text.is_function(last, FunctionWord::Preposition));
        let of = match self.text.between(count, each) {
            [of] => {
                self.text.joint(of) == Some(JointWord::OutOf) || self.text.is_joint(of, JointWord::Apiece)
            }
            _ => false,
        };
        let money = matches!(self.text.quantity(each)?.measure, Measure::Money(_));
        let counted = self.text.has_noun(count) && is_number(self.text.quantity(count)?);
        let listed = self.text.tokens.get(self.text.end(each)).is_some_and(|next| {
            self.text.is_function(next, FunctionWord::Conjunction)
                || next.kind == TokenKind::Comma
                    && self.text.tokens.get(self.text.end(each) + 1).is_some_and(Token::is_figure)
        });
        let near = lead.len() <= TOTAL_WORDS && lead.iter().all(|token| token.kind == TokenKind::Word);
        // More than the sum may be its interest, and what "with" adds is told of each.
        let value = |at: usize| self.text.quantity(at).and_then(|one| one.bounds.single());
        let less = value(count)?.checked_mul(value(each)?)? <= value(total)?;
        let fits =
            led && near && of && money && counted && !listed && less && self.is_one_measure(each, total);
        (fits && !self.moves([total, count, each])).then_some([total, count, each])
    }

    /// "1,200 trees in four days, an average of 300 a day".
    fn rate(&self, [total, length, rate]: [usize; 3]) -> Option<[usize; 3]> {
        let FactValue::Duration(lasted) = &self.text.facts[length].value else { return None };
        let beside = self.text.between(total, length);
        let small = |token: &Token| token.kind == TokenKind::Word && !token.has(Section::Event);
        let near = beside.len() <= EACH_WORDS && beside.iter().all(small);
        let [comma, words @ ..] = self.text.between(length, rate) else {
            return None;
        };
        let told = words.iter().any(|token| {
            matches!(self.text.joint(token), Some(JointWord::Restated(_)))
                || self.text.role(token) == Some(Role::Each)
        });
        let own = self.text.frame(rate).role == Some(Role::Each) || told;
        let said = comma.kind == TokenKind::Comma && own && words.len() <= EACH_WORDS;
        let alone = lasted.bounds.single().is_some() && self.is_per(rate, lasted.unit);
        let quantities = [total, rate].map(|at| self.text.quantity(at));
        let [Some(all), Some(one)] = quantities else { return None };
        let noun = |at: usize| self.text.has_noun(at);
        let alike = all.measure == one.measure
            && (!noun(rate) || self.text.frame(rate).of == self.text.frame(total).of);
        let plain = is_number(all) && is_number(one) && all.per.is_none() && !self.moves([total, rate, rate]);
        (near && said && alone && alike && plain).then_some([total, length, rate])
    }

    /// "a day", "por dia": behind a figure, or read with it.
    fn is_per(&self, rate: usize, unit: TimeUnit) -> bool {
        let is_unit = |token: &Token| {
            let found = self.text.source.find(token, Section::TimeUnit, |meaning| match meaning {
                Meaning::TimeUnit(unit) => Some(unit),
                _ => None,
            });
            found == Some(unit)
        };
        let behind = self.text.tokens.get(self.text.end(rate)..).unwrap_or_default();
        let worded = match behind {
            // "250 a day outside Sunday" is no mean of all of them.
            [small, word, next, ..] => {
                let per = small.has(Section::Function) || small.has(Section::Per);
                per && is_unit(word) && next.kind != TokenKind::Word
            }
            [small, word] => (small.has(Section::Function) || small.has(Section::Per)) && is_unit(word),
            _ => false,
        };
        let read = self.text.quantity(rate).and_then(|one| one.per);
        worded && read.is_none()
            || read.is_some_and(|per| per.of == RateOf::Time(unit) && per.base == Decimal::ONE)
    }

    /// "1.2 million will be split equally between the four towns, each receiving 300,000".
    fn split(&self, [total, count, each]: [usize; 3]) -> Option<[usize; 3]> {
        let lead = self.text.between(total, count);
        let shared = lead.iter().any(|token| {
            [JointWord::SharedOut, JointWord::MadeUp].into_iter().any(|word| self.text.is_joint(token, word))
        });
        let behind = self.text.between(count, each);
        let near = lead.len() <= SPLIT_WORDS && behind.len() <= TOTAL_WORDS;
        // "each receiving 300,000", "300 mil a cada um", and not "each of which adds 300,000".
        let is_each = |token: &Token| self.text.role(token) == Some(Role::Each);
        let told = behind.iter().rev().take(2).any(is_each)
            || self.text.tokens[self.text.end(each)..].iter().take(EACH_WORDS).any(is_each);
        let counted = self.text.has_noun(count) && is_number(self.text.quantity(count)?);
        let comma = behind.iter().any(|token| token.kind == TokenKind::Comma);
        let fits = shared && near && told && counted && comma && self.is_one_measure(each, total);
        (fits && !self.moves([total, count, each])).then_some([total, count, each])
    }

    fn is_one_measure(&self, each: usize, total: usize) -> bool {
        let (Some(one), Some(all)) = (self.text.quantity(each), self.text.quantity(total)) else {
            return false;
        };
        // Two teams play one game.
        let things = one.measure != Measure::Count;
        let rate = one.per.is_none_or(|per| per.is_each()) && all.per.is_none();
        one.measure == all.measure && rate && things && is_number(one) && is_number(all)
    }

    /// "cut its price of 24 euros in three steps of 2 euros" tells no total.
    fn moves(&self, facts: [usize; 3]) -> bool {
        facts.into_iter().any(|at| {
            let frame = self.text.frame(at);
            let moved = frame.event.is_some_and(|event| {
                let concepts = self.text.concepts();
                concepts.is_move(event.concept) || concepts.flags(event.concept).lessens
            });
            moved || matches!(frame.role, Some(Role::ChangeBy | Role::ChangeFrom | Role::ChangeTo))
        })
    }
}

/// A figure of one reading, and no bound.
fn is_number(quantity: &Quantity) -> bool {
    quantity.bounds.single().is_some() && quantity.alternative.is_none()
}
