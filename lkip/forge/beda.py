"""What `./inv diff` prints: content/ as it lies there against the one of another branch, for people or as a comment."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkip import sejak
from lkip.forge.halaman_beda import HalamanBeda
from lkip.forge.komentar import komentar
from lkip.forge.langkah_sop import Bagian, bagian
from lkip.forge.perbandingan import Perbandingan, Tautan
from lkip.forge.selisih import selisih
from lkip.forge.selisih_teks import baris
from lkip.isi import berkas_isi, tahun_laporan
from lkip.load import CONTENT
from lkip.model import Berkas, Instansi
from lkip.pipeline import check_years
from lkip.problem import CommandError, visible
from lkip.proses.baca import baca_isian, baca_peran, baca_sop
from lkip.proses.pemilik import penyetuju
from lkip.proses.riwayat_git import git
from lkip.sarif import alamat_situs
from lkip.sidik import berkas_dokumen
from lkip.temuan import Seluruh, kumpulkan

# Where a workflow says what it built, and on which commit; `LKIP_ALAMAT_HALAMAN` is the folder of the pictures.
_ALAMAT = {
    "situs": "LKIP_ALAMAT_SITUS",
    "pdf": "LKIP_ALAMAT_PDF",
    "docx": "LKIP_ALAMAT_DOCX",
    "halaman": "LKIP_ALAMAT_HALAMAN",
    "rincian": "LKIP_ALAMAT_RINCIAN",
}
_KOMIT = "LKIP_KOMIT"
# What of the program makes the figures and the documents: both sides are made with what lies here.
_PROGRAM = ("lkip/", "schemas/", "requirements.lock")
# What content/ came to, and the folder that it lies in.
_Isi = tuple[Seluruh, Path]


@dataclass(frozen=True)
class Pilihan:
    """How the comparison is wanted: as Markdown, with the pictures of pages in a folder, after an earlier comment."""

    markdown: bool = False
    halaman: Path | None = None
    lama: Path | None = None


def beda(root: Path, dasar: str, pilihan: Pilihan, env: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Yield what content/ changes against a revision; raises CommandError where there is no such revision."""
    if pilihan.lama and not pilihan.markdown:
        raise CommandError("--previous hanya untuk komentar; tambahkan --markdown")
    if pilihan.halaman and pilihan.halaman.exists() and not pilihan.halaman.is_dir():
        name = visible(str(pilihan.halaman))
        raise CommandError(f"{name} bukan folder; sebut folder untuk gambarnya, misalnya --pages build/halaman")
    found = bandingkan(root, _dasar(root, dasar, env), pilihan.halaman, env)
    if pilihan.markdown:
        earlier = _lama(pilihan.lama)
        if text := komentar(found, earlier):
            yield text.removesuffix("\n")
        return
    yield from baris(found)


