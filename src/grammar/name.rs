//! Figures that are part of a name, a code or a telephone number.

use crate::lexicon::{
    Caps, FunctionWord, GroupMark, Meaning, Section, SectionSet, Token, TokenKind, TokenText,
};

/// Where digits are part of a name, a score or a code, the token after it: "T-72", "F16", "A4",
/// "3-2", "page 12", "1,2,3", "#5".
pub(super) fn end_of_name(source: TokenText<'_>, tokens: &[Token], at: usize) -> Option<usize> {
    if tokens[at].kind != TokenKind::Digits {
        return None;
    }
    let glued_run = glued_end(tokens, at);
    let before = at.checked_sub(1).map(|index| &tokens[index]);
    let named = match before {
        Some(token) if token.has(Section::Label) => true,
        Some(token) if token.caps != Caps::Lower && labelled(tokens, at - 1) => true,
        Some(_) if tokens[at].spaced => false,
        Some(token) => match token.kind {
            TokenKind::Word => !token.has(Section::Currency),
            TokenKind::Symbol => source.word(token) == "#" || source.word(token) == "@",
            // "EX-8.5"
            TokenKind::Stop => {
                let name = at.checked_sub(2).map(|index| source.word(&tokens[index]));
                let model = |name: &str| name.contains(|letter: char| letter.is_ascii_digit());
                !token.spaced && name.is_some_and(model) && tokens[at - 2].kind == TokenKind::Word
            }
            TokenKind::Hyphen => !token.spaced && at >= 2 && tokens[at - 2].kind == TokenKind::Word,
            _ => false,
        },
        None => false,
    };
    if named || is_code(tokens, at, glued_run) || numbers_a_name(source, tokens, at) {
        let label = before.is_some_and(|token| token.has(Section::Label));
        let end = glued_run.max(spaced_end(source, tokens, at));
        return Some(if label { end_of_numbers(source, tokens, end) } else { end });
    }
    is_telephone(source, tokens, at).then(|| spaced_end(source, tokens, at))
}

/// "páginas 3 a 5", "numbers 1 and 3": the figures that follow the first behind a label, where they count
/// nothing.
fn end_of_numbers(source: TokenText<'_>, tokens: &[Token], mut end: usize) -> usize {
    while let (Some(joint), Some(next)) = (tokens.get(end), tokens.get(end + 1)) {
        let joins = joint.kind == TokenKind::Word
            && (joint.has(Section::Range) || source.is_function(joint, FunctionWord::Conjunction));
        let short = next.kind == TokenKind::Digits && next.span.len() <= LONGEST_MODEL;
        let counts = tokens.get(end + 2).is_some_and(|after| match after.kind {
            TokenKind::Word => !after.has(Section::Function) && !after.has(Section::DateOf),
            TokenKind::Stop | TokenKind::Comma => {
                tokens.get(end + 3).is_some_and(|digits| digits.kind == TokenKind::Digits && !digits.spaced)
            }
            TokenKind::Close | TokenKind::Quote | TokenKind::Break | TokenKind::Semicolon => false,
            TokenKind::SentenceEnd => false,
            _ => true,
        });
        if !joins || !short || counts {
            break;
        }
        end += 2;
    }
    end
}

/// "the Xbox 360.", "Nord Stream 2,": plain figures right behind a capitalised word that nothing explains,
/// inside a sentence, with nothing behind them that they could count.
fn numbers_a_name(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let Some([before, name]) = at.checked_sub(2).and_then(|from| tokens.get(from..at)) else { return false };
    let is_name = |token: &Token| {
        let capital = token.caps != Caps::Lower || source.word(token).contains(char::is_uppercase);
        token.kind == TokenKind::Word && capital && token.sections().is_empty()
    };
    // "In Smithville 12 died": a place that no pack knows.
    let somewhere = source.is_function(before, FunctionWord::Preposition);
    let inside = (before.kind == TokenKind::Word && !somewhere) || source.word(before) == "&";
    let counts = |next: &Token| match next.kind {
        TokenKind::Word => FUNCTION_WORDS_BEHIND.iter().all(|&word| !source.is_function(next, word)),
        TokenKind::Stop | TokenKind::Comma => tokens.get(at + 2).is_some_and(|after| !after.spaced),
        TokenKind::Close | TokenKind::Quote | TokenKind::Break | TokenKind::Semicolon => false,
        _ => true,
    };
    let short = tokens[at].spaced && tokens[at].span.len() <= LONGEST_MODEL;
    // "Igrzyska Olimpijskie 2012": the year of an edition, as no "Windows 2000" is.
    let edition =
        || source.word(&tokens[at]).parse().is_ok_and(|year: u16| EDITIONS.contains(&year) && year != 2000);
    // "the Nord Stream 2 pipeline project", "the Hale and Orr's 500 index"
    let joined = is_name(before) || source.is_function(before, FunctionWord::Conjunction);
    let two_names = || is_name(name) && joined && !ends_in_plural(source, tokens, at + 1);
    let named = is_name(name) && inside && !tokens.get(at + 1).is_some_and(counts);
    // "Lightning 2 Pro", "[ Starzyńskiego 33 ]"
    let model = || {
        let next = tokens.get(at + 1);
        is_name(before)
            && next.is_some_and(|next| next.spaced && is_name(next) && !ends_as_plural(source, next))
    };
    let address = || {
        before.kind == TokenKind::Open && tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Close)
    };
    (named || is_name(name) && (model() || address()) || two_names())
        && short
        && !edition()
        && !is_item_of_list(source, tokens, at)
}

