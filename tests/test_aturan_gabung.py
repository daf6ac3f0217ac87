"""Who must approve what before it comes into main, tried at the stand-in of the forge; with what main then holds.

That an approval is bound to the values that were shown rests on four rules together: it is of one commit, it falls with
a new push, the check must have passed on that very commit, and the branch must hold all that main holds: what the merge
leaves is then what was reviewed, file by file. The office's own record says so once more, whatever the forge allowed.
"""

from __future__ import annotations

import pytest
from forge_tiruan import ROBOT, ForgeTiruan
from repo_proses import CAMAT, KASUBBAG, LOGIN, PELAKSANA, SEKRETARIS, sop, waktu, yaml

from lkip.proses.robot import tulis_catatan

KETIK, PERIKSA, PIMPIN, LAIN = (LOGIN[one] for one in (KASUBBAG, SEKRETARIS, CAMAT, PELAKSANA))
ISI = "content/2023/narasi/penutup.md"


def ubah(tiruan: ForgeTiruan, oleh: str, teks: str, path: str = ISI) -> str:
    """Write a file on the branch that is checked out and push it as somebody; return the commit, checked."""
    file = tiruan.pegawai.root / path
    file.write_text(teks, "utf-8")
    tiruan.pegawai.commit(f"Ubah {file.name}")
    head = tiruan.dorong(oleh, tiruan.pegawai.git("branch", "--show-current"))
    tiruan.lulus(head)
    return head


def usulkan(tiruan: ForgeTiruan, path: str = ISI) -> int:
    """A proposal of the Kasubbag, whose check has passed."""
    tiruan.pegawai.branch("isian")
    ubah(tiruan, KETIK, "Isi pertama.\n", path)
    return tiruan.klien(KETIK).buka_usulan("isian", "main", "Isian triwulan", "Langkah-SOP: 4 selesai").nomor


def ditolak(tiruan: ForgeTiruan, nomor: int, oleh: str = KETIK, cara: str = "squash") -> list[str]:
    """Try to merge what may not be merged; return why, having looked that main is as it was."""
    before = tiruan.gudang.komit("main")
    status, answer = tiruan.gabungkan(oleh, nomor, cara)
    assert status == 405 and tiruan.gudang.komit("main") == before
    return answer["message"].split("; ")


BELUM = "At least 1 approving review is required by reviewers with write access"
SENDIRI = "The last push must be approved by somebody other than the person who pushed it"
ALAMAT = {"documentation_url": "https://docs.invalid"}
PEMILIK = f"Waiting on code owner review of {ISI}"


def test_what_the_right_role_approved_comes_into_main_as_it_was_reviewed(tiruan: ForgeTiruan) -> None:
    number, before = usulkan(tiruan), tiruan.gudang.komit("main")
    ubah(tiruan, KETIK, "Isi kedua.\n")
    assert ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]
    assert tiruan.tinjau(PERIKSA, number)[0] == 200
    status, answer = tiruan.gabungkan(KETIK, number)
    assert status == 200 and answer["sha"] == tiruan.gudang.komit("main")
    merged = tiruan.klien().usulan(number)
    assert (merged.gabung, merged.terbuka) == (answer["sha"], False)
    # One commit upon main as it was, with exactly the files that were reviewed, and the words of the proposal.
    assert tiruan.gudang.git("log", "-1", "--format=%P %T %an", "main") == " ".join(
        (before, tiruan.gudang.git("rev-parse", f"{merged.ujung}^{{tree}}"), KETIK)
    )
    assert tiruan.gudang.git("log", "-1", "--format=%B", "main") == "Isian triwulan (#1)\n\nLangkah-SOP: 4 selesai"
    assert tiruan.gudang.isi("main", ISI) == "Isi kedua."
    assert (tiruan.gudang.komit("isian"), tiruan.gudang.komit("refs/pull/1/head")) == ("", merged.ujung)
    assert tiruan.klien().usulan_dari(answer["sha"])[0].nomor == number
    assert tiruan.gabungkan(KETIK, number)[0] == 405
    assert tiruan.pelanggaran == []


def test_nobody_approves_their_own_proposal_nor_does_a_machine(tiruan: ForgeTiruan) -> None:
    number = usulkan(tiruan)
    assert tiruan.tinjau(KETIK, number) == (422, {"message": "Can not approve on your own pull request", **ALAMAT})
    assert tiruan.tinjau(ROBOT, number)[0] == 422
    assert tiruan.klien().tinjauan(number) == () and ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]


