import json
import shutil
from importlib.resources import as_file, files

import pytest

from dragoman.errors import ModelError
from dragoman.heads import load_heads
from dragoman.heads.loading import CALIBRATION, MANIFEST, load_parts


@pytest.fixture
def copy(tmp_path):
    with as_file(files("dragoman") / "data" / "heads") as shipped:
        return shutil.copytree(shipped, tmp_path / "heads")


def test_an_altered_file_is_refused(copy):
    with (copy / CALIBRATION).open("a") as file:
        file.write(" ")
    with pytest.raises(ModelError, match=r"calibration\.json.*altered"):
        load_heads(copy)


def test_a_missing_file_is_named(copy):
    (copy / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing"):
        load_heads(copy)


def test_a_manifest_that_leaves_a_file_out_is_refused(copy):
    manifest = json.loads((copy / MANIFEST).read_text())
    del manifest["files"]["heads.npz"]
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelError, match=r"names no heads\.npz"):
        load_heads(copy)


def test_a_manifest_that_is_no_json_is_refused(copy):
    (copy / MANIFEST).write_text("weights")
    with pytest.raises(ModelError, match="no JSON"):
        load_heads(copy)


def test_no_folder_at_all(tmp_path):
    with pytest.raises(ModelError, match=r"manifest\.json is missing"):
        load_heads(tmp_path)


def test_shipped_files_keep_within_forty_megabytes():
    folder = files("dragoman") / "data" / "heads"
    assert sum(len(item.read_bytes()) for item in folder.iterdir() if item.is_file()) <= 40_000_000


def test_every_label_of_the_heads_has_a_calibration_and_a_threshold():
    calibration = load_parts().calibration
    assert set(calibration.scale) == set(calibration.thresholds)
    assert all(0 <= value <= 1 for value in calibration.thresholds.values())
    assert {"sentence:event:AGREE", "mention:attendance:declined", "mention:actor", "pair:plover:ACCUSE"} <= set(
        calibration.scale
    )
