"""The pages, one file per group; the templates' folders have the same names."""
