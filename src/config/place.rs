use std::path::{Component, Path, PathBuf};

/// Where a configuration stands: patterns count from there.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// The folder that holds the file, as it was named.
    pub folder: PathBuf,
    /// The same folder and the one that relative paths count from, both absolute.
    pub absolute: Option<(PathBuf, PathBuf)>,
}

impl Place {
    /// A path as the patterns name it.
    pub fn relative(&self, path: &Path) -> PathBuf {
        let plain = path.strip_prefix(&self.folder).ok();
        let plain = plain.filter(|path| !path.components().any(|part| part == Component::ParentDir));
        if let Some(plain) = plain {
            return plain.to_path_buf();
        }
        let absolute = self.absolute.as_ref().and_then(|(folder, current)| {
            normalized(&current.join(path)).strip_prefix(folder).map(Path::to_path_buf).ok()
        });
        absolute.unwrap_or_else(|| path.to_path_buf())
    }
}

/// A path without `.` and `..`, by its letters alone.
fn normalized(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}
