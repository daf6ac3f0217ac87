"""The process out of real repositories with real keys: steps walked, returned, proven; every forgery refused."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, TAHUN, Repo, repo, sop, waktu, yaml

from lkip.problem import CommandError
from lkip.proses.baca import baca_peran, keadaan_tahun
from lkip.proses.catatan import Tinjauan
from lkip.proses.jam_kerja import jam_kerja, sebut
from lkip.proses.keadaan import CatatanTerakhir
from lkip.proses.robot import tulis_catatan
from lkip.proses.status import tampilkan
from lkip.proses.tanda_tangan import allowed_signers, bubuhkan, periksa, sidik_jari
from lkip.proses.wewenang import baris_tag

JAM = jam_kerja(None)
SETUJU = {"sidik": "a" * 64, "sha256": "b" * 64, "versi": "1.0"}
SEMUA = ("selesai",) * 10


@pytest.fixture
def kantor(tmp_path: Path) -> Repo:
    """A repository with the SOP and four people who have keys."""
    return repo(tmp_path)


def walk(r: Repo, sampai: int) -> None:
    """Do the steps up to one, each signed by who concludes it."""
    r.langkah(1, "mulai", "01-08 08:00")
    for n in range(1, sampai + 1):
        r.langkah(n, "selesai", f"01-{8 + n:02} 09:{n:02}", **({"persetujuan": SETUJU} if n == 8 else {}))


# --- a year ------------------------------------------------------------------------------------------------------


def test_the_steps_are_done_one_after_the_other(kantor: Repo) -> None:
    assert kantor.status() == ["belum"] * 10
    assert kantor.keadaan().langkah[0].menunggu == ("Camat (Ahmad Zaini)",)
    kantor.langkah(1, "mulai", "01-08 08:00")
    assert kantor.status("01-08 09:00")[0] == "berjalan"
    kantor.langkah(1, "selesai", "01-08 08:08")
    kantor.langkah(2, "selesai", "01-08 11:00")
    state = kantor.keadaan("01-08 14:00")
    assert [one.status for one in state.langkah] == ["selesai", "selesai", "berjalan", *["belum"] * 7]
    one, two, three = state.langkah[:3]
    assert [(sebut(s.terpakai, JAM), s.tepat) for s in (one, two, three) if s.terpakai is not None] == [
        ("8 menit", True),
        ("2 jam 52 menit", False),
        ("2 jam", False),
    ]
    assert three.batas == waktu("01-08 12:00") and three.menunggu == ("Pelaksana (Noor Laila)",)
    assert one.selesai and one.selesai.dasar
    assert (one.selesai.dasar.jenis, one.selesai.dasar.oleh, one.selesai.dasar.lemah) == (
        "tanda-tangan",
        "Ahmad Zaini",
        False,
    )
    assert (state.selesai, state.ditolak, state.terlambat) == (2, (), (three,))
    assert (state.sisa_hari, state.sisa_hari_kerja) == (52, 38)


def test_what_comes_after_the_moment_that_is_asked_for_is_not_yet_there(kantor: Repo) -> None:
    walk(kantor, 3)
    assert kantor.status("01-10 10:00")[:3] == ["selesai", "selesai", "berjalan"]
    assert kantor.status("01-07 10:00") == ["belum"] * 10


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_year_is_the_same_by_every_kind_of_merge(kantor: Repo, how: str) -> None:
    kantor.langkah(1, "mulai", "01-08 08:00")
    for n in range(1, 11):
        kantor.branch(f"langkah-{n}")
        kantor.langkah(n, "selesai", f"01-{8 + n:02} 09:{n:02}", **({"persetujuan": SETUJU} if n == 8 else {}))
        kantor.merge(f"langkah-{n}", how)
        state = kantor.keadaan()
        assert [s.status for s in state.langkah[:n]] == ["selesai"] * n
        assert state.selesai == n and state.ditolak == ()
    assert state.giliran is None


def test_giving_back_reopens_what_follows_and_counts(kantor: Repo) -> None:
    walk(kantor, 7)
    kantor.langkah(8, "kembali", "01-17 10:00", keterangan="Bab III belum memuat efisiensi.")
    state = kantor.keadaan("01-17 15:00")
    assert [one.status for one in state.langkah] == ["selesai"] * 5 + ["dikembalikan"] + ["belum"] * 4
    six = state.langkah[5]
    assert (six.kembali, six.mulai, six.menunggu) == (
        1,
        waktu("01-17 10:00"),
        ("Kasubbag Perencanaan dan Keuangan (Hamdani)",),
    )
    assert six.terpakai is not None and sebut(six.terpakai, JAM) == "4 jam"
    for n, at in ((6, "01-18 09:00"), (7, "01-18 10:00"), (8, "01-18 11:00")):
        kantor.langkah(n, "selesai", at)
    state = kantor.keadaan()
    assert [one.status for one in state.langkah] == ["selesai"] * 8 + ["berjalan", "belum"]
    assert state.langkah[5].kembali == 1 and state.langkah[5].dikembalikan


def test_the_step_to_go_back_to_can_be_named(kantor: Repo) -> None:
    walk(kantor, 6)
    kantor.langkah(7, "kembali", "01-16 10:00", ke=5)
    assert kantor.status()[3:7] == ["selesai", "dikembalikan", "belum", "belum"]


def test_what_was_approved_only_its_approver_gives_back(kantor: Repo) -> None:
    walk(kantor, 8)
    kantor.langkah(7, "kembali", "01-18 10:00")
    assert kantor.status()[7] == "selesai"
    assert kantor.ditolak() == ["langkah 8 sudah disetujui; hanya Camat yang dapat mengembalikannya"]
    kantor.langkah(8, "kembali", "01-18 11:00")
    assert kantor.status()[5:8] == ["dikembalikan", "belum", "belum"]


def test_the_first_step_cannot_be_given_back(kantor: Repo) -> None:
    kantor.palsu(1, "kembali", "01-09 09:00", NAMA[CAMAT])
    kantor.commit()
    assert kantor.ditolak() == ["langkah 1 tidak dapat dikembalikan ke langkah 0"]


def test_a_step_done_before_those_before_it_is_marked_even_when_these_are_done_later(kantor: Repo) -> None:
    kantor.langkah(3, "selesai", "01-09 09:00")
    assert kantor.keadaan().langkah[2].mendahului == (1, 2)
    kantor.langkah(1, "selesai", "01-10 09:00")
    kantor.langkah(2, "selesai", "01-10 10:00")
    assert [one.mendahului for one in kantor.keadaan().langkah[:3]] == [(), (), (1, 2)]


def test_only_a_step_whose_turn_has_come_gives_back(kantor: Repo) -> None:
    """Otherwise whoever concludes the last step undoes the first, and a second return begins the time anew."""
    walk(kantor, 6)
    kantor.langkah(7, "kembali", "01-16 10:00")
    kantor.langkah(7, "kembali", "01-18 10:00")
    kantor.langkah(10, "kembali", "01-18 11:00", ke=1)
    assert kantor.ditolak() == [
        f"langkah {n} belum gilirannya, jadi tidak dapat mengembalikan; langkah {n - 1} belum selesai" for n in (7, 10)
    ]
    six = kantor.keadaan().langkah[5]
    assert (six.kembali, six.mulai) == (1, waktu("01-16 10:00"))


# --- officials change --------------------------------------------------------------------------------------------

BARU = "Siti Hajar"


def change_of_officials(r: Repo, kunci: str | None) -> None:
    """A new Camat from 15 January, in a list signed by the Sekretaris."""
    others = [r.orang(role, login=LOGIN[role]) for role in (SEKRETARIS, KASUBBAG, PELAKSANA)]
    old = r.orang(CAMAT, login=LOGIN[CAMAT], sampai="2024-01-14")
    r.tulis_peran(r.daftar(old, r.orang(CAMAT, BARU, dari="2024-01-15", login="hajar"), *others, nomor=2), kunci)
    r.commit("Camat baru", waktu("01-12 15:00"))


def test_a_change_of_officials_holds_from_its_commit_on(kantor: Repo) -> None:
    walk(kantor, 2)
    change_of_officials(kantor, NAMA[SEKRETARIS])
    for n in range(3, 8):
        kantor.langkah(n, "selesai", f"01-16 09:{n:02}")
    assert kantor.keadaan("01-16 10:00").langkah[7].menunggu == ("Camat (Siti Hajar)",)
    kantor.palsu(8, "selesai", "01-17 09:00", NAMA[CAMAT], persetujuan=SETUJU)
    kantor.commit()
    assert kantor.status()[7] == "berjalan"
    old = sidik_jari(kantor.public(NAMA[CAMAT]))
    assert kantor.ditolak() == [
        f"kunci {old} milik Ahmad Zaini sebagai Camat hanya berlaku 01-01-2023 sampai 14-01-2024, bukan 17-01-2024"
    ]
    kantor.langkah(8, "selesai", "01-17 10:00", oleh=BARU, persetujuan=SETUJU)
    assert kantor.status()[7] == "selesai" and kantor.keadaan().peringatan == ()


def test_an_event_dated_back_into_the_time_of_a_key_is_refused_once_that_time_is_long_over(kantor: Repo) -> None:
    change_of_officials(kantor, NAMA[SEKRETARIS])
    kantor.write("catatan.txt", "x")
    kantor.commit("Lain", waktu("01-25 09:00"))
    kantor.palsu(1, "selesai", "01-10 09:00", NAMA[CAMAT])
    kantor.commit("Ditanggali mundur", waktu("01-10 09:01"))
    (reason,) = kantor.ditolak()
    assert reason == (
        "kunci Ahmad Zaini sebagai Camat berlaku 01-01-2023 sampai 14-01-2024, "
        "sedangkan peristiwa ini baru masuk sesudah 25-01-2024"
    )


def signed_later(r: Repo, file: Path, at: str) -> None:
    """Sign an event of the Camat with his key after it was committed."""
    file.with_name(f"{file.name}.sig").write_bytes(bubuhkan(file.read_bytes(), r.key(NAMA[CAMAT])))
    r.commit("Tanda tangan menyusul", waktu(at))


def test_a_key_past_its_date_signs_no_event_that_was_committed_in_its_time(kantor: Repo) -> None:
    file = kantor.palsu(1, "selesai", "01-10 09:00", None)
    kantor.commit()
    change_of_officials(kantor, NAMA[SEKRETARIS])
    kantor.write("catatan.txt", "x")
    kantor.commit("Lain", waktu("02-20 09:00"))
    signed_later(kantor, file, "01-10 09:02")
    assert kantor.ditolak() == [
        "tanda tangannya menyusul, dan menurut daftar peran ketika itu kunci Ahmad Zaini sebagai Camat berlaku "
        "01-01-2023 sampai 14-01-2024, sedangkan peristiwa ini baru masuk sesudah 20-02-2024"
    ]


def test_a_key_that_was_taken_off_the_list_signs_no_event_from_before(kantor: Repo) -> None:
    file = kantor.palsu(1, "selesai", "01-10 09:00", None)
    kantor.commit()
    people = [kantor.orang(role, login=LOGIN[role]) for role in NAMA]
    people[0] |= {"kunci": [kantor.public("kunci pengganti")]}
    kantor.tulis_peran(kantor.daftar(*people, nomor=2), NAMA[SEKRETARIS])
    kantor.commit("Kunci Camat dicuri", waktu("01-12 09:00"))
    signed_later(kantor, file, "01-13 09:00")
    (reason,) = kantor.ditolak()
    assert reason.endswith(f"kunci {sidik_jari(kantor.public(NAMA[CAMAT]))} bukan kunci Ahmad Zaini")


def test_the_day_of_an_official_is_the_day_of_the_office(kantor: Repo) -> None:
    """At 07.45 in Kalimantan the day before has not ended in Greenwich, which a forge tells its times in."""
    for n in range(1, 8):
        kantor.langkah(n, "selesai", f"01-09 0{n}:00")
    change_of_officials(kantor, NAMA[SEKRETARIS])
    kantor.branch("usulan")
    kantor.palsu(8, "selesai", "01-15 07:40", None, oleh=BARU)
    head = kantor.commit()
    kantor.merge("usulan", "squash")
    review = Tinjauan("hajar", "APPROVED", head, waktu("01-15 07:45").astimezone(UTC))
    tulis_catatan(kantor.root, kantor.key("robot"), usulan=1, ujung=head, penulis="x", tinjauan=[review])
    assert (kantor.ditolak(), kantor.status()[7]) == ([], "selesai")


def test_the_last_event_of_an_official_may_be_committed_within_a_week(kantor: Repo) -> None:
    change_of_officials(kantor, NAMA[SEKRETARIS])
    kantor.palsu(1, "selesai", "01-14 09:00", NAMA[CAMAT])
    kantor.commit("Menyusul", waktu("01-17 09:00"))
    assert kantor.status()[0] == "selesai"


# --- forgeries of events -----------------------------------------------------------------------------------------


def forged(r: Repo, make: Callable[[Repo], object]) -> str:
    """Why a forged approval is refused; the step stays open."""
    walk(r, 7)
    make(r)
    r.commit("Palsu")
    assert r.status()[7] == "berjalan"
    (reason,) = r.ditolak()
    return reason


def test_an_event_without_evidence_is_refused(kantor: Repo) -> None:
    why = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", None))
    assert why == "belum ada bukti; yang diterima: tanda-tangan, tag, tinjauan, pindaian"


def test_an_unknown_key_is_refused(kantor: Repo) -> None:
    why = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", "penyusup", oleh="Orang Baru"))
    assert why == f"kunci {sidik_jari(kantor.public('penyusup'))} tidak ada dalam daftar peran"


def test_the_right_name_with_a_wrong_key_is_refused(kantor: Repo) -> None:
    why = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", "penyusup"))
    assert why == f"kunci {sidik_jari(kantor.public('penyusup'))} bukan kunci Ahmad Zaini"


def test_the_right_key_in_the_wrong_role_is_refused(kantor: Repo) -> None:
    why = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", NAMA[KASUBBAG]))
    assert why == (
        f"kunci {sidik_jari(kantor.public(NAMA[KASUBBAG]))} milik Hamdani "
        "(Kasubbag Perencanaan dan Keuangan), bukan Camat"
    )


def test_a_role_that_may_not_conclude_the_step_is_refused(kantor: Repo) -> None:
    why = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", NAMA[SEKRETARIS], peran=SEKRETARIS))
    assert why == "langkah 8 dinyatakan selesai oleh Camat, bukan Sekretaris"


def test_who_does_the_step_may_begin_it(kantor: Repo) -> None:
    walk(kantor, 7)
    kantor.langkah(8, "mulai", "01-17 09:00", peran=SEKRETARIS)
    assert (kantor.ditolak(), kantor.keadaan().langkah[7].mulai) == ([], waktu("01-17 09:00"))


def test_an_event_altered_after_it_was_signed_is_refused(kantor: Repo) -> None:
    def make(r: Repo) -> None:
        file = r.palsu(8, "selesai", "01-17 09:00", NAMA[CAMAT], persetujuan=SETUJU)
        file.write_text(file.read_text("utf-8").replace("a" * 64, "c" * 64), "utf-8")

    assert forged(kantor, make) == "isi berkas tidak sama dengan yang ditandatangani; berkas ini diubah sesudahnya"


def test_an_altered_event_is_not_made_good_by_a_scan(kantor: Repo) -> None:
    def make(r: Repo) -> None:
        r.write(f"{TAHUN}/bukti/apa-saja.pdf", b"%PDF")
        scan = {"jenis": "pindaian", "berkas": "bukti/apa-saja.pdf", "sha256": hashlib.sha256(b"%PDF").hexdigest()}
        file = r.palsu(8, "selesai", "01-17 09:00", NAMA[CAMAT], bukti=[scan])
        file.write_text(file.read_text("utf-8") + 'keterangan: "x"\n', "utf-8")

    assert forged(kantor, make).startswith("isi berkas tidak sama dengan yang ditandatangani")


def test_a_signature_made_for_something_else_is_refused(kantor: Repo) -> None:
    def make(r: Repo) -> None:
        file = r.palsu(8, "selesai", "01-17 09:00", None)
        command = ["ssh-keygen", "-Y", "sign", "-n", "git", "-f", str(r.key(NAMA[CAMAT])), str(file)]
        subprocess.run(command, check=True, capture_output=True)

    assert forged(kantor, make) == "tanda tangannya dibuat untuk 'git', bukan untuk 'lkip-proses'"


@pytest.mark.parametrize(
    ("isi", "why"),
    [
        ({"tahun": 2022}, "peristiwa ini tentang tahun 2022, bukan 2023"),
        ({"langkah": 9}, "nama berkasnya tidak sesuai isinya; seharusnya 20240117-0900-9-selesai.yml"),
        ({"langkah": 12}, "SOP tidak mempunyai langkah 12"),
        ({"ke": 9}, "'ke: 9' hanya untuk peristiwa kembali, ke langkah sebelum langkah 8"),
        ({"oleh": "Rusmiati"}, "kunci {kunci} milik Ahmad Zaini, padahal peristiwa ini atas nama Rusmiati"),
        (
            {"waktu": "2024-01-17T09:00:00+07:00"},
            "waktunya (17-01-2024 09.00) sesudah komit yang memuatnya (17-01-2024 09.01)",
        ),
    ],
)
def test_an_event_that_says_something_else_than_it_should_is_refused(
    kantor: Repo, isi: dict[str, object], why: str
) -> None:
    key = sidik_jari(kantor.public(NAMA[CAMAT]))
    found = forged(kantor, lambda r: r.palsu(8, "selesai", "01-17 09:00", NAMA[CAMAT], **isi))
    assert found == why.format(kunci=key)


def test_an_event_of_another_year_copied_with_its_signature_is_refused(kantor: Repo) -> None:
    file = kantor.palsu(8, "selesai", "01-17 09:00", NAMA[CAMAT])
    for one in (file, file.with_name(f"{file.name}.sig")):
        kantor.write(f"2022/proses/{one.name}", one.read_bytes())
    kantor.commit()
    state = keadaan_tahun(kantor.root, 2022, waktu("02-01 09:00"))
    assert [p.sebab for p in state.ditolak] == ["peristiwa ini tentang tahun 2023, bukan 2022"]


def test_an_event_that_counted_cannot_be_altered_or_taken_away(kantor: Repo) -> None:
    walk(kantor, 6)
    kantor.langkah(7, "kembali", "01-16 10:00")
    name = f"{TAHUN}/proses/20240116-1000-7-kembali.yml"
    file, first = kantor.root / "content" / name, kantor.git("rev-parse", "HEAD")
    before = file.read_text("utf-8")
    file.write_text(before.replace("Rusmiati", "Hamdani"), "utf-8")
    kantor.commit("Diubah")
    assert kantor.status()[5] == "dikembalikan"
    assert kantor.ditolak() == [f"berkas ini diubah sesudah sah; yang berlaku isinya pada komit {first[:7]}"]
    file.unlink()
    file.with_name(f"{file.name}.sig").unlink()
    kantor.commit("Dihapus")
    assert (kantor.status()[5], kantor.ditolak()) == ("dikembalikan", [])


def test_a_refused_event_may_be_taken_away_or_made_good(kantor: Repo) -> None:
    kantor.palsu(1, "selesai", "01-09 09:00", "penyusup")
    kantor.palsu(2, "selesai", "01-09 10:00", None)
    kantor.commit()
    assert len(kantor.ditolak()) == 2
    (kantor.root / f"content/{TAHUN}/proses/20240109-0900-1-selesai.yml").unlink()
    file = kantor.palsu(2, "selesai", "01-09 10:00", NAMA[KASUBBAG])
    assert file.is_file()
    kantor.commit("Tanda tangan menyusul", waktu("01-10 08:00"))
    assert (kantor.ditolak(), kantor.status()[:2]) == ([], ["belum", "selesai"])


def test_a_forgery_that_comes_back_is_told_again(kantor: Repo) -> None:
    file = kantor.palsu(1, "selesai", "01-09 09:00", "penyusup")
    kantor.commit()
    why = kantor.ditolak()
    there = [(one, one.read_bytes()) for one in (file, file.with_name(f"{file.name}.sig"))]
    for one, _ in there:
        one.unlink()
    kantor.commit("Dihapus")
    assert (len(why), kantor.ditolak()) == (1, [])
    for one, data in there:
        one.write_bytes(data)
    kantor.commit("Dipasang lagi")
    assert kantor.ditolak() == why


def test_a_signature_that_was_spoiled_stops_nothing(kantor: Repo) -> None:
    file = kantor.palsu(1, "selesai", "01-09 09:00", NAMA[CAMAT])
    sig = file.with_name(f"{file.name}.sig")
    head, *body, end = sig.read_text("utf-8").split("\n")[:-1]
    raw = base64.b64decode("".join(body)).replace(b"lkip-proses", b"lkip\0proses")
    sig.write_text(f"{head}\n{base64.b64encode(raw).decode()}\n{end}\n", "utf-8")
    kantor.commit()
    assert kantor.ditolak() == ["belum ada bukti; yang diterima: tanda-tangan, tag, tinjauan, pindaian"]


def test_an_event_of_no_form_is_told(kantor: Repo) -> None:
    kantor.write(f"{TAHUN}/proses/20240109-0900-1-selesai.yml", "tahun: 2023\n")
    kantor.commit()
    (reason,) = kantor.ditolak()
    assert reason.startswith("bentuknya salah: isian '")


def test_an_event_that_is_not_committed_waits(kantor: Repo) -> None:
    kantor.catat(1, "selesai", "01-09 09:00")
    state = kantor.keadaan()
    assert [p.berkas for p in state.tertunda] == ["content/2023/proses/20240109-0900-1-selesai.yml"]
    assert state.selesai == 0 and state.ditolak == ()


# --- forgeries of the list of roles ------------------------------------------------------------------------------


def self_grant(r: Repo, kunci: str | None, nomor: int = 2) -> None:
    """The Kasubbag writes himself into the list as Camat."""
    people = [r.orang(role, login=LOGIN[role]) for role in NAMA]
    r.tulis_peran(r.daftar(*people, r.orang(CAMAT, NAMA[KASUBBAG], kunci=NAMA[KASUBBAG]), nomor=nomor), kunci)


UNSIGNED = "belum ditandatangani Camat atau Sekretaris (peran.yml.sig)"


def test_the_list_changed_in_the_same_commit_by_who_gains_is_refused(kantor: Repo) -> None:
    def make(r: Repo) -> None:
        self_grant(r, None)
        r.palsu(8, "selesai", "01-17 09:00", NAMA[KASUBBAG], oleh=NAMA[KASUBBAG])

    assert forged(kantor, make) == (
        "Hamdani sebagai Camat baru ditulis dalam daftar peran pada komit yang sama, "
        f"dan perubahan itu tidak berlaku: {UNSIGNED}"
    )


@pytest.mark.parametrize("between", [0, 1], ids=["the one before", "another in between"])
def test_the_list_changed_in_a_commit_before_by_who_gains_is_refused(kantor: Repo, between: int) -> None:
    walk(kantor, 7)
    self_grant(kantor, None)
    changed = kantor.commit("Peran")
    for n in range(between):
        kantor.write("catatan.txt", str(n))
        kantor.commit("Lain")
    kantor.palsu(8, "selesai", "01-17 09:00", NAMA[KASUBBAG], oleh=NAMA[KASUBBAG])
    kantor.commit("Palsu")
    assert kantor.ditolak() == [
        f"Hamdani sebagai Camat baru ditulis dalam daftar peran pada komit {changed[:7]}, "
        f"dan perubahan itu tidak berlaku: {UNSIGNED}"
    ]
    assert kantor.keadaan().peringatan == (
        f"perubahan content/peran.yml pada komit {changed[:7]} tidak berlaku: {UNSIGNED}",
    )


def refused_list(r: Repo) -> str:
    """Why the last change of the list does not hold."""
    r.commit("Peran")
    (told,) = r.keadaan().peringatan
    return told.split("tidak berlaku: ")[1]


def test_a_list_signed_by_a_key_that_may_not_is_refused(kantor: Repo) -> None:
    self_grant(kantor, NAMA[KASUBBAG])
    finger = sidik_jari(kantor.public(NAMA[KASUBBAG]))
    assert refused_list(kantor) == f"kunci {finger} bukan milik Camat atau Sekretaris menurut daftar sebelumnya"


@pytest.mark.parametrize(
    ("lebih", "gain"),
    [
        ({"nama": NAMA[SEKRETARIS], "kunci": NAMA[SEKRETARIS]}, "peran Camat"),
        ({"nama": NAMA[SEKRETARIS], "kunci": "kunci lain"}, "peran Camat"),
        ({"nama": "Nama Lain", "kunci": NAMA[SEKRETARIS]}, "peran Camat"),
        ({"nama": "Nama Lain", "kunci": "kunci lain", "login": LOGIN[SEKRETARIS].upper()}, "peran Camat"),
    ],
)
def test_who_signs_a_change_may_not_gain_by_it(kantor: Repo, lebih: dict[str, str], gain: str) -> None:
    people = [kantor.orang(role, login=LOGIN[role]) for role in NAMA]
    kantor.tulis_peran(kantor.daftar(*people, kantor.orang(CAMAT, **lebih), nomor=2), NAMA[SEKRETARIS])
    assert refused_list(kantor) == f"Rusmiati menandatangani perubahan yang memberi dirinya sendiri {gain}"


def test_who_signs_a_change_may_not_lengthen_their_own_term_nor_become_the_robot(kantor: Repo) -> None:
    ended = [kantor.orang(role, login=LOGIN[role]) for role in NAMA]
    ended[1] |= {"sampai": "2024-06-30"}
    kantor.tulis_peran(kantor.daftar(*ended, nomor=2), NAMA[CAMAT])
    kantor.commit("Masa Sekretaris")
    assert kantor.keadaan().peringatan == ()
    longer = [ended[0], ended[1] | {"sampai": "2024-12-31"}, *ended[2:]]
    kantor.tulis_peran(kantor.daftar(*longer, nomor=3), NAMA[SEKRETARIS])
    why = "Rusmiati menandatangani perubahan yang memberi dirinya sendiri "
    assert refused_list(kantor) == f"{why}masa yang lebih panjang sebagai Sekretaris"
    kantor.tulis_peran(kantor.daftar(*ended, nomor=3, robot=NAMA[SEKRETARIS]), NAMA[SEKRETARIS])
    kantor.commit("Robot")
    assert kantor.keadaan().peringatan[-1].endswith(f"{why}kunci robot")


def test_an_older_list_cannot_be_put_back_with_its_signature(kantor: Repo) -> None:
    kantor.tulis_peran(kantor.daftar(nomor=2), NAMA[CAMAT])
    kantor.commit("Dua")
    old = [(kantor.root / "content" / name).read_bytes() for name in ("peran.yml", "peran.yml.sig")]
    change = [
        kantor.orang(role, login=LOGIN[role], **({"sampai": "2024-01-05"} if role == PELAKSANA else {}))
        for role in NAMA
    ]
    kantor.tulis_peran(kantor.daftar(*change, nomor=3), NAMA[CAMAT])
    kantor.commit("Tiga")
    assert kantor.keadaan().peringatan == ()
    for name, data in zip(("peran.yml", "peran.yml.sig"), old, strict=True):
        kantor.write(name, data)
    assert refused_list(kantor) == "nomor daftarnya 2, harus lebih dari 3"


def test_a_list_signed_and_then_altered_or_taken_away_is_refused(kantor: Repo) -> None:
    kantor.tulis_peran(kantor.daftar(nomor=2), NAMA[CAMAT])
    file = kantor.root / "content/peran.yml"
    file.write_text(file.read_text("utf-8").replace("hamdani", "penyusup"), "utf-8")
    assert refused_list(kantor) == "tanda tangan di peran.yml.sig bukan untuk isi ini"
    file.unlink()
    kantor.commit("Hilang")
    assert kantor.keadaan().peringatan[-1].endswith("berkasnya hilang atau bentuknya salah")
    kantor.palsu(1, "selesai", "01-09 09:00", NAMA[CAMAT])
    kantor.commit()
    assert kantor.status()[0] == "selesai"


def test_a_new_key_for_oneself_is_no_gain(kantor: Repo) -> None:
    people = [kantor.orang(role, login=LOGIN[role]) for role in NAMA]
    people[0] |= {"kunci": [kantor.public("kunci baru camat")]}
    kantor.tulis_peran(kantor.daftar(*people, nomor=2), NAMA[CAMAT])
    kantor.commit("Kunci baru")
    assert kantor.keadaan().peringatan == ()
    kantor.palsu(1, "selesai", "01-09 09:00", "kunci baru camat")
    kantor.commit()
    assert kantor.status()[0] == "selesai"


def test_as_long_as_nobody_who_may_change_it_has_a_key_the_list_is_taken_on_trust(tmp_path: Path) -> None:
    r = repo(tmp_path)
    keyless = [r.orang(role, kunci=None) for role in NAMA]
    r.tulis_peran(r.daftar(*keyless, robot=None))
    r.git("add", "-A")
    r.git("commit", "-q", "--amend", "-m", "Awal")
    r.tulis_peran(r.daftar(nomor=2))
    r.commit("Kunci pertama")
    assert r.keadaan().peringatan == ()
    walk(r, 1)
    assert r.status()[0] == "selesai"


def test_a_list_whose_last_key_has_run_out_does_not_lie_open(kantor: Repo) -> None:
    """A term ends on a day that everybody knows, and a commit can be dated after it."""
    keyless = [kantor.orang(role, kunci=None) for role in (SEKRETARIS, KASUBBAG, PELAKSANA)]
    camat = kantor.orang(CAMAT, login=LOGIN[CAMAT], sampai="2024-01-31")
    kantor.tulis_peran(kantor.daftar(camat, *keyless, nomor=2), NAMA[SEKRETARIS])
    kantor.commit("Hanya Camat yang berkunci")
    kantor.tulis_peran(kantor.daftar(camat, *keyless, kantor.orang(CAMAT, NAMA[KASUBBAG]), nomor=3))
    (kantor.root / "content/peran.yml.sig").unlink()
    kantor.kini = waktu("02-02 09:00")
    assert refused_list(kantor) == f"{UNSIGNED}; yang terakhir berkunci Ahmad Zaini"
    kantor.tulis_peran(
        kantor.daftar(camat, *keyless, kantor.orang(CAMAT, BARU, dari="2024-02-01"), nomor=3), NAMA[CAMAT]
    )
    kantor.commit("Camat yang digantikan menandatangani penggantinya")
    assert kantor.keadaan().peringatan == ()


# --- forgeries of the SOP ----------------------------------------------------------------------------------------


def sign_sop(r: Repo, form: dict[str, Any], kunci: str | None) -> None:
    """Write the SOP, signed with a key by name where one is given."""
    file = r.write("sop.yml", yaml(form))
    if kunci:
        r.write("sop.yml.sig", bubuhkan(file.read_bytes(), r.key(kunci)))


def open_to(role: str) -> dict[str, Any]:
    """The SOP with a role that concludes the approval beside the Camat."""
    form = sop()
    form["langkah"][7]["penentu"] = [CAMAT, role]
    return form


@pytest.mark.parametrize("together", [True, False], ids=["in the same commit", "in the commit before"])
def test_a_sop_changed_by_who_gains_is_refused(kantor: Repo, together: bool) -> None:
    walk(kantor, 7)
    sign_sop(kantor, open_to(KASUBBAG), None)
    before = None if together else kantor.commit("SOP")
    kantor.palsu(8, "selesai", "01-17 09:00", NAMA[KASUBBAG], peran=KASUBBAG, oleh=NAMA[KASUBBAG])
    changed = before or kantor.commit("Palsu")
    if before:
        kantor.commit("Palsu")
    assert kantor.ditolak() == ["langkah 8 dinyatakan selesai oleh Camat, bukan Kasubbag Perencanaan dan Keuangan"]
    assert kantor.keadaan().peringatan == (
        f"perubahan content/sop.yml pada komit {changed[:7]} tidak berlaku: "
        "belum ditandatangani Camat atau Sekretaris (sop.yml.sig)",
    )


def test_a_sop_signed_by_who_gains_is_refused_and_by_another_holds(kantor: Repo) -> None:
    walk(kantor, 7)
    sign_sop(kantor, open_to(SEKRETARIS), NAMA[SEKRETARIS])
    assert refused_list(kantor) == "Rusmiati menandatangani perubahan yang memberi dirinya sendiri langkah 8"
    sign_sop(kantor, open_to(SEKRETARIS), NAMA[CAMAT])
    kantor.commit("Camat")
    assert kantor.keadaan().peringatan == ()
    kantor.palsu(8, "selesai", "01-17 09:00", NAMA[SEKRETARIS], peran=SEKRETARIS)
    kantor.commit()
    assert kantor.status()[7] == "selesai"


def test_a_sop_that_changes_nobody_s_right_needs_no_signature(kantor: Repo) -> None:
    form = sop()
    form["langkah"][4]["waktu"] = "3 Hari"
    sign_sop(kantor, form, None)
    kantor.commit("Waktu")
    state = kantor.keadaan()
    assert state.peringatan == () and state.langkah[4].langkah.waktu == "3 Hari"


def test_a_year_that_is_done_stays_as_the_sop_of_its_time_had_it(kantor: Repo) -> None:
    walk(kantor, 10)
    form = sop()
    form["langkah"] = form["langkah"][:9]
    sign_sop(kantor, form, NAMA[CAMAT])
    kantor.commit("SOP sembilan langkah", waktu("02-01 09:00"))
    assert kantor.status() == ["selesai"] * 10 and kantor.keadaan().peringatan == ()


def test_an_open_year_goes_on_by_the_sop_of_today(kantor: Repo) -> None:
    kantor.langkah(10, "mulai", "01-09 09:00")
    form = sop()
    form["langkah"] = form["langkah"][:9]
    sign_sop(kantor, form, NAMA[CAMAT])
    kantor.commit("SOP sembilan langkah", waktu("02-01 09:00"))
    assert kantor.status() == ["belum"] * 9
    assert kantor.ditolak() == ["SOP yang berlaku sekarang tidak mempunyai langkah 10"]


# --- tags and scans ----------------------------------------------------------------------------------------------


def tagged(r: Repo, kunci: str, message: str, name: str = "lkip-2023-v1") -> None:
    """Make a signed tag, as whoever has the key."""
    setup = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={r.key(kunci)}")
    r.git(*setup, "tag", "-s", "-m", message, name)


MESSAGE = "Langkah-SOP: 8 selesai\nSidik: " + "a" * 64 + "\nSHA-256: " + "b" * 64


def by_tag(r: Repo, kunci: str, message: str = MESSAGE, name: str = "lkip-2023-v1") -> None:
    walk(r, 7)
    r.palsu(8, "selesai", "01-17 09:00", None, persetujuan=SETUJU, bukti=[{"jenis": "tag", "tag": name}])
    r.commit()
    tagged(r, kunci, message, name)


def test_a_signed_tag_that_names_what_was_approved_is_evidence(kantor: Repo) -> None:
    by_tag(kantor, NAMA[CAMAT])
    done = kantor.keadaan().langkah[7].selesai
    assert done and done.peristiwa and done.dasar and (done.dasar.jenis, str(done.dasar)) == ("tag", "tag lkip-2023-v1")
    assert baris_tag(done.peristiwa) == tuple(MESSAGE.split("\n"))


@pytest.mark.parametrize(
    ("kunci", "message", "name", "why"),
    [
        ("penyusup", MESSAGE, "lkip-2023-v1", "tag lkip-2023-v1: kunci {penyusup} bukan kunci Ahmad Zaini"),
        (NAMA[CAMAT], MESSAGE, "lkip-2022-v1", "tag lkip-2022-v1 bukan tag tahun 2023"),
        (
            NAMA[CAMAT],
            "Terima kasih",
            "lkip-2023-v1",
            "pesan tag lkip-2023-v1 tidak memuat baris 'Langkah-SOP: 8 selesai'",
        ),
        (
            NAMA[CAMAT],
            MESSAGE.replace("a" * 64, "d" * 64),
            "lkip-2023-v1",
            "pesan tag lkip-2023-v1 tidak memuat baris 'Sidik: " + "a" * 64 + "'",
        ),
    ],
)
def test_a_tag_that_says_something_else_is_refused(kantor: Repo, kunci: str, message: str, name: str, why: str) -> None:
    by_tag(kantor, kunci, message, name)
    assert kantor.ditolak() == [why.format(penyusup=sidik_jari(kantor.public("penyusup")))]


def test_a_tag_speaks_for_one_event_alone_not_for_the_same_step_done_again(kantor: Repo) -> None:
    by_tag(kantor, NAMA[CAMAT])
    assert kantor.status()[7] == "selesai"
    kantor.langkah(8, "kembali", "01-18 10:00")
    for n in (6, 7):
        kantor.langkah(n, "selesai", f"01-18 1{n}:00")
    used = [{"jenis": "tag", "tag": "lkip-2023-v1"}]
    kantor.palsu(8, "selesai", "01-19 09:00", None, persetujuan=SETUJU, bukti=used)
    kantor.commit()
    assert kantor.ditolak() == ["tag lkip-2023-v1 menunjuk komit yang tidak memuat peristiwa ini"]


def test_a_tag_that_is_missing_unsigned_or_renamed_is_refused(kantor: Repo) -> None:
    walk(kantor, 7)
    kantor.palsu(8, "selesai", "01-17 09:00", None, persetujuan=SETUJU, bukti=[{"jenis": "tag", "tag": "lkip-2023-v1"}])
    kantor.commit()
    missing = "tag lkip-2023-v1 tidak ada, atau bukan tag bertanda tangan"
    assert kantor.ditolak() == [missing]
    kantor.git("tag", "lkip-2023-v1")
    assert kantor.ditolak() == [missing]
    kantor.git("tag", "-d", "lkip-2023-v1")
    kantor.git("tag", "-a", "-m", MESSAGE, "lkip-2023-v1")
    assert kantor.ditolak() == ["tag lkip-2023-v1 tidak bertanda tangan SSH yang cocok dengan isinya"]
    kantor.git("tag", "-d", "lkip-2023-v1")
    tagged(kantor, NAMA[CAMAT], MESSAGE, "lkip-2023-v0")
    kantor.git("update-ref", "refs/tags/lkip-2023-v1", "refs/tags/lkip-2023-v0")
    assert kantor.ditolak() == ["tag lkip-2023-v1 bukan tag tahun 2023"]


def scan(r: Repo, **lain: str) -> dict[str, object]:
    r.write(f"{TAHUN}/bukti/persetujuan.pdf", b"%PDF-1.7 pindaian")
    digest = hashlib.sha256(b"%PDF-1.7 pindaian").hexdigest()
    return {"bukti": [{"jenis": "pindaian", "berkas": "bukti/persetujuan.pdf", "sha256": digest, **lain}]}


def test_a_scan_is_valid_and_marked_as_weaker(tmp_path: Path) -> None:
    r = repo(tmp_path)
    r.catat(1, "selesai", "01-09 09:00", kunci=None, **scan(r))
    r.commit()
    done = r.keadaan().langkah[0].selesai
    assert done and done.dasar and done.dasar.lemah
    assert str(done.dasar) == "pindaian bukti/persetujuan.pdf, lebih lemah"


def test_a_scan_that_is_gone_another_file_or_not_in_their_name_is_refused(kantor: Repo) -> None:
    kantor.palsu(1, "selesai", "01-09 09:00", None, **scan(kantor, sha256="0" * 64))
    kantor.palsu(2, "selesai", "01-09 09:01", None, **scan(kantor, berkas="bukti/lain.pdf"))
    kantor.palsu(3, "selesai", "01-09 09:02", None, oleh="Orang Lain", **scan(kantor))
    kantor.commit()
    assert kantor.ditolak() == [
        "pindaian bukti/persetujuan.pdf bukan berkas yang dicatat; SHA-256-nya berbeda",
        "pindaian bukti/lain.pdf tidak ada di folder tahunnya",
        "Orang Lain tidak tercatat sebagai Pelaksana pada 09-01-2024",
    ]


def test_a_step_may_refuse_a_kind_of_evidence(kantor: Repo) -> None:
    form = sop()
    form["langkah"][0]["bukti"] = ["tanda-tangan", "tinjauan"]
    sign_sop(kantor, form, NAMA[CAMAT])
    kantor.commit("Bukti langkah 1", waktu("01-08 09:00"))
    kantor.palsu(1, "selesai", "01-09 09:00", None, **scan(kantor))
    kantor.commit()
    assert kantor.ditolak() == ["langkah 1 tidak menerima bukti pindaian; yang diterima: tanda-tangan, tinjauan"]


# --- reviews -----------------------------------------------------------------------------------------------------


def proposed(r: Repo, how: str = "squash", at: str = "01-17 09:00", langkah: int = 8) -> str:
    """A step's event on a branch, without signature, merged; return the head of the proposal."""
    r.branch("usulan")
    r.palsu(langkah, "selesai", at, None)
    head = r.commit()
    r.merge("usulan", how)
    return head


