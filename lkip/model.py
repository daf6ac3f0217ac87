"""Bahan: what the units handed in, typed and frozen; `build` turns checked data into it. No computing here."""

# Annotations are real types here (no `from __future__ import annotations`): `build` reads them from the fields.

import hashlib
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, dataclass_transform, get_args, get_origin

from lkip.load import Map
from lkip.problem import Source

C = TypeVar("C")
T = TypeVar("T", bound="Isian")


@dataclass_transform(frozen_default=True, kw_only_default=True, eq_default=False, field_specifiers=(field,))
def frozen(cls: type[C]) -> type[C]:
    """Make a frozen dataclass without comparison and printing: nobody needs them, and they cost half the start-up."""
    return dataclass(frozen=True, kw_only=True, eq=False, repr=False)(cls)


Polaritas = Literal["positif", "negatif", "rentang", "ordinal", "manual"]
RumusCapaian = Literal["R/T", "(2T-R)/T", "T/R", "posisi", "tercapai"]
Agregasi = Literal["jumlah", "rata_rata", "terakhir", "maksimum", "minimum", "manual"]
AturanEfisiensi = Literal["E1", "E1-nol", "E2", "E3", "PMK"]
Frekuensi = Literal["triwulanan", "semesteran", "tahunan"]


@frozen
class Isian:
    """A group of fields from a content file; `places` says where the group ("") and each field stand."""

    places: Mapping[str, Source] = field(default_factory=dict)

    def at(self, name: str = "") -> Source:
        """Return where a field stands, or the group itself where the field was left out."""
        return self.places.get(name) or self.places[""]


@frozen
class Pejabat(Isian):
    """An official; `nama` is None where only the office is known."""

    jabatan: str
    nama: str | None = None
    nip: str | None = None


@frozen
class Kop(Isian):
    """The letterhead."""

    baris: tuple[str, ...]
    alamat: str
    surel: str | None = None
    situs: str | None = None


@frozen
class Bawahan(Isian):
    """A post below one of the posts under the head of the office."""

    jabatan: str
    nama: str | None = None


@frozen
class Jabatan(Isian):
    """A post right under the head of the office, with those below it."""

    jabatan: str
    nama: str | None = None
    bawahan: tuple[Bawahan, ...] = ()


@frozen
class Unit(Isian):
    """A seksi or subbagian that hands in data."""

    kode: str
    nama: str
    penanggung_jawab: str


@frozen
class Kelas(Isian):
    """A category of the scale, from `mulai` percent (included) up to the class above (excluded).

    `sampai` repeats where it ends, as printed rules do: it must be where the class above begins.
    """

    sebutan: str
    mulai: Decimal
    sampai: Decimal | None = None


@frozen
class Skala(Isian):
    """The scale of categories, highest class first; without classes it is one of those that ship, by its name."""

    nama: str
    sumber: str | None = None
    kelas: tuple[Kelas, ...] = ()


@frozen
class Kebijakan(Isian):
    """The office's choices for measuring: bounds in percent that a mean uses, efficiency rule, what they rest on."""

    batas_atas: Decimal | None = None
    batas_bawah: Decimal
    efisiensi: AturanEfisiensi = "E1"
    dasar: str


@frozen
class Instansi(Isian):
    """The office: what outlives a year."""

    nama: str
    kabupaten: str
    provinsi: str
    tempat: str
    status_data: Literal["contoh", "resmi"]
    kop: Kop
    pimpinan: Pejabat
    atasan: Pejabat
    organisasi: tuple[Jabatan, ...] = ()
    unit: tuple[Unit, ...]
    skala: Skala
    kebijakan: Kebijakan


@frozen
class Langkah(Isian):
    """A step of the SOP."""

    nomor: int
    kegiatan: str
    pelaksana: str
    kelengkapan: str
    waktu: str
    keluaran: str


