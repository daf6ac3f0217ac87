"""Published tables as little offices: all rules run over them, and what each rule says there is counted.

Facts only (numbers, names, sources), from `tests/tabel-terbit.json`; every other text says "(isian pelengkap)". What a
report printed as its result is a witness of the office (`angka-saksi.yml`), or stands in `riwayat.yml`: where it does
not follow from the printed inputs, the check speaks.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lkip.fmt import canonical
from lkip.isi import NARASI
from lkip.load import CONTENT
from lkip.problem import Level, Problem

FAKTA, FOLDER = "tests/tabel-terbit.json", "tests/terbitan"
Data = dict[str, Any]

_ISI = "(isian pelengkap)"
_LAW = (
    ("Peraturan Presiden", "29", 2014, "Sistem Akuntabilitas Kinerja Instansi Pemerintah"),
    (
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
        "53",
        2014,
        "Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu atas Laporan Kinerja Instansi "
        "Pemerintah",
    ),
)
_BUKTI = "tabel-tercetak.csv"
_TANGGA = {
    "opini": ("TMP", "TW", "WDP", "WTP"),
    "predikat": ("D", "C", "CC", "B", "BB", "A", "AA"),
    "level": ("I", "II", "III", "IV", "V"),
}


@dataclass(frozen=True)
class Kantor:
    """How a table becomes an office: its year, and facts that its notes add to the rows.

    `kelas` is the printed scale (name, from, up to), `saksi` are further printed figures (what, value, tolerance,
    where), `prosa` is a figure of the report's prose that is not the table's, `sementara` says of which rows (from 1)
    the figure was marked as provisional, `baris` which rows the office has (none: all), `belanja` the rows below the
    last program (name, ceiling, spending).
    """

    id: str
    tabel: str
    tahun: int
    kelas: tuple[tuple[str, str, str | None], ...] = ()
    saksi: tuple[tuple[str, str, str, str], ...] = ()
    prosa: str = ""
    sementara: Mapping[int, str] = field(default_factory=dict)
    baris: tuple[int, ...] = ()
    belanja: tuple[tuple[str, str, str], ...] = ()


KANTOR = (
    Kantor(
        "kec-muncar-kinerja",
        "kec-muncar-kinerja",
        2024,
        prosa="{{IKU-01.nama}} tahun 2020 terealisasi sebesar 90,00 indeks.",
    ),
    Kantor("kec-muncar-anggaran", "kec-muncar-anggaran", 2024),
    Kantor("kec-ciputat-triwulan", "kec-ciputat-triwulan", 2023),
    Kantor(
        "jabar-inspektorat-2016",
        "jabar-inspektorat-2016",
        2016,
        kelas=(("BS", "100", None), ("B", "80", "100"), ("C", "60", "80"), ("K", "0", "60")),
        saksi=(("IKU-08.realisasi", "47", "0.5", "Tabel 3.2"),),
    ),
    Kantor(
        "jabar-kumkm-2016",
        "jabar-kumkm-2016",
        2016,
        kelas=(("SB", "100", None), ("B", "80", "100"), ("C", "55", "80"), ("K", "0", "55")),
        saksi=(("IKU-02.realisasi", "267", "0", "Tabel 6"), ("IKU-07.realisasi", "3800", "0", "naskah")),
    ),
    Kantor(
        "jabar-disperindag-2016",
        "jabar-disperindag-2016",
        2016,
        kelas=(("Sangat Baik", "100", None), ("Baik", "80", "100"), ("Sedang", "55", "80"), ("Kurang", "0", "55")),
        sementara={2: "Ditandai bintang: angka sementara."},
    ),
    Kantor("jabar-bpmpd-anggaran-2016", "jabar-bpmpd-anggaran-2016", 2016, baris=(1, 2, 3)),
    # The detailed rows do not add up to the total above, for only some of them were transcribed: an office of its own.
    Kantor(
        "jabar-bpmpd-rincian-2016",
        "jabar-bpmpd-anggaran-2016",
        2016,
        baris=(4, 5, 6, 7),
        # What the rows below the fourth program add up to, and pairs of rows that are the same in print.
        saksi=(
            ("7.01.04.sisa", "1469433700", "0", "hal. 26-29, kolom SISA"),
            ("7.01.03.sisa", "227199732", "0", "hal. 26-29, kolom SISA"),
        ),
        belanja=(
            ("Baris 16", "400000000", "337030948"),
            ("Baris 19", "400000000", "337030948"),
            ("Baris 22", "1250000000", "1165288565"),
            ("Baris 23", "1250000000", "1165288565"),
            ("Kegiatan lain", "15046430000", "13935508222"),
        ),
    ),
    Kantor(
        "jabar-biro-organisasi-2016",
        "jabar-biro-organisasi-2016",
        2016,
        kelas=(
            ("AA", "90", "100"),
            ("A", "80", "90"),
            ("BB", "70", "80"),
            ("B", "60", "70"),
            ("CC", "50", "60"),
            ("C", "30", "50"),
            ("D", "0", "30"),
        ),
    ),
)


# --- the files of an office --------------------------------------------------------------------------------------


def fakta(root: Path) -> dict[str, Data]:
    """Return the published tables by name."""
    return {table["id"]: table for table in json.loads((root / FAKTA).read_text("utf-8"))}


def berkas(kantor: Kantor, tabel: Data) -> dict[str, str]:
    """Return the files of an office below content/, as they are written."""
    made: dict[str, Data | str] = {
        "instansi.yml": _instansi(kantor, tabel),
        "sop.yml": {
            "nomor": f"000 {_ISI}",
            "nama": f"Penyusunan Laporan Kinerja {_ISI}",
            "tanggal_pembuatan": f"{kantor.tahun}-01-04",
            "tanggal_efektif": f"{kantor.tahun}-01-04",
            "langkah": [
                {
                    "nomor": 1,
                    "kegiatan": f"Menyusun LKIP {_ISI}",
                    "pelaksana": f"Pelaksana {_ISI}",
                    "kelengkapan": f"Format {_ISI}",
                    "waktu": f"1 Hari {_ISI}",
                    "keluaran": f"LKIP {_ISI}",
                }
            ],
        },
        "dasar-hukum.yml": {
            "peraturan": [dict(zip(("jenis", "nomor", "tahun", "tentang"), law, strict=True)) for law in _LAW]
        },
        **_angka(kantor, tabel),
        f"{kantor.tahun}/bukti/{_BUKTI}": _tercetak(kantor, tabel),
    }
    made |= {f"{kantor.tahun}/narasi/{name}.md": _narasi(kantor, name) for name in NARASI}
    return {path: value if isinstance(value, str) else _yaml(value, path) for path, value in sorted(made.items())}


def _tercetak(kantor: Kantor, tabel: Data) -> str:
    """The evidence: the rows as printed."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow([tabel["judul"], tabel["tabel"], tabel["sumber"]])
    for number, row in enumerate(tabel["baris"], start=1):
        if not kantor.baris or number in kantor.baris:
            table.writerow([row["apa"], row.get("tahun", kantor.tahun), *(cell or "" for cell in row["tercetak"])])
    return out.getvalue()


