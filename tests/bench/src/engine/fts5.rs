//! SQLite's full-text search, as one would set it up to be fast: texts apart from labels, an index
//! of beginnings, the whole of it mapped into memory, merged after a rebuild.
//!
//! It stems no French, so words are taken as they are, accents folded; it knows no slips.

use std::fs;
use std::path::Path;

use anyhow::Result;
use rusqlite::{Connection, params};

use super::{Answer, Ask, Engine, Means, Want};
use crate::item::{Entry, Item, days};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS item (
        id INTEGER PRIMARY KEY,
        item TEXT NOT NULL UNIQUE,
        kind TEXT, status TEXT, organization TEXT, minister TEXT, year TEXT, month TEXT,
        languages TEXT, marking TEXT,
        date INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS text (
        id INTEGER PRIMARY KEY,
        title_en TEXT, body_en TEXT, title_fr TEXT, body_fr TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS tag (
        id INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5 (
        title_en, body_en, title_fr, body_fr,
        content='text', content_rowid='id',
        tokenize=\"unicode61 remove_diacritics 2\", prefix='1 2 3'
    );
    CREATE TEMP TABLE found (id INTEGER PRIMARY KEY);
";

const FACETS: [&str; 8] = [
    "kind",
    "status",
    "organization",
    "minister",
    "year",
    "month",
    "languages",
    "marking",
];

pub(super) struct Fts5 {
    connection: Connection,
    writing: bool,
}

impl Fts5 {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let connection = Connection::open(folder.join("search.sqlite"))?;
        connection.execute_batch(
            "PRAGMA page_size = 8192;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = NORMAL;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -200000;
             PRAGMA mmap_size = 8000000000;",
        )?;
        connection.execute_batch(SCHEMA)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self {
            connection,
            writing: false,
        })
    }

    fn put_item(&self, item: &Item) -> Result<()> {
        let db = &self.connection;
        let old: Option<i64> = db
            .prepare_cached("SELECT id FROM item WHERE item = ?1")?
            .query_map([&item.id], |row| row.get(0))?
            .next()
            .transpose()?;
        if let Some(id) = old {
            db.prepare_cached(
                "INSERT INTO search (search, rowid, title_en, body_en, title_fr, body_fr)
                 SELECT 'delete', id, title_en, body_en, title_fr, body_fr FROM text WHERE id = ?1",
            )?
            .execute([id])?;
            for table in ["item", "text", "tag"] {
                db.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?
                    .execute([id])?;
            }
        }
        db.prepare_cached(
            "INSERT INTO item (item, kind, status, organization, minister, year, month, languages,
                               marking, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            item.id,
            item.kind,
            item.status,
            item.organization,
            item.minister,
            item.year,
            item.month,
            item.languages,
            item.marking,
            item.date,
        ])?;
        let id = db.last_insert_rowid();
        for tag in &item.tags {
            db.prepare_cached("INSERT OR IGNORE INTO tag (id, tag) VALUES (?1, ?2)")?
                .execute(params![id, tag])?;
        }
        for (table, key) in [("text", "id"), ("search", "rowid")] {
            db.prepare_cached(&format!(
                "INSERT INTO {table} ({key}, title_en, body_en, title_fr, body_fr)
                 VALUES (?1, ?2, ?3, ?4, ?5)"
            ))?
            .execute(params![
                id,
                item.title.en,
                item.body.en,
                item.title.fr,
                item.body.fr
            ])?;
        }
        Ok(())
    }

    /// Ten hits with snippets.
    fn hits(&self, ask: &Ask, wanted: Option<&str>, answer: &mut Answer) -> Result<()> {
        let order = if ask.by_date {
            "item.date DESC"
        } else {
            "bm25(search, 3.0, 1.0, 3.0, 1.0)"
        };
        let mut take = |id: String, snippet: Option<String>| {
            answer.hits.push(id);
            answer.marked += usize::from(snippet.is_some_and(|text| text.contains('\u{2}')));
        };
        let db = &self.connection;
        let Some(wanted) = wanted else {
            let mut statement =
                db.prepare_cached("SELECT item FROM item ORDER BY date DESC LIMIT 10")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(row.get(0)?, None);
            }
            return Ok(());
        };
        // Ranked or sorted first: what is not shown needs no snippet.
        let sql = match (&ask.filter, ask.by_date) {
            (None, false) => format!(
                "SELECT item.item, snippet(search, -1, char(2), char(3), '…', 32)
                 FROM search JOIN item ON item.id = search.rowid
                 WHERE search MATCH ?1 ORDER BY {order} LIMIT 10"
            ),
            _ => format!(
                "SELECT item.item, snippet(search, -1, char(2), char(3), '…', 32)
                 FROM search JOIN item ON item.id = search.rowid
                 WHERE search MATCH ?1 AND search.rowid IN (
                     SELECT found.id FROM found JOIN item ON item.id = found.id
                     ORDER BY item.date DESC LIMIT 10)
                 ORDER BY {order}"
            ),
        };
        let mut statement = db.prepare_cached(&sql)?;
        let mut rows = statement.query([wanted])?;
        while let Some(row) = rows.next()? {
            take(row.get(0)?, row.get(1)?);
        }
        Ok(())
    }

    /// Puts the numbers of all matches into the table `found`, and counts them.
    fn find(&self, ask: &Ask, wanted: Option<&str>) -> Result<u64> {
        let db = &self.connection;
        db.prepare_cached("DELETE FROM found")?.execute([])?;
        let found = match (wanted, &ask.filter) {
            (None, _) => db
                .prepare_cached("INSERT INTO found SELECT id FROM item")?
                .execute([])?,
            (Some(wanted), None) => db
                .prepare_cached("INSERT INTO found SELECT rowid FROM search WHERE search MATCH ?1")?
                .execute([wanted])?,
            (Some(wanted), Some(filter)) => db
                .prepare_cached(
                    "INSERT INTO found
                     SELECT search.rowid FROM search JOIN item ON item.id = search.rowid
                     WHERE search MATCH ?1 AND status = ?2 AND organization = ?3 AND date >= ?4",
                )?
                .execute(params![
                    wanted,
                    filter.status,
                    filter.organization,
                    days(filter.from)
                ])?,
        };
        Ok(found as u64)
    }

    fn facets(&self) -> Result<usize> {
        let db = &self.connection;
        let mut values = 0;
        let mut count = |sql: &str| -> Result<()> {
            let mut statement = db.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (_, _): (String, i64) = (row.get(0)?, row.get(1)?);
                values += 1;
            }
            Ok(())
        };
        for facet in FACETS {
            count(&format!(
                "SELECT {facet}, count(*) FROM found JOIN item USING (id)
                 WHERE {facet} <> '' GROUP BY {facet}"
            ))?;
        }
        count("SELECT tag, count(*) FROM found JOIN tag USING (id) GROUP BY tag")?;
        Ok(values)
    }
}

