"""Colours and type: what the window and the picture look like, light, dark and in high contrast.

Source colours start with the blue and the orange-brown of the target look and go on with darkened
hues of Okabe and Ito's palette ("Color Universal Design", 2008), which readers with the common
colour blindnesses tell apart; no meaning hangs on colour alone (lanes carry the source's name).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import get_ident

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPalette

from viewer.core.difference import Change
from viewer.core.layout import Role

SANS = ("Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans", "sans-serif")
SERIF = ("Source Serif 4", "Noto Serif", "Charter", "Georgia", "DejaVu Serif", "serif")
MONO = ("JetBrains Mono", "SF Mono", "Consolas", "DejaVu Sans Mono", "monospace")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. ``hues`` are the source colours in order, used again from the start."""

    name: str
    paper: str  # behind the chart
    page: str  # behind the source text
    band: str  # axis, overview, menu
    chosen: str  # a pressed button
    line: str  # between parts
    edge: str  # around a field (3:1 on page, as WCAG 1.4.11 asks)
    grid: str
    grid_minor: str
    ink: str
    soft: str  # second-rank text
    faint: str  # third-rank text, still readable (4.5:1 on paper)
    column: str  # overview columns
    pill: str
    on_pill: str
    on_hue: str  # text on a bar
    neutral: str  # events without a source
    hit: str  # what was looked for
    hues: tuple[str, ...]
    tint: float  # how much of the source colour an event's sentence takes
    tint_chosen: float

    def hue(self, number: int) -> QColor:
        """The colour of a source; -1 is no source."""
        return QColor(self.hues[number % len(self.hues)] if number >= 0 else self.neutral)

    def tinted(self, number: int, *, chosen: bool = False) -> QColor:
        """The source's colour mixed into the page, to lie behind text."""
        share = self.tint_chosen if chosen else self.tint
        hue, page = self.hue(number), QColor(self.page)
        return QColor(
            round(share * hue.red() + (1 - share) * page.red()),
            round(share * hue.green() + (1 - share) * page.green()),
            round(share * hue.blue() + (1 - share) * page.blue()),
        )

    def change(self, change: Change) -> str:
        """The colour of the sign of what two versions tell differently."""
        number = {Change.NEW: 2, Change.GONE: 6, Change.REDATED: 1, Change.RESOURCED: 0}
        return self.hues[number[change]] if change in number else self.neutral

    def marked(self) -> QColor:
        """What lies behind words that were looked for."""
        made = QColor(self.hit)
        made.setAlphaF(0.3)
        return made


LIGHT = Theme(
    name="light",
    paper="#FBFAF7",
    page="#FFFFFF",
    band="#F4F2EC",
    chosen="#E9E5DA",
    line="#E3DFD5",
    edge="#8E897D",
    grid="#E7E3D9",
    grid_minor="#F1EEE7",
    ink="#1F2328",
    soft="#5A616B",
    faint="#716C62",
    column="#C9C3B4",
    pill="#1F2328",
    on_pill="#FFFFFF",
    on_hue="#FFFFFF",
    neutral="#6B6F76",
    hit="#C2185B",
    hues=("#2F6DB5", "#A65A22", "#00785A", "#A0457E", "#7A6A00", "#217490", "#B03A2E", "#5B4BB0"),
    tint=0.10,
    tint_chosen=0.26,
)

DARK = Theme(
    name="dark",
    paper="#1B1D21",
    page="#202328",
    band="#25282E",
    chosen="#3A3F48",
    line="#363B43",
    edge="#767C87",
    grid="#2E3239",
    grid_minor="#24272D",
    ink="#E8E6E1",
    soft="#B3B6BC",
    faint="#9A9CA2",
    column="#4A4F58",
    pill="#E8E6E1",
    on_pill="#1B1D21",
    on_hue="#0F1114",
    neutral="#9EA3AB",
    hit="#FF6FA3",
    hues=("#6FA8E8", "#E09A5F", "#4CC3A0", "#E08CC0", "#D2C24A", "#6CC4E0", "#F08A7C", "#A99BF0"),
    tint=0.16,
    tint_chosen=0.36,
)

#: For paper: on white, and told apart by lightness alone where there is no ink but black.
PRINT = replace(
    LIGHT,
    name="print",
    paper="#FFFFFF",
    band="#FFFFFF",
    line="#B0B0B0",
    grid="#DDDDDD",
    grid_minor="#EEEEEE",
    ink="#000000",
    soft="#333333",
    faint="#555555",
    column="#BBBBBB",
    pill="#000000",
    neutral="#707070",
    hues=("#1F4F86", "#8A4A1A", "#00523D", "#732F5A", "#5A4E00", "#17566D", "#802820", "#3C3180"),
)

