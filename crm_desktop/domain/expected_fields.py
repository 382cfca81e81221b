"""What a card is expected to know where no playbook is at hand (D1): the shipped expectation.

The customer list counts by it inside every write. A test holds it to the playbook.
"""

from collections.abc import Mapping
from types import MappingProxyType

from crm_desktop.domain.customers import CustomerKind
from crm_desktop.domain.playbook import CardField as F

EXPECTED_FIELDS: Mapping[CustomerKind, frozenset[F]] = MappingProxyType(
    {
        CustomerKind.COMPANY: frozenset(F)
        - {F.SALUTATION, F.LANGUAGE, F.PHONE, F.EMAIL, F.CHANNEL, F.BIRTHDAY, F.CONSENT},
        CustomerKind.PERSON: frozenset(
            {
                F.NAME,
                F.SALUTATION,
                F.LANGUAGE,
                F.BACKGROUND,
                F.ADDRESS,
                F.PHONE,
                F.EMAIL,
                F.CHANNEL,
                F.BIRTHDAY,
                F.SOURCE,
                F.OWNER,
                F.CONSENT,
                F.PURCHASE,
                F.PRODUCT,
                F.PAYMENT_METHOD,
                F.INTERACTION,
                F.SATISFACTION,
                F.TABOO,
                F.PREFERENCE,
                F.COMMUNICATION_STYLE,
                F.OPPORTUNITY,
                F.NEXT_STEP,
                F.RELATIONSHIP_ACTION,
                F.GOAL,
            }
        ),
    }
)
