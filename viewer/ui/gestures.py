"""What a mouse meant: pyqtgraph's scene, which tells drags, clicks and hovering apart.

The only room that imports pyqtgraph. Importing the package makes plots, images and trees of
parameters too, and looks up every class that Qt has: as much work as the whole window. Stand-ins
for what the scene needs of the package lead the import to its own three modules, a fortieth of
that, and are gone when it is done.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

import shiboken6
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsScene

PACKAGE = "pyqtgraph"
#: What the scene asks of pyqtgraph's options: moves a second that it passes on at most.
OPTIONS = {"mouseRateLimit": 100}


def scene(parent: QObject) -> QGraphicsScene:
    """A scene whose items get ``mouseDragEvent``, ``mouseClickEvent`` and ``hoverEvent``, each
    with the position in the item and in the scene, the buttons and the modifiers."""
    made: QGraphicsScene = _kind()(parent=parent)
    return made


@cache
def _kind() -> Any:
    """pyqtgraph's class; of a version that needs more than the stand-ins have, by the usual way."""
    try:
        with _standing_in():
            from pyqtgraph.GraphicsScene import GraphicsScene
    except (ImportError, AttributeError):
        from pyqtgraph.GraphicsScene import GraphicsScene
    return GraphicsScene


@contextmanager
def _standing_in() -> Iterator[None]:
    """Stand-ins for the package, its Qt and its debugging; all is as before when it is done."""
    before = _taken_out()
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        raise ImportError(f"{PACKAGE} is not installed")
    package, qt = ModuleType(PACKAGE), ModuleType(f"{PACKAGE}.Qt")
    debug = ModuleType(f"{PACKAGE}.debug")
    found: dict[str, Any] = {
        "__path__": spec.submodule_search_locations,
        "getConfigOption": OPTIONS.__getitem__,
        "Qt": qt,
        "debug": debug,
    }
    vars(package).update(found)
    vars(qt).update(QtCore=QtCore, QtGui=QtGui, QtWidgets=QtWidgets)
    vars(qt).update(isQObjectAlive=shiboken6.isValid)
    vars(debug).update(printExc=_tell)
    sys.modules.update({module.__name__: module for module in (package, qt, debug)})
    try:
        yield
    finally:
        _taken_out()
        sys.modules.update(before)


def _taken_out() -> dict[str, ModuleType]:
    """The package's modules, which are loaded no more."""
    names = [name for name in sys.modules if name.partition(".")[0] == PACKAGE]
    return {name: sys.modules.pop(name) for name in names}


def _tell(_words: str) -> None:
    """An error in what a gesture does is told as any other is; pyqtgraph's own way hides it."""
    kind, error, trace = sys.exc_info()
    if kind is not None and error is not None:
        sys.excepthook(kind, error, trace)