/// "Labour won 41 seats, the Greens 12 and Reform nine": a figure behind a name that opens an item of a list, where the
/// item before has a figure with its noun.
fn is_item_of_list(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    const NAME: usize = 4;
    const ITEM: usize = 8;
    let named = |token: &Token| token.kind == TokenKind::Word && token.caps != Caps::Lower;
    let mut opening = at;
    while opening > 0 && at - opening < NAME && named(&tokens[opening - 1]) {
        opening -= 1;
    }
    let article = |token: &Token| source.is_function(token, FunctionWord::Article);
    opening -= usize::from(opening > 0 && article(&tokens[opening - 1]));
    let Some(mark) = opening.checked_sub(1).map(|mark| &tokens[mark]) else { return false };
    let parts = mark.kind == TokenKind::Comma || source.is_function(mark, FunctionWord::Conjunction);
    let before = &tokens[opening.saturating_sub(1 + ITEM)..opening.saturating_sub(1)];
    let before = before.rsplit(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Digits)).next();
    let Some(before) = before.filter(|_| parts) else { return false };
    // What is counted stands behind the figure before, or was said of one before that.
    before.windows(2).any(|pair| {
        let [figure, noun] = pair else { return false };
        figure.is_figure() && noun.kind == TokenKind::Word && noun.caps == Caps::Lower && !noun.is_figure()
    })
}

/// Whether the noun phrase that starts here is of many, or may be, or none is there.
fn ends_in_plural(source: TokenText<'_>, tokens: &[Token], start: usize) -> bool {
    let Some(ending) = &source.lexicon.switches.plural else { return true };
    const NO_NOUN: SectionSet = SectionSet::of(&[Section::Function, Section::Event, Section::Tense]);
    let noun = |token: &&Token| {
        let told = source.lexicon.tense_of_ending(source.word(token)).is_some();
        token.kind == TokenKind::Word
            && token.caps == Caps::Lower
            && !(told || token.sections().meets(NO_NOUN)) | token.has(Section::Concept)
    };
    let phrase = tokens.get(start..).unwrap_or_default().iter().take_while(noun).take(4);
    let many = |token: &Token| {
        let person = |meaning| match meaning {
            Meaning::Concept(concept) => source.lexicon.is_person(concept).then_some(()),
            _ => None,
        };
        source.word(token).ends_with(ending.as_str())
            || token.sections().meets(MEASURES)
            || source.find(token, Section::Concept, person).is_some()
    };
    let mut words = 0;
    let plural = phrase.inspect(|_| words += 1).any(many);
    plural || words == 0
}

/// Whether a word ends as nouns in the plural do; where they have many endings it may.
fn ends_as_plural(source: TokenText<'_>, token: &Token) -> bool {
    let plural = source.lexicon.switches.plural.as_ref();
    plural.is_none_or(|ending| source.word(token).ends_with(ending.as_str()))
}

/// The sections of units, which stand in the singular too.
const MEASURES: SectionSet = SectionSet::of(&[
    Section::Unit,
    Section::Currency,
    Section::Percent,
    Section::TimeUnit,
    Section::Scale,
    Section::Month,
]);

/// The years in whose editions news deal.
const EDITIONS: std::ops::RangeInclusive<u16> = 1960..=2039;

/// A model has so many figures at most: "Windows 2000".
const LONGEST_MODEL: usize = 4;

