"""A model's verdict under a changed profile, where facts alone settle the change. Pure.

What the model read stays its opinion; the caps are computed anew, and the parts that look at musts
move by as much as the local judge's do.
"""

from collections.abc import Mapping

from scoring.judges.caps import caps
from scoring.judges.evidence import gather
from scoring.judges.local import judge_locally
from scoring.model import Part, Posting, Profile, Verdict
from scoring.prompts.verdicts import FAR_ABOVE, MOST_LIFT

# The local judge's part that looks at the same facts, and the fields of a profile they are.
_SAME: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "wishes": (
        "wishes",
        ("remote", "places", "min_pay", "needs_sponsorship", "employment"),
    ),
    "seniority": ("level", ("levels", "years", "degree")),
}


def recapped(verdict: Verdict, posting: Posting, *, before: Profile, after: Profile) -> Verdict:
    """Return the verdict for the later profile; the same model's word, other facts.

    A blocker that the model itself found stays, at the score that it allowed.
    """
    was, now = judge_locally(posting, before), judge_locally(posting, after)
    touched = frozenset(each for each in Profile.model_fields if _differs(each, before, after))
    parts = tuple(_moved(part, touched, was=was, now=now) for part in verdict.parts)
    lifted = min(round(sum(part.points for part in parts)), now.fit + MOST_LIFT)
    limits = [(cap.most, cap.why) for cap in caps(posting, after, gather(posting, after))]
    own = {cap.why for cap in caps(posting, before, gather(posting, before))}
    if verdict.cap and verdict.cap not in own:
        limits.append((verdict.fit, verdict.cap))
    most, why = min(limits, default=(100, ""))
    cap = why if lifted > most else None
    doubt = (FAR_ABOVE,) if FAR_ABOVE in verdict.against else ()
    return verdict.model_copy(
        update={
            "fit": max(0, min(lifted, most)),
            "reason": verdict.reason if cap == verdict.cap else now.reason,
            "parts": parts,
            "against": (*now.against, *doubt),
            "cap": cap,
        }
    )


def _differs(field: str, before: Profile, after: Profile) -> bool:
    return bool(getattr(before, field) != getattr(after, field))


def _moved(part: Part, touched: frozenset[str], *, was: Verdict, now: Verdict) -> Part:
    """Move a part by the share that the local judge's part of the same facts moved."""
    name, fields = _SAME.get(part.name, ("", ()))
    if not touched.intersection(fields):
        return part
    points = part.points + part.most * (_share(now, name) - _share(was, name))
    return part.model_copy(update={"points": round(min(max(points, 0.0), part.most), 1)})


def _share(verdict: Verdict, name: str) -> float:
    return next((part.points / part.most for part in verdict.parts if part.name == name), 0.0)
