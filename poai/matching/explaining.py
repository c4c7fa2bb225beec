"""How an answer came about, for the people who write phrases: what was heard, repaired and scored."""

from collections import Counter
from collections.abc import Iterable, Sequence

from poai.domain.need import Need
from poai.matching.answers import Heard, Match
from poai.matching.hearing import telling_words
from poai.matching.likeness import ASKING_STEMS
from poai.matching.matcher import Matcher
from poai.matching.stem import stem
from poai.matching.stopwords import FUNCTION
from poai.matching.tokens import spoken, words

_SHOWN = 10  # results explained


def explanation(matcher: Matcher, heard: Heard, matches: Sequence[Match]) -> str:
    """Plain text: what was understood of `heard`, and what each of the first matches scored for."""
    lines = [f"Typed: {heard.text}", f"Confidence: {heard.confidence}"]
    if heard.corrected is not None:
        lines.append(f"Read as: {heard.corrected}")
    lines += [f"Urgent: {key}" for key in heard.urgent]
    lines += ["Needs heard:" if heard.needs else "Needs heard: none"]
    lines += [f"  {need.strength:.2f}  {need.key}  {_because(need.phrase)}" for need in heard.needs]
    if heard.refused:
        lines.append(f"Needs refused or only seeming so: {', '.join(heard.refused)}")
    if heard.constraints:
        lines.append("Must hold too:")
        lines += [f"  {one.key}  {_because(one.words)}" for one in heard.constraints]
    if heard.whom:
        lines.append(f"For: {heard.whom}")
    unclaimed = [word for word in heard.looked_for if not matcher.claims(word)]
    if unclaimed:
        lines.append(f"Words that no need claims: {', '.join(unclaimed)}")
    shown = matches[:_SHOWN]
    parts = matcher.parts(heard, [match.id for match in shown])
    lines.append("Results: score = needs + words + meaning + name, then place and what must hold")
    for match in shown:
        part = parts[match.id]
        reasons = ", ".join(reason.key_or_text or reason.kind for reason in match.reasons)
        lines.append(
            f"  {match.score:.3f}  {part.needs:.2f} + {part.words:.2f} + {part.meaning:.2f} + {part.name:.2f}"
            f"  {match.id}  ({reasons})"
        )
    if len(matches) > _SHOWN:
        lines.append(f"  and {len(matches) - _SHOWN} more")
    return "\n".join(lines)


def missing_words(texts: Iterable[str], needs: Iterable[Need]) -> list[tuple[str, int]]:
    """Words of the texts that no need's phrases or words have, with in how many texts; the most frequent first.

    Forms of one word count together, under the form met first.
    """
    claimed = {
        part for need in needs for phrase in (*need.phrases, *need.serves) for part in telling_words(phrase)
    }
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        forms = {stem(word): word for word in reversed(spoken(words(text)))}
        for root, word in forms.items():
            if root not in claimed and root not in FUNCTION and root not in ASKING_STEMS and root.isalpha():
                counts[root] += 1
                first.setdefault(root, word)
    return sorted(((first[root], times) for root, times in counts.items()), key=lambda one: (-one[1], one[0]))


def _because(phrase: str) -> str:
    return f'because of "{phrase}"' if phrase else "because it was chosen"
