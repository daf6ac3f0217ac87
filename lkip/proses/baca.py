"""Work tree and Git history → the state of a year's process: the shell around the pure parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from lkip.load import CONTENT, parse_yaml, read_text
from lkip.model import DaftarPeran, Isian, KalenderKerja, Peristiwa, Sop, build
from lkip.problem import CommandError, Problem, has_errors, visible
from lkip.proses import riwayat_git as g
from lkip.proses.catatan import CABANG, RantaiCatatan, rantai_catatan
from lkip.proses.jam_kerja import JamKerja, jam_kerja
from lkip.proses.keadaan import CatatanTerakhir, Keadaan, Putusan, susun
from lkip.proses.peran import BERKAS, BERKAS_SOP, sebab_peran, sebab_sop
from lkip.proses.rantai import Rantai, rangkai
from lkip.proses.rantai import Versi as VersiBertanda
from lkip.proses.tanda_tangan import Tanda, badan, periksa
from lkip.proses.wewenang import Dasar, Klaim, TagGit, TandaMasuk, baca_tag, putuskan
from lkip.validate import validate

B = TypeVar("B", bound=Isian)
_PERAN, _SOP = f"{CONTENT}/{BERKAS}", f"{CONTENT}/{BERKAS_SOP}"
DAFTAR = (_PERAN, _SOP)
_BERTANDA = tuple(f"{name}{end}" for name in DAFTAR for end in ("", ".sig"))


def keadaan_tahun(root: Path, tahun: int, kini: datetime | None = None) -> Keadaan:
    """Return how far the process of a year is, as the main line of the checked-out branch tells it."""
    jam = baca_jam(root)
    now = kini.replace(tzinfo=jam.zona) if kini and kini.tzinfo is None else kini or datetime.now(jam.zona)
    told = Riwayat(root, tahun)
    return keadaan_riwayat(told, dinilai(told), jam, now)


def dinilai(told: Riwayat) -> tuple[Putusan, ...]:
    """Return every event that the main line has ever held, each with its verdict."""
    return tuple(_putusan(told))


def keadaan_riwayat(told: Riwayat, dinilai: Sequence[Putusan], jam: JamKerja, now: datetime) -> Keadaan:
    """Return the state of a year at a moment, out of a history that was read and judged."""
    state = _susun(told, dinilai, jam, now, told.sop.pada(told.kepala) or baca_sop(told.root))
    told_of = (*told.peringatan(), *_libur(jam, now))
    return replace(state, tertunda=tuple(told.tertunda()), peringatan=told_of, catatan=told.catatan_terakhir)


def _susun(told: Riwayat, dinilai: Sequence[Putusan], jam: JamKerja, now: datetime, kini: Sop) -> Keadaan:
    """Lay the events over the SOP; a year that was done under an earlier SOP stays as that one had it."""
    daftar = told.peran.pada(told.kepala)
    counted = max((p for p in dinilai if p.dasar), key=lambda p: told.urutan[p.komit], default=None)
    then = told.sop.pada(counted.komit) if counted else None
    state = susun(told.tahun, (then or kini).langkah, dinilai, jam, daftar, now)
    return state if then and state.giliran is None else susun(told.tahun, kini.langkah, dinilai, jam, daftar, now)


def tahun_proses(root: Path) -> int:
    """Return the newest year whose process has begun, or else the newest year there is."""
    years = sorted(int(f.name) for f in (root / CONTENT).glob("[0-9][0-9][0-9][0-9]") if f.is_dir())
    if not years:
        msg = "belum ada folder tahun di content/; buat misalnya content/2023"
        raise CommandError(msg)
    return max((y for y in years if (root / CONTENT / str(y) / "proses").is_dir()), default=years[-1])


def saat(teks: str, opsi: str) -> datetime:
    """Read a moment as people type it: a day, or a day and an hour, in the office's time where no zone is given."""
    try:
        return datetime.fromisoformat(teks)
    except ValueError as error:
        msg = f"{opsi} '{visible(teks)}' bukan tanggal dan jam; tulis misalnya {opsi} 2024-02-20T10:00"
        raise CommandError(msg) from error


