from bench.matching.engines import OURS, Engine
from bench.matching.judged import Judged
from bench.matching.measure import Figures
from bench.matching.table import table
from tests.bench.matching.small import corpus
from tests.quality.measuring import Query

PEER = Engine("Peer", "peer:build")
ABSENT = Engine("Absent", "absent:build", "no_such_package", get="`ask for it`")
ASKED = Query(qid="q1", variant="clean", who="", kind="", text="sing", rel={"choir": 2})


def figures(ms: float, *, found: str = "choir", asked: int = 10, sampled: bool = False) -> Figures:
    return Figures([[found]] * asked, [ms] * asked, [ms + 1] * asked, built=0.5, mb=12.3, sampled=sampled)


def cells(text: str, start: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith(f"| {start}"))
    return [cell.strip() for cell in line.strip("|").split("|")][1:]


def made() -> str:
    judged = Judged("our set", corpus(), (ASKED,))
    quality = {"poai": figures(1, asked=1), "Peer": figures(1, found="chess", asked=1)}
    cost = {"poai": figures(2.0), "Peer": figures(5.0, asked=3, sampled=True)}
    return table((OURS, PEER, ABSENT), [(judged, quality)], [(2000, cost)])


def test_quality_is_told_for_each_variant_that_was_asked() -> None:
    assert cells(made(), "our set: nDCG@10") == ["1.00 / -", ".00 / -", "not here"]


def test_a_time_stands_beside_its_ratio_to_ours() -> None:
    assert cells(made(), "2,000 listings: p50") == ["**2.0**", "5.0 (2.5×)", "not here"]
    assert cells(made(), "p95 ms, wall") == ["3.0", "6.0", "not here"]
    assert cells(made(), "MB") == ["12", "12", "not here"]
    assert cells(made(), "build") == ["0.5", "about 0.5", "not here"]


def test_what_was_not_measured_like_the_rest_is_told() -> None:
    notes = made()
    assert "Sentences timed: 10, but Peer at 2,000: 3." in notes
    assert "about: worked out from a sample" in notes
    assert "Absent is not here: `ask for it`." in notes


def test_every_line_has_as_many_cells_as_the_head() -> None:
    lines = [line for line in made().splitlines() if line.startswith("|")]
    assert {line.count("|") for line in lines} == {5}
