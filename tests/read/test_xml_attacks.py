"""XML attacks, as feed and as page: no file is read, no server asked, nothing grows."""

from benchmarks.hostile import runs
from benchmarks.hostile.xml_attacks import xml_attacks


def test_nothing_leaks(tmp_path):
    figures = runs.read_xml_attacks()
    assert figures["attacks"] >= 15
    assert figures["leaks"] == figures["servers_asked"] == 0
    assert not figures["files_and_connections_in_strace"]


def test_the_attacks_hold_what_they_threaten_with(tmp_path):
    attacks = xml_attacks(tmp_path / "secret.txt", "http://127.0.0.1:9")
    assert sum(b"secret.txt" in data for data in attacks.values()) >= 5
    assert sum(b"127.0.0.1:9" in data for data in attacks.values()) >= 5
