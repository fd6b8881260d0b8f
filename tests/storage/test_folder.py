"""Bytes in a folder: whole or not at all, under our own names."""

import hashlib
import io
import shutil

import pytest

from app.files.actions import new_name
from app.storage.folder import Folder, NoRoom


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "files")


def test_what_is_kept_comes_back_with_its_size_and_checksum(folder):
    name, content = new_name(), b"memoir" * 500_000

    kept = folder.write(name, io.BytesIO(content))

    assert kept == (len(content), hashlib.sha256(content).hexdigest())
    assert folder.size(name) == len(content)
    with folder.open(name) as stream:
        assert stream.read() == content


class Torn(io.BytesIO):
    """A stream whose sender goes away in the middle."""

    def read(self, size=-1):
        if self.tell():
            raise ConnectionError
        return super().read(size)


def test_a_torn_stream_leaves_nothing(folder):
    with pytest.raises(ConnectionError):
        folder.write(new_name(), Torn(b"x" * 3_000_000))

    assert [path for path in folder.root.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../secret-key", "/etc/passwd", "a" * 31, "A" * 32, "", "photo.jpg"])
def test_only_names_of_our_own_reach_the_disk(folder, name):
    with pytest.raises(ValueError, match="no name of a stored file"):
        folder.open(name)


def test_a_nearly_full_disk_takes_nothing_more(folder, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 96, 4))

    with pytest.raises(NoRoom):
        folder.write(new_name(), io.BytesIO(b"x"))


def test_deleting_twice_is_no_error(folder):
    name = new_name()
    folder.write(name, io.BytesIO(b"x"))

    folder.delete(name)
    folder.delete(name)

    with pytest.raises(FileNotFoundError):
        folder.open(name)
    assert folder.is_writable()
