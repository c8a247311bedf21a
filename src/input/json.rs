//! JSON with the place of every value: a text in it is pointed at where it stands in the file.

use std::borrow::Cow;

use crate::text::{Span, TextView, ViewBuilder};

/// Deeper nesting is no article.
const DEEPEST: usize = 500;

/// A JSON text, its values in the order in which they begin.
#[derive(Debug)]
pub(super) struct Json<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

/// A value.
#[derive(Clone, Copy, Debug)]
struct Node {
    kind: Kind,
    /// Its bytes, quotes included.
    span: Span,
    /// The bytes of its name between the quotes.
    key: Span,
    /// The value after it and all that is in it.
    next: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    Text,
    /// A number, `true`, `false`, `null`.
    Plain,
}

/// The number of a value.
pub(super) type Value = usize;

/// What is wrong with a JSON text, and at which byte.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub at: usize,
    pub message: String,
}

impl<'a> Json<'a> {
    /// Reads the JSON in the bytes from `start` to `end` of a text.
    pub(super) fn read(text: &'a str, start: usize, end: usize) -> Result<Self, Mistake> {
        let mut reader =
            Reader { bytes: &text.as_bytes()[..end], at: start, nodes: Vec::new(), open: Vec::new() };
        reader.whole()?;
        Ok(Self { text, nodes: reader.nodes })
    }

    /// The outermost value.
    pub(super) fn root(&self) -> Value {
        0
    }

    /// The values in an array or object.
    pub(super) fn children(&self, of: Value) -> impl Iterator<Item = Value> + '_ {
        let end = self.nodes[of].next as usize;
        let first = (of + 1 < end).then_some(of + 1);
        std::iter::successors(first, move |&at| Some(self.nodes[at].next as usize).filter(|&next| next < end))
    }

    /// Whether it is an array.
    pub(super) fn is_array(&self, value: Value) -> bool {
        self.nodes[value].kind == Kind::Array
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self, value: Value) -> bool {
        self.nodes[value].kind == Kind::Object
    }

    /// The byte at which a value begins.
    pub(super) fn start(&self, value: Value) -> usize {
        self.nodes[value].span.start as usize
    }

    /// The member of an object. Where a name stands twice, the last one counts, as in JavaScript.
    pub(super) fn get(&self, of: Value, key: &str) -> Option<Value> {
        let named = |at: &Value| self.key(*at) == key;
        self.children(of).filter(|_| self.is_object(of)).filter(named).last()
    }

    /// The name of a member.
    pub(super) fn key(&self, of: Value) -> Cow<'a, str> {
        let span = self.nodes[of].key;
        let raw = span.of(self.text);
        if raw.contains('\\') { Cow::Owned(self.unescaped(span).text().into()) } else { Cow::Borrowed(raw) }
    }

    /// What a JSON Pointer (RFC 6901) leads to from `of`.
    pub(super) fn pointer(&self, of: Value, pointer: &str) -> Option<Value> {
        pointer.split('/').skip(1).try_fold(of, |at, token| {
            let token = token.replace("~1", "/").replace("~0", "~");
            if self.is_array(at) {
                let is_index = token == "0" || !token.starts_with(['0', '+']);
                let index = token.parse::<usize>().ok().filter(|_| is_index)?;
                self.children(at).nth(index)
            } else {
                self.get(at, &token)
            }
        })
    }

    /// A string with its place in the file.
    pub(super) fn view(&self, value: Value) -> Option<TextView> {
        let Node { kind, span, .. } = self.nodes[value];
        (kind == Kind::Text).then(|| self.unescaped(Span { start: span.start + 1, end: span.end - 1 }))
    }

    /// A string or a number as text.
    pub(super) fn scalar(&self, value: Value) -> Option<String> {
        let node = self.nodes[value];
        match node.kind {
            Kind::Text => self.view(value).map(|view| view.text().to_string()),
            Kind::Plain => Some(node.span.of(self.text).to_string()).filter(|text| text != "null"),
            Kind::Object | Kind::Array => None,
        }
    }

    /// The same of a member.
    pub(super) fn member(&self, of: Value, key: &str) -> Option<String> {
        self.scalar(self.get(of, key)?)
    }

    fn unescaped(&self, span: Span) -> TextView {
        let mut builder = ViewBuilder::default();
        let (mut copied, end) = (span.start as usize, span.end as usize);
        while let Some(found) = self.text[copied..end].find('\\') {
            let at = copied + found;
            builder.push_source(&self.text[copied..at], copied);
            let (length, letter) = escape(&self.text[at..end]);
            builder.push_decoded(letter.encode_utf8(&mut [0; 4]), Span::new(at, at + length));
            copied = at + length;
        }
        builder.push_source(&self.text[copied..end], copied);
        builder.finish()
    }
}

