r"""What LaTeX commands stand for in Unicode. Tables only; `latex.py` reads them.

Sources: the LaTeX2e reference manual (accents, symbols, text commands), the biblatex manual (`\enquote`,
`\mkbibquote`, `\noopsort` as people define it) and the Unicode Character Database.
"""

# ruff: noqa: RUF001 - dashes, quotation marks and letters of other scripts are what this is about

from __future__ import annotations

from types import MappingProxyType

#: Accent commands and the combining character that each puts on the letter after it.
ACCENTS = MappingProxyType({
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "d": "\u0323", "c": "\u0327",
    "k": "\u0328", "b": "\u0331", "t": "\u0361",
})  # fmt: skip

#: What an accent leaves when it has no letter, as in `\^{}`.
SPACING = MappingProxyType({
    "\u0300": "`", "\u0301": "´", "\u0302": "^", "\u0303": "~", "\u0308": "¨", "\u0327": "¸",
})  # fmt: skip

#: Letters and signs by the name of their command.
SYMBOLS = MappingProxyType({
    # letters
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "ordfeminine": "ª", "textordfeminine": "ª", "textordmasculine": "º",
    # signs
    "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "pounds": "£", "textsterling": "£", "euro": "€",
    "texteuro": "€", "EUR": "€", "textcent": "¢", "textyen": "¥", "textdollar": "$", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "dag": "†", "ddag": "‡", "textdagger": "†",
    "ldots": "…", "dots": "…", "textellipsis": "…", "textbullet": "•", "textperiodcentered": "·", "degree": "°",
    "textdegree": "°", "textmu": "µ", "textnumero": "№", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`",
    "textbackslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}", "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
    "guillemotleft": "«", "guillemotright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "flqq": "«",
    "frqq": "»", "glqq": "„", "grqq": "“", "quotedblbase": "„", "quotesinglbase": "‚", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "textquotesingle": "'",
    "textquotedbl": '"', "textendash": "–", "textemdash": "—", "bibrangedash": "–", "textexclamdown": "¡",
    "textquestiondown": "¿", "lq": "‘", "rq": "’", "quad": " ", "qquad": " ", "thinspace": " ", "space": " ",
    "newline": " ", "par": " ", "hyp": "-", "textonehalf": "½", "textonequarter": "¼",
    # mathematics that titles use
    "times": "×", "pm": "±", "cdot": "·", "div": "÷", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "approx": "≈", "sim": "∼", "infty": "∞", "rightarrow": "→", "to": "→", "leftarrow": "←",
    "leftrightarrow": "↔", "Rightarrow": "⇒", "textrightarrow": "→", "partial": "∂", "sum": "∑", "prod": "∏",
    "int": "∫", "in": "∈", "circ": "°", "prime": "′", "ell": "ℓ", "lt": "<", "gt": ">", "mid": "|",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
    "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    # a backslash before one character that is no letter
    "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", ",": " ",
    ";": " ", ":": " ", "\\": " ", "-": "", "/": "", "!": "", "@": "", "(": "", ")": "", "[": "", "]": "", "|": "|",
})  # fmt: skip

#: Commands that change the looks only, with or without an argument: they leave no trace in plain text.
SILENT = frozenset({
    "emph", "textit", "textbf", "textrm", "textsf", "texttt", "textsc", "textsl", "textup", "textmd", "textnormal",
    "text", "mbox", "hbox", "makebox", "fbox", "underline", "uline", "mathrm", "mathit", "mathbf", "mathsf",
    "mathcal", "mathbb", "ensuremath", "uppercase", "MakeUppercase", "MakeLowercase", "em", "it", "bf", "rm", "sf",
    "tt", "sc", "sl", "itshape", "bfseries", "scshape", "slshape", "upshape", "rmfamily", "sffamily", "ttfamily",
    "normalfont", "mkbibemph", "mkbibitalic", "mkbibbold", "mkbibparens", "bibstring", "bibname", "autocap",
    "protect", "relax", "nobreak", "allowbreak", "small", "footnotesize", "scriptsize", "large", "normalsize",
    "selectlanguage", "foreignlanguage", "textlatin", "nolinebreak", "displaystyle", "left", "right", "xspace",
    "ignorespaces", "unskip", "hspace",
})  # fmt: skip

#: Commands whose argument is put between two signs.
QUOTES = MappingProxyType({
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"), "textquote": ("“", "”"), "footnote": (" (", ")"),
})  # fmt: skip

#: Commands whose (first) argument is for the machine and never shown.
HIDDEN = frozenset({
    "noopsort", "SortNoop", "href", "label", "cite", "vphantom", "phantom", "hphantom", "vspace",
})  # fmt: skip

_DIGITS = "0123456789+-=()"
SUPERSCRIPTS = str.maketrans(_DIGITS + "ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
SUBSCRIPTS = str.maketrans(_DIGITS, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