@pytest.mark.parametrize("how", ["merge", "squash"])
def test_a_recorded_review_is_evidence(kantor: Repo, how: str) -> None:
    walk(kantor, 7)
    head = proposed(kantor, how)
    assert kantor.ditolak() == ["belum ada bukti; yang diterima: tanda-tangan, tag, tinjauan, pindaian"]
    kantor.tinjau(head, LOGIN[SEKRETARIS], (LOGIN[CAMAT], "APPROVED"))
    done = kantor.keadaan().langkah[7].selesai
    assert done and str(done.dasar) == "tinjauan camat-az, catatan 1"


@pytest.mark.parametrize(
    "reviews",
    [
        [],
        [(LOGIN[SEKRETARIS], "APPROVED")],
        [(LOGIN[CAMAT], "COMMENTED")],
        [(LOGIN[CAMAT], "APPROVED"), (LOGIN[CAMAT], "CHANGES_REQUESTED")],
    ],
)
def test_a_record_without_the_approval_of_who_concludes_is_none(kantor: Repo, reviews: list[tuple[str, str]]) -> None:
    walk(kantor, 7)
    kantor.tinjau(proposed(kantor), LOGIN[CAMAT], *reviews)
    assert kantor.ditolak() == ["catatan 1 tidak memuat persetujuan Ahmad Zaini (Camat) atas yang digabung"]


