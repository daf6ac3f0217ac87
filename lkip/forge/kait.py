"""What a server without a forge runs before a push counts (pre-receive): it refuses, in sentences, or lets through.

On `main` a new galat is refused, for there the report is made. On any other branch only what nobody could read or what
is not safe (a broken file, a link): half-done work may be kept and shown. A push never rewrites what the process is
read from: `main` and its first parents, the branch of the records, the tags `lkip-*`. Whatever goes wrong in here, the
push is refused.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lkip.forge.berkas_polos import bukan_polos
from lkip.load import CONTENT
from lkip.problem import CommandError, Problem, has_errors, visible
from lkip.proses import riwayat_git as g
from lkip.proses.catatan import CABANG

# What reads content/ is imported where it is needed: a push that moves a tag is answered at once.
UTAMA, CATATAN, TAG = "refs/heads/main", f"refs/heads/{CABANG}", "refs/tags/lkip-"
DITERIMA, DITOLAK = 0, 3  # Python itself ends with 1 or 2 where it cannot even begin
_PALING = 30


@dataclass(frozen=True)
class Perintah:
    """What is asked of a name: from which commit to which; a name that is not there yet, or goes, has only zeros."""

    lama: str
    baru: str
    ref: str

    @property
    def dibuat(self) -> bool:
        """Whether there was nothing under this name."""
        return not self.lama.strip("0")

    @property
    def dihapus(self) -> bool:
        """Whether the name is to go."""
        return not self.baru.strip("0")


@dataclass(frozen=True)
class Server:
    """The bare repository, and a repository of a moment's life that sees its objects and those that are pushed."""

    bare: Path
    sementara: Path


def tolak(server: Server, commands: Iterable[Perintah]) -> Iterator[str]:
    """Yield why a push is refused; nothing where it may pass. Content is read only where the names themselves may."""
    asked = tuple(commands)
    wrong = [why for one in asked if (why := _nama(server, one))]
    yield from wrong
    for one in () if wrong else asked:
        if one.ref.startswith("refs/heads/") and not one.dihapus:
            yield from _cabang(server, one)


def _nama(server: Server, one: Perintah) -> str:
    """Say why a name may not be moved so."""
    name = visible(one.ref)
    if one.ref.startswith(TAG) and not one.dibuat:
        return f"{name}: tag lkip-* tidak dipindahkan dan tidak dihapus; buat tag baru dengan versi berikutnya"
    if one.ref not in (UTAMA, CATATAN) or one.dibuat:
        return ""
    if one.dihapus:
        return f"{name}: cabang ini tidak dihapus, sebab keadaan langkah SOP dibaca darinya"
    if g.git(server.sementara, "merge-base", "--is-ancestor", one.lama, one.baru) is None:
        mend = "ambil dahulu (git pull --rebase), lalu kirim lagi tanpa --force"
        return f"{name}: kiriman ini membuang komit yang sudah ada di server; {mend}"
    if one.ref == UTAMA and one.lama not in g.garis_utama(server.sementara, one.baru, UTC):
        mend = "jalankan git rebase origin/main, lalu kirim lagi"
        return f"{name}: gabungan ini menaruh riwayat server di sisi samping, bukan di garis utama; {mend}"
    return ""


def _cabang(server: Server, one: Perintah) -> Iterator[str]:
    """Yield what is wrong with the content of a branch."""
    root, wrong = server.sementara, []
    if unsafe := [str(p) for p in bukan_polos(server.sementara, one.baru)]:
        wrong = unsafe
    elif _letakkan(root, one.baru):
        wrong = [str(p) for p in (_utama(root, one) if one.ref == UTAMA else _bentuk(server, one))]
    elif one.ref == UTAMA:
        wrong = [f"main: folder {CONTENT}/ tidak ada pada komit {one.baru[:7]}; kembalikan"]
    yield from wrong
    if one.ref == UTAMA and not wrong:
        yield from _wewenang(root, one)


def _letakkan(root: Path, commit: str) -> bool:
    """Lay the content of a commit into the folder, in place of what lies there; False where it has none."""
    shutil.rmtree(root / CONTENT, ignore_errors=True)
    if g.git(root, "rev-parse", "--verify", "--quiet", f"{commit}:{CONTENT}") is None:
        return False
    for command in (
        ("update-ref", "--no-deref", "HEAD", commit),
        ("read-tree", "--empty"),
        ("read-tree", f"--prefix={CONTENT}/", f"{commit}:{CONTENT}"),
        ("checkout-index", "--all", "--quiet"),
    ):
        if g.git(root, *command) is None:
            msg = f"isi komit {commit[:7]} tidak dapat dibaca dari git; periksa repositori Anda dengan git fsck"
            raise CommandError(msg)
    return True


