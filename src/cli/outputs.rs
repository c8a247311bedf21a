//! Where the report of a check goes: standard output, and any number of files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::output::{Checked, Format, Standpoint};
use crate::text::nearest;

use super::commands::{Exit, print};
use super::settings::SetupError;

/// A format and where it goes, as `--output` names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    format: Format,
    /// None for standard output.
    file: Option<PathBuf>,
}

impl Output {
    /// Reads `FORMAT=FILE`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (name, file) = text.split_once('=').ok_or("write it as FORMAT=FILE, like sarif=report.sarif")?;
        let format = Format::from_str(name, false).map_err(|_| unknown(name))?;
        match file {
            "" => {
                Err(format!("write the file behind the `=`, like {name}=report, or `-` for standard output"))
            }
            "-" => Ok(Self { format, file: None }),
            _ => Ok(Self { format, file: Some(file.into()) }),
        }
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().to_string()))
        .collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("no format is called `{name}`; did you mean `{near}`?"),
        None => format!("no format is called `{name}`; there are {}", names.join(", ")),
    }
}

/// All that a check writes.
#[derive(Debug)]
pub(super) struct Outputs {
    /// What goes to standard output.
    pub printed: Format,
    files: Vec<(Format, PathBuf)>,
}

impl Outputs {
    /// From `--format` and all `--output`, before anything is read: a report that cannot be written is no
    /// reason to wait for it.
    pub(super) fn new(format: Option<Format>, outputs: &[Output]) -> Result<Self, SetupError> {
        let printed: Vec<Format> =
            outputs.iter().filter(|output| output.file.is_none()).map(|output| output.format).collect();
        let printed = match (format, printed.as_slice()) {
            (None, []) => Format::Human,
            (Some(format), []) => format,
            (None, [format]) => *format,
            _ => return Err(fault("two formats are to go to standard output; give one of them a file")),
        };
        let mut files: Vec<(Format, PathBuf)> = Vec::new();
        for output in outputs {
            let Some(path) = &output.file else { continue };
            writable(path).map_err(|why| fault(&format!("--output {}: {why}", path.display())))?;
            let place = place_of(path);
            if files.iter().any(|(_, other)| place_of(other) == place) {
                return Err(fault(&format!("--output {}: two reports cannot be one file", path.display())));
            }
            files.push((output.format, path.clone()));
        }
        Ok(Self { printed, files })
    }

    /// Writes the files, and the summary of a job that annotations belong to. Whatever was found, all are
    /// written; one that fails keeps no other back.
    pub(super) fn write(&self, checked: &Checked<'_>, err: &mut dyn Write) -> Exit {
        let mut exit = Exit::Clean;
        for (format, path) in &self.files {
            if let Err(error) = write_whole(path, &format.render(checked)) {
                print(err, &format!("error: --output {}: {error}\n", path.display()));
                exit = Exit::Failure;
            }
        }
        let annotates = self.formats().any(|format| format == Format::Github);
        if let Some(path) = std::env::var_os(SUMMARY).filter(|path| annotates && !path.is_empty())
            && let Err(error) = append(Path::new(&path), &Format::Markdown.render(checked))
        {
            print(err, &format!("warning: the summary of the job was not written: {error}\n"));
        }
        exit
    }

    /// Whether a report goes to a file.
    pub(super) fn writes_files(&self) -> bool {
        !self.files.is_empty()
    }

    fn formats(&self) -> impl Iterator<Item = Format> {
        std::iter::once(self.printed).chain(self.files.iter().map(|(format, _)| *format))
    }
}

/// GitHub Actions shows below a job what is appended to this file.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Where a CI system has the project: GitHub Actions and GitLab tell findings from there.
const PROJECTS: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// Where paths are told from: the project's folder, where a CI system names it and the run is inside it, or
/// the folder of the run.
pub(super) fn standpoint() -> Standpoint {
    let plain = |path: PathBuf| path.to_string_lossy().replace('\\', "/");
    let Ok(here) = std::env::current_dir() else { return Standpoint::default() };
    let here = fs::canonicalize(&here).unwrap_or(here);
    let projects = PROJECTS.iter().filter_map(std::env::var_os).filter(|path| !path.is_empty());
    let mut projects = projects.filter_map(|path| fs::canonicalize(path).ok());
    let root = projects.find(|project| here.starts_with(project)).unwrap_or_else(|| here.clone());
    Standpoint { folder: plain(here), root: plain(root) }
}

fn fault(message: &str) -> SetupError {
    SetupError::Argument(message.into())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that a path leads to, so that two names of one are known.
fn place_of(path: &Path) -> PathBuf {
    let folder = fs::canonicalize(folder_of(path)).unwrap_or_default();
    fs::canonicalize(path).unwrap_or_else(|_| folder.join(path.file_name().unwrap_or_default()))
}

/// Whether a file can be made there, or why not.
fn writable(path: &Path) -> Result<(), String> {
    if path.is_dir() {
        return Err("this is a folder; name a file in it".into());
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(format!("there is no folder {}", folder.display()));
    }
    if path.exists() {
        return OpenOptions::new().append(true).open(path).map(drop).map_err(|error| error.to_string());
    }
    let new = beside(path);
    File::create_new(&new)
        .and_then(|file| {
            drop(file);
            fs::remove_file(&new)
        })
        .map_err(|error| error.to_string())
}

/// A name of our own in the folder of a file.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    folder_of(path).join(format!(".{name}.{}.new", std::process::id()))
}

/// Writes a file so that a reader sees the old one or the new one and nothing between.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let known = fs::metadata(&path).ok();
    if known.as_ref().is_some_and(|known| !known.is_file()) {
        // A pipe or a device is written into, not replaced.
        return OpenOptions::new().write(true).open(&path)?.write_all(text.as_bytes());
    }
    let new = beside(&path);
    let written = (|| {
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        if let Some(known) = known {
            file.set_permissions(known.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&new, &path)
    })();
    if written.is_err() {
        // What is left of a file that was not written is of no use; that it stays is no second error.
        let _ = fs::remove_file(&new);
    }
    written
}

fn append(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes())
}
