"""Dates and times as news pages print them: tables, calendars and the grammar of a stamp."""
