"""Whose report it is: names of public bodies, their identity within a portal, their level."""