def _yaml(data: Data, path: str) -> str:
    text, problems = canonical(json.dumps(data, ensure_ascii=False), path)
    assert not problems, problems
    return text


def _narasi(kantor: Kantor, name: str) -> str:
    own = f"\n\n{kantor.prosa}" if kantor.prosa and name == "capaian-kinerja" else ""
    return f"Uraian {name.replace('-', ' ')} tidak termasuk dalam tabel yang disalin {_ISI}.{own}\n"


def _instansi(kantor: Kantor, tabel: Data) -> Data:
    name, _, where = tabel["unit"].partition(", ")
    scale: Data = {"nama": "permendagri-86-2017"}
    if kantor.kelas:
        rows = [{"sebutan": n, "mulai": int(a), **({"sampai": int(b)} if b else {})} for n, a, b in kantor.kelas]
        scale = {"nama": "Skala capaian", "sumber": tabel["judul"], "kelas": rows}
    return {
        "nama": name,
        "kabupaten": where or "Provinsi Jawa Barat",
        "provinsi": f"Provinsi {_ISI}",
        "tempat": f"Tempat {_ISI}",
        "status_data": "contoh",
        "kop": {"baris": [name.upper()], "alamat": f"Alamat {_ISI}"},
        "pimpinan": {"jabatan": f"Pimpinan {_ISI}"},
        "atasan": {"jabatan": f"Atasan {_ISI}"},
        "unit": [{"kode": "unit", "nama": f"Unit {_ISI}", "penanggung_jawab": f"Kepala {_ISI}"}],
        "skala": scale,
        "kebijakan": {"batas_bawah": 0, "dasar": f"Tabel mencetak capaian apa adanya {_ISI}"},
    }


