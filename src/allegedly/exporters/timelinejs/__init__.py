"""The chronology for TimelineJS 3 (https://timeline.knightlab.com): ``as_json`` writes its data format, ``as_csv`` the
table that its spreadsheet template wants.

What is vague stays vague: a month has no day, what is open at one end has none there, and the words that are shown for
a time are always those of the chronology. TimelineJS shows a few hundred events well; more call for a filter.
"""
