"""A comparison of two editions in every form: text, JSON, Markdown, a page. All are made of `model/comparison.py`."""
