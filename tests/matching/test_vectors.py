import numpy as np
import pytest

from poai.matching.vectors import pack, vectors


def alike(left: str, right: str) -> float:
    known = vectors()
    return float(known.sense(left.split()) @ known.sense(right.split()))


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("toothache", "dentist", "gardening"),
        ("my wife died", "bereavement support", "food bank"),
        ("worried about bills", "money advice", "line dancing"),
        ("cannot hear the telly", "deaf", "swimming"),
    ],
)
def test_texts_without_a_word_in_common_are_near_in_meaning(text: str, near: str, far: str) -> None:
    assert alike(text, near) > alike(text, far) + 0.1


def test_directions_have_length_one_or_none() -> None:
    assert np.linalg.norm(vectors().sense(["lonely", "old"])) == pytest.approx(1, abs=1e-5)
    assert not vectors().sense(["qqqqq"]).any()
    assert not vectors().sense([]).any()
    assert vectors().senses([]).shape == (0, vectors().dimensions)


def test_packed_vectors_come_back_nearly_as_they_were(tmp_path) -> None:  # type: ignore[no-untyped-def]
    rows = np.array([[1.0, -2.0], [0.5, 0.25]], np.float32)
    (tmp_path / "packed.npz").write_bytes(pack(["a", "b"], rows))
    with np.load(tmp_path / "packed.npz") as found:
        assert found["words"].tobytes().decode() == "a\nb"
        assert found["rows"] * found["scales"][:, None] == pytest.approx(rows, abs=0.01)
