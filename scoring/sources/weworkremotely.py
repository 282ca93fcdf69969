"""We Work Remotely: a board for remote work, its newest in one RSS page.

Feed: https://weworkremotely.com/remote-job-rss-feed
Terms: https://weworkremotely.com/terms-of-service (link back to the posting)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from scoring.model import Ask, Fetch, Parsed, RawPosting
from scoring.sources import Source, read_each
from scoring.sources import _read as r
from scoring.sources import _xml as x


@dataclass(frozen=True, slots=True)
class WeWorkRemotely:
    """Reads the feed."""

    name: str = "weworkremotely"
    needs: tuple[str, ...] = ()

    def start(self, ask: Ask) -> Iterable[Fetch]:  # noqa: ARG002 - there is nothing to choose
        """Ask for the feed of all categories."""
        yield Fetch(url="https://weworkremotely.com/remote-jobs.rss")

    def parse(self, fetch: Fetch, body: bytes) -> Parsed:  # noqa: ARG002 - there is one page
        """Read the feed."""
        channel = next(x.children(x.root(body), "channel"), None)
        if channel is None:
            raise ValueError("the page is no RSS")
        return read_each(x.children(channel, "item"), _posting)


def _posting(item: Element) -> RawPosting:
    """Read one item; its title is "Company: Role"."""
    link = r.needed({"link": x.words(item, "link", "guid")}, "link")
    company, colon, role = r.needed({"title": x.words(item, "title")}, "title").partition(": ")
    return RawPosting(
        external_id=x.words(item, "guid") or link,
        url=link,
        title=role if colon else company,
        company=company if colon else "",
        locations=x.every(item, "region", "state", "country"),
        workplace="Remote",
        posted_at=x.moment(x.words(item, "pubdate")),
        deadline=x.moment(x.words(item, "expires_at")),
        employment=x.words(item, "type"),
        tags=r.texts(list(x.every(item, "category")), x.words(item, "skills").split(",")),
        html=x.words(item, "description"),
    )


SOURCE: Source = WeWorkRemotely()
