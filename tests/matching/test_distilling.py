import numpy as np

from poai.matching.distilling import distil


def test_sums_of_words_learn_to_point_where_the_model_points_for_whole_texts() -> None:
    chance = np.random.default_rng(1)
    words = [f"w{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(200)]
    alone = chance.normal(size=(200, 384)).astype(np.float32)
    texts = [" ".join(chance.choice(words, 3)) for _ in range(300)]
    together = chance.normal(size=(300, 384)).astype(np.float32)
    places = {word: at for at, word in enumerate(words)}
    vectors = distil(words, list(range(200)), alone, texts, together)

    def sums(rows: np.ndarray) -> np.ndarray:
        found = np.stack([rows[[places[word] for word in text.split()]].sum(0) for text in texts])
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True))

    # Two texts that the model finds alike must have become more alike than they were.
    aims = together - together.mean(0)
    aims /= np.linalg.norm(aims, axis=1, keepdims=True)
    model, ours = (
        (aims @ aims.T)[np.triu_indices(300, 1)],
        (sums(vectors) @ sums(vectors).T)[np.triu_indices(300, 1)],
    )
    before = (sums(alone) @ sums(alone).T)[np.triu_indices(300, 1)]
    assert np.corrcoef(model, ours)[0, 1] > np.corrcoef(model, before)[0, 1] + 0.05
