"""Turns an evaluation into pages: first a view that holds every word and number, then HTML and PDF from templates."""
