"""The LKIP engine: content (YAML and Markdown) in, the office's performance report out."""
