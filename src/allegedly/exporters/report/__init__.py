"""The report of a case, to be filed and cited: one content, drawn as Markdown, as a Word document, or as one page.

``content`` and its neighbours turn the material into blocks; ``markdown``, ``docx`` and ``html`` only draw these.
"""
