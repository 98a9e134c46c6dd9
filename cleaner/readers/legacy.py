"""Which old encoding bytes are in, told by the letters that each language writes; else None.

The method: Asian encodings of two bytes are checked for the characters that make up most of any
text. One-byte encodings of other scripts are checked for their commonest letters. Between the
Latin encodings, words without accents tell the language, and the language tells which accented
letters may stand in it: `é` and `ę` are one byte. A candidate must explain nearly every letter.

Source of the letters: the languages' alphabets (Unicode CLDR exemplar characters).
"""

from __future__ import annotations

import re
from collections import Counter

from cleaner.readers.charsets import decode_as

# The characters that stand for a third and more of any text in the script.
_COMMON = {
    "gb18030": frozenset(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道"
        "行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者"
    ),
    "euc-kr": frozenset(
        "이다는을의에가고하지은로한도를사기자인대어시서아들해있일정수나리라그보부스장전조원국제면만"
        "과것으성구여상주할오관공경위했된되며중"
    ),
    "big5": frozenset(
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道"
        "行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者"
    ),
}
# One-byte scripts: the letters that stand for half of any text.
_FREQUENT = {
    "windows-1251": "оеаинтсрвліу",
    "koi8-r": "оеаинтсрвлу",
    "iso-8859-5": "оеаинтсрвлу",
    "windows-1253": "αοιετσνρυκ",
    "windows-1255": "יוהלאתרבמש",
    "windows-1256": "اليمونرتبهد",
}
# Language: (its encodings, words without accents, accented letters).
_LATIN = {
    "en": ("windows-1252", "the of and to in that is was for with said", "éèêëïôöüñçàâáíóãøåäšž"),
    "fr": ("windows-1252", "le la les des et en que qui dans pour une est du", "àâæçéèêëîïôœùûüÿ"),
    "de": ("windows-1252", "der die und das den mit von ist auf nicht ein eine zu", "äöüßé"),
    "es": ("windows-1252", "el la de que los las en por con una del para se", "áéíñóúü¡¿"),
    "pt": ("windows-1252", "o a de que os as em para com uma do da dos no na", "áàâãçéêíóôõúü"),
    "it": ("windows-1252", "il la di che della per una con del non sono le gli", "àèéìíòóùú"),
    "nl": ("windows-1252", "de het een van en in dat is op voor met niet zijn", "áéëïóöüèê"),
    "sv": ("windows-1252", "och att det som en av med den till har inte om", "åäöé"),
    "da": ("windows-1252", "og det at en af til er som med den for har ikke", "æøåéüö"),
    "fi": ("windows-1252", "ja on ei se oli joka mutta ovat hän kun sen", "äöåšž"),
    "is": ("windows-1252", "og var sem er hann til um ekki hafa en", "áðéíóúýþæö"),
    "ca": ("windows-1252", "el la de que els les amb per una del i al ha", "àçèéíïòóúü"),
    "pl": ("windows-1250 iso-8859-2", "w i na z do nie jest o po od za to dla", "ąćęłńóśźż"),
    "cs": ("windows-1250 iso-8859-2", "a v na se je s z o do by ale jako pro", "áčďéěíňóřšťúůýž"),
    "sk": ("windows-1250 iso-8859-2", "a v na sa je s z o do by ale ako pre", "áäčďéíĺľňóôŕšťúýž"),
    "hu": ("windows-1250 iso-8859-2", "a az is hogy nem egy volt meg csak de", "áéíóöőúüű"),
    "ro": ("windows-1250 iso-8859-2", "de la cu pe din nu este care un o mai al", "ăâîşţ"),
    "hr": ("windows-1250 iso-8859-2", "i u je na se za da su od s koji ne", "čćđšž"),
    "sl": ("windows-1250 iso-8859-2", "in je v na se za da so pa z ki ne", "čšžćđ"),
    "tr": ("windows-1254", "ve bir bu ile olarak da de olan daha gibi sonra ise", "çğıİöşüâîû"),
    "lt": ("windows-1257", "ir kad su tai yra buvo bet apie nuo per iki", "ąčęėįšųūž"),
    "lv": ("windows-1257", "un ir ka par no ar uz bet arī kas vai pie", "āčēģīķļņšūž"),
    "et": ("windows-1257", "ja on ei et ta oli see kui ka aga mis", "äõöüšž"),
    "vi": ("windows-1258", "trong cho khi theo ra sau anh hai con nam", "ăâđêôơưàảáèéìíòóùúý"),
}
_MARKS = frozenset("–—‘’“”„‚…«»‹›€£§©®°·ºª½¼¾²³×•†‰™\u00a0\u00ad´")
# A letter for each byte beyond ASCII, so that the rest of its word is not taken for a word.
_NO_WORD = dict.fromkeys(range(0x80, 0x100), "þ")
_WORD_RE = re.compile(r"[^\W\d_]+")
_WESTERN = "windows-1252"
# Without a language to vouch for them, the letters that only Icelandic and Faroese write are more
# often Turkish ones misread.
_WESTERN_LETTERS = "".join(
    sorted({*"".join(row[2] for row in _LATIN.values() if row[0] == _WESTERN)} - {*"ðþý¡¿"})
)
_FEW_WORDS = 3  # of a language's small words
_FEW_LETTERS = 3
_FEW = 8  # fewer characters than these tell no script
_ENOUGH = 0.97  # the share of letters a candidate must explain


