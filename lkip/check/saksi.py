"""Rules about witnesses: figures of signed papers made elsewhere must meet the computed ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lkip.bilangan import angka
from lkip.capaian import Disaksikan, Laporan, cara_hitung
from lkip.check.aturan import aturan, kode_laporan
from lkip.check.bentuk import dekat
from lkip.problem import Finding, Source


@aturan("", "isian: nama yang dirujuk ada", tetap=True, bila=lambda laporan: bool(laporan.saksi))
def saksi_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap angka saksi menunjuk angka yang dihitung laporan, satu kali untuk tiap dokumen sumber.

    Angka saksi disalin dari dokumen bertanda tangan untuk menguji hasil hitung. Nama yang salah berarti tidak ada yang
    diuji, padahal kelihatannya sudah.

    Perbaikan: tulis nama angka pada isian apa seperti rujukan dalam narasi, misalnya anggaran.realisasi, dan hapus
    saksi yang ganda.
    """
    known: list[str] = []
    codes = kode_laporan(laporan)
    first: dict[tuple[str, str], Source] = {}
    for item in laporan.saksi:
        saksi = item.saksi
        here = saksi.at("apa")
        if (saksi.apa, saksi.sumber) in first:
            line = first[saksi.apa, saksi.sumber].line
            yield (
                here,
                f"angka saksi {saksi.apa} dari sumber yang sama sudah ada di baris {line}; hapus salah satu",
                "galat",
                _tentang(saksi.apa, codes),
            )
        first.setdefault((saksi.apa, saksi.sumber), here)
        if item.angka is None:
            known = known or [h.angka.kunci for h in cara_hitung(laporan) if h.angka.kunci]
            yield here, f"angka saksi '{saksi.apa}' tidak dikenal; {_mend(saksi.apa, known)}", "galat", ""


def _tentang(name: str, codes: Iterable[str]) -> str:
    """Return the code that the name of a figure begins with: `7.01.02.realisasi` is about 7.01.02."""
    return max((kode for kode in codes if name.startswith(f"{kode}.")), key=len, default="")


def _mend(name: str, known: list[str]) -> str:
    near = dekat(name, known)
    # IKU-04 for IKU-01 is another indicator, not a slip.
    if near and re.sub("[0-9]", "", name.lower()) != re.sub("[0-9]", "", near.lower()):
        return f"maksudnya '{near}'?"
    return "tulis nama angka seperti rujukan dalam narasi, misalnya anggaran.realisasi atau IKU-01.realisasi"


@aturan(
    "L08",
    "53/2014: Lampiran III, daftar uji II.5",
    "aritmetika: angka yang sama dari dua sumber",
    tetap=True,
    bila=lambda laporan: bool(laporan.saksi),
)
def saksi_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Angka dari dokumen bertanda tangan sama dengan hasil hitung laporan, dalam batas toleransi yang ditulis.

    Data laporan harus diyakini keandalannya. Angka yang berbeda antara dua dokumen dari instansi yang sama termasuk
    pola temuan pemeriksa, dan biasanya berasal dari baris yang hilang atau salah ketik.

    Perbaikan: cari baris yang hilang atau angka yang salah ketik di isian; bila angka saksinya yang salah salin,
    perbaiki nilai di angka-saksi.yml.
    """
    codes = kode_laporan(laporan)
    for item in laporan.saksi:
        figure, source = item.angka, item.saksi.at("nilai")
        what, about = f"angka saksi {item.saksi.apa}", _tentang(item.saksi.apa, codes)
        if figure is None:
            continue
        if figure.nilai is None:
            why = figure.alasan or "belum ada hasil hitung"
            yield source, f"{what} belum dapat dibandingkan: {why}; isi datanya, atau hapus saksi ini", "galat", about
        elif figure.teks or figure.atas not in (None, figure.nilai):
            kind = "predikat" if figure.teks else "rentang"
            yield source, f"{what} berupa {kind}, bukan satu angka; hapus saksi ini", "galat", about
        elif not item.cocok:
            yield source, f"{what} {_berbeda(item)}; cari baris yang hilang atau angka yang salah ketik", "galat", about


def _berbeda(item: Disaksikan) -> str:
    assert item.angka is not None and item.angka.terlihat is not None
    gap = angka(abs(item.angka.terlihat - item.saksi.nilai), item.nilai.desimal)
    paper = f"{item.saksi.sumber} halaman {item.saksi.halaman}"
    return f"{item.nilai.tampil} menurut {paper}, hasil hitung {item.angka.tampil} (selisih {gap})"
