"""Words for how a customer stands: cadence, risks, the influence map (D1, D3, D17)."""

from datetime import date

from crm_desktop.domain.at_risk import Risk, RiskCode
from crm_desktop.domain.cadence import Duty
from crm_desktop.domain.influence_map import MapAlarm, MapStatus
from crm_desktop.text import Language, mark, mark_in

DUTIES = {
    Duty.CONTACT: mark_in("cadence", "contact"),
    Duty.VISIT: mark_in("cadence", "visit"),
    Duty.EXECUTIVE_VISIT: mark_in("cadence", "executive visit"),
    Duty.BATCH_TOUCH: mark_in("cadence", "batch message"),
    Duty.SURVEY: mark_in("cadence", "survey"),
}
RISKS = {
    RiskCode.SILENT: mark("silent for {silent_days} days, usually buys every {rhythm_days}"),
    RiskCode.RENEWAL_UNTOUCHED: mark("renewal in {days_left} days and nobody was in touch"),
}
STATUSES = {
    MapStatus.RED: mark("red: no key player supports us"),
    MapStatus.AMBER: mark("amber: a key player supports us, none who decides or approves"),
    MapStatus.GREEN: mark("green: somebody who decides or approves supports us"),
}
ALARMS = {
    MapAlarm.NO_DECIDER: mark("no decider is known"),
    MapAlarm.NO_CHAMPION: mark("no champion"),
    MapAlarm.SINGLE_THREAD: mark("a single thread: only one real contact"),
    MapAlarm.CHAMPION_UNTOUCHED: mark("a champion not contacted for 30 days"),
}


def risk_text(language: Language, risk: Risk) -> str:
    """Return why a customer may be slipping away, with its numbers."""
    params = {
        name: language.date(value) if isinstance(value, date) else value
        for name, value in risk.params.items()
    }
    return language.text(RISKS[risk.code], **params)
