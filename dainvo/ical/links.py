"""Recognises the join links of meeting services among the texts of an event.

Opens nothing and follows nothing: whoever opens a link asks `is_zoom_join` or `recognise` again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """A meeting service: `key` is stable (`"zoom"`), `name` is what it calls itself (`"Zoom"`)."""

    key: str
    name: str


ZOOM = Provider("zoom", "Zoom")
#: An https link in CONFERENCE of a service we do not know.
OTHER = Provider("other", "")

_ZOOM_HOSTS = ("zoom.us", "zoom.com", "zoom.com.cn", "zoom-x.de", "zoomgov.com")
#: Paths that join. Host start (/s/, /wc/…/start), dial-in (/u/), chat (/launch/) and registration are none.
_ZOOM_JOIN = re.compile(
    r"/(?:(?:j|w)/\d{8,15}|my/[\w.-]{1,80}|wc/(?:join/)?\d{8,15}(?:/join)?|wc/my/[\w.-]{1,80})/?\Z", re.ASCII
)
_ZOOM_ID = re.compile(r"/(?:j|w|wc|wc/join)/(\d{8,15})(?:/|\Z)", re.ASCII)

#: Printable ASCII without what programs read differently: no user info, no port but 443, no `%` or `\` in the host.
_HTTPS = re.compile(
    r"https://([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+)(?::443)?"
    r"(/[!$-;=?@-\[\]_a-z~]*?)?(?:\?([!$-;=?@-\[\]_a-z~]*))?(?:#([!-;=?@-\[\]_a-z~]*))?\Z",
    re.ASCII | re.I,
)
_ORIGIN_URL = re.compile(
    r"(https?://[a-z0-9.:\[\]-]+)(/[!$-;=@-\[\]_a-z~]*)(?:\?[!$-;=?@-\[\]_a-z~]*)?\Z", re.ASCII | re.I
)
_IN_TEXT = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.I)
_LONGEST = 2048
#: Links looked at in one text.
_MOST_LINKS = 50

#: (provider, host with its subdomains, pattern the path must match from its begin).
_TABLE: tuple[tuple[Provider, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (Provider(key, name), hosts, re.compile(path, re.ASCII))
    for key, name, hosts, path in (
        (
            "meet",
            "Google Meet",
            ("meet.google.com",),
            r"/(?:[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}|lookup/[\w-]+|_meet/[\w-]+)",
        ),
        ("hangouts", "Google Hangouts", ("hangouts.google.com",), r"/(?:hangouts/_/|call/)[\w.-]+"),
        ("teams", "Microsoft Teams", ("teams.microsoft.com", "teams.microsoft.us"), r"/(?:l/meetup-join/|meet/)."),
        ("teams", "Microsoft Teams", ("teams.live.com",), r"/meet/."),
        ("webex", "Webex", ("webex.com",), r"/(?:meet|join|wbxmjs|webappng|[\w-]+/(?:j\.php|meet|url\.php)|m/)"),
        ("skype", "Skype", ("join.skype.com",), r"/\w"),
        ("lync", "Skype for Business", ("meet.lync.com",), r"/[\w.-]+/[\w.-]+/\w+"),
        ("jitsi", "Jitsi Meet", ("meet.jit.si", "8x8.vc"), r"/[^/]"),
        ("chime", "Amazon Chime", ("chime.aws",), r"/\w"),
        ("ringcentral", "RingCentral", ("meetings.ringcentral.com", "v.ringcentral.com"), r"/(?:j|join)/\d"),
        ("gotomeeting", "GoTo Meeting", ("gotomeeting.com", "meet.goto.com", "gotomeet.me"), r"/(?:join/)?\w"),
        ("gotowebinar", "GoTo Webinar", ("gotowebinar.com",), r"/join/\w"),
        ("bluejeans", "BlueJeans", ("bluejeans.com",), r"/(?:\d{5,}|meet/\w)"),
        ("whereby", "Whereby", ("whereby.com",), r"/[\w-]+/?\Z"),
        ("joinme", "join.me", ("join.me",), r"/[\w-]+"),
        ("discord", "Discord", ("discord.gg",), r"/\w"),
        ("discord", "Discord", ("discord.com",), r"/(?:invite|channels)/\w"),
        ("slack", "Slack", ("app.slack.com",), r"/huddle/\w"),
        ("facetime", "FaceTime", ("facetime.apple.com",), r"/join"),
        ("proton", "Proton Meet", ("meet.proton.me",), r"/\w"),
        ("kmeet", "kMeet", ("kmeet.infomaniak.com",), r"/\w"),
        ("element", "Element Call", ("call.element.io",), r"/."),
        ("lark", "Lark", ("vc.larksuite.com",), r"/j/\d"),
        ("feishu", "Feishu", ("vc.feishu.cn",), r"/j/\d"),
        ("tencent", "Tencent Meeting", ("meeting.tencent.com", "voovmeeting.com"), r"/(?:dm|p|s|r)/\w"),
        ("livestorm", "Livestorm", ("app.livestorm.co",), r"/[\w-]+/[\w-]+"),
        ("streamyard", "StreamYard", ("streamyard.com",), r"/\w{8,}"),
        ("riverside", "Riverside", ("riverside.fm",), r"/studio/\w"),
        ("gather", "Gather", ("gather.town", "app.gather.town"), r"/app/\w"),
        ("cal", "Cal Video", ("app.cal.com",), r"/video/\w"),
        ("zoho", "Zoho Meeting", ("meeting.zoho.com", "meeting.zoho.eu"), r"/(?:meeting/|j)\w*"),
        ("doxy", "Doxy.me", ("doxy.me",), r"/[\w-]+"),
    )
)
_BY_HOST: dict[str, list[tuple[Provider, re.Pattern[str]]]] = {}
for _provider, _hosts, _path in _TABLE:
    for _host in _hosts:
        _BY_HOST.setdefault(_host, []).append((_provider, _path))


def _parts(url: str) -> tuple[str, str, str] | None:
    """(host in lower case, path, query) of a link that every program reads alike, else None."""
    if len(url) > _LONGEST:
        return None
    found = _HTTPS.match(url)
    if found is None or len(found[1]) > 253 or any(len(label) > 63 for label in found[1].split(".")):
        return None
    return found[1].lower(), found[2] or "/", found[3] or ""


def _zoom_path(url: str, extra_origins: Sequence[str]) -> str | None:
    """The path of a link to one of Zoom's hosts, by label, or to an extra origin, by the whole origin."""
    parts = _parts(url)
    if parts is not None and _under(parts[0], _ZOOM_HOSTS):
        return parts[1]
    if extra_origins and len(url) <= _LONGEST:
        found = _ORIGIN_URL.match(url)
        if found and found[1].lower() in {origin.rstrip("/").lower() for origin in extra_origins}:
            return found[2]
    return None


