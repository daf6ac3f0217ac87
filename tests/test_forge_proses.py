"""The process at the forge, over real Git and the stand-in: records of reviews, forms, the reminder, the release."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from conftest import change
from forge_dunia import UTAMA, Dunia, dunia_dari, esok, pemilik, salin, tandai
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, TAHUN, Repo, waktu
from test_langkah_akhir import kantor

from lkip.forge.ajukan import ajukan
from lkip.forge.formulir_langkah import KEMBALIKAN, SAHKAN, SIAPKAN
from lkip.forge.jauh import Jauh
from lkip.forge.kejadian import Kejadian
from lkip.forge.pengingat import isi_kartu, kartu_pengingat
from lkip.forge.rekam import rekam
from lkip.forge.rilis import rilis, terbitkan
from lkip.forge.teks import untuk_log
from lkip.periksa import laporkan
from lkip.problem import CommandError
from lkip.proses.baca import keadaan_tahun


@pytest.fixture
def dunia(enam: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dunia]:
    """The office whose document is composed."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    r = salin(enam, tmp_path)
    pemilik(r)
    r.commit("Pemilik")
    with dunia_dari(r) as made:
        yield made


@pytest.fixture
def sah(delapan: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dunia]:
    """The office whose document is approved."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with dunia_dari(salin(delapan, tmp_path)) as made:
        yield made


def koreksi(d: Dunia) -> int:
    """The Sekretaris' event of step 7, without a signature, proposed by the Kasubbag."""
    d.r.branch("usulan")
    d.r.langkah(7, "selesai", "02-19 10:00", kunci=None)
    return d.usulkan(LOGIN[KASUBBAG])


# --- the record of a merge ---------------------------------------------------------------------------------------


def test_a_merge_is_recorded_once_and_its_approval_is_evidence(dunia: Dunia) -> None:
    before = dunia.r.git("rev-parse", "HEAD")
    dunia.gabungkan(koreksi(dunia), LOGIN[SEKRETARIS])
    assert dunia.r.status()[6] == "berjalan"
    assert dunia.rekam(before) == ["Catatan 1: usulan 1 oleh hamdani, disetujui: rusmiati"]
    done = dunia.r.keadaan().langkah[6].selesai
    assert done and str(done.dasar) == "tinjauan rusmiati, catatan 1"
    assert dunia.rekam(before) == ["Tidak ada gabungan yang belum dicatat."]
    assert dunia.forge.gudang.git("log", "--format=%s", "catatan") == "Catatan 1: usulan 1"


def test_a_push_without_a_proposal_is_told_and_not_recorded(dunia: Dunia) -> None:
    before = dunia.r.git("rev-parse", "HEAD")
    sha = dunia.r.langkah(7, "selesai", "02-19 10:00")
    dunia.dorong()
    told = [f"Komit {sha[:7]} masuk tanpa usulan; tidak ada tinjauan yang dicatat."]
    assert dunia.rekam(before) == [*told, "Tidak ada gabungan yang belum dicatat."]
    assert dunia.forge.gudang.komit("catatan") == ""


def test_what_a_lost_run_left_out_is_recorded_by_the_next(dunia: Dunia) -> None:
    before = dunia.r.git("rev-parse", "HEAD")
    dunia.gabungkan(koreksi(dunia), LOGIN[SEKRETARIS])
    dunia.rekam(before)
    for name in ("satu", "dua"):
        dunia.r.branch(name)
        dunia.r.write(f"{TAHUN}/narasi/simpulan.md", f"{name}\n")
        dunia.r.commit(name)
        last = dunia.r.git("rev-parse", "main")
        dunia.gabungkan(dunia.usulkan(LOGIN[KASUBBAG], name), LOGIN[SEKRETARIS])
    assert [line.split(":")[0] for line in dunia.rekam(last)] == ["Catatan 2", "Catatan 3"]


