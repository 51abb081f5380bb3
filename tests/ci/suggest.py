"""Tests the suggestions of the action, with a server that answers as GitHub does and the repository of a pull request."""

import http.server
import json
import os
import re
import subprocess
import threading
from urllib.parse import parse_qs, urlsplit

from support import DAMAGED, GOOD, HOSTILE, HOSTILE_NAME, PROGRAM, ROOT, ActionCase

FENCE = re.compile(r"^(?P<fence>`{3,})suggestion\n(?P<new>(?:.*\n)*?)(?P=fence)$", re.MULTILINE)
TOKEN = "token"


def hunks(patch):
    """The lines that a patch shows of the new file, hunk by hunk."""
    shown, number = [], 0
    for line in patch.split("\n"):
        if header := re.match(r"@@ -[\d,]+ \+(\d+)", line):
            number = int(header[1])
            shown.append(set())
        elif line[:1] in ("+", " "):
            shown[-1].add(number)
            number += 1
    return shown


class GitHub(http.server.ThreadingHTTPServer):
    """The part of GitHub's interface that the action uses, and GitHub's rules for reviews."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.files, self.commit, self.comments, self.reviews, self.asked = {}, "", [], [], []
        self.may_write = True
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def refusal(self, review):
        """Why GitHub takes no such review."""
        if review["commit_id"] != self.commit or review["event"] != "COMMENT" or not review["body"]:
            return "the review is of no use"
        for comment in review["comments"]:
            first, last = comment.get("start_line", comment["line"]), comment["line"]
            lines = set(range(first, last + 1))
            if first > last or ("start_line" in comment) != (first < last):
                return "start_line must precede the end line"
            if {comment["side"], comment.get("start_side", "RIGHT")} != {"RIGHT"}:
                return "the side is wrong"
            if not any(lines <= hunk for hunk in hunks(self.files.get(comment["path"], ""))):
                return f"line must be part of the diff: {comment}"
            if len(comment["body"]) > 65536:
                return "the body is too long"
        return None


class Answer(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin(self):
        address = urlsplit(self.path)
        self.server.asked.append((self.command, address.path, self.headers["Authorization"]))
        return address.path.removeprefix("/repos/owner/articles/pulls/7/"), parse_qs(address.query)

    def do_GET(self):
        what, query = self.begin()
        size, page = int(query["per_page"][0]), int(query["page"][0])
        lists = {
            "files": [{"filename": path, "patch": patch} for path, patch in self.server.files.items()],
            "comments": self.server.comments,
        }
        self.answer(200, lists[what][size * (page - 1) : size * page])

    def do_POST(self):
        what, _ = self.begin()
        review = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.may_write:
            self.answer(403, {"message": "Resource not accessible by integration"})
        elif what != "reviews" or (refusal := self.server.refusal(review)):
            self.answer(422, {"message": refusal})
        else:
            self.server.reviews.append(review)
            self.server.comments += [{"start_line": None, **comment} for comment in review["comments"]]
            self.answer(200, {"id": len(self.server.reviews)})


class Suggestions(ActionCase):
    def setUp(self):
        super().setUp()
        self.github = GitHub()
        self.addCleanup(self.github.server_close)
        self.addCleanup(self.github.shutdown)
        config = self.write("gitconfig", "[user]\nname = Test\nemail = test@example.com\n[core]\nquotePath = false\n")
        self.git_env = {**os.environ, "GIT_CONFIG_GLOBAL": str(config)}
        self.git("init", "--quiet")
        self.event = {"GITHUB_API_URL": self.github.address, "GITHUB_REPOSITORY": "owner/articles"}

    def git(self, *arguments):
        return self.succeed("git", *arguments, cwd=self.workspace, env=self.git_env)

    def put(self, articles):
        for path, text in articles.items():
            file = self.workspace / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "All")
        return self.git("rev-parse", "HEAD").strip()

    def base(self, articles):
        self.put(articles)
        self.start = self.commit()

    def push(self, articles):
        """Puts articles into the pull request, and has GitHub know of it."""
        self.put(articles)
        self.github.commit = self.commit()
        names = self.git("diff", "-z", "--name-only", self.start).split("\0")
        diff = lambda name: ["git", "diff", self.start, "--", f":(literal){name}"]
        # As bytes: line ends count.
        patch = lambda name: subprocess.run(diff(name), cwd=self.workspace, env=self.git_env, capture_output=True, check=True).stdout
        patches = {name: patch(name).decode() for name in names if name}
        self.github.files = {name: patch[patch.index("@@") :] for name, patch in patches.items() if "@@" in patch}
        event = self.write("event.json", json.dumps({"pull_request": {"number": 7, "head": {"sha": self.github.commit}}}))
        self.event["GITHUB_EVENT_PATH"] = str(event)

    def suggest(self, suggest="safe", **inputs):
        return self.act(binary=str(PROGRAM), suggest=suggest, **inputs)

    def accepted(self, path):
        """The article after all suggestions were accepted, as GitHub does it."""
        lines = (self.workspace / path).read_bytes().decode().split("\n")
        mine = [comment for comment in self.github.comments if comment["path"] == path]
        for comment in sorted(mine, key=lambda comment: -comment["line"]):
            [new] = FENCE.finditer(comment["body"])
            lines[(comment["start_line"] or comment["line"]) - 1 : comment["line"]] = new["new"].split("\n")[:-1]
        return "\n".join(lines)

    def repaired(self, path, *options):
        text = (self.workspace / path).read_bytes()
        self.succeed(PROGRAM, "lint", "--fix", "--exit-zero", *options, path, cwd=self.workspace)
        repaired = (self.workspace / path).read_bytes().decode()
        (self.workspace / path).write_bytes(text)
        return repaired

    def test_all_suggestions_together_are_the_repair(self):
        self.base({"docs/old.md": "Good.\n\nMore.\n"})
        articles = {
            "docs/old.md": "Good.\n\nMore < b >words</b>.\n",
            "a b/ü.md": "# Mill\n\nOne < b >two\nthree\nfour</ b > five.\n\nEnd < em >here</em>",
            "fence.md": "A ``code ` `` and ```more``` with < b >bold</ b >.\n",
            "list.md": "- one\n- two</li>\n\n| a | b |\n| - - - | - - - |\n| 1 | 2 |\n",
            "page.html": "<p>a</p>\n" * 20 + DAMAGED + "<p>b</p>\n" * 20 + "<ul>\n<li>< b >x</b></li>\n</ul>\n",
        }
        self.push(articles)
        passed, said, values, _, _ = self.suggest()
        self.assertFalse(passed, "suggestions change nothing about the verdict")
        [review] = self.github.reviews
        for path in articles:
            self.assertIn(path, [comment["path"] for comment in review["comments"]], said)
            self.assertEqual(self.accepted(path), self.repaired(path), path)
        [over_lines] = [comment for comment in review["comments"] if "start_line" in comment and comment["path"] == "a b/ü.md"]
        self.assertEqual((over_lines["start_line"], over_lines["line"]), (3, 5))
        self.assertIn("\n````suggestion\n", next(comment["body"] for comment in review["comments"] if comment["path"] == "fence.md"))
        self.assertIn(f"copydesk suggests {len(review['comments'])} repairs", review["body"])
        self.assertEqual({token for _, _, token in self.github.asked}, {f"Bearer {TOKEN}"})
        # The patch has the same repairs.
        self.git("apply", values["steps.lint.outputs.patch-file"])
        for path in articles:
            self.assertEqual(self.repaired(path), (self.workspace / path).read_bytes().decode(), path)

    def test_nothing_is_said_twice(self):
        self.base({"a.md": "Good.\n"})
        self.push({"a.md": "Good.\n\n< b >One</b>.\n"})
        self.suggest()
        _, said, _, _, _ = self.suggest()
        self.assertIn("0 repairs are suggested on the pull request, 1 were before", said)
        self.push({"a.md": "Good.\n\n< b >One</b>.\n\n< b >Two</b>.\n"})
        self.suggest()
        self.assertEqual([[comment["line"] for comment in review["comments"]] for review in self.github.reviews], [[3], [5]])
        # A comment that is out of date has no line any more, and what is still damaged is said again.
        self.github.comments[0]["line"] = None
        self.suggest()
        self.assertEqual([comment["line"] for comment in self.github.reviews[2]["comments"]], [3])

    def test_old_damage_is_not_suggested(self):
        old = "< b >One</b>.\n" + "\nText.\n" * 9 + "\n< b >Two</b>.\n\nEnd.\n"
        self.base({"a.md": old, "b.md": DAMAGED})
        self.push({"a.md": old.replace("End.", "The end.")})
        _, said, _, _, _ = self.suggest()
        self.assertEqual(self.github.reviews, [], said)

    def test_a_file_with_other_line_ends_is_left_to_the_patch(self):
        self.base({"a.md": "Good.\r\n"})
        self.push({"a.md": "Good.\r\n\r\n< b >One</b>.\r\n"})
        _, _, values, _, _ = self.suggest()
        self.assertEqual(self.github.reviews, [])
        self.git("apply", values["steps.lint.outputs.patch-file"])
        self.assertEqual((self.workspace / "a.md").read_bytes(), b"Good.\r\n\r\n<b>One</b>.\r\n")

    def test_they_are_limited_in_number(self):
        self.base({})
        self.push({"a.md": "\n".join(f"< b >{number}</b>.\n" for number in range(35))})
        self.suggest()
        self.suggest()
        [review] = self.github.reviews
        self.assertEqual(len(review["comments"]), 30)
        self.assertIn("5 more repairs of what this pull request changes are not shown", review["body"])

    def test_likely_repairs_say_so(self):
        text = "<p>One <fuerte>two</fuerte> three.</p>\n"
        self.base({})
        self.push({"a.html": text})
        self.suggest()
        self.assertEqual(self.github.reviews, [])
        self.suggest("all")
        [comment] = self.github.reviews[0]["comments"]
        self.assertIn("This is likely and not certain: check it.", comment["body"])
        self.assertEqual(self.accepted("a.html"), self.repaired("a.html", "--unsafe-fixes"))

    def test_from_a_fork_there_is_a_patch(self):
        self.base({})
        self.push({"a.html": DAMAGED, "b.md": "```\n< b >\n```\n\n< b >x</b>\n"})
        self.github.may_write = False
        passed, said, _, summary, _ = self.suggest(fail_on="never")
        self.assertTrue(passed, said)
        self.assertIn("the token of this job may not write there, as in a pull request from a fork", said)
        [patch] = re.findall(r"^````diff\n(.*?)^````$", summary, re.MULTILINE | re.DOTALL)
        self.git("apply", self.write("patch", patch))
        self.assertEqual((self.workspace / "a.html").read_text(), GOOD)

    def test_what_stops_them_does_not_stop_the_job(self):
        self.base({})
        self.push({"a.html": DAMAGED})
        for event in [{"GITHUB_API_URL": "http://127.0.0.1:1"}, {"GITHUB_REPOSITORY": "owner/other"}]:
            with self.subTest(event):
                self.event |= event
                passed, said, _, summary, _ = self.suggest(fail_on="never")
                self.assertTrue(passed, said)
                self.assertIn("The repairs are not suggested on the pull request", said)
                self.assertIn("+<p>The mill opens at <b>nine</b>.</p>", summary)
        self.event["GITHUB_EVENT_PATH"] = str(self.write("push.json", "{}"))
        passed, said, _, _, _ = self.suggest(fail_on="never")
        self.assertTrue(passed, said)
        self.assertIn("Repairs are suggested on pull requests only", said)
        passed, said, _, _, _ = self.suggest("sometimes")
        self.assertFalse(passed)
        self.assertIn("suggest must be never, safe or all, not sometimes", said)

    def test_what_was_read_is_what_the_pull_request_has(self):
        # The main branch went on, and the checkout is a merge of both.
        self.base({"a.md": "Good.\n"})
        self.push({"a.md": "Good.\n\n< b >One</b>.\n"})
        self.put({"a.md": "New.\n\nGood.\n\n< b >One</b>.\n"})
        self.suggest()
        self.assertEqual(self.github.reviews, [])

    def test_hostile_articles_stay_text(self):
        self.base({})
        self.push({HOSTILE_NAME: HOSTILE, "b.md": "A < b >x</ b > @someone ``` `````` <!-- ::error::no -->\n"})
        self.suggest()
        self.assertTrue(self.github.reviews)
        for comment in self.github.reviews[0]["comments"]:
            outside = FENCE.sub("", comment["body"]).removesuffix("<!-- copydesk -->")
            self.assertNotRegex(outside.replace("**", "").replace("<br>", ""), r"[<>`\[\]@]|www\.")
            self.assertEqual(len(FENCE.findall(comment["body"])), 1)

    def test_the_patch_can_be_had_alone(self):
        self.put({"a.html": DAMAGED})
        _, _, values, _, _ = self.act(binary=str(PROGRAM), patch_file="copydesk.patch")
        self.assertEqual(values["steps.lint.outputs.patch-file"], "copydesk.patch")
        self.git("apply", "copydesk.patch")
        self.assertEqual((self.workspace / "a.html").read_text(), GOOD)
        self.assertEqual(self.github.asked, [])

    def test_the_token_is_seen_by_nobody(self):
        script = (ROOT / "ci/action/suggest.sh").read_text()
        self.assertEqual([line for line in script.splitlines() if "GH_TOKEN" in line and "curl" in line], [])
