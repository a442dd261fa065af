//! Finding an element as a screen reader would: by its role and its accessible name.

use anyhow::{Context, Result, bail};
use thirtyfour::common::command::{Command, FormatRequestData};
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::{By, SessionId, WebElement};

use super::{PATIENCE, Window, until};

/// What the browser itself computed about an element for assistive technology.
#[derive(Debug, Clone, Copy)]
enum Computed {
    Role,
    Label,
}

/// Asks for what is computed about an element.
#[derive(Debug)]
struct Ask(Computed, WebElement);

impl FormatRequestData for Ask {
    fn format_request(&self, session: &SessionId) -> RequestData {
        // The same kind of question as for an element's tag name, at another address.
        let mut request = Command::GetElementTagName(self.1.element_id()).format_request(session);
        let of_element = request.uri.trim_end_matches("/name");
        request.uri = match self.0 {
            Computed::Role => format!("{of_element}/computedrole"),
            Computed::Label => format!("{of_element}/computedlabel"),
        }
        .into();
        request
    }
}

impl Window {
    /// The one visible element with that role (`button`, `textbox`, `heading`) and accessible name.
    ///
    /// Waits for it. More than one is an error: a person could not tell them apart either.
    pub async fn find(&self, role: &str, name: &str) -> Result<WebElement> {
        let mut found = Vec::new();
        until(async || {
            found = self.matching(role, Some(name)).await.unwrap_or_default();
            Ok(!found.is_empty())
        })
        .await?;
        match (found.pop(), found.len()) {
            (Some((_, element)), 0) => Ok(element),
            (Some(_), more) => bail!("{} elements are a {role} named {name:?}", more + 1),
            (None, _) => {
                let names: Vec<String> = self
                    .find_all(role)
                    .await?
                    .into_iter()
                    .map(|(name, _)| name)
                    .collect();
                bail!("no {role} is named {name:?} after {PATIENCE:?}; there are {names:?}")
            }
        }
    }

    /// Every visible element with that role, with its accessible name, in the order of the page.
    pub async fn find_all(&self, role: &str) -> Result<Vec<(String, WebElement)>> {
        self.matching(role, None).await
    }

    /// The role and the accessible name of what has the focus.
    pub async fn focused(&self) -> Result<(String, String)> {
        let element = self
            .session
            .active_element()
            .await
            .context("nothing has the focus")?;
        Ok((
            self.computed(Computed::Role, &element).await?,
            self.computed(Computed::Label, &element).await?,
        ))
    }

    async fn matching(&self, role: &str, name: Option<&str>) -> Result<Vec<(String, WebElement)>> {
        let mut found = Vec::new();
        let candidates = self.session.find_all(By::Css(candidates(role))).await?;
        for element in candidates {
            // Of those that a person has before them.
            if !element.is_displayed().await?
                || !self
                    .computed(Computed::Role, &element)
                    .await?
                    .eq_ignore_ascii_case(role)
            {
                continue;
            }
            let label = self.computed(Computed::Label, &element).await?;
            if name.is_none_or(|name| name == label) {
                found.push((label, element));
            }
        }
        Ok(found)
    }

    async fn computed(&self, what: Computed, element: &WebElement) -> Result<String> {
        let answer = self.session.cmd(Ask(what, element.clone())).await?;
        let text: Option<String> = answer.value()?;
        Ok(text.unwrap_or_default())
    }
}

/// What can have a role: the elements that have it by nature, and those that are given it. It only
/// spares asking about every element of the page; an unknown role asks about all.
fn candidates(role: &str) -> String {
    let by_nature = match role {
        "button" => "button, summary, input[type=button], input[type=submit]",
        "link" => "a[href]",
        "textbox" => "input, textarea, [contenteditable]",
        "searchbox" => "input",
        "combobox" => "select, input",
        "checkbox" => "input[type=checkbox]",
        "radio" => "input[type=radio]",
        "option" => "option",
        "listbox" => "select",
        "heading" => "h1, h2, h3, h4, h5, h6",
        "list" => "ul, ol, menu",
        "listitem" => "li",
        "dialog" => "dialog",
        "img" => "img, svg",
        "main" | "article" | "nav" | "form" | "table" => role,
        "navigation" => "nav",
        "region" => "section",
        "banner" => "header",
        "contentinfo" => "footer",
        "complementary" => "aside",
        "group" => "fieldset, details, optgroup",
        "status" => "output",
        "switch" | "tab" | "tabpanel" | "tablist" | "toolbar" | "menu" | "menuitem"
        | "menuitemradio" | "menuitemcheckbox" | "radiogroup" | "alert" | "alertdialog" | "log"
        | "separator" | "search" | "tree" | "treeitem" | "tooltip" => "no-element-by-nature",
        _ => "*",
    };
    format!("{by_nature}, [role~='{role}']")
}
