"""A plan as it was given: a link, the text of one, JSON, or a file that holds any of these."""

from __future__ import annotations

import re
from pathlib import Path

from generator.handouts.press import HandoutError
from quiz.asking.bundle import Bundle
from quiz.bridge import parse
from quiz.door import Refused
from quiz.plans.link import decode, encode
from quiz.plans.pasted import plan_in
from quiz.plans.plan import BadPlan, Plan
from quiz.plans.reading import from_assessment, read_plan
from quiz.telling.phrase import tell


def given_plan(source: str, bundle: Bundle) -> tuple[Plan, str | None]:
    """A plan from a link, the text of one, JSON, or a file that holds any of these.

    JSON is a plan or an assessment. Returns the plan, and its link if it came as one. Raises HandoutError.
    """
    text = _contents(source.strip())
    try:
        if text.startswith("{"):
            return _from_json(text, bundle), None
        written = plan_in(text)
        link = re.search(rf".*(https?://[^#<>()]+#{re.escape(written)})", "".join(text.split()))
        return decode(written), link[1] if link else None
    except BadPlan as bad:
        if bad.message["say"] == "plan.error.not-a-plan" and not text.startswith("{"):
            raise HandoutError(f"'{source.strip()[:80]}' is neither a file nor the link of a plan") from None
        raise HandoutError("; ".join(tell(list(bad.messages), bundle.words))) from None


def link(site: str, plan: Plan, bundle: Bundle) -> str:
    """Where a plan opens: on the site at this address, or, without one, from the site's start.

    Raises HandoutError for a plan that is too long for a link.
    """
    try:
        return f"{site.rstrip('/')}/plan/#{encode(plan)}" if site else f"plan/#{encode(plan)}"
    except BadPlan as bad:
        raise HandoutError(tell(bad.message, bundle.words)) from None


def file(name: str, folder: Path = Path()) -> Path | None:
    """The file that a text names, if it names one."""
    try:
        path = folder / name
        return path if path.is_file() else None
    except OSError:  # too long for a name, as links and JSON are
        return None


def _contents(source: str) -> str:
    path = file(source)
    if path is None:
        return source
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except UnicodeDecodeError:
        raise HandoutError(f"{source} is not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise HandoutError(f"{source}: {error.strerror}") from None


def _from_json(text: str, bundle: Bundle) -> Plan:
    try:
        raw = parse(text)
    except Refused as wrong:
        raise HandoutError(tell(wrong.message, bundle.words)) from None
    if "routine" in raw:
        return from_assessment(bundle, raw)
    return read_plan(bundle, raw)
