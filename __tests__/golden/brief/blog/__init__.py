# | Marks this folder as a Python package; the test runner needs it.