@dataclass(frozen=True)
class _Baris:
    """A row as the office holds it: its code, its fact, whether it is that of the reported year."""

    kode: str
    isi: Data
    tahun: int

    @property
    def angka(self) -> Sequence[str | None]:
        found: Sequence[str | None] = self.isi["angka"]
        return found


def _angka(kantor: Kantor, tabel: Data) -> dict[str, Data | str]:
    numbered = [r for n, r in enumerate(tabel["baris"], start=1) if not kantor.baris or n in kantor.baris]
    names = list(dict.fromkeys(row["apa"] for row in numbered if row["apa"] != "JUMLAH"))
    money = numbered[0]["rumus"] == "serapan"
    form = "7.01.{:02}" if money else "IKU-{:02}"
    rows = [
        _Baris(
            form.format(names.index(row["apa"]) + 1) if row["apa"] in names else "anggaran",
            row,
            int(str(row.get("tahun", kantor.tahun))[:4]),
        )
        for row in numbered
    ]
    return _anggaran(kantor, tabel, rows) if money else _kinerja(kantor, tabel, rows)


def _saksi(tabel: Data, rows: list[_Baris], part: str, kantor: Kantor) -> list[Data]:
    """What the report printed as results of its year, each within half of its last printed digit."""
    found = []
    for row in rows:
        printed = row.isi["tercetak"][2]
        if row.angka[2] is not None and row.tahun == kantor.tahun and row.isi["rumus"] != "terakhir":
            name = part if row.kode == "anggaran" else part.partition(".")[2] or part
            found.append(_satu(f"{row.kode}.{name}", row.angka[2], _teliti(printed, tabel), tabel))
    for mean in tabel.get("rata_rata", [])[:1]:
        found.append(_satu("capaian", mean["angka"], "0.01", tabel))
    found += [_satu(what, value, off, tabel, where) for what, value, off, where in kantor.saksi]
    return found


def _satu(what: str, value: str, off: str, tabel: Data, where: str = "") -> Data:
    source = f"{tabel['judul']}, {where or tabel['tabel']}"
    return {"apa": what, "nilai": value, "toleransi": off, "sumber": source[:190], "halaman": "tabel"}


def _teliti(printed: str, tabel: Data) -> str:
    """How far a printed result may be from ours: half of its last digit, a hundredth where it has two decimals."""
    sign = "." if tabel["desimal"] == "titik" else ","
    places = len(re.sub(r"\D", "", printed.partition(sign)[2]))
    return ("0.5", "0.05", "0.01")[min(places, 2)]


def _kinerja(kantor: Kantor, tabel: Data, rows: list[_Baris]) -> dict[str, Data | str]:
    t = kantor.tahun
    kodes = list(dict.fromkeys(row.kode for row in rows))
    own = {kode: [row for row in rows if row.kode == kode] for kode in kodes}
    years = sorted({row.tahun for row in rows} | {t})
    period = range(min(years), max(years) + 1)
    indikator, janji, laporan, riwayat = [], [], [], []
    for kode in kodes:
        now = [row for row in own[kode] if row.tahun == t]
        kind = _bentuk(now[-1])
        targets = {row.tahun: _target(row, "nilai") for row in own[kode]}
        indikator.append({**_keterangan(kode, now[-1]), **kind, "target": [{"tahun": y, **targets[y]} for y in period]})
        janji.append({"kode": kode, **_target(now[-1], "target")})
        laporan.append(_laporan(kantor, kode, now))
        past = [
            {
                "tahun": row.tahun,
                "target": row.angka[0],
                "realisasi": row.angka[1],
                "capaian_tercetak": row.angka[2],
                "sumber": tabel["judul"],
            }
            for row in own[kode]
            if row.tahun != t
        ]
        riwayat += [{"kode": kode, "tahun": past}] if past else []
    filler = [_Baris("7.01.01", {"apa": f"Program {_ISI}", "angka": ["1000000", "900000", None]}, t)]
    return {
        **_kerangka(kantor, period, indikator, janji, laporan, filler, tabel),
        "riwayat.yml": {"indikator": riwayat, "anggaran": []},
        **_saksi_yml(kantor, _saksi(tabel, rows, "capaian", kantor)),
    }