CONTRAST = Theme(
    name="contrast",
    paper="#000000",
    page="#000000",
    band="#000000",
    chosen="#4A4A4A",
    line="#FFFFFF",
    edge="#FFFFFF",
    grid="#6E6E6E",
    grid_minor="#4A4A4A",
    ink="#FFFFFF",
    soft="#FFFFFF",
    faint="#EBEBEB",
    column="#A8A8A8",
    pill="#FFFFFF",
    on_pill="#000000",
    on_hue="#000000",
    neutral="#D6D6D6",
    hues=("#7FB8FF", "#FFB070", "#5CE0B8", "#FF9FD6", "#F5E14B", "#7FDDF8", "#FF9E92", "#C3B6FF"),
    tint=0.18,
    tint_chosen=0.36,
    hit="#FFD400",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, PRINT, CONTRAST)}


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a role: family list, size in pixels, weight, slant."""

    families: tuple[str, ...]
    size: float
    weight: QFont.Weight = QFont.Weight.Normal
    italic: bool = False


TYPE: dict[Role, Type] = {
    Role.TITLE: Type(SANS, 20, QFont.Weight.DemiBold),
    Role.SUBTITLE: Type(SANS, 13),
    Role.AXIS_MAJOR: Type(SANS, 13, QFont.Weight.DemiBold),
    Role.AXIS_MINOR: Type(SANS, 11),
    Role.LANE: Type(MONO, 12, QFont.Weight.DemiBold),
    Role.LANE_COUNT: Type(SANS, 12),
    Role.LABEL: Type(SANS, 13, QFont.Weight.DemiBold),
    Role.LABEL_ON_BAR: Type(SANS, 13, QFont.Weight.DemiBold),
    Role.NOTE: Type(SANS, 11.5),
    Role.NOTE_ON_BAR: Type(SANS, 12),
    Role.BACKGROUND: Type(SANS, 11),
    Role.LEGEND: Type(SANS, 11.5),
    Role.PILL: Type(SANS, 11),
    Role.BEYOND: Type(SANS, 11),
    Role.CLUSTER: Type(SANS, 11, QFont.Weight.DemiBold),
    Role.MESSAGE: Type(SANS, 13, QFont.Weight.DemiBold),
}


def font(role: Role) -> QFont:
    """The font of a role, sized in pixels of the scene."""
    return make_font(TYPE[role])


def make_font(type_: Type) -> QFont:
    return _made_font(type_, get_ident())


@lru_cache(maxsize=256)
def _made_font(type_: Type, _thread: int) -> QFont:
    # One for each thread: Qt's fonts are not safe in two at a time.
    made = QFont()
    made.setFamilies(list(type_.families))
    # setPixelSize takes whole numbers only; 1 px is 0.75 pt at the 96 dpi all pictures use.
    made.setPixelSize(round(type_.size))
    made.setWeight(type_.weight)
    made.setItalic(type_.italic)
    # Ligatures in a PDF would be read back as single odd characters ("ﬂood").
    if hasattr(made, "setFeature"):
        made.setFeature(QFont.Tag("liga"), 0)
    # Metrics that do not depend on the device keep every picture's layout the same.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class FontMeasure:
    """Widths of text in the fonts of the roles: layout's Measure."""

    def __init__(self) -> None:
        self._metrics: dict[Role, QFontMetricsF] = {}

    def width(self, text: str, role: Role) -> float:
        metrics = self._metrics.get(role)
        if metrics is None:
            metrics = self._metrics[role] = QFontMetricsF(font(role))
        return metrics.horizontalAdvance(text) + 1.0


