"""The forge (where proposals are opened, reviewed, merged and published), as far as the office's work passes there."""
