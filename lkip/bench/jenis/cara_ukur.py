"""Slips in how indicators are measured and judged: polaritas, formula, thresholds, scale, weights, units, metadata."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lkip.bench.jenis.alat import angka, beberapa, daftar, dua_tahun, kali, tulis
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import Instansi

CARA_UKUR, jenis = daftar("cara mengukur")

_NAMA = "yang diubah hanya tertulis di renstra.yml; baru terlihat bila dibandingkan dengan versi sebelumnya (--since)"


@jenis()
def polaritas_dibalik(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator's polaritas turned round, its formula left or turned with it."""
    for i in beberapa([i for i in lahan.indikator if i.polaritas in ("positif", "negatif")], 6):
        other = "negatif" if i.polaritas == "positif" else "positif"
        flipped = (i.at("polaritas"), f'"{other}"')
        yield lahan.ganti(flipped)
        yield lahan.ganti(flipped, (i.at("rumus_capaian"), '"R/T"' if other == "positif" else '"(2T-R)/T"'))


@jenis()
def rumus_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A formula changed within the plan, in the Renstra or in one agreement, or one that is no formula."""
    for i in [i for i in lahan.indikator if i.polaritas == "negatif"]:
        yield lahan.ganti((i.at("rumus_capaian"), '"T/R"' if i.rumus_capaian != "T/R" else '"(2T-R)/T"'))
    for i in lahan.indikator[:1]:
        for written in ("(T-R)/T", "(R-(R-T))/T", "R/T x 100", "T/R"):
            yield lahan.ganti((i.at("rumus_capaian"), f'"{written}"'))
    for t in dua_tahun(lahan):
        promised = [p for pk in lahan.perjanjian(t) for p in pk.indikator if p.rumus_capaian]
        for promise in beberapa(promised, 2):
            yield lahan.ganti((promise.at("rumus_capaian"), '"T/R"' if promise.rumus_capaian != "T/R" else '"R/T"'))


@jenis()
def ambang_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A threshold of the trend changed after it was signed."""
    for i in beberapa([i for i in lahan.indikator if i.ambang_tren], 3):
        assert i.ambang_tren
        yield lahan.ganti((i.ambang_tren.at("memburuk"), tulis(f"{i.ambang_tren.memburuk * 3:f}")))
    promised = [p for t in dua_tahun(lahan) for pk in lahan.perjanjian(t) for p in pk.indikator if p.ambang_tren]
    for promise in beberapa(promised, 3):
        assert promise.ambang_tren
        yield lahan.ganti((promise.ambang_tren.at("membaik"), tulis(f"{promise.ambang_tren.membaik + 1:f}")))


@jenis()
def agregasi_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """Another way to make the year's figure of its quarters."""
    other = {"rata_rata": "terakhir", "terakhir": "jumlah", "jumlah": "rata_rata"}
    for i in lahan.indikator:
        if i.agregasi in other and i.frekuensi != "tahunan":
            yield lahan.ganti((i.at("agregasi"), f'"{other[i.agregasi]}"'))


@jenis()
def frekuensi_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """Another frequency than the quarters are reported in."""
    other = {"triwulanan": "semesteran", "semesteran": "tahunan", "tahunan": "triwulanan"}
    for i in beberapa(lahan.indikator, 5):
        yield lahan.ganti((i.at("frekuensi"), f'"{other[i.frekuensi]}"'))


@jenis(_NAMA)
def desimal_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """Other decimals than an indicator is shown with."""
    for i in beberapa(lahan.indikator, 2):
        yield lahan.ganti((i.at("desimal"), "0" if i.desimal else "3"))


