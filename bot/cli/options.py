"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

CvFile = Annotated[
    Path | None, typer.Option(help="Your CV: PDF, DOCX or text.", exists=True, dir_okay=False)
]
Wishes = Annotated[
    str | None, typer.Option(help="What you look for, in a sentence; with --cv, wishes on top.")
]
