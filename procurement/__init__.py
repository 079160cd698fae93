"""Felleskjøp: joint procurement and framework agreements."""
