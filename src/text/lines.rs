use serde::{Deserialize, Serialize};

/// A place in a text as people name it.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted from 1 in Unicode scalar values.
    pub column: usize,
}

/// Where the lines of a text start. A line ends at `\n`, `\r\n` or a lone `\r`, and nowhere else:
/// U+2028, form feeds and vertical tabs are letters of a line, as editors and GitHub count them.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// How many letters stand before each block of bytes: a text may be one line of a hundred megabytes, and
    /// is not counted from its start for each finding.
    letters: Vec<u32>,
}

/// The length of a block in bytes.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, &byte) in bytes.iter().enumerate() {
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        let mut before = 0;
        let mut letters = vec![before];
        for block in bytes.chunks(BLOCK) {
            before += letters_in(block);
            letters.push(before);
        }
        Self { starts, letters }
    }

    /// The position of the byte at `offset` in the same `text`.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line_at(offset);
        let start = self.starts[line] as usize;
        let Some(before) = text.get(start..offset) else { return Position { line: line + 1, column: 1 } };
        // A byte order mark is no letter of the first line.
        let mark = u32::from(start == 0 && before.starts_with('\u{feff}'));
        let letters = self.letters_before(text, offset) - self.letters_before(text, start) - mark;
        Position { line: line + 1, column: letters as usize + 1 }
    }

    /// How many letters of `text` stand before a byte.
    fn letters_before(&self, text: &str, offset: usize) -> u32 {
        let block = offset / BLOCK;
        let known = self.letters.get(block).copied().unwrap_or_default();
        known + letters_in(&text.as_bytes()[block * BLOCK..offset])
    }

    /// The bytes of line `line` (from 1), its line ending left out.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let at = |index: usize| self.starts.get(index).map_or(text.len(), |&start| start as usize);
        let (start, next) = (at(line - 1), at(line));
        let body = text.get(start..next).unwrap_or_default();
        start..start + body.trim_end_matches(['\n', '\r']).len()
    }

    fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset).saturating_sub(1)
    }
}

/// How many letters begin in some bytes: every byte begins one that does not go on with another.
fn letters_in(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xc0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text).position(text, offset);
        (line, column)
    }

    #[test]
    fn columns_count_letters_not_bytes() {
        assert_eq!(position("żółw 12", 8), (1, 6));
    }

    #[test]
    fn the_letters_of_a_long_line_are_counted_from_any_of_its_blocks() {
        let text = "żółw ".repeat(1000) + "\n" + &"ż".repeat(1000);
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let line = text[..offset].rfind('\n').map_or(0, |at| at + 1);
            let column = text[line..offset].chars().count() + 1;
            assert_eq!(index.position(&text, offset).column, column, "{offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(position("\u{feff}12 osób", 3), (1, 1));
        assert_eq!(position("\u{feff}12 osób", 6), (1, 4));
        assert_eq!(position("a\n\u{feff}12", 5), (2, 2));
    }

    #[test]
    fn every_line_ending_counts_once() {
        assert_eq!(position("a\nb\r\nc\rd", 7), (4, 1));
    }

    #[test]
    fn line_separators_of_unicode_are_no_line_ends() {
        assert_eq!(position("a\u{2028}b\u{0c}c", 5), (1, 4));
    }

    #[test]
    fn a_line_range_leaves_out_its_ending() {
        let text = "a\r\nbc\n";
        let index = LineIndex::new(text);
        assert_eq!(&text[index.line_range(text, 1)], "a");
        assert_eq!(&text[index.line_range(text, 2)], "bc");
        assert_eq!(&text[index.line_range(text, 3)], "");
    }
}
