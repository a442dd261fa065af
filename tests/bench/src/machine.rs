//! Where it was measured, and what a process takes of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How often the memory of a process is looked at.
const PAUSE: Duration = Duration::from_millis(10);

/// What a reader must know to compare.
#[derive(Debug, Clone, Serialize)]
pub struct Machine {
    /// The name of the processor.
    pub processor: String,
    /// How many threads run at a time.
    pub cores: usize,
    /// Memory in GiB.
    pub memory: u64,
    /// The operating system.
    pub system: String,
    /// How busy others kept it at the beginning: the load of the last minute.
    pub load: String,
    /// What was measured: name and version.
    pub versions: Vec<(String, String)>,
}

impl Machine {
    /// This one.
    pub fn this() -> Self {
        let line = |file: &str, key: &str| {
            let text = fs::read_to_string(file).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with(key));
            let value = line.and_then(|line| line.split([':', '=']).nth(1));
            value
                .unwrap_or_default()
                .trim()
                .trim_matches('"')
                .to_owned()
        };
        let kibibytes: u64 = line("/proc/meminfo", "MemTotal")
            .split(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or(0);
        let mut versions = vec![("tantivy".to_owned(), tantivy::version_string().to_owned())];
        #[cfg(feature = "rivals")]
        versions.push(("SQLite".to_owned(), rusqlite::version().to_owned()));
        for (name, program) in [
            ("ripgrep", "rg"),
            ("Recoll", "recollindex"),
            ("rustc", "rustc"),
        ] {
            versions.extend(version_of(program).map(|version| (name.to_owned(), version)));
        }
        let commit = Command::new("git")
            .args(["describe", "--always", "--dirty"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output();
        let commit = commit.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        versions.push(("commit".to_owned(), commit.unwrap_or_default()));
        Self {
            processor: line("/proc/cpuinfo", "model name"),
            cores: thread::available_parallelism().map_or(1, usize::from),
            memory: kibibytes >> 20,
            system: line("/etc/os-release", "PRETTY_NAME"),
            load: fs::read_to_string("/proc/loadavg")
                .unwrap_or_default()
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
            versions,
        }
    }
}

/// What a program says its version is; `None` where it is not there.
pub fn version_of(program: &str) -> Option<String> {
    let output = Command::new(program)
        .arg("--version")
        // Recoll makes a folder in the home otherwise.
        .env(
            "RECOLL_CONFDIR",
            std::env::temp_dir().join("qp-bench-recoll"),
        )
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    let version = printed
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.'));
    Some(version.unwrap_or("?").to_owned())
}

/// The processor time that this process and what it ran have taken, in milliseconds: it does not
/// grow while others keep the machine busy. `None` where the system does not tell.
#[cfg(target_os = "linux")]
pub fn processor_time() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    /// A hundred ticks a second is what every Linux tells programs.
    const TICK: f64 = 10.0;
    let own = clock_gettime(ClockId::ProcessCPUTime);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name in parentheses; the children's times are the 14th and 15th then.
    let (_, after) = stat.rsplit_once(')')?;
    let fields: Vec<f64> = after
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse().ok())
        .collect();
    #[expect(clippy::cast_precision_loss, reason = "a figure for people to look at")]
    let own = own.tv_sec as f64 * 1e3 + own.tv_nsec as f64 / 1e6;
    Some(own + fields.iter().sum::<f64>() * TICK)
}

/// The processor time that this process and what it ran have taken, in milliseconds; `None` where
/// the system does not tell.
#[cfg(not(target_os = "linux"))]
pub fn processor_time() -> Option<f64> {
    None
}

/// Memory of this process in bytes, as Linux counts it; zeros elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// What is its own and not a file's: what cannot be given back.
    pub anonymous: u64,
    /// With the pages of files that it looks at, which the system takes back when it needs them.
    pub resident: u64,
}

impl Memory {
    /// What it takes now.
    pub fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let bytes = |key: &str| {
            let line = status.lines().find(|line| line.starts_with(key))?;
            let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
            Some(kibibytes << 10)
        };
        Self {
            anonymous: bytes("RssAnon:").unwrap_or(0),
            resident: bytes("VmRSS:").unwrap_or(0),
        }
    }
}

/// Looks at this process's memory again and again, until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    ended: Arc<AtomicBool>,
    anonymous: Arc<AtomicU64>,
    resident: Arc<AtomicU64>,
}

impl Watcher {
    /// Begins to look.
    pub fn start() -> Self {
        let watcher = Self {
            ended: Arc::default(),
            anonymous: Arc::default(),
            resident: Arc::default(),
        };
        let (ended, anonymous, resident) = (
            Arc::clone(&watcher.ended),
            Arc::clone(&watcher.anonymous),
            Arc::clone(&watcher.resident),
        );
        thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                let now = Memory::now();
                anonymous.fetch_max(now.anonymous, Ordering::Relaxed);
                resident.fetch_max(now.resident, Ordering::Relaxed);
                thread::sleep(PAUSE);
            }
        });
        watcher
    }

    /// The most so far.
    pub fn peak(&self) -> Memory {
        Memory {
            anonymous: self.anonymous.load(Ordering::Relaxed),
            resident: self.resident.load(Ordering::Relaxed),
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// The bytes of all files in a folder.
pub fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else {
        return 0;
    };
    entries
        .filter_map(Result::ok)
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}

/// Has the system forget what it keeps in memory of a folder's files; false where it cannot.
#[cfg(target_os = "linux")]
pub fn forget(folder: &Path) -> bool {
    use rustix::fs::{Advice, fadvise, fsync};
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.filter_map(Result::ok).all(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return forget(&path);
        }
        let Ok(file) = fs::File::open(&path) else {
            return false;
        };
        // What is not yet written cannot be forgotten.
        let _ = fsync(&file);
        fadvise(&file, 0, None, Advice::DontNeed).is_ok()
    })
}

/// Has the system forget what it keeps in memory of a folder's files; false where it cannot.
#[cfg(not(target_os = "linux"))]
pub fn forget(_: &Path) -> bool {
    false
}
