"""Makes a moving PNG of frames: animate.py FOLDER FILE. Of each frame only what changed is kept, in the colours of all."""

import json
import sys
from collections import Counter
from pathlib import Path

from PIL import Image

# As many as a palette may hold, but for one for what stays as it is.
COLOURS = 255


def palette(frames):
    """The colours that are seen most: those of surfaces and letters stay exact, and their blurred edges come close."""
    seen = Counter()
    for frame in frames:
        seen.update({colour: count for count, colour in frame.getcolors(frame.width * frame.height)})
    colours = [part for colour, _ in seen.most_common(COLOURS) for part in colour]
    image = Image.new("P", (1, 1))
    image.putpalette(colours)
    return image


def main(folder, file):
    frames = [Image.open(path).convert("RGB") for path in sorted(folder.glob("*.png"))]
    durations = json.loads((folder / "durations.json").read_text())
    common = palette(frames)
    first, *others = (frame.quantize(palette=common, dither=Image.Dither.NONE) for frame in frames)
    first.save(file, save_all=True, append_images=others, duration=durations, loop=0, optimize=True)
    print(f"{file}: {len(frames)} frames, {file.stat().st_size // 1024} KB")


main(*map(Path, sys.argv[1:3]))