def test_an_approval_of_an_earlier_state_of_the_proposal_does_not_count(kantor: Repo) -> None:
    walk(kantor, 7)
    before = kantor.git("rev-parse", "HEAD")
    stale = Tinjauan(LOGIN[CAMAT], "APPROVED", before, kantor.kini)
    head, robot = proposed(kantor), kantor.key("robot")
    tulis_catatan(kantor.root, robot, usulan=1, ujung=head, penulis=LOGIN[SEKRETARIS], tinjauan=[stale])
    assert kantor.ditolak() == ["catatan 1 tidak memuat persetujuan Ahmad Zaini (Camat) atas yang digabung"]


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_an_approval_of_other_values_than_came_does_not_count(kantor: Repo, how: str) -> None:
    walk(kantor, 7)
    kantor.branch("usulan")
    kantor.palsu(8, "selesai", "01-17 09:00", None)
    head = kantor.commit()
    kantor.git("checkout", "-q", "main")
    kantor.write("2023/anggaran.yml", "Nilai lain.")
    kantor.commit()
    kantor.merge("usulan", how)
    kantor.tinjau(head, LOGIN[SEKRETARIS], (LOGIN[CAMAT], "APPROVED"))
    assert kantor.ditolak() == [
        f"isi content/ yang digabung berbeda dari yang ditinjau pada komit {head[:7]} (catatan 1); "
        "usulkan lagi dari cabang utama yang terbaru, lalu minta ditinjau"
    ]


