use ariadne::{CharSet, Color, Config, IndexType, Report as Drawing, ReportKind};

use crate::text::Fault;

/// A fault in a file that people write for factlint, drawn under its words.
pub fn fault(fault: &Fault, color: bool) -> String {
    let Some(span) = fault.span else {
        let help = fault.help.as_ref().map(|help| format!("\n  help: {help}")).unwrap_or_default();
        return format!("error: {fault}{help}\n");
    };
    let chars = |end: u32| fault.text.get(..end as usize).map_or(0, |before| before.chars().count());
    let (start, end) = (chars(span.start), chars(span.end));
    let range = start..end.max(start + 1);
    let config =
        Config::default().with_index_type(IndexType::Char).with_char_set(CharSet::Ascii).with_color(color);
    let mut drawing =
        Drawing::build(ReportKind::Custom("error", Color::Red), (fault.path.clone(), range.clone()))
            .with_config(config)
            .with_message(&fault.message)
            .with_label(ariadne::Label::new((fault.path.clone(), range)).with_message("here"));
    if let Some(help) = &fault.help {
        drawing.set_help(help);
    }
    let mut bytes = Vec::new();
    let sources = ariadne::sources([(fault.path.clone(), fault.text.to_string())]);
    match drawing.finish().write(sources, &mut bytes) {
        Ok(()) => {
            String::from_utf8_lossy(&bytes).lines().map(|line| format!("{}\n", line.trim_end())).collect()
        }
        Err(_) => format!("error: {fault}\n"),
    }
}
