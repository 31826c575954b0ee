"""工作要点: items, targets, milestones, duties, lights, forecast, plan reader. Knows indicators, never a matter."""
