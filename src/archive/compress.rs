//! What is kept is compressed, each piece by itself: one article is read without another.

use std::cell::RefCell;

use zstd::bulk::{Compressor, Decompressor};

/// Texts are written once and read seldom; a higher level takes twice the time for a few hundredths.
const LEVEL: i32 = 3;

/// No piece is longer than this; what says otherwise is damaged.
const LONGEST: usize = 1 << 31;

thread_local! {
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static DECOMPRESSOR: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

/// The bytes in fewer bytes, with a checksum.
pub(super) fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        if kept.is_none() {
            let mut compressor = Compressor::new(LEVEL)?;
            compressor.include_checksum(true)?;
            *kept = Some(compressor);
        }
        let Some(compressor) = kept else { return Err(std::io::ErrorKind::Other.into()) };
        compressor.compress(bytes)
    })
}

/// The bytes again; `None` where they are damaged.
pub(super) fn decompressed(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = zstd::zstd_safe::get_frame_content_size(bytes).ok()??;
    let length = usize::try_from(length).ok().filter(|length| *length < LONGEST)?;
    DECOMPRESSOR.with_borrow_mut(|kept| {
        if kept.is_none() {
            *kept = Decompressor::new().ok();
        }
        kept.as_mut()?.decompress(bytes, length).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told() {
        let text = "O incêndio matou 12 pessoas. ".repeat(40);
        let bytes = compressed(text.as_bytes()).unwrap();
        assert_eq!(decompressed(&bytes).as_deref(), Some(text.as_bytes()));
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 0x55;
            assert_ne!(decompressed(&broken).as_deref(), Some(text.as_bytes()), "byte {at}");
        }
        assert_eq!(decompressed(b""), None);
    }
}
