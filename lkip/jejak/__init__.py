"""The trail: every figure of a report, the lines that it stands on, and who brought each of them."""