def of_system() -> Theme:
    """The theme the desktop asks for; light where it does not say."""
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        return LIGHT
    hints = app.styleHints()
    # Qt before 6.10 cannot ask for contrast.
    if hasattr(hints, "accessibility"):
        wanted = hints.accessibility().contrastPreference()
        if wanted is Qt.ContrastPreference.HighContrast:
            return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """The theme for Qt's own widgets."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.paper),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.page),
        (roles.AlternateBase, theme.band),
        (roles.Text, theme.ink),
        (roles.Button, theme.band),
        (roles.ButtonText, theme.ink),
        (roles.BrightText, theme.ink),
        (roles.ToolTipBase, theme.pill),
        (roles.ToolTipText, theme.on_pill),
        (roles.PlaceholderText, theme.faint),
        (roles.Highlight, theme.hues[0]),
        (roles.HighlightedText, theme.on_hue),
        (roles.Link, theme.hues[0]),
        (roles.Mid, theme.line),
        (roles.Midlight, theme.grid),
        (roles.Light, theme.page),
        (roles.Dark, theme.line),
        (roles.Shadow, theme.line),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return made


def enlarged(sheet: str, percent: int) -> str:
    """A style sheet with its type in so many percent of its size."""
    return re.sub(
        r"font-size: (\d+)px",
        lambda size: f"font-size: {round(int(size[1]) * percent / 100)}px",
        sheet,
    )


def style_sheet(theme: Theme) -> str:
    """What a palette cannot say of Qt's widgets; every value comes from the theme."""
    sans = ", ".join(f'"{family}"' for family in SANS)
    return f"""
    QWidget {{ font-family: {sans}; }}
    QMenuBar {{ background: {theme.band}; color: {theme.ink}; border-bottom: 1px solid {theme.line};
        padding: 2px 6px; font-size: 13px; }}
    QMenuBar::item {{ padding: 4px 10px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.chosen}; }}
    QMenu {{ background: {theme.page}; color: {theme.ink}; border: 1px solid {theme.line};
        padding: 4px; font-size: 13px; }}
    QMenu::item {{ padding: 5px 28px 5px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.chosen}; color: {theme.ink}; }}
    QMenu::item:disabled {{ color: {theme.faint}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    QStatusBar {{ background: {theme.band}; color: {theme.soft}; border-top: 1px solid {theme.line};
        font-size: 12px; }}
    QStatusBar::item {{ border: none; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QLabel#title, QLabel#welcomeTitle {{ font-size: 20px; font-weight: 600; color: {theme.ink}; }}
    QWidget#notice, QWidget#offer, QWidget#comparison {{ background: {theme.chosen}; }}
    QLabel#noticeWords, QLabel#comparisonWords {{ font-size: 13px; color: {theme.ink}; }}
    QWidget#offer {{ border-radius: 8px; }}
    QLabel[heading="true"] {{ font-size: 13px; font-weight: 600; color: {theme.ink}; }}
    QLabel[keys="true"] {{ font-size: 13px; font-weight: 600; color: {theme.soft}; }}
    QLabel[told="true"] {{ font-size: 13px; color: {theme.ink}; }}
    QListView::item {{ padding: 4px 6px; }}
    QLabel#soft {{ font-size: 12px; color: {theme.soft}; }}
    QScrollArea#welcome, QScrollArea#welcome > QWidget > QWidget {{ background: {theme.paper}; }}
    QListView, QListWidget {{ background: {theme.page}; color: {theme.ink}; border: none;
        font-size: 13px; }}
    QProgressBar {{ background: {theme.chosen}; border: none; border-radius: 4px; }}
    QProgressBar::chunk {{ background: {theme.hues[0]}; border-radius: 4px; }}
    QLabel#summary, QLabel#welcomeHint {{ font-size: 13px; color: {theme.soft}; }}
    QPushButton[pill="true"] {{ background: {theme.paper}; color: {theme.soft};
        border: 1px solid {theme.line}; border-radius: 12px; padding: 4px 14px; font-size: 12px; }}
    QPushButton[small="true"] {{ background: {theme.paper}; color: {theme.ink};
        border: 1px solid {theme.line}; border-radius: 7px; padding: 0 10px; font-size: 11px; }}
    QPushButton[pill="true"]:hover {{ background: {theme.band}; }}
    QPushButton[pill="true"]:checked {{ background: {theme.chosen}; color: {theme.ink}; }}
    QPushButton[pill="true"]:focus {{ border-color: {theme.hues[0]}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line};
        background: {theme.page}; }}
    QTabBar {{ background: {theme.page}; font-size: 13px; }}
    QTabBar::tab {{ background: {theme.page}; color: {theme.faint}; padding: 10px 6px 8px 6px;
        margin: 0 12px; border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.ink};
        font-weight: 600; }}
    QTabBar::tab:hover {{ color: {theme.ink}; }}
    QLineEdit, QPlainTextEdit {{ background: {theme.page}; color: {theme.ink};
        border: 1px solid {theme.edge}; border-radius: 5px; padding: 4px 6px; font-size: 13px; }}
    QListWidget {{ background: {theme.page}; color: {theme.ink}; border: 1px solid transparent;
        font-size: 13px; }}
    QTextEdit, QTableView, QListWidget, QScrollArea, #timelineView {{
        border: 1px solid transparent; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QTableView:focus,
        QListWidget:focus, QScrollArea:focus, #timelineView:focus {{
        border: 1px solid {theme.hues[0]}; }}
    QTabBar::tab:focus {{ color: {theme.hues[0]}; border-bottom-color: {theme.hues[0]}; }}
    QTextEdit, QTableView, QTreeView, QTableWidget {{ background: {theme.page}; color: {theme.ink};
        selection-background-color: {theme.hues[0]};
        selection-color: {theme.on_hue}; }}
    QTableView {{ gridline-color: {theme.grid}; font-size: 13px; }}
    QHeaderView::section {{ background: {theme.page}; color: {theme.faint}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 6px 8px; font-size: 12px; }}
    QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {theme.column}; border-radius: 4px; margin: 2px;
        min-height: 28px; }}
    QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {theme.column}; border-radius: 4px; margin: 2px;
        min-width: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {theme.pill}; color: {theme.on_pill}; border: none; padding: 4px; }}
    """
