//! The one thing needed of zip archives: a file in them by its name, never larger than a stated limit.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

/// A damaged archive, or one that is no archive; or a file in it that is too large.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// No archive, or a damaged one: what is wrong.
    Damaged(&'static str),
    /// The file grows beyond the limit.
    TooLarge,
}

/// Marks of the records of an archive.
const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

/// The last record with the longest comment.
const LONGEST_END: usize = 22 + 0xffff;

/// The file `name` in the archive `bytes`; `None` where it holds none of that name.
pub(super) fn file(bytes: &[u8], name: &str, limit: usize) -> Result<Option<Vec<u8>>, Fault> {
    let from = bytes.len().saturating_sub(LONGEST_END);
    let end = bytes[from..].windows(4).rposition(|window| window == END);
    let end =
        from + end.ok_or(Fault::Damaged("its list of contents is missing: it was cut, or is no .docx"))?;
    let count = short(bytes, end + 10)?;
    let mut at = long(bytes, end + 16)?;
    for _ in 0..count {
        if bytes.get(at..at + 4) != Some(&ENTRY) {
            return Err(Fault::Damaged("its list of contents is damaged"));
        }
        let (name_length, extra, comment) =
            (short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?);
        if bytes.get(at + 46..at + 46 + name_length) == Some(name.as_bytes()) {
            return contents(bytes, at, limit).map(Some);
        }
        at += 46 + name_length + extra + comment;
    }
    Ok(None)
}

/// The contents of the file whose entry stands at `entry`.
fn contents(bytes: &[u8], entry: usize, limit: usize) -> Result<Vec<u8>, Fault> {
    let (flags, method) = (short(bytes, entry + 8)?, short(bytes, entry + 10)?);
    let (length, local) = (long(bytes, entry + 20)?, long(bytes, entry + 42)?);
    if flags & 1 != 0 {
        return Err(Fault::Damaged("it is protected with a password; save it without one"));
    }
    if bytes.get(local..local.saturating_add(4)) != Some(&LOCAL) {
        return Err(Fault::Damaged("its list of contents points nowhere"));
    }
    let start = local + 30 + short(bytes, local + 26)? + short(bytes, local + 28)?;
    let packed = bytes.get(start..start.saturating_add(length)).ok_or(Fault::Damaged("it was cut"))?;
    let mut found = Vec::new();
    match method {
        0 => found.extend_from_slice(&packed[..packed.len().min(limit + 1)]),
        8 => {
            let whole = DeflateDecoder::new(packed).take(limit as u64 + 1).read_to_end(&mut found);
            whole.map_err(|_| Fault::Damaged("its contents are damaged"))?;
        }
        _ => return Err(Fault::Damaged("it is packed in a way that Word does not use")),
    }
    if found.len() > limit { Err(Fault::TooLarge) } else { Ok(found) }
}

fn short(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let found = bytes.get(at..at.saturating_add(2)).and_then(|found| found.try_into().ok());
    found.map(|found| usize::from(u16::from_le_bytes(found))).ok_or(Fault::Damaged("it was cut"))
}

fn long(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let found = bytes.get(at..at.saturating_add(4)).and_then(|found| found.try_into().ok());
    let found = found.map(u32::from_le_bytes).and_then(|found| usize::try_from(found).ok());
    found.ok_or(Fault::Damaged("it was cut"))
}
