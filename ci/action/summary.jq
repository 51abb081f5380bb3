# The summary on a job's page: Markdown, from the findings as JSON.

include "shown";

def count($one): if . == 1 then "1 \($one)" else "\(.) \($one)s" end;

# What a page can show and people still read; the annotations and the SARIF report have all.
100 as $most
| "## copydesk",
  "",
  if length == 0 then
    "No damaged markup."
  else
    "\(length | count("finding")) in \(map(.path) | unique | length | count("article")). "
      + "\(map(select(any(.fixes[]; .safety == "safe"))) | length) can be repaired by `copydesk lint --fix`.",
    "",
    "| rule | severity | findings |",
    "|---|---|---|",
    (group_by(.rule) | sort_by([-length, .[0].rule])[] | "| \(.[0].rule | shown) | \(.[0].severity) | \(length) |"),
    "",
    "<details><summary>Where</summary>",
    "",
    "| article | line | rule | what |",
    "|---|---|---|---|",
    (.[:$most][] | "| \(.path | shown) | \(.start.line) | \(.rule | shown) | \(.message | shown) |"),
    "",
    if length > $most then "\(length - $most) more are not shown.", "" else empty end,
    "</details>"
  end
