"""Slips in what is told: analyses, comparisons, prose, references, evidence, exceptions, recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from lkip.bench.jenis.alat import beberapa, daftar, dua_tahun
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import Realisasi
from lkip.rujukan import RUJUKAN

URAIAN, jenis = daftar("uraian, narasi dan bukti")

_URAIAN = ("faktor_pendukung", "faktor_penghambat", "solusi", "tindak_lanjut", "analisis_program")


def _berisi(lahan: Lahan, name: str, tahun: int) -> list[Realisasi]:
    return [r for r in lahan.realisasi(tahun) if getattr(r, name)]


def _diminta(lahan: Lahan, name: str, tahun: int) -> list[Realisasi]:
    """The reports whose analysis is asked for: what helped where the target was reached, else the rest; of each goal
    the programs behind it, where no other indicator tells of them."""
    alone = {s.indikator[0].kode for s in lahan.renstra.sasaran if len(s.indikator) == 1} if lahan.renstra else set()
    return [r for r in _berisi(lahan, name, tahun) if not r.alasan_belum_tersedia and _ditanya(r, name, alone)]


def _ditanya(r: Realisasi, name: str, alone: set[str]) -> bool:
    match name:
        case "faktor_pendukung":
            return not r.solusi
        case "solusi":
            return not r.faktor_pendukung
        case "analisis_program":
            return r.kode in alone
        case _:
            return bool(r.solusi and not r.faktor_pendukung)


@jenis()
def analisis_dihapus(lahan: Lahan) -> Iterator[Ubah]:
    """An analysis that the capaian asks for left out."""
    for t in dua_tahun(lahan):
        for name in _URAIAN:
            for report in beberapa(_diminta(lahan, name, t), 2):
                yield lahan.hapus(report, name)


@jenis("sasarannya masih mempunyai analisis program dari indikator lain, dan tindak lanjut diminta bila belum tercapai")
def analisis_tambahan_dihapus(lahan: Lahan) -> Iterator[Ubah]:
    """An analysis left out that is good to have but not asked for."""
    for t in dua_tahun(lahan):
        for name in ("tindak_lanjut", "analisis_program"):
            asked = _diminta(lahan, name, t)
            others = [r for r in _berisi(lahan, name, t) if r not in asked and not r.alasan_belum_tersedia]
            for report in beberapa(others, 1):
                yield lahan.hapus(report, name)


@jenis()
def analisis_dikosongkan(lahan: Lahan) -> Iterator[Ubah]:
    """An analysis that says nothing: no words, a dash, one word."""
    t = lahan.tahun
    for name, written in zip(_URAIAN, ('""', '"-"', '"Baik."', '"Sudah dilaksanakan."', '"idem"'), strict=True):
        for report in beberapa(_diminta(lahan, name, t), 1):
            yield lahan.ganti((report.at(name), written))


@jenis()
def analisis_disalin_dari_indikator_lain(lahan: Lahan) -> Iterator[Ubah]:
    """The analysis of one indicator pasted under another."""
    for t in dua_tahun(lahan):
        for name in _URAIAN:
            found = _berisi(lahan, name, t)
            if len(found) > 1:
                yield lahan.ganti((found[-1].at(name), lahan.tertulis(found[0].at(name))))


@jenis()
def analisis_disalin_dari_tahun_lalu(lahan: Lahan) -> Iterator[Ubah]:
    """The analysis of last year left as it was."""
    last = {r.kode: r for r in lahan.realisasi(lahan.tahun - 1)}
    for name in (*_URAIAN, "alasan_tanpa_pembanding"):
        both = [r for r in _berisi(lahan, name, lahan.tahun) if r.kode in last and getattr(last[r.kode], name)]
        for report in beberapa(both, 1):
            yield lahan.ganti((report.at(name), lahan.tertulis(last[report.kode].at(name))))


@jenis()
def pembanding_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """Neither a benchmark nor a reason why there is none; or both."""
    for t in dua_tahun(lahan):
        for report in beberapa(_berisi(lahan, "alasan_tanpa_pembanding", t), 2):
            yield lahan.hapus(report, "alasan_tanpa_pembanding")
        for report in beberapa(_berisi(lahan, "pembanding", t), 2):
            yield lahan.hapus(report, "pembanding")
            yield lahan.tambah(report, 'alasan_tanpa_pembanding: "Belum ada angka terbitan yang sebanding."')


@jenis()
def alasan_belum_tersedia_hilang(lahan: Lahan) -> Iterator[Ubah]:
    """A missing figure without a reason, or a figure with one."""
    for t in dua_tahun(lahan):
        for report in _berisi(lahan, "alasan_belum_tersedia", t):
            yield lahan.hapus(report, "alasan_belum_tersedia")
    for report in beberapa([r for r in lahan.realisasi(lahan.tahun) if not r.alasan_belum_tersedia], 2):
        yield lahan.tambah(report, 'alasan_belum_tersedia: "Datanya belum terbit."')


@jenis()
def angka_dalam_uraian(lahan: Lahan) -> Iterator[Ubah]:
    """A figure typed in an analysis that is not the indicator's."""
    for number, report in enumerate(beberapa(_berisi(lahan, "tindak_lanjut", lahan.tahun), 4)):
        words = ("realisasinya 97,25%", "capaiannya 112,40%", "serapannya 71,5 persen", "anggarannya Rp3.999.000.000")
        text = (report.tindak_lanjut or "").rstrip(".")
        yield lahan.ganti((report.at("tindak_lanjut"), f'"{text}, karena {words[number]}."'))


