"""Spreadsheets: read with python-calamine, written with xlsxwriter. Both come with the application, not with the library."""