def _saksi_yml(kantor: Kantor, witnesses: list[Data]) -> dict[str, Data | str]:
    return {f"{kantor.tahun}/angka-saksi.yml": {"saksi": witnesses}} if witnesses else {}


def _bentuk(row: _Baris) -> Data:
    """How an indicator is measured and judged, by the formula of its report."""
    rumus = row.isi["rumus"]
    quarters = {"agregasi": "terakhir", "frekuensi": "triwulanan" if rumus == "terakhir" else "tahunan"}
    if row.isi["satuan"] in _TANGGA:
        ladder = list(_TANGGA[row.isi["satuan"]])
        return {"polaritas": "ordinal", "rumus_capaian": "posisi", "tangga": ladder, **quarters}
    if rumus == "manual":
        return {"polaritas": "manual", **quarters}
    if rumus in ("R/T", "terakhir"):
        return {"polaritas": "positif", "rumus_capaian": "R/T", **quarters}
    return {"polaritas": "negatif", "rumus_capaian": rumus, **quarters}


def _keterangan(kode: str, row: _Baris) -> Data:
    """What tells of an indicator: its printed name and unit, the rest filled in."""
    name = row.isi["apa"]
    return {
        "kode": kode,
        "nama": name,
        "satuan": row.isi["satuan"],
        "desimal": 2,
        "definisi_operasional": f"Definisi {name} tidak termasuk dalam tabel {_ISI}",
        "cara_hitung": f"Cara menghitung {name} tidak termasuk dalam tabel {_ISI}",
        "sumber_data": f"Sumber data {name} tidak termasuk dalam tabel {_ISI}",
        "penanggung_jawab": "unit",
    }


def _target(row: _Baris, name: str) -> Data:
    value = row.angka[0]
    if value is None:
        return {"alasan_tanpa_target": "Tabel tidak memuat target."}
    return {name: value} if _number(value) else {"teks": value}


class _Mentah(str):
    """A cell typed as it was printed."""

    __slots__ = ()


def seperti_tercetak(tabel: Data, baris: int, kolom: int) -> Data:
    """Return a table in which one cell (row and column from 1) is typed as it was printed."""
    rows = [dict(row) for row in tabel["baris"]]
    row = rows[baris - 1]
    row["angka"] = [_Mentah(row["tercetak"][n]) if n == kolom - 1 else a for n, a in enumerate(row["angka"])]
    return {**tabel, "baris": rows}


def _number(value: str) -> bool:
    return isinstance(value, _Mentah) or re.fullmatch(r"-?[\d.]+", value) is not None


def _laporan(kantor: Kantor, kode: str, rows: list[_Baris]) -> Data:
    """What the unit hands in: the year's figure, or the quarters that were printed."""
    row, name = rows[-1], rows[-1].isi["apa"]
    value = row.angka[1]
    made: Data = {"kode": kode}
    if row.isi["rumus"] == "terakhir":
        if row.isi["satuan"] not in _TANGGA:
            quarters = [r.angka[1] for r in rows] * (3 - len(rows))  # a figure printed once stood in both quarters
            made["triwulan"] = dict(zip(("tw1", "tw2", "tw3", "tw4"), [*quarters, None, None], strict=True))
    elif value is None:
        made["alasan_belum_tersedia"] = "Tabel mencetak NA."
    elif _number(value):
        made |= {"tahunan": value, "alasan_tahunan": f"Tabel hanya memuat angka setahun {_ISI}"}
    else:
        made["teks"] = value
    if row.isi["rumus"] == "manual":
        made |= {"capaian_manual": row.angka[2], "alasan_manual": "Targetnya dalam kata; capaian seperti tercetak."}
    if kode in {f"IKU-{n:02}" for n in kantor.sementara}:
        made["sementara"] = kantor.sementara[int(kode[-2:])]
    if value is not None:
        made["faktor_pendukung"] = f"Faktor pendukung {name} {_ISI}"
        made["faktor_penghambat"] = f"Faktor penghambat {name} {_ISI}"
        made["solusi"] = f"Solusi untuk {name} {_ISI}"
    return {
        **made,
        "tindak_lanjut": f"Tindak lanjut {name} {_ISI}",
        "analisis_program": f"Program yang menunjang {name} {_ISI}",
        "alasan_tanpa_pembanding": f"Tabel tidak memuat pembanding {name} {_ISI}",
        "bukti": [{"berkas": _BUKTI, "keterangan": "Tabel seperti tercetak"}],
    }


