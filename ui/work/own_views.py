"""A person's own views in the work list: kept, gone to, renamed, deleted (with Undo)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from caseworker.actions import own_views
from caseworker.domain.lists import OwnView
from caseworker.errors import RuleError
from ui.cases import filters
from ui.cases.pick_dialog import Pick
from ui.messages import AlertAction
from ui.work.name_dialog import NameDialog

if TYPE_CHECKING:
    from ui.cases.work_list_page import WorkListPage

COMMANDS = ("view.keep_own", "view.rename_own", "view.delete_own")
PREFIX = "own:"
"""Before the id of an own view where the code of a view is expected."""


class OwnViews(QObject):
    """The views of the person at the keyboard, as the work list has them.

    Attributes:
        views: by id; now: the id of the one shown, "" for none.
    """

    def __init__(self, page: WorkListPage) -> None:
        super().__init__(page)
        self._page = page
        self.views: dict[str, OwnView] = {}
        self.now = ""
        self._wanted = ""
        for command, call, enabled in (
            ("view.keep_own", self.keep, None),
            ("view.rename_own", self.rename, self._why_no_own),
            ("view.delete_own", self.delete, self._why_no_own),
        ):
            page.handle(command, call, enabled)
        self.read()

    def picks(self) -> list[Pick]:
        """As Ctrl+G lists them, after the standard ones."""
        return [Pick(PREFIX + view.id, view.name, "Own view") for view in self.views.values()]

    def read(self) -> None:
        """Read them again."""
        office = self._page.context.office
        self._page.context.tasks.run_read(
            lambda: own_views.own_views(office),
            self._on_read,
            self._page.context.messages.failure,
            receiver=self._page,
        )

    def show(self, view_id: str) -> None:
        """Go to one of them; at the start it waits until they are read."""
        view = self.views.get(view_id)
        if view is None:
            self._wanted = view_id
            return
        self.now = view.id
        page = self._page
        chips = filters.to_words(page.context.office, dict(view.filters))
        page.show_own(view, chips)

    def keep(self) -> NameDialog:
        """Ask for a name and keep what the list shows now."""
        page = self._page
        query, code = page.model.query, page.view_code
        assert query is not None
        dialog = NameDialog(
            "Keep this view",
            "Keep view",
            text="Keeps the view with its filters, its words and its order. Ctrl+G goes there.",
            parent=page,
        )

        def take(name: str) -> None:
            view = OwnView("", name, code, query.text, query.sort, query.descending, query.filters)
            self._save(dialog, view)

        dialog.given.connect(take)
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def rename(self) -> NameDialog:
        """Ask for another name of the view that is shown."""
        view = self.views[self.now]
        dialog = NameDialog("Rename this view", "Rename view", name=view.name, parent=self._page)
        dialog.given.connect(lambda name: self._save(dialog, replace(view, name=name)))
        dialog.finished.connect(lambda _result: dialog.deleteLater())
        dialog.open()
        return dialog

    def delete(self) -> None:
        """Take away the view that is shown; the alert's Undo brings it back."""
        office, view_id, context = self._page.context.office, self.now, self._page.context

        def done(gone: OwnView) -> None:
            self.now = ""
            self._page.show_view(gone.view)
            self.read()
            undo = AlertAction("Undo", lambda: self._bring_back(gone))
            context.messages.success("Deleted", f"The view {gone.name} was deleted.", undo)

        context.tasks.run_write(
            lambda: own_views.delete_view(office, view_id),
            done,
            context.messages.failure,
            receiver=self._page,
        )

    def _bring_back(self, gone: OwnView) -> None:
        office, context = self._page.context.office, self._page.context

        def done(view: OwnView) -> None:
            self.read()
            context.messages.status(f"The view {view.name} is back.")

        context.tasks.run_write(
            lambda: own_views.keep_view(office, gone), done, context.messages.failure, receiver=self._page
        )

    def _save(self, dialog: NameDialog, view: OwnView) -> None:
        office, context = self._page.context.office, self._page.context

        def done(kept: OwnView) -> None:
            dialog.accept()
            self.now = kept.id
            self._wanted = kept.id
            self.read()
            context.messages.status(f"The view {kept.name} was kept.")

        def failed(error: Exception) -> None:
            if isinstance(error, RuleError):
                dialog.refuse(error)
            else:
                context.messages.failure(error)

        context.tasks.run_write(lambda: own_views.keep_view(office, view), done, failed, receiver=self._page)

    def _on_read(self, views: tuple[OwnView, ...]) -> None:
        self.views = {view.id: view for view in views}
        if self.now not in self.views:
            self.now = ""
        wanted, self._wanted = self._wanted, ""
        if wanted in self.views:
            self.show(wanted)
        self._page.context.registry.refresh()

    def _why_no_own(self) -> str:
        return "" if self.now in self.views else "Go to a view of your own first."
