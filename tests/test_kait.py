"""An office without a forge: a bare repository with our hook, pushed to with real git, read again in another clone."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import change, make_office
from repo_proses import CAMAT, NAMA, PELAKSANA, SEKRETARIS, TAHUN, Repo, sop, waktu, yaml
from test_temuan import AWAL_2022, DUA_TAHUN, LIST, unused_picture

from lkip.beku import bekukan
from lkip.forge.pasang_kait import pasang
from lkip.problem import CommandError
from lkip.proses.baca import keadaan_tahun
from lkip.proses.catat import tanda_tangani
from lkip.proses.status import tampilkan

ROOT = Path(__file__).parent.parent
SALAH = ("2023/realisasi/seksi-pelayanan.yml", '"85.75"', '"85,75"')
BENAR = ("2023/realisasi/seksi-pelayanan.yml", '"85,75"', '"85.75"')


class Kantor(Repo):
    """The repository of somebody in the office whose `origin` is the bare repository on the office's server."""

    @property
    def server(self) -> Path:
        return self.root.parent / "lkip.git"

    def kirim(self, *args: str) -> str:
        """Push; return what the server said (empty: it took the push without a word)."""
        plain = {"HOME": str(self.root), "PATH": os.environ["PATH"], "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-C", str(self.root), "push", "--quiet", "origin", *args]
        done = subprocess.run(command, env=plain, capture_output=True, text=True, check=False)
        said = [line.removeprefix("remote:").strip() for line in done.stderr.splitlines() if line.startswith("remote:")]
        assert (done.returncode == 0) == (not said), done.stderr
        return "\n".join(said)

    def tertolak(self, *args: str) -> list[str]:
        """Push what must be refused; return the reasons."""
        head, *why = self.kirim(*args).splitlines()
        assert head == "Kiriman ditolak. Perbaiki yang berikut, komit, lalu kirim lagi:"
        return why

    def ubah(self, *changes: tuple[str, str, str]) -> str:
        """Change files of content/ and commit."""
        change(self.root, *changes)
        return self.commit("Ubah")


@pytest.fixture(scope="module")
def r(tmp_path_factory: pytest.TempPathFactory) -> Kantor:
    """An office of two years with its SOP and people, in the clone from which it was brought to the server."""
    office = make_office(tmp_path_factory.mktemp("kait") / "kantor", AWAL_2022, overlay=DUA_TAHUN)
    made = Kantor(office)
    bekukan(office, 2022)
    made.git("init", "-q", "--bare", "-b", "main", str(made.server))
    assert "pre-receive dipasang." in " ".join(pasang(ROOT, made.server))
    made.git("init", "-q", "-b", "main")
    made.git("remote", "add", "origin", str(made.server))
    made.write("sop.yml", yaml(sop()))
    made.tulis_peran(made.daftar())
    made.commit("Awal")
    assert made.kirim("main") == ""
    return made


@pytest.fixture(autouse=True)
def kembali(r: Kantor) -> Iterator[None]:
    """Whatever a test has left in the clone, the next one begins with what the server has."""
    yield
    r.git("checkout", "-q", "-f", "-B", "main")
    r.git("fetch", "-q", "origin")
    r.git("reset", "-q", "--hard", "origin/main")


def test_a_wrong_number_is_refused_at_its_line_and_taken_once_mended(r: Kantor) -> None:
    r.ubah(SALAH)
    assert r.tertolak("main") == [
        "content/2023/realisasi/seksi-pelayanan.yml:8:12: galat: Triwulan IV: '85,75' harus memakai titik desimal; "
        'tulis "85.75" [bentuk]'
    ]
    assert r.tertolak("HEAD:draf") != []  # nor can anybody else read it on a branch
    r.ubah(BENAR)
    assert r.kirim("main") == ""


def test_on_a_branch_half_done_work_may_stand_and_on_main_it_may_not(r: Kantor) -> None:
    r.ubah(("2023/perjanjian-kinerja.yml", "anggaran: 500000000", "anggaran: 499999999"))
    assert r.kirim("HEAD:setengah-jadi") == ""
    assert any("[anggaran-cocok]" in why for why in r.tertolak("main"))
    r.git("commit", "-q", "--amend", "-m", "Lain")
    assert r.kirim("--force", "HEAD:setengah-jadi") == "" and r.kirim("--delete", "setengah-jadi") == ""


