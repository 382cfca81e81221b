"""Draws a person of the influence map: every mark says by shape what it says by colour too."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from crm_desktop.domain.contacts import Coverage, Role
from crm_desktop.domain.influence_layout import Box
from crm_desktop.domain.influence_map import COVERED, SIGNS
from crm_desktop.ui.card.portrait import monogram
from crm_desktop.ui.icons import Icons
from crm_desktop.ui.people.map_model import MapPerson
from crm_desktop.ui.theme import Theme

ROLE_ICONS = {
    Role.DECIDER: "key-round",
    Role.APPROVER: "badge-check",
    Role.INFLUENCER: "message-circle",
    Role.CHAMPION: "handshake",
    Role.SPONSOR: "briefcase",
    Role.USER: "user",
    Role.GATEKEEPER: "lock",
    Role.BLOCKER: "ban",
}
SIGN_R = 10.0
RING_R = 7.0
HANDLE_R = 8.0
_ROUND = 9.0
_INSET = 9.0
_PILL = 18.0
_NAME_PX = 13
_TITLE_PX = 11
_PILL_PX = 11
_SMALL = 0.62
"""Below this zoom a box holds the name alone, in larger letters."""
_TINY = 0.36
"""Below this zoom marks are specks; ground and line alone say the stance."""
_LEAST_LETTER_PX = 10.5
_MOST_NAME_PX = 24
_RING_GAP = 3.2
"""Between the ring and the face: in high contrast both have one colour."""
_DOT = 2.2
_MOST_INFLUENCE = 4
_FACES = 400


@dataclass(frozen=True, slots=True)
class NodeState:
    """How a box stands to the person at the window."""

    is_focused: bool = False
    is_chosen: bool = False
    is_hovered: bool = False
    is_target: bool = False


class NodePainter:
    """Paints boxes in map units around the middle at 0, 0; knows the photos it has drawn."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme, self._icons = theme, icons
        self._photos: dict[tuple[int, int], QPixmap] = {}

    def draw(
        self, painter: QPainter, person: MapPerson, box: Box, state: NodeState, zoom: float
    ) -> None:
        """Draw a person; who has left is pale."""
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        area = QRectF(-box.width / 2, -box.height / 2, box.width, box.height)
        self._draw_ring(painter, area, state)
        if not person.is_here:
            painter.setOpacity(0.55)
        self._draw_body(painter, area, person)
        if zoom < _SMALL:
            self._draw_name_alone(painter, area, person, zoom)
        else:
            self._draw_inside(painter, area, person)
        if zoom >= _TINY:
            self._draw_marks(painter, area, person, zoom)
        painter.setOpacity(1.0)
        if (state.is_hovered or state.is_focused) and zoom >= _SMALL:
            self._draw_handle(painter, area)

    def colour(self, token: str) -> QColor:
        """Return a colour of the theme."""
        return QColor(self._theme.colour(token))

    def draw_sign(self, painter: QPainter, middle: QPointF, stance: int | None) -> None:
        """Draw the sign of a stance in its circle."""
        ink, _ = stance_tokens(stance)
        painter.setPen(QPen(self.colour(ink), 1.2))
        painter.setBrush(self.colour(ink if stance else "surface"))
        painter.drawEllipse(middle, SIGN_R, SIGN_R)
        painter.setPen(self.colour("surface" if stance else "text"))
        painter.setFont(_font(painter, 12, is_bold=True))
        area = QRectF(middle.x() - SIGN_R, middle.y() - SIGN_R, 2 * SIGN_R, 2 * SIGN_R)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), SIGNS[stance])

    def draw_coverage(
        self, painter: QPainter, middle: QPointF, radius: float, coverage: Coverage
    ) -> None:
        """Draw a ring closed as far as we know the person, dotted where nobody said."""
        thirds = COVERED[coverage]
        track = QPen(self.colour("field_border"), 1.2)
        if thirds is None:
            track.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(track)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)
        if thirds:
            solid, flat = Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap
            painter.setPen(QPen(self.colour("accent"), 3, solid, flat))
            area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawArc(area, 90 * 16, -120 * 16 * thirds)

    def draw_dots(self, painter: QPainter, left: QPointF, influence: int) -> None:
        """Draw four dots on a light ground, as many filled as the influence counts."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("surface"))
        ground = QRectF(left.x() - 5, left.y() - 5, _MOST_INFLUENCE * 7 + 3, 10)
        painter.drawRoundedRect(ground, 5, 5)
        painter.setPen(QPen(self.colour("icon"), 1))
        for at in range(_MOST_INFLUENCE):
            painter.setBrush(self.colour("icon" if at < influence else "surface"))
            painter.drawEllipse(QPointF(left.x() + at * 7, left.y()), _DOT, _DOT)

    def _draw_ring(self, painter: QPainter, area: QRectF, state: NodeState) -> None:
        if not (state.is_focused or state.is_chosen or state.is_target):
            return
        style = Qt.PenStyle.DashLine if state.is_target else Qt.PenStyle.SolidLine
        pen = QPen(
            self.colour("accent"), 2.4 if state.is_focused or state.is_target else 1.4, style
        )
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(-4, -4, 4, 4), _ROUND + 3, _ROUND + 3)

    def _draw_body(self, painter: QPainter, area: QRectF, person: MapPerson) -> None:
        stance = person.place.stance
        ink, ground = stance_tokens(stance)
        pen = QPen(self.colour(ink), 2.0 if stance else 1.2)
        if stance is not None and stance < 0:
            pen.setStyle(Qt.PenStyle.DashLine)
        elif not person.is_here:
            pen.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(self.colour(ground))
        painter.drawRoundedRect(area, _ROUND, _ROUND)

    def _draw_inside(self, painter: QPainter, area: QRectF, person: MapPerson) -> None:
        radius = area.height() * 0.32
        middle = QPointF(area.left() + _INSET + radius, area.center().y() + 1)
        self._draw_face(painter, middle, radius, person)
        left = middle.x() + radius + 8
        room = QRectF(left, area.top(), area.right() - left - 6, area.height())
        name, title = _font(painter, _NAME_PX, is_bold=True), _font(painter, _TITLE_PX)
        if not person.title:
            self._draw_line(painter, room.translated(0, 1), person.contact.name, name, "text")
            return
        middle_y = area.center().y() + 2
        upper = QRectF(room.left(), middle_y - 17, room.width(), 17)
        lower = QRectF(room.left(), middle_y, room.width(), 15)
        self._draw_line(painter, upper, person.contact.name, name, "text")
        self._draw_line(painter, lower, person.title, title, "muted")

    def _draw_name_alone(
        self, painter: QPainter, area: QRectF, person: MapPerson, zoom: float
    ) -> None:
        px = min(_MOST_NAME_PX, max(_NAME_PX, round(_LEAST_LETTER_PX / zoom)))
        font = _font(painter, px, is_bold=True)
        self._draw_line(painter, area.adjusted(8, 0, -6, 0), person.contact.name, font, "text")

    def _draw_face(
        self, painter: QPainter, middle: QPointF, radius: float, person: MapPerson
    ) -> None:
        self.draw_coverage(painter, middle, radius, person.place.coverage)
        radius -= _RING_GAP
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour("selected"))
        painter.drawEllipse(middle, radius, radius)
        photo = self._photo(person)
        if photo is not None:
            painter.save()
            shape = QPainterPath()
            shape.addEllipse(middle, radius, radius)
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            side = min(photo.width(), photo.height())
            cut = QRectF((photo.width() - side) / 2, (photo.height() - side) / 2, side, side)
            area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawPixmap(area, photo, cut)
            painter.restore()
        else:
            painter.setPen(self.colour("on_selected"))
            painter.setFont(_font(painter, round(radius * 0.9), is_bold=True))
            area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            letters = monogram(person.contact.name)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), letters)

    def _draw_marks(self, painter: QPainter, area: QRectF, person: MapPerson, zoom: float) -> None:
        place = person.place
        if person.role and zoom >= _SMALL:
            icon = ROLE_ICONS[place.role] if place.role else ""
            most = area.width() - 3 * SIGN_R - 12
            self._draw_pill(painter, QPointF(area.left() + 10, area.top()), icon, person.role, most)
        elif place.role:
            self._draw_icon(painter, QPointF(area.left() + 16, area.top()), ROLE_ICONS[place.role])
        if zoom < _SMALL:
            spot = QPointF(area.left() + 16, area.bottom())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("surface"))
            painter.drawEllipse(spot, RING_R + 2, RING_R + 2)
            self.draw_coverage(painter, spot, RING_R, place.coverage)
        self.draw_sign(painter, QPointF(area.right() - 14, area.top()), place.stance)
        if place.influence is not None:
            dots = QPointF(area.right() - 14 - 3 * 7, area.bottom())
            self.draw_dots(painter, dots, place.influence)
        if person.others and zoom >= _SMALL:
            spot = QPointF(area.left() + 10, area.bottom())
            self._draw_pill(painter, spot, "building-2", f"+{len(person.others)}", area.width())

    def _draw_pill(
        self, painter: QPainter, left: QPointF, icon: str, words: str, most: float
    ) -> None:
        font = _font(painter, _PILL_PX, is_bold=True)
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, most - 28)
        width = metrics.horizontalAdvance(words) + 29
        area = QRectF(left.x(), left.y() - _PILL / 2, width, _PILL)
        painter.setPen(QPen(self.colour("border"), 1))
        painter.setBrush(self.colour("raised"))
        painter.drawRoundedRect(area, _PILL / 2, _PILL / 2)
        self._draw_picture(painter, QRectF(area.left() + 7, area.center().y() - 6, 12, 12), icon)
        painter.setPen(self.colour("text"))
        painter.setFont(font)
        painter.drawText(area.adjusted(22, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _draw_icon(self, painter: QPainter, middle: QPointF, icon: str) -> None:
        painter.setPen(QPen(self.colour("border"), 1))
        painter.setBrush(self.colour("raised"))
        painter.drawEllipse(middle, SIGN_R + 1, SIGN_R + 1)
        self._draw_picture(painter, QRectF(middle.x() - 7, middle.y() - 7, 14, 14), icon)

    def _draw_picture(self, painter: QPainter, area: QRectF, icon: str) -> None:
        picture = self._icons.pixmap(icon, 24)
        painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def _draw_handle(self, painter: QPainter, area: QRectF) -> None:
        """A knob to draw a link from."""
        middle = handle_at(area.width())
        painter.setPen(QPen(self.colour("surface"), 1.5))
        painter.setBrush(self.colour("accent"))
        painter.drawEllipse(middle, HANDLE_R, HANDLE_R)
        painter.setPen(QPen(self.colour("on_accent"), 1.8))
        painter.drawLine(middle - QPointF(4, 0), middle + QPointF(4, 0))
        painter.drawLine(middle - QPointF(0, 4), middle + QPointF(0, 4))

    def _draw_line(
        self, painter: QPainter, room: QRectF, words: str, font: QFont, token: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(self.colour(token))
        text = " ".join(words.split())
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _photo(self, person: MapPerson) -> QPixmap | None:
        if not person.photo:
            return None
        known = (person.key, hash(person.photo))
        if known not in self._photos:
            if len(self._photos) > _FACES:
                self._photos.clear()
            photo = QPixmap()
            photo.loadFromData(person.photo)
            self._photos[known] = photo
        found = self._photos[known]
        return None if found.isNull() else found


def handle_at(width: float) -> QPointF:
    """Return where the knob of a box stands, from its middle."""
    return QPointF(width / 2, 0)


def stance_tokens(stance: int | None) -> tuple[str, str]:
    """Return the colours of a stance: of its line and of its ground."""
    if not stance:
        return "field_border", "surface"
    return ("good", "good_back") if stance > 0 else ("danger", "danger_back")


def _font(painter: QPainter, px: int, *, is_bold: bool = False) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(px)
    font.setBold(is_bold)
    return font
