"""Digits of a PDF that its fonts do not name, that stand on hidden layers or that a reader of the page struck out."""

import pytest
from reading.pdf_objects import Objects

from gxcrawl.errors import Unreadable
from gxcrawl.reading import read_document


def cell(draw):
    """The second cell of the row."""
    written = Objects()
    draw(written)
    (row,) = read_document(written.bytes()).tables[0].rows
    assert (row[0], row[2]) == ("规章", "77")
    return row[1]


@pytest.mark.parametrize(
    ("meant", "printed"),
    [
        ("0036", "126"),
        ("0000", "12\ufffd"),
        ("200b", "12\ufffd"),
        ("", "12\ufffd"),
        ("e012", "12\ue012"),
        ("00ad", "12-"),  # fonts call their hyphen so
        ("0020", "12"),
    ],
)
def test_a_character_that_is_drawn_and_not_named(meant, printed):
    def draw(written):
        written.fonts["O"] = written.font("", x01="0031", x02="0032", x03=meant)
        written.draw("O", 170, "<010203>")

    assert cell(draw) == printed


@pytest.mark.parametrize("meant", ["00dd", "0097", "e012", "fffd"])
def test_a_document_whose_fonts_name_bytes_instead_of_characters_needs_ocr(meant):
    """As Ghostscript writes the tables of Chinese fonts: the last byte of each character's code."""
    written = Objects()
    written.fonts["O"] = written.font("", x01=meant, x02="0032")
    written.draw("O", 170, "<0201010101>")
    with pytest.raises(Unreadable, match="needs OCR: the fonts"):
        read_document(written.bytes())


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        ("49/one/two/three", "123"),
        ("49/one/g9/three", "1(cid:50)3"),
        ("49/c49/G32/c51", "123"),
        ("49/g50/two/three", "(cid:49)23"),
    ],
)
def test_unknown_names_of_characters(names, printed):
    def draw(written):
        written.fonts["O"] = written.font(f"/Encoding<</Differences[{names}]>>")
        written.draw("O", 170, "(123)")

    assert cell(draw) == printed


def test_a_digit_below_a_box_filled_with_a_pattern_is_not_seen():
    def draw(written):
        tile = written.stream(
            "1 1 1 rg 0 0 5 5 re f",
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>",
        )
        written.resources = f"/Pattern<</P {tile}>>"
        written.draw("H", 170, "(8)")
        written.content.append("q /Pattern cs /P scn 165 715 15 20 re f Q")
        written.draw("H", 185, "(27)")

    assert cell(draw) == "[8] 27"


def test_a_dingbats_tick_is_not_read_as_4():
    def draw(written):
        written.fonts["Z"] = written.add("<</Type/Font/Subtype/Type1/BaseFont/ZapfDingbats>>")
        written.draw("H", 170, "(12)")
        written.draw("Z", 184, "(4)")

    assert cell(draw) == "12\ufffd"


@pytest.mark.parametrize(
    ("state", "layer", "printed"),
    [
        ("/OFF[{0}]", "{0}", "12"),
        ("/OFF[{0}]", "<</OCGs[{0}]>>", "12"),
        ("/OFF[{0}]", "<</OCGs {0}>>", "12"),
        ("/BaseState/OFF", "{0}", "12"),
        ("/BaseState/OFF/ON[{0}]", "{0}", "129"),
        ("", "{0}", "129"),
    ],
)
def test_text_on_a_hidden_layer_is_not_read(state, layer, printed):
    def group(written):
        one = written.add("<</Type/OCG/Name(x)>>")
        written.catalog = f"/OCProperties<</OCGs[{one}]/D<<{state.format(one)}>>>>"
        written.draw("H", 170, "(12)")
        return written.add(layer.format(one)) if "OCGs" in layer else one

    def marked(written):
        written.resources = f"/Properties<</L {group(written)}>>"
        written.content.append("/OC /L BDC /Span BMC")
        written.draw("H", 182, "(9)")
        written.content.append("EMC EMC")

    def form(written):
        drawn = f"/Subtype/Form/BBox[0 0 600 900]/OC {group(written)}/Resources<</Font<</H {written.fonts['H']}>>>>"
        inside = written.stream("/Span BMC BT /H 11 Tf 1 0 0 1 182 722 Tm (9) Tj ET", drawn)
        written.resources = f"/XObject<</F {inside}>>"
        written.content.append("/F Do")

    assert [cell(form), cell(marked)] == [printed, printed]


@pytest.mark.parametrize(
    ("annotation", "printed"),
    [
        ("/Subtype/StrikeOut/QuadPoints[170 732 190 732 170 720 190 720]", "[1][2][6]"),
        ("/Subtype/Redact/Rect[160 712 220 742]", "[1][2][6]"),
        ("/Subtype/StrikeOut/F 2/Rect[160 712 220 742]", "126"),
        ("/Subtype/Underline/Rect[160 712 220 742]", "126"),
        ("/Subtype/Ink/Rect[160 712 220 742]", "[1][2][6]"),
        ("/Subtype/Stamp/Rect[160 712 220 742]/AP<</N {0}>>", "[1][2][6]"),
        ("/Subtype/Stamp/F 2/Rect[160 712 220 742]/AP<</N {0}>>", "126"),
        ("/Subtype/Highlight/Rect[160 712 220 742]/AP<</N {0}>>", "126"),
    ],
)
def test_a_number_that_a_reader_of_the_page_struck_out(annotation, printed):
    def draw(written):
        written.draw("H", 170, "(126)")
        white = written.stream("1 g 0 0 60 30 re f", "/Subtype/Form/BBox[0 0 60 30]")
        written.page = f"/Annots[<</Type/Annot{annotation.format(white)}>>]"

    assert cell(draw) == printed


