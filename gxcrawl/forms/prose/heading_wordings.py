"""How reports word the headings of the form's six sections, as data. Each pattern is matched against a whole line.

The line is normalised and without its numbering.
"""

import re

_OF_A_YEAR = r"(?:(?:20\d\d年度?|本年度?|年度|全年)(?:的)?)?"
_WHOSE = r"(?:(?:行政机关|本机关|本单位|本级|我[局委办镇乡街]|街道|单位|部门)?(?:\d{4}年度?|本年度?)?)"
_DISCLOSURE = r"(?:政府信息与政务公开|政府信息公开|政务信息公开|信息公开|政务公开|政府信息|政府公开信息)"
_END = r"(?:的)?(?:总体|基本|统计|数量)?(?:工作|方面)?(?:情况|状况)?(?:说明|如下|统计)?表?[:。]?"
_NOT_A_STATEMENT = r"(?!.*(?:未|没有|零|无[^\w]|发生))"
_AND = r"(?:[、和及与,]|以及)"
_RECEIVED = r"(?:收到|受理|接收)(?:和|、|及|与|并|的)"
_HANDLED = r"(?:处理|办理|答复)"
_LACKS = r"(?:问题|不足(?:之处)?|困难|短板)"
_LATER = r"(?:今后|下一?步|下阶段|\d{4}年|相关)?(?:工作)?(?:的)?"
_BETTER = r"(?:整改|改进|努力|解决)?(?:工作)?(?:的)?(?:情况|措施|打算|方向|思路|计划|安排|建议)?"
_TELL = r"(?:报告|汇报|说明)"
_MATTERS = r"(?:事项|事宜|情况|(?<=报告的)(?:内容|问题))"

HEADINGS: dict[int, re.Pattern[str]] = {
    # 总体情况 · 2023年政务公开总体情况 · 政府信息公开工作总体情况 · 基本工作情况 · 主要工作概述
    1: re.compile(
        rf"{_OF_A_YEAR}{_WHOSE}{_DISCLOSURE}?(?:工作)?(?:的)?(?:开展)?(?:主要|总体|基本|总的|年度|开展|整体)(?:工作|公开)?(?:开展|完成)?"
        r"(?:基本)?情况(?:概述|说明|介绍)?[:。]?"
        rf"|{_OF_A_YEAR}{_DISCLOSURE}?(?:主要|总体|基本)?(?:工作)?(?:情况)?(?:概述|概况|综述)[:。]?|{_OF_A_YEAR}工作基本情况"
        rf"|{_DISCLOSURE}?(?:工作)?总体情况(?:和|及|与|、|以及)主动公开{_DISCLOSURE}?情况|{_OF_A_YEAR}{_WHOSE}{_DISCLOSURE}工作(?:开展)?情况"
    ),
    # 主动公开政府信息情况 · 行政机关主动公开政府信息的情况 · 政府信息主动公开情况
    2: re.compile(
        rf"{_WHOSE}(?:政府)?主动公开(?:的)?(?:{_DISCLOSURE}|(?:政务)?信息)?(?:公开)?{_END}|{_WHOSE}(?:{_DISCLOSURE}|信息)主动公开{_END}"
    ),
    # 收到和处理政府信息公开申请情况 · 依申请公开政府信息情况 · 政府信息依申请公开办理情况
    3: re.compile(
        rf"{_WHOSE}(?:{_RECEIVED}|收到|受理|接收)?(?:{_HANDLED}|受理)(?:公民|的)?{_DISCLOSURE}?(?:公开)?(?:的)?申请(?:的)?(?:处理)?{_END}"
        rf"|{_WHOSE}{_RECEIVED}{_HANDLED}{_DISCLOSURE}{_END}"
        rf"|{_WHOSE}{_DISCLOSURE}申请(?:的)?(?:收到|受理|接收)?(?:和|、|及|与)?{_HANDLED}{_END}"
        rf"|{_WHOSE}(?:{_RECEIVED}{_HANDLED})?依申请公开(?:的)?{_DISCLOSURE}?(?:和不予公开(?:政府)?(?:信息)?)?(?:的)?(?:办理|受理|处理)?{_END}"
        rf"|{_WHOSE}{_DISCLOSURE}申请(?:的)?情况|{_WHOSE}{_DISCLOSURE}依申请公开(?:的)?(?:办理|受理|处理)?{_END}"
    ),
    # 政府信息公开行政复议、行政诉讼情况 · 因政府信息公开工作被申请行政复议、提起行政诉讼情况 · 复议、诉讼和申诉情况
    4: re.compile(
        rf"{_NOT_A_STATEMENT}[^\d。,;:]{{0,24}}(?:复议[^\d。;:]{{0,12}}诉讼|诉讼[^\d。;:]{{0,12}}复议)[^\d。,;:]{{0,14}}?{_END}"
    ),
    # 存在的主要问题及改进情况 · 政府信息公开工作存在的问题和改进措施 · 当前存在的主要问题及下一步改进措施
    5: re.compile(
        rf"(?:当前|目前|我[局委办镇乡])?{_OF_A_YEAR}{_DISCLOSURE}?(?:工作)?(?:中)?(?:的)?(?:主要)?(?:存在|面临)的?(?:主要)?(?:(?:困难|差距)[和、及与]?)?"
        rf"(?:主要)?{_LACKS}{_AND}*(?:不足|原因|困难)?{_AND}*{_LATER}{_BETTER}[:。]?"
        rf"|{_DISCLOSURE}?(?:工作)?(?:主要)?{_LACKS}{_AND}+(?:改进|整改)(?:情况|措施)?[:。]?"
    ),
    # 其他需要报告的事项 · 需要说明的其他事项 · 其他事项
    6: re.compile(
        rf"{_OF_A_YEAR}{_WHOSE}(?:其他|其它)(?:方面|有关|相关)?(?:(?:需要?|要|应当|应)?{_TELL}?(?:[和及与、或]{_TELL})?|需要?(?:公开|告知))(?:的)?(?:有关|相关|重要)?"
        rf"{_MATTERS}(?:情况)?(?:(?:[和及与](?:相关|有关)?)?(?:说明|报告))?[:。]?"
        rf"|需要?{_TELL}的(?:其他|其它)?{_MATTERS}[:。]?"
    ),
}

NEW_OUTLINE = re.compile(r"(?:收到|接收|受理)[和、及与]?处理")
"""Only the outline in force since 2019 heads its third section so."""
