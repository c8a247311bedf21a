use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::combinator::{cut, opt, value};
use nom::error::{ErrorKind, ParseError};
use nom::multi::many0;
use nom::sequence::preceded;
use nom::{Err, IResult, Parser};

use crate::model::{Date, Decimal};

use super::ast::{Arithmetic, Comparator, Node, NodeKind};
use super::mistake::Mistake;

/// How deep brackets and signs may nest, so that neither reading nor judging a guard can run away.
pub(super) const DEEPEST: usize = 24;

/// The units of lengths of time, with their seconds. Months and years have no fixed length.
const TIME_UNITS: [(&str, u32); 4] = [("min", 60), ("h", 3_600), ("d", 86_400), ("wk", 604_800)];

/// Reads a guard.
pub(super) fn parse(text: &str) -> Result<Node, Mistake> {
    let grammar = Grammar { length: text.len() };
    match grammar.alternatives(0, text) {
        Ok((rest, node)) if blank(rest).is_empty() => Ok(node),
        Ok((rest, _)) => {
            let rest = blank(rest);
            let message = format!("expected `and`, `or` or the end, found `{}`", first_word(rest));
            Err(Mistake::new(grammar.word_at(rest), message))
        }
        Err(Err::Error(stop) | Err::Failure(stop)) => Err(stop.told(grammar)),
        Err(Err::Incomplete(_)) => Err(Mistake::new(text.len()..text.len(), "the guard ends too early")),
    }
}

/// Where reading stopped, and why; without a reason a value was looked for and not found.
#[derive(Debug)]
struct Stop<'a> {
    rest: &'a str,
    mistake: Option<Mistake>,
}

impl<'a> ParseError<&'a str> for Stop<'a> {
    fn from_error_kind(rest: &'a str, _: ErrorKind) -> Self {
        Self { rest, mistake: None }
    }

    fn append(_: &'a str, _: ErrorKind, other: Self) -> Self {
        other
    }
}

impl Stop<'_> {
    fn told(self, grammar: Grammar) -> Mistake {
        let rest = blank(self.rest);
        self.mistake.unwrap_or_else(|| match first_word(rest) {
            "" => Mistake::new(grammar.word_at(rest), "expected a value, found the end of the guard"),
            word => Mistake::new(grammar.word_at(rest), format!("expected a value, found `{word}`")),
        })
    }
}

type Parsed<'a, T> = IResult<&'a str, T, Stop<'a>>;

fn refuse<'a, T>(rest: &'a str, mistake: Mistake) -> Parsed<'a, T> {
    Err(Err::Failure(Stop { rest, mistake: Some(mistake) }))
}

/// The text after the blanks that it begins with.
fn blank(input: &str) -> &str {
    input.trim_start()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The word, or the single sign, that a text begins with.
fn first_word(rest: &str) -> &str {
    let word = rest.find(|letter| !is_word(letter) && letter != '.').unwrap_or(rest.len());
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    &rest[..word.max(sign)]
}

/// A word of the language that stands by itself: `or`, and not the start of `order`.
fn keyword<'a>(word: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = Stop<'a>> {
    move |input: &'a str| {
        let (rest, found) = tag(word).parse(blank(input))?;
        let ends = rest.chars().next().is_none_or(|next| !is_word(next) && next != '-');
        if ends { Ok((rest, found)) } else { Err(Err::Error(Stop { rest: input, mistake: None })) }
    }
}

fn sign<'a>(sign: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = Stop<'a>> {
    move |input: &'a str| tag(sign).parse(blank(input))
}

/// The rules of the language over a text of `length` bytes: what is left tells where one stands.
#[derive(Clone, Copy)]
struct Grammar {
    length: usize,
}

impl Grammar {
    fn at(self, rest: &str) -> usize {
        self.length - rest.len()
    }

    fn word_at(self, rest: &str) -> Range<usize> {
        self.at(rest)..self.at(rest) + first_word(rest).len()
    }

    /// From the first letter of `input` that is no blank up to `rest`.
    fn node(self, input: &str, rest: &str, kind: NodeKind) -> Node {
        Node { span: self.at(blank(input))..self.at(rest), kind }
    }

