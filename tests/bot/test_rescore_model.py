"""/rescore where a model judges: what is asked again, and what the answer says."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from scoring.model import Candidate, Part, Profile
from scoring.ports import Judgement, Occasion
from tests.bot.chat import Chat
from tests.bot.jobs import backend_jobs
from tests.factories import NOW, person, profile, raw, verdict


@dataclass
class Model:
    """A judge like a model: four parts, more where the profile has more skills; it counts."""

    name: str = "model/1"
    asked: list[str] = field(default_factory=list)

    async def judge(
        self,
        profile: Profile,
        candidates: Sequence[Candidate],
        *,
        occasion: Occasion,  # noqa: ARG002
    ) -> Judgement:
        self.asked += [each.cluster.best.title for each in candidates]
        skills = min(35.0, 20.0 + len(profile.skills))
        parts = tuple(
            Part(name=name, points=points, most=most)
            for name, points, most in (
                ("skills", skills, 35),
                ("role", 33, 35),
                ("seniority", 12, 15),
                ("wishes", 11, 15),
            )
        )
        fit = round(sum(part.points for part in parts))
        given = {
            each.cluster.best.id: verdict(
                posting_id=each.cluster.best.id, fit=fit, parts=parts, judge=self.name
            )
            for each in candidates
        }
        return Judgement(verdicts=given)


JOBS = [
    *backend_jobs(4),
    raw(
        external_id="rust",
        url="https://jobs.example.com/rust",
        title="Backend Engineer Firmware",
        company="Gopher Mill",
        pay="€60,000 - €70,000 a year",
        html="<p>You write Rust and Python for small machines. The team is in Berlin.</p>" * 4,
    ),
]


async def begun(chat: Chat) -> None:
    await chat.services.people.add(person(id=7, lowest=40))
    await chat.services.profiles.save(7, profile(), now=NOW)
    await chat.says("/picks")


async def test_a_changed_must_asks_no_model_and_names_the_cap() -> None:
    model = Model()
    async with Chat(jobs=JOBS, judge=model) as chat:
        await begun(chat)
        assert len(model.asked) == 5
        model.asked.clear()
        await chat.services.profiles.save(7, profile(years=0), now=NOW)
        await chat.says("/rescore")

        assert model.asked == []
        assert "Changed: experience: 0 years (was not said)\n↓ 4" in chat.text
        assert "↓ 79 → 58 · you now have 0 years: capped at 58" in chat.text
        await chat.says("/why 2")
        assert "Capped: asks 3 years, you have 0. Without that it would be " in chat.text


async def test_a_new_skill_asks_only_about_the_posting_that_names_it() -> None:
    model = Model()
    async with Chat(jobs=JOBS, judge=model) as chat:
        await begun(chat)
        model.asked.clear()
        await chat.says("/profile +rust")
        assert model.asked == []  # to try a change costs nothing
        await chat.taps("Save")
        await chat.says("/rescore")

        assert model.asked == ["Backend Engineer Firmware"]
        assert "↑ 1, same 4" in chat.text
        assert "↑ 79 → 80 · Rust is now yours" in chat.text
        await chat.says("/why 1")
        assert "Backend Engineer Firmware" in chat.text
        assert "“You write Rust and Python for small machines.”" in chat.text
        assert "Scored by model on 2 Jan 2026" in chat.text


async def test_a_new_list_after_a_change_asks_for_no_more_than_it_must() -> None:
    model = Model()
    async with Chat(jobs=JOBS, judge=model) as chat:
        await begun(chat)
        model.asked.clear()
        await chat.says("/profile +rust")
        assert model.asked == []  # to try a change costs nothing
        await chat.taps("Save")
        await chat.says("/picks again")

        assert model.asked == ["Backend Engineer Firmware"]
