"""The ten steps in a repository of their own: real keys, one round of correction, three forgeries that are refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lkip.bilangan import tanggal
from lkip.capaian import Laporan
from lkip.demo.angka import DemoError, Isian, changes, write
from lkip.demo.palsu import dipalsukan, diubah_sesudahnya
from lkip.isi import read_content
from lkip.kantor_coba import KantorCoba
from lkip.load import CONTENT
from lkip.model import Langkah, Sop
from lkip.pipeline import read
from lkip.problem import visible
from lkip.proses.baca import baca_jam, baca_peran, baca_sop, keadaan_tahun
from lkip.proses.catat import catat
from lkip.proses.jam_kerja import batas_waktu, lama_baku
from lkip.proses.keadaan import Keadaan
from lkip.proses.langkah import analyse, approve, archive, compose, correct, forms, gather, letter, send, start
from lkip.proses.langkah.umum import Pelaku
from lkip.proses.status import baris
from lkip.tabel import slug

# What is told of a task's words: so many lines at most, up to the files that it left.
_BARIS = 4
_HABIS = ("Yang disimpan:", "Yang dicetak, tidak ikut disimpan:", "Bukti: ")
# Said by the show itself: who did it and when; of what comes later only what it rests on, and where it went back to.
_SELESAI = re.compile(r"Langkah [0-9]+ (selesai|mulai|kembali), ")
_PENTING = ("Bukti: ", "Kembali ke langkah ")
_LEBAR = 115
# What the units and whoever writes the report bring in which step; the rest of the year is there from the start.
_MENYUSUL = {"realisasi": "gather", "narasi": "analyse"}
_SELAMA = timedelta(hours=1)


@dataclass
class Lakon:
    """The show as it goes on: the repository, the year, the hour, the figure that is followed."""

    coba: KantorCoba
    asal: Path
    angka: Isian
    tahun: int
    kini: datetime
    sop: Sop
    jabatan: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The repository's folder."""
        return self.coba.root

    def berlalu(self, step: Langkah) -> None:
        """Let half the standard time of a step go by."""
        jam = baca_jam(self.root)
        half = (lama_baku(step.baku, jam) or _SELAMA) / 2
        self.kini = (batas_waktu(jam, self.kini, half) or self.kini + half).replace(second=0, microsecond=0)

    def oleh(self, step: Langkah) -> Pelaku:
        """Whoever concludes a step, with their key."""
        return Pelaku(waktu=self.kini, kunci=self.coba.kunci_untuk(self.jabatan[step.diselesaikan_oleh[0]]))

    def komit(self, pesan: str) -> str:
        """Commit what lies there; return the short id."""
        return self.coba.komit(pesan, self.kini + timedelta(minutes=1))

    def keadaan(self) -> Keadaan:
        """How far the year is."""
        return keadaan_tahun(self.root, self.tahun, self.kini)

    def tujuan(self) -> list[str]:
        """To whom the report goes, as the office's list has it."""
        tata, _ = read_content(self.root).surat
        return [t.kepada for t in tata.tujuan] if tata else []

    def laporan(self) -> Laporan:
        """The report as the content is now. Raises DemoError where there is none."""
        found = read(self.root, self.tahun)
        if found.laporan is None:
            raise DemoError("\n".join(map(str, found.problems)))
        return found.laporan


def setahun(root: Path, folder: Path, before: Laporan, angka: Isian) -> Iterator[str]:
    """Play the year below a folder, yielding what to print."""
    play = _siapkan(root, folder, before, angka)
    yield f"Salinan kantor ada di {play.root}; isian Anda sendiri tidak disentuh."
    yield f"Di sana LKIP {play.tahun} disusun dari awal menurut SOP, dengan riwayat git dan kunci tanda tangan sendiri."
    for step in play.sop.langkah:
        yield from _adegan(play, step)
    yield f"\nKeadaan tahun {play.tahun} sekarang (./inv status):"
    yield from (f"   {line}".rstrip() for line in baris(play.keadaan(), baca_jam(play.root)))


