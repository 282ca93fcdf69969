"""To which company's board a link leads, and that no link can lead anywhere else."""

from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scoring.model import Ask
from scoring.sources import board_at, board_hosts, discover

LINKS = {
    "https://boards.greenhouse.io/kestrel/jobs/4012?gh_src=abc": ("greenhouse", "kestrel"),
    "https://job-boards.greenhouse.io/kestrel": ("greenhouse", "kestrel"),
    "https://job-boards.eu.greenhouse.io/kestrel/jobs/1": ("greenhouse", "kestrel"),
    "https://boards.eu.greenhouse.io/kestrel#apply": ("greenhouse", "kestrel"),
    "https://boards.greenhouse.io/embed/job_app?for=kestrel&token=7": ("greenhouse", "kestrel"),
    "https://boards.greenhouse.io/embed/job_board/js?for=kestrel": ("greenhouse", "kestrel"),
    "https://boards-api.greenhouse.io/v1/boards/kestrel/jobs": ("greenhouse", "kestrel"),
    "HTTPS://BOARDS.GREENHOUSE.IO:443/kestrel/": ("greenhouse", "kestrel"),
    "https://jobs.lever.co/marram/1f-2e/apply?lever-source=x": ("lever", "marram"),
    "https://jobs.eu.lever.co/marram": ("lever", "marram@eu"),
    "https://api.lever.co/v0/postings/marram?mode=json": ("lever", "marram"),
    "https://jobs.ashbyhq.com/Tern%20Analytics/1f-2e": ("ashby", "Tern Analytics"),
    "https://jobs.smartrecruiters.com/SaltMarsh1/74-engineer": ("smartrecruiters", "SaltMarsh1"),
    "https://jobs.smartrecruiters.com/oneclick-ui/company/SaltMarsh1/publication/3": (
        "smartrecruiters",
        "SaltMarsh1",
    ),
    "https://apply.workable.com/bramble/j/ABC12/": ("workable", "bramble"),
    "https://bramble.workable.com/jobs/12": ("workable", "bramble"),
    "https://velvetspokes.recruitee.com/o/mechanic": ("recruitee", "velvetspokes"),
    "https://alder-ash.jobs.personio.de/job/12?language=de": ("personio", "alder-ash"),
    "https://alder-ash.jobs.personio.com/": ("personio", "alder-ash@com"),
    "https://linnet.teamtailor.com/jobs/3-engineer": ("teamtailor", "linnet"),
    "https://linnet.na.teamtailor.com/jobs": ("teamtailor", "linnet.na"),
    "https://fernhill.wd3.myworkdayjobs.com/en-US/Careers/job/Bath/Cook_R1": (
        "workday",
        "fernhill@wd3/Careers",
    ),
    "https://fernhill.wd1.myworkdayjobs.com/uk/job/Bath/Cook_R1": ("workday", "fernhill@wd1/uk"),
    "https://fernhill.wd103.myworkdayjobs.com/Jobs": ("workday", "fernhill@wd103/Jobs"),
    "https://fernhill.wd3.myworkdayjobs.com/wday/cxs/fernhill/Careers/jobs": (
        "workday",
        "fernhill@wd3/Careers",
    ),
    "https://wd5.myworkdaysite.com/en-US/recruiting/fernhill/Careers/job/1": (
        "workday",
        "fernhill@wd5/Careers",
    ),
    "https://updraft.bamboohr.com/careers/31": ("bamboohr", "updraft"),
    "https://ats.rippling.com/en-GB/hazel-works/jobs/1f-2e": ("rippling", "hazel-works"),
    "https://ats.rippling.com/embed/hazel-works/jobs": ("rippling", "hazel-works"),
    "https://brass-bell.breezy.hr/p/1f-cook": ("breezy", "brass-bell"),
    "https://quayside.pinpointhq.com/en/postings/1f": ("pinpoint", "quayside"),
    "https://copperline.eightfold.ai/careers?pid=1&domain=copperline.example": (
        "eightfold",
        "copperline@copperline.example",
    ),
    "https://copperline.eightfold.ai/careers/job/1": ("eightfold", "copperline@copperline.com"),
    "https://careers-meridian.icims.com/jobs/12/cook/job": ("icims", "careers-meridian"),
    "https://ibex.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_7/job/1": (
        "oracle",
        "ibex.fa.us2.oraclecloud.com/CX_7",
    ),
    "https://join.com/companies/larkspur/123-cook": ("join", "larkspur"),
    "https://jobs.gem.com/tidewrack/am9icG9zdDp0": ("gem", "tidewrack"),
    "https://fenlandoars.applytojob.com/apply/ujxQN2lhPz/Oar-Maker": ("jazzhr", "fenlandoars"),
    "https://jobs.jobvite.com/ripple-labs/job/oAaa1fwA": ("jobvite", "ripple-labs"),
    "https://www.comeet.com/jobs/harrowgate/4A.00C/lens-grinder/7B.D1E": (
        "comeet",
        "harrowgate/4A.00C",
    ),
    "https://www.comeet.co/jobs/harrowgate/4A.00C": ("comeet", "harrowgate/4A.00C"),
}
HOSTS = {name: getattr(each, "hosts", ()) for name, each in discover().items()}
NOWHERE = (
    "",
    "kestrel",
    "mailto:jobs@jobs.lever.co",
    "ftp://jobs.lever.co/marram",
    "//jobs.lever.co/marram",
    "https://jobs.lever.co",
    "https://jobs.lever.co//",
    "https://www.lever.co/marram",
    "https://jobs.lever.co@evil.example/marram",
    "https://marram@jobs.lever.co/marram",
    "https://jobs.lever.co:8443/marram",
    "https://jobs.lever.co:x/marram",
    "https://[::1/marram",
    "https://jobs.us.lever.co/marram",
    "https://jobs.lever.co.evil.example/marram",
    "https://boards.greenhouse.io.evil.com/kestrel",
    "https://evilgreenhouse.io/kestrel",
    "https://boards.greenhouse.io/embed/job_app?token=7",
    "https://boards.greenhouse.io/embed/job_app?for=embed",
    "https://boards.greenhouse.io/..%2f..%2fadmin",
    "https://boards.greenhouse.io/%2e%2e/kestrel",
    "https://boards.greenhouse.io/kes%00trel",
    "https://boards.greenhouse.io/kestrel%3DBank%20of%20All",
    "https://boards.greenhouse.io/robots.txt",
    "https://support.greenhouse.io/hc/1",
    "https://jobs.lever.co/marram%40eu",
    "https://apply.workable.com/j/ABC12",
    "https://jobs.workable.com/view/1",
    "https://www.workable.com/pricing",
    "https://a.b.recruitee.com/o/1",
    "https://-x.recruitee.com/",
    "https://app.teamtailor.com/",
    "https://myworkdayjobs.com/Careers",
    "https://fernhill.myworkdayjobs.com/Careers",
    "https://fernhill.wd3.myworkdayjobs.com/job/1",
    "https://wd5.myworkdaysite.com/en-US/fernhill/Careers",
    "https://www.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_7",
    "https://ibex.fa.us2.oraclecloud.com/fscmUI/faces",
    "https://join.com/jobs/larkspur",
    "https://jobs.lever.co/" + "a" * 3000,
)


