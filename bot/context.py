"""What every handler may use, reached through one typed property."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from telegram.ext import CallbackContext, ExtBot

from bot.answers.intervals import Intervals
from bot.answers.manners import Manners
from bot.answers.pools import Pools
from bot.answers.repeats import Repeats
from bot.settings import Settings
from bot.stores.broadcasts import Broadcasts
from bot.stores.chats import Chats
from bot.stores.deliveries import Deliveries
from bot.stores.errors import Errors
from bot.stores.feedback import FeedbackStore
from bot.stores.feeds import Feeds
from bot.stores.hidings import Hidings
from bot.stores.invites import Invites
from bot.stores.overview import Overview
from bot.stores.own import OwnPostings
from bot.stores.past import Past
from bot.stores.people import People
from bot.stores.profiles import Profiles
from bot.stores.records import Records
from bot.stores.retention.rules import Retention
from bot.stores.stats import Stats
from bot.stores.tastes import Tastes
from bot.stores.tracking.store import Tracking
from bot.stores.watches import Watches
from scoring.edge.llm.ledger import Ledger
from scoring.edge.web.given import GivenReader
from scoring.ports import Drafter, Judge, Links, Postings, Summariser

if TYPE_CHECKING:
    from bot.rounds.ingests import Ingests
    from bot.rounds.watch import Watch
    from scoring.edge.boards.finder import BoardFinder

_EXPORTS_EVERY = timedelta(minutes=1)  # of one person


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The stores and the judge, built once in the composition root."""

    settings: Settings
    people: People
    chats: Chats
    profiles: Profiles
    deliveries: Deliveries
    feedback: FeedbackStore
    postings: Postings
    stats: Stats
    hidings: Hidings
    past: Past
    tastes: Tastes
    ledger: Ledger
    own: OwnPostings
    watches: Watches
    tracking: Tracking
    errors: Errors
    invites: Invites
    broadcasts: Broadcasts
    overview: Overview
    retention: Retention
    records: Records
    feeds: Feeds
    clock: Callable[[], datetime]  # returns the time in UTC, aware
    judge: Judge | None = None  # None: the local judge alone
    links: Links | None = None  # None: links are taken for open
    drafter: Drafter | None = None  # None: CVs are read by words and tables alone
    summariser: Summariser | None = None  # None: lines taken from the postings' texts
    reader: GivenReader | None = None  # None: no link, file or text that is given is read
    quiet_sources: Callable[[], tuple[str, ...]] = field(default=tuple)
    finder: "BoardFinder | None" = None  # None: no board is looked for
    ingests: "Ingests | None" = None  # None: nobody asks the sources while the bot runs
    watch: "Watch | None" = None  # None: nobody knows how the sources stand
    pools: Pools = field(default_factory=Pools)
    exports: Intervals = field(default_factory=lambda: Intervals(_EXPORTS_EVERY, at_once=2))
    manners: Manners = field(default_factory=Manners)
    repeats: Repeats = field(default_factory=Repeats)


class Context(
    CallbackContext[ExtBot[None], dict[str, object], dict[str, object], dict[str, object]]
):
    """python-telegram-bot's context with our services."""

    waited = ""  # in a group: the answer that was waited for before this update
    again = ""  # the key of the same request just before this one, whose answer failed
    answered = False  # no other answer is waited for, whatever the row still says

    @property
    def services(self) -> Services:
        """Return the services of this application."""
        services = self.bot_data["services"]
        assert isinstance(services, Services)
        return services
