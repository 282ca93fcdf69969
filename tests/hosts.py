"""The hosts of the job boards on loopback: what is asked of https://jobs.lever.co/acme is asked of
the site's /jobs.lever.co/acme, through the real client."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from scoring.edge.web.http import PoliteWeb
from scoring.model import Fetch
from scoring.ports import Page
from tests.scoring.site import QUICK, Site, answer, open_site


class Hosts:
    """Implements `scoring.ports.Web`; what no test lets a host say is a 404."""

    def __init__(self, site: Site, web: PoliteWeb) -> None:
        self.site = site
        self._web = web
        self.asked: list[str] = []

    async def get(self, fetch: Fetch) -> Page:
        self.asked.append(fetch.url)
        path = "/" + fetch.url.removeprefix("https://")
        self.site.answers.setdefault(path.partition("?")[0], [answer(status="404 Not Found")])
        return await self._web.get(fetch.model_copy(update={"url": self.site.url + path}))

    def says(self, url: str, document: Any) -> None:
        """Let an https address answer with this JSON from now on."""
        self.site.says("/" + url.removeprefix("https://"), answer(json.dumps(document).encode()))

    def greenhouse(self, token: str, *titles: str, company: str = "") -> None:
        """Let a company have these jobs on Greenhouse."""
        jobs = [
            {
                "id": number,
                "title": title,
                "company_name": company or token.title(),
                "absolute_url": f"https://boards.greenhouse.io/{token}/jobs/{number}",
                "location": {"name": "Berlin, Germany"},
                "content": f"<p>{title} at {token}: Python, PostgreSQL and Kubernetes.</p>",
            }
            for number, title in enumerate(titles, start=1)
        ]
        url = f"https://boards-api.greenhouse.io/v1/boards/{token}/jobs"
        self.says(url, {"jobs": jobs})

    def list_of(self, *links: str, name: str = "avocet/List") -> None:
        """Let a list for graduates lead to these links."""
        url = f"https://raw.githubusercontent.com/{name}/dev/.github/scripts/listings.json"
        self.says(url, [_line(link) for link in links])


def _line(link: str) -> dict[str, Any]:
    return {"id": link, "url": link, "title": "Baker", "company_name": "Kestrel Robotics"}


@asynccontextmanager
async def open_hosts() -> AsyncIterator[Hosts]:
    """Open the site and the client."""
    async with open_site() as site, PoliteWeb(QUICK) as web:
        yield Hosts(site, web)