def simpan(lines: Sequence[str], file: Path, env: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Write what was found into a file, and where a workflow runs into its summary; yield what to print instead."""
    text = "".join(f"{line}\n" for line in lines)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="")
    except OSError as error:
        msg = f"{visible(str(file))} tidak dapat ditulis; sebut berkas lain, misalnya --out build/komentar.md"
        raise CommandError(msg) from error
    if summary := env.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8", newline="") as handle:
            handle.write(text)
    told = f"{len(text.splitlines())} baris" if text else "tidak ada yang berubah"
    yield f"Selesai: {visible(str(file))}, {told}"


def bandingkan(root: Path, dasar: str, folder: Path | None, env: Mapping[str, str]) -> Perbandingan:
    """Hold content/ as it lies there against where its branch left another one."""
    revision = _pangkal(root, dasar)
    with sejak.checked_out(root, revision) as (old, short):
        then, files = kumpulkan(check_years(old)), (berkas_isi(old), berkas_isi(root))
        now, since = sejak.hadapkan(then, kumpulkan(check_years(root)), dasar, short)
        found = selisih(then.hasil, now.hasil, [(t, why) for t, why in since.buta if _berubah(files, t)])
        pages = _halaman(found.dokumen, (then, old), (now, root), folder) if folder else None
    commit = _komit(root, env)
    others = _berkas_lain(root, revision)
    parts = _bagian(root, _berkas_beda(*files) + others)
    engine = tuple(path for path in others if path.startswith(_PROGRAM))
    return Perbandingan(commit[:7], dasar, short, since, found, parts, pages, _tautan(root, commit, short, env), engine)


def _halaman(years: Sequence[int], then: _Isi, now: _Isi, folder: Path) -> HalamanBeda:
    """Compare the pages of the years whose document is made of other files than before."""
    from lkip.forge.halaman_laporan import bandingkan_laporan  # brings in what makes documents

    sides = [[(h, root) for h in found.hasil if h.laporan and h.tahun in years] for found, root in (then, now)]
    return bandingkan_laporan(zip(*sides, strict=True), folder)


def _dasar(root: Path, dasar: str, env: Mapping[str, str]) -> str:
    """Return what to compare with; a branch that a clone has only from its origin is meant all the same."""
    if not dasar and (target := env.get("GITHUB_BASE_REF")):
        return f"origin/{target}"
    name = dasar or "main"
    there = (git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{at}{name}") for at in ("", "origin/"))
    return f"origin/{name}" if next(there) is None and next(there) is not None else name


def _komit(root: Path, env: Mapping[str, str]) -> str:
    """Return the commit that is told about; of a proposal the workflow knows it, for the merge is checked out."""
    if re.fullmatch("[0-9a-f]{7,64}", named := env.get(_KOMIT, "")):
        return named
    return (git(root, "rev-parse", "HEAD") or b"").decode().strip()


def _pangkal(root: Path, dasar: str) -> str:
    """Return where the branch that is checked out left another one: what that one got since is not this one's."""
    found = git(root, "merge-base", "HEAD", "--end-of-options", dasar) if not dasar.startswith("-") else None
    return found.decode().strip() if found else dasar


def _berkas_beda(then: Iterable[Berkas], now: Iterable[Berkas]) -> list[str]:
    """Return the files of content/ that differ."""
    old, new = ({f.path: f.sha256 for f in side} for side in (then, now))
    return [f"{CONTENT}/{path}" for path in old.keys() | new.keys() if old.get(path) != new.get(path)]


def _berubah(files: Sequence[Sequence[Berkas]], tahun: int) -> bool:
    """Tell whether a year's document is made of other files than before, readable or not."""
    then, now = (berkas_dokumen(side, tahun, tahun_laporan(side)) for side in files)
    return then != now


def _berkas_lain(root: Path, revision: str) -> list[str]:
    """Return what else of the repository differs, by its path from the root of the office's folder."""
    out = git(root, "diff", "--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", revision, "--")
    paths = os.fsdecode(out or b"").split("\0")
    return [path for path in paths if path and not path.startswith(f"{CONTENT}/")]


def _bagian(root: Path, changed: list[str]) -> tuple[Bagian, ...]:
    """Return whose work it is; where what says so cannot be read, the findings tell it, and nobody is named."""
    try:
        name = f"{CONTENT}/instansi.yml"
        office = baca_isian(root / name, name, "instansi", Instansi)
        sop = baca_sop(root)
        return bagian(changed, sop, penyetuju(baca_peran(root), sop, office))
    except CommandError:
        return ()


def _tautan(root: Path, commit: str, short: str, env: Mapping[str, str]) -> Tautan:
    known = {name: env.get(variable, "") for name, variable in _ALAMAT.items()}
    known["situs"] = known["situs"] or alamat_situs(root)
    server, repository = env.get("GITHUB_SERVER_URL", ""), env.get("GITHUB_REPOSITORY", "")
    if server and repository:
        blob = f"{server}/{repository}/blob"
        known |= {"berkas": f"{blob}/{commit}", "berkas_lama": f"{blob}/{short}"}
        if run := env.get("GITHUB_RUN_ID"):
            known["rincian"] = known["rincian"] or f"{server}/{repository}/actions/runs/{run}"
    known["situs"] = f"{known['situs'].rstrip('/')}/" if known["situs"] else ""
    return Tautan(**known)


def _lama(file: Path | None) -> str:
    if file is None:
        return ""
    try:
        return file.read_text("utf-8", "replace")
    except OSError as error:
        msg = f"komentar lama {visible(str(file))} tidak dapat dibaca; hilangkan --previous bila belum ada"
        raise CommandError(msg) from error
