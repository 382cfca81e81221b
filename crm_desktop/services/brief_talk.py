"""How to open a visit, what to surprise with, and how the people there like to be met."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice

from crm_desktop.domain.brief_values import Of, Remark, Surprise, SurpriseKind
from crm_desktop.domain.briefs import Rapport
from crm_desktop.domain.contacts import CommunicationStyle, DateKind, ImportantDate
from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.interactions import InteractionKind
from crm_desktop.domain.playbook import Playbook
from crm_desktop.domain.preferences import Duration, Evidence, Preference, PreferenceCategory
from crm_desktop.services.brief_cautions import Guard
from crm_desktop.services.brief_people import People
from crm_desktop.services.care_calendar import next_day

SURPRISE_DAYS = 21
BIRTHDAY_SIGN = "🎂 "
"""A birthday without a label, in every language."""


def rapport(people: People, watch: Guard, playbook: Playbook, *, is_calm: bool) -> Rapport:
    """Return opener, small surprise, preferences and the style of whom we meet.

    While a complaint is open and after a second one there is no surprise (D9). A one-off choice
    is no preference (D1). Nothing we propose touches a taboo (D26).
    """
    likes, style = _likes(people), _style(people)
    return Rapport(
        opener=_opener(people, watch),
        surprise=_surprise(people, watch, likes) if is_calm else None,
        preferences=tuple(Of(one, people.name(one.contact_id)) for one in likes),
        style=Of(style, people.name(style.contact_id)) if style else None,
        style_advice=playbook.styles[style.style].headline if style else None,
    )


def _style(people: People) -> CommunicationStyle | None:
    """Return the style of the first at the table whose style we know, the newest one noted."""
    for key in (*(one.contact.id for one in people.attendees), None):
        own = [one for one in people.card.styles if one.contact_id == key]
        if own:
            return max(own, key=lambda one: (one.noted_on or date.min, one.id or 0))
    return None


def _opener(people: People, watch: Guard) -> Remark | None:
    """Return the planned opener, else the customer's own words last written down (D8).

    What was said in a complaint or in a bad mood opens no talk.
    """
    if people.visit is not None and people.visit.opener:
        return Remark(people.visit.opener)
    return next(_openers(people, watch), None)


def _openers(people: People, watch: Guard) -> Iterator[Remark]:
    for one in people.card.interactions:
        is_glad = one.kind is not InteractionKind.COMPLAINT and one.emotion is None
        if one.heard and is_glad and watch.allows(one.heard):
            yield Remark(one.heard, one.happened_on, people.talked_to().get(one.id, ""))


def _surprise(people: People, watch: Guard, likes: Iterable[Preference]) -> Surprise | None:
    """Return the planned surprise, else a day that is near, else a hobby they told us of (D7)."""
    if people.visit is not None and people.visit.surprise:
        return Surprise(people.visit.surprise)
    return next(_surprises(people, watch, likes), None)


def surprises(people: People, watch: Guard) -> list[Surprise]:
    """Return every small surprise the card's own facts offer, the nearest day first (D7)."""
    return list(_surprises(people, watch, _likes(people)))


def _surprises(people: People, watch: Guard, likes: Iterable[Preference]) -> Iterator[Surprise]:
    found = [*_near_days(people, watch), *_hobbies(likes)]
    return (one for one in found if watch.allows(one.text))


def _likes(people: People) -> list[Preference]:
    """Return lasting preferences of whom we meet, else of anybody (D1)."""
    lasting = [one for one in people.card.preferences if one.duration is Duration.LASTING]
    return [one for one in lasting if people.attends(one.contact_id)] or lasting


def openers(people: People, watch: Guard, *, limit: int) -> list[Remark]:
    """Return the customer's own words that may open a talk, the newest first (D8)."""
    return list(islice(_openers(people, watch), limit))


def _near_days(people: People, watch: Guard) -> list[Surprise]:
    """Return birthdays of whom we meet and the firm's own anniversaries, soon after the visit.

    Documents, health and a family's days are left alone: a date does not say who told us (D26).
    """
    day = people.visit.visit_on if people.visit else people.today
    last = day + timedelta(days=SURPRISE_DAYS)
    found = []
    for one in people.card.dates:
        on = next_day(one, day) if _is_ours_to_mention(one, people) else None
        if on and on <= last and watch.may_congratulate(day) and watch.may_congratulate(on):
            who = people.name(one.contact_id) or people.card.customer.name
            sign = BIRTHDAY_SIGN if one.kind is DateKind.BIRTHDAY else ""
            text = sign + " · ".join(part for part in (who, one.label) if part)
            found.append(Surprise(text, SurpriseKind.ANTICIPATION, on))
    return sorted(found, key=lambda one: one.on or date.max)


def _is_ours_to_mention(one: ImportantDate, people: People) -> bool:
    if one.kind is DateKind.BIRTHDAY:
        return people.attends(one.contact_id)
    is_firm = people.card.customer.kind is CustomerKind.COMPANY and one.contact_id is None
    return one.kind is DateKind.ANNIVERSARY and is_firm


def _hobbies(likes: Iterable[Preference]) -> Iterator[Surprise]:
    for one in likes:
        is_told = one.evidence is Evidence.STATED and not one.sensitive
        if is_told and one.category is PreferenceCategory.HOBBY:
            yield Surprise(one.text, SurpriseKind.MEMORY, one.confirmed_on or one.noted_on)
