"""What every test shares: a clock that stands still, and no network beyond this machine."""

import gc
import os
import shutil
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
_REAL_CONNECT = socket.socket.connect

# A busy machine is no fault of the code, and the same code has the same outcome every time;
# `pytest --hypothesis-profile=search` looks for examples that were not tried yet.
settings.register_profile(
    "patient",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", settings.get_profile("patient"), derandomize=False)
settings.load_profile("patient")

# Compiled once for all: the workers and the processes they start took most of a minute for it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Databases that live for one test live in memory where there is room: no disk is waited for.
_IN_MEMORY = Path("/dev/shm")
_ROOM_BYTES = 2 * 1024**3
if _IN_MEMORY.is_dir() and shutil.disk_usage(_IN_MEMORY).free > _ROOM_BYTES:
    os.environ.setdefault("TMPDIR", str(_IN_MEMORY))

for _name in ("http_proxy", "https_proxy", "all_proxy"):  # nothing here is behind one
    os.environ.pop(_name, None)
    os.environ.pop(_name.upper(), None)


LITELLM = frozenset(  # the files whose tests call a model; importing litellm takes 6 s
    {
        "test_carry.py",
        "test_injection_reply.py",
        "test_llm.py",
        "test_llm_calls.py",
        "test_model_chat.py",
        "test_privacy_logs.py",
        "test_prompt_language.py",
    }
)


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: many tests wait for a process or a server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection() -> None:
    """Look for no garbage among thousands of tests that all stay."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage again, as `picks` does, but never again through what was collected."""
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what reads ../shared where it is absent, and say so.

    What imports litellm comes first, side by side: so one worker imports it and no other.
    """
    items.sort(key=lambda item: item.path.name not in LITELLM)
    if SHARED.is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="the real data in ../shared is not here"))


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave this machine."""

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if isinstance(host, str) and self.family != socket.AF_UNIX:
            assert host in {"127.0.0.1", "::1", "localhost"}, f"a test tried to reach {host!r}"
        _REAL_CONNECT(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _small_ballast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay no 8 MB of random bytes beside each database: tests/scoring/test_db.py sees to those."""
    monkeypatch.setattr("scoring.edge.db._BALLAST_BYTES", 64 * 1024)


@pytest.fixture
def now() -> datetime:
    """Return the moment at which every test happens unless it says otherwise."""
    return datetime(2026, 1, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def shared() -> Path:
    """Return the folder of real data; use it only in tests marked `shared`."""
    return SHARED
