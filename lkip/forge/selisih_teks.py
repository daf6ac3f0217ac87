"""What a change of content/ changes in the reports, as lines for a terminal. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from lkip import sejak
from lkip.forge.komentar_isi import JUDUL, PROGRAM, dan, persen
from lkip.forge.langkah_sop import atau
from lkip.forge.perbandingan import Perbandingan
from lkip.forge.putusan import putusan
from lkip.forge.selisih import TINGKAT, Perubahan, sebutan_geser
from lkip.problem import visible


def baris(p: Perbandingan) -> Iterator[str]:
    """Yield the verdict, the findings that are new, the values that differ, whose work it is."""
    yield putusan(p, visible)
    if p.kosong:
        return
    if p.program:
        yield f"{PROGRAM} Berkasnya: {visible(', '.join(p.program[:3]))}{' dan lainnya' if p.program[3:] else ''}."
    yield from _temuan(p)
    for one in p.selisih.geser:
        yield f"Tampaknya salah letak koma atau nol: {_nilai(one)}: {sebutan_geser(one.geser)}."
    for tahun, n in p.selisih.berkurang:
        yield f"Tahun {tahun} tidak dilaporkan lagi: {n} nilai."
    for tahun, n in p.selisih.bertambah:
        yield f"Tahun {tahun} kini dilaporkan: {n} nilai."
    for year in reversed(p.selisih.tahun):
        for tingkat in TINGKAT:
            if found := year.setingkat(tingkat):
                yield f"Tahun {year.tahun}: {JUDUL[tingkat]} ({len(found)})"
                yield from (f"  {_nilai(one)}" for one in found)
    yield from _halaman(p)
    for part in p.bagian:
        roles = visible(atau(part.penyetuju)) or "(belum disebut di content/sop.yml)"
        yield f"{visible(part.sebutan)}: {len(part.berkas)} berkas; perlu disetujui {roles}"
    yield sejak.ringkasan(p.sejak)


def _temuan(p: Perbandingan) -> Iterator[str]:
    for head, found in (("Masalah baru", p.sejak.baru), ("Belum dapat dibandingkan", p.sejak.tak_tentu)):
        if found:
            yield f"{head}:"
            yield from (f"  {t}" for t in found)
    yield from sejak.tak_terbanding(p.sejak)


def _halaman(p: Perbandingan) -> Iterator[str]:
    if p.halaman:
        for one in p.halaman.halaman:
            yield f"Halaman {'hanya bergeser' if one.geser else 'berubah'}: {one.sebutan} {one.berkas}".rstrip()
        yield from (f"Halaman tahun {t} tidak dibandingkan: {why}." for t, why in p.halaman.tanpa)
    elif p.selisih.dokumen:
        yield f"Isi dokumen tahun {dan(p.selisih.dokumen)} berubah; halamannya dibandingkan dengan --pages FOLDER."


def _nilai(one: Perubahan) -> str:
    """Return a value with what it was and is, by how much it changed, and the line that it was typed on."""
    same = one.sebelum and one.sesudah and one.sebelum.tampil == one.sesudah.tampil
    old, new = ((v.rinci if same else v.tampil) if v else "tidak ada" for v in (one.sebelum, one.sesudah))
    more = [persen(one), str(one.tempat.source) if one.tempat else "", one.alasan]
    tail = f" ({'; '.join(part for part in more if part)})" if any(more) else ""
    return visible(f"{one.kelompok}: {one.apa}: {old} → {new}".replace("\u00a0", " ")) + visible(tail)
