"""The sets of questions that are asked before and after, from content/measures.toml."""

from collections.abc import Mapping

from poai.domain.measure import Measure
from poai.reading.records import Reader


def load_measures(reader: Reader) -> Mapping[str, Measure]:
    """The sets by key, in order; none without the file. What is wrong is noted in `reader`."""
    path = reader.root / "measures.toml"
    file = reader.toml(path) if path.exists() else None
    if file is None:
        return {}
    reader.only(file, "measures")
    return {measure.key: measure for _, measure in reader.records(Measure, file, "measures", "key")}
