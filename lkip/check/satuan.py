"""Rules about units: each is what its name says that it counts or measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lkip.capaian import CapaianIndikator, Laporan
from lkip.check.aturan import aturan
from lkip.check.letak import bernama, berpersen
from lkip.model import Indikator, Komponen, Program, SubKegiatan
from lkip.problem import Finding

_SERATUS = Decimal(100)
_PERSENTASE = re.compile(r"(?i)^(?:persentase|prosentase|persen)\b")
# What is never a share: unless the name goes on to say that a share or a change of it is meant.
_BUKAN_PERSEN = re.compile(r"(?i)^(?:jumlah|banyaknya|indeks|nilai|skor|opini|predikat)\b")
_BAGIAN = re.compile(r"(?i)persen|prosentase|%|rasio|proporsi|capaian|cakupan|pertumbuhan|kenaikan|peningkatan|turun")
_LAMA = re.compile(r"(?i)^(?:rata-rata |rerata )?(?:waktu|lama|durasi|lamanya)\b")
_WAKTU = frozenset(("detik", "menit", "jam", "hari", "hari kerja", "minggu", "bulan", "tahun", "jam kerja"))
# Different words for the same thing that is counted.
_SAMA = (
    frozenset(("orang", "jiwa", "warga", "penduduk", "peserta", "responden", "pegawai", "pemohon", "pelanggan")),
    frozenset(("kk", "keluarga", "rumah tangga")),
    frozenset(("dokumen", "berkas", "surat", "laporan", "permohonan")),
    frozenset(("desa", "kelurahan")),
    frozenset(("kejadian", "kasus", "gangguan", "pelanggaran")),
    frozenset(("pengaduan", "keluhan", "aduan", "laporan")),
    frozenset(("rekomendasi", "temuan")),
    frozenset(("undangan", "orang", "peserta")),
)
_DIHITUNG = frozenset(
    {
        *(name for group in _SAMA for name in group),
        *("sekolah", "dusun", "rt", "rw", "lembaga", "kelompok", "kegiatan", "paket", "unit", "layanan", "usulan"),
    }
)
_JUMLAH = re.compile(r"(?i)^(?:jumlah|banyaknya)\s+")


def _lihat(item: CapaianIndikator) -> str:
    komponen = item.indikator.komponen
    return item.satuan + (f"; komponen dalam {komponen.satuan}" if komponen else "")


def _bersatuan(item: CapaianIndikator) -> bool:
    """Whether the name or the components of an indicator say what its unit can be."""
    i = item.indikator
    said = _PERSENTASE.search(i.nama) or _BUKAN_PERSEN.search(i.nama) or _LAMA.search(i.nama)
    return bool(said or i.komponen or i.metode)


@aturan(
    "L01",
    "53/2014: Lampiran II huruf H",
    "isian: satu angka dalam satu bentuk",
    pokok="indikator",
    lihat=_lihat,
    berlaku=_bersatuan,
)
def satuan_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Satuan indikator dan komponennya sejalan dengan namanya.

    Satuan adalah bagian dari cara mengukur yang ditetapkan untuk setiap indikator, dan tercetak di samping setiap
    angkanya. Persentase yang tercetak dalam desa, atau jumlah yang tercetak dalam persen, mengubah arti seluruh baris.

    Perbaikan: perbaiki satuan di renstra.yml: persen untuk persentase, indeks atau nilai untuk indeks dan nilai, menit,
    jam atau hari untuk lama waktu, dan nama yang dihitung untuk komponen. Bila namanya yang keliru, perbaiki namanya.
    """
    for item in laporan.indikator:
        i = item.indikator
        if mend := _satuan_salah(i):
            message = f"{bernama(item)} bersatuan '{i.satuan}', {mend}"
            yield i.at("satuan"), f"{message}, atau perbaiki namanya", "peringatan", i.kode
        if i.komponen and i.komponen.pengali == 1 and berpersen(i.satuan):
            message = f"pengali {bernama(item)} 1, padahal satuannya persen: hasil baginya tercetak sebagai pecahan"
            yield i.komponen.at("pengali"), f"{message}; tulis 100, atau hapus pengali", "peringatan", i.kode
        if i.komponen and (thing := _komponen_salah(i.komponen)):
            message = f"komponen {bernama(item)} bersatuan '{i.komponen.satuan}', padahal yang dihitung {thing}"
            mend = f"tulis {thing}, atau perjelas nama pembilang dan penyebutnya"
            yield i.komponen.at("satuan"), f"{message}; {mend}", "peringatan", i.kode