@jenis()
def angka_dalam_narasi(lahan: Lahan) -> Iterator[Ubah]:
    """A reference replaced by a typed figure that is not the computed one."""
    for t in dua_tahun(lahan):
        for prosa in [p for p in lahan.isi.narasi(t) if re.search(r"\.(capaian|serapan|pagu|realisasi)\}\}", p.teks)][
            :4
        ]:
            found = re.search(r"\{\{([\w.-]+\.)?(capaian|serapan|pagu|realisasi)\}\}", prosa.teks)
            if found:
                typed = "Rp3.241.500.000" if found[2] == "pagu" or found[1] == "anggaran." else "91,37%"
                yield {f"{t}/narasi/{prosa.nama}.md": prosa.teks.replace(found[0], typed, 1).encode()}


@jenis()
def rujukan_rusak(lahan: Lahan) -> Iterator[Ubah]:
    """A reference mistyped, to an indicator that there is none of, with a brace missing, to another field."""
    for t in dua_tahun(lahan):
        shown = [p for p in lahan.isi.narasi(t) if RUJUKAN.search(p.teks)]
        for number, prosa in enumerate(beberapa(shown, 5)):
            found = RUJUKAN.search(prosa.teks)
            assert found
            name = found[1].strip()
            new = (
                f"{{{{{name}x}}}}",
                f"{{{{{name}}}",
                f"{{{name}}}",
                "{{IKU-99.capaian}}",
                f"{{{{{name.split('.')[0]}.capain}}}}",
            )[number]
            yield {f"{t}/narasi/{prosa.nama}.md": prosa.teks.replace(found[0], new, 1).encode()}


@jenis("rujukan ke indikator lain tetap sah; bahwa kalimatnya tentang yang satu, hanya pembaca yang tahu")
def rujukan_indikator_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A figure of another indicator than the sentence is about."""
    for t in dua_tahun(lahan):
        for prosa in lahan.isi.narasi(t):
            named = sorted(set(re.findall(r"\{\{(IKU-\d+)\.realisasi\}\}", prosa.teks)))
            if len(named) > 1:
                old, new = f"{{{{{named[0]}.realisasi}}}}", f"{{{{{named[1]}.realisasi}}}}"
                yield {f"{t}/narasi/{prosa.nama}.md": prosa.teks.replace(old, new, 1).encode()}


@jenis()
def narasi_kosong(lahan: Lahan) -> Iterator[Ubah]:
    """A part of the report without words, or with a placeholder."""
    for t in dua_tahun(lahan):
        for number, prosa in enumerate(beberapa(lahan.isi.narasi(t), 3)):
            yield {f"{t}/narasi/{prosa.nama}.md": ("", "\n\n", "TODO: diisi.\n")[number].encode()}


@jenis()
def narasi_tahun_lalu(lahan: Lahan) -> Iterator[Ubah]:
    """A part of last year's report left as it was."""
    t = lahan.tahun
    for name in ("simpulan", "langkah-perbaikan", "isu-strategis", "realisasi-anggaran"):
        path, old = f"{t}/narasi/{name}.md", f"{t - 1}/narasi/{name}.md"
        if lahan.ada(path) and lahan.ada(old):
            yield {path: lahan.bita(old)}


@jenis()
def narasi_menyebut_tahun_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A year typed in prose that is not the report's."""
    t = lahan.tahun
    for prosa in [p for p in lahan.isi.narasi(t) if "{{tahun}}" in p.teks][:3]:
        yield {f"{t}/narasi/{prosa.nama}.md": prosa.teks.replace("{{tahun}}", str(t - 1), 1).encode()}


@jenis()
def narasi_terlarang(lahan: Lahan) -> Iterator[Ubah]:
    """A heading of its own in prose, a line below words, a link to a file."""
    prose = lahan.isi.narasi(lahan.tahun)
    for prosa, text in zip(beberapa(prose, 3), ("# Judul", "Judul\n=====", "[lampiran](lampiran.pdf)"), strict=False):
        yield {f"{lahan.tahun}/narasi/{prosa.nama}.md": f"{prosa.teks}\n{text}\n".encode()}