def baca_sop(root: Path) -> Sop:
    """Return the SOP, or say that it must be mended first."""
    return baca_isian(root / CONTENT / "sop.yml", f"{CONTENT}/sop.yml", "sop", Sop)


def baca_jam(root: Path) -> JamKerja:
    """Return the office's hours; without libur.yml those of every office."""
    file = root / CONTENT / "libur.yml"
    return jam_kerja(baca_isian(file, f"{CONTENT}/libur.yml", "libur", KalenderKerja) if file.is_file() else None)


def baca_peran(root: Path) -> DaftarPeran:
    """Return the list of roles as it lies in the work tree, whether or not it holds."""
    return baca_isian(root / _PERAN, _PERAN, "peran", DaftarPeran)


def baca_isian(file: Path, name: str, kind: str, form: type[B]) -> B:
    """Return what a file of content/ holds, or say that it must be mended first."""
    if not file.is_file():
        msg = f"{name} belum ada; keadaan langkah SOP tidak dapat dibaca tanpanya"
        raise CommandError(msg)
    text, problems = read_text(file, name)
    found, more = (None, problems) if problems else _isian(text, name, kind, form)
    if found is None:
        msg = f"{more[0].source}: {visible(more[0].message)}; perbaiki dahulu (./inv check)"
        raise CommandError(msg)
    return found


def _isian(text: str, name: str, kind: str, form: type[B]) -> tuple[B | None, list[Problem]]:
    data, problems = parse_yaml(text, name)
    problems = problems or validate(data, kind, name)
    return (None, problems) if has_errors(problems) else (build(form, data), [])


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _libur(jam: JamKerja, now: datetime) -> Iterator[str]:
    if jam.tahun and now.year not in jam.tahun:
        yield f"hari libur tahun {now.year} belum ada di {CONTENT}/libur.yml; lama langkah dihitung tanpa libur itu"


@dataclass(frozen=True)
class Versi:
    """A file as a commit left it."""

    komit: g.Komit
    blob: str | None


