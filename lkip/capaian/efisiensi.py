"""What a goal cost and how efficient that was, by the rule that the office has chosen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lkip.capaian.anggaran import TERURAI, jumlahkan, serapan
from lkip.capaian.angka import Angka, Cara, persen, rupiah
from lkip.capaian.laporan import Efisiensi, Serapan
from lkip.capaian.rumus import SERATUS
from lkip.capaian.waktu import BAGIAN_TAHUN
from lkip.model import AturanEfisiensi, Renja

# E3: from which difference (percentage points) a goal is called efficient, and from which below not.
_AMBANG_E3 = Decimal(5)
# PMK: the bounds of E in percent, which make NE go from 0 to 100.
_BATAS_PMK = Decimal(20)


def efisiensi(
    kode: str, capaian: Angka, renja: Renja, anggaran: Serapan, aturan: AturanEfisiensi = "E1", *, penuh: bool = True
) -> Efisiensi:
    """Return what a goal cost (rupiah) and its efficiency: sums over the programs that support it.

    PermenPAN-RB 53/2014 Lampiran II, III.A.6 asks for the analysis and names no formula. The rules in use: `E1` capaian
    less serapan, `E1-nol` the same but at least 0, `E2` 100 less serapan, `E3` classes of E1, `PMK` the one of the
    state budget (PMK 22/2021), which binds no regional office. `efisien` is said only where the capaian is at least
    100 percent, and by all but E3 the serapan below 100, both as shown. A year that is not over has no efficiency yet.
    """
    supporting = [p for p in renja.program if kode in p.sasaran]
    codes = {p.kode for p in supporting}
    lines = tuple(b for b in anggaran.bagian if b.kode in codes)
    (pagu, from_pagu), (spent, from_spent) = (
        jumlahkan([getattr(b, f) for b in lines], "program") for f in ("pagu", "realisasi")
    )
    absorbed = serapan(pagu, spent, kode) if lines else persen("belum ada program yang mendukung", f"{kode}.serapan")
    why = None if penuh else BAGIAN_TAHUN
    should = _seharusnya(kode, lines, why or absorbed.alasan) if aturan == "PMK" else None
    gap, score = _pmk(kode, should, lines) if should else (_ukuran(kode, aturan, capaian, absorbed, why), None)
    efficient = None if why else _efisien(aturan, capaian, absorbed, gap)
    return Efisiensi(
        pagu=rupiah(pagu, f"{kode}.pagu", from_pagu),
        realisasi=rupiah(spent, f"{kode}.realisasi", from_spent),
        serapan=absorbed,
        seharusnya=should,
        selisih=gap,
        nilai=score,
        hemat=_hemat(kode, pagu, spent, capaian, efficient),
        efisien=efficient,
        simpulan=_simpulan(aturan, capaian, gap, efficient),
        program=lines,
        bersama=tuple(p.kode for p in supporting if len(p.sasaran) > 1),
    )


def _efisien(aturan: AturanEfisiensi, capaian: Angka, absorbed: Angka, gap: Angka) -> bool | None:
    reached, spent = capaian.terlihat, absorbed.terlihat
    if reached is None or spent is None:
        return None
    if reached < SERATUS:
        return False
    if aturan == "E3":
        return gap.terlihat is not None and gap.terlihat > _AMBANG_E3
    # By PMK the outputs must have cost less than planned too.
    return spent < SERATUS and (aturan != "PMK" or (gap.terlihat is not None and gap.terlihat > 0))


def _simpulan(aturan: AturanEfisiensi, capaian: Angka, gap: Angka, efficient: bool | None) -> str:
    """Return the judgement in words."""
    if efficient is None:
        return "belum dapat dinilai"
    if efficient:
        return "efisien"
    if aturan == "E3" and gap.terlihat is not None and gap.terlihat < -_AMBANG_E3:
        return "tidak efisien"
    fair = aturan == "E3" and capaian.terlihat is not None and capaian.terlihat >= SERATUS
    return "cukup efisien" if fair else "belum efisien"


def _hemat(kode: str, pagu: Decimal, spent: Decimal, capaian: Angka, efficient: bool | None) -> Angka:
    """Return the rupiah saved: what was left of the ceiling, where the goal was reached all the same."""
    kunci = f"{kode}.hemat"
    if efficient is None:
        return rupiah("efisiensi belum dapat dinilai", kunci)
    if capaian.terlihat is None or capaian.terlihat < SERATUS:
        return rupiah("sasaran belum tercapai; sisa anggaran bukan penghematan", kunci)
    if spent >= pagu:
        return rupiah("tidak ada sisa anggaran", kunci)
    return replace(rupiah(pagu - spent, kunci, Cara("{} − {}", (pagu, spent))), sementara=capaian.sementara)


def _ukuran(kode: str, aturan: AturanEfisiensi, capaian: Angka, absorbed: Angka, why: str | None) -> Angka:
    """Return the figure of the rules that compare with what was absorbed (percentage points)."""
    kunci, unit = f"{kode}.efisiensi", "poin persen"
    reached, spent = capaian.nilai, absorbed.nilai
    if why is not None or spent is None:
        return Angka(None, unit, alasan=why or absorbed.alasan, kunci=kunci)
    if aturan == "E2":
        return Angka(SERATUS - spent, unit, kunci=kunci, hitungan=Cara("100 − {}", (spent,)))
    if reached is None:
        return Angka(None, unit, alasan=capaian.alasan, kunci=kunci)
    gap, cara = reached - spent, Cara("{} − {}", (reached, spent))
    if aturan == "E1-nol" and gap < 0:
        gap, cara = Decimal(0), Cara("{} − {}, paling rendah 0", (reached, spent))
    return Angka(gap, unit, kunci=kunci, hitungan=cara, sementara=capaian.sementara)


def _seharusnya(kode: str, lines: tuple[Serapan, ...], why: str | None) -> Angka:
    """Return what the outputs should have cost (rupiah): pagu × output made ÷ planned, over all sub kegiatan."""
    parts: list[tuple[Decimal, Decimal, Decimal]] = []
    for sub in (s for program in lines for kegiatan in program.bagian for s in kegiatan.bagian):
        made = sub.keluaran.realisasi.nilai if sub.keluaran else None
        planned = sub.keluaran.target.nilai if sub.keluaran else None
        if made is None or not planned:
            why = why or f"keluaran sub kegiatan {sub.kode} belum dilaporkan"
            continue
        parts.append((sub.pagu.nilai or Decimal(0), made, planned))
    total = sum((pagu * made / planned for pagu, made, planned in parts), Decimal(0))
    if why is None and total <= 0:
        why = "keluaran belum ada"
    if why is not None:
        return rupiah(why, f"{kode}.seharusnya")
    if len(parts) > TERURAI:
        return rupiah(total, f"{kode}.seharusnya", f"jumlah pagu × keluaran ÷ targetnya dari {len(parts)} sub kegiatan")
    pola = " + ".join(["{} × {} ÷ {}"] * len(parts))
    return rupiah(total, f"{kode}.seharusnya", Cara(pola, tuple(number for part in parts for number in part)))


def _pmk(kode: str, should: Angka, lines: tuple[Serapan, ...]) -> tuple[Angka, Angka]:
    """Return E and NE (percent): what the outputs should have cost against what they did."""
    keys = (f"{kode}.efisiensi", f"{kode}.nilai_efisiensi")
    if should.nilai is None:
        why = should.alasan or ""
        return persen(why, keys[0]), persen(why, keys[1])
    spent = sum((line.realisasi.nilai or Decimal(0) for line in lines), Decimal(0))
    found = (should.nilai - spent) / should.nilai * SERATUS
    held = min(max(found, -_BATAS_PMK), _BATAS_PMK)
    return (
        persen(found, keys[0], Cara("({0} − {1}) ÷ {0} × 100", (should.nilai, spent))),
        persen(Decimal(50) + held / _BATAS_PMK * 50, keys[1], Cara("50 + {} ÷ 20 × 50", (held,))),
    )
