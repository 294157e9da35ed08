"""A parser that refuses in one line: what was found, and what is expected."""

from __future__ import annotations

import argparse
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# argparse takes -1/12 for an option unless it looks like a number to it.
_LOOKS_NEGATIVE = re.compile(r"^-\d.*$")
# More than these are not listed in a line: the help has them.
_FEW = 9


class UsageError(Exception):
    """The words after the command do not fit it."""


class OneLineParser(argparse.ArgumentParser):
    """A parser that refuses in one line, and never prints its usage block to do so."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 (argparse's own)
        super().__init__(allow_abbrev=False, **options)
        self._negative_number_matcher = _LOOKS_NEGATIVE

    # argparse calls this for every command, and would leave what it does not know to
    # the parser above, which does not know the command's options.
    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse words, or refuse those that no option or argument takes.

        Parameters
        ----------
        args : sequence of str, optional
            The words.
        namespace : argparse.Namespace, optional
            Where values go.

        Returns
        -------
        namespace : argparse.Namespace
            The values.
        unknown : list of str
            Always empty.

        Raises
        ------
        UsageError
            If a word does not fit.
        """
        words = list(args or ())
        self._refuse_unknown(words)
        values, unknown = super().parse_known_args(words, namespace)
        if unknown:
            self.error(f"unexpected {unknown[0]!r}: expected {self._arguments()}")
        return values, unknown

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing usage and leaving.

        Parameters
        ----------
        message : str
            What argparse found.

        Raises
        ------
        UsageError
            Always; the message points to the command's help.
        """
        missing = message.removeprefix("the following arguments are required: ")
        if missing != message:
            message = f"missing {self._described(missing)}"
        message = message.replace("ignored explicit argument", "takes no value, got")
        raise UsageError(
            f"{message.removeprefix('argument ')} (see {self.prog} --help)"
        )

    def _refuse_unknown(self, words: list[str]) -> None:
        """Refuse an option or a command that there is not, before others are missed."""
        commands = self._commands()
        known = self._option_string_actions
        for word in words:
            name = word.partition("=")[0]
            if word == "--":
                return
            if word.startswith("-") and word != "-" and not _LOOKS_NEGATIVE.match(word):
                if name not in known:
                    spelled = [one for one in known if one.startswith("--")]
                    self.error(f"unknown option {name}: {_expected(name, spelled)}")
            elif commands:
                if word not in commands:
                    self.error(f"unknown command {word!r}: {_expected(word, commands)}")
                return

    def _commands(self) -> list[str]:
        return [
            name
            for action in self._actions
            if isinstance(action, argparse._SubParsersAction)
            for name in action.choices
        ]

    def _arguments(self) -> str:
        names = [str(one.metavar) for one in self._actions if not one.option_strings]
        if names:
            return f"{_listed(names, 'and')} alone"
        files = (
            f", such as {one.option_strings[0]} FILE"
            for one in self._actions
            if one.option_strings and one.metavar == "FILE"
        )
        return f"options alone{next(files, '')}"

    def _described(self, names: str) -> str:
        """Say what each missing argument is, in the words of its help."""
        helps = {
            name: action.help
            for action in self._actions
            # an option may share the metavar of an argument, such as FILE
            for name in action.option_strings or (action.metavar,)
            if isinstance(name, str) and action.help
        }
        if commands := self._commands():
            helps["COMMAND"] = f"expected {_listed(commands, 'or')}"
        return "; ".join(
            f"{name}: {helps[name]}" if name in helps else name
            for name in names.split(", ")
        )


def _expected(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return (
        f"expected {_listed(known, 'or')}" if len(known) <= _FEW else "none is like it"
    )


def _listed(names: Iterable[str], joint: str) -> str:
    *others, last = names
    return f"{', '.join(others)} {joint} {last}" if others else last
