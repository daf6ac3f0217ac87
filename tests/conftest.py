"""What the tests share: the small complete office of `kasus/lengkap`, and copies of it with something changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from act import Forge, lay_engine
from hypothesis import settings
from keluaran import Terbit, once
from PIL import Image
from repo_proses import CAMAT, TAHUN, Repo

from lkip.capaian import Laporan
from lkip.model import Pengecualian
from lkip.pipeline import Hasil, read
from lkip.problem import Problem, Source

if TYPE_CHECKING:
    from forge_tiruan import ForgeTiruan

KASUS = Path(__file__).parent / "kasus"
LENGKAP = KASUS / "lengkap"

# The same examples on every machine and in every run; `HYPOTHESIS_PROFILE=luas` searches further.
settings.register_profile("tetap", derandomize=True, max_examples=60, deadline=None, database=None)
settings.register_profile("luas", max_examples=5000, deadline=None, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tetap"))

# The files that take longest, so that both workers end together: a file's tests stay on one worker (`--dist loadfile`),
# for what its fixtures make is made again in every worker that asks for it.
LONGEST = (
    *("teks", "peramban", "sama", "tasks", "langkah_akhir", "setahun", "proses", "angka", "data"),
    *("kantor_lain", "pdf", "situs", "kasus"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files."""
    ranks = {f"test_{name}.py": rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


Change = tuple[str, str, str]
Office = Callable[..., Path]


def make_office(root: Path, *changes: Change, overlay: Path | None = None) -> Path:
    """Copy `lengkap`, lay the files of `overlay` over it, then make changes (path below content/, old, new)."""
    shutil.copytree(LENGKAP / "content", root / "content")
    if overlay and (overlay / "content").is_dir():
        shutil.copytree(overlay / "content", root / "content", dirs_exist_ok=True)
    if overlay and (overlay / "hapus.txt").is_file():
        for path in (overlay / "hapus.txt").read_text("utf-8").split():
            (root / "content" / path).unlink()
    return change(root, *changes)


def change(root: Path, *changes: Change) -> Path:
    """Make changes (path below content/, old, new); each old text stands exactly once in its file."""
    for path, old, new in changes:
        file = root / "content" / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), "utf-8", newline="")
    return root


@pytest.fixture
def kantor(tmp_path: Path) -> Office:
    """Make a copy of the office `lengkap` with changes, and return its root."""

    def make(*changes: Change, overlay: Path | None = None) -> Path:
        return make_office(tmp_path / "kantor", *changes, overlay=overlay)

    return make