def hasil(folder: Path, tahun: int, kode: str) -> Iterator[str]:
    """Yield what can be opened now."""
    office = folder / "kantor"
    papers = office / "build" / f"proses-{tahun}"
    approved = sorted((office / CONTENT / str(tahun) / "proses" / "disahkan").glob("*.pdf"))
    site = office / "build" / "site"
    pages = [site / "index.html", site / str(tahun) / f"indikator-{slug(kode)}.html"]
    yield "\nBuka dengan penampil PDF, pengolah kata dan peramban:"
    for file in (*approved, office / "build" / f"lkip-{tahun}.docx", *pages):
        if file.is_file():
            yield f"   {file}"
    if papers.is_dir():
        yield f"   {papers}/ (yang dicetak tiap langkah)"


# --- the office --------------------------------------------------------------------------------------------------


def _siapkan(root: Path, folder: Path, before: Laporan, angka: Isian) -> Lakon:
    """Copy the office without what the year's process brings, and commit it with a list of roles of the show."""
    office, tahun = folder / "kantor", before.tahun
    shutil.copytree(root / CONTENT, office / CONTENT)
    shutil.copyfile(root / "mkdocs.yml", office / "mkdocs.yml")
    (office / ".gitignore").write_text("build/\n", "utf-8")
    _satu_tahun(root, office, tahun)
    year = office / CONTENT / str(tahun)
    tasks = {step.tugas for step in baca_sop(office).langkah}
    for name in (name for name, task in _MENYUSUL.items() if task in tasks):
        shutil.rmtree(year / name, ignore_errors=True)
    if "start" in tasks:
        (year / "dokumen.yml").unlink()
    _tata_surat(office)
    coba = KantorCoba(office, folder / "kunci")
    coba.mulai()
    sop, jam = baca_sop(office), baca_jam(office)
    begun = batas_waktu(jam, datetime(tahun + 1, 1, 1, tzinfo=jam.zona), _SELAMA)
    assert begun is not None
    names = _jabatan(office)
    play = Lakon(coba, root, angka, tahun, begun, sop, {role: names.get(role, role) for role in coba.peran()})
    coba.tulis_peran(1, [coba.orang(role, name, f"{tahun}-01-01") for role, name in play.jabatan.items()])
    play.komit("Awal")
    return play


def _satu_tahun(root: Path, office: Path, tahun: int) -> None:
    """Leave the year alone of all there are, so that the show is short; those before it stay where it needs them."""
    for path in (office / CONTENT).iterdir():
        if path.name.isdigit() and path.name != str(tahun):
            shutil.rmtree(path)
    if read(office, tahun).laporan is None:
        for path in (root / CONTENT).iterdir():
            if path.name.isdigit() and int(path.name) < tahun:
                shutil.copytree(path, office / CONTENT / path.name)
    for path in (office / CONTENT).glob("*/proses"):
        shutil.rmtree(path)


def _jabatan(office: Path) -> dict[str, str]:
    """Return what whoever holds a role is called in this office; people have no names in the show."""
    file = office / CONTENT / "peran.yml"
    return {one.peran: one.jabatan for one in baca_peran(office).peran} if file.is_file() else {}


def _tata_surat(office: Path) -> None:
    file = office / CONTENT / "tata-surat.yml"
    if not file.is_file():
        file.write_text(
            'klasifikasi: "000"\ninstansi: "CONTOH"\ntujuan:\n  - kepada: "Inspektorat"\n    tempat: "Tempat"\n',
            "utf-8",
        )


# --- the steps ---------------------------------------------------------------------------------------------------


def _adegan(play: Lakon, step: Langkah) -> Iterator[str]:
    play.berlalu(step)
    yield f"\nLangkah {step.nomor}. {visible(step.kegiatan)}"
    yield from _ADEGAN.get(step.tugas or "", _lain)(play, step)


