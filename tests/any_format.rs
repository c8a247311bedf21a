//! No file breaks a reader: fixtures of every format, cut, mixed and mutated. Whatever is read points at
//! whole letters of its source.

mod packing;

use std::fs;
use std::path::{Path, PathBuf};

use arbtest::arbitrary::{self, Unstructured};
use arbtest::arbtest;
use factlint::document::Document;
use factlint::input::{Stdin, load};
use factlint::text::Span;

/// A fixture with the name it is read under.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut found: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a readable folder").path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    found.sort();
    let page = found.iter().find(|(name, _)| name.ends_with(".pl.html")).expect("a page").1.clone();
    let text = "<w:p><w:r><w:t>Mecz&#160;17 czerwca</w:t><w:tab/></w:r></w:p><w:del><w:r/></w:del>";
    found.push(("a.docx".into(), packing::docx(text, "<x><dcterms:created>2025</dcterms:created></x>")));
    found.push(("a.warc".into(), packing::answer("https://a.example/", "", &page)));
    let packed = packing::answer("https://a.example/", "Content-Encoding: gzip\r\n", &packing::gzip(&page));
    found.push(("b.warc.gz".into(), packing::gzip(&packed)));
    let post = "---\ndate: 2025-06-17\ntitle: \"Mecz\"\n---\n\n# Mecz\n\n<div><p>12&nbsp;osób</div>\n\n~~x~~ {{< y >}} \
                [^1]\n\n[^1]: z\n";
    found.push(("a.md".into(), post.into()));
    found
}

/// Bytes that mean something somewhere.
const ODD: [&str; 24] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "\\",
    "\\u",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&#x",
    ";",
    "</",
    "<p>",
    "</p>",
    "{",
    "}",
    "[",
    "]",
    "\u{feff}",
    "ż",
    "\n\n",
    "<article>",
];

fn mutated(u: &mut Unstructured<'_>, bytes: &[u8], other: &[u8]) -> arbitrary::Result<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    for _ in 0..u.int_in_range(1..=6)? {
        let at = u.int_in_range(0..=bytes.len())?;
        let end = (at + u.int_in_range(0..=40)?).min(bytes.len());
        match u.int_in_range(0..=5)? {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, u.choose(&ODD)?.bytes())),
            3 => {
                let start = u.int_in_range(0..=other.len())?;
                let stop = (start + 60).min(other.len());
                drop(bytes.splice(at..end, other[start..stop].iter().copied()));
            }
            4 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u.arbitrary()?;
                }
            }
        }
    }
    Ok(bytes)
}

/// Each letter of the prose stands for whole letters of the source.
fn assert_whole(document: &Document, name: &str) {
    let text = document.text();
    for (start, letter) in text.char_indices() {
        let span = document.to_source(Span::new(start, start + letter.len_utf8()));
        assert!(
            document.source().get(span.range()).is_some(),
            "{name}: {letter:?} at {start} stands for {span:?}"
        );
    }
}

fn read(folder: &Path, name: &str, bytes: &[u8]) {
    let path: PathBuf = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    let loaded = load(&[path], &Stdin { path: PathBuf::new() }, &|_| false, &|_| None);
    for (_, document) in &loaded.documents {
        assert_whole(document, name);
    }
    for error in &loaded.errors {
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn no_file_breaks_a_reader() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let fixtures = fixtures();
    for (name, bytes) in &fixtures {
        read(folder.path(), name, bytes);
    }
    arbtest(|u| {
        let (name, bytes) = u.choose(&fixtures)?;
        let (_, other) = u.choose(&fixtures)?;
        read(folder.path(), name, &mutated(u, bytes, other)?);
        Ok(())
    })
    .budget_ms(3_000);
}