def _under(host: str, names: Sequence[str]) -> bool:
    return any(host == name or host.endswith("." + name) for name in names)


def recognise(url: str, extra_origins: Sequence[str] = ()) -> Provider | None:
    """The service `url` joins a meeting of, or None. `extra_origins` (`http://127.0.0.1:8123`) count as Zoom."""
    if is_zoom_join(url, extra_origins):
        return ZOOM
    parts = _parts(url)
    if parts is None:
        return None
    host, path, _ = parts
    labels = host.split(".")
    for start in range(len(labels) - 1):
        for provider, pattern in _BY_HOST.get(".".join(labels[start:]), ()):
            if pattern.match(path):
                return provider
    return None


def best(
    location: str, url: str, description: str, conference: Sequence[str] = (), extra_origins: Sequence[str] = ()
) -> tuple[str, str] | None:
    """(provider key, link) of the best join link of an event, or None. An https link in CONFERENCE of no known
    service gives the provider `"other"`.

    CONFERENCE weighs more than URL, LOCATION, description; among links of one place the longer one wins.
    """
    for source in ("\n".join(conference[:_MOST_LINKS]), url, location, description):
        found = [
            (len(link), provider.key, link)
            for link in links_in(source)
            if (provider := recognise(link, extra_origins)) is not None
        ]
        if found:
            _, key, link = max(found, key=lambda one: one[0])
            return key, link
    for link in conference[:_MOST_LINKS]:
        parts = _parts(link)
        if parts is not None and not _under(parts[0], _ZOOM_HOSTS):
            return OTHER.key, link
    return None


def links_in(text: str) -> Iterator[str]:
    """The http and https links written in a text, without the punctuation after them."""
    if "://" not in text:
        return
    for number, found in enumerate(_IN_TEXT.finditer(text)):
        if number >= _MOST_LINKS:
            return
        link = found[0][: _LONGEST + 1].replace("&amp;", "&").rstrip(".,;:!?*_")
        while link.endswith((")", "]")) and link.count(link[-1]) > link.count("(["[")]".index(link[-1])]):
            link = link[:-1].rstrip(".,;:!?*_")
        yield link


def is_zoom_join(url: str, extra_origins: Sequence[str] = ()) -> bool:
    """Whether `url` joins a Zoom meeting: https, a host of Zoom's by label, a join path (never a host's start link)."""
    path = _zoom_path(url, extra_origins)
    return path is not None and _ZOOM_JOIN.match(path) is not None


def zoom_meeting_id(url: str, extra_origins: Sequence[str] = ()) -> str:
    """The digits of the meeting id in a Zoom join link, or an empty text (personal room by name, other link)."""
    path = _zoom_path(url, extra_origins)
    if path is None or not _ZOOM_JOIN.match(path):
        return ""
    return meeting_id_in_path(path)


def meeting_id_in_path(url: str) -> str:
    """The meeting id in a path like Zoom's, whatever the host: only to compare with an id that is known already."""
    found = _ZOOM_ID.search(url.partition("?")[0])
    return found[1] if found else ""
