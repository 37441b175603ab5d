"""The field's codes: PLOVER 0.8 and CAMEO 1.1b3 with scores, the sheet that joins them, the words that tell them."""

from dragoman.codes.cues import contexts_for, mode_for, situation_for
from dragoman.codes.event import EventCodes, codes_for
from dragoman.codes.tables import CameoCode, Codes, ModeCode, PloverCode, Quad, load_codes

__all__ = [
    "CameoCode", "Codes", "EventCodes", "ModeCode", "PloverCode", "Quad", "codes_for", "contexts_for", "load_codes",
    "mode_for", "situation_for",
]  # fmt: skip