@jenis()
def satuan_indikator_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator in another unit than its name and its figures are in."""
    for i in beberapa([i for i in lahan.indikator if "persen" in i.satuan or "ersentase" in i.nama], 3):
        yield lahan.ganti((i.at("satuan"), '"desa"'))
    for i in beberapa([i for i in lahan.indikator if "ersentase" not in i.nama], 3):
        yield lahan.ganti((i.at("satuan"), '"persen"'))


@jenis(_NAMA)
def satuan_komponen_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """Counts in another unit."""
    for i in beberapa([i for i in lahan.indikator if i.komponen], 2):
        assert i.komponen
        yield lahan.ganti((i.komponen.at("satuan"), '"orang"'))


@jenis()
def satuan_sub_kegiatan_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """The unit of an output changed."""
    for t in dua_tahun(lahan):
        for sub in beberapa(lahan.sub_kegiatan(t), 2):
            yield lahan.ganti((sub.at("satuan"), '"Paket"' if sub.satuan != "Paket" else '"Laporan"'))


@jenis()
def skala_berlubang_atau_ganda(lahan: Lahan) -> Iterator[Ubah]:
    """A scale with a gap, with an overlap, out of order, not down to the bound, or printed with both ends."""
    office = lahan.isian("instansi.yml", Instansi)
    if office is None or len(office.skala.kelas) < 3:
        return
    kelas = office.skala.kelas
    for k, end in ((kelas[1], kelas[0].mulai - 1), (kelas[2], kelas[1].mulai + 5)):
        yield lahan.tambah(k, f"sampai: {tulis(f'{end:f}')}")
    yield lahan.ganti((kelas[1].at("mulai"), tulis(f"{kelas[0].mulai:f}")))
    yield lahan.tukar((kelas[1].at("mulai"), kelas[2].at("mulai")))
    yield lahan.hapus(kelas[-1])
    yield lahan.ganti((kelas[-1].at("mulai"), "10"))


@jenis()
def skala_digeser(lahan: Lahan) -> Iterator[Ubah]:
    """A class that begins elsewhere than the regulation says that the scale names."""
    office = lahan.isian("instansi.yml", Instansi)
    for k in beberapa(office.skala.kelas[:-1] if office else (), 2):
        yield lahan.ganti((k.at("mulai"), tulis(f"{k.mulai - 1:f}")))


@jenis()
def batas_capaian_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A bound below 100, below the other one, or with a nought too many."""
    office = lahan.isian("instansi.yml", Instansi)
    for at, value in angka(office.kebijakan, "batas_atas") if office else ():
        for new in ("80", "-1", kali(value, 10)):
            yield lahan.ganti((at, new))


@jenis()
def bobot_tidak_seratus(lahan: Lahan) -> Iterator[Ubah]:
    """Weights of some, or weights that do not make 100."""
    groups = [s.indikator for s in lahan.renstra.sasaran if len(s.indikator) > 1] if lahan.renstra else []
    for group in groups:
        share = Decimal(100 // len(group))
        yield lahan.tambah(group[0], f"bobot: {share}")
        ubah: dict[str, bytes | None] = {}
        at = sorted((i.at("frekuensi") for i in group), key=lambda a: -a.line)
        lines = lahan.baris("renstra.yml")
        for place in at:
            pad = " " * (group[0].at().column - 1)
            lines.insert(place.line, f"{pad}bobot: {share - 1}")
        ubah["renstra.yml"] = "\n".join(lines).encode()
        yield ubah


@jenis()
def rincian_indikator_kosong(lahan: Lahan) -> Iterator[Ubah]:
    """What 53/2014 asks of an indicator left out or emptied."""
    names = ("definisi_operasional", "cara_hitung", "sumber_data", "penanggung_jawab")
    for name, i in zip(names, beberapa(lahan.indikator, 4), strict=False):
        yield lahan.ganti((i.at(name), '""'))
        yield lahan.hapus(i, name)


@jenis(_NAMA)
def nama_indikator_diganti(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator renamed within the plan."""
    for i in beberapa(lahan.indikator, 2):
        yield lahan.ganti((i.at("nama"), f'"Tingkat {i.nama[:1].lower()}{i.nama[1:]}"'))


@jenis()
def pengali_atau_bagian_salah(lahan: Lahan) -> Iterator[Ubah]:
    """Components multiplied by another number than a percentage takes."""
    for number, i in enumerate(beberapa([i for i in lahan.indikator if i.komponen], 3)):
        assert i.komponen
        yield lahan.tambah(i.komponen, f"pengali: {(1, 0, 1000)[number]}")


@jenis()
def komponen_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """Components or method no longer declared, while the units report by them."""
    for i in beberapa([i for i in lahan.indikator if i.komponen], 2):
        yield lahan.hapus(i, "komponen")
    for i in [i for i in lahan.indikator if i.metode]:
        yield lahan.hapus(i, "metode")
