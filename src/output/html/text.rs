/// Text in which nothing is markup, between tags as well as in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            '\r' => out.push('\n'),
            // A browser shows nothing for them, or stops reading.
            _ if letter.is_control() => out.push('\u{fffd}'),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_text() {
        assert_eq!(escaped("<a b='\"'>&amp;\0"), "&lt;a b=&#39;&quot;&#39;&gt;&amp;amp;\u{fffd}");
    }
}
