//! Threads that own connections.

use std::panic::{AssertUnwindSafe, catch_unwind};
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
                    // SQLite takes back what a job that panics has not committed, as it is dropped.
                    let _ = catch_unwind(AssertUnwindSafe(|| job(&mut connection)));
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
        let broken =
            |why: &str| Error::new(ErrorKind::Store, format!("{doing} failed: {why}")).at(&self.path);
        let ended = || broken("the store's threads have ended; open the store again");
        self.jobs.as_ref().ok_or_else(ended)?.send(job).await.map_err(|_| ended())?;
        let panicked = |_| broken("it panicked, which is a fault of Balai; please report it");
        result.await.map_err(panicked)?.map_err(|error| fault(doing, &self.path, error))
    }
}

impl Drop for Pool {
    /// Waits for the jobs that were taken, so that the file is closed, and whole, afterwards.
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_job_that_panics_costs_only_itself() {
        let pool = Pool::new("test", vec![Connection::open_in_memory().unwrap()]).unwrap();
        pool.run("making", |it| it.execute_batch("CREATE TABLE t (n)")).await.unwrap();
        let error = pool
            .run("breaking", |it| -> rusqlite::Result<()> {
                let transaction = it.transaction()?;
                transaction.execute("INSERT INTO t VALUES (1)", [])?;
                panic!("a test");
            })
            .await
            .unwrap_err();
        assert!(error.to_string().contains("breaking failed: it panicked"), "{error}");
        let count =
            pool.run("counting", |it| it.query_row("SELECT count(*) FROM t", [], |row| row.get::<_, i64>(0)));
        assert_eq!(count.await.unwrap(), 0, "the only thread goes on, and nothing is half done");
    }
}