def test_the_robot_must_have_what_was_reviewed(kantor: Repo) -> None:
    walk(kantor, 1)
    gone = "0123456789abcdef0123456789abcdef01234567"
    with pytest.raises(CommandError) as caught:
        kantor.tinjau(gone, LOGIN[SEKRETARIS], usulan=7)
    assert str(caught.value) == (
        "komit 0123456, ujung usulan 7, tidak ada di sini; ambil dahulu: git fetch origin refs/pull/7/head"
    )


def test_who_proposed_the_change_has_done_the_step_but_that_is_weaker(kantor: Repo) -> None:
    kantor.tinjau(proposed(kantor, at="01-09 09:00", langkah=2), LOGIN[KASUBBAG])
    done = kantor.keadaan().langkah[1].selesai
    assert done and done.dasar and done.dasar.lemah and done.dasar.rinci == "usulan hamdani, catatan 1"


def recorded(r: Repo, count: int) -> None:
    """Some steps, each proposed, merged and recorded."""
    for n in range(1, count + 1):
        head = proposed(r, at=f"01-{8 + n:02} 09:00", langkah=n)
        concludes = (CAMAT, KASUBBAG, PELAKSANA, PELAKSANA)[n - 1]
        r.tinjau(head, LOGIN[concludes], (LOGIN[concludes], "APPROVED"), usulan=n)