/// The letter that an escape stands for, and its length. Half a surrogate pair is no letter.
fn escape(rest: &str) -> (usize, char) {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let letter = match rest.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let units = [unit(0).unwrap_or_default(), unit(6).unwrap_or_default()];
            return match char::decode_utf16(units).next() {
                Some(Ok(letter)) => (if letter.len_utf16() == 2 { 12 } else { 6 }, letter),
                _ => (6, char::REPLACEMENT_CHARACTER),
            };
        }
        Some(byte) => char::from(*byte),
        None => return (rest.len(), char::REPLACEMENT_CHARACTER),
    };
    (2, letter)
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// The arrays and objects that are open.
    open: Vec<usize>,
}

impl Reader<'_> {
    fn whole(&mut self) -> Result<(), Mistake> {
        let mut key = Span::default();
        loop {
            self.blanks();
            self.value(key)?;
            // Closes what ends here, up to the next value.
            loop {
                self.blanks();
                let Some(&open) = self.open.last() else {
                    return if self.at == self.bytes.len() {
                        Ok(())
                    } else {
                        self.mistake("expected its end")
                    };
                };
                let is_object = self.nodes[open].kind == Kind::Object;
                let is_first = self.nodes.len() == open + 1;
                match self.bytes.get(self.at) {
                    Some(b'}') if is_object => self.close(),
                    Some(b']') if !is_object => self.close(),
                    Some(b',') if !is_first => {
                        self.at += 1;
                        key = self.key(is_object)?;
                        break;
                    }
                    Some(_) if is_first => {
                        key = self.key(is_object)?;
                        break;
                    }
                    _ => {
                        return self.mistake(if is_object {
                            "expected `,` or `}`"
                        } else {
                            "expected `,` or `]`"
                        });
                    }
                }
            }
        }
    }

    fn mistake<T>(&self, message: &str) -> Result<T, Mistake> {
        let found = match self.bytes.get(self.at) {
            Some(_) => "",
            None => ", found the end of the file",
        };
        Err(Mistake { at: self.at, message: format!("{message}{found}") })
    }

    fn blanks(&mut self) {
        while matches!(self.bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn key(&mut self, is_object: bool) -> Result<Span, Mistake> {
        if !is_object {
            return Ok(Span::default());
        }
        self.blanks();
        if self.bytes.get(self.at) != Some(&b'"') {
            return self.mistake("expected a name in quotes");
        }
        let start = self.at + 1;
        self.text()?;
        let key = Span::new(start, self.at - 1);
        self.blanks();
        if self.bytes.get(self.at) != Some(&b':') {
            return self.mistake("expected `:`");
        }
        self.at += 1;
        Ok(key)
    }

    fn value(&mut self, key: Span) -> Result<(), Mistake> {
        let start = self.at;
        let kind = match self.bytes.get(self.at) {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b'"') => Kind::Text,
            _ => Kind::Plain,
        };
        match kind {
            Kind::Object | Kind::Array if self.open.len() == DEEPEST => {
                return self.mistake(&format!("nested more than {DEEPEST} deep"));
            }
            Kind::Object | Kind::Array => {
                self.open.push(self.nodes.len());
                self.at += 1;
            }
            Kind::Text => self.text()?,
            Kind::Plain => self.plain()?,
        }
        let next = Span::new(self.nodes.len() + 1, 0).start;
        self.nodes.push(Node { kind, span: Span::new(start, self.at), key, next });
        Ok(())
    }

    fn close(&mut self) {
        self.at += 1;
        let next = Span::new(self.nodes.len(), 0).start;
        if let Some(open) = self.open.pop() {
            let node = &mut self.nodes[open];
            (node.next, node.span) = (next, Span::new(node.span.start as usize, self.at));
        }
    }

    /// Past a string. A line end in it is let be; many programs write them.
    fn text(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        loop {
            self.at += 1;
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(_) => {}
                None => {
                    self.at = start;
                    return Err(Mistake { at: start, message: "a string without its end".into() });
                }
            }
        }
        self.at += 1;
        Ok(())
    }

    /// To the last byte of an escape.
    fn escape(&mut self) -> Result<(), Mistake> {
        let length = match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => {
                let digits = self.bytes.get(self.at + 2..self.at + 6).unwrap_or_default();
                if digits.len() == 4 && digits.iter().all(u8::is_ascii_hexdigit) { 6 } else { 0 }
            }
            _ => 0,
        };
        if length == 0 {
            return Err(Mistake { at: self.at, message: "an escape that is none".into() });
        }
        self.at += length - 1;
        Ok(())
    }

    fn plain(&mut self) -> Result<(), Mistake> {
        let rest = &self.bytes[self.at..];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
        let word = &rest[..length];
        let is_number = word.iter().any(u8::is_ascii_digit)
            && word.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-')
            && word.iter().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte));
        if !is_number && ![&b"true"[..], b"false", b"null"].contains(&word) {
            return self.mistake("expected a value");
        }
        self.at += length;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json<'_> {
        Json::read(text, 0, text.len()).unwrap_or_else(|mistake| panic!("{mistake:?} in {text}"))
    }

    fn mistake(text: &str) -> (usize, String) {
        let mistake = Json::read(text, 0, text.len()).expect_err(text);
        (mistake.at, mistake.message)
    }

    #[test]
    fn values_are_found_by_pointers() {
        let text = r#" {"a/b": [1, {"m~n": "x"}], "": "e", "ś": null, "o": {}, "l": [], "a": true} "#;
        let json = json(text);
        let at = |pointer| json.pointer(json.root(), pointer).and_then(|value| json.scalar(value));
        assert_eq!(at("/a~1b/0").as_deref(), Some("1"));
        assert_eq!(at("/a~1b/1/m~0n").as_deref(), Some("x"));
        assert_eq!(at("/").as_deref(), Some("e"));
        assert_eq!(at("/a").as_deref(), Some("true"));
        for none in ["/a~1b/2", "/a~1b/01", "/a~1b/-", "/x", "/ś", "/o", "/l/0", "/a/b"] {
            assert_eq!(at(none), None, "{none}");
        }
        assert_eq!(json.pointer(json.root(), ""), Some(json.root()));
    }

    #[test]
    fn a_name_that_stands_twice_is_the_last_one() {
        let json = json(r#"{"a": "one", "\u0061": "two"}"#);
        assert_eq!(json.member(json.root(), "a").as_deref(), Some("two"));
    }

    #[test]
    fn letters_know_their_escapes() {
        let text = r#"["\u017cółw \ud83c\udfc6 \"12\"\n\ud800x\/"]"#;
        let json = json(text);
        let view = json.view(1).unwrap();
        assert_eq!(view.text(), "żółw 🏆 \"12\"\n\u{fffd}x/");
        let words = |shown: &str| {
            let at = view.text().find(shown).unwrap();
            view.to_source(Span::new(at, at + shown.len())).of(text)
        };
        assert_eq!(words("żółw"), r"\u017cółw");
        assert_eq!(words("🏆"), r"\ud83c\udfc6");
        assert_eq!(words("12\""), "12\\\"");
    }

    #[test]
    fn mistakes_have_a_place() {
        assert_eq!(mistake("{\"a\": 1,}").0, 8);
        assert_eq!(mistake("[1 2]"), (3, "expected `,` or `]`".into()));
        assert_eq!(mistake("{\"a\" 1}"), (5, "expected `:`".into()));
        assert_eq!(mistake("[\"a"), (1, "a string without its end".into()));
        assert_eq!(mistake("[1"), (2, "expected `,` or `]`, found the end of the file".into()));
        assert_eq!(mistake(""), (0, "expected a value, found the end of the file".into()));
        assert_eq!(mistake("[\"\\x\"]").0, 2);
        for text in
            ["nul", "[,]", "{,}", "{1:2}", "[1]]", "\"\\u12\"", "--", "[", "{\"a\":}", "{\"a\"", "\"\\"]
        {
            mistake(text);
        }
        assert_eq!(mistake(&"[".repeat(1_000_000)).0, DEEPEST);
    }
}
