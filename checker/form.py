"""The questions in the order in which a person is asked them: by subject matter, not by article.

Every fact of the model stands in exactly one section (tests/test_articles.py).
"""

from __future__ import annotations

from checker.articles import a03, a04, a05, a10, a11, a12
from checker.articles.a06 import facts as a06
from checker.articles.a07 import facts as a07
from checker.articles.a08 import facts as a08
from checker.check import Section
from checker.verdict import other_act_excluded

SECTIONS = (
    Section(
        "subject",
        "什么人、什么事",
        "先看这件事在不在本细则的范围里。前三问占一样就够。",
        (a04.section_cadre, a04.leading_team, a04.unit, a03.duty_or_reform),
    ),
    Section(
        "outcome",
        "出了什么结果",
        "按事情发生时的情况答；后来补救了的，在下一组里答。",
        (a03.error, a03.shortfall, a03.bad_effect, a03.loss, a07.petition, a07.heavy_loss),
    ),
    Section(
        "correction",
        "纠错与补救",
        "问的是出了错以后怎么做的。",
        (
            a05.correctable,
            a05.corrected,
            a07.recovered_loss,
            a07.removed_effect,
            a08.recognition_lacking,
            a08.repeated_error,
        ),
    ),
    Section(
        "motive",
        "动机与利益",
        "问的是为了什么。",
        (
            a03.intent,
            a07.improper_gain,
            a08.private_gain,
            a08.used_office,
            a07.common_interest,
        ),
    ),
    Section(
        "decision",
        "决策、程序与权限",
        "问的是怎么决定、怎么做的。",
        (
            a07.collective_study,
            a07.democratic_decision,
            a07.open_operation,
            a08.broke_procedure,
            a08.emergency_present,
            a08.forced_by_emergency,
            a08.exceeded_authority,
            a08.without_leave,
            a08.report_due,
            a08.concealed,
            a08.ignored_warning,
            a08.ignored_prevention,
            a08.headstrong,
            a08.own_way,
        ),
    ),
    Section(
        "norms",
        "法规与上级部署",
        "问的是当时有效的规定。",
        (
            a07.express_prohibition,
            a08.broke_prohibitory,
            a08.broke_mandatory,
            a08.ignored_law,
            a08.ignored_rules,
            a08.harmed_development,
            a08.harmed_public,
            a08.higher_decision,
            a08.watered_down,
            a07.no_liability_then,
            a07.lesser_liability_then,
        ),
    ),
    Section(
        "work",
        "在做什么工作",
        "第七条各项写的工作，占一样就可能对上一项。",
        (
            a07.college_decision,
            a07.reform_work,
            a07.creative_work,
            a07.pilot_work,
            a07.urgent_work,
            a07.decisive_action,
            a07.active_responsibility,
            a07.settling_conflict,
        ),
    ),
    Section(
        "cause",
        "因为什么",
        "问的是原因之一，不必是唯一的原因。",
        (
            a07.inexperience,
            a07.first_trial,
            a07.exploratory_error,
            a07.unclear_policy,
            a07.unforeseeable,
            a07.breaking_barriers,
            a07.touching_interests,
            a07.policy_change,
            a07.force_majeure,
        ),
    ),
    Section(
        "found",
        "事故与机关的认定",
        "这几样要由有权的机关认定；没有认定的，不必答或者选“不清楚”。",
        (
            a08.liability_accident,
            a08.vile_effect,
            a07.other_situation,
            a08.other_exclusion,
        ),
    ),
    Section(
        "standards",
        "第六条：认定要综合分析的",
        "由问责机关放在一起权衡；这里的回答不单独决定结论，只列出对哪一端有利。",
        (
            a06.public_motive,
            a06.for_clique,
            a06.investigated,
            a06.blind_decision,
            a06.sole_decision,
            a06.backroom,
            a06.inaction,
            a06.by_the_rules,
            a06.abused_power,
            a06.distorted_rules,
            a06.reckless,
            a05.broke_discipline,
            a03.dereliction,
            a06.new_ground,
            a06.hasty_for_results,
            a06.grand_for_show,
            a06.furthered_decision,
            a06.hindered_decision,
            a06.minor_effect,
            a06.let_it_be,
            a06.perfunctory,
        ),
    ),
)

AFTERWARDS = (
    Section(
        "finding",
        "机关认定了没有",
        "问的是已经作出的认定；还没有认定的，选“否”。这几问不影响结论，只影响以后会怎样。",
        (a10.finding_made, a10.tolerated, a10.exempted, a12.confidential, a12.sanctioned),
    ),
    Section(
        "handling",
        "问题和态度",
        "问的是查到了什么、当事方怎样对待。这几问不影响结论，只影响可以用什么措施。",
        (
            a11.early_sign,
            a11.common_problem,
            a11.vague_lead,
            a11.minor_breach,
            a11.trusted_luck,
            a11.hid_problem,
            a11.refused_to_admit,
            a11.opposed_organ,
        ),
    ),
)
"""What only the duties of articles 10 to 14 ask: no answer to it bears on a verdict."""

ALTERNATIVES = Section(
    "alternatives",
    "换一种读法才用到的",
    "按本站默认的读法，这些回答不影响结论；要看换一种读法会怎样，再答。",
    (
        a04.deputy_rank,
        a03.knowing_breach,
        a11.good_attitude,
        other_act_excluded,
        a07.error_and_deviation,
        a07.grave_error,
        a07.effect_gone,
        a07.loss_back,
        a07.other_causes,
        a08.standing_rules_only,
        a08.broke_departmental_rule,
        a08.reported_late,
        a08.broke_later_procedure,
        a08.exceeded_later_authority,
        a08.broke_later_rules,
        a08.like_emergency_only,
        a08.clique_gain_only,
        a08.gain_obtained,
        a08.repeated_in_unit,
        a08.pointed_out,
        a08.listed_accident,
        a08.mass_incident,
    ),
)
"""What only other readings ask: no answer to it bears on a verdict under the default ones."""
