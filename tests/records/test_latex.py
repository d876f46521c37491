r"""LaTeX to plain text."""

# ruff: noqa: RUF001 - dashes and quotation marks are what this is about

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evibase.records.latex import decode_latex, unknown_commands


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'e", "é"), (r"\'{e}", "é"), (r"{\'e}", "é"), (r"{\'{e}}", "é"), (r"\' e", "é"),
        (r"\'\i", "í"), (r"\'{\i}", "í"), (r"{\'\i}", "í"), (r"\v{\j}", "ǰ"), (r'\"{\i}', "ï"),
        (r"\c c", "ç"), (r"\c{c}", "ç"), (r"\H{o}", "ő"), (r"\k{a}", "ą"), (r"\r a", "å"), (r"\u{g}", "ğ"),
        (r"\d{s}", "ṣ"), (r"\={a}", "ā"), (r"\.{z}", "ż"), (r"\~n", "ñ"), (r"\^{\'e}", "é\u0302"),
        (r"\'{\^a}", "ấ"), (r"\t{oo}", "o\u0361o"), (r"\'{}", "´"), (r"\'{ab}", "áb"),
        (r"\o stergaard", "østergaard"), (r"\O{}stergaard", "Østergaard"), (r"{\AA}ngstr{\"o}m", "Ångström"),
        (r"Stra{\ss}e", "Straße"), (r"\L\'od\'z", "Łódź"), (r"\ae{}on", "æon"),
        (r"50\% of {NHS} staff", "50% of NHS staff"), ("50% of staff", "50% of staff"), (r"A \& B", "A & B"),
        (r"\$5", "$5"), ("$5 million and $10", "$5 million and $10"), (r"a\_b \#1 \{x\}", "a_b #1 {x}"),
        ("a--b---c", "a–b—c"), ("``so''", "“so”"), ("`so'", "‘so’"), ("don't", "don't"), ("``don't''", "“don’t”"),
        (r"\enquote{so}", "“so”"), (r"\enquote{a \emph{b} c}", "“a b c”"), (r"\textquoteright s", "’s"),
        ("CO$_2$ and H$_{2}$O", "CO₂ and H₂O"), (r"$\beta$-test", "β-test"), (r"x$^{2}$", "x²"), ("a_b", "a_b"),
        (r"\textsuperscript{2}", "²"), (r"$p < .05$", "p < .05"),
        (r"\emph{a} \textbf{b} {\em c}", "a b c"), (r"\noopsort{1973b}1973", "1973"),
        (r"\href{https://x.org/a_b}{here}", "here"), (r"\url{https://x.org/a%20b_c~d}", "https://x.org/a%20b_c~d"),
        ("a~b", "a b"), ("a\n   b", "a b"), (r"a\ b", "a b"), (r"a\\b", "a b"), (r"hy\-phen", "hyphen"),
        (r"\foo{x}", r"\foo{x}"), (r"\foo bar", r"\foo bar"), ("}x{", "x"), ("", ""), ("\\", "\\"),
        ("cafe\u0301", "café"), ("plain – “text”", "plain – “text”"),
    ],
)  # fmt: skip
def test_what_latex_would_print(latex: str, text: str) -> None:
    """LaTeX becomes the text that it prints; what is no LaTeX, or is not known, stays."""
    assert decode_latex(latex) == text


def test_unknown_commands_are_named() -> None:
    """A command that is not known is named once, so that somebody can be told."""
    assert unknown_commands(r"\foo{x} \emph{y} \foo \bar") == (r"\foo", r"\bar")


@given(st.text(st.characters(exclude_characters="\\{}~$`'-")))
def test_text_without_latex_stays(text: str) -> None:
    """Text without LaTeX is only tidied: one space for white space, composed characters."""
    assert decode_latex(text) == unicodedata.normalize("NFC", " ".join(text.split()))


@given(
    st.lists(st.sampled_from([*"\\{}~$`'^_\"-ac i%&", r"\'", r"\emph", r"\enquote{", r"\foo", r"\noopsort{"])).map(
        "".join
    )
)
def test_any_latex_gives_text(latex: str) -> None:
    """No text raises; what comes out is composed and has no white space to spare."""
    text = decode_latex(latex)
    assert text == unicodedata.normalize("NFC", text)
    assert text == text.strip()


@pytest.mark.parametrize(
    "piece", ["{", "}", "\\'", "$", "\\enquote{", "\\noopsort{", "\\foo{", "`", "\\url{", "$_{", "\\"]
)
def test_time_grows_with_the_length_alone(piece: str) -> None:
    """A quarter of a megabyte of any one piece is decoded within seconds, without recursion."""
    started = time.perf_counter()
    decode_latex(piece * (250_000 // len(piece)) + "e" * 1000)
    assert time.perf_counter() - started < 60
