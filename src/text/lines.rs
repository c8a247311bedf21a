/// A place in a text as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
}

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
        Self { starts }
    }

    /// The position of the byte at `offset` in the same `text`.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.line_at(offset);
        let start = self.starts[line] as usize;
        let before = text.get(start..offset).unwrap_or_default();
        // A byte order mark is no letter of the first line.
        let before = if start == 0 { before.strip_prefix('\u{feff}').unwrap_or(before) } else { before };
        Position { line: line + 1, column: before.chars().count() + 1 }
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