@pytest.mark.parametrize(
    ("oleh", "sebab"), [(LAIN, [PEMILIK]), (PIMPIN, [PEMILIK]), ("orang-luar", [BELUM, SENDIRI, PEMILIK])]
)
def test_the_approval_of_another_role_or_of_a_stranger_does_not_do(
    tiruan: ForgeTiruan, oleh: str, sebab: list[str]
) -> None:
    number = usulkan(tiruan)
    assert tiruan.tinjau(oleh, number)[0] == 200
    assert ditolak(tiruan, number) == sebab


def test_a_stranger_merges_nothing(tiruan: ForgeTiruan) -> None:
    number = usulkan(tiruan)
    assert tiruan.tinjau(PERIKSA, number)[0] == 200
    assert tiruan.gabungkan("orang-luar", number)[0] == 403
    assert tiruan.gabungkan(KETIK, number, sha=tiruan.gudang.komit("main"))[0] == 409
    assert tiruan.gudang.isi("main", ISI) is None


def test_an_approval_falls_with_a_new_push(tiruan: ForgeTiruan) -> None:
    number = usulkan(tiruan)
    first = tiruan.gudang.komit("isian")
    tiruan.tinjau(PERIKSA, number)
    ubah(tiruan, KETIK, "Nilai lain.\n")
    assert ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]
    assert [(one.state, one.commit) for one in tiruan.klien().tinjauan(number)] == [("DISMISSED", first)]
    # Nor does it come back with the commit that it was about, nor can one that is past be approved again.
    tiruan.dorong(KETIK, "isian", rev="HEAD^")
    assert tiruan.gudang.komit("isian") == first
    assert ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]
    now = ubah(tiruan, KETIK, "Nilai ketiga.\n")
    assert tiruan.tinjau(PERIKSA, number, komit=first)[0] == 200
    assert ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]
    assert tiruan.tinjau(PERIKSA, number, komit=now)[0] == 200
    assert tiruan.gabungkan(KETIK, number)[0] == 200


def test_changes_that_were_asked_for_stand_in_the_way_until_the_same_person_approves(tiruan: ForgeTiruan) -> None:
    number = usulkan(tiruan)
    tiruan.tinjau(PIMPIN, number, "REQUEST_CHANGES", "Sebut penyebabnya.")
    ubah(tiruan, KETIK, "Isi, penyebab.\n")
    tiruan.tinjau(PERIKSA, number)
    assert ditolak(tiruan, number) == ["Changes were requested"]
    tiruan.tinjau(PIMPIN, number)
    assert tiruan.gabungkan(PERIKSA, number)[0] == 200


def test_who_pushed_last_is_not_the_only_one_who_approves(tiruan: ForgeTiruan) -> None:
    number = usulkan(tiruan)
    ubah(tiruan, PERIKSA, "Diperbaiki Sekretaris.\n")
    assert tiruan.tinjau(PERIKSA, number)[0] == 200
    assert ditolak(tiruan, number) == [SENDIRI]
    assert tiruan.tinjau(PIMPIN, number)[0] == 200
    assert tiruan.gabungkan(KETIK, number)[0] == 200


@pytest.mark.parametrize("state", ["failure", "pending"])
def test_the_check_must_have_passed_on_the_very_commit(tiruan: ForgeTiruan, state: str) -> None:
    number = usulkan(tiruan)
    head, robot = tiruan.gudang.komit("isian"), tiruan.klien(ROBOT, "statuses").sambungan
    robot.minta("POST", f"/statuses/{head}", {"state": state, "context": "Periksa"})
    tiruan.tinjau(PERIKSA, number)
    assert ditolak(tiruan, number) == [f'Required status check "Periksa" is {state}']
    del tiruan.cek[head]
    assert ditolak(tiruan, number) == ['Required status check "Periksa" is expected']


def test_what_main_got_in_the_meantime_must_be_reviewed_with_it(tiruan: ForgeTiruan) -> None:
    number, office = usulkan(tiruan), tiruan.pegawai
    tiruan.tinjau(PERIKSA, number)
    office.git("checkout", "-q", "main")
    ubah(tiruan, PERIKSA, "Lain.\n", "content/2023/narasi/pengantar.md")
    assert ditolak(tiruan, number) == ["Head branch is out of date"]
    office.git("checkout", "-q", "isian")
    office.git("merge", "-q", "--no-edit", "main")
    tiruan.lulus(tiruan.dorong(KETIK, "isian"))
    assert ditolak(tiruan, number) == [BELUM, SENDIRI, PEMILIK]
    tiruan.tinjau(PERIKSA, number)
    assert tiruan.gabungkan(KETIK, number)[0] == 200
    assert tiruan.gudang.git("rev-parse", "main^{tree}") == tiruan.gudang.git("rev-parse", "refs/pull/1/head^{tree}")


