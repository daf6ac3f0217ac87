"""The client of the forge against the stand-in: one comment, one card, one release; and every refusal in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from forge_pemilik import baca_pemilik, pemilik
from forge_tiruan import ForgeTiruan, Gangguan
from repo_proses import KASUBBAG, LOGIN, SEKRETARIS

from lkip.forge import sambungan
from lkip.forge.api import ROBOT, Forge
from lkip.forge.jawaban import BerkasUsulan, Kartu
from lkip.problem import CommandError

PENANDA = "<!-- lkip:selisih -->"
KETIK, PERIKSA = LOGIN[KASUBBAG], LOGIN[SEKRETARIS]
RAHASIA = "rahasia-0"


def usulkan(tiruan: ForgeTiruan, cabang: str = "isian") -> int:
    """A proposal of the Kasubbag that changes some prose."""
    tiruan.pegawai.git("checkout", "-q", "-B", cabang, "main")
    tiruan.pegawai.write("2023/narasi/penutup.md", "Isi.\n")
    tiruan.pegawai.commit()
    tiruan.dorong(KETIK, cabang)
    return tiruan.klien(KETIK).buka_usulan(cabang, "main", "Isian triwulan", "Isi usulan.").nomor


def ditulis(tiruan: ForgeTiruan) -> list[str]:
    """What was asked of the forge beyond reading."""
    told = [one.replace("/repos/kantor/lkip", "") for one in tiruan.permintaan]
    return [one for one in told if not one.startswith("GET")]


# --- comments ----------------------------------------------------------------------------------------------------


def test_the_comment_is_written_once_then_changed_then_left_alone(tiruan: ForgeTiruan) -> None:
    number, robot = usulkan(tiruan), tiruan.klien(ROBOT, "pull-requests")
    tiruan.permintaan.clear()
    texts = ("Tiga nilai berubah.", "Tiga nilai berubah.\n", "Satu nilai.", "Satu nilai.")
    assert {robot.simpan_komentar(number, text, PENANDA).nomor for text in texts} == {1000}
    assert [one.isi for one in robot.komentar(number)] == [f"{PENANDA}\nSatu nilai."]
    assert ditulis(tiruan) == [f"POST /issues/{number}/comments 201", "PATCH /issues/comments/1000 200"]
    assert tiruan.pelanggaran == []


def test_only_the_robots_own_comment_is_touched_however_many_there_are(tiruan: ForgeTiruan) -> None:
    number, robot = usulkan(tiruan), tiruan.klien(ROBOT, "pull-requests")
    for who, text in ((PERIKSA, f"{PENANDA}\nPalsu."), ("orang-luar", PENANDA), (ROBOT, f"> {PENANDA}\nDikutip.")):
        tiruan.minta(who, "POST", f"/issues/{number}/comments", {"body": text})
    for n in range(230):
        tiruan.komentar[5000 + n] = {**tiruan.komentar[1000], "id": 5000 + n, "body": f"Komentar {n}."}
    before = [one.isi for one in robot.komentar(number)]
    assert len(before) == 233
    ours = robot.simpan_komentar(number, "Satu nilai.", PENANDA)
    tiruan.permintaan.clear()
    assert robot.simpan_komentar(number, "Dua nilai.", PENANDA).nomor == ours.nomor
    assert [one.isi for one in robot.komentar(number)] == [*before, f"{PENANDA}\nDua nilai."]
    assert [one.partition("?")[2] for one in tiruan.permintaan[:3]] == [f"per_page=100&page={n} 200" for n in (1, 2, 3)]
    assert tiruan.pelanggaran == []


# --- proposals ---------------------------------------------------------------------------------------------------


def test_a_proposal_is_found_by_branch_by_number_and_by_commit(tiruan: ForgeTiruan) -> None:
    number, robot = usulkan(tiruan), tiruan.klien(ROBOT, "pull-requests")
    found = robot.usulan(number)
    assert (found.judul, found.penulis, found.cabang, found.asal) == ("Isian triwulan", KETIK, "isian", "kantor/lkip")
    assert (found.ujung, found.dasar) == tuple(map(tiruan.gudang.komit, ("isian", "main")))
    assert robot.usulan_terbuka("isian") == found and robot.usulan_terbuka("lain") is None
    assert robot.usulan_dari(found.ujung) == (found,)
    assert robot.berkas(number) == (BerkasUsulan("content/2023/narasi/penutup.md", "added"),)
    with pytest.raises(
        CommandError, match=r"\(422\): “Validation Failed; A pull request already exists for kantor:isian"
    ):
        robot.buka_usulan("isian", "main", "Lagi", "")
    assert tiruan.pelanggaran == []


def test_a_proposal_from_a_fork_says_so_and_its_token_may_not_write(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    fork = tmp_path / "cabangan.git"
    tiruan.pegawai.git("clone", "-q", "--bare", ".", str(fork))
    tiruan.pegawai.write("2023/narasi/penutup.md", "Dari luar.\n")
    tiruan.pegawai.commit()
    tiruan.pegawai.git("push", "-q", str(fork), "HEAD:perbaikan")
    tiruan.cabangan["orang-luar"] = fork
    number = tiruan.klien("orang-luar").buka_usulan("orang-luar:perbaikan", "main", "Perbaikan", "").nomor
    robot = tiruan.klien(ROBOT, "tidak-ada")
    assert robot.usulan(number).asal == "orang-luar/lkip"
    with pytest.raises(CommandError) as caught:
        robot.simpan_komentar(number, "Isi.", PENANDA)
    assert str(caught.value) == (
        f"forge menolak POST /repos/kantor/lkip/issues/{number}/comments (403): “Resource not accessible by "
        "integration”; token tidak berwenang untuk ini; beri job ini izin yang diperlukan (permissions)"
    )


def test_reviews_are_told_with_their_commit_and_time_and_unfinished_ones_left_out(tiruan: ForgeTiruan) -> None:
    number, robot = usulkan(tiruan), tiruan.klien()
    head = robot.usulan(number).ujung
    assert tiruan.tinjau(PERIKSA, number, "REQUEST_CHANGES", "Perbaiki IKU-02.")[0] == 200
    assert tiruan.minta(PERIKSA, "POST", f"/pulls/{number}/reviews", {"body": "Belum selesai"})[0] == 200
    assert tiruan.tinjau("orang-luar", number)[0] == 200
    told = robot.tinjauan(number)
    assert [(t.login, t.state, t.commit) for t in told] == [
        (PERIKSA, "CHANGES_REQUESTED", head),
        ("orang-luar", "APPROVED", head),
    ]
    assert told[0].waktu.tzinfo
    assert tiruan.pelanggaran == []


# --- the card of reminders ---------------------------------------------------------------------------------------


def test_one_card_is_opened_changed_left_alone_closed_and_opened_again(tiruan: ForgeTiruan) -> None:
    robot = tiruan.klien(ROBOT, "issues")
    tiruan.minta(PERIKSA, "POST", "/issues", {"title": "Punya orang", "labels": ["tenggat"]})
    tiruan.usulan[usulkan(tiruan)].penulis = ROBOT
    tiruan.minta(PERIKSA, "POST", "/issues/2/labels", {"labels": ["tenggat"]})
    assert robot.kartu("tenggat") is None and robot.tutup_kartu("tenggat") is None
    tiruan.permintaan.clear()
    made = robot.simpan_kartu("tenggat", "Tenggat LKIP", "Langkah 3 terlambat.")
    assert robot.simpan_kartu("tenggat", "Tenggat LKIP", "Langkah 3 terlambat.") == made
    assert robot.simpan_kartu("tenggat", "Tenggat LKIP", "Langkah 4.") == Kartu(
        made.nomor, "Tenggat LKIP", "Langkah 4.", True
    )
    assert robot.tutup_kartu("tenggat") == Kartu(made.nomor, "Tenggat LKIP", "Langkah 4.", False)
    assert robot.tutup_kartu("tenggat") == robot.kartu("tenggat")
    assert robot.simpan_kartu("tenggat", "Tenggat LKIP", "Langkah 5.").terbuka
    patched = f"PATCH /issues/{made.nomor} 200"
    assert ditulis(tiruan) == ["POST /issues 201", patched, patched, patched]
    assert tiruan.pelanggaran == []


# --- releases ----------------------------------------------------------------------------------------------------


def test_a_release_is_seen_only_when_its_last_file_has_come(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    robot, files = tiruan.klien(ROBOT, "contents"), [tmp_path / name for name in ("lkip-2023.pdf", "SHA256SUMS")]
    for file in files:
        file.write_bytes(file.name.encode())
    with pytest.raises(CommandError, match=r"GET /repos/kantor/lkip/git/ref/tags/lkip-2023-v1 \(404\)"):
        robot.terbitkan("lkip-2023-v1", "LKIP 2023", "Isi.", files)
    tiruan.gudang.git("update-ref", "refs/tags/lkip-2023-v1", "main")
    tiruan.permintaan.clear()
    made = robot.terbitkan("lkip-2023-v1", "LKIP 2023", "Isi.", files)
    assert (made.tag, made.draf, made.berkas) == ("lkip-2023-v1", False, ("lkip-2023.pdf", "SHA256SUMS"))
    assert tiruan.rilis[made.nomor]["berkas"] == {file.name: file.name.encode() for file in files}
    assert [one.split()[0] for one in ditulis(tiruan)] == ["POST", "POST", "POST", "PATCH"]
    with pytest.raises(CommandError, match="rilis lkip-2023-v1 sudah ada di forge; hapus dahulu"):
        robot.terbitkan("lkip-2023-v1", "LKIP 2023", "Isi.", files)
    assert tiruan.pelanggaran == []


def test_a_release_that_was_interrupted_is_made_anew(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    robot, file = tiruan.klien(ROBOT, "contents"), tmp_path / "lkip.pdf"
    file.write_bytes(b"%PDF")
    tiruan.gudang.git("update-ref", "refs/tags/lkip-2023-v1", "main")
    stop = Gangguan(500, {"message": "Server Error"})
    tiruan.sela = {"POST /repos/kantor/lkip/releases/1/assets": stop}
    with pytest.raises(CommandError, match=r"\(500\): “Server Error”; forge sedang terganggu; jalankan lagi nanti"):
        robot.terbitkan("lkip-2023-v1", "LKIP 2023", "Isi.", [file])
    assert [one.draf for one in robot.rilis()] == [True]
    assert robot.terbitkan("lkip-2023-v1", "LKIP 2023", "Isi.", [file]).berkas == ("lkip.pdf",)
    assert [one.draf for one in robot.rilis()] == [False]


def test_a_file_goes_nowhere_but_to_the_forge(tiruan: ForgeTiruan, tmp_path: Path) -> None:
    (tmp_path / "lkip.pdf").write_bytes(b"%PDF")
    line = tiruan.klien().sambungan
    for there in ("https://jahat.contoh/x{?name}", tiruan.alamat.replace("127.0.0.1", "localhost") + "/x"):
        with pytest.raises(CommandError, match=r"bukan miliknya sendiri; tidak ada yang dikirim"):
            line.unggah(there, tmp_path / "lkip.pdf", "application/pdf")
    assert tiruan.permintaan == []


# --- CODEOWNERS --------------------------------------------------------------------------------------------------


POLA = baca_pemilik(
    "* @semua\n*.js @js # pengembang\n/build/logs/ @log\ndocs/* surel@contoh.go.id\napps/ @apps\n**/logs @dalam\n"
    "/apps/rahasia\n/a/**/b.yml @b\n/nama\\ panjang/ @panjang @lain\n/content/*/realisasi/ @kasi\n"
)


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("README.md", "@semua"),
        ("x/y.js", "@js"),
        ("docs/a.md", "surel@contoh.go.id"),
        ("docs/dalam/a.md", "@semua"),
        ("lain/docs/a.md", "@semua"),
        ("lain/apps/x", "@apps"),
        ("build/logs/a", "@dalam"),
        ("apps/rahasia/x", ""),
        ("a/b.yml", "@b"),
        ("a/c/d/b.yml", "@b"),
        ("nama panjang/x", "@panjang @lain"),
        ("content/2023/realisasi/a.yml", "@kasi"),
        ("content/2023/lain/realisasi/a.yml", "@semua"),
    ],
)
def test_of_the_patterns_that_fit_the_last_one_names_the_owners(path: str, owner: str) -> None:
    assert " ".join(pemilik(POLA, path)) == owner


# --- what can go wrong -------------------------------------------------------------------------------------------

HALAMAN = "GET /repos/kantor/lkip/pulls/1"


@pytest.mark.parametrize(
    ("gangguan", "kalimat"),
    [
        (
            Gangguan(401, {"message": "Bad credentials"}),
            f"forge menolak {HALAMAN} (401): “Bad credentials”; token tidak dikenal atau sudah habis masanya; "
            "periksa GITHUB_TOKEN",
        ),
        (Gangguan(500, b"<html>"), f"forge menolak {HALAMAN} (500): forge sedang terganggu; jalankan lagi nanti"),
        (Gangguan(418, {"message": "Teko"}), f"forge menolak {HALAMAN} (418): “Teko”; permintaan ditolak"),
        (
            Gangguan(
                422, {"message": "x\n::error::palsu", "errors": ["##[error]y", {"message": "z\u202e"}, {"code": "k"}]}
            ),
            f"forge menolak {HALAMAN} (422): “x\\u000a::error::palsu; \\u0023#[error]y; z\\u202e; {{'code': 'k'}}”; "
            "isinya tidak diterima forge",
        ),
        (Gangguan(200, b"<html>"), f"jawaban forge atas {HALAMAN} bukan JSON; periksa GITHUB_API_URL"),
        (
            Gangguan(200, {"number": "satu"}),
            "jawaban forge tidak berbentuk seperti yang dijanjikannya; periksa GITHUB_API_URL",
        ),
        (Gangguan(tunda=0.6), f"forge tidak menjawab {HALAMAN} dalam 0.3 detik; jalankan lagi nanti"),
    ],
    ids=["token", "500", "418", "log", "html", "bentuk", "lambat"],
)
def test_every_refusal_is_one_sentence(tiruan: ForgeTiruan, gangguan: Gangguan, kalimat: str) -> None:
    tiruan.gangguan.append(gangguan)
    with pytest.raises(CommandError) as caught:
        tiruan.klien(batas_waktu=0.3).usulan(1)
    assert str(caught.value) == kalimat


def test_a_redirect_is_not_followed_nor_the_token_shown(tiruan: ForgeTiruan) -> None:
    robot = tiruan.klien()
    elsewhere = tiruan.alamat.replace("127.0.0.1", "localhost")
    tiruan.gangguan.append(Gangguan(302, None, {"Location": f"{elsewhere}/repos/kantor/lkip/pulls/1"}))
    with pytest.raises(CommandError) as caught:
        robot.usulan(1)
    assert str(caught.value) == (
        f"forge mengalihkan {HALAMAN} ke {elsewhere.removeprefix('http://')}; token tidak dikirim ke sana; "
        "periksa GITHUB_API_URL dan GITHUB_REPOSITORY"
    )
    assert len(tiruan.permintaan) == 1
    assert RAHASIA not in repr(robot) + str(caught.value) and robot.sambungan.token.startswith(RAHASIA)


def test_the_next_page_is_counted_not_taken_from_the_answer(tiruan: ForgeTiruan) -> None:
    tiruan.gangguan.append(Gangguan(200, [], {"Link": '<https://jahat.contoh/curi>; rel="next"'}))
    assert tiruan.klien().rilis() == ()
    assert [one.partition("?")[2] for one in tiruan.permintaan] == [
        "per_page=100&page=1 200",
        "per_page=100&page=2 200",
    ]


def test_a_forge_that_is_busy_is_asked_again_but_not_for_ever(
    tiruan: ForgeTiruan, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(sambungan.time, "sleep", waited.append)
    robot, busy = tiruan.klien(), {"message": "You have exceeded a secondary rate limit."}
    tiruan.gangguan += [Gangguan(502), Gangguan(403, busy, {"Retry-After": "7"})]
    assert robot.rilis() == () and waited == [1.0, 7.0]
    tiruan.gangguan += [Gangguan(503, kepala={"Retry-After": "86400"}) for _ in range(3)]
    with pytest.raises(CommandError, match=r"\(503\): forge sedang terganggu"):
        robot.rilis()
    assert waited[2:] == [30.0, 30.0]
    # What may have been done is not done twice.
    tiruan.sela["POST /repos/kantor/lkip/issues"] = Gangguan(502)
    with pytest.raises(CommandError, match=r"POST .* \(502\)"):
        robot.simpan_kartu("tenggat", "Tenggat", "Isi.")
    assert len(waited) == 4 and len(tiruan.kartu) == 0


def test_nobody_at_the_address_is_a_sentence_too(tiruan: ForgeTiruan) -> None:
    there = {**tiruan.lingkungan(), "GITHUB_API_URL": "http://127.0.0.1:9"}
    with pytest.raises(CommandError) as caught:
        Forge.dari_lingkungan(there).rilis()
    assert str(caught.value) == (
        "forge 127.0.0.1:9 tidak dapat dihubungi; periksa sambungan jaringan dan GITHUB_API_URL"
    )


@pytest.mark.parametrize(
    ("env", "kalimat"),
    [
        (
            {"GITHUB_REPOSITORY": "", "GITHUB_TOKEN": ""},
            "GITHUB_REPOSITORY dan GITHUB_TOKEN belum ada di lingkungan; perintah ini berjalan di workflow forge, "
            "atau sesudah keduanya diisi (export)",
        ),
        (
            {"GITHUB_API_URL": "http://forge.contoh"},
            "alamat API forge 'http://forge.contoh' bukan https; tulis misalnya https://api.github.com",
        ),
        (
            {"GITHUB_REPOSITORY": "kantor/../x"},
            "repositori 'kantor/../x' tidak terbaca; tulis GITHUB_REPOSITORY sebagai pemilik/nama",
        ),
        (
            {"GITHUB_REPOSITORY": "kantor/.."},
            "repositori 'kantor/..' tidak terbaca; tulis GITHUB_REPOSITORY sebagai pemilik/nama",
        ),
    ],
    ids=["kosong", "http", "jalur", "titik"],
)
def test_what_the_environment_lacks_is_told(env: dict[str, str], kalimat: str) -> None:
    with pytest.raises(CommandError) as caught:
        Forge.dari_lingkungan({"GITHUB_REPOSITORY": "kantor/lkip", "GITHUB_TOKEN": "x", **env})
    assert str(caught.value) == kalimat


def test_the_stand_in_refuses_what_the_forge_does_not_know(tiruan: ForgeTiruan) -> None:
    assert tiruan.minta(KETIK, "POST", "/pull", {})[0] == 404
    assert tiruan.minta(KETIK, "POST", "/issues", {"title": "x", "label": ["tenggat"]})[0] == 422
    assert tiruan.minta(KETIK, "POST", "/issues", {"body": "x"})[0] == 422
    assert tiruan.minta(KETIK, "GET", "/issues?state=terbuka")[0] == 422
    assert tiruan.pelanggaran == [
        "POST /repos/kantor/lkip/pull: no such route",
        "POST /repos/kantor/lkip/issues: body: label is unknown",
        "POST /repos/kantor/lkip/issues: $: 'title' is a required property",
        "GET /repos/kantor/lkip/issues: state: 'terbuka' is not one of ['open', 'closed', 'all']",
    ]
