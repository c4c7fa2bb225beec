"""What two people change of one group at once is both kept, unless it is the same fact."""

from dataclasses import replace

from poai.domain.group_facts import changed
from poai.domain.listing import Organisation, Phone

CHOIR = Organisation(
    id="6f1c9a50-0000-4000-8000-00000000000d", slug="choir", name="Choir", email="a@example.org"
)


def test_what_others_changed_meanwhile_stays() -> None:
    yours, theirs = replace(CHOIR, name="The choir"), replace(CHOIR, email="b@example.org")
    merged = changed(CHOIR, yours, theirs)
    assert merged.group == replace(CHOIR, name="The choir", email="b@example.org")
    assert (merged.fields, merged.conflicts) == (("name",), ())


def test_the_same_fact_changed_twice_is_a_conflict_unless_both_say_the_same() -> None:
    phones = (Phone(number="01632 960001"),)
    yours = replace(CHOIR, email="c@example.org", phones=phones)
    merged = changed(CHOIR, yours, replace(CHOIR, email="b@example.org", phones=phones))
    assert (merged.fields, merged.conflicts) == ((), ("email",))
    assert merged.group.email == "b@example.org"
