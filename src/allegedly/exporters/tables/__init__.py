"""A case as tables: for spreadsheets, databases and statistics. ``csv`` writes a folder, ``xlsx`` one workbook."""
