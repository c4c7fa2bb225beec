"""The pages of the guided conversation, from content/conversation.toml."""

from collections.abc import Container, Mapping

from poai.domain.conversation import Step
from poai.reading.records import Reader


def load_conversation(reader: Reader, statements: Container[str]) -> Mapping[str, Step]:
    """The pages by key, in order; none without the file. What is wrong is noted in `reader`.

    `statements` are the keys of the I statements that there are.
    """
    path = reader.root / "conversation.toml"
    file = reader.toml(path) if path.exists() else None
    if file is None:
        return {}
    reader.only(file, "steps")
    steps: dict[str, Step] = {}
    prompts: set[str] = set()
    for at, step in reader.records(Step, file, "steps", "key"):
        steps[step.key] = step
        for which, key in enumerate(step.statements):
            if key not in statements:
                message = f"{key!r} is not a statement in statements.toml"
                reader.blame_in(file, ("steps", at, "statements", which), message)
        for which, prompt in enumerate(step.prompts):
            if prompt.key in prompts:
                message = f"{prompt.key!r} is given twice: every prompt needs a key of its own"
                reader.blame_in(file, ("steps", at, "prompts", which, "key"), message)
            prompts.add(prompt.key)
    return steps
