"""Passwords under Argon2id, with the library that seals everything else."""

from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.contrib.auth.hashers import BasePasswordHasher, mask_hash

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# OWASP's least: 19 MiB, two passes. Passwords here always stand beside a second factor or a code.
MEMORY_COST = 19 * 1024  # KiB
ITERATIONS = 2
LANES = 1
HASH_BYTES = 32


class Argon2Hasher(BasePasswordHasher):
    """Stored as `argon2id$v=19$m=…,t=…,p=…$salt$hash`, the PHC string without its first dollar."""

    algorithm = "argon2id"

    def encode(self, password: str, salt: str) -> str:
        kdf = Argon2id(
            salt=salt.encode(),
            length=HASH_BYTES,
            iterations=ITERATIONS,
            lanes=LANES,
            memory_cost=MEMORY_COST,
        )
        return kdf.derive_phc_encoded(password.encode())[1:]

    def verify(self, password: str, encoded: str) -> bool:
        try:
            Argon2id.verify_phc_encoded(password.encode(), f"${encoded}")
        except (InvalidKey, ValueError):
            return False
        return True

    def decode(self, encoded: str) -> dict[str, Any]:
        algorithm, version, costs, salt, digest = encoded.split("$", 4)
        parameters = dict(cost.split("=") for cost in costs.split(","))
        return {
            "algorithm": algorithm,
            "version": version,
            "memory_cost": int(parameters["m"]),
            "iterations": int(parameters["t"]),
            "lanes": int(parameters["p"]),
            "salt": salt,
            "hash": digest,
        }

    def safe_summary(self, encoded: str) -> "dict[str | StrPromise, Any]":
        facts = self.decode(encoded)
        return {
            "algorithm": facts["algorithm"],
            "memory cost": facts["memory_cost"],
            "iterations": facts["iterations"],
            "salt": mask_hash(facts["salt"]),
            "hash": mask_hash(facts["hash"]),
        }

    def must_update(self, encoded: str) -> bool:
        facts = self.decode(encoded)
        costs = (facts["memory_cost"], facts["iterations"], facts["lanes"])
        return costs != (MEMORY_COST, ITERATIONS, LANES)

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: the costs are in the hash and verifying always pays them."""