def test_a_list_of_frozen_findings_does_not_grow_on_main(r: Kantor) -> None:
    unused_picture(r.root)
    with (r.root / LIST).open("a", encoding="utf-8") as file:
        file.write('  - aturan: "gambar-ada"\n')
    r.commit("Sembunyikan")
    assert r.tertolak("main") == [
        f"{LIST}:3:13: galat: butir ini belum ada pada main, padahal daftar ini hanya boleh memendek; hapus "
        "[temuan-lama-memendek]"
    ]


def test_main_and_the_records_are_never_rewritten_nor_deleted(r: Kantor) -> None:
    r.ubah(("instansi.yml", "Jalan Contoh Nomor 1", "Jalan Contoh Nomor 2"))
    assert r.kirim("main") == ""
    before = r.git("rev-parse", "HEAD")
    r.git("push", "-q", "origin", "HEAD:catatan")
    r.git("commit", "-q", "--amend", "-m", "Diam-diam")
    (main,) = r.tertolak("--force", "main")
    assert main.startswith("refs/heads/main: kiriman ini membuang komit yang sudah ada di server")
    assert r.tertolak("--force", "HEAD:catatan")[0].startswith("refs/heads/catatan: kiriman ini membuang komit")
    assert "tidak dihapus" in r.tertolak("--delete", "main")[0] and "tidak dihapus" in r.tertolak(":catatan")[0]
    # `git pull` makes such a merge: the server's history would no longer be the main line.
    r.git("merge", "-q", "-m", "Gabung", before)
    (aside,) = r.tertolak("main")
    assert aside.endswith("bukan di garis utama; jalankan git rebase origin/main, lalu kirim lagi")


def test_a_link_a_submodule_and_what_git_would_read_as_settings_are_refused_on_every_branch(r: Kantor) -> None:
    r.write("2023/.gitattributes", "*.csv text\n")
    (r.root / "content/2023/narasi/rahasia.md").symlink_to("/etc/passwd")
    r.git("add", "-A")
    r.git("update-index", "--add", "--cacheinfo", f"160000,{r.git('rev-parse', 'HEAD')},content/2023/sub")
    r.git("commit", "-q", "-m", "Tautan")
    named, link, module = (
        "content/2023/.gitattributes:1:1: galat: nama berkas tidak diawali titik atau garis hubung; ganti namanya, "
        "atau hapus [berkas-dikenal]",
        "content/2023/narasi/rahasia.md:1:1: galat: tautan (symlink) tidak dipakai di content/; ganti dengan berkasnya "
        "sendiri [berkas-dikenal]",
        "content/2023/sub:1:1: galat: ini repositori lain (submodule), yang isinya tidak ikut diperiksa; ganti dengan "
        "berkasnya sendiri [berkas-dikenal]",
    )
    assert r.tertolak("HEAD:usulan", "main") == [named, link, module] * 2


def test_a_change_of_who_may_is_refused_until_who_may_has_signed_it(r: Kantor) -> None:
    people = [r.orang(role) for role in NAMA]
    r.tulis_peran(r.daftar(*people, r.orang(PELAKSANA, "Siti Aminah", dari="2025-01-01"), nomor=2))
    commit = r.commit("Pelaksana kedua")
    assert r.tertolak("main") == [
        f"content/peran.yml: perubahan pada komit {commit[:7]} tidak berlaku: belum ditandatangani Camat atau "
        "Sekretaris (peran.yml.sig); tandatangani dengan ./inv sign content/peran.yml --kunci KUNCI, komit "
        "content/peran.yml.sig, lalu kirim lagi"
    ]
    r.git("reset", "-q", "--soft", "HEAD^")
    tanda_tangani(r.root, r.root / "content/peran.yml", r.key(NAMA[CAMAT]))
    r.commit("Pelaksana kedua, ditandatangani")
    assert r.kirim("main") == ""


def tag(r: Kantor, name: str, kunci: str, message: str, *more: str) -> None:
    """Make a signed tag."""
    setup = ("-c", "gpg.format=ssh", "-c", f"user.signingKey={r.key(kunci)}")
    r.git(*setup, "tag", *more, "-s", "-m", message, name)


