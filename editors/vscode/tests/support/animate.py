"""Makes a moving PNG of frames: animate.py FOLDER FILE. Of each frame only what changed is kept, in the colours of all."""

import json
import sys
from pathlib import Path

from PIL import Image

# An editor shows few colours; more make the file larger, and nobody sees them.
COLOURS = 96


def main(folder, file):
    frames = [Image.open(path).convert("RGB") for path in sorted(folder.glob("*.png"))]
    durations = json.loads((folder / "durations.json").read_text())
    # One palette for all, so that what stays the same keeps its colour.
    all_frames = Image.new("RGB", (frames[0].width, sum(frame.height for frame in frames)))
    for index, frame in enumerate(frames):
        all_frames.paste(frame, (0, index * frame.height))
    palette = all_frames.quantize(COLOURS, method=Image.Quantize.MEDIANCUT)
    first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames)
    first.save(file, save_all=True, append_images=others, duration=durations, loop=0, optimize=True)
    print(f"{file}: {len(frames)} frames, {file.stat().st_size // 1024} KB")


main(*map(Path, sys.argv[1:3]))
