"""Query parameters that tell where a reader came from, and nothing of what is asked for.

Listed are those that one product writes and no site means anything else by. A name that a site
could give to a parameter of its own (`ref`, `source`, `cmpid`, `pk_id`) is none: leaving it out
would show another page than the one asked for.
"""

import re

_TRACKING = re.compile(
    r"utm_\w+"  # Google Analytics, and most others after it
    r"|(?:mtm|matomo)_\w+"
    r"|(?:pk|piwik)_(?:campaign|cid|content|keyword|kwd|medium|source)"
    r"|at_(?:bbc_team|campaign(?:_\w+)?|channel|creation|custom\d+|(?:detail|general)_placement"
    r"|format|link(?:_\w+)?|medium|network|ptr_name|variant)|xtor"  # Piano (AT Internet)
    r"|ns_(?:campaign|fee|linkname|mchannel|source)"  # Comscore
    r"|wt_(?:mc|zmc)"  # Mapp (Webtrekk)
    r"|hsa_(?:acc|ad|cam|grp|kw|la|mt|net|ol|src|tgt|ver)|_hs(?:enc|mi)"  # HubSpot
    r"|mc_[ce]id|mkt_tok|oly_(?:anon|enc)_id|vero_(?:conv|id)"  # newsletters
    r"|(?:d|fb|g|tt|tw|ys?)clid|msclkid|sccid|rdt_cid|li_fat_id|gclsrc|[gw]braid"  # advertisements
    r"|igsh(?:id)?|srsltid|_ga|_gl",
    re.ASCII | re.IGNORECASE,
)


def is_tracking(parameter: str) -> bool:
    """Whether a query's parameter (`name=value`) only tells where a reader came from.

    One that holds a semicolon doesn't: some servers read another parameter behind it.
    """
    return ";" not in parameter and _TRACKING.fullmatch(parameter.partition("=")[0]) is not None
