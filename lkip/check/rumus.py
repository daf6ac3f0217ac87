"""Rules about formulas of capaian: the right one for the polaritas, none that is wrong, the same all the plan long."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.pernyataan import RENSTRA, Pernyataan, berubah, diperjanjikan, tulis
from lkip.model import Indikator, RumusCapaian
from lkip.problem import Finding
from lkip.rumus_tercetak import dalam, sama, sebab
from lkip.validate import schema

_RUMUS: dict[str, tuple[RumusCapaian, ...]] = {
    "positif": ("R/T",),
    "negatif": ("(2T-R)/T", "T/R"),
    "ordinal": ("posisi", "tercapai"),
    "rentang": (),
    "manual": (),
}


def _dinyatakan(item: CapaianIndikator) -> str:
    return f"{item.indikator.polaritas}, rumus capaian {item.indikator.rumus_capaian or 'tidak ada'}"


def _cara_hitung(item: CapaianIndikator) -> str:
    return textwrap.shorten(item.indikator.cara_hitung, 80, placeholder=" …")


@aturan(
    "L04",
    "88/2021: 2.a.2",
    "53/2014: Lampiran II huruf H",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    tetap=True,
    lihat=_dinyatakan,
)
def rumus_sesuai_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Setiap indikator menulis rumus capaian yang sesuai dengan polaritasnya, dan hanya indikator ordinal yang
    mempunyai tangga predikat.

    Definisi operasional dan mekanisme perhitungan harus jelas sebelum diukur. Rumus untuk yang makin besar makin baik,
    bila dipakai pada yang makin kecil makin baik, memberi nilai tinggi pada kinerja yang buruk.

    Perbaikan: tulis rumus_capaian R/T untuk polaritas positif, (2T-R)/T atau T/R untuk negatif, posisi atau tercapai
    untuk ordinal; polaritas rentang dan manual tidak memakai rumus.
    """
    for i in laporan.bahan.renstra.indikator:
        yield from _rumus(i)
        if i.polaritas == "ordinal" and not i.tangga:
            message = f"{i.kode} berpolaritas ordinal, tetapi tangganya belum ditulis; tambahkan tangga"
            yield i.at("polaritas"), f"{message} dari predikat terendah ke tertinggi", "galat", i.kode
        if i.polaritas != "ordinal" and i.tangga:
            message = f"tangga hanya untuk polaritas ordinal, sedangkan {i.kode} berpolaritas {i.polaritas}"
            yield i.at("tangga"), f"{message}; hapus tangga, atau ubah polaritasnya", "galat", i.kode


def _rumus(i: Indikator) -> Iterator[Finding]:
    allowed, of = _RUMUS[i.polaritas], f"{i.kode} berpolaritas {i.polaritas}"
    if i.rumus_capaian is None:
        if allowed:
            message = f"{of}, tetapi rumus capaiannya belum ditulis; tambahkan rumus_capaian: {' atau '.join(allowed)}"
            yield i.at("polaritas"), message, "galat", i.kode
    elif not allowed:
        yield i.at("rumus_capaian"), f"{of}; capaiannya tidak memakai rumus, hapus rumus_capaian", "galat", i.kode
    elif i.rumus_capaian not in allowed:
        message = f"{of}; rumus capaiannya harus {' atau '.join(allowed)}, bukan {i.rumus_capaian}"
        yield i.at("rumus_capaian"), message, "galat", i.kode


@aturan("L06", "aritmetika: hasil hitung rumus", pokok="indikator", lihat=_cara_hitung, tetap=True)
def rumus_tidak_ditolak(laporan: Laporan) -> Iterator[Finding]:
    """Tidak ada isian yang memuat rumus yang selalu menghasilkan 100, atau yang menghasilkan 0 ketika target tepat
    tercapai.

    Rumus (R-(R-T))/T selalu 100 berapa pun realisasinya, dan (T-R)/T memberi 0 kepada yang tepat mencapai target. Rumus
    pertama tercetak dalam sedikitnya lima laporan yang sudah terbit, sehingga mudah tersalin.

    Perbaikan: ganti rumus dalam definisi_operasional atau cara_hitung dengan (2T-R)/T, atau dengan T/R bila itu yang
    ditetapkan.
    """
    refused, choices = _ditolak()
    for i in laporan.bahan.renstra.indikator:
        for name in ("definisi_operasional", "cara_hitung"):
            for stated in dalam(getattr(i, name)):
                if formula := sama(stated, refused):
                    message = f"{name} {i.kode} memuat rumus '{stated}' yang {sebab(formula, refused, choices)}"
                    yield i.at(name), message, "galat", i.kode


