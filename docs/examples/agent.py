import json
import subprocess


def repair(text, flavor="markdown"):
    """The repaired article, and what is left for the writer, whether a person or a model."""
    done = subprocess.run(
        ["copydesk", "lint", "--fix", "--quiet", "--flavor", flavor, "--output-format", "jsonl", "-"],
        input=text, capture_output=True, encoding="utf-8",
    )
    if done.returncode == 2:
        raise RuntimeError(done.stderr)
    return done.stdout, [json.loads(line) for line in done.stderr.splitlines()]


article, left = repair("# Ferry\n\nRead < strong >this</ strong>. See [the map]().\n")
print(article)
for finding in left:
    print(f"line {finding['start']['line']}: {finding['message']}. {finding['help'] or ''}")
