"""A whole year by the tasks alone: real Git, real keys, a round of correction, another Sekretaris; merged and squashed.

`setahun-status.txt` has the words of `./inv status` after every step; `UPDATE_KASUS=1 pytest tests/test_setahun.py`
writes it anew: read each line before you commit it. Which test tries which forgery is told by `PALSU` below.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from conftest import LENGKAP
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, TAHUN, Repo, sop, waktu, yaml

from lkip.periksa import laporkan
from lkip.proses.baca import keadaan_tahun
from lkip.proses.catat import tanda_tangani
from lkip.proses.langkah import analyse, approve, archive, compose, correct, forms, gather, letter, send, start
from lkip.proses.langkah.umum import Pelaku
from lkip.proses.status import tampilkan

PENGGANTI = "Siti Aminah"
STATUS = Path(__file__).parent / "setahun-status.txt"
TATA = (
    'klasifikasi: "000.8.6.3"\ninstansi: "KCJ"\ntujuan:\n  - kepada: "Bupati Contoh"\n    tempat: "Contoh"\n'
    '  - kepada: "Inspektur Kabupaten Contoh"\n    tempat: "Contoh"\n'
)
# What part 3 of the process asks to be refused, and where it is tried.
PALSU = {
    "an unknown key": "test_proses.test_an_unknown_key_is_refused",
    "the right name with a wrong key": "test_proses.test_the_right_name_with_a_wrong_key_is_refused",
    "the right key in the wrong role": "test_proses.test_the_right_key_in_the_wrong_role_is_refused",
    "a role that may not conclude the step": "test_proses.test_a_role_that_may_not_conclude_the_step_is_refused",
    "a key past its date": "test_proses.test_a_change_of_officials_holds_from_its_commit_on",
    "an event dated back": (
        "test_proses.test_an_event_dated_back_into_the_time_of_a_key_is_refused_once_that_time_is_long_over"
    ),
    "a signature after the key has run out": (
        "test_proses.test_a_key_past_its_date_signs_no_event_that_was_committed_in_its_time"
    ),
    "a signature by a key that was taken off the list": (
        "test_proses.test_a_key_that_was_taken_off_the_list_signs_no_event_from_before"
    ),
    "a list whose last key has run out": "test_proses.test_a_list_whose_last_key_has_run_out_does_not_lie_open",
    "the list changed in the same commit": (
        "test_proses.test_the_list_changed_in_the_same_commit_by_who_gains_is_refused"
    ),
    "the list changed in a commit before": (
        "test_proses.test_the_list_changed_in_a_commit_before_by_who_gains_is_refused"
    ),
    "a change signed by who gains": "test_proses.test_who_signs_a_change_may_not_gain_by_it",
    "an older list put back": "test_proses.test_an_older_list_cannot_be_put_back_with_its_signature",
    "the SOP changed by who gains": "test_proses.test_a_sop_changed_by_who_gains_is_refused",
    "an older SOP put back": (
        "test_tanda_daftar.test_a_sop_is_signed_and_an_older_one_is_not_put_back_with_its_old_signature"
    ),
    "an event altered": "test_proses.test_an_event_altered_after_it_was_signed_is_refused",
    "an event of another year": "test_proses.test_an_event_of_another_year_copied_with_its_signature_is_refused",
    "a signature for something else": "test_proses.test_a_signature_made_for_something_else_is_refused",
    "a tag of something else": "test_proses.test_a_tag_that_says_something_else_is_refused",
    "a tag for the same step done again": (
        "test_proses.test_a_tag_speaks_for_one_event_alone_not_for_the_same_step_done_again"
    ),
    "records dropped or put in another order": (
        "test_proses.test_a_chain_of_records_that_was_touched_is_refused_from_there_on"
    ),
    "a record by another key": "test_proses.test_a_record_signed_by_another_key_is_refused",
    "a main branch rolled back": "test_proses.test_a_main_branch_rolled_back_is_told",
    "a letter's number taken twice": (
        "test_nomor_surat.test_two_who_take_the_same_number_at_once_are_told_after_the_merge"
    ),
}


@pytest.mark.parametrize("nama", PALSU.values(), ids=PALSU)
def test_every_forgery_is_tried_somewhere(nama: str) -> None:
    module, _, test = nama.partition(".")
    assert callable(getattr(import_module(module), test))


@dataclass
class Setahun:
    """The year as it is walked: each change on a branch of its own, brought into main; what was said, the status."""

    r: Repo
    cara: str
    kata: dict[str, list[str]] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)

    def usul(self, nama: str, at: str, lines: Iterable[str]) -> None:
        """Do something on a branch at a time, and bring it into main."""
        self.r.kini = waktu(at)
        self.r.branch("usulan")
        self.kata[nama] = list(lines)
        self.r.commit(nama)
        self.r.merge("usulan", self.cara)
        self.status[nama] = self.tampil()

    def tampil(self) -> str:
        state = keadaan_tahun(self.r.root, TAHUN, self.r.kini + timedelta(minutes=30))
        return re.sub("[0-9a-f]{64}", "<SHA-256>", tampilkan(self.r.root, state))


def oleh(r: Repo, siapa: str, at: str) -> Pelaku:
    """Someone with a key, at a time, by role or name."""
    return Pelaku(waktu=waktu(at), kunci=r.key(NAMA.get(siapa, siapa)))


def kantor(folder: Path) -> tuple[Repo, Path]:
    """The small office before its year was opened, and its folder with what is handed in later."""
    root = folder / "kantor"
    root.mkdir(parents=True)
    shutil.copytree(LENGKAP / "content", root / "content")
    later = folder / "nanti"
    for name in ("realisasi", "narasi", "dokumen.yml"):
        later.mkdir(exist_ok=True)
        (root / "content" / str(TAHUN) / name).rename(later / name)
    shutil.copyfile(Path(__file__).parent.parent / "mkdocs.yml", root / "mkdocs.yml")
    r = Repo(root)
    r.git("init", "-q", "-b", "main")
    r.write("sop.yml", yaml(sop()))
    r.write("tata-surat.yml", TATA)
    r.tulis_peran(r.daftar())
    (root / ".gitignore").write_text("build/\n", "utf-8")
    r.commit("Awal")
    return r, later


@pytest.fixture(scope="session", params=["merge", "squash"])
def setahun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Setahun:
    """Walk the year."""
    r, later = kantor(tmp_path_factory.mktemp(f"setahun-{request.param}"))
    root, t, j = r.root, TAHUN, Setahun(r, request.param)
    year = root / "content" / str(t)

    def hand_in(name: str) -> list[str]:
        shutil.copytree(later / name, year / name, dirs_exist_ok=True)
        return []

    def swap(*changes: tuple[str, str, str]) -> list[str]:
        for name, old, new in changes:
            assert old in (year / name).read_text("utf-8")
            (year / name).write_text((year / name).read_text("utf-8").replace(old, new), "utf-8")
        return []

    j.usul("1 start", "01-08 09:00", start.start(root, t, oleh(r, CAMAT, "01-08 09:00")))
    j.usul("2 forms", "01-08 11:00", forms.forms(root, t, oleh(r, KASUBBAG, "01-08 11:00")))
    j.usul("3 send", "01-08 13:30", send.send(root, t, oleh(r, PELAKSANA, "01-08 13:30"), cara="surel"))
    j.usul("bahan dari unit", "01-10 10:00", hand_in("realisasi"))
    j.usul("4 gather", "01-10 14:00", gather.gather(root, t, oleh(r, PELAKSANA, "01-10 14:00")))
    j.usul("narasi", "01-16 10:00", hand_in("narasi"))
    j.usul("5 analyse", "01-16 11:00", analyse.analyse(root, t, oleh(r, KASUBBAG, "01-16 11:00")))
    j.usul("6 compose", "01-18 10:00", compose.compose(root, t, oleh(r, KASUBBAG, "01-18 10:00")))
    note = "Bab IV: sebutkan dari mana capaian itu"
    j.usul("7 correct", "01-19 10:00", correct.correct(root, t, oleh(r, SEKRETARIS, "01-19 10:00"), catatan=[note]))
    r.kini = waktu("01-31 15:00")
    j.usul("pergantian Sekretaris", "01-31 15:00", pergantian(r))
    source = ("narasi/simpulan.md", "Capaian tahun", "Menurut rekapitulasi, capaian tahun")
    j.usul("perbaikan", "02-01 09:00", swap(source))
    sha = r.git("rev-parse", "--short", "HEAD")
    j.usul("6 compose lagi", "02-01 10:00", compose.compose(root, t, oleh(r, KASUBBAG, "02-01 10:00")))
    mend = [f"1: Sumbernya ditulis, komit {sha}."]
    again = correct.correct(root, t, oleh(r, PENGGANTI, "02-02 09:00"), selesaikan=mend)
    j.usul("7 correct lagi", "02-02 09:00", again)
    who = oleh(r, CAMAT, "02-02 10:00")
    j.usul("8 approve", "02-02 10:00", approve.approve(root, t, who, hari=who.waktu.date() if who.waktu else None))
    who = oleh(r, PELAKSANA, "02-02 11:00")
    assert who.waktu
    made = letter.letter(root, t, who, nomor="12", kepada="Bupati Contoh", hari=who.waktu.date())
    j.usul("9 letter", "02-02 11:00", made)
    who = oleh(r, PELAKSANA, "02-05 09:00")
    assert who.waktu
    to = ["Bupati Contoh: Rahmat", "Inspektur Kabupaten Contoh: Aulia"]
    given = archive.diserahkan(root, t, to, [who.waktu.date()], [], "diantar")
    j.usul("10 archive", "02-05 09:00", archive.archive(root, t, who, given))
    return j


def pergantian(r: Repo) -> Iterable[str]:
    """The Sekretaris is followed by another; the Camat, who may change the list, signs it."""
    people = [r.orang(role, login=LOGIN[role]) for role in (CAMAT, KASUBBAG, PELAKSANA)]
    old = r.orang(SEKRETARIS, login=LOGIN[SEKRETARIS], sampai="2024-01-31")
    new = r.orang(SEKRETARIS, PENGGANTI, dari="2024-02-01")
    r.tulis_peran(r.daftar(*people, old, new, nomor=2))
    yield tanda_tangani(r.root, r.root / "content/peran.yml", r.key(NAMA[CAMAT])).name


def test_the_status_after_every_step_is_the_one_that_people_should_read(setahun: Setahun) -> None:
    """By merge commits and by squash the same words."""
    shown = "".join(f"=== {name}\n{text.rstrip()}\n\n" for name, text in setahun.status.items())
    if os.environ.get("UPDATE_KASUS"):
        STATUS.write_text(shown, "utf-8")
    assert shown.split("\n") == STATUS.read_text("utf-8").split("\n")


def test_every_step_says_whose_turn_is_next(setahun: Setahun) -> None:
    last = {name: lines[-1].rpartition(": ")[2] for name, lines in setahun.kata.items() if name[0].isdigit()}
    assert last == {
        "1 start": "./inv forms --tahun 2023",
        "2 forms": "./inv send --tahun 2023",
        "3 send": "./inv gather --tahun 2023",
        "4 gather": "./inv analyse --tahun 2023",
        "5 analyse": "./inv compose --tahun 2023",
        "6 compose": "./inv correct --tahun 2023",
        "7 correct": "./inv compose --tahun 2023",
        "6 compose lagi": "./inv correct --tahun 2023",
        "7 correct lagi": "./inv approve --tahun 2023",
        "8 approve": "./inv letter --tahun 2023",
        "9 letter": "./inv archive --tahun 2023",
        "10 archive": "Ini langkah terakhir.",
    }


def test_nothing_is_left_to_commit_and_nothing_is_wrong(setahun: Setahun) -> None:
    assert setahun.r.git("status", "--porcelain") == ""
    lines, wrong = laporkan(setahun.r.root, "teks")
    assert ([line for line in lines if ": galat: " in line or ": peringatan: " in line], wrong) == ([], False)


def test_who_was_followed_by_another_concludes_nothing_any_more(setahun: Setahun) -> None:
    state = keadaan_tahun(setahun.r.root, TAHUN, waktu("02-05 10:00"))
    done = {
        one.langkah.nomor: one.selesai.peristiwa.oleh for one in state.langkah if one.selesai and one.selesai.peristiwa
    }
    assert done[7] == PENGGANTI and [*done] == list(range(1, 11))
    assert (state.ditolak, state.tertunda, state.peringatan) == ((), (), ())
