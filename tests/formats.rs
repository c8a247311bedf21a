//! The formats that articles come in: each fact points at its bytes in the file as stored, and each document
//! knows its headline, language and day.

mod desk;

use std::fs;
use std::path::Path;

use desk::{Desk, Run};
use serde_json::Value;

/// A copy of a fixture in a desk of its own.
fn desk(file: &str) -> Desk {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(file);
    Desk::new().write(file, fs::read(path).expect("a fixture"))
}

/// The facts of a file: `document: words`, each held against the bytes of `payload`.
fn facts_in(desk: &Desk, file: &str, payload: &[u8]) -> Vec<String> {
    let run = desk.run(&["facts", file, "--format", "jsonl"]);
    run.json_lines().iter().map(|fact| words(fact, "document", payload)).collect()
}

/// The words of a label or a fact, proven to stand at its bytes.
fn words(place: &Value, name: &str, payload: &[u8]) -> String {
    let at = |key: &str| usize::try_from(place[key].as_u64().expect("an offset")).expect("a small one");
    let text = place["text"].as_str().expect("its words");
    assert_eq!(std::str::from_utf8(&payload[at("start")..at("end")]), Ok(text), "the bytes of {place}");
    format!("{}: {text}", place[name].as_str().expect("its document"))
}

/// The findings of a file: `rule document:line:column words`.
fn findings_in(desk: &Desk, file: &str, payload: &[u8]) -> Vec<String> {
    let report = check(desk, file).json();
    let findings = report["findings"].as_array().expect("findings");
    let mut found = Vec::new();
    for finding in findings {
        for label in finding["labels"].as_array().expect("labels") {
            let words = words(label, "path", payload);
            found.push(format!("{} {}:{} {words}", finding["rule"], label["line"], label["column"]));
        }
    }
    found
}

fn check(desk: &Desk, file: &str) -> Run {
    desk.run(&["check", file, "--format", "json"])
}

/// What is known of the documents of a file: `path language published published_from source`.
fn known(desk: &Desk, file: &str) -> Vec<String> {
    let report = check(desk, file).json();
    let keys = ["path", "language", "published", "published_from", "source"];
    let row = |document: &Value| keys.map(|key| document[key].as_str().unwrap_or("-").to_string()).join(" ");
    report["documents"].as_array().expect("documents").iter().map(row).collect()
}

/// Asserts what a file of one text holds.
#[track_caller]
fn assert_read(file: &str, documents: &[&str], facts: &[&str], findings: &[&str]) {
    let desk = desk(file);
    let payload = fs::read(desk.path().join(file)).expect("the fixture");
    assert_eq!(known(&desk, file), documents);
    assert_eq!(facts_in(&desk, file, &payload), facts);
    assert_eq!(findings_in(&desk, file, &payload), findings);
}

// HTML.

#[test]
fn a_page_of_a_modern_site() {
    assert_read(
        "bridge.pl.html",
        &["bridge.pl.html pl-PL 2025-06-17 json-ld Kurier Wiślany"],
        &[
            "bridge.pl.html: wtorek, 17&nbsp;czerwca 2025&nbsp;r.",
            "bridge.pl.html: 14&nbsp;os&oacute;b",
            "bridge.pl.html: 37</b> pasażerów",
            "bridge.pl.html: 6&nbsp;członków</em> załogi",
            "bridge.pl.html: 2,5&#160;mln\n   zł",
            "bridge.pl.html: 3 tygodnie",
            "bridge.pl.html: środę, 17 czerwca 2025&nbsp;r.",
            "bridge.pl.html: 1934&nbsp;r.",
            "bridge.pl.html: 898&nbsp;m",
            "bridge.pl.html: 16,5 m",
        ],
        &["\"weekday-mismatch\" 41:63 bridge.pl.html: środę, 17 czerwca 2025&nbsp;r."],
    );
}

#[test]
fn a_page_of_old_with_broken_markup() {
    assert_read(
        "harvest.pt.html",
        &["harvest.pt.html pt-BR 2025-06-17 meta-tag -"],
        &[
            "harvest.pt.html: 1.200 hectares",
            "harvest.pt.html: ter&ccedil;a-feira, 17 de junho de 2025",
            "harvest.pt.html: 1.200 hectares",
            "harvest.pt.html: tr&ecirc;s</b></i> munic&iacute;pios",
            "harvest.pt.html: 40%",
            "harvest.pt.html: 3&nbsp;mil produtores",
            "harvest.pt.html: R$&nbsp;80&nbsp;milh&otilde;es",
            "harvest.pt.html: quarta-feira, 17 de junho de 2025",
            "harvest.pt.html: 15 cidades",
            "harvest.pt.html: &lt;300&nbsp;km",
        ],
        &["\"weekday-mismatch\" 15:33 harvest.pt.html: quarta-feira, 17 de junho de 2025"],
    );
}

#[test]
fn a_page_without_names_for_its_parts() {
    assert_read(
        "ferry.en.html",
        &["ferry.en.html en 2025-06-17 time-element -"],
        &[
            "ferry.en.html: 62 taken ashore",
            "ferry.en.html: 62 passengers",
            "ferry.en.html: Tuesday, 17 June 2025",
            "ferry.en.html: 9 stayed",
            "ferry.en.html: 1986",
            "ferry.en.html: 84&nbsp;metres",
            "ferry.en.html: Wednesday, 17 June 2025",
        ],
        &["\"weekday-mismatch\" 13:54 ferry.en.html: Wednesday, 17 June 2025"],
    );
}

// JSON.

