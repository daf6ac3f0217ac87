"""What people see of the process: the table, the JSON by its schema, the reminder."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from repo_proses import CAMAT, NAMA, Repo, repo, waktu

from lkip.problem import CommandError
from lkip.proses.baca import saat, tahun_proses
from lkip.proses.status import ingatkan, sebagai_json, tampilkan
from lkip.validate import SCHEMAS


@pytest.fixture
def kantor(tmp_path: Path) -> Repo:
    """A process in its fourth step, with a forged event, one that is not committed, and one given back."""
    r = repo(tmp_path)
    r.langkah(1, "mulai", "01-08 08:00")
    r.langkah(1, "selesai", "01-08 08:08")
    r.langkah(2, "selesai", "01-08 11:00")
    r.langkah(3, "selesai", "01-08 13:30")
    r.palsu(4, "selesai", "01-08 15:00", NAMA[CAMAT])
    r.commit()
    r.catat(4, "selesai", "01-08 15:30")
    return r


def shown(r: Repo, at: str) -> list[str]:
    return tampilkan(r.root, r.keadaan(at)).split("\n")


def test_the_table_shows_what_is_done_whose_turn_it_is_and_what_was_refused(kantor: Repo) -> None:
    lines = shown(kantor, "01-09 09:00")
    assert lines[:9] == [
        "LKIP 2023: 3 dari 10 langkah selesai [######..............] 30%",
        "Tenggat 29-02-2024: 51 hari lagi, 37 di antaranya hari kerja.",
        "",
        "  1 [x] Kegiatan 1                                      selesai       8 menit dari 10 menit",
        "        08-01-2024 08.08 oleh Ahmad Zaini (Camat); tanda tangan SSH",
        "  2 [x] Kegiatan 2                                      selesai       2 jam 52 menit dari 2 jam, LEWAT",
        "        08-01-2024 11.00 oleh Hamdani (Kasubbag Perencanaan dan Keuangan); tanda tangan SSH",
        "  3 [x] Kegiatan 3                                      selesai       1 jam 30 menit dari 1 jam, LEWAT",
        "        08-01-2024 13.30 oleh Noor Laila (Pelaksana); tanda tangan SSH",
    ]
    assert lines[9:12] == [
        "  4 [>] Kegiatan 4                                      berjalan      4 jam dari 3 jam, LEWAT",
        "        menunggu Pelaksana (Noor Laila), batas 09-01-2024 08.00",
        "  5 [ ] Kegiatan 5                                      belum         baku 5 hari",
    ]
    refused, waits = lines.index("Ditolak, tidak dihitung:"), lines.index("Belum dikomit, belum dihitung:")
    assert lines[refused + 1].startswith("  content/2023/proses/20240108-1500-4-selesai.yml (komit ")
    assert lines[refused + 1].endswith("milik Ahmad Zaini (Camat), bukan Pelaksana")
    assert lines[waits + 1 :] == ["  content/2023/proses/20240108-1530-4-selesai.yml"]


def test_a_step_given_back_says_by_whom_and_why(tmp_path: Path) -> None:
    r = repo(tmp_path)
    for n in range(1, 7):
        r.langkah(n, "selesai", f"01-09 09:{n:02}")
    r.langkah(7, "kembali", "01-10 09:00", keterangan="Bab III: IKU-02 belum dianalisis.")
    lines = shown(r, "01-10 10:00")
    at = next(n for n, line in enumerate(lines) if line.startswith("  6"))
    assert lines[at : at + 3] == [
        "  6 [<] Kegiatan 6                                      dikembalikan  1 jam dari 2 hari, 1 kali dikembalikan",
        "        dikembalikan 10-01-2024 09.00 oleh Rusmiati (Sekretaris): Bab III: IKU-02 belum dianalisis.",
        "        menunggu Kasubbag Perencanaan dan Keuangan (Hamdani), batas 12-01-2024 09.00",
    ]


def test_the_json_has_the_form_of_its_schema(kantor: Repo) -> None:
    form = json.loads((SCHEMAS / "status.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(form)
    for at in ("01-07 09:00", "01-08 08:05", "01-09 09:00"):
        data = json.loads(sebagai_json(kantor.keadaan(at)))
        assert list(Draft202012Validator(form).iter_errors(data)) == []
    assert (data["selesai"], data["giliran"], data["langkah"][0]["terpakai"]) == (3, 4, 8)
    assert data["langkah"][0]["selesai"]["kunci"].startswith("SHA256:")
    assert data["ditolak"][0]["sebab"] and data["tertunda"]


def test_a_reminder_names_who_is_late_since_when_and_what_is_left(kantor: Repo) -> None:
    assert ingatkan(kantor.root, kantor.keadaan("01-09 07:45")) == "Tidak ada langkah yang melewati waktu bakunya."
    assert ingatkan(kantor.root, kantor.keadaan("01-09 09:00")).split("\n") == [
        "Kepada: Pelaksana (Noor Laila)",
        "Hal: langkah 4 penyusunan LKIP 2023 melewati waktu bakunya",
        "",
        "Langkah 4, Kegiatan 4, berwaktu baku 3 jam.",
        "Batasnya 09-01-2024 08.00; sampai 09-01-2024 09.00 sudah berjalan 4 jam waktu kerja.",
        "Tenggat 29-02-2024: 51 hari lagi, 37 di antaranya hari kerja. Mohon diselesaikan, atau sampaikan apa yang "
        "menghambatnya.",
    ]


def test_days_left_on_the_last_day_and_after_it(kantor: Repo) -> None:
    assert shown(kantor, "02-29 09:00")[1] == "Tenggat 29-02-2024: hari ini."
    assert shown(kantor, "03-02 09:00")[1] == "Tenggat 29-02-2024 sudah lewat 2 hari."


def test_a_year_whose_holidays_are_not_listed_is_told(kantor: Repo) -> None:
    kantor.write(
        "libur.yml",
        'zona: "WITA"\ndasar: "Perpres"\nhari_kerja:\n  - hari: "Senin"\n    jam:\n      - dari: "07.30"\n'
        '        sampai: "16.00"\nlibur:\n  - tahun: 2023\n    sumber: "SKB"\n    hari:\n'
        '      - tanggal: "2023-12-25"\n        nama: "Natal"\n        jenis: "libur nasional"\n',
    )
    told = "hari libur tahun 2024 belum ada di content/libur.yml; lama langkah dihitung tanpa libur itu"
    assert kantor.keadaan("01-09 09:00").peringatan == (told,)


def test_what_people_wrote_breaks_out_of_no_line(tmp_path: Path) -> None:
    r = repo(tmp_path)
    for n in range(1, 7):
        r.langkah(n, "selesai", f"01-09 09:{n:02}")
    file = r.palsu(7, "kembali", "01-10 09:00", NAMA["Sekretaris"], keterangan="x ##[error]palsu")
    assert file.is_file()
    r.commit()
    assert not any("##[" in line for line in shown(r, "01-10 10:00"))


def test_the_year_is_the_newest_whose_process_has_begun(kantor: Repo) -> None:
    kantor.write("2024/dokumen.yml", "x")
    assert tahun_proses(kantor.root) == 2023
    kantor.write("2024/proses/x.txt", "x")
    assert tahun_proses(kantor.root) == 2024


def test_a_moment_is_read_as_people_type_it() -> None:
    assert saat("2024-02-20T10:00", "--now") == datetime(2024, 2, 20, 10)
    assert saat("2024-02-20", "--now") == datetime(2024, 2, 20)
    with pytest.raises(CommandError, match="tulis misalnya --now 2024-02-20T10:00"):
        saat("kemarin", "--now")


def test_what_else_is_committed_later_changes_nothing(tmp_path: Path) -> None:
    r = repo(tmp_path)
    r.langkah(1, "selesai", "01-09 09:00")
    before = shown(r, "01-10 09:00")
    many(r, 500)
    assert shown(r, "01-10 09:00") == before and before[0].startswith("LKIP 2023: 1 dari 10 langkah selesai")


def many(r: Repo, count: int) -> None:
    """Add commits to main that change another file, by fast-import."""
    when = int(waktu("01-09 10:00").timestamp())
    head = r.git("rev-parse", "HEAD")
    rows = []
    for n in range(count):
        body = f"data {len(str(n))}\n{n}\n"
        before = f"from {head}\n" if n == 0 else ""
        rows.append(
            f"commit refs/heads/main\ncommitter X <x@y.id> {when + n} +0800\ndata 1\nx\n{before}"
            f"M 100644 inline catatan/{n % 200}.txt\n{body}"
        )
    subprocess.run(
        ["git", "-C", str(r.root), "fast-import", "--quiet"], input="".join(rows).encode(), check=True, timeout=120
    )
    r.git("reset", "-q", "--hard", "main")
