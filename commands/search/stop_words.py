"""Words that stand in nearly every German text and say nothing about it."""

# After a hyphen these begin another word, as in "Kinder- und Jugendrat".
CONNECTIVES = ("und", "oder", "bzw", "sowie", "bis")

STOP_WORDS = frozenset(
    {
        "ab", "aber", "alle", "allem", "allen", "aller", "alles", "als", "also", "am", "an", "auch",
        "auf", "aus", "bei", "beim", "bereits", "bis", "bzw", "da", "dabei", "dadurch", "dafur",
        "daher", "damit", "danach", "dann", "daran", "darauf", "daruber", "darum", "das", "dass",
        "davon", "dazu", "dem", "den", "denen", "denn", "der", "deren", "des", "dessen", "die",
        "dies", "diese", "diesem", "diesen", "dieser", "dieses", "doch", "dort", "durch", "ein",
        "eine", "einem", "einen", "einer", "eines", "er", "es", "etwa", "euch", "fur", "gegen",
        "hat", "haben", "hatte", "hier", "hin", "hinter", "ich", "ihm", "ihn", "ihnen", "ihr",
        "ihre", "ihrem", "ihren", "ihrer", "ihres", "im", "immer", "in", "innen", "ins", "ist",
        "ja", "je", "jede", "jedem", "jeden", "jeder", "jedes", "jedoch", "kann", "kein", "keine",
        "keinem", "keinen", "keiner", "konnen", "man", "mehr", "mein", "mit", "muss", "mussen",
        "nach", "nicht", "nichts", "noch", "nun", "nur", "ob", "oder", "ohne", "per", "sehr",
        "sein", "seine", "seinem", "seinen", "seiner", "seit", "sich", "sie", "sind", "so",
        "sofern", "soll", "sollen", "somit", "sondern", "sowie", "uber", "um", "und", "uns",
        "unser", "unsere", "unter", "usw", "vom", "von", "vor", "war", "waren", "was", "weil",
        "wenn", "wer", "werden", "wie", "wir", "wird", "wo", "wurde", "wurden", "zu", "zum",
        "zur", "zwischen",
    }
)  # fmt: skip
