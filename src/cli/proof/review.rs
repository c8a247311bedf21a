use std::io::{BufRead, Write};

use crate::cli::commands::print;
use crate::cli::rule_files::shown;
use crate::cli::settings::SetupError;

use super::snapshots::{Pending, Snapshots, difference};

impl Snapshots {
    /// Shows each snapshot that is new or differs, and writes those that are accepted.
    pub fn review(&mut self, out: &mut dyn Write) -> Result<(), SetupError> {
        let pending = std::mem::take(&mut self.pending);
        let (count, mut all, mut left) = (pending.len(), false, false);
        for (number, pending) in (1..).zip(pending) {
            let accepted = all || {
                if !left {
                    show(out, number, count, &pending);
                }
                let answer = if left { Answer::Quit } else { ask(out) };
                all = answer == Answer::All;
                left = answer == Answer::Quit;
                all || answer == Answer::Yes
            };
            if accepted {
                self.write(&pending)?;
            } else {
                self.pending.push(pending);
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    All,
    Quit,
}

fn show(out: &mut dyn Write, number: usize, count: usize, pending: &Pending) {
    let (what, shown_text) = match &pending.old {
        Some(old) => ("changed", difference(old, &pending.new)),
        None => ("new", pending.new.clone()),
    };
    print(out, &format!("[{number} of {count}] {what}: {}\n{shown_text}", shown(&pending.path)));
}

/// Asks until an answer is one; the end of the input is "quit".
fn ask(out: &mut dyn Write) -> Answer {
    loop {
        print(out, "keep it? [y]es, [n]o, [a]ll, [q]uit: ");
        let mut line = String::new();
        match std::io::stdin().lock().read_line(&mut line) {
            Ok(0) | Err(_) => return Answer::Quit,
            Ok(_) => {}
        }
        match line.trim() {
            "y" | "yes" => return Answer::Yes,
            "n" | "no" => return Answer::No,
            "a" | "all" => return Answer::All,
            "q" | "quit" => return Answer::Quit,
            _ => {}
        }
    }
}
