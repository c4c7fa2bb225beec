from poai.matching.answers import Heard, HeardNeed, Match
from poai.matching.runfile import LONGEST_RUN, heard_line, query_key, run_lines, searchables


def test_listings_are_read_from_rows_with_tags_as_words_or_as_a_list() -> None:
    row = {
        "id": "a",
        "name": "A",
        "organisation": "O",
        "description": "D",
        "schedule": "Mondays",
        "locality": "n",
    }
    (one, two) = searchables([{**row, "tags": "x, y"}, {"id": "b", "name": "B", "tags": ["x"]}])
    assert (one.tags, one.details, one.locality) == (("x", "y"), "Mondays", "n")
    assert (two.tags, two.details, two.organisation) == (("x",), "", "")


def test_a_query_is_named_with_its_variant_where_it_has_one() -> None:
    assert query_key({"qid": "q1", "variant": "clean"}) == "q1.clean"
    assert query_key({"qid": "t1"}) == "t1"


def test_run_lines_keep_the_order_of_equal_scores() -> None:
    lines = run_lines("q1", "clean", [Match("a", 0.5, ()), Match("b", 0.5, ())])
    assert [line.split()[:4] for line in lines] == [
        ["q1.clean", "Q0", "a", "1"],
        ["q1.clean", "Q0", "b", "2"],
    ]
    scores = [float(line.split()[4]) for line in lines]
    assert scores[0] > scores[1]
    assert lines[0].endswith(" poai")


def test_a_run_is_cut_to_its_longest() -> None:
    assert len(run_lines("q", None, [Match(str(n), 0.1, ()) for n in range(LONGEST_RUN + 5)])) == LONGEST_RUN


def test_heard_lines_tell_urgency_confidence_and_needs() -> None:
    heard = Heard("x", (HeardNeed("a", 1.0, "x"), HeardNeed("b", 0.5, "y")), ("suicide",), None, "weak")
    assert heard_line("q1", heard) == "q1\t1\tweak\ta,b"
    assert heard_line("q2", Heard("")) == "q2\t0\tnone\t"
