"""The registry: what is shipped is sound; what a user gets wrong is told in one line."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gxcrawl.errors import WrongUse
from gxcrawl.model import Agency
from gxcrawl.portals.families import FAMILIES
from gxcrawl.portals.registry import Registry, load_registry
from gxcrawl.portals.registry_files import mistakes_in

_GOOD = "- id: tingbei\n  name: 汀北区人民政府\n  home: http://127.0.0.1:8001/\n"


def _load(tmp_path: Path, text: str) -> None:
    file = tmp_path / "portals.yaml"
    file.write_text(text, encoding="utf-8")
    load_registry([file])


def test_shipped_registry_has_the_seed_portals_every_family_and_nothing_verified() -> None:
    registry = load_registry()
    assert {"fuyang", "linzi", "haishu", "yuhang", "hanyang"} <= {portal.id for portal in registry.portals}
    assert {portal.cms for portal in registry.portals} >= set(FAMILIES)
    assert {portal.verified_on for portal in registry.portals} == {None}


@pytest.mark.parametrize(
    ("query", "agency_id"),
    [("fuyang-lushan", "fuyang-lushan"), ("富阳区鹿山街道", "fuyang-lushan"), ("鼓楼街道", "haishu-gulou")],
)
def test_agency_is_found_by_id_name_and_alias(query: str, agency_id: str) -> None:
    assert load_registry().find_agency(query).id == agency_id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_GOOD.replace("name", "nam"), ["portal 'tingbei'", "'nam'", "'name'"]),
        (_GOOD + "  colum: http://x/\n", ["portal 'tingbei'", "'colum'", "'column'"]),
        (_GOOD + "  agencies:\n  - id: a\n    name: 甲\n    alias: [乙]\n", ["agency 'a'", "'alias'", "'aliases'"]),
        (_GOOD + "  quirks: {legacy_tsl: true}\n", ["'quirks.legacy_tsl'", "'legacy_tls'"]),
        (_GOOD + "  quirks: {encoding: gbx}\n", ["quirks.encoding", "'gbx'", "gb18030"]),
        (_GOOD + "  zzz: 1\n", ["'zzz'", "the keys are id, name"]),
        (_GOOD + "  home: http://y/\n", ["'home' is given twice", "line"]),
        (_GOOD + "  region_code: 330111\n", ["region_code", "quotes"]),
        (_GOOD + "  schedule: '0 99 * * *'\n", ["schedule", "cron"]),
        (_GOOD + "  schedule: '0 3 * * 1 2026'\n", ["schedule", "day of the week"]),
        (_GOOD + "  schedule: '@daily'\n", ["schedule", "day of the week"]),
        (_GOOD + "  cms: hanwb\n", ["cms", "'hanweb'"]),
        (_GOOD + _GOOD, ["'tingbei'", "taken"]),
        (_GOOD + "  agencies: [{id: a, name: 甲}, {id: a, name: 乙}]\n", ["'a'", "taken"]),
        (_GOOD + "  agencies: [{id: a, name: 教育局}, {id: b, name: 汀北区教育局}]\n", ["'b'", "names agency 'a' too"]),
        (
            _GOOD + "  agencies: [{id: a, name: 发展和改革局}, {id: b, name: 乙, aliases: [发改局]}]\n",
            ["发改局", "'a'"],
        ),
        (_GOOD.replace("http:", "htp:"), ["home", "htp://"]),
        (_GOOD.replace("8001", "99999"), ["home", "ort"]),
        (_GOOD + "  hosts: ['files.example:99999']\n", ["hosts", "ort out of range"]),
        (_GOOD + "  hosts: ['*.gov.cn']\n", ["hosts", "*.fuyang.gov.cn"]),
        (_GOOD + "  hosts: ['nb.*.gov.cn']\n", ["hosts", "*.fuyang.gov.cn"]),
        (_GOOD.replace("id: tingbei", "id: ting/bei"), ["ting/bei", "letters"]),
        ("- id: tingbei\n  name: [\n", ["line", "YAML"]),
        (_GOOD + "  agencies: [{id: a, name: 甲, aliases: 乙}]\n", ["'aliases'", "write a list"]),
        ("\x00", ["UTF-8"]),
        ("", ["list of portals"]),
        ("a: b\n", ["list of portals"]),
        ("- 7\n", ["entry 1"]),
    ],
)
def test_an_invalid_registry_file_is_reported_in_one_line(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(WrongUse) as caught:
        _load(tmp_path, text)
    message = str(caught.value)
    assert "\n" not in message
    assert "portals.yaml" in message
    assert [word for word in words if word not in message] == []


def test_all_errors_of_a_registry_file_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "portals.yaml"
    second = _GOOD.replace("tingbei", "tingnan").replace("name", "nam") + "  cms: hanwb\n"
    file.write_text(_GOOD + "  zzz: 1\n" + second + "- 7\n", encoding="utf-8")
    told = [line.partition("portals.yaml")[2] for line in mistakes_in(file)]
    assert [line.split(";")[0] for line in told] == [
        ", portal 'tingbei': unknown key 'zzz'",
        ", portal 'tingnan': unknown key 'nam'",
        told[2],
        ": entry 3 is no portal",
    ]
    assert "'cms'" in told[2]
    file.write_text(_GOOD, encoding="utf-8")
    assert mistakes_in(file) == []


@pytest.mark.parametrize(
    ("home", "told"),
    [
        ("https://127.0.0.1:8001/index.html", 1),
        ("http://127.0.0.1:8001/\n  column: http://127.0.0.1:8001/gknb/", 0),
        ("http://127.0.0.1:8002/", 0),
        ("http://127.0.0.1:8001/tingnan/", 0),
    ],
)
def test_two_portals_with_one_home_page_are_reported(tmp_path: Path, home: str, told: int) -> None:
    file = tmp_path / "portals.yaml"
    file.write_text(f"{_GOOD}- id: tingnan\n  name: 汀南区人民政府\n  home: {home}\n", encoding="utf-8")
    mistakes = mistakes_in(file)
    assert len(mistakes) == told
    assert all("portal 'tingnan'" in line and "portal 'tingbei'" in line for line in mistakes)


@pytest.mark.parametrize("path", ["missing.yaml", "."])
def test_an_unreadable_registry_file_is_named(tmp_path: Path, path: str) -> None:
    with pytest.raises(WrongUse, match="registry file"):
        load_registry([tmp_path / path])


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\xd8- id: x", _GOOD.encode("gbk")])
def test_a_registry_in_another_encoding_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "portals.yaml").write_bytes(content)
    with pytest.raises(WrongUse, match="save it as UTF-8"):
        load_registry([tmp_path / "portals.yaml"])


def test_unknown_names_get_suggestions_and_ambiguous_ones_candidates(tmp_path: Path) -> None:
    second = _GOOD.replace("tingbei", "tingnan") + "  agencies: [{id: tingnan-jy, name: 教育局}]\n"
    (tmp_path / "p.yaml").write_text(
        _GOOD + "  agencies: [{id: tingbei-jy, name: 教育局}]\n" + second, encoding="utf-8"
    )
    registry = load_registry([tmp_path / "p.yaml"])
    with pytest.raises(WrongUse, match=r"ambiguous.*tingbei-jy.*tingnan-jy"):
        registry.find_agency("教育局")
    with pytest.raises(WrongUse, match=r"did you mean .*tingbei-jy"):
        registry.find_agency("tingbei-jyj")
    with pytest.raises(WrongUse, match="did you mean tingbei"):
        registry.portal("tingbai")
    with pytest.raises(WrongUse, match=rf"`gxcrawl portals list --portals {tmp_path}/p.yaml` shows what there is"):
        registry.portal("???")


def test_an_agency_is_suggested_once(tmp_path: Path) -> None:
    agencies = "  agencies: [{id: tingbei-jy, name: 汀北区教育局, aliases: [汀北区教体局]}]\n"
    (tmp_path / "p.yaml").write_text(_GOOD + agencies, encoding="utf-8")
    with pytest.raises(WrongUse, match=r"did you mean 汀北区教育局\?$"):
        load_registry([tmp_path / "p.yaml"]).find_agency("汀北区教育居")


def test_a_partial_name_finds_an_agency_of_earlier_crawls_only_if_enabled() -> None:
    met = [Agency(f"tingbei-{number}", f"汀北区第{number}中心", "tingbei") for number in range(12)]
    registry = Registry(())
    assert registry.find_agency("第7中", met, by_part=True) is met[7]
    with pytest.raises(WrongUse, match="did you mean 汀北区第7中心"):
        registry.find_agency("第7中", met)
    with pytest.raises(WrongUse, match=r"ambiguous.*tingbei-9 \(汀北区第9中心\), and 2 more$"):
        registry.find_agency("汀北", met, by_part=True)


def test_the_shipped_registry_can_be_read_from_an_egg(tmp_path: Path) -> None:
    egg = tmp_path / "gxcrawl.egg"
    root = Path(__file__).parents[2]
    with zipfile.ZipFile(egg, "w") as archive:
        for package in ("gxcrawl", "settings"):
            for file in (root / package).rglob("*"):
                if file.suffix in {".py", ".yaml"}:
                    archive.write(file, file.relative_to(root).as_posix())
    script = "from gxcrawl.portals.registry import load_registry; print(*(p.id for p in load_registry().portals))"
    done = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(egg)}, cwd=tmp_path, capture_output=True
    )
    assert done.stdout.decode().split() == [portal.id for portal in load_registry().portals], done.stderr.decode()