def test_another_run_that_pushed_first_is_followed_and_not_overwritten(
    dunia: Dunia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the other recorded is not recorded again."""
    before = dunia.r.git("rev-parse", "HEAD")
    dunia.gabungkan(koreksi(dunia), LOGIN[SEKRETARIS])
    other = Dunia(salin(dunia.r, tmp_path / "lain"), dunia.forge)

    @dataclass(frozen=True)
    class Didahului(Jauh):
        def dorong(self, rujukan: str) -> bool:
            with monkeypatch.context() as then:
                then.setenv("GIT_COMMITTER_DATE", "2024-03-01T08:00:00+0800")
                told.extend(other.rekam(before))
            return super().dorong(rujukan)

    told: list[str] = []
    event, key = Kejadian(UTAMA, sebelum=before), dunia.r.key("robot").read_text("utf-8")
    said = list(rekam(dunia.r.root, dunia.forge.klien(), Didahului(dunia.r.root), event, key))
    assert (len(told), said) == (1, ["Tidak ada gabungan yang belum dicatat."])
    assert dunia.forge.gudang.git("ls-tree", "--name-only", "catatan").split() == ["0001.json", "0001.json.sig"]


def test_the_robot_does_not_sign_behind_a_record_that_somebody_slipped_in(dunia: Dunia) -> None:
    before = dunia.r.git("rev-parse", "HEAD")
    dunia.gabungkan(koreksi(dunia), LOGIN[CAMAT])
    dunia.r.tinjau(dunia.forge.usulan[1].ujung, LOGIN[KASUBBAG], (LOGIN[SEKRETARIS], "APPROVED"), kunci="penyusup")
    dunia.r.git("push", "-q", "origin", "catatan")
    with pytest.raises(CommandError, match=r"catatan 0001\.json ditolak: kunci SHA256:.* bukan kunci robot"):
        dunia.rekam(before)


def test_a_key_of_the_robot_that_nobody_listed_is_refused(dunia: Dunia) -> None:
    before = dunia.r.git("rev-parse", "HEAD")
    dunia.gabungkan(koreksi(dunia), LOGIN[SEKRETARIS])
    with pytest.raises(CommandError, match=r"belum terdaftar sebagai robot di content/peran\.yml"):
        dunia.rekam(before, kunci="lain")
    event = Kejadian(UTAMA, sebelum=before)
    with pytest.raises(CommandError, match="KUNCI_ROBOT belum diisi"):
        list(rekam(dunia.r.root, dunia.forge.klien(), dunia.jauh, event, "\n"))


# --- the reminder ------------------------------------------------------------------------------------------------


def test_one_card_is_opened_changed_closed_and_opened_again(dunia: Dunia) -> None:
    robot, root = dunia.forge.klien("github-actions[bot]", "issues"), dunia.r.root

    def at(text: str) -> str:
        return list(kartu_pengingat(root, robot, waktu(text)))[-1]

    # Step 6 was done on Saturday 10 February; two days for step 7 are over on Tuesday.
    assert at("02-12 08:17") == "Tidak ada langkah yang melewati waktu bakunya."
    assert dunia.forge.kartu == {}
    assert at("02-15 08:17") == "Kartu 1 memuat 1 tahun yang terlambat."
    card = dunia.forge.kartu[1]
    assert card["labels"] == ["tenggat"] and "## LKIP 2023" in card["body"]
    first = card["body"]
    assert (
        at("02-17 08:17") == "17 Februari 2024 bukan hari kerja menurut content/libur.yml; tidak ada yang diingatkan."
    )
    at("02-16 08:17")
    assert dunia.forge.kartu[1]["body"] != first
    dunia.r.langkah(7, "selesai", "02-16 10:00")
    assert at("02-16 10:01") == "Kartu 1 tertutup."
    assert dunia.forge.kartu[1]["state"] == "closed"
    assert at("02-20 08:17") == "Kartu 1 memuat 1 tahun yang terlambat."
    assert dunia.forge.kartu[1]["state"] == "open" and [*dunia.forge.kartu] == [1]


def test_the_card_shows_every_year_and_what_people_wrote_stays_text() -> None:
    body = isi_kartu([(2023, ("Kepada: <b>@camat-az</b>", "Hal: a", "", "Batas.")), (2024, ("Kepada: x",))])
    years = [part.split("\n\n") for part in body.split("## LKIP ")[1:]]
    assert [one[0] for one in years] == ["2023", "2024"]
    who = "Kepada&#58; &#60;b&#62;&#64;&#8203;camat&#45;az&#60;&#47;b&#62;<br>\nHal&#58; a"
    assert years[0][1:3] == [who, "Batas&#46;"]


# --- forms -------------------------------------------------------------------------------------------------------


def test_a_form_ends_in_a_proposal_that_says_whose_approval_it_needs(dunia: Dunia) -> None:
    """The Kasubbag prepares the order; it is the Camat's, and counts when the Camat has approved the proposal."""
    said = dunia.isi("start", LOGIN[KASUBBAG], tahun="2024", batas=esok())
    one = dunia.forge.usulan[1]
    assert said[-1] == "Usulan 1 dibuka: LKIP 2024: langkah 1 selesai"
    assert (one.judul, one.cabang, one.dasar, one.penulis) == (
        "LKIP 2024: langkah 1 selesai",
        "formulir/2024-1-start-0",
        "main",
        "github-actions[bot]",
    )
    assert "Diajukan lewat formulir oleh Hamdani (Kasubbag Perencanaan dan Keuangan), akun hamdani." in one.isi
    assert "- Langkah 1 selesai atas nama Ahmad Zaini (Camat): @camat-az menyetujui usulan ini" in one.isi
    log = dunia.forge.gudang.git("log", "-1", "--format=%an <%ae>%n%cn%n%s", one.ujung).splitlines()
    assert log == ["Hamdani <hamdani@users.noreply.github.com>", "Robot LKIP", one.judul]
    before = dunia.segarkan()
    dunia.gabungkan(1, LOGIN[CAMAT])
    dunia.rekam(before)
    done = keadaan_tahun(dunia.r.root, 2024).langkah[0].selesai
    assert done and str(done.dasar) == "tinjauan camat-az, catatan 1"


def test_what_is_typed_into_a_form_stays_text(dunia: Dunia) -> None:
    """A command, a mention, markup, a command of the log."""
    evil = "$(touch PWNED) `id` @rusmiati <img src=x> ::error::x ##[error]x"
    said = dunia.isi("start", LOGIN[KASUBBAG], tahun="2024", batas=esok(), isi=evil)
    body = dunia.forge.usulan[1].isi
    assert "<img" not in body and "@rusmiati" not in body and "`id`" not in body
    assert not any(line.startswith("::") for line in said)
    file = next(
        name
        for name in dunia.forge.gudang.git("ls-tree", "-r", "--name-only", "formulir/2024-1-start-0").splitlines()
        if name.startswith("content/2024/proses/")
    )
    assert f'isi: "{evil}"' in str(dunia.forge.gudang.isi("formulir/2024-1-start-0", file))


@pytest.mark.parametrize(
    ("login", "masukan", "why"),
    [
        ("orang-luar", {}, r"akun orang-luar tidak tercatat sebagai login siapa pun yang sedang berperan"),
        (LOGIN[KASUBBAG], {"tahun": "2024; ls"}, r"tahun '2024; ls' bukan tahun"),
        (LOGIN[KASUBBAG], {"tahun": str(TAHUN)}, r"tahun 2023 sudah dibuka"),
        (LOGIN[KASUBBAG], {"isi": "satu\n::error::dua"}, r"teks di sini harus satu baris"),
        (LOGIN[KASUBBAG], {"batas": "besok"}, r"batas 'besok' bukan tanggal"),
    ],
    ids=["who is nobody", "no year", "opened already", "two lines", "no date"],
)
def test_a_form_that_cannot_be_done_opens_nothing(
    dunia: Dunia, login: str, masukan: dict[str, str], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "ringkasan.md"))
    with pytest.raises(CommandError, match=why) as told:
        dunia.isi("start", login, **{"tahun": "2024", "batas": esok(), **masukan})
    assert "\n" not in str(told.value)
    assert (tmp_path / "ringkasan.md").read_text("utf-8").startswith("### Tidak ada yang diajukan\n\n")
    assert dunia.forge.usulan == {} and dunia.forge.gudang.git("branch", "--format=%(refname:short)") == "main"


