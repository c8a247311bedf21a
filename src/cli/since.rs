use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::settings::SetupError;

/// The files that have changed since a commit, as git tells.
#[derive(Debug)]
pub(super) struct Changed {
    files: BTreeSet<PathBuf>,
}

impl Changed {
    /// What has changed since `reference` in the repositories that some paths stand in: committed,
    /// staged, in the working tree, and files that git does not know yet. Of a branch that has gone on
    /// since, only what was done here counts.
    pub(super) fn since(reference: &str, paths: &[PathBuf]) -> Result<Self, SetupError> {
        let complaint = |message: String| SetupError::Argument(format!("--since {reference}: {message}"));
        let mut roots = BTreeSet::new();
        for folder in folders(paths) {
            let root = git(&folder, &["rev-parse", "--show-toplevel"]).map_err(complaint)?;
            let root = root.ok_or_else(|| {
                let shown = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
                complaint(format!("{} is not in a git repository", shown.display()))
            })?;
            roots.insert(path_of(root.strip_suffix(b"\n").unwrap_or(&root)));
        }
        let mut files = BTreeSet::new();
        for root in roots {
            files.extend(changed_in(&root, reference).map_err(complaint)?);
        }
        Ok(Self { files })
    }

    /// Whether a file has changed. What does not stand on disk is new.
    pub(super) fn holds(&self, path: &Path) -> bool {
        fs::canonicalize(path).map_or(true, |file| self.files.contains(&file))
    }
}

/// The folders that paths stand in, or are; of a pattern the folder above its first wildcard.
fn folders(paths: &[PathBuf]) -> BTreeSet<PathBuf> {
    let folder = |path: &PathBuf| {
        let mut above = path.ancestors().filter(|folder| folder.as_os_str().is_empty() || folder.is_dir());
        above.next().map(Path::to_path_buf).unwrap_or_default()
    };
    paths.iter().map(folder).collect()
}

fn changed_in(root: &Path, reference: &str) -> Result<Vec<PathBuf>, String> {
    let commit = format!("{reference}^{{commit}}");
    let commit = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    let commit = commit
        .ok_or("no such commit, branch or tag; where only the last commit was fetched, fetch the history")?;
    let commit = String::from_utf8_lossy(&commit).trim().to_string();
    let base = git(root, &["merge-base", &commit, "HEAD"])?;
    let base = base.map_or(commit, |base| String::from_utf8_lossy(&base).trim().to_string());
    let mut names = Vec::new();
    for arguments in [
        &["diff", "--name-only", "-z", "--find-renames", "--diff-filter=d", &base, "--"][..],
        &["ls-files", "--others", "--exclude-standard", "-z"],
    ] {
        names.extend(git(root, arguments)?.ok_or("git could not tell what has changed")?);
    }
    let files = names.split(|&byte| byte == 0).filter(|name| !name.is_empty());
    Ok(files.filter_map(|name| fs::canonicalize(root.join(path_of(name))).ok()).collect())
}

/// What git prints; `None` where it says no.
fn git(folder: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, String> {
    let mut command = Command::new("git");
    if !folder.as_os_str().is_empty() {
        command.arg("-C").arg(folder);
    }
    match command.args(arguments).output() {
        Ok(output) => Ok(output.status.success().then_some(output.stdout)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err("git is not installed, or not on the PATH".into())
        }
        Err(error) => Err(format!("git does not start: {error}")),
    }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    OsString::from(String::from_utf8_lossy(bytes).into_owned()).into()
}
