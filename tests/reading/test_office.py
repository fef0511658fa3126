"""Binary Word documents through LibreOffice; without it a reason that says what to install."""

import shutil
import stat

import pytest
from reading.builders import outline

from gxcrawl.errors import NeedsTool, Unreadable
from gxcrawl.reading import kind_of, office, read_document

RTF = rb"{\rtf1\ansi\ansicpg936 \u25919?\u24220?\u20449?\u24687?\u20844?\u24320?\par}"


def test_without_libreoffice_the_reason_names_the_package(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(NeedsTool, match="libreoffice-writer-nogui"):
        read_document(RTF)


def program(tmp_path, script: str) -> str:
    """A program in LibreOffice's place."""
    path = tmp_path / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_hanging_libreoffice_is_ended(tmp_path, monkeypatch):
    path = program(tmp_path, "sleep 600 & wait")
    monkeypatch.setattr(shutil, "which", lambda _: path)
    monkeypatch.setattr(office, "CONVERSION_SECONDS", 0.2)
    with pytest.raises(Unreadable, match="did not finish"):
        read_document(RTF)


def test_a_libreoffice_that_makes_nothing(tmp_path, monkeypatch):
    path = program(tmp_path, "exit 0")
    monkeypatch.setattr(shutil, "which", lambda _: path)
    with pytest.raises(Unreadable, match="makes nothing"):
        read_document(RTF)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (libreoffice-writer-nogui) is not installed")
def test_a_word_document_of_old():
    document = read_document(RTF)
    assert kind_of(RTF) == document.kind == "doc"
    assert outline(document) == ["政府信息公开"]
