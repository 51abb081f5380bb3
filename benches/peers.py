#!/usr/bin/env python3
"""Compares copydesk's command line with rumdl, typos and tidy on the same files in the same run.

    cargo build --release && benches/peers.py                     (2,000 generated files of 4 KB)
    benches/peers.py --program PATH --files 20000 --runs 7
    benches/peers.py --folder FOLDER                              (articles of your own)

rumdl and typos come from their Python packages, tidy from PATH or, on Debian, from its package; all of it goes into a
cache folder outside the checkout. No program uses a cache of results. Each is run once to warm up, then all in turns; the
median counts.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "copydesk-peers"


def python_tools():
    """The folder with the programs of the Python packages."""
    folder = CACHE / "venv"
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not (programs / "rumdl").exists() or not (programs / "typos").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "rumdl", "typos"], check=True)
    return programs


def tidy():
    """The path of tidy and the environment that it needs, or None where it cannot be had."""
    if found := shutil.which("tidy"):
        return found, {}
    folder = CACHE / "tidy"
    program = folder / "usr/bin/tidy"
    if not program.exists() and shutil.which("apt-get") and shutil.which("dpkg-deb"):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = subprocess.run(["apt-cache", "depends", "tidy"], capture_output=True, text=True, check=False).stdout
        library = [line.split()[-1] for line in wanted.splitlines() if "Depends: libtidy" in line]
        subprocess.run(["apt-get", "download", "tidy", *library], cwd=folder, check=False, capture_output=True)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    if not program.exists():
        return None
    libraries = {str(path.parent) for path in folder.glob("usr/lib/**/libtidy*")}
    return str(program), {"LD_LIBRARY_PATH": ":".join(sorted(libraries))}


def sample(kind):
    folder = ROOT / "tests/articles/good"
    return "\n\n".join(path.read_text("utf-8") for path in sorted(folder.glob(f"*.{kind}")))


def generate(folder, count, kind, size=4_000):
    """Writes `count` articles of about `size` bytes, a hundred a folder."""
    lines = (sample(kind) + "\n\n").splitlines(keepends=True)
    at = 0
    for number in range(count):
        article, length = [], 0
        while length < size:
            article.append(lines[at % len(lines)])
            length += len(article[-1].encode())
            at += 1
        path = folder / f"{number // 100:04}" / f"{number:06}.{kind}"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(article), "utf-8")


def run(command, environment):
    start = time.perf_counter()
    done = subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
        shell=isinstance(command, str),
        check=False,
    )
    # Linters say by 1 or 2 that they found something.
    if done.returncode not in (0, 1, 2, 123):
        sys.exit(f"{command} failed with {done.returncode}")
    return time.perf_counter() - start


def compare(title, folder, programs, runs):
    files = [path for path in folder.rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    print(f"\n{title}: {len(files)} files, {megabytes:.1f} MB, median of {runs} runs on {os.cpu_count()} processors")
    for command, environment in programs.values():
        run(command, environment)
    times = {name: [] for name in programs}
    for _ in range(runs):
        for name, (command, environment) in programs.items():
            times[name].append(run(command, environment))
    own = statistics.median(times["copydesk"])
    for name, values in times.items():
        median = statistics.median(values)
        print(f"  {name:<18} {median * 1e3:9.1f} ms {megabytes / median:9.1f} MB/s {median / own:8.2f} x copydesk")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    parser.add_argument("--program", default=Path(target) / "release/copydesk", type=Path, help="copydesk")
    parser.add_argument("--files", default=2_000, type=int, help="how many files are generated")
    parser.add_argument("--runs", default=5, type=int, help="how often each program is run")
    parser.add_argument("--folder", type=Path, help="a folder with Markdown articles of your own")
    arguments = parser.parse_args()
    if not arguments.program.exists():
        sys.exit(f"{arguments.program} does not exist; run cargo build --release, or name it with --program")
    CACHE.mkdir(parents=True, exist_ok=True)
    tools = python_tools()
    with tempfile.TemporaryDirectory() as temporary:
        markdown, html = arguments.folder or Path(temporary) / "md", Path(temporary) / "html"
        html.mkdir()
        if not arguments.folder:
            markdown.mkdir()
            generate(markdown, arguments.files, "md")
        generate(html, max(1, arguments.files // 10), "html")
        copydesk = lambda folder: ([arguments.program, "lint", "--isolated", "--quiet", folder], {})
        # The least that any program has to do: find the files and read them, on as many processors.
        readers = f"xargs -0 -P {os.cpu_count()} -n {max(1, arguments.files // os.cpu_count())} cat >/dev/null"
        programs = {
            "copydesk": copydesk(markdown),
            "walk and read": (f"find '{markdown}' -type f -print0 | {readers}", {}),
            "rumdl": ([tools / "rumdl", "check", "--no-cache", "--isolated", "--quiet", markdown], {}),
            "typos": ([tools / "typos", "--isolated", "--format", "silent", markdown], {}),
        }
        compare("Markdown", markdown, programs, arguments.runs)
        if found := tidy():
            program, environment = found
            command = f"find '{html}' -type f -print0 | xargs -0 '{program}' -quiet -errors"
            compare("HTML", html, {"copydesk": copydesk(html), "tidy": (command, environment)}, arguments.runs)
        else:
            print("\ntidy is neither installed nor to be had as a Debian package: it is left out")


if __name__ == "__main__":
    main()
