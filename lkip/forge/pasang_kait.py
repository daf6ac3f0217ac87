"""Installing the hook of a server without a forge into a bare repository; somebody else's hook is never replaced."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from lkip.forge.kait import UTAMA
from lkip.problem import CommandError, visible
from lkip.proses.riwayat_git import git

TANDA = "# LKIP: dipasang oleh ./inv serve-hook; jangan diubah dengan tangan, jalankan perintah itu lagi."
# Whoever pushes runs this. The exit codes are those of kait.py: with any other one Python itself has failed.
_NASKAH = """\
#!/bin/sh
{tanda}
mesin={mesin}
python={python}
hubungi='hubungi pengelola server, yang menjalankan lagi ./inv serve-hook'
if ! [ -x "$python" ] || ! [ -r "$mesin/lkip/forge/kait.py" ]; then
  printf 'Kiriman ditolak: program pemeriksa di %s tidak ada atau tidak boleh dibaca; %s.\\n' "$mesin" "$hubungi"
  exit 1
fi
PYTHONPATH="$mesin" PYTHONUTF8=1 "$python" -P -m lkip.forge.kait
hasil=$?
case $hasil in
  0) exit 0 ;;
  3) exit 1 ;;
esac
printf 'Kiriman ditolak: program pemeriksa di %s gagal (%s); %s.\\n' "$mesin" "$hasil" "$hubungi"
exit 1
"""


def pasang(root: Path, repo: Path) -> Iterator[str]:
    """Install the hook that judges with the program in `root`; yield what to print. Done again it changes nothing."""
    bare = _telanjang(repo)
    file = _letak(bare)
    python = Path(sys.executable).absolute()  # not resolved: the link is what belongs to the program's packages
    text = _NASKAH.format(tanda=TANDA, mesin=shlex.quote(str(root.resolve())), python=shlex.quote(str(python)))
    before = file.read_text("utf-8", "replace") if file.exists() else ""
    if before and TANDA not in before:
        msg = (
            f"{visible(str(file))} sudah ada dan bukan dari alat ini, jadi tidak diganti; pindahkan dahulu, "
            "pasang lagi, lalu panggil yang lama dari berkas baru yang memanggil keduanya"
        )
        raise CommandError(msg)
    if before != text or not os.access(file, os.X_OK):
        _tulis(file, text)
    yield f"{visible(str(file))} {'sudah terpasang' if before == text else 'diperbarui' if before else 'dipasang'}."
    yield f"Kiriman diperiksa dengan program di {visible(str(root.resolve()))}; jangan dipindahkan, perbarui di sana."
    yield "Semua yang boleh mengirim harus boleh membaca folder itu."


def _telanjang(repo: Path) -> Path:
    """Return the bare repository, or say what it must be."""
    bare = repo.resolve()
    if not bare.is_dir() or git(bare, "rev-parse", "--is-bare-repository") != b"true\n":
        known = f"; buat dahulu: git init --bare --shared=group -b main {visible(shlex.quote(str(repo)))}"
        mend = "; sebut yang telanjang (git init --bare), bukan salinan kerja" if bare.exists() else known
        msg = f"{visible(str(repo))} bukan repositori git telanjang{mend}"
        raise CommandError(msg)
    if Path(_baris(git(bare, "rev-parse", "--absolute-git-dir"))).resolve() != bare:
        msg = f"{visible(str(repo))} bagian dari repositori lain; sebut folder repositorinya sendiri"
        raise CommandError(msg)
    if (head := _baris(git(bare, "symbolic-ref", "HEAD"))) != UTAMA:
        mend = f"git -C {shlex.quote(str(repo))} symbolic-ref HEAD {UTAMA}"
        msg = f"cabang utama repositori ini {visible(head)}, padahal yang dijaga {UTAMA}; jalankan {visible(mend)}"
        raise CommandError(msg)
    return bare


def _letak(bare: Path) -> Path:
    """Return where git looks for the hook; a folder that other repositories share is left alone."""
    file = bare / _baris(git(bare, "rev-parse", "--git-path", "hooks/pre-receive"))
    if not file.resolve().parent.is_relative_to(bare) or file.is_symlink():
        msg = f"kait repositori ini diatur di {visible(str(file))}, di luar repositorinya; cabut dahulu core.hooksPath"
        raise CommandError(msg)
    return file


def _tulis(file: Path, text: str) -> None:
    """Put the file there at once: a push that comes meanwhile finds the old one or the new one."""
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f"{file.name}.baru")
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.chmod(0o755)
    fresh.replace(file)


def _baris(out: bytes | None) -> str:
    return os.fsdecode(out or b"").removesuffix("\n")