def _utama(root: Path, one: Perintah) -> Iterable[Problem]:
    """Return the galat that a push brings to `main`; those that stood there already do not hold up their mending.

    Both sides are compared only where that can tell something: a galat stands here, or a list of frozen findings is
    another than before.
    """
    from lkip.pipeline import check_all
    from lkip.sejak import bandingkan

    found: Iterable[Problem] = check_all(root)
    before = {} if one.dibuat else g.daftar_berkas(root, one.lama, CONTENT)
    if before and (has_errors(found) or _beku(before) != _beku(g.daftar_berkas(root, one.baru, CONTENT))):
        g.git(root, "update-ref", UTAMA, one.lama)  # by this name people are told
        since = bandingkan(root, "main")[1]
        found = [t.problem for t in (*since.baru, *since.tak_tentu)]
    return [p for p in found if p.level == "galat"]


def _beku(files: Mapping[str, str]) -> dict[str, str]:
    return {path: blob for path, blob in files.items() if path.endswith("/temuan-lama.yml")}


def _bentuk(server: Server, one: Perintah) -> Iterator[Problem]:
    """Yield what cannot be read of a branch, in the files that it does not have as `main` has them."""
    from lkip.isi import read_content

    main = g.komit(server.bare, UTAMA)
    known = g.daftar_berkas(server.bare, main, CONTENT) if main else {}
    here = g.daftar_berkas(server.sementara, one.baru, CONTENT)
    for p in read_content(server.sementara).problems:
        path = p.source.path
        if p.level == "galat" and (path not in here or here[path] != known.get(path)):
            yield p


def _wewenang(root: Path, one: Perintah) -> Iterator[str]:
    """Yield which change of the list of roles or the SOP would not hold: who may what is changed with a signature."""
    from lkip.proses.baca import DAFTAR, Riwayat

    told = Riwayat(root, datetime.now().astimezone().year)  # lists are of no year
    since = told.urutan.get(one.lama, -1)
    refused = [(DAFTAR[0], t.versi.komit, t.sebab) for t in told.peran.tertolak]
    refused += [(DAFTAR[1], t.versi.komit, t.sebab) for t in told.sop.tertolak]
    for name, commit, why in refused:
        if told.urutan[commit] > since:
            mend = f"tandatangani dengan ./inv sign {name} --kunci KUNCI, komit {name}.sig, lalu kirim lagi"
            yield f"{name}: perubahan pada komit {commit[:7]} tidak berlaku: {visible(why)}; {mend}"


# --- the hook's process ------------------------------------------------------------------------------------------


@contextmanager
def server(bare: Path, environ: Mapping[str, str]) -> Iterator[Server]:
    """Make a repository that sees the objects of the bare one and those that wait in quarantine; it lasts as long."""
    waiting = [environ.get("GIT_OBJECT_DIRECTORY", ""), *environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(":")]
    objects = [bare / "objects", *(bare / path for path in waiting if path)]
    with tempfile.TemporaryDirectory(prefix="lkip-kait-") as name:
        root = Path(name).resolve()
        if g.git(root, "init", "-q", "--template=") is None:
            msg = f"folder sementara {visible(name)} tidak dapat dibuat; periksa ruang disk server"
            raise CommandError(msg)
        file = root / ".git/objects/info/alternates"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"".join(os.fsencode(path) + b"\n" for path in objects))
        yield Server(bare, root)


def _tanpa_git(environ: MutableMapping[str, str]) -> dict[str, str]:
    """Take git's own variables out of an environment, since they name another repository; return what they were."""
    return {name: environ.pop(name) for name in list(environ) if name.startswith("GIT_")}


def _masukan() -> list[str]:
    return os.fsdecode(sys.stdin.buffer.read()).removesuffix("\n").split("\n")


def baris(why: list[str]) -> Iterator[str]:
    """Yield what whoever pushed reads: nothing where nothing is wrong."""
    if why:
        yield "Kiriman ditolak. Perbaiki yang berikut, komit, lalu kirim lagi:"
    yield from why[:_PALING]
    if len(why) > _PALING:
        yield f"dan {len(why) - _PALING} lagi; lihat semuanya dengan ./inv check"


def main() -> int:
    """Read from git what is asked, and answer; called by the hook in the folder of the bare repository."""
    try:
        given = _tanpa_git(os.environ)
        asked = [Perintah(*line.split(" ", 2)) for line in _masukan()]
        with server(Path(given.get("GIT_DIR", ".")).resolve(), given) as both:
            why = list(tolak(both, asked))
    except CommandError as error:
        why = [visible(str(error))]
    except Exception:
        told = [visible(line) for line in traceback.format_exc().splitlines()]
        why = ["pemeriksa di server gagal; teruskan baris-baris berikut kepada pengelola server", *told]
    for line in baris(why):
        print(line, flush=True)
    return DITOLAK if why else DITERIMA


if __name__ == "__main__":
    sys.exit(main())
