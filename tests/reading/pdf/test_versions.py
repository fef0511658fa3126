"""A PDF that was changed and saved anew: the last version counts, or none."""

import re

import pytest
from reading.pdf_objects import Objects

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document

JUNK = b"\r\nWarning: readfile() in down.php\r\n"


def changed():
    """126 became 921: the page's content stands once more behind the end, with a table of its own."""
    written = Objects()
    written.draw("H", 170, "(126)")
    body = written.bytes()
    content = max(re.finditer(rb"(?m)^(\d+) 0 obj\n<</Length.*?endobj\n", body, re.DOTALL), key=lambda one: one.start())
    (before,) = re.findall(rb"startxref\n(\d+)", body)
    (root,) = re.findall(rb"/Size \d+/Root \d+ 0 R", body)
    place = len(body) + 1
    body += b"\n" + content[0].replace(b"(126)", b"(921)")
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer<<%s/Prev %s>>\n" % (int(content[1]), place, root, before)
    return body + table + b"startxref\n%d\n%%%%EOF" % len(body)


def cell(body):
    return read_document(body).tables[0].rows[0][1]


def test_an_update_after_the_first_end_of_file_is_read():
    assert cell(changed()) == "921"


def test_output_of_a_script_before_the_pdf_does_not_hide_its_last_version():
    assert cell(JUNK + changed()) == "921"


def test_offsets_may_count_the_bytes_before_the_header():
    body = JUNK + changed()
    shifted = re.sub(rb"\d{10}(?= 00000 n)", lambda place: b"%010d" % (int(place[0]) + len(JUNK)), body)
    shifted = re.sub(rb"(?<=startxref\n)\d+|(?<=/Prev )\d+", lambda one: b"%d" % (int(one[0]) + len(JUNK)), shifted)
    assert cell(shifted) == "921"


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda body: body[: body.rindex(b"startxref")], "cut short"),
        (lambda body: re.sub(rb"\d+\n%%EOF$", b"99\n%%EOF", body), "which of the versions"),
    ],
)
def test_an_older_version_is_never_read_in_place_of_the_last(damage, reason):
    with pytest.raises(Unreadable, match=reason):
        read_document(damage(changed()))


def test_a_pdf_with_a_broken_cross_reference_table_is_read():
    written = Objects()
    written.draw("H", 170, "(126)")
    assert cell(re.sub(rb"\d+\n%%EOF$", b"99\n%%EOF", written.bytes())) == "126"
