"""What the later steps share: where a document goes when it is given back, dates and lists as they are typed."""

from __future__ import annotations

from datetime import date

from lkip.model import Langkah, Peristiwa
from lkip.problem import CommandError, visible
from lkip.proses.langkah.umum import Giliran


def giliran_ulang(turn: Giliran, event: Peristiwa) -> str:
    """Say whose turn it is after a document was given back."""
    step = _kembali_ke(turn, event)
    task = f": ./inv {step.tugas} --tahun {turn.tahun}" if step.tugas else ""
    who = visible(" atau ".join(step.diselesaikan_oleh))
    return f"Kembali ke langkah {step.nomor}, {visible(step.kegiatan)}, oleh {who}{task}"


def _kembali_ke(turn: Giliran, event: Peristiwa) -> Langkah:
    assert turn.keadaan is not None
    steps = [one.langkah for one in turn.keadaan.langkah]
    before = max((s.nomor for s in steps if s.nomor < turn.langkah.nomor), default=turn.langkah.nomor)
    wanted = event.ke or turn.langkah.kembali_ke or before
    return next((s for s in steps if s.nomor == wanted), turn.langkah)


def hari(text: str, option: str) -> date:
    """Read a date as it is typed for an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{option} '{visible(text)}' bukan tanggal; tulis misalnya {option} 2024-02-26"
        raise CommandError(msg) from error


def terbagi(text: str, option: str, contoh: str) -> tuple[str, str]:
    """Part a typed `this: that`; both must be there."""
    left, mark, right = (part.strip() for part in text.partition(":"))
    if not (left and mark and right):
        msg = f"{option} '{visible(text)}' kurang lengkap; tulis misalnya {option} '{contoh}'"
        raise CommandError(msg)
    return " ".join(left.split()), " ".join(right.split())
