"""Slips in codes and names: mistyped, of another program, of nothing; programs and goals that nobody serves."""

from __future__ import annotations

from collections.abc import Iterator

from lkip.bench.jenis.alat import beberapa, daftar, dua_tahun
from lkip.bench.lahan import Lahan, Ubah
from lkip.model import DasarHukum, Instansi, Isian, Profil, Sop

KODE, jenis = daftar("kode dan nama")


def _meleset(kode: str) -> str:
    """A code with the key beside its last digit struck."""
    return kode[:-1] + ("8" if kode[-1] == "9" else chr(ord(kode[-1]) + 1))


def _ganti(lahan: Lahan, item: Isian, name: str, value: str) -> Ubah:
    return lahan.ganti((item.at(name), f'"{value}"'))


@jenis()
def kode_indikator_meleset(lahan: Lahan) -> Iterator[Ubah]:
    """An indicator under another one's code, in a report, an agreement, the earlier years, the plan."""
    t = lahan.tahun
    items: list[Isian] = [*beberapa(lahan.realisasi(t), 2), *beberapa(lahan.realisasi(t - 1), 1)]
    items += [p for pk in lahan.perjanjian(t) for p in beberapa(pk.indikator, 2)]
    items += beberapa(lahan.riwayat.indikator if lahan.riwayat else (), 2) + beberapa(lahan.indikator, 2)
    for item in items:
        yield _ganti(lahan, item, "kode", _meleset(lahan.tertulis(item.at("kode")).strip('"')))


@jenis()
def kode_anggaran_meleset(lahan: Lahan) -> Iterator[Ubah]:
    """A program, kegiatan or sub kegiatan under another code, in the budget, the agreement, the work plan."""
    for t in dua_tahun(lahan):
        budget, renja = lahan.anggaran(t), lahan.renja(t)
        items: list[Isian] = [*beberapa(budget.sub_kegiatan if budget else (), 2), *beberapa(lahan.sub_kegiatan(t), 2)]
        items += [p for pk in lahan.perjanjian(t)[-1:] for p in beberapa(pk.program, 1)]
        items += beberapa([k for p in renja.program for k in p.kegiatan] if renja else [], 1)
        items += beberapa(renja.program if renja else (), 1)
        for item in items:
            yield _ganti(lahan, item, "kode", _meleset(lahan.tertulis(item.at("kode")).strip('"')))


@jenis()
def kode_program_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A sub kegiatan under the code of another program, in work plan and budget alike."""
    for t in dua_tahun(lahan):
        budget = lahan.anggaran(t)
        for sub in beberapa(lahan.sub_kegiatan(t), 2):
            new = (
                sub.kode.replace("7.01.01.", "7.01.09.")
                if sub.kode.startswith("7.01.01.")
                else f"7.01.01{sub.kode[7:]}"
            )
            ubah = _ganti(lahan, sub, "kode", new)
            for line in budget.sub_kegiatan if budget else ():
                if line.kode == sub.kode:
                    ubah |= _ganti(lahan, line, "kode", new)
            yield ubah


@jenis()
def kode_seragam_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A sub kegiatan under a code that the official list has not, in work plan and budget alike."""
    for t in dua_tahun(lahan):
        budget = lahan.anggaran(t)
        for sub in beberapa(lahan.sub_kegiatan(t), 2):
            new = f"{sub.kode[:-4]}0099"
            ubah = _ganti(lahan, sub, "kode", new)
            for line in budget.sub_kegiatan if budget else ():
                if line.kode == sub.kode:
                    ubah |= _ganti(lahan, line, "kode", new)
            yield ubah


@jenis()
def nama_baku_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A program, kegiatan or sub kegiatan by another name than the official one."""
    for t in dua_tahun(lahan):
        renja = lahan.renja(t)
        if renja is None:
            continue
        kegiatan = [k for p in renja.program for k in p.kegiatan]
        for sub in beberapa(lahan.sub_kegiatan(t), 2):
            yield _ganti(lahan, sub, "nama", f"{sub.nama} dan Pelaporannya")
        for k in beberapa(kegiatan, 1):
            yield _ganti(lahan, k, "nama", k.nama.replace("Kinerja", "Program").replace("Koordinasi", "Fasilitasi"))
        for p in beberapa(renja.program, 1):
            yield _ganti(lahan, p, "nama", p.nama.replace("Penunjang", "Penunjangan"))


@jenis()
def nama_program_riwayat_diubah(lahan: Lahan) -> Iterator[Ubah]:
    """A program of the earlier years by another name than this year's."""
    for past in beberapa(lahan.riwayat.anggaran if lahan.riwayat else (), 2):
        yield _ganti(lahan, past, "nama", f"{past.nama} Lainnya")


@jenis()
def sub_kegiatan_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A sub kegiatan left out of the work plan."""
    for t in dua_tahun(lahan):
        for sub in beberapa(lahan.sub_kegiatan(t), 2):
            yield lahan.hapus(sub)


@jenis()
def kegiatan_atau_program_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A kegiatan or a whole program left out of the work plan."""
    for t in dua_tahun(lahan):
        renja = lahan.renja(t)
        for program in beberapa(renja.program if renja else (), 2):
            yield lahan.hapus(program)
            if len(program.kegiatan) > 1:
                yield lahan.hapus(program.kegiatan[-1])


