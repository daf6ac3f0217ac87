"""Steps 1 to 4 of the SOP by their tasks alone, on a small office with real Git and real keys: words and files left."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import LENGKAP, change
from kecil import BASE, indikator
from repo_proses import CAMAT, KASUBBAG, NAMA, PELAKSANA, WITA, Repo, sop, yaml

from lkip.format_unit import format_unit
from lkip.load import parse_yaml
from lkip.model import Komponen, Pembanding, Sop, build
from lkip.periksa import laporkan
from lkip.problem import CommandError
from lkip.proses.baca import keadaan_tahun
from lkip.proses.jam_kerja import jam_kerja
from lkip.proses.langkah.bukti import lampirkan
from lkip.proses.langkah.forms import forms, isi_unit, tetap
from lkip.proses.langkah.gather import gather
from lkip.proses.langkah.send import send
from lkip.proses.langkah.start import batas_bahan, start
from lkip.proses.langkah.umum import Pelaku
from lkip.validate import validate

TAHUN = 2024
TAMPIL = "Simpan dan serahkan:"


def saat(text: str) -> datetime:
    return datetime.strptime(f"2025-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=WITA)


def oleh(r: Repo, peran: str, at: str) -> Pelaku:
    """Someone with a role and a key, at a time; commits made from here on are dated a minute later."""
    r.kini = saat(at)
    return Pelaku(waktu=r.kini, kunci=r.key(NAMA[peran]))


def kantor(folder: Path) -> Repo:
    """The small office of 2023 with an SOP of ten steps and four people, before anything of 2024 is there."""
    root = folder / "kantor"
    root.mkdir(parents=True)
    shutil.copytree(LENGKAP / "content", root / "content")
    r = Repo(root, kini=saat("01-02 07:30"))
    r.git("init", "-q", "-b", "main")
    r.write("sop.yml", yaml(sop()))
    r.tulis_peran(r.daftar())
    (root / ".gitignore").write_text("build/\n", "utf-8")
    r.commit("Awal")
    return r


@dataclass
class Jalan:
    """The walk through the steps: what each task said, and the state of the steps after its event was committed."""

    r: Repo
    kata: dict[str, list[str]] = field(default_factory=dict)
    status: dict[str, list[str]] = field(default_factory=dict)

    def tugas(self, nama: str, lines: Iterable[str]) -> None:
        self.kata[nama] = list(lines)
        self.r.commit()
        self.status[nama] = [one.status for one in keadaan_tahun(self.r.root, TAHUN, self.r.kini).langkah[:5]]

    def handed_in(self, unit: str, at: str, *indikator: dict[str, object]) -> None:
        self.r.kini = saat(at)
        self.r.write(f"{TAHUN}/realisasi/{unit}.yml", yaml({"unit": unit, "indikator": [*indikator]}))
        self.r.commit()


def quarters(*values: int | None) -> dict[str, int | None]:
    return {f"tw{n}": v for n, v in enumerate(values, start=1)}


@pytest.fixture(scope="module")
def jalan(tmp_path_factory: pytest.TempPathFactory) -> Jalan:
    """Steps 1 to 4: opened, forms made, handed out in two turns, handed in on time and late."""
    r = kantor(tmp_path_factory.mktemp("langkah"))
    j, root = Jalan(r), r.root
    j.tugas("start", start(root, TAHUN, oleh(r, CAMAT, "01-06 09:00"), surat="Permintaan LKIP"))
    j.tugas("forms", forms(root, TAHUN, oleh(r, KASUBBAG, "01-06 11:00")))
    j.kata["check"] = [line for line in laporkan(root, "teks")[0] if "2024/realisasi" in line or "galat" in line]
    one = oleh(r, PELAKSANA, "01-06 13:30")
    j.tugas("send satu", send(root, TAHUN, one, unit=["seksi-pelayanan"], cara="surel", catatan="Salinan di meja."))
    j.tugas("send", send(root, TAHUN, oleh(r, PELAKSANA, "01-06 14:00")))
    proof = [{"berkas": "rekap-skm.csv", "keterangan": "Rekapitulasi"}]
    ikm = {"kode": "IKU-01", "triwulan": quarters(None, 84, None, 86), "faktor_pendukung": "Loket.", "bukti": proof}
    j.handed_in("seksi-pelayanan", "02-10 10:00", ikm, {"kode": "IKU-02", "triwulan": quarters(20, 20, 20, None)})
    j.kata["gather kurang"] = list(gather(root, TAHUN, oleh(r, PELAKSANA, "02-14 09:00")))
    j.handed_in("seksi-pemerintahan", "02-13 15:00", {"kode": "IKU-03", "triwulan": quarters(None, None, None, 9)})
    j.handed_in("seksi-pelayanan", "02-17 08:00", ikm, {"kode": "IKU-02", "alasan_belum_tersedia": "Register hilang."})
    j.tugas("gather", gather(root, TAHUN, oleh(r, PELAKSANA, "02-17 10:00")))
    return j


def test_start_opens_the_year_with_an_order_and_says_what_is_missing(jalan: Jalan) -> None:
    assert jalan.kata["start"] == [
        "Bahan dikumpulkan paling lambat 13 Februari 2025; LKIP disampaikan paling lambat 28 Februari 2025.",
        "Masih diperlukan (tidak ada yang disalin dari tahun lain: angka lama tidak kelihatan salah):",
        "  content/2024/perjanjian-kinerja.yml",
        "  content/2024/renja.yml",
        "  content/2024/anggaran.yml",
        "  content/2024/profil.yml, bila wilayah, pegawai dan sarana ditampilkan",
        "  content/2024/narasi/: berkasnya sudah ada dan masih kosong",
        "  content/2024/dokumen.yml: tanggalnya baru perkiraan, 28 Februari 2025",
        "Langkah 1 selesai, Kegiatan 1: Ahmad Zaini (Camat), 06-01-2025 09.00.",
        "Yang disimpan:",
        "  content/2024/dokumen.yml",
        "  content/2024/narasi/ (9 berkas)",
        "  content/2024/proses/20250106-0900-1-selesai.yml",
        "  content/2024/proses/20250106-0900-1-selesai.yml.sig",
        "Yang dicetak, tidak ikut disimpan:",
        "  build/proses-2024/lembar-disposisi-2024.pdf",
        "  build/proses-2024/lembar-disposisi-2024.docx",
        "Bukti: tanda tangan SSH.",
        "Simpan dan serahkan:",
        "  git add content/2024",
        '  git commit -m "LKIP 2024: langkah 1 selesai"',
        "  git push, atau usulkan lewat pull request",
        "Berikutnya langkah 2, Kegiatan 2, oleh Kasubbag Perencanaan dan Keuangan: ./inv forms --tahun 2024",
    ]
    year = jalan.r.root / "content" / "2024"
    assert (year / "dokumen.yml").read_text("utf-8") == (
        'status: "draf"\nversi: "1.0"\ntanggal: "2025-02-28"\nkertas: "A4"\n'
    )
    assert (year / "proses" / "20250106-0900-1-selesai.yml").read_text("utf-8").partition("disposisi:\n")[2] == (
        '  surat: "Permintaan LKIP"\n'
        '  kepada: "Kasubbag Perencanaan dan Keuangan"\n'
        '  isi: "Susun LKIP Tahun 2024 menurut SOP Nomor 1. Kumpulkan bahan dan data dari setiap seksi dan subbagian '
        'paling lambat 13 Februari 2025; LKIP disampaikan paling lambat 28 Februari 2025."\n'
        '  batas: "2025-02-13"\n'
    )
    assert (jalan.r.root / "build/proses-2024/lembar-disposisi-2024.pdf").read_bytes().startswith(b"%PDF")
    assert jalan.status["start"] == ["selesai", "berjalan", "belum", "belum", "belum"]


def test_forms_leave_a_file_and_a_printed_form_for_every_unit(jalan: Jalan) -> None:
    said = jalan.kata["forms"]
    assert said[: said.index("Simpan dan serahkan:")] == [
        "Seksi Pelayanan (content/2024/realisasi/seksi-pelayanan.yml, baru):",
        "  IKU-01 Indeks Kepuasan Masyarakat: triwulan (tw2 dan tw4); bukti tahun lalu rekap-skm.csv",
        "  IKU-02 Rata-rata waktu layanan: triwulan (tw1 sampai tw4); bukti tahun lalu rekap-skm.csv",
        "Seksi Pemerintahan (content/2024/realisasi/seksi-pemerintahan.yml, baru):",
        "  IKU-03 Desa dengan laporan tepat waktu: triwulan (tw4); bukti tahun lalu rekap-skm.csv",
        "Target menurut Renstra, sebab belum ada dalam perjanjian kinerja tahun ini.",
        "Langkah 2 selesai, Kegiatan 2: Hamdani (Kasubbag Perencanaan dan Keuangan), 06-01-2025 11.00.",
        "Yang disimpan:",
        "  content/2024/realisasi/seksi-pelayanan.yml",
        "  content/2024/realisasi/seksi-pemerintahan.yml",
        "  content/2024/proses/20250106-1100-2-selesai.yml",
        "  content/2024/proses/20250106-1100-2-selesai.yml.sig",
        "Yang dicetak, tidak ikut disimpan:",
        "  build/proses-2024/format-2024-seksi-pelayanan.pdf",
        "  build/proses-2024/format-2024-seksi-pelayanan.docx",
        "  build/proses-2024/format-2024-seksi-pemerintahan.pdf",
        "  build/proses-2024/format-2024-seksi-pemerintahan.docx",
        "Bukti: tanda tangan SSH.",
    ]
    made = jalan.r.git("show", "HEAD~5:content/2024/realisasi/seksi-pemerintahan.yml")
    empty = "".join(f"      tw{n}: null\n" for n in (1, 2, 3, 4))
    assert f"{made}\n" == f'unit: "seksi-pemerintahan"\nindikator:\n  - kode: "IKU-03"\n    triwulan:\n{empty}'
    (summary,) = jalan.kata["check"]
    assert ", 0 galat, 12 peringatan" in summary  # three files of the year and its nine pieces of prose


def test_send_tells_every_unit_what_to_fill_in_where_and_until_when(jalan: Jalan) -> None:
    said = jalan.kata["send satu"]
    assert said[:3] == [
        "Disampaikan: Seksi Pelayanan kepada Kasi Pelayanan",
        "Belum disampaikan: Seksi Pemerintahan; langkah ini selesai sesudah semuanya menerima.",
        "Langkah 3 mulai, Kegiatan 3: Noor Laila (Pelaksana), 06-01-2025 13.30.",
    ]
    assert jalan.status["send satu"] == ["selesai", "selesai", "berjalan", "belum", "belum"]
    assert jalan.status["send"] == ["selesai", "selesai", "selesai", "berjalan", "belum"]
    note = jalan.r.root / "build/proses-2024/penyampaian-seksi-pelayanan.txt"
    assert note.read_text("utf-8").split("\n") == [
        "Kepada Yth. Kasi Pelayanan",
        "Hal: Format pengumpulan bahan dan data LKIP Tahun 2024",
        "",
        "Bersama ini disampaikan format pengumpulan bahan dan data LKIP Tahun 2024 untuk Seksi Pelayanan.",
        "",
        "Yang perlu diisi:",
        "  1. IKU-01 Indeks Kepuasan Masyarakat (indeks)",
        "     Target 85,00\u00a0indeks (menurut Renstra).",
        "     Isi triwulan (tw2 dan tw4).",
        "  2. IKU-02 Rata-rata waktu layanan (menit)",
        "     Target 18,0\u00a0menit (menurut Renstra).",
        "     Isi triwulan (tw1 sampai tw4).",
        "",
        "Untuk setiap indikator mohon juga disertakan:",
        "  - bukti angkanya, disimpan di content/2024/bukti/;",
        "  - penyebab keberhasilan, atau hambatan beserta solusi yang sudah dilakukan;",
        "  - tindak lanjut, dan pembanding bila ada.",
        "Bila angkanya belum ada, tulis alasannya di alasan_belum_tersedia; jangan menulis 0.",
        "",
        "Tempat mengisi, pilih salah satu:",
        "  - berkas content/2024/realisasi/seksi-pelayanan.yml, lalu usulkan lewat pull request; "
        "./inv check --unit seksi-pelayanan menunjukkan yang belum terisi;",
        "  - formulir cetak format-2024-seksi-pelayanan.pdf, diserahkan kepada Pelaksana.",
        "",
        "Paling lambat: Kamis, 13 Februari 2025.",
        "Bila ada yang kurang jelas, tanyakan kepada Kasubbag Perencanaan dan Keuangan.",
        "Catatan: Salinan di meja.",
        "",
        "Terima kasih.",
        "Noor Laila",
        "",
    ]
    event = (jalan.r.root / "content/2024/proses/20250106-1330-3-mulai.yml").read_text("utf-8")
    assert event.partition("kiriman:\n")[2] == (
        '  - unit: "seksi-pelayanan"\n    kepada: "Kasi Pelayanan"\n    waktu: "2025-01-06T13:30:00+08:00"\n'
        '    cara: "surel"\n    catatan: "Salinan di meja."\n'
    )


def test_gather_shows_who_is_complete_since_when_and_who_is_late(jalan: Jalan) -> None:
    assert jalan.kata["gather kurang"] == [
        "Batas pengumpulan bahan: 13-02-2025",
        "  [ ] Seksi Pelayanan     1 dari 2  belum lengkap, terlambat 1 hari",
        "        IKU-02 Rata-rata waktu layanan: triwulan IV belum terisi",
        "  [ ] Seksi Pemerintahan  0 dari 1  belum lengkap, terlambat 1 hari",
        "        IKU-03 Desa dengan laporan tepat waktu: triwulan IV belum terisi",
        "1 dari 3 indikator terisi, 1 disertai bukti, 1 disertai analisis. "
        "Terlambat: Seksi Pelayanan, Seksi Pemerintahan.",
        "Langkah ini dicatat sesudah lengkap; bila tetap dilanjutkan, sebut alasannya: "
        './inv gather --tahun 2024 --keterangan "…"',
    ]
    said = jalan.kata["gather"]
    assert said[:6] == [
        "Batas pengumpulan bahan: 13-02-2025",
        "  [x] Seksi Pelayanan     2 dari 2  lengkap 17-02-2025 08.01, terlambat 4 hari",
        "        IKU-02 Rata-rata waktu layanan: tanpa angka, Register hilang.",
        "  [x] Seksi Pemerintahan  1 dari 1  lengkap 13-02-2025 15.01",
        "3 dari 3 indikator terisi, 1 disertai bukti, 1 disertai analisis.",
        "Langkah 4 selesai, Kegiatan 4: Noor Laila (Pelaksana), 17-02-2025 10.00.",
    ]
    event = (jalan.r.root / "content/2024/proses/20250217-1000-4-selesai.yml").read_text("utf-8")
    assert event.partition("terkumpul:\n")[2] == (
        '  - unit: "seksi-pelayanan"\n    waktu: "2025-02-17T08:01:00+08:00"\n    terisi: 2\n    dari: 2\n'
        '  - unit: "seksi-pemerintahan"\n    waktu: "2025-02-13T15:01:00+08:00"\n    terisi: 1\n    dari: 1\n'
    )
    assert jalan.status["gather"] == ["selesai", "selesai", "selesai", "selesai", "berjalan"]


# --- what is refused ---------------------------------------------------------------------------------------------


def ditolak(lines: Iterable[str]) -> str:
    with pytest.raises(CommandError) as refused:
        list(lines)
    return str(refused.value)


def test_a_year_is_opened_once_and_only_within_the_plan(jalan: Jalan) -> None:
    r = jalan.r
    who = Pelaku(waktu=saat("02-17 11:00"), kunci=r.key(NAMA[CAMAT]))
    assert ditolak(start(r.root, 2024, who)) == (
        "tahun 2024 sudah dibuka: content/2024/proses/20250106-0900-1-selesai.yml sudah ada; "
        "bukti yang belum ada menyusul dengan ./inv sign content/2024/proses/20250106-0900-1-selesai.yml"
    )
    assert ditolak(start(r.root, 2030, who)) == (
        "tahun 2030 di luar Renstra 2021–2026; periksa tahunnya, atau perbarui dahulu content/renstra.yml"
    )
    assert ditolak(start(r.root, 2025, Pelaku(waktu=who.waktu), batas=date(2026, 3, 2))) == (
        "batas 2 Maret 2026 sesudah LKIP harus disampaikan, 28 Februari 2026; sebut hari sebelumnya"
    )
    assert ditolak(start(r.root, 2025, Pelaku("Budi", waktu=who.waktu))) == (
        "Budi tidak tercatat sebagai Camat pada 17-02-2025; pemegangnya Ahmad Zaini (content/peran.yml)"
    )
    late = Pelaku(waktu=saat("02-17 11:00").replace(year=2026))
    assert ditolak(start(r.root, 2025, late)) == (
        "batas menurut waktu baku langkah-langkah sesudahnya, 12 Februari 2026, sudah lewat pada 17 Februari 2026; "
        "sebut batas lain dengan --batas"
    )
    wrong = Pelaku(waktu=saat("02-17 11:00"), kunci=r.key(NAMA[PELAKSANA]))
    assert "bukan Camat" in ditolak(start(r.root, 2025, wrong))
    assert not (r.root / "content" / "2025").exists()
    assert r.git("status", "--porcelain") == ""


def test_a_step_waits_for_the_one_before_it_and_is_done_once(tmp_path: Path) -> None:
    r = kantor(tmp_path)
    list(start(r.root, TAHUN, Pelaku(waktu=saat("01-06 09:00"))))
    r.kini = saat("01-06 09:00")
    kasubbag = Pelaku(waktu=saat("01-06 11:00"), kunci=r.key(NAMA[KASUBBAG]))
    path = "content/2024/proses/20250106-0900-1-selesai.yml"
    waits = "langkah 2 menunggu langkah 1 (Kegiatan 1)"
    assert ditolak(forms(r.root, TAHUN, kasubbag)) == (
        f"{waits}: sudah dicatat di {path}, tetapi belum dikomit; komit dahulu"
    )
    r.commit()
    assert ditolak(forms(r.root, TAHUN, kasubbag)) == (
        f"{waits}: {path} belum berlaku, belum ada bukti; yang diterima: tanda-tangan, tag, tinjauan, pindaian"
    )
    assert not (r.root / "content/2024/realisasi").exists()
    (r.root / path).unlink()
    r.git("commit", "-qam", "Hapus")
    assert ditolak(forms(r.root, TAHUN, kasubbag)) == f"{waits}, yang belum selesai; jalankan ./inv start --tahun 2024"


def test_a_camat_without_a_key_orders_on_paper_and_the_scan_follows(tmp_path: Path) -> None:
    r = kantor(tmp_path)
    r.write(f"{TAHUN}/dokumen.yml", yaml({"status": "draf", "versi": "1.0", "tanggal": "2025-02-28", "kertas": "A4"}))
    r.tulis_peran(r.daftar(*(r.orang(role, kunci=None if role == CAMAT else "") for role in NAMA)))
    r.commit()
    event, scan = "content/2024/proses/20250106-0900-1-selesai.yml", "proses/disposisi.pdf"
    lines = list(start(r.root, TAHUN, Pelaku(waktu=saat("01-06 09:00"))))
    assert lines[lines.index("Simpan dan serahkan:") - 1] == (
        f"Belum ada bukti: tanda tangani dengan ./inv sign {event} --kunci <kunci>, atau buat tag bertanda tangan, "
        "atau setujui pull request-nya, atau simpan pindaian bertanda tangan basah di content/2024/proses/ "
        f"lalu ./inv sign {event} --pindaian proses/<pindaian>.pdf."
    )
    r.kini = saat("01-06 09:00")
    r.commit()
    missing = "pindaian proses/disposisi.pdf tidak ada di content/2024/proses/; simpan di sana (yang di bukti/ ikut "
    assert ditolak(lampirkan(r.root, r.root / event, scan)).startswith(missing)
    r.write(f"{TAHUN}/{scan}", b"%PDF- lembar disposisi")
    assert list(lampirkan(r.root, r.root / event, scan)) == [
        f"Dibuktikan: {event}, pindaian {scan}, lebih lemah.",
        "Simpan dan serahkan:",
        "  git add content/2024",
        '  git commit -m "LKIP 2024: bukti langkah 1"',
    ]
    r.kini = saat("01-07 08:00")
    r.commit()
    state = keadaan_tahun(r.root, TAHUN, r.kini)
    assert (state.selesai, state.ditolak) == (1, ())
    again = f"{event} sudah berlaku dengan bukti pindaian {scan}, lebih lemah; peristiwa yang berlaku tidak diubah"
    assert ditolak(lampirkan(r.root, r.root / event, scan)) == again
    key = Pelaku(waktu=saat("01-07 09:00"), kunci=r.key(NAMA[CAMAT]))
    told = ditolak(start(r.root, 2025, key))
    assert told.endswith("tidak ada dalam daftar peran; Ahmad Zaini belum mempunyai kunci di sana")


def test_a_step_that_is_done_is_not_done_again(jalan: Jalan) -> None:
    who = Pelaku(waktu=saat("02-17 11:00"), kunci=jalan.r.key(NAMA[KASUBBAG]))
    assert ditolak(forms(jalan.r.root, TAHUN, who)) == "langkah 2 sudah selesai 06-01-2025 11.00 oleh Hamdani"
    done = list(gather(jalan.r.root, TAHUN, who))[-1]
    assert done == "Langkah 4 sudah selesai 17-02-2025 10.00 oleh Noor Laila."


# --- the pure parts ----------------------------------------------------------------------------------------------


def test_the_deadline_leaves_working_time_for_what_follows() -> None:
    data, _ = parse_yaml(yaml(sop()), "sop")
    steps = build(Sop, data)
    # 9 days 2 hours of standard times follow the gathering: ten working days before the end of 28 February.
    assert batas_bahan(steps, jam_kerja(None), 2024) == date(2025, 2, 13)
    assert batas_bahan(steps, jam_kerja(None), 2023) == date(2024, 2, 14)


@pytest.mark.parametrize(
    ("tingkat", "sumber", "holds"),
    [
        ("standar", "PermenPAN-RB Nomor 14 Tahun 2017", True),
        ("standar", "Rekapitulasi Tahun 2023", False),
        ("kabupaten", "Bagian Organisasi", False),
    ],
)
def test_only_a_standard_that_is_of_no_year_is_carried_over(tingkat: str, sumber: str, holds: bool) -> None:
    data, _ = parse_yaml(yaml({"nama": "Mutu B", "tingkat": tingkat, "nilai": 76, "sumber": sumber}), "x")
    assert tetap(build(Pembanding, data), 2023) is holds


def test_the_file_of_a_unit_has_room_for_every_kind_of_figure() -> None:
    item = indikator(kode="A", frekuensi="triwulanan")
    kinds = {
        "angka": item,
        "komponen": replace(item, komponen=Komponen(pembilang="Selesai", penyebut="Diterima", satuan="berkas")),
        "survei": replace(item, metode="skm"),
        "tangga": replace(item, polaritas="ordinal", tangga=("C", "B", "A")),
        "manual": replace(item, agregasi="manual"),
    }
    plan = replace(BASE.renstra.tujuan[0].sasaran[0], indikator=())
    made = {}
    for kind, one in kinds.items():
        goal = replace(plan, indikator=(replace(one, kode=kind),))
        renstra = replace(BASE.renstra, tujuan=(replace(BASE.renstra.tujuan[0], sasaran=(goal,)),))
        (form,) = format_unit(BASE.instansi, renstra, TAHUN)
        text = isi_unit(form, None)
        data, problems = parse_yaml(text, "x.yml")
        assert (problems, validate(data, "realisasi", "x.yml")) == ([], [])
        made[kind] = sorted(data["indikator"][0].keys() - {"kode"})
    assert made == {
        "angka": ["triwulan"],
        "komponen": ["pembilang", "penyebut"],
        "survei": [],
        "tangga": [],
        "manual": [],
    }


def test_a_unit_whose_file_has_a_galat_has_not_handed_in_all(tmp_path: Path) -> None:
    r = kantor(tmp_path)
    note = '\n        keterangan: "Rekapitulasi survei kepuasan masyarakat"'
    right, wrong = (f'berkas: "{name}.csv"{note}' for name in ("rekap-skm", "rekap-smk"))
    change(r.root, ("2023/realisasi/seksi-pelayanan.yml", right, wrong))
    lines = list(gather(r.root, 2023, Pelaku(waktu=saat("02-14 09:00"))))
    assert lines[1:3] == [
        "  [ ] Seksi Pelayanan     2 dari 2  belum lengkap",
        "        galat, baris 12: berkas bukti IKU-01 'rekap-smk.csv' tidak ditemukan; maksudnya 'rekap-skm.csv'?",
    ]
    assert lines[-1].startswith("Langkah ini dicatat sesudah lengkap")


def test_a_kasi_sees_the_own_file_and_indicators_only(tmp_path: Path) -> None:
    r = kantor(tmp_path)
    pemerintahan = "2023/realisasi/seksi-pemerintahan.yml"
    change(
        r.root,
        ("2023/realisasi/seksi-pelayanan.yml", '    solusi: "Sambungan cadangan dipasang."\n', ""),
        (pemerintahan, 'kode: "IKU-03"', 'kode: "IKU-33"'),
    )
    lines, wrong = laporkan(r.root, "teks", unit="seksi-pelayanan", tahun=2023)
    assert (list(lines), wrong) == (
        [
            "content/2023/realisasi/seksi-pelayanan.yml:14:5: peringatan: IKU-02 (Rata-rata waktu layanan) mencapai "
            "93,13%; isi solusi [analisis-ada]",
            "Penjelasan: ./inv explain analisis-ada (di situs: aturan/analisis-ada.html)",
            "Hanya unit seksi-pelayanan, tahun 2023: 0 galat, 1 peringatan. Di luar itu 1 galat, 1 peringatan.",
        ],
        False,
    )
    lines, wrong = laporkan(r.root, "teks", unit="seksi-pemerintahan")
    assert wrong
    assert next(iter(lines)).startswith(f"content/{pemerintahan}:3:11: galat: ")
    with pytest.raises(CommandError) as told:
        laporkan(r.root, "teks", unit="seksi-pelayan")
    assert str(told.value) == (
        "unit 'seksi-pelayan' tidak dikenal; maksudnya 'seksi-pelayanan'? yang ada: seksi-pelayanan, seksi-pemerintahan"
    )
    with pytest.raises(CommandError) as told:
        laporkan(r.root, "teks", tahun=2024)
    assert str(told.value) == "folder tahun 2024 belum ada; yang ada: 2023"
