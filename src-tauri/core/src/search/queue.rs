//! The documents that were handed to the writer and are not indexed yet: how many bytes they may hold.
//!
//! Tantivy's own queue holds ten thousand documents, however long. Here each carries its weight and
//! lays it down when the writer takes it up, so whoever puts documents faster than they are indexed
//! waits. What has to be indexed before a commit is thereby bounded too, in bytes and in time.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::TantivyDocument;
use tantivy::schema::document::Document;

/// How much may wait to be indexed, in bytes.
const ROOM: usize = 1 << 20;
/// How long to wait for room: a writer that has failed makes none, and says so when it is used.
const PATIENCE: Duration = Duration::from_secs(10);

/// The room for documents that wait.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue(Arc<Room>);

#[derive(Debug, Default)]
struct Room {
    taken: Mutex<usize>,
    freed: Condvar,
}

impl Queue {
    /// Waits until there is room for documents that weigh so many bytes together, and gives them
    /// as they wait. One heavier than all the room goes in alone.
    pub(super) fn admit(&self, documents: Vec<TantivyDocument>, bytes: usize) -> Vec<Queued> {
        let each = bytes / documents.len().max(1);
        let taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut usize| *taken > 0 && *taken + bytes > ROOM;
        let waited = self.0.freed.wait_timeout_while(taken, PATIENCE, full);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *taken += each * documents.len();
        drop(taken);
        let weighed = |document| Queued {
            document,
            _weight: Weight {
                bytes: each,
                room: Arc::clone(&self.0),
            },
        };
        documents.into_iter().map(weighed).collect()
    }
}

/// A document that waits to be indexed.
pub(super) struct Queued {
    document: TantivyDocument,
    _weight: Weight,
}

struct Weight {
    bytes: usize,
    room: Arc<Room>,
}

impl Drop for Weight {
    fn drop(&mut self) {
        let mut taken = self
            .room
            .taken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *taken = taken.saturating_sub(self.bytes);
        self.room.freed.notify_all();
    }
}

impl Document for Queued {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    fn documents(count: usize) -> Vec<TantivyDocument> {
        vec![TantivyDocument::new(); count]
    }

    #[test]
    fn what_does_not_fit_waits_until_something_was_taken_up() {
        let queue = Queue::default();
        let first = queue.admit(documents(2), ROOM);
        let (tell, told) = mpsc::channel();
        thread::scope(|scope| {
            let second = queue.clone();
            scope.spawn(move || {
                let _second = second.admit(documents(1), 1000);
                tell.send(()).unwrap();
            });
            assert!(told.recv_timeout(Duration::from_millis(50)).is_err());
            drop(first);
            told.recv_timeout(Duration::from_secs(5)).unwrap();
        });
    }

    #[test]
    fn a_document_larger_than_the_room_goes_in_alone() {
        let queue = Queue::default();
        let large = queue.admit(documents(3), 5 * ROOM);
        drop(large);
        assert_eq!(*queue.0.taken.lock().unwrap(), 0);
    }
}
