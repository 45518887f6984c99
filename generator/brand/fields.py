"""What a brand file may say, and what the site and the handouts read of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints

from generator.brand.phone import Piece, dial, pieces
from generator.model import LANGUAGE_CODE, Flag, Model, Proper, Text

Scheme = Literal["light", "dark"]
CountryId = Literal["at", "au", "ca", "ch", "de", "es", "fr", "gb", "ie", "nl", "nz", "us"]
"""Those of countries.yml."""
Colour = Annotated[str, StringConstraints(strict=True, to_lower=True, pattern=r"^#[0-9a-fA-F]{6}$")]
Origin = Annotated[str, StringConstraints(strict=True, pattern=r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?$")]
Link = Annotated[str, StringConstraints(strict=True, pattern=r"^https://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?$")]
Picture = Annotated[str, StringConstraints(strict=True, pattern=r"^([\w -]+/)*[\w-][\w. -]*\.(?i:svg|png)$")]
Family = Annotated[str, StringConstraints(strict=True, pattern=r"^\w[\w .'-]{1,60}$")]
LanguageCode = Annotated[str, StringConstraints(strict=True, pattern=f"^{LANGUAGE_CODE}$")]
Line = Annotated[Text, Field(max_length=90)]
"""What has to fit on one line of a printed page."""


class Colours(Model):
    primary: Colour
    """Links, buttons, the mark."""
    accent: Colour
    """What is hovered or pointed at; the worked muscle of a figure."""


class Schemes(Model):
    light: Colours
    dark: Colours


class Logo(Model):
    light: Picture
    """On light surfaces and on paper: a file beside this one, SVG with outlined letters, or PNG."""
    dark: Picture | None = None
    """On dark surfaces; without it the light one stands there too."""


class Fonts(Model):
    headings: Family = "serif"
    """On paper Source Serif or Source Sans, which ship, or a family in local/fonts/; on the web the reader's own serif
    or sans, so that nothing is fetched."""
    text: Family = "sans"

    def web(self, use: Literal["headings", "text"]) -> str:
        """serif or sans, on the web."""
        said = getattr(self, use)
        return str(said if said in ("serif", "sans") else Fonts.model_fields[use].default)


class Emergency(Model):
    where: Line
    number: Annotated[Text, Field(max_length=40)]


class Country(Model):
    """A row of countries.yml."""

    id: CountryId
    title: Text
    number: Text
    crisis: Text


class Brand(Model):
    """Who the site comes from: local/brand.yml, or local/brands/NAME.yml."""

    name: Annotated[Proper, Field(max_length=60)]
    """What you are called."""
    tagline: Annotated[Text, Field(max_length=140)]
    """One line about you."""
    colours: Schemes
    """Two for light screens and paper, two for dark screens."""
    logo: Logo | None = None
    """Without it the project's mark is shown, in the brand's colours."""
    fonts: Fonts = Fonts()
    address: Annotated[Proper, Field(max_length=90)] | None = None
    phone: Annotated[str, StringConstraints(strict=True, pattern=r"^\+?[0-9(][0-9 ()./-]{3,30}$")] | None = None
    web: Link | None = None
    """Your own pages, where they are not this site."""
    booking: Link | None = None
    """Where a visit is booked."""
    credentials: Line | None = None
    """Your qualification, and with whom it can be checked."""
    disclaimer: Annotated[Text, Field(max_length=300)]
    """At the foot of every page."""
    paper: Literal["a4", "letter"] = "a4"
    units: Literal["metric", "imperial"] = "metric"
    """How far a carry is walked: metres or yards. Self-tests stay in centimetres, as their limits are."""
    country: CountryId | None = None
    """Gives the emergency and crisis numbers. For a country that is not there write emergency and crisis instead."""
    emergency: Annotated[tuple[Emergency, ...], Field(max_length=6)] = ()
    """Emergency numbers; the reader's own country first."""
    crisis: Annotated[Text, Field(max_length=400)] | None = None
    """Whom to call with thoughts of ending one's life."""
    language: LanguageCode = "en"
    """Of the site: English, or one that has a folder under knowledge/languages/."""
    languages: Annotated[tuple[LanguageCode, ...], Field(max_length=20)] = ()
    """Further ones that the site is published in, each in a folder of its own: /es/."""
    report: Annotated[str, StringConstraints(strict=True, pattern=r"^(https://\S+|[^\s@]+@[^\s@]+)$")]
    """Where errors are reported: an e-mail address, or a web address in which {page} stands for the page."""
    repository: Link | None = None
    """The web address of the repository; with it every page links to its YAML file."""
    branch: Proper = "main"
    embed: Annotated[tuple[Origin, ...], Field(max_length=10)] = ()
    """Other sites, such as https://you.example, whose pages may hold a self-assessment of this one in a frame."""
    manual: Flag = True
    """False: the manual for whoever keeps a copy stands in no menu and is not found by the search."""

    _files: dict[Scheme, bytes] = PrivateAttr(default_factory=dict)
    """The logo's own bytes, which reading the brand fills in."""
    _reference: str | None = PrivateAttr(default=None)

    @property
    def reference(self) -> str | None:
        """What a plan's link calls it: the name of its file under local/brands/; None for local/brand.yml."""
        return self._reference

    def logo_file(self, scheme: Scheme) -> bytes | None:
        """The logo for light or dark surfaces, as it stands in its file; None where the brand has none."""
        return self._files.get(scheme)

    def logo_name(self, scheme: Scheme) -> str | None:
        """What the site calls that file: its ending tells its kind."""
        drawn = getattr(self.logo, scheme) if self.logo else None
        return f"logo-{scheme}.{drawn.rpartition('.')[2].lower()}" if drawn else None

    def report_link(self, page: str) -> str:
        """Where to report an error on `page` (its address from the site's root)."""
        if "@" in self.report and not self.report.startswith("https://"):
            return f"mailto:{self.report}?subject={page}"
        return self.report.replace("{page}", page)

    def emergency_calls(self) -> list[tuple[str, list[Piece]]]:
        """Where each emergency number counts, and its text cut at what can be dialled."""
        return [(e.where, list(pieces(e.number, shortest=2))) for e in self.emergency]

    def crisis_call(self) -> list[Piece]:
        """The words on thoughts of ending one's life, cut at the numbers in them."""
        dialled = {link for _, text in self.emergency_calls() for _, link in text if link}
        known = {link.removeprefix("tel:") for link in dialled}
        return list(pieces(self.crisis or "", known))

    def dial(self) -> str | None:
        """The brand's own number as a phone dials it."""
        return dial(self.phone) if self.phone else None

    def contact(self) -> list[str]:
        """Credentials, address, phone and web, as a line of print names them."""
        lines = (self.credentials, self.address, self.phone, self.web and link_shown(self.web))
        return [line for line in lines if line]


def link_shown(link: str) -> str:
    """A web address as it is read aloud."""
    return link.removeprefix("https://").rstrip("/")
