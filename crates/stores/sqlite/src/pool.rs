//! Threads that own connections.

use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use balai_core::{Error, ErrorKind, Result};
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::fault::fault;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// Threads that own a connection each, and do one job after another: SQLite blocks, and an async runtime must
/// not. With one thread it is the store's only writer.
pub(crate) struct Pool {
    path: String,
    // Taken when the pool is dropped, which ends the threads.
    jobs: Option<mpsc::Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// How many jobs wait for a thread before whoever brings the next one waits too.
    const WAITING: usize = 16;

    pub(crate) fn new(path: &str, connections: Vec<Connection>) -> Result<Self> {
        let (jobs, waiting) = mpsc::channel::<Job>(Self::WAITING);
        let waiting = Arc::new(Mutex::new(waiting));
        let threads = connections.into_iter().map(|mut connection| {
            let waiting = waiting.clone();
            let work = move || {
                loop {
                    let Ok(job) = waiting.lock().map(|mut waiting| waiting.blocking_recv()) else { return };
                    let Some(job) = job else { return };
                    job(&mut connection);
                }
            };
            thread::Builder::new().name("balai-sqlite".into()).spawn(work)
        });
        let threads = threads.collect::<std::io::Result<_>>().map_err(|error| {
            Error::new(ErrorKind::Store, format!("no thread can be started for the store: {error}"))
                .at(path)
                .because(error)
        })?;
        Ok(Self { path: path.to_owned(), jobs: Some(jobs), threads })
    }

    /// Has a thread do `job`; `doing` says in an error's message what that was. The job is done even where the
    /// caller stops waiting for it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        doing: &'static str,
        job: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T> {
        let (done, result) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Nobody may be waiting any more: that is theirs to decide.
            let _ = done.send(job(connection));
        });
        let ended = || {
            let message = format!("{doing} failed: the store's thread has ended; open the store again");
            Error::new(ErrorKind::Store, message).at(&self.path)
        };
        self.jobs.as_ref().ok_or_else(ended)?.send(job).await.map_err(|_| ended())?;
        result.await.map_err(|_| ended())?.map_err(|error| fault(doing, &self.path, error))
    }
}

impl Drop for Pool {
    /// Waits for the jobs that were taken, so that the file is closed, and whole, afterwards.
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // A job that panicked has told its caller already.
            let _ = thread.join();
        }
    }
}