    /// One level further in; a refusal where that is too deep.
    fn deeper<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, usize> {
        if depth < DEEPEST {
            return Ok((input, depth + 1));
        }
        let message = format!("brackets and signs nest deeper than {DEEPEST} levels");
        refuse(input, Mistake::new(self.word_at(blank(input)), message).help("split the guard with `and`"))
    }

    /// x or y or z
    fn alternatives<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let part = |input| self.conditions(depth, input);
        let (rest, first) = part(input)?;
        let (rest, others) = many0(preceded(keyword("or"), cut(part))).parse(rest)?;
        Ok((rest, self.joined(input, rest, first, others, NodeKind::Any)))
    }

    /// x and y and z
    fn conditions<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let part = |input| self.negation(depth, input);
        let (rest, first) = part(input)?;
        let (rest, others) = many0(preceded(keyword("and"), cut(part))).parse(rest)?;
        Ok((rest, self.joined(input, rest, first, others, NodeKind::All)))
    }

    fn joined(
        self,
        input: &str,
        rest: &str,
        first: Node,
        mut others: Vec<Node>,
        kind: fn(Vec<Node>) -> NodeKind,
    ) -> Node {
        if others.is_empty() {
            return first;
        }
        others.insert(0, first);
        self.node(input, rest, kind(others))
    }

    /// not x
    fn negation<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let Ok((rest, _)) = keyword("not").parse(input) else { return self.comparison(depth, input) };
        let (rest, depth) = self.deeper(depth, rest)?;
        let (rest, inner) = cut(|input| self.negation(depth, input)).parse(rest)?;
        Ok((rest, self.node(input, rest, NodeKind::Not(Box::new(inner)))))
    }

    /// x, x < y, x in [y, z], x is-a "y", x is known
    fn comparison<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let (rest, left) = self.sum(depth, input)?;
        if let Ok((rest, found)) = comparator(rest) {
            let (rest, right) = cut(|input| self.sum(depth, input)).parse(rest)?;
            if let Ok((after, _)) = comparator(rest) {
                let message = "comparisons do not chain";
                let mistake = Mistake::new(self.at(blank(rest))..self.at(after), message);
                return refuse(rest, mistake.help("write `x < y and y < z`"));
            }
            let kind = NodeKind::Compare(Box::new(left), found, Box::new(right));
            return Ok((rest, self.node(input, rest, kind)));
        }
        if let Ok((after, _)) = sign("=").parse(rest) {
            let mistake = Mistake::new(self.at(blank(rest))..self.at(after), "unknown sign `=`");
            return refuse(rest, mistake.help("two values are held to be the same with `==`"));
        }
        if let Ok((rest, _)) = keyword("is-a").parse(rest) {
            let (rest, concept) = cut(|input| self.text(input)).parse(rest)?;
            let kind = NodeKind::IsA(Box::new(left), Box::new(concept));
            return Ok((rest, self.node(input, rest, kind)));
        }
        if let Ok((rest, _)) = keyword("is").parse(rest) {
            return self.known(input, rest, left);
        }
        let (after, negated) = opt(keyword("not")).parse(rest)?;
        match keyword("in").parse(after) {
            Ok((after, _)) => self.membership(depth, input, after, left, negated.is_some()),
            Err(_) => Ok((rest, left)),
        }
    }

    fn known<'a>(self, input: &'a str, rest: &'a str, left: Node) -> Parsed<'a, Node> {
        let words = alt((value(true, keyword("known")), value(false, keyword("unknown"))));
        let Ok((rest, (negated, known))) = (opt(keyword("not")), words).parse(rest) else {
            let mistake = Mistake::new(self.word_at(blank(rest)), "expected `known` or `unknown` after `is`");
            return refuse(rest, mistake.help("two values are held to be the same with `==`"));
        };
        let kind = NodeKind::Known(Box::new(left), known != negated.is_some());
        Ok((rest, self.node(input, rest, kind)))
    }

    fn membership<'a>(
        self,
        depth: usize,
        input: &'a str,
        rest: &'a str,
        what: Node,
        negated: bool,
    ) -> Parsed<'a, Node> {
        let part = |input| self.sum(depth, input);
        let (rest, _) = self.required(rest, "[")?;
        let (rest, first) = cut(part).parse(rest)?;
        let (rest, mut list) = many0(preceded(sign(","), cut(part))).parse(rest)?;
        let (rest, _) = self.required(rest, "]")?;
        list.insert(0, first);
        let kind = NodeKind::In { what: Box::new(what), list, negated };
        Ok((rest, self.node(input, rest, kind)))
    }

    fn required<'a>(self, rest: &'a str, wanted: &'static str) -> Parsed<'a, &'a str> {
        sign(wanted).parse(rest).or_else(|_: Err<Stop>| {
            let at = blank(rest);
            let found = match first_word(at) {
                "" => "the end of the guard".to_string(),
                word => format!("`{word}`"),
            };
            refuse(rest, Mistake::new(self.word_at(at), format!("expected `{wanted}`, found {found}")))
        })
    }

    /// x + y - z
    fn sum<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let signs = |input| {
            alt((value(Arithmetic::Add, sign("+")), value(Arithmetic::Subtract, sign("-")))).parse(input)
        };
        self.chain(input, |input| self.product(depth, input), signs)
    }

    /// x * y / z
    fn product<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let signs = |input| {
            alt((value(Arithmetic::Multiply, sign("*")), value(Arithmetic::Divide, sign("/")))).parse(input)
        };
        self.chain(input, |input| self.signed(depth, input), signs)
    }

    fn chain<'a>(
        self,
        input: &'a str,
        part: impl Fn(&'a str) -> Parsed<'a, Node>,
        signs: impl Fn(&'a str) -> Parsed<'a, Arithmetic>,
    ) -> Parsed<'a, Node> {
        let (rest, first) = part(input)?;
        let (rest, others) = many0((signs, cut(part))).parse(rest)?;
        if others.is_empty() {
            return Ok((rest, first));
        }
        Ok((rest, self.node(input, rest, NodeKind::Chain(Box::new(first), others))))
    }

    /// -x
    fn signed<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let Ok((rest, _)) = sign("-").parse(input) else { return self.primary(depth, input) };
        let (rest, depth) = self.deeper(depth, rest)?;
        let (rest, inner) = cut(|input| self.signed(depth, input)).parse(rest)?;
        Ok((rest, self.node(input, rest, NodeKind::Negative(Box::new(inner)))))
    }

    /// (x), abs(x), a literal, a field
    fn primary<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        if let Ok((rest, _)) = sign("(").parse(input) {
            let (rest, depth) = self.deeper(depth, rest)?;
            let (rest, inner) = cut(|input| self.alternatives(depth, input)).parse(rest)?;
            let (rest, _) = self.required(rest, ")")?;
            return Ok((rest, Node { span: self.at(blank(input))..self.at(rest), ..inner }));
        }
        match blank(input).chars().next() {
            Some('"' | '\'') => self.text(input),
            Some(letter) if letter.is_ascii_digit() => self.number(input),
            _ => self.name(depth, input),
        }
    }

    /// "casualty.dead"
    fn text<'a>(self, input: &'a str) -> Parsed<'a, Node> {
        let start = blank(input);
        let Some(quote) = start.chars().next().filter(|letter| matches!(letter, '"' | '\'')) else {
            let mistake = Mistake::new(self.word_at(start), "expected a name in quotation marks");
            return refuse(input, mistake.help("write it as \"casualty.dead\""));
        };
        match start[1..].split_once(quote) {
            Some((inside, rest)) => Ok((rest, self.node(input, rest, NodeKind::Text(inside.to_string())))),
            None => refuse(
                input,
                Mistake::new(self.at(start)..self.length, "these quotation marks are never closed"),
            ),
        }
    }

    /// 12, 1.5, 2 d, 2025-06-17
    fn number<'a>(self, input: &'a str) -> Parsed<'a, Node> {
        let start = blank(input);
        if let Some(day) = start.get(..10).filter(|day| day.as_bytes()[4] == b'-') {
            return match day.parse::<Date>() {
                Ok(date) => Ok((&start[10..], self.node(input, &start[10..], NodeKind::Day(date)))),
                Err(_) => {
                    let span = self.at(start)..self.at(start) + 10;
                    refuse(input, Mistake::new(span, format!("there is no day `{day}`")))
                }
            };
        }
        let (rest, digits) =
            take_while1(|letter: char| letter.is_ascii_digit() || letter == '.').parse(start)?;
        let Ok(number) = Decimal::from_str_exact(digits) else {
            let span = self.at(start)..self.at(rest);
            return refuse(input, Mistake::new(span, format!("`{digits}` is no number")));
        };
        self.with_unit(input, rest, number)
    }

    /// The unit after a number, where it is a length of time.
    fn with_unit<'a>(self, input: &'a str, rest: &'a str, number: Decimal) -> Parsed<'a, Node> {
        let (after, word) = take_while(is_word).parse(blank(rest))?;
        if word.is_empty() || ["and", "or", "in", "is", "not"].contains(&word) {
            return Ok((rest, self.node(input, rest, NodeKind::Number(number))));
        }
        let seconds = TIME_UNITS.iter().find(|(unit, _)| *unit == word).map(|(_, seconds)| *seconds);
        match seconds.map(|seconds| number.checked_mul(Decimal::from(seconds))) {
            Some(Some(seconds)) => Ok((after, self.node(input, after, NodeKind::Length(seconds)))),
            Some(None) => {
                refuse(input, Mistake::new(self.at(blank(input))..self.at(after), "this length is too long"))
            }
            None => {
                let mistake =
                    Mistake::new(self.word_at(blank(rest)), format!("unknown unit of time `{word}`"));
                let help = "units are min, h, d and wk; months and years have no fixed length, and other \
                    units are asked for with `a.unit`";
                refuse(input, mistake.help(help))
            }
        }
    }

    /// true, abs(x), a.value.lower
    fn name<'a>(self, depth: usize, input: &'a str) -> Parsed<'a, Node> {
        let start = blank(input);
        let (rest, name) = take_while1(|letter: char| is_word(letter) || letter == '.').parse(start)?;
        let calls = blank(rest).starts_with('(');
        match name {
            "and" | "or" | "not" | "in" | "is" => Err(Err::Error(Stop { rest: start, mistake: None })),
            "true" => Ok((rest, self.node(input, rest, NodeKind::Truth(true)))),
            "false" => Ok((rest, self.node(input, rest, NodeKind::Truth(false)))),
            "abs" if calls => {
                let (rest, depth) = self.deeper(depth, rest)?;
                let (rest, _) = self.required(rest, "(")?;
                let (rest, inner) = cut(|input| self.sum(depth, input)).parse(rest)?;
                let (rest, _) = self.required(rest, ")")?;
                Ok((rest, self.node(input, rest, NodeKind::Absolute(Box::new(inner)))))
            }
            _ if calls => {
                let mistake = Mistake::new(self.word_at(start), format!("unknown function `{name}`"));
                refuse(input, mistake.help("the only function is `abs`"))
            }
            _ => Ok((rest, self.node(input, rest, NodeKind::Field(name.to_string())))),
        }
    }
}