class Riwayat:
    """What Git tells of a year's process and of the list of roles; each thing is read once, when it is asked for."""

    def __init__(self, root: Path, tahun: int) -> None:
        self.root, self.tahun = root, tahun
        self.kepala = g.kepala(root)
        self.folder = f"{CONTENT}/{tahun}/proses"
        self.utama = g.garis_utama(root, self.kepala, baca_jam(root).zona)
        self.urutan = {sha: n for n, sha in enumerate(self.utama)}
        self.versi: dict[str, list[Versi]] = {}
        for commit in g.riwayat(root, self.kepala, *_BERTANDA, self.folder):
            for change in commit.perubahan:
                self.versi.setdefault(change.path, []).append(Versi(commit, change.blob))
        small = (v.blob for path, all_of in self.versi.items() if path.endswith((".yml", ".sig")) for v in all_of)
        self.isi = g.isi(root, (blob for blob in small if blob))

    # --- events ---

    @property
    def peristiwa(self) -> Iterator[str]:
        """The paths of all event files that the main line has ever held."""
        return (p for p in sorted(self.versi) if p.startswith(f"{self.folder}/") and self._is_event(p))

    def _is_event(self, path: str) -> bool:
        return path.endswith(".yml") and "/" not in path.removeprefix(f"{self.folder}/")

    def tertunda(self) -> Iterator[Putusan]:
        """Yield the event files that no commit holds yet."""
        for file in sorted((self.root / self.folder).glob("*.yml")):
            name = f"{self.folder}/{file.name}"
            if name not in self.versi:
                text, problems = read_text(file, name)
                found, _ = (None, []) if problems else _isian(text, name, "peristiwa", Peristiwa)
                yield Putusan(name, found, "", None, None, "belum dikomit")

    def klaim(self, path: str, versi: Versi, peristiwa: Peristiwa) -> Klaim:
        """Gather what can speak for an event as one version of its file tells it."""
        commit = versi.komit
        data = self.isi[versi.blob or ""]
        records = self.catatan.tentang(commit.sha, self.urutan)
        return Klaim(
            berkas=path,
            peristiwa=peristiwa,
            komit=commit.sha,
            tercatat=commit.waktu,
            paling_awal=self._paling_awal(commit),
            daftar=self.peran.sebelum(commit.sha),
            daftar_lain=tuple(self.peran.lainnya(commit.sha)),
            tanda=tuple(self._tanda(f"{path}.sig", data, commit)),
            tag={b.tag: self.tag(b.tag, path, data) for b in peristiwa.bukti if b.tag},
            catatan=records,
            isi={one.gabung: g.pohon(self.root, one.gabung, CONTENT) for one in records},
            pindaian=self._pindaian([b.berkas for b in peristiwa.bukti if b.berkas]),
        )

    def _paling_awal(self, commit: g.Komit) -> datetime:
        """Return the time before which a commit cannot have come: that of the commits before it."""
        return self.utama[commit.induk[0]] if commit.induk else commit.waktu

    def _tanda(self, path: str, data: bytes, commit: g.Komit) -> Iterator[TandaMasuk]:
        """Yield the signatures that ever lay beside a file, the newest first, each as it came."""
        first = {v.blob: v.komit for v in reversed(self.versi.get(path, [])) if v.blob}
        for blob, came in first.items():
            if found := periksa(data, self.isi[blob or ""]):
                last = max(commit, came, key=lambda c: self.urutan[c.sha])
                yield TandaMasuk(found, self._paling_awal(last), self.peran.sebelum(last.sha))

    def tag(self, name: str, path: str, data: bytes) -> TagGit | None:
        """Return an annotated tag with its signature, right or wrong, and whether it marks what holds these bytes."""
        found = baca_tag(g.objek_tag(self.root, name) or b"")
        if found is None:
            return None
        held = self._lihat({f"{found.komit}:./{path}": path})
        return TagGit(found.nama, found.pesan, periksa(found.isi, found.tanda), data in held.values())

    def _pindaian(self, names: Sequence[str]) -> Mapping[str, str]:
        """Return the SHA-256 of scans as the checked-out commit has them."""
        refs = {f"{self.kepala}:./{CONTENT}/{self.tahun}/{name}": name for name in names}
        return {refs[ref]: _sha256(data) for ref, data in self._lihat(refs).items()}

    def _lihat(self, refs: Mapping[str, str]) -> dict[str, bytes]:
        top = (g.git(self.root, "rev-parse", "--show-prefix") or b"").decode().strip()
        plain = {ref.replace(":./", f":{top}"): ref for ref in refs}
        return {plain[name]: data for name, data in g.isi(self.root, plain).items()}

    # --- roles and records ---

    @cached_property
    def peran(self) -> Rantai[DaftarPeran]:
        """The chain of lists of roles."""
        return rangkai("daftar peran", list(self._bertanda(_PERAN, "peran", DaftarPeran)), self.urutan, sebab_peran)

    @cached_property
    def sop(self) -> Rantai[Sop]:
        """The chain of versions of the SOP."""

        def sebab(versi: VersiBertanda[Sop], held: Sequence[VersiBertanda[Sop]]) -> str:
            return sebab_sop(versi, held, self.peran.sebelum(versi.komit))

        return rangkai("SOP", list(self._bertanda(_SOP, "sop", Sop)), self.urutan, sebab)

    def _bertanda(self, path: str, kind: str, form: type[B]) -> Iterator[VersiBertanda[B]]:
        """Yield a file with its signature as each commit that touched either left them."""
        touched = {v.komit.sha: v.komit for name in (path, f"{path}.sig") for v in self.versi.get(name, [])}
        for commit in sorted(touched.values(), key=lambda c: self.urutan[c.sha]):
            data, sig = (self._pada(name, commit.sha) for name in (path, f"{path}.sig"))
            found = _isian(data.decode("utf-8", "replace"), path, kind, form)[0] if data is not None else None
            tanda = periksa(data, sig) if data and sig else None
            yield VersiBertanda(commit.sha, self.utama[commit.sha], found, tanda, _sha256(data or b""))

    def sebab_tanda(self, path: str, data: bytes, sig: bytes, waktu: datetime) -> str:
        """Say why a list of roles or a SOP, as it lies in the work tree, would not count if it were committed now."""
        tanda, digest = periksa(data, sig) if sig else None, _sha256(data)
        text = data.decode("utf-8", "replace")
        if path == _PERAN:
            listed = _isian(text, path, "peran", DaftarPeran)[0]
            return sebab_peran(VersiBertanda("", waktu, listed, tanda, digest), self.peran.berlaku)
        sop = _isian(text, path, "sop", Sop)[0]
        held = self.peran.pada(self.kepala)
        return sebab_sop(VersiBertanda("", waktu, sop, tanda, digest), self.sop.berlaku, held)

    def _pada(self, path: str, sha: str) -> bytes | None:
        """Return a file's bytes as the main line had them at a commit."""
        held = [v for v in self.versi.get(path, []) if self.urutan[v.komit.sha] <= self.urutan[sha]]
        return self.isi.get(held[-1].blob or "") if held else None

    @cached_property
    def catatan(self) -> RantaiCatatan:
        """The chain of review records, from the branch that holds them."""
        branch = g.cabang(self.root, CABANG)
        files = g.daftar_berkas(self.root, branch) if branch else {}
        data = g.isi(self.root, files.values())
        by_name = {name: data[blob] for name, blob in files.items() if blob in data}

        def tanda(name: str) -> Tanda | None:
            sig = by_name.get(f"{name}.sig")
            return periksa(by_name[name], sig) if sig else None

        return rantai_catatan(by_name, tanda, self._robot, self.urutan)

    @property
    def catatan_terakhir(self) -> CatatanTerakhir | None:
        """The last record that holds."""
        last = self.catatan.sah[-1] if self.catatan.sah else None
        return CatatanTerakhir(last.nomor, self.utama[last.kepala].date(), last.kepala) if last else None

    def _robot(self, sha: str) -> frozenset[str]:
        listed = self.peran.pada(sha)
        return frozenset(map(badan, listed.robot)) if listed else frozenset()

    def peringatan(self) -> Iterator[str]:
        """Yield what is wrong with the list of roles, the SOP and the records, where it still matters."""
        told = [(_PERAN, t.versi.komit, t.sebab) for t in self.peran.tertolak]
        told += [(_SOP, t.versi.komit, t.sebab) for t in self.sop.tertolak]
        yield from (f"perubahan {name} pada komit {sha[:7]} tidak berlaku: {why}" for name, sha, why in told)
        yield from self.catatan.sebab


