use std::ops::Range;

/// The place in a TOML file of some bytes of a string that stands in it: what quotation marks and escapes
/// add in between is counted.
pub(super) fn place_in_file(
    file: &str,
    string: Range<usize>,
    value: &str,
    part: Range<usize>,
) -> Range<usize> {
    let raw = file.get(string.clone()).unwrap_or_default();
    let (start, end) = (offset_in(raw, value, part.start), offset_in(raw, value, part.end));
    let (start, end) = (string.start + start, string.start + end);
    // At its end the string itself is shown: there is no word to point at.
    if start < end { start..end } else { start.saturating_sub(1).max(string.start)..string.end }
}

/// The byte of a TOML string as written that a byte of its value comes from.
fn offset_in(raw: &str, value: &str, wanted: usize) -> usize {
    let marks = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|marks| raw.starts_with(marks)).unwrap_or("");
    let escapes = marks.starts_with('"');
    let mut at = marks.len();
    // The line end right after the opening marks is no part of the value.
    if marks.len() == 3 {
        at += ["\r\n", "\n"].iter().find(|end| raw[at..].starts_with(**end)).map_or(0, |end| end.len());
    }
    for (offset, letter) in value.char_indices() {
        if escapes {
            at += joined_lines(&raw[at.min(raw.len())..]);
        }
        if offset >= wanted {
            return at.min(raw.len());
        }
        let rest = raw.get(at..).unwrap_or_default();
        at += if escapes && rest.starts_with('\\') { escape(rest) } else { letter.len_utf8() };
    }
    at.min(raw.len())
}

/// A backslash at the end of a line takes away the line end and the blanks that follow.
fn joined_lines(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix('\\') else { return 0 };
    let body = after.trim_start();
    if after[..after.len() - body.len()].contains('\n') { rest.len() - body.len() } else { 0 }
}

/// How long the escape is that a text begins with.
fn escape(rest: &str) -> usize {
    match rest.as_bytes().get(1) {
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(b'x') => 4,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct File {
        when: toml::Spanned<String>,
    }

    #[track_caller]
    fn check(file: &str, word: &str) {
        let when = toml::from_str::<File>(file).unwrap().when;
        let at = when.get_ref().find(word).unwrap();
        let place = place_in_file(file, when.span(), when.get_ref(), at..at + word.len());
        assert_eq!(file.get(place), Some(word), "{file}");
    }

    #[test]
    fn words_are_found_in_every_kind_of_string() {
        check("x = 1\nwhen = 'ż = word'", "word");
        check("when = \"ż = word\"", "word");
        check("when = \"\\\"a\\\" \\u00e9 word\"", "word");
        check("when = '''\nfirst\n  word'''", "word");
        check("when = \"\"\"\r\nfirst \\\n   second word\"\"\"", "word");
    }

    #[test]
    fn the_end_of_a_string_is_a_place_too() {
        let file = "when = 'a =='";
        let place = place_in_file(file, 7..13, "a ==", 4..4);
        assert!(!place.is_empty() && file.get(place).is_some());
    }
}