@frozen
class Sop(Isian):
    """The procedure by which the report is made."""

    nomor: str
    nama: str
    tanggal_pembuatan: date
    tanggal_efektif: date
    catatan: str | None = None
    langkah: tuple[Langkah, ...]


@frozen
class Peraturan(Isian):
    """A regulation that the report rests on."""

    jenis: str
    nomor: str
    tahun: int
    tentang: str


@frozen
class DasarHukum(Isian):
    """The regulations, in the order in which they are printed."""

    peraturan: tuple[Peraturan, ...]


@frozen
class TargetTahun(Isian):
    """The target of one year of the Renstra, in the indicator's unit: a figure, a range, words, or why it has none."""

    tahun: int
    nilai: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None


@frozen
class AmbangTren(Isian):
    """From which change to last year a realisasi gets better or worse, in the indicator's unit; both at least 0."""

    membaik: Decimal
    memburuk: Decimal


@frozen
class KondisiAwal(Isian):
    """Where the plan began: the last figure before it, from which its pace is measured."""

    tahun: int
    nilai: Decimal | None = None
    teks: str | None = None


@frozen
class Komponen(Isian):
    """What an indicator is computed from: numerator over denominator, times `pengali`.

    `bagian`: the numerator is a part of the denominator and never larger; `pecahan`: both may have decimals.
    """

    pembilang: str
    penyebut: str
    satuan: str
    pengali: Decimal = Decimal(100)
    bagian: bool = True
    pecahan: bool = False


@frozen
class Indikator(Isian):
    """An indicator with how it is measured (PermenPAN-RB 53/2014 Lampiran II.H)."""

    kode: str
    nama: str
    satuan: str
    polaritas: Polaritas
    rumus_capaian: RumusCapaian | None = None
    tangga: tuple[str, ...] = ()
    ambang_tren: AmbangTren | None = None
    agregasi: Agregasi
    frekuensi: Frekuensi
    desimal: int
    bobot: Decimal | None = None
    metode: Literal["skm"] | None = None
    komponen: Komponen | None = None
    definisi_operasional: str
    cara_hitung: str
    sumber_data: str
    penanggung_jawab: str
    kondisi_awal: KondisiAwal | None = None
    target: tuple[TargetTahun, ...]


@frozen
class Sasaran(Isian):
    """A strategic goal with its indicators; `bobot` in percent, of all goals of its aim or of none."""

    kode: str
    nama: str
    bobot: Decimal | None = None
    indikator: tuple[Indikator, ...]


@frozen
class Tujuan(Isian):
    """An aim with its goals; `bobot` in percent, of all aims or of none."""

    kode: str
    nama: str
    bobot: Decimal | None = None
    sasaran: tuple[Sasaran, ...]


@frozen
class Renstra(Isian):
    """The plan of several years."""

    periode_awal: int
    periode_akhir: int
    tujuan: tuple[Tujuan, ...]

    @property
    def sasaran(self) -> tuple[Sasaran, ...]:
        """All goals in order."""
        return tuple(s for t in self.tujuan for s in t.sasaran)

    @property
    def indikator(self) -> tuple[Indikator, ...]:
        """All indicators in order."""
        return tuple(i for s in self.sasaran for i in s.indikator)


@frozen
class TahunIndikator(Isian):
    """An earlier year of an indicator, as printed then; `rumus_capaian` is the formula that was printed with it."""

    tahun: int
    target: Decimal | None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None
    realisasi: Decimal | None
    realisasi_teks: str | None = None
    rumus_capaian: RumusCapaian | None = None
    capaian_tercetak: Decimal | None = None
    sumber: str


@frozen
class RiwayatIndikator(Isian):
    """The earlier years of an indicator."""

    kode: str
    tahun: tuple[TahunIndikator, ...]


@frozen
class TahunAnggaran(Isian):
    """An earlier year of a program's budget, in rupiah, as printed then."""

    tahun: int
    pagu: Decimal
    realisasi: Decimal
    serapan_tercetak: Decimal | None = None
    sumber: str