def test_a_form_is_filled_in_on_main_and_by_who_started_it(dunia: Dunia) -> None:
    event = Kejadian(UTAMA, pelaku=LOGIN[KASUBBAG], masukan={"tahun": "2024"})
    for wrong, why in (
        (replace(event, rujukan="refs/heads/lain"), "formulir dijalankan dari cabang main"),
        (replace(event, pengulang=LOGIN[CAMAT]), "ini dijalankan ulang oleh camat-az dari formulir hamdani"),
    ):
        with pytest.raises(CommandError, match=why):
            list(ajukan(dunia.r.root, "start", dunia.forge.klien(), dunia.jauh, wrong))


def test_a_refusal_of_several_lines_is_no_command_of_the_log(dunia: Dunia) -> None:
    change(dunia.r.root, ("instansi.yml", 'nama: "Seksi Pelayanan"', 'nama: "::error::palsu ##[error]palsu"'))
    dunia.r.commit("Nama")
    dunia.dorong()
    with pytest.raises(CommandError, match=r"Langkah 4 sudah selesai") as told:
        dunia.isi("gather", LOGIN[PELAKSANA])
    shown = untuk_log(str(told.value), {"GITHUB_ACTIONS": "true"})
    assert "::error::palsu" in shown and "##[" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def test_where_no_robot_may_open_a_proposal_the_form_ends_in_a_link(
    dunia: Dunia, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who presses it opens the proposal, with its text; the order needs the Camat's approval all the same."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "ringkasan.md"))
    event = Kejadian(UTAMA, pelaku=LOGIN[KASUBBAG], masukan={"tahun": "2024", "batas": esok()}, jalan="5-1")
    weak = dunia.forge.klien("github-actions[bot]", "issues")
    said = list(ajukan(dunia.r.root, "start", weak, dunia.jauh, event))
    branch = "formulir/2024-1-start-5-1"
    assert "(403)" in said[-1] and said[-1].endswith(f"/compare/main...{branch}?expand=1")
    assert dunia.forge.gudang.komit(f"refs/heads/{branch}") and dunia.forge.usulan == {}
    link = re.findall(r"\]\((.*)\)\*\*", (tmp_path / "ringkasan.md").read_text("utf-8"))[0]
    asked = dict(parse_qsl(urlsplit(link).query))
    assert asked["title"] == "LKIP 2024: langkah 1 selesai" and "@camat-az menyetujui usulan ini" in asked["body"]


def test_the_first_six_steps_by_forms_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the order to the document: each form's proposal, approved by whose step it is, is the step's evidence."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    r = kantor(tmp_path, langkah=0)
    shutil.copyfile(Path(__file__).parent.parent / "mkdocs.yml", r.root / "mkdocs.yml")
    pemilik(r)
    r.commit("Pemilik")
    people = {
        "start": CAMAT,
        "forms": KASUBBAG,
        "send": PELAKSANA,
        "gather": PELAKSANA,
        "analyse": KASUBBAG,
        "compose": KASUBBAG,
    }
    answers = {"start": {"batas": esok()}, "send": {"cara": "surel"}}
    with dunia_dari(r) as d:
        for task, peran in people.items():
            before = d.segarkan()
            said = d.isi(task, LOGIN[SEKRETARIS], **answers.get(task, {}))
            number = max(d.forge.usulan)
            assert said[-1].startswith(f"Usulan {number} dibuka: LKIP {TAHUN}: langkah"), said
            d.segarkan()
            d.gabungkan(number, *{LOGIN[peran], LOGIN[CAMAT]})
            d.rekam(before)
        state = keadaan_tahun(d.r.root, TAHUN)
    bases = [str(one.selesai.dasar).split(",")[0] for one in state.langkah if one.selesai]
    assert bases == [f"tinjauan {LOGIN[peran]}" for peran in people.values()]


def test_the_last_steps_by_forms_alone(dunia: Dunia) -> None:
    """Approved, numbered, handed over: each proposed by a form, approved by whose step it is, recorded.

    A form is of this very moment, and a document bears no date before its correction: that one is of its own time.
    """
    assert "langkah 7 selesai" in dunia.isi("correct", LOGIN[KASUBBAG])[-1]
    dunia.segarkan()
    dunia.r.langkah(7, "selesai", "02-21 11:00")
    dunia.dorong()
    people = {"approve": CAMAT, "letter": PELAKSANA, "archive": PELAKSANA}
    answers: dict[str, dict[str, str]] = {
        "approve": {"tindakan": SAHKAN},
        "letter": {"nomor": "12", "kepada": "Bupati Contoh"},
        "archive": {"penerima": "Bupati Contoh: Rahmat | Inspektur Kabupaten Contoh: Aulia", "cara": "diantar"},
    }
    for task, given in answers.items():
        before = dunia.segarkan()
        said = dunia.isi(task, LOGIN[KASUBBAG], **given)
        number = max(dunia.forge.usulan)
        assert said[-1].startswith(f"Usulan {number} dibuka: LKIP {TAHUN}: langkah"), said
        dunia.segarkan()
        owner = {LOGIN[people[task]], LOGIN[SEKRETARIS]}
        dunia.gabungkan(number, *owner)
        dunia.rekam(before)
    state = keadaan_tahun(dunia.r.root, TAHUN)
    bases = [str(one.selesai.dasar).split(",")[0] for one in state.langkah[7:] if one.selesai]
    assert bases == [f"tinjauan {LOGIN[people[task]]}" for task in answers]
    assert laporkan(dunia.r.root, "teks")[1] is False


def test_the_second_of_two_who_take_a_number_at_once_fails_its_check(sah: Dunia) -> None:
    made = []
    for to in ("Bupati Contoh", "Inspektur Kabupaten Contoh"):
        sah.isi("letter", LOGIN[PELAKSANA], nomor="12", kepada=to)
        made.append(max(sah.forge.usulan))
    sah.segarkan()
    sah.gabungkan(made[0], LOGIN[SEKRETARIS])
    sah.r.git("merge", "-q", "--no-ff", "-m", "Gabung", sah.forge.usulan[made[1]].ujung)
    lines, wrong = laporkan(sah.r.root, "teks", "HEAD^")
    assert wrong and any("[nomor-surat-tunggal]" in line and ": galat: " in line for line in lines)


def test_what_records_nothing_and_changes_nothing_is_not_proposed(dunia: Dunia) -> None:
    """The year is gathered already: the form shows what is there, and opens nothing."""
    with pytest.raises(CommandError, match=r"(?s)tidak ada yang dapat diajukan.*Langkah 4 sudah selesai"):
        dunia.isi("gather", LOGIN[PELAKSANA])


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"tindakan": KEMBALIKAN}, "sebut alasannya"),
        ({"tindakan": "hapus"}, "tindakan 'hapus' tidak dikenal"),
        ({"tindakan": SAHKAN, "pindaian": "proses/x.pdf"}, "pindaian disebut bila tindakannya"),
        ({"tindakan": SIAPKAN}, "langkah 8 menunggu langkah 7"),
    ],
)
def test_what_the_approval_form_refuses(dunia: Dunia, given: dict[str, str], why: str) -> None:
    with pytest.raises(CommandError, match=why):
        dunia.isi("approve", LOGIN[SEKRETARIS], **given)


