"""What is installed from the lock file: nothing of it runs code at every start of Python.

A poisoned release of a dependency did so through a `.pth` file, in which a line that begins with
"import" is executed: https://docs.python.org/3/library/site.html
"""

import sysconfig
from pathlib import Path

HARMLESS = {"_virtualenv.pth", "distutils-precedence.pth"}  # of virtualenv and of setuptools
SITE_PACKAGES = Path(sysconfig.get_paths()["purelib"])


def test_no_pth_file_runs_code() -> None:
    running = [
        path.name
        for path in SITE_PACKAGES.glob("*.pth")
        if path.name not in HARMLESS
        and any(line.startswith(("import ", "import\t")) for line in path.read_text().splitlines())
    ]

    assert running == []


def test_every_locked_file_has_a_hash() -> None:
    lock = (Path(__file__).parents[1] / "uv.lock").read_text(encoding="utf-8")
    files = [line for line in lock.splitlines() if "url = " in line and "{ url" in line]

    assert files
    assert all("hash = " in line for line in files)