def test_the_review_is_a_signature_the_approval_a_tag_and_another_clone_reads_both(r: Kantor) -> None:
    for step, at in enumerate(("08 09:00", "08 11:00", "08 13:00", "10 09:00", "15 09:00", "16 09:00"), start=1):
        r.langkah(step, "selesai", f"01-{at}")
    r.catat(7, "selesai", "01-17 09:00", kunci=None)  # prepared by somebody else, signed by the Sekretaris
    (event,) = (r.root / f"content/{TAHUN}/proses").glob("*-7-selesai.yml")
    tanda_tangani(r.root, event, r.key(NAMA[SEKRETARIS]))
    r.commit("Langkah 7")
    r.palsu(8, "selesai", "01-18 09:00", None, bukti=[{"jenis": "tag", "tag": "lkip-2023-v1"}])
    r.commit("Langkah 8")
    tag(r, "lkip-2023-v1", NAMA[CAMAT], "Langkah-SOP: 8 selesai")
    assert r.kirim("main", "lkip-2023-v1") == ""
    tag(r, "lkip-2023-v1", NAMA[SEKRETARIS], "Dipindah", "-f")
    assert r.tertolak("--force", "lkip-2023-v1") == [
        "refs/tags/lkip-2023-v1: tag lkip-* tidak dipindahkan dan tidak dihapus; buat tag baru dengan versi berikutnya"
    ]
    assert "tidak dihapus" in r.tertolak(":refs/tags/lkip-2023-v1")[0]
    other = r.root.parent / "lain"
    r.git("clone", "-q", str(r.server), str(other))
    state = keadaan_tahun(other, TAHUN, waktu("01-20 09:00"))
    assert [one.status for one in state.langkah][:8] == ["selesai"] * 8 and not state.ditolak
    shown = tampilkan(other, state)
    assert "tanda tangan SSH" in shown and "tag lkip-2023-v1" in shown


# --- the installation --------------------------------------------------------------------------------------------


def test_without_its_program_the_hook_refuses_and_says_whom_to_ask(r: Kantor, tmp_path: Path) -> None:
    hook = r.server / "hooks/pre-receive"
    before = hook.read_text("utf-8")
    broken = tmp_path / "mesin"
    (broken / "lkip/forge").mkdir(parents=True)
    (broken / "lkip/forge/kait.py").write_text("import tidak_ada\n", "utf-8")
    try:
        for where, why in ((tmp_path, "tidak ada atau tidak boleh dibaca"), (broken, "gagal (1)")):
            hook.write_text(re.sub("(?m)^mesin=.*$", f"mesin='{where}'", before), "utf-8")
            said = r.kirim("HEAD:refs/heads/apa-saja").splitlines()[-1]
            assert said.startswith(f"Kiriman ditolak: program pemeriksa di {where} {why}; hubungi pengelola server")
    finally:
        hook.write_text(before, "utf-8")


def test_the_hook_is_put_in_once_and_never_over_another_one(r: Kantor, tmp_path: Path) -> None:
    assert "pre-receive sudah terpasang." in " ".join(pasang(ROOT, r.server))
    bare = tmp_path / "it's $(touch x) lkip.git"
    r.git("init", "-q", "--bare", "-b", "main", str(bare))
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    with pytest.raises(CommandError, match="sudah ada dan bukan dari alat ini, jadi tidak diganti"):
        list(pasang(ROOT, bare))
    assert hook.read_text("utf-8") == "#!/bin/sh\nexit 0\n"


@pytest.mark.parametrize(
    ("setup", "config", "why"),
    [
        (["-b", "main"], [], "bukan repositori git telanjang"),
        (["--bare", "-b", "master"], [], "cabang utama repositori ini refs/heads/master"),
        (["--bare", "-b", "main"], ["core.hooksPath", "/usr/share/kait"], "di luar repositorinya; cabut dahulu"),
    ],
)
def test_what_is_no_bare_repository_of_its_own_with_main_is_refused(
    tmp_path: Path, setup: list[str], config: list[str], why: str
) -> None:
    subprocess.run(["git", "init", "-q", *setup, str(tmp_path / "x")], check=True)
    if config:
        subprocess.run(["git", "-C", str(tmp_path / "x"), "config", *config], check=True)
    with pytest.raises(CommandError, match=why):
        list(pasang(ROOT, tmp_path / "x"))
