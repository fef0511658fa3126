"""Why a kept document could not be read, is no report, or could not be stored: English wordings → Chinese."""

from collections.abc import Mapping

_NO_REPORTS = {
    "no annual report: {}": "不是年度报告：{}",
    "its own title names another kind of document": "标题表明是另一种文件",
    "its title is that of a form to be filled in": "标题表明是待填写的表格",
    "a form that nobody filled in": "是没有填写的空表",
    "neither its tables nor its six sections nor its title are there": "没有法定表格，没有六个部分，也没有标题",
    "the title of one, but no table and hardly any text": "有年度报告的标题，但没有表格，几乎没有正文",
    "the title of one, but no table, and its text is about something else": (
        "有年度报告的标题，但没有表格，正文说的是别的事"
    ),
    "the reports of several years on one page, and nothing says which is meant": (
        "一页上有几个年度的报告，无法判断是哪一份"
    ),
    "the year it is about stands neither in its title nor in its text": "标题和正文都没有写明是哪个年度",
}
_PICTURES = {
    "needs OCR: {}": "需要文字识别（OCR）：{}",
    "the document is an image": "文件是图片",
    "the pages are pictures": "各页都是图片",
    "the document has no text": "文件中没有文字",
    "the pages are pictures with a text layer that some program guessed": "各页是图片，文字层是程序识别的，不可靠",
    "the fonts of the document do not say which characters they print": "文件的字体没有说明所印的是哪些字",
    "the report consists of pictures ({}) and hardly any text": "报告由{}张图片组成，几乎没有文字",
}
_LIMITS = {
    "reading it {}": "读取时{}",
    "takes longer than {} seconds; it was given up": "超过{}秒，已放弃",
    "needs more memory than allowed; it was given up": "所需内存超过上限，已放弃",
    "ended its process each time, perhaps for lack of memory; it was given up": (
        "每次都使进程中止，可能是内存不足，已放弃"
    ),
    "ended several workers; it was given up": "使几个工作进程中止，已放弃",
    "a table of more than {} positions; no report has one": "表格超过{}格，年度报告中没有这样大的表",
    "tables nested more than {} deep": "表格嵌套超过{}层",
    "sheet {} has {} rows and {} columns; no report has": "工作表{}有{}行{}列，年度报告没有这样大的表",
    "sheet {} has more than {} conditions that hide numbers; no report has": "工作表{}有超过{}个隐藏数字的条件格式",
    "a document of more than {} pages; no report has so many": "文件超过{}页，年度报告没有这么多页",
    "page {} has {} characters; no report's has": "第{}页有{}个字符，年度报告没有这么多",
    "page {} is a drawing of {} lines{}": "第{}页是由{}条线组成的图{}",
    "; no report's page has so many": "，年度报告没有这么多",
    "page {} is a drawing of {} shapes among characters": "第{}页是文字之间夹有{}个图形的图",
    "an OFD document with more than {} {}; no report has so many": "OFD文件中有超过{}个{}，年度报告没有这么多",
    "bytes of XML, each use of a part counted": "字节的XML（重复使用的部分重复计算）",
    "elements on its pages, each use of a part counted": "页面元素（重复使用的部分重复计算）",
    "digits below boxes on one page": "同一页上方框之下的数字",
    "characters on one page": "同一页上的字符",
    "path commands on one page": "同一页上的路径指令",
    "composite objects on one page": "同一页上的复合对象",
    "a Word document of more than {} bytes of XML": "Word文件的XML超过{}字节",
    "an Office package with more than {} bytes of XML": "Office文件的XML超过{}字节",
    "a zip package of {} members; at most {} are read": "zip包中有{}个文件，最多只读{}个",
    "a zip package of {} bytes that unpacks to {}; not opened": "zip包{}字节，解压后{}字节，未打开",
    "an archive of more than {} members or {} bytes": "压缩包超过{}个文件或{}字节",
    "a portfolio of more than {} files or {} bytes": "PDF文件包超过{}个文件或{}字节",
    "archives inside archives, more than {} deep": "压缩包层层嵌套，超过{}层",
    "a gzip archive that unpacks to more than {} bytes": "gzip压缩包解压后超过{}字节",
}
_BROKEN = {
    "is a folder; name the files in it": "是文件夹；请写出其中的文件",
    "cannot be read: {}": "无法读取：{}",
    "No such file or directory": "没有这个文件",
    "Permission denied": "没有权限",
    "larger than {} MiB; no report is": "超过{}MiB，年度报告没有这样大的",
    "standard input is closed": "标准输入已关闭",
    "the file is empty": "文件是空的",
    "the page holds no element": "网页中没有任何内容",
    "a web archive without a page in it": "网页归档（.mht）中没有网页",
    "a docx package without a document in it": "docx文件中没有正文",
    "a part of the Word document is broken": "Word文件的一部分已损坏",
    "not a readable {} document: {}": "{}文件无法读取：{}",
    "the bytes are of no kind that can be read": "文件不是能读取的类型",
    "the bytes are of no kind that can be read: {}": "文件不是能读取的类型：{}",
    "{}; save it as PDF or .xlsx": "{}；请另存为PDF或.xlsx",
    "a presentation": "演示文稿",
    "a book in EPUB": "EPUB电子书",
    "an Office document {}": "{}的Office文件",
    "of another program": "其他程序",
    "that is broken, perhaps cut short": "已损坏、可能不完整",
    "the Office document is encrypted; it opens only with a password": "Office文件已加密，需要密码",
    "the PDF is encrypted; it opens only with a password": "PDF已加密，需要密码",
    "the PDF is cut short; what was changed in it last is not all there": "PDF不完整，最后一次修改没有保存全",
    "the PDF is damaged; which of the versions in it is the last is not known": (
        "PDF已损坏，无法判断其中哪个版本是最后的"
    ),
    "the package is encrypted": "文件已加密",
    "the archive is encrypted: {}": "压缩包已加密：{}",
    "a broken zip package: {}": "zip包已损坏：{}",
    "a broken gzip archive: {}": "gzip压缩包已损坏：{}",
    "a broken tar archive: {}": "tar包已损坏：{}",
    "a broken zip archive: {}": "zip压缩包已损坏：{}",
    "a broken or encrypted archive, a solid RAR, or one that takes too long to unpack": (
        "压缩包已损坏或已加密，或为固实RAR，或解压时间过长"
    ),
    "{}; unpack it by hand": "{}；请手工解压",
    "the archive holds no readable document{}": "压缩包中没有能读取的文件{}",
    ": {}": "：{}",
    "the archive holds {} documents that can each be a report; unpack it and choose": (
        "压缩包中有{}个文件都可能是年度报告；请解压后选择"
    ),
    "{} declares a document type, which no Office file does": "{}中声明了文档类型（DOCTYPE），Office文件不会这样",
    "{} declares a document type, which no part of an OFD document does": (
        "{}中声明了文档类型（DOCTYPE），OFD文件不会这样"
    ),
    "an OFD document that lacks its part {}": "OFD文件缺少{}",
    "an OFD document that lacks the drawing {} of a composite object": "OFD文件缺少复合对象的图形{}",
    "a sheet of the workbook is missing; save it anew with Excel": "工作簿缺少一个工作表；请用Excel重新保存",
    "the document holds another one that is neither HTML nor .docx; save it anew with Word": (
        "文件中嵌有既不是HTML也不是.docx的文件；请用Word重新保存"
    ),
    "the document is gone from the database": "文件已不在数据库中",
}
_TOOLS = {
    ".doc and .wps need LibreOffice: install the Debian package libreoffice-writer-nogui": (
        "读取.doc和.wps需要LibreOffice：请安装Debian软件包libreoffice-writer-nogui"
    ),
    "the Office document is encrypted; if it opens without a password, {}": (
        "Office文件已加密；如果不用密码也能打开，{}"
    ),
    "this workbook needs LibreOffice: install the Debian package libreoffice-calc-nogui": (
        "读取此工作簿需要LibreOffice：请安装Debian软件包libreoffice-calc-nogui"
    ),
    "a RAR or 7z archive needs {}: install the Debian package libarchive-tools": (
        "读取RAR和7z压缩包需要{}：请安装Debian软件包libarchive-tools"
    ),
    "LibreOffice makes nothing of this document; it is damaged or encrypted": (
        "LibreOffice打不开此文件，可能已损坏或加密"
    ),
    "LibreOffice did not finish within {} seconds": "LibreOffice在{}秒内没有完成",
}
_STORING = {
    "storing it failed ({}: {})": "存储失败（{}：{}）",
    "the parser failed, please report it with the file: {}": "解析程序出错，请将此文件一并反馈：{}",
    "agency {} is known neither to the spider nor to the database": "爬虫和数据库都不认识机关{}",
    "a moment without a time zone cannot be stored: {}": "没有时区的时间无法存储：{}",
    "{}: a {} cannot be stored": "{}：{}类型的值无法存储",
    "{}: {} cannot be the name of a field": "{}：{}不能作字段名",
    "{}: half a character (lone surrogate) at position {}": "{}：第{}个字符不完整（单独的代理项）",
    "{}: the number has {} digits, more than a database holds": "{}：数字有{}位，数据库存不下",
    "{}: {} is not a number": "{}：{}不是数字",
    "{}: the document is larger than SQLite takes": "{}：文件超过SQLite的上限",
    "{}: the document is larger than the server takes": "{}：文件超过服务器的上限",
}
OF_DOCUMENTS: Mapping[str, str] = {**_NO_REPORTS, **_PICTURES, **_LIMITS, **_BROKEN, **_TOOLS, **_STORING}
