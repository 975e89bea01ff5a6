"""The rules of the ROI profession, a theme per file. To add one: a `Rule`, and a function bound to it by `@checks`."""
