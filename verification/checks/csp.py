"""Reading a Content-Security-Policy as a browser does."""

Policy = dict[str, list[str]]

BROAD_SOURCES = {"*", "http:", "https:", "data:", "blob:"}
STRICT = ("'nonce-", "'sha256-", "'sha384-", "'sha512-")


def policies(header: str) -> list[Policy]:
    """Return every policy in the header; a page must satisfy them all."""
    found = [_policy(text) for text in header.split(",")]
    return [policy for policy in found if policy]


def _policy(text: str) -> Policy:
    policy: Policy = {}
    for directive in text.split(";"):
        name, *values = directive.lower().split() or [""]
        if name:  # A repeated directive is ignored.
            policy.setdefault(name, values)
    return policy


def allows_inline_script(policy: Policy) -> bool:
    """Tell whether a script from anywhere, or in the page itself, would run."""
    sources = policy.get("script-src", policy.get("default-src"))
    if sources is None:
        return True
    if any(source.startswith(STRICT) for source in sources):
        # A nonce or hash switches 'unsafe-inline' off; 'strict-dynamic' also the broad sources.
        return "'strict-dynamic'" not in sources and _is_broad(sources)
    return "'unsafe-inline'" in sources or _is_broad(sources)


def _is_broad(sources: list[str]) -> bool:
    return any(source in BROAD_SOURCES for source in sources)


def allows_framing(policy: Policy) -> bool:
    """Tell whether any other site may show the page inside its own."""
    ancestors = policy.get("frame-ancestors")
    return ancestors is None or _is_broad(ancestors)
