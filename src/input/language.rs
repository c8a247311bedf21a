//! Tags of languages as programs write them.

/// A tag as BCP 47 writes it: `pt_BR.UTF-8` is `pt-BR`. `None` where it is no tag.
pub(super) fn tag(text: &str) -> Option<String> {
    let first = text.split([',', ';', '.', '@']).next()?.trim();
    let parts: Vec<&str> = first.split(['-', '_']).collect();
    let is_language = parts[0].len() == 2 || parts[0].len() == 3;
    let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !is_language || !parts.iter().all(is_word) || !parts[0].bytes().all(|byte| byte.is_ascii_alphabetic())
    {
        return None;
    }
    let mut tag = parts[0].to_ascii_lowercase();
    for part in &parts[1..] {
        tag.push('-');
        tag.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { (*part).to_string() });
    }
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_are_put_as_the_standard_has_them() {
        for (text, expected) in
            [("pt_BR", "pt-BR"), ("PL", "pl"), ("en-gb", "en-GB"), ("pl_PL.UTF-8", "pl-PL"), ("pl, en", "pl")]
        {
            assert_eq!(tag(text).as_deref(), Some(expected));
        }
        for text in ["", "polski", "x", "{{lang}}", "12"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
