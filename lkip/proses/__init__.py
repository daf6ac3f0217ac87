"""The SOP as it is lived: events in content/<tahun>/proses, proven by signatures, tags, reviews or scans → its state.

`baca.keadaan_tahun` is the way in for whoever shows it, `catat.catat` for whoever does a step.
"""
