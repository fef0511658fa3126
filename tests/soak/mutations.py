"""Files that went wrong: reports of every kind, cut, flipped, mixed up, nested, and some made to do harm."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random

from gxcrawl.simulation.agencies import JICHUAN
from gxcrawl.simulation.figures import invent_report
from gxcrawl.simulation.publishing.postings import write_file
from gxcrawl.simulation.writers.html import write_page

DEPTH = 100_000
GIGABYTES = 2 * 2**30
_TAG = re.compile(rb"<[^<>]*>")


@cache
def originals() -> Mapping[str, bytes]:
    """One report as a file of every kind that the simulation writes."""
    report = invent_report(JICHUAN[1], 2021)
    pages = {layout: write_page(report, layout) for layout in ("plain", "word", "nested", "unclosed")}
    files = {ending: write_file(report, ending) for ending in ("docx", "xlsx", "pdf", "txt")}
    return {**pages, **files, "zip": _zipped({"报告.docx": files["docx"], "附表.xlsx": files["xlsx"]})}


def mutated_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of so many files; the same for the same seed."""
    for number in range(count):
        rng = Random(f"{seed} {number}")  # its own: what one consumes depends on its bytes, and a zip tells the time
        if number % 50 == 0:
            name = rng.choice(list(HARMFUL))
            yield name, HARMFUL[name]()
            continue
        kind = rng.choice(list(originals()))
        body, done = originals()[kind], []
        for _ in range(rng.randint(1, 3)):
            mutation = rng.choice(_MUTATIONS)
            body = mutation(rng, body)
            done.append(mutation.__name__.strip("_"))
        yield f"{number} {kind}: {', '.join(done)}", body


def _cut(rng: Random, body: bytes) -> bytes:
    return body[: rng.randrange(len(body) + 1)]


def _beheaded(rng: Random, body: bytes) -> bytes:
    return body[rng.randrange(len(body) + 1) :]


def _bits_flipped(rng: Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(rng.choice((1, 10, 300)) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _tags_dropped(rng: Random, body: bytes) -> bytes:
    return _inside(rng, body, lambda text: _TAG.sub(lambda tag: b"" if rng.random() < 0.1 else tag.group(), text))


def _numbers_blown_up(rng: Random, body: bytes) -> bytes:
    """Spans, lengths, offsets, references: some number in the file is a huge one."""
    return _inside(
        rng,
        body,
        lambda text: re.sub(rb"\d+", lambda found: b"987654321" if rng.random() < 0.01 else found.group(), text),
    )


def _piece_repeated(rng: Random, body: bytes) -> bytes:
    start = rng.randrange(len(body) + 1)
    end = min(len(body), start + rng.randrange(1, 2000))
    return body[:end] + body[start:end] * rng.choice((1, 20, 500)) + body[end:]


def _pieces_swapped(rng: Random, body: bytes) -> bytes:
    one, two, three = sorted(rng.randrange(len(body) + 1) for _ in range(3))
    return body[:one] + body[two:three] + body[one:two] + body[three:]


def _other_encoding(rng: Random, body: bytes) -> bytes:
    text = body.decode("utf-8", "replace")
    return text.encode(rng.choice(("gb18030", "big5", "utf-16", "latin-1")), "replace")


def _spliced(rng: Random, body: bytes) -> bytes:
    """The beginning of one file, the end of another."""
    other = originals()[rng.choice(list(originals()))]
    return body[: rng.randrange(len(body) + 1)] + other[rng.randrange(len(other)) :]


_MUTATIONS = (
    _cut, _beheaded, _bits_flipped, _tags_dropped, _numbers_blown_up, _piece_repeated, _pieces_swapped,
    _other_encoding, _spliced,
)  # fmt: skip


def _inside(rng: Random, body: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Changes a file, or one member of a package, which is then packed again."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return change(body)
    except Exception:  # noqa: BLE001 - zlib's own error and others of a package broken before
        return change(body)
    if members:
        chosen = rng.choice([name for name in members if name.endswith(".xml")] or list(members))
        members[chosen] = change(members[chosen])
    return _zipped(members)


def _zipped(members: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return packed.getvalue()


def _nested(tag: str) -> Callable[[], bytes]:
    return lambda: f"<html><body>{f'<{tag}>' * DEPTH}总体情况".encode()


def _with_member(ending: str, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(originals()[ending])) as package:
        members = {one: package.read(one) for one in package.namelist()}
    return _zipped({**members, name: content})


@cache
def _bomb(ending: str, name: str) -> bytes:
    """A package in which one member unzips to gigabytes of blanks."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(originals()[ending])) as package,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bomb,
    ):
        for one in package.namelist():
            if one != name:
                bomb.writestr(one, package.read(one))
        with bomb.open(name, "w", force_zip64=True) as member:
            for _ in range(GIGABYTES // 2**24):
                member.write(b" " * 2**24)
    return packed.getvalue()


def _entities() -> bytes:
    """An XML document whose one word stands for a thousand million."""
    declared = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "报告">{declared}]>'
        f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>'
    ).encode()


def _formats(code: str) -> bytes:
    """Styles of a workbook whose every cell has the format."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = '<xf numFmtId="170" applyNumberFormat="1"/>' * 50
    return (
        f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    ).encode()


def _looping_pdf() -> bytes:
    """A PDF whose page tree is its own child."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj %b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)
    )


def _zip_in_zip(depth: int = 60) -> bytes:
    body = originals()["docx"]
    for _ in range(depth):
        body = _zipped({"附件.zip": body})
    return body


HARMFUL: Mapping[str, Callable[[], bytes]] = {
    "div 100,000 deep": _nested("div"),
    "tables 100,000 deep": _nested("table><tr><td"),
    "spans 100,000 deep": _nested("span"),
    "lists 100,000 deep": _nested("ul><li"),
    "a docx of gigabytes": lambda: _bomb("docx", "word/document.xml"),
    "a workbook of gigabytes": lambda: _bomb("xlsx", "xl/worksheets/sheet1.xml"),
    "entities in a docx": lambda: _with_member("docx", "word/document.xml", _entities()),
    "entities in a workbook": lambda: _with_member("xlsx", "xl/workbook.xml", _entities()),
    "a page tree that loops": _looping_pdf,
    "zip in zip": _zip_in_zip,
    "spans of a million": lambda: (
        f"<table>{'<tr><td colspan=1000000 rowspan=1000000>第二十条第</td><td>1</td></tr>' * 2000}</table>".encode()
    ),
    "a line without end": lambda: "政府信息公开申请".encode() * 500_000,
    "a title of marks": lambda: f"<title>年度报告{'·' * DEPTH}x</title><h1>{'①' * DEPTH}x</h1>".encode(),
    "metas without end": lambda: ("<meta name='ArticleTitle' content='" + "年度报告 - " * DEPTH + "'>").encode() * 3,
    "styles without end": lambda: f"<style>{'.a,' * DEPTH}</style><p style='{'color:' * DEPTH}'>5</p>".encode(),
    "a number format of parts": lambda: _with_member("xlsx", "xl/styles.xml", _formats(";" * 20_000)),
    "attributes without end": lambda: f"<table><tr><td {' a=1' * 500_000}>信息内容</td></tr></table>".encode(),
}
"""Made to do harm, by name."""
