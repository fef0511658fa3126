"""Columns of a table, with their names in both languages."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "integer", "number"]
Language = Literal["en", "zh"]
Value = str | int | float | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """key: name in a table with English headers. zh: name with Chinese headers. en: description in English."""

    key: str
    type: Type
    zh: str
    en: str

    def name(self, language: Language) -> str:
        """The header."""
        return self.zh if language == "zh" else self.key


# The columns of both tables that identify a report.
IDENTITY = (
    Column("agency_id", "text", "机构编号", "id of the agency"),
    Column("agency_name", "text", "机构名称", "name of the agency"),
    Column("portal", "text", "门户编号", "id of the portal that publishes its reports"),
    Column("level", "text", "行政层级", "state, province, city, county or township; empty where not known"),
    Column("region_code", "text", "行政区划代码", "six digits of GB/T 2260; empty where not known"),
    Column("year", "integer", "年度", "the year the report is about"),
    Column("form", "text", "表样版本", "edition of the official form: 2021, 2019, 2014 or narrative"),
    Column("revision", "integer", "修订号", "1 for the first version seen"),
    Column("published_on", "text", "发布日期", "as printed, in ISO form; empty where not known"),
)
