"""The window: Qt only, no rule of casework.

Question: how do many people write pages at once without knowing each other? Choice: every page is a `Page`, every act
is a command of one registry, all slow work goes through `Tasks`, and everything said to the user goes through
`Messages`; a page is handed these in a `Context`. Cost: a page cannot reach another one except by asking the window
to open it.
"""

from ui.overrides import make_errors_whole

make_errors_whole()
