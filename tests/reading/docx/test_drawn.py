"""Numbers in the cells of Word tables of which the text of the file is not all, or not what Word prints."""

import io
import zipfile

import pytest
from reading.builders import own_rows

from gxcrawl.reading import read_document

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OF_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def text_of(cell, data="<n/>"):
    """The text of a cell in a package that also contains an XML file."""
    spaces = " ".join(f"xmlns:{name}='{space}'" for name, space in _NAMESPACES.items())
    row = f"<w:tr><w:tc><w:p><w:r><w:t>规章</w:t></w:r></w:p></w:tc><w:tc><w:p>{cell}</w:p></w:tc></w:tr>"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {spaces}><w:body><w:tbl>{row}</w:tbl></w:body></w:document>"
        )
        package.writestr(
            "word/_rels/document.xml.rels",
            f"<Relationships xmlns='{_OF_PACKAGE}'><Relationship Id='rId1' Type='{_RELATIONS}/customXml'"
            " Target='../customXml/item1.xml'/></Relationships>",
        )
        package.writestr("customXml/item1.xml", data)
    return own_rows(read_document(made.getvalue()).tables[0])[0][1]


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


INLINE = "<w:r><w:drawing><wp:inline/></w:drawing></w:r>"
FLOATING = "<w:r><w:drawing><wp:anchor/></w:drawing></w:r>"
LINE = "<w:r><w:drawing><wp:anchor><wps:wsp/></wp:anchor></w:drawing></w:r>"
UNSEEN = LINE.replace(
    "<wps:wsp/>", "<wps:wsp><wps:spPr><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr></wps:wsp>"
)  # as LibreOffice writes where a .doc has a shape without a form
SEAL = "<w:r><w:pict><v:shape style='position:absolute'><v:imagedata/></v:shape></w:pict></w:r>"
WORD_ART = "<w:r><w:pict><v:shape><v:textpath string='2'/></v:shape></w:pict></w:r>"
EQUATION = "<w:r><w:object/></w:r>"
BOX = f"<w:r><w:pict><v:rect><w:txbxContent><w:p>{run('件')}</w:p></w:txbxContent></v:rect></w:pict></w:r>"
NOTE = "<w:r><w:footnoteReference w:customMarkFollows='1'/><w:t>2</w:t></w:r>"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (run("1") + INLINE, "1\ufffd"),
        (INLINE + run("1"), "\ufffd1"),
        (LINE + run("1"), "\ufffd1"),
        (run("1") + WORD_ART, "1\ufffd"),
        (run("1") + EQUATION, "1\ufffd"),
        (run("1") + FLOATING, "1"),
        (run("1") + SEAL, "1"),
        (UNSEEN + run("1"), "1"),
        (run("1") + BOX, "件\n1"),
        (INLINE, ""),
        (run("1.属于国家秘密") + INLINE, "1.属于国家秘密"),
        (run("1") + NOTE, "1[2]"),
    ],
)
def test_drawings_and_equations_in_a_number_cell_make_it_unknown(cell, text):
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/a:d[1]/a:n[2]", "[7]"),
        ("/a:d[1]/a:n[3]", "7"),
        ("/a:d/a:n/@of", "[7]"),
        ("/a:d[1]/a:n[4]", "7"),  # without data at the path, Word prints the stored text
        ("//n", "7"),
    ],
)
def test_a_content_control_shows_the_value_of_its_data(path, text):
    bound = f"<w:sdtPr><w:dataBinding w:xpath='{path}'/></w:sdtPr><w:sdtContent>{run('7')}</w:sdtContent>"
    assert text_of(f"<w:sdt>{bound}</w:sdt>", "<d><n of='5'>3</n><n>12</n><n>7</n></d>") == text
