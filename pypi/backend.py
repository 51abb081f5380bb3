"""Builds the package for pip (PEP 517): maturin builds the module, and the program goes into the wheel beside it.

maturin takes what is in `copydesk._native.data` along; a program that is there already (a release puts one there that is linked for
old systems) is left as it is. MATURIN_PEP517_ARGS counts for the program too, as far as both take its options.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

import maturin
from maturin import (  # noqa: F401
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_wheel,
)

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "copydesk._native.data"
PROGRAM = "copydesk.exe" if os.name == "nt" else "copydesk"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _with_program(lambda: maturin.build_wheel(wheel_directory, config_settings, metadata_directory))


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return _with_program(lambda: maturin.build_editable(wheel_directory, config_settings, metadata_directory))


def _with_program(build):
    place = DATA / "scripts" / PROGRAM
    if place.exists():
        return build()
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Installed by cargo, which knows where it builds.
        with tempfile.TemporaryDirectory() as folder:
            command = ["cargo", "install", "--quiet", "--locked", "--path", str(ROOT), "--root", folder, "--no-track"]
            subprocess.run([*command, *_options()], cwd=ROOT, check=True)
            shutil.copy2(Path(folder) / "bin" / PROGRAM, place)
        return build()
    finally:
        place.unlink(missing_ok=True)
        for folder in (place.parent, DATA):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _options():
    """Those of maturin's options that `cargo install` takes as well."""
    given = shlex.split(os.environ.get("MATURIN_PEP517_ARGS", ""))
    kept, rest = [], iter(given)
    for option in rest:
        name, _, value = option.partition("=")
        if name in ("--profile", "--target"):
            kept += [name, value or next(rest)]
        elif name in ("--offline", "--frozen"):
            kept.append(name)
    return kept