def rewritten(r: Repo, change: Callable[[Path], None]) -> None:
    """Change the files of the branch of records by hand, as whoever can push to it."""
    r.git("checkout", "-q", "catatan")
    change(r.root)
    r.commit("Diubah")
    r.git("checkout", "-q", "main")


def test_the_records_of_several_merges_are_a_chain(kantor: Repo) -> None:
    recorded(kantor, 4)
    assert kantor.status()[:5] == ["selesai"] * 4 + ["berjalan"]
    assert kantor.keadaan().peringatan == ()


def test_the_status_names_the_last_record_that_it_rests_on(kantor: Repo) -> None:
    """Records cut off at the end leave no gap: only that number and day tell."""
    walk(kantor, 1)
    assert kantor.keadaan().catatan is None
    recorded(kantor, 2)
    head = kantor.git("rev-parse", "HEAD")
    assert kantor.keadaan().catatan == CatatanTerakhir(2, waktu("01-10 09:00").date(), head)
    last = tampilkan(kantor.root, kantor.keadaan()).split("\n")[-1]
    assert last == f"Tinjauan dibaca sampai catatan 2, 10-01-2024 (komit {head[:7]})."


def test_a_scan_that_is_changed_later_is_no_evidence_until_it_is_put_back(kantor: Repo) -> None:
    kantor.catat(1, "selesai", "01-09 09:00", kunci=None, **scan(kantor))
    kantor.commit()
    kantor.write(f"{TAHUN}/bukti/persetujuan.pdf", b"%PDF-1.7 lain")
    kantor.commit("Pindaian diganti")
    assert kantor.ditolak() == ["pindaian bukti/persetujuan.pdf bukan berkas yang dicatat; SHA-256-nya berbeda"]
    scan(kantor)
    kantor.commit("Pindaian dikembalikan")
    assert (kantor.ditolak(), kantor.status()[0]) == ([], "selesai")


