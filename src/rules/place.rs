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
    // At its end there is no word to point at but the closing mark.
    if start < end { start..end } else { string.end.saturating_sub(1)..string.end }
}

/// The byte of a TOML string as written that a byte of its value comes from.
fn offset_in(raw: &str, value: &str, wanted: usize) -> usize {
    let marks = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|marks| raw.starts_with(marks)).unwrap_or("");
    let escapes = marks.starts_with('"');
    let mut at = marks.len();
    // The line end right after the opening marks is no part of the value.
    if marks.len() == 3 {
        at += ["\r\n", "\n"]
            .iter()
            .find(|end| raw.get(at..).is_some_and(|raw| raw.starts_with(**end)))
            .map_or(0, |end| end.len());
    }
    for (offset, letter) in value.char_indices() {
        if escapes {
            at += joined_lines(raw.get(at..).unwrap_or_default());
        }
        if offset >= wanted {
            return at.min(raw.len());
        }
        let rest = raw.get(at..).unwrap_or_default();
        at += match letter {
            _ if escapes && rest.starts_with('\\') => escape(rest),
            // In the value every line ends in one way.
            '\n' if rest.starts_with("\r\n") => 2,
            _ => letter.len_utf8(),
        };
    }
    at.min(raw.len())
}

/// A backslash at the end of a line takes away the line end and the blanks that follow.
fn joined_lines(rest: &str) -> usize {
    let mut left = rest;
    while let Some(after) = left.strip_prefix('\\') {
        let body = after.trim_start();
        if !after[..after.len() - body.len()].contains('\n') {
            break;
        }
        left = body;
    }
    rest.len() - left.len()
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
    fn no_string_leads_out_of_the_file() {
        let pieces = ["a", "ż", " ", "\\\n  ", "\\\"", "\\u00e9", "\n", "\r\n", "\\t", "'"];
        arbtest::arbtest(|random| {
            let marks = *random.choose(&["\"\"\"", "'''", "\"", "'"])?;
            let mut inside = String::new();
            for _ in 0..random.int_in_range(0..=12)? {
                inside.push_str(random.choose(&pieces)?);
            }
            let file = format!("# ż\nwhen = {marks}{inside}{marks}\n");
            let Ok(File { when }) = toml::from_str::<File>(&file) else { return Ok(()) };
            for (at, letter) in when.get_ref().char_indices() {
                let place = place_in_file(&file, when.span(), when.get_ref(), at..at + letter.len_utf8());
                let words = file.get(place);
                // What stands there as written is the letter, or its escape.
                let same =
                    words.is_some_and(|words| words.starts_with(letter) || words.starts_with(['\\', '\r']));
                assert!(same, "{letter:?} {words:?} {file:?}");
            }
            Ok(())
        });
    }

    #[test]
    fn the_end_of_a_string_is_a_place_too() {
        let file = "when = 'a =='";
        let place = place_in_file(file, 7..13, "a ==", 4..4);
        assert!(!place.is_empty() && file.get(place).is_some());
    }
}