@pytest.mark.parametrize(("url", "board"), LINKS.items(), ids=list(LINKS))
def test_a_link_leads_to_its_companys_board(url: str, board: tuple[str, str]) -> None:
    assert board_at(url) == board


@pytest.mark.parametrize("url", NOWHERE)
def test_a_link_that_only_looks_like_one_leads_to_no_board(url: str) -> None:
    assert board_at(url) is None


@pytest.mark.parametrize("url", LINKS, ids=list(LINKS))
def test_a_source_reads_no_link_of_another(url: str) -> None:
    readers = {name: each for name, each in discover().items() if hasattr(each, "board_at")}

    assert [name for name, each in readers.items() if each.board_at(url)] == [LINKS[url][0]]


def test_every_source_that_reads_links_names_its_hosts_and_has_an_example() -> None:
    reading = {name for name, each in discover().items() if hasattr(each, "board_at")}

    assert reading == {name for name, each in discover().items() if hasattr(each, "hosts")}
    assert reading == {source for source, _ in LINKS.values()}


_HOSTS = st.sampled_from(sorted({urlsplit(url).netloc.lower() for url in LINKS}))
_PATHS = st.lists(st.text(max_size=12) | st.sampled_from(["embed", "..", "wday", "en-US"]))


@given(
    host=_HOSTS | st.builds("{}.{}".format, st.text(max_size=9), st.sampled_from([*board_hosts()])),
    path=_PATHS,
    query=st.text(max_size=30),
    escape=st.booleans(),
)
@example(host="boards.greenhouse.io", path=["embed"], query="for=..", escape=False)
def test_a_board_that_a_link_leads_to_is_asked_at_the_hosts_of_its_source(
    host: str, path: list[str], query: str, *, escape: bool
) -> None:
    parts = [quote(part, safe="") for part in path] if escape else path

    found = board_at(f"https://{host}/{'/'.join(parts)}?{query}")

    if found:
        source, board = found
        (fetch,) = discover()[source].start(Ask(boards={source: (board,)}))
        asked = urlsplit(fetch.url)
        assert ".".join(str(asked.hostname).rsplit(".", 2)[-2:]) in HOSTS[source]
        assert asked.username is None
        assert not {"..", "."} & set(asked.path.split("/"))


@given(st.text())
def test_no_text_breaks_the_reading_of_links(text: str) -> None:
    assert board_at(text) is None