def drop(root: Path) -> None:
    for name in ("0002.json", "0002.json.sig"):
        (root / name).unlink()


def drop_and_renumber(root: Path) -> None:
    for end in (".json", ".json.sig"):
        (root / f"0003{end}").replace(root / f"0002{end}")


def swap(root: Path) -> None:
    for end in (".json", ".json.sig"):
        two, three = (root / f"000{n}{end}" for n in (2, 3))
        a, b = two.read_bytes(), three.read_bytes()
        two.write_bytes(b)
        three.write_bytes(a)


def alter(root: Path) -> None:
    file = root / "0002.json"
    file.write_text(file.read_text("utf-8").replace(LOGIN[KASUBBAG], LOGIN[CAMAT]), "utf-8")


def alter_last(root: Path) -> None:
    file = root / "0003.json"
    file.write_text(file.read_text("utf-8").replace(LOGIN[PELAKSANA], LOGIN[CAMAT]), "utf-8")


def spoil(root: Path) -> None:
    (root / "0002.json").write_text("{}\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "kept", "why"),
    [
        (drop, 1, "catatan 0003.json dan sesudahnya ditolak: sesudah catatan 1 seharusnya catatan 2; ada yang dihapus"),
        (drop_and_renumber, 1, "catatan 0002.json dan sesudahnya ditolak: bentuknya tidak dikenal"),
        (swap, 1, "catatan 0002.json dan sesudahnya ditolak: bentuknya tidak dikenal"),
        (
            alter,
            1,
            "catatan 0003.json dan sesudahnya ditolak: tidak menyambung dengan catatan sebelumnya; "
            "ada yang diganti, diubah, atau ditukar urutannya",
        ),
        (alter_last, 2, "catatan 0003.json ditolak: tanda tangan robot tidak ada atau tidak cocok dengan isinya"),
        (spoil, 1, "catatan 0002.json dan sesudahnya ditolak: bentuknya tidak dikenal"),
    ],
)
def test_a_chain_of_records_that_was_touched_is_refused_from_there_on(
    kantor: Repo, change: Callable[[Path], None], kept: int, why: str
) -> None:
    recorded(kantor, 3)
    rewritten(kantor, change)
    assert why in kantor.keadaan().peringatan
    assert kantor.keadaan().selesai == kept


