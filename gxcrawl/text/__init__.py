"""What printed words say, wherever they stand: strings in, strings and facts out."""