def _satuan_salah(i: Indikator) -> str:
    """Say why an indicator's unit cannot be meant, and what to write."""
    percent = berpersen(i.satuan)
    if _PERSENTASE.search(i.nama) and not percent and "persen" not in i.satuan.lower():
        return "padahal namanya menyebut persentase; tulis persen"
    if i.metode == "skm" and percent:
        return "padahal hasil survei kepuasan berupa indeks; tulis indeks"
    if percent and not _BAGIAN.search(i.nama) and (found := _BUKAN_PERSEN.search(i.nama)):
        return f"padahal namanya menyebut {found[0].lower()}; tulis satuan yang dihitung atau dinilai"
    if _LAMA.search(i.nama) and not _berwaktu(i.satuan) and not _BAGIAN.search(i.nama):
        return "padahal namanya menyebut lama waktu; tulis menit, jam, atau hari"
    if i.komponen and i.komponen.bagian and i.komponen.pengali == _SERATUS and i.satuan.strip().lower() in _DIHITUNG:
        return "padahal hasil bagi kedua komponennya dikalikan 100; tulis persen"
    return ""


def _berwaktu(satuan: str) -> bool:
    """Whether a unit is one of time, also for each of something: `menit per berkas`, `hari/permohonan`."""
    return re.split(r"\s*/\s*|\s+per\s+", satuan.strip().lower())[0] in _WAKTU


def _komponen_salah(k: Komponen) -> str:
    """Return the thing that both components count, where their unit is another thing."""
    unit, above, below = (_benda(text) for text in (k.satuan, k.pembilang, k.penyebut))
    if above == below and {above, unit} <= _DIHITUNG and unit != above and not _searti(unit, above):
        return above
    return ""


def _benda(text: str) -> str:
    """Return the first word of what is counted: `Jumlah desa yang …` → desa."""
    words = _JUMLAH.sub("", text.strip().lower()).split()
    return words[0].strip(".,;:") if words else ""


def _searti(satu: str, lain: str) -> bool:
    return any(satu in group and lain in group for group in _SAMA)


@aturan("L22", "050-5889/2021: lampiran", "isian: satu fakta di satu tempat", pokok="sub kegiatan")
def satuan_keluaran_cocok(laporan: Laporan) -> Iterator[Finding]:
    """Satuan keluaran sub kegiatan adalah benda yang disebut keluarannya, dan sama dengan tahun lalu.

    Keluaran dan satuan setiap sub kegiatan ditetapkan bersama kodenya. Dengan satuan lain, target dan realisasi
    keluaran tidak dapat dibandingkan dengan DPA dan dengan tahun sebelumnya.

    Perbaikan: samakan satuan di renja.yml dengan DPA. Bila satuan sub kegiatan itu memang diganti, catat di
    pengecualian.yml.
    """
    past = {sub.kode: sub for y in laporan.bahan.lalu for sub in _sub_kegiatan(y.renja.program)}
    for sub in _sub_kegiatan(laporan.bahan.renja.program):
        before = past.get(sub.kode)
        what = f"keluaran sub kegiatan {sub.kode} ({sub.nama}) bersatuan '{sub.satuan}'"
        if thing := _keluaran_salah(sub):
            message = f"{what}, padahal keluarannya '{sub.keluaran}'; tulis {thing}, atau samakan keduanya dengan DPA"
            yield sub.at("satuan"), message, "peringatan", sub.kode
        elif before and _baku(before.keluaran) == _baku(sub.keluaran) and _baku(before.satuan) != _baku(sub.satuan):
            message = f"{what}, dalam Renja tahun sebelumnya '{before.satuan}'; samakan dengan DPA"
            yield sub.at("satuan"), message, "peringatan", sub.kode


def _sub_kegiatan(programs: tuple[Program, ...]) -> list[SubKegiatan]:
    return [sub for program in programs for kegiatan in program.kegiatan for sub in kegiatan.sub_kegiatan]


def _keluaran_salah(sub: SubKegiatan) -> str:
    """Return the counted thing that an output names first, where its unit is named nowhere in it."""
    thing = _benda(sub.keluaran) if _JUMLAH.match(sub.keluaran.strip()) else ""
    units = re.findall(r"[a-z]+", sub.satuan.lower())
    named = re.findall(r"[a-z]+", sub.keluaran.lower())
    same = any(unit in named or _searti(unit, thing) for unit in units)
    return thing if thing in _DIHITUNG and not same else ""


def _baku(text: str) -> str:
    return " ".join(text.lower().split())
