"""OFD documents that print what a PDF does, written in the ways that converters write them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any
from xml.sax.saxutils import escape

import pdfplumber
from pdfplumber.page import Page
from reading.builders import zipped

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72
_ROTATIONS = {True: 0, False: 270}  # turned labels are read upwards


@dataclass(frozen=True)
class Converter:
    """by_line: a text object for each line, its steps listed; else one for each character. scaled: by a matrix.

    filled: lines are drawn as thin areas. in_template: the lines stand in a template that the page lies over.
    """

    by_line: bool = True
    scaled: bool = False
    filled: bool = False
    in_template: bool = False

    def convert(self, pdf: bytes) -> bytes:
        """The whole document."""
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        members = {"OFD.xml": f"<ofd:OFD {_SPACE}>{root}</ofd:OFD>"}
        pages = templates = ""
        with pdfplumber.open(io.BytesIO(pdf)) as source:
            for number, page in enumerate(source.pages):
                texts, paths = "".join(self._texts(page)), "".join(self._paths(page))
                used = f'<ofd:Template TemplateID="{900 + number}"/>' if self.in_template else ""
                box = f"0 0 {_mm(page.width)} {_mm(page.height)}"
                area = f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
                members[f"Doc_0/Tpls/{number}.xml"] = _page(paths)
                members[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(texts if used else paths + texts, area + used)
                pages += f'<ofd:Page ID="{number + 1}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
                templates += f'<ofd:TemplatePage ID="{900 + number}" BaseLoc="/Doc_0/Tpls/{number}.xml"/>'
        members["Doc_0/Document.xml"] = (
            f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 10 10</ofd:PhysicalBox>"
            f"</ofd:PageArea>{templates}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
        )
        return zipped({name: content.encode() for name, content in members.items()})

    def _texts(self, page: Page) -> Iterator[str]:
        for (upright, _), line in groupby(page.chars, key=lambda one: (one["upright"], round(one["bottom"], 1))):
            chars = list(line)
            if self.by_line and upright:
                steps = [_mm(after["x0"] - one["x0"]) for one, after in pairwise(chars)]
                yield self._text("".join(one["text"] for one in chars), chars[0], _repeated(steps))
            else:
                yield from (self._text(one["text"], one, "") for one in chars)

    def _text(self, text: str, first: dict[str, Any], steps: str) -> str:
        scale = 0.01 if self.scaled else 1
        size = _mm(first["size"])
        x, y = (first["x0"], first["bottom"]) if first["upright"] else (first["x1"], first["bottom"])
        matrix = f' CTM="{scale} 0 0 {scale} 0 0"' if self.scaled else ""
        delta = f' DeltaX="{" ".join(f"{_scaled(step, scale)}" for step in steps.split())}"' if steps else ""
        turn = _ROTATIONS[first["upright"]]
        return (
            f'<ofd:TextObject ID="7" Boundary="{_mm(x)} {_mm(y) - size * 0.14} 50 9" Size="{size / scale}"'
            f' CharDirection="{turn}"{matrix}><ofd:TextCode X="0" Y="0"{delta}>{escape(text)}</ofd:TextCode>'
            "</ofd:TextObject>"
        )

    def _paths(self, page: Page) -> Iterator[str]:
        for edge in page.edges:
            x, y = _mm(edge["x0"]), _mm(edge["top"])
            wide, high = _mm(edge["x1"] - edge["x0"]), _mm(edge["bottom"] - edge["top"])
            if self.filled:
                wide, high = max(wide, 0.2), max(high, 0.2)
                data = f"M 0 0 L {wide} 0 L {wide} {high} L 0 {high} C"
                look = 'Stroke="false" Fill="true"'
            else:
                data, look = f"M 0 0 L {wide} {high}", 'LineWidth="0.2"'
            yield (
                f'<ofd:PathObject ID="8" Boundary="{x} {y} {wide} {high}" {look}>'
                f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
            )


def _page(objects: str, before: str = "") -> str:
    return (
        f'<ofd:Page {_SPACE}>{before}<ofd:Content><ofd:Layer ID="3" Type="Body"><ofd:PageBlock>{objects}'
        "</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def _mm(points: float) -> float:
    return round(float(points) * _MM, 4)


def _scaled(step: str, scale: float) -> str:
    return step if step == "g" or "." not in step else f"{float(step) / scale}"


def _repeated(steps: list[float]) -> str:
    """The steps as writers shorten them: g 3 5.6 for three alike."""
    words = []
    for step, alike in groupby(steps):
        times = len(list(alike))
        words.append(f"g {times} {step:.4f}" if times > 1 else f"{step:.4f}")
    return " ".join(words)