def _anggaran(kantor: Kantor, tabel: Data, rows: list[_Baris]) -> dict[str, Data | str]:
    t = kantor.tahun
    now = [row for row in rows if row.tahun == t and row.kode != "anggaran"]
    total = [row for row in rows if row.tahun == t and row.kode == "anggaran"]
    riwayat = [
        {
            "kode": kode,
            "nama": own[0].isi["apa"],
            "tahun": [
                {
                    "tahun": row.tahun,
                    "pagu": row.angka[0],
                    "realisasi": row.angka[1],
                    **({"serapan_tercetak": row.angka[2]} if row.angka[2] else {}),
                    "sumber": tabel["judul"],
                }
                for row in own
            ],
        }
        for kode in dict.fromkeys(row.kode for row in now)
        if (own := [row for row in rows if row.kode == kode and row.tahun != t])
    ]
    filler = _Baris(
        "IKU-01",
        {
            "apa": f"Indikator {_ISI}",
            "satuan": f"satuan {_ISI}",
            "tercetak": ["1", "1", "100"],
            "angka": ["1", "1", None],
            "rumus": "R/T",
        },
        t,
    )
    witnesses = [
        _satu(f"anggaran.{name}", str(row.angka[place]), "0", tabel)
        for row in total
        for place, name in enumerate(("pagu", "realisasi"))
    ]
    return {
        **_kerangka(
            kantor,
            range(t, t + 1),
            [{**_keterangan("IKU-01", filler), **_bentuk(filler), "target": [{"tahun": t, "nilai": 1}]}],
            [{"kode": "IKU-01", "target": 1}],
            [_laporan(kantor, "IKU-01", [filler])],
            now,
            tabel,
        ),
        "riwayat.yml": {"indikator": [], "anggaran": riwayat},
        **_saksi_yml(kantor, [*witnesses, *_saksi(tabel, rows, "serapan", kantor)]),
    }


def _kerangka(
    kantor: Kantor,
    period: range,
    indikator: list[Data],
    janji: list[Data],
    laporan: list[Data],
    programs: list[_Baris],
    tabel: Data,
) -> dict[str, Data | str]:
    """Plan, agreement, work plan, budget and reports around the rows: one aim with one goal, one unit."""
    t = kantor.tahun
    lines = [(f"{row.kode}.2.01", _rincian(kantor, row, row is programs[-1])) for row in programs]
    part = kantor.tabel == "kec-ciputat-triwulan"
    return {
        "renstra.yml": {
            "periode_awal": period[0],
            "periode_akhir": period[-1],
            "tujuan": [
                {
                    "kode": "T1",
                    "nama": f"Tujuan {_ISI}",
                    "sasaran": [{"kode": "S1", "nama": f"Sasaran {_ISI}", "indikator": indikator}],
                }
            ],
        },
        f"{t}/dokumen.yml": {
            "status": "draf" if part else "final",
            "versi": "1",
            "tanggal": f"{t}-07-31" if part else f"{t + 1}-02-20",
            "tanggal_reviu": f"{t}-07-20" if part else f"{t + 1}-02-10",
            "kertas": "A4",
            **({"sampai_triwulan": 2} if part else {}),
        },
        f"{t}/perjanjian-kinerja.yml": {
            "jenis": "murni",
            "tanggal": f"{t}-01-11",
            "indikator": janji,
            "program": [{"kode": row.kode, "anggaran": row.angka[0]} for row in programs],
        },
        f"{t}/renja.yml": {
            "program": [
                {
                    "kode": row.kode,
                    "nama": row.isi["apa"],
                    "sasaran": ["S1"],
                    "kegiatan": [
                        {
                            "kode": kegiatan,
                            "nama": f"Kegiatan {row.isi['apa']} {_ISI}"[:190],
                            "sub_kegiatan": [
                                {
                                    "kode": kode,
                                    "nama": f"{name} {_ISI}"[:190],
                                    "keluaran": f"Keluaran {name} {_ISI}"[:190],
                                    "satuan": f"satuan {_ISI}",
                                    "target": 1,
                                }
                                for kode, name, _, _ in subs
                            ],
                        }
                    ],
                }
                for row, (kegiatan, subs) in zip(programs, lines, strict=True)
            ]
        },
        f"{t}/anggaran.yml": {
            "sumber": f"{tabel['judul']}, {tabel['tabel']}"[:190],
            "sub_kegiatan": [
                {"kode": kode, "pagu": pagu, "realisasi": spent, "keluaran": 1}
                for _, subs in lines
                for kode, _, pagu, spent in subs
            ],
        },
        f"{t}/realisasi/unit.yml": {"unit": "unit", "indikator": laporan},
    }


