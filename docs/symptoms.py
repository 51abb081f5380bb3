"""The page "What do you see?", made of `symptoms.toml`.

Each example is linted and repaired by the program itself, so what the page says of a repair is true.
"""

import json
import re
import tempfile
import tomllib
from pathlib import Path

TOPICS = tomllib.loads(Path(__file__).with_name("symptoms.toml").read_text(encoding="utf-8"))["topic"]

# Characters that nobody sees, or that no page may hold. What stands for them is explained on the page.
UNSEEN = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200d\u2060\ufeff]")


def all_symptoms():
    return [symptom for topic in TOPICS for symptom in topic["symptom"]]


class Example:
    """A damaged example, and what the program makes of it; `lint` runs `copydesk lint` on a text.

    A translation is compared with its original, which lies in a file as long as the example does.
    """

    def __init__(self, symptom, lint):
        self.text = symptom["example"].rstrip("\n") + "\n"
        self.options = ["--isolated", "--quiet", "--flavor", symptom.get("flavor", "markdown")]
        self.original = symptom.get("original")
        if self.original is not None:
            self.file = tempfile.NamedTemporaryFile("w", suffix=".md", encoding="utf-8")
            self.file.write(self.original.rstrip("\n") + "\n")
            self.file.flush()
            self.options += ["--original", self.file.name]
        if symptom.get("off"):
            self.options += ["--extend-select", ",".join(symptom["rules"])]
        self.lint = lint

    def found(self):
        """The names of the rules that find something."""
        return {finding["rule"] for finding in json.loads(self.run("--output-format", "json"))}

    def repaired(self, *options):
        return self.run("--fix", *options)

    def run(self, *options):
        return self.lint([*self.options, *options, "-"], self.text)


def page(lint, fenced):
    """An index, and below it each symptom with its repair."""
    places = named_places()
    parts = []
    for topic in TOPICS:
        parts.append(f"**{topic['name']}**")
        parts.append("\n".join(f"- [{link_text(symptom['see'])}](#{places[id(symptom)]})" for symptom in topic["symptom"]))
    for topic in TOPICS:
        parts.append(f"## {topic['name']}")
        for symptom in topic["symptom"]:
            parts += entry(symptom, places[id(symptom)], Example(symptom, lint), fenced)
    return "\n\n".join(parts)


def named_places():
    """A name for the place of each symptom, from its first rule."""
    places, taken = {}, {}
    for symptom in all_symptoms():
        rule = symptom["rules"][0]
        taken[rule] = taken.get(rule, 0) + 1
        places[id(symptom)] = f"see-{rule}" + (f"-{taken[rule]}" if taken[rule] > 1 else "")
    return places


def link_text(text):
    """Brackets outside code would end the text of a link."""
    parts = re.split(r"(`+[^`]*`+)", text)
    return "".join(part if part.startswith("`") else re.sub(r"[\[\]]", r"\\\g<0>", part) for part in parts)


def entry(symptom, place, example, fenced):
    safe, all_ = example.repaired(), example.repaired("--unsafe-fixes")
    parts = [f"### {UNSEEN.sub('·', symptom['see'])} {{#{place}}}", symptom["why"]]
    if example.original is not None:
        parts += ["The original:", fenced(example.original, "text"), "The translation:"]
    parts.append(fenced(UNSEEN.sub("·", example.text), "text"))
    if all_ != example.text:
        parts.append("copydesk repairs this by itself:" if safe == all_ else "copydesk proposes this repair. Check it before you keep it:")
        parts.append(fenced(UNSEEN.sub("·", all_), "text"))
    else:
        parts.append(f"copydesk shows the place. No program can know what was meant. {symptom.get('do', '')}")
    if symptom.get("off"):
        rules = ", ".join(f'"{rule}"' for rule in symptom["rules"])
        parts.append(f"Turn it on with `extend-select = [{rules}]` in the [settings](settings.md).")
    parts.append(sources(symptom))
    return parts


def sources(symptom):
    """The pages of the rules."""
    link = lambda rule: f"[`{rule}`](rules/{rule}.md)"
    text = "More: " + link(symptom["rules"][0])
    related = [rule for rule in symptom.get("related", []) if rule != symptom["rules"][0]]
    return text + (". Similar: " + ", ".join(map(link, related)) if related else "") + "."
