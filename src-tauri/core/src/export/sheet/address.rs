//! The addresses that a Word file may link to.

use std::fmt::Write as _;

/// The longest address Word takes.
const MAX_LENGTH: usize = 2_000;

/// An address as a relationship may hold it: of the web or of mail, without characters that an
/// address cannot have. Word calls a file with any other damaged.
pub(in crate::export) fn usable(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?#".contains(c);
    let (host, start) = match scheme.to_ascii_lowercase().as_str() {
        "http" => (rest.strip_prefix("//")?, "http://"),
        "https" => (rest.strip_prefix("//")?, "https://"),
        "mailto" => {
            let (name, domain) = rest.split('?').next()?.split_once('@')?;
            if name.is_empty() || !name.chars().all(plain) {
                return None;
            }
            (domain, "mailto:")
        }
        _ => return None,
    };
    let host = host.split(['/', '?', '#']).next()?;
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let named = name.split('.').all(|label| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    });
    let ported = port.len() <= 5 && port.parse::<u16>().is_ok() || !host.contains(':');
    if !named || !ported {
        return None;
    }
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let mut address = start.to_owned();
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let hex = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let escaped = c == '%' && rest.get(at + 1..at + 3).is_some_and(hex);
        let second_fragment = c == '#' && std::mem::replace(&mut fragment, true);
        if (plain(c) || escaped) && !second_fragment {
            address.push(c);
        } else {
            for byte in c.to_string().bytes() {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    (address.len() <= MAX_LENGTH).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_web_and_of_mail_are_linked_and_made_clean() {
        for (url, address) in [
            (
                "https://www.canada.ca/fr.html",
                "https://www.canada.ca/fr.html",
            ),
            (
                "HTTP://canada.ca:8080?q=a b",
                "http://canada.ca:8080?q=a%20b",
            ),
            (
                "https://canada.ca/é%20%zz",
                "https://canada.ca/%C3%A9%20%25zz",
            ),
            ("https://canada.ca/#a#b", "https://canada.ca/#a%23b"),
            ("https://canada.ca/[x]\"", "https://canada.ca/%5Bx%5D%22"),
            (
                "mailto:a.b@canada.ca?subject=c",
                "mailto:a.b@canada.ca?subject=c",
            ),
        ] {
            assert_eq!(usable(url).as_deref(), Some(address), "{url}");
        }
    }

    #[test]
    fn what_word_would_choke_on_is_not_linked() {
        for url in [
            "",
            "#",
            "page.html",
            "javascript:alert(1)",
            "file:///etc/x",
            "http://",
            "https:///x",
            "http://[",
            "https://a b/",
            "http://x:y",
            "http://x:99999",
            "mailto:",
            "mailto:@x",
            "https://é.ca",
            &format!("https://x.ca/{}", "a".repeat(3_000)),
        ] {
            assert_eq!(usable(url), None, "{url:.40}");
        }
    }
}
