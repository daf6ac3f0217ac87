"""The workflows for pull requests and for main, run with act: which jobs ran, what they printed, what was published."""

from __future__ import annotations

from act import Forge, files


def test_a_push_to_main_publishes_the_site_with_its_downloads(forge: Forge) -> None:
    run = forge.run("terbit", "push", forge.pushed())
    assert run.results == {"bangun": "success", "sebar": "success"}
    assert "Selesai: build/lkip-2023.pdf" in run.jobs["bangun"].step("Susun laporan").output
    site = files(run.site)
    # The draft of the report is always to be had at the same address.
    assert {"index.html", "unduh/lkip-2023.pdf", "unduh/lkip-2023.docx", "unduh/data/2023/laporan.json"} <= {*site}