@frozen
class RiwayatAnggaran(Isian):
    """The earlier years of a program."""

    kode: str
    nama: str
    tahun: tuple[TahunAnggaran, ...]


@frozen
class Riwayat(Isian):
    """The earlier years of indicators and budget."""

    indikator: tuple[RiwayatIndikator, ...]
    anggaran: tuple[RiwayatAnggaran, ...]


@frozen
class Dokumen(Isian):
    """The state of the year's document; its date is the date of every output.

    `sampai_triwulan` is the last quarter that it reports (4: the whole year); `skala` the year's own scale.
    """

    status: Literal["draf", "final"]
    versi: str
    tanggal: date
    kertas: Literal["A4", "F4"]
    sampai_triwulan: int = 4
    pimpinan: Pejabat | None = None
    skala: Skala | None = None


@frozen
class KelompokPegawai(Isian):
    """Staff of one rank or one level of education (persons)."""

    nama: str
    laki_laki: int
    perempuan: int


@frozen
class Pegawai(Isian):
    """The staff on a day, counted twice: by rank and by education."""

    tanggal: date
    sumber: str
    golongan: tuple[KelompokPegawai, ...]
    pendidikan: tuple[KelompokPegawai, ...]


@frozen
class Barang(Isian):
    """A kind of equipment by its state (pieces)."""

    nama: str
    satuan: str
    baik: int
    rusak: int


@frozen
class Sarana(Isian):
    """The office's equipment."""

    sumber: str
    barang: tuple[Barang, ...]


@frozen
class Desa(Isian):
    """A village: area in square kilometres, inhabitants (persons)."""

    nama: str
    luas: Decimal
    laki_laki: int
    perempuan: int


@frozen
class Wilayah(Isian):
    """The villages that the office serves."""

    sumber: str
    desa: tuple[Desa, ...]


@frozen
class Isu(Isian):
    """A strategic issue and the goals that answer it (PermenPAN-RB 53/2014 Lampiran II, Bab I)."""

    isu: str
    sasaran: tuple[str, ...]


@frozen
class Profil(Isian):
    """The state of the office in a year: what Bab I tells about it. A part without data is left out."""

    pegawai: Pegawai | None = None
    sarana: Sarana | None = None
    wilayah: Wilayah | None = None
    isu_strategis: tuple[Isu, ...] = ()


@frozen
class Triwulan(Isian):
    """The four quarters; None where nothing was or is to be measured yet (never zero)."""

    tw1: Decimal | None
    tw2: Decimal | None
    tw3: Decimal | None
    tw4: Decimal | None

    @property
    def nilai(self) -> tuple[Decimal | None, ...]:
        """The quarters in order."""
        return (self.tw1, self.tw2, self.tw3, self.tw4)


@frozen
class TargetIndikator(Isian):
    """What was promised for an indicator, in its unit: a figure, a range, words, or why there is none this year.

    `target_triwulan` splits it over the quarters. `rumus_capaian` and `ambang_tren` repeat what the Renstra declares,
    as signed before the year's results: a later change there shows.
    """

    kode: str
    target: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    teks: str | None = None
    alasan_tanpa_target: str | None = None
    target_triwulan: Triwulan | None = None
    rumus_capaian: RumusCapaian | None = None
    ambang_tren: AmbangTren | None = None


@frozen
class AnggaranProgram(Isian):
    """What was promised as the budget of a program, in rupiah."""

    kode: str
    anggaran: Decimal
    keterangan: str | None = None


@frozen
class PerjanjianKinerja(Isian):
    """The year's performance agreement (PermenPAN-RB 53/2014 Lampiran I)."""

    jenis: Literal["murni", "perubahan"]
    tanggal: date
    alasan_perubahan: str | None = None
    indikator: tuple[TargetIndikator, ...]
    program: tuple[AnggaranProgram, ...]


