"""A QR code as squares, and the vCard 3.0 text that fits one of 25 mm."""

from reportlab.pdfgen.canvas import Canvas

from crm_desktop.domain.brief_values import VisitingCard
from crm_desktop.reports.blocks import Drawn
from crm_desktop.reports.style import INK

MAX_BYTES = 180
_QUIET = 4


def vcard_text(card: VisitingCard) -> str:
    """A vCard 3.0 of at most 180 bytes: what comes later is left out when it doesn't fit.

    25 mm then hold modules of 0.4 mm and more, which any phone reads from paper.
    """
    lines = _name_lines(card.name)
    extra = [
        *(f"TEL:{_escaped(phone)}" for phone in card.phones[:2]),
        *(f"EMAIL:{_escaped(mail)}" for mail in card.emails[:1]),
        f"ORG:{_escaped(card.organisation)}" if card.organisation else "",
        f"TITLE:{_escaped(card.title)}" if card.title else "",
    ]
    for line in extra:
        if line and _size([*lines, line]) <= MAX_BYTES:
            lines.append(line)
    return "\r\n".join([*lines, "END:VCARD", ""])


def _name_lines(name: str) -> list[str]:
    """The head of a card with as much of a name as fits."""
    while True:
        lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{_escaped(name)}", f"N:{_escaped(name)};;;;"]
        if _size(lines) <= MAX_BYTES:
            return lines
        name = name[:-1]


def _size(lines: list[str]) -> int:
    return len("\r\n".join([*lines, "END:VCARD", ""]).encode())


def _escaped(text: str) -> str:
    """A value as vCard writes it, on one line and without lone surrogates."""
    text = " ".join(text.encode("utf-8", "ignore").decode().split())
    for char in "\\,;":
        text = text.replace(char, "\\" + char)
    return text


def qr_code(text: str, side: float) -> Drawn:
    """A QR code of error level M, ``side`` points wide with its quiet zone."""
    # It brings all of ReportLab's charts and barcodes, which few briefs need.
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(text.encode()))
    code.make()
    count = code.getModuleCount()
    step = side / (count + 2 * _QUIET)

    def paint(canvas: Canvas, x: float, top: float) -> None:
        path = canvas.beginPath()
        for row in range(count):
            for column in range(count):
                if code.isDark(row, column):
                    left = x + (column + _QUIET) * step
                    path.rect(left, top - (row + _QUIET + 1) * step, step, step)
        canvas.setFillColor(INK)
        canvas.drawPath(path, stroke=0, fill=1)

    return Drawn(side, paint)