def test_a_record_signed_by_another_key_is_refused(kantor: Repo) -> None:
    recorded(kantor, 1)
    kantor.tinjau(proposed(kantor, at="01-11 09:00", langkah=2), "x", (LOGIN[KASUBBAG], "APPROVED"), kunci="penyusup")
    finger = sidik_jari(kantor.public("penyusup"))
    assert kantor.keadaan().peringatan == (
        f"catatan 0002.json ditolak: kunci {finger} bukan kunci robot dalam daftar peran ketika itu",
    )
    assert kantor.keadaan().selesai == 1


def test_a_main_branch_rolled_back_is_told(kantor: Repo) -> None:
    recorded(kantor, 2)
    head = kantor.git("rev-parse", "HEAD")
    kantor.git("reset", "-q", "--hard", "HEAD^")
    assert kantor.keadaan().peringatan == (
        f"catatan 0002.json dan sesudahnya ditolak: cabang utama ketika itu ({head[:7]}) tidak ada dalam riwayat; "
        "cabang utama dimundurkan",
    )
    assert kantor.keadaan().selesai == 1


# --- no history, no answer ---------------------------------------------------------------------------------------


def test_a_shallow_clone_an_export_and_an_empty_repository_are_told_so(kantor: Repo, tmp_path: Path) -> None:
    walk(kantor, 1)
    shallow, export, empty = (tmp_path / name for name in ("dangkal", "salinan", "kosong"))
    kantor.git("clone", "-q", "--depth=1", kantor.root.as_uri(), str(shallow))
    for folder in (export, empty):
        (folder / "content").mkdir(parents=True)
        (folder / "content/sop.yml").write_text(yaml(sop()), "utf-8")
    kantor.git("init", "-q", str(empty))
    told = {}
    for folder in (shallow, export, empty):
        with pytest.raises(CommandError) as refused:
            keadaan_tahun(folder, TAHUN)
        told[folder.name] = str(refused.value)
    assert told == {
        "dangkal": "riwayat di sini tidak lengkap (salinan dangkal); ambil dahulu: git fetch --unshallow --tags",
        "salinan": "folder ini bukan repositori git; keadaan langkah SOP dibaca dari riwayatnya, "
        "jalankan di hasil git clone",
        "kosong": "repositori ini belum mempunyai komit; komit dahulu isi content/",
    }