@frozen
class SubKegiatan(Isian):
    """A sub kegiatan with its output."""

    kode: str
    nama: str
    keluaran: str
    satuan: str
    target: Decimal


@frozen
class Kegiatan(Isian):
    """A kegiatan with its sub kegiatan."""

    kode: str
    nama: str
    sub_kegiatan: tuple[SubKegiatan, ...]


@frozen
class Program(Isian):
    """A program, the goals that it serves, and its kegiatan."""

    kode: str
    nama: str
    sasaran: tuple[str, ...]
    kegiatan: tuple[Kegiatan, ...]


@frozen
class Renja(Isian):
    """The year's work plan."""

    program: tuple[Program, ...]


@frozen
class Bukti(Isian):
    """An evidence file: its name below `<tahun>/bukti/`, and what it shows."""

    berkas: str
    keterangan: str


@frozen
class Pembanding(Isian):
    """The same figure elsewhere, or a standard, in the indicator's unit or words (53/2014 Lampiran II, III.A.4)."""

    nama: str
    tingkat: Literal["kabupaten", "provinsi", "nasional", "internasional", "standar"] | None = None
    nilai: Decimal | None = None
    teks: str | None = None
    sumber: str


@frozen
class Unsur(Isian):
    """The means (1–4) of the nine elements of a Survei Kepuasan Masyarakat (PermenPAN-RB 14/2017)."""

    persyaratan: Decimal
    prosedur: Decimal
    waktu: Decimal
    biaya: Decimal
    produk: Decimal
    kompetensi: Decimal
    perilaku: Decimal
    sarana: Decimal
    pengaduan: Decimal


@frozen
class Survei(Isian):
    """A satisfaction survey, finished in a quarter: the means of its elements, or the answers of every respondent.

    An answer sheet is nine characters in the order of `Unsur`: 1 to 4, or `-` where nothing was answered.
    """

    triwulan: int
    responden: int | None = None
    unsur: Unsur | None = None
    jawaban: tuple[str, ...] = ()


@frozen
class Realisasi(Isian):
    """What a unit reports for one indicator: quarters (or the year alone, with reason), analysis, evidence.

    Instead of quarters: `pembilang` and `penyebut` where the indicator has components, `survei` where it is measured by
    survey, `teks` where it is a step of a ladder or words. `sementara` says why the figure is provisional.
    """

    kode: str
    triwulan: Triwulan | None = None
    pembilang: Triwulan | None = None
    penyebut: Triwulan | None = None
    survei: tuple[Survei, ...] = ()
    teks: str | None = None
    tahunan: Decimal | None = None
    alasan_tahunan: str | None = None
    capaian_manual: Decimal | None = None
    alasan_manual: str | None = None
    sementara: str | None = None
    alasan_belum_tersedia: str | None = None
    faktor_pendukung: str | None = None
    faktor_penghambat: str | None = None
    solusi: str | None = None
    tindak_lanjut: str | None = None
    analisis_program: str | None = None
    pembanding: tuple[Pembanding, ...] = ()
    alasan_tanpa_pembanding: str | None = None
    bukti: tuple[Bukti, ...] = ()


@frozen
class RealisasiUnit(Isian):
    """The file of one unit."""

    unit: str
    indikator: tuple[Realisasi, ...]


@frozen
class AnggaranSubKegiatan(Isian):
    """Ceiling and spending of one sub kegiatan, in rupiah; `keluaran` in the unit of its output."""

    kode: str
    pagu_awal: Decimal | None = None
    pagu: Decimal
    realisasi: Decimal
    keluaran: Decimal | None = None


@frozen
class Anggaran(Isian):
    """The year's budget realisation report."""

    sumber: str
    alasan_perubahan: str | None = None
    sub_kegiatan: tuple[AnggaranSubKegiatan, ...]


@frozen
class Saksi(Isian):
    """A figure typed from a signed paper made elsewhere, which the computed one must meet within `toleransi`."""

    apa: str
    nilai: Decimal
    toleransi: Decimal = Decimal(0)
    sumber: str
    halaman: str


