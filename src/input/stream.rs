use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::reading::{Documents, Item};
use super::sources::sources;
use super::{InputError, Shapes, Stdin};

/// How many bytes of text are read ahead of the work on them.
const AHEAD: usize = 4 << 20;

/// Reads as [`load`](super::load) does, but hands over what has been read so far while a thread of its
/// own reads on, at most a few megabytes ahead. Documents come in the order of their files' names and
/// then of their lines, so that however the batches fall, the whole is the same.
pub fn stream(
    arguments: &[PathBuf],
    stdin: &Stdin,
    excluded: &dyn Fn(&Path) -> bool,
    shapes: Shapes<'_>,
) -> std::io::Result<Batches> {
    let (sources, errors) = sources(arguments, stdin, excluded, shapes);
    let queue = Arc::new(Queue::default());
    let filled = Arc::clone(&queue);
    // Nobody waits for this thread: where the output is no longer wanted, it may be waiting for input
    // that never comes.
    std::thread::Builder::new().name("input".into()).spawn(move || {
        let _end = End(&filled);
        for item in errors.into_iter().map(Err).chain(Documents::of(sources)) {
            filled.push(item);
        }
    })?;
    Ok(Batches { queue })
}

/// What has been read so far, batch by batch.
pub struct Batches {
    queue: Arc<Queue>,
}

impl Batches {
    /// The next batch, where there is one already.
    pub fn ready(&mut self) -> Option<Vec<Item>> {
        self.queue.take_ready(self.queue.lock())
    }
}

impl Iterator for Batches {
    type Item = Vec<Item>;

    fn next(&mut self) -> Option<Vec<Item>> {
        self.queue.take()
    }
}

/// Items between two threads, bounded by the bytes of their texts.
#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    items: Vec<Item>,
    bytes: usize,
    ended: bool,
}

impl Queue {
    /// A thread that panicked left the items as they were.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits while the queue is full.
    fn push(&self, item: Item) {
        let wait = |state| self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        while state.bytes >= AHEAD {
            state = wait(state);
        }
        state.bytes += weight(&item);
        state.items.push(item);
        drop(state);
        self.changed.notify_all();
    }

    /// Takes all there is, once there is any; `None` in the end.
    fn take(&self) -> Option<Vec<Item>> {
        let wait = |state| self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        while state.items.is_empty() && !state.ended {
            state = wait(state);
        }
        self.take_ready(state)
    }

    fn take_ready(&self, mut state: MutexGuard<'_, State>) -> Option<Vec<Item>> {
        let items = std::mem::take(&mut state.items);
        state.bytes = 0;
        drop(state);
        self.changed.notify_all();
        if items.is_empty() { None } else { Some(items) }
    }
}

/// Tells the other thread that no more will come, even where this one is unwound.
struct End<'a>(&'a Queue);

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.0.lock().ended = true;
        self.0.changed.notify_all();
    }
}

/// Each item has a weight of its own, so that a file of empty lines is bounded too.
fn weight(item: &Result<(PathBuf, crate::document::Document), InputError>) -> usize {
    const ITSELF: usize = 256;
    ITSELF + item.as_ref().map_or(0, |(_, document)| document.text().len())
}
