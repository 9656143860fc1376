"""What can go wrong in the vault. No message ever carries a secret, a text or a receipt."""


class VaultError(Exception):
    """Every error of the vault."""


class EnvelopeError(VaultError):
    """Sealed bytes were changed, moved to another place, or opened with another key (P7)."""


class UnknownSuite(EnvelopeError):
    """The version or suite is none that this release knows: refused, never guessed."""


class WrongKey(EnvelopeError):
    """The envelope names another key than the one it was to be opened with."""


class WrongPassphrase(VaultError):
    """The passphrase does not open this member's private key."""


class InvalidReceipt(VaultError):
    """Not a receipt: another length, or a check digit that shows a typing mistake."""


class UnknownReceipt(VaultError):
    """A well-formed receipt that finds no dossier."""


class ReceiptTaken(VaultError):
    """A dossier with this receipt exists: filing again is the same dossier."""


class NotOnKeyring(VaultError):
    """No key of this dossier is wrapped for this person; to them it does not exist (P2)."""


class LastHolder(VaultError):
    """Nobody else could open the dossier after this."""


class AlreadyFiled(VaultError):
    """The dossier belongs to a vault already."""


class VaultLocked(VaultError):
    """The key that is needed is not at hand: unlock first, or this reader never gets it."""


class VaultNotSetUp(VaultError):
    """The body has no recovery key or no admitted member yet."""


class UntrustedRecipient(VaultError):
    """The roster's signature or the public key does not fit: nothing is wrapped or unlocked."""


class Busy(VaultError):
    """All places of a lane stayed taken: try again in a moment."""


class NotWaiting(VaultError):
    """This person does not wait for that: somebody else was quicker, or the key changed."""
