//! Work that goes on behind the window: it takes the processor only where nobody else wants it.

use std::io;
use std::thread::{Builder, JoinHandle};

/// By how much the system puts such a thread behind others (Unix calls it nice; 19 is the most).
#[cfg(target_os = "linux")]
const BEHIND: i32 = 10;

/// Starts a thread for such work; those that it starts stand behind as well. Only Linux can be told;
/// elsewhere it is a thread as any other.
pub(crate) fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    Builder::new().name(name.to_owned()).spawn(move || {
        stand_behind();
        work()
    })
}

#[cfg(target_os = "linux")]
fn stand_behind() {
    // Linux takes the one who asks for a thread, not for the whole process.
    if let Err(error) = rustix::process::setpriority_process(None, BEHIND) {
        tracing::debug!(%error, "a thread could not be put behind others");
    }
}

#[cfg(not(target_os = "linux"))]
fn stand_behind() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn such_a_thread_and_those_it_starts_stand_behind_and_the_others_do_not() {
        let own = || rustix::process::getpriority_process(None).unwrap();
        let before = own();
        let behind = spawn("behind", move || {
            let below = std::thread::spawn(own).join().unwrap();
            [own(), below]
        });
        assert_eq!(behind.unwrap().join().unwrap(), [BEHIND.max(before); 2]);
        assert_eq!(own(), before);
    }
}
