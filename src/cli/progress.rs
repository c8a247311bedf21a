use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Work that ends sooner shows nothing.
const FIRST: Duration = Duration::from_millis(500);
/// How long a line stands before it is written anew.
const NEXT: Duration = Duration::from_millis(100);
/// Back to the start of the line, and what stands there is taken away.
const CLEAR: &str = "\r\u{1b}[K";

/// How far the work has come.
#[derive(Debug, Default)]
pub(super) struct Counts {
    stage: Mutex<&'static str>,
    expected: AtomicUsize,
    read: AtomicUsize,
}

impl Counts {
    pub(super) fn begins(&self, stage: &'static str) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
    }

    pub(super) fn expects(&self, documents: usize) {
        self.expected.store(documents, Ordering::Relaxed);
    }

    pub(super) fn document_read(&self) {
        self.documents_done(1);
    }

    pub(super) fn documents_done(&self, documents: usize) {
        self.read.fetch_add(documents, Ordering::Relaxed);
    }

    fn line(&self) -> String {
        let stage = *self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        let (read, expected) = (self.read.load(Ordering::Relaxed), self.expected.load(Ordering::Relaxed));
        match (read, expected) {
            (0, _) => format!("{stage} …"),
            (_, 0) => format!("{stage}: {read} articles"),
            _ => format!("{stage}: {read} of {expected} articles"),
        }
    }
}

/// A line on a terminal that says how far the work has come, until this is dropped.
#[derive(Debug)]
pub(super) struct Progress {
    pub counts: Arc<Counts>,
    /// Nothing is ever sent: that it is gone ends the thread.
    going: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    pub(super) fn start(terminal: impl Write + Send + 'static) -> Self {
        Self::paced(terminal, FIRST, NEXT)
    }

    fn paced(mut terminal: impl Write + Send + 'static, first: Duration, next: Duration) -> Self {
        let counts = Arc::new(Counts::default());
        let (going, gone) = channel();
        let shown = Arc::clone(&counts);
        let draw = move || {
            let mut wait = first;
            while gone.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                // A terminal that cannot be written to is no reason to stop the work.
                let _ = write!(terminal, "{CLEAR}{}", shown.line()).and_then(|()| terminal.flush());
                wait = next;
            }
            if wait == next {
                let _ = write!(terminal, "{CLEAR}").and_then(|()| terminal.flush());
            }
        };
        let thread = std::thread::Builder::new().name("progress".into()).spawn(draw).ok();
        Self { counts, going: Some(going), thread }
    }
}

impl Drop for Progress {
    /// The line is gone before anything else is printed.
    fn drop(&mut self) {
        self.going = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A terminal whose letters can be looked at afterwards.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    #[test]
    fn a_line_tells_the_stage_and_how_many_articles_were_read() {
        let counts = Counts::default();
        counts.begins("read input");
        assert_eq!(counts.line(), "read input …");
        counts.begins("extract facts");
        counts.document_read();
        assert_eq!(counts.line(), "extract facts: 1 articles");
        counts.expects(4343);
        assert_eq!(counts.line(), "extract facts: 1 of 4343 articles");
    }

    #[test]
    fn the_line_is_drawn_anew_and_taken_away() {
        let screen = Screen::default();
        let progress = Progress::paced(screen.clone(), Duration::ZERO, Duration::from_millis(1));
        progress.counts.begins("align");
        while !screen.text().contains("align …") {
            std::thread::yield_now();
        }
        drop(progress);
        assert!(screen.text().ends_with(CLEAR), "{:?}", screen.text());
    }

    #[test]
    fn short_work_shows_nothing() {
        let screen = Screen::default();
        drop(Progress::start(screen.clone()));
        assert_eq!(screen.text(), "");
    }
}