@pytest.mark.parametrize(
    ("below", "printed"),
    [
        ("0 g 162 714 56 26 re f", "[1][2][6]"),
        ("0 g 162 714 56 26 re f 1 g 163 715 54 24 re f", "126"),  # a frame drawn as two boxes
        ("0 g 162 714 56 26 re 163 715 54 24 re f*", "126"),  # as one box with a hole
        ("0 g 162 714 56 26 re 163 739 54 -24 re f", "126"),  # which by this rule goes round the other way
        ("0 g 162 714 56 26 re 163 715 54 24 re f", "[1][2][6]"),
        ("0 g 162 714 56 26 re 300 714 54 26 re f*", "[1][2][6]"),  # beside another box
        ("0 g 162 714 56 26 re 163 715 4 4 re f*", "[1][2][6]"),  # with a hole elsewhere
        ("q 162 714 56 26 re 163 715 54 24 re W* n 0 g 0 0 595 842 re f Q", "126"),  # and as one, clipped
    ],
)
def test_black_on_black(below, printed):
    def draw(written):
        written.content.append(below)
        written.draw("H", 170, "(126)", "0 g")

    assert cell(draw) == printed


@pytest.mark.parametrize(
    ("shown", "printed"),
    [("165 714 30 26 re W n", "[1][2][6]"), ("", "126"), ("/Faint gs 165 714 30 26 re W n", "126")],
)
def test_a_gradient_over_a_number(shown, printed):
    """Of the whole page there is one below what is seen, whenever it was drawn."""

    def draw(written):
        written.resources = "/ExtGState<</Faint<</ca 0.2>>>>"
        written.draw("H", 170, "(126)")
        written.content.append(f"q {shown} /Sh1 sh Q")

    assert cell(draw) == printed


def test_digits_printed_upside_down_are_bracketed():
    assert cell(lambda written: written.content.append("BT /H 11 Tf -1 0 0 -1 190 730 Tm (126) Tj ET")) == "[6][2][1]"


INK = "[/Separation/{}/DeviceCMYK<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 {}]/N 1>>]"


@pytest.mark.parametrize(
    ("before", "space", "printed"),
    [
        ("/S cs 1 scn", INK.format("Gold", 1), "126"),
        ("/S cs 0 scn", INK.format("Gold", 1), "[1][2][6]"),
        ("/S cs 1 scn", INK.format("White", 0), "[1][2][6]"),
        ("/S cs 1 scn", INK.format("None", 1), "[1][2][6]"),
        ("/S cs 1 scn", "[/Indexed/DeviceRGB 1<FFFFFF000000>]", "126"),
        ("/S cs 0 scn", "[/Indexed/DeviceRGB 1<FFFFFF000000>]", "[1][2][6]"),
        ("/S cs 100 0 0 scn", "[/Lab<</WhitePoint[0.95 1 1.09]>>]", "[1][2][6]"),
        ("1 Tr 1 G 0 g", "/DeviceRGB", "[1][2][6]"),  # outlines alone
        ("1 Tr 0 G 1 g", "/DeviceRGB", "126"),
        ("2 Tr 0 G 1 g", "/DeviceRGB", "126"),
        ("1 Tr /Outlined gs", "/DeviceRGB", "[1][2][6]"),
        ("/Masked gs", "/DeviceRGB", "[1][2][6]"),
        ("/Masked gs /Bare gs", "/DeviceRGB", "126"),
    ],
)
def test_a_number_in_the_colour_in_which_it_is_seen(before, space, printed):
    def draw(written):
        group = written.stream("", "/Subtype/Form/BBox[0 0 600 900]/Group<</S/Transparency/CS/DeviceGray>>")
        states = f"/Masked<</SMask<</S/Luminosity/G {group}>>>>/Bare<</SMask/None>>/Outlined<</CA 0>>"
        written.resources = f"/ColorSpace<</S {space}>>/ExtGState<<{states}>>"
        written.draw("H", 170, "(126)", before)

    assert cell(draw) == printed


def test_digits_too_small_to_see_are_bracketed():
    assert cell(lambda written: written.content.append("BT /H 0.5 Tf 1 0 0 1 190 722 Tm (126) Tj ET")) == "[1][2][6]"


@pytest.mark.parametrize(
    ("value", "made_anew", "printed"),
    [
        ("(126)", "true", "126"),
        ("<FEFF003100320036>", "true", "126"),
        ("(7)", "true", "[1][2][6]"),
        ("(7)", "false", "126"),
    ],
)
def test_a_field_whose_value_is_not_what_it_looks_like(value, made_anew, printed):
    """Programs that fill forms in change the value, and leave it to viewers to draw it."""

    def draw(written):
        fonts = f"/Resources<</Font<</H {written.fonts['H']}>>>>"
        looks = written.stream("BT /H 11 Tf 2 8 Td (126) Tj ET", f"/Subtype/Form/BBox[0 0 50 26]{fonts}")
        field = written.add(f"<</FT/Tx/V {value}>>")
        written.page = f"/Annots[<</Subtype/Widget/Parent {field}/Rect[165 714 215 740]/AP<</N {looks}>>>>]"
        written.catalog = f"/AcroForm<</NeedAppearances {made_anew}>>"

    assert cell(draw) == printed
