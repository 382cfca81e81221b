"""Tags on what a page shows, so that a screen reader follows it block by block.

WORKAROUND ReportLab 5.1: it writes neither marked content nor a structure tree.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm_desktop.reports.workarounds import Written


class Tag(StrEnum):
    """The standard structure types we use."""

    HEADING = "H1"
    BLOCK = "P"


@dataclass(frozen=True, slots=True)
class _Element:
    tag: Tag
    language: str
    page: int
    number: int


@dataclass(slots=True)
class Tags:
    """The structure of one document, in the order its pages are drawn."""

    canvas: Any
    _elements: list[_Element] = field(default_factory=list)
    _on_page: int = 0

    @contextmanager
    def tagged(self, tag: Tag, language: str) -> Iterator[None]:
        """Tag what is drawn inside as one element, its language as in ``zh-CN``."""
        page = self.canvas.getPageNumber()
        self._elements.append(_Element(tag, language, page, self._on_page))
        self.canvas._code.append(f"/{tag} <</MCID {self._on_page}>> BDC")
        self._on_page += 1
        yield
        self.canvas._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Tell readers to skip what is drawn inside, such as a footer."""
        self.canvas._code.append("/Artifact BMC")
        yield
        self.canvas._code.append("EMC")

    def end_page(self) -> None:
        """End the canvas's page and tie its elements to it."""
        doc, number = self.canvas._doc, self.canvas.getPageNumber()
        name = doc.thisPageName()
        self.canvas.showPage()
        page = doc.idToObject[name]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = number, "/S"
        self._on_page = 0

    def finish(self) -> None:
        """Write the tree; nothing can be tagged afterwards."""
        doc = self.canvas._doc
        tree, whole = Written(""), Written("")
        root, top = _reference(doc, tree), _reference(doc, whole)
        kids: dict[int, list[str]] = {}
        for one in self._elements:
            page = _reference(doc, doc.idToObject[f"Page{one.page}"])
            told = Written(
                f"<</Type/StructElem/S/{one.tag}/P {top}/Pg {page}/K {one.number}"
                f"/Lang({one.language})>>"
            )
            kids.setdefault(one.page, []).append(_reference(doc, told))
        rows = " ".join(f"{page} [{' '.join(row)}]" for page, row in kids.items())
        in_order = " ".join(kid for row in kids.values() for kid in row)
        whole.data = f"<</Type/StructElem/S/Document/P {root}/K[{in_order}]>>".encode("ascii")
        tree.data = f"<</Type/StructTreeRoot/K {top}/ParentTree<</Nums[{rows}]>>>>".encode("ascii")
        doc.Catalog.StructTreeRoot = tree
        doc.Catalog.MarkInfo = Written("<</Marked true>>")


def _reference(doc: Any, thing: Any) -> str:
    reference: bytes = doc.Reference(thing).format(doc)
    return reference.decode("ascii")
