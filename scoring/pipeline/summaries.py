"""The line about each posting: a model's where there is one, else the one taken from its text."""

from collections.abc import Mapping

from scoring.model import Digest, Pick
from scoring.pipeline.opinions import names_of
from scoring.pipeline.panel import Panel


async def worded(digest: Digest, *, panel: Panel, person: str, language: str = "en") -> Digest:
    """Return the digest with a model's line about each posting, where one is kept or can be had.

    When no model answered for its scores none is asked for lines: that would be one more wait.
    """
    shown = (*digest.picks, *digest.near)
    summariser = panel.summariser
    if summariser is None or not shown:
        return digest
    answers = panel.judge is not None and digest.judge in names_of(panel.judge)
    clusters = [each.cluster for each in shown]
    written = await summariser.summaries(
        clusters, person=person, language=language, kept_only=not answers
    )
    return digest.model_copy(
        update={
            "picks": tuple(_with_line(each, written.lines) for each in digest.picks),
            "near": tuple(_with_line(each, written.lines) for each in digest.near),
            "cost_usd": digest.cost_usd + written.cost_usd,
        }
    )


def _with_line(pick: Pick, lines: Mapping[str, str]) -> Pick:
    line = lines.get(pick.cluster.best.id, pick.verdict.summary)
    verdict = pick.verdict.model_copy(update={"summary": line})
    return pick.model_copy(update={"verdict": verdict})
