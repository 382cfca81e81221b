"""Words of the stream of what happened: its groups and events, who started it, and the alarm."""

from crm_desktop.domain.interactions import Initiative
from crm_desktop.domain.timeline import Group
from crm_desktop.text import mark, mark_in

GROUPS = {
    Group.VISITS: mark_in("in a stream", "Visits"),
    Group.CALLS: mark_in("in a stream", "Calls"),
    Group.MESSAGES: mark_in("in a stream", "E-mails & messages"),
    Group.MEETINGS: mark_in("in a stream", "Meetings & events"),
    Group.SERVICE: mark_in("in a stream", "Service"),
    Group.GIFTS: mark_in("in a stream", "Gifts"),
    Group.SURVEYS: mark_in("in a stream", "Surveys"),
    Group.COMPLAINTS: mark_in("in a stream", "Complaints"),
    Group.PROMISES: mark_in("in a stream", "Promises & tasks"),
    Group.PURCHASES: mark_in("in a stream", "Purchases"),
    Group.STANDING: mark_in("in a stream", "Tier & MAN"),
    Group.BRIEFS: mark_in("in a stream", "Briefs"),
}
RUNGS = {
    Initiative.PASSIVE: mark("They came to us; we only let it happen."),
    Initiative.RESPONSIVE: mark("They asked, and we answered fast and fully."),
    Initiative.PREVENTIVE: mark("We came before they had to ask: a date, a risk, a rumour."),
    Initiative.VALUE_CREATING: mark("We brought something new: an idea, knowledge, training."),
}
"""The proactive ladder in words (D22)."""
TURNS = {
    -1: mark("calming down"),
    0: mark_in("emotions", "steady"),
    1: mark("growing stronger"),
}
SECOND_FAILURE = mark("Second complaint within 180 days")
SECOND_FAILURE_ADVICE = mark(
    "No pitch and no surprise now (making good stays). Bring somebody with authority."
)
SECOND_FAILURE_REASON = mark(
    "One failure put right well can win a customer. A second one soon after does not: received on"
    " {days}."
)