# --- the release -------------------------------------------------------------------------------------------------


def test_the_camats_tag_releases_the_approved_file_itself(sah: Dunia) -> None:
    tag = tandai(sah, NAMA[CAMAT])
    lines = list(rilis(sah.r.root, tag, sah.jauh, "main"))
    assert lines[0].startswith("Tag lkip-2023-v1.0: Ahmad Zaini, kunci SHA256:")
    list(terbitkan(sah.r.root, tag, sah.forge.klien("github-actions[bot]", "contents"), sah.jauh, "main"))
    made = next(iter(sah.forge.rilis.values()))
    kept = (sah.r.root / "content/2023/proses/disahkan/lkip-2023-v1.0.pdf").read_bytes()
    assert made["berkas"]["lkip-2023-v1.0.pdf"] == kept
    others = ("SHA256SUMS", "data-2023.zip", "jejak-2023.json", "lkip-2023-v1.0-salinan-kerja.docx")
    assert sorted(made["berkas"]) == sorted((*others, "lkip-2023-v1.0.pdf"))
    assert (made["tag"], made["judul"], made["draf"]) == (tag, "LKIP 2023 versi 1.0", False)
    assert "Langkah&#45;SOP&#58; 8 selesai" in made["isi"]
    with pytest.raises(CommandError, match=r"rilis lkip-2023-v1\.0 sudah ada di forge"):
        list(terbitkan(sah.r.root, tag, sah.forge.klien(), sah.jauh, "main"))
    (sah.r.root / "build/rilis/lkip-2023-v1.0.pdf").write_bytes(kept + b"x")
    with pytest.raises(CommandError, match="bukan yang dikumpulkan untuk tag"):
        list(terbitkan(sah.r.root, tag, sah.forge.klien(), sah.jauh, "main"))


