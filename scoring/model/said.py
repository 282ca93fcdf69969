"""Text of a stored value that is one of our sentences, or the words of somebody else."""

from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from scoring.phrases import read_back, written

Said = Annotated[str, PlainValidator(read_back), PlainSerializer(written, when_used="json")]
"""A field that holds text, a Phrase where it is one of ours; stored with its parts."""
