"""One line about each posting by a model: asked for once, kept by text, shared by everybody."""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlite_utils import Database, Migrations

from scoring.edge.db import Store, utc_text
from scoring.edge.llm.chain import Chain
from scoring.edge.llm.completion import Question
from scoring.edge.llm.link import Purpose
from scoring.edge.llm.sitting import together
from scoring.errors import JudgeError
from scoring.model import Cluster
from scoring.ports import Summaries
from scoring.prompts.batches import BATCH
from scoring.prompts.languages import ENGLISH, name_of, tokens
from scoring.prompts.prompt import Prompt
from scoring.prompts.summary_prompt import SCHEMA, SUMMARY_VERSION, read_summaries, summary_prompt

MIGRATIONS = Migrations("summaries")

_ENTRY_TOKENS = 60  # of a reply

_log = logging.getLogger(__name__)


@MIGRATIONS()
def m001_summaries(db: Database) -> None:
    """Create the summaries: nothing of a person is in them."""
    db.execute(
        """
        CREATE TABLE summaries (
            text_key TEXT NOT NULL,
            writer TEXT NOT NULL,
            summary TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (text_key, writer)
        ) STRICT, WITHOUT ROWID
        """
    )


class LlmSummariser:
    """Implements `ports.Summariser`. A model that fails costs nothing but its line."""

    def __init__(self, chain: Chain, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Ask the models of a chain, and keep what they wrote in an open store."""
        self._chain = chain
        self._store = store
        self._clock = clock

    async def summaries(
        self,
        clusters: Sequence[Cluster],
        *,
        person: str,
        language: str = ENGLISH,
        kept_only: bool = False,
    ) -> Summaries:
        """Return the lines by posting id: those that were kept, and new ones that `person` pays.

        May raise StoreError.
        """
        lines = await self._kept(clusters, language=language)
        left = [each for each in clusters if each.best.id not in lines]
        if kept_only or not left:
            return Summaries(lines=lines)
        parts = [left[at : at + BATCH] for at in range(0, len(left), BATCH)]
        written = await together(
            *(self._written(part, person=person, language=language) for part in parts)
        )
        new = {key: line for each in written for key, line in each.lines.items()}
        return Summaries(lines=lines | new, cost_usd=sum(each.cost_usd for each in written))

    async def _written(
        self, clusters: Sequence[Cluster], *, person: str, language: str
    ) -> Summaries:
        """Ask about one batch, and keep what came."""
        fence = f"#{secrets.token_hex(4)}"
        request = await asyncio.to_thread(summary_prompt, clusters, fence=fence, language=language)
        question = Question(
            system=request.system,
            user=request.user,
            schema=SCHEMA,
            entries=len(clusters),
            entry_tokens=tokens(_ENTRY_TOKENS, language=language),
        )
        try:
            asked = await self._chain.ask(
                question,
                purpose=Purpose(name="summary", person=person),
                read=partial(_lines, request),
            )
        except JudgeError as error:
            kind = type(error).__name__
            _log.info("No summaries", extra={"action": "summarise", "kind": kind})
            return Summaries(lines={}, cost_usd=error.cost_usd)
        await self._keep(clusters, asked.read, writer=_writer(asked.model, language))
        return Summaries(lines=asked.read, cost_usd=asked.cost_usd)

    async def _kept(self, clusters: Sequence[Cluster], *, language: str) -> dict[str, str]:
        """Return what any model of the chain wrote, the first model's line first."""
        by_id = {each.best.id: each.best.text_key for each in clusters}
        writers = [_writer(name, language) for name in self._chain.names]

        def work(db: Database) -> list[tuple[str, str, str]]:
            return list(
                db.execute(
                    "SELECT writer, text_key, summary FROM summaries"
                    " WHERE text_key IN (SELECT value FROM json_each(?))"
                    " AND writer IN (SELECT value FROM json_each(?))",
                    [json.dumps(list(by_id.values())), json.dumps(writers)],
                )
            )

        rows = await self._store.read(work)
        rows.sort(key=lambda row: writers.index(row[0]), reverse=True)
        by_text = {text_key: line for _, text_key, line in rows}
        return {key: by_text[text_key] for key, text_key in by_id.items() if text_key in by_text}

    async def _keep(
        self, clusters: Sequence[Cluster], lines: Mapping[str, str], *, writer: str
    ) -> None:
        at = utc_text(self._clock())
        rows = [
            (each.best.text_key, writer, lines[each.best.id], at)
            for each in clusters
            if each.best.id in lines
        ]
        await self._store.write(
            lambda db: db.conn.executemany(
                "INSERT OR IGNORE INTO summaries VALUES (?, ?, ?, ?)", rows
            )
        )


def _writer(model: str, language: str) -> str:
    """Return what a line is kept under: the model, the prompt, and a language but English."""
    written = f"{model}/{SUMMARY_VERSION}"
    return f"{written}/{language}" if name_of(language) else written


def _lines(request: Prompt, text: str) -> dict[str, str]:
    """Return the lines by posting id. Raises JudgeReplyInvalid."""
    read = read_summaries(text, names=frozenset(request.names))
    return {request.names[name]: line for name, line in read.items()}
