use std::ops::Range;

use crate::document::Remark;
use crate::text::Span;

/// The comments of HTML that begin in a part of a source. One without an end is none.
pub(super) fn remarks_in(source: &str, part: Range<usize>) -> Vec<Remark> {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let mut remarks = Vec::new();
    let mut at = part.start;
    while let Some(start) = source.get(at..part.end).and_then(|rest| rest.find(OPEN)).map(|found| at + found)
    {
        let inside = start + OPEN.len();
        let Some(length) = source[inside..part.end].find(CLOSE) else { break };
        at = inside + length + CLOSE.len();
        let text = source[inside..inside + length].to_string();
        remarks.push(Remark { text, span: Span::new(start, at) });
    }
    remarks
}
