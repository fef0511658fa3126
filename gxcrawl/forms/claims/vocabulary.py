"""Words that several modules of this room look for: alternatives of regular expressions, to be put into brackets.

The text they match has no blanks inside lines, digits and brackets in one width, and simplified characters.
"""

CHINESE_DIGITS = "零〇一二三四五六七八九十百千两廿壹贰叁肆伍陆柒捌玖拾佰仟"

# time
THIS_YEAR = "全年|本年度?|年内|今年|当年"
LAST_YEAR = "上一?年度?|上个年度|去年度?|前一年度?"
IN_ALL = "共计?|累计|总共"

# bodies
REGIONS = "省市州盟区县旗"
OUR_BODY = "[我本](?:[局委办厅署所院校镇乡街站处]|街道|单位|机关|中心|部门)"
PERSONS = "公民|自然人|个人|群众|市民"
LEGAL_PERSONS = "法人|组织|企业|单位"

# ways to apply
CHANNEL = "网[上络]|互联网|线[上下]|在线|现场|当面|窗口|邮寄|信函|邮件|传真|电[话子]|书面|纸质|口头"
SITE = "网站|官网|公众号|平台|[信邮]箱|微[信博]"

# subjects
DISCLOSURE = "信息公开|政务公开"
OTHER_SUBJECTS = "处罚|执法(?![局大支总队])|许可|征收|强制|确权|工伤|征地|拆迁|认定|资格|信访(?!局)"

# what bodies do with disputes, and how these end
DECIDE = "受理|审理|审结|承办|代理"
DEAL_WITH = "办理|办结|处理|处置|审查|参与|化解|应[对诉]|完成"
AGAINST_BODY = "纠[正错]|撤销|违法|驳回|责令|[败胜]诉|[超逾]期"
