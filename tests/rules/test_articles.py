"""The rules of this regulation: beside their sentences, in their modules, and sound as a whole."""

import ast
import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import checker
from builder import ROOT
from checker.engine.case import Case
from checker.engine.check import Check, Tension
from checker.engine.evaluate import answer, remark_json, study
from checker.engine.quoting import Misquoted
from checker.logic import AnyOf, Contrast, Element, Evaluator, Expression, Fact, Model, ReadAs, Rule, Stage, Truth, walk
from checker.logic.rest import Rest
from checker.regulations.xishuangbanna import BODY
from checker.regulations.xishuangbanna.articles import a03, a05, a06, a07, a08
from checker.regulations.xishuangbanna.articles.a11 import good_attitude
from checker.regulations.xishuangbanna.checks.form import ALTERNATIVES, SECTIONS
from checker.regulations.xishuangbanna.checks.tensions import TENSIONS
from checker.regulations.xishuangbanna.checks.tolerance import TOLERANCE
from checker.regulations.xishuangbanna.checks.verdict import EVALUATOR, MODEL
from checker.regulations.xishuangbanna.text import REGULATION, provision, rule
from checker.text import Item, UnknownProvision, article_of
from checker.view import view_answer
from devtools import case_sampling as samples

POLES = tuple(pole for contrast in MODEL.contrasts for pole in (contrast.favourable, contrast.adverse))
ALL_RULES = MODEL.every_rule


REMARKS = tuple(
    remark
    for check in BODY.checks
    for remark in (
        *check.assumptions,
        *check.afterwards_remarks,
        *(remark for verdict in check.verdicts.values() for remark in verdict.remarks),
        *(tension.remark for tension in (*check.tensions, *check.afterwards_tensions)),
    )
)
each_check = pytest.mark.parametrize("check", BODY.checks, ids=BODY.made_checks)


def test_every_word_that_a_rule_quotes_stands_verbatim_in_its_provision() -> None:
    every = [made for check in BODY.checks for made in check.model.every_rule]
    quotes = [quote for made in every for part, quote in walk(made) if isinstance(part, Rule | Element) and quote]
    quotes += [remark.quote for remark in REMARKS]
    quotes += [task.quote for check in BODY.checks for task in check.ungiven]
    assert len(quotes) > 100
    for quote in quotes:
        assert quote.words in provision(quote.provision).text, quote


@pytest.mark.parametrize(
    ("sentence", "words"),
    [("出现工作失误与偏差", "出现工作失误与偏差"), ("在落实学院党政决策部署中", "出现工作失误和偏差")],
)
def test_a_rule_that_misquotes_cannot_be_made(sentence: str, words: str) -> None:
    with pytest.raises(Misquoted, match=r"7\(1\).*请照条文改"):
        rule("7(1)", "错引", sentence, Element(words, a03.error))


def test_a_rule_of_a_provision_that_does_not_exist_cannot_be_made() -> None:
    with pytest.raises(UnknownProvision):
        rule("7(12)", "没有", "其他", Element("其他", a03.error))


def test_the_sentence_of_an_item_is_the_whole_item() -> None:
    for made in (*a07.SITUATIONS, *a08.EXCLUSIONS):
        item = provision(made.provision)
        assert made.sentence == item.text.rstrip("；：。")


def test_the_elements_of_an_item_leave_out_nothing_but_connectives() -> None:
    """What is left of the item once the words of its elements are taken out, the longest first."""
    connectives = {"", "，", "、", "的", "，但", "，且", "，或者", "，造成", "因", "，因", "工作中", "假公济私，"}
    for made in (*a07.SITUATIONS, *a08.EXCLUSIONS):
        words = {
            part.words
            for part, quote in walk(made)
            if isinstance(part, Element) and quote and quote.provision == made.provision
        }
        rest = made.sentence
        for each in sorted(words, key=len, reverse=True):
            rest = rest.replace(each, "\0", 1)
        assert set(rest.split("\0")) <= connectives, (made.provision, rest)


