#!/usr/bin/env python3
"""Compares copydesk's command line with rumdl, typos and tidy on the same files in the same run, and with the least that
any program has to do: to find the files and to read them (`find` and `cat`).

    cargo build --release && benches/peers.py                     (2,000 generated files of 4 KB)
    benches/peers.py --program PATH --files 20000 --runs 7
    benches/peers.py --folder FOLDER                              (articles of your own)

Where a folder `../shared/corpora/mdn` lies beside the checkout, its articles are measured too, cut into files of 4 KB.

rumdl and typos come from their Python packages, tidy from PATH or, on Debian, from its package; all of it goes into a
cache folder outside the checkout. No program uses a cache of results. Each is run once to warm up, then all in turns; the
median counts. Processor time is that of all threads and child processes; what else the machine does counts less there.
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

try:
    import resource
except ImportError:  # Windows
    resource = None

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


SAMPLES = ROOT / "tests/articles/good"
MDN = ROOT.parent / "shared/corpora/mdn"


def generate(folder, samples, count, kind, size=4_000):
    """Writes `count` articles of about `size` bytes, a hundred a folder, from those in `samples`."""
    texts = [path.read_text("utf-8") for path in sorted(samples.glob(f"*.{kind}"))]
    lines = "".join(text + "\n\n" for text in texts).splitlines(keepends=True)
    folder.mkdir()
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


def processors():
    """Seconds of processors that child processes have taken so far; 0 where the system does not tell."""
    if resource is None:
        return 0.0
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ratio(first, second):
    return f"{first / second:7.2f} x" if second else "      - x"


def run(command, environment):
    """The seconds that a program takes, on the clock and of processors."""
    before = processors()
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
    return time.perf_counter() - start, processors() - before


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
    medians = {name: [statistics.median(part) for part in zip(*values)] for name, values in times.items()}
    (own, own_busy), (floor, floor_busy) = medians["copydesk"], medians["find and cat"]
    for name, (elapsed, busy) in medians.items():
        print(
            f"  {name:<14} {elapsed * 1e3:9.1f} ms {megabytes / elapsed:8.1f} MB/s"
            f" {ratio(elapsed, floor)} find and cat {ratio(elapsed, own)} copydesk;"
            f" processors {busy * 1e3:9.1f} ms {ratio(busy, floor_busy)} {ratio(busy, own_busy)}"
        )


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
    arguments.program = arguments.program.absolute()
    CACHE.mkdir(parents=True, exist_ok=True)
    tools = python_tools()
    with tempfile.TemporaryDirectory() as temporary:
        temporary = Path(temporary)
        if arguments.folder:
            markdown(arguments.folder.name, arguments.folder, arguments, tools)
        else:
            generate(temporary / "md", SAMPLES, arguments.files, "md")
            markdown("Markdown", temporary / "md", arguments, tools)
        if MDN.is_dir() and not arguments.folder:
            generate(temporary / "mdn", MDN, arguments.files, "md")
            markdown("MDN", temporary / "mdn", arguments, tools)
        generate(temporary / "html", SAMPLES, arguments.files, "html")
        compare("HTML", temporary / "html", common(temporary / "html", arguments), arguments.runs)
        # Ten times fewer for a program that takes so much longer.
        few = temporary / "few"
        generate(few, SAMPLES, max(1, arguments.files // 10), "html")
        if found := tidy():
            program, environment = found
            command = f"find '{few}' -type f -print0 | xargs -0 '{program}' -quiet -errors"
            compare("HTML", few, common(few, arguments) | {"tidy": (command, environment)}, arguments.runs)
        else:
            print("\ntidy is neither installed nor to be had as a Debian package: it is left out")


def common(folder, arguments):
    """copydesk, and the least that any program has to do, on as many processors."""
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    each = max(1, files // os.cpu_count())
    readers = f"xargs -0 -P {os.cpu_count()} -n {each} cat >/dev/null"
    return {
        "copydesk": ([arguments.program, "lint", "--isolated", "--quiet", folder], {}),
        "find and cat": (f"find '{folder}' -type f -print0 | {readers}", {}),
    }


def markdown(title, folder, arguments, tools):
    others = {
        "rumdl": ([tools / "rumdl", "check", "--no-cache", "--isolated", "--quiet", folder], {}),
        "typos": ([tools / "typos", "--isolated", "--format", "silent", folder], {}),
    }
    compare(title, folder, common(folder, arguments) | others, arguments.runs)


if __name__ == "__main__":
    main()