def _putusan(told: Riwayat) -> Iterator[Putusan]:
    for path in told.peristiwa:
        yield from _satu(told, path)


def _satu(told: Riwayat, path: str) -> Iterator[Putusan]:
    """Judge the versions of an event's file: the first that counts holds, however the file is changed or lost later."""
    held: Putusan | None = None
    judged: dict[str, Putusan] = {}
    refused: Putusan | None = None
    for version in told.versi[path]:
        if version.blob is None:
            refused = None
            continue
        if held is None and version.blob not in judged:
            judged[version.blob] = _putusan_versi(told, path, version)
            held = judged[version.blob] if judged[version.blob].dasar else None
        found = judged.get(version.blob)
        refused = None if found is held else _diubah(held, version, path) if held else found
    yield from (p for p in (held, refused) if p)


def _diubah(held: Putusan, version: Versi, path: str) -> Putusan:
    why = f"berkas ini diubah sesudah sah; yang berlaku isinya pada komit {held.komit[:7]}"
    return Putusan(path, held.peristiwa, version.komit.sha, version.komit.waktu, None, why)


def _putusan_versi(told: Riwayat, path: str, version: Versi) -> Putusan:
    text = told.isi[version.blob or ""].decode("utf-8", "replace")
    event, problems = _isian(text, path, "peristiwa", Peristiwa)
    commit = version.komit
    if event is None:
        return Putusan(path, None, commit.sha, commit.waktu, None, f"bentuknya salah: {problems[0].message}")
    sop = told.sop.sebelum(commit.sha)
    steps = {s.nomor: s for s in sop.langkah} if sop else {}
    verdict = putuskan(told.klaim(path, version, event), told.tahun, steps)
    if isinstance(verdict, Dasar):
        return Putusan(path, event, commit.sha, commit.waktu, verdict)
    return Putusan(path, event, commit.sha, commit.waktu, None, verdict)
