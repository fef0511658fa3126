"""Why an address of the web interface has no page: English wordings → Chinese."""

from collections.abc import Mapping

_NOT_THERE = {
    "there is nothing at {}": "{}处没有内容",
    "no agency {} is known": "没有编号为{}的机关",
    "no report {} is stored": "库中没有报告{}",
    "{} has no value {}; did you mean {}?": "报告{}中没有数值{}；相近的有：{}",
    "{} has no value {}": "报告{}中没有数值{}",
    "{} comes from no document {}": "报告{}不出自文件{}",
    "document {} is not in this database: its raw_documents are missing": "文件{}不在此库中：缺少raw_documents",
}
_PARAMETERS = {
    "there is no parameter {} here": "此处没有参数{}",
    "parameter {} is given twice; give it once": "参数{}出现两次；请只写一次",
    "parameter {}: {}": "参数{}：{}",
    "Field required": "必须填写",
    "Input should be a valid integer, unable to parse string as an integer": "应为整数",
    "Unable to parse input string as an integer, exceeded maximum size": "整数过长",
    "Input should be greater than or equal to {}": "不得小于{}",
    "Input should be less than or equal to {}": "不得大于{}",
    "String should have at most {} characters": "不得超过{}个字符",
    "String should match pattern {}": "应符合格式{}",
    "Input should be {}": "应为{}",
    "Input should be {} or {}": "应为{}或{}",
}
_SERVER = {
    "the database cannot be read now; try again in a while": "现在读不到数据库，请稍后再试",
    "as many dumps as this server makes at once are being made; try again in a while": (
        "同时生成的下载已达上限，请稍后再试"
    ),
    "this page could not be made; the server's log says why": "这一页没有做成，原因在服务器日志中",
}
OF_REQUESTS: Mapping[str, str] = _NOT_THERE | _PARAMETERS | _SERVER