fn comparator(input: &str) -> Parsed<'_, Comparator> {
    alt((
        value(Comparator::Equal, sign("==")),
        value(Comparator::NotEqual, sign("!=")),
        value(Comparator::AtMost, sign("<=")),
        value(Comparator::AtLeast, sign(">=")),
        value(Comparator::Less, sign("<")),
        value(Comparator::More, sign(">")),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistake(text: &str) -> (String, String) {
        let mistake = parse(text).unwrap_err();
        (text[mistake.span].to_string(), mistake.message)
    }

    #[test]
    fn and_binds_closer_than_or_and_not_closest() {
        let node = parse("not a.quoted and a.headline or true").unwrap();
        let NodeKind::Any(alternatives) = node.kind else { panic!("{node:?}") };
        assert!(matches!(&alternatives[0].kind, NodeKind::All(parts)
            if matches!(parts[0].kind, NodeKind::Not(_)) && parts.len() == 2));
        assert_eq!(alternatives[1].kind, NodeKind::Truth(true));
    }

    #[test]
    fn times_binds_closer_than_plus() {
        let node = parse("1 + 2 * 3 > 4").unwrap();
        let NodeKind::Compare(left, Comparator::More, _) = node.kind else { panic!("{node:?}") };
        assert!(
            matches!(left.kind, NodeKind::Chain(_, others) if matches!(others[..], [(Arithmetic::Add, _)]))
        );
    }

    #[test]
    fn spans_are_those_of_the_words() {
        let text = "  a.of is-a \"casualty\" ";
        let node = parse(text).unwrap();
        assert_eq!(&text[node.span.clone()], "a.of is-a \"casualty\"");
        let NodeKind::IsA(field, concept) = node.kind else { panic!() };
        assert_eq!((&text[field.span], &text[concept.span]), ("a.of", "\"casualty\""));
    }

    #[test]
    fn days_and_lengths_are_no_sums() {
        let node = parse("a.published - 2025-06-17 >= 1.5 d").unwrap();
        let NodeKind::Compare(left, _, right) = node.kind else { panic!("{node:?}") };
        assert!(
            matches!(left.kind, NodeKind::Chain(_, others) if matches!(others[0].1.kind, NodeKind::Day(_)))
        );
        assert_eq!(right.kind, NodeKind::Length(Decimal::from(129_600)));
    }

    #[test]
    fn mistakes_name_their_words() {
        for (text, words, message) in [
            ("", "", "expected a value, found the end of the guard"),
            ("a.of ==", "", "expected a value, found the end of the guard"),
            ("a.of == == 1", "=", "expected a value"),
            ("a.of = \"x\"", "=", "unknown sign `=`"),
            ("1 < 2 < 3", "<", "comparisons do not chain"),
            ("a.of is dead", "dead", "expected `known` or `unknown`"),
            ("a.of is-a casualty", "casualty", "expected a name in quotation marks"),
            ("a.of in \"x\"", "\"", "expected `[`"),
            ("a.of in [\"x\"", "", "expected `]`, found the end"),
            ("(a.quoted", "", "expected `)`, found the end"),
            ("a.quoted b.quoted", "b.quoted", "expected `and`, `or` or the end"),
            ("a.quoted or", "", "expected a value"),
            ("a.value.point > 3 mo", "mo", "unknown unit of time `mo`"),
            ("a.value.point > 1.2.3", "1.2.3", "is no number"),
            ("a.published > 2025-02-30", "2025-02-30", "there is no day"),
            ("len(a.of) > 1", "len", "unknown function `len`"),
            ("a.of == \"dead", "\"dead", "never closed"),
        ] {
            let (found, told) = mistake(text);
            assert!(found.starts_with(words) && told.contains(message), "{text}: `{found}`: {told}");
        }
    }

    #[test]
    fn nesting_has_an_end_and_chains_have_none() {
        for open in ["(", "not ", "-", "abs("] {
            let text = format!("{}a.quoted", open.repeat(100_000));
            assert!(parse(&text).unwrap_err().message.contains("nest deeper than 24"), "{open}");
        }
        let deep = format!("{}true{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST));
        assert!(parse(&deep).is_ok());
        let long = format!("a.quoted{}", " and a.quoted".repeat(20_000));
        assert!(parse(&long).is_ok());
    }

    #[test]
    fn any_text_is_read_or_refused() {
        arbtest::arbtest(|random| {
            let pieces = [
                "a.of", " ", "(", ")", "[", "]", "\"", "'", "<", "==", "-", "2", "d", "é", "is", "not", "in",
            ];
            let mut text = String::new();
            for _ in 0..random.int_in_range(0..=24)? {
                text.push_str(random.choose(&pieces)?);
            }
            if let Err(mistake) = parse(&text) {
                assert!(text.get(mistake.span).is_some(), "{text}");
            }
            Ok(())
        });
    }
}
