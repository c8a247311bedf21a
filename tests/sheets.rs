//! Reference sheets: the newsroom's own facts, and the seed articles held against them.

mod desk;

use std::fs;
use std::path::Path;

use desk::Desk;
use factlint::document::{Corpus, Document, Metadata};
use factlint::engine;
use factlint::lexicon::Library;
use factlint::rules::RuleSet;

const SHEET: &str = "[[fact]]\nthing = \"dead\"\nvalue = 14\nplace = \"Wrocław\"\nsource = \"miasto\"\n";
const ARTICLE: &str = "W pożarze we Wrocławiu zginęło 19 osób.";

fn desk() -> Desk {
    Desk::with(ARTICLE).write("facts.toml", SHEET)
}

#[test]
fn a_disagreement_is_an_error_at_the_article() {
    let run = desk().run(&["check", "--format", "json", "--facts", "facts.toml", "a.txt"]).ends_with(1);
    let report = run.json();
    let finding = &report["findings"][0];
    assert_eq!((&finding["rule"], &finding["severity"]), (&"sheet-figure-mismatch".into(), &"error".into()));
    let (first, second) = (&finding["labels"][0], &finding["labels"][1]);
    assert_eq!((&first["path"], &first["primary"]), (&"a.txt".into(), &true.into()));
    assert_eq!(
        (&second["path"], &second["line"], &second["text"]),
        (&"facts.toml".into(), &3.into(), &"14".into())
    );
    assert_eq!(finding["notes"][0], "in the sheet: miasto");
    assert_eq!(run.documents(), ["a.txt"]);
    assert_eq!((&report["summary"]["documents"], &report["summary"]["facts"]), (&1.into(), &1.into()));
    assert_eq!(
        (&report["sheets"][0]["path"], &report["sheets"][0]["facts"]),
        (&"facts.toml".into(), &1.into())
    );
}

#[test]
fn a_sheet_is_no_article() {
    let desk = Desk::with("W pożarze w Radomiu zginęło 19 osób.").write("facts.toml", SHEET);
    let run = desk.run(&["check", "--facts", "facts.toml", "a.txt"]).ends_with(0).without_complaint();
    assert_eq!(run.out, "no findings in 1 document, 1 fact, against 1 of facts.toml\n");
}

#[test]
fn the_configuration_names_sheets_beside_it() {
    let desk = desk().write("factlint.toml", "facts = [\"facts.toml\"]\n");
    desk.run(&["check", "a.txt"]).ends_with(1).prints("sheet-figure-mismatch");
    // Named twice it is one sheet.
    let run = desk.run(&["check", "--format", "json", "--facts", "facts.toml", "a.txt"]);
    assert_eq!(run.json()["sheets"].as_array().map(Vec::len), Some(1));
    let desk = desk.write("factlint.toml", "facts = [\"fcats.toml\"]\n");
    desk.run(&["check", "a.txt"]).ends_with(2).complains("factlint.toml:1:10").complains("no such file");
}

#[test]
fn a_sheet_at_fault_ends_the_run() {
    let desk = desk()
        .write("facts.toml", SHEET.replace("14", "\"czternaście\""))
        .write("b.csv", "thing,value\n\"dead,14\n");
    desk.run(&["check", "--facts", "facts.toml", "a.txt"])
        .ends_with(2)
        .complains("facts.toml:3:9")
        .complains("expected a number, found `czternaście`");
    desk.run(&["check", "--facts", "b.csv", "a.txt"]).ends_with(2).complains("b.csv:2:1");
    let latin = Desk::with(ARTICLE).write("facts.csv", b"thing,value\n\xe9,3\n");
    latin.run(&["check", "--facts", "facts.csv", "a.txt"]).ends_with(2).complains("not UTF-8");
}

/// Whatever stands in a sheet, it is read or it is at fault at a place in it.
#[test]
fn any_sheet_is_read_or_at_fault() {
    let library = Library::builtin().expect("the built-in packs are right");
    let rules = RuleSet::builtin().expect("the built-in rules are right");
    let pieces = [
        "thing",
        "value",
        "date",
        "place",
        ",",
        ";",
        "\t",
        "\"",
        "\"\"",
        "\n",
        "\r\n",
        " ",
        "dead",
        "14",
        "1e9",
        "2024-13",
        "2024/",
        "ż",
        "[[fact]]\n",
        " = ",
        "'",
        "\u{feff}",
        "99999999999999999999999999999999",
        "-",
        "%",
    ];
    arbtest::arbtest(|random| {
        let mut text =
            String::from(*random.choose(&["", "thing,value,date\n", "[[fact]]\nthing = \"dead\"\n"])?);
        for _ in 0..random.int_in_range(0..=20)? {
            text.push_str(random.choose(&pieces)?);
        }
        let name = *random.choose(&["s.csv", "s.toml"])?;
        let article = Document::plain("a.txt", ARTICLE, Metadata::default());
        let corpus = Corpus::new(vec![article]).with_sheets(vec![Document::sheet(name, &text)]);
        if let Err(fault) = engine::check(&corpus, &library, &rules) {
            assert_eq!(fault.path, name, "{text:?}");
            assert!(fault.span.is_none_or(|span| text.get(span.range()).is_some()), "{text:?}");
        }
        Ok(())
    })
    .budget_ms(1_000);
}

#[test]
fn the_seeds_are_held_against_their_sheet() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let mut desk = Desk::new();
    for entry in fs::read_dir(seeds).expect("the seeds") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_string();
        desk = desk.write(&name, fs::read(&path).expect("a seed"));
    }
    let arguments = ["check", "--format", "concise", "--select", "sheet-date-mismatch,sheet-figure-mismatch"];
    let run = desk.run(&[&arguments[..], &["--facts", "house-facts.toml", "."]].concat()).ends_with(1);
    assert_eq!(
        run.out,
        "builders-for-kursk.pt.txt:7:146: error[sheet-date-mismatch]: sign: 2024-11 here, 2024-06 in the facts \
         of the newsroom (house-facts.toml:14:8)\n"
    );
}