@jenis()
def sasaran_program_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A program that serves a goal that there is none of, or another one, so that one is served by none."""
    for t in dua_tahun(lahan):
        renja = lahan.renja(t)
        for program in beberapa(renja.program if renja else (), 2):
            at = program.at("sasaran")
            yield lahan.ganti((at, '- "S9"'))
            yield lahan.ganti((at, '- "S5"' if program.sasaran != ("S5",) else '- "S1"'))


@jenis()
def sasaran_isu_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A strategic issue that leads to a goal that there is none of."""
    for t in dua_tahun(lahan):
        profile = lahan.isian(f"{t}/profil.yml", Profil)
        for isu in beberapa(profile.isu_strategis if profile else (), 1):
            yield lahan.ganti((isu.at("sasaran"), '- "S8"'))


@jenis("bila kaitannya berpindah ke sasaran lain yang juga ada, hanya Renstra yang dapat membedakannya")
def isu_ke_sasaran_lain(lahan: Lahan) -> Iterator[Ubah]:
    """A strategic issue that leads to another goal."""
    profile = lahan.isian(f"{lahan.tahun}/profil.yml", Profil)
    for isu in beberapa(profile.isu_strategis if profile else (), 1):
        yield lahan.ganti((isu.at("sasaran"), '- "S4"'))


@jenis()
def unit_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A unit that the office has not, in a report, in the plan, in the office's list; or another unit."""
    office = lahan.isian("instansi.yml", Instansi)
    units = [u.kode for u in office.unit] if office else []
    for i in beberapa(lahan.indikator, 2):
        yield _ganti(lahan, i, "penanggung_jawab", f"{i.penanggung_jawab}-umum")
        other = next((u for u in units if u != i.penanggung_jawab), "")
        yield _ganti(lahan, i, "penanggung_jawab", other)
    for unit in beberapa(office.unit if office else (), 2):
        yield lahan.hapus(unit)
        yield _ganti(lahan, unit, "kode", f"{unit.kode}-lama")


@jenis()
def dasar_hukum_salah(lahan: Lahan) -> Iterator[Ubah]:
    """A regulation of another kind, number or year, with a blank, another title, or left out."""
    law = lahan.isian("dasar-hukum.yml", DasarHukum)
    rules = law.peraturan if law else ()
    for number, rule in enumerate(beberapa(rules, 4)):
        yield _ganti(
            lahan, rule, "jenis", "Peraturan Menteri Dalam Negeri" if number % 2 == 0 else "Peraturan Presiden"
        )
        yield _ganti(lahan, rule, "nomor", _meleset(rule.nomor))
        yield lahan.ganti((rule.at("tahun"), str(rule.tahun + 1)))
        yield _ganti(lahan, rule, "tentang", "Pelaporan Kinerja" if number else f"{rule.tentang} Daerah")
    for rule in beberapa(rules, 2):
        yield _ganti(lahan, rule, "nomor", "…" if rule is rules[0] else "")
        yield lahan.hapus(rule)
        yield lahan.salin(rule)


@jenis()
def sop_salah(lahan: Lahan) -> Iterator[Ubah]:
    """The SOP in force before it was made, with a step left out or written twice."""
    sop = lahan.isian("sop.yml", Sop)
    if sop is None:
        return
    before = sop.tanggal_pembuatan.replace(year=sop.tanggal_pembuatan.year - 1)
    yield _ganti(lahan, sop, "tanggal_efektif", f"{before}")
    for step in sop.langkah[3:4]:
        yield lahan.hapus(step)
        yield lahan.salin(step)


@jenis()
def pegawai_tidak_cocok(lahan: Lahan) -> Iterator[Ubah]:
    """A head counted too many, by rank or by education."""
    for t in dua_tahun(lahan):
        profile = lahan.isian(f"{t}/profil.yml", Profil)
        if profile and profile.pegawai:
            for group in (profile.pegawai.golongan[0], profile.pegawai.pendidikan[1]):
                yield lahan.ganti((group.at("laki_laki"), str(group.laki_laki + 1)))


@jenis()
def profil_tanggal_salah(lahan: Lahan) -> Iterator[Ubah]:
    """The staff of another year."""
    for t in dua_tahun(lahan):
        profile = lahan.isian(f"{t}/profil.yml", Profil)
        if profile and profile.pegawai:
            yield _ganti(lahan, profile.pegawai, "tanggal", f"{t - 1}-12-31")


@jenis()
def desa_disalin_atau_terlewat(lahan: Lahan) -> Iterator[Ubah]:
    """A village listed twice, or not at all."""
    for t in dua_tahun(lahan):
        profile = lahan.isian(f"{t}/profil.yml", Profil)
        if profile and profile.wilayah:
            yield from (lahan.salin(desa) for desa in profile.wilayah.desa[2:3])
            yield from (lahan.hapus(desa) for desa in profile.wilayah.desa[5:6])
