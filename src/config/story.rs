use std::path::Path;

use globset::GlobMatcher;
use toml::Spanned;

use crate::document::DeclaredStory;
use crate::text::Fault;

use super::Written;
use super::wire::WireStory;

/// Documents that are held to tell one story.
#[derive(Clone, Debug)]
pub(super) struct StoryEntry {
    name: Option<String>,
    /// Patterns of documents that all tell one story.
    paths: Vec<GlobMatcher>,
    /// Patterns of folders each of which tells a story of its own.
    folders: Vec<GlobMatcher>,
    open: bool,
    pub line: usize,
}

impl StoryEntry {
    pub fn read(written: &Written, wire: WireStory) -> Result<Self, Fault> {
        let span = wire.path.as_ref().or(wire.folders.as_ref()).map(Spanned::span);
        let wrong = |message: &str| written.fault(&span.clone().unwrap_or(0..0), message.to_string());
        let line = span.clone().map_or(1, |span| written.line(span));
        match (&wire.path, &wire.folders, &wire.name) {
            (None, None, _) => {
                let name = wire.name.unwrap_or_default();
                let at = written.text.find("[[story]]").map(|at| at..at + "[[story]]".len());
                let message = format!("the story `{name}` names neither a `path` nor `folders`");
                return Err(written.fault(&at.unwrap_or_default(), message));
            }
            (Some(_), Some(_), _) => return Err(wrong("a story has a `path` or `folders`, not both")),
            (Some(_), None, None) => return Err(wrong("a story with a `path` needs a `name`")),
            _ => {}
        }
        let paths = wire.path.map(|paths| written.globs(&paths)).transpose()?.unwrap_or_default();
        let folders = wire.folders.map(|paths| written.folder_globs(&paths)).transpose()?.unwrap_or_default();
        Ok(Self { name: wire.name, paths, folders, open: wire.open, line })
    }

    /// The story of the document in a file, `path` counted from the configuration.
    pub fn of(&self, path: &Path, config: &str) -> Option<DeclaredStory> {
        let name = self.name.clone().unwrap_or_default();
        let story = |name: String| DeclaredStory { name, declared_in: config.to_string(), open: self.open };
        if self.paths.iter().any(|pattern| pattern.is_match(path)) {
            return Some(story(name));
        }
        let mut folders: Vec<&Path> = path.ancestors().skip(1).collect();
        // The folder nearest to the configuration is the story; what lies below it belongs to it.
        folders.reverse();
        folders.retain(|folder| !folder.as_os_str().is_empty());
        let folder =
            folders.into_iter().find(|folder| self.folders.iter().any(|one| one.is_match(folder)))?;
        let folder = folder.to_string_lossy().replace('\\', "/");
        Some(story(if name.is_empty() { folder } else { format!("{name} {folder}") }))
    }
}