#[test]
fn ninjs_is_mapped_through_markup_and_escapes() {
    assert_read(
        "flood.ninjs.json",
        &["flood.ninjs.json pl 2025-06-17 json Agencja Nadodrze"],
        &[
            "flood.ninjs.json: 120 dom\\u00f3w",
            "flood.ninjs.json: 17 czerwca",
            "flood.ninjs.json: 120<\\/b> dom\\u00f3w",
            "flood.ninjs.json: 45&nbsp;gospodarstw",
            "flood.ninjs.json: \\u015brod\\u0119, 17 czerwca 2025 r.",
            "flood.ninjs.json: przekroczy\\u0142y 3,5&nbsp;mln&nbsp;z\\u0142",
        ],
        &["\"weekday-mismatch\" 11:180 flood.ninjs.json: \\u015brod\\u0119, 17 czerwca 2025 r."],
    );
}

#[test]
fn a_list_of_ninjs_holds_a_document_an_item() {
    assert_read(
        "tram.ninjs3.json",
        &["tram.ninjs3.json#3 en 2025-06-18 json -", "tram.ninjs3.json#urn:agency:1 en 2025-06-17 json -"],
        &[
            "tram.ninjs3.json#urn:agency:1: 14",
            "tram.ninjs3.json#urn:agency:1: 9.5&#160;miles",
            "tram.ninjs3.json#urn:agency:1: 14",
            "tram.ninjs3.json#urn:agency:1: Wednesday, 17 June 2025",
            "tram.ninjs3.json#urn:agency:1: \\u00a362 million",
            "tram.ninjs3.json#3: 4%",
            "tram.ninjs3.json#3: 1 May",
        ],
        &["\"weekday-mismatch\" 6:151 tram.ninjs3.json#urn:agency:1: Wednesday, 17 June 2025"],
    );
}

const SHAPE: &str = "[[json]]\npath = \"house.json\"\nitems = \"/response/results\"\nid = \"/key\"\n\
                     text = [\"/fields/lead\", \"/fields/body\"]\ntitle = \"/head\"\npublished = \"/when\"\n\
                     language = \"/lang\"\n";

#[test]
fn json_of_the_house_is_described_by_pointers() {
    let desk = desk("house.json").write("factlint.toml", SHAPE);
    let payload = fs::read(desk.path().join("house.json")).expect("the fixture");
    let run = check(&desk, "house.json").ends_with(2);
    assert_eq!(
        run.err,
        "warning: house.json:4: /when: expected a date like 2025-06-17 or a date-time, found `soon`; mend it, or \
         give it with --published; the article is read without it\n\
         error: house.json:5:3: no text stands at `/fields/lead`, `/fields/body`; mend `text` of its [[json]] \
         in factlint.toml, or the file\n"
    );
    let documents = ["house.json#a/1 pt-PT 2025-06-17 json -", "house.json#a/2 pt-PT - - -"];
    assert_eq!(known(&desk, "house.json"), documents);
    assert_eq!(
        facts_in(&desk, "house.json", &payload),
        [
            "house.json#a/1: 230 bombeiros",
            "house.json#a/1: quarta-feira, 17 de junho de 2025",
            "house.json#a/1: 1.200 hectares",
            "house.json#a/1: Três aldeias",
            "house.json#a/1: 84&nbsp;pessoas",
            "house.json#a/2: 12 mm",
        ]
    );
}

#[test]
fn a_wrong_pointer_is_a_fault_of_the_configuration() {
    let desk = desk("house.json").write("factlint.toml", "[[json]]\npath = \"*.json\"\ntext = \"body\"\n");
    check(&desk, "house.json").ends_with(2).complains("error: not a JSON Pointer: `body`");
    let desk =
        desk.write("factlint.toml", "[[json]]\npath = \"*.json\"\ntext = \"/a\"\nitems = \"/results\"\n");
    check(&desk, "house.json")
        .ends_with(2)
        .complains("house.json:1:1: nothing stands at `/results`; mend `items` of its [[json]]");
}

#[test]
fn json_in_a_folder_may_be_anything_but_json_that_is_named_must_be_known() {
    let desk = Desk::with(desk::SLIP).write("package.json", "{\"name\": \"x\"}").write("broken.json", "// x");
    desk.run(&["check", "."]).ends_with(1).without_complaint();
    desk.run(&["check", "package.json"]).ends_with(2).complains(
        "error: package.json: no article of ninjs in this JSON; say in factlint.toml where its text stands",
    );
    desk.run(&["check", "broken.json"]).ends_with(2).complains("broken.json: 1:1: not valid JSON: ");
    let desk = Desk::new().write("a/package.json", "{\"name\": \"x\"}");
    desk.run(&["check", "a"]).ends_with(2).complains("no article of ninjs in this JSON");
}

#[test]
fn comments_of_a_page_suppress_findings() {
    let page = |before: &str, inside: &str| {
        let slip = desk::SLIP;
        format!(
            "<html><!-- of the page --><body><main><h1>Mecz – „derby”</h1>{before}<p>{slip}{inside}</p>\
             <p><a href=x>Czytaj też</a></p><p>Widzów było 12&nbsp;000 – rekord.</p></main></body></html>"
        )
    };
    let comment = "<!-- factlint-ignore weekday-mismatch: the referee's own words -->";
    for (page, code) in [(page("", ""), 1), (page(comment, ""), 0), (page("", comment), 0)] {
        Desk::new().write("a.html", page).run(&["check", "a.html"]).ends_with(code).without_complaint();
    }
}
