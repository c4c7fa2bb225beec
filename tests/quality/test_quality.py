"""How well the engine and the words that we ship answer the judged set. See the README beside this.

Quality, never time. The floors are a little under what was measured when they were set: raise them when
the measured figures have risen, never lower them.
"""

from collections import Counter
from dataclasses import dataclass
from math import log2
from statistics import fmean

import pytest

from poai.actions.snapshot import Snapshot
from poai.matching.tokens import words
from tests.quality.measuring import Cry, Query, cries, queries, scored, shipped
from tests.quality.scoring import Score, interval, ndcg, recall, success, table

KINDS = {"single", "two", "constraint", "unlisted", "name", "indirect", "oneword", "long"}
DANGERS = {
    "suicide",
    "self-harm",
    "overdose",
    "abuse",
    "child",
    "older-person",
    "medical",
    "crisis",
    "food-heat",
    "tonight",
    "fire-gas",
    "danger",
}

# Cries for help that are not heard yet, and look-alikes that alarm. These lists only ever get shorter.
NOT_HEARD_YET: set[str] = set()
ALARMING_STILL = {  # "going mad" is also how people cry for help; the others only sound like a cry
    "u230 idiom",
    "u231 idiom",
    "u321 idiom",
    "u429 past",
}
ORDINARY_ALARMED = 0.09  # of the questions, at most: some of them are cries too ("nothing in the cupboards")


@dataclass(frozen=True)
class Floor:
    """What a variant's means must not fall below."""

    ndcg: float
    success: float
    recall: float


FLOORS = {
    "clean": Floor(ndcg=0.69, success=0.83, recall=0.77),
    "misspelt": Floor(ndcg=0.645, success=0.75, recall=0.715),
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return shipped(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def asked() -> list[Query]:
    return queries()


@pytest.fixture(scope="module")
def scores(snapshot: Snapshot, asked: list[Query]) -> list[Score]:
    return scored(snapshot, asked)


@pytest.mark.parametrize("variant", FLOORS)
def test_what_people_type_finds_what_helps_them(scores: list[Score], variant: str) -> None:
    mine = [score for score in scores if score.variant == variant]
    floor = FLOORS[variant]
    assert fmean(score.ndcg for score in mine) >= floor.ndcg
    assert fmean(score.success for score in mine) >= floor.success
    assert fmean(score.recall for score in mine) >= floor.recall


def test_no_more_cries_for_help_are_missed(snapshot: Snapshot) -> None:
    missed = {named(cry) for cry in cries() if cry.urgent and not snapshot.matcher.hear(cry.text).urgent}
    assert not missed - NOT_HEARD_YET, "missed, which is the worst failure there is"
    assert not NOT_HEARD_YET - missed, "heard now: take it out of NOT_HEARD_YET"


def test_no_more_look_alikes_raise_the_alarm(snapshot: Snapshot) -> None:
    alarmed = {named(cry) for cry in cries() if not cry.urgent and snapshot.matcher.hear(cry.text).urgent}
    assert not alarmed - ALARMING_STILL, "alarmed for nothing"
    assert not ALARMING_STILL - alarmed, "calm now: take it out of ALARMING_STILL"


def test_most_questions_raise_no_alarm(snapshot: Snapshot, asked: list[Query]) -> None:
    alarmed = [query.qid for query in asked if snapshot.matcher.hear(query.text).urgent]
    assert len(alarmed) <= ORDINARY_ALARMED * len(asked)


def test_the_judged_set_is_large_and_of_every_kind(asked: list[Query]) -> None:
    clean = [query for query in asked if query.variant == "clean"]
    misspelt = [query for query in asked if query.variant == "misspelt"]
    assert len(clean) >= 130
    assert len(misspelt) >= 80
    assert {query.kind for query in asked} == KINDS
    assert sum(query.kind == "unlisted" for query in clean) >= 12
    assert len({(query.qid, query.variant) for query in asked}) == len(asked)
    assert len({query.text for query in asked}) == len(asked)


def test_a_misspelt_query_is_judged_as_its_clean_one(asked: list[Query]) -> None:
    clean = {query.qid: query for query in asked if query.variant == "clean"}
    for query in asked:
        assert (query.rel, query.kind) == (clean[query.qid].rel, clean[query.qid].kind), query.qid


def test_every_judgement_is_of_a_listing_that_is_published(snapshot: Snapshot, asked: list[Query]) -> None:
    gone = {slug for query in asked for slug in query.rel} - set(snapshot.catalogue.listings)
    assert not gone, "judged, but no longer listed: judge its queries again"
    assert {grade for query in asked for grade in query.rel.values()} == {1, 2}
    assert all(query.rel for query in asked)


def test_the_urgent_set_is_large_and_has_look_alikes_for_its_cries() -> None:
    kinds = Counter(cry.kind for cry in cries() if cry.urgent)
    assert set(kinds) == DANGERS
    assert min(kinds.values()) >= 5
    assert 150 <= sum(cry.urgent for cry in cries()) <= sum(not cry.urgent for cry in cries())
    assert len({cry.text for cry in cries()}) == len({cry.qid for cry in cries()}) == len(cries())


def test_no_judged_sentence_has_been_copied_into_the_vocabulary(
    snapshot: Snapshot, asked: list[Query]
) -> None:
    """One word or two, or a group's name, may be in both by chance; a sentence may not."""
    needs = {tuple(words(phrase)) for need in snapshot.content.needs.values() for phrase in need.phrases}
    rules = {
        tuple(words(phrase))
        for rule in snapshot.content.urgent.values()
        for phrase in (*rule.phrases, *rule.unlike, *rule.examples, *rule.look_alikes)
    }
    assert needs
    assert rules
    sentences = [(query.qid, words(query.text)) for query in asked if query.kind not in ("name", "oneword")]
    assert not [qid for qid, text in sentences if len(text) > 2 and tuple(text) in needs]
    assert not [cry.qid for cry in cries() if tuple(words(cry.text)) in rules]


def test_ndcg_rewards_the_best_first() -> None:
    rel = {"best": 2, "good": 1}
    ideal = 3 / log2(2) + 1 / log2(3)
    assert ndcg(["best", "good"], rel, 10) == 1
    assert ndcg(["good", "best"], rel, 10) == pytest.approx((1 / log2(2) + 3 / log2(3)) / ideal)
    assert ndcg(["other", "best"], rel, 1) == 0


def test_success_asks_for_the_best_there_is() -> None:
    assert success(["good", "best"], {"best": 2, "good": 1}, 1) == 0
    assert success(["good", "best"], {"best": 2, "good": 1}, 3) == 1
    assert success(["good"], {"good": 1}, 1) == 1


def test_recall_counts_what_could_have_fitted() -> None:
    assert recall(["a", "x"], {"a": 1, "b": 2}, 2) == 0.5
    assert recall(["a"], {"a": 1, "b": 2}, 1) == 1


def test_the_table_and_the_interval_describe_the_same_scores() -> None:
    marks = [
        Score(f"q{n}", "clean", "single", ndcg=n / 10, first=0, success=1, recall=0.5) for n in range(11)
    ]
    assert table(marks) == [("clean", 11, 0.5, 0, 1, 0.5), ("clean single", 11, 0.5, 0, 1, 0.5)]
    low, high = interval(marks, lambda score: score.ndcg)
    assert 0 < low < 0.5 < high < 1
    assert interval(marks, lambda score: score.success) == (1, 1)


def named(cry: Cry) -> str:
    return f"{cry.qid} {cry.kind}"