/// The words as FTS5 wants them; `None` for everything.
fn wanted(ask: &Ask) -> Option<String> {
    let (whole, open) = ask.words();
    let mut terms: Vec<String> = if ask.means == Means::Phrase {
        vec![format!("\"{}\"", whole.join(" "))]
    } else {
        whole.iter().map(|word| format!("\"{word}\"")).collect()
    };
    terms.extend(open.map(|word| format!("\"{word}\"*")));
    (!terms.is_empty()).then(|| terms.join(" "))
}

impl Engine for Fts5 {
    fn put(&mut self, entry: &Entry) -> Result<()> {
        if !self.writing {
            self.connection.execute_batch("BEGIN")?;
            self.writing = true;
        }
        entry
            .items()
            .iter()
            .try_for_each(|item| self.put_item(item))
    }

    fn commit(&mut self) -> Result<()> {
        if std::mem::take(&mut self.writing) {
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        self.commit()?;
        Ok(self.connection.execute_batch(
            "INSERT INTO search (search) VALUES ('optimize');
             ANALYZE item;
             PRAGMA wal_checkpoint(TRUNCATE);",
        )?)
    }

    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        if ask.means == Means::Slip {
            return Ok(None);
        }
        let wanted = wanted(ask);
        let wanted = wanted.as_deref();
        let mut answer = Answer {
            total: self.find(ask, wanted)?,
            ..Answer::default()
        };
        if ask.want != Want::Facets {
            self.hits(ask, wanted, &mut answer)?;
        }
        if ask.want != Want::Hits {
            answer.facet_values = self.facets()?;
        }
        Ok(Some(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, SEED};

    #[test]
    fn a_note_put_again_is_found_by_its_new_words_only() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut engine = Fts5::open(folder.path()).expect("it opens");
        let note = Corpus::new(SEED).note(1);
        for word in ["erstwhilex", "henceforthx"] {
            let mut changed = note.clone();
            let sides = [&mut changed.sides.en, &mut changed.sides.fr];
            for side in sides.into_iter().flatten() {
                side.background.push_str(&format!(" {word}"));
            }
            let entry = Entry::Note(Box::new(changed), word.to_owned());
            engine.put(&entry).expect("it is put");
            engine.commit().expect("it is committed");
        }
        let mut total = |text: &str| {
            let ask = Ask::new(Means::Typed, text);
            engine.answer(&ask).expect("an answer").map(|a| a.total)
        };
        assert_eq!(total("erstwhilex "), Some(0));
        assert_eq!(total("henceforthx "), Some(1));
        assert_eq!(total("hencef"), Some(1));
        assert_eq!(total(""), Some(1));
    }
}
