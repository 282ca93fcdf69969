"""What one person wants."""

from pydantic import Field

from scoring.model.postings import Pay, Place
from scoring.model.words import Degree, Employment, Level, Remote, Value, content_hash


class Profile(Value):
    """What one person wants. Lists that are empty and fields that are None ask for nothing.

    Musts (a failing posting is left out, with the reason): places with countries, remote, min_pay,
    levels, employment, needs_sponsorship, avoid, hidden, no_agencies, max_age_days.
    Wishes (they move the score): titles, skills, text.
    """

    titles: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    remote: tuple[Remote, ...] = ()
    min_pay: Pay | None = None
    levels: tuple[Level, ...] = ()
    employment: tuple[Employment, ...] = ()
    degree: Degree | None = None  # the person's own highest degree
    years: int | None = None  # the person's own years of experience
    needs_sponsorship: bool = False
    avoid: tuple[str, ...] = ()  # words and companies that must not occur
    hidden: tuple[str, ...] = ()  # companies silenced from a card
    no_agencies: bool = False
    max_age_days: int | None = Field(default=30, ge=1, le=365)  # None: any age
    text: str = ""  # wishes in the person's words, or the CV without contact data

    @property
    def version(self) -> str:
        """Return a hash of the content: equal profiles have equal versions, on any machine."""
        return content_hash(self.model_dump_json())

    @property
    def judged(self) -> "Profile":
        """Return what judges read: without the musts that only leave postings out."""
        return self.model_copy(
            update={"avoid": (), "hidden": (), "no_agencies": False, "max_age_days": None}
        )

    @property
    def judged_version(self) -> str:
        """Return the version of what judges read: hiding a company moves no score."""
        return self.judged.version

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to rank by."""
        return not (self.titles or self.skills or self.text.strip())
