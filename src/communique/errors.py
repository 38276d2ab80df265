# SPDX-FileCopyrightText: 2026 The Communique authors
# SPDX-License-Identifier: Apache-2.0

"""Our own faults; a page's faults are `Problem` values instead."""


class CommuniqueError(Exception):
    """The root: fields, and a message that says the next step."""


class DateError(CommuniqueError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not a day, week, month, quarter or year in ISO 8601 form; write it as 2021-02-04, 2021-02 or 2021")


class WeightError(CommuniqueError):
    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"the weights {name!r} cannot be used: {reason}; install the package again, or train them as the manifest says")


class TableError(CommuniqueError):
    def __init__(self, file: str, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class InputError(CommuniqueError):
    """Something that the user named cannot be used at all."""


class RecordError(CommuniqueError):
    """A record file that is not one, is of another version, or does not hold what was asked for."""
