"""Every error that a user can meet.

Each carries one clear sentence that names the thing and the remedy. Anything else that escapes is a bug.
"""


class AllegedlyError(Exception):
    """Base of all errors that are told to the user as one sentence."""


class RefusedInputError(AllegedlyError):
    """One input cannot be taken; the rest of the batch goes on."""


class CaseError(AllegedlyError):
    """A case folder is missing, broken, of another version, or in use."""


class BusyError(CaseError):
    """Somebody else is writing to the case."""


class ModelError(AllegedlyError):
    """A language model is missing or is not the one that the manifest names."""


class ResourceError(AllegedlyError):
    """A rule or lexicon file is malformed, or a rule carries no examples."""


class NotFoundError(AllegedlyError):
    """What was asked for by id or name is not in the case."""
