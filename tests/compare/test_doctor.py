import pytest

from compare import doctor
from compare.datasets import mnist


@pytest.fixture
def no_data(monkeypatch, tmp_path):
    monkeypatch.delenv("THREEFOLD_DATA", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))


def by_name(checks):
    return {check.name: check for check in checks}


class TestLibraries:
    def test_every_required_library_is_looked_at(self, monkeypatch):
        monkeypatch.setattr(doctor, "library", lambda name, seconds: doctor.Check(name, "ok", ""))
        names = by_name(doctor.libraries(1))
        assert {"numpy", "torch", "tensorflow", "scikit-learn", "mlxtend"} <= names.keys()
        assert "pytest" not in names

    def test_present(self):
        assert doctor.library("platformdirs", 60).state == "ok"

    def test_absent(self):
        check = doctor.library("no-such-library", 60)
        assert (check.state, check.detail) == ("missing", "not installed")
        assert check.mend

    @pytest.mark.parametrize(
        ("body", "says"),
        [
            ("raise ImportError('half installed')", "half installed"),
            ("import os; os._exit(3)", "ended with code 3"),
            ("import os; os.abort()", "ended with code -6"),
            ("import time; time.sleep(60)", "not imported within"),
        ],
    )
    def test_broken_one_stops_nothing_else(self, tmp_path, monkeypatch, body, says):
        (tmp_path / "broken_one.py").write_text(body)
        monkeypatch.setattr(doctor, "ROOT", tmp_path)
        monkeypatch.setattr(doctor, "installed", lambda name: "1.0")
        check = doctor.library("broken_one", 5)
        assert check.state == "broken"
        assert says in check.detail
        assert check.mend

    def test_frameworks_are_imported_in_their_rooms(self):
        assert doctor.IMPORTED_AS["torch"] == "reference.pytorch.room"
        assert doctor.IMPORTED_AS["tensorflow"] == "reference.keras.room"


class TestData:
    @pytest.mark.usefixtures("no_data")
    def test_absent(self):
        checks = by_name(doctor.data(None))
        assert checks["data: imdb"].state == "missing"
        assert "--download" in checks["data: imdb"].mend
        assert checks["data: mnist_5k"].state == "ok"
        assert checks["data: mnist"].mend

    @pytest.mark.usefixtures("no_data")
    def test_corrupt(self, tmp_path):
        for name in mnist.IDX:
            (tmp_path / name).write_bytes(b"broken")
        check = by_name(doctor.data(tmp_path))["data: mnist"]
        assert check.state == "broken"
        assert "train-images-idx3-ubyte.gz" in check.detail

    @pytest.mark.usefixtures("no_data")
    def test_folder_that_does_not_exist(self, tmp_path):
        check = by_name(doctor.data(tmp_path / "typo"))["data: mnist"]
        assert check.state == "missing"
        assert "typo" in check.detail


class TestOutput:
    def test_folder_need_not_exist_and_is_not_made(self, tmp_path):
        assert doctor.writable(tmp_path / "a" / "b").state == "ok"
        assert not list(tmp_path.iterdir())

    def test_folder_that_cannot_be_written_to(self, tmp_path, monkeypatch):
        def refuse(**_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
        check = doctor.writable(tmp_path)
        assert check.state == "broken"
        assert "Permission denied" in check.detail

    def test_file_in_its_place(self, tmp_path):
        (tmp_path / "reports").write_text("")
        assert doctor.writable(tmp_path / "reports").state == "broken"

    def test_too_little_room(self):
        assert doctor.enough("free disk", 0.5, 1.0, "Make room.") == doctor.Check(
            "free disk", "broken", "0.5 GiB where 1 GiB are needed", "Make room."
        )


def test_old_python(monkeypatch):
    monkeypatch.setattr("sys.version_info", (3, 10, 4))
    assert doctor.python().state == "broken"