@pytest.mark.parametrize("cara", ["merge", "rebase"])
def test_main_is_a_straight_line(tiruan: ForgeTiruan, cara: str) -> None:
    number = usulkan(tiruan)
    tiruan.tinjau(PERIKSA, number)
    assert ditolak(tiruan, number, cara=cara) == [f"Merge method {cara} is not allowed on this repository"]


@pytest.mark.parametrize("path", ["content/peran.yml", ".github/CODEOWNERS"])
def test_who_may_approve_is_read_from_main_not_from_the_proposal(tiruan: ForgeTiruan, path: str) -> None:
    """Whoever makes themselves an owner in the same proposal has gained nothing."""
    tiruan.pegawai.branch("isian")
    (tiruan.pegawai.root / ".github/CODEOWNERS").write_text(f"* @{KETIK} @{LAIN}\n", "utf-8")
    ubah(tiruan, KETIK, f"* @{KETIK} @{LAIN}\n", path)
    number = tiruan.klien(KETIK).buka_usulan("isian", "main", "Isian", "").nomor
    for who in (LAIN, PERIKSA):
        tiruan.tinjau(who, number)
    assert f"Waiting on code owner review of {path}" in ditolak(tiruan, number)
    tiruan.tinjau(PIMPIN, number)
    assert tiruan.gabungkan(KETIK, number)[0] == 200


def test_two_who_changed_the_same_line_are_not_merged(tiruan: ForgeTiruan) -> None:
    number, tiruan.aturan.mutakhir = usulkan(tiruan), False
    tiruan.pegawai.git("checkout", "-q", "main")
    ubah(tiruan, PERIKSA, "Yang lain.\n")
    tiruan.tinjau(PERIKSA, number)
    assert ditolak(tiruan, number) == ["Pull Request has merge conflicts"]


# --- what the office's own record makes of it --------------------------------------------------------------------


def langkah_satu(tiruan: ForgeTiruan) -> int:
    """A proposal of the Kasubbag in which the Camat concludes the first step, unsigned; both roles have approved."""
    office, tiruan.kini = tiruan.pegawai, waktu("01-10 09:30")
    office.write("sop.yml", yaml(sop()))
    office.commit("SOP")
    tiruan.dorong(PERIKSA, "main")
    office.branch("langkah-1")
    office.palsu(1, "selesai", "01-10 09:00", None)
    office.commit()
    tiruan.lulus(tiruan.dorong(KETIK, "langkah-1"))
    number = tiruan.klien(KETIK).buka_usulan("langkah-1", "main", "Langkah 1", "").nomor
    assert tiruan.tinjau(PERIKSA, number)[0] == tiruan.tinjau(PIMPIN, number)[0] == 200
    return number


def dicatat(tiruan: ForgeTiruan, nomor: int) -> None:
    """Let the robot write down what the forge tells of a merge."""
    office, robot = tiruan.pegawai, tiruan.klien()
    office.git("checkout", "-q", "main")
    office.git("fetch", "-q", str(tiruan.gudang.root), "main")
    office.git("reset", "-q", "--hard", "FETCH_HEAD")
    one, reviews = robot.usulan(nomor), robot.tinjauan(nomor)
    told = {"usulan": nomor, "ujung": one.ujung, "penulis": one.penulis, "tinjauan": reviews, "gabung": one.gabung}
    tulis_catatan(office.root, office.key("robot"), **told)


def test_a_step_that_was_approved_at_the_forge_is_done(tiruan: ForgeTiruan) -> None:
    number = langkah_satu(tiruan)
    assert tiruan.gabungkan(KETIK, number)[0] == 200
    dicatat(tiruan, number)
    done = tiruan.pegawai.keadaan().langkah[0].selesai
    assert done and str(done.dasar) == f"tinjauan {PIMPIN}, catatan 1"


def test_a_step_is_not_done_where_the_forge_let_other_values_in_than_were_approved(tiruan: ForgeTiruan) -> None:
    """A forge that was set up without the rule about an old branch merges what nobody saw together."""
    number, tiruan.aturan.mutakhir = langkah_satu(tiruan), False
    head = tiruan.gudang.komit("langkah-1")
    tiruan.pegawai.git("checkout", "-q", "main")
    ubah(tiruan, PERIKSA, "Nilai lain.\n")
    assert tiruan.gabungkan(KETIK, number)[0] == 200
    dicatat(tiruan, number)
    assert tiruan.pegawai.ditolak() == [
        f"isi content/ yang digabung berbeda dari yang ditinjau pada komit {head[:7]} (catatan 1); "
        "usulkan lagi dari cabang utama yang terbaru, lalu minta ditinjau"
    ]
