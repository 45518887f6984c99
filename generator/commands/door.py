"""What commands ask of the engine, through the door that the browser asks at, too."""

from __future__ import annotations

import json
from typing import Any

from generator.bundle.compile import bundle_data, dump
from generator.commands.asked import UserError, named, text_of
from generator.knowledge.base import Knowledge
from quiz.asking.bundle import Bundle
from quiz.bridge import Engine, parse
from quiz.door import Refused
from quiz.telling.phrase import tell


class Door:
    """An engine with a knowledge base opened."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._engine = Engine()
        self._engine.handle(f'{{"op":"open","bundle":{dump(bundle_data(knowledge))}}}')
        assert self._engine.bundle is not None
        self.bundle: Bundle = self._engine.bundle
        self.words = self.bundle.words

    def readable(self, name: str) -> str:
        """The text of a file, once it is known to be JSON. Raises UserError, which names it."""
        answers = text_of(name)
        try:
            parse(answers)
        except Refused as refused:
            raise UserError(f"{named(name)}: {tell(refused.message, self.words)}") from None
        return answers

    def answer(self, answers: str | None = None, **request: Any) -> Any:
        """The reply to a request, with answers as JSON: so their numbers stay exact. Raises UserError."""
        text = json.dumps(request)
        reply = json.loads(self._engine.handle(text if answers is None else f'{text[:-1]},"answers":{answers}}}'))
        if "error" in reply:
            told = tell(reply, self.words)
            raise UserError("\n".join([told["error"], *(f"  {complaint}" for complaint in told.get("complaints", []))]))
        return reply["ok"]

    def assessed(self, answers: str, **request: Any) -> Any:
        """An assessment of these answers, which are to be complete. Raises UserError."""
        result = self.answer(answers, op="assess", **request)
        if result["outcome"] == "incomplete":
            missing = ", ".join(result["missing"])
            raise UserError(tell({"say": "error.incomplete", "questions": missing}, self.words))
        return result
