"""The peer as it installs by itself: an environment of its own in `.bench/`, made once from `requirements/peer.txt`.

In our environment the peer would borrow our YAML parser in C, which it does not bring itself, and look twice as fast as
its users know it. That parser can be lent to it on purpose, for who wants to know what the parser alone explains.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import venv
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

NAME = "check-jsonschema"
ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "peer.txt"
FOLDER = ROOT / ".bench"
PARSER = "_ruamel_yaml"
"""The parser in C, as Python knows it."""


@cache
def script() -> Path:
    """Give the peer's command, installed first when it is not there yet. RuntimeError when that cannot be done."""
    home, stamp = FOLDER / "peer", FOLDER / "peer.made"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != _wanted():
        print(f"Installing {NAME} into {FOLDER.name}/ (once)", file=sys.stderr, flush=True)
        stamp.unlink(missing_ok=True)
        _install(home)
        stamp.write_text(_wanted(), encoding="utf-8")
    return home / "bin" / NAME


def versions(*names: str) -> dict[str, str]:
    """Give the versions that the lock of the peer names; a package that it does not have is `absent`."""
    locked = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    return {name: locked.get(re.sub("[-_.]+", "-", name), "absent") for name in names}


@cache
def lent_parser() -> Path:
    """Give a folder with our YAML parser in C and nothing else, for the peer's path. RuntimeError when we have none."""
    found = find_spec(PARSER)
    if found is None or found.origin is None:
        raise RuntimeError("there is no ruamel.yaml.clib in this environment; `make setup` installs it")
    folder = FOLDER / "lent"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy2(found.origin, folder)
    return folder


def _wanted() -> str:
    """Say what the environment was made for: this place, this Python and this lock."""
    return f"{FOLDER} {sys.version} {sha256(LOCK.read_bytes()).hexdigest()}"


def _install(home: Path) -> None:
    venv.create(home, clear=True, with_pip=True)
    pip = (str(home / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", str(LOCK)], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if done.returncode:
        raise RuntimeError(f"{NAME} could not be installed:\n{done.stderr[-2000:]}")