def detect(sample: bytes) -> str | None:
    """The encoding of bytes that are no UTF-8, where the letters leave no doubt; else None.

    The bytes may be cut inside a character at their end.
    """
    high = sum(byte > 0x7F for byte in sample)
    letters = high + sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in sample)
    charset = _latin(sample) if high * 2 <= letters else None
    if charset is None and high * 5 > letters:  # another script than Latin, or much of one
        charset = _asian(sample) or _other_script(sample)
    return charset


def _asian(sample: bytes) -> str | None:
    scores = {charset: _asian_share(sample, charset) for charset in _ASIAN}
    best = max(_ASIAN, key=lambda charset: scores[charset])
    rest = max(score for charset, score in scores.items() if charset != best)
    return best if scores[best] >= 0.25 and scores[best] > 1.3 * rest else None


_ASIAN = ("shift_jis", "euc-jp", "euc-kr", "gb18030", "big5")


def _asian_share(sample: bytes, charset: str) -> float:
    """How many of the characters beyond ASCII are those that any text of the language has."""
    try:
        text = decode_as(sample, charset)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return 0.0
        text = decode_as(sample[: error.start], charset)
    wide = [char for char in text if char > "\x7f"]
    if len(wide) < _FEW or any("\ue000" <= char <= "\uf8ff" for char in wide):
        return 0.0
    if charset in _COMMON:
        hits = sum(char in _COMMON[charset] for char in wide)
    else:  # Japanese: full-width kana; the half-width kana are what other bytes look like
        hits = sum("ぁ" <= char <= "ー" for char in wide)
    return hits / len(wide)


def _other_script(sample: bytes) -> str | None:
    scores = {charset: _script_share(sample, charset) for charset in _FREQUENT}
    best = max(_FREQUENT, key=lambda charset: scores[charset])
    rest = max(score for charset, score in scores.items() if charset != best)
    return best if scores[best] >= 0.5 and scores[best] > 1.2 * rest else None


def _script_share(sample: bytes, charset: str) -> float:
    """How many of the characters beyond ASCII are the script's commonest small letters."""
    wide = [char for char in decode_as(sample, charset, errors="replace") if char > "\x7f"]
    signs = sum(char in _MARKS for char in wide)
    if len(wide) - signs < _FEW or wide.count("\ufffd") * 50 > len(wide):
        return 0.0
    return sum(char in _FREQUENT[charset] for char in wide) / (len(wide) - signs)


def _latin(sample: bytes) -> str | None:
    """The encoding of the likeliest language that explains the letters beyond ASCII."""
    plain = Counter(_WORD_RE.findall(sample.decode("latin-1").translate(_NO_WORD).lower()))
    known = {name: sum(plain[word] for word in row[1].split()) for name, row in _LATIN.items()}
    ranked = sorted(known, key=lambda name: (-known[name], name))
    likeliest = ranked[0] if known[ranked[0]] >= _FEW_WORDS else None
    for language in ranked:  # neighbours share their small words, so the first may be wrong
        if known[language] < max(_FEW_WORDS, 0.4 * known[ranked[0]]):
            break
        charsets, _, alphabet = _LATIN[language]
        for charset in charsets.split():
            if _explains(sample, charset, alphabet, share=_ENOUGH):
                return charset
    if likeliest is not None and _LATIN[likeliest][0] != _WESTERN:
        return None
    return _WESTERN if _explains(sample, _WESTERN, _WESTERN_LETTERS, share=1) else None


def _explains(sample: bytes, charset: str, alphabet: str, *, share: float) -> bool:
    """Whether that share of letters and of signs beyond ASCII is what the language writes.

    Other encodings than the Western one must show letters of their own: signs are the same in
    most.
    """
    text = decode_as(sample, charset, errors="replace")
    letters = good_letters = signs = good_signs = 0
    for index, char in enumerate(text):
        if char <= "\x7f":
            continue
        before, after = text[max(0, index - 1) : index], text[index + 1 : index + 2]
        if char.isalpha() and char not in "ºª":
            letters += 1
            written = char in alphabet or char.lower() in alphabet
            good_letters += written and not (char.isupper() and before.islower())
        else:
            signs += 1
            good_signs += char in alphabet or _stands_well(char, before, after)
    if charset != _WESTERN and letters < _FEW_LETTERS:
        return False
    return good_letters >= share * letters and good_signs >= share * signs


def _stands_well(char: str, before: str, after: str) -> bool:
    """Whether a sign stands where a text has it; in text of another encoding it stands anywhere.

    `¡°The caf¨¦` is “The café” in Chinese bytes: a degree follows a figure, and the signs that open
    a Spanish sentence stand in no other language.
    """
    if char in "°²³ºª½¼¾":
        return before.isdigit() or before.isspace() or before in {"", "m", "N", "n"}
    if char in "‘’´·–—…\u00ad":
        return True
    return char in _MARKS and not (before.islower() and after.islower())
