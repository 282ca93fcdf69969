"""A first profile with the help of a model; where it fails, the one that was read without it."""

import asyncio
import logging
import secrets
from functools import partial

from scoring.cv.draft import Draft
from scoring.edge.llm.chain import Chain
from scoring.edge.llm.completion import Question
from scoring.edge.llm.link import Purpose
from scoring.errors import JudgeError
from scoring.prompts.draft_prompt import MOST_ENTRIES, SCHEMA, draft_prompt, read_draft

_ENTRY_TOKENS = 35  # of a reply

_log = logging.getLogger(__name__)


class LlmDrafter:
    """Implements `ports.Drafter` with a chain of models."""

    def __init__(self, chain: Chain) -> None:
        """Ask the models of a chain."""
        self._chain = chain

    async def improved(self, local: Draft, *, text: str, person: str) -> Draft:
        """Return the draft with what a model read in the text; `local` itself where none answers.

        The text leaves without contact data, and `person` pays. May raise StoreError.
        """
        request = await asyncio.to_thread(draft_prompt, text, fence=f"#{secrets.token_hex(4)}")
        question = Question(
            system=request.system,
            user=request.user,
            schema=SCHEMA,
            entries=MOST_ENTRIES,
            entry_tokens=_ENTRY_TOKENS,
        )
        try:
            asked = await self._chain.ask(
                question,
                purpose=Purpose(name="draft", person=person),
                read=partial(read_draft, text=text, local=local),
            )
        except JudgeError as error:
            _log.info("No draft", extra={"action": "draft", "kind": type(error).__name__})
            return local
        return asked.read
