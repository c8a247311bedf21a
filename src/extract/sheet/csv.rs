use std::ops::Range;

use crate::text::Fault;

use super::row::{Cell, Row, Sheet};

/// The entries of a CSV sheet: one a line, below the names of the columns. Commas, semicolons or tabs part
/// the cells, whichever stands first in the first line.
pub(super) fn rows(sheet: Sheet<'_>) -> Result<Vec<Row>, Fault> {
    let start = if sheet.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first_line = sheet.text[start..].lines().next().unwrap_or_default();
    let mark = first_line.chars().find(|letter| [',', ';', '\t'].contains(letter)).unwrap_or(',');
    let mut lines = lines(sheet, start, mark)?.into_iter().filter(|line| !line.is_empty());
    let Some(head) = lines.next() else {
        let fault = Fault::new(sheet.path, sheet.text, None, "the first line holds the names of the columns");
        return Err(fault.help("begin with thing,event,value,date,place"));
    };
    let mut keys = Vec::new();
    for cell in &head.0 {
        keys.push(sheet.key(&cell.text.to_ascii_lowercase(), cell.span.clone())?);
    }
    lines.map(|line| row(sheet, &keys, line)).collect()
}

fn row(sheet: Sheet<'_>, keys: &[&'static str], line: Line) -> Result<Row, Fault> {
    if let Some(extra) = line.0.get(keys.len()) {
        let fault = sheet.fault(extra.span.clone(), "more cells than the first line names");
        return Err(fault.help("put a text that holds the mark between cells into quotation marks"));
    }
    let (start, end) =
        (line.0.first().map_or(0, |cell| cell.span.start), line.0.last().map_or(0, |cell| cell.span.end));
    let cells = keys.iter().copied().zip(line.0).collect();
    Ok(Row { cells, span: start..end, points_at_cells: false })
}

/// The cells of a line.
struct Line(Vec<Cell>);

impl Line {
    fn is_empty(&self) -> bool {
        self.0.iter().all(|cell| cell.text.is_empty())
    }
}

fn lines(sheet: Sheet<'_>, start: usize, mark: char) -> Result<Vec<Line>, Fault> {
    let (mut lines, mut cells, mut at) = (Vec::new(), Vec::new(), start);
    while at < sheet.text.len() {
        let (cell, end) = cell(sheet, at, mark)?;
        cells.push(cell);
        let after = sheet.text[end..].chars().next();
        at = end + after.map_or(0, char::len_utf8);
        if after != Some(mark) || at == sheet.text.len() {
            lines.push(Line(std::mem::take(&mut cells)));
        }
    }
    Ok(lines)
}

/// The cell at a byte, and the byte of the mark or the line end behind it.
fn cell(sheet: Sheet<'_>, at: usize, mark: char) -> Result<(Cell, usize), Fault> {
    let rest = &sheet.text[at..];
    let ends = |text: &str| text.find([mark, '\n']).unwrap_or(text.len());
    let indent = rest.len() - rest.trim_start_matches(' ').len();
    if !rest[indent..].starts_with('"') {
        let end = at + ends(rest);
        let span = trimmed(sheet.text, at..end);
        return Ok((Cell { text: sheet.text[span.clone()].to_string(), span }, end));
    }
    let open = at + indent + 1;
    let mut close = open;
    loop {
        let Some(found) = sheet.text[close..].find('"') else {
            return Err(sheet
                .fault(open - 1..open, "a quotation mark is never closed")
                .help("close it, or leave it out"));
        };
        close += found;
        if !sheet.text[close + 1..].starts_with('"') {
            break;
        }
        close += 2;
    }
    let text = sheet.text[open..close].replace("\"\"", "\"").trim().to_string();
    let end = close + 1 + ends(&sheet.text[close + 1..]);
    Ok((Cell { text, span: open - 1..close + 1 }, end))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start.max(range.start + words.trim_end().len())
}
