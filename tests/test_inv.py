"""The wrapper `inv`, as a user runs it, in a little repository of its own, without a network.

The lock names one wheel by its hash: a stand-in for invoke that tells how it was called. pip and .venv are real.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

INV = Path(__file__).parent.parent / "inv"
WHEEL = "invoke-1.0-py3-none-any.whl"
PREPARING = "Menyiapkan .venv dari requirements.lock; sekali saja, beberapa menit ...\n"

# What stands in for invoke: how it was called, on stdout; then the exit code that was asked for.
STAND_IN = """\
import json, os, sys
told = {"argv": sys.argv[1:], "cwd": os.getcwd(), "prefix": sys.prefix, "safe": sys.flags.safe_path}
print(json.dumps({**told, "utf8": sys.flags.utf8_mode}))
sys.exit(next((int(a[7:]) for a in sys.argv if a.startswith("keluar-")), 0))
"""
# `python -m venv` of the standard library, but pip is linked instead of unpacked: a tenth of the time.
QUICK_VENV = """\
import os, sys
sys.path.remove(os.path.dirname(os.path.dirname(__file__)))
del sys.modules["venv"]
import venv
venv.create(sys.argv[1], symlinks=True)
version = "python{0}.{1}".format(*sys.version_info)
os.symlink(os.environ["UJI_PIP"], os.path.join(sys.argv[1], "lib", version, "site-packages", "pip"))
"""


def make_wheel(folder: Path) -> None:
    """Write the stand-in as a wheel, and the lock that names it."""
    files = {
        "invoke/__init__.py": "",
        "invoke/__main__.py": STAND_IN,
        "invoke-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: invoke\nVersion: 1.0\n",
        "invoke-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: uji\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "invoke-1.0.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(text)},{len(text)}" for name, text in files.items()]
    with zipfile.ZipFile(folder / WHEEL, "w") as wheel:
        for name, text in {**files, record: "\n".join([*lines, f"{record},,", ""])}.items():
            wheel.writestr(name, text)
    digest = hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()
    (folder / "requirements.lock").write_text(f"./{WHEEL} --hash=sha256:{digest}\n")


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with the wrapper, in a folder whose name has a space and a letter beyond ASCII."""
    root = tmp_path / "kantor kécamatan"
    root.mkdir()
    shutil.copy2(INV, root / "inv")
    make_wheel(root)
    return root


@pytest.fixture
def quick(tmp_path: Path) -> dict[str, str]:
    """Settings under which .venv is made quickly."""
    folder = tmp_path / "cepat" / "venv"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "__main__.py").write_text(QUICK_VENV)
    pip = importlib.util.find_spec("pip")
    assert pip is not None and pip.origin is not None
    return {"PYTHONPATH": str(folder.parent), "UJI_PIP": str(Path(pip.origin).parent)}


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """No network, no settings of pip or Python from outside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return {**kept, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, **extra}


def run(
    root: Path, *args: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "inv"), *args]
    return subprocess.run(
        command, cwd=cwd or root, env=environment(env or {}), capture_output=True, encoding="utf-8", check=False
    )


def told(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What the stand-in says about its call; the wrapper itself must not speak on stdout."""
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_the_first_run_installs_and_every_other_is_silent_and_only_hands_over(repo: Path) -> None:
    first = run(repo, "check", "--github")
    assert (first.returncode, first.stderr) == (0, PREPARING)
    assert told(first) == {
        "argv": ["--search-root", str(repo), "check", "--github"],
        "cwd": str(repo),
        "prefix": str(repo / ".venv"),
        "safe": True,
        "utf8": 1,
    }
    made = (repo / ".venv" / "terpasang.lock").stat().st_mtime_ns

    again = run(repo, "check", "keluar-7")
    assert (again.returncode, again.stderr) == (7, "")
    assert told(again)["argv"][2:] == ["check", "keluar-7"]
    assert told(run(repo))["argv"][2:] == ["--list"]

    below = repo / "content" / "2023"
    below.mkdir(parents=True)
    (below / "json.py").write_text("raise SystemExit('a file of the folder hid a module of Python')\n")
    elsewhere = run(repo, "build", cwd=below)
    assert (elsewhere.returncode, elsewhere.stderr) == (0, "")
    assert told(elsewhere)["argv"] == ["--search-root", str(repo), "build"]
    assert told(elsewhere)["cwd"] == str(below)

    bare = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    direct = subprocess.run(["./inv", "fmt"], cwd=repo, env=bare, capture_output=True, encoding="utf-8", check=False)
    assert (direct.returncode, direct.stderr) == (0, "")
    assert (repo / ".venv" / "terpasang.lock").stat().st_mtime_ns == made


