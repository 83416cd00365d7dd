"""Paper: a timeline on a printer's page, seen before it is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from viewer.core.dates import Manner
from viewer.core.summary import title
from viewer.core.timeline import Timeline
from viewer.ui.painter import paint
from viewer.ui.pictures import Picture
from viewer.ui.plain import message
from viewer.ui.sheet import DPI, ExportFailed, lay_out
from viewer.ui.theme import PRINT


class PrintPreview(QPrintPreviewDialog):
    """A timeline as a printer's page would have it; the reader chooses printer and paper."""

    def __init__(self, parent: QWidget, timeline: Timeline, manner: Manner) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title(timeline.readings))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        super().__init__(printer, parent)
        self._printer = printer  # Qt's dialog does not keep it
        self._timeline, self._manner = timeline, manner
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("printPreview")
        self.setWindowTitle("Print")
        self.resize(1000, 720)
        self.paintRequested.connect(self._draw)

    def _draw(self, paper: QPrinter) -> None:
        try:
            draw_page(self._timeline, paper, self._manner)
        except ExportFailed as error:
            message(self.parentWidget(), "Not printed", f"{error}.").open()


def draw_page(timeline: Timeline, printer: QPrinter, manner: Manner) -> None:
    """Lay a timeline out for the page of a printer and paint it there, its time told in a manner.

    Raises ExportFailed.
    """
    page = printer.pageRect(QPrinter.Unit.Inch)
    picture = Picture(
        width=round(page.width() * DPI),
        height=round(page.height() * DPI),
        theme=PRINT.name,
        manner=manner,
    )
    sheet = lay_out(timeline, picture)
    painter = QPainter(printer)
    dots = printer.resolution() / DPI
    painter.scale(dots * sheet.share, dots * sheet.share)
    paint(painter, sheet.scene, PRINT)
    painter.end()
