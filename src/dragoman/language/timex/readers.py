"""The readers by the name that rules give them."""

from collections.abc import Mapping
from types import MappingProxyType

from dragoman.language.timex import clock, lengths, read_days, read_periods, read_relative, sets
from dragoman.language.timex.scene import Reader

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        reader.__name__: reader
        for reader in (
            clock.clock,
            clock.daypart,
            lengths.duration,
            lengths.half_unit,
            read_days.day_range,
            read_days.day_of_month,
            read_days.deictic,
            read_days.full_date,
            read_days.further_day,
            read_days.holiday,
            read_days.month_day,
            read_days.numeric,
            read_days.slashed,
            read_days.weekday,
            read_days.weekend,
            read_periods.century,
            read_periods.decade,
            read_periods.edge,
            read_periods.month,
            read_periods.quarter,
            read_periods.season,
            read_periods.spelt_year,
            read_periods.week_of_day,
            read_periods.week_of_month,
            read_periods.year,
            read_periods.year_range,
            read_relative.ago,
            read_relative.neighbour_unit,
            read_relative.offset,
            read_relative.same_unit,
            read_relative.shifted_unit,
            read_relative.spread,
            read_relative.vague_spread,
            sets.adverb,
            sets.every_unit,
            sets.every_weekday,
            sets.per_unit,
            sets.reference,
        )
    }
)