def test_a_changed_lock_an_unfinished_installation_and_a_moved_folder_are_installed_anew(
    repo: Path, quick: dict[str, str]
) -> None:
    stamp, leftover = repo / ".venv" / "terpasang.lock", repo / ".venv" / "sisa"

    def installs_anew(root: Path) -> bool:
        done = run(root, "check", env=quick)
        assert done.returncode == 0, done.stderr
        assert told(done)["prefix"] == str(root / ".venv")
        return done.stderr == PREPARING

    assert installs_anew(repo)
    assert not installs_anew(repo)
    leftover.touch()
    with (repo / "requirements.lock").open("a") as lock:
        lock.write("# a package less\n")
    assert installs_anew(repo) and not leftover.exists()
    leftover.touch()
    stamp.unlink()  # written last, so a killed installation has none
    assert installs_anew(repo) and not leftover.exists()
    moved = repo.rename(repo.with_name("pindah"))
    assert installs_anew(moved)
    assert not installs_anew(moved)


def test_a_download_that_is_not_the_locked_one_is_refused_and_leaves_no_environment(
    repo: Path, quick: dict[str, str]
) -> None:
    good = (repo / WHEEL).read_bytes()
    (repo / WHEEL).write_bytes(good + b"\0")
    done = run(repo, "build", env=quick)
    assert (done.returncode, done.stdout) == (2, "")
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert done.stderr.endswith(
        "Pemasangan paket ke .venv gagal; sebabnya tertulis di atas. Yang dapat dicoba:\n"
        "- Periksa sambungan internet dan ruang disk (perlu sekitar 1 GB), lalu ulangi perintah yang sama.\n"
        "- Di belakang proksi kantor: export HTTPS_PROXY=http://alamat-proksi:port\n"
        "- Bila sertifikat ditolak: export PIP_CERT=/jalur/ke/sertifikat-kantor.pem\n"
        '- Bila tertulis "hashes": berkas unduhan tidak sama dengan yang dikunci; jangan dipakai, laporkan.\n'
    )
    assert not (repo / ".venv").exists()
    (repo / WHEEL).write_bytes(good)
    assert run(repo, "build", env=quick).returncode == 0


def test_a_package_without_a_hash_is_refused(repo: Path, quick: dict[str, str]) -> None:
    (repo / "requirements.lock").write_text(f"./{WHEEL}\n")
    done = run(repo, "build", env=quick)
    assert done.returncode == 2 and "Hashes are required in --require-hashes mode" in done.stderr


def test_two_at_once_install_once(repo: Path, quick: dict[str, str]) -> None:
    command = [sys.executable, str(repo / "inv"), "check"]
    both = [
        subprocess.Popen(command, env=environment(quick), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(PREPARING in stderr for _, stderr in said) == [False, True]
    assert all(json.loads(stdout)["prefix"] == str(repo / ".venv") for stdout, _ in said)


# --- what the wrapper says where it cannot go on -----------------------------------------------------------------


def run_with(root: Path, prelude: str) -> subprocess.CompletedProcess[str]:
    """Run the wrapper in a Python that `prelude` has changed."""
    code = f"import runpy, sys\n{prelude}\nsys.argv = ['inv', 'build']\nrunpy.run_path('inv', run_name='__main__')\n"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=environment({}), capture_output=True, encoding="utf-8", check=False
    )


def test_an_old_python_gets_as_far_as_the_message(repo: Path) -> None:
    ast.parse(INV.read_text("utf-8"), feature_version=(3, 6))
    done = run_with(repo, "sys.version_info = (3, 8, 10, 'final', 0)")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Python 3.8 terlalu lama; dibutuhkan Python 3.11 atau lebih baru.\n"
        "Bila sudah terpasang dengan nama lain, sebut namanya, misalnya: python3.12 inv build\n"
    )
    assert not (repo / ".venv").exists()


@pytest.mark.parametrize("missing", ["ensurepip", "venv"])
def test_a_python_without_ensurepip_is_told_what_to_install(missing: str, repo: Path) -> None:
    prelude = f"""
class WithoutOne:
    def __init__(self, finder):
        self.finder = finder
    def find_spec(self, name, *args):
        return None if name == {missing!r} else self.finder.find_spec(name, *args)
sys.meta_path = [WithoutOne(finder) for finder in sys.meta_path]
"""
    done = run_with(repo, prelude)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Python ini tidak dapat membuat lingkungan .venv karena modul ensurepip tidak ada.\n"
        "Pasang dahulu (Debian, Ubuntu): sudo apt install python3-venv\n"
        "Sesudah itu ulangi perintah yang sama.\n"
    )
    assert not (repo / ".venv").exists()


def test_without_a_lock_it_is_named_and_the_environment_stays(repo: Path) -> None:
    (repo / "requirements.lock").unlink()
    (repo / ".venv").mkdir()
    done = run(repo, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert str(repo / "requirements.lock") in done.stderr and "Traceback" not in done.stderr
    assert (repo / ".venv").is_dir()


def test_a_console_that_has_not_the_character_still_gets_the_message(repo: Path) -> None:
    (repo / "requirements.lock").unlink()
    done = run(repo, "build", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2 and "kantor k?camatan" in done.stderr
