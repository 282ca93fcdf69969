"""What goes at night: how long each table keeps its rows, and the steps that delete them."""