def _tugas(play: Lakon, step: Langkah, lines: Iterable[str], *tambahan: str) -> Iterator[str]:
    """Tell a task's command and words, commit what it left, and how far the year is."""
    who = visible(play.jabatan[step.diselesaikan_oleh[0]])
    yield f"   {who}, {tanggal(play.kini.date())}:"
    yield f"   $ {' '.join((f'./inv {step.tugas} --tahun {play.tahun}', *tambahan, '--kunci …'))}"
    yield from _ringkas(list(lines))
    play.komit(f"LKIP {play.tahun}: langkah {step.nomor}")
    yield f"   {next(iter(baris(play.keadaan(), baca_jam(play.root))))}"


def _ringkas(lines: list[str]) -> Iterator[str]:
    """Yield the first words of a task and what its event rests on; the rest is counted."""
    end = next((n for n, line in enumerate(lines) if line.startswith(_HABIS)), len(lines))
    said = [line for line in lines[:end] if not _SELESAI.match(line)]
    more = [f"… dan {len(said) - _BARIS} baris lagi"] if len(said) > _BARIS + 1 else said[_BARIS:]
    last = [line for line in lines[end:] if line.startswith(_PENTING)]
    yield from (f"     {_pendek(line)}" for line in (*said[:_BARIS], *more, *last))


def _pendek(line: str) -> str:
    return line if len(line) <= _LEBAR else f"{line[: _LEBAR - 1].rstrip()}…"


def _lain(play: Lakon, step: Langkah) -> Iterator[str]:
    """A step that no task does: its event alone."""
    who = play.oleh(step)
    catat(play.root, play.tahun, step.nomor, "selesai", waktu=who.waktu, kunci=who.kunci)
    play.komit(f"LKIP {play.tahun}: langkah {step.nomor}")
    yield f"   {visible(play.jabatan[step.diselesaikan_oleh[0]])}, {tanggal(play.kini.date())}: dicatat selesai."


def _start(play: Lakon, step: Langkah) -> Iterator[str]:
    yield from _tugas(play, step, start.start(play.root, play.tahun, play.oleh(step)))


def _forms(play: Lakon, step: Langkah) -> Iterator[str]:
    yield from _tugas(play, step, forms.forms(play.root, play.tahun, play.oleh(step)))


def _send(play: Lakon, step: Langkah) -> Iterator[str]:
    lines = send.send(play.root, play.tahun, play.oleh(step), cara="surel")
    yield from _tugas(play, step, lines, "--cara surel")


def _gather(play: Lakon, step: Langkah) -> Iterator[str]:
    """The units hand in; in one figure there is a slip of the hand, and once mended it is still not the right one."""
    one = play.angka
    _masukkan(play, "realisasi")
    yield f"   {visible(one.indikator.unit)} mengisi {visible(one.sebutan)}, dan salah ketik:"
    yield f"     {one.source.path}, baris {one.source.line}:  {write(play.root, one, one.salah)}"
    yield "   Pemeriksa (./inv check) menolaknya pada barisnya:"
    yield from (f"     {p}" for p in read(play.root, play.tahun).problems if p.level == "galat" and p.rule == "bentuk")
    yield f"   Ditulis menurut saran pemeriksa:  {write(play.root, one, one.lain)}"
    play.komit("Bahan dan data dari semua unit")
    play.kini += _SELAMA / 2
    yield from _bila_kurang(play, step, gather.gather)


def _bila_kurang(play: Lakon, step: Langkah, task: Callable[..., Iterator[str]]) -> Iterator[str]:
    """Run a task that waits until all is there, and once more with a reason where it does."""
    lines = list(task(play.root, play.tahun, play.oleh(step)))
    if play.keadaan().tertunda:
        yield from _tugas(play, step, lines)
        return
    again = task(play.root, play.tahun, play.oleh(step), keterangan=_LANJUT)
    yield from _tugas(play, step, again, f'--keterangan "{_LANJUT}"')


_LANJUT = "Dilanjutkan dengan yang ada."


