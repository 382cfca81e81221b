"""A customer file as anybody would think of it: a few dictionaries, changed by the same acts."""

from dataclasses import dataclass, field, replace

FIELDS = ("name", "city", "owner", "background")
IMPORTED = ("name", "city")


@dataclass
class ModelCard:
    """What one customer has; promises and purchases by key."""

    name: str
    city: str = ""
    owner: str = ""
    background: str = ""
    is_binned: bool = False
    tags: set[str] = field(default_factory=set)
    promises: dict[int, str] = field(default_factory=dict)
    purchases: dict[int, int] = field(default_factory=dict)
    tier: str = ""
    """What the last run of tiers said."""

    def copy(self) -> "ModelCard":
        """Return a card that stays as this one is now."""
        promises, purchases = dict(self.promises), dict(self.purchases)
        return replace(self, tags=set(self.tags), promises=promises, purchases=purchases)


@dataclass
class Model:
    """All customers by key, and what lists brought: of whom, and which values the last time."""

    cards: dict[int, ModelCard] = field(default_factory=dict)
    brought: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)

    def copy(self) -> "Model":
        """Return a model that stays as this one is now."""
        return Model({key: card.copy() for key, card in self.cards.items()}, dict(self.brought))

    def living(self) -> list[int]:
        """Return the keys of those that are not in the bin."""
        return [key for key, card in self.cards.items() if not card.is_binned]

    def take_list(self, rows: dict[str, dict[str, str]], keys: dict[str, int]) -> None:
        """Take the rows of a list in: what they say anew, unless somebody changed that by hand.

        ``keys`` are those of the cards that came. What stood before the list decides, also where
        two rows are about one card since two were merged.
        """
        before = {key: card.copy() for key, card in self.cards.items()}
        for external_id, values in rows.items():
            if external_id in self.brought:
                key, last = self.brought[external_id]
                for name, value in values.items():
                    if value != last[name] and getattr(before[key], name) == last[name]:
                        setattr(self.cards[key], name, value)
            else:
                key = keys[external_id]
                self.cards[key] = ModelCard(**values)
            self.brought[external_id] = key, dict(values)

    def merge(self, kept: int, other: int, taken: set[str]) -> None:
        """Bring one card into another; it goes to the bin, empty."""
        mine, its = self.cards[kept], self.cards[other]
        for name in taken:
            setattr(mine, name, getattr(its, name))
        mine.background = joined(mine.background, its.background)
        mine.tags |= its.tags
        mine.promises |= its.promises
        mine.purchases |= its.purchases
        mine.tier = mine.tier or its.tier
        its.tags, its.promises, its.purchases, its.tier = set(), {}, {}, ""
        its.is_binned = True
        for external_id, (key, last) in self.brought.items():
            if key == other:
                self.brought[external_id] = kept, last


def joined(mine: str, its: str) -> str:
    """Both texts, one below the other, without what stands in one of them already."""
    if its.casefold().strip() in mine.casefold():
        return mine
    if mine.casefold().strip() in its.casefold():
        return its
    return f"{mine}\n{its}"
