"""What a person is told when a model did not judge their postings."""

from scoring.errors import (
    BudgetSpent,
    JudgeError,
    JudgeRefused,
    JudgeReplyInvalid,
    JudgeUnavailable,
)
from scoring.phrases import phrase

NO_MODEL = phrase("The model did not answer")
NO_KEY = phrase("The model refused the bot's key, which its owner has to look at")
NOT_READ = phrase("The model's answer could not be read")
BOT_BUDGET = phrase("The bot's budget for the model allows no more today")
PERSON_BUDGET = phrase("Your part of today's budget for the model allows no more")
LEFT_OUT = phrase("The model left some postings out")

# The later one is the more useful to hear when several things went wrong.
_ORDER: tuple[type[JudgeError], ...] = (
    JudgeError,
    JudgeReplyInvalid,
    JudgeUnavailable,
    BudgetSpent,
    JudgeRefused,
)


def telling(error: JudgeError) -> int:
    """Return how much a person learns from an error; more is better."""
    return max(at for at, kind in enumerate(_ORDER) if isinstance(error, kind))


def fallback(error: JudgeError | None, *, left: int, of: int) -> str:
    """Say why `left` of a list have local scores."""
    if left >= of:
        return phrase("{why}; these scores are this bot's own.", why=_why(error))
    return phrase(
        "{why}; this bot itself scored {left} of {of}.", why=_why(error), left=left, of=of
    )


def _why(error: JudgeError | None) -> str:
    if error is None:
        return LEFT_OUT
    if isinstance(error, BudgetSpent):
        return PERSON_BUDGET if error.whose == "person" else BOT_BUDGET
    if isinstance(error, JudgeRefused):
        return NO_KEY
    return NOT_READ if isinstance(error, JudgeReplyInvalid) else NO_MODEL