def test_a_clone_tells_the_same_reviews_included(kantor: Repo, tmp_path: Path) -> None:
    recorded(kantor, 2)
    kantor.git("clone", "-q", kantor.root.as_uri(), str(tmp_path / "salinan"))
    state = keadaan_tahun(tmp_path / "salinan", TAHUN, waktu("02-01 09:00"))
    assert state.selesai == 2 and state.peringatan == ()


def test_settings_of_the_user_and_of_the_repository_change_nothing(
    kantor: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk(kantor, 2)
    for name, value in (
        ("log.showSignature", "true"),
        ("diff.renames", "copies"),
        ("diff.noprefix", "true"),
        ("log.date", "relative"),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
        ("core.fsmonitor", "/bin/false"),
        ("diff.external", "/bin/false"),
    ):
        kantor.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", "/tidak/ada")
    assert kantor.keadaan().selesai == 2


def test_the_office_may_lie_below_the_top_of_the_repository(tmp_path: Path) -> None:
    r = repo(tmp_path)
    (r.root / "kecamatan").mkdir()
    r.git("mv", "content", "kecamatan/content")
    r.commit("Pindah", waktu("01-03 08:00"))
    below = Repo(r.root / "kecamatan", r.kunci, r.kini)
    below.root.parent.joinpath("kunci").mkdir(exist_ok=True)
    below.catat(1, "selesai", "01-09 09:00", kunci=None, **scan(below))
    below.commit()
    assert below.status()[0] == "selesai"


# --- writing -----------------------------------------------------------------------------------------------------


def test_what_could_not_count_is_not_written(kantor: Repo) -> None:
    for change, why in (
        (
            {"kunci": "penyusup"},
            f"langkah 8 (selesai) tidak dicatat: kunci {sidik_jari(kantor.public('penyusup'))} bukan kunci Ahmad Zaini",
        ),
        (
            {"peran": KASUBBAG, "kunci": None},
            "langkah 8 (selesai) tidak dicatat: "
            "langkah 8 dinyatakan selesai oleh Camat, bukan Kasubbag Perencanaan dan Keuangan",
        ),
        (
            {"peran": "Lurah", "kunci": None},
            "peran Lurah pada 17-01-2024 belum ada pemegangnya; lihat content/peran.yml",
        ),
    ):
        with pytest.raises(CommandError) as refused:
            kantor.catat(8, "selesai", "01-17 09:00", **change)
        assert str(refused.value) == why
    assert not (kantor.root / f"content/{TAHUN}").exists()


def test_an_event_is_written_once(kantor: Repo) -> None:
    first = kantor.catat(1, "selesai", "01-09 09:00")
    assert [file.name for file in first.berkas] == ["20240109-0900-1-selesai.yml", "20240109-0900-1-selesai.yml.sig"]
    with pytest.raises(CommandError) as refused:
        kantor.catat(1, "selesai", "01-09 09:00")
    assert str(refused.value).startswith("20240109-0900-1-selesai.yml sudah ada; ")


def test_the_list_in_the_form_of_ssh_says_the_same_as_ours(kantor: Repo, tmp_path: Path) -> None:
    made = kantor.catat(1, "selesai", "01-09 09:00")
    event, sig = made.berkas
    signers = tmp_path / "allowed_signers"
    signers.write_text(allowed_signers(baca_peran(kantor.root)), "utf-8")

    def verify(name: str, namespace: str) -> int:
        command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", name, "-n", namespace, "-s", str(sig)]
        return subprocess.run(command, input=event.read_bytes(), capture_output=True, check=False).returncode

    assert (verify("Camat", "lkip-proses"), verify("Sekretaris", "lkip-proses")) == (0, 255)
    tanda = periksa(event.read_bytes(), sig.read_bytes())
    assert tanda is not None and (tanda.cocok, tanda.ruang) == (True, "lkip-proses")
    assert periksa(event.read_bytes(), b"bukan tanda tangan") is None
