//! Hostile input in every format: a clear message or a normal result, in bounded time and memory, and the
//! stack never overflows.

#[path = "desk/mod.rs"]
mod desk;
mod packing;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use desk::SLIP;
use factlint::input::{Stdin, load};

/// Far more than any of them takes on a quiet machine, without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was read of a file.
struct Read {
    texts: Vec<String>,
    complaints: String,
}

/// Reads a file within the time it may take.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> Read {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    let start = Instant::now();
    let loaded = load(&[path], &Stdin { path: PathBuf::new() }, &|_| false, &|_| None);
    assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
    let texts = loaded.documents.iter().map(|(_, document)| document.text().to_string()).collect();
    let complaints: Vec<String> = loaded.errors.iter().map(ToString::to_string).collect();
    Read { texts, complaints: complaints.join("\n") }
}

impl Read {
    /// Asserts that something was wrong, and what.
    #[track_caller]
    fn complains(self, text: &str) -> Self {
        assert!(self.complaints.contains(text), "expected `{text}` in {}", self.complaints);
        self
    }

    #[track_caller]
    fn without_complaint(self) -> Self {
        assert_eq!(self.complaints, "");
        self
    }

    /// How many documents hold the article.
    fn articles(&self) -> usize {
        self.texts.iter().filter(|text| text.contains("17 czerwca 2025")).count()
    }
}

/// Asserts that the article among what is hostile was read.
#[track_caller]
fn read_well(name: &str, text: impl AsRef<[u8]>) {
    assert_eq!(read(name, text).without_complaint().articles(), 1, "{name}");
}

/// Ten megabytes of it, or one in a build that takes ten times as long.
fn many(text: &str) -> String {
    text.repeat(if cfg!(debug_assertions) { 1_000_000 } else { 10_000_000 } / text.len())
}

#[test]
fn nested_tags_of_every_kind() {
    for open in [
        "<div>",
        "<p>",
        "<b>",
        "<a href=x>",
        "<table><tr><td>",
        "<ul><li>",
        "<article>",
        "<span class=ad>",
        "<form>",
        "<section hidden>",
    ] {
        let page = format!("<body><main><p>{SLIP} Kibice wrócili do domu.</p></main>{}", many(open));
        read_well("a.html", &page);
        read("b.html", format!("{}<p>{SLIP}", many(open))).without_complaint();
    }
}

#[test]
fn end_tags_without_a_start_and_the_other_way_round() {
    let page = format!("<body><p>{SLIP}{}{}", many("</div></p></td>"), many("<div>"));
    read_well("a.html", &page);
    read_well("a.html", format!("<p>{SLIP}{}", many("<span hidden><i></span></b>")));
    read_well("a.html", format!("<div><p>{SLIP}</p>{}{}", many("<span hidden>"), many("<div></div>")));
}

#[test]
fn marks_that_never_end() {
    for start in
        ["<!--", "<script>", "<a href=\"", "<![CDATA[", "<!DOCTYPE [", "<p class='", "&", "<", "</", "<?"]
    {
        read_well("a.html", format!("<p>{SLIP}</p>{start}{}", many("x ")));
        read("a.xml", format!("<rss>{start}{}", many("x ")));
        read("b.html", many(start)).without_complaint();
    }
}

#[test]
fn attributes_and_meta_tags_without_number() {
    read_well("a.html", format!("<p {}>{SLIP}</p>", many("a=b ")));
    read_well("a.html", format!("{}<p>{SLIP}</p>", many("<meta name=date content=soon>")));
    read_well("a.html", format!("{}<p>{SLIP}</p>", many("<div lang=pl>")));
    read_well("a.html", format!("<p>{SLIP}</p>{}", many("<!-- x -->")));
    read_well("a.html", format!("<p>{SLIP}</p>{}", many("<sup>")));
}

#[test]
fn json_that_nests_or_breaks() {
    for (text, message) in [
        (many("["), "nested more than 500 deep"),
        ("{\"bodies\": [".to_string() + &many("{\"a\":"), "nested more than 500 deep"),
        ("{\"body_text\": \"".to_string() + &many("x"), "a string without its end"),
        ("{\"body_text\": 1,}".to_string(), "1:17: not valid JSON: expected a name in quotes; mend the file"),
        (String::new(), "expected a value, found the end of the file"),
    ] {
        read("a.json", text).complains(message);
    }
    let twice = format!("{{\"uri\": \"x\", \"body_text\": \"Nic.\", \"body_text\": \"{SLIP}\"}}");
    read_well("a.json", twice);
    let deep = format!("<script type='application/ld+json'>{}</script><p>{SLIP}</p>", many("[{\"@graph\":"));
    read_well("a.html", deep);
    let wide = format!(
        "<script type='application/ld+json'>[{}0]</script><p>{SLIP}</p>",
        many("{\"@type\":\"Article\"},")
    );
    read_well("a.html", wide);
}

