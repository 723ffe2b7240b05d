"""The rules of the controls as a Qt style sheet, made from a theme's colours.

Sets no fonts but those of labels with a role, and paints nothing: calendars draw themselves, and `focus_ring` the
focus of buttons and boxes.
"""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor

from dainvo.ui import mirror
from dainvo.ui.icons import folder
from dainvo.ui.tokens import Tokens, mix

_SIZES = re.compile(r"(font-size: |min-height: )(\d+)px")
_RULES = Template("""
QDialog, QMainWindow { background: $window; }
QToolTip { background: $view; color: $text; border: 1px solid $hairline; padding: 4px 6px; }

QLabel { background: transparent; color: $text; }
QLabel:disabled { color: $off; }
QLabel[role="title"] { font-size: 20px; font-weight: 600; }
QLabel[role="dialog"] { font-size: 16px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="caption"] { font-size: 11px; color: $text2; }
QLabel[role="text2"] { color: $text2; }
QLabel[role="danger"] { color: $danger; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="ok"] { color: $ok; }
QLabel[found="true"] { color: $accent; font-weight: 600; }

QPushButton { min-height: 26px; padding: 0 12px; border-radius: 6px; border: 1px solid $button_edge;
  background: $button; color: $text; font-weight: 500; outline: none; }
QPushButton:hover { background: $button_hover; }
QPushButton:pressed, QPushButton:checked { background: $button_down; }
QPushButton:disabled { color: $off; border-color: $hairline; }
QPushButton[surface="view"] { background: $view; }
QPushButton[surface="view"]:hover { background: $button; }
QPushButton[small="true"] { min-height: 22px; padding: 0 8px; font-size: 12px; }
QPushButton[tick="true"] { min-width: 24px; min-height: 26px; padding: 0 2px; background: $view;
  border-color: $control; }
QPushButton[tick="true"]:hover { background: $button; }
QPushButton[tick="true"]:checked { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600; }
QPushButton[tick="true"]:checked:disabled { background: $off; border-color: $off; color: $view; }
QPushButton[kind="primary"], QPushButton:default { background: $accent; border-color: $accent; color: $on_accent;
  font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed, QPushButton:default:pressed { background: $accent_down; }
QPushButton[kind="primary"]:disabled, QPushButton:default:disabled { background: $button; border-color: $hairline;
  color: $off; }
QPushButton[kind="danger"] { background: $danger; border-color: $danger; color: $view; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: $danger_hover; }
QPushButton[kind="danger"]:disabled { background: $button; border-color: $hairline; color: $off; }
QPushButton[kind="quiet-danger"] { border-color: transparent; background: transparent; color: $danger; }
QPushButton[kind="quiet-danger"]:hover { background: $danger_bg; }
QPushButton[kind="link"] { border-color: transparent; background: transparent; color: $accent; padding: 0 6px; }
QPushButton[kind="link"]:hover { background: $wash; }
QPushButton[kind="link"]:disabled { color: $off; }
QPushButton[kind="link-end"], QPushButton[kind="tool-end"] { min-height: 28px; padding: 0; border: none;
  background: transparent; color: $accent; text-align: right; }
QPushButton[kind="tool-end"] { color: $text; }
QPushButton[kind="link-end"]:hover, QPushButton[kind="tool-end"]:hover { text-decoration: underline; }
QPushButton[kind="tool"], QToolButton { min-width: 26px; min-height: 26px; padding: 0; border: 1px solid transparent;
  border-radius: 6px; background: transparent; color: $text; font-weight: 400; }
QPushButton[kind="tool"]:hover, QToolButton:hover { background: $hover; }
QPushButton[kind="tool"]:pressed, QPushButton[kind="tool"]:checked, QToolButton:pressed, QToolButton:checked {
  background: $pressed; }
QPushButton[kind="tool"]:disabled, QPushButton[kind="quiet-danger"]:disabled, QToolButton:disabled { color: $off; }
QToolButton[small="true"] { min-width: 22px; min-height: 22px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QFrame[tone] QPushButton { background: $view; }
QFrame[tone] QPushButton:hover { background: $button; }
QFrame[tone] QPushButton[kind="primary"] { background: $accent; }
QFrame[tone] QPushButton[kind="link"], QFrame[tone] QPushButton[kind="tool"] { background: transparent; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $view; color: $text;
  border: 1px solid $control; border-radius: 6px; padding: 0 7px; min-height: 26px;
  selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $text3; }
QTextEdit, QPlainTextEdit { padding: 4px 5px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; padding: 0 6px; min-height: 24px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: 3px 4px; }
QLineEdit[wrong="true"], QTextEdit[wrong="true"], QComboBox[wrong="true"], QAbstractSpinBox[wrong="true"] {
  border: 2px solid $danger; padding: 0 6px; min-height: 24px; }
QLineEdit:disabled, QTextEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
  color: $off; border-color: $hairline; background: $off_hours; }
QLineEdit:read-only { background: $off_hours; border-color: $hairline; }
QLineEdit { lineedit-password-character: 8226; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; }
QComboBox { padding-right: 2px; }
QComboBox:focus { padding-right: 1px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; width: 24px; border: none; }
QComboBox::down-arrow { image: url("$icons/control-down-$theme.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $view; color: $text; border: 1px solid $hairline; border-radius: 6px;
  padding: 4px; outline: none; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $wash; color: $text; }
QAbstractSpinBox { padding: 0 20px 0 5px; }
QAbstractSpinBox:focus { padding: 0 19px 0 4px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 18px; border: none;
  background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$icons/control-up-$theme.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$icons/control-down-$theme.svg"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { background: transparent; color: $text; spacing: 8px; min-height: 24px; min-width: 24px;
  outline: none; }
QCheckBox[bare="true"] { max-width: 24px; spacing: 0; }
QCheckBox:disabled, QRadioButton:disabled { color: $off; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $control;
  background: $view; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/control-check-$theme.svg"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent; }

QFrame[role="card"] { background: $view; border: 1px solid $hairline; border-radius: 10px; }
QFrame[role="bar"] { background: $window; border: none; }
QFrame[role="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame[tone="plain"] { background: $button; border: 1px solid $hairline; border-radius: 8px; }
QFrame[tone="info"] { background: $info_bg; border: none; border-radius: 8px; }
QFrame[tone="ok"] { background: $ok_bg; border: none; border-radius: 8px; }
QFrame[tone="warning"] { background: $warning_bg; border: none; border-radius: 8px; }
QFrame[tone="danger"] { background: $danger_bg; border: none; border-radius: 8px; }
QFrame[tone="info"] > QLabel[role="tone"] { color: $info; }
QFrame[tone="ok"] > QLabel[role="tone"] { color: $ok; }
QFrame[tone="warning"] > QLabel[role="tone"] { color: $warning; }
QFrame[tone="danger"] > QLabel[role="tone"] { color: $danger; }

QMenu { background: $view; color: $text; border: 1px solid $hairline; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 10px; border-radius: 4px; }
QMenu[keys="true"]::item { padding-right: 64px; }
QMenu::item:selected { background: $wash; }
QMenu::item:disabled { color: $off; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 6px; }

QListView, QTreeView, QListWidget { background: transparent; border: none; outline: none; color: $text; }
QListView::item, QListWidget::item { min-height: 30px; padding: 0 8px; border-radius: 6px; color: $text; }
QListView::item:hover, QListWidget::item:hover { background: $hover; }
QListView::item:selected, QListWidget::item:selected { background: $wash; color: $text; }

QListView[role="suggestions"] { background: $view; border: 1px solid $hairline; padding: 4px; }

QScrollArea, QScrollArea > #qt_scrollarea_viewport { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $thumb; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 4px 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px 4px; }
QScrollBar::handle:hover { background: $thumb_hover; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
  border: none; width: 0; height: 0; }


QProgressBar { background: $button_down; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
""")