def _ditolak() -> tuple[dict[str, str], list[str]]:
    """Return the refused formulas with their reasons, and those to choose from, as the schemas have them."""
    field = schema("perjanjian-kinerja")["properties"]["indikator"]["items"]["properties"]["rumus_capaian"]
    return field["x-tolak"], field["enum"]


@aturan(
    "L04",
    "88/2021: 2.a.2",
    pokok="indikator",
    lihat=_dinyatakan,
)
def rumus_tetap(laporan: Laporan) -> Iterator[Finding]:
    """Rumus capaian sebuah indikator sama dari tahun pertama sampai tahun terakhir Renstra.

    Definisi operasional ditetapkan sekali supaya capaian antartahun dapat dibandingkan. Rumus yang diganti di tengah
    jalan dapat menaikkan capaian tanpa kinerja yang lebih baik.

    Perbaikan: pakai rumus_capaian yang pertama kali ditetapkan sampai Renstra berakhir; perubahan rumus dimulai pada
    Renstra berikutnya.
    """
    b = laporan.bahan
    agreed = diperjanjikan(laporan, "rumus_capaian")
    printed = {past.kode: past for past in b.riwayat.indikator}
    for i in b.renstra.indikator:
        said = [
            Pernyataan(y.tahun, y.rumus_capaian, y.at("rumus_capaian"), "riwayat")
            for y in (printed[i.kode].tahun if i.kode in printed else ())
            if y.rumus_capaian and b.renstra.periode_awal <= y.tahun < laporan.tahun
        ]
        said += agreed.get(i.kode, [])
        # Another polaritas is another formula too, though it has no name.
        now = i.rumus_capaian or f"polaritas {i.polaritas}"
        said.append(Pernyataan(laporan.tahun, now, i.at("rumus_capaian"), RENSTRA))
        for source, both in berubah(said, laporan.tahun, i.at("rumus_capaian")):
            message = f"rumus capaian {i.kode} berubah dalam satu periode Renstra: {both}"
            yield source, f"{message}; pakai rumus yang sama sampai Renstra berakhir", "galat", i.kode


@aturan(
    "",
    "88/2021: 2.a.2",
    pokok="indikator",
    lihat=lambda item: tulis(item.indikator.ambang_tren),
    berlaku=lambda item: item.indikator.ambang_tren is not None,
)
def ambang_tren_tetap(laporan: Laporan) -> Iterator[Finding]:
    """Ambang tren yang tertulis dalam perjanjian kinerja sama dengan yang tertulis di Renstra dan tidak berubah
    sesudahnya.

    Ambang menentukan kapan realisasi disebut membaik atau memburuk, jadi termasuk definisi operasional indikator.
    Ambang yang digeser setelah hasilnya diketahui dapat membuat penurunan tampak sebagai kemajuan.

    Perbaikan: kembalikan ambang_tren ke angka yang pertama ditetapkan, di renstra.yml dan di perjanjian kinerja.
    """
    agreed = diperjanjikan(laporan, "ambang_tren")
    for i in laporan.bahan.renstra.indikator:
        if i.kode not in agreed:
            continue
        own = Pernyataan(laporan.tahun, tulis(i.ambang_tren), i.at("ambang_tren"), RENSTRA)
        for source, both in berubah([*agreed[i.kode], own], laporan.tahun, i.at("ambang_tren")):
            message = f"ambang tren {i.kode} diubah setelah ditetapkan: {both}"
            yield source, f"{message}; pakai ambang yang sama sampai Renstra berakhir", "galat", i.kode
