"""The end of the pipeline: finished files become a site, whole or not at all."""
