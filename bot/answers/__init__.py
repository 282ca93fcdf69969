"""What commands and buttons do, before it is put into words."""
