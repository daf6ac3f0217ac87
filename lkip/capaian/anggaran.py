"""The budget: ceilings, spending and absorption, sum over sum, by line, by goal and over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from lkip.capaian.angka import Angka, Cara, persen, rupiah
from lkip.capaian.laporan import Keluaran, RiwayatSerapan, Serapan, TahunSerapan
from lkip.capaian.realisasi import desimal
from lkip.capaian.rumus import SERATUS
from lkip.model import Anggaran, AnggaranSubKegiatan, Bahan, Program, Renja, SubKegiatan

# A sum of more parts than these is told by their count: the parts stand in the table beside it.
TERURAI = 8
Tingkat = Literal["program", "kegiatan", "sub_kegiatan", "jumlah"]


def hitung_serapan(pagu: Decimal, realisasi: Decimal) -> Decimal | str:
    """Return the absorption in percent, realisasi over pagu; a ceiling of 0 has none (in print it became #DIV/0!)."""
    return realisasi / pagu * SERATUS if pagu else "pagu 0"


def serapan(pagu: Decimal, realisasi: Decimal, kunci: str) -> Angka:
    """Return the absorption with its calculation."""
    return persen(hitung_serapan(pagu, realisasi), f"{kunci}.serapan", Cara("{} ÷ {} × 100", (realisasi, pagu)))


def _rp(amount: Angka) -> Decimal:
    return amount.nilai or Decimal(0)


def jumlahkan(parts: Sequence[Angka], what: str) -> tuple[Decimal, Cara | str]:
    """Return a sum of money and how it came to be."""
    amounts = [_rp(p) for p in parts]
    total = sum(amounts, Decimal(0))
    if 1 < len(amounts) <= TERURAI:
        return total, Cara("{}", (amounts,))
    return total, f"dari satu {what}" if len(amounts) == 1 else f"jumlah dari {len(amounts)} {what}"


_DI_BAWAH = {"jumlah": "program", "program": "kegiatan", "kegiatan": "sub kegiatan"}


def _baris(
    tingkat: Literal["program", "kegiatan", "jumlah"], kode: str, nama: str, bagian: tuple[Serapan, ...]
) -> Serapan:
    """Return the line above some lines: sums of money, and the absorption as sum over sum."""
    sums = {
        f: jumlahkan([getattr(b, f) for b in bagian], _DI_BAWAH[tingkat]) for f in ("pagu_awal", "pagu", "realisasi")
    }
    return _uang(tingkat, kode, nama, sums, bagian=bagian)


def _uang(
    tingkat: Tingkat,
    kode: str,
    nama: str,
    sums: dict[str, tuple[Decimal, Cara | str]],
    *,
    terurai: bool = True,
    keluaran: Keluaran | None = None,
    bagian: tuple[Serapan, ...] = (),
) -> Serapan:
    """Return a budget line; money that was given and not summed (`terurai` false) has no calculation to tell."""
    kunci = kode or "anggaran"
    money = {f: rupiah(amount, f"{kunci}.{f}" if terurai else "", cara) for f, (amount, cara) in sums.items()}
    pagu, realisasi = sums["pagu"][0], sums["realisasi"][0]
    return Serapan(
        tingkat=tingkat,
        kode=kode,
        nama=nama,
        pagu_awal=money["pagu_awal"],
        pagu=money["pagu"],
        realisasi=money["realisasi"],
        sisa=rupiah(pagu - realisasi, f"{kunci}.sisa" if terurai else "", Cara("{} − {}", (pagu, realisasi))),
        serapan=serapan(pagu, realisasi, kunci),
        keluaran=keluaran,
        bagian=bagian,
    )


def serapan_anggaran(renja: Renja, anggaran: Anggaran) -> Serapan:
    """Return the office's total in rupiah, with programs, kegiatan and sub kegiatan below it."""
    lines = {line.kode: line for line in anggaran.sub_kegiatan}
    given = f"menurut {anggaran.sumber}"
    return _baris("jumlah", "", "Jumlah", tuple(_program(program, lines, given) for program in renja.program))


def _program(program: Program, lines: dict[str, AnggaranSubKegiatan], given: str) -> Serapan:
    kegiatan = []
    for k in program.kegiatan:
        subs = tuple(_sub_kegiatan(s, lines[s.kode], given) for s in k.sub_kegiatan if s.kode in lines)
        kegiatan.append(_baris("kegiatan", k.kode, k.nama, subs))
    return _baris("program", program.kode, program.nama, tuple(kegiatan))


def _sub_kegiatan(sub: SubKegiatan, line: AnggaranSubKegiatan, given: str) -> Serapan:
    first = line.pagu if line.pagu_awal is None else line.pagu_awal
    sums = {"pagu_awal": first, "pagu": line.pagu, "realisasi": line.realisasi}
    return _uang(
        "sub_kegiatan",
        sub.kode,
        sub.nama,
        {name: (amount, given) for name, amount in sums.items()},
        terurai=False,
        keluaran=_keluaran(sub, line),
    )


def _keluaran(sub: SubKegiatan, line: AnggaranSubKegiatan) -> Keluaran:
    def output(value: Decimal | None) -> Angka:
        if value is None:
            return Angka(None, sub.satuan, 0, "keluaran tidak dilaporkan")
        return Angka(value, sub.satuan, desimal(value))

    return Keluaran(nama=sub.keluaran, satuan=sub.satuan, target=output(sub.target), realisasi=output(line.keluaran))


def riwayat_anggaran(bahan: Bahan, anggaran: Serapan) -> tuple[RiwayatSerapan, ...]:
    """Return every program over the years, programs of this year first, and the total of each year last.

    Earlier years come from their own folder where they have one, else from what was printed then (`riwayat.yml`).
    """
    names: dict[str, str] = {b.kode: b.nama for b in anggaran.bagian}
    years: dict[str, list[TahunSerapan]] = {}
    for b in anggaran.bagian:
        years.setdefault(b.kode, []).append(_satu_tahun(b.kode, bahan.tahun, _rp(b.pagu), _rp(b.realisasi)))
    for year in reversed(bahan.lalu):  # a program is called as in the newest year that has it
        lines = {line.kode: line for line in year.anggaran.sub_kegiatan}
        for program in year.renja.program:
            names.setdefault(program.kode, program.nama)
            years.setdefault(program.kode, []).append(_tahun_program(program, lines, year.tahun))
    own = {bahan.tahun, *(y.tahun for y in bahan.lalu)}
    for printed in bahan.riwayat.anggaran:
        names.setdefault(printed.kode, printed.nama)
        years.setdefault(printed.kode, []).extend(
            _satu_tahun(f"{printed.kode}.{t.tahun}", t.tahun, t.pagu, t.realisasi, t.serapan_tercetak)
            for t in printed.tahun
            if t.tahun < bahan.tahun and t.tahun not in own
        )
    found = [
        RiwayatSerapan(kode=kode, nama=nama, tahun=tuple(sorted(years[kode], key=lambda t: t.tahun)))
        for kode, nama in names.items()
        if years[kode]  # a program of later years only has no line yet
    ]
    return (*found, RiwayatSerapan(kode="", nama="Jumlah", tahun=tuple(_jumlah_tahun(found, bahan.tahun))))


def _tahun_program(program: Program, lines: Mapping[str, AnggaranSubKegiatan], tahun: int) -> TahunSerapan:
    """Return an earlier year of a program: sums over its sub kegiatan."""
    subs = [lines[s.kode] for k in program.kegiatan for s in k.sub_kegiatan if s.kode in lines]
    pagu, realisasi = sum((s.pagu for s in subs), Decimal(0)), sum((s.realisasi for s in subs), Decimal(0))
    return _satu_tahun(f"{program.kode}.{tahun}", tahun, pagu, realisasi)


def _jumlah_tahun(programs: Sequence[RiwayatSerapan], now: int) -> Iterable[TahunSerapan]:
    sums: dict[int, list[Decimal]] = {}
    for part in (t for p in programs for t in p.tahun):
        total = sums.setdefault(part.tahun, [Decimal(0), Decimal(0)])
        total[0] += _rp(part.pagu)
        total[1] += _rp(part.realisasi)
    for tahun, (pagu, realisasi) in sorted(sums.items()):
        yield _satu_tahun("anggaran" if tahun == now else f"anggaran.{tahun}", tahun, pagu, realisasi)


def _satu_tahun(
    kunci: str, tahun: int, pagu: Decimal, realisasi: Decimal, tercetak: Decimal | None = None
) -> TahunSerapan:
    return TahunSerapan(
        tahun=tahun,
        pagu=rupiah(pagu),
        realisasi=rupiah(realisasi),
        serapan=serapan(pagu, realisasi, kunci),
        tercetak=None if tercetak is None else persen(tercetak),
    )
