"""Django's Argon2 with the cost that ours has. In a file of its own, because it needs Django set up first."""

from django.contrib.auth.hashers import Argon2PasswordHasher

from poai.actions.hashing import HASHER


class SameCost(Argon2PasswordHasher):
    """Argon2id as in poai/actions/hashing.py."""

    time_cost = HASHER.time_cost
    memory_cost = HASHER.memory_cost
    parallelism = HASHER.parallelism
