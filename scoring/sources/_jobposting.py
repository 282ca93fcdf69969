"""schema.org JobPosting, as career sites put it into their pages and feeds.

Form: https://schema.org/JobPosting and
https://developers.google.com/search/docs/appearance/structured-data/job-posting
"""

from collections.abc import Iterator
from typing import Any

from scoring.model import Pay, RawPosting
from scoring.sources import _read as r

_UNKNOWN = frozenset({"unavailable", "n/a", "none", "other", "unknown"})


def job_posting(job: Any, *, url: str = "", company: str = "") -> RawPosting:
    """Read one JobPosting. `url` and `company` stand in where it names none itself."""
    link = r.text(job.get("url")) or url
    organization = job.get("hiringOrganization")
    named = r.text(organization) or r.text(r.fields(organization).get("name"))
    return RawPosting(
        external_id=_identifier(job) or link,
        url=link,
        title=r.needed(job, "title"),
        company=named or company,
        locations=r.texts(list(_places(job))),
        workplace="Remote" if "TELECOMMUTE" in r.texts(job.get("jobLocationType")) else "",
        pay=_pay(job.get("baseSalary")),
        posted_at=r.moment(job.get("datePosted")),
        deadline=r.moment(job.get("validThrough")),
        employment=", ".join(known(r.texts(job.get("employmentType")))).replace("_", " "),
        degree=r.text(r.fields(job.get("educationRequirements")).get("credentialCategory")),
        tags=r.texts(job.get("industry"), job.get("occupationalCategory")),
        html=r.text(job.get("description")),
    )


def known(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values without the words that machines write for an empty field."""
    return tuple(value for value in values if value.lower() not in _UNKNOWN)


def _identifier(job: Any) -> str:
    """Return the employer's own number of the posting."""
    number = job.get("identifier")
    return r.text(number) or r.text(r.fields(number).get("value"))


def _places(job: Any) -> Iterator[str]:
    """Yield where the work is; for work from home, from where applicants may come."""
    for each in _listed(job.get("jobLocation")):
        address = r.fields(each).get("address")
        yield r.text(address) or _address(r.fields(address)) or r.text(r.fields(each).get("name"))
    for each in _listed(job.get("applicantLocationRequirements")):
        yield r.text(each) or r.text(r.fields(each).get("name"))


def _address(address: Any) -> str:
    parts = (address.get(f"address{part}") for part in ("Locality", "Region", "Country"))
    names = (r.text(part) or r.text(r.fields(part).get("name")) for part in parts)
    return ", ".join(known(r.texts(list(names))))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _pay(salary: Any) -> Pay | str:
    """Return the range of a MonetaryAmount, or the words that stand in its place."""
    amount = r.fields(salary)
    value = amount.get("value")
    span = r.fields(value)
    found = r.pay(
        span.get("minValue") or span.get("value") or (None if span else value),
        span.get("maxValue") or span.get("value"),
        currency=amount.get("currency"),
        period=span.get("unitText") or amount.get("unitText"),
    )
    return found or r.text(salary)
