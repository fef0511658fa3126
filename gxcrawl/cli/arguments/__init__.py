"""What commands share about their arguments: options, the agency or report that a user names, settings, help.

In: strings from the command line. Out: typed values, opened databases and registries; WrongUse for a wrong argument.
"""
