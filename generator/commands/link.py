"""counterpoise link: the link of a plan, or of an assessment's routine; the same as the browser's."""

from __future__ import annotations

import argparse
from dataclasses import replace

from generator.bundle.compile import bundle_of
from generator.commands.asked import UserError, ask_owner, ask_site, folder, owned
from generator.handouts import HandoutError
from generator.handouts.given import given_plan, link

HELP = "print the link of a plan"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("plan", metavar="FILE", help="JSON: a plan, or an assessment that has a routine")
    ask_site(parser)
    ask_owner(parser)


def run(options: argparse.Namespace) -> int:
    """Print it."""
    knowledge, owner = owned(folder(options.knowledge), options.brand)
    bundle = bundle_of(knowledge, owner.language)
    try:
        plan, _ = given_plan(options.plan, bundle)
        print(link(options.site, replace(plan, brand=owner.reference) if options.brand else plan, bundle))
    except HandoutError as error:
        raise UserError(str(error)) from None
    return 0