@frozen
class AngkaSaksi(Isian):
    """The year's witnesses."""

    saksi: tuple[Saksi, ...] = ()


@dataclass(frozen=True)
class Prosa:
    """A prose file: its name without `.md`, its path from the repository's root, its text."""

    nama: str
    path: str
    teks: str


@dataclass(frozen=True, order=True)
class Berkas:
    """A content file as a fact: path below content/, SHA-256 of its bytes, size in bytes."""

    path: str
    sha256: str
    ukuran: int


@dataclass(frozen=True)
class Foto:
    """A picture of content/: path below content/, width and height in dots."""

    path: str
    lebar: int
    tinggi: int


@frozen
class TahunLalu:
    """The data of an earlier year that has a folder of its own: what comparisons over the years are made from."""

    tahun: int
    perjanjian: tuple[PerjanjianKinerja, ...]
    renja: Renja
    realisasi: tuple[RealisasiUnit, ...]
    anggaran: Anggaran

    @property
    def perjanjian_kinerja(self) -> PerjanjianKinerja:
        """The agreement in force at the end of that year."""
        return self.perjanjian[-1]


@frozen
class Bahan:
    """Everything that was handed in for one year. `berkas` are the files that the document is a function of.

    `perjanjian` holds the agreement as first signed and, where there is one, the revised one; `lalu` the earlier years
    with a folder of their own, oldest first (older ones stand in `riwayat`).
    """

    tahun: int
    instansi: Instansi
    sop: Sop
    dasar_hukum: DasarHukum
    renstra: Renstra
    riwayat: Riwayat
    dokumen: Dokumen
    profil: Profil
    perjanjian: tuple[PerjanjianKinerja, ...]
    renja: Renja
    realisasi: tuple[RealisasiUnit, ...]
    anggaran: Anggaran
    angka_saksi: AngkaSaksi
    lalu: tuple[TahunLalu, ...] = ()
    foto: Mapping[str, Foto] = field(default_factory=dict)
    narasi: tuple[Prosa, ...]
    panduan: tuple[Prosa, ...]
    berkas: tuple[Berkas, ...]

    @property
    def perjanjian_kinerja(self) -> PerjanjianKinerja:
        """The agreement in force at the end of the year."""
        return self.perjanjian[-1]

    @property
    def pimpinan(self) -> Pejabat:
        """Who signs this year's documents."""
        return self.dokumen.pimpinan or self.instansi.pimpinan

    @property
    def sidik(self) -> str:
        """The fingerprint of what the document is made of: SHA-256 over the sorted paths and hashes of its files."""
        lines = "".join(f"{f.path}\0{f.sha256}\n" for f in sorted(self.berkas))
        return hashlib.sha256(lines.encode()).hexdigest()


def build(cls: type[T], data: Map) -> T:
    """Fill a dataclass by field name from data that its schema has accepted; nested types by annotation.

    A field of `Decimal` takes a number or a quoted one, a field of `date` an ISO date; what is left out takes the
    field's default. Every part remembers where it stood in the file. Raises only where schema and type differ.
    """
    form: Any = cls
    values = {name: _convert(kind, data[name]) for name, kind in _kinds(form) if name in data}
    places = {"": Source(data.path, *data.start)}
    places.update((name, Source(data.path, *at)) for name, at in data.values_at.items())
    return cls(places=places, **values)


@cache
def _kinds(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.type) for f in fields(cls) if f.name != "places")


def _convert(kind: Any, value: Any) -> Any:
    if value is None or kind in (str, int):
        return value
    if kind is Decimal:
        return Decimal(value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Isian):
        return build(kind, value)
    if get_origin(kind) is tuple:
        return tuple(_convert(get_args(kind)[0], item) for item in value)
    if get_origin(kind) in (Union, types.UnionType):
        return _convert(next(part for part in get_args(kind) if part is not type(None)), value)
    return value
