//! Archives for tests: zip, gzip and WARC, written byte by byte.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::Write;

use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc};

/// A zip archive of some files, packed.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut whole, mut contents) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).expect("memory");
        let packed = encoder.finish().expect("memory");
        let mut crc = Crc::new();
        crc.update(bytes);
        let length = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
        let mut fields = vec![20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
        fields.extend(crc.sum().to_le_bytes());
        fields.extend([length(packed.len()), length(bytes.len())].concat());
        fields.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
        fields.extend([0, 0]);
        let offset = length(whole.len());
        contents.extend(b"PK\x01\x02\x14\x00");
        contents.extend(&fields);
        contents.extend([0; 10]);
        contents.extend(offset);
        contents.extend(name.as_bytes());
        whole.extend(b"PK\x03\x04");
        whole.extend(&fields);
        whole.extend(name.as_bytes());
        whole.extend(packed);
    }
    let (start, length) = (u32::try_from(whole.len()), u32::try_from(contents.len()));
    whole.extend(&contents);
    whole.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(files.len()).expect("few").to_le_bytes();
    whole.extend([count, count].concat());
    whole.extend(length.expect("small").to_le_bytes());
    whole.extend(start.expect("small").to_le_bytes());
    whole.extend([0, 0]);
    whole
}

/// The document of a word processor.
pub fn docx(paragraphs: &str, core: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document_xml(paragraphs).as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

/// Its text.
pub fn document_xml(paragraphs: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}\
         </w:body></w:document>"
    )
}

/// Bytes packed with gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A record of a web archive.
pub fn record(kind: &str, address: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-06-18T04:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// The record of a server's answer.
pub fn answer(address: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n");
    record("response", address, "application/http; msgtype=response", &[head.as_bytes(), body].concat())
}
