"""Sharing: share this office, how things stand with its hub, sign in again, stop sharing on this computer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QProgressBar, QVBoxLayout, QWidget

from caseworker.actions.join_words import move_hub
from caseworker.actions.settings_change import change_settings
from caseworker.actions.sharing import (
    HubAddress,
    address_left,
    address_of,
    begin_share,
    begin_sharing,
    leave,
    sign_in,
)
from caseworker.actions.sync import SyncStatus, sync_status
from caseworker.domain.changed import Changed
from caseworker.domain.dates_in_words import count_of
from caseworker.errors import Problem, RuleError
from ui.context import Context
from ui.messages import AlertAction, Question
from ui.settings.part import SettingsPart
from ui.settings.sharing_words import BEGUN, NOT_BEGUN, WORDS, fact_rows, words_of
from ui.sync.address_form import AddressForm, Purpose, SecretField, ask_secret_of
from ui.sync.service import Line, News, Step
from ui.sync.words import step_words
from ui.tokens import SPACE_16
from ui.undo_stack import undo_action
from ui.widgets.buttons import Button
from ui.widgets.choice_field import ChoiceField
from ui.widgets.empty_state import Loading
from ui.widgets.field_block import FieldBlock, Form
from ui.widgets.flow_layout import FlowRow
from ui.widgets.key_value_list import KeyValueList
from ui.widgets.shown import set_shown
from ui.widgets.words import Words, heading

_DAYS = (0, 7, 14, 30, 60, 90)
_READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class SharingPart(SettingsPart):
    """Alone: the way to share. Shared: the hub, what waits, what to do when it stops."""

    code = "sharing"
    title = "Sharing"
    purpose = (
        "An office can be shared by several computers. Each keeps every case itself and works on without the network; "
        "what was done goes to the others by itself, through a hub: one place that all of them reach, provided by IT."
    )
    act = "settings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.address: HubAddress | None = None
        self.is_busy = False
        self.form = AddressForm(Purpose.NEW)
        self.where_heading = heading("The hub has moved")
        self.where_words = Words("")
        self.share_button = Button(WORDS[Purpose.NEW][0], self.share, kind="primary")
        self.stay_button = Button("Keep the address as it is", lambda: self._ask_where(False))
        self.facts = KeyValueList()
        self.code_words = Words("", "section", bold=True)
        self.code_help = Words(
            "Joining code: write it on paper. It is typed on each computer that joins, and it is shown only now; later "
            "IT prints it on this computer with “hub joining-code”. Whoever has it and the folder reads every case."
        )
        self.progress = Words("")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Progress of sharing")
        self.cancel_button = Button("Stop for now", self._cancel)
        self.send_button = Button("Send and receive now (F5)", self._send)
        self.sign_button = Button("Sign in again", self.sign_in)
        self.moved_button = Button("Change the hub’s address", lambda: self._ask_where(True))
        self.leave_button = Button("Stop sharing on this computer", self._ask_leave)
        self.password = Form()
        self.days = ChoiceField(())
        self.days_block = FieldBlock(
            "contact_days",
            "Cases are shown without contact for",
            self.days,
            help_words="A computer that was away for longer meets the hub first. What was done on it is kept.",
        )
        self._lay_out()
        self.days.left.connect(self._save_days)
        self.loading = Loading(self)
        self._heard_from: object = None
        self._takes_focus = self._is_read = self._awaits_focus = self._asks_where = False
        self._left: HubAddress | None = None
        self._to_send = 0
        context.once_shared(self, lambda _sharing: self._listen())
        self.refresh()

    def first_focus(self) -> QWidget | None:
        """The password where it is asked for, else what can be done first."""
        self._awaits_focus = not self._is_read
        if self.address is None:
            return self.form.first()
        sharing = self.context.sharing
        if sharing is not None and sharing.line is Line.SIGN_IN:
            return self.password["password"].editor()
        return self.send_button

    def refresh(self) -> None:
        """Show how things stand."""
        self._listen()
        office = self.context.office
        self.context.tasks.run_read(
            lambda: (address_of(office), sync_status(office), address_left(office)),
            lambda found: self._show(*found),
            self.context.messages.failure,
            receiver=self,
        )

    def share(self) -> None:
        """Check the hub, keep its address, and begin to send; or go on with the hub of this office."""
        purpose = self.form.purpose
        if self._why_busy(may_all=purpose is Purpose.MOVED):
            return
        self.form.clear()
        self._problem("")
        office, address, password = self.context.office, self.form.address(), self.form.password()
        is_share = self.form.is_share

        def work() -> str:
            if purpose is not Purpose.NEW:
                move_hub(office, address, password)
                return ""
            if is_share:
                return begin_share(office, address.path)
            begin_sharing(office, address, password)
            return ""

        self._run("Asking the hub", work, self._on_begun, self._on_not_begun)

    def sign_in(self) -> None:
        """Try the new password; what waits is sent once it is taken."""
        if self._why_busy(may_all=True):
            return
        self._problem("")
        office, password = self.context.office, str(self.password["password"].value() or "")
        self._run("Signing in", lambda: sign_in(office, password), self._on_signed, self._on_failed)

    def _save_days(self) -> None:
        """Of the whole office; Undo takes it back."""
        office, value = self.context.office, self.days.value()
        if value in ("", str(office.settings.contact_days)) or self.is_busy:
            return
        self.context.tasks.run_write(
            lambda: change_settings(office, {"contact_days": int(value)}),
            self._on_days,
            self.context.messages.failure,
            receiver=self,
        )

    def _on_days(self, changed: Changed) -> None:
        self.context.changed(changed)
        self.context.messages.success("Saved", changed.message, undo_action(self.context, changed))

    # -- what comes back ----------------------------------------------------------------------------------

    def _run(
        self,
        words: str,
        work: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.is_busy = True
        self.loading.start(words)
        self.context.tasks.run_read(work, done, failed, receiver=self)

    def _on_begun(self, code: object) -> None:
        self._end()
        self.code_words.setText(str(code))
        for part in (self.code_words, self.code_help):
            set_shown(part, bool(code))
        self._takes_focus, self._asks_where = True, False
        self._begin(has_moved=self.form.purpose is not Purpose.NEW)
        self.context.messages.success(*BEGUN[self.form.purpose])
        self.refresh()

    def _on_signed(self, _done: object) -> None:
        self._end()
        self.password.fill({"password": ""})
        self._problem("")
        self._begin()
        self.context.messages.success("Signed in", "What was waiting is sent now.")

    def _on_not_begun(self, error: Exception) -> None:
        self._end()
        if isinstance(error, RuleError):
            self.form.show_error(error)
        else:
            self.form.say(words_of(error), error)
        self._say_behind(NOT_BEGUN[self.form.purpose], error)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._problem(words_of(error))
        self._say_behind("You are not signed in", error)

    def _say_behind(self, title: str, error: Exception) -> None:
        """An answer that came late is told also to somebody who has gone to another page."""
        self.troubled.emit(True)
        if not self.isVisible():
            there = AlertAction("Open Sharing", lambda: self.context.open_page("settings", section="sharing"))
            self.context.messages.warning(title, words_of(error), there)

    def _begin(self, *, has_moved: bool = False) -> None:
        """Meet the hub from now on."""
        self.troubled.emit(False)
        sharing = self.context.sharing
        if sharing is not None:
            sharing.begin()
            if has_moved:
                sharing.service.reconnect()
            sharing.ask()

    def _ask_where(self, asks: bool) -> None:
        """Open the fields of the address, or close them and leave it."""
        self._asks_where, self._awaits_focus = asks, False
        self.form.clear()
        self.troubled.emit(False)
        self._show_form(self.address)
        (self.form.first() if asks else self.moved_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self.is_busy = False
        self.loading.finish()

    def _ask_leave(self) -> None:
        if self._why_busy():
            return
        waiting = self.context.sharing.status.waiting if self.context.sharing else 0
        facts = [("Waiting to be sent", count_of(waiting, "change"))] if waiting else []
        self.context.messages.confirm(
            Question(
                "Stop sharing on this computer?",
                "Stop sharing",
                "Go on sharing",
                facts,
                "Every case stays here. What you do from then on is not seen by others, and theirs not by you, until "
                "you go on sharing. You need your password or joining code then.",
            ),
            self._leave,
        )

    def _leave(self) -> None:
        office = self.context.office
        if self.context.sharing is not None:
            self.context.sharing.pause()
        self.context.tasks.run_write(
            lambda: leave(office), lambda _done: self._on_left(), self.context.messages.failure, receiver=self
        )

    def _on_left(self) -> None:
        self._takes_focus = True
        self.context.messages.success("Sharing has stopped", "Every case is kept on this computer.")
        self.refresh()

    # -- what is shown ------------------------------------------------------------------------------------

    def _show_form(self, address: HubAddress | None) -> None:
        """The fields of the address: to share, to go on after a stop, to go where the hub has moved."""
        shared = address is not None
        purpose = Purpose.MOVED if shared else Purpose.JOIN if self._left else Purpose.NEW
        if self.form.purpose is not purpose or (purpose is Purpose.MOVED and not self.form.isVisibleTo(self)):
            self.form.begin(purpose, address or self._left)
        verb, words = WORDS[purpose]
        self.share_button.setText(verb)
        self.where_words.setText(words)
        is_shown = self._asks_where if shared else not self.why_read_only()
        for part in (self.form, self.share_button):
            set_shown(part, is_shown)
        set_shown(self.where_words, is_shown and bool(words))
        for part in (self.where_heading, self.stay_button):
            set_shown(part, is_shown and shared)
        for part in (self.sign_heading, self.signing, self.sign_button, self.moved_button):
            set_shown(part, shared and not is_shown)

    def _show(self, address: HubAddress | None, status: SyncStatus, left: HubAddress | None) -> None:
        self.address, self._is_read, self._left = address, True, left
        if self.sending.isHidden():  # while it is on its way, what was to be sent at its beginning counts
            self._to_send = status.waiting
        is_here = self.isAncestorOf(QApplication.focusWidget() or self)
        reason = self.say_reason()
        shared = address is not None
        self._show_form(address)
        for part in (
            self.facts,
            self.send_button,
            self.leave_button,
        ):
            set_shown(part, shared)
        for managed in (self.days_block, self.leave_button):
            set_shown(managed, shared and not reason)
        choices = sorted({*_DAYS, office_days := self.context.office.settings.contact_days})
        self.days.set_choices([(str(n), count_of(n, "day") if n else "Always") for n in choices])
        self.days.set_value(str(office_days))
        if address is not None:
            self.facts.set_rows(fact_rows(self.context, address, status))
            ask_secret_of(self.password.blocks["password"], address)
        if not status.is_arriving:
            self._hide_progress()
        if self._awaits_focus and is_here and (first_thing := self.first_focus()) is not None:
            first_thing.setFocus(Qt.FocusReason.OtherFocusReason)
        self._awaits_focus = False
        if self._takes_focus:  # the button that had it is gone
            self._takes_focus = False
            shown = self.send_button if self.code_words.isHidden() else self.code_words
            first = shown if shared else self.form.first()
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.signing = QWidget()
        inside = QVBoxLayout(self.signing)
        inside.setContentsMargins(0, 0, 0, 0)
        secret = SecretField()
        secret.line.returnPressed.connect(self.sign_in)  # as everywhere a password is asked for
        only = "Only where the status bar asks for it, or IT gave you a new one."
        inside.addWidget(self.password.add(FieldBlock("password", "Password", secret, help_words=only)))
        self.sign_heading = heading("Sign in again")
        progress = FlowRow()
        progress.addWidget(self.cancel_button)
        self.sending = QWidget()
        column = QVBoxLayout(self.sending)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_16)
        steps: tuple[QWidget, ...] = (self.progress, self.bar, progress)
        for part in steps:
            column.addWidget(part)
        left = Qt.AlignmentFlag.AlignLeft
        act = FlowRow()
        for button in (self.share_button, self.stay_button):
            act.addWidget(button)
        asking: tuple[QWidget, ...] = (self.where_heading, self.where_words, self.form, act)
        for part in (self.code_help, self.code_words, self.sending):
            self.column.addWidget(part)
        self.column.addWidget(self.facts)
        self.column.addWidget(self.send_button, 0, left)
        self.column.addWidget(self.sign_heading)
        self.column.addWidget(self.signing)
        self.column.addWidget(self.sign_button, 0, left)
        for part in asking:
            self.column.addWidget(part)
        self.column.addWidget(self.moved_button, 0, left)
        self.column.addSpacing(SPACE_16)
        self.column.addWidget(self.days_block)
        self.column.addWidget(self.leave_button, 0, left)
        self.column.addStretch(1)
        self.code_words.setTextInteractionFlags(_READ)
        self.code_words.setAccessibleName("Joining code")
        for part in (self.code_help, self.code_words, self.sending):
            part.hide()

    def _problem(self, words: str) -> None:
        """Say beside the password, where the eye is, why it is not taken; "" takes it away."""
        self.password.show_problems([Problem("password", words)] if words else ())
        if words:
            self.context.messages.announce(words, urgent=True)

    def _why_busy(self, *, may_all: bool = False) -> str:
        why = "The last request is still being answered." if self.is_busy else ""
        why = why or ("" if may_all else self.why_read_only())
        if why:
            self.context.messages.status(why)
        return why

    # -- the thread ---------------------------------------------------------------------------------------

    def _listen(self) -> None:
        sharing = self.context.sharing
        if sharing is not None and sharing is not self._heard_from:
            self._heard_from = sharing
            sharing.stepped.connect(self._on_step)
            sharing.heard.connect(self._on_news)

    def _on_step(self, step: Step) -> None:
        """How far a long exchange has come; a short one is not worth a bar."""
        if step.done < 200 and not self.sending.isVisible():
            return
        if (
            step.what == "send" and not step.of
        ):  # the hub does not know how much is to come; this computer does
            step = replace(step, of=max(self._to_send, step.done))
        set_shown(self.sending, True)
        self.progress.setText(step_words(step))
        self.bar.setRange(0, step.of)
        self.bar.setValue(step.done)

    def _on_news(self, news: News) -> None:
        self._to_send = news.status.waiting
        self._hide_progress()
        self.refresh()

    def _hide_progress(self) -> None:
        set_shown(self.sending, False)

    def _cancel(self) -> None:
        if self.context.sharing is not None:
            self.context.sharing.service.cancel()
        self.context.messages.status("Stopped. What was sent is kept; press F5 to go on.")

    def _send(self) -> None:
        self.context.registry.run("tools.exchange")
