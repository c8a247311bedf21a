use std::ops::Range;

use crate::document::Remark;
use crate::text::Span;

/// The comments of HTML that begin in a part of a source, where the prose was `at` long. One without an end is none.
pub(super) fn remarks_in(source: &str, part: Range<usize>, at: u32) -> Vec<Remark> {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let mut remarks = Vec::new();
    let mut next = part.start;
    while let Some(start) =
        source.get(next..part.end).and_then(|rest| rest.find(OPEN)).map(|found| next + found)
    {
        let inside = start + OPEN.len();
        let Some(length) = source[inside..part.end].find(CLOSE) else { break };
        next = inside + length + CLOSE.len();
        let text = source[inside..inside + length].to_string();
        remarks.push(Remark { text, span: Span::new(start, next), at });
    }
    remarks
}
