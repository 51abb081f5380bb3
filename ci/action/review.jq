# The review of a pull request, from the suggestions of copydesk: the body of a request to GitHub, or null where there is
# nothing to say, and how many repairs it has and leaves out.
#
# $lists: what `copydesk lint --output-format suggestions` writes; the files of the pull request as GitHub lists them, each
# with its patch; the comments that are there
# $commit: the newest commit of the pull request
include "shown";

$lists as [$suggestions, $files, $comments]
# More than these at a time are no help.
| 30 as $most
# GitHub takes no longer comment.
| 60000 as $longest

# The lines that a patch shows of the new file, by number: their text, their hunk, and whether they are new.
| def lines_of_patch:
    reduce split("\n")[] as $line ({number: 0, hunk: 0, lines: {}};
      ($line | capture("^@@ -[0-9,]+ \\+(?<start>[0-9]+)[0-9,]* @@") // null) as $header
      | if $header then .number = ($header.start | tonumber) | .hunk += 1
        elif $line[:1] == "+" or $line[:1] == " " then
          .lines["\(.number)"] = {text: $line[1:], hunk, is_new: ($line[:1] == "+")} | .number += 1
        else . end)
    | .lines;

  # Whether GitHub takes a comment on these lines: they are part of one hunk, and as they were when copydesk read them. A
  # line that ends in CRLF is not: GitHub may change the line ends of the whole file. Old damage is nobody's business here.
  def fits($lines):
    . as {$first, $last, $old}
    | [range($first; $last + 1) | $lines["\(.)"]] as $there
    | ($there | all(. != null)) and [$there[].text] == $old
      and ($there | map(.hunk) | unique | length) == 1 and ($there | any(.is_new));

  def body:
    (.new | fence) as $fence
    | ([.findings[] | "**\(.rule | shown)**: \(.message | shown)"] | unique) as $found
    | (if .safety == "safe" then [] else ["This is likely and not certain: check it."] end) as $check
    | ([$found[:3][], (if ($found | length) > 3 then "and \(($found | length) - 3) more" else empty end)] | join("<br>\n"))
      + "\n\n" + ([$check[], ($fence + "suggestion"), .new[], $fence] | join("\n"))
      + "\n\n<!-- copydesk -->";

  def comment:
    {path, body: body, side: "RIGHT", line: .last}
    + if .first < .last then {start_line: .first, start_side: "RIGHT"} else {} end;

  # What tells a comment from others. One that is out of date has no line any more.
  def identity: [.path, .line, .start_line // .line, (.body | gsub("\r"; "") | rtrimstr("\n"))];

  def count($one): if . == 1 then "1 \($one)" else "\(.) \($one)s" end;

  (INDEX($files[]; .filename) | map_values((.patch // "") | lines_of_patch)) as $shown
  | ([$comments[] | identity]) as $there
  | [$suggestions[] | .path |= ltrimstr("./")] as $all
  | [$all[] | select(.path as $path | fits($shown[$path] // {})) | comment | select(.body | length <= $longest)] as $fitting
  | [$fitting[] | select(identity as $identity | $there | any(. == $identity) | not)] as $new
  | ([$most - ($fitting | length) + ($new | length), 0] | max) as $room
  | $new[:$room] as $said
  | (($new | length) - ($said | length)) as $unsaid
  | {
      said: ($said | length),
      known: (($fitting | length) - ($new | length)),
      unsaid: $unsaid,
      review: (
        if $said == [] then null
        else {
          commit_id: $commit,
          event: "COMMENT",
          body: (
            "copydesk suggests \($said | length | count("repair")) of damaged markup. Each can be accepted by itself."
            + if $unsaid > 0 then
                " \($unsaid | count("more repair")) of what this pull request changes "
                + (if $unsaid == 1 then "is" else "are" end) + " not shown: `copydesk lint --fix` makes all that are safe."
              else "" end),
          comments: $said
        } end)
    }
