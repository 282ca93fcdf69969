"""Every error the package raises; a class exists only because some caller reacts to it.

JobPicksError
  InputError             shown to the person or on the command line as it is: it says what to do
    FileUnreadable         a CV or postings file that cannot be read
  SourceError            caught by ingest: the source is skipped today and named in the report
    SourceUnavailable      network, 4xx, 5xx after retries: tried again at the next ingest
      SourceGone             404 or 410: the page is not there any more; a link to it is dead
      SourceRefused          401 or 403: a site that refuses its robots.txt is left alone
    SourceChanged          the page no longer fits parse(): the operator is told
  JudgeError             caught by choose
    JudgeUnavailable       the digest falls back to the local judge and says so
      JudgeRefused           as above, and the note says that the owner has to look at the key
    JudgeReplyInvalid      the batch is asked once more, then falls back
    BudgetSpent            as JudgeUnavailable, and the operator is told
  StoreError             not caught: the step fails, is logged and runs again
"""

from typing import Literal


class JobPicksError(Exception):
    """The root: whatever this project raises on purpose."""


class InputError(JobPicksError):
    """Somebody gave something that cannot be used; the message says what and what to do."""


class FileUnreadable(InputError):
    """A file is empty, broken, too large or of a kind that is not read."""


class SourceError(JobPicksError):
    """A source gave nothing; ingest skips it and names it in the report."""


class SourceUnavailable(SourceError):
    """The source did not answer, or refused; the next ingest asks again."""

    requests: int = 0  # that were made in vain
    bytes: int = 0  # of their answers


class SourceGone(SourceUnavailable):
    """The page is not there any more: who checks a link knows that the job is gone."""


class SourceRefused(SourceUnavailable):
    """The page is not for us: who reads a site's robots.txt stays away from the site."""


class SourceChanged(SourceError):
    """The source answered in a shape that is not known; its module needs a look."""


class JudgeError(JobPicksError):
    """A judge gave no verdict; choose falls back to the local judge."""

    cost_usd: float = 0.0  # what was paid before it failed


class JudgeUnavailable(JudgeError):
    """The model did not answer."""


class JudgeRefused(JudgeUnavailable):
    """The model refused the key, or the account behind it has no money."""


class JudgeReplyInvalid(JudgeError):
    """The model answered something that is not a list of verdicts."""


class BudgetSpent(JudgeError):
    """The day's money for the model is spent: the whole bot's, or this person's part of it."""

    def __init__(self, message: str, *, whose: Literal["bot", "person"] = "bot") -> None:
        super().__init__(message)
        self.whose = whose


class StoreError(JobPicksError):
    """The database refused; nothing is half done."""
