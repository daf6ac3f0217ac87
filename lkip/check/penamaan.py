"""Rules about what an indicator is called: as it was signed, and the same as long as the plan lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.pernyataan import Pernyataan, diperjanjikan
from lkip.model import Indikator
from lkip.problem import Finding

_ISIAN = ("nama", "satuan")


def _lihat(item: CapaianIndikator) -> str:
    return f"{item.nama}, dalam {item.satuan}"


def _tahun_ini(laporan: Laporan, isian: str) -> dict[str, list[Pernyataan]]:
    said = diperjanjikan(laporan, isian)
    return {kode: [p for p in found if p.tahun == laporan.tahun] for kode, found in said.items()}


def _tahun_lalu(laporan: Laporan, isian: str) -> dict[str, list[Pernyataan]]:
    said = diperjanjikan(laporan, isian)
    return {kode: [p for p in found if p.tahun < laporan.tahun] for kode, found in said.items()}


def _disalin_tahun_ini(laporan: Laporan) -> Sequence[str]:
    return _berkode(laporan, [_tahun_ini(laporan, isian) for isian in _ISIAN])


def _disalin_tahun_lalu(laporan: Laporan) -> Sequence[str]:
    return _berkode(laporan, [_tahun_lalu(laporan, isian) for isian in _ISIAN])


def _berkode(laporan: Laporan, found: Sequence[dict[str, list[Pernyataan]]]) -> Sequence[str]:
    return [i.kode for i in laporan.bahan.renstra.indikator if any(said.get(i.kode) for said in found)]


def _sama(satu: str, lain: str) -> bool:
    return satu.casefold().split() == lain.casefold().split()


@aturan(
    "L01",
    "53/2014: Lampiran III, daftar uji III.1",
    "53/2014: Lampiran III, daftar uji III.4",
    pokok="indikator",
    lihat=_lihat,
    periksa=_disalin_tahun_ini,
)
def nama_sesuai_perjanjian(laporan: Laporan) -> Iterator[Finding]:
    """Nama dan satuan indikator sama dengan yang ditandatangani dalam perjanjian kinerja tahun itu.

    Laporan menjawab perjanjian. Indikator yang dilaporkan dengan nama atau satuan lain tidak lagi menjawab yang
    diperjanjikan, walaupun kodenya sama.

    Perbaikan: samakan nama dan satuan di renstra.yml dengan perjanjian yang ditandatangani. Bila salinan dalam
    perjanjian-kinerja.yml yang salah ketik, samakan salinannya dengan naskah aslinya.
    """
    for isian in _ISIAN:
        said = _tahun_ini(laporan, isian)
        for i in laporan.bahan.renstra.indikator:
            for p in said.get(i.kode, ()):
                if not _sama(p.nilai, now := getattr(i, isian)):
                    message = f"{isian} {i.kode} dalam {p.nama} '{p.nilai}', dalam renstra.yml '{now}'"
                    yield p.source, f"{message}; samakan dengan naskah yang ditandatangani", "galat", i.kode


@aturan("L32", "88/2021: 1.b.6", pokok="indikator", lihat=_lihat, periksa=_disalin_tahun_lalu)
def nama_indikator_tetap(laporan: Laporan) -> Iterator[Finding]:
    """Nama dan satuan indikator sama dengan yang ditandatangani pada tahun-tahun sebelumnya dalam Renstra yang sama.

    Indikator yang berganti nama di tengah Renstra sering mengukur hal lain, sehingga perbandingan antartahunnya tidak
    lagi membandingkan hal yang sama.

    Perbaikan: pakai nama yang ditetapkan dalam Renstra. Bila indikatornya memang diganti, beri kode baru; bila hanya
    namanya yang diperjelas, catat alasannya di pengecualian.yml.
    """
    for isian in _ISIAN:
        said = _tahun_lalu(laporan, isian)
        for i in laporan.bahan.renstra.indikator:
            if changed := _berganti(i, isian, said.get(i.kode, [])):
                message = f"{isian} {i.kode} berganti dalam satu periode Renstra: {changed.tahun} '{changed.nilai}'"
                mend = "beri kode baru bila yang diukur berganti, atau catat alasannya di pengecualian.yml"
                now = f"{laporan.tahun} '{getattr(i, isian)}'"
                yield i.at(isian), f"{message}, {now}; {mend}", "peringatan", i.kode


def _berganti(i: Indikator, isian: str, said: Sequence[Pernyataan]) -> Pernyataan | None:
    """Return the last earlier declaration, where it is another one."""
    last = max(said, key=lambda p: p.tahun, default=None)
    return last if last and not _sama(last.nilai, getattr(i, isian)) else None
