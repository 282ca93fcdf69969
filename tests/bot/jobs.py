"""A small market of fictional employers for conversations."""

from datetime import timedelta

from scoring.model import RawPosting
from tests.factories import NOW, raw

_TEXT = (
    "<p>You design and run backend services in {skills}. Our team of {n} builds software for "
    "{what}, talks to its users every week and shares the pager. You have three years of "
    "experience with distributed systems and care about tests.</p>"
)
_TITLES = ("Backend Engineer", "Backend Developer", "Python Engineer")
_FIELDS = ("harbours", "libraries", "tram lines", "orchards", "clinics", "theatres", "wind farms")


def backend_jobs(
    count: int, *, skills: str = "Python, PostgreSQL and Kubernetes"
) -> list[RawPosting]:
    """Return so many different backend jobs of different employers in Berlin."""
    return [
        raw(
            external_id=f"backend-{n}",
            url=f"https://jobs.example.com/backend/{n}",
            title=f"{_TITLES[n % 3]} {_FIELDS[n % 7].title()}",
            company=f"{_FIELDS[n % 7].title()} Works {n}",
            posted_at=NOW - timedelta(days=n % 5),
            html=_TEXT.format(skills=skills, n=n + 3, what=_FIELDS[n % 7]),
        )
        for n in range(count)
    ]


def other_jobs() -> list[RawPosting]:
    """Return jobs that no backend engineer looks for."""
    return [
        raw(
            external_id=f"other-{n}",
            url=f"https://jobs.example.com/other/{n}",
            title=title,
            company=company,
            html=f"<p>We look for a {title}. {what}</p>",
        )
        for n, (title, company, what) in enumerate(
            [
                ("Head Chef", "Copper Kettle", "You cook for ninety guests and plan the menu."),
                ("Tram Driver", "Linden Transit", "You drive trams on line four, by day or night."),
                ("Bookkeeper", "Ledger & Sons", "You keep the books and file the taxes."),
            ]
        )
    ]