/// Small words that a figure does not count.
pub(super) const FUNCTION_WORDS_BEHIND: [FunctionWord; 5] = [
    FunctionWord::Preposition,
    FunctionWord::Conjunction,
    FunctionWord::Relative,
    FunctionWord::Auxiliary,
    FunctionWord::Subordinator,
];

/// "ul. Długa 5": a capitalised word after a label.
fn labelled(tokens: &[Token], at: usize) -> bool {
    let name = tokens[at].kind == TokenKind::Word && tokens[at].spaced;
    name && at > 0 && tokens[at - 1].has(Section::Label)
}

/// The token after the figures that stand one space apart: "22 123 45 67".
fn spaced_end(source: TokenText<'_>, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        let gap = tokens[end - 1].span.end as usize..token.span.start as usize;
        let one_space = source.text.get(gap).is_some_and(|gap| gap.chars().count() == 1);
        if token.kind != TokenKind::Digits || !one_space {
            break;
        }
        end += 1;
    }
    end
}

/// "+48 22 123 45 67", "22 123 45 67", "800 100 100", "0800 555": figures in groups that are no thousands,
/// or that count nothing.
fn is_telephone(source: TokenText<'_>, tokens: &[Token], at: usize) -> bool {
    let end = spaced_end(source, tokens, at);
    let plus = at > 0 && !tokens[at].spaced && source.word(&tokens[at - 1]) == "+";
    let digits = source.word(&tokens[at]);
    let marked = tokens.get(end).is_some_and(|next| !next.spaced && next.kind != TokenKind::Stop);
    let led_by_zeros = digits.starts_with('0') && digits.len() >= 3 && !marked;
    if end == at + 1 {
        let clock = tokens.get(end).is_some_and(|next| next.has(Section::Clock));
        return led_by_zeros && digits.len() > 3 && !clock;
    }
    let grouped = tokens[at + 1..end].iter().all(|token| token.span.len() == 3);
    let plain =
        source.text.get(tokens[at].span.end as usize..tokens[at + 1].span.start as usize) == Some(" ");
    let by_comma = source.lexicon.switches.group_marks.contains(&GroupMark::Comma);
    let threes = grouped && digits.len() == 3;
    // "440 955 877,42": no telephone has decimals.
    let decimals = tokens
        .get(end)
        .is_some_and(|mark| !mark.spaced && matches!(mark.kind, TokenKind::Comma | TokenKind::Stop))
        && tokens.get(end + 1).is_some_and(|next| !next.spaced && next.kind == TokenKind::Digits);
    let uncounted = plain && threes && !decimals && !counts_after(tokens, end) && (end - at >= 3 || by_comma);
    plus || led_by_zeros || uncounted || (end - at >= 4 && !grouped)
}

/// Whether what stands behind a figure is counted or measured by it.
fn counts_after(tokens: &[Token], end: usize) -> bool {
    const COUNTED: SectionSet = SectionSet::of(&[
        Section::Concept,
        Section::Unit,
        Section::Currency,
        Section::Scale,
        Section::Percent,
        Section::TimeUnit,
        Section::DateOf,
        Section::Subgroup,
        Section::Place,
    ]);
    tokens.get(end).is_some_and(|next| next.sections().meets(COUNTED))
}

/// The token after the run of digits and marks that hang together.
pub(super) fn glued_end(tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(token) = tokens.get(end) {
        let joins =
            !token.spaced && matches!(token.kind, TokenKind::Digits | TokenKind::Colon | TokenKind::Slash);
        let hyphen = !token.spaced
            && matches!(token.kind, TokenKind::Hyphen | TokenKind::Dash)
            && tokens.get(end + 1).is_some_and(|next| !next.spaced);
        let inner_mark = !token.spaced
            && matches!(token.kind, TokenKind::Stop | TokenKind::Comma)
            && tokens.get(end + 1).is_some_and(|next| next.kind == TokenKind::Digits && !next.spaced);
        if !joins && !hyphen && !inner_mark {
            break;
        }
        end += 1;
    }
    end
}

/// Three runs of digits or more that are neither a date nor a grouped number are a telephone number
/// or a code; digits glued to letters on both sides are a name.
fn is_code(tokens: &[Token], at: usize, end: usize) -> bool {
    let hyphens = tokens[at..end].iter().filter(|token| token.kind == TokenKind::Hyphen).count();
    let runs = tokens[at..end].iter().filter(|token| token.kind == TokenKind::Digits).count();
    let year = tokens[at].span.len() == 4
        || (runs == 3 && tokens[end - 1].span.len() == 4 && tokens[at].span.len() <= 2);
    runs >= 3 && hyphens >= 2 && !year
}