def berganti(d: Dunia) -> None:
    """The Camat's time was over before the approval's day; who comes after has no key yet."""
    old = d.r.orang(CAMAT, login=LOGIN[CAMAT], sampai="2024-02-25")
    rest = [d.r.orang(role, login=LOGIN[role]) for role in (SEKRETARIS, KASUBBAG, PELAKSANA)]
    d.r.tulis_peran(d.r.daftar(old, *rest, nomor=2), kunci=NAMA[SEKRETARIS])
    d.r.commit("Daftar peran")
    d.dorong()


@pytest.mark.parametrize(
    ("kunci", "why"),
    [
        (None, "tag lkip-2023-v1.0 tidak bertanda tangan SSH yang cocok dengan isinya"),
        (SEKRETARIS, "milik Rusmiati (Sekretaris), bukan Camat"),
        ("penyusup", "bukan kunci Ahmad Zaini"),
    ],
    ids=["unsigned", "somebody else", "unknown"],
)
def test_a_tag_that_the_right_person_did_not_sign_releases_nothing(sah: Dunia, kunci: str | None, why: str) -> None:
    tag = tandai(sah, NAMA.get(kunci, kunci) if kunci else None)
    with pytest.raises(CommandError) as told:
        list(rilis(sah.r.root, tag, sah.jauh, "main"))
    assert why in str(told.value) and "tidak ada yang diterbitkan" in str(told.value)
    assert not (sah.r.root / "build/rilis").exists()


