//! The formats that articles come in: each fact points at its bytes in the file as stored, and each document
//! knows its headline, language and day.

mod desk;
mod packing;

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
            "ferry.en.html: 9",
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
            "tram.ninjs3.json#urn:agency:1: 14 stops",
            "tram.ninjs3.json#urn:agency:1: 9.5&#160;miles",
            "tram.ninjs3.json#urn:agency:1: 14 stops",
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
    check(&desk, "house.json")
        .ends_with(2)
        .complains(
            "warning: house.json:4: /when: expected a date like 2025-06-17 or a date-time, found `soon`; mend it, or \
             give it with --published; the article is read without it\n",
        )
        .complains(
            "error: house.json:5:3: no text stands at `/fields/lead`, `/fields/body`; mend `text` of its [[json]] \
             in factlint.toml, or the file\n",
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

// Feeds.

#[test]
fn each_item_of_rss_is_a_document() {
    assert_read(
        "storm.rss",
        &[
            "storm.rss#2 pl 2025-06-18 feed Głos Pomorza",
            "storm.rss#glos-1017 pl 2025-06-17 feed Głos Pomorza",
        ],
        &[
            "storm.rss#glos-1017: 34 domów",
            "storm.rss#glos-1017: 34</strong> domów",
            "storm.rss#glos-1017: środę, 17 czerwca 2025 r.",
            "storm.rss#glos-1017: 2,5&nbsp;tys. osób",
            "storm.rss#2: 4%",
            "storm.rss#2: 4%",
            "storm.rss#2: 4,60&amp;nbsp;z&#322;",
        ],
        &["\"weekday-mismatch\" 18:26 storm.rss#glos-1017: środę, 17 czerwca 2025 r."],
    );
}

#[test]
fn each_entry_of_atom_is_a_document() {
    assert_read(
        "council.atom",
        &[
            "council.atom#tag:watch.example,2025:1 en-GB 2025-06-17 feed Town Hall Watch",
            "council.atom#tag:watch.example,2025:2 pt 2025-06-18 feed Town Hall Watch",
        ],
        &[
            "council.atom#tag:watch.example,2025:1: 45 jobs",
            "council.atom#tag:watch.example,2025:1: 3 libraries",
            "council.atom#tag:watch.example,2025:1: 45&#160;jobs",
            "council.atom#tag:watch.example,2025:1: Wednesday</em>, 17 June 2025",
            "council.atom#tag:watch.example,2025:1: £1.2<!-- --> million",
            "council.atom#tag:watch.example,2025:2: 3,4 milhões de euros",
            "council.atom#tag:watch.example,2025:2: 14 meses",
        ],
        &["\"weekday-mismatch\" 12:122 council.atom#tag:watch.example,2025:1: Wednesday</em>, 17 June 2025"],
    );
}

// NewsML-G2.

#[test]
fn a_message_of_newsml_holds_several_articles() {
    assert_read(
        "strike.newsml.xml",
        &[
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1 pt-PT 2025-06-17 newsml Agência Tejo",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:2 en 2025-06-17 newsml -",
        ],
        &[
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1: 120 comboios",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1: 17 jun 2025",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1: 120&#160;comboios",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1: 35 mil passageiros em terra",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:1: quarta-feira, 17 de junho de 2025",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:2: 120 trains",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:2: 120 trains",
            "strike.newsml.xml#urn:newsml:lusa.example:20250617:2: 24 hours",
        ],
        &[
            "\"weekday-mismatch\" 18:33 strike.newsml.xml#urn:newsml:lusa.example:20250617:1: quarta-feira, 17 de \
           junho de 2025",
        ],
    );
}

// Web archives.

/// Three answers, one of them no page, and the mere text of a page.
fn archive() -> Vec<Vec<u8>> {
    let page = format!("<html lang=pl><title>x</title><body><h1>Mecz</h1><p>{}</p></body>", desk::SLIP);
    let packed = packing::gzip(page.as_bytes());
    let (head, tail) = packed.split_at(20);
    let chunked =
        [b"14\r\n", head, format!("\r\n{:x}\r\n", tail.len()).as_bytes(), tail, b"\r\n0\r\n\r\n"].concat();
    vec![
        packing::record("warcinfo", "", "application/warc-fields", b"software: none"),
        packing::answer("https://a.example/1", "", page.as_bytes()),
        packing::record(
            "response",
            "https://a.example/p",
            "application/http",
            b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG",
        ),
        packing::answer(
            "https://a.example/2",
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
            &chunked,
        ),
        packing::record("conversion", "https://a.example/3", "text/plain", desk::SLIP.as_bytes()),
    ]
}

#[test]
fn each_page_of_a_web_archive_is_a_document() {
    let plain = archive().concat();
    let packed: Vec<u8> = archive().iter().flat_map(|record| packing::gzip(record)).collect();
    let page = format!("<html lang=pl><title>x</title><body><h1>Mecz</h1><p>{}</p></body>", desk::SLIP);
    for (name, bytes) in [("a.warc", plain), ("a.warc.gz", packed)] {
        let desk = Desk::new().write(name, bytes);
        let names = ["1", "2", "3"].map(|page| format!("{name}#https://a.example/{page}"));
        assert_eq!(check(&desk, name).ends_with(1).without_complaint().documents(), names);
        let report = check(&desk, name).json();
        let findings = report["findings"].as_array().expect("findings");
        assert_eq!(findings.len(), 3);
        for finding in findings {
            let label = &finding["labels"][0];
            let is_text = label["path"].as_str().is_some_and(|path| path.ends_with('3'));
            words(label, "path", if is_text { desk::SLIP } else { &page }.as_bytes());
        }
    }
}

#[test]
fn a_web_archive_that_was_cut_gives_what_was_whole() {
    let plain = archive().concat();
    let cut = plain.len() - desk::SLIP.len() / 2;
    let desk = Desk::new().write("a.warc", &plain[..cut]);
    let run = check(&desk, "a.warc").ends_with(2).complains(
        "error: a.warc: the archive breaks off in the record of https://a.example/3 that begins at byte ",
    );
    assert_eq!(run.documents().len(), 2);
    let packed = packing::gzip(&plain);
    let desk = Desk::new().write("a.warc.gz", &packed[..packed.len() - 30]);
    check(&desk, "a.warc.gz").ends_with(2).complains("it was cut; fetch it once more");
    let desk = Desk::new().write("a.warc", "<html>");
    check(&desk, "a.warc").ends_with(2).complains("no WARC record at byte 0");
}

// Word processors.

const CORE: &str = "<cp:coreProperties xmlns:cp='x' xmlns:dc='y' xmlns:dcterms='z'><dc:title>Plan</dc:title>\
                    <dc:creator>ed.</dc:creator><dcterms:created>2025-06-16T09:00:00Z</dcterms:created>\
                    <dcterms:modified>2025-06-17T09:00:00Z</dcterms:modified></cp:coreProperties>";

#[test]
fn paragraphs_of_a_word_processor_are_read() {
    let paragraphs = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>Mecz</w:t></w:r></w:p>\
        <w:p><w:r><w:t xml:space='preserve'>Mecz odbył się w śro</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>\
        <w:t>dę, 17&#160;czerwca 2025 r.</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Widzów było</w:t><w:tab/><w:t xml:space='preserve'>12&#160;000, sędziów </w:t></w:r>\
        <w:del w:id='1'><w:r><w:delText>3</w:delText></w:r></w:del><w:ins w:id='2'><w:r><w:t>4</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>99 osób</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:moveFrom w:id='3'><w:r><w:t>77 osób</w:t></w:r></w:moveFrom>";
    let desk = Desk::new().write("a.docx", packing::docx(paragraphs, CORE));
    let payload = packing::document_xml(paragraphs);
    assert_eq!(known(&desk, "a.docx"), ["a.docx pl 2025-06-17 file-properties -"]);
    assert_eq!(
        facts_in(&desk, "a.docx", payload.as_bytes()),
        [
            "a.docx: śro</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>dę, 17&#160;czerwca 2025 r.",
            "a.docx: 12&#160;000",
            "a.docx: 4"
        ]
    );
}

#[test]
fn the_properties_of_a_file_date_it_only_where_nothing_else_does() {
    let text = "<w:p><w:r><w:t>The council met yesterday and voted for the new budget of 4 million.</w:t></w:r></w:p>";
    let desk = Desk::new().write("a.docx", packing::docx(text, CORE));
    assert_eq!(known(&desk, "a.docx"), ["a.docx en 2025-06-17 file-properties -"]);
    let old = CORE.replace("2025-06-16", "2019-01-01");
    let desk = Desk::new().write("a.docx", packing::docx(text, &old));
    assert_eq!(known(&desk, "a.docx"), ["a.docx en - - -"]);
}