#[test]
fn entities_that_expand_are_refused() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_string();
    for level in 1..100 {
        bomb += &format!("<!ENTITY a{level} \"&a{0};&a{0};\">", level - 1);
    }
    bomb += "]><rss><channel><item><title>&a99;</title></item></channel></rss>";
    for name in ["a.rss", "a.xml", "a.atom"] {
        read(name, &bomb).complains(":1:1: declares entities of its own, which are not read");
    }
    let external = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"a.txt\">]><rss><channel/></rss>";
    read("a.rss", external).complains("declares entities of its own");
}

#[test]
fn xml_that_is_cut_or_wrong_gives_the_items_before() {
    let item = format!("<item><title>Mecz</title><description>{SLIP}</description></item>");
    let feed = format!("<rss><channel>{item}\n<item><title>x");
    let run = read("a.rss", &feed).complains("a.rss:2:15: the file ends inside `<title>`: it was cut");
    assert_eq!(run.articles(), 1);
    let run = read("a.rss", format!("<rss><channel>{item}\n</b>"));
    assert_eq!(run.complains("a.rss:2:1: `</b>` where `<channel>` is open; mend the file").articles(), 1);
    read("a.xml", many("<a>")).complains("no article in this XML: its root element is `<a>`");
    read("a.rss", "<rss>".to_string() + &many("<a>")).complains("nested more than 1000 deep");
    read("a.xml", "").complains("no article in this XML: it holds no element");
    let items =
        format!("<rss><channel>{}{item}</channel></rss>", many("<item><pubDate>soon</pubDate></item>\n"));
    read_well("a.rss", items);
}

#[test]
fn archives_that_grow_are_bounded() {
    let zeros = vec![b' '; 70 << 20];
    let bomb = packing::zip(&[("word/document.xml", &zeros)]);
    read("a.docx", bomb).complains("a.docx: its word/document.xml is larger than 64 MB once unpacked");
    let page = packing::gzip(&zeros);
    let answer = packing::answer("https://a.example/", "Content-Encoding: gzip\r\n", &page);
    let run = read("a.warc.gz", packing::gzip(&[answer.clone(), answer].concat()));
    run.complains(
        "a.warc.gz#https://a.example/: the page is larger than 32 MB once unpacked and was passed over",
    );
    let large = packing::answer("https://a.example/", "", &zeros[..40 << 20]);
    let small = packing::answer("https://a.example/2", "", SLIP.as_bytes());
    let run = read("a.warc.gz", packing::gzip(&[large, small].concat()));
    assert_eq!(run.complains("larger than 32 MB and was passed over").articles(), 1);
}

#[test]
fn damaged_archives_are_named() {
    let whole = packing::docx("<w:p><w:r><w:t>Mecz</w:t></w:r></w:p>", "<x/>");
    read("a.docx", &whole).without_complaint();
    read("a.docx", &whole[..whole.len() - 30]).complains("a.docx: not a whole .docx: ");
    read("a.docx", "PK").complains("it was cut, or is no .docx");
    read("a.docx", packing::zip(&[("a.txt", b"x")])).complains("it holds no word/document.xml");
    let mut broken = whole.clone();
    broken[80..100].fill(0xff);
    read("a.docx", &broken).complains("a.docx: ");
}

#[test]
fn other_encodings_are_named() {
    let page =
        [&b"<html><head><meta charset=\"iso-8859-2\"><body><p>"[..], &[0xb6, b'r', b'o'], b"</p>"].concat();
    read("a.html", page).complains("; convert the file, for example with `iconv -f iso-8859-2 -t UTF-8`");
    let page = format!("<html><head><meta charset=\"iso-8859-2\"><body><p>{SLIP}</p>");
    read("a.html", page).complains("a.html: declares the encoding iso-8859-2, and factlint reads UTF-8");
    let feed = format!(
        "<?xml version='1.0' encoding='windows-1250'?><rss><channel><title>{SLIP}</title></channel></rss>"
    );
    read("a.xml", feed).complains("declares the encoding windows-1250");
    for name in ["a.html", "a.json", "a.rss"] {
        read(name, [b'<', 0xff, 0xfe]).complains("not UTF-8 at byte 1");
    }
}

#[test]
fn empty_files_of_every_format() {
    for name in ["a.html", "a.htm", "a.xhtml", "a.md", "a.jsonl", "a.warc", "a.txt"] {
        for text in ["", " \n", "\u{feff}"] {
            if (name == "a.warc" || name == "a.jsonl") && text == "\u{feff}" {
                continue;
            }
            read(name, text).without_complaint();
        }
    }
    for name in ["a.json", "a.rss", "a.docx"] {
        assert_ne!(read(name, "").complaints, "");
    }
}
