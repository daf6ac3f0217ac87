"""Rules about the legal basis: every regulation that is named is one that exists; the two that ask for it are named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.check.sitasi import Sebutan, berjudul, dikenal, jenis, mirip, sejudul, tersebut
from lkip.check.tulisan import narasi, uraian
from lkip.model import Peraturan
from lkip.problem import Finding, Source

# By what a performance report is made: named in every legal basis.
_WAJIB = (("Peraturan Presiden", "29", 2014), ("Peraturan Menteri PANRB", "53", 2014))


@aturan("L31", "isian: peraturan yang dirujuk ada")
def dasar_hukum_dikenal(laporan: Laporan) -> Iterator[Finding]:
    """Peraturan yang disebut sebagai dasar hukum, dalam narasi, atau dalam uraian benar jenis, nomor, tahun dan
    judulnya.

    Dasar hukum yang keliru membuat pembaca meragukan sisanya, dan kekeliruan itu mudah disalin dari tahun ke tahun.
    Yang dibandingkan hanya peraturan yang ada dalam daftar kita; yang lain dilewati.

    Perbaikan: tulis jenis, nomor, tahun dan judul seperti dalam pesan ini; yang keliru pada SOP diperbaiki pada revisi
    SOP berikutnya.
    """
    for p in laporan.bahan.dasar_hukum.peraturan:
        named = _sebutan(p)
        place = p.at("nomor") if named.tanpa_nomor else p.at("jenis")
        for message in _keliru(named, daftar=True):
            yield place, f"dasar hukum {message}", "peringatan", ""
    for source, where, kode, named in _dikutip(laporan):
        for message in _keliru(named, daftar=False):
            yield source, f"{where} {message}", "peringatan", kode


@aturan("L31", "29/2014: dasar pelaporan kinerja", "53/2014: dasar bentuk laporan")
def dasar_hukum_lengkap(laporan: Laporan) -> Iterator[Finding]:
    """Dasar hukum laporan memuat Peraturan Presiden Nomor 29 Tahun 2014 dan Peraturan Menteri PANRB Nomor 53 Tahun
    2014.

    Peraturan Presiden itu mewajibkan laporan kinerja, dan peraturan menteri itu menetapkan isinya. Tanpa keduanya
    pembaca tidak tahu menurut ketentuan mana laporan disusun dan direviu.

    Perbaikan: tambahkan peraturan yang disebut dalam pesan ini di dasar-hukum.yml.
    """
    law = laporan.bahan.dasar_hukum
    for r in dikenal():
        if (r["jenis"], r["nomor"], r["tahun"]) in _WAJIB and not any(_menyerupai(p, r) for p in law.peraturan):
            message = f"dasar hukum belum memuat {_nama(r)} tentang {r['tentang']}"
            yield law.at("peraturan"), f"{message}; tambahkan di dasar-hukum.yml", "peringatan", ""


@aturan("L31", "isian: satu fakta di satu tempat")
def dasar_hukum_tunggal(laporan: Laporan) -> Iterator[Finding]:
    """Setiap peraturan tertulis satu kali dalam dasar hukum.

    Daftar itu dicetak sebagaimana tertulis. Peraturan yang terulang menunjukkan daftar yang disalin tanpa dibaca.

    Perbaikan: hapus salah satu.
    """
    first: dict[tuple[str, str, int], Peraturan] = {}
    for p in laporan.bahan.dasar_hukum.peraturan:
        other = first.setdefault((jenis(p.jenis), p.nomor, p.tahun), p)
        if other is not p and not _sebutan(p).tanpa_nomor:
            message = f"dasar hukum memuat {_sebutan(p).lengkap} dua kali (juga di baris {other.at('jenis').line})"
            yield p.at("jenis"), f"{message}; hapus salah satu", "peringatan", ""


def _sebutan(p: Peraturan) -> Sebutan:
    return Sebutan(p.jenis, p.nomor, p.tahun, p.tentang)


def _menyerupai(p: Peraturan, known: dict[str, Any]) -> bool:
    """Whether an entry is meant to be a known regulation: what is wrong with it is told of the entry itself."""
    return (p.nomor, p.tahun) == (known["nomor"], known["tahun"]) or mirip(p.tentang, known["tentang"])


def _dikutip(laporan: Laporan) -> Iterator[tuple[Source, str, str, Sebutan]]:
    """Yield the regulations that the SOP, the prose and the analyses name: where, in what, about what."""
    sop = laporan.bahan.sop
    for i, line in enumerate(sop.dasar_hukum):
        yield from ((sop.at(f"dasar_hukum.{i}"), "dasar hukum SOP", "", named) for _, named in tersebut(line))
    for text in (*narasi(laporan), *uraian(laporan)):
        yield from ((text.at(offset), text.sebutan, text.kode, named) for offset, named in tersebut(text.teks))


def _keliru(named: Sebutan, *, daftar: bool) -> Iterator[str]:
    """Yield what is wrong with a regulation that is named; in a list its title stands in full."""
    if named.tanpa_nomor:
        title = f" tentang {named.tentang}" if named.tentang else ""
        yield f"menyebut {named.jenis}{title} tanpa nomor; isi nomor dan tahunnya, atau hapus"
        return
    kind = jenis(named.jenis)
    same = [r for r in dikenal() if (r["nomor"], r["tahun"]) == (named.nomor, named.tahun)]
    if known := next((r for r in same if jenis(r["jenis"]) == kind), None):
        yield from _sejenis(named, known, daftar=daftar)
    elif known := next((r for r in same if named.tentang and mirip(named.tentang, r["tentang"])), None):
        right = f"Nomor {named.nomor} Tahun {named.tahun} itu {known['jenis']} tentang {known['tentang']}"
        yield f"menyebut {named.lengkap}, padahal {right}; perbaiki jenisnya"
    else:
        titled = (r for r in dikenal() if jenis(r["jenis"]) == kind and mirip(named.tentang, r["tentang"]))
        if known := next(titled, None):
            same_title = f"menyebut {named.lengkap} yang berjudul sama dengan {_nama(known)}"
            yield f"{same_title}; periksa nomor dan masa berlakunya"


def _sejenis(named: Sebutan, known: dict[str, Any], *, daftar: bool) -> Iterator[str]:
    right = sejudul if daftar else berjudul
    if named.tentang and not right(named.tentang, known["tentang"]):
        said = f"menyebut {named.lengkap} yang sebenarnya tentang {known['tentang']}"
        yield f"{said}, bukan {named.tentang}; perbaiki judulnya"
    elif "dicabut" in known:
        yield f"menyebut {named.lengkap} yang sudah dicabut oleh {known['dicabut']}; ganti dengan yang berlaku"


def _nama(known: dict[str, Any]) -> str:
    return f"{known['jenis']} Nomor {known['nomor']} Tahun {known['tahun']}"
