"""Packs lists of words into `words.txt`, or prints those that it holds.

    python3 src/tokens/words/pack.py COMMON FURTHER
    python3 src/tokens/words/pack.py --unpack common|further

COMMON and FURTHER are files of small letters, one word a line. `lists.rs` says how they are packed.
"""

import os
import re
import string
import sys

#: How many words a line has.
LINE = 128
PACKED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.txt")
FURTHER, COMMON = string.digits, string.ascii_uppercase[:10]


def pack(words, common):
    """The line of some words, which are sorted."""
    packed, before = "", ""
    for word in words:
        shared = len(os.path.commonprefix([before, word]))
        nines, rest = divmod(len(before) - shared, 9)
        signs = COMMON if word in common else FURTHER
        packed += signs[9] * nines + (signs[rest] if rest or not nines else "") + word[shared:]
        before = word
    return packed


def unpack(line):
    """The words of a line, each with whether it is common."""
    word = ""
    for signs, letters in re.findall("([^a-z]+)([a-z]+)", line):
        row = COMMON if signs[0] in COMMON else FURTHER
        word = word[: len(word) - sum(map(row.index, signs))] + letters
        yield word, row == COMMON


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    if arguments[0] == "--unpack":
        with open(PACKED, encoding="ascii") as file:
            words = [pair for line in file for pair in unpack(line.strip())]
        print("\n".join(word for word, is_common in words if is_common == (arguments[1] == "common")))
        return
    common, further = (set(open(name, encoding="ascii").read().split()) for name in arguments)
    words = sorted(common | further)
    with open(PACKED, "w", encoding="ascii", newline="\n") as file:
        for first in range(0, len(words), LINE):
            file.write(pack(words[first : first + LINE], common) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
