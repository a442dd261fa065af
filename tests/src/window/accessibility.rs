//! What axe-core finds wrong with the page that is in the window.

use std::fmt;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Window;
use crate::product;

/// A rule of accessibility that the page breaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// axe-core's name of the rule: `button-name`.
    pub id: String,
    /// How bad it is: `minor`, `moderate`, `serious`, `critical`.
    pub impact: Option<String>,
    /// The rule in words.
    pub help: String,
    /// The elements that break it, as HTML.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        write!(f, "{} ({impact}): {}", self.id, self.help)?;
        for element in &self.elements {
            write!(f, "\n    {element}")?;
        }
        Ok(())
    }
}

impl Window {
    /// Everything that axe-core finds wrong with the page as it is now.
    ///
    /// The rules are those of WCAG 2.2 at levels A and AA and axe-core's best practices.
    pub async fn axe(&self) -> Result<Vec<Violation>> {
        let file = product::root().join("ui/node_modules/axe-core/axe.min.js");
        let source = fs::read_to_string(&file).with_context(|| {
            format!(
                "cannot read {}; `cargo xtask test` installs it",
                file.display()
            )
        })?;
        self.axe_from(&source).await
    }

    /// The same with axe-core's own source given.
    pub async fn axe_from(&self, source: &str) -> Result<Vec<Violation>> {
        let is_there = self.run("return 'axe' in window;", Vec::new()).await?;
        if is_there != serde_json::Value::Bool(true) {
            self.run(source, Vec::new())
                .await
                .context("axe-core does not load")?;
        }
        let found = self
            .session
            .execute_async(
                "const done = arguments[0];
                 axe.run(document, { resultTypes: ['violations'] })
                   .then(({ violations }) => done(violations.map((rule) => ({
                     id: rule.id,
                     impact: rule.impact,
                     help: rule.help,
                     elements: rule.nodes.map((node) => node.html),
                   }))), (error) => done([{
                     id: 'axe-failed', impact: null, help: String(error), elements: [] }]));",
                Vec::new(),
            )
            .await
            .context("axe-core does not run")?;
        found.convert().context("axe-core answers in another shape")
    }
}
