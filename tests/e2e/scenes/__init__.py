"""The scenes of the story, one room each: only clicks and what is seen."""
