"""Suggestions while one types: topics by what their names begin with; nothing but the lexicon is asked."""

from articles.queries.search.asked import asked_for
from articles.queries.search.at_hand import lexicon
from articles.queries.search.lexicon import ASKED, FOREIGN, MEDICINE, NAME, TITLE, Lexicon, Topic
from articles.queries.search.ranking import rank
from language.analysis import written_words

MOST_OFFERED = 10  # topics
MOST_LOOKED_AT = 600  # names
MOST_REMEMBERED, LONGEST_REMEMBERED = 5_000, 12  # beginnings of our names, and letters of one
SHORTEST_NAME = 3  # letters typed, before which only titles are offered
SHORTEST_PHRASE = 5  # letters typed, before which only names are offered and not ways of asking
LEAST_FIT = 0.35  # of a name that does not begin as typed, 0–1


def suggest(query: str, limit: int) -> list[Topic]:
    """The topics with a name that begins as typed, the most sought first; where there are none, those that are asked
    for so, or that hold the words so far."""
    known = lexicon()
    typed = query.lower().strip()
    found = known.suggested.get(typed)
    if found is None:
        found = _topics(typed, known)
        if found and len(typed) <= LONGEST_REMEMBERED and len(known.suggested) < MOST_REMEMBERED:
            known.suggested[typed] = found
    return [known.topics[pk] for pk in found[:limit]]


def _topics(typed: str, known: Lexicon) -> list[int]:
    folded = " ".join(word for word, _ in written_words(typed))
    if not folded:
        return []
    best: dict[int, float] = {}
    named: set[int] = set()  # topics by a name, or by a way of asking of which several words were typed
    titles = len(folded) < SHORTEST_NAME
    for number in [*known.beginning_with(folded, MOST_LOOKED_AT, titles=titles), *_in_any_order(folded, known)]:
        name = known.names[number]
        if name.worth in (ASKED, MEDICINE) and len(folded) < SHORTEST_PHRASE:
            continue
        topic, begins = known.topics[name.topic], name.text.startswith(folded)
        score = 2.0 * begins + 1.0 * (name.text == folded) + topic.demand
        score += 1.0 * (name.worth == TITLE) - 1.0 * (name.worth in (ASKED, FOREIGN, MEDICINE))
        score += 0.5 * topic.title.lower().startswith(typed)  # å, ä and ö as they were typed
        best[name.topic] = max(best.get(name.topic, -9.0), score)
        if name.worth in (TITLE, NAME) or (begins and (name.worth == FOREIGN or " " in folded)):
            named.add(name.topic)
    found = sorted(named or best, key=lambda pk: (-best[pk], known.topics[pk].title))
    is_begun = " " in folded and len(folded.split()[-1]) == 1  # "jag vill d" asks for nothing yet
    if not named and len(found) < MOST_OFFERED and len(folded) >= SHORTEST_PHRASE and not is_begun:
        more = rank(asked_for(typed, known), {}, known)
        found += [each.topic for each in more if each.topic not in best and each.by_name > LEAST_FIT]
    return found[:MOST_OFFERED]


def _in_any_order(folded: str, known: Lexicon) -> list[int]:
    """The names that have the words so far and one that begins as the last: "barn fe" is "feber hos barn"."""
    *before, begun = folded.split()
    atoms = [atom for word in before if word not in known.rules.stop for atom in known.atoms(word)]
    if not atoms or any(atom not in known.names_with for atom in atoms):
        return []
    names = set.intersection(*(set(known.names_with[atom]) for atom in atoms))
    return [n for n in names if any(word.startswith(begun) for word in known.names[n].text.split())]