@pytest.fixture(scope="session")
def kantor_forge(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The office that `tiruan` begins with; to be copied."""
    from forge_kantor import lay_kantor

    return lay_kantor(tmp_path_factory.mktemp("forge"), make_office)


@pytest.fixture
def tiruan(kantor_forge: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ForgeTiruan]:
    """A forge's API over a small office, empty but for `main`; `tiruan.pegawai` has the office's repository.

    `main` holds the office `lengkap`, the list of roles of the four people (`repo_proses.LOGIN`, with keys) and a
    CODEOWNERS. They are members; `orang-luar` is nobody. Change files in `tiruan.pegawai.root`, commit with
    `tiruan.pegawai.commit()`, push with `tiruan.dorong(login, branch)`. `tiruan.klien(login)` is the product's client
    (by default the robot's), `tiruan.minta`, `tinjau`, `gabungkan` what people do, `tiruan.lulus(commit)`
    a passed check, `tiruan.lingkungan()` what a workflow's job has in its environment. For a bare repository that is
    there already: `forge_tiruan.forge_berjalan(bare, repo)`.
    """
    from forge_kantor import forge_kantor

    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with forge_kantor(tmp_path, kantor_forge) as made:
        yield made


@pytest.fixture(scope="session")
def enam(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The office whose document is composed, to be copied."""
    from test_langkah_akhir import kantor

    return kantor(tmp_path_factory.mktemp("forge"))


@pytest.fixture(scope="session")
def delapan(enam: Repo, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The office whose document was approved with the Camat's signature, to be copied."""
    from forge_dunia import pemilik, salin
    from test_langkah_akhir import oleh

    from lkip.proses.langkah.approve import approve

    r = salin(enam, tmp_path_factory.mktemp("disahkan"))
    pemilik(r)
    r.langkah(7, "selesai", "02-21 11:00")
    list(approve(r.root, TAHUN, oleh(r, CAMAT, "02-26 09:00")))
    r.commit("Sahkan")
    return r


@pytest.fixture(scope="session")
def hasil() -> Hasil:
    """The office `lengkap`, read."""
    return read(LENGKAP)


@pytest.fixture(scope="session")
def laporan(hasil: Hasil) -> Laporan:
    """The report of the office `lengkap`."""
    assert hasil.laporan is not None, "\n".join(map(str, hasil.problems))
    return hasil.laporan


@pytest.fixture(scope="session")
def terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office `lengkap`, published."""
    return once(tmp_path_factory, "terbit", make_office)


@pytest.fixture(scope="session")
def resmi(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office that uses all there is (`make_official_office`), published."""
    return once(tmp_path_factory, "resmi", make_official_office)


@pytest.fixture(scope="session")
def muncar_terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office of real figures, `muncar`, published."""
    return once(tmp_path_factory, "muncar", lambda root: _copied(KASUS / "muncar", root))


@pytest.fixture(scope="session")
def ragam_terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office that measures in every way there is, `ragam`, with a bound that its means feel, published."""
    bound = ("instansi.yml", "batas_atas: 120", "batas_atas: 100")
    return once(tmp_path_factory, "ragam", lambda root: change(make_office(root, overlay=KASUS / "ragam"), bound))


@pytest.fixture(scope="session")
def sebagian_terbit(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """The office whose year is not over, `sampai-triwulan`, published."""
    return once(tmp_path_factory, "sebagian", lambda root: make_office(root, overlay=KASUS / "sampai-triwulan"))


@pytest.fixture(scope="session")
def repositori(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the engine as it is here and the office `lengkap`, committed on main; to be copied."""
    root = tmp_path_factory.mktemp("repositori") / "kantor"
    root.mkdir()
    lay_engine(root)
    repo = Repo(make_office(root))
    repo.git("init", "-q", "-b", "main")
    repo.commit("Awal")
    return root


@pytest.fixture
def forge(repositori: Path, tmp_path: Path) -> Forge:
    """A repository with engine and office of its own, and the forge that holds it."""
    return Forge(Repo(Path(shutil.copytree(repositori, tmp_path / "kantor"))))


# What could act in an output, or reach over the edge of its cell.
JAHAT = "`<b>tebal</b>` {{angka}} *bintang* | pipa [tautan](x.md)"
PANJANG = "7.01.01.2.06.0009"
UNIT = "content/2023/realisasi/seksi-ketenteraman-dan-ketertiban-umum.yml"
GALAT = Problem(Source(UNIT, 7, 5), "pagu 7.01.02 tidak cocok", "galat", "anggaran-cocok", PANJANG)
PERINGATAN = Problem(Source("content/2023/x.yml"), "nama berkas tidak dikenal", "peringatan", "berkas-dikenal")
CATATAN = Problem(Source("content/renstra.yml", 9, 13), f"IKU-02 {JAHAT}", "catatan", "komponen-wajar", "IKU-02")
DITERIMA = Problem(Source(UNIT, 3, 1), "IKU-01 belum berbukti", "peringatan", "bukti-ada", "IKU-01")
IZIN = Pengecualian(
    aturan="bukti-ada",
    kode="IKU-01",
    alasan=f"Berkas menyusul. {JAHAT}",
    oleh="Sekretaris Kecamatan",
    sampai=date(2024, 6, 30),
)


@pytest.fixture(scope="session")
def bertemuan(tmp_path_factory: pytest.TempPathFactory) -> Terbit:
    """An office with findings of each level and two accepted ones, which keeps some of the tests, published."""

    def write(root: Path) -> Path:
        for name in ("lengkap", "anggaran-tidak-cocok"):
            shutil.copytree(KASUS / name, root / "tests/kasus" / name)
        return make_office(root)

    accepted = [(DITERIMA, IZIN), (replace(GALAT, rule="target-dapat-dinilai"), IZIN)]
    return once(tmp_path_factory, "bertemuan", write, {2023: ([CATATAN, PERINGATAN, GALAT], accepted)})


def _copied(office: Path, root: Path) -> Path:
    shutil.copytree(office / "content", root / "content")
    return root


# --- the office that uses all there is ---------------------------------------------------------------------------

# Ninety characters: longer than a line of code on a phone.
BARIS_PANJANG = "git commit --message='Realisasi triwulan IV Seksi Pelayanan, diperiksa bersama Sekretariat'"
# An event of the process: whatever it says, no document is made of it.
PERISTIWA = """tahun: 2023
langkah: 1
peristiwa: "selesai"
peran: "Camat"
oleh: "Camat Contoh Jaya"
waktu: "2024-01-09T09:00:00+07:00"
"""
_PERUBAHAN = """jenis: "perubahan"
tanggal: "2023-10-02"
alasan_perubahan: "Perubahan APBD tahun 2023."
indikator:
  - kode: "IKU-01"
    target: 84
  - kode: "IKU-02"
    target: 20
  - kode: "IKU-03"
    target: 4
  - kode: "IKU-04"
    target: 60
program:
  - kode: "7.01.01"
    anggaran: 500000000
    keterangan: "APBD-P"
  - kode: "7.01.02"
    anggaran: 120000000
"""
_DESA_BERLAMAN = """          - kode: "IKU-04"
            nama: "Desa yang mempunyai laman"
            satuan: "%"
            polaritas: "positif"
            rumus_capaian: "R/T"
            agregasi: "terakhir"
            frekuensi: "tahunan"
            desimal: 3
            definisi_operasional: "Bagian desa yang mempunyai laman sendiri."
            cara_hitung: "Desa berlaman dibagi semua desa."
            sumber_data: "Rekapitulasi unit."
            kualitas_data:
              verifikasi: "Kasi Pemerintahan membuka laman setiap desa."
              ketelitian: "Setiap desa dihitung satu per satu."
              keterbatasan: "Laman yang ada belum tentu diperbarui."
              mitigasi: "Tanggal berita terakhir dicatat."
            penanggung_jawab: "seksi-pemerintahan"
            target:
""" + "".join(f"              - tahun: {year}\n                nilai: {year - 1963}\n" for year in range(2021, 2027))
_PEMBANDING = """    pembanding:
      - nama: "Kabupaten Contoh"
        nilai: "84.60"
        sumber: "Survei kabupaten tahun 2023"
      - nama: "Standar pelayanan minimal"
        nilai: 90
        sumber: "Peraturan Bupati Nomor 7 Tahun 2020"
"""
_TANPA = '    alasan_tanpa_pembanding: "Belum ada angka pembanding yang terbit."\n'
_PANDUAN = {
    "index": "# Panduan\n\nMulai dari [mengisi](mulai.md).\n",
    "mulai": (
        "# Mulai\n\nBaca [langkah kedua](lanjut.md) dan [bagiannya](lanjut.md#bagian-dua).\n\n"
        "| Kolom | Tautan |\n|---|---|\n"
        "| satu | [langkah kedua](lanjut.md#bagian-dua) |\n| dua | [laman](https://contoh.go.id/) |\n"
    ),
    "lanjut": f"# Lanjut\n\n## Bagian dua\n\n```\n{BARIS_PANJANG}\n```\n\nSelesai.\n",
}
_BUKTI = """    bukti:
      - berkas: "rekap-skm.csv"
        keterangan: "Rekapitulasi survei kepuasan masyarakat"
"""
_BUKTI_UNIT = """    bukti:
      - berkas: "rekap-skm.csv"
        keterangan: "Rekapitulasi unit"
"""
_FOTO = '\n![Petugas di loket](../gambar/loket.png "Loket layanan terpadu")\n'


def make_official_office(root: Path) -> Path:
    """Make `lengkap` official and final, on F4, and give it all that an office can have.

    The year before has a folder of its own, an older one stands in `riwayat.yml`. There are two agreements, a revised
    budget, outputs, benchmarks, an indicator without figure, one above the bound; an emblem, a picture in the prose, a
    guide, files of the process, and the published figures of Muncar as proof.
    """
    make_office(root)
    content = root / "content"
    shutil.copytree(content / "2023", content / "2022", ignore=shutil.ignore_patterns("bukti", "profil.yml"))
    shutil.copytree(KASUS / "muncar", root / "tests/kasus/muncar")
    change(
        root,
        ("instansi.yml", 'status_data: "contoh"', 'status_data: "resmi"'),
        ("instansi.yml", 'jabatan: "Camat Contoh Jaya"', 'jabatan: "Camat Contoh Jaya"\n  nama: "Siti Rahma, S.Sos."'),
        (
            "instansi.yml",
            "Kode Pos 00000",
            'Kode Pos 00000"\n  surel: "kecamatan@contoh.go.id"\n  situs: "contoh.go.id',
        ),
        ("2023/dokumen.yml", 'status: "draf"', 'status: "final"'),
        ("2023/dokumen.yml", 'kertas: "A4"', 'kertas: "F4"'),
        ("2023/narasi/organisasi.md", "dua seksi", "[dua seksi](https://contoh.go.id/seksi)"),
        ("2023/perjanjian-kinerja.yml", "    target: 6\n", '    target: 6\n  - kode: "IKU-04"\n    target: 60\n'),
        ("2023/perjanjian-kinerja.yml", "anggaran: 500000000", "anggaran: 450000000"),
        ("2023/anggaran.yml", "sub_kegiatan:", 'alasan_perubahan: "Perubahan APBD."\nsub_kegiatan:'),
        ("2023/anggaran.yml", "    pagu: 300000000", "    pagu_awal: 250000000\n    pagu: 300000000"),
        ("2023/anggaran.yml", "    realisasi: 290000000", "    realisasi: 290000000\n    keluaran: 4"),
        ("2023/realisasi/seksi-pelayanan.yml", f"{_TANPA}    bukti", f"{_PEMBANDING}    bukti"),
        ("2022/dokumen.yml", "2024-02-23", "2023-02-20"),
        ("2022/dokumen.yml", 'status: "draf"', 'status: "final"'),
        ("2022/perjanjian-kinerja.yml", "2023-01-10", "2022-01-11"),
        ("2022/perjanjian-kinerja.yml", "    target: 6\n", '    target: 5\n  - kode: "IKU-04"\n    target: 59\n'),
        ("2022/anggaran.yml", "Desember 2023", "Desember 2022"),
        ("2022/anggaran.yml", "realisasi: 290000000", "realisasi: 287654321"),
        ("2022/perjanjian-kinerja.yml", "    target: 84", "    target: 82"),
        ("2022/realisasi/seksi-pelayanan.yml", _BUKTI, ""),
        ("2022/realisasi/seksi-pelayanan.yml", _BUKTI_UNIT, ""),
        ("2022/realisasi/seksi-pemerintahan.yml", _BUKTI_UNIT, ""),
        ("2022/realisasi/seksi-pelayanan.yml", '"85.75"', '"83.25"'),
        ("2022/realisasi/seksi-pemerintahan.yml", "tw4: 6", "tw4: 3"),
        ("2022/realisasi/seksi-pemerintahan.yml", "faktor_pendukung", "faktor_penghambat"),
        ("2022/realisasi/seksi-pemerintahan.yml", 'Agustus."', 'Agustus."\n    solusi: "Pendampingan lebih awal."'),
    )
    for path, text in {
        "2023/perjanjian-kinerja-perubahan.yml": _PERUBAHAN,
        "2023/proses/20240109-0900-1-selesai.yml": PERISTIWA,
        "2023/bukti/rekap.yml": 'jenis: "bukti"\n',
        **{f"panduan/{name}.md": text for name, text in _PANDUAN.items()},
    }.items():
        file = content / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    for path, more in {
        "renstra.yml": _DESA_BERLAMAN,
        "2023/narasi/gambaran-umum.md": _FOTO,
        "2023/realisasi/seksi-pemerintahan.yml": (
            f'  - kode: "IKU-04"\n    alasan_belum_tersedia: "Pendataan baru selesai tahun 2024."\n{_TANPA}'
        ),
        "2022/realisasi/seksi-pemerintahan.yml": (
            '  - kode: "IKU-04"\n    tahunan: "58.1250"\n    alasan_tahunan: "Pendataan sekali setahun."\n'
            f'    faktor_penghambat: "Sinyal lemah."\n    solusi: "Menara baru."\n{_TANPA}'
        ),
    }.items():
        with (content / path).open("a", encoding="utf-8") as file:
            file.write(more)
    history = content / "riwayat.yml"
    history.write_text(history.read_text("utf-8").replace("2022", "2021"), "utf-8")
    _picture(content / "2023/gambar/loket.png", (640, 400), "#1f4e79")
    _picture(content / "lambang.png", (120, 150), "#c55a11")
    return root


def _picture(file: Path, size: tuple[int, int], colour: str) -> None:
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", size, colour).save(file)
