//! The encoding that a file declares. factlint reads UTF-8 and guesses nothing else.

use super::markup::{Dialect, Kind, Pieces};

/// A declaration stands at the top.
const TOP: usize = 4096;

/// Encodings of which UTF-8 is one way to write, or that it holds: what they declare is no lie.
const FITTING: [&str; 6] = ["utf-8", "utf8", "us-ascii", "ascii", "unicode", "utf-8-sig"];

/// The encoding that a page, or a text of XML, declares, if it is another one than UTF-8.
pub(super) fn foreign(bytes: &[u8]) -> Option<String> {
    let top = String::from_utf8_lossy(&bytes[..bytes.len().min(TOP)]);
    let declared = declared(&top)?;
    let fits = FITTING.iter().any(|name| name.eq_ignore_ascii_case(&declared));
    (!fits && is_name(&declared)).then_some(declared)
}

/// The encoding that the `Content-Type` of an answer declares, if it is another one than UTF-8.
pub(super) fn foreign_type(content_type: &str) -> Option<String> {
    let declared = of_type(content_type)?;
    let fits = FITTING.iter().any(|name| name.eq_ignore_ascii_case(&declared));
    (!fits && is_name(&declared)).then_some(declared)
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
}

fn declared(top: &str) -> Option<String> {
    for piece in Pieces::of(top, 0, Dialect::Html) {
        let name = &top[piece.inner.clone()];
        match piece.kind {
            Kind::Declaration if name.starts_with("xml ") => {
                let value = &name[name.find("encoding")? + "encoding".len()..];
                let value = value.trim_start().strip_prefix('=')?.trim_start();
                return value.split(['"', '\'']).nth(1).map(Into::into);
            }
            Kind::Start | Kind::Empty if name.eq_ignore_ascii_case("meta") => {
                let by_type = piece.value(top, "content").and_then(|value| of_type(&value));
                let is_type = piece
                    .value(top, "http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-type"));
                if let Some(found) = piece.value(top, "charset").or(by_type.filter(|_| is_type)) {
                    return Some(found);
                }
            }
            Kind::Start if name.eq_ignore_ascii_case("body") => return None,
            _ => {}
        }
    }
    None
}

fn of_type(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let value = lower[lower.find("charset=")? + "charset=".len()..].trim_start_matches(['"', '\'']);
    Some(value.split([';', '"', '\'', ' ']).next()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn declarations_are_found() {
        for text in [
            "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><rss/>",
            "<!doctype html><head><META CHARSET='iso-8859-2'>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-2\">",
        ] {
            assert_eq!(
                foreign(text.as_bytes()).map(|name| name.to_lowercase()).as_deref(),
                Some("iso-8859-2")
            );
        }
        for text in
            ["", "<meta charset=utf-8>", "<?xml version='1.0' encoding='UTF-8'?>", "<body><meta charset=x>"]
        {
            assert_eq!(foreign(text.as_bytes()), None, "{text}");
        }
    }
}
