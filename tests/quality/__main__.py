"""Print how good matching is on the judged set: `python -m tests.quality`, with `--worst 25` for the worst."""

import sys
import tempfile
from pathlib import Path

from tests.quality.measuring import answers, cries, queries, scored, shipped
from tests.quality.scoring import interval, table


def main() -> None:
    worst = int(sys.argv[2]) if sys.argv[1:2] == ["--worst"] else 0
    with tempfile.TemporaryDirectory() as folder:
        snapshot = shipped(Path(folder))
    asked = queries()
    scores = scored(snapshot, asked)
    print(f"{'':22}{'queries':>8}{'nDCG@10':>9}{'P@1':>7}{'succ@3':>8}{'rec@20':>8}")
    for name, number, *marks in table(scores):
        print(f"{name:22}{number:8}{marks[0]:9.3f}{marks[1]:7.3f}{marks[2]:8.3f}{marks[3]:8.3f}")
    for variant in ("clean", "misspelt"):
        low, high = interval([s for s in scores if s.variant == variant], lambda s: s.ndcg)
        print(f"nDCG@10 {variant}: 95 % interval {low:.3f} to {high:.3f}")
    for cry in cries():
        if bool(snapshot.matcher.hear(cry.text).urgent) != cry.urgent:
            print(f"{'missed' if cry.urgent else 'false alarm'} {cry.qid} {cry.kind}: {cry.text}")
    by_score = sorted(zip(scores, asked, strict=True), key=lambda pair: (pair[0].ndcg, pair[0].qid))
    for marks_of, query in by_score[:worst]:
        heard = snapshot.matcher.hear(query.text)
        print(f"\n{query.qid}.{query.variant} {marks_of.ndcg:.2f} {query.text}")
        print("  heard:", ", ".join(f"{n.key} {n.strength:.2f}" for n in heard.needs), "|", heard.confidence)
        print("  got:", *(f"{slug}={query.rel.get(slug, 0)}" for slug in answers(snapshot, query.text)[:8]))
        print("  best:", *(slug for slug, grade in query.rel.items() if grade == max(query.rel.values())))


if __name__ == "__main__":
    main()
