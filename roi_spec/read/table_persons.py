"""Who can be recognised in a data file: by the headings of its columns, and by what stands in a column of persons.

A file beside a published spec may hold codes only. The headings of all columns count, also of those the spec does not
use: the file is published with its history as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from roi_spec.model.finding import Finding, Severity
from roi_spec.model.spec import DataFile
from roi_spec.model.text import Text, text
from roi_spec.read import table_rules as rules
from roi_spec.read.table_problems import SHOWN
from roi_spec.read.table_shape import Shape, heading_spans

_WHOSE = r"(?:employee|participant|respondent|learner|student|customer|medewerker|deelnemer|cursist|werknemer|klant)"
_NAME = re.compile(
    rf"(?:(?:full|first|last|sur|family|given|middle|user|voor|achter|roep|volledige|{_WHOSE})[\s_-]?s?[\s_-]?)?(?:naa?m|name)"
    rf"|(?:naam|name)(?:[\s_-]+(?:of|van|de|the|een))*[\s_-]+{_WHOSE}|voorletters|initials|voorvoegsels?|tussenvoegsels?",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r".*\be[\s_-]?mail\b.*|.*mailadres.*|mail|.*\b(?:bsn|burgerservicenummer|sofi-?nummer|ssn)\b.*|social security.*"
    r"|national insurance.*|(?:date of birth|birth[\s_-]?da(?:te|y)|dob|geboorte(?:datum|dag))"
    r"|(?:tele)?(?:foon|phone)(?:[\s_-]?(?:nummer|number|nr))?|mobiel.*|mobile.*|(?:huis|woon|home[\s_-]*)?addres+|(?:huis|woon)?adres"
    r"|iban|rekeningnummer|paspoort.*|passport.*",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:personeels|medewerkers?|werknemers?|studenten?|deelnemers?)[\s_-]*(?:nummer|nr|id)\.?|pers\.?[\s_-]*nr\.?"
    r"|(?:employee|staff|personnel|student|payroll|hr)[\s_-]*(?:number|no|nr|id)\.?|gebruikersnaam|user[\s_-]?(?:name|id)|login",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s@]+@[\w-]+(?:\.[\w-]+)+")
_FULL_NAME = re.compile(
    r"[A-Z][a-zà-ÿ]+(?:[\s-]+[a-z]{1,4}){0,2}[\s-]+[A-Z][a-zà-ÿ]+(?:[\s-]+[A-Z][a-zà-ÿ]+)?|(?:[A-Z]\.\s?)+(?:[a-z]{1,4}\s+){0,2}[A-Z][a-zà-ÿ]+"
    r"|[A-Z][a-zà-ÿ]+(?:\s+[a-z]{1,4}){0,2},\s*(?:[A-Z]\.?\s?)+(?:[a-zà-ÿ]+)?"
)
_NO_PERSON = re.compile(
    r"(?:team|group|groep|region|regio|department|afdeling|site|store|winkel|unit|person|persoon|participant|deelnemer"
    r"|manager|expert|employee|medewerker|respondent)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 200
"""Characters of a label among which an address or name is looked for."""
_LONGEST = 60
"""Characters of a heading; a longer one is a question of a survey."""
_ENOUGH_NUMBERS = 5
"""Fewer numbers than this may pass the eleven-test by chance."""
_BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def headings_that_tell(path: str, content: bytes, shape: Shape, entry: DataFile) -> Iterator[Finding]:
    """Report columns whose heading says that people are named in them."""
    elsewhere = {index for role, index in shape.columns if role in ("team", "group", "period")}
    found = ((index, _kind(heading, named=index in elsewhere)) for index, heading in enumerate(shape.headings))
    kinds = dict(islice(((index, kind) for index, kind in found if kind), SHOWN))
    places = heading_spans(path, content, shape, kinds)
    for index in places:
        heading, severity = shape.headings[index], kinds[index]
        used = any(index == at for _, at in shape.columns)
        yield rules.PERSONAL.finding(
            places[index],
            text("The column “{heading}” in {file} tells who somebody is.", heading=heading, file=entry.file),
            help=_instead(severity, used=used),
            severity=severity,
        )


def _kind(heading: str, *, named: bool) -> Severity | None:
    """Give how grave a heading is: a name or address is an error, a number that only some can look up a warning."""
    if len(heading) > _LONGEST:
        return None
    if _NUMBER.fullmatch(heading):
        return Severity.WARNING
    if _ALWAYS.fullmatch(heading) or (_NAME.fullmatch(heading) and not named):
        return Severity.ERROR
    return None


def _instead(severity: Severity | None, *, used: bool) -> Text:
    if not used:
        return text("Remove the column from the file; the spec does not use it.")
    if severity is Severity.WARNING:
        return text("Replace the numbers by codes made for this file, such as p001, and call the column “Code”.")
    return text("Replace every person by a code such as p001, and keep the list of codes outside the project.")


def tells_who(names: Sequence[str], *, of_persons: bool) -> tuple[int, Text] | None:
    """Find a label that is a mail address, or among persons a name or citizen service number; give which, and say so.

    The label itself is not repeated.
    """
    for code, whole in enumerate(names):
        name = whole[:_LOOKED_AT]
        if "@" in name and _MAIL.search(name):
            return code, text("Here stands a mail address.")
        if of_persons and name[:1].isupper() and _FULL_NAME.fullmatch(name) and not _NO_PERSON.match(name):
            return code, text("Here stands what looks like the name of a person.")
    if of_persons and _are_service_numbers(names):
        return 0, text("The persons are numbered with what looks like citizen service numbers (BSN).")
    return None


def _are_service_numbers(names: Sequence[str]) -> bool:
    """Say whether all labels have nine digits that pass the eleven-test; by chance one in eleven numbers does."""
    return len(names) >= _ENOUGH_NUMBERS and all(map(_passes_eleven_test, names))


def _passes_eleven_test(name: str) -> bool:
    if len(name) != len(_BSN_WEIGHTS) or not (name.isascii() and name.isdigit()):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_BSN_WEIGHTS, name, strict=True)) % 11 == 0
