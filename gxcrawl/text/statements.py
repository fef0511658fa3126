"""A pattern that distinguishes statements (本年度无…) from the labels of the official tables."""

# 本年度无行政复议、行政诉讼案件 · 没有收到申请; not the form's own labels 无法提供, 没有现成信息, 未审结
STATEMENT = "[。；]|无(?!法提供|正当理由)|没有(?!现成)|未(?!经复议|审结)"
