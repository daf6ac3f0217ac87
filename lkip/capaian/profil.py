"""The state of the office: counts of staff, equipment and villages with their totals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkip.capaian.angka import Angka, bulat
from lkip.capaian.laporan import BarisBarang, BarisDesa, BarisPegawai, Keadaan
from lkip.model import KelompokPegawai, Profil, Sarana, Wilayah

JUMLAH = "Jumlah"


def hitung_keadaan(profil: Profil) -> Keadaan:
    """Return what Bab I shows, each group closed by its total."""
    staff = profil.pegawai
    return Keadaan(
        golongan=_pegawai(staff.golongan) if staff else (),
        pendidikan=_pegawai(staff.pendidikan) if staff else (),
        barang=_barang(profil.sarana) if profil.sarana else (),
        desa=_desa(profil.wilayah) if profil.wilayah else (),
    )


def _pegawai(groups: Sequence[KelompokPegawai]) -> tuple[BarisPegawai, ...]:
    def row(nama: str, laki_laki: int, perempuan: int) -> BarisPegawai:
        counts = (bulat(n, "orang") for n in (laki_laki, perempuan, laki_laki + perempuan))
        return BarisPegawai(**dict(zip(("laki_laki", "perempuan", "jumlah"), counts, strict=True)), nama=nama)

    total = row(JUMLAH, sum(g.laki_laki for g in groups), sum(g.perempuan for g in groups))
    return (*(row(g.nama, g.laki_laki, g.perempuan) for g in groups), total)


def _barang(sarana: Sarana) -> tuple[BarisBarang, ...]:
    return tuple(
        BarisBarang(
            nama=b.nama,
            satuan=b.satuan,
            baik=bulat(b.baik, b.satuan),
            rusak=bulat(b.rusak, b.satuan),
            jumlah=bulat(b.baik + b.rusak, b.satuan),
        )
        for b in sarana.barang
    )


def _desa(wilayah: Wilayah) -> tuple[BarisDesa, ...]:
    villages = wilayah.desa
    decimals = max(_desimal(d.luas) for d in villages)

    def row(nama: str, luas: Decimal, laki_laki: int, perempuan: int) -> BarisDesa:
        people = laki_laki + perempuan
        return BarisDesa(
            nama=nama,
            luas=Angka(luas, "km²", decimals),
            laki_laki=bulat(laki_laki, "jiwa"),
            perempuan=bulat(perempuan, "jiwa"),
            penduduk=bulat(people, "jiwa"),
            kepadatan=Angka(people / luas, "jiwa/km²", 2) if luas else Angka(None, "jiwa/km²", alasan="luas 0"),
        )

    rows = tuple(row(d.nama, d.luas, d.laki_laki, d.perempuan) for d in villages)
    area = sum((d.luas for d in villages), Decimal(0))
    return (*rows, row(JUMLAH, area, sum(d.laki_laki for d in villages), sum(d.perempuan for d in villages)))


def _desimal(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))
