"""What of a brief each privacy level may hold; built by allowing, never by striking out.

A level starts from an empty brief and takes over what it may show, so that a block added later
stays private until somebody decides otherwise.
"""

from dataclasses import replace

from crm_desktop.domain.brief_values import Attendee, Of
from crm_desktop.domain.briefs import Cautions, PrivacyLevel, Rapport, Service, VisitBrief
from crm_desktop.domain.contacts import Affiliation, Contact
from crm_desktop.domain.customers import Customer
from crm_desktop.domain.preferences import Evidence, Preference
from crm_desktop.domain.promises import Promise
from crm_desktop.domain.visits import Visit


def for_privacy(brief: VisitBrief, level: PrivacyLevel) -> VisitBrief:
    """The brief reduced to what ``level`` may show (D28, the visit brief).

    Taboos are never dropped: where their text may not stand they are counted in
    ``cautions.hidden``. Reducing twice to one level changes nothing; a reduced brief never widens.
    """
    if level is PrivacyLevel.FULL or brief.privacy is PrivacyLevel.SHAREABLE:
        return brief
    reduce = _for_meeting if level is PrivacyLevel.MEETING else _for_sharing
    return reduce(brief)


def _for_meeting(brief: VisitBrief) -> VisitBrief:
    return replace(
        _for_sharing(brief),
        visit=_visit(brief.visit, with_objective=True),
        attendees=tuple(_attendee(one, with_address=True) for one in brief.attendees),
        cautions=_safety_only(brief.cautions),
        rapport=Rapport(preferences=_stated(brief.rapport.preferences)),
        privacy=PrivacyLevel.MEETING,
    )


def _for_sharing(brief: VisitBrief) -> VisitBrief:
    cautions = brief.cautions
    safety_needs = sum(of.record.is_safety_fact for of in cautions.needs)
    return VisitBrief(
        customer=_customer(brief.customer),
        today=brief.today,
        visit=_visit(brief.visit, with_objective=False),
        attendees=tuple(_attendee(one, with_address=False) for one in brief.attendees),
        cautions=Cautions(hidden=cautions.hidden + len(cautions.taboos) + safety_needs),
        service=Service(promises=_agreed(brief.service.promises)),
        privacy=PrivacyLevel.SHAREABLE,
    )


def _customer(customer: Customer) -> Customer:
    return Customer(
        name=customer.name,
        kind=customer.kind,
        latin_name=customer.latin_name,
        street=customer.street,
        city=customer.city,
        region=customer.region,
        postal_code=customer.postal_code,
        country=customer.country,
        parking=customer.parking,
    )


def _visit(visit: Visit | None, *, with_objective: bool) -> Visit | None:
    if visit is None:
        return None
    return Visit(
        customer_id=visit.customer_id,
        visit_on=visit.visit_on,
        visit_time=visit.visit_time,
        duration_minutes=visit.duration_minutes,
        venue=visit.venue,
        address=visit.address,
        parking=visit.parking,
        host_phone=visit.host_phone,
        companions=visit.companions,
        agenda=visit.agenda,
        objective=visit.objective if with_objective else "",
    )


def _attendee(attendee: Attendee, *, with_address: bool) -> Attendee:
    contact, place = attendee.contact, attendee.affiliation
    return Attendee(
        contact=Contact(
            name=contact.name,
            latin_name=contact.latin_name,
            phonetic=contact.phonetic if with_address else "",
            salutation=contact.salutation if with_address else "",
        ),
        affiliation=Affiliation(
            contact_id=place.contact_id,
            customer_id=place.customer_id,
            title=place.title,
            department=place.department,
        ),
    )


def _safety_only(cautions: Cautions) -> Cautions:
    """Safety facts without their origin or diagnosis; every other taboo becomes a mark."""
    taboos = [of for of in cautions.taboos if of.record.is_safety_fact]
    needs = [of for of in cautions.needs if of.record.is_safety_fact]
    return Cautions(
        taboos=tuple(
            replace(of, record=replace(of.record, why="", source="", triggers=())) for of in taboos
        ),
        needs=tuple(replace(of, record=replace(of.record, source="")) for of in needs),
        hidden=cautions.hidden + len(cautions.taboos) - len(taboos),
    )


def _stated(preferences: tuple[Of[Preference], ...]) -> tuple[Of[Preference], ...]:
    return tuple(
        replace(of, record=replace(of.record, source=""))
        for of in preferences
        if of.record.evidence is Evidence.STATED and not of.record.sensitive
    )


def _agreed(promises: tuple[Of[Promise], ...]) -> tuple[Of[Promise], ...]:
    """Promises said to the other side's face: those with the day they were given."""
    return tuple(of for of in promises if of.record.made_on is not None)
