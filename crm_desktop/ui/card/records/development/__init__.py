"""The parts of the development tab: quick lines, folded lists, sums, ideas, the SWOT board."""