def test_each_item_of_article_6_has_its_contrasts_and_leaves_out_nothing_but_connectives() -> None:
    connectives = {"", "区分", "分清", "甄别", "主观动机", "从工作出发点上", "决策过程", "从工作效果上", "从法规依据上"}
    connectives |= {"从性质后果上", "履职取向", "工作依据", "问题原因", "纠错态度", "是", "还", "，", "：", "；", "。"}
    counts = []
    for number in range(1, 10):
        item = provision(f"6({number})")
        poles = [pole for pole in POLES if pole.provision == item.address]
        rest = item.text
        for pole in sorted(poles, key=lambda pole: len(pole.sentence), reverse=True):
            assert pole.title == pole.sentence
            rest = rest.replace(pole.sentence, "\0", 1)
        for word in sorted(connectives, key=len, reverse=True):
            rest = rest.replace(word, "")
        assert rest == "\0" * len(poles), (item.address, rest)
        counts.append(len(poles) // 2)
    assert counts == [2, 3, 1, 1, 2, 2, 2, 2, 2]
    assert len({pole.title for pole in POLES}) == len(POLES) == 34


@pytest.mark.parametrize("contrast", MODEL.contrasts, ids=lambda contrast: contrast.adverse.title)
def test_a_contrast_can_be_favourable_adverse_both_or_neither(contrast: Contrast) -> None:
    compiled = EVALUATOR.under(frozenset())
    favourable, adverse = (compiled.sides(pole) for pole in (contrast.favourable, contrast.adverse))
    for one, other in itertools.product(favourable, adverse):
        assert compiled.diagram.satisfiable(compiled.diagram.both(one, other), compiled.diagram.fix({}))


@pytest.mark.parametrize(
    ("exclusion", "words"),
    [
        (a08.i04.BEYOND_AUTHORITY, "滥用职权"),
        (a08.i05.PRIVATE_GAIN, "假公济私、以权谋私"),
        (a08.i05.PRIVATE_GAIN, "为了徇私或谋取小团体利益"),
        (a08.i05.PRIVATE_GAIN, "滥用职权"),
        (a08.i06.RULES_IGNORED, "有规不依"),
        (a08.i08.NOT_REMEDIED, "听之任之"),
        (a08.i08.NOT_REMEDIED, "消极应对、漠视损失"),
        (a08.i09.ACCIDENT, "造成了严重危害"),
        (a08.i10.WARNING_IGNORED, "造成了严重危害"),
        (a08.i10.WARNING_IGNORED, "个人专断、一意孤行"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.provision,
)
def test_an_exclusion_that_is_met_brings_its_adverse_pole_under_every_reading(exclusion: Rule, words: str) -> None:
    (pole,) = [pole for pole in POLES if pole.title == words]
    diagram = EVALUATOR.over_readings.diagram
    without = diagram.both(diagram.compile(exclusion), diagram.negation(diagram.compile(pole)))
    assert not diagram.satisfiable(without, diagram.fix({}))


@pytest.mark.parametrize(
    ("facts", "defied"),
    [
        ([a08.facts.higher_decision, a08.facts.watered_down], False),
        ([a08.facts.higher_decision, a08.facts.watered_down, a08.facts.defied_orders], True),
        ([a08.facts.broke_mandatory], False),
        ([a08.facts.broke_prohibitory, a07.facts.express_prohibition], True),
    ],
    ids=["only watered down", "orders defied", "a duty left undone", "a prohibition broken"],
)
def test_only_a_ban_that_was_broken_is_defied(facts: list[Fact], defied: bool) -> None:
    (pole,) = [pole for pole in POLES if pole.title == "明令禁止后的有禁不止"]
    answers = dict.fromkeys(asked(pole), Truth.NO) | dict.fromkeys(facts, Truth.YES)
    assert EVALUATOR.evaluate(answers).truth(pole) is Truth.of(defied)


@pytest.mark.parametrize("contrast", MODEL.contrasts, ids=lambda contrast: contrast.adverse.title)
def test_no_adverse_pole_brings_an_exclusion(contrast: Contrast) -> None:
    compiled = EVALUATOR.under(frozenset())
    adverse, _ = compiled.sides(contrast.adverse)
    _, none = compiled.sides(AnyOf(*a08.EXCLUSIONS))
    assert compiled.diagram.satisfiable(compiled.diagram.both(adverse, none), compiled.diagram.fix({}))


def test_what_is_only_remarked_on_can_be_true_together() -> None:
    compiled = EVALUATOR.under(frozenset())
    for tension in TENSIONS:
        values = dict.fromkeys(tension.yes, True) | dict.fromkeys(tension.no, False)
        assert set(values) <= set(MODEL.facts.values())
        consistent = compiled.conjunction(MODEL.conflicts)
        assert compiled.diagram.satisfiable(consistent, compiled.diagram.fix(values)), tension.remark.text


@pytest.mark.parametrize(
    ("check", "tension"),
    [(check, tension) for check in BODY.checks for tension in check.tensions],
    ids=lambda value: value.remark.text if isinstance(value, Tension) else value.key,
)
def test_what_looks_contradictory_is_remarked_on_where_it_is_all_answered_so(check: Check, tension: Tension) -> None:
    answers = dict.fromkeys(tension.yes, Truth.YES) | dict.fromkeys(tension.no, Truth.NO)
    remark = remark_json(tension.remark)
    assert remark in study(Case(answers, {}), check)["tensions"]
    for fact, truth in answers.items():
        assert remark not in study(Case({**answers, fact: ~truth}, {}), check)["tensions"]
        assert remark not in study(Case({**answers, fact: Truth.UNKNOWN}, {}), check)["tensions"]


def test_pursuing_whoever_reported_truly_is_shown_as_what_it_may_be() -> None:
    """The report is true, the reporter is pursued for disrupting reform: the dress that reprisal wears."""
    said = dict(accepted=True, groundless=False, minor_breach=False, proven=True, malice_found=False)
    said |= dict(disrupted_reform=True, unreasonable_petitions=False)
    check = BODY.check("a13")
    result = study(Case({check.model.facts[key]: Truth.of(value) for key, value in said.items()}, {}), check)
    assert result["verdict"] == {"id": "pursue", "title": "要查处"}
    assert [(each["provision"], each["quote"]) for each in result["tensions"]] == [("13-1", "严禁借机打击报复举报人")]
    (caution,) = result["cautions"]
    assert caution["text"] == result["tensions"][0]["text"], "said with the verdict, before any reason"
    assert view_answer(result, check)[0]["t"] == "要查处，但举报属实，谨防打击报复"


def test_no_headline_says_that_a_situation_is_met_over_a_breach_without_saying_so_first() -> None:
    """Whatever of discipline or law is affirmed: the first sentence names it, and leaves it to the organ to find."""
    touching = {fact for caution in TOLERANCE.cautions for fact in caution.facts}
    seen = set()
    for case in samples.library():
        evaluation = EVALUATOR.evaluate(case.answers, case.readings)
        affirmed = [fact.statement for fact in touching if evaluation.values.get(fact)]
        if "situation_met" not in evaluation.possible or not affirmed:
            continue
        seen |= {fact for fact in touching if evaluation.values.get(fact)}
        (first,) = study(case, TOLERANCE)["cautions"]
        assert first["provision"] == "5(5)" and all(statement in first["text"] for statement in affirmed)
        assert "由有权的机关先行认定" in first["text"]
        result = answer(evaluation, TOLERANCE)
        headline = view_answer(result, TOLERANCE)[0]["t"]
        assert headline in ("尚不能判断", "符合容错情形，但回答触及纪律、法律"), (
            "not the title alone, on a phone's bar either"
        )
    assert len(seen) >= 6


def test_gain_for_a_clique_beside_no_private_gain_is_remarked_on() -> None:
    answers = {a06.facts.for_clique: Truth.YES, a08.facts.private_gain: Truth.NO}
    assert [each["provision"] for each in study(Case(answers, {}), TOLERANCE)["tensions"]] == ["8(5)"]


def test_each_item_of_articles_7_and_8_has_its_rule() -> None:
    for article, rules in ((7, a07.SITUATIONS), (8, a08.EXCLUSIONS)):
        count = sum(1 for place in REGULATION if isinstance(place, Item) and article_of(place.address) == article)
        assert [made.provision for made in rules] == [f"{article}({n})" for n in range(1, count + 1)]


ARTICLES = Path(checker.__file__).parent / "regulations" / "xishuangbanna" / "articles"


def home(address: str) -> str:
    """The module that the number of a provision names: 8(3) is a08/i03, of an article in one module that module."""
    article = f"a{article_of(address):02}"
    if not (ARTICLES / article).is_dir():
        return article
    place = provision(address)
    return f"{article}/i{place.number:02}" if isinstance(place, Item) else f"{article}/__init__"


def test_a_rule_lives_in_the_module_of_its_provision_and_a_fact_in_the_facts_of_its_article() -> None:
    rules, facts = set(), set()
    for file in (*ARTICLES.glob("a*.py"), *ARTICLES.glob("a*/*.py")):
        module = file.relative_to(ARTICLES).with_suffix("").as_posix()
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match call:
                case ast.Call(ast.Name("rule" | "pole"), [ast.Constant(str(address)), *_]):
                    assert home(address) == module, address
                    rules.add(address)
                case ast.Call(ast.Name("Fact"), [ast.Constant(str(key)), *_]):
                    assert module.partition("/")[2] in ("", "facts"), key
                    facts.add(key)
    every = [made for check in BODY.checks for made in check.model.named_rules]
    assert {made.provision for made in every} <= rules | {"3", "5(2)", "7-1", "8-1"}
    asked = {key for check in BODY.checks for key in check.model.facts}
    assert len(facts) > 120 and facts == asked


@each_check
def test_every_fact_is_asked_exactly_once_and_nothing_else_is(check: Check) -> None:
    asked = [fact for section in check.every_section for fact in section.facts]
    assert len(asked) == len(set(asked))
    assert set(asked) == set(check.model.facts.values())


def test_no_key_means_two_things_in_two_checks() -> None:
    for kind in ("facts", "readings", "owed"):
        found: dict[str, object] = {}
        for check in BODY.checks:
            for key, value in getattr(check.model, kind).items():
                assert found.setdefault(key, value) is value, key
    outcomes = [outcome for check in BODY.checks for outcome in check.model.outcomes]
    assert len(outcomes) == len(set(outcomes))
    for check in BODY.checks:
        assert set(check.verdicts) == set(check.model.outcomes)


def test_facts_are_positive_answerable_and_distinct() -> None:
    every = {fact.key: fact for check in BODY.checks for fact in check.model.facts.values()}
    for wording in ("key", "statement", "question"):
        assert len({getattr(fact, wording) for fact in every.values()}) == len(every)
    for fact in every.values():
        assert fact.question.endswith("？") and fact.help.endswith("。")
        assert fact.key.isidentifier() and fact.key.islower()
        assert (
            not fact.statement.startswith(("没有", "未", "不", "非"))
            or fact.statement == "不重视重大风险提醒"
            or (fact.statement == "不重视重大风险防范")
        )


LAYERS = ("logic", "text", "calendars", "engine", "procedure", "body", "view", "api", "__main__", "regulations")
"""The rooms of the checker from the ground up; bodies of rules stand above all: nothing knows which there are."""


def imports(file: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def test_layers_import_downwards_only() -> None:
    root = Path(checker.__file__).parent
    for file in root.rglob("*.py"):
        layer = file.relative_to(root).parts[0].removesuffix(".py")
        if layer == "__init__":
            continue
        for imported in imports(file):
            package, other, *deeper = (*imported.split("."), "")
            if package == "checker" and other != layer and (layer, other, *deeper) != ("__main__", "regulations", ""):
                assert LAYERS.index(other) < LAYERS.index(layer), f"{file} imports {imported}"
                assert {layer, other} != {"text", "logic"}


def test_no_module_of_the_checker_or_of_the_builder_imports_the_rules_of_any_body() -> None:
    """The command line alone looks which bodies there are, and names none."""
    root = Path(checker.__file__).parent
    files = [file for file in root.rglob("*.py") if (root / "regulations") not in file.parents]
    for file in (*files, *(ROOT / "builder").rglob("*.py")):
        law = [each for each in imports(file) if each.startswith("checker.regulations.")]
        assert not law, f"{file} imports {law}"


def test_nothing_of_a_build_imports_what_only_developers_run() -> None:
    for file in (ROOT / "builder").rglob("*.py"):
        over = [each for each in imports(file) if each.partition(".")[0] in ("devtools", "tests", "shared", "attacks")]
        assert not over or file.name == "__main__.py", f"{file} imports {over}"


def asked(expression: Expression) -> Iterator[Fact]:
    """The facts that the expression asks for under the default readings."""
    if isinstance(expression, Fact):
        yield expression
    for part in [expression.default] if isinstance(expression, ReadAs) else expression.parts:
        yield from asked(part)


def test_the_last_section_asks_what_only_other_readings_ask() -> None:
    for check in BODY.checks:
        deciding = [fact for rule in check.model.deciding for fact in asked(rule)]
        owing = {fact for rule in check.model.owed.values() for fact in asked(rule)} - {*deciding, good_attitude}
        assert {fact for section in check.sections for fact in section.facts} == set(deciding) - {good_attitude}
        assert {fact for section in check.afterwards for fact in section.facts} == owing
        assert {*check.model.facts.values()} - {*deciding, *owing} | _shared(check) == set(check.alternatives.facts)


def _shared(check: Check) -> set[Fact]:
    """What another reading asks for the verdict, and a duty by any."""
    return {good_attitude} & {*check.model.facts.values()}


def test_the_section_of_standards_asks_what_only_article_6_asks() -> None:
    decide = {fact for branch in MODEL.branches for fact in asked(branch.rule)}
    weigh = {fact for pole in POLES for fact in asked(pole)}
    (standards,) = [section for section in SECTIONS if section.key == "standards"]
    assert set(standards.facts) == weigh - decide


def test_no_answer_to_what_only_other_readings_ask_bears_on_a_verdict_but_by_contradicting_another() -> None:
    compiled = Evaluator(replace(MODEL, conflicts=())).under(frozenset())
    bearing = Rest(compiled.diagram, compiled.root, compiled.diagram.fix({})).support()
    assert not bearing & set(ALTERNATIVES.facts)


@pytest.mark.parametrize("fact", [fact for fact in MODEL.facts.values() if fact.presupposes], ids=lambda fact: fact.key)
def test_nothing_depends_on_a_fact_where_all_that_it_presupposes_is_denied(fact: Fact) -> None:
    """Under every combination of readings: so an answer that does not apply can be dropped without loss."""
    diagram = EVALUATOR.over_readings.diagram
    denied, nothing = diagram.fix(dict.fromkeys(fact.presupposes, False)), diagram.fix({})
    expressions = [*ALL_RULES, *(conflict.clause for conflict in MODEL.conflicts)]
    for expression in expressions:
        assert fact not in Rest(diagram, diagram.compile(expression), denied).support(), expression
    assert any(fact in Rest(diagram, diagram.compile(expression), nothing).support() for expression in expressions)


def test_a_fact_has_the_stage_of_the_section_that_asks_it() -> None:
    """What came of it is asked first, what was done about it next; what is correctable, or repeated, came of it too."""
    stages = {section.key: {fact.stage for fact in section.facts} for section in SECTIONS}
    assert stages["subject"] == stages["motive"] == stages["decision"] == stages["work"] == {Stage.CONDUCT}
    assert stages["standards"] == set(Stage)
    assert stages["outcome"] == stages["found"] == {Stage.OUTCOME}
    correction = next(section.facts for section in SECTIONS if section.key == "correction")
    before = {fact for fact in correction if fact.stage is not Stage.REMEDY}
    assert before == {a05.correctable, a08.facts.repeated_error}


def test_every_reading_has_two_sides_that_differ_a_ground_and_words_of_its_provision() -> None:
    for reading in MODEL.readings.values():
        assert reading.words in provision(reading.provision).text, reading.key
        assert reading.default != reading.alternative and reading.ground


def brute_force(partial: dict[Fact, Truth], missing: list[Fact]) -> set[str]:
    reached = set()
    for values in itertools.product((Truth.NO, Truth.YES), repeat=len(missing)):
        evaluation = EVALUATOR.evaluate(partial | dict(zip(missing, values, strict=True)))
        if not evaluation.conflicts:
            (outcome,) = evaluation.possible
            reached.add(outcome)
    return reached


def random_answers(chance: random.Random) -> dict[Fact, Truth]:
    """A full set of answers, near enough to a case that all verdicts come up."""
    likely = {fact: None for branch in MODEL.branches for fact in asked(branch.rule)}
    answers = {fact: Truth.of(chance.random() < 0.25) for fact in likely}
    for fact in chance.sample(sorted(likely, key=lambda fact: fact.key), 12):
        answers[fact] = Truth.YES
    if chance.random() < 0.7:
        for made in a08.EXCLUSIONS:
            facts = list(asked(made))
            answers[facts[0]] = answers[facts[-1]] = Truth.NO
        answers[a05.corrected] = answers[a03.error] = answers[a07.facts.removed_effect] = Truth.YES
        answers[a03.intent] = answers[a08.facts.concealed] = answers[a08.facts.broke_procedure] = Truth.NO
    if chance.random() < 0.3:
        for made in a07.SITUATIONS:
            answers |= {fact: Truth.NO for fact in asked(made) if fact is not a03.error}
    return answers


def test_what_is_possible_is_what_some_completion_reaches_on_four_hundred_partial_cases() -> None:
    chance = random.Random(20260101)
    seen = set()
    for _ in range(400):
        answers = random_answers(chance)
        missing = [fact for fact in chance.sample(list(answers), 7) if not fact.presumed_absent]
        partial = {fact: truth for fact, truth in answers.items() if fact not in missing}
        expected = brute_force(partial, missing)
        assert set(EVALUATOR.evaluate(partial).possible) == expected
        seen.add(frozenset(expected))
    assert {frozenset({outcome}) for outcome in MODEL.outcomes} <= seen, "the cases must reach every verdict"
    assert frozenset() in seen, "and contradictions"


def test_meeting_one_more_exclusion_never_improves_the_verdict() -> None:
    chance = random.Random(8)
    rank = ["not_tolerable", "no_situation_met", "situation_met"]
    compared = 0
    for _ in range(1000):
        answers = random_answers(chance)
        before = EVALUATOR.evaluate(answers).outcome
        made = chance.choice(a08.EXCLUSIONS)
        worse = answers | dict.fromkeys(asked(made), Truth.YES)
        absent = (a08.facts.emergency_present, a07.facts.recovered_loss, a07.facts.removed_effect, a03.deviation_only)
        worse |= dict.fromkeys(absent, Truth.NO)
        after = EVALUATOR.evaluate(worse).outcome
        if before in rank and after in rank:
            compared += 1
            assert rank.index(after) <= rank.index(before)
    assert compared > 50


def test_an_answer_never_contradicts_a_decided_verdict() -> None:
    chance = random.Random(5)
    decided = 0
    for _ in range(300):
        answers = random_answers(chance)
        partial = {fact: truth for fact, truth in answers.items() if chance.random() < 0.8}
        before = EVALUATOR.evaluate(partial)
        after = EVALUATOR.evaluate(answers)
        assert set(after.possible) <= set(before.possible) or any(f.presumed_absent for f in answers.keys() - partial)
        decided += before.outcome is not None
    assert decided > 30


def test_a_second_body_of_rules_fits_beside_the_first_without_a_change_in_logic() -> None:
    second = Model(MODEL.branches[:2], "otherwise", MODEL.rules, ())
    assert Evaluator(second).evaluate({}).possible == ("not_applicable", "not_tolerable", "otherwise")
