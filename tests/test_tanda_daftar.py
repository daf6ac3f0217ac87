"""Signing the list of roles and the SOP by the task: refused before it is committed where it could not hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from repo_proses import CAMAT, KASUBBAG, LOGIN, NAMA, PELAKSANA, SEKRETARIS, Repo, repo, sop, waktu, yaml

from lkip.problem import CommandError
from lkip.proses.baca import keadaan_tahun
from lkip.proses.catat import tanda_tangani
from lkip.proses.tanda_tangan import sidik_jari


@pytest.fixture
def kantor(tmp_path: Path) -> Repo:
    """A repository with the SOP and four people who have keys."""
    return repo(tmp_path)


def sign(r: Repo, berkas: str, kunci: str) -> str:
    """Sign a file below content/ as the task does; return where the signature lies, or why there is none."""
    try:
        return tanda_tangani(r.root, r.root / "content" / berkas, r.key(kunci)).relative_to(r.root).as_posix()
    except CommandError as refused:
        return str(refused)


def warned(r: Repo) -> tuple[str, ...]:
    """Commit what lies there; what is wrong then."""
    r.commit("Perubahan")
    return keadaan_tahun(r.root, 2023, waktu("02-01 09:00")).peringatan


def successor(r: Repo, nomor: int = 2) -> dict[str, Any]:
    """The list after the Pelaksana was followed by another."""
    people = [r.orang(role, login=LOGIN[role]) for role in NAMA if role != PELAKSANA]
    old = r.orang(PELAKSANA, sampai="2024-01-31")
    return r.daftar(*people, old, r.orang(PELAKSANA, "Siti Aminah", dari="2024-02-01"), nomor=nomor)


def open_to(role: str, **lain: str) -> str:
    """The SOP with a role that concludes the approval beside the Camat."""
    form = {**sop(), **lain}
    form["langkah"][7]["penentu"] = [CAMAT, role]
    order = ("nomor", "nama", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "langkah")
    return yaml({name: form[name] for name in order if name in form})


def test_a_change_of_officials_is_signed_by_who_may_and_holds(kantor: Repo) -> None:
    kantor.tulis_peran(successor(kantor))
    assert sign(kantor, "peran.yml", NAMA[SEKRETARIS]) == "content/peran.yml.sig"
    assert warned(kantor) == ()


def test_a_key_that_may_not_is_refused_and_leaves_nothing(kantor: Repo) -> None:
    kantor.tulis_peran(successor(kantor))
    stranger, own = sidik_jari(kantor.public("penyusup")), sidik_jari(kantor.public(NAMA[KASUBBAG]))
    for name, finger in (("penyusup", stranger), (NAMA[KASUBBAG], own)):
        assert sign(kantor, "peran.yml", name) == (
            f"content/peran.yml tidak ditandatangani: kunci {finger} bukan milik Camat atau Sekretaris "
            "menurut daftar sebelumnya"
        )
    assert not (kantor.root / "content/peran.yml.sig").exists()


def test_a_change_by_which_the_signer_gains_or_without_a_new_number_is_refused(kantor: Repo) -> None:
    people = [kantor.orang(role, login=LOGIN[role]) for role in NAMA]
    gain = kantor.orang(CAMAT, NAMA[SEKRETARIS], kunci=NAMA[SEKRETARIS])
    kantor.tulis_peran(kantor.daftar(*people, gain, nomor=2))
    assert sign(kantor, "peran.yml", NAMA[SEKRETARIS]) == (
        "content/peran.yml tidak ditandatangani: "
        "Rusmiati menandatangani perubahan yang memberi dirinya sendiri peran Camat"
    )
    kantor.tulis_peran(successor(kantor, nomor=1))
    assert sign(kantor, "peran.yml", NAMA[CAMAT]) == (
        "content/peran.yml tidak ditandatangani: nomor daftarnya 1, harus lebih dari 1"
    )


def test_what_needs_no_signature_is_said_to_need_none(kantor: Repo) -> None:
    form = sop()
    form["langkah"][4]["waktu"] = "3 Hari"
    kantor.write("sop.yml", yaml(form))
    assert sign(kantor, "sop.yml", NAMA[CAMAT]) == (
        "content/sop.yml tidak perlu ditandatangani: berlaku begitu dikomit, sebab siapa yang berwenang tidak berubah, "
        "atau belum ada pengubah daftar peran yang mempunyai kunci"
    )


def test_a_file_that_is_no_event_and_no_list_or_lies_elsewhere_is_refused(kantor: Repo, tmp_path: Path) -> None:
    what = "berkas peristiwa di content/<tahun>/proses, content/peran.yml atau content/sop.yml"
    elsewhere = tmp_path / "lain.yml"
    elsewhere.write_text("a: 1\n")
    for file, why in (
        (elsewhere, f"{elsewhere} di luar folder kantor ini; yang ditandatangani {what}"),
        (kantor.root / "x.yml", f"berkas {kantor.root / 'x.yml'} tidak ada; sebut {what}"),
    ):
        with pytest.raises(CommandError) as refused:
            tanda_tangani(kantor.root, file, kantor.key(NAMA[CAMAT]))
        assert str(refused.value) == why


def test_a_sop_is_signed_and_an_older_one_is_not_put_back_with_its_old_signature(kantor: Repo) -> None:
    held = {}
    for role in (SEKRETARIS, KASUBBAG):
        kantor.write("sop.yml", open_to(role))
        assert sign(kantor, "sop.yml", NAMA[CAMAT]) == "content/sop.yml.sig"
        held[role] = [(kantor.root / "content" / name).read_bytes() for name in ("sop.yml", "sop.yml.sig")]
        assert warned(kantor) == ()
    for name, data in zip(("sop.yml", "sop.yml.sig"), held[SEKRETARIS], strict=True):
        kantor.write(name, data)
    again = "isi ini pernah berlaku dan sudah diganti; beri tanggal_revisi yang baru, lalu tanda tangani lagi"
    assert warned(kantor)[-1].endswith(f"tidak berlaku: {again}")
    assert sign(kantor, "sop.yml", NAMA[CAMAT]) == f"content/sop.yml tidak ditandatangani: {again}"
    kantor.write("sop.yml", open_to(SEKRETARIS, tanggal_revisi="2024-01-15"))
    assert sign(kantor, "sop.yml", NAMA[CAMAT]) == "content/sop.yml.sig"
    assert warned(kantor) == ()
    assert keadaan_tahun(kantor.root, 2023).langkah[7].langkah.penentu == (CAMAT, SEKRETARIS)
