//! Answers of web servers as archives keep them: the page in them, unpacked.

use std::io::Read as _;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use super::charset;

/// The page of an answer.
#[derive(Debug)]
pub(super) struct Body {
    pub bytes: Vec<u8>,
    /// The encoding that the server declares, if it is another one than UTF-8.
    pub charset: Option<String>,
}

/// Whether a content type is that of a page.
pub(super) fn is_page(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("text/html") || kind.eq_ignore_ascii_case("application/xhtml+xml")
}

/// The page in an answer; `None` where it holds none, or why it cannot be read.
pub(super) fn page(answer: Vec<u8>, limit: usize) -> Result<Option<Body>, String> {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"];
    let found = ends.iter().filter_map(|end| Some((find(&answer, end)?, end.len()))).min();
    let Some((head_end, gap)) = found else { return Ok(None) };
    let head = String::from_utf8_lossy(&answer[..head_end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).unwrap_or_default();
    let header = |wanted: &str| {
        let named = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        let values = named.filter(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        values.last().map(|(_, value)| value.trim().to_ascii_lowercase())
    };
    let content_type = header("content-type").unwrap_or_default();
    if !status.starts_with('2') || !is_page(&content_type) {
        return Ok(None);
    }
    let mut bytes = answer[head_end + gap..].to_vec();
    if header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        // Some archives keep the header and unpack the body.
        bytes = joined(&bytes).unwrap_or(bytes);
    }
    let codings = header("content-encoding").unwrap_or_default();
    for coding in codings.split(',').map(str::trim).rev().filter(|coding| !coding.is_empty()) {
        bytes = unpacked(&bytes, coding, limit)?;
    }
    Ok(Some(Body { bytes, charset: charset::foreign_type(&content_type) }))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// The parts of a body that was sent in pieces, each behind its length; `None` where it is no such body.
fn joined(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.iter().take(1000).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(bytes.get(..length)?);
        bytes = &bytes[length..];
        bytes = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n"))?;
    }
}

fn unpacked(bytes: &[u8], coding: &str, limit: usize) -> Result<Vec<u8>, String> {
    let mut found = Vec::new();
    let room = limit as u64 + 1;
    let read = match coding {
        "identity" => return Ok(bytes.to_vec()),
        // Some archives keep the header and unpack the body.
        "gzip" | "x-gzip" if !bytes.starts_with(&[0x1f, 0x8b]) => return Ok(bytes.to_vec()),
        "gzip" | "x-gzip" => MultiGzDecoder::new(bytes).take(room).read_to_end(&mut found),
        "deflate" => ZlibDecoder::new(bytes).take(room).read_to_end(&mut found),
        _ if looks_unpacked(bytes) => return Ok(bytes.to_vec()),
        other => {
            return Err(format!(
                "the page is packed with `{other}`, which is not read; archive it with gzip or unpacked"
            ));
        }
    };
    read.map_err(|error| format!("the page cannot be unpacked: {error}; fetch it once more"))?;
    if found.len() > limit {
        return Err(format!("the page is larger than {} MB once unpacked and was passed over", limit >> 20));
    }
    Ok(found)
}

/// Whether a body is a page already.
fn looks_unpacked(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    start.starts_with(b"<") && std::str::from_utf8(bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_in_pieces_is_joined() {
        assert_eq!(joined(b"4\r\n<p>a\r\n5;x=y\r\nb</p>\r\n0\r\n\r\n").as_deref(), Some(&b"<p>ab</p>"[..]));
        for broken in [&b""[..], b"<p>", b"5\r\nab", b"ffffffffffffffff\r\na", b"2\r\nabc\r\n0\r\n"] {
            assert_eq!(joined(broken), None);
        }
    }

    #[test]
    fn only_pages_that_were_found_are_read() {
        let page =
            |answer: &str| page(answer.as_bytes().to_vec(), 100).map(|body| body.map(|body| body.bytes));
        let found = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>a";
        assert_eq!(page(found), Ok(Some(b"<p>a".to_vec())));
        for none in [
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>a",
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n<p>a",
            "HTTP/1.1 200 OK",
            "",
        ] {
            assert_eq!(page(none), Ok(None));
        }
        let brotli = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\u{1}\u{2}";
        assert!(page(brotli).unwrap_err().contains("packed with `br`"));
    }
}