def _rincian(kantor: Kantor, row: _Baris, last: bool) -> list[tuple[str, str, str, str]]:
    """The sub kegiatan of a program: one with the program's figures, or the rows that stand below the last one."""
    if last and kantor.belanja:
        return [
            (f"{row.kode}.2.01.{n:04}", name, pagu, spent) for n, (name, pagu, spent) in enumerate(kantor.belanja, 1)
        ]
    return [(f"{row.kode}.2.01.0001", f"Sub kegiatan {row.isi['apa']}", str(row.angka[0]), str(row.angka[1]))]


# --- what the rules say there ------------------------------------------------------------------------------------


def tulis(root: Path, ke: Path | None = None) -> list[str]:
    """Write all offices below `ke` (tests/terbitan/ without it); return the files' names."""
    tables, folder = fakta(root), ke or root / FOLDER
    names = []
    for kantor in KANTOR:
        shutil.rmtree(folder / kantor.id, ignore_errors=True)
        for path, text in berkas(kantor, tables[kantor.tabel]).items():
            file = folder / kantor.id / CONTENT / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="")
            names.append(file.relative_to(folder).as_posix())
    return names


def temuan(root: Path) -> dict[str, tuple[Problem, ...]]:
    """Return what the check finds in each published office below `root`."""
    from lkip.pipeline import check_all

    return {
        kantor.id: check_all(root / FOLDER / kantor.id) for kantor in KANTOR if (root / FOLDER / kantor.id).is_dir()
    }


def hitung(found: Mapping[str, Sequence[Problem]]) -> dict[str, Counter[Level]]:
    """Return how often every rule speaks over all offices, by level; rules that are silent are named too."""
    from lkip.check import RULES

    counts: dict[str, Counter[Level]] = {rule.nama: Counter() for rule in RULES}
    for problem in (p for problems in found.values() for p in problems):
        counts.setdefault(problem.rule, Counter())[problem.level] += 1
    return counts


def uraian(found: Mapping[str, Sequence[Problem]]) -> Iterator[str]:
    """Tell how often every rule speaks in the published offices."""
    counts = hitung(found)
    total = sum(sum(levels.values()) for levels in counts.values())
    yield f"kantor terbitan: {len(found)} kantor, {total} temuan"
    for name, levels in counts.items():
        if levels:
            yield f"  {name}: {', '.join(f'{n} {level}' for level, n in sorted(levels.items()))}"
    if silent := [name for name, levels in counts.items() if not levels]:
        yield f"  diam: {', '.join(silent)}"


def sebagai_data(found: Mapping[str, Sequence[Problem]]) -> Data:
    """Return the same for machines."""
    return {
        "name": "kantor terbitan",
        "kantor": {name: len(problems) for name, problems in found.items()},
        "aturan": {name: dict(sorted(levels.items())) for name, levels in hitung(found).items()},
    }
