"""Words of the management behind "|"."""

RINGS = r"(?:bitte )?(?:mit |und )*(?:hinweis|benachrichtigung|erwähnung|@room)(?: an alle)?"
IN_DIGEST = r"(?:bitte )?(?:auch )?(?:(?:in den|im|für den|in) )?rundbrief"
NOW = r"(?:bitte )?(?:sofort|jetzt|gleich)"


def reading(moment: str, number: int) -> str:
    """Tell apart the two readings of a time on the day of a clock change."""
    return f"{moment} ({('vor', 'nach')[number]} der Umstellung)"
