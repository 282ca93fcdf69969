"""The picks of several profiles of one person as one list: each job once, shared fairly. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from scoring.model import Pick
from scoring.pick import EMPLOYER_SHARE


def shared(found: Mapping[str, Sequence[Pick]], *, count: int) -> tuple[Pick, ...]:
    """Return at most `count` picks, by profile in the order given, the best of each first.

    A job stands under the profile where it scores best. The best scores come first, but every
    profile with a pick gets one, though it be one that scores a little better elsewhere; and no
    employer has more than a fifth of all.
    """
    own = _own(found)
    firsts = [ranked[0] for ranked in own.values() if ranked]
    firsts.sort(key=_order)
    taken = firsts[:count]
    most = max(1, -(-count // EMPLOYER_SHARE))
    employers = Counter(_employer(each) for each in taken)
    for each in sorted((each for ranked in own.values() for each in ranked), key=_order):
        if len(taken) < count and each not in taken and employers[_employer(each)] < most:
            employers[_employer(each)] += 1
            taken.append(each)
    places = {name: place for place, name in enumerate(found)}
    return tuple(sorted(taken, key=lambda each: (places[each.search], *_order(each))))


def best_of(found: Mapping[str, Sequence[Pick]]) -> list[Pick]:
    """Return each job once, under the profile where it scores best, the best job first."""
    best: dict[str, Pick] = {}
    for name, picks in found.items():
        for each in picks:
            known = best.get(each.cluster.id)
            if known is None or _score(each) > _score(known):
                best[each.cluster.id] = each.model_copy(update={"search": name})
    return sorted(best.values(), key=_order)


def _own(found: Mapping[str, Sequence[Pick]]) -> dict[str, list[Pick]]:
    """Share all jobs out, the best of each profile first; none that has picks stays without."""
    own: dict[str, list[Pick]] = {name: [] for name in found}
    for each in best_of(found):
        own[each.search].append(each)
    for name in [name for name, picks in found.items() if picks and not own[name]]:
        theirs = {each.cluster.id: each for each in _spare(own.values())}
        mine = [each for each in found[name] if each.cluster.id in theirs]
        if not mine:
            continue
        given = min(mine, key=lambda each: theirs[each.cluster.id].verdict.fit - each.verdict.fit)
        before = theirs[given.cluster.id]
        own[before.search].remove(before)
        own[name] = [given.model_copy(update={"search": name})]
    return own


def _spare(own: Iterable[Sequence[Pick]]) -> list[Pick]:
    """Return what profiles can do without: each keeps one."""
    return [each for ranked in own if len(ranked) > 1 for each in ranked]


def _score(pick: Pick) -> tuple[int, float]:
    return pick.verdict.fit, pick.verdict.exact


def _order(pick: Pick) -> tuple[float, float, str]:
    return -pick.verdict.fit, -pick.verdict.exact, pick.cluster.id


def _employer(pick: Pick) -> str:
    return " ".join(pick.cluster.best.hirer.casefold().split()) or pick.cluster.id