def style_sheet(theme: Tokens, scale: float = 1.0) -> str:
    """The style sheet of `theme`; letters and controls grow with `scale`, the size of the user's own font.

    It reads these properties. QPushButton `kind`: primary, danger, quiet-danger, link, tool (none: plain), `small`;
    link-end and tool-end end a line exactly where the fields below it do.
    QLabel `role`: title, dialog, strong, caption, text2, danger, warning, ok, tone. QFrame `role`: card, bar, line;
    `tone`: plain, info, ok, warning, danger. Fields: `wrong`, and `bare` for a line without a frame.
    """
    colours = {
        "view": theme.view,
        "window": theme.window,
        "off_hours": theme.off_hours,
        "hairline": theme.hairline,
        "control": theme.control_border,
        "text": theme.text,
        "text2": theme.text2,
        "text3": theme.text3,
        "off": mix(theme.text, theme.view, 0.5),
        "accent": theme.accent,
        "accent_hover": mix(theme.text if not theme.dark else QColor("#FFFFFF"), theme.accent, 0.14),
        "accent_down": mix(theme.text if not theme.dark else QColor("#FFFFFF"), theme.accent, 0.26),
        "on_accent": theme.on_accent,
        "button": mix(theme.text, theme.view, 0.05),
        "button_hover": mix(theme.text, theme.view, 0.09),
        "button_down": mix(theme.text, theme.view, 0.14),
        "button_edge": mix(theme.text, theme.view, 0.14),
        "thumb": mix(theme.text3, theme.view, 0.38),
        "thumb_hover": mix(theme.text3, theme.view, 0.65),
        "danger": theme.danger,
        "danger_hover": mix(theme.text, theme.danger, 0.14),
        "danger_bg": theme.danger_bg,
        "info": theme.info,
        "info_bg": theme.info_bg,
        "ok": theme.ok,
        "ok_bg": theme.ok_bg,
        "warning": theme.warning,
        "warning_bg": theme.warning_bg,
    }
    names = {name: colour.name() for name, colour in colours.items()}
    rules = _RULES.substitute(
        names,
        wash=_rgba(theme.selection),
        hover=_rgba(_faint(theme.text, 0.07)),
        pressed=_rgba(_faint(theme.text, 0.12)),
        icons=folder().as_posix(),
        theme="dark" if theme.dark else "light",
    )
    rules = mirror.rules(rules)
    if scale <= 1:
        return rules
    return _SIZES.sub(lambda found: f"{found[1]}{round(int(found[2]) * scale)}px", rules) + _indicators(scale)


def _indicators(scale: float) -> str:
    """Check boxes, radio buttons and the arrows of fields as large as the words beside them."""
    side, dot = 2 * round(8 * scale), 2 * round(3 * scale)
    arrow, small = round(14 * scale), round(10 * scale)
    return f"""
QCheckBox::indicator, QRadioButton::indicator {{ width: {side - 2}px; height: {side - 2}px; }}
QCheckBox::indicator {{ border-radius: {side // 4}px; }}
QRadioButton::indicator {{ border-radius: {side // 2}px; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px; border-width: {(side - dot) // 2}px; }}
QPushButton[tick="true"] {{ padding: 0 {round(4 * scale) - 2}px; }}
QComboBox::drop-down {{ width: {round(24 * scale)}px; }}
QComboBox::down-arrow {{ width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: {round(18 * scale)}px; }}
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ width: {small}px; height: {small}px; }}
"""


def _faint(colour: QColor, share: float) -> QColor:
    thin = QColor(colour)
    thin.setAlphaF(share)
    return thin


def _rgba(colour: QColor) -> str:
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
