"""Speed and memory as ratios of two things run side by side; each module answers one question."""
