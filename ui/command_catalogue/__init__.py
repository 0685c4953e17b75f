"""The commands of the program, menu by menu; `ui.command_list` puts them together.

One long list was hard to read and the obvious place for everything, so each menu has a file of its own. The cost: the
order of the menus stands apart from what is in them.
"""
