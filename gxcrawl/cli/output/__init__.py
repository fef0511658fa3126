"""What commands share about their output: the terminal, messages and logs, JSON, exit codes.

In: lines, records and errors. Out: stdout for results, stderr for messages and logs.
"""
