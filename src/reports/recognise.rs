//! Telling a report that copydesk wrote before from any other file, by how it begins.

use crate::rules;

/// Bytes from the start that are enough to tell.
pub const ENOUGH: usize = 4096;

/// Whether a file that begins so is a report or a difference that copydesk wrote. Statistics look like many other tables,
/// and are not recognised.
pub fn is_report(start: &str) -> bool {
    let start = start.trim_start();
    let line = start.lines().next().unwrap_or_default();
    start.is_empty() || is_page(start) || is_data(start) || is_list(line) || is_grouped(start) || is_difference(start)
}

/// `html`, `junit`, `checkstyle`.
fn is_page(start: &str) -> bool {
    let begins = |text: &str, second: &str| start.strip_prefix(text).is_some_and(|rest| rest.starts_with(second));
    begins("<!doctype html>\n", "<!-- copydesk-ignore-file")
        || begins("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<testsuites name=\"copydesk\"")
        || begins("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "<checkstyle version=")
}

/// `sarif`, `json`, `jsonl`, `gitlab`, `suggestions`.
fn is_data(start: &str) -> bool {
    let items = start.strip_prefix('[').map(str::trim_start);
    let is_of_article = |item: &str, mark: &str| item.starts_with("{\"path\":\"") && item.contains(mark);
    let is_finding = |item: &str| is_of_article(item, "\",\"rule\":\"");
    let is_suggestion = |item: &str| is_of_article(item, ",\"safety\":\"");
    let is_issue = |item: &str| item.starts_with("{\"type\":\"issue\",\"check_name\":\"");
    start.starts_with("{\"$schema\":") && start.contains("\"driver\":{\"name\":\"copydesk\"")
        || is_finding(start)
        || items.is_some_and(|items| {
            items.trim_end() == "]" || is_finding(items) || is_issue(items) || is_suggestion(items)
        })
}

/// `concise`, `full`, `github`, by their first line.
fn is_list(line: &str) -> bool {
    let is_rule = |name: &str| rules::named(name).is_some();
    let is_place = |path: &str| {
        let mut parts = path.rsplitn(3, ':');
        let mut is_number = || parts.next().is_some_and(|part| part.parse::<u32>().is_ok());
        is_number() && is_number()
    };
    let concise = line.match_indices(": ").any(|(at, sign)| {
        let rest = &line[at + sign.len()..];
        let earlier_releases = || is_rule(rest.split(' ').next().unwrap_or_default());
        is_place(&line[..at]) && (is_title(rest) || earlier_releases())
    });
    concise
        || is_title(line)
        || line.starts_with("##vso[task.logissue ") && line.contains(";code=")
        || line.starts_with("::") && line.contains(",title=copydesk%3A ")
}

/// Whether it begins with the severity and the rule of a finding.
fn is_title(text: &str) -> bool {
    let title = text.split_once("]: ").and_then(|(title, _)| title.split_once('['));
    title.is_some_and(|(severity, rule)| {
        ["error", "warning", "info"].contains(&severity) && rules::named(rule).is_some()
    })
}

/// `grouped`, by its second line.
fn is_grouped(start: &str) -> bool {
    let line = start.lines().nth(1).and_then(|line| line.strip_prefix("  "));
    line.and_then(|line| line.split_once(' ')).is_some_and(|(place, rest)| {
        place.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') && is_title(rest.trim_start())
    })
}

/// What `--diff` writes, and `patch`.
fn is_difference(start: &str) -> bool {
    let mut lines = start.lines();
    let mut begins = |sign: &str| lines.next().is_some_and(|line| line.starts_with(sign));
    begins("--- ") && begins("+++ ") && begins("@@ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_no_reports() {
        for article in [
            "# Notes\n\nwarning[x]: y\n",
            "---\ntitle: a\n---\n",
            "--- a\n\ntext\n",
            "<!doctype html>\n<title>copydesk report</title>\n",
            "At 10:30: nosuch-rule\n",
            "See a.md:1:9: it rang.\n",
            "[link](x)\n",
            "[]()",
            "{\"path\":\"x\"}",
            "error[E0308]: mismatched types\n",
        ] {
            assert!(!is_report(article), "{article}");
        }
        assert!(is_report("") && is_report("\n"));
    }
}