# --- evidence --------------------------------------------------------------------------------------------------


def _bukti(lahan: Lahan, tahun: int) -> list[tuple[Realisasi, str]]:
    return [(r, e.berkas) for r in lahan.realisasi(tahun) for e in r.bukti]


@jenis()
def bukti_hilang_atau_kosong(lahan: Lahan) -> Iterator[Ubah]:
    """Evidence deleted, renamed, emptied, saved under another ending."""
    for t in dua_tahun(lahan):
        for number, (_, name) in enumerate(beberapa(_bukti(lahan, t), 4)):
            path = f"{t}/bukti/{name}"
            stem = path.rsplit(".", 1)[0]
            ways: tuple[Ubah, ...] = (
                {path: None},
                {path: None, f"{stem}-final.csv": lahan.bita(path)},
                {path: b""},
                {path: None, f"{stem}.xlsx": lahan.bita(path)},
            )
            yield ways[number]


@jenis()
def bukti_tidak_dirujuk(lahan: Lahan) -> Iterator[Ubah]:
    """Evidence that no report names any more; a realisasi without evidence."""
    for t in dua_tahun(lahan):
        reports = [r for r in lahan.realisasi(t) if r.bukti]
        for report in beberapa(reports, 2):
            yield lahan.hapus(report, "bukti")
        for report in beberapa([r for r in reports if len(r.bukti) == 1], 2):
            yield {**lahan.hapus(report, "bukti"), f"{t}/bukti/{report.bukti[0].berkas}": None}


@jenis()
def bukti_di_luar_tahun(lahan: Lahan) -> Iterator[Ubah]:
    """Evidence dated in another year."""
    for t in dua_tahun(lahan):
        for report in beberapa([r for r in lahan.realisasi(t) if r.bukti], 2):
            evidence = report.bukti[0]
            line = f'"{t - 1}-06-30"'
            if evidence.tanggal:
                yield lahan.ganti((evidence.at("tanggal"), line))
            else:
                yield lahan.tambah(evidence, f"tanggal: {line}")


@jenis()
def bukti_tahun_lalu(lahan: Lahan) -> Iterator[Ubah]:
    """Last year's evidence file handed in again."""
    t = lahan.tahun
    for _, name in beberapa(_bukti(lahan, t), 3):
        if lahan.ada(f"{t - 1}/bukti/{name}"):
            yield {f"{t}/bukti/{name}": lahan.bita(f"{t - 1}/bukti/{name}")}


@jenis()
def satu_bukti_dua_indikator(lahan: Lahan) -> Iterator[Ubah]:
    """A report that names another indicator's evidence."""
    found = _bukti(lahan, lahan.tahun)
    for (report, _), (_, other) in beberapa(list(pairwise(found)), 2):
        yield lahan.ganti((report.bukti[0].at("berkas"), f'"{other}"'))


# --- exceptions and recommendations ----------------------------------------------------------------------------


@jenis()
def pengecualian_lewat_atau_tidak_berlaku(lahan: Lahan) -> Iterator[Ubah]:
    """An exception that has run out, that nothing is found for, of a rule or a code that there is none of."""
    t = lahan.tahun
    path = f"{t}/pengecualian.yml"
    old = lahan.bita(path) if lahan.ada(path) else b"pengecualian:\n"
    for rule, kode, until in (
        ("capaian-wajar", "IKU-09", f"{t}-12-31"),
        ("capaian-wajar", "IKU-04", f"{t + 9}-12-31"),
        ("capaian-waras", "IKU-09", f"{t + 9}-12-31"),
        ("capaian-wajar", "IKU-77", f"{t + 9}-12-31"),
        ("saksi-cocok", "anggaran", f"{t + 9}-12-31"),
    ):
        said = f'    alasan: "Disepakati."\n    oleh: "Sekretaris"\n    sampai: "{until}"\n'
        yield {path: old + f'  - aturan: "{rule}"\n    kode: "{kode}"\n{said}'.encode()}


@jenis()
def rekomendasi_tanpa_tindak_lanjut(lahan: Lahan) -> Iterator[Ubah]:
    """A recommendation of the last evaluation without an answer, without evidence, with evidence that is not there."""
    t = lahan.tahun
    head = f'sumber: "LHE Inspektorat {t - 1}"\ntanggal: "{t}-06-30"\nrekomendasi:\n  - isi: "Menetapkan target."\n'
    for rest in (
        '    status: "belum"\n',
        '    status: "selesai"\n',
        '    status: "selesai"\n    tindak_lanjut: "Target ditinjau."\n    bukti: "tidak-ada.pdf"\n',
    ):
        yield {f"{t}/rekomendasi-lhe.yml": (head + rest).encode()}