def test_a_tag_by_a_key_past_its_date_releases_nothing(sah: Dunia) -> None:
    berganti(sah)
    tag = tandai(sah, NAMA[CAMAT])
    with pytest.raises(CommandError, match=r"sebagai Camat hanya berlaku .* sampai 25-02-2024, bukan 26-02-2024"):
        list(rilis(sah.r.root, tag, sah.jauh, "main"))


Siap = Callable[[Dunia], str]


def ringan(d: Dunia) -> str:
    d.r.git("tag", "lkip-2023-v1.0")
    d.r.git("push", "-q", "origin", "lkip-2023-v1.0")
    return "lkip-2023-v1.0"


def di_luar(d: Dunia) -> str:
    d.r.branch("cabang")
    d.r.write("2023/narasi/simpulan.md", "Lain.\n")
    d.r.commit("Lain")
    return tandai(d, NAMA[CAMAT])


def belum(d: Dunia) -> str:
    """Before the approval."""
    d.r.git("reset", "-q", "--hard", "HEAD^")
    return tandai(d, NAMA[CAMAT])


def tanpa_bukti(d: Dunia) -> str:
    """The event of the approval without its signature."""
    d.r.git("reset", "-q", "--soft", "HEAD^")
    next((d.r.root / "content/2023/proses").glob("*-8-selesai.yml.sig")).unlink()
    d.r.commit("Tanpa tanda tangan")
    d.r.git("push", "-q", "-f", "origin", "main")
    return tandai(d, NAMA[CAMAT])


def berubah(d: Dunia) -> str:
    d.r.write("2023/narasi/simpulan.md", "Lain.\n")
    d.r.commit("Lain")
    d.dorong()
    return tandai(d, NAMA[CAMAT])


@pytest.mark.parametrize(
    ("siap", "why"),
    [
        (ringan, "tag lkip-2023-v1.0 tidak ada, atau bukan tag bertanda tangan"),
        (di_luar, "menandai komit di luar cabang main; gabungkan dahulu"),
        (belum, r"LKIP 2023 belum disahkan (langkah 8); sahkan dengan ./inv approve --tahun 2023"),
        (tanpa_bukti, "pengesahan LKIP 2023 belum berlaku, belum ada bukti"),
        (berubah, "isi sekarang bukan dokumen yang disahkan"),
    ],
    ids=["lightweight", "outside of main", "not approved", "approval without evidence", "changed since"],
)
def test_what_is_not_approved_on_main_is_not_released(sah: Dunia, siap: Siap, why: str) -> None:
    tag = siap(sah)
    with pytest.raises(CommandError) as told:
        list(rilis(sah.r.root, tag, sah.jauh, "main"))
    assert why in str(told.value)
