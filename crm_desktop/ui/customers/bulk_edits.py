"""Edits of the chosen customers: asked for in a strip, done in one step, undone in one."""

from collections.abc import Callable

from crm_desktop.domain.backups import Reason
from crm_desktop.domain.changes import Changes, Operation
from crm_desktop.domain.customers import Stage
from crm_desktop.domain.list_facets import Facet
from crm_desktop.domain.list_filters import UNSET, FilterKey
from crm_desktop.services import card_edits, list_pages
from crm_desktop.ui.customers.ask_bar import Answered, Ask, AskBar, Choice
from crm_desktop.ui.workspace import Workspace, Written
from crm_desktop.wording.choices import STAGES
from crm_desktop.wording.history import operation_text

MOST_CHOICES = 200
Keys = list[int]
Work = Callable[[], Written]


class BulkEdits:
    """Asks by ``bar`` and writes; every edit is one operation of the change log."""

    def __init__(self, workspace: Workspace, bar: AskBar) -> None:
        self._workspace, self._bar = workspace, bar
        self._language = workspace.language

    def tag(self, keys: Keys) -> None:
        """Ask for a tag to give."""
        say = self._language.text
        sentence = self._language.plural(
            "Tag {count} customer:", "Tag {count} customers:", len(keys)
        )
        self._offer(FilterKey.TAG, Ask(sentence, say("Tag"), say("Add")), self._tagging(keys))

    def untag(self, keys: Keys) -> None:
        """Ask for a tag to take away."""
        say = self._language.text
        sentence = self._language.plural(
            "Remove a tag from {count} customer:", "Remove a tag from {count} customers:", len(keys)
        )
        ask = Ask(sentence, say("Tag"), say("Remove"), is_free=False)
        self._offer(FilterKey.TAG, ask, self._untagging(keys))

    def owner(self, keys: Keys) -> None:
        """Ask for an owner; an empty one is nobody."""
        say = self._language.text
        sentence = self._language.plural(
            "Owner of {count} customer:", "Owner of {count} customers:", len(keys)
        )
        ask = Ask(sentence, say("Owner"), say("Set"))
        self._offer(FilterKey.OWNER, ask, self._setting(keys, "owner"))

    def stage(self, keys: Keys) -> None:
        """Ask for a stage; a lost customer needs a reason."""
        say = self._language.text
        sentence = self._language.plural(
            "Stage of {count} customer:", "Stage of {count} customers:", len(keys)
        )
        ask = Ask(sentence, say("Stage"), say("Set"), is_free=False, reason_for=Stage.LOST.value)
        choices = [(stage.value, say(words)) for stage, words in STAGES.items()]
        self._bar.ask(ask, choices, self._setting(keys, "stage"))

    def export(self, keys: Keys) -> None:
        """Ask for a file and write the customers to it."""
        from crm_desktop.ui.customers.export_chosen import export_chosen

        export_chosen(self._bar.window(), self._workspace, keys)

    def bin(self, keys: Keys) -> None:
        """Move customers to the bin at once; the notice can take it back."""
        database, author = self._workspace.database, self._workspace.author
        self._workspace.write(
            lambda: card_edits.bin_customers(database, keys, author=author),
            notice=self._notice("customers_binned", keys),
        )

    def _tagging(self, keys: Keys) -> Answered:
        database, author = self._workspace.database, self._workspace.author

        def answer(name: str, _: str) -> None:
            self._write(
                lambda: card_edits.tag_many(database, keys, name, author=author),
                self._notice("tagged", keys, name=name),
            )

        return answer

    def _untagging(self, keys: Keys) -> Answered:
        database, author = self._workspace.database, self._workspace.author

        def answer(name: str, _: str) -> None:
            self._write(
                lambda: card_edits.untag_many(database, keys, name, author=author),
                self._notice("untagged", keys, name=name),
            )

        return answer

    def _setting(self, keys: Keys, field: str) -> Answered:
        database, author = self._workspace.database, self._workspace.author

        def answer(value: str, reason: str) -> None:
            wanted = Stage(value) if field == "stage" else value
            why = reason if wanted is Stage.LOST else ""
            self._write(
                lambda: card_edits.set_of_many(
                    database, keys, field, wanted, reason=why, author=author
                ),
                self._notice("customers_set", keys, field=field, value=value),
            )

        return answer

    def _notice(self, code: str, keys: Keys, **params: object) -> str:
        """Return what the history will say of the edit."""
        moment = self._workspace.clock()
        edit = Operation(0, code, {"count": len(keys), **params}, "", moment)
        return operation_text(self._language, edit)

    def _write(self, work: Work, notice: str) -> None:
        reason = Reason.BEFORE_BULK_EDIT
        self._workspace.write(
            self._workspace.backups.backed_up(reason, work, is_rare=False),
            then=self._done,
            failed=self._bar.show_problem,
            notice=notice,
            owner=self._bar,
        )

    def _done(self, changes: Changes) -> None:
        self._bar.close_ask()
        if changes.is_empty:
            self._workspace.tell(self._language.text("Nothing to change: it is so already."))

    def _offer(self, key: FilterKey, ask: Ask, answer: Answered) -> None:
        """Ask as soon as the values the file has are known."""
        database, workspace = self._workspace.database, self._workspace

        def show(facets: list[Facet]) -> None:
            values = [one.value for one in facets if one.value != UNSET][:MOST_CHOICES]
            if not values and not ask.is_free:
                workspace.tell(self._language.text("No customer has a tag yet."))
                return
            choices: list[Choice] = [(value, value) for value in values]
            self._bar.ask(ask, choices, answer)

        workspace.tasks.look_up(
            "customers.choices",
            lambda: list_pages.facet_values(database, key),
            show,
            failed=workspace.tell_problem,
            owner=self._bar,
        )
