"""A PDF of one page written object by object, for what no library writes."""

import io

_CHINESE = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)


class Objects:
    """A ruled row whose label is 规章 and whose last number is 77; a test draws into its second cell."""

    def __init__(self):
        self.objects = []
        self.content = ["160 712 60 30 re 60 712 100 30 re 220 712 60 30 re S"]
        self.fonts = {"C": self.add(_CHINESE), "H": self.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")}
        self.resources = self.page = self.catalog = ""
        self.draw("C", 63, f"<{'规章'.encode('utf-16-be').hex()}>")
        self.draw("H", 230, "(77)")

    def add(self, written):
        """An object; its reference."""
        self.objects.append(written)
        return f"{len(self.objects)} 0 R"

    def stream(self, content, dictionary=""):
        return self.add(f"<<{dictionary}/Length {len(content)}>>stream\n{content}\nendstream")

    def draw(self, font, x, text, before=""):
        self.content.append(f"BT {before} /{font} 11 Tf 1 0 0 1 {x} 722 Tm {text} Tj ET")

    def font(self, written, **characters):
        """A font of one byte a character: by their codes in hex what they are, also in hex."""
        pairs = " ".join(f"<{code[1:]}> <{meant}>" for code, meant in characters.items())
        table = self.stream(f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar {pairs} endbfchar")
        return self.add(
            f"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Own/FirstChar 0/Widths[{'556 ' * 256}]{written}"
            f"{f'/ToUnicode {table}' if characters else ''}>>"
        )

    def bytes(self):
        fonts = "".join(f"/{name} {font}" for name, font in self.fonts.items())
        content = self.stream("\n".join(self.content))
        pages = f"{len(self.objects) + 2} 0 R"
        page = self.add(
            f"<</Type/Page/Parent {pages}/MediaBox[0 0 595 842]/Contents {content}{self.page}"
            f"/Resources<</Font<<{fonts}>>{self.resources}>>>>"
        )
        self.add(f"<</Type/Pages/Kids[{page}]/Count 1>>")
        catalog = self.add(f"<</Type/Catalog/Pages {pages}{self.catalog}>>")
        written = io.BytesIO(b"%PDF-1.7\n")
        written.seek(0, io.SEEK_END)
        places = []
        for number, one in enumerate(self.objects, 1):
            places.append(written.tell())
            written.write(f"{number} 0 obj\n{one}\nendobj\n".encode())
        end = written.tell()
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        size = len(places) + 1
        written.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root {catalog}>>\n".encode())
        written.write(f"startxref\n{end}\n%%EOF".encode())
        return written.getvalue()