def _masukkan(play: Lakon, name: str) -> None:
    source = play.asal / CONTENT / str(play.tahun) / name
    shutil.copytree(source, play.root / CONTENT / str(play.tahun) / name, dirs_exist_ok=True)


def _analyse(play: Lakon, step: Langkah) -> Iterator[str]:
    """The prose is written; the draft shows what else is still lacking."""
    _masukkan(play, "narasi")
    play.komit("Narasi")
    yield from _bila_kurang(play, step, analyse.analyse)


def _compose(play: Lakon, step: Langkah) -> Iterator[str]:
    yield from _tugas(play, step, compose.compose(play.root, play.tahun, play.oleh(step)))


def _correct(play: Lakon, step: Langkah) -> Iterator[str]:
    """One remark, about the figure; it is put right, the steps from there on are done again, the remark is closed."""
    one, quarter = play.angka, play.angka.sebutan.rsplit(", ", 1)[1]
    remark = f"{one.indikator.kode} {quarter}: angkanya tidak sama dengan buktinya, seharusnya {one.nilai:f}"
    lines = correct.correct(play.root, play.tahun, play.oleh(step), catatan=[remark])
    yield from _tugas(play, step, lines, f'--catatan "{visible(remark)}"')
    wrong = play.laporan()
    yield f"   Angkanya diperbaiki:  {write(play.root, one, one.tertulis)}"
    yield "   Perubahan itu berjalan sendiri ke semua angka yang bergantung padanya:"
    yield from (f"     {visible(line)}" for line in changes(wrong, play.laporan(), one.indikator.kode))
    sha = play.komit(f"Perbaikan {one.indikator.kode}")
    for again in play.sop.langkah:
        if (step.kembali_ke or step.nomor - 1) <= again.nomor < step.nomor:
            yield from _adegan(play, again)
    play.berlalu(step)
    yield f"\nLangkah {step.nomor}, sekali lagi"
    mend = f"1: Diperbaiki, komit {sha}"
    lines = correct.correct(play.root, play.tahun, play.oleh(step), selesaikan=[mend])
    yield from _tugas(play, step, lines, f'--selesaikan "{mend}"')


def _approve(play: Lakon, step: Langkah) -> Iterator[str]:
    """Two try to approve who may not; then the one who may does, and the content is changed behind their back."""
    others = [name for role, name in play.jabatan.items() if role not in step.diselesaikan_oleh]
    yield from dipalsukan(play.coba, step, play.tahun, play.kini, play.jabatan[step.diselesaikan_oleh[0]], others[-1])
    play.kini += timedelta(minutes=10)
    lines = approve.approve(play.root, play.tahun, play.oleh(step), hari=play.kini.date())
    yield from _tugas(play, step, lines, f"--tanggal {play.kini.date().isoformat()}")
    yield from diubah_sesudahnya(play.coba, play.angka, play.tahun, play.kini)


def _letter(play: Lakon, step: Langkah) -> Iterator[str]:
    to = play.tujuan()[0]
    lines = letter.letter(play.root, play.tahun, play.oleh(step), nomor="1", kepada=to, hari=play.kini.date())
    yield from _tugas(play, step, lines, f'--nomor 1 --kepada "{visible(to)}"')


def _archive(play: Lakon, step: Langkah) -> Iterator[str]:
    who = [f"{to}: petugas penerima" for to in play.tujuan()]
    given = archive.diserahkan(play.root, play.tahun, who, [play.kini.date()], [], "diantar")
    lines = archive.archive(play.root, play.tahun, play.oleh(step), given)
    yield from _tugas(play, step, lines, *(f'--penerima "{visible(one)}"' for one in who))


_ADEGAN: dict[str, Callable[[Lakon, Langkah], Iterator[str]]] = {
    "start": _start,
    "forms": _forms,
    "send": _send,
    "gather": _gather,
    "analyse": _analyse,
    "compose": _compose,
    "correct": _correct,
    "approve": _approve,
    "letter": _letter,
    "archive": _archive,
}
