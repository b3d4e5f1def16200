"""x"""
from exercises.figure.draw import draw_svg
from exercises.figure.state import CellState, cell_key, cell_states

__all__ = ["CellState", "cell_key", "cell_states", "draw_svg"]
