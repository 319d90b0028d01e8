"""What happens in the course of article 9, in the order in which a matter comes to it."""

from checker.procedure.states import Event

SUBJECT, ORGAN, HANDLING, UNNAMED = "单位或者个人", "问责机关", "承办机关", "没有点名"

applied = Event("applied", "提出申请", SUBJECT, "书面申请交出去的那一天。")
received = Event("received", "收到申请", ORGAN, "问责机关收到书面申请的那一天；有回执的看回执。")
lapsed = Event("lapsed", "期限满了没有答复", ORGAN, "15个工作日的最后一天过了，还没有答复。")
accepted = Event("accepted", "答复受理", ORGAN, "答复受理的那一天。")
refused = Event("refused", "答复不受理", ORGAN, "答复不受理的那一天。")
started = Event("started", "主动启动", ORGAN, "问责机关自己决定启动容错程序的那一天。")
begun = Event("begun", "开始调查", ORGAN, "调查核实实际开始的那一天。")
invited = Event("invited", "请外面的人参与核实", ORGAN, "群众代表、服务对象、利害关系方或者第三方参与的那一天。")
reported = Event("reported", "形成调查报告", ORGAN, "书面容错调查报告形成的那一天。")
consulted = Event("consulted", "征求意见或者听证", ORGAN, "向有关部门征求意见，或者举行听证的那一天。")
tolerated = Event("tolerated", "认定容错", ORGAN, "集体研究，作出容错的认定的那一天。")
not_tolerated = Event("not_tolerated", "认定不容错", ORGAN, "集体研究，作出不容错的认定的那一天。")
written = Event("written", "写成书面认定意见", ORGAN, "书面认定意见写成、批下来的那一天。")
fed_back = Event("fed_back", "反馈问责对象", ORGAN, "书面认定意见送到单位或者本人的那一天。")
notified = Event("notified", "通报有关部门", ORGAN, "通报主管部门或者纪委监委（纪检监察组）、组织人事部门的那一天。")
filed = Event("filed", "入卷归档", HANDLING, "材料入卷归档的那一天。")
withdrawn = Event("withdrawn", "撤回申请", SUBJECT, "要求撤回申请的那一天。")

EVENTS = (
    applied,
    received,
    lapsed,
    accepted,
    refused,
    started,
    begun,
    invited,
    reported,
    consulted,
    tolerated,
    not_tolerated,
    written,
    fed_back,
    notified,
    filed,
    withdrawn,
)

ENDS = (lapsed, refused, withdrawn)
AGAIN = (applied, received, lapsed, accepted, refused, withdrawn)
"""After one of the ends people apply again, and these happen a second time."""
